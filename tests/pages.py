"""Pages in the shapes of publishing systems, with what a reader must get of each: ``python tests/pages.py FOLDER``.

All text is ours.  A page is told by its markup, what its article holds, the rows of its tables and boxes, and by words
that stand around the article and not in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OPENING = "Skarn Lake lies at the foot of the Vell hills and is fed by three streams that carry snow water until early summer."
DEPTH = "The lake is 84 metres deep at its lowest point and covers an area of 19 square kilometres in a normal year."
FISH = (
    "Char and trout make up most of the catch, and about 12,000 fish are landed by anglers between May and September."
)
ICE = "Ice closes the lake for 140 days a year on average, though in mild winters the southern bay stays open for ferries."
TOWN = "The town of Skarn on the western shore had 3,400 inhabitants at the last census and lives mostly from visitors."
FERRY = "A ferry crosses the lake in 35 minutes and runs six times a day in summer, but only on Sundays in the winter."
DAM = "The dam at the outlet was finished in 1931, stands 27 metres high and supplies power to some 8,000 households."
PROSE = (OPENING, DEPTH, FISH, ICE, TOWN, FERRY, DAM)
HEADINGS = ("Water and depth", "Fish of the lake", "Town and ferry")
ITEMS = (
    "Boats may be hired for 45 crowns an hour",
    "Fires are allowed at 9 marked places",
    "Dogs stay on a leash of 2 metres",
)
ROWS = (("Surface", "19 km²"), ("Greatest depth", "84 m"), ("Inhabitants", "3,400"))
COOKIES = "We and our 731 partners use cookies to measure what you read on this site."
TEASERS = ("Ten lakes to swim in before you are 40", "Marsh fire burns 600 hectares", "Why 7 in 10 bridges need paint")
NEWSLETTER = "Join 52,000 readers and get our letter every Friday."
COMMENTS = ("My uncle caught 66 trout there in one night.", "They should close the dam after 99 years.")


@dataclass(frozen=True)
class Page:
    """A page: its bytes, and what is wanted of it.

    ``held``: blocks that must be there, word for word; ``rows``: (label, value) of cells or items; ``foreign``: words
    that no block may hold; ``stated``: title, author, published, updated, where the page states them.
    """

    name: str
    data: bytes
    held: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    foreign: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    stated: tuple[str, str, str, str] | None = None


def body(level: int = 2, tag: str = "p") -> str:
    """The article's paragraphs under headings, with a list."""
    listed = "".join(f"<li>{item}</li>" for item in ITEMS)
    heads = [f"<h{level}>{heading}</h{level}>" for heading in HEADINGS]
    first, second, third = heads
    told = [f"<{tag}>{text}</{tag}>" for text in PROSE]
    return (
        f"{told[0]}{first}{told[1]}{told[3]}{second}{told[2]}<p>Visitors should know:</p><ul>{listed}</ul>"
        f"{third}{told[4]}{told[5]}{told[6]}"
    )


def page(head: str, inner: str, lang: str = "en", kind: str = "<!DOCTYPE html>") -> str:
    return f'{kind}\n<html lang="{lang}">\n<head><meta charset="utf-8">{head}</head>\n<body>{inner}</body>\n</html>\n'


def related(kind: str = "div", name: str = "related-articles") -> str:
    cards = "".join(
        f'<article class="card"><h3><a href="/{n}">{each}</a></h3></article>' for n, each in enumerate(TEASERS)
    )
    return f'<{kind} class="{name}"><h2>More from us</h2>{cards}</{kind}>'


BANNER = (
    f'<div id="cookie-banner" class="cookie-consent" role="dialog"><p>{COOKIES}</p><button>Accept all</button></div>'
)
LETTER = (
    f'<form class="newsletter-signup" action="/letter"><h3>Never miss a story</h3><p>{NEWSLETTER}</p>'
    '<input type="email"><button>Sign up</button></form>'
)
TALK = (
    '<section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list">{}</ol></section>'.format(
        "".join(f'<li class="comment"><b>User {n}</b><p>{said}</p></li>' for n, said in enumerate(COMMENTS))
    )
)
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/lakes">Lakes 24</a></li><li><a href="/hills">Hills</a></li></ul></nav>'
COMMON = {"held": PROSE, "headings": HEADINGS, "items": ITEMS}
ALL_FOREIGN = (COOKIES, *TEASERS, NEWSLETTER, *COMMENTS)


