"""Files given by hand: HTML, JSON lines, WARC, folders of them."""

from __future__ import annotations

import gzip
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.records import Capture, Problem, Reason, Source, SourceKind
from twosource.sources import read_file, source_of
from twosource.sources.files import MAX_PAGE, kind_of, page_address
from twosource.sources.outlets import Outlets, slug
from twosource.sources.rows import MAX_LINE

NOW = datetime(2026, 2, 1, tzinfo=UTC)
DONGNAE = Source(
    id="dn",
    name="동래통신",
    language="ko",
    country="KR",
    owner="Dongnae",
    kind=SourceKind.AGENCY,
    feeds=("https://rss.dongnae.example/all",),
    aliases=("Dongnae News",),
)


class Clock:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


def read(path: Path, *sources: Source) -> list[Capture | Problem]:
    return list(read_file(path, clock=Clock(), sources=sources))


def captures(path: Path, *sources: Source) -> list[Capture]:
    found = read(path, *sources)
    assert [arrival for arrival in found if isinstance(arrival, Problem)] == []
    return [arrival for arrival in found if isinstance(arrival, Capture)]


def write_rows(path: Path, *rows: object) -> Path:
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows), "utf-8"
    )
    return path


# --- HTML ------------------------------------------------------------------------------------------


def test_an_html_file_is_a_page_of_the_address_it_names(tmp_path):
    """rel=canonical, bytes untouched, the time the clock's."""
    path = tmp_path / "page.html"
    path.write_bytes('<link rel="canonical" href="https://www.dongnae.example/1?a=1&amp;b=2"><p>한국'.encode("cp949"))
    (capture,) = captures(path)
    assert capture.url == capture.final_url == "https://www.dongnae.example/1?a=1&b=2"
    assert capture.source_id == "dongnae-example"
    assert capture.body == path.read_bytes()
    assert (capture.status, capture.fetched_at, capture.listing) == (200, NOW, None)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<meta property="og:url" content="https://a.example/og">', "https://a.example/og"),
        (
            "<meta content='https://a.example/og' property=og:url><link href=https://a.example/c rel=canonical>",
            "https://a.example/c",
        ),
        (
            '<link rel=canonical href="/relative"><meta property=og:url content=https://a.example/og>',
            "https://a.example/og",
        ),
        ('<link rel=canonical href="javascript:alert(1)">', ""),
        ('<link rel=canonical href="https://a.example/ x">', ""),
        ("<p>https://a.example/", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_page(head, address):
    """Canonical before og:url, absolute http(s) only."""
    assert page_address(head.encode()) == address


def test_a_page_without_an_address_is_its_file(tmp_path):
    """Then the file's own URL names it, and a source for local files owns it."""
    path = tmp_path / "쪽.htm"
    path.write_text("<p>x")
    (capture,) = captures(path)
    assert capture.url == path.resolve().as_uri()
    assert capture.source_id == "local-files"


def test_a_page_that_is_too_large_is_a_problem(tmp_path):
    """Fifty megabytes are named, not read."""
    path = tmp_path / "page.html"
    with path.open("wb") as stream:
        stream.truncate(MAX_PAGE * 5)
    (problem,) = read(path)
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.TOO_LARGE
    assert str(path) in problem.message


# --- whose it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlet", "url", "source_id"),
    [
        ("", "https://www.dongnae.example/1", "dn"),
        ("", "https://rss.dongnae.example/1", "dn"),
        ("", "https://notdongnae.example/1", "notdongnae-example"),
        ("동래통신", "https://elsewhere.example/1", "dn"),
        ("Dongnae News", "", "dn"),
        ("dn", "", "dn"),
        ("물결 새벽일보!", "https://www.dongnae.example/1", "물결-새벽일보"),
        ("", "", "local-files"),
    ],
)
def test_pages_of_known_outlets_carry_their_ids(outlet, url, source_id):
    """By id, name or alias, else by host; an outlet that is named is not overruled by the host."""
    assert Outlets([DONGNAE]).source_id(outlet=outlet, url=url) == source_id


@pytest.mark.parametrize(
    ("url", "language", "country", "zone"),
    [
        ("https://www.mulgyeol.co.kr/1", "ko", "KR", "Asia/Seoul"),
        ("https://harbour.co.uk/1", "en", "GB", "Europe/London"),
        ("https://shiokaze.example/1", "ja", "JP", "Asia/Tokyo"),
        ("https://harbour.example/1", "en", "", "UTC"),
    ],
)
def test_an_unknown_outlet_gets_a_guessed_source_that_weighs_nothing(tmp_path, url, language, country, zone):
    """Not admitted until an editor says so; country and zone by domain, else by language."""
    (capture,) = captures(
        write_rows(tmp_path / "a.jsonl", {"url": url, "language": language, "title": "x", "body": "y"})
    )
    source = source_of(capture)
    assert (source.id, source.language, source.country, source.zone) == (capture.source_id, language, country, zone)
    assert source.admitted is False
    assert source.kind is SourceKind.ONLINE
    assert source.owner == source.name == url.split("/")[2].removeprefix("www.")


