"""robots.txt after RFC 9309, and the lines beside it that protego ignores."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from twosource.net.robots import ROBOTS_BYTES, Reservations, Robots
from twosource.records import Reason

NOW = datetime(2026, 2, 1, tzinfo=UTC)
WHERE = "http://news.test/robots.txt"


def robots(text):
    """A parsed file."""
    return Robots.parse(text.encode(), WHERE, NOW)


def rights(text, path="/a"):
    """What a file says of a path."""
    return robots(text).rights(f"http://news.test{path}")


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /no", "/yes", True),
        ("User-agent: *\nDisallow: /no", "/nothing", False),
        # the longest match decides, and allow wins a tie
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        # our own group replaces the general one, in any case and in any order
        ("User-agent: *\nDisallow: /\n\nUser-agent: Twosource\nAllow: /", "/a", True),
        ("User-agent: TWOSOURCE\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: Twosource/1.0\nDisallow: /", "/a", False),
        ("User-agent: other\nUser-agent: Twosource\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: twosourcer\nDisallow: /", "/a", True),
        ("User-agent: two\nDisallow: /", "/a", True),
        # groups for the same robot are one
        ("User-agent: Twosource\nDisallow: /a\n\nUser-agent: Twosource\nDisallow: /b", "/b", False),
        # further lines and comments do not break a group
        ("User-agent: * # all\nContent-Signal: ai-train=no\nCrawl-delay: 3\nDisallow: /a # here", "/a", False),
        ("User-agent: one\nSitemap: http://x/\nUser-agent: Twosource\nDisallow: /", "/a", False),
        ("User-agent: *\nLicense: http://x/\nUser-agent: one\nDisallow: /", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\r\nDisallow: /\r\n", "/a", False),
        ("<html>not found</html>", "/a", True),
    ],
)
def test_groups_and_rules(text, path, allowed):
    """RFC 9309 section 2.2: group matching and the most specific rule."""
    assert rights(text, path).fetch is allowed
    assert robots(text).allows(f"http://news.test{path}") is allowed


def test_evidence_names_file_status_and_time():
    """Every verdict can be shown: where it was read, what it was, when."""
    [signal] = rights("User-agent: *\nDisallow: /").signals
    assert (signal.kind, signal.where, signal.text, signal.seen_at) == ("robots", WHERE, "HTTP 200: disallowed", NOW)
    assert Robots.absent(WHERE, NOW, "HTTP 404").rights("http://news.test/").signals[0].text == "HTTP 404: allowed"


@pytest.mark.parametrize(("line", "delay"), [("5", 5.0), ("0.5", 0.5), ("-1", 0.0), ("nan", 0.0), ("soon", 0.0)])
def test_crawl_delay(line, delay):
    """The delay asked of us; nonsense asks for none."""
    assert robots(f"User-agent: *\nCrawl-delay: {line}").delay == delay
    assert robots(f"User-agent: other\nCrawl-delay: {line}").delay == 0.0


@pytest.mark.parametrize(
    ("text", "path", "model", "quote"),
    [
        ("User-agent: *\nContent-Signal: ai-input=no", "/a", False, None),
        ("User-agent: *\nContent-Signal: search=yes,ai-train=no", "/a", True, None),
        ("User-agent: *\nContent-signal: SEARCH=NO", "/a", True, 0),
        ("Content-Signal: ai-input=no", "/a", False, None),
        ("User-agent: GPTBot\nContent-Signal: ai-input=no", "/a", True, None),
        ("User-agent: GPTBot\nUser-agent: *\nContent-Signal: ai-input=no", "/a", False, None),
        ("User-agent: *\nContent-Signal: ai-input=no\n\nUser-agent: Twosource\nAllow: /", "/a", True, None),
        ("User-agent: Twosource\nContent-Signal: ai-input=no\n\nUser-agent: *\nAllow: /", "/a", False, None),
        ("User-agent: *\nContent-Signal: /a ai-input=no", "/a/b", False, None),
        ("User-agent: *\nContent-Signal: /a ai-input=no", "/b", True, None),
        # AIPREF attachment draft, section 3.4
        ("User-agent: *\nContent-Usage: ai-output=n\nContent-Usage: /ok/ ai-output=y", "/ok/x", True, None),
        ("User-agent: *\nContent-Usage: ai-output=n\nContent-Usage: /ok/ ai-output=y", "/x", False, 0),
        ("User-agent: *\nContent-Usage: /a ai-output=y\nContent-Usage: /a ai-output=n", "/a", False, 0),
        ("User-agent: *\nContent-Usage: train-ai=n", "/a", True, None),
        ("User-agent: *\nContent-Usage: /*.html$ ai-output=n", "/x.html", False, 0),
        ("User-agent: *\nContent-Usage: /*.html$ ai-output=n", "/x.html5", True, None),
        ("User-agent: *\nContent-Usage: /a*b*c ai-output=n", "/a1b2c3", False, 0),
        ("User-agent: *\nContent-Usage: /a*b*c ai-output=n", "/a1c2b3", True, None),
        ("User-agent: *\nContent-Usage: /%EB%89%B4 ai-output=n", "/뉴스", False, 0),
        ("# Content-Signal: ai-input=no", "/a", True, None),
        ("User-agent: *\nSitemap: http://x/\nUser-agent: one\nContent-Signal: ai-input=no", "/a", False, None),
        ("User-agent: *\nAllow: /\nUser-agent: one\nContent-Signal: ai-input=no", "/a", True, None),
    ],
)
def test_usage_lines(text, path, model, quote):
    """Content-Signal and Content-Usage bind by group and by path, as Allow and Disallow do."""
    said = rights(text, path)
    assert (said.fetch, said.model, said.quote_characters) == (True, model, quote)


def test_usage_lines_are_kept_as_evidence():
    """What was read is stored word for word, also where it allows."""
    kinds = {(s.kind, s.text) for s in rights("User-agent: *\nContent-Signal: search=yes, ai-train=no").signals}
    assert ("content-signal", "search=yes, ai-train=no") in kinds


def test_licences_hold_for_everybody_and_are_recorded():
    """RSL 1.0: the line is not tied to a group; Twosource records it and leaves the terms to a person."""
    text = "License: https://a.example/l.xml\nUser-agent: GPTBot\nLicense: https://b.example/l.xml\nDisallow: /"
    said = rights(text)
    assert said.fetch
    assert said.model
    found = [signal.text for signal in said.signals if signal.kind == "rsl"]
    assert found == ["License: https://a.example/l.xml", "License: https://b.example/l.xml"]


def test_evidence_of_one_host_stays_small():
    """A file of thousands of usage lines does not swell the record of every page."""
    lines = "".join(f"License: http://a.example/{n}\nContent-Signal: x{n}=yes\n" for n in range(5000))
    said = rights("User-agent: *\n" + lines + "Content-Signal: ai-input=no")
    assert not said.model
    assert len(said.signals) == 40
    assert said.signals[0].text == "ai-input=no"


def test_only_the_first_500_kib_count():
    """RFC 9309 section 2.5 sets the least that must be read; what lies beyond is not."""
    assert Robots.parse(b"#" * (ROBOTS_BYTES - 40) + b"\nUser-agent: *\nDisallow: /", WHERE, NOW).delay == 0
    inside = b"#" * (ROBOTS_BYTES - 100) + b"\nUser-agent: *\nDisallow: /\n"
    assert not Robots.parse(inside, WHERE, NOW).allows("http://news.test/a")
    assert Robots.parse(b"#" * ROBOTS_BYTES + b"\nUser-agent: *\nDisallow: /", WHERE, NOW).allows("http://news.test/a")


def test_a_robots_file_cannot_stop_the_reader():
    """Thousands of agents times thousands of rules: protego alone would keep 300 million of them."""
    agents = "".join(f"User-agent: bot{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(20_000))
    started = time.perf_counter()
    read = robots(agents + "User-agent: *\n" + rules + "Disallow: /*" + "a*" * 1000 + "$")
    assert not read.allows("http://news.test/7")
    assert read.allows("http://news.test/" + "b" * 2000)
    assert time.perf_counter() - started < 2.0


TDMREP = [
    {"location": "/free/", "tdm-reservation": 0},
    {"location": "/*.pdf$", "tdm-reservation": "1", "tdm-policy": "https://news.test/policy.json"},
    {"location": "/", "tdm-reservation": 1},
]


@pytest.mark.parametrize(
    ("path", "model"), [("/free/a", True), ("/free/a.pdf", True), ("/x.pdf", False), ("/x", False)]
)
def test_tdmrep_uses_the_first_rule_that_matches(path, model):
    """TDMRep: rules in sequence, the first that matches decides."""
    said = Reservations(json.dumps(TDMREP).encode(), "w", NOW).rights(f"http://news.test{path}")
    assert said.model is model
    assert said.signals[0].kind == "tdmrep"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[" * 100_000, b"null", b"3", b'"x"', b"[null, 3, [], {}]", b'[{"location": 3, "tdm-reservation": 1}]',
        b'[{"location": "/other", "tdm-reservation": 1}]', b'[{"location": "/"}]', b"\xff\xfe", b"<html>",
        b'[{"location": "/", "tdm-reservation": 0, "tdm-policy": 5}]',
    ],
)  # fmt: skip
def test_tdmrep_of_another_shape_reserves_nothing(data):
    """A file nobody can read is no reservation and no crash."""
    assert Reservations(data, "w", NOW).rights("http://news.test/x").model


def test_a_single_rule_need_not_be_a_list():
    """Seen in the wild: one object instead of an array of one."""
    data = b'{"location": "/", "tdm-reservation": 1}'
    assert not Reservations(data, "w", NOW).rights("http://news.test/").model


# --- over the wire -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, None), (401, None), (403, None), (404, None), (410, None), (204, None),
        (500, Reason.FORBIDDEN_BY_ROBOTS), (502, Reason.FORBIDDEN_BY_ROBOTS), (304, Reason.FORBIDDEN_BY_ROBOTS),
        (429, Reason.SLOW_DOWN), (503, Reason.SLOW_DOWN),
    ],
)  # fmt: skip
def test_status_of_robots_txt(status, reason, site, make_web):
    """4xx: no rules. 5xx: everything closed. 429 and 503: come back later."""
    site.robots("" if status in (204, 304) else "User-agent: *\nDisallow: /", status)
    site.page("/")
    answer = make_web().get(site.url("/"))
    assert (answer.problem.reason if answer.problem else None) is reason
    assert site.pages() == ([] if reason else ["/"])


def test_a_host_whose_robots_txt_times_out_is_not_read(site, make_web):
    """Unreachable rules are no permission; the editor sees why."""
    site.replies["/robots.txt"] = lambda handler: time.sleep(0.5)
    site.page("/")
    answer = make_web(timeout_seconds=0.2).get(site.url("/"))
    assert answer.problem.reason is Reason.TIMED_OUT
    assert site.pages() == []


def test_robots_txt_follows_five_redirects_and_no_more(site, make_web):
    """RFC 9309 section 2.3.1.2: five hops are followed, after that there are no rules."""
    site.page("/")
    site.redirect("/robots.txt", "/r1")
    for number in range(1, 5):
        site.redirect(f"/r{number}", f"/r{number + 1}")
    site.replies["/r5"] = (200, {}, b"User-agent: *\nDisallow: /")
    assert make_web().get(site.url("/")).problem.reason is Reason.FORBIDDEN_BY_ROBOTS
    site.redirect("/r5", "/r6")
    site.replies["/r6"] = (200, {}, b"User-agent: *\nDisallow: /")
    assert make_web().get(site.url("/")).problem is None


def test_robots_txt_is_asked_for_once_a_day(site, clock, make_web):
    """Cached for 24 hours of the given clock, then asked for again and obeyed."""
    site.robots("User-agent: *\nAllow: /")
    site.page("/")
    client = make_web()
    for _ in range(3):
        assert client.get(site.url("/")).problem is None
    assert (site.hits.count("/robots.txt"), site.hits.count("/.well-known/tdmrep.json")) == (1, 1)
    site.robots("User-agent: *\nDisallow: /")
    clock.pass_time(hours=23)
    assert client.get(site.url("/")).problem is None
    clock.pass_time(hours=1, minutes=1)
    assert client.get(site.url("/")).problem.reason is Reason.FORBIDDEN_BY_ROBOTS


def test_a_failed_robots_txt_is_tried_again_soon(site, clock, make_web):
    """A server that was down for a moment is not shut out for a day."""
    site.robots("", 500)
    site.page("/")
    client = make_web()
    assert client.get(site.url("/")).problem.reason is Reason.FORBIDDEN_BY_ROBOTS
    site.robots("")
    assert client.get(site.url("/")).problem.reason is Reason.FORBIDDEN_BY_ROBOTS
    clock.pass_time(minutes=11)
    assert client.get(site.url("/")).problem is None


def test_a_huge_robots_txt_is_cut_not_refused(site, make_web):
    """Rules in the first 500 KiB hold however long the file is."""
    site.robots("User-agent: *\nDisallow: /no\n" + "# padding\n" * 200_000)
    site.page("/no")
    assert make_web().get(site.url("/no")).problem.reason is Reason.FORBIDDEN_BY_ROBOTS


def test_a_refused_page_is_never_asked_for(site, make_web):
    """Rights first, then fetch; the evidence comes with the problem."""
    site.robots("User-agent: Twosource\nDisallow: /private")
    site.page("/private/a")
    answer = make_web().get(site.url("/private/a"))
    assert answer.problem.reason is Reason.FORBIDDEN_BY_ROBOTS
    assert not answer.rights.fetch
    assert answer.rights.signals[0].kind == "robots"
    assert site.hits == ["/robots.txt"]


def test_each_host_on_the_way_has_its_own_robots_txt(site, make_web, canary):
    """A redirect does not carry one host's permission to another."""
    site.redirect("/", canary.url("/", host="other.test"))
    canary.robots("User-agent: *\nDisallow: /")
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason is Reason.FORBIDDEN_BY_ROBOTS
    assert canary.hits == ["/robots.txt"]


