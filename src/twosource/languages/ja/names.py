"""Names in Japanese text: table names, persons by Sudachi's tags with a title, bodies and places by their ending."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, People, find, mentions, settle, unknown
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading, Token
from twosource.languages.tables import table as read_table
from twosource.records import NameKind, NameMention

_CODE = "ja"
_FAMILY, _GIVEN, _PERSON = "名詞,固有名詞,人名,姓", "名詞,固有名詞,人名,名", "名詞,固有名詞,人名"
_PLACE = "名詞,固有名詞,地名"
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}(?:[・＝=][ァ-ヺー]+)+")
_KANA = re.compile("[ァ-ヺー]")
_AFTER_CITY = re.compile("[都道府県市区町村郡]")
_TITLE = re.compile(
    "氏|さん|君|容疑者|被告|選手|監督|教授|准教授|会長|社長|市長|町長|村長|知事|首相|大統領|大臣|長官|議員|委員長|署長|所長|館長|院長|局長|部長|課長|園長|船長|代表|理事長|研究員|報道官|裁判長|弁護士|校長|コーチ|シェフ|主任|防衛相|外相|国防相|外務相|政調会長|学長|組合長|博士"
)
_BODY_TAIL = re.compile(
    "(?:省|庁|県警|府警|警視庁|警察署|消防局|消防署|消防本部|電機|電子|銀行|大学|大学院|鉄道|航空|商事|製薬|自動車|重工|建設|新聞|通信|放送|委員会|協会|機構|研究所|研究センター|労組|労働組合|地裁|高裁|最高裁|地検|気象台|気象庁|病院|博物館|美術館|海上保安部|海上保安庁|市役所|県庁|工業|製作所|食品|ホールディングス|グループ|党)$"
)
_PLACE_TAIL = re.compile("[都道府県市区町村郡島港駅]$|基地$|空港$")


def read_names(reading: Reading, table: NameTable, country: str) -> list[NameMention]:
    """See `protocol.Language.names`."""
    tokens = {token.start: token for token in reading.tokens}
    starts = sorted({*tokens, *_inside_places(reading)})
    known = find(reading, table, _CODE, starts, lambda *found: _fits(reading, tokens, *found))
    found = settle(known, country)
    found = sorted([*found, *_countries_before(reading, found)], key=lambda item: item.start)
    people = People(table)
    found = _persons(reading, found, people)
    found = _short_forms(reading, found, people)
    return mentions(reading, [*found, *_by_ending(reading, found)])


def _inside_places(reading: Reading) -> list[int]:
    """Starts of the parts of a place in one token: 神奈川県|横須賀市."""
    starts: list[int] = []
    for token in reading.tokens:
        if token.tag.startswith(_PLACE) and token.end - token.start > 3:  # noqa: PLR2004
            starts.extend(token.start + match.end() for match in re.finditer("[都道府県郡市]", token.surface[:-1]))
    return starts


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether it is part of a Latin word, or of a day: "28日中に" is no Japan and China."""
    if text[start] == "日" and start and text[start - 1].isdigit():
        return True
    latin = text[end - 1].isascii() and text[end - 1].isalnum()
    return latin and end < len(text) and text[end].isascii() and text[end].isalnum()


def _fits(reading: Reading, tokens: dict[int, Token], start: int, end: int, entries: tuple[Entry, ...]) -> bool:  # noqa: PLR0911 - one rule a line
    text = reading.text
    kind = entries[-1].kind
    token = tokens.get(start)
    if _is_part(text, start, end):
        return False
    if _KANA.match(text[end - 1]) and end < len(text) and _KANA.match(text[end]):
        return False
    if kind is NameKind.PLACE:
        if entries[-1].region:
            return reading.ends_token(end) or text[end - 1] in "県府道"
        # 青森県 is not the city of 青森
        if text[end : end + 1] in {"県", "府"} and text[end - 1] not in "県府":
            return False
        named = token is None or "固有名詞" in token.tag
        closed = reading.ends_token(end) or bool(_AFTER_CITY.match(text, end))
        if end - start <= 2 and token is not None and token.end == end:  # noqa: PLR2004
            return token.tag.startswith(_PLACE)
        return named and closed
    if kind is NameKind.PERSON and end - start > 2 and _TITLE.match(text, end):  # noqa: PLR2004
        return True
    if kind is NameKind.PERSON and end - start <= 3:  # noqa: PLR2004
        return reading.ends_token(end) and (
            token is None or "固有名詞" in token.tag or not token.tag.startswith("名詞")
        )
    if kind is NameKind.COUNTRY:
        return reading.ends_token(end) or text[end : end + 1] in set("側軍人政内外製産")
    return reading.ends_token(end) or kind is NameKind.ALLIANCE


def _countries_before(reading: Reading, found: list[Found]) -> list[Found]:
    """One-character countries (米, 韓) before an office or body."""
    short = {surface: code for code, surface in read_table("ja/countries")["short"].items()}
    text = reading.text
    more = []
    for item in found:
        if item.kind is not NameKind.OFFICE or not item.start:
            continue
        code = short.get(text[item.start - 1])
        before = text[item.start - 2] if item.start > 1 else " "
        if code and not re.match("[一-鿿]", before):
            entry = Entry(NameKind.COUNTRY, f"country:{code}", code)
            more.append(Found(item.start - 1, item.start, text[item.start - 1], (entry,)))
    return more


