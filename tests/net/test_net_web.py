"""HttpWeb: statuses, redirects, conditional GET, pacing, Retry-After, threads, manners."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from twosource.net.lanes import Lane, Lanes
from twosource.net.web import user_agent
from twosource.ports import Web
from twosource.records import Reason, Step


def test_a_page_comes_back_whole(site, clock, make_web):
    """Status, headers in lower case, bytes as served, the clock's time, no problem."""
    site.page("/a", "<p>기사</p>", ETag='"1"')
    client: Web = make_web()
    answer = client.get(site.url("/a"))
    assert answer.problem is None
    assert (answer.status, answer.body.decode()) == (200, "<p>기사</p>")
    assert (answer.url, answer.final_url) == (site.url("/a"), site.url("/a"))
    assert answer.header("etag") == '"1"'
    assert answer.fetched_at == clock.now()


def test_we_say_who_we_are(site, make_web):
    """One honest user agent on every request, the host's rules included; no cookie, no referrer."""
    site.page("/", Set_Cookie="id=1")
    client = make_web()
    client.get(site.url("/"))
    client.get(site.url("/"))
    assert {request["user-agent"] for request in site.requests} == {"Twosource/test"}
    assert not any("cookie" in request or "referer" in request for request in site.requests)


def test_the_user_agent_names_a_contact():
    """Built in one place; a contact cannot break out of the header."""
    assert user_agent("https://desk.example/", "1.2") == "Twosource/1.2 (+https://desk.example/)"
    assert user_agent("", "1.2") == "Twosource/1.2"
    assert user_agent("a\r\nX: 1", "1.2") == "Twosource/1.2 (+aX: 1)"
    assert user_agent("me@x.example").startswith("Twosource/")
    assert user_agent("편집국", "1.2") == "Twosource/1.2"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, Reason.NOT_FOUND), (410, Reason.GONE), (429, Reason.SLOW_DOWN), (503, Reason.SLOW_DOWN),
        (402, Reason.FORBIDDEN_BY_RIGHTS), (401, Reason.HTTP_ERROR), (403, Reason.HTTP_ERROR), (451, Reason.HTTP_ERROR),
        (500, Reason.HTTP_ERROR), (502, Reason.HTTP_ERROR), (202, Reason.HTTP_ERROR), (204, Reason.HTTP_ERROR),
        (206, Reason.HTTP_ERROR), (300, Reason.HTTP_ERROR), (302, Reason.HTTP_ERROR), (304, Reason.HTTP_ERROR),
    ],
)  # fmt: skip
def test_statuses_become_problems(status, reason, site, make_web):
    """Only 200 is a page, and 304 only where we asked; messages name the address and the status."""
    site.page("/", "" if status in (204, 304) else "error page", status)
    answer = make_web().get(site.url("/"))
    assert answer.problem.reason is reason
    assert (answer.status, answer.body) == (status, b"")
    assert site.url("/") in answer.problem.message
    assert str(status) in answer.problem.message
    assert (answer.problem.step, answer.problem.subject) == (Step.COLLECT, site.url("/"))


def test_conditional_get(site, make_web):
    """The validators of last time are sent back, and 304 is an empty success."""

    def reply(handler):
        unchanged = handler.headers.get("If-None-Match") == '"v1"'
        handler.send_response(304 if unchanged else 200)
        handler.send_header("Content-Length", "0" if unchanged else "3")
        handler.end_headers()
        if not unchanged:
            handler.wfile.write(b"new")

    site.replies["/feed"] = reply
    client = make_web()
    assert client.get(site.url("/feed")).body == b"new"
    answer = client.get(site.url("/feed"), etag='"v1"', last_modified="Sat, 31 Jan 2026 00:00:00 GMT")
    assert (answer.status, answer.body, answer.problem) == (304, b"", None)
    assert site.requests[-1]["if-modified-since"] == "Sat, 31 Jan 2026 00:00:00 GMT"
    assert client.get(site.url("/feed"), etag='"v0"').body == b"new"


@pytest.mark.parametrize("validator", ["a\r\nX-Evil: 1", "\x00", "é", " ", "\n"])
def test_validators_that_are_no_header_are_left_out(validator, site, make_web):
    """A stored ETag comes from a stranger; it cannot add a header or stop the request."""
    site.page("/")
    assert make_web().get(site.url("/"), etag=validator, last_modified=validator).problem is None
    assert not {"x-evil", "if-none-match", "if-modified-since"} & set(site.requests[-1])


# --- redirects ---------------------------------------------------------------------------------


def test_redirects_are_followed(site, canary, make_web):
    """Relative and to another host; the final address is told."""
    site.redirect("/a", "b/../c?x=1#part")
    site.redirect("/c?x=1", canary.url("/", host="other.test"), 308)
    answer = make_web().get(site.url("/a"))
    assert answer.body == b"secret"
    assert (answer.url, answer.final_url) == (site.url("/a"), canary.url("/", host="other.test"))


