"""The sample wire over HTTP: pages, feeds, robots.txt, caching, ports, and that it is the same every time."""

from __future__ import annotations

import gzip
import html
import http.client
import json
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import feedparser
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from protego import Protego

from twosource.sample import feeds, pages
from twosource.sample.wire import BASE_PORT, BLOCK, Wire, base_url, build_site, newsroom_toml
from twosource.sample.wiredata import Outlet, SampleReport, load_sample

SAMPLE = load_sample()
OUTLETS = {outlet.id: outlet for outlet in SAMPLE.outlets}
READABLE = [report for report in SAMPLE.reports if not report.wall]


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Wire() as running:
        yield running


class Answer:
    """Status, headers (lower-case names) and body of one response."""

    def __init__(self, url: str, *, method: str = "GET", **headers: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname is not None
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
        try:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            response = connection.getresponse()
            self.status = response.status
            self.headers = {name.lower(): text for name, text in response.getheaders()}
            self.body = response.read()
        finally:
            connection.close()


def page_text(outlet: Outlet, body: bytes) -> str:
    """The page decoded as it declares itself, entities resolved."""
    return html.unescape(body.decode(outlet.charset))


# --- what is served ------------------------------------------------------------------------------


def test_every_page_holds_its_report(wire: Wire) -> None:
    """Each page is served, decodes as it declares, and contains the title and every paragraph."""
    for report in READABLE:
        outlet = OUTLETS[report.outlet]
        answer = Answer(wire.url_of(report.id))
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/html")
        assert ("charset" in answer.headers["content-type"]) == outlet.header_charset
        declared = re.search(rb'charset="?([\w-]+)', answer.body)
        assert declared is not None
        assert declared.group(1).decode() == outlet.charset
        text = page_text(outlet, answer.body)
        assert report.title in text
        for paragraph in report.paragraphs:
            assert paragraph in text


def test_legacy_charsets_are_served() -> None:
    """One outlet is EUC-KR in feed and pages, one Shift_JIS; neither decodes as UTF-8."""
    for charset, outlet_id in (("euc-kr", "namsan"), ("shift_jis", "minato")):
        assert OUTLETS[outlet_id].charset == charset
        site = build_site(SAMPLE, OUTLETS[outlet_id], base_url(1))
        for path in (OUTLETS[outlet_id].feed_path, SAMPLE.reports_of(outlet_id)[0].path):
            with pytest.raises(UnicodeDecodeError):
                site[path].body.decode("utf-8")


def test_walls_keep_the_text_back(wire: Wire) -> None:
    """A bot wall shows nothing of the report, a paywall its first paragraph only, a dead link is 404."""
    for report in SAMPLE.reports:
        if report.wall in ("bot", "pay", "missing"):
            answer = Answer(wire.url_of(report.id))
            text = answer.body.decode()
            shown = [paragraph in text for paragraph in report.paragraphs]
            if report.wall == "pay":
                assert "会員限定" in text
                # the summary in the head is the first paragraph again
                assert shown == [True] + [False] * (len(shown) - 1)
            else:
                assert not any(shown)
            assert answer.status == (404 if report.wall == "missing" else 200)
    assert Answer(wire.addresses["hanbit"] + "/favicon.ico").status == 404


def test_robots_close_what_they_say(wire: Wire) -> None:
    """robots.txt closes the report that is marked so, and no other."""
    for outlet in SAMPLE.outlets:
        rules = Protego.parse(Answer(wire.addresses[outlet.id] + "/robots.txt").body.decode())
        for report in SAMPLE.reports_of(outlet.id):
            assert rules.can_fetch(wire.url_of(report.id), "Twosource") == (report.wall != "robots")


def test_content_signals_are_stated(wire: Wire) -> None:
    """One outlet grants reading by a model, another refuses it, in robots.txt."""
    said = {name: Answer(address + "/robots.txt").body.decode() for name, address in wire.addresses.items()}
    assert [name for name, text in said.items() if "ai-input=no" in text] == ["hokuto"]
    assert [name for name, text in said.items() if "ai-input=yes" in text] == ["meridian"]


def test_feeds_list_every_report(wire: Wire) -> None:
    """A lenient reader gets every report with title, address and time from each feed, the malformed one too."""
    kinds = set()
    for outlet in SAMPLE.outlets:
        if not outlet.feed:
            continue
        parsed = feedparser.parse(Answer(wire.addresses[outlet.id] + outlet.feed_path).body)
        kinds.add(parsed.version)
        assert bool(parsed.bozo) == outlet.feed_defect
        wanted = [(report.title, wire.url_of(report.id)) for report in SAMPLE.reports_of(outlet.id)]
        assert [(entry.title, entry.link) for entry in parsed.entries] == wanted
        for entry, report in zip(parsed.entries, SAMPLE.reports_of(outlet.id), strict=True):
            stamp = entry.get("published_parsed") or entry.get("updated_parsed")
            assert datetime(*stamp[:6], tzinfo=UTC) == report.published_at
    assert kinds == {"rss20", "atom10", "rss10"}


def test_one_feed_is_hopeless(wire: Wire) -> None:
    """The second feed of the outlet with the malformed feed yields nothing."""
    dead = [outlet for outlet in SAMPLE.outlets if outlet.dead_feed_path]
    assert [outlet.feed_defect for outlet in dead] == [True]
    answer = Answer(wire.addresses[dead[0].id] + dead[0].dead_feed_path)
    assert answer.status == 200
    assert feedparser.parse(answer.body).entries == []


def test_a_feed_carries_whole_texts() -> None:
    """One outlet's feed has each report in full beside its summary."""
    outlet = OUTLETS["pacific-ledger"]
    reports = SAMPLE.reports_of(outlet.id)
    parsed = feedparser.parse(feeds.feed(outlet, reports, base_url(1)))
    for entry, report in zip(parsed.entries, reports, strict=True):
        whole = html.unescape(entry.content[0].value)
        assert all(paragraph in whole for paragraph in report.paragraphs)
        assert entry.summary == report.paragraphs[0]


def test_the_outlet_without_feed_has_a_news_sitemap(wire: Wire) -> None:
    """One outlet is found through its news sitemap alone, which robots.txt names."""
    (outlet,) = [outlet for outlet in SAMPLE.outlets if not outlet.feed]
    robots = Answer(wire.addresses[outlet.id] + "/robots.txt").body.decode()
    address = wire.addresses[outlet.id] + outlet.sitemap_path
    assert f"Sitemap: {address}" in robots
    tree = etree.fromstring(Answer(address).body)
    urls = tree.xpath("//*[local-name()='loc']/text()")
    assert urls == [wire.url_of(report.id) for report in SAMPLE.reports_of(outlet.id)]
    with pytest.raises(ValueError, match="no feed"):
        feeds.feed(outlet, (), address)


def test_home_pages_name_the_feed(wire: Wire) -> None:
    """The front page of every outlet with a feed points to it, so that it can be found."""
    for outlet in SAMPLE.outlets:
        tree = lxml_html.fromstring(Answer(wire.addresses[outlet.id] + "/").body)
        found = tree.xpath("//link[@rel='alternate']/@href")
        assert found == ([wire.addresses[outlet.id] + outlet.feed_path] if outlet.feed else [])


@pytest.mark.parametrize("outlet_id", [outlet.id for outlet in SAMPLE.outlets if outlet.feed])
def test_nothing_is_sent_twice(wire: Wire, outlet_id: str) -> None:
    """A feed that the client holds is answered with 304 and no body, by tag and by date; another tag gets it."""
    url = wire.addresses[outlet_id] + OUTLETS[outlet_id].feed_path
    first = Answer(url)
    for headers in ({"If_None_Match": first.headers["etag"]}, {"If_Modified_Since": first.headers["last-modified"]}):
        again = Answer(url, **headers)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert Answer(url, If_None_Match='"other"').body == first.body
    assert Answer(url, If_Modified_Since="Thu, 01 Jan 2026 00:00:00 GMT").status == 200
    assert Answer(url, If_Modified_Since="yesterday").status == 200


def test_gzip_only_where_asked(wire: Wire) -> None:
    """Outlets that compress do so when asked, always to the same bytes."""
    url = wire.addresses["hanbit"] + OUTLETS["hanbit"].feed_path
    plain = Answer(url)
    zipped = Answer(url, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert Answer(url, Accept_Encoding="gzip").body == zipped.body
    other = wire.addresses["haedong"] + OUTLETS["haedong"].feed_path
    assert "content-encoding" not in Answer(other, Accept_Encoding="gzip").headers


def test_head_has_no_body(wire: Wire) -> None:
    """HEAD answers with the length that GET would send."""
    url = wire.url_of("yokosuka-meridian")
    head = Answer(url, method="HEAD")
    assert head.body == b""
    assert int(head.headers["content-length"]) == len(Answer(url).body)


def test_requests_are_noted() -> None:
    """Each answered request is a hit, so that a test can count what was fetched."""
    with Wire() as own:
        Answer(own.url_of("plan-hanbit"))
        Answer(own.addresses["hanbit"] + "/nothing")
        assert [(hit.outlet, hit.status) for hit in own.hits] == [("hanbit", 200), ("hanbit", 404)]


def test_the_same_every_time() -> None:
    """Two builds of every site are equal byte for byte, and so is the newsroom."""
    for outlet in SAMPLE.outlets:
        assert build_site(SAMPLE, outlet, base_url(1)) == build_site(SAMPLE, outlet, base_url(1))
    assert newsroom_toml() == newsroom_toml(BASE_PORT)


def test_pages_differ_like_content_systems() -> None:
    """At least five templates are in use, some with JSON-LD and some without, times stated in several ways."""
    used = {outlet.template for outlet in SAMPLE.outlets}
    assert used == set(pages.STYLES)
    sources = {name: pages.template(name).template for name in used}
    assert 0 < sum("ld+json" in text for text in sources.values()) < len(used)
    assert 0 < sum("article:published_time" in text for text in sources.values()) < len(used)
    assert 0 < sum("<time datetime=" in text for text in sources.values()) < len(used)
    at = datetime(2026, 1, 30, 18, 20, tzinfo=UTC)
    assert len({style.time(at) for style in pages.STYLES.values()}) >= 5


def test_json_ld_can_be_read() -> None:
    """Where a page states JSON-LD, it is JSON and gives headline and time; a paywalled page says so."""
    for report in SAMPLE.reports:
        outlet = OUTLETS[report.outlet]
        body = pages.article_page(outlet, report, base_url(1), ())
        found = lxml_html.fromstring(body).xpath("//script[@type='application/ld+json']/text()")
        for text in found:
            data = json.loads(text)
            assert data["headline"] == report.title
            assert datetime.fromisoformat(data["datePublished"]) == report.published_at
            assert data.get("isAccessibleForFree", True) == (report.wall != "pay")


PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs")), min_size=1, max_size=40
)


@settings(max_examples=40, deadline=None)
@given(title=PRINTABLE, body=PRINTABLE, template=st.sampled_from(sorted(pages.STYLES)))
def test_no_text_breaks_a_page_or_feed(title: str, body: str, template: str) -> None:
    """Whatever a title or paragraph holds, markup included, the page shows it as text and the feed is XML."""
    outlet = msgspec.structs.replace(OUTLETS["hanbit"], template=template)
    at = datetime(2026, 1, 20, tzinfo=UTC)
    report = SampleReport(
        id="x", outlet=outlet.id, language="ko", path="/x?a=1&b=2", title=title, body=body, published_at=at
    )
    tree = lxml_html.fromstring(pages.article_page(outlet, report, base_url(1), (report,)).decode())
    shown = tree.text_content()
    assert title in shown
    assert body in shown
    for kind in ("rss2", "atom", "rdf"):
        parsed = etree.fromstring(feeds.feed(msgspec.structs.replace(outlet, feed=kind), (report,), base_url(1)))
        assert title in "".join(parsed.itertext())
    sitemap = etree.fromstring(feeds.news_sitemap(outlet, (report,), base_url(1)))
    assert base_url(1) + report.path in list(sitemap.itertext())


# --- ports and speed -----------------------------------------------------------------------------


def test_a_taken_port_moves_the_block() -> None:
    """Where a port is taken all outlets move to the next free block, and `base_port` says which."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = min(taken.getsockname()[1], 64000)
        if port != taken.getsockname()[1]:
            pytest.skip("the system chose a port too near the end")
        with Wire(base_port=port - 3) as own:
            assert own.base_port >= port - 3 + BLOCK
            assert (own.base_port - (port - 3)) % BLOCK == 0
            assert Answer(own.url_of("plan-hanbit")).status == 200
            assert str(own.base_port) in own.newsroom_toml()


def test_start_and_stop_can_be_repeated() -> None:
    """Starting twice is harmless, stopping frees the ports even while a client holds a connection."""
    own = Wire()
    own.stop()
    own.start()
    own.start()
    connection = http.client.HTTPConnection("127.0.0.1", own.base_port, timeout=5)
    connection.request("GET", "/robots.txt")
    connection.getresponse().read()
    first = own.base_port
    own.stop()
    connection.close()
    with pytest.raises(OSError):
        Answer(f"{base_url(first)}/robots.txt")
    with own:
        assert Answer(own.url_of("plan-hanbit")).status == 200
