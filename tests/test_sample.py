"""The sample wire: what its data promise, what it serves, and that it is the same every time."""

from __future__ import annotations

import gzip
import html
import http.client
import json
import re
import socket
import time
import tomllib
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

from twosource.records import SourceKind
from twosource.sample import feeds, pages, wiredata
from twosource.sample.truth import origin_groups, reports_rows, truth, write_wire_folder
from twosource.sample.wire import BASE_PORT, BLOCK, Wire, base_url, build_site, newsroom_toml
from twosource.sample.wiredata import Outlet, SampleReport, load_sample
from twosource.settings import parse_settings

SAMPLE = load_sample()
REPORTS = {report.id: report for report in SAMPLE.reports}
OUTLETS = {outlet.id: outlet for outlet in SAMPLE.outlets}
EVENTS = {event.id: event for event in SAMPLE.events}
EVENT_OF = {report.id: event for event in SAMPLE.events for report in event.report}
READABLE = [report for report in SAMPLE.reports if not report.wall]
# the events that the seed page tells; all others are made up
SEED_EVENTS = {
    "yokosuka-meeting",
    "visit-plan",
    "us-visit",
    "party-seoul",
    "eu-dialogue",
    "us-strategy",
    "manila-visit",
}
REAL_PEOPLE = {
    "koizumi-shinjiro",
    "ahn-gyu-back",
    "lee-jae-myung",
    "takaichi-sanae",
    "hegseth-pete",
    "motegi-toshimitsu",
    "lazaro-theresa",
    "kim-min-seok",
    "cho-hyun",
    "kobayashi-takayuki",
    "kallas-kaja",
    "trump-donald",
}
THE_ONE_QUOTE = "다음에는 제가 한국을 방문해 양국 국방 당국 간 소통을 강화하겠다"
QUOTED = re.compile(r"“([^”]+)”|「([^」]+)」|\"([^\"]+)\"|‘([^’]+)’")
END = re.compile(r"[。]|[.!?](?=[\s”\"]|$)")
INITIALS = re.compile(r"\b(?:[A-Z]|Ma|Jan|a\.m|p\.m|U\.S)\.")


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


def quotes_in(report: SampleReport) -> list[str]:
    found = QUOTED.findall(f"{report.title}\n{report.body}")
    return [next(part for part in parts if part) for parts in found]


# --- the data ------------------------------------------------------------------------------------


def test_ids_are_unique() -> None:
    """A report, an event, an outlet and an address are each named once."""
    for names in (
        [report.id for report in SAMPLE.reports],
        [event.id for event in SAMPLE.events],
        [outlet.id for outlet in SAMPLE.outlets],
        [(report.outlet, report.path) for report in SAMPLE.reports],
        [item.id for event in SAMPLE.events for item in (*event.contradiction, *event.trap)],
        [block.id for block in (*SAMPLE.registry.person, *SAMPLE.registry.organisation)],
    ):
        assert len(names) == len(set(names))


def test_reports_belong_to_their_outlets() -> None:
    """Every report's outlet exists and writes in the report's language."""
    for report in SAMPLE.reports:
        assert OUTLETS[report.outlet].language == report.language
        assert report.path.startswith("/")


def test_addresses_hold_no_words() -> None:
    """No path tells what happened; a correction could make such a path false."""
    words = {"yokosuka", "koizumi", "fire", "quake", "strike", "recall", "snow", "election", "ferry", "launch"}
    for report in SAMPLE.reports:
        assert report.path.isascii()
        assert not words & set(re.findall(r"[a-z]+", report.path.lower()))


