"""newsroom.toml: little is required, and every mistake is told with file, line and what to do."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import SettingsError, UserError
from twosource.records import Source, SourceKind
from twosource.settings import FILE_NAME, ZONES, Settings, parse_settings, read_settings, source_zone

MINIMAL = """\
title = "Harbour desk"
editions = ["ko", "ja", "en"]

[[source]]
feeds = ["https://www.harbour-gazette.example/rss.xml"]
language = "en"
country = "US"
owner = "Harbour Media"
kind = "paper"

[[source]]
feeds = [
    "https://haneul.example/feed",
    "https://haneul.example/world",
]
language = "ko"
country = "kr"
owner = "하늘미디어"
kind = "agency"
name = "하늘통신"
"""


HEAD, BLOCKS = MINIMAL.split("\n\n", 1)


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / FILE_NAME
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def mistake(folder: Path, text: str | bytes) -> str:
    """The message for a newsroom.toml, without the folder it lies in."""
    with pytest.raises(SettingsError) as caught:
        read_settings(write(folder, text))
    return str(caught.value).replace(f"{folder}/", "")


def line_of(text: str, needle: str, occurrence: int = 1) -> int:
    """Line number of the n-th line that holds `needle`, counted apart from the code under test."""
    return [n for n, line in enumerate(text.split("\n"), 1) if needle in line][occurrence - 1]


# --- what works --------------------------------------------------------------------------------


def test_a_title_editions_and_sources_are_enough(tmp_path: Path) -> None:
    """Issue 2: a newsroom.toml with a title, editions and [[source]] blocks needs nothing else."""
    newsroom = read_settings(write(tmp_path, MINIMAL))
    assert newsroom.title == "Harbour desk"
    assert newsroom.editions == ("ko", "ja", "en")
    assert newsroom.sources[0] == Source(
        id="harbour-gazette-example",
        name="harbour-gazette.example",
        language="en",
        country="US",
        owner="Harbour Media",
        kind=SourceKind.PAPER,
        feeds=("https://www.harbour-gazette.example/rss.xml",),
        zone="America/New_York",
    )
    assert newsroom.sources[1].id == "하늘통신"
    assert newsroom.sources[1].country == "KR"
    assert newsroom.sources[1].zone == "Asia/Seoul"
    assert newsroom.page_zone == "America/New_York"
    assert newsroom.clock is None


def test_a_folder_stands_for_its_file(tmp_path: Path) -> None:
    """The folder of a newsroom is as good as the path of its newsroom.toml."""
    assert read_settings(write(tmp_path, MINIMAL).parent) == read_settings(tmp_path / FILE_NAME)


def test_windows_files_are_read(tmp_path: Path) -> None:
    """A byte order mark and CR LF are no mistake."""
    text = b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode()
    assert read_settings(write(tmp_path, text)) == parse_settings(tomllib.loads(MINIMAL))


def test_everything_can_be_set(tmp_path: Path) -> None:
    """Blocks, registry and bounds arrive where code looks for them."""
    text = """
