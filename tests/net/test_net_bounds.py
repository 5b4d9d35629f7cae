"""Bombs, endless and dripping bodies, broken encodings: bounded in bytes and in time, never an exception."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.net.guard import RefusedError
from twosource.net.inflate import coding, gunzip, read_bounded
from twosource.records import Reason


def zeros_gzipped(megabytes):
    """A gzip member that inflates to so many megabytes of zeros."""
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([machine.compress(bytes(1_000_000)) for _ in range(megabytes)]) + machine.flush()


def streaming(*headers, pieces, pause=0.0):
    """A reply without a length that writes `pieces` one by one."""

    def reply(handler):
        handler.send_response(200)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return reply


def endless(piece):
    """The same bytes for ever; stops when the client hangs up."""
    while True:
        yield piece


@given(st.binary(max_size=3000), st.integers(1, 400))
def test_gzip_comes_back_as_it_went_in(data, size):
    """Inflation is right for any content, cut into any chunks."""
    packed = gzip.compress(data)
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert read_bounded(chunks, gzipped=True, max_bytes=5000) == data


def test_several_gzip_members_are_one_body():
    """RFC 1952: members may follow each other; padding after the last is dropped."""
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0", 100) == b"one two"


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_limit_is_exact(length, limit):
    """A body of exactly the limit passes, one byte more does not; with `cut` the beginning is given."""
    for gzipped in (False, True):
        data = bytes(length)
        # the raw bytes are capped as well, so the limit is tested on data that does not grow
        chunks = [gzip.compress(data)] if gzipped else [data]
        bound = limit + 40 if gzipped else limit
        data_fits = length <= bound and len(chunks[0]) <= bound
        if data_fits:
            assert read_bounded(chunks, gzipped=gzipped, max_bytes=bound) == data
        else:
            with pytest.raises(RefusedError) as caught:
                read_bounded(chunks, gzipped=gzipped, max_bytes=bound)
            assert caught.value.reason is Reason.TOO_LARGE
            assert data.startswith(read_bounded(chunks, gzipped=gzipped, max_bytes=bound, cut=True))


def test_cut_gives_the_beginning():
    """robots.txt: the first part of a file that is too long counts, packed or not."""
    assert read_bounded([b"abc", b"def"], gzipped=False, max_bytes=4, cut=True) == b"abcd"
    assert read_bounded([gzip.compress(bytes(5000))], gzipped=True, max_bytes=100, cut=True) == bytes(100)


@pytest.mark.parametrize(
    "data", [b"", b"plain", gzip.compress(b"x" * 100, mtime=0)[:-9], b"\x1f\x8b\x08\x00garbage here"]
)
def test_damaged_gzip_is_bad_encoding(data):
    """No gzip, half a gzip and nothing at all are told as what they are."""
    with pytest.raises(RefusedError) as caught:
        gunzip(data, 1000)
    assert caught.value.reason is Reason.BAD_ENCODING


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ""),
        (["identity"], ""),
        ([""], ""),
        (["gzip"], "gzip"),
        (["x-gzip"], "gzip"),
        ([" GZip , identity"], "gzip"),
    ],
)
def test_codings_we_take(values, expected):
    """gzip, its old name, and none."""
    assert coding(values) == expected


@pytest.mark.parametrize(
    "values", [["br"], ["zstd"], ["deflate"], ["compress"], ["gzip, gzip"], ["gzip", "br"], ["gzip", "gzip"], ["what"]]
)
def test_codings_we_refuse(values, site, make_web):
    """Other codings and stacks of codings are refused before a byte is inflated."""
    with pytest.raises(RefusedError) as caught:
        coding(values)
    assert caught.value.reason is Reason.BAD_ENCODING

    def reply(handler):
        streaming(*(("Content-Encoding", value) for value in values), pieces=[gzip.compress(gzip.compress(b"x"))])(
            handler
        )

    site.replies["/"] = reply
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason is Reason.BAD_ENCODING
    assert answer.body == b""
    assert site.url("/") in answer.problem.message


def test_gzip_only_is_asked_for(site, make_web):
    """A server that keeps to the protocol never has a reason to send brotli."""
    site.page("/")
    make_web().get(site.url("/"))
    assert {request["accept-encoding"] for request in site.requests} == {"gzip"}


def test_a_gzip_page_is_inflated(site, make_web):
    """The ordinary case."""
    site.page("/", gzip.compress("뉴스".encode()), Content_Encoding="gzip")
    assert make_web().get(site.url("/")).body == "뉴스".encode()


def test_a_gzip_bomb_costs_no_memory(site, make_web):
    """200 MB of zeros in 200 kB: refused at the limit, with no more memory than the limit takes."""
    site.page("/", zeros_gzipped(200), Content_Encoding="gzip")
    client = make_web(max_bytes=1_000_000)
    client.get(site.url("/missing"))
    tracemalloc.start()
    answer = client.get(site.url("/"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.problem.reason is Reason.TOO_LARGE
    assert "max_bytes" in answer.problem.message
    assert peak < 8_000_000


def test_the_bomb_is_one():
    """Counterproof: inflated without a bound it takes two hundred times its limit."""
    assert len(zeros_gzipped(200)) < 250_000
    assert len(zlib.decompress(zeros_gzipped(20), 31)) == 20_000_000


def test_a_brotli_bomb_is_not_even_read(site, make_web):
    """An encoding that was not asked for is refused by its header."""
    site.replies["/"] = streaming(("Content-Encoding", "br"), pieces=endless(b"\0" * 65536))
    started = time.monotonic()
    assert make_web().get(site.url("/")).problem.reason is Reason.BAD_ENCODING
    assert time.monotonic() - started < 1


def test_a_page_that_says_it_is_huge_is_not_read(site, make_web):
    """50 MB by its own Content-Length: refused without reading."""
    site.replies["/"] = streaming(("Content-Length", "50000000"), pieces=[b"x"])
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason is Reason.TOO_LARGE
    assert "50,000,000" in answer.problem.message


def test_a_huge_page_without_a_length_is_cut_off(site, make_web):
    """50 MB that say nothing of their size are dropped at the limit; so is a body without an end."""
    sent = []

    def counted():
        for _ in range(800):
            sent.append(65536)
            yield b"x" * 65536

    site.replies["/huge"] = streaming(pieces=counted())
    site.replies["/endless"] = streaming(pieces=endless(b"x" * 65536))
    client = make_web(max_bytes=1_000_000)
    assert client.get(site.url("/huge")).problem.reason is Reason.TOO_LARGE
    assert client.get(site.url("/endless")).problem.reason is Reason.TOO_LARGE
    assert sum(sent) < 40_000_000


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_dripping_body_meets_the_deadline(gzipped, site, make_web):
    """A byte now and then keeps every single read in time; the whole is not, and that is what counts."""
    headers = [("Content-Encoding", "gzip")] if gzipped else []
    data = gzip.compress(bytes(range(256)) * 4)
    site.replies["/"] = streaming(*headers, pieces=(data[at : at + 1] for at in range(len(data))), pause=0.05)
    started = time.monotonic()
    answer = make_web(timeout_seconds=0.4).get(site.url("/"))
    assert answer.problem.reason is Reason.TIMED_OUT
    assert "timeout_seconds" in answer.problem.message
    assert time.monotonic() - started < 1.2


def test_dripping_headers_meet_the_deadline(site, make_web):
    """The same before the body: a head that never ends."""

    def reply(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            handler.wfile.write(b"X-%d: y\r\n" % number)
            handler.wfile.flush()
            time.sleep(0.05)

    site.replies["/"] = reply
    started = time.monotonic()
    assert make_web(timeout_seconds=0.4).get(site.url("/")).problem.reason is Reason.TIMED_OUT
    assert time.monotonic() - started < 1.2


def test_a_chain_of_slow_redirects_shares_one_deadline(site, make_web):
    """Time is counted over the whole trip, not anew for each hop."""

    def slowly(to):
        def reply(handler):
            time.sleep(0.2)
            handler.send_response(302)
            handler.send_header("Location", to)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        return reply

    for number in range(5):
        site.replies[f"/{number}"] = slowly(f"/{number + 1}")
    site.page("/5")
    started = time.monotonic()
    assert make_web(timeout_seconds=0.5).get(site.url("/0")).problem.reason is Reason.TIMED_OUT
    assert time.monotonic() - started < 1.0


@pytest.mark.parametrize("declared", ["100", "9" * 30, "-1", "x"])
def test_a_wrong_content_length_is_a_problem(declared, site, make_web):
    """Fewer bytes than promised, or a promise that is none: the page is not taken for whole."""
    site.replies["/"] = streaming(("Content-Length", declared), pieces=[b"short"])
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason in (Reason.UNREACHABLE, Reason.TOO_LARGE)
    assert answer.body == b""


def test_more_than_the_content_length_is_ignored(site, make_web):
    """Bytes after the promised ones are not part of the page."""
    site.replies["/"] = streaming(("Content-Length", "5"), pieces=[b"whole and more"])
    assert make_web().get(site.url("/")).body == b"whole"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", b"HTTP/1.1 999999 X\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"y" * 200_000 + b"\r\n\r\n", b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
)  # fmt: skip
def test_answers_that_are_no_http_are_values(raw, site, make_web):
    """Whatever a port says, `get` returns."""
    site.replies["/"] = lambda handler: handler.wfile.write(raw)
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason is Reason.UNREACHABLE
    assert site.url("/") in answer.problem.message


def test_a_closed_port_is_unreachable(site, make_web):
    """Connection refused."""
    url = site.url("/")
    site.close()
    answer = make_web().get(url)
    assert answer.problem.reason is Reason.UNREACHABLE


def test_a_sitemap_file_in_gzip_is_unpacked(site, make_web):
    """sitemap.xml.gz is a file, not a coding; the bound holds for it too."""
    site.page("/sitemap.xml.gz", gzip.compress(b"<urlset/>"), Content_Type="application/gzip")
    site.page("/bomb.xml.gz", zeros_gzipped(20), Content_Type="application/gzip")
    site.page("/plain.xml.gz", b"<urlset/>")
    client = make_web(max_bytes=1_000_000)
    assert client.get(site.url("/sitemap.xml.gz")).body == b"<urlset/>"
    assert client.get(site.url("/bomb.xml.gz")).problem.reason is Reason.TOO_LARGE
    assert client.get(site.url("/plain.xml.gz")).body == b"<urlset/>"