def test_reprints_lead_to_an_origin() -> None:
    """Chains of `origin_of` end, inside the event, at an earlier report of another owner, and name the agency."""
    for report in SAMPLE.reports:
        seen = {report.id}
        current = report
        while current.origin_of:
            origin = REPORTS[current.origin_of]
            assert origin.id not in seen
            seen.add(origin.id)
            assert origin.published_at < current.published_at
            assert EVENT_OF[origin.id].id == EVENT_OF[current.id].id
            assert OUTLETS[origin.outlet].owner != OUTLETS[current.outlet].owner
            names = {OUTLETS[origin.outlet].name, *OUTLETS[origin.outlet].aliases}
            assert current.credit in names
            assert any(name in current.body for name in names)
            current = origin


def test_reports_fall_into_the_fortnight() -> None:
    """Everything is published between 18 January and the demo's clock; updates come after publication."""
    clock = SAMPLE.registry.clock
    for report in SAMPLE.reports:
        assert datetime(2026, 1, 17, 15, tzinfo=UTC) <= report.published_at < clock
        if report.updated_at is not None:
            assert report.published_at < report.updated_at < clock


@pytest.mark.parametrize("report", READABLE, ids=lambda report: report.id)
def test_reports_are_of_newspaper_length(report: SampleReport) -> None:
    """A readable report has 4 to 12 sentences in at least two paragraphs, none stitched together."""
    text = INITIALS.sub("X", report.body)
    assert 4 <= len(END.findall(text)) <= 12
    assert len(report.paragraphs) >= 2
    assert all(part == part.strip() and part for part in report.paragraphs)


def test_evidence_is_verbatim() -> None:
    """Each sentence that the truth cites stands word for word in the report named, and the page can be read."""
    for event in SAMPLE.events:
        for item in (*event.contradiction, *event.trap):
            assert len({side.key for side in item.values}) == len(item.values) >= 2
            for side in item.values:
                assert side.evidence
                for words in side.evidence:
                    report = REPORTS[words.report]
                    assert not report.wall
                    assert words.sentence in (report.title if words.field == "title" else report.body)


def test_contradictions_are_between_reports_of_the_event() -> None:
    """A contradiction is told by the event's own reports, and a side is right only if it is listed."""
    for event in SAMPLE.events:
        for item in event.contradiction:
            cited = {words.report for side in item.values for words in side.evidence}
            assert all(EVENT_OF[name].id == event.id for name in cited)
            assert item.right in {"", *(side.key for side in item.values)}
            sides = [{words.report for words in side.evidence} for side in item.values]
            assert not sides[0] & sides[1]


def test_counts_are_what_the_issue_demands() -> None:
    """At least 14 outlets of all kinds in 3 languages, two of one owner, 70 readable reports, 13 unrelated events."""
    assert len(SAMPLE.outlets) >= 14
    assert {outlet.kind for outlet in SAMPLE.outlets} == set(SourceKind)
    assert {outlet.language for outlet in SAMPLE.outlets} == {"ko", "ja", "en"}
    owners = [outlet.owner for outlet in SAMPLE.outlets]
    assert len(owners) - len(set(owners)) == 1
    assert len(READABLE) >= 70
    unrelated = [event for event in SAMPLE.events if event.id not in SEED_EVENTS]
    assert len(unrelated) >= 13
    assert set(EVENTS) >= SEED_EVENTS


def test_unrelated_events_give_grouping_work() -> None:
    """Each is told by two outlets or more, most across languages, and two to three are contradicted."""
    unrelated = [event for event in SAMPLE.events if event.id not in SEED_EVENTS]
    for event in unrelated:
        assert 2 <= len({report.outlet for report in event.report}) <= 7
    across = [event for event in unrelated if len({report.language for report in event.report}) > 1]
    assert len(across) >= 10
    assert sum(len(event.contradiction) for event in unrelated) == 3


def test_every_wall_occurs() -> None:
    """There is a bot wall, a paywall, a page that robots.txt closes, and a dead link."""
    assert {report.wall for report in SAMPLE.reports} == {"", "bot", "pay", "robots", "missing"}


