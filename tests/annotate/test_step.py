"""The step as the pipeline calls it: one annotation and one outcome a report, for any text at all."""

from __future__ import annotations

import pickle
import random
from datetime import UTC, datetime

import pytest
from fuzz_annotate import fuzz_annotate, mutate
from hypothesis import given, settings
from hypothesis import strategies as st
from soundness import assert_sound

from twosource.annotate import annotate
from twosource.languages.names import NameTable
from twosource.records import (
    Precision,
    Reason,
    Report,
    Source,
    SourceKind,
    Stamp,
    State,
    Step,
)

NAMES = NameTable.build([("hazuki-ren", {"ko": "하즈키 렌", "en": "Ren Hazuki"}, "defence-minister", "JP", ())], [])
PUBLISHED = Stamp(at=datetime(2026, 1, 31, 0, 0, tzinfo=UTC), precision=Precision.MINUTE, basis="page")
SCRAPS = [
    "지난 30일", "오는 29∼31일", "12명이 다쳤다.", "“좋다. 가자.”고 말했다.", "규모 5.8", "하즈키 렌", "미 국방장관", "\n", "1조2천억 원",
    "先月30日", "29〜31日", "けが人は12人。", "「良い。」と述べた。", "令和8年", "神奈川県横須賀市", "アン・ギュ", "第1四半期", "\u3000",
    "Jan. 29-31", "10:30 a.m. on", "the 30th", "1.2 trillion won", '"We will," he said.', "Ren Hazuki", "U.S.", "in 2018", "０", "月", "\x00",
    "\ud800", "𠮷", "👩‍👩‍👧", "\u202e", "é", "ᄒ", "9" * 40, "32일", "99월 99일", "9999年99月", "25시 61분", "$", "%", "十万億兆", "一", "-", "~", ".", "30日から", "30일부터", "Jan. 30 to", "30日", "30일", "から", "まで",
]  # fmt: skip


def _source(language: str = "ko", zone: str = "Asia/Seoul", country: str = "KR") -> Source:
    return Source(id="s", name="S", language=language, country=country, owner="o", kind=SourceKind.PAPER, zone=zone)


def _report(body: str, title: str = "", language: str = "ko", published: Stamp | None = PUBLISHED) -> Report:
    return Report(
        id="r", source_id="s", capture_id="c", url="u", language=language, title=title, body=body, published=published
    )


@pytest.mark.parametrize("language", ["ko", "ja", "en", "de"])
@given(
    text=st.lists(st.sampled_from(SCRAPS) | st.text(max_size=6), max_size=14).map(" ".join), title=st.text(max_size=12)
)
@settings(max_examples=60, deadline=None)
def test_any_text_is_annotated(language: str, text: str, title: str) -> None:
    """No text crashes the step, offsets hold, and the same report gives the same annotation."""
    report = _report(text, title.replace("\n", " "), language)
    source = _source(language)
    annotation, outcome = annotate(report, source, NAMES)
    assert outcome.state in {State.DONE, State.SKIPPED}
    assert_sound(report, annotation)
    assert annotate(report, source, NAMES)[0] == annotation


@given(text=st.lists(st.sampled_from(SCRAPS), max_size=20).map("".join))
@settings(max_examples=80, deadline=None)
def test_scraps_run_together(text: str) -> None:
    """Expressions without a space between them are where offsets go wrong first."""
    report = _report(text)
    assert_sound(report, annotate(report, _source(), NAMES)[0])


def test_mutated_news_is_annotated() -> None:
    """The fuzz target holds over some spoilt copies of the sample's texts; `make fuzz` tries it for longer."""
    chance = random.Random(3)
    for _ in range(40):
        fuzz_annotate(mutate(chance))


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_annotated(data: bytes) -> None:
    """Bytes that are no text in any encoding are a text of replacement characters."""
    fuzz_annotate(data)


def test_outcome_is_done() -> None:
    """One outcome a report, naming step and subject."""
    annotation, outcome = annotate(_report("회담했다."), _source(), NAMES)
    assert (outcome.step, outcome.subject, outcome.state) == (Step.ANNOTATE, "r", State.DONE)
    assert annotation.report_id == "r"


def test_empty_report_is_skipped_with_reason() -> None:
    """A report without text is not silently dropped."""
    _, outcome = annotate(_report(" "), _source(), NAMES)
    assert (outcome.state, outcome.reason) == (State.SKIPPED, Reason.EMPTY)


def test_language_of_the_text_beats_the_outlets() -> None:
    """An English item in a Korean paper is read as English."""
    body = "The ministers met on Friday and agreed to meet again in the spring."
    annotation, _ = annotate(_report(body), _source(), NAMES)
    assert annotation.language == "en"
    assert annotation.dates[0].value.begin == datetime(2026, 1, 29, 15, tzinfo=UTC)


def test_unknown_zone_is_utc() -> None:
    """A zone this machine does not know must not stop a report."""
    annotation, _ = annotate(_report("30일 회담했다."), _source(zone="Mars/Olympus"), NAMES)
    assert annotation.zone == "UTC"


def test_zone_moves_the_day() -> None:
    """30일 in Seoul begins nine hours before 30일 in UTC."""
    seoul, _ = annotate(_report("30일 회담했다."), _source(), NAMES)
    utc, _ = annotate(_report("30일 회담했다."), _source(zone="UTC"), NAMES)
    assert (utc.dates[0].value.begin - seoul.dates[0].value.begin).total_seconds() == 9 * 3600


def test_undated_report_has_no_relative_dates() -> None:
    """Without a publication time "30일" is no day."""
    annotation, _ = annotate(_report("30일 회담했다.", published=None), _source(), NAMES)
    assert annotation.dates == ()


def test_title_mentions_are_in_passage_zero() -> None:
    """What the headline says is told from what the text says."""
    annotation, _ = annotate(_report("12명이 다쳤다.", title="공장 화재로 12명 부상"), _source(), NAMES)
    assert [m.span.passage for m in annotation.quantities] == [0, 1]


def test_id_depends_on_the_report_only() -> None:
    """Annotating again replaces, never doubles."""
    first, _ = annotate(_report("회담했다."), _source(), NAMES)
    second, _ = annotate(_report("회담했다."), _source(zone="UTC"), NAMES)
    assert first.id == second.id


def test_names_travel_to_a_worker() -> None:
    """A process pool can send the table, and it answers the same there."""
    table = pickle.loads(pickle.dumps(NAMES))
    report = _report("하즈키 렌 방위상은 30일 도착했다.")
    assert annotate(report, _source(), table)[0] == annotate(report, _source(), NAMES)[0]


def test_two_sources_two_days_stay_two_days() -> None:
    """The 30th and the 31st of two reports on one meeting come out as what each says."""
    days = [
        annotate(_report(f"두 장관은 {day}일 회담했다."), _source(), NAMES)[0].dates[0].value.begin for day in (30, 31)
    ]
    assert (days[1] - days[0]).days == 1