def pages() -> Iterator[Page]:
    """All pages, by name."""
    yield from newsroom()
    yield from blogs()
    yield from references()
    yield from boxes()
    yield from markup()
    yield from characters()


def newsroom() -> Iterator[Page]:
    """What newspapers' systems write."""
    data = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"The deep lake",'
        '"datePublished":"2021-03-04T08:00:00Z","dateModified":"2022-05-06T08:00:00Z","author":{"@type":"Person",'
        '"name":"Jane Roe"},"publisher":{"@type":"Organization","name":"Vell Courier"}}</script>'
    )
    inner = (
        f'{BANNER}<header class="site">{MENU}<p class="weather">Today 14 degrees</p></header><main><article><header><h1>The deep '
        f'lake</h1><div class="byline">By <a rel="author" href="/roe">Jane Roe</a></div><time datetime="2021-03-04">4 March 2021'
        f'</time><div class="share"><a>Share</a> <span>1,204 shares</span></div></header><figure><img src="l.jpg" alt="Seen from 3 '
        f'km"><figcaption>The lake from the northern road, 3 km away.</figcaption></figure>{body()}'
        f'<aside class="read-more"><h4>Read more</h4><a href="/9">{TEASERS[0]}</a></aside></article></main>{related("section")}'
        f"{LETTER}{TALK}<footer><p>© 2024 Vell Courier, 12 Mill Street.</p></footer>"
    )
    yield Page(
        "news", page(data + "<title>The deep lake - Vell Courier</title>", inner).encode(), **COMMON,
        foreign=(*ALL_FOREIGN, "1,204", "14 degrees"), stated=("The deep lake", "Jane Roe", "2021-03-04", "2022-05-06"),
    )  # fmt: skip
    amp = (
        '<link rel="canonical" href="https://vell.example/lake"><script async src="https://cdn.example/v0.js"></script><style amp-'
        'boilerplate>body{animation:none 8s}</style><meta property="article:published_time" content="2020-01-02">'
        "<title>The deep lake</title>"
    )
    inner = (
        f'<amp-consent id="c"><div class="consent">{COOKIES}</div></amp-consent><amp-sidebar>{MENU}</amp-sidebar><main><h1>The deep '
        f'lake</h1>{body()}<amp-ad width="300" height="250"></amp-ad></main><amp-list class="related"><template '
        f'type="amp-mustache">{{{{title}}}} 55 views</template></amp-list>{related()}'
    )
    yield Page(
        "amp", page(amp, inner, kind="<!doctype html>").replace("<html ", "<html amp ").encode(), **COMMON,
        foreign=(COOKIES, *TEASERS, "55 views"), stated=("The deep lake", "", "2020-01-02", ""),
    )  # fmt: skip
    soup = "".join(f'<div class="t{n % 3}"><span>{text}</span></div>' for n, text in enumerate(PROSE))
    inner = (
        f'<div class="top"><span>Home</span><span>Lakes 24</span></div><div class="c"><div class="hd"><span>The deep lake</span></div>'
        f'{soup}</div><div class="teaser-list">{"".join(f"<div><span>{each}</span></div>" for each in TEASERS)}</div>'
    )
    yield Page("soup", page("<title>The deep lake</title>", inner).encode(), PROSE, foreign=TEASERS)
    cut = body().replace("</p>", "", 3).replace("</li>", "").replace("<ul>", "<ul><div>", 1)
    inner = (
        f"<center><font size=2><b><h1>The deep lake</b></h1>{cut}</font><p>End<br></p></div></span><table><tr>{MENU}"
    )
    yield Page("malformed", f"<html><title>Lake{inner}".replace("Lake<", "Lake</title><").encode(), **COMMON)
    print_head = (
        '<div class="print-only print-header"><p>Printed from vell.example, page 1 of 9</p></div>'
        f'<div class="no-print toolbar"><a>Print</a><a>Save</a></div><article><h1>The deep lake</h1>{body()}</article>'
    )
    yield Page("print", page("<title>The deep lake</title>", print_head).encode(), **COMMON)


