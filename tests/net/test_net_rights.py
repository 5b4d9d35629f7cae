"""Each line by which a page or its host grants or refuses a use; the strictest wins, all evidence stays."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.net.rights import HEAD_BYTES, combine, content_signal, content_usage, page_rights
from twosource.records import Reason, Rights, RightsSignal

NOW = datetime(2026, 2, 1, tzinfo=UTC)
WHERE = "http://news.test/a"


def by_header(name, value):
    """Rights of a page with one header."""
    return page_rights(((name, value),), b"", WHERE, NOW)


def by_html(text):
    """Rights of a page with this HTML."""
    return page_rights((), text.encode(), WHERE, NOW)


@pytest.mark.parametrize(
    ("value", "model", "quote"),
    [
        ("noai", False, None),
        ("noai, noimageai", False, None),
        ("NOAI", False, None),
        ("noml", False, None),
        ("noimageai", True, None),
        ("nosnippet", True, 0),
        ("max-snippet:50", True, 50),
        ("max-snippet: 50", True, 50),
        ("max-snippet:0", True, 0),
        ("max-snippet:-1", True, None),
        ("max-snippet:many", True, None),
        ("max-snippet:50, max-snippet:20", True, 20),
        ("nosnippet, max-snippet:50", True, 0),
        ("max-snippet:50, nosnippet", True, 0),
        ("index, follow, max-image-preview:large, max-snippet:-1, max-video-preview:-1", True, None),
        ("googlebot: noai", True, None),
        ("googlebot: nosnippet, noai", True, None),
        ("twosource: noai", False, None),
        ("otherbot: noindex, Twosource: nosnippet, max-snippet:9", True, 0),
        ("*: noai", False, None),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST, noai", False, None),
        ("unavailable_after: Tue, 25 Jun 2030 15:00:00 PST, noai", False, None),
        ("none", True, None),
        ("", True, None),
    ],
)
def test_robots_directives(value, model, quote):
    """X-Robots-Tag and meta robots read the same; a bot's name binds what follows it to that bot."""
    said = by_header("x-robots-tag", value)
    assert (said.fetch, said.model, said.quote_characters) == (True, model, quote)
    meta = by_html(f'<head><meta name="robots" content="{value}"></head>')
    assert (meta.model, meta.quote_characters) == (model, quote)


def test_what_concerns_us_is_kept_and_the_rest_is_not():
    """`index, follow` is no evidence of anything; `max-snippet:-1` is a grant and stays."""
    assert by_header("x-robots-tag", "index, follow").signals == ()
    [signal] = by_header("x-robots-tag", "max-snippet:-1").signals
    assert signal == RightsSignal(kind="meta-robots", where=f"{WHERE} (header)", text="max-snippet:-1", seen_at=NOW)


@pytest.mark.parametrize(("value", "model"), [("1", False), (" 1 ", False), ("0", True), ("yes", True)])
def test_tdm_reservation_in_header_and_meta(value, model):
    """TDMRep: 1 reserves; both places are recorded under their own kind."""
    for said in (by_header("tdm-reservation", value), by_html(f"<meta name='tdm-reservation' content='{value}'>")):
        assert said.model is model
        assert said.signals[0].kind == "tdm-reservation"


@pytest.mark.parametrize(
    ("value", "fetch", "model", "quote"),
    [
        ("train-ai=n", True, True, None), ("train-genai=n", True, True, None), ("train-ai=y, search=y", True, True, None),
        ("all=n", False, False, 0), ("bots=n", False, False, 0), ("all=n, search=y", False, False, None),
        ("ai-output=n", True, False, 0), ("ai-use=n", True, False, 0), ("ai-output=n, search=y", True, False, None),
        ("search=n", True, True, 0), ("all=y, ai-output=n", True, False, 0), ("bots=n, ai-output=y", False, True, None),
        # RFC 9651: keys are lower case, the last of a key counts, parameters are dropped, tokens only
        ("AI-OUTPUT=n", True, True, None), ("ai-output=n, ai-output=y", True, True, None),
        ("ai-output=n;x=1", True, False, 0), ('ai-output="n"', True, True, None), ("ai-output", True, True, None),
        ("", True, True, None), ("=,;=,,", True, True, None),
    ],
)  # fmt: skip
def test_content_usage(value, fetch, model, quote):
    """AIPREF: a use that is not named takes the answer of the wider use that is."""
    said = content_usage(value, WHERE, NOW)
    assert (said.fetch, said.model, said.quote_characters) == (fetch, model, quote)


@pytest.mark.parametrize(
    ("value", "model", "quote"),
    [
        ("ai-input=no", False, None), ("search=yes, ai-input=no, ai-train=no", False, None), ("ai-train=no", True, None),
        ("search=no", True, 0), ("ai-input=yes", True, None), ("AI-Input=No", False, None), ("ai-input = no", False, None),
    ],
)  # fmt: skip
def test_content_signal(value, model, quote):
    """contentsignals.org: ai-input speaks of models, search of links with excerpts, neither of fetching."""
    said = content_signal(value, WHERE, NOW)
    assert (said.fetch, said.model, said.quote_characters) == (True, model, quote)


