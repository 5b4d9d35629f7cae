"""What grouping reads off a report: words of the language, and what is the same in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import Note, make_report
from twosource.eval.group import Row, stream
from twosource.group import Features, Member, read_features
from twosource.group.features import (
    KIND_SHIFT,
    MOST_OTHERS,
    MOST_WORDS,
    Kind,
    day_id,
    days_of,
    feature_id,
)
from twosource.records import NameKind


def read(title: str, body: str = "", *, language: str = "en", at: str = "2026-03-02T09:00:00+00:00") -> Features:
    (_, features), *_ = stream([Row(id="r", language=language, title=title, body=body, event="e", published_at=at)])
    return features


def kinds(features: Features) -> set[Kind]:
    return {Kind(key >> KIND_SHIFT) for key in features.ids}


def of_kind(features: Features, kind: Kind) -> set[int]:
    return {key for key in features.ids if key >> KIND_SHIFT == kind}


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (Kind.TOPIC, {"en": "Parliament approves steel tariff", "ko": "국회, 철강 관세 의결", "ja": "国会、鉄鋼関税を可決"}),
        (Kind.COUNTRY, {"en": "Poland and Japan agree", "ko": "폴란드와 일본 합의", "ja": "ポーランドと日本が合意"}),
        (Kind.FIGURE, {"en": "12 people hurt in fire", "ko": "화재로 12명 부상", "ja": "火災で12人けが"}),
        (Kind.CUE, {"en": "Fire breaks out at factory", "ko": "공장서 화재 발생", "ja": "工場で火災発生"}),
    ],
)  # fmt: skip
def test_same_in_every_language(kind: Kind, texts: dict[str, str]) -> None:
    """Meanings, countries, figures and happenings are one feature, whatever the report is written in."""
    found = [of_kind(read(text, language=language), kind) for language, text in texts.items()]
    assert set.intersection(*found), found


def test_words_are_of_their_language() -> None:
    """The same letters in two languages are two words."""
    english, german = read("die handy"), read("die handy", language="de")
    assert not of_kind(english, Kind.WORD) & of_kind(german, Kind.WORD)


def test_loanwords_sound_alike() -> None:
    """A foreign name that no table knows is one in Hangul, katakana and Latin letters."""
    found = [
        of_kind(read(text, language=language), Kind.SOUND)
        for language, text in (
            ("en", "Shares in Vartano fell as Vartano cut jobs"),
            ("ko", "바르타노 감원에 주가 하락"),
            ("ja", "バルタノが人員削減、株価下落"),
        )
    ]
    assert found[0] & found[1] & found[2]


def test_a_capital_behind_a_full_stop_is_no_name() -> None:
    """Every English sentence begins with a capital."""
    assert not of_kind(read("Storm passes", "Roads reopened. Schools followed. Trains ran again."), Kind.SOUND)


def test_the_day_of_publication_says_nothing() -> None:
    """Every report of the hour says "Monday": it is told apart from a day that only some have."""
    features = read("Ferry burns", "The ferry burned on Monday. It had been built on 4 January 2019.")
    assert of_kind(features, Kind.TODAY) == {day_id(date(2026, 3, 2), date(2026, 3, 2))}
    assert of_kind(features, Kind.DAY) == {day_id(date(2019, 1, 4))}
    assert sorted(days_of(features.ids)) == [date(2019, 1, 4).toordinal(), date(2026, 3, 2).toordinal()]


@pytest.mark.parametrize(("apart", "near"), [(0, True), (1, True), (2, False)])
def test_neighbours_of_the_day_of_publication(apart: int, near: bool) -> None:
    """Zones differ by a day; from two days on a day is the event's own."""
    day = date(2026, 3, 2)
    found = day_id(date.fromordinal(day.toordinal() + apart), day)
    assert (found >> KIND_SHIFT == Kind.TODAY) == near


def test_undated_report_has_no_time() -> None:
    """What nobody dated is neither old nor new."""
    assert read("Ferry burns", at="").at is None


def test_heaviest_first_and_bounded() -> None:
    """A report is a few hundred bytes, however long the text; what is kept is its head and what it repeats."""
    long = " ".join(f"word{number}x thing{number}y" for number in range(2000))
    features = read("Storm Alba reaches Minari", f"Storm Alba has come. Storm Alba stays. {long}")
    words = of_kind(features, Kind.WORD)
    assert len(words) <= MOST_WORDS
    assert len(features.ids) - len(words) <= MOST_OTHERS
    assert feature_id(Kind.WORD, "en:storm") in words
    assert list(features.weights) == sorted(features.weights, reverse=True)
    assert len(features.pack()) < 1000


def test_title_counts_for_more() -> None:
    """The title says what the report is about."""
    features = dict(read("Ferry burns", "A harbour was closed.").items())
    assert features[feature_id(Kind.WORD, "en:ferry")] > features[feature_id(Kind.WORD, "en:harbour")]


def test_background_counts_for_less() -> None:
    """A place named at the end of a long text is not where it happened."""
    filler = " ".join("Nothing else was known about it." for _ in range(6))
    report = make_report("one", "Talks end", f"Ministers met in Tolvane. {filler} They once met in Yorda.")
    note = Note(report).name("Tolvane", NameKind.PLACE, "place:1").name("Yorda", NameKind.PLACE, "place:2").done()
    found = dict(read_features(Member(report=report, annotation=note)).items())
    assert found[feature_id(Kind.PLACE, "place:1")] > found[feature_id(Kind.PLACE, "place:2")]


def test_nobody_is_no_feature() -> None:
    """A person of whom only "A" is said brings no two reports together."""
    report = make_report("one", "Man held", "A man named K was held.")
    note = Note(report).name("K", NameKind.PERSON, "person:~k").done()
    assert Kind.PERSON not in kinds(read_features(Member(report=report, annotation=note)))


@pytest.mark.parametrize("text", ["", "…", "???", "\ud800", "0" * 300, "가" * 300, "a\u0000b"])
def test_odd_texts_are_read(text: str) -> None:
    """A report without words, or with broken ones, is a report."""
    report = make_report("one", text, "")
    features = read_features(Member(report=report, annotation=Note(replace(report, title=text)).done()))
    assert Features.unpack(report.id, features.pack()) == features
