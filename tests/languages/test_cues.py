"""Event cues: what happened, and in which state."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


# code, body, cue, state; None where nothing may be said of the cue at all
NEWS = [
    # what news tells of beside meetings and accidents
    ("ko", "배우 신가빈 씨가 30일 별세했다.", "die", "happened"),
    ("ja", "俳優の白石岳さんが30日に死去した。", "die", "happened"),
    ("en", "Actor Lena Ortiz died on Friday.", "die", "happened"),
    ("ko", "군이 항구를 공습했다.", "attack", "happened"),
    ("ja", "軍は港を空爆した。", "attack", "happened"),
    ("en", "An air strike hit the port on Friday.", "attack", "happened"),
    ("ko", "군은 동해로 미사일을 발사했다.", "missile", "happened"),
    ("ja", "軍は日本海へミサイルを発射した。", "missile", "happened"),
    ("en", "The army fired a ballistic missile on Friday.", "missile", "happened"),
    ("ko", "법원은 전 시장에게 무죄를 선고했다.", "acquit", "happened"),
    ("ja", "地裁は元市長に無罪を言い渡した。", "acquit", "happened"),
    ("en", "The court acquitted the former mayor.", "acquit", "happened"),
    ("ko", "검찰은 본사를 압수수색했다.", "raid", "happened"),
    ("ja", "検察は本社を家宅捜索した。", "raid", "happened"),
    ("en", "Prosecutors raided the head office.", "raid", "happened"),
    ("ko", "국회는 내달 3일 탄핵안을 표결할 예정이다.", "vote", "planned"),
    ("ja", "議会は来月3日に採決する予定だ。", "vote", "planned"),
    ("en", "Lawmakers will hold a vote on the bill next week.", "vote", "planned"),
    ("ko", "회사는 다음 달 상장할 계획이다.", "list", "planned"),
    ("ja", "同社は来月上場する予定だ。", "list", "planned"),
    ("en", "The firm plans to go public next month.", "list", "planned"),
    ("ko", "두 나라는 휴전에 합의했다.", "ceasefire", "happened"),
    ("en", "Workers were laid off on Friday.", "layoff", "happened"),
    ("ja", "同社は人員削減を実施した。", "layoff", "happened"),
    ("ko", "수출은 사상 최고를 기록했다.", "record", "happened"),
    # not done is not done, and no denial
    ("ko", "두 장관은 만나지 않았다.", "meet", None),
    ("ko", "두 나라는 합의에 이르지 못했다.", "agree", None),
    ("ko", "회사는 공장을 폐쇄하지 않기로 했다.", "close", None),
    ("ja", "両氏は会談しなかった。", "meet", None),
    ("ja", "両国は合意に至らなかった。", "agree", None),
    ("ja", "中央銀行は利上げを見送った。", "raise", None),
    ("en", "The ministers did not meet on Friday.", "meet", None),
    ("en", "They left without an agreement.", "agree", None),
    ("en", "The board decided not to close the plant.", "close", None),
    ("en", "The talks were not held on Friday.", "meet", None),
    # denied by somebody
    ("ko", "회사는 인수 사실을 부인했다.", "acquire", "denied"),
    ("ja", "同社は買収を否定した。", "acquire", "denied"),
    ("en", "The firm denied the acquisition.", "acquire", "denied"),
    ("en", "The minister ruled out a resignation.", "resign", "denied"),
    # only possible, feared or asked for
    ("ko", "장관이 사퇴할 가능성이 있다.", "resign", None),
    ("ko", "야당은 장관의 사퇴를 촉구했다.", "resign", None),
    ("ko", "노조는 파업할 수도 있다고 했다.", "strike", None),
    ("ja", "大臣が辞任する可能性がある。", "resign", None),
    ("ja", "野党は大臣の辞任を求めた。", "resign", None),
    ("en", "The minister could resign within days.", "resign", None),
    ("en", "They will close the plant if workers go on strike.", "strike", None),
    ("en", "The opposition called on the minister to resign.", "resign", None),
    ("en", "Heavy rain raised fears of flooding.", "flood", None),
    ("en", "In May the minister resigned.", "resign", "happened"),
    # under way, put off, called off
    ("ko", "두 나라의 회담이 진행 중이다.", "meet", "under_way"),
    ("ja", "共同訓練が開催中だ。", "exercise", "under_way"),
    ("en", "The talks are under way.", "meet", "under_way"),
    ("ko", "회사는 출시를 연기했다.", "launch", "postponed"),
    ("ja", "同社は発売を延期した。", "launch", "postponed"),
    ("en", "The firm cancelled the launch.", "launch", "cancelled"),
    # nobody plans a death
    ("en", "Thousands will die of the disease.", "die", None),
    # words that only look like it
    ("ko", "훈련병 20명이 입소했다.", "exercise", None),
    ("ko", "사망률이 줄었다.", "die", None),
    ("ja", "死亡率が下がった。", "die", None),
    ("en", "The shop holds a fire sale.", "fire", None),
    ("en", "The old suspension bridge is closed.", "suspend", None),
    ("en", "Prices are fine.", "fine", None),
    ("en", "The army fired a ballistic missile on Friday.", "fire", None),
    ("en", "A list of names was found.", "list", None),
    # what follows from a deed may be open, the deed is not
    ("ko", "두 장관은 회담에서 철수를 요구했다.", "meet", "happened"),
    ("ko", "지진으로 해일이 우려된다.", "quake", "happened"),
    ("ja", "両氏は会談し、撤退を求めた。", "meet", "happened"),
]


@pytest.mark.parametrize("case", NEWS, ids=lambda case: f"{case[2]}-{case[1][:24]}")
def test_news_verbs_in_their_state(case: tuple[str, str, str, str | None], read: Read) -> None:
    """What was done, is planned or is off is told so; what was not done or is only possible is not told at all."""
    code, body, cue, state = case
    found = {m.cue: m.state for m in languages.get(code).cues(read(code, body))}
    assert found.get(cue) == state


@pytest.mark.parametrize("code", ["ko", "ja", "en"])
@given(
    text=st.text(
        alphabet=st.sampled_from("회담지않았다못할 가능성会談しなかった可能性、。did not met if talks,.\n"), max_size=80
    )
)
@settings(max_examples=60, deadline=None)
def test_cues_of_any_text_lie_in_their_sentence(code: str, text: str) -> None:
    """Whatever is read, each cue stands where it says, once a sentence."""
    language = languages.get(code)
    whole = f"\n{text}"
    reading = Reading(whole, language.passages("", text), language.tokens(whole))
    found = language.cues(reading)
    assert len({(mention.span.passage, mention.cue) for mention in found}) == len(found)
    for mention in found:
        passage = reading.passages[mention.span.passage]
        assert passage.start <= mention.span.start < mention.span.end <= passage.end
