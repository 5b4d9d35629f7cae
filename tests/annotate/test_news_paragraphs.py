"""Whole paragraphs of invented news: what all readers together make of each, in the three languages.

Every person, company, team and event is fictional. The tables say what a careful native reader would note;
a kind named in `partly` still lacks or misreads a row, so only the rows listed here are looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from twosource.annotate import annotate
from twosource.languages.names import NameTable
from twosource.records import Annotation, Precision, Report, Source, SourceKind, Stamp

NAMES = NameTable.build((), ())
ZONES = {"ko": ("Asia/Seoul", "KR"), "ja": ("Asia/Tokyo", "JP"), "en": ("Asia/Seoul", "KR")}
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its annotation; `id` begins with the language, `published` is local time."""

    id: str
    published: str
    body: str
    # surface, first day, last day, mod
    dates: tuple[tuple[str, str, str, str], ...] = ()
    # surface, lowest value, unit, counted
    figures: tuple[tuple[str, float, str, str], ...] = ()
    # surface, kind
    names: tuple[tuple[str, str], ...] = ()
    # words, longest surface of the speaker, direct
    quotes: tuple[tuple[str, str, bool], ...] = ()
    # cue, state
    cues: tuple[tuple[str, str], ...] = ()
    # kinds of which some row is not read right yet
    partly: frozenset[str] = frozenset()

    @property
    def language(self) -> str:
        """The language its id begins with."""
        return self.id[:2]


