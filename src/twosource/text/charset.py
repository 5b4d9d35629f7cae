"""Bytes of a page or feed to text, whatever charset they are in or claim to be in.

Labels are read as browsers read them (WHATWG Encoding Standard, https://encoding.spec.whatwg.org/):
"euc-kr" is really CP949, "shift_jis" CP932, "iso-8859-1" windows-1252. Declarations are often wrong, so
text that is valid UTF-8 is UTF-8 whatever it says, and a declared charset must actually fit the bytes.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

# WHATWG name -> (Python codec, further labels).
_CHARSETS = {
    "utf-8": ("utf-8", "utf8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8"),
    "utf-16le": ("utf-16-le", "utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff u16 utf16 utf_16"),
    "utf-16be": ("utf-16-be", "unicodefffe"),
    "euc-kr": ("cp949", "euckr cp949 ms949 uhc ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 iso-ir-149 cseuckr"),
    "shift_jis": ("cp932", "shift-jis sjis x-sjis ms_kanji ms932 cp932 windows-31j csshiftjis"),
    "euc-jp": ("euc_jp", "eucjp x-euc-jp x-euc ujis cseucpkdfmtjapanese"),
    "iso-2022-jp": ("iso2022_jp", "jis csiso2022jp iso2022jp iso-2022-jp-1 iso-2022-jp-2 cp50220 cp50221"),
    "gb18030": ("gb18030", "gb2312 gbk gb_2312-80 cp936 windows-936 x-gbk chinese csgb2312 iso-ir-58 euc-cn"),
    "big5": ("big5hkscs", "big5-hkscs cn-big5 x-x-big5 csbig5 cp950"),
    "windows-1250": ("cp1250", "cp1250 x-cp1250"),
    "windows-1251": ("cp1251", "cp1251 x-cp1251"),
    "windows-1252": ("cp1252", "cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii"),
    "windows-1253": ("cp1253", "cp1253 x-cp1253"),
    "windows-1254": ("cp1254", "cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 l5"),
    "windows-1255": ("cp1255", "cp1255 x-cp1255"),
    "windows-1256": ("cp1256", "cp1256 x-cp1256"),
    "windows-1257": ("cp1257", "cp1257 x-cp1257"),
    "windows-1258": ("cp1258", "cp1258 x-cp1258"),
    "windows-874": ("cp874", "tis-620 iso-8859-11 iso8859-11 dos-874"),
    "iso-8859-2": ("iso8859-2", "iso8859-2 iso_8859-2 latin2 l2"),
    "iso-8859-3": ("iso8859-3", "iso8859-3 latin3 l3"),
    "iso-8859-4": ("iso8859-4", "iso8859-4 latin4 l4"),
    "iso-8859-5": ("iso8859-5", "iso8859-5 cyrillic"),
    "iso-8859-6": ("iso8859-6", "iso8859-6 arabic"),
    "iso-8859-7": ("iso8859-7", "iso8859-7 greek"),
    "iso-8859-8": ("iso8859-8", "iso8859-8 hebrew iso-8859-8-i"),
    "iso-8859-15": ("iso8859-15", "iso8859-15 latin9 l9"),
    "koi8-r": ("koi8-r", "koi8 koi koi8_r cskoi8r"),
    "koi8-u": ("koi8-u", "koi8-ru"),
    "macintosh": ("mac-roman", "mac x-mac-roman csmacintosh"),
}  # fmt: skip
_LABELS = {label: name for name, (_, more) in _CHARSETS.items() for label in (name, *more.split())}
_EAST_ASIAN = frozenset({"euc-kr", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5"})

# Longest first: the mark of UTF-32LE begins with that of UTF-16LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
# Without a mark the first "<" still shows the width and the order of bytes (XML 1.0, appendix F).
_WIDE = re.compile(rb"(?P<a><\x00\x00\x00)|(?P<b>\x00\x00\x00<)|(?P<c><\x00[^\x00]\x00)|(?P<d>\x00<\x00[^\x00])")
_WIDE_NAMES = {"a": "utf-32le", "b": "utf-32be", "c": "utf-16le", "d": "utf-16be"}

# How far a declaration is looked for; HTML asks for 1,024 bytes, pages with long heads need more.
_PRESCAN = 8192
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{2,40})")
_META = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)

# Damaged characters per non-ASCII byte that a right guess may leave: cut-off texts, pasted fragments.
_DAMAGE = 0.02
# In a text this short one bad byte may mean that all are wrong.
_SHORT = 200
# A detector looks at this much; more costs time and changes nothing.
_SAMPLE = 16_384
_EUC = re.compile(rb"\x8f[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]|[\xa1-\xfe]{2}|[\x00-\x7f]+|.", re.DOTALL)
# Western words have an accent here and there; two syllables of Korean are already four high bytes.
_HIGH_RUN = re.compile(rb"[\x80-\xff]{4}")
_KANJI_IN = re.compile(rb"\x1b\$[@B]")
# What two bytes of UTF-8 cannot say.
_BEYOND = re.compile("[\u0800-\U0010ffff]")
_C1, _JAMO, _SYLLABLE = re.compile("[\x80-\x9f]"), re.compile("[ㄱ-ㆎ]"), re.compile("[가-힣]")
_JIS = re.compile(rb"\x1b(?:(\$[@B])|\(([BJI])|.)", re.DOTALL)


def decode(data: bytes, *, content_type: str = "") -> tuple[str, str]:
    """Text of an HTML, XML or JSON document, and the charset it turned out to be in (WHATWG name).

    `content_type` is the HTTP header. Order: byte order mark, UTF-8 wherever it is valid, the charset of
    the header, of `<?xml encoding>` and `<meta charset>` if it fits, then a guess. Bytes that fit nothing
    become U+FFFD. Never raises.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    wide = _WIDE.match(data)
    if wide:
        name = _WIDE_NAMES[str(wide.lastgroup)]
        return data.decode(name, "replace"), name
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, _declared(data, content_type))
    if b"\x1b$" in data or (data.isascii() and b"\x00" in data):
        return _decode_escaped(data, text, _declared(data, content_type))
    if len(data) < _PRESCAN and len(text) != len(data) and not _BEYOND.search(text):
        # A few characters of Korean or Japanese in a legacy charset can be valid UTF-8 by chance; they then
        # read as Latin, Greek or Cyrillic letters.
        for name in _declared(data, content_type):
            if name in _EAST_ASIAN and (fit := _strictly(data, name)) is not None:
                return fit, name
    return text, "utf-8"