zone = "Asia/Tokyo"
window_days = 7
embedder = "onnx:models/small"
every_minutes = 5
clock = 2026-02-01T09:00:00+09:00
[fetch]
pace_seconds = 0
local_hosts = ["127.0.0.1"]
extra_ports = [8080]
[site]
publisher = "Harbour Media"
notice = { en = "This is a sample." }
[[person]]
id = "seo-hana"
forms = { ko = "서하나", en = "Seo Hana" }
also = ["ソ・ハナ"]
[[organisation]]
id = "harbour-union"
forms = { en = "Harbour Union" }
"""
    newsroom = read_settings(write(tmp_path, f"{HEAD}\n{text}\n{BLOCKS}"))
    assert newsroom.page_zone == "Asia/Tokyo"
    assert newsroom.clock is not None
    assert newsroom.clock.astimezone(UTC) == datetime(2026, 2, 1, 0, 0, tzinfo=UTC)
    assert newsroom.fetch.extra_ports == (8080,)
    assert newsroom.embedder == "onnx:models/small"
    assert newsroom.person[0].forms["en"] == "Seo Hana"
    assert newsroom.organisation[0].id == "harbour-union"


def test_settings_are_frozen() -> None:
    """Nothing changes the settings under a running pipeline."""
    newsroom = parse_settings(tomllib.loads(MINIMAL))
    with pytest.raises(AttributeError):
        newsroom.title = "Another"  # type: ignore[misc]


def test_a_source_without_feeds_may_be_named_by_id() -> None:
    """An outlet known only from files given by hand needs an id and no address."""
    source = {"language": "ja", "country": "JP", "owner": "Minato", "kind": "paper", "id": "minato"}
    assert parse_settings({"title": "t", "editions": ["ja"], "source": [source]}).sources[0].id == "minato"


def test_a_newsroom_may_start_without_sources() -> None:
    """`twosource run FILE...` needs no outlet declared; doctor says that there is none."""
    newsroom = parse_settings({"title": "t", "editions": ["en"]})
    assert newsroom.sources == ()
    assert newsroom.page_zone == "UTC"


def test_zones_are_real() -> None:
    """Every zone of the table exists, and a country without one is read in UTC."""
    from zoneinfo import ZoneInfo

    assert all(ZoneInfo(zone).key == zone for zone in ZONES.values())
    assert source_zone("jp") == "Asia/Tokyo"
    assert source_zone("AQ") == "UTC"


# --- mistakes ----------------------------------------------------------------------------------


def changed(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new)


SECOND = 'owner = "하늘미디어"'

MISTAKES = {
    "unknown key at the top": (changed("editions", "editoins"), 'editoins = ["ko"', ("`editoins`", "did you mean `editions`?")),
    "unknown key in a block": (changed('name = "하늘', 'nane = "하늘'), "nane =", ("`nane`", "did you mean `name`?")),
    "unknown key like no other": (changed('name = "하늘', 'colour = "하늘'), "colour =", ("`colour`", "known keys: admitted")),
    "unknown block": (MINIMAL + "[sitte]\n", "[sitte]", ("`sitte`", "did you mean `site`?")),
    "unknown key in [site]": (MINIMAL + '[site]\nbase_ulr = "http://x.example"\n', "base_ulr", ("did you mean `base_url`?",)),
    "wrong type": (changed('title = "Harbour desk"', "title = 7"), "title", ("`title` must be text in quotes, not a whole number",)),
    "text for a list": (changed('editions = ["ko", "ja", "en"]', 'editions = "ko"'), "editions", ("must be a list in [ ]", "e.g. editions = [")),
    "wrong item of a list": (changed('    "https://haneul.example/world"', "    5"), "    5", ("each item of `feeds` must be text",)),
    "fraction for a count": (MINIMAL + "[fetch]\nthreads = 1.5\n", "threads", ("`threads` must be a whole number",)),
    "too small": (MINIMAL + "[fetch]\nthreads = 0\n", "threads", ("`threads` must be at least 1", "change the number")),
    "zero seconds": (MINIMAL + "[fetch]\ntimeout_seconds = 0\n", "timeout", ("must be more than 0",)),
    "no port": (MINIMAL + "[fetch]\nextra_ports = [80,\n 99999]\n", " 99999", ("must be at most 65535",)),
    "not finite": (MINIMAL + "[fetch]\npace_seconds = inf\n", "pace_seconds", ("must be finite", "1.0")),
    "missing at the top": (changed('title = "Harbour desk"', ""), "", ("`title` is missing", "add title = ")),
    "missing in a block": (changed(SECOND + "\n", ""), "[[source]]@2", ("`owner` is missing in this [[source]]", 'add owner = "')),
    "single brackets": (HEAD + '\n[source]\nlanguage = "en"\n', "[source]", ("write [[source]]",)),
    "double brackets": (MINIMAL + "[[fetch]]\nthreads = 2\n", "[[fetch]]", ("write [fetch] with single brackets",)),
    "kind with a slip": (changed('kind = "agency"', 'kind = "agencie"'), "agencie", ("did you mean 'agency'?", "broadcaster")),
    "kind of its own": (changed('kind = "agency"', 'kind = "zzz"'), "zzz", ("it is one of agency, paper",)),
    "address without scheme": (changed('"https://haneul.example/world"', '"haneul.example/world"'), '"haneul.example/world"', ("not an http(s) address", "https://")),
    "file address": (changed("https://haneul.example/feed", "file:///etc/passwd"), "file:", ("not an http(s) address",)),
    "address that cannot be taken apart": (changed("https://haneul.example/feed", "http://[::1"), "http://[::1", ("not an http(s) address",)),
    "address with a bad port": (changed("haneul.example/feed", "haneul.example:99999/"), ":99999", ("not an http(s) address",)),
    "address with a space": (changed("haneul.example/feed", "haneul.example/a b"), "/a b", ("not an http(s) address",)),
    "neither feeds nor sitemaps": (changed('feeds = ["https://www.harbour-gazette.example/rss.xml"]\n', ""), "[[source]]@1", ("no `feeds`", "add feeds = [")),
    "one id twice": (MINIMAL + 'id = "harbour-gazette-example"\n', "[[source]]@2", ("second source", "(as source 1)", "another `id`")),
    "id that is a path": (MINIMAL + 'id = "../../etc"\n', 'id = "../', ("cannot be an `id`", "use letters")),
    "no language tag": (changed('language = "ko"', 'language = "Korean language"'), "Korean", ("no language tag", '"ko"')),
    "no country code": (changed('country = "kr"', 'country = "Korea"'), "Korea", ("no country code", '"KR"')),
    "no zone": (MINIMAL + 'zone = "Asia/Soul"\n', "Soul", ("no time zone", "Asia/Seoul")),
    "zone that is a path": (MINIMAL + 'zone = "../../etc/passwd"\n', "passwd", ("no time zone",)),
    "no editions": (changed('["ko", "ja", "en"]', "[]"), "editions", ("`editions` is empty", 'editions = ["en"]')),
    "an edition twice": (changed('["ko", "ja", "en"]', '[\n "ko",\n "ko"]'), ' "ko"]', ("named twice", "drop one")),
    "empty title": (changed("Harbour desk", " "), "title", ("`title` is empty", "give")),
    "clock without zone": ("clock = 2026-02-01T09:00:00\n" + MINIMAL, "clock", ("`clock` has no zone", "+09:00")),
    "clock that is a date": ("clock = 2026-02-01\n" + MINIMAL, "clock", ("must be a date and time with its zone, not a date",)),
    "clock in words": ('clock = "noon"\n' + MINIMAL, "clock", ("`clock`", "write it like clock = 2026-")),
    "unknown embedder": ('embedder = "e6"\n' + MINIMAL, "embedder", ('`embedder` "e6"', 'take "none"', "onnx:FOLDER")),
    "embedder without its folder": ('embedder = "onnx:"\n' + MINIMAL, "embedder", ('"onnx:"', "onnx:FOLDER")),
    "a person twice": (MINIMAL + '[[person]]\nid = "a"\nforms = {en = "A"}\n' * 2, 'id = "a"@2', ("second person", "another `id`")),
    "a person without a form": (MINIMAL + '[[person]]\nid = "a"\nforms = {}\n', "forms", ("`forms` is empty", "e.g. forms")),
    "a form that is no text": (MINIMAL + '[[person]]\nid = "a"\nforms = {en = 1}\n', "forms", ("`forms` must be text",)),
    "site that cannot be linked": (MINIMAL + '[site]\nbase_url = "news.example"\n', "base_url", ("not an http(s) address",)),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_mistakes_name_line_and_remedy(tmp_path: Path, case: str) -> None:
    """Issue 2: a wrong newsroom.toml gets one clear message: file:line, what is wrong, what to do."""
    text, needle, words = MISTAKES[case]
    said = mistake(tmp_path, text)
    needle, _, occurrence = needle.partition("@")
    line = line_of(text, needle, int(occurrence or 1)) if needle else 1
    assert said.startswith(f"{FILE_NAME}:{line}: "), said
    assert all(word in said for word in words), said
    assert re.search(r"[;?] ?", said), "a remedy follows the mistake"
    assert "$" not in said, "msgspec's own paths are for engineers"


def test_all_mistakes_of_one_file_come_at_once(tmp_path: Path) -> None:
    """An editor mends a file in one go: what can be found together is told together, in order of the file."""
    text = changed('country = "US"', 'country = "USA"').replace("https://haneul.example/feed", "ftp://haneul.example")
    lines = mistake(tmp_path, text).splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{FILE_NAME}:{line_of(text, 'USA')}",
        f"{FILE_NAME}:{line_of(text, 'ftp:')}",
    ]


def test_thousands_of_mistakes_are_told_shortly(tmp_path: Path) -> None:
    """A generated file wrong in every block is answered at once, with the first mistakes and their number."""
    text = HEAD + "".join(f"\n{BLOCKS.split(chr(10) * 2)[0]}\nid = 's{n}'" for n in range(500))
    text = text.replace('country = "US"', 'country = "USA"')
    lines = mistake(tmp_path, text).splitlines()
    assert len(lines) == 21
    assert lines[19].startswith(f"{FILE_NAME}:{line_of(text, 'USA', 20)}: ")
    assert lines[20] == f"{FILE_NAME}: and 480 more; mend these first"


def test_lines_count_past_strings_that_look_like_toml(tmp_path: Path) -> None:
    """Keys and brackets inside strings, comments and lists are not taken for blocks."""
    trap = (
        'title = """\n[[source]]\nkind = "x"\n"""  # [[source]]\n'
        "editions = [  # ]\n 'en', # kind = \"y\"\n]\n"
        "[\"site\"]\n\"base_url\" = '''http://x.example'''\n"
        '[[source]]\nid = "a[1]#"\nlanguage = "en"\ncountry = "US"\nowner = "O"\nkind = "paper"\n'
        '[[source]]\nid = "b"\nlanguage = "en"\ncountry = "US"\nowner = "O"\nkind = "papper"\n'
    )
    assert mistake(tmp_path, trap.replace('id = "a[1]#"', 'id = "a"')).startswith(
        f"{FILE_NAME}:{line_of(trap, 'papper')}: "
    )
    dotted = 'title = "t"\neditions = ["en"]\nsite.base_url = "x"\nsource = [\n {id="a", language="en", country="US", owner="O", kind="zz"},\n]\n'
    assert mistake(tmp_path, dotted).startswith(f"{FILE_NAME}:5: ")
    assert mistake(tmp_path, dotted.replace("zz", "paper")).startswith(f"{FILE_NAME}:3: ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (MINIMAL + "title = \n", MINIMAL.count("\n") + 1),
        ('title = "a\neditions = []\n', 1),
        (MINIMAL + "[fetch\n", MINIMAL.count("\n") + 1),
        ('title = "a"\ntitle = "b"\n', 2),
    ],
)
def test_broken_toml_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    """A file that is no TOML says where it stops being it."""
    said = mistake(tmp_path, text)
    assert said.startswith(f"{FILE_NAME}:{line}: not valid TOML: "), said
    assert said.endswith("; mend that line")


@pytest.mark.parametrize("text", ["a = " + "9" * 5000, "a = " + "[" * 5000])
def test_monstrous_toml_is_refused(tmp_path: Path, text: str) -> None:
    """What makes tomllib itself stumble is a message too, not a traceback."""
    assert "not valid TOML" in mistake(tmp_path, text)


@pytest.mark.parametrize("charset", ["euc-kr", "shift_jis", "utf-16"])
def test_other_charsets_are_named(tmp_path: Path, charset: str) -> None:
    """A file saved in an old charset is told to be saved as UTF-8, with the line that shows it."""
    text = 'title = "Harbour"\neditions = ["ko"]\n# 高\n'
    said = mistake(tmp_path, text.encode(charset))
    assert said == f"{FILE_NAME}:{1 if charset == 'utf-16' else 3}: not UTF-8 text; save the file as UTF-8"


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    """No newsroom.toml: the message names the path and the command that writes one."""
    with pytest.raises(SettingsError, match=r"newsroom\.toml: there is no such file; `twosource init DIR` makes one"):
        read_settings(tmp_path)


def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    """A path that cannot be opened as a file is a message of ours."""
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(SettingsError, match=r"there is no such file|cannot be read"):
        read_settings(tmp_path / FILE_NAME)


def test_settings_mistakes_are_the_users() -> None:
    """The command line shows a UserError without a traceback."""
    assert issubclass(SettingsError, UserError)


def test_without_the_text_no_line_is_invented() -> None:
    """A document that came from elsewhere than a file has no lines."""
    with pytest.raises(SettingsError, match=r"^demo: `title` must be text"):
        parse_settings({"title": 1, "editions": ["en"]}, where="demo")


# --- properties --------------------------------------------------------------------------------

SCALARS = (
    st.text(max_size=12)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.datetimes(timezones=st.none() | st.just(UTC))
    | st.dates()
    | st.times()
    | st.sampled_from(["en", "KR", "paper", "http://a.example/f", "http://[", "Asia/Seoul", "../x", "\x00", ""])
)
NAMES = st.sampled_from(
    [f.name for f in msgspec.structs.fields(Settings)] + ["feeds", "kind", "id", "forms"]
) | st.text(max_size=6)
TOML_LIKE = st.dictionaries(
    NAMES,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=8
    ),
    max_size=6,
)
GOOD: dict[str, Any] = tomllib.loads(MINIMAL)
BLOCK_KEYS = st.sampled_from(
    ["language", "country", "owner", "kind", "feeds", "sitemaps", "id", "name", "zone", "aliases"]
)


def attempt(data: dict[str, Any]) -> tuple[Settings | None, str]:
    """Settings and no message, or a SettingsError's message; any other exception fails the test."""
    try:
        return parse_settings(data), ""
    except SettingsError as error:
        return None, str(error)