def blogs() -> Iterator[Page]:
    """A theme with side bars, a page builder, a forum's first post, a set of tabs."""
    side = (
        '<div id="secondary" class="widget-area sidebar"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>'
        + "".join(f"<li><a href='/'>{each}</a></li>" for each in TEASERS)
        + '</ul></section><section class="widget widget_archive"><h2>Archives</h2><ul><li>May 2019 (14)</li></ul></section></div>'
    )
    post = (
        '<div id="page" class="site"><div id="content"><div id="primary" class="content-area has-sidebar"><main id="main"><article '
        'id="post-7" class="post hentry"><header class="entry-header"><h1 class="entry-title">The deep lake</h1><div class="entry-meta">'
        'Posted on <time class="entry-date published" datetime="2018-07-08T10:00:00+00:00">July 8, 2018</time><time class="updated" '
        'datetime="2019-09-10T10:00:00+00:00">September 10, 2019</time> by <span class="author vcard"><a rel="author" href="/a">Jane '
        f'Roe</a></span></div></header><div class="entry-content">{body()}<div class="sharedaddy sd-sharing"><h3>Share this:</h3><ul>'
        '<li>Tweet 88</li></ul></div></div><footer class="entry-footer">Posted in Lakes. Tagged 1931, dams.</footer></article>'
        f'<nav class="post-navigation"><a>Previous: {TEASERS[1]}</a></nav>{TALK}</main></div>{side}</div></div>'
    )
    yield Page(
        "theme", page("<title>The deep lake | Vell blog</title>", post).encode(), **COMMON,
        foreign=(*TEASERS, *COMMENTS, "Tweet 88", "May 2019"), stated=("The deep lake | Vell blog", "Jane Roe", "2018-07-08", "2019-09-10"),
    )  # fmt: skip
    builder = "".join(
        f'<div class="row"><div class="col"><div class="text-module"><p>{text}</p></div></div></div>' for text in PROSE
    )
    cards = "".join(
        f'<div class="card"><div class="card-title">{a}</div><div class="card-text">{b}</div></div>' for a, b in ROWS
    )
    yield Page(
        "builder",
        page(
            "<title>The deep lake</title>",
            f'<div class="wrap"><h1>The deep lake</h1><h2>Key facts</h2><div class="cards">{cards}</div>{builder}</div>{BANNER}',
        ).encode(),
        PROSE, rows=ROWS, foreign=(COOKIES,),
    )  # fmt: skip
    heads, panels = "", ""
    for number, (heading, texts) in enumerate(zip(HEADINGS, ((DEPTH, ICE), (FISH,), (TOWN, FERRY, DAM)), strict=True)):
        heads += f'<button role="tab" aria-controls="p{number}">{heading}</button>'
        inner = "".join(f"<p>{text}</p>" for text in texts)
        hidden = " hidden" if number else ""
        panels += f'<div role="tabpanel" id="p{number}"{hidden}><h2>{heading}</h2>{inner}</div>'
    yield Page(
        "tabs",
        page("<title>Lake</title>", f'<main><h1>The deep lake</h1><p>{OPENING}</p><div role="tablist">{heads}</div>{panels}</main>').encode(),
        PROSE, headings=HEADINGS,
    )  # fmt: skip
    parts = "".join(
        f'<h2><button aria-expanded="false" aria-controls="a{n}">{heading}</button></h2><div id="a{n}" class="accordion-panel" '
        f'style="display: none">{"".join(f"<p>{text}</p>" for text in texts)}</div>'
        for n, (heading, texts) in enumerate(zip(HEADINGS, ((DEPTH, ICE), (FISH,), (TOWN, FERRY, DAM)), strict=True))
    )
    yield Page(
        "accordion", page("<title>Lake</title>", f"{BANNER}<main><h1>The deep lake</h1><p>{OPENING}</p>{parts}</main>").encode(),
        PROSE, headings=HEADINGS, foreign=(COOKIES,),
    )  # fmt: skip
    folded = "".join(
        f"<details><summary>{heading}</summary>{''.join(f'<p>{text}</p>' for text in texts)}</details>"
        for heading, texts in zip(HEADINGS, ((DEPTH, ICE), (FISH,), (TOWN, FERRY, DAM)), strict=True)
    )
    yield Page(
        "details", page("<title>Lake</title>", f"<main><h1>The deep lake</h1><p>{OPENING}</p>{folded}</main>").encode(), PROSE, headings=HEADINGS,
    )  # fmt: skip


