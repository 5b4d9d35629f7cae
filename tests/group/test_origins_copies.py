"""Near-copies: whole and in part, titles with tags, and what only shares words; addresses of one page."""

from __future__ import annotations

import random
import time

import pytest

from builders import make_report
from twosource.group.chains import find_retold
from twosource.group.copies import Copy, find_copies, read_text, read_title
from twosource.group.credits import find_credits
from twosource.group.member import Member
from twosource.group.outlets import Directory
from twosource.records import Annotation, Passage
from twosource.text.addresses import page_key

KOREAN = (
    "부산 영도구 조선소에서 14일 오전 9시께 건조 중이던 배에 불이 나 한 시간 만에 꺼졌다. 작업자 35명이 모두 대피했고 "
    "다친 사람은 없다. 소방당국은 용접 불티가 단열재에 옮겨붙은 것으로 보고 있다."
)
JAPANESE = (
    "長野県は14日、山小屋の排水を調べた結果、県内12カ所のうち3カ所で基準を超える大腸菌が検出されたと発表した。"
    "登山者の増加で浄化槽の処理が追いつかないためとみられ、県は改修費の半額を補助する。"
)
ENGLISH = (
    "A survey of 2,300 wells in the Harrow valley found nitrates above the legal limit in one of every five, the water board "
    "said on Tuesday, and told households with infants not to drink from them until filters have been fitted."
)
LETTERS = {
    "ko": "가나다라마바사아자차카타파하고노도로모보",
    "ja": "山川海空森林田町村里春夏秋冬朝夕東西南北",
    "en": "abcdefghijklmnoprstuvwy",
}


def own_words(language: str, seed: int) -> str:
    """Words nobody else has, in the script of a language."""
    dice = random.Random(seed)
    return " ".join("".join(dice.choices(LETTERS[language], k=5)) for _ in range(120))


def pairs(*bodies: str) -> list[tuple[int, int, bool]]:
    return [(copy.earlier, copy.later, copy.part) for copy in find_copies([read_text(body) for body in bodies])]


@pytest.mark.parametrize("text", [KOREAN, JAPANESE, ENGLISH])
def test_edited_copies_are_copies(text: str) -> None:
    """A word changed, sentences in another order, quotes swapped or added: still the same text, in every script."""
    middle = text.find(" ", len(text) // 2) if " " in text else text.index("。") + 1
    turned = f"{text[middle:]} {text[:middle]}"
    quoted = f"{text} “Nothing of the sort has ever been seen here before”, one of those present said."
    assert pairs(text, turned, quoted) == [(0, 1, False), (0, 2, False), (1, 2, False)]


@pytest.mark.parametrize(("language", "text"), [("ko", KOREAN), ("ja", JAPANESE), ("en", ENGLISH)])
def test_a_paragraph_inside_a_long_piece_is_a_part(language: str, text: str) -> None:
    """A passage taken into a longer text of one's own is found, also without a line of its own."""
    piece = f"{own_words(language, 1)} {text} {own_words(language, 2)}"
    longer = f"{text} {own_words(language, 3)}"
    assert pairs(text, piece) == [(0, 1, True)]
    assert pairs(longer, piece) == [(0, 1, True)]


def test_shared_facts_and_quotes_are_no_copy() -> None:
    """Two texts that share figures, names and a long quotation are two."""
    quote = (
        "“We fitted the first filters in the school and went on from house to house until nobody was left without one”"
    )
    one = f"{ENGLISH} {quote}, the board's engineer said."
    two = f"Nitrates are in the wells again. One in five of 2,300 has too much. {quote}, said the engineer we met at the pump."
    assert pairs(one, two) == []


def test_short_texts_tell_nothing() -> None:
    """A text of a few words is nobody's copy."""
    assert pairs("More follows.", "More follows.") == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("[속보] 강릉 고갯길서 관광버스 넘어져 17명 부상", "강릉 고갯길서 관광버스 넘어져 17명 부상(종합2보)", True),
        ("【速報】岐阜の採石場で土砂崩れ 2人けが", "岐阜の採石場で土砂崩れ、2人けが", True),
        ("UPDATE 2-Solvey to buy Lindqvist for 2.1 bln euros", "Solvey to buy Lindqvist for 2.1 bln euros", True),
        ("BREAKING: Bridge closed after barge strikes pier", "Bridge closed after barge strikes pier", True),
        ("강릉 고갯길서 관광버스 넘어져 17명 부상", "고갯길서 버스 전도…가을 나들이객 17명 다쳐", False),
        ("Bridge closed after barge strikes pier", "Barge hits bridge pier, road closed", False),
        ("금리 동결", "금리 동결", False),
    ],
)
def test_titles_without_their_tags(one: str, two: str, same: bool) -> None:
    """Headlines are compared without what desks put around them; a short one must say more to be a copy."""
    assert bool(list(find_copies([read_title(one), read_title(two)]))) is same


