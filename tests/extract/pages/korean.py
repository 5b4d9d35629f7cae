"""Korean layouts: local and national papers, agencies, broadcasters, portals."""

from __future__ import annotations

import json
from collections.abc import Callable

from pages.press import Article, article, comments, esc, links, others, teasers

Layout = Callable[[Article], str]


def ld(a: Article, **more: object) -> str:
    """JSON-LD of the article."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": a.title,
        "datePublished": a.published,
        "author": {"@type": "Person", "name": a.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": a.outlet},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def head(a: Article, extra: str = "", sep: str = " - ") -> str:
    """Head with the title, the outlet behind it, and Open Graph."""
    return (
        f'<head><meta charset="utf-8"><title>{esc(a.title)}{sep}{a.outlet}</title><meta property="og:title" content="{esc(a.title)}">'
        f'<meta property="og:site_name" content="{a.outlet}"><style>.hide{{display:none}}</style>{extra}</head>'
    )


def menu(words: str = "정치 경제 사회 국제 문화 스포츠 오피니언") -> str:
    """Site header and menu."""
    items = "".join(f'<li><a href="/{i}">{w}</a></li>' for i, w in enumerate(words.split()))
    return f'<header id="header"><div class="logo"><a href="/">홈</a></div><nav class="gnb"><ul>{items}</ul></nav></header>'


def foot(a: Article) -> str:
    """Site footer with the company's particulars."""
    return (
        f'<footer class="footer"><p>{a.outlet} 등록번호 서울 아00000 발행인 {a.author} 주소 가람로 12</p>'
        f"<p>{a.outlet}의 모든 콘텐츠는 저작권법의 보호를 받습니다. 무단 전재, 복사, 배포를 금합니다.</p></footer>"
    )


def mail(a: Article) -> str:
    """How reporters sign."""
    return a.rng.choice(
        [
            f"{a.author} 기자 desk@news.example",
            f"{a.author} 기자",
            f"/{a.author} 기자 desk@news.example",
            f"[{a.author} 기자]",
        ]
    )


def rights(a: Article) -> str:
    """How papers forbid copying."""
    return a.rng.choice(
        [
            f"<저작권자 ⓒ {a.outlet}, 무단 전재 및 재배포 금지>",
            f"ⓒ {a.outlet} & news.example, 무단전재 및 재배포 금지",
            f"Copyright ⓒ {a.outlet}. All rights reserved.",
        ]
    )


def breaks(a: Article, gap: str = "<br><br>\n") -> str:
    """Paragraphs as bare text between line breaks; subheadings bold."""
    return gap.join(f"<b>{esc(t)}</b>" if kind == "h" else esc(t) for kind, t in a.blocks)


def paras(a: Article, cls: str = "", heading: str = "h3") -> str:
    """Paragraphs as p."""
    mark = f' class="{cls}"' if cls else ""
    return "\n".join(
        f"<{heading}>{esc(t)}</{heading}>" if kind == "h" else f"<p{mark}>{esc(t)}</p>" for kind, t in a.blocks
    )


def caption(a: Article) -> str:
    """A caption as papers write it."""
    return a.rng.choice(
        [
            f"▲ {a.place} 주민들이 새 다리를 건너고 있다. /사진={a.place}청",
            f"{a.place}에 놓인 새 다리. {a.place} 제공",
            "30일 열린 개통식 모습. 연합뉴스",
        ]
    )


