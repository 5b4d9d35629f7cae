"""SSRF: nothing but public http(s) is reached, whatever an address looks like or a name resolves to."""

from __future__ import annotations

import socket
import ssl
import time
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.net import guard, web
from twosource.net.guard import RefusedError, Rules, check_url, refusal
from twosource.records import Reason

TLS = Path(__file__).parent / "tls"

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "168.63.129.16",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "3fff::1", "100::1", "5f00::1",
    # other ways to write a private IPv4 address
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1",
    "2002:7f00:1::", "2002:a9fe:a9fe::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:0:7f00:1::", "2a00:1450:4001:81b:0:5efe:a00:1",
]  # fmt: skip
PUBLIC = [
    "93.184.215.14",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
]

# Forms that a lenient resolver turns into 127.0.0.1; {port} is the canary's.
ODD_FORMS = [
    "http://2130706433:{port}/", "http://0x7f000001:{port}/", "http://017700000001:{port}/",
    "http://0177.0.0.1:{port}/", "http://0x7f.0.0.1:{port}/", "http://127.1:{port}/", "http://127.0.1:{port}/",
    "http://0:{port}/", "http://127.0.0.1.:{port}/",
]  # fmt: skip
BAD_FORMS = [
    *ODD_FORMS,
    "http://user@news.test:{port}/", "http://user:secret@news.test:{port}/", "http://@news.test:{port}/",
    "http://news.test@127.0.0.1:{port}/", "http://news.test:80@127.0.0.1:{port}/",
    "http://news.test\\@127.0.0.1:{port}/", "http://news.test.:{port}/",
    "ftp://news.test:{port}/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/_x", "javascript:alert(1)",
    "data:text/html,x", "//news.test:{port}/", "news.test", "", "http://", "http:///x", "http://[::1%25lo]:{port}/",
    "http://[::1%lo]:{port}/", "http://[::zz]:{port}/", "http://256.0.0.1:{port}/", "http://1.2.3.4.5:{port}/",
    "http://news.test:{port}/a b", "http://news.test:{port}/\r\nHost: evil", "http://news.test:{port}/\x00",
    "http://\u2460\u2461\u2466.0.0.1:{port}/", "http://127.0.0.1%2f@x/", "http://%31%32%37.0.0.1:{port}/",
    "http://news..test:{port}/", "http://-:{port}/", "http://0x:{port}/", "http://news.test:0/",
    "http://news.test:99999/", "http://news.test:{port}/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address):
    """1: every special-purpose range is closed, however it is wrapped."""
    assert refusal(ip_address(address), local=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_open(address):
    """The check is no blanket refusal: public addresses pass, also behind NAT64 and v4-mapped."""
    assert refusal(ip_address(address), local=False) == ""


@given(st.integers(0, 2**32 - 1))
def test_wrapping_never_opens_what_is_closed(number):
    """An IPv4 address is as closed inside IPv6 as it is bare."""
    bare = refusal(ip_address(number), local=False)
    for wrapped in (f"::ffff:{ip_address(number)}", f"64:ff9b::{ip_address(number)}"):
        assert bool(refusal(ip_address(wrapped), local=False)) == bool(bare)
    assert bool(refusal(ip_address((0x2002 << 112) | (number << 80)), local=False)) == bool(bare)


def test_local_hosts_open_private_addresses_but_no_metadata_service():
    """`fetch.local_hosts` opens loopback and private networks, not link-local, multicast or 0.0.0.0."""
    for address in ("127.0.0.1", "10.1.1.1", "192.168.0.9", "::1", "fd00::5", "::ffff:127.0.0.1"):
        assert refusal(ip_address(address), local=True) == ""
    for address in ("169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "::", "64:ff9b::a9fe:a9fe"):
        assert refusal(ip_address(address), local=True)


@pytest.mark.parametrize("form", BAD_FORMS)
def test_addresses_in_a_bad_form_never_leave(form, site, canary, make_web):
    """Odd numbers, user info, other schemes, zones, dots and blanks: a problem, and nobody is asked."""
    asked = []
    client = make_web(resolver=lambda host, port: asked.append(host) or ["127.0.0.1"])
    url = form.format(port=canary.port)
    answer = client.get(url)
    assert answer.problem.reason is Reason.BAD_ADDRESS
    assert answer.body == b""
    assert url[:200] in answer.problem.message
    assert (asked, canary.hits, site.hits) == ([], [], [])


@pytest.mark.parametrize("form", ODD_FORMS[:-1])
def test_the_odd_forms_are_real_attacks(form, canary):
    """Counterproof: a client that takes the host as it stands does reach this machine by each of them."""
    parts = urlsplit(form.format(port=canary.port))
    with socket.create_connection((parts.hostname, parts.port), timeout=2) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert connection.recv(100)
    assert canary.hits == ["/"]


def test_odd_forms_get_through_once_the_check_is_gone(canary, make_web, monkeypatch):
    """Counterproof: without check_url and refusal the same client reads the canary at 2130706433."""
    monkeypatch.setattr(web, "check_url", lambda url, rules: httpx.URL(url))
    monkeypatch.setattr(guard, "refusal", lambda address, local: "")
    monkeypatch.setattr(guard.Rules, "check_port", lambda self, host, port: None)
    client = make_web(resolver=guard.resolve)
    assert client.get(f"http://2130706433:{canary.port}/").body == b"secret"


@given(
    st.text() | st.text().map("http://".__add__) | st.text("0123456789abcdefx.:[]@%/\\\u3002").map("http://".__add__)
)
def test_any_text_is_an_address_or_a_refusal(text):
    """Nothing but RefusedError leaves the check, and what passes has a plain host and port."""
    rules = Rules.of(("localhost",))
    try:
        url = check_url(text, rules)
    except RefusedError:
        return
    assert url.scheme in ("http", "https")
    assert not url.userinfo
    assert "%" not in url.host
    assert not url.host.endswith(".")
    assert check_url(str(url), rules) == url


def dialling_to(port):
    """A dial that takes every address to one local port, and the list of addresses it was asked for."""
    dialled = []

    def dial(address, _port, timeout):
        dialled.append(address)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout=timeout)

    return dial, dialled


@pytest.mark.parametrize("address", PRIVATE)
def test_names_that_resolve_to_private_addresses_are_not_connected_to(address, canary, make_web):
    """The check is on the address: no socket is opened to it."""
    dial, dialled = dialling_to(canary.port)
    answer = make_web(resolver=lambda host, port: [address], dial=dial).get("http://public.example/")
    assert answer.problem.reason is Reason.PRIVATE_ADDRESS
    assert "http://public.example/" in answer.problem.message
    assert "local_hosts" in answer.problem.message
    assert (dialled, canary.hits) == ([], [])


def test_private_answers_are_connected_to_once_the_check_is_gone(canary, make_web, monkeypatch):
    """Counterproof: with `refusal` gone the canary is read, so the tests above can fail."""
    monkeypatch.setattr(guard, "refusal", lambda address, local: "")
    dial, dialled = dialling_to(canary.port)
    answer = make_web(resolver=lambda host, port: ["10.0.0.1"], dial=dial).get("http://public.example/")
    assert answer.body == b"secret"
    assert set(dialled) == {"10.0.0.1"}


@pytest.mark.parametrize("order", [0, 1])
def test_one_private_answer_among_public_ones_refuses_all(order, canary, make_web):
    """Mixed answers: a name that has any private address is not read at all, in either order."""
    answers = ["93.184.215.14", "127.0.0.1"]
    dial, dialled = dialling_to(canary.port)
    client = make_web(resolver=lambda host, port: answers[::-1] if order else answers, dial=dial)
    assert client.get("http://public.example/").problem.reason is Reason.PRIVATE_ADDRESS
    assert (dialled, canary.hits) == ([], [])


def test_rebinding_cannot_swap_the_address_after_the_check(site, make_web):
    """The socket opens to the address that was checked: a name is asked once per connection, never twice."""
    site.page("/", "public")
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return next(answers)

    dial, dialled = dialling_to(site.port)
    answer = make_web(resolver=rebinding, dial=dial).get("http://rebind.example/")
    assert answer.body == b"public"
    # robots.txt, tdmrep.json and the page share the one checked connection
    assert (asked, dialled) == (["rebind.example"], ["93.184.215.14"])


def test_rebinding_between_two_connections_is_refused(site, make_web):
    """When a connection is closed and the name answers privately the next time, the next hop is refused."""

    def closing(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        handler.send_header("Connection", "close")
        handler.end_headers()

    site.replies["/robots.txt"] = closing
    site.page("/", "never")
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    dial, dialled = dialling_to(site.port)
    answer = make_web(resolver=lambda host, port: next(answers), dial=dial).get("http://rebind.example/")
    assert answer.problem.reason is Reason.PRIVATE_ADDRESS
    assert dialled == ["93.184.215.14"]
    assert site.pages() == []


def test_a_client_that_resolves_twice_would_be_rebound(canary):
    """Counterproof: check by name, then connect by name, and the second answer is the private one."""
    answers = iter(["93.184.215.14", "127.0.0.1"])
    assert refusal(ip_address(next(answers)), local=False) == ""
    with socket.create_connection((next(answers), canary.port), timeout=2) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert connection.recv(100)
    assert canary.hits == ["/"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_to_private_addresses_are_refused(status, site, canary, make_web):
    """Every hop is checked: a public page cannot send us to a service of this machine."""
    site.redirect("/go", f"http://127.0.0.1:{canary.port}/", status)
    answer = make_web(extra_ports=(canary.port,)).get(site.url("/go"))
    assert answer.problem.reason is Reason.PRIVATE_ADDRESS
    assert answer.problem.message.startswith(
        f"{site.url('/go')} redirects to http://127.0.0.1:{canary.port}/, which is on"
    )
    assert canary.hits == []


def test_redirects_to_private_addresses_are_followed_once_the_check_is_gone(site, canary, make_web, monkeypatch):
    """Counterproof: without `refusal` the redirect reads the canary."""
    monkeypatch.setattr(guard, "refusal", lambda address, local: "")
    site.redirect("/go", f"http://127.0.0.1:{canary.port}/")
    assert make_web(extra_ports=(canary.port,)).get(site.url("/go")).body == b"secret"


@pytest.mark.parametrize(
    "target",
    [
        "http://2130706433/",
        "file:///etc/passwd",
        "http://u:p@news.test/",
        "http://news.test:22/",
        "http://[::1",
        "http://a\\b/",
    ],
)
def test_redirects_to_bad_addresses_are_refused(target, site, make_web):
    """The form of the address is checked on each hop, and the message says where the redirect led."""
    site.redirect("/go", target)
    client = make_web(local_hosts=("first.test",))
    answer = client.get(site.url("/go", host="first.test"))
    assert answer.problem.reason is Reason.BAD_ADDRESS
    assert site.url("/go", host="first.test") in answer.problem.message
    assert site.pages() == ["/go"]


def test_robots_txt_cannot_redirect_to_a_private_address(site, canary, make_web):
    """The guard holds for the host's own rules as well."""
    site.redirect("/robots.txt", f"http://127.0.0.1:{canary.port}/")
    site.page("/")
    answer = make_web(extra_ports=(canary.port,)).get(site.url("/"))
    assert answer.problem.reason is Reason.PRIVATE_ADDRESS
    assert (canary.hits, site.pages()) == ([], [])


def test_ports_are_closed_unless_the_settings_open_them(canary):
    """80 and 443, `extra_ports`, and any port of a local host."""
    closed = Rules.of(())
    for url in (f"http://public.example:{canary.port}/", "http://public.example:22/", "https://public.example:6379/"):
        with pytest.raises(RefusedError) as caught:
            check_url(url, closed)
        assert caught.value.reason is Reason.BAD_ADDRESS
        assert "extra_ports" in caught.value.why
    for url in ("http://public.example/", "https://public.example/", "http://public.example:443/"):
        assert check_url(url, closed)
    assert check_url("http://public.example:8080/", Rules.of((), (8080,)))
    assert check_url("http://[::1]:9/", Rules.of(("::1",)))
    assert check_url("http://LOCALHOST:9/", Rules.of(("localhost",)))


def test_the_guard_itself_keeps_ports_closed(canary):
    """Whoever gets past the check of the address meets the port again where the socket opens."""
    dial, dialled = dialling_to(canary.port)
    backend = guard.Guard(Rules.of(()), guard.Deadline(), resolver=lambda host, port: ["1.1.1.1"], dial=dial)
    with pytest.raises(RefusedError) as caught:
        backend.connect_tcp("public.example", 6379)
    assert caught.value.reason is Reason.BAD_ADDRESS
    assert dialled == []
    backend.connect_tcp("public.example", 80).close()
    assert dialled == ["1.1.1.1"]


def test_local_hosts_are_names_and_not_addresses(site, canary, make_web):
    """A listed name opens itself only: another name or the bare address of the same machine stays closed."""
    site.page("/")
    client = make_web(local_hosts=("news.test",), extra_ports=(site.port,))
    assert client.get(site.url("/")).problem is None
    for host in ("sub.news.test", "news.test.evil.example", "127.0.0.1", "localhost"):
        assert client.get(site.url("/", host=host)).problem.reason is Reason.PRIVATE_ADDRESS


def test_idn_dots_are_read_as_dots_before_the_check(canary, make_web):
    """Ideographic full stops become dots, so what is checked is what is dialled."""
    answer = make_web(extra_ports=(canary.port,)).get(f"http://127\u30020\u30020\u30021:{canary.port}/")
    assert answer.problem.reason in (Reason.BAD_ADDRESS, Reason.PRIVATE_ADDRESS)
    assert canary.hits == []


def test_international_names_are_sent_in_ascii():
    """A Korean host name is asked for as its A-label."""
    assert check_url("http://\ud55c\uad6d.example/", Rules.of(())).raw_host.startswith(b"xn--")


def test_proxies_of_the_environment_are_ignored(site, canary, make_web, monkeypatch):
    """trust_env=False: a proxy variable would carry every request past the guard."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    site.page("/", "direct")
    assert make_web().get(site.url("/")).body == b"direct"
    assert canary.hits == []


def test_a_name_without_an_address_is_unreachable(make_web):
    """A dead name says so; it is not reported as a ban."""

    def nowhere(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    answer = make_web(resolver=nowhere).get("http://gone.example/")
    assert answer.problem.reason is Reason.UNREACHABLE
    assert "gone.example" in answer.problem.message


@pytest.mark.parametrize("answers", [[], ["not an address"]])
def test_a_resolver_that_answers_nonsense_is_unreachable(answers, make_web):
    """No answer and an unreadable answer are values, not exceptions."""
    assert make_web(resolver=lambda host, port: answers).get("http://odd.example/").problem.reason is Reason.UNREACHABLE


def test_a_resolver_that_hangs_is_given_up(make_web):
    """getaddrinfo knows no time limit; the whole request has one."""
    started = time.monotonic()
    answer = make_web(resolver=lambda host, port: time.sleep(1.5) or ["1.1.1.1"], timeout_seconds=0.2).get(
        "http://slow.example/"
    )
    assert answer.problem.reason is Reason.TIMED_OUT
    assert time.monotonic() - started < 1.0


def test_a_dead_address_is_left_for_the_next(site, make_web):
    """All answers are checked, then tried in order until one connects."""
    site.page("/", "second")
    tried = []

    def dial(address, port, timeout):
        tried.append(address)
        if address == "1.1.1.1":
            raise httpcore.ConnectError("refused")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", site.port, timeout=timeout)

    answer = make_web(resolver=lambda host, port: ["1.1.1.1", "8.8.8.8"], dial=dial).get("http://two.example/")
    assert answer.body == b"second"
    assert tried == ["1.1.1.1", "8.8.8.8"]


@pytest.fixture
def secure(site):
    """The site behind TLS with a certificate for news.test only, and a client context that trusts it."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(TLS / "news.test.pem", TLS / "news.test.key")
    site.server.socket = server.wrap_socket(site.server.socket, server_side=True, do_handshake_on_connect=False)
    return ssl.create_default_context(cafile=str(TLS / "news.test.pem"))


def test_tls_is_verified_against_the_name(site, secure, make_web):
    """The socket opens to an address, but the certificate must be the name's."""
    site.page("/", "safe")
    client = make_web(tls=secure)
    assert client.get(site.url("/").replace("http:", "https:")).body == b"safe"
    wrong = client.get(site.url("/", host="other.test").replace("http:", "https:"))
    assert wrong.problem.reason is Reason.UNREACHABLE
    assert "ertificate" in wrong.problem.message
    assert len(site.pages()) == 1


def test_unknown_certificates_are_refused(site, secure, make_web):
    """The default trust is certifi's; a certificate of our own making is not in it."""
    site.page("/", "safe")
    answer = make_web().get(site.url("/").replace("http:", "https:"))
    assert answer.problem.reason is Reason.UNREACHABLE
    assert site.hits == []
