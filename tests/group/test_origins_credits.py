"""Which agency a text says it is from: forms of three scripts, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import make_report, make_source
from twosource.group.credits import find_credits
from twosource.group.outlets import Directory, is_wire, split_name
from twosource.records import SourceKind

HANSOL = replace(
    make_source("hansol", kind=SourceKind.AGENCY, name="한솔통신"),
    aliases=("Hansol News Agency", "ハンソル通信"),
    language="ko",
)
PAPER = replace(make_source("paper", name="나루신문"), language="ko")
YONHAP = replace(make_source("our-yonhap", kind=SourceKind.AGENCY, name="Yonhap News Agency"), language="en")
LONG = "여객선이 항구를 떠난 지 한 시간 만에 멈췄다. 승객은 모두 내렸다고 회사가 밝혔다."


def read(body: str, *, language: str = "ko", byline: str = "", credit: str = "", source: str = "paper") -> list[str]:
    report = replace(make_report(source, "제목", body, credit=credit), language=language, byline=byline)
    return [key for key, _ in find_credits(report, Directory([HANSOL, PAPER]))]


@pytest.mark.parametrize(
    ("body", "language", "keys"),
    [
        (f"(서울=한솔통신) 홍서린 기자 = {LONG}", "ko", ["hansol"]),
        (f"[한솔통신] {LONG}", "ko", ["hansol"]),
        (f"{LONG} (한솔통신)", "ko", ["hansol"]),
        (f"{LONG}\n/한솔통신", "ko", ["hansol"]),
        (f"{LONG}\n기사제공=한솔통신", "ko", ["hansol"]),
        (f"{LONG}\n기사 제공: 한솔통신", "ko", ["hansol"]),
        (f"{LONG} =연합뉴스", "ko", ["agency:yonhap"]),
        (f"(파리 AFP=한솔통신) {LONG}", "ko", ["agency:afp", "hansol"]),
        (f"[서울=뉴시스] {LONG}", "ko", ["agency:newsis"]),
        (f"{LONG} [교도통신]", "ko", ["agency:kyodo"]),
        ("【ソウル共同】客船が止まった。", "ja", ["agency:kyodo"]),
        ("【共同】客船が止まった。", "ja", ["agency:kyodo"]),
        ("客船が沖で止まった。乗客は無事だった。（時事）", "ja", ["agency:jiji"]),
        ("［ロンドン 3日 ロイター］ - 客船が止まった。", "ja", ["agency:reuters"]),
        ("【リスボンAFP＝時事】客船が止まった。", "ja", ["agency:afp", "agency:jiji"]),
        ("客船が沖で止まった。乗客は無事だった。\n（共同通信配信）", "ja", ["agency:kyodo"]),
        ("客船が沖で止まった。乗客は無事だった。＝ハンソル通信", "ja", ["hansol"]),
        ("客船が沖で止まった。\n配信：時事通信", "ja", ["agency:jiji"]),
        ("【釜山ハンソル通信】客船が止まった。", "ja", ["hansol"]),
        ("(Reuters) - A liner stopped at sea.", "en", ["agency:reuters"]),
        ("LONDON, Jan 3 (Reuters) - A liner stopped at sea.", "en", ["agency:reuters"]),
        ("BUSAN, South Korea (AP) — A liner stopped at sea.", "en", ["agency:ap"]),
        ("A liner stopped at sea. All were safe. — AP", "en", ["agency:ap"]),
        ("A liner stopped at sea. All were safe.\n(AP)", "en", ["agency:ap"]),
        ("A liner stopped at sea. All were safe.\nwith AFP", "en", ["agency:afp"]),
        ("By Jane Poole, Hansol News Agency\nA liner stopped at sea. All were safe.", "en", ["hansol"]),
        ("A liner stopped at sea. All were safe.\nSource: Xinhua", "en", ["agency:xinhua"]),
        ("A liner stopped at sea. All were safe. (Faraway Press Agency)", "en", ["outlet:agency:faraway"]),
    ],
)
def test_credits_of_every_form(body: str, language: str, keys: list[str]) -> None:
    """A credit is read in front, at the end and in a line of its own, in Korean, Japanese and English."""
    assert read(body, language=language) == keys


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (f"[단독] {LONG}", "ko"),
        (f"{LONG}\n사진=한솔통신", "ko"),
        (f"{LONG} (한솔통신 자료사진)", "ko"),
        (f"한솔통신 본사 앞에서 {LONG} 집회는 저녁까지 이어졌고 참가자들은 흩어졌다.", "ko"),
        ("写真：共同\n客船が沖で止まった。乗客は無事だった。", "ja"),
        ("日韓が共同で声明を出した。内容は明らかでない。（共同声明全文）", "ja"),
        ("時事問題を扱う番組が始まった。初回は客船の事故だった。", "ja"),
        ("A liner stopped at sea. All were safe.\n(Additional reporting by AP)", "en"),
        ("A liner stopped at sea. All were safe.\nPhoto: Reuters", "en"),
        ("A liner stopped at sea. All were safe.\nwith agencies", "en"),
        ("MAPLE STREET (Rev. 2) - A liner stopped at sea. All were safe.", "en"),
    ],
)
def test_what_is_no_credit(body: str, language: str) -> None:
    """Pictures, tags, words that hold an agency's name and nameless agencies credit nobody."""
    assert read(body, language=language) == []


def test_field_and_byline_credit_too() -> None:
    """The page's own credit and its byline come before the text; a name that no table has is kept as it is."""
    assert read(LONG, credit="(한솔통신)") == ["hansol"]
    assert read(LONG, byline="홍서린 기자 = 한솔통신") == ["hansol"]
    assert read(LONG, credit="Nowhere News Agency", language="en") == ["outlet:agency:nowhere"]


def test_an_agency_does_not_credit_itself() -> None:
    """The agency's own dateline names it: that is no fold."""
    assert read(f"(서울=한솔통신) {LONG}", source="hansol") == []


def test_an_agency_of_ours_is_the_one_of_the_table() -> None:
    """A source that the table knows is credited by every form of the table, not only by those the newsroom lists."""
    report = make_report("paper", "제목", f"{LONG} (연합뉴스)")
    assert find_credits(report, Directory([YONHAP])) == (("our-yonhap", "연합뉴스"),)


def test_unknown_agency_is_one_in_every_script() -> None:
    """An agency nobody lists is recognised by how its name sounds; one of another name is another."""
    directory = Directory([])
    key = directory.resolve("가온통신", "ko")
    assert directory.resolve("Gaon News Agency", "en") == key
    assert directory.resolve("Tarvel News Agency", "en") != key
    assert directory.resolve("가온신문", "ko") != key


@pytest.mark.parametrize("name", ["현지 신문", "현지신문", "국영방송", "地元テレビ", "Local News"])
def test_names_that_name_nobody(name: str) -> None:
    """ "A local paper" may be any."""
    assert Directory([]).resolve(name.replace(" ", ""), "ko") == "" or Directory([]).resolve(name, "en") == ""


def test_names_are_split_by_what_they_are() -> None:
    """The word for what it is goes, its class stays."""
    assert split_name("The Orchard Times") == ("Orchard", "paper")
    assert split_name("暁星通信社") == ("暁星", "agency")
    assert split_name("Lantern") == ("Lantern", "bare")
    assert is_wire("Reuters")
    assert not is_wire("나루신문")
