"""Event cues and quotes: what happened, in which state, and who said what."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from twosource import languages
from twosource.languages.cues import cue_rule
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.languages.tables import table as read_table
from twosource.records import CueState

Read = Callable[..., Reading]
IDS = read_table("concepts")


@pytest.mark.parametrize(
    ("code", "body", "cue", "state"),
    [
        ("ko", "두 장관은 30일 회담했다.", "meet", CueState.HAPPENED),
        ("ko", "두 장관은 다음 주 회담할 예정이다.", "meet", CueState.PLANNED),
        ("ko", "회담은 연기됐다.", "meet", CueState.POSTPONED),
        ("ko", "회담이 취소됐다.", "meet", CueState.CANCELLED),
        ("ko", "훈련을 재개하기로 합의했다.", "resume", CueState.PLANNED),
        ("ko", "훈련을 재개하기로 합의했다.", "agree", CueState.HAPPENED),
        ("ko", "대통령의 방문을 앞두고 만났다.", "visit", CueState.PLANNED),
        ("ko", "공장에서 불이 났다.", "fire", CueState.HAPPENED),
        ("ja", "両氏は30日に会談した。", "meet", CueState.HAPPENED),
        ("ja", "両氏は来週会談する予定だ。", "meet", CueState.PLANNED),
        ("ja", "会談は延期された。", "meet", CueState.POSTPONED),
        ("ja", "会談は中止された。", "meet", CueState.CANCELLED),
        ("ja", "倉庫で火災があった。", "fire", CueState.HAPPENED),
        ("en", "The ministers met on Friday.", "meet", CueState.HAPPENED),
        ("en", "The ministers will meet on Friday.", "meet", CueState.PLANNED),
        ("en", "He is set to visit Manila.", "visit", CueState.PLANNED),
        ("en", "The meeting was postponed.", "meet", CueState.POSTPONED),
        ("en", "They cancelled the visit.", "visit", CueState.CANCELLED),
        ("en", "They agreed to resume the drills.", "agree", CueState.HAPPENED),
        ("en", "They agreed to resume the drills.", "resume", CueState.PLANNED),
        ("en", "A fire broke out at a factory.", "fire", CueState.HAPPENED),
    ],
)
def test_cue_and_state(code: str, body: str, cue: str, state: CueState, read: Read) -> None:
    """A plan is told from what happened: that is what keeps it from contradicting it."""
    found = {m.cue: m.state for m in languages.get(code).cues(read(code, body))}
    assert found.get(cue) is state


@pytest.mark.parametrize("code", ["ko", "ja", "en"])
def test_change_of_state_itself_happened(code: str, read: Read) -> None:
    """What was postponed is postponed; the postponement took place."""
    body = {"ko": "발사를 연기했다.", "ja": "発射を延期した。", "en": "They postponed the launch."}[code]
    found = {m.cue: m.state for m in languages.get(code).cues(read(code, body))}
    assert found["postpone"] is CueState.HAPPENED


@pytest.mark.parametrize(
    ("code", "body", "cue"),
    [
        ("en", "Profit was 187 billion won.", "win"),
        ("ko", "화재보험 회사가 밝혔다.", "fire"),
        ("ja", "火災保険の会社だ。", "fire"),
    ],
)
def test_other_meanings_are_no_cue(code: str, body: str, cue: str, read: Read) -> None:
    """A currency is no victory, an insurance no blaze."""
    assert cue not in {m.cue for m in languages.get(code).cues(read(code, body))}


@pytest.mark.parametrize("code", ["ko", "ja", "en"])
def test_every_cue_has_words_in_every_language(code: str) -> None:
    """A cue that a language cannot say would make events differ by language."""
    assert set(read_table(f"{code}/cues")["cue"]) == set(IDS["cue"])
    assert set(cue_rule(code).lemmas.values()) | set(cue_rule(code).phrase_cues.values()) == set(IDS["cue"])


@pytest.mark.parametrize("code", ["ko", "ja", "en"])
def test_counted_words_use_known_concepts(code: str) -> None:
    """The tables name no concept that concepts.toml lacks."""
    assert set(read_table(f"{code}/counted")) <= set(IDS["counted"])


@pytest.mark.parametrize("code", ["ko", "ja", "en"])
def test_state_words_are_states(code: str) -> None:
    """Each state table is a state of the records, each word a valid pattern."""
    data = read_table(f"{code}/cues")
    for part in ("state", "state_before"):
        for state, words in data.get(part, {}).items():
            assert CueState(state)
            assert all(re.compile(word) for word in words)


@pytest.mark.parametrize(
    ("code", "body", "quote", "speaker"),
    [
        ("ko", "신가빈 대표는 “바람을 이길 수는 없다”고 말했다.", "바람을 이길 수는 없다", "person:~ko:신가빈"),
        ("ko", "김도윤 씨는 “유리창이 흔들렸다”고 전했다.", "유리창이 흔들렸다", "person:~ko:김도윤"),
        ("ja", "早乙女律市長は「町立診療所を開ける」と述べた。", "町立診療所を開ける", "person:~ja:早乙女律"),
        (
            "en",
            '"You cannot argue with the wind," Mayor Lena Ortiz said.',
            "You cannot argue with the wind",
            "person:~en:Lena Ortiz",
        ),
        ("en", 'Mayor Lena Ortiz said, "We will open it soon."', "We will open it soon.", "person:~en:Lena Ortiz"),
        ("en", "“It is rare to see,” said Lena Ortiz, a diver.", "It is rare to see", "person:~en:Lena Ortiz"),
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