def charset_of(label: str) -> str:
    """WHATWG name for a label as found in a declaration; "" for a label nobody knows."""
    return _LABELS.get(label.strip().lower().replace("_", "-"), _LABELS.get(label.strip().lower(), ""))


def _declared(data: bytes, content_type: str) -> tuple[str, ...]:
    """Charsets the document is said to be in, most trusted first, each once."""
    labels = [found.group(1) for found in [_HTTP.search(content_type)] if found]
    head = data[:_PRESCAN]
    labels += [found.group(1).decode("ascii") for found in (_XML.search(head), _META.search(head)) if found]
    names = [name for name in map(charset_of, labels) if name]
    # A server's default says nothing against what the author wrote into the page.
    names.sort(key=lambda name: name == "windows-1252")
    return tuple(dict.fromkeys(names))


def _decode_escaped(data: bytes, text: str, declared: tuple[str, ...]) -> tuple[str, str]:
    """Bytes that are valid UTF-8 but may be ISO-2022-JP, which is all ASCII, or UTF-16."""
    if _KANJI_IN.search(data) and (data.isascii() or "iso-2022-jp" in declared):
        fit = _strictly(data, "iso-2022-jp")
        if fit is not None or not declared or "iso-2022-jp" in declared:
            return (fit if fit is not None else _from_jis(data)), "iso-2022-jp"
    for name in declared:
        if name.startswith("utf-16") and (fit := _strictly(data, name)) is not None:
            return fit, name
    return text, "utf-8"


def _decode_legacy(data: bytes, declared: tuple[str, ...]) -> tuple[str, str]:
    """Bytes that are not valid UTF-8."""
    for name in declared:
        if name != "windows-1252" and (fit := _strictly(data, name)) is not None:
            return fit, name
    best: tuple[float, str, str] | None = None
    for name in dict.fromkeys((*declared, "utf-8")):
        if name != "windows-1252":
            loose = _loosely(data, name)
            damage = _damage(loose, data)
            if damage <= _DAMAGE:
                return loose, name
            best = min(best or (damage, name, loose), (damage, name, loose))
    if "windows-1252" in declared and not _HIGH_RUN.search(data):
        return _loosely(data, "windows-1252"), "windows-1252"
    guess = _guess(data[:_SAMPLE])
    if guess:
        return _loosely(data, guess), guess
    if best and "windows-1252" not in declared and best[0] < 1 / 3:
        return best[2], best[1]
    return _loosely(data, "windows-1252"), "windows-1252"


def _damage(text: str, data: bytes) -> float:
    """Share of characters that did not decode, per non-ASCII byte; one alone is always forgiven."""
    bad = text.count("\ufffd")
    return 0.0 if bad <= 1 and len(data) > _SHORT else bad / max(1, len(data) - _ascii_count(data))


_HIGH = bytes(range(0x80, 0x100))


