"""The sample wire: what its data promise, what it serves, and that it is the same every time."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, datetime

import pytest

from twosource.records import SourceKind
from twosource.sample import wiredata
from twosource.sample.truth import origin_groups, reports_rows, truth, write_wire_folder
from twosource.sample.wire import newsroom_toml
from twosource.sample.wiredata import SampleReport, load_sample
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


def shingles(report: SampleReport) -> set[str]:
    """Runs of five words, of eight characters in Korean and Japanese, quotes left out."""
    body = QUOTED.sub(" ", report.body)
    if report.language == "en":
        words = body.split()
        return {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
    text = re.sub(r"\s", "", body)
    return {text[at : at + 8] for at in range(len(text) - 7)}


def test_independent_reports_are_worded_independently() -> None:
    """Reports of one event share little wording unless one goes back to the other or a quote is the same."""
    for event in SAMPLE.events:
        groups = origin_groups(SAMPLE, event.report)
        group_of = {name: at for at, group in enumerate(groups) for name in group}
        for one in event.report:
            for other in event.report:
                if one.language == other.language and group_of[one.id] != group_of[other.id]:
                    shared = shingles(one) & shingles(other)
                    assert len(shared) <= 0.2 * min(len(shingles(one)), len(shingles(other))), (one.id, other.id)


def test_reprints_are_near_copies() -> None:
    """A reprint shares most of its wording with its origin, save where it retells it with credit."""
    copied = 0
    for report in SAMPLE.reports:
        if report.origin_of and REPORTS[report.origin_of].language == report.language:
            shared = shingles(report) & shingles(REPORTS[report.origin_of])
            copied += len(shared) >= 0.8 * len(shingles(report))
    assert copied >= 7
