"""HTML and XHTML: structure from the elements, main text chosen from them, offsets into the decoded file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import islice, pairwise

from auditor.documents.dom import Event, Node, attribute, events, extent, parse
from auditor.documents.furniture import BESIDE
from auditor.documents.grids import grid_of, layout_tables
from auditor.documents.headings import is_heading
from auditor.documents.joints import Joint, in_markup, in_references, joined_up
from auditor.documents.maintext import chosen
from auditor.documents.marks import NOTE as REFERENCE_MARK
from auditor.documents.outline import Outline, Part, decoded, masked, trimmed, words
from auditor.documents.pagedata import page_metadata
from auditor.documents.pairs import Owner, paired
from auditor.documents.regions import Spans, folded, is_hidden, regions, unfolded
from auditor.documents.tables import Cell, labelled
from auditor.documents.text import joined
from auditor.model import BlockKind, Span

_UNSEEN = frozenset(
    "head script style noscript noframes template svg canvas iframe object audio video select option button textarea "
    "datalist".split()
)
_ASIDE = frozenset("nav footer menu dialog".split())
_ASIDE_ROLES = frozenset("navigation search banner contentinfo menu menubar dialog alertdialog".split())
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html legend li main ol p pre search section summary table tbody td tfoot th thead "
    "tr ul caption br footer".split()
)
_LISTS = frozenset(("ul", "ol"))
STRUCK_OUT = "struck out"
_STRUCK = frozenset(("del", "s", "strike"))
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MARK = re.compile(r"\W{0,2}\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\W{0,2}|[*†‡§]|\[?[a-z]\]?")
_LETTER = re.compile(r"\W{0,2}[a-jl-m]\W{0,2}|[*†‡§]")
_MARKED = re.compile(r"(?:[A-Za-z]{3}|[.,;:)\]\"”%])\s?$")
_MARK_EVENTS = 40


@dataclass(frozen=True, slots=True)
class _Place:
    """The block that a text stands in."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str = ""


@dataclass
class _Reader:
    """What gathers on the way through a page."""

    raw: str
    parts: list[Part] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    shown: list[tuple[int, int]] = field(default_factory=list)
    references: list[tuple[int, int, str]] = field(default_factory=list)
    places: list[_Place] = field(default_factory=lambda: [_Place()])
    run: list[tuple[int, int]] = field(default_factory=list)
    layout: set[int] = field(default_factory=set)
    opened: set[int] = field(default_factory=set)
    joints: list[Joint] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    owners: dict[int, Owner] = field(default_factory=dict)
    owner: Owner = (0, 0)
    linked: int = 0
    tables: list[tuple[int, list[list[Cell]], int]] = field(default_factory=list)
    depth: int = 0
    term: str = ""
    terms: set[int] = field(default_factory=set)
    last: str = ""

    def take(self, event: Event) -> None:
        """Let one event change what was gathered."""
        if event.kind == "text":
            self.shown += event.segments
            self.references += event.references
            self.run += event.segments
            if self.linked:
                self.links += event.segments
        elif event.name == "a":
            self.linked += 1 if event.kind == "open" else -1
        elif event.name in _BLOCKS:
            self.flush()
            if event.kind == "open":
                self.depth += event.name in _LISTS
                self.places.append(self._place(event.name))
                above = event.node.parent
                self.owner = (id(above), id(above.parent) if above is not None else 0)
            else:
                self.owner = (0, 0)
                if event.name == "dt" and self.parts:
                    self.term = self.last
                    self.terms.add(self.parts[-1].start)
                self.depth -= event.name in _LISTS
                self.places.pop()

    def _place(self, name: str) -> _Place:
        if name[0] == "h" and name[1:].isdigit():
            return _Place(BlockKind.HEADING, int(name[1]))
        if name == "li":
            return _Place(BlockKind.ITEM, max(0, self.depth - 1))
        if name == "dd":
            return _Place(BlockKind.ITEM, 0, self.term)
        if name in ("caption", "figcaption"):
            return _Place(BlockKind.CAPTION)
        if name in ("dt", "td", "th"):
            return _Place()
        return self.places[-1]

    def flush(self) -> None:
        """End the block that was open."""
        if self.run:
            start, end = trimmed(self.raw, self.run[0][0], self.run[-1][1])
            run = [segment for segment in self.run if self.raw[segment[0] : segment[1]].strip()]
            if run:
                start, end = trimmed(self.raw, run[0][0], run[-1][1])
                place = self.places[-1]
                self.parts.append(Part(place.kind, start, end, place.level, place.label))
                self.joints += in_markup(self.raw, run)
                self.last = words("".join(unescape(self.raw[left:right]) for left, right in run))
                self.owners[start] = self.owner
            self.run = []

    def closed(self, node: Node) -> bool:
        """Whether what is below ``node`` is not walked: unseen, beside the text, a reference mark, or a data table."""
        if node.name in _UNSEEN or (is_hidden(node) and id(node) not in self.opened):
            return not (node.name == "button" and node.parent.name in _HEADINGS)
        if node.name in _STRUCK:
            return self._show(node) and self._set_aside(node, STRUCK_OUT)
        if node.name in _ASIDE or attribute(node, "role").lower() in _ASIDE_ROLES:
            return self._set_aside(node, "navigation")
        if node.name == "sup":
            before = self.raw[self.run[-1][0] : self.run[-1][1]] if self.run else ""
            return _is_mark(self.raw, node, before) and self._show(node) and self._set_aside(node, REFERENCE_MARK)
        if node.name == "table":
            return self._table(node)
        return False

    def _set_aside(self, node: Node, reason: str) -> bool:
        span = extent(self.raw, node)
        if span:
            self.furniture.append(Span(*trimmed(self.raw, *span), reason))
        return True

    def _show(self, node: Node) -> bool:
        """Count the texts below an element that is not walked among those that are seen."""
        for event in events(self.raw, node, lambda inner: inner.name in _UNSEEN):
            self.shown += event.segments
            self.references += event.references
        return True

    def _table(self, node: Node) -> bool:
        """Read a table of data into cells; a table that lays out the page is walked like any other element."""
        grid, headers = ([], 0) if id(node) in self.layout else grid_of(self.raw, node)
        if not grid:
            return False
        self._show(node)
        before = ""
        for event in events(self.raw, node, lambda inner: inner.name in _UNSEEN):
            if event.kind == "text":
                before = event.node.data or ""
            elif event.kind == "open" and event.name in ("td", "th"):
                before = ""
            elif event.kind == "open" and event.name == "sup" and _is_mark(self.raw, event.node, before):
                self._set_aside(event.node, REFERENCE_MARK)
        for caption in node.query("caption"):
            if span := extent(self.raw, caption):
                self.parts.append(Part(BlockKind.CAPTION, *trimmed(self.raw, *span)))
        self.tables.append((len(self.parts), grid, headers))
        return True


