"""Bytes to text: what charsets really are, and that no bytes can break the reading."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twosource.text.charset import charset_of, decode

KOREAN = "동래 앞바다에서 열린 회담을 두고 두 장관은 '똠방각하'라는 옛말을 썼다. 뷁 "
JAPANESE = "①㈱潮風新聞は31日、髙橋港で開かれた会談について伝えた。ﾊﾝｶｸ "
PLAIN_JAPANESE = "潮風新聞は三十一日、港で開かれた会談について伝えた。"


@pytest.mark.parametrize(
    ("text", "codec", "label", "name"),
    [
        (KOREAN, "cp949", "euc-kr", "euc-kr"),
        (KOREAN, "cp949", "ks_c_5601-1987", "euc-kr"),
        (JAPANESE, "cp932", "Shift_JIS", "shift_jis"),
        (JAPANESE, "cp932", "x-sjis", "shift_jis"),
        (PLAIN_JAPANESE, "euc_jp", "EUC-JP", "euc-jp"),
        (PLAIN_JAPANESE, "iso2022_jp", "ISO-2022-JP", "iso-2022-jp"),
        ("灣區新聞：會談", "big5hkscs", "big5", "big5"),
        ("海湾新闻：会谈", "gb18030", "gb2312", "gb18030"),
        ("“Straße” – 5 €", "cp1252", "iso-8859-1", "windows-1252"),
    ],
)
@pytest.mark.parametrize("place", ["http", "meta", "xml"])
def test_a_declared_charset_is_read_as_browsers_read_it(text, codec, label, name, place):
    """Labels mean what WHATWG says (euc-kr is CP949, shift_jis is CP932), wherever they stand."""
    head = {
        "http": "",
        "meta": f"<html><head><meta http-equiv=Content-Type content='text/html; charset={label}'>",
        "xml": f'<?xml version="1.0" encoding="{label}"?>',
    }[place]
    content_type = f'text/html; charset="{label}"' if place == "http" else "text/html"
    data = head.encode() + text.encode(codec)
    assert decode(data, content_type=content_type) == (head + text, name)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins_over_every_declaration(codec):
    """BOM first, then the header."""
    assert decode(KOREAN.encode(codec), content_type="text/html; charset=euc-kr")[0] == KOREAN


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_xml_without_a_mark_is_recognised(codec):
    """XML 1.0 appendix F: the first '<' shows the width."""
    assert decode(f"<?xml?>{KOREAN}".encode(codec))[0] == f"<?xml?>{KOREAN}"


@pytest.mark.parametrize("label", ["euc-kr", "shift_jis", "iso-8859-1", "utf-16", "no-such-charset"])
def test_valid_utf8_is_utf8_whatever_it_claims(label):
    """A page converted to UTF-8 that kept its old declaration is read right."""
    data = f"<meta charset={label}>{KOREAN}".encode()
    assert decode(data, content_type=f"text/html; charset={label}") == (data.decode(), "utf-8")


@pytest.mark.parametrize("label", ["utf-8", "shift_jis", "iso-8859-1", "bogus", ""])
@pytest.mark.parametrize(
    ("text", "codec"), [(KOREAN * 5, "cp949"), (JAPANESE * 5, "cp932"), (PLAIN_JAPANESE, "euc_jp")]
)
def test_a_wrong_or_missing_declaration_is_seen_through(label, text, codec):
    """Bytes that do not fit their declaration are guessed by what they hold."""
    data = (f"<meta charset={label}>" if label else "<p>").encode() + text.encode(codec)
    assert decode(data)[0].endswith(text)


def test_the_page_outweighs_a_servers_latin_default():
    """`charset=ISO-8859-1` from a server's default says nothing against a meta that names another charset."""
    data = b"<meta charset=windows-1251>" + "Пристань".encode("cp1251")
    assert decode(data, content_type="text/html; charset=ISO-8859-1")[1] == "windows-1251"


def test_two_syllables_of_korean_are_not_mistaken_for_greek_or_latin():
    """Short CP949 can be valid UTF-8 by chance; then the declaration decides."""
    data = next(
        word.encode("cp949")
        for word in (chr(code) for code in range(0xAC00, 0xD7A4))
        if _is_utf8(word.encode("cp949")) and len(word.encode("cp949")) == 2
    )
    assert decode(data, content_type="text/xml; charset=euc-kr") == (data.decode("cp949"), "euc-kr")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_damage_costs_the_damaged_letters_only():
    """A cut-off character in a long page does not turn the page over to guessing."""
    for codec, name in (("cp949", "euc-kr"), ("utf-8", "utf-8")):
        data = f"<meta charset={name}>".encode() + (KOREAN * 20).encode(codec) + b"\xff\xb0"
        text, found = decode(data)
        assert found == name
        assert KOREAN * 20 in text


def test_vendor_characters_of_japanese_survive_in_euc_and_jis():
    """①㈱ and half-width kana are in row 13, which Python's euc_jp and iso2022_jp lack."""
    assert decode(b"\xad\xa1\xad\xea\xa4\xa2\x8e\xca", content_type="text/html; charset=euc-jp")[0] == "①㈱あﾊ"
    assert decode(b"\x1b$B\x2d\x21\x24\x22\x1b(Bab\x1b(IJ\x1b(B")[0] == "①あabﾊ"


def test_labels_nobody_knows_have_no_name():
    """An unknown label is no declaration at all."""
    assert charset_of("x-klingon") == ""
    assert charset_of(" UTF8 ") == "utf-8"


@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=euc-jp", "x; charset=utf-16", "charset=jis"]))
@example(b"\xff\xfe", "")
@example(b"\xff\xfe\x00\x00\x00\xd8", "")
@example(b"\x1b$B\x00\x80", "charset=jis")
def test_no_bytes_raise(data, content_type):
    """Whatever comes over the wire becomes text that can be stored."""
    text, name = decode(data, content_type=content_type)
    assert name
    text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_what_was_written_in_utf8_is_read_back(text, codec):
    """No declared charset, valid UTF-8: read as written."""
    if "\x1b" not in text and "\x00" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode(codec))[0] == text