def test_signals_may_come_as_headers():
    """The same vocabularies are sent with a response."""
    assert not by_header("content-signal", "ai-input=no").model
    assert not by_header("content-usage", "ai-output=n").model
    licence = by_header("link", '<https://a.example/l.xml>; rel="license"; type="application/rsl+xml"')
    assert (licence.model, licence.signals[0].kind) == (True, "rsl")
    assert by_header("link", "</style.css>; rel=preload").signals == ()


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ('<meta name="robots" content="noai">', False),
        ("<META NAME=Robots CONTENT=noai>", False),
        ("<meta content='noai' name='robots' />", False),
        ('<meta\n name = "robots"\n content = "noai"\n>', False),
        ('<meta name="robots" content="no&#97;i">', False),
        ('<meta name="twosource" content="noai">', False),
        ('<meta name="googlebot" content="noai">', True),
        ('<!-- <meta name="robots" content="noai"> -->', True),
        ('<!-- a --><meta name="robots" content="noai"><!-- b -->', False),
        ('<meta name="robots" content="noai"', True),
        ('</head><body><meta name="robots" content="noai">', True),
        ('<meta name="description" content="noai">', True),
        ('<meta property="robots">', True),
        ("", True),
    ],
)
def test_meta_elements(text, model):
    """Any way to write the element; comments and the body do not count."""
    assert by_html(text).model is model


@pytest.mark.parametrize(
    "unit",
    [
        "<meta ",
        "<!--",
        "<meta name=",
        "<meta name='",
        "<",
        "</hea",
        'a="',
        f"<meta {'a' * 990}>",
        f"<meta {'b=' * 490}>",
        f"<meta {chr(34).join(['a='] * 330)}>",
        f"<meta a{' ' * 990}>",
    ],
)
def test_hostile_heads_take_linear_time(unit):
    """Unclosed tags and comments over the whole head: no quadratic search."""
    head = (unit * (HEAD_BYTES // len(unit) + 1)).encode()
    started = time.perf_counter()
    page_rights((), head, WHERE, NOW)
    assert time.perf_counter() - started < 0.8


made = st.builds(
    Rights,
    fetch=st.booleans(),
    model=st.booleans(),
    quote_characters=st.none() | st.integers(0, 500),
    signals=st.lists(
        st.builds(
            RightsSignal, kind=st.sampled_from("ab"), where=st.just("w"), text=st.text(max_size=2), seen_at=st.just(NOW)
        ),
        max_size=3,
    ).map(tuple),
)


@given(st.lists(made, max_size=5), st.randoms())
def test_combining_never_loosens(parts, random):
    """The result is as strict as its strictest part, in any order, and no evidence is lost."""
    whole = combine(*parts)
    assert whole.fetch == all(part.fetch for part in parts)
    assert whole.model == all(part.model for part in parts)
    limits = [part.quote_characters for part in parts if part.quote_characters is not None]
    assert whole.quote_characters == (min(limits) if limits else None)
    assert set(whole.signals) == {signal for part in parts for signal in part.signals}
    assert len(whole.signals) == len(set(whole.signals))
    shuffled = list(parts)
    random.shuffle(shuffled)
    again = combine(*shuffled)
    assert (again.fetch, again.model, again.quote_characters) == (whole.fetch, whole.model, whole.quote_characters)
    assert combine(whole) == whole


def test_the_strictest_signal_comes_first():
    """An editor reads the line that decides before the ones that do not."""
    loose = content_signal("ai-train=no", WHERE, NOW)
    strict = content_usage("all=n", WHERE, NOW)
    assert combine(loose, strict).signals[0].kind == "content-usage"


def test_evidence_is_short_enough_to_store():
    """A header of a megabyte is not stored with every page."""
    assert len(by_header("tdm-reservation", "1" + "x" * 10_000).signals[0].text) <= 300


def test_host_and_page_are_combined_in_the_answer(site, make_web):
    """One Rights for the page: robots.txt, headers and meta, strictest wins."""
    site.robots("User-agent: *\nContent-Signal: ai-input=no")
    site.page("/", '<head><meta name="robots" content="max-snippet:40"></head>', X_Robots_Tag="max-snippet:90")
    said = make_web().get(site.url("/")).rights
    assert (said.fetch, said.model, said.quote_characters) == (True, False, 40)
    assert {signal.kind for signal in said.signals} == {"robots", "content-signal", "meta-robots"}


def test_meta_elements_count_in_html_only(site, make_web):
    """A feed that quotes an article's HTML does not speak for itself with it."""
    site.page("/feed", '<meta name="robots" content="noai">', Content_Type="application/rss+xml")
    site.page("/page", '<meta name="robots" content="noai">')
    assert make_web().get(site.url("/feed")).rights.model
    assert not make_web().get(site.url("/page")).rights.model


def test_the_rights_of_a_redirecting_host_stay(site, canary, make_web):
    """The outlet's word holds where its page is served by another host."""
    site.robots("User-agent: *\nContent-Signal: ai-input=no")
    site.redirect("/", canary.url("/", host="other.test"))
    assert not make_web().get(site.url("/")).rights.model


def test_a_page_that_refuses_processing_is_dropped(site, make_web):
    """Content-Usage in the answer itself: the body is not handed on."""
    site.page("/", Content_Usage="bots=n")
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason is Reason.FORBIDDEN_BY_RIGHTS
    assert answer.body == b""


def test_a_page_that_must_be_paid_for_is_a_matter_of_rights(site, make_web):
    """402, as pay-per-crawl answers."""
    site.page("/", status=402)
    assert make_web().get(site.url("/")).problem.reason is Reason.FORBIDDEN_BY_RIGHTS
