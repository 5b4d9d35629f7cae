"""Quotes: who said what, directly or not, in how many parts and within whose words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import languages
from twosource.languages.names import NameTable
from twosource.languages.phonetic import name_key
from twosource.languages.protocol import Reading
from twosource.languages.tables import table as read_table
from twosource.records import QuoteMention

Read = Callable[..., Reading]


def quotes_of(reading: Reading, code: str, table: NameTable) -> list[QuoteMention]:
    """The quotes of a reading."""
    language = languages.get(code)
    return language.quotes(reading, language.names(reading, table, ""))


@pytest.mark.parametrize(
    ("code", "body", "quote", "speaker"),
    [
        ("ko", "신가빈 대표는 “바람을 이길 수는 없다”고 말했다.", "바람을 이길 수는 없다", "person:~sinkapin"),
        ("ko", "김도윤 씨는 “유리창이 흔들렸다”고 전했다.", "유리창이 흔들렸다", "person:~kimtoyun"),
        ("ja", "早乙女律市長は「町立診療所を開ける」と述べた。", "町立診療所を開ける", "person:~saotome-tatasi"),
        (
            "en",
            '"You cannot argue with the wind," Mayor Lena Ortiz said.',
            "You cannot argue with the wind",
            "person:~atsa-rnea",
        ),
        ("en", 'Mayor Lena Ortiz said, "We will open it soon."', "We will open it soon.", "person:~atsa-rnea"),
        ("en", "“It is rare to see,” said Lena Ortiz, a diver.", "It is rare to see", "person:~atsa-rnea"),
    ],
)
def test_quote_and_its_speaker(  # noqa: PLR0917 - four columns of the table and two fixtures
    code: str, body: str, quote: str, speaker: str, read: Read, table: NameTable
) -> None:
    """The words between the marks, and who is said to have said them."""
    language = languages.get(code)
    reading = read(code, body)
    found = language.quotes(reading, language.names(reading, table, ""))
    assert [(reading.text[m.span.start : m.span.end], m.speaker) for m in found] == [(quote, speaker)]


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "‘소라노’ 판매를 시작했다. “도래샘” 위성이다."),
        ("ja", "小型車「ソラノ」を発売した。"),
        ("en", 'The "America First" policy stays.'),
    ],
)
def test_set_off_words_are_no_quotes(code: str, body: str, read: Read, table: NameTable) -> None:
    """Names of things and words held at a distance are nobody's speech."""
    language = languages.get(code)
    reading = read(code, body)
    assert language.quotes(reading, language.names(reading, table, "")) == []


def test_unnamed_speaker_is_nobody(read: Read, table: NameTable) -> None:
    """A man without a name does not speak through the professor of the sentence before."""
    body = "鷲尾岳教授は「早い」とみる。近くに住む男性は「毎朝祈っている」と話した。"
    language = languages.get("ja")
    reading = read("ja", body)
    found = language.quotes(reading, language.names(reading, table, "JP"))
    assert found[-1].speaker == ""


