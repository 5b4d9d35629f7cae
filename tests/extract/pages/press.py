"""Articles of fictional outlets and the clutter that surrounds them, from a seed."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, field

PLACES = {
    "ko": ["청람시", "무진구", "해솔군", "도담읍", "은파항", "달마루", "새터동"],
    "ja": ["青嵐市", "霧沢町", "白鷺港", "若葉台", "鳴神村", "汐見区", "朝凪島"],
    "en": ["Halden", "Port Merrow", "Lowfield", "Ashby Vale", "Grendon", "Tarn Bridge", "Wexcombe"],
}
PEOPLE = {
    "ko": ["도하늘", "서이든", "문가람", "반새롬", "주다온", "한별이"],
    "ja": ["青木澄夫", "水無月遥", "楠本楓", "雨宮航", "月島凪", "深町陽"],
    "en": ["Mara Quill", "Owen Tarrant", "Isla Penhale", "Jonas Wick", "Della Frayne", "Reece Ardmore"],
}
OUTLETS = {
    "ko": ["가람일보", "새벽신문", "온누리방송", "한빛뉴스"],
    "ja": ["青嵐新聞", "朝凪日報", "白鷺放送", "若葉ニュース"],
    "en": ["The Halden Courier", "Lowfield Post", "Merrow News", "Tarn Gazette"],
}

_KO = [
    "{place}는 {day}일 오전 새로 놓은 보행교를 시민에게 열었다고 밝혔다.",
    "공사에는 모두 {n}억원이 들었으며 예정보다 두 달 일찍 끝났다.",
    '시 관계자는 "다리 폭을 넓혀 휠체어도 쉽게 다닐 수 있게 했다"고 설명했다.',
    "주민 {m}명이 개통식에 나와 다리를 함께 건넜다.",
    "다만 야간 조명은 안전 점검이 끝나는 다음 달 말에야 켜진다.",
    "{who} {place} 도시과장은 이날 기자들과 만나 하반기에 자전거길도 잇겠다고 말했다.",
    "인근 상인들은 손님이 늘 것으로 기대하면서도 주차 공간이 모자란다고 걱정했다.",
    "이번 사업은 2년 전 홍수로 옛 다리가 끊긴 뒤 시작됐다.",
    "전문가들은 하천 바닥이 해마다 {n}㎝씩 깊어지고 있어 기둥을 더 깊게 박아야 했다고 분석했다.",
    "의회는 추가 예산 {m}억원을 두고 다음 주 표결한다.",
    "앞서 시민단체는 공사 중 나무 {n}그루가 베였다며 대책을 요구한 바 있다.",
    "시는 베어낸 만큼 강변에 다시 심겠다고 약속했다.",
    "한편 {place}에서는 같은 날 오후 어린이 그림 전시도 열린다.",
    "학교 급식실 개선도 함께 추진된다.",
    "올해 안에 {n}곳이 바뀐다.",
    "{who} 씨는 “매일 30분을 돌아가야 했는데 이제는 5분이면 된다”며 반겼다.",
]
_JA = [
    "{place}は{day}日、新しい歩道橋を市民に開放したと発表した。",
    "工事費は{n}億円で、予定より二カ月早く終わった。",
    "市の担当者は「幅を広げ、車いすでも渡りやすくした」と説明した。",
    "開通式には住民{m}人が集まり、一緒に橋を渡った。",
    "ただ、夜間照明は安全点検が終わる来月末までつかない。",
    "{who}都市課長は記者団に対し、下半期に自転車道もつなぐ考えを示した。",
    "近くの商店主らは客が増えると期待する一方、駐車場が足りないと心配している。",
    "この事業は二年前の洪水で古い橋が流されたことを受けて始まった。",
    "専門家は、川底が毎年{n}センチずつ深くなっており、橋脚をより深く打つ必要があったとみる。",
    "議会は追加予算{m}億円について来週採決する。",
    "市民団体は工事で木{n}本が切られたとして対策を求めていた。",
    "市は同じ本数を川沿いに植え直すと約束した。",
    "同じ日の午後には子どもの絵の展示も開かれる。",
    "学校給食の改善も進める。",
    "{who}さんは「毎日30分遠回りしていたが、これからは5分で済む」と喜んだ。",
    "年内に{n}カ所が改修される見通しだ。",
]
_EN = [
    "{place} opened its new footbridge to the public on Jan. {day}, officials said.",
    "The work cost ${n} million and finished two months ahead of schedule.",
    '"We made it wide enough for wheelchairs to pass easily," a council spokesperson said.',
    "About {m} residents turned out for the ceremony and crossed the bridge together.",
    "The lights, however, will stay off until a safety check ends late next month.",
    "{who}, who heads the town's works department, told reporters a cycle path would follow in the autumn.",
    "Nearby shopkeepers expect more customers but worry that there is too little room to park.",
    "The project began after a flood swept the old bridge away two years ago.",
    "Engineers said the river bed sinks by {n} centimetres a year, so the pillars had to go deeper than planned.",
    "The council votes next week on a further ${m} million.",
    "A residents' group complained last spring that {n} trees had been felled during the work.",
    "The town has promised to plant as many along the bank.",
    "An exhibition of children's drawings opens in {place} the same afternoon.",
    "School kitchens are to be renewed as well, and anyone who wants to subscribe to the meal plan can do so in March.",
    "{who} said the walk to work used to take half an hour and now takes five minutes.",
    "Some {n} sites will be rebuilt before the end of the year, according to the plan seen by councillors.",
]
SENTENCES = {"ko": _KO, "ja": _JA, "en": _EN}
HEADS = {
    "ko": ["예산은 어디서 나오나", "남은 과제", "주민 반응 엇갈려", "하반기 자전거길 연결"],
    "ja": ["財源はどこから", "残る課題", "住民の反応は割れる", "下半期に自転車道"],
    "en": ["Where the money comes from", "What remains to be done", "Residents are divided", "A cycle path next"],
}
TITLES = {
    "ko": [
        "{place}, 새 보행교 열어… 예정보다 두 달 빨라",
        "{place} 급식실 {n}곳 바꾼다",
        "“5분이면 건넌다” {place} 다리 개통",
    ],
    "ja": [
        "{place}、新しい歩道橋が開通　予定より二カ月早く",
        "{place}が給食室{n}カ所を改修へ",
        "「5分で渡れる」{place}の橋が開通",
    ],
    "en": [
        "{place} opens footbridge two months early",
        "{place} to renew {n} school kitchens",
        "'Five minutes now': {place} crosses its new bridge",
    ],
}
LEADS = {
    "ko": ["야간 조명은 다음 달 말부터", "의회, 추가 예산 다음 주 표결"],
    "ja": ["夜間照明は来月末から", "議会、追加予算を来週採決"],
    "en": ["Lights stay off until a safety check late next month", "Council votes on further money next week"],
}


@dataclass
class Article:
    """One invented report; `gold` is what a reader would call its body."""

    language: str
    title: str
    blocks: list[tuple[str, str]]
    lead: str
    outlet: str
    author: str
    place: str
    day: int
    rng: random.Random
    # lead is part of the body in the layouts that print it
    with_lead: bool = False
    url: str = field(default="https://news.example/article/1")

    @property
    def gold(self) -> str:
        """Lead where printed, paragraphs and subheadings."""
        lines = [self.lead] if self.with_lead else []
        return "\n".join([*lines, *(text for _kind, text in self.blocks)])

    @property
    def published(self) -> str:
        """Local time with its offset."""
        return f"2026-01-{self.day:02d}T14:20:00{'+00:00' if self.language == 'en' else '+09:00'}"

    def stamp(self, pattern: str) -> str:
        """The time as printed; fields y, m, d, h, mi."""
        return pattern.format(y=2026, m="01", d=f"{self.day:02d}", h=14, mi=20)


def article(language: str, seed: str, *, heads: bool = False, size: int = 9) -> Article:
    """An article; the same one for the same seed."""
    rng = random.Random(f"{language}/{seed}")
    place = rng.choice(PLACES[language])
    values = {
        "place": place,
        "day": rng.randint(3, 30),
        "n": rng.randint(3, 97),
        "m": rng.randint(101, 960),
        "who": rng.choice(PEOPLE[language]),
    }
    sentences = [text.format(**values) for text in rng.sample(SENTENCES[language], k=min(size + 4, 16))]
    blocks: list[tuple[str, str]] = []
    glue = "" if language == "ja" else " "
    while sentences:
        count = rng.choice((1, 1, 2, 3))
        blocks.append(("p", glue.join(sentences[:count])))
        del sentences[:count]
    if heads:
        for index, head in zip((1, len(blocks) - 1), rng.sample(HEADS[language], k=2), strict=True):
            blocks.insert(index + 1, ("h", head))
    return Article(
        language=language,
        title=rng.choice(TITLES[language]).format(**values),
        blocks=blocks,
        lead=rng.choice(LEADS[language]),
        outlet=rng.choice(OUTLETS[language]),
        author=rng.choice(PEOPLE[language]),
        place=place,
        day=int(str(values["day"])),
        rng=rng,
    )


def esc(text: str) -> str:
    """Text for markup."""
    return html.escape(text, quote=False)


def others(language: str, seed: str, count: int) -> list[Article]:
    """Further articles, for lists and endless scrolling."""
    return [article(language, f"{seed}-other-{i}") for i in range(count)]


def links(language: str, seed: str, count: int) -> str:
    """A list of linked headlines."""
    return "".join(f'<li><a href="/a/{i}">{esc(a.title)}</a></li>' for i, a in enumerate(others(language, seed, count)))


def teasers(language: str, seed: str, count: int) -> str:
    """Headlines with an unlinked summary that breaks off."""
    items = []
    for i, a in enumerate(others(language, seed, count)):
        items.append(
            f'<li><a href="/t/{i}"><strong>{esc(a.title)}</strong></a><p>{esc(a.blocks[0][1][:60])}...</p></li>'
        )
    return "".join(items)


COMMENTS = {
    "ko": [
        "우리 동네에도 이런 다리가 생겼으면 좋겠네요.",
        "세금 낭비라고 생각합니다. 버스부터 늘려 주세요.",
        "지난 주말에 가 봤는데 경치가 좋았어요.",
    ],
    "ja": [
        "うちの町にもこんな橋がほしいです。",
        "税金の無駄遣いだと思います。バスを増やしてください。",
        "先週行きましたが景色がよかったです。",
    ],
    "en": [
        "I wish our town had a bridge like this one.",
        "A waste of money, if you ask me. Buses first.",
        "We walked there last weekend and the view was lovely.",
    ],
}


def comments(language: str, count: int) -> str:
    """Readers' opinions in full sentences."""
    texts = COMMENTS[language]
    return "".join(f'<li class="cmt"><b>user{i}</b><p>{esc(texts[i % len(texts)])}</p></li>' for i in range(count))