def outline(raw: str) -> Outline:
    """The parts of a page's main text; what lies outside of it is furniture.

    ``text`` holds the characters of the visible texts at their places, a character reference as its character followed
    by spaces, and spaces for everything else.
    """
    root = parse(raw)
    opened = folded(root)
    reader = _Reader(raw, layout=layout_tables(root), opened=opened)
    for event in events(raw, root, reader.closed):
        reader.take(event)
    reader.flush()
    edges = [(0, 0), *sorted(reader.shown), (len(raw), len(raw))]
    text = masked(decoded(raw, reader.references), [(left[1], right[0]) for left, right in pairwise(edges)])
    whole = text  # with its reference marks, as trafilatura sees it
    unread = [(span.start, span.end) for span in reader.furniture if span.note in (REFERENCE_MARK, STRUCK_OUT)]
    text = joined_up(masked(text, unread), [*reader.joints, *in_references(raw, reader.references)])
    parts = paired(text, _with_tables(reader, text), reader.owners)
    parted = regions(raw, root)
    kept, notes = chosen(unfolded(raw, root, opened), whole, parts, parted, Spans(tuple(sorted(reader.links))))
    inside = set(kept)
    outside = [
        Span(part.start, part.end, BESIDE if parted.beside.holds(part.start) else "outside the main text")
        for part in parts
        if part not in inside
    ]
    read = tuple(_with_headings(text, joined(text, kept), reader.terms))
    known, order = page_metadata(root, {id(node) for node in parted.apart})
    return Outline(raw, text, read, known, (*reader.furniture, *outside), notes, order=order)


def _is_mark(raw: str, node: Node, before: str) -> bool:
    """A raised number behind a word is a reference, as is a letter; behind a figure or a unit it is an exponent."""
    near = islice(events(raw, node, lambda _: False), _MARK_EVENTS)
    inner = words("".join(event.node.data or "" for event in near if event.kind == "text"))
    letter = _LETTER.fullmatch(inner) and before.strip()
    return bool(letter or (_MARK.fullmatch(inner) and _MARKED.search(before)))


def _with_tables(reader: _Reader, text: str) -> list[Part]:
    """The parts with the cells of the tables at their places."""
    parts = list(reader.parts)
    for index, grid, headers in reversed(reader.tables):
        cells, spans = labelled(text, [[trimmed(text, *cell) for cell in row] for row in grid], headers)
        parts[index:index] = cells
        reader.furniture += spans
    parts = [
        replace(part, start=start, end=end) for part in parts for start, end in [trimmed(text, part.start, part.end)]
    ]
    return sorted((part for part in parts if part.start < part.end), key=lambda part: part.start)


def _with_headings(text: str, parts: list[Part], terms: set[int]) -> list[Part]:
    """The parts with short paragraphs above body text turned into headings, one level below the marked one.

    ``terms`` are the beginnings of parts that label others and are none.
    """
    level = 0
    result: list[Part] = []
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            level = part.level
        elif part.kind is BlockKind.PARAGRAPH and part.end - part.start <= 100 and part.start not in terms:
            below = text[parts[index + 1].start : parts[index + 1].end] if index + 1 < len(parts) else ""
            if below and parts[index + 1].kind is BlockKind.CAPTION:  # a table or picture is a body as good as words
                below = words(text[parts[index + 1].start : parts[min(index + 6, len(parts) - 1)].end])
            if is_heading(words(text[part.start : part.end]), True, below):
                result.append(replace(part, kind=BlockKind.HEADING, level=level + 1, guessed=True))
                continue
        result.append(part)
    return result
