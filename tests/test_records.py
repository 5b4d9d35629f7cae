"""The nouns: frozen, slotted, keyword-only, standard library only, and no claim or sentence without evidence."""

from __future__ import annotations

import dataclasses
import inspect
import re
from datetime import UTC, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource import records
from twosource.records import (
    Article,
    Capture,
    Claim,
    Dossier,
    Evidence,
    Fragment,
    NameCard,
    NameKind,
    Paragraph,
    Relation,
    Report,
    Role,
    Sentence,
    Slot,
    Variance,
    content_id,
)

TYPES = tuple(
    kind
    for _, kind in sorted(vars(records).items())
    if inspect.isclass(kind) and dataclasses.is_dataclass(kind) and kind.__module__ == records.__name__
)
ENUMS = tuple(
    kind
    for _, kind in sorted(vars(records).items())
    if inspect.isclass(kind) and issubclass(kind, StrEnum) and kind is not StrEnum
)
NOW = datetime(2026, 2, 1, tzinfo=UTC)
SAYS_SO = Evidence(report_id="r1", origin_id="o1", source_id="harbour", start=0, end=4, text="Talks", language="en")


# --- how records are built by the tests --------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TIMES = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))
# JSON has no NaN, and a figure in a report is never infinite
FIGURES = st.floats(allow_nan=False, allow_infinity=False)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {str: TEXT, datetime: TIMES, float: FIGURES}


def build(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any record of a type; those that refuse to exist without evidence are given some."""
    hints = get_type_hints(kind)
    fields = {field.name: of_type(hints[field.name]) for field in dataclasses.fields(kind)}
    if kind is Claim:
        fields["evidence"] = st.lists(build(Evidence), min_size=1, max_size=2).map(tuple)
    if kind is Sentence:
        fields["fragments"] = st.lists(st.builds(Fragment, text=st.just("a ") | TEXT), max_size=2).map(
            lambda more: (Fragment(text="Talks"), *more)
        )
        fields["citations"] = st.lists(build(Evidence), min_size=1, max_size=2).map(tuple)
    return st.builds(kind, **fields)


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field: records by `build`, tuples short, everything else as hypothesis knows it."""
    if inspect.isclass(hint) and dataclasses.is_dataclass(hint):
        return st.deferred(lambda: build(hint))
    if get_origin(hint) is tuple:
        inner = [arg for arg in get_args(hint) if arg is not Ellipsis]
        if Ellipsis in get_args(hint):
            return st.lists(of_type(inner[0]), max_size=1).map(tuple)
        return st.tuples(*map(of_type, inner))
    if isinstance(hint, UnionType):
        return st.one_of([st.none() if arg is NoneType else of_type(arg) for arg in get_args(hint)])
    return PLAIN[hint] if hint in PLAIN else st.from_type(hint)


# --- what all records are ----------------------------------------------------------------------


def test_the_nouns_are_all_here() -> None:
    """ARCHITECTURE: the nouns of the trade exist under their own names."""
    nouns = {
        "Source",
        "Capture",
        "Report",
        "Origin",
        "Event",
        "Claim",
        "Evidence",
        "Dossier",
        "Article",
        "Picture",
        "Problem",
    }
    assert nouns <= {kind.__name__ for kind in TYPES}


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_records_are_frozen_slotted_and_keyword_only(kind: type[Any]) -> None:
    """ARCHITECTURE: a record cannot be changed, grown, or filled in the wrong order."""
    parameters = kind.__dataclass_params__
    assert parameters.frozen
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))
    assert kind.__mro__[1:] == (object,), "records do not inherit"


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_collections_are_tuples(kind: type[Any]) -> None:
    """records.py: collections are tuples, never None, so that a record stays hashable and comparable."""
    for name, hint in get_type_hints(kind).items():
        members = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        kinds = {get_origin(member) or member for member in members}
        assert kinds.isdisjoint({list, dict, set, frozenset}), name
        assert not {tuple, NoneType} <= kinds, name


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_records_survive_json(kind: type[Any], data: st.DataObject) -> None:
    """The store writes records as JSON: what comes back equals what went in, and hashes alike."""
    record = data.draw(build(kind))
    again = msgspec.json.decode(msgspec.json.encode(record), type=kind)
    assert again == record
    assert hash(again) == hash(record)
    assert msgspec.json.encode(again) == msgspec.json.encode(record)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_records_do_not_change(kind: type[Any], data: st.DataObject) -> None:
    """No attribute can be set, old or new."""
    record = data.draw(build(kind))
    for name in (dataclasses.fields(kind)[0].name, "something_else"):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError, AttributeError)):
            setattr(record, name, None)


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_words_of_the_vocabulary_are_plain(kind: type[StrEnum]) -> None:
    """Enum values are what stands in files and databases: lower case, the member's own name, once each."""
    assert all(member.value == member.name.lower() for member in kind)
    assert len({member.value for member in kind}) == len(kind.__members__)


# --- ids ---------------------------------------------------------------------------------------


@given(parts=st.lists(st.text(max_size=20), max_size=4))
def test_ids_are_short_and_safe_in_addresses(parts: list[str]) -> None:
    """An id stands in file names and URLs on any system: 20 characters of lower-case base32."""
    assert re.fullmatch(r"[a-z2-7]{20}", content_id(*parts))
    assert content_id(*parts) == content_id(*parts)


@given(one=st.lists(st.text(max_size=4), max_size=4), two=st.lists(st.text(max_size=4), max_size=4))
def test_ids_differ_when_parts_do(one: list[str], two: list[str]) -> None:
    """Where one part ends and the next begins, and in which order, is in the hash."""
    assert (content_id(*one) == content_id(*two)) == (one == two)