def test_slugs_keep_letters_of_every_script():
    """Ids stay readable to those who name them."""
    assert slug("潮風 新聞 (東京)") == "潮風-新聞-東京"
    assert slug("---") == ""


# --- JSON lines ------------------------------------------------------------------------------------


def test_rows_with_markup_are_pages(tmp_path):
    """As if fetched, in UTF-8 whatever their meta says; the row's own facts are the listing."""
    row = {
        "id": 7,
        "url": "https://a.example/7",
        "html": "<meta charset=euc-kr><p>한국",
        "published_at": "2026-01-31T09:00:00+09:00",
        "title": "제목",
    }
    (capture,) = captures(write_rows(tmp_path / "a.jsonl", row))
    assert capture.body.decode() == row["html"]
    assert capture.headers == (("content-type", "text/html; charset=utf-8"),)
    assert capture.listing is not None
    assert (capture.listing.title, capture.listing.text) == ("제목", "")
    assert capture.listing.published_at == datetime(2026, 1, 31, 0, tzinfo=UTC)


def test_rows_with_text_pass_through(tmp_path):
    """The wire's rows: no bytes, the listing carries title, paragraphs, byline and credit, times, language."""
    row = {
        "id": "r1", "outlet": "동래통신", "language": "ko", "url": "https://elsewhere.example/1", "title": " 어선\u200b  전복 ",
        "published_at": "2026-05-12T09:10:00+09:00", "updated_at": None, "byline": "한서우 기자", "credit": "동래통신",
        "body": "첫 문단.\n\n둘째  문단.", "origin_of": None,
    }  # fmt: skip
    (capture,) = captures(write_rows(tmp_path / "a.jsonl", row), DONGNAE)
    listing = capture.listing
    assert listing is not None
    assert (capture.source_id, capture.url, capture.body, capture.status) == (
        "dn",
        "https://elsewhere.example/1",
        b"",
        200,
    )
    assert (listing.title, listing.text) == ("어선 전복", "첫 문단.\n둘째 문단.")
    assert (listing.byline, listing.language) == ("한서우 기자 · 동래통신", "ko")
    assert (listing.published_at, listing.updated_at) == (datetime(2026, 5, 12, 0, 10, tzinfo=UTC), None)


def test_ids_follow_address_and_text(tmp_path):
    """Another text of the same address is another capture; the same row is the same capture, in any file."""
    base = {"url": "https://a.example/1", "title": "t", "body": "b"}
    first, second, third = captures(write_rows(tmp_path / "a.jsonl", base, base | {"body": "c"}, base | {"id": "z"}))
    assert first.id == third.id != second.id


def test_rows_without_an_address_get_a_name(tmp_path):
    """From the id, else from the content; equal rows get equal names."""
    rows = [{"id": "r 1", "title": "a"}, {"title": "b"}, {"title": "b"}, {"title": "c", "url": "not a url"}]
    urls = [capture.url for capture in captures(write_rows(tmp_path / "a.jsonl", *rows))]
    assert urls[0] == "urn:twosource:row:r%201"
    assert urls[1] == urls[2] != urls[3]


@pytest.mark.parametrize(
    ("time", "language", "expected"),
    [
        ("2026-01-31", "ko", datetime(2026, 1, 30, 15, tzinfo=UTC)),
        ("2026-01-31", "en", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-01-31T09:00", "ja-JP", datetime(2026, 1, 31, 0, tzinfo=UTC)),
        ("2026-01-31T09:00:00Z", "ko", datetime(2026, 1, 31, 9, tzinfo=UTC)),
        ("", "ko", None),
    ],
)
def test_times_of_rows(tmp_path, time, language, expected):
    """ISO 8601; without a zone the time of the language's home."""
    (capture,) = captures(write_rows(tmp_path / "a.jsonl", {"title": "x", "published_at": time, "language": language}))
    assert capture.listing is not None
    assert capture.listing.published_at == expected


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[1]", "object"),
        ('{"id": 1}', "needs"),
        ('{"title": 3}', "`title`"),
        ('{"html": ["x"]}', "`html`"),
        ('{"title": "x", "published_at": "yesterday"}', "ISO 8601"),
        ('{"title": "x", "published_at": "0001-01-01T00:00:00+23:00"}', "ISO 8601"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path, line, hint):
    """File, line number, what is wrong; lines before and after are read, blank ones pass."""
    path = write_rows(tmp_path / "a.jsonl", {"title": "one"}, "", line, {"title": "two"})
    first, problem, last = read(path)
    assert isinstance(problem, Problem)
    assert problem.message.startswith(f"{path}:3: ")
    assert hint in problem.message
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)