def _persons(reading: Reading, found: list[Found], people: People) -> list[Found]:
    taken = {position for item in found for position in range(item.start, item.end)}
    new = [item for item in (*_tagged(reading), *_katakana(reading)) if item.start not in taken]
    everyone = sorted([*found, *new], key=lambda item: item.start)
    everyone = [_with_office(reading, everyone, index) for index in range(len(everyone))]
    for item in everyone:
        if item.kind is NameKind.PERSON:
            people.met(_short(reading, item), item.entry)
    return everyone


def _tagged(reading: Reading) -> list[Found]:
    """Family and given name side by side, or a family name with a title and a given name of unknown tag."""
    tokens = reading.tokens
    found = []
    for index, token in enumerate(tokens[:-1]):
        following = tokens[index + 1]
        if not token.tag.startswith(_FAMILY) or following.start != token.end or len(token.surface) > 3:  # noqa: PLR2004
            continue
        end = following.end
        if following.tag.startswith(_FAMILY) and not _TITLE.match(reading.text, end):
            continue
        if not following.tag.startswith(_PERSON):
            # A given name Sudachi reads as single characters: 佐|伯|陽|人|市長
            title = _TITLE.search(reading.text, following.end, token.end + 6)
            between = reading.text[token.end : title.start()] if title else ""
            if not re.fullmatch("[一-鿿ぁ-ゖ]{1,3}", between) or following.tag.startswith("助詞"):
                continue
            end = token.end + len(between)
        surface = reading.text[token.start : end]
        found.append(Found(token.start, end, surface, (unknown(NameKind.PERSON, _CODE, surface),)))
    return found


def _katakana(reading: Reading) -> list[Found]:
    """アン・ギュベク: two katakana words with a dot, and a title behind them within a country or office."""
    found = []
    for match in _KATAKANA.finditer(reading.text):
        title = _TITLE.search(reading.text, match.end(), match.end() + 6)
        if title:
            entry = unknown(NameKind.PERSON, _CODE, match.group())
            found.append(Found(match.start(), match.end(), match.group(), (entry,)))
    return found


def _short(reading: Reading, item: Found) -> tuple[str, ...]:
    if "・" in item.surface:
        return tuple(item.surface.split("・"))
    index = reading.token_from(item.start)
    token = reading.tokens[index] if index < len(reading.tokens) else None
    if token and token.start == item.start and token.end < item.end:
        return (token.surface,)
    return (item.surface, item.surface[:1], item.surface[:2])


def _with_office(reading: Reading, everyone: list[Found], index: int) -> Found:
    """A person with the office behind the name (安圭伯国防相), or before it (防衛相の小泉進次郎氏)."""
    item = everyone[index]
    before = everyone[index - 1] if index else None
    if item.kind is NameKind.OFFICE and not item.entry.country:
        if before and before.kind is NameKind.COUNTRY and reading.text[before.end : item.start] in {"", "の"}:
            return replace(item, entries=(item.entry._replace(country=before.entry.country),))
        return item
    if item.kind is not NameKind.PERSON:
        return item
    following = everyone[index + 1] if index + 1 < len(everyone) else None
    if following and following.kind is NameKind.OFFICE and following.start - item.end <= 1:
        return _holding(item, following.entry)
    if before and before.kind is NameKind.OFFICE and reading.text[before.end : item.start] in {"の", "、", ""}:
        return _holding(item, before.entry)
    return item


def _holding(person: Found, office: Entry) -> Found:
    entry = person.entry
    held = entry.office if office.key == "office:minister" and entry.office else office.key
    return replace(person, entries=(entry._replace(office=held, country=entry.country or office.country),))


def _short_forms(reading: Reading, found: list[Found], people: People) -> list[Found]:
    """小泉氏, 安国防相, トランプ氏: a family name with a title, of somebody known."""
    taken = {position for item in found for position in range(item.start, item.end)}
    offices = {item.start: item.entry for item in found if item.kind is NameKind.OFFICE}
    more = []
    for token in reading.tokens:
        if token.start in taken or not token.tag.startswith("名詞"):
            continue
        office = offices.get(token.end)
        if office is None and not re.match("氏|さん", reading.text[token.end : token.end + 2]):
            continue
        entry = people.called(
            token.surface, office=office.key if office else "", country=office.country if office else ""
        )
        if entry is not None:
            more.append(Found(token.start, token.end, token.surface, (entry,)))
    return [*found, *more]


def _by_ending(reading: Reading, found: list[Found]) -> list[Found]:
    """Bodies and places that no table has; of "神奈川県横須賀市" what stands before the known city."""
    places = {item.start: item.end for item in found if item.kind is NameKind.PLACE}
    taken = {p for item in found if item.kind is not NameKind.PLACE for p in range(item.start, item.end)}
    more: list[Found] = []
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if not token.tag.startswith("名詞") or token.start in taken:
            continue
        start, end = token.start, token.end
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following and following.start == end and _BODY_TAIL.fullmatch(following.surface):
            end = following.end
        elif reading.text.startswith(("県警", "府警"), end) or reading.text.startswith("警", end):
            end += 2 if reading.text[end] != "警" else 1
        surface = reading.text[start:end]
        proper = token.tag.startswith("名詞,固有名詞") or end > token.end
        if proper and _BODY_TAIL.search(surface) and len(surface) > 2 and end - 1 not in taken:  # noqa: PLR2004
            more.append(Found(start, end, surface, (unknown(NameKind.ORGANISATION, _CODE, surface),)))
        elif token.tag.startswith(_PLACE) and start not in places:
            inner = min((p for p in places if start < p < end), default=end)
            surface = reading.text[start:inner]
            if _PLACE_TAIL.search(surface) and len(surface) > 1:
                more.append(Found(start, inner, surface, (unknown(NameKind.PLACE, _CODE, surface),)))
    return more