def cms_breaks(a: Article) -> str:
    """The commonest local-paper system: bare text, a figure, a mail line, rights, tags."""
    return (
        f'<html lang="ko">{head(a, ld(a))}<body>{menu()}<div id="wrap"><h3 class="heading">{esc(a.title)}</h3><ul class="infomation"><li>{a.author} 기자</li>'
        f'<li>승인 {a.stamp("{y}.{m}.{d} {h}:{mi}")}</li></ul><article id="article-view-content-div" class="article-veiw-body view-page font-size17" itemprop="articleBody">'
        f'<figure class="photo-layout"><img src="1.jpg"><figcaption>{esc(caption(a))}</figcaption></figure><p>{breaks(a, "</p><p>")}</p>'
        f'<p>{mail(a)}</p></article><div class="view-copyright"><p>{esc(rights(a))}</p></div><ul class="tag-group"><li><a href="#">#다리</a></li></ul></div>'
        f'<section class="relation"><h4>관련기사</h4><ul>{links("ko", a.title, 6)}</ul></section>{foot(a)}</body></html>'
    )


def bare_breaks(a: Article) -> str:
    """Text straight in a div between breaks, a caption in a table, an ad in the middle."""
    body = breaks(a).split("<br><br>\n")
    body.insert(3, '<div class="ad_box"><ins class="adsbygoogle"></ins>AD</div>')
    return (
        f'<html lang="ko">{head(a)}<body>{menu()}<div class="view"><h1>{esc(a.title)}</h1><span class="date">입력 : {a.stamp("{y}-{m}-{d} {h}:{mi}:30")}</span>'
        f'<div class="news_article"><table align="center"><tr><td><img src="a.jpg"></td></tr><tr><td class="imgcaption">{esc(caption(a))}</td></tr></table>'
        f'{"<br><br>".join(body)}<br><br>{mail(a)}<br>{esc(rights(a))}</div></div><div class="most"><h4>많이 본 기사</h4><ol>{teasers("ko", a.title, 10)}</ol></div>{foot(a)}</body></html>'
    )


def unnamed(a: Article) -> str:
    """No name says anything: atomic classes, text in nested divs, a long list beside it."""
    inner = "".join(f'<div class="mt-4 px-2">{esc(t)}</div>' for _k, t in a.blocks)
    return (
        f'<html lang="ko">{head(a, ld(a), " | ")}<body><div class="flex"><div class="w-full">{menu()}</div><div class="grid"><div class="p-4"><h1 class="text-2xl">{esc(a.title)}</h1>'
        f'<div class="text-sm">{a.author} 기자 {a.stamp("{y}.{m}.{d} {h}:{mi}")}</div><div class="leading-8">{inner}</div></div>'
        f'<div class="p-2"><div class="font-bold">실시간 인기</div>{"".join(f"<div><a href=#>{esc(o.title)}</a></div>" for o in others("ko", a.title, 20))}</div></div></div></body></html>'
    )


def react(a: Article) -> str:
    """Hashed class names, the standfirst outside the body."""
    a.with_lead = True
    return (
        f'<html lang="ko">{head(a, ld(a))}<body><div id="__next">{menu()}<main><div class="ArticleDetailView_wrap__a1"><h3 class="ArticleDetailView_title__9k">{esc(a.title)}</h3>'
        f'<h4 class="ArticleDetailView_subtitle__x6">{esc(a.lead)}</h4><div class="ArticleDetailView_reporter__q">{a.author} 기자</div><ul><li class="dateListItem__m">등록 {a.stamp("{y}-{m}-{d} {h}:{mi}")}</li></ul>'
        f'<div class="article-text"><div class="ArticleDetailContent_imageContainer__o8"><picture><img src="x.webp"></picture><span class="ArticleDetailContent_cap__A">{esc(caption(a))}</span></div>'
        f'{paras(a, "text")}<p class="text">{mail(a)}</p></div></div><div class="BaseRelated_r__1"><h4>이 시각 주요 뉴스</h4><ul>{teasers("ko", a.title, 8)}</ul></div></main></div>{foot(a)}</body></html>'
    )