def test_ids_do_not_run_parts_together() -> None:
    """The classic mistake, spelled out; and an id once published may never change."""
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id("a") != content_id("a", "")
    assert content_id("event", "x") == "up3okn4qvq7wi3k4ldpr"


def test_half_characters_have_ids() -> None:
    """Broken pages hold lone surrogates; they are hashed, not a crash."""
    assert content_id("\ud800") != content_id("\ud801")


# --- no fact without its sources ---------------------------------------------------------------


def claim(**changes: Any) -> Claim:
    values: dict[str, Any] = {
        "id": "c1", "event_id": "e1", "slot": Slot.WHEN, "key": "2026-01-30", "evidence": (SAYS_SO,), "first_seen": NOW, "last_seen": NOW,
    }  # fmt: skip
    return Claim(**(values | changes))


def test_a_claim_needs_evidence() -> None:
    """ARCHITECTURE: a claim is a value with everything that says it; nothing says it, no claim."""
    with pytest.raises(ValueError, match="claim c1 has no evidence"):
        claim(evidence=())
    with pytest.raises(ValueError, match="no evidence"):
        dataclasses.replace(claim(), evidence=())


def test_a_sentence_needs_a_citation() -> None:
    """ARCHITECTURE: a sentence without a citation cannot be constructed, however it is tried."""
    fragments = (Fragment(text="The ministers met."),)
    with pytest.raises(ValueError, match=r"without a citation: 'The ministers met\.'"):
        Sentence(fragments=fragments, citations=())
    with pytest.raises(TypeError):
        Sentence(fragments=fragments)  # type: ignore[call-arg]
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"fragments": [{"text": "They met."}], "citations": []}', type=Sentence)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u3000"])
def test_a_sentence_says_something(text: str) -> None:
    """An empty sentence with a citation is not a sentence."""
    with pytest.raises(ValueError, match="empty"):
        Sentence(fragments=(Fragment(text=text),), citations=(SAYS_SO,))


def test_origins_of_a_claim_count_once() -> None:
    """Two reports of one origin are one voice; order of evidence is kept."""
    second = dataclasses.replace(SAYS_SO, report_id="r2")
    third = dataclasses.replace(SAYS_SO, report_id="r3", origin_id="o0")
    assert claim(evidence=(SAYS_SO, second, third, SAYS_SO)).origin_ids == ("o1", "o0")


# --- small things that others lean on ----------------------------------------------------------


def report(title: str, body: str) -> Report:
    return Report(
        id="r1", source_id="harbour", capture_id="k1", url="https://a.example/1", language="en", title=title, body=body
    )


@given(title=TEXT, body=TEXT)
def test_offsets_point_into_title_then_body(title: str, body: str) -> None:
    """The stored text begins with the title; the body starts one code point after it."""
    text = report(title, body).text
    assert text[: len(title)] == title
    assert text[len(title) + 1 :] == body


def test_a_dossier_finds_its_own() -> None:
    """select, claim, name and contradictions give what the dossier holds, in its order, and nothing else."""
    when, who = claim(), claim(id="c2", slot=Slot.WHO)
    plan = Variance(id="v1", event_id="e1", slot=Slot.WHEN, relation=Relation.UPDATE, claim_ids=("c1",), since=NOW)
    clash = dataclasses.replace(plan, id="v2", relation=Relation.CONTRADICTION)
    card = NameCard(key="person:seo", kind=NameKind.PERSON, forms=(("ko", "서하나"), ("en", "Seo Hana")))
    dossier = Dossier(
        id="d1", event_id="e1", reports=(), origins=(), claims=(when, who), variances=(plan, clash), names=(card,)
    )
    assert dossier.select(Slot.WHO) == (who,)
    assert dossier.select(Slot.SAID) == ()
    assert dossier.claim("c1") is when
    with pytest.raises(KeyError):
        dossier.claim("c9")
    assert dossier.contradictions == (clash,)
    assert dossier.name("person:seo") is card
    assert dossier.name("person:other") is None
    assert (card.form("ko"), card.form("ja")) == ("서하나", None)


def test_an_article_is_read_in_order() -> None:
    """Headline, standfirst, then the body: the gate and the footnotes count sentences this way."""
    one, two, three, four = (Sentence(fragments=(Fragment(text=t),), citations=(SAYS_SO,)) for t in "abcd")
    body = (Paragraph(role=Role.LEAD, sentences=(three,)), Paragraph(role=Role.SOURCES, sentences=(four,)))
    article = Article(
        id="a1",
        event_id="e1",
        dossier_id="d1",
        language="en",
        writer="brief/1",
        headline=one,
        standfirst=two,
        body=body,
    )
    assert article.sentences == (one, two, three, four)


def test_a_sentence_joins_its_fragments() -> None:
    """A quotation in another language is a fragment of its own, and the sentence still reads as one."""
    quote = Fragment(text="함께 가자", language="ko")
    sentence = Sentence(fragments=(Fragment(text="He said “"), quote, Fragment(text="”.")), citations=(SAYS_SO,))
    assert sentence.text == "He said “함께 가자”."


def test_bytes_as_received_stay_so() -> None:
    """A capture keeps every byte, also those that are no text, through the store's JSON."""
    body = bytes(range(256))
    capture = Capture(
        id="k1",
        source_id="s",
        url="u",
        final_url="u",
        status=200,
        headers=(("etag", '"1"'),),
        body=body,
        fetched_at=NOW,
    )
    assert msgspec.json.decode(msgspec.json.encode(capture), type=Capture).body == body