@settings(max_examples=150, deadline=None)
@given(data=TOML_LIKE, rest=st.booleans())
def test_any_document_is_settings_or_a_message(data: dict[str, Any], rest: bool) -> None:
    """Whatever TOML can hold gives Settings or a SettingsError, nothing else."""
    newsroom, message = attempt({**GOOD, **data} if rest else data)
    assert (newsroom is None) == bool(message)
    if newsroom is not None:
        assert len({source.id for source in newsroom.sources}) == len(newsroom.sources)
        assert newsroom.page_zone


@settings(max_examples=150, deadline=None)
@given(block=st.dictionaries(BLOCK_KEYS, SCALARS | st.lists(SCALARS, max_size=2), max_size=4))
def test_any_source_block_is_read_or_refused(block: dict[str, Any]) -> None:
    """A [[source]] with odd values never escapes as another exception, nor as a source without id or name."""
    source = {**GOOD["source"][0], **block}
    newsroom, message = attempt({**GOOD, "source": [source]})
    assert newsroom is not None or message.startswith(FILE_NAME)
    if newsroom is not None:
        assert newsroom.sources[0].id
        assert newsroom.sources[0].name


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from("[]{}=\"'#\n,.\\ abk1") | st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_settings_or_a_message(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Any file, valid TOML or not, is answered with file and line."""
    folder = tmp_path_factory.getbasetemp()
    path = folder / FILE_NAME
    path.write_bytes((text + "\n").encode())
    with pytest.raises(SettingsError, match=r"newsroom\.toml:\d+: "):
        read_settings(path)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("window_days = 3000000", "window_days"),
        ("clock = 9999-01-01T00:00:00Z", "9999"),
        ('title = "a\\u0007b"', "control"),
        ('editions = ["ar"]', "ko"),
        ('[site]\nbase_url = "https://user:pw@news.example/"', "root"),
        ('[site]\nbase_url = "https://news.example/?a=1"', "root"),
        ('[site]\nbase_url = "https://news.example/../x"', "root"),
    ],
)
def test_values_a_site_cannot_live_with(line: str, words: str) -> None:
    """Numbers that overflow a calendar, editions without words and roots that are none are told when read."""
    key = line.split(" ", maxsplit=1)[0]
    rest = [entry for entry in ('title = "T"', 'editions = ["en"]') if not entry.startswith(f"{key} ")]
    text = "\n".join([line, *rest] if not line.startswith("[") else [*rest, line])
    with pytest.raises(SettingsError, match=words):
        parse_settings(tomllib.loads(text), text=text)
