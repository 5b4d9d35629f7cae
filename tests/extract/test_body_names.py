"""What template names are taken for, and what is read out of scripts."""

from __future__ import annotations

import json

import pytest
from lxml.html import fromstring
from pages.press import article

from pages import korean
from twosource.eval.pages import compare
from twosource.extract.blocks import lines_of
from twosource.extract.embedded import embedded_lines
from twosource.extract.finder import Finder, sentence_weight
from twosource.extract.names import BODY, FOREIGN, LEAD, PLAIN, STRANGE, kind_of, names_of
from twosource.extract.page import parse

BODIES = [
    'id="article-view-content-div"', 'class="article_body fs3"', 'class="article-text"', 'id="articleBodyContents"', 'id="articleBodyContent"',
    'class="art_body"', 'class="news_cnt_detail_wrap"', 'class="story-news article"', 'id="dic_area"', 'id="newsct_article"', 'id="textBody"',
    'class="viewContent"', 'class="view_con"', 'id="CmAdContent"', 'id="cont_newstext"', 'class="detail-body font-size"', 'class="viewer"',
    'class="p-main-contents "', 'id="articledetail-body"', 'class="article__body"', 'class="article-main__body"', 'class="full-text"',
    'data-track-article-content="true"', 'data-testid="ArticleBody"', 'class="entry-content"', 'class="end-body"', 'class="news_view"',
    'class="article-body comments-open"', 'itemprop="articleBody"', 'class="content--detail-body"', 'id="cmsBody"', 'class="article_txt"',
]  # fmt: skip
STRANGERS = [
    'class="related-article-body"', 'id="comments"', 'class="comment-list"', 'class="recommend_news"', 'class="sns_area"', 'class="byline"',
    'class="reporter-box"', 'class="most-read"', 'class="popular"', 'class="cookie-banner"', 'class="view-copyright"', 'class="gnb"', 'class="p-ranking"',
    'role="navigation"', 'class="widget-reccomend"', 'class="share-buttons"',
]  # fmt: skip
FOREIGNERS = [
    'class="img_desc"',
    'class="thum_figure_txt thumb"',
    'class="ad_wrap"',
    'class="tags"',
    'class="link_list"',
    'class="caption"',
    'class="pagination"',
    'class="editor-note"',
]
PLAINS = ['class="nfyQp"', 'class="block"', 'class="flex relative expandable"', 'class="commentary"', 'class="wrap"', 'class="delivered"', 'class="w-full"', ""]  # fmt: skip


def kind(attributes: str) -> int:
    return kind_of(fromstring(f"<div {attributes}>x</div>"))


@pytest.mark.parametrize("attributes", BODIES)
def test_bodies(attributes):
    """Names that content systems of three countries give an article's body."""
    assert kind(attributes) == BODY


@pytest.mark.parametrize("attributes", STRANGERS)
def test_strangers(attributes):
    """Names of what never holds the article."""
    assert kind(attributes) == STRANGE


@pytest.mark.parametrize("attributes", FOREIGNERS)
def test_foreigners(attributes):
    """Names of what seldom does."""
    assert kind(attributes) == FOREIGN


@pytest.mark.parametrize("attributes", PLAINS)
def test_plain_names(attributes):
    """Names that only look like one of the others, and none at all."""
    assert kind(attributes) == PLAIN


@pytest.mark.parametrize(
    "names",
    [
        "sub_tit",
        "midtitle_text",
        "tit-sub",
        "article-subtitle",
        "summary",
        "news-view-lead",
        "summary_line",
        "standfirst",
    ],
)
def test_standfirsts(names):
    """Names of a standfirst."""
    assert LEAD.search(names)


def test_names_of_joins_class_id_and_hooks():
    """Class, id and test hooks are one lower-case string; other data attributes are not read."""
    element = fromstring('<div class="A b" id="C" data-testid="Body" data-x="secret" data-article-id="7">x</div>')
    assert names_of(element) == "a b c testid body article-id 7"