def test_automated_processing_refused_means_not_fetched(site, make_web):
    """Content-Usage `all=n`: analysing text is what we do, so the page is left alone."""
    site.robots("User-agent: *\nContent-Usage: all=n")
    site.page("/")
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason is Reason.FORBIDDEN_BY_RIGHTS
    assert site.pages() == []


def test_tdmrep_of_the_host_reaches_the_answer(site, make_web):
    """The file is read once per host and its reservation stands in the rights of the page."""
    site.replies["/.well-known/tdmrep.json"] = (200, {}, json.dumps(TDMREP).encode())
    site.page("/x")
    site.page("/free/y")
    client = make_web()
    assert not client.get(site.url("/x")).rights.model
    assert client.get(site.url("/free/y")).rights.model
    assert site.hits.count("/.well-known/tdmrep.json") == 1


def test_tdmrep_is_not_asked_for_where_robots_forbids_it(site, make_web):
    """The host's rules hold for its other files as well; a broken tdmrep.json reserves nothing."""
    site.robots("User-agent: *\nDisallow: /.well-known/")
    site.page("/")
    assert make_web().get(site.url("/")).problem is None
    assert "/.well-known/tdmrep.json" not in site.hits
    site.robots("")
    site.replies["/.well-known/tdmrep.json"] = lambda handler: None
    assert make_web().get(site.url("/")).problem is None
