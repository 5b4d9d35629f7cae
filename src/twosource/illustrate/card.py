"""A data card: the headline facts of an event and who reports them when, drawn by code as SVG.

IPTC digital source type `algorithmicMedia`: no model, no photograph. The label that says so is part of
the drawing. The same dossier and article give the same bytes.
"""

from __future__ import annotations

from hashlib import sha256

from twosource.illustrate.facts import Fact, headline_facts
from twosource.records import Article, Dossier, Origin, Picture, ReportCard, content_id, independent
from twosource.text.svg import clean, element, escaped, measure, sans, serif, wrap
from twosource.text.times import direction, number, tell_time
from twosource.text.wording import Words, words

SOURCE_TYPE = "algorithmicMedia"
_SOURCE_URI = f"http://cv.iptc.org/newscodes/digitalsourcetype/{SOURCE_TYPE}"

# The sheet and its columns, in pixels.
_WIDTH, _HEIGHT, _MARGIN = 1200, 675, 64
_FACTS_WIDTH, _SIDE = 664, 800
_SIDE_WIDTH = _WIDTH - _MARGIN - _SIDE
_FOOT = 592
_LANES = 6
# With so few facts they stand further apart.
_ROOMY = 3
_LEADING_SIZE, _VALUE_SIZE = 60, 44

_COLOURS = {"paper": "#f2eee4", "ink": "#1c1b19", "soft": "#5a564e", "line": "#cdc6b6", "mark": "#8c1c13"}
_DARK = {"paper": "#211f1b", "ink": "#e8e4db", "soft": "#aba598", "line": "#4a463d", "mark": "#ef9c8d"}


class CardPainter:
    """`ports.Painter`: data cards."""

    @property
    def name(self) -> str:
        """Changes whenever the same dossier would be drawn differently."""
        return "card/1"

    def paint(self, dossier: Dossier, article: Article) -> Picture:
        """The card in the article's language; 1200 × 675."""
        say = words(article.language)
        facts = headline_facts(dossier, article, say)
        alt = _alt(dossier, facts, say)
        data = _Sheet(article.language).draw(dossier, article, facts, alt).encode("utf-8")
        return Picture(
            id=content_id("picture", sha256(data).hexdigest()),
            event_id=dossier.event_id,
            language=article.language,
            kind="data-card",
            media_type="image/svg+xml",
            width=_WIDTH,
            height=_HEIGHT,
            alt=alt,
            source_type=SOURCE_TYPE,
            data=data,
        )


def _alt(dossier: Dossier, facts: tuple[Fact, ...], say: Words) -> str:
    told = [say("picture.fact", slot=fact.label, value=clean(fact.text(say))) for fact in facts]
    outlets = len({report.source_id for report in dossier.reports})
    counts = say(
        "picture.counts",
        reports=say("count.reports", n=len(dossier.reports)),
        outlets=say("count.outlets", n=outlets),
        origins=say("count.origins", n=len(independent(dossier.origins))),
    )
    return say("picture.alt", facts=" ".join([*told, counts]))


