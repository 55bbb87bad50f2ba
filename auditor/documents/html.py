"""HTML and XHTML: structure from the elements, main text chosen from them, offsets into the decoded file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from auditor.documents.beside import beside
from auditor.documents.dom import Event, Node, attribute, events, extent, parse
from auditor.documents.furniture import BESIDE
from auditor.documents.headings import is_heading
from auditor.documents.maintext import chosen
from auditor.documents.marks import NOTE as REFERENCE_MARK
from auditor.documents.outline import Outline, Part, decoded, masked, trimmed, words
from auditor.documents.pagedata import page_metadata
from auditor.documents.tables import Cell, labelled
from auditor.documents.text import joined
from auditor.model import BlockKind, Span

_UNSEEN = frozenset(
    "head script style noscript template svg canvas iframe object audio video select option button textarea "
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
_MARK = re.compile(r"\W{0,2}\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\W{0,2}|[*†‡§]|\[?[a-z]\]?")
_MARKED = re.compile(r"(?:[A-Za-z]{3}|[.,;:)\]\"”%])\s?$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_CELL = 400
_WIDEST_ROW = 500
_MOST_CELLS = 100_000
_MARK_EVENTS = 40
_HIGHEST = 40
"""How far up a table is looked for around what shows that it lays out the page."""


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
    tables: list[tuple[int, list[list[Cell]], bool]] = field(default_factory=list)
    depth: int = 0
    term: str = ""

    def take(self, event: Event) -> None:
        """Let one event change what was gathered."""
        if event.kind == "text":
            self.shown += event.segments
            self.references += event.references
            self.run += event.segments
        elif event.name in _BLOCKS:
            self.flush()
            if event.kind == "open":
                self.depth += event.name in _LISTS
                self.places.append(self._place(event.name))
            else:
                if event.name == "dt" and self.parts:
                    self.term = words(self.raw[self.parts[-1].start : self.parts[-1].end])
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
            self.run = []

    def closed(self, node: Node) -> bool:
        """Whether what is below ``node`` is not walked: unseen, beside the text, a reference mark, or a data table."""
        if node.name in _UNSEEN or _is_hidden(node):
            return True
        if node.name in _ASIDE or attribute(node, "role").lower() in _ASIDE_ROLES:
            return self._set_aside(node, "navigation")
        if node.name == "sup":
            return self._is_mark(node) and self._set_aside(node, REFERENCE_MARK)
        if node.name == "table":
            return self._table(node)
        return False

    def _set_aside(self, node: Node, reason: str) -> bool:
        span = extent(self.raw, node)
        if span:
            self.furniture.append(Span(*trimmed(self.raw, *span), reason))
        return True

    def _is_mark(self, node: Node) -> bool:
        """A raised number behind a word is a reference; behind a figure or a unit it is an exponent."""
        near = islice(events(self.raw, node, lambda _: False), _MARK_EVENTS)
        inner = words("".join(event.node.data or "" for event in near if event.kind == "text"))
        before = self.raw[self.run[-1][0] : self.run[-1][1]] if self.run else ""
        return bool(_MARK.fullmatch(inner) and _MARKED.search(before))

    def _table(self, node: Node) -> bool:
        """Read a table of data into cells; a table that lays out the page is walked like any other element."""
        grid, has_header = ([], False) if id(node) in self.layout else _grid(self.raw, node)
        if not grid:
            return False
        for event in events(self.raw, node, lambda inner: inner.name in _UNSEEN):
            self.shown += event.segments
            self.references += event.references
        for caption in node.query("caption"):
            if span := extent(self.raw, caption):
                self.parts.append(Part(BlockKind.CAPTION, *trimmed(self.raw, *span)))
        self.tables.append((len(self.parts), grid, has_header))
        return True


def outline(raw: str) -> Outline:
    """The parts of a page's main text; what lies outside of it is furniture.

    ``text`` holds the characters of the visible texts at their places, a character reference as its character followed
    by spaces, and spaces for everything else.
    """
    root = parse(raw)
    reader = _Reader(raw, layout=_layout_tables(root))
    for event in events(raw, root, reader.closed):
        reader.take(event)
    reader.flush()
    edges = [(0, 0), *sorted(reader.shown), (len(raw), len(raw))]
    text = masked(decoded(raw, reader.references), [(left[1], right[0]) for left, right in pairwise(edges)])
    marks = [(span.start, span.end) for span in reader.furniture if span.note == REFERENCE_MARK]
    text = masked(text, marks)
    parts = _with_tables(reader, text)
    kept, notes = chosen(raw, text, parts)
    inside = set(kept)
    apart = beside(root)
    foreign = sorted(span for node in apart if (span := extent(raw, node)))
    outside = [
        Span(part.start, part.end, BESIDE if _is_inside(part.start, foreign) else "outside the main text")
        for part in parts
        if part not in inside
    ]
    read = tuple(_with_headings(text, joined(text, kept)))
    known, order = page_metadata(root, {id(node) for node in apart})
    return Outline(raw, text, read, known, (*reader.furniture, *outside), notes, order=order)


def _is_inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position is in one of the spans, which are sorted and apart from each other."""
    index = bisect_right(spans, (position, len(spans) and spans[-1][1] + 1)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def _with_tables(reader: _Reader, text: str) -> list[Part]:
    """The parts with the cells of the tables at their places."""
    parts = list(reader.parts)
    for index, grid, has_header in reversed(reader.tables):
        cells, spans = labelled(text, [[trimmed(text, *cell) for cell in row] for row in grid], has_header)
        parts[index:index] = cells
        reader.furniture += spans
    parts = [
        replace(part, start=start, end=end) for part in parts for start, end in [trimmed(text, part.start, part.end)]
    ]
    return sorted((part for part in parts if part.start < part.end), key=lambda part: part.start)


def _with_headings(text: str, parts: list[Part]) -> list[Part]:
    """The parts with short paragraphs above body text turned into headings, one level below the marked one."""
    level = 0
    result: list[Part] = []
    for index, part in enumerate(parts):
        if part.kind is BlockKind.HEADING:
            level = part.level
        elif part.kind is BlockKind.PARAGRAPH and part.end - part.start <= 100:
            below = text[parts[index + 1].start : parts[index + 1].end] if index + 1 < len(parts) else ""
            if below and parts[index + 1].kind is BlockKind.CAPTION:  # a table or picture is a body as good as words
                below = words(text[parts[index + 1].start : parts[min(index + 6, len(parts) - 1)].end])
            if is_heading(words(text[part.start : part.end]), True, below):
                result.append(replace(part, kind=BlockKind.HEADING, level=level + 1, guessed=True))
                continue
        result.append(part)
    return result


def _is_hidden(node: Node) -> bool:
    attributes = node.attrs or {}
    return "hidden" in attributes or bool(_HIDDEN.search(str(attributes.get("style") or "")))


def _layout_tables(root: Node) -> set[int]:
    """The identities of the tables that hold headings or other tables: these lay out the page."""
    found: set[int] = set()
    for node in root.query("table, h1, h2, h3, h4"):
        above = node.parent
        for _ in range(_HIGHEST):
            if above is None or above.name == "table":
                break
            above = above.parent
        if above is not None and above.name == "table":
            found.add(id(above))
    return found


def _grid(raw: str, table: Node) -> tuple[list[list[Cell]], bool]:
    """The cells of a data table, row by row, and whether the first row is its header; nothing for a layout table."""
    rows = list(table.query("tr"))
    if len(rows) < 2:
        return [], False
    carried: dict[int, tuple[int, Cell]] = {}
    grid: list[list[Cell]] = []
    count = 0
    for row in rows:
        cells = [child for child in row.children or [] if child.name in ("td", "th")]
        if cells:
            grid.append(_row(raw, cells, carried))
            count += len(grid[-1])
        if count > _MOST_CELLS:
            return [], False
    first = [child for child in rows[0].children or [] if child.name in ("td", "th")]
    has_header = bool(first) and (rows[0].parent.name == "thead" or all(cell.name == "th" for cell in first))
    longest = max((end - start for row in grid for start, end in row), default=0)
    if len(grid) < 2 or max(len(row) for row in grid) < 2 or longest > _LONGEST_CELL:
        return [], False
    return grid, has_header


def _row(raw: str, cells: list[Node], carried: dict[int, tuple[int, Cell]]) -> list[Cell]:
    """One row of a table's grid; ``carried`` holds the cells that reach down from the rows above, by column."""
    row: list[Cell] = []
    pending = list(cells)
    while (pending or len(row) in carried) and len(row) < _WIDEST_ROW:
        if len(row) in carried:
            left, cell = carried.pop(len(row))
            if left > 1:
                carried[len(row)] = (left - 1, cell)
            row.append(cell)
            continue
        node = pending.pop(0)
        offset = node.origin_offset or 0
        cell = extent(raw, node) or (offset, offset)
        for _ in range(_span(node, "colspan")):
            if (rows := _span(node, "rowspan")) > 1:
                carried[len(row)] = (rows - 1, cell)
            row.append(cell)
    return row


def _span(node: Node, name: str) -> int:
    value = attribute(node, name)
    return min(max(int(value), 1), 50) if value.isascii() and value.isdigit() else 1