def references() -> Iterator[Page]:
    """Articles with reference marks, notes and bibliographies."""
    info = "".join(f'<tr><th scope="row">{label}</th><td>{value}</td></tr>' for label, value in ROWS)
    marked = (
        body()
        .replace("deep at", 'deep<sup id="r1" class="reference"><a href="#n1">[1]</a></sup> at')
        .replace("140 days", '140 days<sup class="reference"><a href="#n2">[2]</a></sup>')
    )
    wiki = (
        '<div id="mw-head"><ul><li>Read</li><li>Edit</li></ul></div><div id="content" class="mw-body"><h1 id="firstHeading">Skarn Lake</h1>'
        '<div id="bodyContent"><div class="hatnote">For the river of 61 km, see <a href="/w/Skarn">Skarn (river)</a>.</div><div '
        f'id="mw-content-text"><table class="infobox"><caption>Skarn Lake</caption><tbody>{info}</tbody></table><div id="toc" class="toc"><h2>'
        f'Contents</h2><ul><li>1 Water</li><li>2 Fish</li></ul></div>{marked}<h2>References<span class="mw-editsection">[edit]</span></h2><ol '
        'class="references"><li id="n1">Doe, R. (1998). <i>Lakes of 77 valleys</i>. p. 12.</li><li id="n2">Roe, J. Ice. J Ice 2001;3:41-9.</li></ol>'
        '<div class="navbox">Lakes: Orn (12 m) · Vass (9 m) · Teln (33 m)</div></div></div></div><div id="footer"><ul><li>This page was last '
        "edited on 3 May 2021, at 12:00.</li></ul></div>"
    )
    yield Page(
        "wiki", page("<title>Skarn Lake - Ourwiki</title>", wiki).encode(), **COMMON, rows=ROWS,
        foreign=("77 valleys", "Vass", "[1]", "1 Water"), stated=("Skarn Lake - Ourwiki", "", "", "2021-05-03"),
    )  # fmt: skip
    glued = (
        f"<article><h1>Ice on lakes</h1>{''.join(f'<p>{text}</p>' for text in PROSE)}<p>Of all lakes 5%<sup>12</sup> are closed for 7 months"
        "<sup>3,4</sup> and 61% for 2 months.<sup>5&ndash;7</sup> A raft of 10<sup>3</sup> kg floats on 4 m<sup>2</sup> of ice<sup><a>a</a>"
        "</sup> in 90%<sup>[8]</sup> of tests.</p></article>"
    )
    yield Page(
        "raised", page("<title>Ice</title>", glued).encode(),
        (*PROSE, "Of all lakes 5% are closed for 7 months and 61% for 2 months. A raft of 103 kg floats on 4 m2 of ice in 90% of tests."),
    )  # fmt: skip
    notes = (
        f"<article><h1>The deep lake</h1>{body()}<p>Boats pay 20 crowns<a class='footnote-ref' href='#fn1'><sup>1</sup></a> a day.</p>"
        '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1">Half for those under 16.<a href="#fnref1">↩</a></li></ol></section></article>'
    )
    yield Page(
        "footnotes",
        page("<title>Lake</title>", notes).encode(),
        (*PROSE, "Boats pay 20 crowns a day."),
        headings=HEADINGS,
    )
    study = (
        '<meta name="citation_title" content="Ice on Skarn Lake"><meta name="citation_author" content="Roe, Jane"><meta name="citation_author" '
        'content="Doe, Richard"><meta name="citation_publication_date" content="2017/11/05"><title>Ice</title>'
    )
    inner = (
        f'<div class="article"><h1>Ice on Skarn Lake</h1><p class="authors">Jane Roe<sup>1</sup>, Richard Doe<sup>2</sup></p><h2>Abstract</h2><p>'
        f'{OPENING} {ICE}</p>{body()}<div class="ref-list"><h2>References</h2><ol><li>Doe R. Snow. J Ice. 1999;14(2):88-93. doi: 10.1000/j.1</li>'
        "<li>Moe M, Poe P. Thaw. Lake Sci. 2004;7:12-19.</li></ol></div></div>"
    )
    yield Page(
        "study", page(study, inner).encode(), PROSE, headings=("Abstract", *HEADINGS), items=ITEMS, foreign=("88-93", "2004;7"),
        stated=("Ice on Skarn Lake", "Jane Roe, Richard Doe", "2017-11-05", ""),
    )  # fmt: skip


