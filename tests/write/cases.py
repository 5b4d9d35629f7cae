"""The events of the golden articles. All people, places in them, outlets and companies are made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from building import Desk, day, moment

from twosource.records import CueState, Dossier, FoldReason, Gap, Modifier, NameKind, Relation, Slot

PLANNED = CueState.PLANNED


def _ministers(desk: Desk) -> None:
    """Two fictional ministers, their offices and countries, and a harbour town that does not exist."""
    desk.name("person:han", NameKind.PERSON, ko="한도윤", ja="韓道潤", en="Han Do-yun", country="KR")
    desk.name(
        "person:shiraishi", NameKind.PERSON, ko="시라이시 겐토", ja="白石健斗", en="Kento Shiraishi", country="JP"
    )
    for code, ko, ja in (("KR", "국방장관", "国防相"), ("JP", "방위상", "防衛相")):
        desk.name(f"office:defence-minister@{code}", NameKind.OFFICE, ko=ko, ja=ja, en="defense minister", country=code)
    desk.name("country:KR", NameKind.COUNTRY, ko="한국", ja="韓国", en="South Korea")
    desk.name("country:JP", NameKind.COUNTRY, ko="일본", ja="日本", en="Japan")
    desk.name("place:hama", NameKind.PLACE, ko="하마오카", ja="浜岡", en="Hamaoka", country="JP")


OFFICE = "office:defence-minister"


def meeting() -> Dossier:
    """Two ministers meet; the reports give two dates; one agency is reprinted."""
    desk = Desk()
    _ministers(desk)
    a = desk.report(
        "한울통신", "한도윤 국방장관과 시라이시 겐토 방위상이 30일 하마오카에서 회담하고 훈련 재개에 합의했다."
    )
    b = desk.report("남산일보", "한 장관과 시라이시 방위상이 30일 회담했다. 훈련 재개에 합의했다.", copies=a)
    c = desk.report(
        "朝凪新聞", "韓国の韓道潤国防相と白石健斗防衛相が30日、浜岡で会談し、訓練再開で合意した。", language="ja"
    )
    d = desk.report("Harbor Post", "Han Do-yun and Kento Shiraishi met in Hamaoka on Jan. 31.", language="en")
    everybody = [a, b, c, d]
    desk.what("meet", everybody)
    desk.what("agree", [a, b, c])
    desk.what("resume", [a, b, c])
    desk.what("exercise", [a, b, c])
    first = desk.when(day("2026-01-30"), [a, b, c], cue="meet")
    second = desk.when(day("2026-01-31"), [d], cue="meet")
    desk.vary(Slot.WHEN, Relation.CONTRADICTION, first, second)
    desk.where("place:hama", [a, c, d])
    desk.who("person:shiraishi", everybody, office=OFFICE)
    desk.who("person:han", everybody, office=OFFICE)
    desk.many("years_since", 9, [a, b], unit="year")
    return desk.dossier()


def capsize() -> Dossier:
    """A boat capsizes; the number of injured rises; accounts of the missing agree."""
    desk = Desk(start=datetime(2026, 1, 11, 21, 30, tzinfo=UTC))
    desk.name("place:tong", NameKind.PLACE, ko="통암", ja="統岩", en="Tongam", country="KR")
    desk.name("country:KR", NameKind.COUNTRY, ko="한국", ja="韓国", en="South Korea")
    a = desk.report("한울통신", "12일 새벽 통암 앞바다에서 어선이 뒤집혀 8명이 다치고 2명이 실종됐다.")
    b = desk.report("해동일보", "통암 앞바다에서 어선이 뒤집혀 12명이 다쳤다. 2명은 실종 상태다.", minutes=190)
    c = desk.report("朝凪新聞", "統岩沖で漁船が転覆し、12人が負傷、2人が行方不明になった。", language="ja", minutes=240)
    desk.what("capsize", [a, b, c])
    desk.what("rescue", [b, c], CueState.UNDER_WAY)
    desk.when(moment("2026-01-12T05:20"), [a, b, c], cue="capsize")
    desk.where("place:tong", [a, b, c])
    early = desk.many("injured", 8, [a])
    late = desk.many("injured", 12, [b, c])
    desk.many("missing", 2, [a, b, c])
    desk.vary(Slot.HOW_MANY, Relation.UPDATE, early, late)
    return desk.dossier()


def results() -> Dossier:
    """A company's results, once exact and once rounded."""
    desk = Desk()
    desk.name("organisation:garam", NameKind.ORGANISATION, ko="가람전자", ja="カラム電子", en="Garam Electronics")
    a = desk.report("한울통신", "가람전자가 27일 매출 3조 2천150억 원의 실적을 발표했다.")
    b = desk.report(
        "Harbor Post", "Garam Electronics reported earnings on revenue of about 3.2 trillion won.", language="en"
    )
    c = desk.report("해동일보", "가람전자는 27일 실적 발표에서 매출이 3조 2천150억 원이라고 밝혔다.")
    desk.what("earn", [a, b, c])
    desk.when(day("2026-01-27"), [a, c], cue="earn")
    desk.who("organisation:garam", [a, b, c])
    exact = desk.many("revenue", 3_215_000_000_000, [a, c], unit="KRW")
    loose = desk.many("revenue", 3_200_000_000_000, [b], unit="KRW", modifier=Modifier.ABOUT)
    desk.many("profit", 412_000_000_000, [a], unit="KRW")
    desk.vary(Slot.HOW_MANY, Relation.ROUNDING, exact, loose)
    return desk.dossier(Gap.NO_PLACE)


