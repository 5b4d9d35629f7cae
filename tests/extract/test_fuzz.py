"""Whatever bytes come: an outcome, never an exception."""

from __future__ import annotations

import random

from conftest import make_capture, make_source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages.press import article

from pages import japanese, korean
from twosource.extract import extract
from twosource.extract.credit import find_credit
from twosource.extract.dates import parse_time, zone_of
from twosource.extract.lines import clean
from twosource.extract.title import strip_site
from twosource.records import Listing, State

FAST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<table><tr><td>", "</table>", "<script>", "</script>", "<br>", "<style>.a{display:none", "}", "</style>", '<script type="application/ld+json">', '{"@type":"NewsArticle","articleBody":', '"text."}', "<title>", "</title>", "<h1>", "<article>", "&#0;", "<!--", "-->", "<![CDATA[", "문장이 끝났다.", "文が終わった。", "A sentence ends here.", "2026-01-30T25:61", '<time datetime="2026-13-40">', "\u202e", "�", '<meta property="article:published_time" content="', '">', "<svg>", "<math>", '<p style="display:none">', '<a href="http://[::1">', '<link rel="canonical" href="http://[">']
)  # fmt: skip


def sound(body: bytes, language: str) -> None:
    report, outcome = extract(make_capture(body), make_source(language))
    assert outcome.subject == "capture"
    assert (report is None) == (outcome.state is State.QUARANTINED)
    assert (outcome.reason is None) == (report is not None)
    if report is not None:
        assert report.body
        assert "\n\n" not in report.body


@FAST
@given(st.binary(max_size=400), st.sampled_from(["ko", "ja", "en"]))
def test_any_bytes(body, language):
    """Raw bytes."""
    sound(body, language)


@FAST
@given(st.lists(PIECES, max_size=40), st.sampled_from(["ko", "ja", "en"]))
def test_any_markup(pieces, language):
    """Broken markup with broken metadata."""
    sound("".join(["<html>", *pieces]).encode("utf-8", "surrogatepass"), language)


@FAST
@given(st.integers(0, 10**6), st.sampled_from(["ko", "ja"]))
def test_damaged_pages(seed, language):
    """A real page with bytes lost, doubled and flipped."""
    rng = random.Random(seed)
    module = korean if language == "ko" else japanese
    layout = rng.choice(module.LAYOUTS)
    data = bytearray(layout(article(language, "fuzz")).encode())
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(data))
        if rng.random() < 0.5:
            data[at] = rng.randrange(256)
        else:
            del data[at : at + rng.randint(1, 60)]
    sound(bytes(data), language)


@FAST
@given(st.lists(st.text(max_size=300), max_size=12), st.sampled_from(["ko", "ja", "en", "xx"]))
def test_cleaning_adds_nothing(lines, language):
    """Each cleaned line is a beginning of a given one, in order."""
    kept = clean(lines, language)
    rest = iter(line.strip() for line in lines)
    assert all(any(line.startswith(out) for line in rest) for out in kept)


@FAST
@given(st.text(max_size=200))
def test_small_readers(text):
    """Dates, titles and credits are read from anything."""
    parse_time(text, zone_of("Asia/Seoul"))
    assert len(strip_site(text, {"가람일보"})) <= len(text)
    assert len(find_credit(text, text, make_source())) <= max(len(text), 0)


def test_the_same_bytes_give_the_same_report():
    """Nothing depends on a clock, a seed or an order of sets."""
    for layout in korean.LAYOUTS[:4]:
        body = layout(article("ko", "same")).encode()
        first = extract(make_capture(body), make_source())
        assert first == extract(make_capture(body), make_source())


def test_a_listing_with_text_needs_no_page():
    """A feed's full text becomes the report as it stands, without clean-up of its words."""
    listing = Listing(
        url="https://news.example/f/1",
        title="다리 개통",
        text="청람시가 다리를 열었다.\n\n길이는 320m다.",
        byline="도하늘=연합뉴스",
    )
    report, outcome = extract(make_capture(b"", listing=listing, final_url="https://news.example/f/1"), make_source())
    assert outcome.state is State.DONE
    assert report is not None
    assert report.body == "청람시가 다리를 열었다.\n길이는 320m다."
    assert report.credit == "연합뉴스"
    assert report.published is None