SENTENCES = [
    ("<p>다리가 열렸다.</p>", 8),
    ("<p>橋が開通した。</p>", 7),
    ("<p>The bridge is open.</p>", 19),
    ("<p>다리가 열렸다…</p>", 0),
    ("<p>The bridge is...</p>", 0),
    ("<h2>The bridge is open.</h2>", 0),
    ("<p><a href='/'>다리가 열렸다.</a></p>", 0),
    ("<p>남은 과제</p>", 0),
    ("<p>Version 3.14 of it</p>", 0),
]


@pytest.mark.parametrize(("markup", "weight"), SENTENCES)
def test_sentence_weight(markup, weight):
    """Only an unlinked, complete sentence outside a heading weighs, in any script."""
    root = fromstring(f"<div>{markup}</div>")
    assert sum(map(sentence_weight, lines_of(root))) == weight


def test_lines_end_at_blocks_and_breaks():
    """Blocks and breaks end lines, inline elements do not; scripts, menus and captions have none."""
    root = fromstring(
        "<div>a <b>b</b><br>c<div>d<p>e <span>f</span></p>g</div>h<script>x</script><nav>y</nav>"
        "<figure><figcaption>z</figcaption></figure><ul><li>i</li><li>j</li></ul></div>"
    )
    assert [line.text for line in lines_of(root)] == ["a b", "c", "d", "e f", "g", "h", "i", "j"]


def test_a_frame_with_a_strange_name_is_a_frame():
    """A wrapper called after its comments still holds the article: the headline stands in it."""
    gold = article("ko", "frame", size=8)
    root = fromstring(
        f'<body><div class="page comments-enabled"><h1>{gold.title}</h1><div>{korean.paras(gold)}</div></div></body>'
    )
    found = Finder(root, lines_of(root)).find()
    assert found is not None
    assert compare("\n".join(line.text for line in found.lines), gold.gold)[1] == 1.0


def test_a_small_article_with_a_picture_is_no_caption():
    """A brief that shares its box with a picture is kept; a caption under one is not."""
    text = "청람시는 30일 새 보행교를 시민에게 열었다고 밝혔다. 공사는 두 달 일찍 끝났다."
    root = fromstring(
        f'<body><div class="article_body"><div><img src="a.jpg"><div>{text}</div></div><div><img src="b.jpg"><span>새 보행교 모습</span></div></div></body>'
    )
    found = Finder(root, lines_of(root)).find()
    assert found is not None
    assert [line.text for line in found.lines] == [text]


def script(text: str, kind_of_script: str = "") -> list[str]:
    tree = parse(f"<html><body><script{kind_of_script}>{text}</script></body></html>".encode(), "")
    assert tree is not None
    return embedded_lines(tree)


LONG = "청람시는 30일 새 보행교를 시민에게 열었다고 밝혔다. 공사는 예정보다 두 달 일찍 끝났다고 시는 설명했다."
FILLER = json.dumps({"pad": "x" * 200})


def test_scripts_with_an_article():
    """A body under any of the usual keys is found, in plain state or assigned to a variable."""
    for key in ("contentHtml", "articleBody", "body_html", "content"):
        state = json.dumps({key: f"<p>{LONG}</p><p>{LONG}</p>", "x": FILLER}, ensure_ascii=False)
        assert script(state, ' type="application/json"') == [LONG, LONG]
        assert script(f"window.__STATE__ = {state};") == [LONG, LONG]


def test_scripts_without_one():
    """Settings, short labels and broken strings are no article."""
    assert script(FILLER) == []
    assert script('var a = {"body": "짧다", "x": "' + "y" * 300 + '"}') == []
    assert script('var a = {"body": "끝이 없는 문자열이다. ' + "z" * 300) == []
    assert script('{"body":"' + LONG + '"}' + FILLER, ' src="/a.js"') == []