def quake() -> Dossier:
    """An earthquake whose number of injured is disputed."""
    desk = Desk(zone="Asia/Tokyo")
    desk.name("place:kita", NameKind.PLACE, ko="기타하라", ja="北原", en="Kitahara", country="JP")
    desk.name("country:JP", NameKind.COUNTRY, ko="일본", ja="日本", en="Japan")
    a = desk.report("朝凪新聞", "20日午後3時4分ごろ、北原付近でM5.2の地震があり、3人が負傷した。", language="ja")
    b = desk.report("みなと通信", "北原で地震、5人が負傷した。停電も起きた。", language="ja")
    c = desk.report("한울통신", "일본 기타하라에서 규모 5.2 지진이 나 약 1만 2천 가구가 영향을 받았다.")
    desk.what("quake", [a, b, c])
    desk.what("outage", [b])
    desk.when(moment("2026-01-20T15:04", zone="Asia/Tokyo"), [a], cue="quake")
    desk.where("place:kita", [a, b, c])
    desk.many("magnitude", 5.2, [a, c], unit="magnitude")
    one = desk.many("injured", 3, [a])
    two = desk.many("injured", 5, [b])
    desk.many("households", 12_000, [c], unit="household", modifier=Modifier.ABOUT)
    desk.vary(Slot.HOW_MANY, Relation.CONTRADICTION, one, two)
    return desk.dossier()


def visit() -> Dossier:
    """A visit that was planned for three days and has happened."""
    desk = Desk()
    _ministers(desk)
    a = desk.report("한울통신", "한도윤 국방장관이 29일부터 31일까지 일본을 방문할 예정이다.")
    b = desk.report("해동일보", "한도윤 국방장관이 30일 일본을 방문했다.", minutes=9000)
    c = desk.report("朝凪新聞", "韓国の韓道潤国防相が30日、日本を訪問した。", language="ja", minutes=9100)
    desk.what("visit", [b, c])
    desk.what("visit", [a], PLANNED)
    happened = desk.when(day("2026-01-30"), [b, c], cue="visit")
    planned = desk.when(day("2026-01-29", "2026-01-31"), [a], PLANNED, cue="visit")
    desk.who("person:han", [a, b, c], office=OFFICE)
    desk.who("country:JP", [a, b, c])
    desk.vary(Slot.WHEN, Relation.PLAN_AND_OUTCOME, planned, happened)
    return desk.dossier()


def plan() -> Dossier:
    """A visit that is only planned, from one agency and its reprint."""
    desk = Desk()
    _ministers(desk)
    a = desk.report("한울통신", "한도윤 국방장관이 2월 3일부터 5일까지 일본을 방문해 회담할 예정이다.")
    b = desk.report("남산일보", "한도윤 국방장관이 2월 3일부터 5일까지 일본을 방문한다. 회담도 한다.", copies=a)
    desk.what("visit", [a, b], PLANNED)
    desk.what("meet", [a, b], PLANNED)
    desk.when(day("2026-02-03", "2026-02-05"), [a, b], PLANNED, cue="visit")
    desk.who("person:han", [a, b], office=OFFICE)
    desk.who("country:JP", [a, b])
    return desk.dossier(Gap.NO_PLACE, Gap.SINGLE_ORIGIN)


def english_only() -> Dossier:
    """One English report about people of whom no other form is known."""
    desk = Desk()
    a = desk.report(
        "Harbor Post",
        "Norah Quill will meet Teo Marlowe in Port Selby next week. “We have much to settle,” Quill said.",
        language="en",
    )
    desk.what("meet", [a], PLANNED)
    desk.who("person:~kir-norah", [a], "Norah Quill")
    desk.who("person:~maroe-to", [a], "Teo Marlowe")
    desk.where("place:~en:Port Selby", [a], "Port Selby")
    desk.said("person:~kir-norah", "We have much to settle,", [a], "Norah Quill")
    return desk.dossier(Gap.NO_DATE, Gap.SINGLE_ORIGIN)


def nameless() -> Dossier:
    """An event of which neither people nor place nor date are known."""
    desk = Desk()
    a = desk.report("한울통신", "창고에서 불이 나 3명이 숨졌다.")
    b = desk.report("해동일보", "창고 화재로 3명 이상이 숨졌다.", copies=a, reason=FoldReason.NEAR_COPY)
    desk.what("fire", [a, b])
    desk.many("dead", 3, [a])
    return desk.dossier(Gap.NO_DATE, Gap.NO_PLACE, Gap.SINGLE_ORIGIN)


