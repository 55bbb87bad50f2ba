"""Which regions of a page stand beside its article, which are boxes of its facts, and which are folded up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from auditor.documents.dom import Node, attribute, elements, extent

_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus|respond|related|sidebar|widgets?|recommended|recommendations?|recirc|"
    r"teasers?|promos?|trending|popular|most-read|mostread|more-stories|read-more|read-next|readnext|up-next|newsletters?|"
    r"signup|subscribe|cookies?|consent|gdpr|breadcrumbs?|share|sharing|sharedaddy|social|advert|advertisement|sponsored|"
    r"outbrain|taboola|navbox|hatnote|toc)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FACTS = re.compile(
    r"(?:^|[\s_-])(?:key-?facts?|facts?|fact-?box|factfile|at-?a-?glance|highlights?|infobox|key-?points?|takeaways?|"
    r"in-?brief|quick-?facts?|stats?|key-?figures?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOXES = frozenset("div section aside ul ol nav footer form table article li p dialog header".split())
_FOLDED = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w*|tab-?(?:pane|panel|content)|panel|expand\w*)(?:$|[\s_-])", re.I
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNFOLD = re.compile(r"""\s(?:hidden(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?|aria-hidden\s*=\s*["']?true["']?|"""
                     r"""style\s*=\s*(?:"[^"]*"|'[^']*'))""", re.IGNORECASE)  # fmt: skip
_CONTROLS = ("aria-controls", "data-target", "data-bs-target")


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of a page, sorted and apart from each other."""

    held: tuple[tuple[int, int], ...] = ()

    def holds(self, position: int) -> bool:
        """Whether a position is in one of them."""
        index = bisect_right(self.held, position, key=lambda span: span[0]) - 1
        return index >= 0 and position < self.held[index][1]

    def share(self, start: int, end: int) -> float:
        """Which share of a stretch they cover."""
        index = max(0, bisect_right(self.held, start, key=lambda span: span[0]) - 1)
        covered = 0
        while index < len(self.held) and self.held[index][0] < end:
            covered += max(0, min(end, self.held[index][1]) - max(start, self.held[index][0]))
            index += 1
        return covered / max(1, end - start)


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of a page.  ``apart`` are the elements beside the article."""

    beside: Spans
    facts: Spans
    apart: tuple[Node, ...]


def regions(raw: str, root: Node) -> Regions:
    """The regions of a page by the names of its elements and by what their class or id calls them.

    What holds the page's main heading is not beside it, whatever it is called: ``<div class="has-sidebar">``.  A box of
    facts inside the article is part of it; a side bar without a name that says otherwise is not.
    """
    heads = _above_headings(root)
    facts = _outermost(root, lambda node: node.name in _BOXES and id(node) not in heads and _is(_FACTS, node))
    known = {id(node) for node in facts}
    apart = _outermost(root, lambda node: id(node) not in known and id(node) not in heads and _is_beside(node))
    return Regions(_extents(raw, apart), _extents(raw, facts), tuple(apart))


def folded(root: Node) -> set[int]:
    """The identities of hidden elements that a reader opens with a click: panels of tabs and of accordions."""
    named: set[str] = set()
    hidden: list[Node] = []
    for node in elements(root):
        for name in _CONTROLS:
            named.add(attribute(node, name).lstrip("#"))
        if attribute(node, "role") == "tab" or attribute(node, "data-toggle") or attribute(node, "data-bs-toggle"):
            named.add(attribute(node, "href").lstrip("#"))
        if is_hidden(node):
            hidden.append(node)
    named.discard("")
    return {
        id(node)
        for node in hidden
        if attribute(node, "id") in named
        or attribute(node, "role") == "tabpanel"
        or attribute(node, "hidden") == "until-found"
        or _FOLDED.search(attribute(node, "class"))
    }


def is_hidden(node: Node) -> bool:
    """Whether an element is not shown when the page opens."""
    attributes = node.attrs or {}
    return "hidden" in attributes or bool(_HIDDEN.search(str(attributes.get("style") or "")))


def unfolded(raw: str, root: Node, opened: set[int]) -> str:
    """The page with what is folded up shown, as long as it was."""
    if not opened:
        return raw
    pieces: list[str] = []
    done = 0
    for node in elements(root):
        start = node.origin_offset
        if id(node) in opened and start is not None and start >= done and (end := raw.find(">", start)) > 0:
            pieces += (raw[done:start], _UNFOLD.sub(lambda match: " " * len(match.group()), raw[start:end]))
            done = end
    return "".join((*pieces, raw[done:]))


def _outermost(root: Node, wanted: Callable[[Node], bool]) -> list[Node]:
    """The elements that are wanted, without those inside of them."""
    found: list[Node] = []
    inside: set[int] = set()
    for node in elements(root):
        if node.parent is not None and id(node.parent) in inside:
            inside.add(id(node))
        elif wanted(node):
            inside.add(id(node))
            found.append(node)
    return found


def _extents(raw: str, nodes: Iterable[Node]) -> Spans:
    return Spans(tuple(sorted(span for node in nodes if (span := extent(raw, node)))))


def _is(called: re.Pattern[str], node: Node) -> bool:
    return bool(called.search(f"{attribute(node, 'class')} {attribute(node, 'id')}"))


def _is_beside(node: Node) -> bool:
    return node.name == "aside" or (node.name in _BOXES and _is(_BESIDE, node))


def _above_headings(root: Node) -> set[int]:
    """The identities of all elements that hold a main heading or the main text."""
    found: set[int] = set()
    for node in elements(root):
        if node.name in ("h1", "main"):
            above = node
            while above is not None and id(above) not in found:
                found.add(id(above))
                above = above.parent
    return found