def business(a: Article) -> str:
    """A business daily: standfirst and pictures inside the body, ads between paragraphs."""
    a.with_lead = True
    parts = [f'<p refid="{i}">{esc(t)}</p>' if k == "p" else f"<h3>{esc(t)}</h3>" for i, (k, t) in enumerate(a.blocks)]
    parts.insert(
        2,
        f'<div class="thumb_area img"><figure><div class="thumb"><img src="b.jpg"></div><span class="thum_figure_txt">{esc(caption(a))}</span></figure></div>',
    )
    parts.insert(4, '<div class="ad_wrap"><div class="ad_mid">광고</div></div>')
    return (
        f'<html lang="ko">{head(a, ld(a))}<body>{menu()}<div id="container"><section class="news_detail_wrap"><h2 class="news_ttl">{esc(a.title)}</h2><dl class="registration"><dt>입력 :</dt><dd>{a.stamp("{y}-{m}-{d} {h}:{mi}:02")}</dd></dl>'
        f'<div class="news_cnt_detail_wrap" itemprop="articleBody"><div class="mid_title"><div class="midtitle_text">{esc(a.lead)}</div></div>{"".join(parts)}'
        f'<p>[{a.author} 기자]</p></div></section><div class="sec_recommend"><h3>추천기사</h3><ul>{links("ko", a.title, 12)}</ul></div></div>{foot(a)}</body></html>'
    )


def broadcaster(a: Article) -> str:
    """A broadcaster: breaks, roles in brackets kept out, crew credits and the reporters' hotline below."""
    return (
        f'<html lang="ko">{head(a, ld(a), " | ")}<body>{menu()}<div class="view_con_wrap"><h4 class="headline-title">{esc(a.title)}</h4><div class="detail-body font-size" id="cont_newstext">'
        f"{breaks(a)}<br><br>촬영기자:{a.author}/영상편집:{a.author}<br><br>■ 제보하기<br>▷ 카카오톡 : '온누리제보' 검색, 채널 추가<br>▷ 전화 : 02-000-0000<br>▷ 이메일 : tip@news.example<br>▷ 유튜브, 네이버, 카카오에서도 온누리방송을 구독해주세요!</div>"
        f'<div class="reporter-box"><p>{a.author} 기자의 기사 모음입니다. 사회부에서 지역 소식을 전합니다.</p></div></div><div class="comments">댓글 30<ul>{comments("ko", 30)}</ul></div>{foot(a)}</body></html>'
    )


def agency(a: Article) -> str:
    """An agency: paragraphs, asides, a key list, the rights line with a time."""
    a.blocks[0] = ("p", f"(청람=연합뉴스) {a.author} 기자 = {a.blocks[0][1]}")
    body = paras(a).split("\n")
    body.insert(
        2,
        f'<div class="comp-box photo-group"><figure><div class="img-con"><img src="y.jpg"></div><figcaption class="txt-desc"><strong class="tit-cap">{a.place} 새 다리</strong>[{a.place} 제공. 재판매 및 DB 금지]</figcaption></figure></div>',
    )
    body.insert(4, '<aside class="aside-box46"><ins class="adsbygoogle"></ins></aside>')
    return (
        f'<html lang="ko">{head(a, ld(a))}<body>{menu()}<div class="container"><h1 class="tit01">{esc(a.title)}</h1><p class="update-time" data-published-time="{a.day}">송고{a.stamp("{y}-{m}-{d} {h}:{mi}")}</p>'
        f'<div class="story-news article"><div class="tit-sub"></div>{"".join(body)}<p>desk@news.example</p><p class="txt-copyright adrs">&lt;저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지&gt; <span class="txt-time">{a.stamp("{y}/{m}/{d} {h}:{mi}")} 송고</span></p></div>'
        f'<section class="box-latest"><h2>에디터스 픽</h2><ul>{teasers("ko", a.title, 12)}</ul></section></div>{foot(a)}</body></html>'
    )


