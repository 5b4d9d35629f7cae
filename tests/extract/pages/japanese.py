"""Japanese layouts: national and local papers, agencies, broadcasters."""

from __future__ import annotations

from collections.abc import Callable

from pages.korean import head, ld
from pages.press import Article, article, comments, esc, links, others, teasers

Layout = Callable[[Article], str]


def menu() -> str:
    """Site header and menu."""
    items = "".join(
        f'<li><a href="/{i}">{w}</a></li>'
        for i, w in enumerate(["政治", "経済", "社会", "国際", "スポーツ", "文化", "社説", "ログイン"])
    )
    return f'<header class="l-header"><p class="logo"><a href="/">トップ</a></p><nav><ul>{items}</ul></nav></header>'


def foot(a: Article) -> str:
    """Site footer."""
    return f"<footer><p>{a.outlet}デジタルに掲載の記事・写真の無断転載を禁じます。すべての内容は日本の著作権法並びに国際条約により保護されています。</p><p>Copyright {a.outlet}</p></footer>"


def paras(a: Article, cls: str = "", heading: str = "h2", indent: str = "　") -> str:
    """Paragraphs as p, indented as papers do."""
    mark = f' class="{cls}"' if cls else ""
    return "\n".join(
        f"<{heading}>{esc(t)}</{heading}>" if k == "h" else f"<p{mark}>{indent}{esc(t)}</p>" for k, t in a.blocks
    )


def caption(a: Article) -> str:
    """A caption as papers write it."""
    return a.rng.choice(
        [
            f"開通した橋を渡る住民ら＝{a.day}日、{a.place}（{a.author}撮影）",
            f"新しい歩道橋＝{a.place}で{a.day}日午前、{a.author}撮影",
            f"{a.place}の歩道橋（資料写真）",
        ]
    )


def hashed(a: Article) -> str:
    """Hashed names; the first paragraphs in a box of their own; a wall below."""
    first, *rest = paras(a).split("\n")
    return (
        f'<html lang="ja">{head(a, ld(a), "：")}<body>{menu()}<main><div class="y_Qv3"><h1>{esc(a.title)}</h1><div class="hw8fz"><span class="i6GfB">{a.author}</span><time datetime="{a.published}">2026年1月{a.day}日 14時20分</time></div>'
        f'<div class="nfyQp"><div class="bv2Sj">{first}</div><figure class="kQ"><img src="1.jpg"><figcaption>{esc(caption(a))}</figcaption></figure>{"".join(rest)}</div>'
        f'<div class="uLg0W">この記事は有料記事です。残り1234文字</div><div class="VLlh3"><p>有料会員になると会員限定の有料記事もお読みいただけます。</p></div></div>'
        f'<div class="Fva"><h2>関連ニュース</h2><ul>{links("ja", a.title, 8)}</ul></div></main>{foot(a)}</body></html>'
    )


def contents(a: Article) -> str:
    """Paragraphs under a named container with promotion boxes between."""
    body = paras(a).split("\n")
    body.insert(2, '<div class="ev-article-ad"><span>スクロールして続きを読む</span></div>')
    body.insert(
        3,
        f'<figure class="p-article-photo"><a href="#"><img src="p.jpg"></a><figcaption>{esc(caption(a))}</figcaption></figure>',
    )
    return (
        f'<html lang="ja">{head(a, "", " : ")}<body>{menu()}<div class="layout-contents"><article><h1 class="title-article c-article-title">{esc(a.title)}</h1><div class="c-article-date"><time datetime="{a.published}">2026/01/{a.day:02d} 14:20</time></div>'
        f'<div class="p-main-contents ">{"".join(body)}<p class="par_x"><a href="/r">【関連記事】{esc(others("ja", a.title, 1)[0].title)}</a></p></div></article><div class="p-related-tags"><ul><li><a href="#">橋</a></li></ul></div>'
        f'<section class="p-ranking"><h2>アクセスランキング</h2><ol>{links("ja", a.title, 10)}</ol></section></div>{foot(a)}</body></html>'
    )


def detail(a: Article) -> str:
    """A section by id, pictures and social links inside it."""
    return (
        f'<html lang="ja">{head(a, ld(a), " | ")}<body>{menu()}<div id="main"><h1 class="title-page">{esc(a.title)}</h1><section class="articledetail-body" id="articledetail-body">'
        f'<div class="articledetail-image"><a href="#"><img src="m.jpg"></a><p class="articledetail-image-caption">{esc(caption(a))}</p></div>{paras(a)}<p>【{a.author}】</p></section>'
        f'<div class="articledetail-sns"><ul><li>シェアする</li><li>ツイートする</li></ul></div><section class="relatednews"><h2>関連記事</h2><ul>{teasers("ja", a.title, 7)}</ul></section></div>{foot(a)}</body></html>'
    )


def text_p(a: Article) -> str:
    """Classed paragraphs, subheadings, link paragraphs between."""
    body = paras(a, "article-text ").split("\n")
    body.insert(3, f'<p class="article-text "><a href="/x">{esc(others("ja", a.title, 1)[0].title)}</a></p>')
    return (
        f'<html lang="ja">{head(a, ld(a), " - ")}<body>{menu()}<article class="article"><h1>{esc(a.title)}</h1><div class="article-meta-wrapper"><time datetime="{a.published}">2026/1/{a.day} 14:20</time></div><div class="article-body">{"".join(body)}</div>'
        f'<div class="article-footer-wrapper"><ul>{links("ja", a.title, 4)}</ul></div></article>{foot(a)}</body></html>'
    )


