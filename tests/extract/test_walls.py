"""Quarantine: every kind of page that is no article, and the articles that only speak of such pages."""

from __future__ import annotations

import pytest
from pages.press import article

from pages import english, japanese, korean
from twosource.records import Reason, State


def page(title: str, body: str, lang: str = "en", head: str = "") -> str:
    """A small page."""
    return f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


MENU = "<nav><ul>" + "".join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(12)) + "</ul></nav>"
WALLS = [
    ("en", page("Just a moment...", "<h1>news.example</h1><p>Checking your browser before accessing the site.</p>")),
    ("en", page("Access denied", "<h1>Access Denied</h1><p>You don't have permission to access this page.</p>")),
    (
        "en",
        page(
            "news.example",
            '<div id="px-captcha"></div><p>Press &amp; Hold to confirm you are a human (and not a bot).</p>',
        ),
    ),
    ("en", page("", '<script src="https://geo.captcha-delivery.com/c.js"></script><p>Please wait.</p>')),
    ("ko", page("알림", "<p>비정상적인 접근이 감지되었습니다. 로봇이 아닙니다에 체크해 주세요.</p>", "ko")),
    ("ja", page("確認", "<p>ロボットではありませんにチェックを入れてください。</p>", "ja")),
]
PAYWALLS = [
    (
        "en",
        page(
            "Bridge opens",
            "<article><h1>Bridge opens</h1><p>The bridge opened on Friday.</p></article><div class='gate'><p>Subscribe to continue reading.</p></div>",
        ),
    ),
    (
        "en",
        page(
            "Bridge opens",
            "<article><h1>Bridge opens</h1><p>The bridge opened…</p></article>",
            head='<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
        ),
    ),
    (
        "ko",
        page(
            "다리 개통",
            '<h1>다리 개통</h1><div id="articleBody"><p>청람시가 새 다리를 열었다.</p></div><div>이 기사는 유료회원 전용 기사입니다. 구독 후 이용해 주세요.</div>',
            "ko",
        ),
    ),
    (
        "ja",
        page(
            "橋が開通",
            '<h1>橋が開通</h1><div class="article-body"><p>青嵐市は新しい橋を開通させた。</p></div><p>この記事は有料記事です。残り1,234文字</p>',
            "ja",
        ),
    ),
]
ERRORS = [
    ("en", page("Page not found", "<h1>404</h1><p>The page you are looking for does not exist.</p>" + MENU)),
    ("en", page("Error", "<h1>Service temporarily unavailable</h1>")),
    (
        "ko",
        page("오류", "<h2>요청하신 페이지를 찾을 수 없습니다.</h2><p>삭제된 기사이거나 주소가 바뀌었습니다.</p>", "ko"),
    ),
    (
        "ja",
        page(
            "エラー", "<h1>お探しのページは見つかりませんでした</h1><p>掲載期間が終了した可能性があります。</p>", "ja"
        ),
    ),
]
EMPTY = [
    ("en", ""),
    ("en", "   \n  "),
    ("en", page("Bridge opens", MENU)),
    ("en", page("", '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>')),
    ("ko", page("다리 개통", '<div id="app"></div>', "ko")),
]
NOT_PAGES = [
    (b"%PDF-1.7 ...", "text/html"),
    (b"\x89PNG\r\n\x1a\n", ""),
    (b'{"a": 1}', "text/html"),
    (b"{}", "application/json"),
    (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "text/xml"),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "text/html"),
    (b"just words, no markup at all", "text/plain"),
]


def check(read, rows, reason):
    for language, markup in rows:
        report, outcome = read(markup, language)
        assert report is None, markup
        assert (outcome.state, outcome.reason) == (State.QUARANTINED, reason), markup
        assert outcome.subject == "capture"


@pytest.mark.parametrize("row", WALLS)
def test_bot_walls(read, row):
    """A page that asks whether we are human is never evidence."""
    check(read, [row], Reason.BOT_WALL)


@pytest.mark.parametrize("row", PAYWALLS)
def test_paywalls(read, row):
    """A stub in front of a wall is quarantined."""
    check(read, [row], Reason.PAYWALL)


@pytest.mark.parametrize("row", ERRORS)
def test_error_pages(read, row):
    """An error told with status 200 is still an error."""
    check(read, [row], Reason.ERROR_PAGE)


@pytest.mark.parametrize("row", EMPTY)
def test_empty_pages(read, row):
    """A frame without text is empty."""
    check(read, [row], Reason.EMPTY)


@pytest.mark.parametrize(("body", "content_type"), NOT_PAGES)
def test_other_files(read, body, content_type):
    """A file of another kind is told by its bytes or its type."""
    report, outcome = read(body, headers=(("content-type", content_type),))
    assert report is None
    assert outcome.reason is Reason.NOT_A_PAGE