def test_traps_of_the_seed_page_are_laid() -> None:
    """The variants and near-contradictions of the seed page, and what else the wire promises, are there."""
    types = {trap.type for event in SAMPLE.events for trap in event.trap}
    assert types >= {
        "planned_vs_actual",
        "rounding",
        "update_over_time",
        "name_variant",
        "different_denominator",
        "paraphrase_vs_verbatim",
        "unit_conversion",
        "timezone_shift",
        "lookalike_event_value",
    }
    everything = "\n".join(f"{report.title}\n{report.body}" for report in READABLE)
    for words in (
        "고이즈미",
        "코이즈미",
        "방위상",
        "방위대신",
        "防衛相",
        "防衛大臣",
        "Defense Minister",
        "9년 만에",
        "2018년 중단",
        "9,870명",
        "약 1만 명",
        "(서울=한빛통신)",
        "【ソウル＝朝霧通信】",
        "(Meridian Press)",
        "한빛통신 보도에 따르면",
    ):
        assert words in everything


def test_yokosuka_has_two_dates() -> None:
    """30 January has the agency, its reprints and independent papers; 31 January has another agency."""
    difference = EVENTS["yokosuka-meeting"].contradiction[0]
    sides = {str(side.value): [REPORTS[words.report] for words in side.evidence] for side in difference.values}
    groups = {value: origin_groups(SAMPLE, reports) for value, reports in sides.items()}
    assert {value: len(found) for value, found in groups.items()} == {"2026-01-30": 5, "2026-01-31": 2}
    assert max(len(group) for group in groups["2026-01-30"]) == 3


def test_manila_is_told_in_english_only() -> None:
    """One item exists in English alone, as on the seed page."""
    assert {report.language for report in EVENTS["manila-visit"].report} == {"en"}


def test_no_word_is_put_into_a_real_mouth() -> None:
    """In the events of the seed page the only words between quotation marks are the seed page's own."""
    allowed = {THE_ONE_QUOTE, "미국 우선", "America First", "米国第一"}
    for name in SEED_EVENTS:
        for report in EVENTS[name].report:
            assert set(quotes_in(report)) <= allowed, report.id


def test_real_people_stay_out_of_invented_events() -> None:
    """No made-up event names a real person of the seed page, in any registered form."""
    people = [block for block in SAMPLE.registry.person if block.id in REAL_PEOPLE]
    assert len(people) == len(REAL_PEOPLE)
    # forms of one syllable or one short romanised surname also stand inside other words
    forms = {form for block in people for form in block.forms.values() if len(form) > 2}
    for event in SAMPLE.events:
        if event.id not in SEED_EVENTS:
            assert not REAL_PEOPLE & set(event.participants)
            for report in event.report:
                assert not [form for form in forms if form in report.body]


def test_fictional_people_speak() -> None:
    """Unrelated events carry two direct quotes each on average."""
    unrelated = [event for event in SAMPLE.events if event.id not in SEED_EVENTS]
    spoken = [quote for event in unrelated for report in event.report for quote in quotes_in(report) if len(quote) > 12]
    assert len(spoken) >= 1.9 * len(unrelated)


def test_participants_are_named_by_registered_forms() -> None:
    """The registry knows everyone who takes part, in all editions, by a form that a report uses."""
    blocks = {block.id: block for block in (*SAMPLE.registry.person, *SAMPLE.registry.organisation)}
    for event in SAMPLE.events:
        told = "\n".join(f"{report.title}\n{report.body}" for report in event.report)
        for name in event.participants:
            block = blocks[name]
            assert set(block.forms) == {"ko", "ja", "en"}
            assert any(form in told for form in (*block.forms.values(), *block.also)), (event.id, name)


def test_titles_and_places_have_all_languages() -> None:
    """What an event is called and where it happened is known in every edition's language."""
    for event in SAMPLE.events:
        assert set(event.title) == {"ko", "ja", "en"}
        if event.place is not None:
            assert set(event.place) == {"id", "country", "ko", "ja", "en"}


