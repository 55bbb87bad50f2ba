"""The HTML report: safe whatever a document says, whole without any other file, readable by all."""

from __future__ import annotations

import hashlib
import os
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from fixtures_audit import audit, document

from auditor import outputs
from auditor.model import (
    Audit,
    Choice,
    Edge,
    Flag,
    FlagKind,
    Judgement,
    Metadata,
    Position,
    Provenance,
    Reading,
    Relation,
    Unread,
)
from auditor.outputs import FORMATS
from auditor.outputs.html import render_index
from auditor.outputs.index import MOST_UNREAD, Entry, Index, ranked
from auditor.outputs.view.nouns import KINDS

TEMPLATES = Path(outputs.__file__).parent / "templates"
VOID = {"meta", "link", "br", "input", "img", "hr", "use", "col", "rect", "circle", "line", "path"}

ENDED_BY: dict[str, tuple[str, ...]] = {
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("tr",), "li": ("li",),
    "p": ("p", "table", "details", "div", "h4", "ul", "article", "section", "figure"),
    "tbody": ("tbody", "tfoot"), "tfoot": (),
}  # fmt: skip
"""Elements whose end tag HTML lets be left out, and what begins after them."""


class Page(HTMLParser):
    """The elements of a page with their attributes, and whether every one is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.unclosed: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        while self.unclosed and tag in ENDED_BY.get(self.unclosed[-1], ()):
            self.unclosed.pop()
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.unclosed and self.unclosed[-1] != tag and self.unclosed[-1] in ENDED_BY:
            self.unclosed.pop()
        if self.unclosed and self.unclosed[-1] == tag:
            self.unclosed.pop()
        else:
            self.unclosed.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def html(made: Audit | None = None) -> str:
    return FORMATS["html"](audit() if made is None else made)


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></script><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<!--",
    "]]>&lt;b&gt;",
]


def poisoned(payload: str) -> Audit:
    """The audit with ``payload`` in every text it holds."""
    made = audit()
    source = document(
        f"id {payload}", f"texts/{payload}.html", f"{payload} The tower is 31 m high. {payload}",
        Metadata(payload, payload + " house", payload, payload, payload), (payload,),
    )  # fmt: skip
    source = replace(
        source,
        text=source.raw,
        blocks=(replace(source.blocks[0], path=(payload,), label=payload),) if source.blocks else (),
    )
    old = made.claims[0]
    claim = replace(
        old, id=f"claim {payload}", source=source.id, attribute=payload, subject=payload, quote=payload, rule=payload,
        path=(payload, payload), trace=(payload, payload), start=0, end=len(payload),
        sentence=replace(old.sentence, start=0, end=len(source.raw)),
        reading=Reading(Choice((payload,)), False, (("place", payload),)),
    )  # fmt: skip
    positions = (
        Position(f"p1 {payload}", claim.reading, (claim.id,), (source.id,)),
        Position(f"p2 {payload}", Reading(Choice((payload, "b"))), (claim.id,), (source.id, "guide")),
    )
    edge = Edge(positions[0].id, positions[1].id, Judgement(Relation.CONFLICT, payload, payload))
    flags = tuple(Flag(kind, (claim.id,), f"{kind} {payload}", payload) for kind in FlagKind)
    topic = replace(
        made.topics[0], id=f"topic {payload}", attribute=payload, subject=payload, verdict="conflict",
        positions=positions, relations=(edge,), flags=flags,
    )  # fmt: skip
    return Audit(
        payload, (*made.sources, source), (*made.claims, claim), (*made.topics, topic), flags,
        (Unread(payload, payload),), (payload,), payload, Provenance(payload, ((payload, payload),), payload),
    )  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_markup(payload: str) -> None:
    clean, dirty = Page(html()), Page(html(poisoned(payload)))
    tags = {tag for tag, _ in clean.elements}
    assert {tag for tag, _ in dirty.elements} <= tags
    assert Counter(tag for tag, _ in dirty.elements)["script"] == 1
    names = {name for _, attributes in dirty.elements for name in attributes}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert not dirty.unclosed
    assert sum(payload in text for text in dirty.texts) >= 10  # it is shown, as text


def test_no_text_becomes_markup_in_a_wide_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("auditor.outputs.view.matrix"), "WIDE", 1)  # the function has its name
    clean, dirty = Page(html()), Page(html(poisoned(PAYLOADS[3])))
    assert "matrix map" in clean.attributes("class") and not clean.unclosed and not dirty.unclosed
    assert {tag for tag, _ in dirty.elements} <= {tag for tag, _ in clean.elements}
    assert Counter(tag for tag, _ in dirty.elements)["script"] == 1


def test_the_golden_file_of_a_wide_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("auditor.outputs.view.matrix"), "WIDE", 1)  # the function has its name
    text = html()
    table = text[text.index('<table class="matrix map">') : text.index("</table>")] + "</table>\n"
    path = Path(__file__).parent / "golden" / "skarholm.wide.html"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(table.encode())
    assert path.read_bytes() == table.encode()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_links_are_web_mail_or_within_the_page(payload: str) -> None:
    for link in Page(html(poisoned(payload))).attributes("href"):
        assert re.match(r"#[A-Za-z]|https?://|mailto:", link), link


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x00", "\x1b", "\u200b", "\ufeff", "\x85", "\u2028"])
def test_unseen_characters_are_shown(character: str) -> None:
    text = html(poisoned(f"3{character}5"))
    assert character not in text
    assert f"3⟦U+{ord(character):04X}⟧5" in text


def test_the_policy_lets_only_this_page_run() -> None:
    text = html()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(inside) == 1
        digest = b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"


def test_the_page_asks_for_nothing() -> None:
    text = html()
    page = Page(text)
    assert not page.attributes("src")
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object", "embed", "base")]
    assert not re.search(r"url\(|@import|@font-face", (TEMPLATES / "report.css").read_text(encoding="utf-8"))
    assert not re.search(
        r"fetch|XMLHttp|import\(|innerHTML|eval", (TEMPLATES / "report.js").read_text(encoding="utf-8")
    )


def test_attributes_are_quoted_with_double_quotes_alone() -> None:
    """A single quote stands in the page as it is."""
    for template in TEMPLATES.glob("*.j2"):
        assert not re.search(r"=('|\{\{)", template.read_text(encoding="utf-8")), template


def test_ids_are_unique_and_every_link_arrives() -> None:
    page = Page(html())
    ids = Counter(page.attributes("id"))
    assert max(ids.values()) == 1
    targets = [link[1:] for link in page.attributes("href") if link.startswith("#")]
    targets += [name for label in page.attributes("aria-labelledby") for name in label.split()]
    assert set(targets) <= set(ids)


def test_everything_is_closed() -> None:
    assert not Page(html()).unclosed
    assert not Page(html(Audit("", (), (), ()))).unclosed


def test_headings_skip_no_level() -> None:
    for made in (audit(), poisoned("x")):
        levels = [int(tag[1]) for tag, _ in Page(html(made)).elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(below - above <= 1 for above, below in pairwise(levels))
        assert levels.count(1) == 1


def test_a_foreign_quote_names_its_language() -> None:
    made = audit()
    sources = tuple(
        replace(source, metadata=replace(source.metadata, language="nb")) if source.id == "guide" else source
        for source in made.sources
    )
    assert '<blockquote lang="nb">' in html(replace(made, sources=sources))
    assert "<blockquote lang=" not in html(made)


def test_every_plot_has_its_figures_as_text() -> None:
    text = html()
    for words in ("31 to 31.5 m", "12,000 to 18,000 people", "possibly yes"):
        assert f"<title>{words}</title>" in text
        assert f"<th>{words}<" in text


def test_colour_is_never_alone() -> None:
    text = html()
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    shapes = dict(re.findall(r"^\.k-(\w+) \{ --k: var\(--\1\); --s: polygon\((.*?)\); \}$", css, re.MULTILINE))
    assert set(shapes) == set(KINDS)
    assert len(set(shapes.values())) == len(KINDS)
    words = re.findall(r'class="w k-\w+"[^>]*>(.*?)</', text)  # what bears a shape bears a word
    assert words
    assert all(re.search(r"\w", word) for word in words)


def test_the_script_is_not_needed() -> None:
    text = html()
    assert '<form id="filter" aria-label="Filter" hidden>' in text
    assert Page(text).attributes("hidden") == [""]
    assert "Said by one source only" in text


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme, by name."""
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark, paper = (dict(re.findall(r"--([a-z]+): (#[0-9a-f]+)", block)) for block in blocks)
    return {"light": light, "dark": {**light, **dark}, "print": {**light, **paper}}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_contrast(theme: str) -> None:
    colours = themes()[theme]
    inks = set(colours) - {"paper", "card", "mark", "line", "hair"}
    assert len(inks) == 13
    for name in sorted(inks):
        for ground in ("paper", "card"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    assert contrast(colours["ink"], colours["mark"]) >= 7
    assert contrast(colours["card"], colours["ink"]) >= 4.5  # chosen values: card on ink


def test_contrast_is_measured_right() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def shelf(*more: Entry) -> Index:
    """Three subjects, the worst first, one of them poisoned throughout."""
    bad = PAYLOADS[0]
    entries = (
        Entry("Aa Light", 4, 0, 40, 9, 0, (), "a light.html"),
        Entry("Skarholm Light", 5, 2, 1_200, 12, 3, (("conflict", 1), ("scope", 2), ("superseded", 1)), "lamp.html"),
        Entry(bad, 1, 1, 1, 0, 4, (("conflict", 4),), f"{bad}.html"),
        *more,
    )
    return Index(ranked(entries), bad, bad, (Unread(bad, bad),), 1)


def test_the_index_of_a_library_lists_its_subjects_worst_first() -> None:
    text = render_index(shelf())
    page = Page(text)
    assert not page.unclosed
    assert Counter(tag for tag, _ in page.elements)["script"] == 1
    links = [link for link in page.attributes("href") if not link.startswith("#")]
    assert [link.rpartition("%")[2] for link in links] == ["3E.html", "lamp.html", "20light.html"]
    flat = " ".join(" ".join(page.texts).split())
    assert "Sources contradict each other on 2 of 3 subjects." in flat
    assert "10 pages on 3 subjects, 1,241 claims found. 1 page is on a subject that no other page is on" in flat
    assert "1 conflict 1 outdated 2 scope traps 5 pages and 2 copies, 1,200 claims, 12 attributes compared" in flat
    assert "nothing found 4 pages" in flat
    assert "default-src 'none'" in text and "unsafe-inline" not in text
    assert "No contradiction was found on 0 subjects." in render_index(Index((), "", ""))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_library_becomes_markup(payload: str) -> None:
    page = Page(render_index(shelf(Entry(payload, 1, 0, 1, 0, 0, (), payload))))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in Page(render_index(shelf())).elements}
    assert not [link for link in page.attributes("href") if ":" in link]


def test_unread_files_are_named_up_to_a_number() -> None:
    text = render_index(Index((), "2024-02-29", "1.0", tuple(Unread(f"{n}.pdf", "empty") for n in range(203))))
    assert text.count("<code>") == MOST_UNREAD and "And 3 more." in text