def boxes() -> Iterator[Page]:
    """Facts beside the text that belong to it: definition lists, cards, tables, captions, questions."""
    defined = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in ROWS)
    yield Page(
        "definitions",
        page("<title>Lake</title>", f"<main><h1>The deep lake</h1><dl>{defined}</dl>{body()}</main>").encode(), **COMMON, rows=ROWS,
    )  # fmt: skip
    grouped = "".join(f"<div class='fact'><dt>{label}</dt><dd>{value}</dd></div>" for label, value in ROWS)
    yield Page(
        "facts-aside",
        page(
            "<title>Lake</title>",
            f'<main><article><h1>The deep lake</h1><aside class="key-facts"><h2>Key facts</h2><dl>{grouped}</dl></aside>{body()}</article></main>',
        ).encode(),
        **COMMON, rows=ROWS,
    )  # fmt: skip
    listed = "".join(f"<li><strong>{label}:</strong> {value}</li>" for label, value in ROWS)
    yield Page(
        "facts-list",
        page("<title>Lake</title>", f'<main><h1>The deep lake</h1><div class="highlights"><h2>At a glance</h2><ul>{listed}</ul></div>{body()}</main>').encode(),
        PROSE, rows=ROWS, headings=("At a glance", *HEADINGS),
    )  # fmt: skip
    broken = "<br>".join(f"<b>{label}:</b> {value}" for label, value in ROWS)
    yield Page(
        "facts-lines", page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}<p>{broken}</p></main>").encode(), **COMMON, rows=ROWS,
    )  # fmt: skip
    questions = "".join(
        f"<h3>{q}?</h3><p>{a}</p>"
        for q, a in zip(("How deep is it", "Who fishes", "Is there ice"), (DEPTH, FISH, ICE), strict=True)
    )
    faq = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[{"@type":"Question","name":"How deep'
        ' is it?","acceptedAnswer":{"@type":"Answer","text":"999 metres"}}]}</script><title>Questions on the lake</title>'
    )
    yield Page(
        "faq", page(faq, f"<main><h1>Questions on the lake</h1>{questions}<p>{TOWN}</p></main>").encode(),
        (DEPTH, FISH, ICE, TOWN), headings=("How deep is it?", "Who fishes?", "Is there ice?"), foreign=("999",),
    )  # fmt: skip
    table = (
        "<table><tr><td></td><td colspan=2><b>Catch in tonnes</b></td></tr><tr><td><b>Month</b></td><td><b>Trout</b></td><td><b>Char</b></td></tr>"
        "<tr><td rowspan=2>May</td><td>4.1</td><td>2.2</td></tr><tr><td>4.6</td><td>2.9</td></tr><tr><td>June</td><td>7.5</td><td>3.0</td></tr></table>"
    )
    yield Page(
        "spans", page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}{table}</main>").encode(), **COMMON,
        rows=(("May | Catch in tonnes | Trout", "4.1"), ("May | Catch in tonnes | Char", "2.9"), ("June | Catch in tonnes | Char", "3.0")),
    )  # fmt: skip
    headless = "<table class='data'>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in ROWS) + "</table>"
    yield Page(
        "headless", page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}{headless}</main>").encode(), **COMMON, rows=ROWS,
    )  # fmt: skip
    figure = (
        f"<main><h1>The deep lake</h1>{body()}<figure><svg viewBox='0 0 9 9'><title>Chart</title><text>42 boats</text></svg><figcaption>Figure 2. "
        "Boats on the lake by month, 210 in all.</figcaption></figure><table><caption>Depth by place</caption><thead><tr><th>Place</th><th>Depth (m)"
        "</th></tr></thead><tbody><tr><th>Bay</th><td>12</td></tr><tr><th>Outlet</th><td>31</td></tr></tbody><tfoot><tr><td>Mean</td><td>22</td></tr>"
        "</tfoot></table></main>"
    )
    yield Page(
        "captions", page("<title>Lake</title>", figure).encode(), (*PROSE, "Figure 2. Boats on the lake by month, 210 in all.", "Depth by place"),
        headings=HEADINGS, items=ITEMS, rows=(("Bay | Depth (m)", "12"), ("Outlet | Depth (m)", "31"), ("Mean | Depth (m)", "22")),
        foreign=("42 boats",),
    )  # fmt: skip