# code, body, then each mention in order: "direct", "indirect" or "goes on"; words; speaker by its surface
SPOKEN = [
    # nested: each with its own speaker, a pronoun within somebody's words is nobody
    ("ko", "신가빈 대표는 “그는 ‘반드시 가겠다’고 했다”고 말했다.", [
        ("direct", "그는 ‘반드시 가겠다’고 했다", "신가빈"), ("direct", "반드시 가겠다", "")]),
    ("ko", "신가빈 대표는 “김도윤 의원이 ‘반드시 가겠다’고 말했다”고 전했다.", [
        ("direct", "김도윤 의원이 ‘반드시 가겠다’고 말했다", "신가빈"), ("direct", "반드시 가겠다", "김도윤")]),
    ("ja", "早乙女律市長は「彼は『必ず行く』と言った。だから待つ」と話した。", [
        ("direct", "彼は『必ず行く』と言った。だから待つ", "早乙女律"), ("direct", "必ず行く", "")]),
    ("en", '"She told me, \'Go home, please,\' and I went," Lena Ortiz said.', [
        ("direct", "She told me, 'Go home, please,' and I went", "Lena Ortiz"), ("direct", "Go home, please", "")]),
    # split: one speech in two parts
    ("en", '"You cannot argue with the wind," Mayor Lena Ortiz said, "but you can wait."', [
        ("direct", "You cannot argue with the wind", "Lena Ortiz"), ("goes on", "but you can wait.", "Lena Ortiz")]),
    ("ko", "신가빈 대표는 “바람은 세다”며 “그래도 배는 뜬다”고 말했다.", [
        ("direct", "바람은 세다", "신가빈"), ("goes on", "그래도 배는 뜬다", "신가빈")]),
    ("ja", "早乙女律市長は「診療所を開けたい」とした上で、「人手がまだ足りない」と述べた。", [
        ("direct", "診療所を開けたい", "早乙女律"), ("goes on", "人手がまだ足りない", "早乙女律")]),
    # carried on into a sentence that names nobody else
    ("ko", "신가빈 대표는 “배는 꼭 뜬다”고 말했다. 그러면서 “내일도 뜬다고 믿는다”고 덧붙였다.", [
        ("direct", "배는 꼭 뜬다", "신가빈"), ("direct", "내일도 뜬다고 믿는다", "신가빈")]),
    ("ja", "早乙女律市長は「人手がまだ足りない」と述べた。さらに「予算も足りない状態だ」とも述べた。", [
        ("direct", "人手がまだ足りない", "早乙女律"), ("direct", "予算も足りない状態だ", "早乙女律")]),
    ("en", 'Lena Ortiz told reporters that the plant would open. She added: "We will not sell it."', [
        ("indirect", "the plant would open", "Lena Ortiz"), ("direct", "We will not sell it.", "Lena Ortiz")]),
    ("en", '"You cannot argue with the wind," said Lena Ortiz, a diver. "We will wait."', [
        ("direct", "You cannot argue with the wind", "Lena Ortiz"), ("direct", "We will wait.", "Lena Ortiz")]),
    # two people before a pronoun: nobody
    ("en", 'Lena Ortiz met Ann Parker. She said: "We will not sell it."', [("direct", "We will not sell it.", "")]),
    # who the words are about, or who stands beside the speaker, does not speak
    ("ko", "신가빈 대표가 만난 주민들은 “배가 뜨지 않는다”고 말했다.", [("direct", "배가 뜨지 않는다", "")]),
    ("ko", "이도윤 의원이 사퇴한 데 대해 “배가 뜨지 않는다”고 말했다.", [("direct", "배가 뜨지 않는다", "")]),
    ("ko", "국방부 관계자는 “훈련은 방어적이다”라고 밝혔다.", [("direct", "훈련은 방어적이다", "")]),
    ("ko", "신가빈 대표와 김도윤 의원은 “배는 뜬다고 본다”고 말했다.", [("direct", "배는 뜬다고 본다", "")]),
    ("ko", "한 하늘전자 의원은 “배는 뜬다고 본다”고 말했다.", [("direct", "배는 뜬다고 본다", "")]),
    ("en", 'A spokesman for Lena Ortiz said: "We will open the plant."', [("direct", "We will open the plant.", "")]),
    ("en", 'Lena Ortiz\'s lawyer said, "We will open the plant."', [("direct", "We will open the plant.", "")]),
    ("en", 'Lena Ortiz and Ann Parker said, "We will open it."', [("direct", "We will open it.", "")]),
    # of two subjects the one whose clause it is
    ("ko", "신가빈 대표는 이도윤 의원이 “배가 뜨지 않는다”고 말했다고 전했다.", [("direct", "배가 뜨지 않는다", "이도윤")]),
    ("ko", "신가빈 대표는 이도윤 의원이 거짓말을 했다며 “배가 뜨지 않는다”고 비판했다.", [
        ("direct", "배가 뜨지 않는다", "신가빈")]),
    ("ko", "“배가 뜨지 않는다”고 신가빈 대표는 말했다.", [("direct", "배가 뜨지 않는다", "신가빈")]),
    ("ko", "국방부는 “훈련은 방어적이다”라고 밝혔다.", [("direct", "훈련은 방어적이다", "organisation:~ko:국방부")]),
    ("en", 'Lena Ortiz, a spokeswoman for the plant, said: "We will open it."', [
        ("direct", "We will open it.", "Lena Ortiz")]),
    # indirect: the clause alone
    ("ko", "국방부는 30일 훈련을 다음 달 재개하겠다고 밝혔다.", [("indirect", "훈련을 다음 달 재개하겠다", "organisation:~ko:국방부")]),
    ("ko", "신가빈 한빛전자 대표는 30일 회견에서 공장을 내년에 짓겠다고 밝혔다. 그는 직원도 늘리겠다고 말했다.", [
        ("indirect", "공장을 내년에 짓겠다", "신가빈"), ("indirect", "직원도 늘리겠다", "신가빈")]),
    ("ja", "早乙女律市長は30日の記者会見で、診療所を来年開くと述べた。", [("indirect", "診療所を来年開く", "早乙女律")]),
    ("ja", "国防省は、訓練を再開するとしている。", [("indirect", "訓練を再開する", "organisation:~ja:国防省")]),
    ("ja", "早乙女律市長は支援を続けるとの考えを示した。", [("indirect", "支援を続ける", "早乙女律")]),
    ("en", "Lena Ortiz said on Friday that the plant would open.", [("indirect", "the plant would open", "Lena Ortiz")]),
    ("en", "The plant will open in May, Lena Ortiz said on Friday.", [
        ("indirect", "The plant will open in May", "Lena Ortiz")]),
    ("en", "According to Lena Ortiz, the plant will open.", [("indirect", "the plant will open", "Lena Ortiz")]),
    # nobody certain says it, or nothing is said
    ("ja", "近くに住む男性は、揺れは強かったと話した。", []),
    ("ja", "早乙女律市長は昨年、白石教授と話した。", []),
    ("ko", "신가빈 대표와 김도윤 의원은 배가 뜬다고 말했다.", []),
    ("ko", "신가빈 대표가 만난 주민은 배가 뜬다고 말했다.", []),
    ("en", "Officials said the plant would open.", []),
    ("en", "A spokesman for Lena Ortiz said the plant would open.", []),
]  # fmt: skip