def test_a_bad_byte_is_a_bad_line(tmp_path):
    """JSON lines are UTF-8; a byte order mark is none of our business."""
    path = tmp_path / "a.ndjson"
    path.write_bytes(b'\xef\xbb\xbf{"title": "one"}\n{"title": "\xc7\xd1"}\n')
    first, problem = read(path)
    assert isinstance(first, Capture)
    assert isinstance(problem, Problem)


def test_a_line_without_end_is_skipped_in_pieces(tmp_path):
    """A row larger than any page is named; the next is read."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"title": "' + b"x" * (2 * MAX_LINE) + b'"}\n{"title": "two"}\n')
    problem, last = read(path)
    assert isinstance(problem, Problem)
    assert problem.reason is Reason.TOO_LARGE
    assert isinstance(last, Capture)


@given(st.lists(st.binary(max_size=40) | st.dictionaries(st.sampled_from(["id", "url", "html", "title", "body", "published_at"]), st.text(max_size=12)).map(lambda row: json.dumps(row).encode()), max_size=4))  # fmt: skip
def test_no_rows_raise(tmp_path_factory, lines):
    """A capture or a problem per line that holds anything."""
    path = tmp_path_factory.getbasetemp() / "fuzz.jsonl"
    path.write_bytes(b"\n".join(lines))
    for arrival in read(path):
        assert isinstance(arrival, Capture | Problem)
        repr(arrival).encode("utf-8")


# --- WARC ------------------------------------------------------------------------------------------


def record(path: str, body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers)
    http = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    head = (
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Target-URI: https://dongnae.example/{path}",
        "WARC-Date: 2026-01-31T06:05:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(http)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_html_responses_of_an_archive_are_pages(tmp_path, pack):
    """Bytes, headers and time as archived; other kinds and other states are passed over."""
    path = tmp_path / ("a.warc.gz" if pack is gzip.compress else "a.warc")
    parts = (
        record("1", "<p>한국".encode("cp949"), "ETag: x", kind="text/html; charset=euc-kr"),
        record("2", b"x", status="404 Not Found"),
        record("3", b"%PDF", kind="application/pdf"),
        record("4", b"<html/>", kind="application/xhtml+xml"),
    )
    path.write_bytes(b"".join(map(pack, parts)))
    first, second = captures(path, DONGNAE)
    assert first.url == "https://dongnae.example/1"
    assert first.body == "<p>한국".encode("cp949")
    assert first.headers == (("content-type", "text/html; charset=euc-kr"), ("etag", "x"))
    assert first.fetched_at == datetime(2026, 1, 31, 6, 5, tzinfo=UTC)
    assert first.source_id == "dn"
    assert second.url == "https://dongnae.example/4"


def test_packed_pages_are_unpacked(tmp_path):
    """gzip, chunks, both, and a header that says gzip of a page that was stored plain."""
    packed = gzip.compress(b"<p>x")
    chunked = b"%x\r\n%b\r\n%x;q\r\n%b\r\n0\r\n\r\n" % (3, packed[:3], len(packed) - 3, packed[3:])
    path = tmp_path / "a.warc"
    path.write_bytes(
        record("1", packed, "Content-Encoding: gzip")
        + record("2", chunked, "Content-Encoding: gzip", "Transfer-Encoding: chunked")
        + record("3", b"<p>x", "Content-Encoding: gzip")
        + record("4", b"<p>x", "Content-Encoding: br", "Transfer-Encoding: chunked")
    )
    assert [capture.body for capture in captures(path)] == [b"<p>x"] * 4


def test_bombs_and_odd_packings_are_problems_and_the_rest_goes_on(tmp_path):
    """A page that unpacks to 30 MB, one that is too large, one in brotli."""
    path = tmp_path / "a.warc"
    path.write_bytes(
        record("1", gzip.compress(b"a" * 30_000_000), "Content-Encoding: gzip")
        + record("2", b"z" * (MAX_PAGE + 1))
        + record("3", b"\x0b\x01", "Content-Encoding: br")
        + record("4", b"\x1f\x8b broken", "Content-Encoding: gzip")
        + record("5", b"<p>end")
    )
    *bad, last = read(path)
    reasons = [arrival.reason for arrival in bad if isinstance(arrival, Problem)]
    assert reasons == [Reason.TOO_LARGE, Reason.TOO_LARGE, Reason.BAD_ENCODING, Reason.BAD_ENCODING]
    assert "https://dongnae.example/1" in str(bad[0])
    assert isinstance(last, Capture)
    assert last.body == b"<p>end"


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-30], lambda data: data + b"rubbish" * 50, lambda data: gzip.compress(data)[:-25]]
)
def test_a_damaged_archive_gives_what_is_whole(tmp_path, damage):
    """The first record is a page; half a page is none."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(damage(record("1", b"<p>" + b"x" * 40) + record("2", b"<p>" + b"y" * 90)))
    first, *rest = read(path)
    assert isinstance(first, Capture)
    assert all(isinstance(arrival, Problem) or arrival.body.endswith(b"y" * 90) for arrival in rest)