def markup() -> Iterator[Page]:
    """Inline markup that must not change the words."""
    inline = (
        f"<main><h1>The deep lake</h1>{body()}<p>The <abbr title='Water Board of 1902'>WB</abbr> keeps the level at 211&nbsp;m <em>above</em> sea, "
        "wi<wbr>thin <b>1</b>0 cm; <del>it was 400 m</del> <ins>it is 12 km</ins> from <q>Orn</q> and <kbd>5</kbd> from Teln, <math><mi>x</mi><mo>=</mo>"
        "<mn>3</mn></math> times the road.</p></main>"
    )
    yield Page(
        "inline", page("<title>Lake</title>", inline).encode(),
        (*PROSE, "The WB keeps the level at 211 m above sea, within 10 cm; it is 12 km from Orn and 5 from Teln, x=3 times the road."),
        headings=HEADINGS, items=ITEMS, foreign=("400 m", "1902"),
    )  # fmt: skip
    nested = (
        "<ol><li>Rules for boats<ul><li>Speed of 12 km an hour at most</li><li>Lights after 9 in the evening</li></ul></li><li><p>Rules for fishing"
        "</p><p>A licence costs 80 crowns.</p></li></ol>"
    )
    yield Page(
        "nested", page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}{nested}</main>").encode(),
        PROSE, headings=HEADINGS, items=(*ITEMS, "Rules for boats", "Speed of 12 km an hour at most", "Lights after 9 in the evening"),
    )  # fmt: skip
    xhtml = page(
        "<title>Lake</title>",
        f"<div><h1>The deep lake</h1>{body()}<br/><hr/></div>",
        kind='<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>',
    )
    yield Page(
        "strict.xhtml",
        xhtml.replace('<html lang="en">', '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">').encode(),
        **COMMON,
    )


def characters() -> Iterator[Page]:
    """Encodings, and characters that are not what they look like."""
    odd = (
        "Water is drawn at 2½ m, by 1&#8239;250&#8239;pumps in 3&#8211;5&#160;towns, at &minus;4&deg;C, with a fall of 20&#8209;30 cm, by non&shy;stop "
        "work of 7&#8203; men and 1&thinsp;500 women; &frac14; of it goes to Orn."
    )
    yield Page(
        "characters", page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}<p>{odd}</p></main>").encode(),
        (*PROSE, "Water is drawn at 2½ m, by 1 250 pumps in 3–5 towns, at −4°C, with a fall of 20-30 cm, by nonstop work of 7 men and 1 500 women; "
         "¼ of it goes to Orn."), headings=HEADINGS, items=ITEMS,
    )  # fmt: skip
    western = page(
        "<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}<p>It’s 5–7 °C at Café Orn — “cold”.</p></main>"
    )
    yield Page(
        "windows-1252", western.replace('<meta charset="utf-8">', '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">').encode("cp1252"),
        (*PROSE, "It’s 5–7 °C at Café Orn — “cold”."), headings=HEADINGS, items=ITEMS,
    )  # fmt: skip
    yield Page(
        "utf-16", page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}</main>").encode("utf-16"), **COMMON
    )
    line = page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}</main>").replace("\n", "")
    yield Page("one-line", line.encode(), **COMMON)
    yield Page(
        "old-mac",
        page("<title>Lake</title>", f"<main>\n<h1>The deep lake</h1>\n{body()}\n</main>").replace("\n", "\r").encode(),
        **COMMON,
    )
    foreign = (
        "El lago es el más profundo de la región y en él se pescan más de 5.000 truchas cada año según los vecinos."
    )
    yield Page(
        "mixed", page("<title>Lake</title>", f"<main><h1>The deep lake</h1>{body()}<p lang='es'>{foreign}</p></main>").encode(), **COMMON,
        foreign=("5.000",),
    )  # fmt: skip


def write(folder: Path) -> None:
    """Write all pages into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in pages():
        (folder / (each.name if "." in each.name else f"{each.name}.html")).write_bytes(each.data)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