@pytest.mark.parametrize("case", SPOKEN, ids=lambda case: case[1][:40])
def test_who_says_what_and_how(case: tuple[str, str, list[tuple[str, str, str]]], read: Read, table: NameTable) -> None:
    """Each piece of speech once, with its own speaker or nobody: a wrong one is worse than none."""
    code, body, expected = case
    reading = read(code, body)
    found = [
        (
            "goes on" if mention.continues else "direct" if mention.direct else "indirect",
            reading.text[mention.span.start : mention.span.end],
            mention.speaker,
        )
        for mention in quotes_of(reading, code, table)
    ]
    assert found == [(how, words, _key(code, who)) for how, words, who in expected]


def _key(code: str, who: str) -> str:
    """The key of a person's name, or the key itself where one is given."""
    return f"person:~{name_key(who, code)}" if who and ":" not in who else who


@pytest.mark.parametrize(
    ("code", "body", "language"),
    [
        ("ko", "신가빈 대표는 “I will never come back to the city”라고 말했다.", "en"),
        ("ko", "신가빈 대표는 “二度と来ないつもりだ、と思う”라고 말했다.", "ja"),
        ("ja", "早乙女律市長は「다시는 오지 않겠습니다」と述べた。", "ko"),
        ("en", 'Lena Ortiz said: "다시는 이곳에 오지 않겠습니다."', "ko"),
        ("ko", "신가빈 대표는 “AI 시대를 연다”고 말했다.", ""),
        ("ja", "早乙女律市長は「前例無視」と述べた。", ""),
        ("en", 'Lena Ortiz said: "Never ever again, not here."', ""),
    ],
)
def test_words_in_another_language_are_marked(
    code: str, body: str, language: str, read: Read, table: NameTable
) -> None:
    """What is quoted in the original is told as such; a borrowed word makes no foreign sentence."""
    assert [mention.language for mention in quotes_of(read(code, body), code, table)] in ([language], [])


@pytest.mark.parametrize("code", ["ko", "ja", "en", "fr"])
@given(text=st.text(alphabet=st.sampled_from("가 은는다고말했「」“”\"'‘’『』とは述べたsaid, .\nAnn Lee"), max_size=80))
@settings(max_examples=60, deadline=None)
def test_offsets_hold_for_any_text(code: str, text: str) -> None:
    """However marks open and close, a quote lies in its sentence and no two direct ones cross."""
    language = languages.get(code)
    whole = f"\n{text}"
    reading = Reading(whole, language.passages("", text), language.tokens(whole))
    found = language.quotes(reading, language.names(reading, NameTable.build([], []), ""))
    for mention in found:
        passage = reading.passages[mention.span.passage]
        assert passage.start <= mention.span.start < mention.span.end <= passage.end
        assert whole[mention.span.start : mention.span.end].strip()
    for one in found:
        for other in found:
            crosses = one.span.start < other.span.start < one.span.end < other.span.end
            assert not crosses


@pytest.mark.parametrize("code", ["ko", "ja", "en"])
def test_verbs_of_indirect_speech_are_a_table(code: str) -> None:
    """A language reports indirectly by its table alone, and one without it reports nothing so."""
    assert "anchor" in read_table(f"{code}/quotes")["indirect"]
    assert "indirect" not in read_table("plain/quotes")
