"""Writing English as news agencies do: Jan. 30, numerals, no serial comma, titles before names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from twosource.languages.marking import visible
from twosource.languages.values import decimal_digits, first_and_last, local
from twosource.records import DateValue, Precision

_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUARTERS = ("first", "second", "third", "fourth")
_ADJECTIVES = {
    "KR": "South Korean", "KP": "North Korean", "JP": "Japanese", "CN": "Chinese", "TW": "Taiwanese", "US": "U.S.",
    "GB": "British", "FR": "French", "DE": "German", "IT": "Italian", "ES": "Spanish", "PT": "Portuguese",
    "NL": "Dutch", "BE": "Belgian", "CH": "Swiss", "AT": "Austrian", "SE": "Swedish", "NO": "Norwegian",
    "DK": "Danish", "FI": "Finnish", "PL": "Polish", "UA": "Ukrainian", "RU": "Russian", "TR": "Turkish",
    "GR": "Greek", "IE": "Irish", "CA": "Canadian", "MX": "Mexican", "BR": "Brazilian", "AR": "Argentine",
    "AU": "Australian", "NZ": "New Zealand", "IN": "Indian", "PK": "Pakistani", "ID": "Indonesian",
    "MY": "Malaysian", "PH": "Philippine", "TH": "Thai", "VN": "Vietnamese", "SG": "Singaporean",
    "IL": "Israeli", "IR": "Iranian", "IQ": "Iraqi", "SA": "Saudi", "EG": "Egyptian", "ZA": "South African",
    "KE": "Kenyan", "NG": "Nigerian", "MN": "Mongolian", "MM": "Myanmar", "KH": "Cambodian", "EU": "European Union",
}  # fmt: skip
_FAMILY_FIRST = frozenset({"KR", "KP", "CN", "TW", "HK", "VN", "MN"})
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_CURRENCIES = {
    "KRW": "won", "JPY": "yen", "CNY": "yuan", "PHP": "pesos", "INR": "rupees", "THB": "baht", "VND": "dong",
    "IDR": "rupiah", "RUB": "rubles", "CHF": "Swiss francs", "AUD": "Australian dollars", "CAD": "Canadian dollars",
    "TWD": "Taiwan dollars", "HKD": "Hong Kong dollars",
}  # fmt: skip
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SMALL_WORDS = frozenset({"of", "for", "and", "the", "in", "to"})
_STOPPED = re.compile(r"[.!?。！？][”’\"')]*$")
_LEADING = re.compile(r"(\d[\d,]*)(?= (?!million|billion|trillion)[a-z])")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NOON = 12
_DESCRIBED = re.compile(
    r"^(?:Pentagon|White House|Kremlin|United Nations|European Union|(?:Ministry|Department|University|Bank|House) of .+)$"
    r"|(?:Museum|Ministry|Department|Agency|Union|Court|Party|Commission|Association|Forces?|Navy|Army|Organization)$"
)


class EnglishGrammar:
    """`languages.grammar.Grammar` for English."""

    language = "en"
    # Readers of English are everywhere: everybody's nationality is told.
    home = ""

    def inflect(self, text: str, form: str) -> str:
        """`text` with its article ("a"), or closed with the comma that an aside wants ("aside")."""
        if form == "a":
            return f"{'an' if text[:1] in 'aeiouAEIOU' else 'a'} {text}"
        if form == "aside":
            return f"{text}," if ", " in text else text
        raise ValueError(f"English has no form {form!r}")

    def join(self, items: Sequence[str]) -> str:
        """A, B and C."""
        return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)

    def join_short(self, items: Sequence[str]) -> str:
        """A, B."""
        return ", ".join(items)

    def series(self, items: Sequence[str]) -> str:
        """With commas."""
        return ", ".join(items)

    def clauses(self, items: Sequence[str]) -> str:
        """As any list."""
        return self.join(items)

    def contrast(self, items: Sequence[str]) -> str:
        """Two with "while", more with semicolons."""
        return (", while " if len(items) == 2 else "; ").join(items)  # noqa: PLR2004

    def person(self, name: str, *, office: str, country: str, code: str) -> str:
        """Japanese Defense Minister Shinjiro Koizumi."""
        if not office:
            return name
        words = (word if word in _SMALL_WORDS else word[:1].upper() + word[1:] for word in office.split())
        return " ".join((*filter(None, (_ADJECTIVES.get(code, country) if country else "",)), *words, name))

    def body(self, name: str) -> str:
        """With "the" where it is a description that became a name: the Pentagon, the Ministry of Health."""
        return f"the {name}" if _DESCRIBED.search(name) else name

    def team(self, name: str) -> int:
        """Many where the name is a plural."""
        return 2 if name.endswith("s") and not name.endswith("ss") else 1

    def again(self, name: str, *, office: str) -> str:  # noqa: ARG002
        """The family name alone."""
        return name

    def short_name(self, name: str, *, country: str) -> str:
        """Family name: first where the country writes it first, or where the given name is hyphenated."""
        parts = name.split()
        family_first = country in _FAMILY_FIRST or (not country and len(parts) > 1 and "-" in parts[-1])
        return parts[0 if family_first else -1] if parts else name

    def place(self, place: str, *, country: str) -> str:
        """Yokosuka, Japan."""
        return f"{place}, {country}" if country and country != place else place

    def number(self, value: float) -> str:
        """1,234; 1.25 million where that is exact."""
        sign, whole, fraction = decimal_digits(value)
        scale, name = next(((scale, name) for scale, name in _SCALES if whole >= scale), (1, ""))
        if name and not fraction and whole * 1000 % scale == 0:
            return f"{sign}{whole // scale:,}.{whole % scale * 1000 // scale:03}".rstrip("0").rstrip(".") + f" {name}"
        return f"{sign}{whole:,}{fraction}"

    def money(self, number: str, currency: str) -> str:
        """$2.5 million, 3 trillion won."""
        if currency in _SYMBOLS:
            sign = "-" if number.startswith("-") else ""
            return f"{sign}{_SYMBOLS[currency]}{number.removeprefix('-')}"
        return f"{number} {_CURRENCIES.get(currency, currency)}"

    def date(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """Jan. 30; 3:20 p.m. on Jan. 30."""
        if value.precision not in (Precision.MINUTE, Precision.HOUR):
            return self.day(value, zone=zone, year=year)
        return f"{_clock(value, zone)} on {self.day(value, zone=zone, year=year)}"

    def day(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """Jan. 30, Jan. 29-31, January, the first quarter."""
        if value.precision in (Precision.MINUTE, Precision.HOUR):
            first = last = local(value.begin, zone).date()
        else:
            first, last = first_and_last(value)
        match value.precision:
            case Precision.YEAR:
                return str(first.year)
            case Precision.QUARTER:
                of = "" if first.year == year else f" of {first.year}"
                return f"the {_QUARTERS[(first.month - 1) // 3]} quarter{of}"
            case Precision.MONTH:
                return _LONG_MONTHS[first.month - 1] + ("" if first.year == year else f" {first.year}")
            case Precision.WEEK:
                return f"the week of {_day(first, year)}"
            case _ if first == last:
                return _day(first, year)
        return _range(first, last, year, between="-")

    def when(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """On Jan. 30, from Jan. 29 to 31, at 3:20 p.m. on Jan. 30, in January."""
        match value.precision:
            case Precision.MINUTE | Precision.HOUR:
                return f"at {self.date(value, zone=zone, year=year)}"
            case Precision.DAY | Precision.PART_OF_DAY | Precision.HALF:
                first, last = first_and_last(value)
                return (
                    f"on {_day(first, year)}" if first == last else f"from {_range(first, last, year, between=' to ')}"
                )
        return f"in {self.day(value, zone=zone, year=year)}"

    def quote(self, text: str) -> str:
        """Curved double marks."""
        return f"“{text}”"

    def sentence(self, text: str) -> str:
        """Capital, one stop, inside the quotation marks where it ends in a quotation."""
        text = re.sub(r",(?=[,.;])", "", text.strip()).rstrip(",")
        text = _capital(_LEADING.sub(_spell, text, count=1) if _LEADING.match(text) else text)
        if _STOPPED.search(visible(text)):
            return text
        return f"{text[:-1]}.”" if text.endswith("”") else f"{text}."

    def headline(self, text: str) -> str:
        """Capital, no stop."""
        text = _capital(re.sub(r",(?=,)", "", text.strip(" ,")))
        return text if re.search(r"\b(?:[A-Z]|[ap]\.m|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$", text) else text.rstrip(".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spell(found: re.Match[str]) -> str:
    """A numeral that begins a sentence, in words to 99, above with a noun before it."""
    number = int(found[1].replace(",", ""))
    if number < len(_ONES):
        return _ONES[number]
    if number < 100:  # noqa: PLR2004
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    return f"a total of {found[1]}"


def _day(day: date, year: int | None) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}" + ("" if day.year == year else f", {day.year}")


def _range(first: date, last: date, year: int | None, *, between: str) -> str:
    if first.year != last.year:
        return f"{_day(first, None)}{between}{_day(last, None)}"
    after = "" if last.year == year else f", {last.year}"
    month = "" if first.month == last.month else f"{_MONTHS[last.month - 1]} "
    return f"{_MONTHS[first.month - 1]} {first.day}{between}{month}{last.day}{after}"


def _clock(value: DateValue, zone: str) -> str:
    at = local(value.begin, zone)
    minute = f":{at.minute:02}" if at.minute and value.precision is Precision.MINUTE else ""
    if not minute and at.hour in (0, _NOON):
        return "noon" if at.hour else "midnight"
    return f"{at.hour % _NOON or _NOON}{minute} {'a.m.' if at.hour < _NOON else 'p.m.'}"


GRAMMAR = EnglishGrammar()
