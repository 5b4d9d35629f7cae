"""The write step: one dossier to its article in one language."""

from __future__ import annotations

from twosource.ports import Writer
from twosource.records import Article, Dossier, Outcome, Reason, State, Step
from twosource.write.brief import can_tell


def write(dossier: Dossier, language: str, writer: Writer) -> tuple[Article | None, Outcome]:
    """The article, or None with the reason where the dossier says too little to tell."""
    if not can_tell(dossier):
        outcome = Outcome(step=Step.WRITE, subject=dossier.id, state=State.SKIPPED, reason=Reason.TOO_LITTLE)
        return None, outcome
    article = writer.write(dossier, language)
    return article, Outcome(step=Step.WRITE, subject=dossier.id, state=State.DONE, detail=language)