class _Sheet:
    """One drawing; coordinates run from the side on which the language begins."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.say = words(language)
        self.rtl = direction(language) == "rtl"
        self.parts: list[str] = []

    def draw(self, dossier: Dossier, article: Article, facts: tuple[Fact, ...], alt: str) -> str:
        self._rect(0, 0, _WIDTH, _HEIGHT, "paper")
        self._facts(facts)
        self._rule(_SIDE - 40, _MARGIN, _SIDE - 40, _FOOT - 24)
        self._counts(dossier)
        self._lanes(dossier)
        self._rule(_MARGIN, _FOOT, _WIDTH - _MARGIN, _FOOT)
        label = self.say("picture.label")
        fitted = min(28.0, 28.0 * (_WIDTH - 2 * _MARGIN) / max(measure(label, 28), 1))
        self._text(_MARGIN, _FOOT + 46, label, size=fitted, colour="soft")
        title = self.say("picture.title", headline=article.headline.text)
        head = element("title", {}, escaped(title)) + element("desc", {}, escaped(alt)) + _metadata() + _dark()
        attributes: dict[str, str | float] = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {_HEIGHT}",
            "width": _WIDTH,
            "height": _HEIGHT,
            "role": "img",
            "xml:lang": self.language,
            **({"direction": "rtl"} if self.rtl else {}),
        }
        return element("svg", attributes, "\n" + "\n".join([head, *self.parts]) + "\n") + "\n"

    def _facts(self, facts: tuple[Fact, ...]) -> None:
        """Facts from the top while there is room; the first largest."""
        y = _MARGIN - 8.0
        gap = 26 if len(facts) <= _ROOMY else 20
        for index, fact in enumerate(facts):
            size = _LEADING_SIZE if index == 0 else _VALUE_SIZE
            lines = [
                (line, value.language or self.language)
                for value in fact.values
                for line in wrap(
                    value.text, value.language or self.language, size=size, width=_FACTS_WIDTH, lines=2
                )
            ]  # fmt: skip
            height = 34 + len(lines) * size * 1.2
            if y + height > _FOOT - 16:
                break
            self._label(y + 24, fact)
            for line, language in lines:
                y_line = y + 34 + size * 1.02
                self._text(_MARGIN, y_line, line, size=size, face="serif", language=language)
                y += size * 1.2
            y += 34 + gap

    def _label(self, y: float, fact: Fact) -> None:
        self._text(_MARGIN, y, fact.label, size=26, colour="soft")
        if fact.disputed:
            x = _MARGIN + measure(fact.label, 26) + 24
            self._text(x, y, self.say("differ"), size=26, colour="mark", bold=True)

    def _counts(self, dossier: Dossier) -> None:
        outlets = len({report.source_id for report in dossier.reports})
        counts = (
            (len(dossier.reports), "reports"),
            (outlets, "outlets"),
            (len(independent(dossier.origins)), "origins"),
        )
        widest = max(measure(number(count, self.language), 68) for count, _ in counts) + 18
        for row, (count, what) in enumerate(counts):
            y = _MARGIN + 56 + row * 74
            self._text(_SIDE, y, number(count, self.language), size=68, face="serif")
            label = self.say(f"figure.{what}")
            size = min(28.0, 28.0 * (_SIDE_WIDTH - widest) / measure(label, 28))
            self._text(_SIDE + widest, y, label, size=size, colour="soft")

    def _lanes(self, dossier: Dossier) -> None:
        """A line for each origin, a dot for each report at its time: filled for the first of an origin."""
        reports = {report.report_id: report for report in dossier.reports}
        times = sorted(report.published.at for report in dossier.reports if report.published)
        if not times:
            return
        shown = dossier.origins[:_LANES]
        top, step = 322.0, min(34.0, 150 / len(shown))
        for row, origin in enumerate(shown):
            y = top + row * step
            self._rule(_SIDE, y, _WIDTH - _MARGIN, y)
            for report in _dated(origin, reports):
                assert report.published is not None
                whole = (times[-1] - times[0]).total_seconds()
                share = (report.published.at - times[0]).total_seconds() / whole if whole else 0.5
                self._dot(_SIDE + 10 + share * (_SIDE_WIDTH - 20), y, filled=report.report_id == origin.root)
        y = top + (len(shown) - 1) * step + 38
        first, last = (
            tell_time(at, self.say("pattern.month_day"), self.language, dossier.zone) for at in (times[0], times[-1])
        )
        self._text(_SIDE, y, first, size=22, colour="soft")
        if last != first:
            self._text(_WIDTH - _MARGIN, y, last, size=22, colour="soft", end=True)
        key = self.say("picture.key")
        if len(dossier.origins) > _LANES:
            key = f"{key} ({self.say('picture.more', n=len(dossier.origins) - _LANES)})"
        for line in wrap(key, self.language, size=22, width=_SIDE_WIDTH, lines=2):
            y += 31
            self._text(_SIDE, y, line, size=22, colour="soft")

    def _x(self, x: float) -> float:
        return round(_WIDTH - x if self.rtl else x, 1)

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        colour: str = "ink",
        face: str = "sans",
        bold: bool = False,
        end: bool = False,
        language: str = "",
    ) -> None:
        spoken = language or self.language
        attributes: dict[str, str | float] = {
            "x": self._x(x),
            "y": round(y, 1),
            "font-size": round(size, 1),
            "font-family": serif(spoken) if face == "serif" else sans(spoken),
            "fill": _COLOURS[colour],
            "class": colour,
        }
        if face == "serif" or bold:
            attributes["font-weight"] = "700" if face == "sans" or size > _VALUE_SIZE else "600"
        if end:
            attributes["text-anchor"] = "end"
        if spoken != self.language:
            attributes["xml:lang"] = spoken
        self.parts.append(element("text", attributes, escaped(text)))

    def _rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        box: dict[str, str | float] = {"x": x, "y": y, "width": width, "height": height}
        self.parts.append(element("rect", {**box, "fill": _COLOURS[colour], "class": colour}))

    def _rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        ends: dict[str, str | float] = {"x1": self._x(x1), "y1": round(y1, 1), "x2": self._x(x2), "y2": round(y2, 1)}
        self.parts.append(element("line", {**ends, "stroke": _COLOURS["line"], "stroke-width": 2, "class": "line"}))

    def _dot(self, x: float, y: float, *, filled: bool) -> None:
        place: dict[str, str | float] = {"cx": self._x(x), "cy": round(y, 1), "r": 9 if filled else 8}
        look = {"fill": _COLOURS["ink" if filled else "paper"], "class": "ink" if filled else "ring"}
        edge: dict[str, str | float] = {} if filled else {"stroke": _COLOURS["ink"], "stroke-width": 3}
        self.parts.append(element("circle", {**place, **look, **edge}))


def _dated(origin: Origin, reports: dict[str, ReportCard]) -> list[ReportCard]:
    """Dated reports of an origin, its root last so that its dot lies on top."""
    known = [reports[report_id] for report_id in origin.report_ids if report_id in reports]
    return sorted((r for r in known if r.published), key=lambda r: r.report_id == origin.root)


def _metadata() -> str:
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f'Iptc4xmpExt:DigitalSourceType="{_SOURCE_URI}"/></rdf:RDF></metadata>'
    )


def _dark() -> str:
    """Colours for a dark page; viewers that know no style sheet keep the light ones."""
    fills = "".join(f".{name}{{fill:{_DARK[name]}}}" for name in ("paper", "ink", "soft", "mark"))
    rest = f".line{{stroke:{_DARK['line']}}}.ring{{fill:{_DARK['paper']};stroke:{_DARK['ink']}}}"
    return f"<style>@media (prefers-color-scheme:dark){{{fills}{rest}}}</style>"
