"""Writing Japanese: newspaper style (である・だ), counters, numerals in 万 and 億, 「」 and 氏."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.languages.marking import mark, visible
from twosource.languages.values import first_and_last, local, myriads
from twosource.records import DateValue, Precision

_CURRENCIES = {
    "KRW": "ウォン", "JPY": "円", "USD": "ドル", "EUR": "ユーロ", "GBP": "ポンド", "CNY": "元", "PHP": "ペソ",
    "TWD": "台湾ドル", "HKD": "香港ドル", "AUD": "豪ドル", "CAD": "カナダドル", "CHF": "スイスフラン",
    "INR": "ルピー", "VND": "ドン", "THB": "バーツ", "IDR": "ルピア", "RUB": "ルーブル",
}  # fmt: skip
_NOON = 12
# 一つ to 九つ; from ten on the bare numeral
_NATIVE = 10


class JapaneseGrammar:
    """`languages.grammar.Grammar` for Japanese."""

    language = "ja"
    home = "JP"

    def inflect(self, text: str, form: str) -> str:
        """Particles are the templates' own; "things" counts with つ while the language does."""
        if form != "things":
            raise ValueError(f"Japanese has no form {form!r}")
        return f"{text}つ" if text.isdigit() and int(text) < _NATIVE else text

    def join(self, items: Sequence[str]) -> str:
        """Two with と, more with commas."""
        return "と".join(items) if len(items) == 2 else "、".join(items)  # noqa: PLR2004

    def join_short(self, items: Sequence[str]) -> str:
        """With the middle dot, unless a foreign name holds one."""
        return ("、" if any("・" in visible(item) for item in items) else "・").join(items)

    def series(self, items: Sequence[str]) -> str:
        """With commas."""
        return "、".join(items)

    def clauses(self, items: Sequence[str]) -> str:
        """With commas."""
        return "、".join(items)

    def contrast(self, items: Sequence[str]) -> str:
        """With commas."""
        return "、".join(items)

    def person(self, name: str, *, office: str, country: str, code: str) -> str:
        """韓国の安圭伯国防相; 氏 where there is no office."""
        if not office:
            return f"{name}氏"
        return f"{country}の{name}{office}" if country and code != self.home else f"{name}{office}"

    def body(self, name: str) -> str:
        """Bare."""
        return name

    def team(self, name: str) -> int:  # noqa: ARG002
        """One."""
        return 1

    def again(self, name: str, *, office: str) -> str:
        """Name and office, or 氏."""
        return f"{name}{office or '氏'}"

    def short_name(self, name: str, *, country: str) -> str:
        """Family name of a name in katakana; where a name in kanji divides no table says."""
        return name.rpartition("・")[2] if country not in ("JP", "KR", "CN", "TW", "KP") else name

    def place(self, place: str, *, country: str) -> str:
        """Country before the place."""
        return f"{country}・{place}" if country else place

    def number(self, value: float) -> str:
        """1万2000, 3兆2000億."""
        return myriads(value, ("万", "億", "兆", "京"), gap="")

    def money(self, number: str, currency: str) -> str:
        """3兆ウォン."""
        return f"{number}{_CURRENCIES[currency]}" if currency in _CURRENCIES else f"{number}{mark(currency, 'en')}"

    def date(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """1月30日午後3時20分."""
        if value.precision not in (Precision.MINUTE, Precision.HOUR):
            return self.day(value, zone=zone, year=year)
        at = local(value.begin, zone)
        half, hour = ("午前" if at.hour < _NOON else "午後"), at.hour % _NOON
        minute = f"{at.minute}分" if at.minute and value.precision is Precision.MINUTE else ""
        return f"{self.day(value, zone=zone, year=year)}{half}{hour}時{minute}"

    def day(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """1月30日, 1月29〜31日, 第1四半期."""
        if value.precision in (Precision.MINUTE, Precision.HOUR):
            first = last = local(value.begin, zone).date()
        else:
            first, last = first_and_last(value)
        before = "" if first.year == year else f"{first.year}年"
        match value.precision:
            case Precision.YEAR:
                return f"{first.year}年"
            case Precision.QUARTER:
                return f"{before}第{(first.month + 2) // 3}四半期"
            case Precision.MONTH:
                return f"{before}{first.month}月"
            case _ if first == last:
                return f"{before}{first.month}月{first.day}日"
            case _ if (first.year, first.month) == (last.year, last.month):
                return f"{before}{first.month}月{first.day}〜{last.day}日"
        after = "" if first.year == last.year else f"{last.year}年"
        return f"{before}{first.month}月{first.day}日〜{after}{last.month}月{last.day}日"

    def when(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """The comma after it is the template's."""
        return self.date(value, zone=zone, year=year)

    def quote(self, text: str) -> str:
        """「」, and 『』 around words that hold 「」 of their own; no 。 before the closing mark."""
        text = re.sub("。(?=[\ue002]?$)", "", text)
        return f"『{text}』" if "「" in visible(text) else f"「{text}」"

    def sentence(self, text: str) -> str:
        """One 。 at the end."""
        return f"{text.strip().removesuffix('。')}。"

    def headline(self, text: str) -> str:
        """No stop."""
        return text.strip(" 。、")


GRAMMAR = JapaneseGrammar()