def _ascii_count(data: bytes) -> int:
    return len(data.translate(None, _HIGH))


def _strictly(data: bytes, name: str) -> str | None:
    """The text if every byte fits the charset and what comes out is text."""
    codec = _CHARSETS[name][0]
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        if name != "euc-jp":
            return None
        text = _from_euc_jp(data)
        return text if "\ufffd" not in text else None
    return text if _is_likely(text, name) else None


def _is_likely(text: str, name: str) -> bool:
    """False for what decodes without error and yet cannot be meant."""
    if name == "euc-kr":
        # Hiragana of EUC-JP are the single letters of EUC-KR, which Korean uses sparingly.
        head = text[:_PRESCAN]
        return len(_JAMO.findall(head)) <= len(_SYLLABLE.findall(head)) + 3
    # Control characters of the C1 range are never written; they are another charset's letters.
    return name.startswith(("utf", "iso-2022")) or not _C1.search(text)


def _loosely(data: bytes, name: str) -> str:
    """The text, U+FFFD for what does not fit."""
    if name == "euc-jp":
        return _from_euc_jp(data)
    if name == "iso-2022-jp":
        return _from_jis(data)
    text = data.decode(_CHARSETS[name][0], "replace")
    if name == "windows-1252" and "\ufffd" in text:
        return data.decode("latin-1").translate(_latin_map())
    return text


@cache
def _latin_map() -> dict[int, str]:
    """C1 code points to what windows-1252 means by these bytes; its five holes stay."""
    pairs = ((byte, bytes([byte]).decode("cp1252", "ignore")) for byte in range(0x80, 0xA0))
    return {byte: letter for byte, letter in pairs if letter}


def _from_euc_jp(data: bytes) -> str:
    """EUC-JP with the vendor characters (①, ㈱, 髙) that Python's codec lacks: each pair by way of CP932."""
    parts: list[str] = []
    for found in _EUC.finditer(data):
        part = found.group()
        if part[0] == 0x8E and len(part) > 1:  # noqa: PLR2004
            parts.append(part[1:].decode("cp932", "replace"))
        elif len(part) == 2 and part[0] >= 0xA1:  # noqa: PLR2004
            parts.append(_jis_pair(part[0] - 0x80, part[1] - 0x80))
        else:
            parts.append(part.decode("euc_jp", "replace"))
    return "".join(parts)


@cache
def _jis_pair(row: int, cell: int) -> str:
    """One JIS X 0208 character, both bytes 0x21 to 0x7E, in the arithmetic of Shift_JIS."""
    lead = (row - 0x21) // 2 + (0x81 if row < 0x5F else 0xC1)  # noqa: PLR2004
    trail = cell + 0x7E if row % 2 == 0 else cell + 0x1F + (cell >= 0x60)  # noqa: PLR2004
    return bytes([lead, trail]).decode("cp932", "replace")


def _from_jis(data: bytes) -> str:
    """ISO-2022-JP, the vendor's additions included, going on after errors."""
    parts: list[str] = []
    mode, start = b"B", 0
    for found in [*_JIS.finditer(data), None]:
        run = data[start : found.start() if found else len(data)]
        if mode == b"$":
            pairs = (run[i : i + 2] for i in range(0, len(run), 2))
            parts += [_jis_pair(*pair) if _is_pair(pair) else pair.decode("ascii", "replace") for pair in pairs]
        elif mode == b"I":
            parts.append(bytes(byte | 0x80 for byte in run).decode("cp932", "replace"))
        else:
            parts.append(run.decode("ascii", "replace"))
        if found:
            mode = b"$" if found.group(1) else found.group(2) or b"B"
            start = found.end()
    return "".join(parts)


def _is_pair(pair: bytes) -> bool:
    return len(pair) == 2 and all(0x21 <= byte <= 0x7E for byte in pair)  # noqa: PLR2004


def _guess(sample: bytes) -> str:
    """The charset the bytes look like; "" where nothing does. Japanese shows by its kana, the rest by a detector."""
    for name in ("euc-jp", "shift_jis"):
        text = _loosely(sample, name)
        kana = len(re.findall("[\u3041-\u30fc]", text))
        if kana > 0.2 * sum(letter > "\u2fff" for letter in text) and text.count("\ufffd") <= 1 + len(text) // 200:
            return name
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_GUESSED, enable_fallback=False, preemptive_behaviour=False).best()
    return _BY_CODEC.get(found.encoding, "") if found else ""


_GUESSED = ["cp949", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp1251", "cp1252", "cp1250", "koi8_r", "cp1256"]
_BY_CODEC = {codec: name for name, (python, _) in _CHARSETS.items() for codec in (python, python.replace("-", "_"))}
