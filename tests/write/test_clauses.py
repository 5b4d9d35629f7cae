"""Every cue in every state as a headline and a sentence: the list a native reader goes through, kept as read.

`TWOSOURCE_GOLDEN=1` writes it anew, as in test_golden.py.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from building import START, Desk, day

from twosource.languages.concepts import cue_weights
from twosource.records import CueState, NameKind
from twosource.write import BriefWriter
from twosource.write.happening import ACCIDENTS, MODIFIERS

GOLDEN = Path(__file__).parent / "golden"


def tell(cue: str, state: CueState, language: str) -> str:
    """Headline and lead of a made-up company, two people and town, for one cue in one state."""
    desk = Desk(start=START - timedelta(days=10))
    desk.name("place:tong", NameKind.PLACE, ko="통암", ja="統岩", en="Tongam")
    desk.name("organisation:garam", NameKind.ORGANISATION, ko="가람전자", ja="カラム電子", en="Garam Electronics")
    desk.name("person:quill", NameKind.PERSON, ko="노라 퀼", ja="ノラ・クイル", en="Norah Quill", country="US")
    desk.name("person:marlowe", NameKind.PERSON, ko="테오 말로", ja="テオ・マーロウ", en="Teo Marlowe", country="US")
    both = [desk.report(name, "노라 퀼, 테오 말로, 가람전자", language="ko") for name in ("한울통신", "해동일보")]
    desk.what(cue, both, state)
    desk.when(day("2026-01-20"), both, state)
    desk.where("place:tong", both)
    for key, surface in (
        ("organisation:garam", "가람전자"),
        ("person:quill", "노라 퀼"),
        ("person:marlowe", "테오 말로"),
    ):
        desk.who(key, both, surface)
    article = BriefWriter().write(desk.dossier(), language)
    return f"{article.headline.text} | {article.body[0].sentences[0].text}"


@pytest.mark.parametrize("language", ["ko", "ja", "en"])
def test_every_cue_reads_as_it_was_approved(language: str) -> None:
    """No cue's words change unread, and none reads the same planned and done."""
    lines = [f"{cue} {state}: {tell(cue, state, language)}" for cue in sorted(cue_weights()) for state in CueState]
    path = GOLDEN / f"clauses.{language}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("TWOSOURCE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["ko", "ja", "en"])
@pytest.mark.parametrize("cue", sorted(cue_weights()))
def test_no_state_reads_like_the_deed(cue: str, language: str) -> None:
    """Planned, called off and denied are each told otherwise than happened, in headline and sentence."""
    called_off = () if cue in ACCIDENTS | MODIFIERS else (CueState.POSTPONED, CueState.CANCELLED)
    done = tell(cue, CueState.HAPPENED, language).split(" | ")
    for state in (CueState.PLANNED, *called_off, CueState.DENIED):
        told = tell(cue, state, language).split(" | ")
        assert [one for one, other in zip(told, done, strict=True) if one == other] == []
