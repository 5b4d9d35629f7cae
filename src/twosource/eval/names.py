"""How well names are found: `twosource eval names FILE`, against text that people have marked.

`.tsv` is the NER format of KLUE (Korean; https://github.com/KLUE-benchmark/KLUE): a line `##…` opens a sentence,
then one line a character, `character<TAB>tag` with BIO tags. `.jsonl` is the format of stockmark's corpus (Japanese;
https://github.com/stockmarkteam/ner-wikipedia-dataset): `{"text", "entities": [{"name", "span", "type"}]}`.

A name is right when its type and its two ends are. Counted are three types; the corpora's other types
(dates, figures, products, events) are left out:

- person: our PERSON; theirs PS, 人名
- place: our PLACE and COUNTRY; theirs LC, 地名, 施設名. A country that acts is an organisation to KLUE; we do not
  tell the two apart, and most are places.
- organisation: our ORGANISATION; theirs OG, 法人名, 政治的組織名, その他の組織名

Our OFFICE is none of them: a title is no name in either corpus. Our ALLIANCE is one name of several sides ("한미",
"日米"), where the corpora mark each side of one character by itself, KLUE as an organisation and stockmark as a place;
so each side is counted as one. Sides written out ("韓国とEU") are left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twosource import languages
from twosource.errors import InputError
from twosource.eval.lines import read_alone, read_lines
from twosource.eval.pages import harmonic
from twosource.languages.names import NameTable
from twosource.ports import Progress, silent
from twosource.records import NameKind, NameMention

TYPES = ("person", "place", "organisation")
_THEIRS = {
    "PS": "person",
    "LC": "place",
    "OG": "organisation",
    "人名": "person",
    "地名": "place",
    "施設名": "place",
    "法人名": "organisation",
    "政治的組織名": "organisation",
    "その他の組織名": "organisation",
}
_OURS = {
    NameKind.PERSON: "person",
    NameKind.PLACE: "place",
    NameKind.COUNTRY: "place",
    NameKind.ORGANISATION: "organisation",
}
# What stands between the sides of an alliance
_JOINTS = frozenset("·ㆍ・-–/ ")
Name = tuple[int, int, str]
"""Start and end in the sentence, end exclusive, and one of TYPES."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One sentence and the names that people see in it."""

    text: str
    names: frozenset[Name]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A file format: its language, the country of its outlets, and what an alliance's side is to it."""

    language: str
    country: str
    side: str


_KINDS = {".tsv": _Kind("ko", "KR", "organisation"), ".jsonl": _Kind("ja", "JP", "place")}


def measure_names(path: Path, progress: Progress = silent) -> dict[str, Any]:
    """{"precision", "recall", "f1", "sentences", "by_type": {type: the same with "gold" and "found"}} of a marked file.

    Each sentence is read alone, as the body of a report without a title, with an empty registry.
    Raises InputError, naming file and line, where the file is of no known kind or broken.
    """
    sentences = read_marked(path)
    kind = _KINDS[path.suffix]
    table = NameTable.build((), ())
    hits: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for done, sentence in enumerate(sentences, start=1):
        mine = find_names(sentence.text, path.suffix, table)
        hits.update(name[2] for name in mine & sentence.names)
        gold.update(name[2] for name in sentence.names)
        found.update(name[2] for name in mine)
        progress(f"eval names {kind.language}", done, len(sentences))
    return {
        **_scores(hits.total(), gold.total(), found.total()),
        "sentences": len(sentences),
        "by_type": {
            name: {**_scores(hits[name], gold[name], found[name]), "gold": gold[name], "found": found[name]}
            for name in TYPES
        },
    }


def find_names(text: str, suffix: str, table: NameTable) -> frozenset[Name]:
    """What the language of such a file finds in one sentence, as the annotate step would in the body of a report."""
    kind = _KINDS[suffix]
    language = languages.get(kind.language)
    mentions = language.names(read_alone(text, language), table, kind.country)
    return frozenset(name for mention in mentions for name in _names(mention, kind.side))


def read_marked(path: Path) -> list[Marked]:
    """The sentences of a KLUE or stockmark file; raises InputError, naming file and line."""
    if path.suffix not in _KINDS:
        raise InputError(f"{path}: neither .tsv (KLUE) nor .jsonl (stockmark)")
    lines = read_lines(path)
    sentences = list(_klue(path, lines) if path.suffix == ".tsv" else _stockmark(path, lines))
    if not sentences:
        raise InputError(f"{path}: no sentence in it")
    return sentences


def _names(mention: NameMention, side: str) -> Iterator[Name]:
    start, end = mention.span.start - 1, mention.span.end - 1
    if mention.value.kind is NameKind.ALLIANCE:
        sides = [index for index, character in enumerate(mention.value.surface) if character not in _JOINTS]
        if len(sides) == mention.value.key.count("-") + 1:
            yield from ((start + index, start + index + 1, side) for index in sides)
    elif mention.value.kind in _OURS:
        yield start, end, _OURS[mention.value.kind]


def _scores(hits: int, gold: int, found: int) -> dict[str, float]:
    precision, recall = hits / max(1, found), hits / max(1, gold)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(harmonic(precision, recall), 4),
    }


def _klue(path: Path, lines: list[str]) -> Iterator[Marked]:
    characters: list[str] = []
    tags: list[str] = []
    for number, written in enumerate([*lines, "##"], start=1):
        line = written.rstrip("\r")
        if line.startswith("##"):
            if characters:
                yield Marked(text="".join(characters), names=frozenset(_spans(tags)))
            characters, tags = [], []
        elif line:
            # A line break within a sentence is written as it is: an empty line, then the tab
            character, tab, tag = line.rpartition("\t")
            if not tab or not _is_tag(tag):
                raise InputError(f"{path}, line {number}: neither `##…` nor a character, a tab and a BIO tag")
            characters.append(character or " ")
            # A character of two code points has one tag
            tags.extend([tag] + [tag.replace("B-", "I-")] * (len(character) - 1))


def _is_tag(tag: str) -> bool:
    return tag == "O" or (tag[:2] in {"B-", "I-"} and tag[2:].isupper())


def _spans(tags: list[str]) -> Iterator[Name]:
    """BIO tags as spans; an I that continues nothing begins a name, as in the CoNLL evaluation."""
    start = 0
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        before = tags[index - 1] if index else "O"
        if tag[0] == "B" or before[1:] != tag[1:]:
            start = index
        after = tags[index + 1] if index + 1 < len(tags) else "O"
        if after != "I" + tag[1:] and tag[2:] in _THEIRS:
            yield start, index + 1, _THEIRS[tag[2:]]


def _stockmark(path: Path, lines: list[str]) -> Iterator[Marked]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            # TypeError where it is no text
            text: str = row["text"] + ""
            names = [_their_name(entity, len(text)) for entity in row.get("entities") or ()]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}, line {number}: no sentence in stockmark's format: {error!r}") from error
        yield Marked(text=text, names=frozenset(name for name in names if name[2]))


def _their_name(entity: dict[str, Any], length: int) -> Name:
    """Type "" where it is none of ours; ValueError where the span is not in the text."""
    start, end = entity["span"]
    if not 0 <= start < end <= length:
        raise ValueError(f"span {start}, {end} is not in a text of {length} characters")
    return start, end, _THEIRS.get(entity["type"], "")
