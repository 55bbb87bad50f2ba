"""One article of our own in every format that editors have: how the files in ``tests/data/rendered`` were made.

``python benchmarks/render.py tests/data/rendered`` writes them; Word and PDF files need ``soffice`` and ``chromium`` on
the path.  The pages around the article are full of figures that are not the article's: a reader must pass them over.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

Element: TypeAlias = tuple[str, object]
"""What a block is, and what it holds: a text, the items of a list, or the rows of a table."""

TITLE = "Lantern fever: signs, course and treatment"
ARTICLE: tuple[Element, ...] = (
    ("h1", TITLE),
    ("p", "Lantern fever is a rare disease of the nerves that was first described in 1874. It affects about 2 to 3 in "
     "100,000 people, and is more common in men than in women. Most patients are between 40 and 60 years old when the "
     "first symptoms appear."),
    ("h2", "How common it is"),
    ("p", "The incidence is 1.5-2.5 per 100,000 people per year. In the northern districts, the prevalence is 6 per "
     "100,000. About 10% of cases are **familial**, and the remaining 90% are sporadic."),
    ("ul", ("Age at onset: 45-55 years", "Men affected: 60%", "Cases found in childhood: less than 1%")),
    ("h2", "Signs"),
    ("p", "Weakness of the hands is the first sign in two-thirds of patients. The well-known tremor, which most people "
     "call the lantern sign, is seen in 35% of patients within 6 months, and lasts for 3-5 years on average. Pain occurs "
     "in up to 20% of patients. The disease is not contagious."),
    ("p", "Early signs include:"),
    ("ul", ("numbness in 25% of patients", "cramps in 40% of patients", "weight loss of 3 to 5 kg in the first year")),
    ("table", ("Signs at diagnosis and after two years", (
        ("Sign", "At diagnosis", "After 2 years"), ("Weak hands", "66%", "92%"), ("Tremor", "35%", "51%"),
        ("Stiff gait", "12%", "48%"), ("Hoarse voice", "4%", "17%")))),
    ("h2", "Diagnosis"),
    ("p", "There is no single test for lantern fever. MRI is usually normal. Diagnosis takes 9 to 12 months on average. "
     "A nerve conduction study takes about 30 minutes and is abnormal in 85% of patients."),
    ("quote", "A normal scan does not rule the disease out; one patient in five had a normal study at first."),
    ("h2", "Treatment"),
    ("p", "There is no cure. Treatment with veratrol slows the disease and prolongs survival by 3 months. The usual dose "
     "is 50 mg twice a day, and treatment costs $12,000 per year."),
    ("ol", ("Start with 25 mg a day.", "After 2 weeks, raise the dose to 50 mg twice a day.",
            "Test the liver every 3 months.")),
    ("h3", "Side effects"),
    ("table", ("Side effects of veratrol", (
        ("Effect", "Share of patients", "Usual duration"), ("Nausea", "14%", "2 weeks"), ("Headache", "9%", "3 days"),
        ("Rash", "2-4%", "10 days")))),
    ("h2", "Outlook"),
    ("p", "Mean survival is 3-5 years from symptom onset. About 10% of patients live for more than 10 years. Death within "
     "two years is seen in 15% of patients. Breathing support is needed by 30% of patients after 4 years."),
    ("p", "The registry of the northern districts has followed 412 patients since 1998. Its last count found 37 new "
     "patients in 2021, and an average age of 58 years at diagnosis."),
)  # fmt: skip

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def text() -> str:
    """The article as plain text, a paragraph a line."""
    return "\n\n".join(_plain(kind, held) for kind, held in ARTICLE) + "\n"


def _plain(kind: str, held: object) -> str:
    match kind, held:
        case "ul", tuple():
            return "\n".join(f"- {item}" for item in held)
        case "ol", tuple():
            return "\n".join(f"{number}. {item}" for number, item in enumerate(held, 1))
        case "table", (caption, rows):
            return f"{caption}\n\n" + _pipes(rows)
        case _:
            return _BOLD.sub(r"\1", str(held))


def _pipes(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def markdown() -> str:
    """The article as Markdown with front matter."""
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "quote": "> "}
    head = f'---\ntitle: "{TITLE}"\ndate: 2022-03-04\n---\n\n'
    blocks = (
        marks.get(kind, "") + (str(held) if kind in ("p", *marks) else _plain(kind, held)) for kind, held in ARTICLE
    )
    return head + "\n\n".join(blocks) + "\n"


def _inline(words: object) -> str:
    return _BOLD.sub(r"<b>\1</b>", html.escape(str(words), quote=False)).replace("-5 years", "&ndash;5 years")


def body() -> str:
    """The article in the elements that HTML has for it."""
    return "\n".join(_marked_up(kind, held) for kind, held in ARTICLE)


def _marked_up(kind: str, held: object) -> str:
    match kind, held:
        case "ul" | "ol", tuple():
            return f"<{kind}>" + "".join(f"<li>{_inline(item)}</li>" for item in held) + f"</{kind}>"
        case "table", (caption, (header, *rows)):
            cells = "".join(f"<th>{_inline(cell)}</th>" for cell in header)
            lines = "".join("<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            return f"<table><caption>{_inline(caption)}</caption><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
        case "quote", _:
            return f"<blockquote><p>{_inline(held)}</p></blockquote>"
        case _:
            return f"<{kind}>{_inline(held)}</{kind}>"


def soup() -> str:
    """The article in ``div`` and ``span`` alone; only lists and tables keep their elements."""
    pieces = []
    for kind, held in ARTICLE:
        inner = f"<span>{_inline(held)}</span>" if isinstance(held, str) else _marked_up(kind, held)
        pieces.append(f'<div class="c-{kind}"><div class="c-inner">{inner}</div></div>')
    return "\n".join(pieces)


_HEAD = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} | Nerve Post</title>'
    '<meta property="og:site_name" content="Nerve Post">{more}</head>\n<body>\n'
)
_MENU = "".join(
    f'<li><a href="/{name.lower()}">{name}</a></li>' for name in "Home News Health Travel Shop About Contact".split()
)
_RELATED = (
    "Marsh cough affects 45% of adults", "7 foods that lower blood pressure by 12%", "Survival after stroke: 8 in 10",
    "Ten facts on sleep", "Vaccines: what 30 years have shown",
)  # fmt: skip
_COMMENTS = (
    "My aunt had it for 22 years and was never below 90 kg, so I do not believe the 3 years at all.",
    "Our clinic sees 75% women, and they are 30 years old on average. Who wrote this?",
    "I paid $900 a month in 2016, and it did nothing for 11 of us.",
)
_REFERENCES = (
    "Aasen B, Moe K. Lantern fever in 1,204 patients. J Nerve Dis. 2011;14(3):201-219.",
    "Lunde T. Veratrol in 88 adults: a trial over 18 months. Ann Neuropath. 2016;7:55-61.",
    "Northern Registry. Report of 2021. 48 pages.",
)


def semantic(title: str = TITLE, inner: str = "") -> str:
    """A page of a tidy site: header, navigation, article, aside, footer; around ``inner``, else our article."""
    return (
        _HEAD.format(title=title, more='<meta property="article:modified_time" content="2022-03-04T10:00:00Z">')
        + f"<header><nav><ul>{_MENU}</ul></nav></header>\n<main><article>\n{inner or body()}\n</article></main>\n"
        + f"<aside><h2>Related</h2><ul>{''.join(f'<li><a href=/{n}>{r}</a></li>' for n, r in enumerate(_RELATED))}</ul></aside>"
        + "\n<footer><p>&copy; 2022 Nerve Post. Read by 2 million people a month.</p></footer>\n</body></html>\n"
    )


def div_soup(title: str = TITLE, inner: str = "") -> str:
    """A page of a site that knows no elements but ``div`` and ``span``; around ``inner``, else our article."""
    menu = "".join(f'<div class="m"><a href="/{n}">{n.title()}</a></div>' for n in "home news health shop".split())
    return (
        _HEAD.format(title=title, more="")
        + f'<div id="page"><div class="menu">{menu}</div>\n<div class="content">\n{inner or soup()}\n</div>\n'
        + '<div class="bottom"><div><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></div>'
        + "<div>&copy; 2022 Nerve Post</div></div></div>\n</body></html>\n"
    )


def heavy(title: str = TITLE, inner: str = "") -> str:
    """A page whose article is the smaller part: cookie notice, offers, shares, references, comments, related links."""
    listed = "".join(f"<li>{each}</li>" for each in _REFERENCES)
    said = "".join(
        f'<div class="comment"><span class="by">reader{n}</span> <span>{n} days ago</span><p>{each}</p>'
        '<a href="#r">Reply</a></div>' for n, each in enumerate(_COMMENTS, 2)
    )  # fmt: skip
    linked = "".join(
        f'<li><a href="/{n}"><span>{each}</span></a> <em>{n} min read</em></li>' for n, each in enumerate(_RELATED, 3)
    )
    return (
        _HEAD.format(title=title, more='<script type="application/ld+json">{"@type":"NewsArticle","dateModified":'
                     '"2022-03-04","publisher":{"@type":"Organization","name":"Nerve Post"}}</script>')
        + '<div class="cookie-banner" role="dialog"><p>We and our 812 partners store cookies for up to 13 months. You can '
        + "refuse within 30 days.</p><button>Accept all</button></div>\n"
        + f'<div class="topbar"><ul class="menu">{_MENU}</ul><form><input name="q"><button>Search</button></form></div>\n'
        + '<div class="promo"><p>Save 25% on a year of Nerve Post Plus: only $49 for 12 months.</p></div>\n'
        + f'<div class="layout"><div class="sidebar"><h3>Most read</h3><ul>{linked}</ul></div>\n<div class="main"><article>'
        + '<div class="share"><a href="#">Share</a> <span>1,204 shares</span></div>\n'
        + (inner or body())
        + f'\n<h2>References</h2><ol class="references">{listed}</ol></article>\n'
        + f'<div class="comments" id="comments"><h3>3 comments</h3>{said}</div>\n'
        + f'<div class="related"><h3>You may also like</h3><ul>{linked}</ul></div></div></div>\n'
        + '<div class="newsletter"><p>Join 45,000 readers: one letter every 2 weeks.</p></div>\n'
        + f"<footer><ul>{_MENU}</ul><p>&copy; 2010-2022 Nerve Post. All rights reserved.</p></footer>\n</body></html>\n"
    )  # fmt: skip


def printed(columns: int = 1) -> str:
    """The article alone, as it is printed and as Word gets it."""
    style = f"body{{font:11pt serif;columns:{columns};text-align:justify;hyphens:manual}}table{{border-collapse:collapse}}td,th{{border:1px solid}}"
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><style>{style}</style></head><body>{body()}</body></html>'


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of the files that need no other program."""
    yield "article.txt", text()
    yield "article.md", markdown()
    yield "semantic.html", semantic()
    yield "soup.html", div_soup()
    yield "heavy.html", heavy()


def printouts(folder: Path) -> None:
    """Let LibreOffice and Chromium write the Word and PDF files."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for stem, columns in (("article", 1), ("columns", 2)):
            (work / f"{stem}.html").write_text(printed(columns), encoding="utf-8")
        office = [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{work}/profile",
            "--infilter=HTML (StarWriter)",
        ]
        for kind in ("docx:MS Word 2007 XML", "pdf:writer_pdf_Export"):
            _run([*office, "--convert-to", kind, "--outdir", str(work), str(work / "article.html")])
        (folder / "libreoffice.docx").write_bytes((work / "article.docx").read_bytes())
        (folder / "libreoffice.pdf").write_bytes((work / "article.pdf").read_bytes())
        for stem, target in (("article", "chromium"), ("columns", "columns")):
            browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/browser"]
            page = ["--no-pdf-header-footer"] if stem == "columns" else []
            out = f"--print-to-pdf={folder.resolve() / target}.pdf"
            _run([*browser, *page, out, f"file://{work}/{stem}.html"])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name, content in texts():
        (target / name).write_text(content, encoding="utf-8", newline="\n")
    printouts(target)