def one_p(a: Article) -> str:
    """A tabloid: the whole text in one p with breaks."""
    text = "<br>\n<br>\n".join(("■" if k == "h" else "　") + esc(t) for k, t in a.blocks)
    return (
        f'<html lang="ja">{head(a, ld(a), "｜")}<body>{menu()}<div class="article-wrap"><h1>{esc(a.title)}</h1><p class="date">公開日：{a.stamp("{y}/{m}/{d} {h}:{mi}")}</p><div class="photo"><img src="x.jpg"><p class="caption">{esc(caption(a))}（Ｃ）{a.outlet}</p></div>'
        f'<p class="full-text">{text}</p></div><div class="m-keyword-list"><ul><li>橋</li><li>予算</li></ul></div><div class="popular"><ul>{teasers("ja", a.title, 9)}</ul></div>{foot(a)}</body></html>'
    )


def section(a: Article) -> str:
    """A section by attribute; subheadings wrapped in div; member prompt."""
    body = "".join(f"<p>{esc(t)}</p>" if k == "p" else f"<div><h2>{esc(t)}</h2></div>" for k, t in a.blocks)
    return (
        f'<html lang="ja">{head(a, ld(a))}<body>{menu()}<article><header><div class="topicLink_t">経済</div><h1>{esc(a.title)}</h1><time datetime="{a.published}">2026年1月{a.day}日 14:20</time></header>'
        f'<section class="container_campx13" data-track-article-content="true">{body}</section><p class="title_thchiij">多様な観点からニュースを考える</p><div class="thinkBox"><ul>{comments("ja", 9)}</ul></div></article>'
        f"<aside><ul>{links('ja', a.title, 10)}</ul></aside>{foot(a)}</body></html>"
    )


def blocks(a: Article) -> str:
    """Each paragraph as bare text in a div of one class."""
    boxes = "".join(
        f'<div class="block"><h2>{esc(t)}</h2></div>' if k == "h" else f'<div class="block">　{esc(t)}</div>'
        for k, t in a.blocks
    )
    return (
        f'<html lang="ja">{head(a, ld(a), "：")}<body>{menu()}<main><div class="column-main"><h1>{esc(a.title)}</h1><p class="date">2026年1月{a.day}日 14時20分</p><div class="wrap"><div class="image"><img src="t.jpg"></div><p class="caption">{esc(caption(a))}</p></div>'
        f'{boxes}<div class="lnk-list"><p>おすすめ情報</p><ul>{links("ja", a.title, 5)}</ul></div></div></main>{foot(a)}</body></html>'
    )


def old_tables(a: Article) -> str:
    """An old site in Shift_JIS: fonts, tables, breaks."""
    text = "<br>\n".join("　" + esc(t) for _k, t in a.blocks)
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><title>{esc(a.title)}：{a.outlet}</title></head><body bgcolor="#ffffff"><table width="800"><tr><td colspan="2">'
        f'{" | ".join(f"<a href=/{i}>{w}</a>" for i, w in enumerate(["社会", "政治", "経済", "スポーツ"]))}</td></tr><tr><td width="560"><h1>{esc(a.title)}</h1><font size="-1">2026年1月{a.day}日</font><br><table align="right"><tr><td><img src="o.jpg"><br>{esc(caption(a))}</td></tr></table>'
        f"{text}</td><td><b>最新記事</b><br>{'<br>'.join(f'<a href=#>{esc(o.title)}</a>' for o in others('ja', a.title, 12))}</td></tr></table><hr>記事・写真の無断転載を禁じます</body></html>"
    )


def agency(a: Article) -> str:
    """An agency's site: dateline, search links inside paragraphs, credit at the end."""
    a.blocks[0] = ("p", f"【{a.place}共同】{a.blocks[0][1]}")
    body = paras(a, indent="").replace(a.place, f'<a class="searchLink" href="/s">{a.place}</a>', 3)
    return (
        f'<html lang="ja">{head(a, "", " | ")}<body>{menu()}<div id="article-wrap"><article id="article-contents"><header class="article-signage"><h1 class="title">{esc(a.title)}</h1><span class="day">2026年1月{a.day}日 14:20</span></header>'
        f'<section class="article-sns"><h2 class="hide-text">このニュースをシェア</h2></section><div class="article-body clear">{body}</div><div class="article-buy"><a href="#">写真・動画 購入のお問合せ</a></div></article>'
        f'<section class="widget-reccomend"><h2>あわせて読みたい</h2><ul>{links("ja", a.title, 6)}</ul></section></div>{foot(a)}</body></html>'
    )


def unnamed(a: Article) -> str:
    """A broadcaster with meaningless names, related items with summaries longer than the article."""
    return (
        f'<html lang="ja">{head(a, ld(a), " | ")}<body>{menu()}<div class="x1"><div class="x2"><h1>{esc(a.title)}</h1><p class="x9">2026年1月{a.day}日 14時20分</p><div class="x3">{paras(a, indent="")}</div></div>'
        f'<div class="x4"><h2>おすすめ</h2><ul>{teasers("ja", a.title, 20)}</ul></div></div>{foot(a)}</body></html>'
    )


LAYOUTS: list[Layout] = [hashed, contents, detail, text_p, one_p, section, blocks, old_tables, agency, unnamed]


def pages() -> list[tuple[str, Article, str]]:
    """Name, article and markup of every Japanese page."""
    found = []
    for layout in LAYOUTS:
        for index, (heads, size) in enumerate(((False, 5), (True, 12))):
            a = article(
                "ja", f"{layout.__name__}-{index}", heads=heads and layout not in (old_tables, one_p), size=size
            )
            found.append((f"ja-{layout.__name__}-{index}", a, layout(a)))
    return found
