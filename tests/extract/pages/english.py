"""English layouts: papers, agencies, broadcasters, blogs."""

from __future__ import annotations

from collections.abc import Callable

from pages.korean import head, ld
from pages.press import Article, article, comments, esc, links, others, teasers

Layout = Callable[[Article], str]


def menu() -> str:
    """Site header and menu."""
    items = "".join(
        f'<li><a href="/{w.lower()}">{w}</a></li>'
        for w in ["World", "Politics", "Business", "Sport", "Culture", "Opinion", "Weather"]
    )
    return f'<header class="site-header"><a href="/">Home</a><nav class="main-nav"><ul>{items}</ul></nav></header><div class="cookie-banner"><p>We use cookies to improve your experience. By continuing you accept our policy.</p><button>Accept</button></div>'


def foot(a: Article) -> str:
    """Site footer."""
    return f'<footer class="site-footer"><p>&copy; 2026 {a.outlet}. All rights reserved.</p><ul><li><a href="#">Terms</a></li><li><a href="#">Privacy</a></li></ul></footer>'


def paras(a: Article, cls: str = "", heading: str = "h2") -> str:
    """Paragraphs as p."""
    mark = f' class="{cls}"' if cls else ""
    return "\n".join(f"<{heading}>{esc(t)}</{heading}>" if k == "h" else f"<p{mark}>{esc(t)}</p>" for k, t in a.blocks)


def caption(a: Article) -> str:
    """A caption."""
    return f"Residents cross the new bridge in {a.place}. Photograph: {a.author}/{a.outlet}"


def plain(a: Article) -> str:
    """An article element with a figure."""
    return (
        f'<html lang="en">{head(a, ld(a), " | ")}<body>{menu()}<main><article class="article"><h1>{esc(a.title)}</h1><p class="byline">By {a.author}</p><time datetime="{a.published}">Jan {a.day}, 2026</time>'
        f'<figure><img src="a.jpg"><figcaption>{esc(caption(a))}</figcaption></figure><div class="article-body">{paras(a)}</div></article></main>'
        f'<aside class="sidebar"><h3>Most read</h3><ol>{links("en", a.title, 10)}</ol></aside>{foot(a)}</body></html>'
    )


def divs(a: Article) -> str:
    """Paragraphs as div in a named story body, promotion between."""
    parts = [f'<div class="story-text">{esc(t)}</div>' for _k, t in a.blocks]
    parts.insert(
        2, f'<div class="related-inline"><a href="/x">Read more: {esc(others("en", a.title, 1)[0].title)}</a></div>'
    )
    return (
        f'<html lang="en">{head(a, ld(a))}<body>{menu()}<div class="story"><h1>{esc(a.title)}</h1><div class="story-body" itemprop="articleBody">{"".join(parts)}</div></div>'
        f'<div class="comments"><h3>Comments</h3><ul>{comments("en", 12)}</ul></div>{foot(a)}</body></html>'
    )


def blog(a: Article) -> str:
    """WordPress: entry content, share buttons, related posts, comment list."""
    return (
        f'<html lang="en-GB">{head(a, "", " &#8211; ")}<body class="single-post">{menu()}<div id="content"><article class="post type-post"><header class="entry-header"><h1 class="entry-title">{esc(a.title)}</h1><span class="posted-on"><time class="entry-date published" datetime="{a.published}">{a.day} January 2026</time></span></header>'
        f'<div class="entry-content">{paras(a)}<div class="sharedaddy sd-sharing"><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div></div></article>'
        f'<div id="comments" class="comments-area"><ol class="comment-list">{comments("en", 8)}</ol></div></div><div id="secondary" class="widget-area"><ul>{teasers("en", a.title, 8)}</ul></div>{foot(a)}</body></html>'
    )


def agency(a: Article) -> str:
    """An agency: dateline, data-testid paragraphs, editing credits."""
    a.blocks[0] = ("p", f"{a.place.upper()}, Jan {a.day} (Reuters) - {a.blocks[0][1]}")
    body = "".join(
        f'<p data-testid="paragraph-{i}" class="text__text__1FZLe">{esc(t)}</p>' if k == "p" else f"<h2>{esc(t)}</h2>"
        for i, (k, t) in enumerate(a.blocks)
    )
    return (
        f'<html lang="en">{head(a, ld(a), " | ")}<body>{menu()}<article><header><h1>{esc(a.title)}</h1><time datetime="{a.published}">January {a.day}, 2026 2:20 PM UTC</time></header><div class="article-body__content__17Yit">{body}'
        f'<p class="sign-off">Reporting by {a.author}; Editing by {a.author}</p></div><p class="trust">Our Standards: The Principles.</p></article><div class="read-next"><h2>Read Next</h2><ul>{teasers("en", a.title, 5)}</ul></div>{foot(a)}</body></html>'
    )


def walled(a: Article) -> str:
    """A long article with a subscription box in the middle that hides nothing."""
    body = paras(a).split("\n")
    body.insert(
        3,
        '<div class="newsletter-signup"><p>Sign up for our daily newsletter.</p><form><input type="email"></form></div>',
    )
    return (
        f'<html lang="en">{head(a, ld(a, isAccessibleForFree=True))}<body>{menu()}<div class="container"><main class="content"><h1>{esc(a.title)}</h1><div class="meta">Published {a.day} January 2026</div><section class="article-content">{"".join(body)}</section></main>'
        f'<div class="related-stories"><h3>Related stories</h3><ul>{teasers("en", a.title, 6)}</ul></div></div>{foot(a)}</body></html>'
    )


def table_layout(a: Article) -> str:
    """An old page laid out with tables."""
    return (
        f'<html>{head(a)}<body><table width="100%"><tr><td><a href="/">Home</a> <a href="/n">News</a></td></tr><tr><td width="70%"><h1>{esc(a.title)}</h1><p><i>By {a.author}, January {a.day}, 2026</i></p>{paras(a)}</td><td>'
        f"<b>Headlines</b><ul>{links('en', a.title, 9)}</ul></td></tr></table>{foot(a)}</body></html>"
    )


LAYOUTS: list[Layout] = [plain, divs, blog, agency, walled, table_layout]


def pages() -> list[tuple[str, Article, str]]:
    """Name, article and markup of every English page."""
    found = []
    for layout in LAYOUTS:
        for index, (heads, size) in enumerate(((False, 6), (True, 12), (False, 15))):
            a = article("en", f"{layout.__name__}-{index}", heads=heads and layout is not divs, size=size)
            found.append((f"en-{layout.__name__}-{index}", a, layout(a)))
    return found