@pytest.mark.parametrize("data", [b"rubbish" * 100, b"\x1f\x8brubbish", b"\x00" * 100])
def test_what_is_no_archive_is_a_problem(tmp_path, data):
    """It is named; nothing raises."""
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    (problem,) = read(path)
    assert isinstance(problem, Problem)
    assert "a.warc" in problem.message


# --- which file ------------------------------------------------------------------------------------


def test_a_folder_is_all_such_files_below_it_sorted(tmp_path):
    """Unknown kinds and hidden files are passed over; order is by path."""
    for name in ("b.html", "a/z.HTM", "a/y.jsonl", ".hidden/x.html", "notes.txt", ".x.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            '{"title": "y"}' if name.endswith("jsonl") else f"<link rel=canonical href=https://a.example/{path.name}>"
        )
    assert [capture.url.rpartition("/")[2] for capture in captures(tmp_path)][1:] == ["z.HTM", "b.html"]
    assert captures(tmp_path)[0].body == b""


@pytest.mark.parametrize("name", ["missing.html", "notes.txt", "empty"])
def test_a_wrong_path_is_an_input_error_at_once(tmp_path, name):
    """Before anything is read; the message names the path and what would do."""
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        read_file(tmp_path / name, clock=Clock())


def test_kinds_go_by_the_end_of_the_name():
    """Case does not matter; a bare .gz says nothing."""
    names = ("A.HTML", "a.htm", "a.xhtml", "a.jsonl", "a.ndjson", "a.warc", "a.WARC.gz", "a.gz", "a.json", "html")
    assert [kind_of(Path(name)) for name in names] == ["page"] * 3 + ["rows"] * 2 + ["archive"] * 2 + [""] * 3


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path):
    """In a folder of many, one broken link does not stop the others."""
    (tmp_path / "a.html").write_text("<p>x")
    paths = read_file(tmp_path / "a.html", clock=Clock())
    (tmp_path / "a.html").unlink()
    (problem,) = paths
    assert isinstance(problem, Problem)
    assert "a.html" in problem.message


def test_what_cannot_be_stored_is_no_part_of_a_row(tmp_path):
    """JSON can escape half a surrogate pair and NUL in any field; once the first of them ended the run."""
    line = (
        '{"id": "\\ud800", "language": "en\\ud800", "outlet": "o\\ud800\\u0000\\u001b[31m", "title": "t\\udfff",'
        ' "body": "b\\ud800", "url": "https://a.example/\\ud800\\u0000"}'
    )
    (capture,) = captures(write_rows(tmp_path / "odd.jsonl", line))
    assert capture.listing is not None
    texts = (capture.url, capture.source_id, source_of(capture).name, capture.listing.language, capture.listing.title)
    assert not any(re.search("[\x00-\x1f\ud800-\udfff]", text) for text in texts)


def test_names_that_are_no_utf8_are_told_all_the_same(tmp_path):
    """A problem about a file with an odd name can be stored."""
    odd = tmp_path / os.fsdecode(b"\xff\x1b.jsonl")
    write_rows(odd, "{")
    (problem,) = read(odd)
    assert isinstance(problem, Problem)
    assert f"{problem.subject}{problem.message}".encode()


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    """A named pipe that looks like a page would hold the run for ever."""
    os.mkfifo(tmp_path / "pipe.html")
    with pytest.raises(InputError, match="no plain file"):
        read(tmp_path / "pipe.html")


def test_addresses_of_archives_hold_no_control_characters(tmp_path):
    """An archive's address is printed to terminals: no escape sequence gets there, and the message has its colon."""
    path = tmp_path / "odd.warc"
    path.write_bytes(record("\x1b[31m1", b"<p>x") + record("\x1b[31m2", b"\0" * (MAX_PAGE + 1)))
    page, problem = read(path)
    assert isinstance(page, Capture)
    assert isinstance(problem, Problem)
    assert page.url == "https://dongnae.example/[31m1"
    assert problem.message.startswith(f"{path}: https://dongnae.example/[31m2: is larger")