def test_five_redirects_and_no_more(site, make_web):
    """The sixth is one too many."""
    for number in range(6):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.page("/5")
    assert make_web().get(site.url("/0")).problem is None
    site.redirect("/5", "/6")
    site.page("/6")
    answer = make_web().get(site.url("/0"))
    assert answer.problem.reason is Reason.TOO_MANY_REDIRECTS
    assert "/6" not in site.hits


def test_a_redirect_in_a_circle_ends_at_once(site, make_web):
    """An address that was seen is not asked again."""
    site.redirect("/a", "/b")
    site.redirect("/b", "/a#again")
    assert make_web().get(site.url("/a")).problem.reason is Reason.TOO_MANY_REDIRECTS
    assert site.pages() == ["/a", "/b"]


def test_a_redirect_to_an_unescaped_address_is_followed(site, make_web):
    """Korean and Japanese servers put raw UTF-8 into Location."""
    site.replies["/"] = lambda handler: handler.wfile.write(
        "HTTP/1.1 302 Found\r\nLocation: /뉴스\r\nContent-Length: 0\r\n\r\n".encode()
    )
    site.page("/%EB%89%B4%EC%8A%A4", "found")
    assert make_web().get(site.url("/")).body == b"found"


# --- pacing ------------------------------------------------------------------------------------


def test_requests_to_one_host_are_a_pause_apart(site, fake_time, make_web):
    """robots.txt, tdmrep.json and pages alike; the first waits for nothing."""
    site.page("/a")
    site.page("/b")
    client = make_web(pace_seconds=2.0, sleep=fake_time.sleep, monotonic=fake_time.monotonic)
    client.get(site.url("/a"))
    client.get(site.url("/b"))
    assert len(site.hits) == 4
    assert fake_time.slept == [2.0, 2.0, 2.0]
    fake_time.now += 5
    client.get(site.url("/a"))
    assert fake_time.slept == [2.0, 2.0, 2.0]


def test_hosts_do_not_wait_for_each_other(site, canary, fake_time, make_web):
    """The pause is per host and port."""
    site.page("/")
    client = make_web(pace_seconds=2.0, sleep=fake_time.sleep, monotonic=fake_time.monotonic)
    client.get(site.url("/missing"))
    before = len(fake_time.slept)
    client.get(canary.url("/missing"))
    # the second host's own three requests, with two pauses between them
    assert len(fake_time.slept) == before + 2


@pytest.mark.parametrize(("line", "pause"), [("7", 7.0), ("0.1", 2.0), ("900", 30.0)])
def test_crawl_delay_raises_the_pause(line, pause, site, fake_time, make_web):
    """Up to 30 s; never below our own pace."""
    site.robots(f"User-agent: *\nCrawl-delay: {line}")
    site.page("/")
    client = make_web(pace_seconds=2.0, sleep=fake_time.sleep, monotonic=fake_time.monotonic)
    client.get(site.url("/"))
    fake_time.slept.clear()
    client.get(site.url("/"))
    assert fake_time.slept == [pause]


def test_an_early_waking_sleep_does_not_shorten_the_pause(fake_time):
    """The pause is a promise to the host, measured on the clock and not on the sleep."""

    def nap(seconds):
        fake_time.sleep(min(seconds, 0.3))

    lane = Lane(1.0, nap, fake_time.monotonic)
    with lane.turn():
        pass
    ended = fake_time.now
    with lane.turn():
        assert fake_time.now - ended >= 1.0


def test_a_failed_request_counts_for_the_pause(fake_time):
    """An exception leaves the lane open for the next and the pause in force."""
    lane = Lane(1.0, fake_time.sleep, fake_time.monotonic)
    with pytest.raises(RuntimeError), lane.turn():
        raise RuntimeError
    with lane.turn():
        assert fake_time.slept == [1.0]


def test_waiting_for_one_host_holds_up_no_other():
    """No global lock while waiting: one lane is busy, another is free at once."""
    lanes = Lanes(0.0, time.sleep, time.monotonic)
    release = threading.Event()
    taken = threading.Event()

    def hold():
        with lanes.lane("slow.test", 80).turn():
            taken.set()
            release.wait(5)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(hold)
        assert taken.wait(5)
        started = time.monotonic()
        with lanes.lane("fast.test", 80).turn(), lanes.lane("slow.test", 443).turn():
            assert time.monotonic() - started < 1
        release.set()
    assert lanes.lane("fast.test", 80) is lanes.lane("fast.test", 80)


def test_threads_never_meet_on_one_host(site, make_web):
    """Eight threads, one host: one request at a time, and its rules are asked for once."""
    inside, most = [], []

    def reply(handler):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.replies = {f"/{number}": reply for number in range(24)}
    client = make_web()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(client.get, (site.url(f"/{number}") for number in range(24))))
    assert all(answer.problem is None for answer in answers)
    assert max(most) == 1
    assert site.hits.count("/robots.txt") == 1