PARAGRAPHS = (
    Paragraph(
        "ko-visit", "2026-03-11 14:20",
        "한서윤 외교부 장관이 오는 19일부터 21일까지 일본 도쿄를 방문한다고 외교부가 11일 밝혔다. "
        "한 장관은 20일 오전 다카미네 소타 외무상과 회담할 예정이다. "
        "두 장관의 회담은 지난해 10월 이후 5개월 만이다. "
        "한 장관은 “공급망 협력을 논의하겠다”고 말했다.",
        dates=(("오는 19일부터 21일까지", "2026-03-19", "2026-03-21", "none"), ("11일", "2026-03-11", "2026-03-11", "none"), ("20일 오전", "2026-03-20", "2026-03-20", "none")),
        names=(("한서윤", "person"), ("외교부 장관", "office"), ("일본 도쿄", "place"), ("외교부", "organisation"), ("한", "person"), ("장관", "office"), ("다카미네 소타", "person"), ("외무상", "office")),
        quotes=(("한서윤 외교부 장관이 오는 19일부터 21일까지 일본 도쿄를 방문한다", "외교부", False), ("공급망 협력을 논의하겠다", "한서윤", True)),
        cues=(("meet", "planned"),),
        partly=frozenset({"dates", "figures", "cues"}),
    ),
    Paragraph(
        "ko-flood", "2026-07-18 09:05",
        "17일 밤부터 내린 폭우로 충남 공주에서 주민 3명이 숨지고 12명이 다쳤다. "
        "소방당국은 18일 오전 7시까지 주택 240채가 물에 잠겼다고 밝혔다. "
        "이재민은 1천200여 명으로 늘었다. "
        "기상청은 19일까지 최대 150㎜의 비가 더 내릴 것으로 예보했다.",
        dates=(("17일 밤부터", "2026-07-17", "2026-07-17", "on_or_after"), ("18일 오전 7시까지", "2026-07-18", "2026-07-18", "on_or_before"), ("19일까지", "2026-07-19", "2026-07-19", "on_or_before")),
        figures=(("3명", 3, "person", "dead"), ("12명", 12, "person", "injured"), ("240채", 240, "building", "homes"), ("1천200여 명", 1200, "person", "evacuated"), ("최대 150㎜", 150, "mm", "")),
        names=(("충남 공주", "place"), ("소방당국", "organisation"), ("기상청", "organisation")),
        cues=(("flood", "happened"), ("die", "happened")),
        partly=frozenset({"quotes", "cues"}),
    ),
    Paragraph(
        "ko-results", "2026-04-29 16:40",
        "한빛정밀은 올해 1분기 영업이익이 3천450억 원으로 지난해 같은 기간보다 12.4% 늘었다고 29일 공시했다. "
        "매출은 2조1천억 원으로 5% 감소했다. "
        "회사는 오는 6월까지 500억 원을 투자할 계획이다. "
        "도현우 대표는 “하반기에는 수요가 살아날 것”이라고 밝혔다.",
        dates=(("올해 1분기", "2026-01-01", "2026-03-31", "none"), ("29일", "2026-04-29", "2026-04-29", "none"), ("오는 6월까지", "2026-06-01", "2026-06-30", "on_or_before"), ("하반기", "2026-07-01", "2026-12-31", "none")),
        figures=(("3천450억 원", 345000000000, "KRW", "profit"), ("12.4%", 12.4, "percent", ""), ("2조1천억 원", 2100000000000, "KRW", "revenue"), ("5%", 5, "percent", ""), ("500억 원", 50000000000, "KRW", "investment")),
        names=(("도현우", "person"), ("대표", "office")),
        quotes=(("하반기에는 수요가 살아날 것", "도현우", True),),
        cues=(("earn", "happened"), ("invest", "planned")),
        partly=frozenset({"dates", "quotes", "cues"}),
    ),
    Paragraph(
        "ko-ruling", "2026-05-14 11:30",
        "서울중앙지법은 14일 회삿돈 80억 원을 빼돌린 혐의로 기소된 오모(57) 씨에게 징역 4년을 선고했다. "
        "재판부는 “죄질이 무겁다”고 밝혔다. "
        "검찰은 지난달 9일 징역 7년을 구형했다. "
        "오 씨 측은 즉각 항소하겠다고 했다.",
        dates=(("14일", "2026-05-14", "2026-05-14", "none"), ("지난달 9일", "2026-04-09", "2026-04-09", "none")),
        figures=(("80억 원", 8000000000, "KRW", ""), ("(57)", 57, "age", "")),
        names=(("서울중앙지법", "organisation"), ("오", "person"), ("재판부", "organisation"), ("검찰", "organisation")),
        quotes=(("죄질이 무겁다", "재판부", True),),
        cues=(("charge", "happened"), ("rule", "happened")),
        partly=frozenset({"figures", "quotes"}),
    ),
    Paragraph(
        "ko-match", "2026-06-07 22:15",
        "하늘시티는 7일 대전에서 열린 경기에서 강변유나이티드를 3-1로 꺾었다. "
        "관중 2만4천 명이 경기장을 찾았다. "
        "하늘시티는 13일 부산에서 다음 경기를 치른다. "
        "차민석 감독은 “선수들이 끝까지 뛰었다”고 말했다.",
        dates=(("7일", "2026-06-07", "2026-06-07", "none"), ("13일", "2026-06-13", "2026-06-13", "none")),
        figures=(("3-1", 3, "score", ""), ("2만4천 명", 24000, "person", "visitors")),
        names=(("대전", "place"), ("부산", "place"), ("차민석", "person"), ("감독", "office")),
        quotes=(("선수들이 끝까지 뛰었다", "차민석", True),),
        cues=(("win", "happened"),),
    ),
    Paragraph(
        "ko-strike", "2026-09-02 18:00",
        "새벽버스 노조는 당초 3일로 예정된 파업을 10일로 연기했다고 2일 밝혔다. "
        "노조는 임금 6.5% 인상을 요구하고 있다. "
        "노조원 1천800명 가운데 71%가 파업에 찬성했다. "
        "노사는 4일 오후 2시 다시 협상한다.",
        dates=(("3일", "2026-09-03", "2026-09-03", "none"), ("10일", "2026-09-10", "2026-09-10", "none"), ("2일", "2026-09-02", "2026-09-02", "none"), ("4일 오후 2시", "2026-09-04", "2026-09-04", "none")),
        figures=(("6.5%", 6.5, "percent", ""),),
        cues=(("strike", "postponed"), ("postpone", "happened")),
        partly=frozenset({"figures", "quotes", "cues"}),
    ),
    Paragraph(
        "ko-launch", "2026-11-20 08:10",
        "우주항공청은 20일 오전 6시 30분 전남 고흥에서 위성 4기를 실은 로켓을 발사했다. "
        "로켓은 발사 13분 뒤 고도 550㎞에 도달했다. "
        "당초 18일 발사할 예정이었으나 강풍으로 이틀 연기됐다. "
        "우주항공청은 내년 3월 다음 발사를 계획하고 있다.",
        dates=(("20일 오전 6시 30분", "2026-11-20", "2026-11-20", "none"), ("18일", "2026-11-18", "2026-11-18", "none"), ("내년 3월", "2027-03-01", "2027-03-31", "none")),
        figures=(("4기", 4, "item", ""), ("550㎞", 550, "km", "")),
        names=(("우주항공청", "organisation"), ("전남 고흥", "place")),
        cues=(("launch", "happened"), ("launch", "happened"), ("postpone", "happened"), ("launch", "planned")),
        partly=frozenset({"figures", "cues"}),
    ),
    Paragraph(
        "ko-election", "2026-06-04 02:30",
        "3일 치러진 가온시장 선거에서 무소속 배도윤 후보가 52.3%를 얻어 당선됐다. "
        "투표율은 61%로 4년 전보다 2%포인트 높았다. "
        "배 당선인은 4일 새벽 “시민의 승리”라고 말했다. "
        "임기는 7월 1일 시작된다.",
        dates=(("3일", "2026-06-03", "2026-06-03", "none"), ("4일 새벽", "2026-06-04", "2026-06-04", "none"), ("7월 1일", "2026-07-01", "2026-07-01", "none")),
        figures=(("52.3%", 52.3, "percent", ""), ("61%", 61, "percent", "turnout"), ("2%포인트", 2, "percent_point", "")),
        names=(("시장", "office"), ("배도윤", "person"), ("배", "person")),
        quotes=(("시민의 승리", "배도윤", True),),
        cues=(("elect", "happened"),),
        partly=frozenset({"dates", "cues"}),
    ),
    Paragraph(
        "ja-visit", "2026-03-11 14:20",
        "高見沢蒼太外相は19日から21日まで韓国を訪問する。"
        "外務省が11日、発表した。20日午前にソウルで韓瑞允外相と会談する予定だ。"
        "高見沢氏は記者団に「率直に話し合いたい」と述べた。",
        dates=(("19日から21日まで", "2026-03-19", "2026-03-21", "none"), ("11日", "2026-03-11", "2026-03-11", "none"), ("20日午前", "2026-03-20", "2026-03-20", "none")),
        names=(("高見沢蒼太", "person"), ("外相", "office"), ("韓国", "country"), ("外務省", "organisation"), ("ソウル", "place"), ("韓瑞允", "person"), ("高見沢", "person")),
        quotes=(("率直に話し合いたい", "高見沢蒼太", True),),
        cues=(("visit", "planned"), ("announce", "happened"), ("meet", "planned")),
    ),
    Paragraph(
        "ja-flood", "2026-07-18 09:05",
        "17日夜からの大雨で、熊本県人吉市では3人が死亡し、12人がけがをした。"
        "県によると、18日午前7時までに住宅240棟が浸水した。"
        "避難者は約1200人に上る。"
        "気象庁は19日にかけて多い所で150ミリの雨が降ると予想している。",
        dates=(("17日夜から", "2026-07-17", "2026-07-17", "on_or_after"), ("18日午前7時まで", "2026-07-18", "2026-07-18", "on_or_before")),
        figures=(("3人", 3, "person", "dead"), ("12人", 12, "person", "injured"), ("240棟", 240, "building", "homes"), ("約1200人", 1200, "person", "evacuated"), ("150ミリ", 150, "mm", "")),
        names=(("熊本県人吉市", "place"), ("気象庁", "organisation")),
        cues=(("flood", "happened"), ("die", "happened"), ("flood", "happened")),
        partly=frozenset({"dates", "quotes"}),
    ),
    Paragraph(
        "ja-results", "2026-05-12 16:40",
        "東雲精機が12日発表した2026年3月期連結決算は、純利益が前期比12.4%増の345億円だった。"
        "売上高は5%減の2兆1000億円。2027年3月期の純利益は400億円を見込む。"
        "星川悠社長は記者会見で「需要は回復する」と語った。",
        dates=(("12日", "2026-05-12", "2026-05-12", "none"), ("2026年3月期", "2025-04-01", "2026-03-31", "none"), ("2027年3月期", "2026-04-01", "2027-03-31", "none")),
        figures=(("12.4%", 12.4, "percent", ""), ("345億円", 34500000000, "JPY", "profit"), ("5%", 5, "percent", ""), ("2兆1000億円", 2100000000000, "JPY", "revenue"), ("400億円", 40000000000, "JPY", "profit")),
        names=(("星川悠", "person"), ("社長", "office")),
        quotes=(("需要は回復する", "星川悠", True),),
        cues=(("announce", "happened"), ("earn", "happened"), ("earn", "happened"), ("earn", "planned")),
    ),
    Paragraph(
        "ja-ruling", "2026-05-14 11:30",
        "東京地裁は14日、会社の資金8億円を着服したとして業務上横領罪に問われた元社員の男(57)に懲役4年の判決を言い渡した。"
        "裁判長は「刑事責任は重い」と述べた。"
        "検察側は4月9日に懲役7年を求刑していた。"
        "弁護側は控訴する方針。",
        dates=(("14日", "2026-05-14", "2026-05-14", "none"), ("4月9日", "2026-04-09", "2026-04-09", "none")),
        figures=(("8億円", 800000000, "JPY", ""), ("(57)", 57, "age", "")),
        names=(("東京地裁", "organisation"), ("裁判長", "office"), ("検察", "organisation")),
        quotes=(("刑事責任は重い", "裁判長", True),),
        cues=(("convict", "happened"), ("rule", "happened")),
        partly=frozenset({"figures", "cues"}),
    ),
    Paragraph(
        "ja-match", "2026-06-07 22:15",
        "青空シティーは7日、大阪市で行われた試合で川辺ユナイテッドを3-1で破った。"
        "観客は2万4000人だった。"
        "次戦は13日に札幌市で行われる。"
        "風間湊監督は「最後まで走り切った」と話した。",
        dates=(("7日", "2026-06-07", "2026-06-07", "none"), ("13日", "2026-06-13", "2026-06-13", "none")),
        figures=(("3-1", 3, "score", ""), ("2万4000人", 24000, "person", "visitors")),
        names=(("大阪市", "place"), ("川辺ユナイテッド", "organisation"), ("札幌市", "place"), ("風間湊", "person"), ("監督", "office")),
        quotes=(("最後まで走り切った", "風間湊", True),),
        partly=frozenset({"cues"}),
    ),
    Paragraph(
        "ja-strike", "2026-09-02 18:00",
        "朝凪バスの労働組合は2日、3日に予定していたストライキを10日に延期すると発表した。"
        "組合は6.5%の賃上げを求めている。"
        "組合員1800人のうち71%が賛成した。"
        "労使は4日午後2時から再び交渉する。",
        dates=(("2日", "2026-09-02", "2026-09-02", "none"), ("3日", "2026-09-03", "2026-09-03", "none"), ("10日", "2026-09-10", "2026-09-10", "none"), ("4日午後2時", "2026-09-04", "2026-09-04", "none")),
        figures=(("6.5%", 6.5, "percent", ""),),
        cues=(("strike", "postponed"), ("postpone", "happened"), ("announce", "happened")),
        partly=frozenset({"figures", "quotes"}),
    ),
    Paragraph(
        "ja-launch", "2026-11-20 08:10",
        "宇宙航空研究開発機構は20日午前6時30分、鹿児島県の種子島宇宙センターから衛星4基を載せたロケットを打ち上げた。"
        "衛星は高度550キロの軌道に入った。"
        "打ち上げは18日の予定だったが、強風のため延期されていた。"
        "次の打ち上げは来年3月を予定している。",
        dates=(("20日午前6時30分", "2026-11-20", "2026-11-20", "none"), ("18日", "2026-11-18", "2026-11-18", "none"), ("来年3月", "2027-03-01", "2027-03-31", "none")),
        figures=(("4基", 4, "item", ""), ("550キロ", 550, "km", "")),
        names=(("宇宙航空研究開発機構", "organisation"), ("鹿児島県", "place"), ("種子島宇宙センター", "place")),
        cues=(("launch", "happened"), ("postpone", "happened"), ("launch", "planned")),
        partly=frozenset({"cues"}),
    ),
    Paragraph(
        "ja-election", "2026-06-08 02:30",
        "任期満了に伴う霧原市長選は7日投開票され、無所属新人の雨宮楓氏(48)が初当選した。"
        "投票率は61.2%で、前回を2ポイント上回った。"
        "雨宮氏は8日未明、「市民の勝利だ」と述べた。"
        "任期は7月1日から4年間。",
        dates=(("7日", "2026-06-07", "2026-06-07", "none"), ("8日未明", "2026-06-08", "2026-06-08", "none"), ("7月1日から4年間", "2026-07-01", "2030-06-30", "none")),
        figures=(("(48)", 48, "age", ""), ("61.2%", 61.2, "percent", "turnout"), ("2ポイント", 2, "percent_point", "")),
        names=(("雨宮楓", "person"), ("雨宮", "person")),
        quotes=(("市民の勝利だ", "雨宮楓", True),),
        cues=(("elect", "happened"),),
        partly=frozenset({"cues"}),
    ),
    Paragraph(
        "en-visit", "2026-03-11 14:20",
        "SEOUL, March 11 - Foreign Minister Han Seo-yun will visit Japan from March 19 to 21, the ministry said on Wednesday. "
        "She will hold talks with Sota Takamizawa in Tokyo on March 20. "
        '"We will discuss supply chains," Han said. '
        "The two last met in October 2025.",
        dates=(("March 11", "2026-03-11", "2026-03-11", "none"), ("from March 19 to 21", "2026-03-19", "2026-03-21", "none"), ("Wednesday", "2026-03-11", "2026-03-11", "none"), ("March 20", "2026-03-20", "2026-03-20", "none"), ("October 2025", "2025-10-01", "2025-10-31", "none")),
        names=(("Foreign Minister", "office"), ("Han Seo-yun", "person"), ("Japan", "country"), ("Tokyo", "place"), ("Han", "person")),
        quotes=(("We will discuss supply chains", "Han Seo-yun", True),),
        cues=(("visit", "planned"), ("meet", "planned"), ("meet", "happened")),
        partly=frozenset({"quotes"}),
    ),
    Paragraph(
        "en-flood", "2026-07-18 09:05",
        "At least three people were killed and 12 injured after heavy rain hit the city of Gongju on Friday night. "
        "Officials said 240 homes were flooded by 7 a.m. on Saturday. "
        "About 1,200 residents have been evacuated. "
        "Forecasters expect up to 150 millimeters of rain through Sunday.",
        dates=(("Friday night", "2026-07-17", "2026-07-17", "none"), ("through Sunday", "2026-07-19", "2026-07-19", "on_or_before")),
        figures=(("At least three people", 3, "person", "dead"), ("12 injured", 12, "person", "injured"), ("240 homes", 240, "building", "homes"), ("About 1,200 residents", 1200, "person", "evacuated"), ("up to 150 millimeters", 150, "mm", "")),
        names=(("Gongju", "place"),),
        cues=(("die", "happened"), ("flood", "happened"), ("evacuate", "happened")),
        partly=frozenset({"dates", "quotes", "cues"}),
    ),
    Paragraph(
        "en-results", "2026-04-29 16:40",
        "Hanbit Precision Co. said on Wednesday its first-quarter operating profit rose 12.4% to 345 billion won. "
        "Revenue fell 5 percent to 2.1 trillion won. "
        "The company plans to invest $36 million by June. "
        '"Demand will recover in the second half," Chief Executive Do Hyun-woo said.',
        dates=(("Wednesday", "2026-04-29", "2026-04-29", "none"), ("first-quarter", "2026-01-01", "2026-03-31", "none"), ("by June", "2026-06-01", "2026-06-30", "on_or_before")),
        figures=(("12.4%", 12.4, "percent", ""), ("345 billion won", 345000000000, "KRW", "profit"), ("5 percent", 5, "percent", ""), ("2.1 trillion won", 2100000000000, "KRW", "revenue"), ("$36 million", 36000000, "USD", "investment")),
        names=(("Chief Executive", "office"), ("Do Hyun-woo", "person")),
        quotes=(("Demand will recover in the second half", "Do Hyun-woo", True),),
        cues=(("earn", "happened"), ("invest", "planned")),
        partly=frozenset({"dates", "quotes", "cues"}),
    ),
    Paragraph(
        "en-ruling", "2026-05-14 11:30",
        "A court in Seoul on Thursday sentenced a former executive to four years in prison for embezzling 8 billion won. "
        '"The crime is grave," the court said. '
        "Prosecutors had sought seven years on April 9. "
        "His lawyers said they would appeal within seven days.",
        dates=(("Thursday", "2026-05-14", "2026-05-14", "none"), ("April 9", "2026-04-09", "2026-04-09", "none")),
        figures=(("four years", 4, "year", ""), ("8 billion won", 8000000000, "KRW", ""), ("seven years", 7, "year", "")),
        names=(("Seoul", "place"), ("Prosecutors", "organisation")),
        cues=(("rule", "happened"),),
        partly=frozenset({"dates", "quotes"}),
    ),
    Paragraph(
        "en-match", "2026-06-07 22:15",
        "Skyline City beat Riverside United 3-1 in Busan on Sunday in front of 24,000 fans. "
        "Striker Cha Min-seok scored twice. "
        "City will play in Daegu on June 13. "
        '"The players ran until the end," coach Daniel Harrowby said.',
        dates=(("Sunday", "2026-06-07", "2026-06-07", "none"), ("June 13", "2026-06-13", "2026-06-13", "none")),
        names=(("Busan", "place"), ("Striker", "office"), ("Cha Min-seok", "person"), ("Daegu", "place"), ("coach", "office"), ("Daniel Harrowby", "person")),
        quotes=(("The players ran until the end", "Daniel Harrowby", True),),
        cues=(("win", "happened"),),
        partly=frozenset({"figures"}),
    ),
    Paragraph(
        "en-strike", "2026-09-02 18:00",
        "A union of bus drivers in London said on Wednesday it had postponed a strike planned for Sept. 3 to Sept. 10. "
        "The union is demanding a 6.5% pay rise. "
        "About 71% of its 1,800 members backed the strike. "
        "Talks will resume at 2 p.m. on Friday.",
        dates=(("Wednesday", "2026-09-02", "2026-09-02", "none"), ("2 p.m. on Friday", "2026-09-04", "2026-09-04", "none")),
        figures=(("6.5%", 6.5, "percent", ""),),
        names=(("London", "place"),),
        cues=(("postpone", "happened"), ("strike", "postponed"), ("meet", "planned"), ("resume", "planned")),
        partly=frozenset({"dates", "figures", "quotes"}),
    ),
    Paragraph(
        "en-launch", "2026-11-20 08:10",
        "A rocket carrying four satellites was launched from Goheung at 6:30 a.m. on Friday, officials said. "
        "It reached an altitude of 550 kilometers after 13 minutes. "
        "The launch had been planned for Nov. 18 but was delayed by strong winds. "
        "The next launch is scheduled for March 2027.",
        dates=(("6:30 a.m. on Friday", "2026-11-20", "2026-11-20", "none"), ("Nov. 18", "2026-11-18", "2026-11-18", "none"), ("March 2027", "2027-03-01", "2027-03-31", "none")),
        figures=(("550 kilometers", 550, "km", ""), ("13 minutes", 13, "minute", "")),
        names=(("Goheung", "place"),),
        cues=(("launch", "happened"), ("postpone", "happened"), ("launch", "planned")),
        partly=frozenset({"figures", "quotes", "cues"}),
    ),
    Paragraph(
        "en-election", "2026-06-04 02:30",
        "Independent candidate Bae Do-yun won the mayoral election in Gaon on Wednesday with 52.3% of the vote. "
        "Turnout was 61%, up 2 percentage points from 2022. "
        '"This is a victory for citizens," Bae told reporters. '
        "Her term begins on July 1.",
        dates=(("Wednesday", "2026-06-03", "2026-06-03", "none"), ("2022", "2022-01-01", "2022-12-31", "none"), ("July 1", "2026-07-01", "2026-07-01", "none")),
        figures=(("52.3%", 52.3, "percent", ""), ("61%", 61, "percent", "turnout"), ("2 percentage points", 2, "percent_point", "")),
        cues=(("win", "happened"), ("elect", "happened")),
        partly=frozenset({"quotes"}),
    ),
)  # fmt: skip


