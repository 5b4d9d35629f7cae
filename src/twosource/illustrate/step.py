"""One picture for each article, drawn by whatever painter is plugged in."""

from __future__ import annotations

from twosource.ports import Painter
from twosource.records import Article, Dossier, Outcome, Picture, Reason, State, Step


def illustrate(dossier: Dossier, article: Article, painter: Painter) -> tuple[Picture | None, Outcome]:
    """The picture of an article and what became of it.

    A painter that fails, or whose picture is in another language or lacks its alt text, gives no
    picture and an outcome QUARANTINED; the article is then not published, never published bare.
    """
    subject = f"{dossier.event_id}/{article.language}"
    try:
        picture = painter.paint(dossier, article)
    except Exception as error:  # noqa: BLE001 - step boundary: one event must not stop the others
        return None, _refused(subject, Reason.FAILED, f"{type(error).__name__}: {error}")
    if picture.language != article.language:
        return None, _refused(subject, Reason.INCOMPLETE, f"the picture is in {picture.language!r}")
    if not picture.alt.strip():
        return None, _refused(subject, Reason.INCOMPLETE, "the picture has no alt text")
    return picture, Outcome(step=Step.ILLUSTRATE, subject=subject, state=State.DONE)


def _refused(subject: str, reason: Reason, detail: str) -> Outcome:
    return Outcome(step=Step.ILLUSTRATE, subject=subject, state=State.QUARANTINED, reason=reason, detail=detail)