def test_two_hosts_that_redirect_to_each_other_do_not_deadlock(site, canary, make_web):
    """A thread gives up one host's turn before it waits for another's."""
    for number in range(10):
        site.redirect(f"/{number}", canary.url(f"/{number}", host="other.test"))
        canary.page(f"/{number}")
        canary.redirect(f"/back{number}", site.url(f"/end{number}"))
        site.page(f"/end{number}")
    client = make_web()
    urls = [site.url(f"/{n}") for n in range(10)] + [canary.url(f"/back{n}", host="other.test") for n in range(10)]
    with ThreadPoolExecutor(8) as pool:
        assert all(answer.problem is None for answer in pool.map(client.get, urls))


# --- Retry-After -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_without_another_request(status, site, fake_time, make_web):
    """Until the time has passed every get is answered at once, for any page of the host."""
    site.page("/a", status=status, Retry_After="120")
    site.page("/b")
    client = make_web(pace_seconds=5.0, sleep=fake_time.sleep, monotonic=fake_time.monotonic)
    answer = client.get(site.url("/a"))
    assert (answer.problem.reason, answer.retry_after) == (Reason.SLOW_DOWN, 120.0)
    fake_time.slept.clear()
    fake_time.now += 1
    asked = len(site.hits)
    again = client.get(site.url("/b"))
    assert (again.problem.reason, again.retry_after) == (Reason.SLOW_DOWN, 119.0)
    assert (len(site.hits), fake_time.slept) == (asked, [])
    fake_time.now += 120
    assert client.get(site.url("/b")).problem is None


def test_retry_after_may_be_a_date(site, fake_time, make_web):
    """An HTTP date is read against the host's own Date, so that a wrong clock on either side does no harm."""
    here = datetime(2001, 1, 1, tzinfo=UTC)

    def reply(handler):
        handler.send_response_only(503)
        handler.send_header("Date", format_datetime(here, usegmt=True))
        handler.send_header("Retry-After", format_datetime(here + timedelta(seconds=90), usegmt=True))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.replies["/"] = reply
    answer = make_web(sleep=fake_time.sleep, monotonic=fake_time.monotonic).get(site.url("/"))
    assert answer.retry_after == 90.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, 60.0), ("soon", 60.0), ("", 60.0), ("-5", 60.0), ("0", 0.0), ("99999999", 86_400.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0),
    ],
)  # fmt: skip
def test_retry_after_of_any_shape(value, seconds, site, make_web, fake_time):
    """Nothing and nonsense mean a minute; no host can silence us for more than a day at a time."""
    site.page("/", status=429, **({} if value is None else {"Retry_After": value}))
    client = make_web(sleep=fake_time.sleep, monotonic=fake_time.monotonic)
    assert client.get(site.url("/")).retry_after == seconds


def test_other_hosts_are_not_silenced(site, canary, make_web):
    """Retry-After speaks for the host that sent it."""
    site.page("/", status=429, Retry_After="1000")
    client = make_web()
    client.get(site.url("/"))
    assert client.get(canary.url("/")).problem is None


def test_a_plea_in_robots_txt_counts(site, fake_time, make_web):
    """429 for robots.txt: wait, then ask for it again before the page."""
    site.page("/robots.txt", status=429, Retry_After="30")
    site.page("/")
    client = make_web(sleep=fake_time.sleep, monotonic=fake_time.monotonic)
    answer = client.get(site.url("/"))
    assert (answer.problem.reason, answer.retry_after) == (Reason.SLOW_DOWN, 30.0)
    assert client.get(site.url("/")).problem.reason is Reason.SLOW_DOWN
    assert site.hits == ["/robots.txt"]
    fake_time.now += 31
    site.robots("")
    assert client.get(site.url("/")).problem is None


# --- connections -------------------------------------------------------------------------------


def test_a_kept_connection_that_the_host_closed_is_replaced(site, make_web):
    """Servers drop idle connections; the next request is made anew, once, and not reported as a failure."""
    drop = []

    def reply(handler):
        if drop:
            drop.pop()
            handler.connection.close()
            return
        handler.close_connection = False
        handler.send_response(200)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"ok")

    site.replies["/"] = reply
    client = make_web()
    assert client.get(site.url("/")).body == b"ok"
    drop.append(1)
    assert client.get(site.url("/")).body == b"ok"


def test_half_an_answer_on_a_kept_connection_is_not_asked_for_twice(site, make_web):
    """Once an answer has begun, a second request would break the pause; the failure is told instead."""

    def reply(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    site.page("/")
    site.replies["/half"] = reply
    client = make_web()
    client.get(site.url("/"))
    assert client.get(site.url("/half")).problem.reason is Reason.UNREACHABLE
    assert site.hits.count("/half") == 1


def test_connections_are_kept_between_requests(site, make_web):
    """One connection for robots.txt, tdmrep.json (both missing) and pages: no handshake each time."""
    asked = []
    site.page("/")
    client = make_web(resolver=lambda host, port: asked.append(host) or ["127.0.0.1"])
    for _ in range(5):
        client.get(site.url("/"))
    assert asked == ["news.test"]