def _cases(kind: str) -> list[object]:
    """The paragraphs with something to look for; an empty table that is complete says there is nothing."""
    return [pytest.param(p, id=p.id) for p in PARAGRAPHS if getattr(p, kind) or kind not in p.partly | {"names"}]


@cache
def _annotated(paragraph: Paragraph) -> Annotation:
    zone, country = ZONES[paragraph.language]
    at = datetime.fromisoformat(paragraph.published).replace(tzinfo=ZoneInfo(zone))
    report = Report(
        id="r",
        source_id="s",
        capture_id="c",
        url="u",
        language=paragraph.language,
        title="",
        body=paragraph.body,
        published=Stamp(at=at, precision=Precision.MINUTE, basis="page"),
    )
    source = Source(
        id="s", name="S", language=paragraph.language, country=country, owner="o", kind=SourceKind.PAPER, zone=zone
    )
    return annotate(report, source, NAMES)[0]


def _cut(paragraph: Paragraph, start: int, end: int) -> str:
    # The report's text is the empty title, a line feed, and the body
    return f"\n{paragraph.body}"[start:end]


def _compare(paragraph: Paragraph, kind: str, found: list[Row]) -> None:
    """The rows in order; where the kind is read only partly, the listed ones in order among others."""
    expected: tuple[Row, ...] = getattr(paragraph, kind)
    if kind not in paragraph.partly:
        assert found == list(expected)
        return
    rest = iter(found)
    assert [row for row in expected if row not in rest] == [], found


