"""Words for readers come from .po files, in the right plural form, and never silently missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.errors import UserError
from twosource.text.catalogue import MissingWordsError, catalogue, languages, read_catalogue

_PO = """\
msgid ""
msgstr ""
"Language: xx\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);\\n"

msgid "plain"
msgstr "Just words."

msgid "count"
msgid_plural "count"
msgstr[0] "{n} one"
msgstr[1] "{n} few"
msgstr[2] "{n} many"

msgctxt "head"
msgid "plain"
msgstr "In a headline {who}"

#, fuzzy
msgid "guess"
msgstr "not sure"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small catalogue with plurals, a context and a fuzzy entry."""
    file = tmp_path / "odd.po"
    file.write_text(_PO, encoding="utf-8")
    return file


def test_plural_form_follows_the_rule_of_the_catalogue(path: Path) -> None:
    """A count picks the form its language wants, and a fraction the last one."""
    words = read_catalogue(path, domain="odd", language="xx")
    assert [words.text("count", n=n) for n in (1, 3, 7, 1.5)] == ["1 one", "3 few", "7 many", "1.5 many"]


def test_context_tells_two_uses_of_a_key_apart(path: Path) -> None:
    """The same key may read differently in a headline."""
    words = read_catalogue(path, domain="odd", language="xx")
    assert words.text("plain") == "Just words."
    assert words.text("plain", context="head", who="A") == "In a headline A"


@pytest.mark.parametrize(("key", "values"), [("nothing", {}), ("guess", {}), ("count", {})])
def test_missing_words_are_an_error(path: Path, key: str, values: dict[str, object]) -> None:
    """No reader ever sees a key: an unknown, fuzzy or unfilled one raises."""
    with pytest.raises(MissingWordsError):
        read_catalogue(path, domain="odd", language="xx").text(key, **values)


def test_broken_file_names_itself(tmp_path: Path) -> None:
    """A translator's slip says which file is broken."""
    file = tmp_path / "broken.po"
    file.write_text('msgid "a"\nmsgstr "b"\nmsgwhat "c"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.po"):
        read_catalogue(file, domain="odd", language="xx")


def test_unknown_language_says_which_there_are() -> None:
    """An edition without words stops the run with a hint, not with an empty page."""
    with pytest.raises(UserError, match="ko"):
        catalogue("site", "xx")


def test_regional_tag_uses_the_words_of_its_language() -> None:
    """ "en-GB" reads the English words until somebody writes its own."""
    assert catalogue("site", "en-GB").entries == catalogue("site", "en").entries


def test_languages_lists_what_is_translated() -> None:
    """The editions that can be made are those with a catalogue."""
    assert {"en", "ja", "ko"} <= set(languages("site"))