def quoted() -> Dossier:
    """Only Japanese papers; two ministers speak."""
    desk = Desk()
    _ministers(desk)
    quote = "今年は対話を重ねる一年にしたい"
    long_quote = "まずは現場の声を聞く。" + "そのうえで丁寧に説明を尽くし、" * 20 + "結論を出す"
    a = desk.report(
        "朝凪新聞", f"白石健斗防衛相と韓国の韓道潤国防相が会談した。白石氏は「{quote}」と述べた。", language="ja"
    )
    b = desk.report(
        "みなと通信", f"白石健斗防衛相と韓道潤国防相が会談。韓氏は「{long_quote}」と語った。", language="ja"
    )
    desk.what("meet", [a, b])
    desk.when(day("2026-01-30"), [a, b], cue="meet")
    desk.where("place:hama", [a, b])
    desk.who("person:shiraishi", [a, b], office=OFFICE)
    desk.who("person:han", [a, b], office=OFFICE)
    desk.said("person:shiraishi", quote, [a], office=OFFICE)
    desk.said("person:han", long_quote, [b], office=OFFICE)
    return desk.dossier()


def crowd() -> Dossier:
    """Forty outlets, ten of them with news of their own."""
    desk = Desk()
    desk.name("place:tong", NameKind.PLACE, ko="통암", ja="統岩", en="Tongam", country="KR")
    desk.name("country:KR", NameKind.COUNTRY, ko="한국", ja="韓国", en="South Korea")
    roots = [desk.report(f"제{n}일보", f"통암에서 열차가 탈선해 {n}명이 다쳤다.") for n in range(1, 11)]
    copies = [desk.report(f"제{n}뉴스", "통암에서 열차가 탈선했다.", copies=roots[n % 10]) for n in range(11, 41)]
    desk.what("derail", [*roots, *copies])
    desk.when(day("2026-01-28"), [*roots, *copies], cue="derail")
    desk.where("place:tong", [*roots, *copies])
    desk.many("injured", 30, roots, modifier=Modifier.AT_LEAST)
    return desk.dossier()


def talks_off() -> Dossier:
    """Talks that were planned and then postponed."""
    desk = Desk()
    _ministers(desk)
    a = desk.report("한울통신", "한도윤 국방장관과 시라이시 겐토 방위상이 2월 3일 회담할 예정이다.")
    b = desk.report("해동일보", "한도윤 국방장관과 시라이시 겐토 방위상의 회담이 연기됐다.", minutes=600)
    c = desk.report(
        "Harbor Post", "The meeting of Han Do-yun and Kento Shiraishi was put off.", language="en", minutes=700
    )
    desk.what("meet", [b, c], CueState.POSTPONED)
    desk.what("meet", [a], PLANNED)
    desk.when(day("2026-02-03"), [a], PLANNED, cue="meet")
    desk.who("person:shiraishi", [a, b, c], office=OFFICE)
    desk.who("person:han", [a, b, c], office=OFFICE)
    return desk.dossier(Gap.NO_PLACE)


def contested() -> Dossier:
    """Whether a launch took place is itself disputed, and so is who was there."""
    desk = Desk()
    desk.name("organisation:garam", NameKind.ORGANISATION, ko="가람우주", ja="カラム宇宙", en="Garam Space")
    a = desk.report("한울통신", "가람우주가 발사했다.")
    b = desk.report("해동일보", "가람우주는 발사한 적이 없다고 밝혔다.", minutes=60)
    yes = desk.what("launch", [a])
    no = desk.what("launch", [b], CueState.DENIED)
    desk.who("organisation:garam", [a, b])
    desk.vary(Slot.WHAT, Relation.CONTRADICTION, yes, no)
    return desk.dossier(Gap.NO_DATE, Gap.NO_PLACE)


def named_only() -> Dossier:
    """Reports that name people and a place but tell no happening."""
    desk = Desk()
    _ministers(desk)
    a = desk.report("朝凪新聞", "白石健斗防衛相と浜岡。", language="ja")
    desk.who("person:shiraishi", [a], office=OFFICE)
    desk.where("place:hama", [a])
    return desk.dossier(Gap.NO_DATE, Gap.SINGLE_ORIGIN)


def three() -> Dossier:
    """One guest who meets two hosts in turn: the claims do not say who met whom."""
    desk = Desk()
    _ministers(desk)
    desk.name("person:quill", NameKind.PERSON, ko="노라 퀼", ja="ノラ・クイル", en="Norah Quill")
    a = desk.report("한울통신", "노라 퀼 씨가 하마오카에서 한도윤 장관, 시라이시 방위상과 차례로 회담했다.")
    b = desk.report("Harbor Post", "Norah Quill met Han Do-yun and Kento Shiraishi in Hamaoka in turn.", language="en")
    desk.what("meet", [a, b])
    desk.when(day("2026-01-08"), [a, b], cue="meet")
    desk.where("place:hama", [a, b])
    for key in ("person:quill", "person:han", "person:shiraishi"):
        desk.who(key, [a, b])
    return desk.dossier()


CASES: dict[str, Callable[[], Dossier]] = {
    case.__name__: case
    for case in (
        meeting, capsize, results, quake, visit, plan, english_only, nameless, quoted, crowd, talks_off, contested,
        named_only, three,
    )
}  # fmt: skip
