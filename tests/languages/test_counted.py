"""What a figure counts: the nearest word that fits its unit, once; nothing where nobody is counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from twosource import languages
from twosource.languages.protocol import Reading

Read = Callable[..., Reading]

# (language, sentence, [(value, what is counted)] of its figures in order)
CASES: list[tuple[str, str, list[tuple[float, str]]]] = [
    # before and behind the figure
    ("ko", "사망자는 7명이다.", [(7, "dead")]),
    ("ko", "7명이 목숨을 잃었다.", [(7, "dead")]),
    ("ko", "실종 2명, 사망 7명으로 집계됐다.", [(2, "missing"), (7, "dead")]),
    ("ja", "死者は7人だった。", [(7, "dead")]),
    ("ja", "7人が命を落とした。", [(7, "dead")]),
    ("ja", "死亡7人、行方不明2人となった。", [(7, "dead"), (2, "missing")]),
    ("en", "The death toll rose to 7 people.", [(7, "dead")]),
    ("en", "Seven people died and two are missing.", [(7, "dead"), (2, "missing")]),
    ("en", "The fire killed seven people and injured 12.", [(7, "dead"), (12, "injured")]),
    ("en", "Rescuers pulled 30 people from the water; 4 people drowned.", [(30, ""), (4, "")]),
    # what becomes of people says more than who they are
    ("ko", "승객 7명이 구조됐다.", [(7, "aboard")]),
    ("ja", "乗客7人が死亡した。", [(7, "dead")]),
    ("en", "Seven passengers were killed.", [(7, "dead")]),
    ("en", "Seven passengers were on the boat.", [(7, "aboard")]),
    # each word counts once
    ("ko", "부상자 3명과 주민 5명이 남았다.", [(3, "injured"), (5, "")]),
    ("ja", "けが人3人と住民5人が残った。", [(3, "injured"), (5, "")]),
    ("en", "Three people were hurt and five people stayed.", [(3, "injured"), (5, "")]),
    # from one to another count the same
    ("ko", "사망자는 5명에서 7명으로 늘었다.", [(5, "dead"), (7, "dead")]),
    ("ja", "死者は5人から7人に増えた。", [(5, "dead"), (7, "dead")]),
    # nobody is counted
    ("ko", "7명이 탔으나 사망자는 없다.", [(7, "")]),
    ("ja", "7人がいたが、死者はいなかった。", [(7, "")]),
    ("en", "No deaths were reported among 7 people.", [(7, "")]),
    ("en", "There were no injuries; 7 people watched.", [(7, "")]),
    ("en", "No fewer than 7 people were injured.", [(7, "injured")]),
    # the parts of a sum count nothing by themselves
    ("ko", "승객 40명과 승무원 5명 등 45명이 타고 있었다.", [(40, ""), (5, ""), (45, "aboard")]),
    # money
    ("ko", "매출은 7조원, 영업이익은 2조원이다.", [(7e12, "revenue"), (2e12, "profit")]),
    ("ja", "売上高は7兆円、営業利益は2兆円だった。", [(7e12, "revenue"), (2e12, "profit")]),
    ("en", "Revenue was $7 billion and net profit $2 billion.", [(7e9, "revenue"), (2e9, "profit")]),
    ("en", "It invested 7 million Swiss francs.", [(7e6, "investment")]),
    ("ko", "통행료가 2천원으로 올랐다.", [(2000, "price")]),
    ("ja", "運賃は200円になる。", [(200, "price")]),
    # rates and turnouts
    ("ko", "투표율은 61.2%, 실업률은 3%다.", [(61.2, "turnout"), (3, "rate")]),
    ("ja", "投票率は61.2%だった。", [(61.2, "turnout")]),
    ("en", "Turnout was 61.2 percent.", [(61.2, "turnout")]),
    # units that leave no doubt
    ("ko", "선박 3척이 부딪쳤다.", [(3, "ships")]),
    ("ja", "3隻が衝突した。", [(3, "ships")]),
    ("en", "Three ships collided.", [(3, "ships")]),
    ("ko", "7개국이 서명했다.", [(7, "countries")]),
    ("ja", "7カ国が署名した。", [(7, "countries")]),
    ("en", "Seven countries signed.", [(7, "countries")]),
    # a unit that does not fit is never counted so
    ("ko", "사망자가 나온 지 3시간 만이다.", [(3, "")]),
    ("ja", "死者が出てから3時間たった。", [(3, "")]),
    ("en", "It took 3 hours to find the dead.", [(3, "")]),
    ("en", "The injured waited 3 miles away.", [(3, "")]),
    # ages, ranks and shares count nobody
    ("ko", "사망자는 38세 남성이다.", [(38, "")]),
    ("ja", "死亡したのは38歳の男性だ。", [(38, "")]),
    ("en", "The dead man was 38 years old.", [(38, "")]),
    ("en", "A 38-year-old man was killed.", [(38, "")]),
    ("ko", "부상자의 3분의 1이 돌아갔다.", [(1 / 3, "")]),
    ("en", "A third of the injured went home.", [(1 / 3, "")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body", "expected"), CASES, ids=[f"{c[0]}-{c[1][:24]}" for c in CASES])
def test_what_a_figure_counts(code: str, body: str, expected: list[tuple[float, str]], read: Read) -> None:
    """Each figure of the sentence with its concept, "" where nothing says it."""
    found = [(m.value.low, m.value.counted) for m in languages.get(code).quantities(read(code, body), [])]
    assert [counted for _, counted in found] == [counted for _, counted in expected]
    assert [value for value, _ in found] == pytest.approx([value for value, _ in expected])


def test_a_word_does_not_reach_into_the_next_sentence(read: Read) -> None:
    """What another sentence speaks of says nothing of this one."""
    for code, body in (
        ("ko", "7명이 왔다. 사망자가 있었다."),
        ("ja", "7人が来た。死者が出た。"),
        ("en", "Seven people came. Some were killed."),
    ):
        (mention,) = languages.get(code).quantities(read(code, body), [])
        assert mention.value.counted == ""


def test_titles_count_as_sentences(read: Read) -> None:
    """A title's figures are counted by its own words."""
    for code, title in (
        ("ko", "다라항 화재로 7명 사망"),
        ("ja", "ダラ港で火災、7人死亡"),
        ("en", "Fire kills 7 at Dara"),
    ):
        mentions = languages.get(code).quantities(read(code, "비", title), [])
        assert [(m.span.passage, m.value.low, m.value.counted) for m in mentions] == [(0, 7, "dead")]
