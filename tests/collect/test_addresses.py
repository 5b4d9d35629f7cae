"""Links to addresses: only what may be fetched comes out."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.collect.addresses import absolute

BASE = "https://harbour.example/feeds/all.xml"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/news/1", "https://harbour.example/news/1"),
        ("1.html", "https://harbour.example/feeds/1.html"),
        ("//m.harbour.example/1", "https://m.harbour.example/1"),
        ("?id=1&page=2", "https://harbour.example/feeds/all.xml?id=1&page=2"),
        ("  https://harbour.example/a\n/b ", "https://harbour.example/a/b"),
        ("HTTPS://Harbour.Example:443/A#top", "https://harbour.example/A"),
        ("http://harbour.example:8080", "http://harbour.example:8080/"),
        ("/뉴스/1?제목=항구", "https://harbour.example/%EB%89%B4%EC%8A%A4/1?%EC%A0%9C%EB%AA%A9=%ED%95%AD%EA%B5%AC"),
        ("/%EB%89%B4", "https://harbour.example/%EB%89%B4"),
        ("/a b", "https://harbour.example/a%20b"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ],
)
def test_links_become_absolute(link, address):
    """Relative links are resolved, hosts lower-cased, standard ports and fragments dropped, letters encoded."""
    assert absolute(link, BASE) == address


@pytest.mark.parametrize(
    "link",
    [
        "",
        "   ",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:desk@harbour.example",
        "ftp://harbour.example/x",
        "https://user:secret@harbour.example/",
        "https://user@harbour.example/",
        "http://[::1",
        "http://harbour.example:99999/",
        "http://har bour.example/",
        "http://<script>/",
        "http:///nohost",
        "https://harbour.example/" + "a" * 3000,
        "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
    ],
)
def test_other_schemes_secrets_and_rubbish_are_no_addresses(link):
    """http(s) with a host and without credentials, or nothing."""
    assert absolute(link, BASE) == ""


def test_campaign_parameters_are_dropped():
    """One page listed by two feeds of an outlet is one address."""
    assert absolute("/1?utm_source=rss&id=7&utm_medium=feed&fbclid=x", BASE) == "https://harbour.example/1?id=7"
    assert absolute("/1?utm_source=rss", BASE) == "https://harbour.example/1"
    assert absolute("/1?id=7&b=", BASE) == "https://harbour.example/1?id=7&b="


@given(st.text(max_size=80) | st.text(alphabet="htps:/[]@?#&=.%\\ \n\x00한a1", max_size=40))
def test_whatever_comes_out_is_fetchable_and_stays(link):
    """An address is ASCII but for its host, http(s), and making it absolute again changes nothing."""
    address = absolute(link, BASE)
    if address:
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert "#" not in address
        assert absolute(address, "") == address
