r"""How well pages become reports: `twosource eval pages FILE.jsonl`.

Bodies are compared as multisets of shingles of four tokens, as in Zyte's article extraction benchmark
(https://github.com/scrapinghub/article-extraction-benchmark): true positives, false positives and
false negatives of a page give its precision and recall, both are averaged over pages, and F1 is the
harmonic mean of the two averages. A token is a run of `\\w`, except that each Han, kana and Hangul
character is one token of its own, after NFKC. A text of fewer than four tokens is one shingle.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Any

from twosource.errors import InputError
from twosource.eval.lines import read_lines
from twosource.extract import extract
from twosource.extract.dates import parse_time, zone_of
from twosource.ports import Progress, silent
from twosource.records import Capture, Precision, Report, Source, SourceKind, content_id

SHINGLE = 4
"""Tokens in a shingle."""

_TOKEN = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\U00020000-\U0003ffff]"
    r"|[^\W\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\U00020000-\U0003ffff]+"
)
_PLACES = {
    "KR": ("ko", "Asia/Seoul"),
    "JP": ("ja", "Asia/Tokyo"),
    "CN": ("zh", "Asia/Shanghai"),
    "TW": ("zh", "Asia/Taipei"),
    "DE": ("de", "Europe/Berlin"),
    "AT": ("de", "Europe/Vienna"),
    "CH": ("de", "Europe/Zurich"),
    "FR": ("fr", "Europe/Paris"),
    "ES": ("es", "Europe/Madrid"),
    "IT": ("it", "Europe/Rome"),
    "GB": ("en", "Europe/London"),
    "UK": ("en", "Europe/London"),
    "US": ("en", "America/New_York"),
    "IN": ("en", "Asia/Kolkata"),
    "AU": ("en", "Australia/Sydney"),
}
"""ISO country -> main language and zone, for pages that say neither."""
# the clock of a measurement stands still, after the pages it may hold
_FETCHED = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Tally:
    """What the pages of one group add up to."""

    pages: int = 0
    precision: float = 0.0
    recall: float = 0.0
    quarantined: int = 0
    titles: int = 0
    titles_right: int = 0
    dates: int = 0
    dates_right: int = 0

    def scores(self) -> dict[str, float | int | None]:
        """Averages; None where no row had a gold value."""
        precision, recall = self.precision / max(1, self.pages), self.recall / max(1, self.pages)
        return {
            "pages": self.pages,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(harmonic(precision, recall), 4),
            "title_accuracy": round(self.titles_right / self.titles, 4) if self.titles else None,
            "date_accuracy": round(self.dates_right / self.dates, 4) if self.dates else None,
            "quarantined": self.quarantined,
        }


def measure_pages(path: Path, progress: Progress = silent) -> dict[str, Any]:
    """Scores of `extract` over a JSON lines file of pages with gold bodies.

    Rows are `{id, html, url|null, body, title?, published_at?, country?}`. Keys of the result:
    `pages, precision, recall, f1, title_accuracy, date_accuracy, quarantined, pages_per_second,
    by_country` (the same keys per country, "" where a row names none). A quarantined page counts
    as an empty body. Raises InputError where the file or a line cannot be read.
    """
    rows = _rows(path)
    total = _Tally()
    countries: dict[str, _Tally] = defaultdict(_Tally)
    seconds = 0.0
    for done, row in enumerate(rows, start=1):
        capture, source = _capture(row)
        started = time.perf_counter()
        report, _outcome = extract(capture, source)
        seconds += time.perf_counter() - started
        for tally in (total, countries[str(row.get("country") or "")]):
            _count(tally, row, report, zone_of(source.zone))
        progress("eval pages", done, len(rows))
    return {
        **total.scores(),
        "pages_per_second": round(total.pages / seconds, 2) if seconds else None,
        "by_country": {country: countries[country].scores() for country in sorted(countries)},
    }


def tokens(text: str) -> list[str]:
    """Tokens of a text: CJK characters one by one, everything else as words."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Multiset of runs of SHINGLE tokens; of all tokens where there are fewer."""
    parts = tokens(text)
    if len(parts) < SHINGLE:
        return Counter([tuple(parts)] if parts else [])
    return Counter(tuple(parts[i : i + SHINGLE]) for i in range(len(parts) - SHINGLE + 1))


def compare(found: str, gold: str) -> tuple[float, float]:
    """Precision and recall of a body; two empty bodies agree."""
    mine, theirs = shingles(found), shingles(gold)
    hits = (mine & theirs).total()
    if not mine or not theirs:
        return (1.0, 1.0) if not mine and not theirs else (0.0, 0.0)
    return hits / mine.total(), hits / theirs.total()


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not JSON: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get("html"), str) or not isinstance(row.get("body"), str):
            raise InputError(f'{path}, line {number}: needs "html" and "body" as text')
        rows.append(row)
    return rows


def _capture(row: dict[str, Any]) -> tuple[Capture, Source]:
    """The page as if it had been fetched, from an outlet of which only the country is known."""
    country = str(row.get("country") or "").upper()
    language, zone = _PLACES.get(country, ("en", "UTC"))
    body = row["html"].encode("utf-8", "replace")
    url = str(row.get("url") or "")
    capture = Capture(
        id=content_id("capture", url, sha256(body).hexdigest()),
        source_id="page",
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=body,
        fetched_at=_FETCHED,
    )
    source = Source(id="page", name="", language=language, country=country, owner="", kind=SourceKind.ONLINE, zone=zone)
    return capture, source


def _count(tally: _Tally, row: dict[str, Any], report: Report | None, zone: tzinfo) -> None:
    precision, recall = compare(report.body if report else "", row["body"])
    tally.pages += 1
    tally.precision += precision
    tally.recall += recall
    tally.quarantined += report is None
    if row.get("title"):
        tally.titles += 1
        tally.titles_right += report is not None and _folded(report.title) == _folded(str(row["title"]))
    if row.get("published_at"):
        tally.dates += 1
        tally.dates_right += report is not None and _same_day(report, str(row["published_at"]), zone)


def _folded(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).split())


def _same_day(report: Report, gold: str, zone: tzinfo) -> bool:
    """Whether both are one calendar day in the zone that the gold time states."""
    if report.published is None:
        return False
    try:
        stated = datetime.fromisoformat(gold)
    except ValueError:
        read = parse_time(gold, zone)
        return read is not None and read[0].astimezone(zone).date() == report.published.at.astimezone(zone).date()
    # a page that gives only a day means its own day, whatever zone the gold time is told in
    told_in = zone if stated.tzinfo is None or report.published.precision is Precision.DAY else stated.tzinfo
    return report.published.at.astimezone(told_in).date() == stated.date()