def test_a_wrong_data_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in a data file says which file it is in."""
    monkeypatch.setattr(wiredata, "data_text", lambda *path: 'outlets = "?"')
    with pytest.raises(ValueError, match=r"sample/outlets\.toml"):
        wiredata._read(wiredata._OutletFile, "outlets.toml")


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


def test_start_is_quick() -> None:
    """The wire is up within 0.3 s of processor time, all pages rendered."""
    before = time.process_time()
    with Wire():
        assert time.process_time() - before < 0.3


# --- the newsroom and the truth ------------------------------------------------------------------


def test_the_newsroom_is_valid() -> None:
    """newsroom.toml passes the settings' own check and reads every outlet at its port."""
    text = newsroom_toml(20000)
    parsed = parse_settings(tomllib.loads(text), text=text)
    assert parsed.editions == ("ko", "ja", "en")
    assert parsed.clock == datetime(2026, 2, 1, tzinfo=UTC)
    assert parsed.page_zone == "Asia/Seoul"
    assert set(parsed.site.notice) == {"ko", "ja", "en"}
    assert parsed.fetch.local_hosts == ("127.0.0.1",)
    assert parsed.fetch.extra_ports == tuple(range(20000, 20000 + len(SAMPLE.outlets)))
    for source, outlet in zip(parsed.sources, SAMPLE.outlets, strict=True):
        assert (source.id, source.name, source.owner, source.kind) == (
            outlet.id,
            outlet.name,
            outlet.owner,
            outlet.kind,
        )
        assert source.feeds or source.sitemaps
        assert source.zone == outlet.zone.key


def test_origins_are_derived() -> None:
    """Reprints, retold agency copy and papers of one owner count once."""
    results = [report for report in EVENTS["cheonghae-results"].report if report.outlet.startswith("haedong")]
    assert origin_groups(SAMPLE, results) == (tuple(report.id for report in results),)
    yokosuka = origin_groups(SAMPLE, EVENTS["yokosuka-meeting"].report)
    assert ("yokosuka-hanbit", "yokosuka-haedong", "yokosuka-gaon") in yokosuka


def test_the_truth_has_the_shape_of_the_wire_format(tmp_path) -> None:
    """The folder holds what `eval wire` reads, with its keys, and only reports that can be read."""
    write_wire_folder(tmp_path / "wire", sample=SAMPLE)
    written = json.loads((tmp_path / "wire" / "truth.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(truth(SAMPLE)))
    assert set(written) == {"version", "period", "entities", "stories", "events"}
    rows = [json.loads(line) for line in (tmp_path / "wire" / "reports.jsonl").read_text("utf-8").splitlines()]
    assert rows == reports_rows(SAMPLE)
    assert [row["id"] for row in rows] == [report.id for report in READABLE]
    told = [name for event in written["events"] for name in event["reports"]]
    assert sorted(told) == sorted(row["id"] for row in rows)
    for event in written["events"]:
        assert sorted(name for group in event["origin_groups"] for name in group) == sorted(event["reports"])
        assert event["independent_origins"] == len(event["origin_groups"])
    outlets = json.loads((tmp_path / "wire" / "outlets.json").read_text(encoding="utf-8"))
    assert {outlet["id"] for outlet in outlets} == set(OUTLETS)


def test_the_truth_marks_traps_across_events() -> None:
    """A trap that cites another event's report says so, and a right side has its value."""
    events = {event["id"]: event for event in truth(SAMPLE)["events"]}
    crossing = {trap["id"] for event in events.values() for trap in event["not_contradictions"] if trap["cross_event"]}
    assert crossing == {"visit-plan-t1", "gangneung-snow-t1", "satellite-launch-t1"}
    assert events["hinata-recall"]["contradictions"][0]["right_value"] == 18400
    assert events["yokosuka-meeting"]["contradictions"][0]["right_value"] is None
