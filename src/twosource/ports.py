"""What a step needs from outside, as Protocols; adapters implement them, `newsroom` plugs them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from twosource.records import Article, Dossier, NameCard, Picture, Problem, Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one request: bytes, "not modified", or a problem; never an exception.

    `problem` is None when the request went well; then `status` is 200 or 304 (with an empty body).
    `retry_after` is seconds the host asked us to wait.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    rights: Rights = Rights()
    fetched_at: datetime
    problem: Problem | None = None
    retry_after: float | None = None

    def header(self, name: str) -> str:
        """First value of a header (lower-case name); empty where it is missing."""
        return next((value for key, value in self.headers if key == name), "")


class Web(Protocol):
    """The only way out: polite, safe, bounded. `net.web.HttpWeb` implements it."""

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
        """Fetch `url` after its host's robots and rights allow it; waits for the host's pace."""
        ...

    def close(self) -> None:
        """Drop open connections."""
        ...


class Clock(Protocol):
    """The time, so that tests and the demo can stand still."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class Writer(Protocol):
    """A dossier told in one language. `write.brief.BriefWriter` implements it."""

    @property
    def name(self) -> str:
        """Such as "brief/1" or "model/<name>"; part of the article's id and source of its label."""
        ...

    def write(self, dossier: Dossier, language: str) -> Article:
        """The article; the same bytes for the same dossier."""
        ...


class Painter(Protocol):
    """A dossier drawn for one edition."""

    @property
    def name(self) -> str:
        """Such as "card/1": pictures of another name are drawn again."""
        ...

    def paint(self, dossier: Dossier, article: Article) -> Picture:
        """The picture, its label burnt in, in the article's language."""
        ...


class Embedder(Protocol):
    """Texts as vectors of their meaning, whatever the language. `models.encoders` has some."""

    @property
    def name(self) -> str:
        """Such as "e5" or "onnx/<hash>": vectors of two names are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[tuple[str, str, str]]) -> list[bytes]:
        """(language, title, body) of each text -> its unit vector, one signed byte (value * 127) a dimension."""
        ...


class Names(Protocol):
    """Forms of names by key: built-in tables plus the newsroom's registry, which wins."""

    def card(self, key: str) -> NameCard | None:
        """Forms per language, or None for a key no table knows."""
        ...


Progress = Callable[[str, int, int], None]
"""Called as progress(step or label, done, total); total 0 means unknown."""


def silent(_label: str, _done: int, _total: int) -> None:
    """A Progress for callers that show nothing."""