def old_table(a: Article) -> str:
    """Table layout of the nineties inside one form, menus in cells."""
    menu_cells = "".join(f'<td><a href="/{i}">{w}</a></td>' for i, w in enumerate(["정치", "경제", "사회", "문화"]))
    return (
        f'<html>{head(a)}<body><form name="frm"><table width="900"><tr>{menu_cells}</tr><tr><td width="600"><table><tr><td class="view_t"><font size="5"><b>{esc(a.title)}</b></font></td></tr>'
        f'<tr><td>기사입력 {a.stamp("{y}.{m}.{d} {h}:{mi}")}</td></tr><tr><td id="articleBody" class="view_r">{breaks(a, "<BR>&nbsp;<BR>")}<br><br>{mail(a)}</td></tr></table></td>'
        f'<td width="300"><table>{"".join(f"<tr><td><a href=#>{esc(o.title)}</a></td></tr>" for o in others("ko", a.title, 15))}</table></td></tr></table></form></body></html>'
    )


def split(a: Article) -> str:
    """The body cut into siblings of one class with ads between."""
    third = max(1, len(a.blocks) // 3)
    parts = [a.blocks[:third], a.blocks[third : 2 * third], a.blocks[2 * third :]]
    boxes = '<div class="mid_ad">광고</div>'.join(
        f'<div class="article_txt">{"<br/><br/>".join(esc(t) for _k, t in part)}</div>' for part in parts
    )
    return (
        f'<html lang="ko">{head(a, ld(a))}<body>{menu()}<div class="sub_cont"><h1>{esc(a.title)}</h1><p class="byline">{a.author} 기자</p><section class="news_view">{boxes}</section>'
        f'<div class="relate_box"><ul>{links("ko", a.title, 5)}</ul></div></div>{foot(a)}</body></html>'
    )


def endless(a: Article) -> str:
    """The next articles follow below in the same template."""
    more = "".join(
        f'<article class="item"><h1>{esc(o.title)}</h1><div class="article_body">{paras(o)}</div></article>'
        for o in others("ko", a.title, 3)
    )
    return (
        f'<html lang="ko">{head(a)}<body>{menu()}<div id="scroll"><article class="item"><h1>{esc(a.title)}</h1><time datetime="{a.published}">{a.day}일</time><div class="article_body">{paras(a)}'
        f"<p>{mail(a)}</p></div></article>{more}</div>{foot(a)}</body></html>"
    )


def amp(a: Article) -> str:
    """An AMP page."""
    return (
        f'<html amp lang="ko">{head(a, ld(a))}<body><amp-sidebar id="side" layout="nodisplay"><ul>{links("ko", a.title, 4)}</ul></amp-sidebar><header class="amp-header">{a.outlet}</header>'
        f'<article class="amp-wp-article"><h1>{esc(a.title)}</h1><amp-img src="1.jpg" width="1" height="1"></amp-img><div class="amp-wp-article-content">{paras(a)}<amp-ad type="x"></amp-ad></div></article>'
        f'<amp-list src="/more"></amp-list>{foot(a)}</body></html>'
    )


def cms_script(a: Article) -> str:
    """The page is a frame; a CMS keeps the body as HTML inside a script."""
    a.with_lead = True
    content = "".join(
        f'<p class="editor-p">{esc(t)}</p>' if k == "p" else f'<h3 class="editor-tit">{esc(t)}</h3>'
        for k, t in a.blocks
    )
    box = f'<div class="editor-img-box"><div class="img-box"><img src="x.jpg"></div><div class="caption">{esc(caption(a))}</div></div>'
    stated = f'<meta name="headline" content="{esc(a.title)}">'
    state = {
        "detail": {
            "deployDt": a.stamp("{y}-{m}-{d} {h}:{mi}:00"),
            "subTitle": a.lead,
            "contentHtml": content + "$$IMG1$$" + box,
        }
    }
    return (
        f'<html lang="ko">{head(a, stated)}<body>{menu()}<div id="app"><div class="skeleton"></div></div>'
        f'<script type="application/json" id="page-data">{json.dumps(state, ensure_ascii=False)}</script><div class="recommend"><ul>{links("ko", a.title, 6)}</ul></div>{foot(a)}</body></html>'
    )


def next_push(a: Article) -> str:
    """Next.js streams its state as escaped strings."""
    state = json.dumps(
        {"article": {"title": a.title, "body": paras(a)}, "nav": {"body": "홈 정치 경제"}}, ensure_ascii=False
    )
    cut = len(state) // 2
    pushes = "".join(
        f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in (state[:cut], state[cut:])
    )
    return f'<html lang="ko">{head(a, ld(a))}<body><div id="root">{menu()}</div>{pushes}{foot(a)}</body></html>'


def next_stream(a: Article) -> str:
    """Next.js refers to long texts by number and sends them as rows of their own."""
    body = paras(a).replace(
        "</p>",
        f'</p><div class="editor-img-box"><img src="x.jpg"><div class="caption">{esc(caption(a))}</div></div>',
        1,
    )
    stream = f'{{"article":{{"title":"x","contentHtml":"$1a"}}}}\n1a:T{len(body.encode()):x},{body}1b:["$","div"]'
    return f'<html lang="ko">{head(a, ld(a))}<body><div id="root">{menu()}</div><script>self.__next_f.push([1,{json.dumps(stream)}])</script>{foot(a)}</body></html>'


def arc(a: Article) -> str:
    """Arc keeps paragraphs as a list of elements."""
    elements = [{"_id": str(i), "type": "text", "content": esc(t)} for i, (_k, t) in enumerate(a.blocks)]
    state = json.dumps(
        {"content_elements": elements, "headlines": {"basic": a.title}, "display_date": a.published}, ensure_ascii=False
    )
    return f'<html lang="ko">{head(a, ld(a))}<body><div id="fusion-app"></div><script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={state};Fusion.arcSite="x";</script>{foot(a)}</body></html>'


def portal(a: Article) -> str:
    """A portal's copy: spans for captions, the outlet's own mail and rights lines."""
    return (
        f'<html lang="ko">{head(a, "", " : ")}<body><div id="ct_wrap"><h2 class="media_end_head_headline">{esc(a.title)}</h2><span class="media_end_head_info_datestamp_time" data-date-time="{a.stamp("{y}-{m}-{d} {h}:{mi}:00")}">{a.stamp("{y}.{m}.{d}. 오후 2:{mi}")}</span>'
        f'<div id="newsct_article"><article id="dic_area" class="go_trans _article_content"><strong class="media_end_summary">{esc(a.blocks[0][1][:18])}</strong><span class="end_photo_org"><div class="nbd_im_w"><img src="n.jpg"></div><em class="img_desc">{esc(caption(a))}</em></span>{breaks(a)}</article></div>'
        f'<div class="byline"><p class="byline_p"><span class="byline_s">{mail(a)}</span></p></div><p class="c_text">Copyright ⓒ {a.outlet}. All rights reserved. 무단 전재 및 재배포 금지.</p><div class="ofhe_wrap"><ul>{teasers("ko", a.title, 9)}</ul></div></div></body></html>'
    )


LAYOUTS: list[Layout] = [
    cms_breaks, bare_breaks, unnamed, react, business, broadcaster, agency, old_table, split, endless, amp, cms_script, next_push,
    next_stream, arc, portal,
]  # fmt: skip


def pages() -> list[tuple[str, Article, str]]:
    """Name, article and markup of every Korean page: each layout twice, once short, once long with subheadings."""
    found = []
    for layout in LAYOUTS:
        for index, (heads, size) in enumerate(((False, 5), (True, 12))):
            a = article(
                "ko", f"{layout.__name__}-{index}", heads=heads and layout not in (unnamed, split, arc), size=size
            )
            found.append((f"ko-{layout.__name__}-{index}", a, layout(a)))
    return found
