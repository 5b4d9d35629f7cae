"""Event cues: what happened, and in which state."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from twosource import languages
from twosource.languages.cues import cue_rule
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


STATES = [
    # in titles
    ("ko", "국방장관 다음 주 방일…방위상과 회담", "", "meet", "planned"),
    ("ja", "国防相が来週来日へ　防衛相と会談", "", "meet", "planned"),
    ("ja", "国防相が来週来日へ　防衛相と会談", "", "visit", "planned"),
    ("en", "Defense minister to visit Japan next week", "", "visit", "planned"),
    ("en", "Two countries to revive rescue drills at sea", "", "exercise", "planned"),
    ("ko", "두 장관 서울서 회담", "", "meet", "happened"),
    ("ja", "両大臣がソウルで会談", "", "meet", "happened"),
    ("en", "Two ministers meet in Seoul", "", "meet", "happened"),
    ("ja", "訓練を再開へ　両国が合意", "", "agree", "happened"),
    ("ja", "訓練を再開へ　両国が合意", "", "resume", "planned"),
    # where the verb comes last, it speaks for the verbs before it
    ("ko", "", "방위상과 만나 끊긴 협력을 되살리는 방안을 이야기할 것으로 알려졌다.", "meet", "planned"),
    ("ko", "", "장관은 측근을 만나 억제력을 키우고 동맹을 심화할 필요성을 논의했다.", "meet", "happened"),
    ("ko", "", "두 장관은 서울에서 만나 동맹을 다지는 방안을 논의했다.", "meet", "happened"),
    ("ko", "", "회담은 지난해 중단됐던 협력을 다시 시작할 전망이다.", "meet", "planned"),
    ("ja", "", "国防相が来週、日本を訪れ、防衛相と会談する方向となった。", "visit", "planned"),
    ("ja", "", "衛星を打ち上げ、予定の軌道に乗せた。", "launch", "happened"),
    ("en", "", "The firm launched its second satellite, two days later than planned.", "launch", "happened"),
    ("en", "", "They will train together more often, their ministers agreed.", "agree", "happened"),
    # what was agreed on is still to come, the agreement is not
    ("ko", "", "두 나라는 공동 훈련을 늘리고 산업에서도 힘을 합치기로 합의했다.", "exercise", "planned"),
    ("ko", "", "두 나라는 공동 훈련을 늘리고 산업에서도 힘을 합치기로 합의했다.", "agree", "happened"),
    ("ko", "", "두 장관은 회담을 열고 상대국을 찾기로 약속했다.", "visit", "planned"),
    ("ko", "", "두 나라는 첨단 기술에서도 손을 잡기로 했다.", "agree", "happened"),
    ("ko", "", "장관은 회담을 마친 뒤 소통을 강화하겠다고 말했다.", "meet", "happened"),
    ("ko", "", "장관은 회담 뒤 소통을 강화하겠다고 말했다.", "meet", "happened"),
    ("ja", "", "大臣は会談後、意思疎通を強める方針を示した。", "meet", "happened"),
    ("ko", "", "두 장관은 30일 회담하고 훈련을 재개하기로 했다.", "meet", "happened"),
    ("ja", "", "両氏は共同訓練を再開することも申し合わせた。", "resume", "planned"),
    ("ja", "", "両氏は会談し、訓練を再開することで合意した。", "meet", "happened"),
    ("en", "", "The ministers agreed on January 30 to bring back a joint exercise.", "resume", "planned"),
    ("en", "", "The department had announced the meeting for January 15.", "meet", "planned"),
]


@pytest.mark.parametrize("case", STATES)
def test_state_is_that_of_the_sentence(case: tuple[str, str, str, str, str], read: Read) -> None:
    """Plans, agreed things and deeds are told apart by the grammar of each language."""
    code, title, body, cue, state = case
    found = {m.cue: m.state for m in languages.get(code).cues(read(code, body, title))}
    assert found.get(cue) == state


@pytest.mark.parametrize(
    ("code", "body", "cue"),
    [
        ("ko", "이번 방문은 최근 열린 두 정상의 정상회담에 뒤이은 것이다.", "meet"),
        ("ja", "先ごろ、両首脳が首脳会談を行ったばかりだ。", "meet"),
        ("en", "The trip would follow a recent summit.", "meet"),
        ("ko", "대표는 “바람을 이길 수는 없다”고 말했다.", "win"),
        ("ja", "町長は「まず町立診療所を開館したい」と話した。", "open"),
        ("en", '"First, I will open the town clinic," she said.', "open"),
        ("ko", "두 사람은 협력 과제를 찾는 문제도 다뤘다.", "visit"),
        ("ko", "해상 수색·구조훈련을 다시 시작했다.", "rescue"),
        ("ja", "捜索・救助の共同訓練を再開した。", "rescue"),
        ("en", "They resumed search-and-rescue drills and rescue exercises.", "rescue"),
        ("ko", "느티나무는 다음 달 3일 우승 행사를 엽니다.", "win"),
        ("ja", "鳥インフルの農場、28日に処分完了へ", "outbreak"),
        ("ko", "하늘전자 주가가 날아올랐다.", "launch"),
    ],
)
def test_background_and_quoted_words_are_no_cue(code: str, body: str, cue: str, read: Read) -> None:
    """An earlier meeting, words in a quotation and other meanings say nothing about this event."""
    assert cue not in {m.cue for m in languages.get(code).cues(read(code, body))}


@pytest.mark.parametrize(
    ("code", "body", "cue"),
    [
        ("ko", "양계장에서 고병원성 조류인플루엔자가 확인됐다.", "outbreak"),
        ("ja", "養鶏場で鳥インフルを確認した。", "outbreak"),
        ("en", "Avian flu was confirmed at a farm.", "outbreak"),
        ("ko", "두 사람은 제2차 전략대화를 했다.", "meet"),
        ("ja", "両氏は戦略対話を開いた。", "meet"),
        ("en", "They held the second strategic dialogue.", "meet"),
        ("ko", "위성이 고흥에서 날아올랐다.", "launch"),
        ("ko", "장관은 일본을 찾았다.", "visit"),
        ("ja", "甲板から火が出た。", "fire"),
        ("en", "Workers walked off the job.", "strike"),
        ("ja", "町長選は18日に投開票された。", "elect"),
    ],
)
def test_further_words_for_cues(code: str, body: str, cue: str, read: Read) -> None:
    """One happening has the same cue in every language, whatever its reporters call it."""
    assert cue in {m.cue for m in languages.get(code).cues(read(code, body))}