@pytest.mark.parametrize("paragraph", _cases("dates"))
def test_dates(paragraph: Paragraph) -> None:
    """Every date of the paragraph is the day or days it means to a reader of that morning."""
    zone = ZoneInfo(ZONES[paragraph.language][0])
    rows: list[Row] = []
    for mention in _annotated(paragraph).dates:
        first = mention.value.begin.astimezone(zone).date().isoformat()
        last = (mention.value.end - timedelta(microseconds=1)).astimezone(zone).date().isoformat()
        rows.append((_cut(paragraph, mention.span.start, mention.span.end), first, last, mention.value.mod.value))
    _compare(paragraph, "dates", rows)


@pytest.mark.parametrize("paragraph", _cases("figures"))
def test_figures(paragraph: Paragraph) -> None:
    """Every figure has its value, unit and what it counts, and no date is taken for one."""
    rows: list[Row] = [
        (_cut(paragraph, m.span.start, m.span.end), m.value.low, m.value.unit, m.value.counted)
        for m in _annotated(paragraph).quantities
    ]
    _compare(paragraph, "figures", rows)


@pytest.mark.parametrize("paragraph", _cases("names"))
def test_names(paragraph: Paragraph) -> None:
    """The people, offices and places a reader would name are found, each as what it is."""
    found = {(_cut(paragraph, m.span.start, m.span.end), m.value.kind.value) for m in _annotated(paragraph).names}
    assert set(paragraph.names) - found == set()


@pytest.mark.parametrize("paragraph", _cases("quotes"))
def test_quotes(paragraph: Paragraph) -> None:
    """Every quote is cut where it begins and ends, and put in the right mouth."""
    annotation = _annotated(paragraph)
    surfaces: dict[str, str] = {}
    for name in annotation.names:
        surface = _cut(paragraph, name.span.start, name.span.end)
        surfaces[name.value.key] = max(surfaces.get(name.value.key, ""), surface, key=len)
    rows: list[Row] = [
        (_cut(paragraph, m.span.start, m.span.end), surfaces.get(m.speaker, ""), m.direct) for m in annotation.quotes
    ]
    _compare(paragraph, "quotes", rows)


@pytest.mark.parametrize("paragraph", _cases("cues"))
def test_cues(paragraph: Paragraph) -> None:
    """What happened, is to happen or was put off is told apart through the whole paragraph."""
    _compare(paragraph, "cues", [(m.cue, m.state.value) for m in _annotated(paragraph).cues])
