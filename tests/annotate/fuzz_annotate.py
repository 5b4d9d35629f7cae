"""Fuzz target: any bytes as a report's text, in every language; an annotation that is not sound, or an exception, stops it.

    make fuzz                                        five minutes of mutations of the sample wire's texts
    python tests/annotate/fuzz_annotate.py 3600      so many seconds
    pip install atheris && python tests/annotate/fuzz_annotate.py    guided by coverage, until stopped

The input that failed is printed as a Python literal, to become a test.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime
from functools import cache

from soundness import assert_sound

from twosource.annotate import annotate
from twosource.languages.names import NameTable
from twosource.records import Precision, Report, Source, SourceKind, Stamp
from twosource.sample.wiredata import load_sample

LANGUAGES = ("ko", "ja", "en", "de")
SECONDS = 300
STAMP = Stamp(at=datetime(2026, 1, 31, tzinfo=UTC), precision=Precision.MINUTE, basis="page")
NAMES = NameTable.build((), ())
# A text this long that takes longer means a pattern that backtracks
SLOWEST = 5.0


def fuzz_annotate(data: bytes) -> None:
    """One input: the first byte chooses the outlet's language, the rest is title, line break, body."""
    language = LANGUAGES[data[0] % len(LANGUAGES)] if data else "ko"
    title, _, body = data[1:].decode("utf-8", "replace").partition("\n")
    report = Report(
        id="r", source_id="s", capture_id="c", url="u", language=language, title=title, body=body, published=STAMP
    )
    source = Source(id="s", name="S", language=language, country="KR", owner="o", kind=SourceKind.PAPER)
    annotation, _ = annotate(report, source, NAMES)
    assert_sound(report, annotation)
    assert annotate(report, source, NAMES)[0] == annotation


@cache
def seeds() -> tuple[bytes, ...]:
    """The sample wire's texts, each behind the byte of its language."""
    return tuple(
        bytes([LANGUAGES.index(report.language)]) + f"{report.title}\n{report.body}".encode()
        for report in load_sample().reports
    )


def mutate(chance: random.Random) -> bytes:
    """Parts of a few texts cut, doubled, spliced and sprinkled with odd characters."""
    text = chance.choice(seeds())[1:].decode()
    for _ in range(chance.randint(1, 8)):
        at, to = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        other = chance.choice(seeds())[1:].decode()
        match chance.randint(0, 4):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:at] + text[at : at + 40] * chance.randint(2, 9) + text[to:]
            case 2:
                start = chance.randint(0, len(other))
                text = text[:at] + other[start : start + 60] + text[at:]
            case 3:
                text = (
                    text[:at]
                    + chr(chance.choice((chance.randint(1, 0xD7FF), chance.randint(0xE000, 0x1FFFF))))
                    + text[at:]
                )
            case _:
                text = text[:at] + "".join(chance.sample(text[at:to], min(30, to - at))) + text[to:]
    return bytes([chance.randrange(len(LANGUAGES))]) + text[:6000].encode()


def main() -> int:
    """Run until the time is over or something breaks."""
    try:
        import atheris
    except ImportError:
        return _mutate_for(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
    atheris.Setup(sys.argv, fuzz_annotate)
    atheris.Fuzz()
    return 0


def _mutate_for(seconds: float) -> int:
    chance = random.Random(int(time.time()))
    stop, tried = time.monotonic() + seconds, 0
    while time.monotonic() < stop:
        data = mutate(chance)
        started = time.monotonic()
        try:
            fuzz_annotate(data)
        except BaseException:
            print(f"after {tried} inputs: fuzz_annotate({data!r})", file=sys.stderr)
            raise
        if time.monotonic() - started > SLOWEST:
            print(f"took {time.monotonic() - started:.1f} s: fuzz_annotate({data!r})", file=sys.stderr)
            return 1
        tried += 1
    print(f"{tried} inputs, nothing broke")
    return 0


if __name__ == "__main__":
    sys.exit(main())