def test_error_status(read):
    """A short page under an error status is an error page, whatever it says."""
    report, outcome = read(page("Hm", "<p>Nothing much is to be seen here.</p>"), "en", status=404)
    assert report is None
    assert outcome.reason is Reason.ERROR_PAGE
    assert "404" in outcome.detail


def test_front_page(read):
    """An address without a path whose page states no article is a front page."""
    _report, outcome = read(
        english.plain(article("en", "front")).replace("NewsArticle", "WebSite"), "en", final_url="https://news.example/"
    )
    assert outcome.reason is Reason.NOT_A_PAGE


def test_too_large(read):
    """A page beyond the bound is refused before it is parsed."""
    _report, outcome = read(b"<html>" + b"a" * 8_100_000)
    assert outcome.reason is Reason.TOO_LARGE


def test_deep_nesting_is_bounded(read):
    """Ten thousand open elements neither crash nor hang."""
    read("<html><body>" + "<div>" * 10_000 + "text", "en")


def test_entities_are_not_expanded(read):
    """A bomb of entities stays a word."""
    bomb = '<!DOCTYPE h [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><p>&b; is here, and a sentence follows it.</p></body></html>'
    report, _outcome = read(bomb, "en")
    assert report is None or "aaaaaaaaaaaa" not in report.body


SPEAKING = {
    "en": [
        "Hackers solved the captcha in seconds, and every page said access denied, the company told reporters.",
        "Readers who subscribe to continue reading pay five pounds a month, the publisher said in its report.",
        "The ministry's site showed error 404 and 'page not found' for two hours on Friday.",
    ],
    "ko": [
        "해커들은 “로봇이 아닙니다”라는 보안 문자를 몇 초 만에 풀었다고 회사 측은 밝혔다.",
        "이 신문은 유료회원 전용 기사를 늘리고 구독 후 이용하도록 바꾸겠다고 발표했다.",
        "부처 누리집에는 두 시간 동안 페이지를 찾을 수 없다는 안내가 떴다고 한다.",
    ],
    "ja": [
        "攻撃者は「ロボットではありません」という画像認証を数秒で突破したと同社は説明した。",
        "同紙は有料会員限定の記事を増やし、会員登録すると続きが読めるようにすると発表した。",
        "同省のサイトでは二時間にわたり、ページが見つかりませんと表示された。",
    ],
}
LAYOUT = {"en": english.plain, "ko": korean.cms_breaks, "ja": japanese.detail}


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
@pytest.mark.parametrize("index", [0, 1, 2])
def test_articles_about_walls_stay(read, language, index):
    """An article that speaks of captchas, subscriptions or missing pages is an article, and keeps the sentence."""
    gold = article(language, f"speaking-{index}", size=6)
    sentence = SPEAKING[language][index]
    gold.blocks.insert(1, ("p", sentence))
    report, outcome = read(LAYOUT[language](gold), language)
    assert outcome.reason is None
    assert report is not None
    assert sentence in report.body


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
def test_a_short_brief_stays(read, language):
    """A brief of two sentences on a full page, with offers to members in its menu, is no paywall."""
    gold = article(language, "brief", size=2)
    gold.blocks = gold.blocks[:2]
    offer = {"en": "Subscribe to continue", "ko": "유료회원 전용 기사 보기", "ja": "有料会員限定記事"}[language]
    markup = LAYOUT[language](gold).replace("</nav>", f'<p><a href="/join">{offer}</a></p></nav>')
    report, outcome = read(markup, language)
    assert outcome.reason is None
    assert report is not None
    assert gold.blocks[0][1][:20] in report.body


@pytest.mark.parametrize(
    "text",
    [
        "The clinic reported 404 new cases on Friday. Officials said the figure was not found in earlier reports.",
        "Captcha tests are easy for machines, a study found. Something went wrong with the first trial, it said.",
        "The ministry said access denied to inspectors last week has been granted. Talks go on.",
    ],
)
def test_short_reports_with_such_words_stay(read, text):
    """Two sentences that hold a wall's words are still two sentences of a report."""
    report, outcome = read(
        page("Brief from Halden", f"<article><h1>Brief from Halden</h1><p>{text}</p></article>"), "en"
    )
    assert outcome.reason is None
    assert report is not None
    assert report.body == text


def test_no_page_of_the_sets_is_refused(read):
    """None of the articles in the sets is taken for a wall."""
    for module, language in ((korean, "ko"), (japanese, "ja"), (english, "en")):
        for name, _gold, markup in module.pages():
            _report, outcome = read(markup, language)
            assert outcome.state is State.DONE, name
