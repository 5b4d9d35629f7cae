"""Writing Korean: particles by the final sound, counters, newspaper dates and numerals.

Rules: 한글 맞춤법 and 표준어 규정 (국립국어원) for particles and spacing; newspaper use for numerals
(1만 2천), the middle dot and ranges (1월 29∼31일).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.languages.marking import mark, visible
from twosource.languages.values import first_and_last, local, myriads
from twosource.records import DateValue, Precision

# (after a consonant, after a vowel, where the sound cannot be known)
_PARTICLES = {
    "topic": ("은", "는", "은(는)"),
    "subject": ("이", "가", "이(가)"),
    "object": ("을", "를", "을(를)"),
    "with": ("과", "와", "와(과)"),
    "toward": ("으로", "로", "(으)로"),
    "copula": ("이다", "다", "이다"),
}

# Finals by the name of a digit or letter: 1 일, 3 삼, L 엘, M 엠.
_CONSONANTS = frozenset("036MNmn")
_LIQUIDS = frozenset("178LRlr")
# Last characters of outlets and offices that keep their Chinese characters, by their Korean reading.
_HAN_CONSONANTS = frozenset("聞信送省庁局院版刊連民東京線員軍団党")
_HAN_LIQUIDS = frozenset("日月")
_HAN_VOWELS = frozenset("社報会部府市区誌紙所課組家")
_TRAILING = re.compile(r"(?:\([^()]*\)|（[^（）]*）|[\s\"'“”‘’」』》〉.,!?…])+$")
_CURRENCIES = {
    "KRW": "원", "JPY": "엔", "USD": "달러", "EUR": "유로", "GBP": "파운드", "CNY": "위안", "PHP": "페소",
    "TWD": "대만달러", "HKD": "홍콩달러", "AUD": "호주달러", "CAD": "캐나다달러", "CHF": "스위스프랑",
    "INR": "루피", "VND": "동", "THB": "밧", "IDR": "루피아", "RUB": "루블",
}  # fmt: skip
_NOON = 12


def final_sound(text: str) -> str:
    """How `text` ends when read aloud: "consonant", "liquid" (ㄹ), "vowel" or "unknown"."""
    bare = _TRAILING.sub("", visible(text))
    last = bare[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - 0xAC00) % 28
        return {0: "vowel", 8: "liquid"}.get(final, "consonant")
    if last.isascii() and last.isalpha():
        return _latin_sound(re.search("[A-Za-z]+$", bare)[0])  # type: ignore[index]
    for sound, characters in (
        ("consonant", _CONSONANTS | _HAN_CONSONANTS),
        ("liquid", _LIQUIDS | _HAN_LIQUIDS),
        ("vowel", frozenset("2459%％") | _HAN_VOWELS),
    ):
        if last in characters:
            return sound
    if "ぁ" <= last <= "ヿ":
        return "consonant" if last in "んン" else "vowel"
    return "unknown"


def _latin_sound(word: str) -> str:
    """Sound of a Latin word as Korean transcribes it; an acronym ends in the name of its last letter."""
    if word.isupper():
        last = word[-1]
        return "liquid" if last in _LIQUIDS else "consonant" if last in _CONSONANTS else "vowel"
    word = word.lower()
    if word.endswith(("le", "l")):
        return "liquid"
    if word.endswith(("m", "n", "ng", "me", "ne")) or re.search("(?:^|[^aeiou])[aeiou]{1,2}[ckpt]$", word):
        return "consonant"
    return "vowel"


class KoreanGrammar:
    """`languages.grammar.Grammar` for Korean."""

    language = "ko"
    home = "KR"

    def inflect(self, text: str, form: str) -> str:
        """`text` with a particle or copula (topic, subject, object, with, toward, copula), or as a counter takes it (count)."""
        if form == "count":
            # A counter stands apart from a number in letters: 12명, 1만 2천 명
            return f"{text} " if "가" <= visible(text)[-1:] <= "힣" else text
        if form not in _PARTICLES:
            raise ValueError(f"Korean has no form {form!r}")
        consonant, vowel, unknown = _PARTICLES[form]
        sound = final_sound(text)
        if sound == "unknown":
            return text + unknown
        if sound == "liquid":
            sound = "vowel" if form == "toward" else "consonant"
        return text + (consonant if sound == "consonant" else vowel)

    def join(self, items: Sequence[str]) -> str:
        """Two with 과/와, more with commas."""
        if len(items) == 2:  # noqa: PLR2004
            return f"{self.inflect(items[0], 'with')} {items[1]}"
        return ", ".join(items)

    def join_short(self, items: Sequence[str]) -> str:
        """With the middle dot."""
        return "·".join(items)

    def series(self, items: Sequence[str]) -> str:
        """With commas."""
        return ", ".join(items)

    def clauses(self, items: Sequence[str]) -> str:
        """With commas."""
        return ", ".join(items)

    def contrast(self, items: Sequence[str]) -> str:
        """With commas."""
        return ", ".join(items)

    def person(self, name: str, *, office: str, country: str, code: str) -> str:
        """Name, country, office; 씨 where there is no office."""
        if not office:
            return f"{name} 씨"
        return f"{name} {country} {office}" if country and code != self.home else f"{name} {office}"

    def body(self, name: str) -> str:
        """Bare."""
        return name

    def team(self, name: str) -> int:  # noqa: ARG002
        """One."""
        return 1

    def again(self, name: str, *, office: str) -> str:
        """Short name and office, or 씨."""
        return f"{name} {office or '씨'}"

    def short_name(self, name: str, *, country: str) -> str:
        """Family name of a foreigner, the whole of a Korean name."""
        parts = name.split()
        if len(parts) == 1 or country == self.home:
            return name
        return parts[0] if country == "JP" else parts[-1]

    def place(self, place: str, *, country: str) -> str:
        """Country before the place."""
        return f"{country} {place}" if country else place

    def number(self, value: float) -> str:
        """1만 2천, 3조 2천억."""
        return myriads(value, ("만", "억", "조", "경"), gap=" ", thousand="천")

    def money(self, number: str, currency: str) -> str:
        """3조 원."""
        return f"{number} {_CURRENCIES[currency]}" if currency in _CURRENCIES else f"{number} {mark(currency, 'en')}"

    def date(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """1월 30일 오후 3시 20분."""
        if value.precision not in (Precision.MINUTE, Precision.HOUR):
            return self.day(value, zone=zone, year=year)
        at = local(value.begin, zone)
        half, hour = ("오전" if at.hour < _NOON else "오후"), at.hour % _NOON or (_NOON if at.hour else 0)
        minute = f" {at.minute}분" if at.minute and value.precision is Precision.MINUTE else ""
        return f"{self.day(value, zone=zone, year=year)} {half} {hour}시{minute}"

    def day(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """1월 30일, 1월 29∼31일, 1분기."""
        if value.precision in (Precision.MINUTE, Precision.HOUR):
            first = last = local(value.begin, zone).date()
        else:
            first, last = first_and_last(value)
        before = "" if first.year == year else f"{first.year}년 "
        match value.precision:
            case Precision.YEAR:
                return f"{first.year}년"
            case Precision.QUARTER:
                return f"{before}{(first.month + 2) // 3}분기"
            case Precision.MONTH:
                return f"{before}{first.month}월"
            case _ if first == last:
                return f"{before}{first.month}월 {first.day}일"
            case _ if (first.year, first.month) == (last.year, last.month):
                return f"{before}{first.month}월 {first.day}∼{last.day}일"
        after = "" if first.year == last.year else f"{last.year}년 "
        return f"{before}{first.month}월 {first.day}일∼{after}{last.month}월 {last.day}일"

    def when(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """A point stands bare; 에 and the like would have to know the verb."""
        return self.date(value, zone=zone, year=year)

    def quote(self, text: str) -> str:
        """Curved double marks."""
        return f"“{text.strip()}”"

    def sentence(self, text: str) -> str:
        """One full stop."""
        return f"{text.strip().removesuffix('.')}."

    def headline(self, text: str) -> str:
        """No stop."""
        return text.strip(" .,…")


GRAMMAR = KoreanGrammar()