def test_cost_grows_with_texts() -> None:
    """500 reports, half of them copies: each copy is found, far fewer pairs than there are are compared."""
    bodies = [ENGLISH + f" Number {n}." if n % 2 else " ".join(f"w{n}x{m}" for m in range(60)) for n in range(500)]
    started = time.process_time()
    found = list(find_copies([read_text(body) for body in bodies]))
    assert time.process_time() - started < 2
    assert {copy.later for copy in found} == set(range(3, 500, 2))
    assert len(found) < 1000
    assert isinstance(found[0], Copy)


@pytest.mark.parametrize(
    "piece", ["“", "「", '"', "(", "A ", "가신문은 ", "新聞は", "The Times ", "= ", "報", "[", "told the "]
)
def test_hostile_text_costs_no_more(piece: str) -> None:
    """A page made of one sign cannot hold the machine up."""
    body = piece * (60_000 // len(piece))
    report = make_report("one", "title", body)
    note = Annotation(
        id="n",
        report_id=report.id,
        language="en",
        zone="UTC",
        passages=(Passage(index=0, start=0, end=5), Passage(index=1, start=6, end=len(report.text))),
    )
    started = time.process_time()
    list(find_copies([read_text(body), read_text(body)]))
    find_credits(report, Directory([]))
    find_retold(Member(report=report, annotation=note), Directory([]))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "address",
    [
        "https://paper.example/2026/a1",
        "http://paper.example/2026/a1/",
        "https://www.paper.example/2026/a1?utm_source=nl&utm_medium=mail",
        "https://m.paper.example/2026/a1#comments",
        "https://paper.example:443/2026/a1/amp",
        "HTTPS://PAPER.EXAMPLE/2026/a1?fbclid=x",
    ],
)
def test_one_page_has_one_key(address: str) -> None:
    """Scheme, www, phone host, slash, fragment and tracking do not make another page."""
    assert page_key(address) == "paper.example/2026/a1"


@pytest.mark.parametrize(
    "address",
    ["https://paper.example/2026/a2", "https://paper.example/2026/a1?id=7", "https://paper.example:8080/2026/a1", "https://other.example/2026/a1"],
)  # fmt: skip
def test_another_page_has_another_key(address: str) -> None:
    """Host, port, path and parameters that name the page stay."""
    assert page_key(address) not in ("", page_key("https://paper.example/2026/a1"))


@pytest.mark.parametrize("address", ["", "mailto:a@b.example", "/2026/a1", "https://[::1", "https://h:port/"])
def test_no_address_has_no_key(address: str) -> None:
    """What is no address of a page ties nothing together."""
    assert page_key(address) == ""


def test_parameters_have_no_order() -> None:
    """The same parameters in another order are the same page."""
    assert page_key("https://p.example/v?b=2&a=1") == page_key("http://p.example/v?a=1&ref=x&b=2")
