"""DOCX: paragraphs, lists, tables, text boxes and footnotes by their styles; offsets into the text taken from them."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import takewhile
from typing import Any, TypeAlias

from auditor.documents.archive import checked
from auditor.documents.marks import raised
from auditor.documents.metadata import of_file
from auditor.documents.outline import Outline, Part, UnreadableError, words
from auditor.documents.tables import Cell, labelled, names_columns
from auditor.model import BlockKind, Span

Element: TypeAlias = Any
"""An element of the document's XML, as lxml has it."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_TEXT = frozenset(
    (f"{_W}tbl", f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", _FALLBACK)
)
_NOTES = {"footnote": "/relationships/footnotes", "endnote": "/relationships/endnotes"}
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_PROPERTIES = "/metadata/core-properties"
_TEMPLATE = "2013-12-23"
"""The day of the template that comes with python-docx, which its documents keep: it is no day of theirs."""
_HEADING = re.compile(r"heading (\d)|(title)$", re.IGNORECASE)


@dataclass
class _Reader:
    """What gathers while the elements of a body go by."""

    styles: dict[str, str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    parts: list[Part] = field(default_factory=list)
    tables: list[tuple[int, list[list[Cell]], int, Cell]] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> int:
        """Append to the text; the offset at which it begins."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start

    def read(self, container: Element, what: str = "paragraph") -> None:
        """Read the paragraphs and tables of a body, a footnote or a text box, in order; ``what`` its paragraphs are."""
        for element in _children(container):
            if element.tag == f"{_W}tbl":
                self._table(element)
            else:
                self._paragraph(element, what)
                self._boxes(element)

    def _boxes(self, element: Element) -> None:
        """Read the text boxes that stand at a paragraph or in a cell; boxes inside of them are found with them."""
        for box in _text_boxes(element):
            for inner in _children(box):
                if inner.tag == f"{_W}tbl":
                    self._table(inner, "text box, ")
                else:
                    self._paragraph(inner, "paragraph of a text box")

    def _paragraph(self, element: Element, what: str) -> None:
        start, end = self._words(element)
        self.add("\n\n")
        if start < end:
            self.counts[what] += 1
            self.places.append(Span(start, end, f"{what} {self.counts[what]}"))
            kind, level = self._kind(element)
            self.parts.append(Part(kind, start, end, level))

    def _kind(self, element: Element) -> tuple[BlockKind, int]:
        """What a paragraph is, by its style and numbering, and its depth."""
        style = self.styles.get(_value(element, "pPr/pStyle"), "")
        if match := _HEADING.match(style):
            return BlockKind.HEADING, int(match[1] or 1)
        if style.lower() == "caption":
            return BlockKind.CAPTION, 0
        if element.find(f"{_W}pPr/{_W}numPr") is not None or style.lower().startswith("list "):
            level = _value(element, "pPr/numPr/ilvl") or "".join(re.findall(r"\d$", style))
            return BlockKind.ITEM, int(level) if level.isdigit() else 0
        return BlockKind.PARAGRAPH, 0

    def _words(self, element: Element) -> tuple[int, int]:
        """Append the text of a paragraph or cell; its span, without white space at its ends."""
        start, first = self.length, len(self.pieces)
        for text, high in _runs(element):
            before = "".join(self.pieces[max(first, len(self.pieces) - 3) :])
            self.add(raised(text, before) if high else text)
        shown = "".join(self.pieces[first:])
        left = len(shown) - len(shown.lstrip())
        return (start, start) if left == len(shown) else (start + left, start + len(shown.rstrip()))

    def _table(self, table: Element, where: str = "", above: Cell = (0, 0)) -> None:
        """Append a table, a line a row, its cells parted by tabs; tables and text boxes in its cells come after it.

        ``where`` is the place that it stands in, ``above`` the words that label all of it: the row that it stands in.
        """
        grid: list[list[Cell]] = []
        within: list[tuple[Element, str, Cell]] = []
        self.counts[f"{where}table"] += 1
        name = f"{where}table {self.counts[f'{where}table']}"
        for row in table.iterchildren(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is None and (cells := self._row(row, grid, name, within)):
                grid.append(cells)
        self.add("\n")
        if grid:
            self.tables.append((len(self.parts), grid, _marked_headers(table), above))
        for cell, place, label in within:
            for inner in _children(cell):
                if inner.tag == f"{_W}tbl":
                    self._table(inner, f"{place}, ", label if label[0] < label[1] else above)
            self._boxes(cell)

    def _row(
        self, row: Element, grid: list[list[Cell]], name: str, within: list[tuple[Element, str, Cell]]
    ) -> list[Cell]:
        """Append a row of a table; ``within`` gets the cells that hold more than words."""
        cells: list[Cell] = []
        for cell in row.iterchildren(f"{_W}tc"):
            span = self._words(cell)
            self.add("\t")
            place = f"{name}, row {len(grid) + 1}, cell {len(cells) + 1}"
            if _goes_down(cell) and grid and len(cells) < len(grid[-1]):
                span = grid[-1][len(cells)]  # it reaches down from the row above
            elif span[0] < span[1]:
                self.places.append(Span(*span, place))
            if _holds_more(cell):
                within.append((cell, place, cells[0] if cells else (0, 0)))
            width = _value(cell, "tcPr/gridSpan")
            cells += [span] * min(int(width) if width.isdigit() else 1, 50)
        self.add("\n")
        return cells


def outline(data: bytes) -> Outline:
    """The parts of a DOCX file.  ``raw`` is the text of its paragraphs and tables.  Raises ``UnreadableError``."""
    checked(data)
    from docx import Document as open_docx

    try:
        document = open_docx(BytesIO(data))
        styles = {style.style_id: style.name or "" for style in document.styles}
        reader = _Reader(styles)
        reader.read(document.element.body)
        for what, note in _notes(document):
            reader.read(note, what)
    except (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, RecursionError) as error:
        raise UnreadableError(f"expected a Word document ({str(error)[:120]}): save it again as .docx") from error
    raw = "".join(reader.pieces)
    if not raw.strip():
        raise UnreadableError("expected text, the document holds none: remove it or fill it")
    parts = list(reader.parts)
    furniture: list[Span] = []
    for index, grid, headers, above in reversed(reader.tables):
        named = min(headers or names_columns(raw, grid), len(grid) - 1)
        cells, spans = labelled(raw, grid, named)
        if over := words(raw[above[0] : above[1]]):
            cells = [replace(cell, label=" | ".join(filter(None, (cell.label, over)))) for cell in cells]
        parts[index:index] = cells
        furniture += spans
    known = of_file(raw, **_properties(document))
    notes = ("offsets are into the text taken from the Word document", *_changed(document.element.body))
    parts.sort(key=lambda part: part.start)
    return Outline(raw, raw, tuple(parts), known, tuple(furniture), notes, tuple(reader.places))


def _properties(document: Any) -> dict[str, str]:
    """What the file says of itself.  python-docx makes up properties, dated today, for a file that has none."""
    parts = [each.target_part for each in document.part.package.rels.values() if each.reltype.endswith(_PROPERTIES)]
    given = {"title": "", "author": "", "language": "", "created": "", "modified": ""}
    if not parts:
        return given
    core = document.core_properties
    for name in given:
        try:
            value = getattr(core, name)
        except (ValueError, AttributeError, TypeError):  # no date, whatever it is
            continue
        given[name] = value.date().isoformat() if isinstance(value, datetime.datetime) else str(value or "")
    if given["created"] == _TEMPLATE:
        given |= {"created": "", "modified": "" if given["modified"] == _TEMPLATE else given["modified"]}
    return given


def _children(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a container; content controls are looked through."""
    stack = list(reversed(list(container)))
    while stack:
        element = stack.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
            stack += reversed(list(element))


def _runs(element: Element) -> Iterator[tuple[str, bool]]:
    """The texts of a paragraph or cell and whether each is high; deleted text and field codes are left out."""
    stack = [(element, False)]
    paragraphs = 0
    while stack:
        node, high = stack.pop()
        if node.tag == f"{_W}t":
            yield node.text or "", high
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n", False
        elif node.tag == f"{_W}tab":
            yield " ", False
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-", False
        elif node is element or node.tag not in _NOT_TEXT:
            if node.tag == f"{_W}p" and node is not element:
                paragraphs += 1
                if paragraphs > 1:
                    yield "\n", False
            if node.tag == f"{_W}r":
                high = _value(node, "rPr/vertAlign") == "superscript"
            stack += [(child, high) for child in reversed(node)]


def _text_boxes(element: Element) -> list[Element]:
    """The text boxes below an element, once each, without those that stand in a table of its own."""
    inner = (f"{_W}tbl",) if element.tag == f"{_W}tc" else ()
    boxes = []
    for box in element.iter(f"{_W}txbxContent"):
        between = takewhile(lambda above: above is not element, box.iterancestors())
        if not any(above.tag == _FALLBACK or above.tag in inner for above in between):
            boxes.append(box)
    return boxes


def _goes_down(cell: Element) -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"


def _marked_headers(table: Element) -> int:
    """How many rows at the top a table repeats on each page."""
    rows = table.iterchildren(f"{_W}tr")
    return sum(1 for _ in takewhile(lambda row: row.find(f"{_W}trPr/{_W}tblHeader") is not None, rows))


def _holds_more(cell: Element) -> bool:
    return any(True for _ in cell.iter(f"{_W}tbl", f"{_W}txbxContent"))


def _changed(body: Element) -> tuple[str, ...]:
    """A note where changes are tracked that nobody has accepted yet."""
    count = sum(1 for _ in body.iter(*_CHANGES))
    return (f"tracked changes ({count}): read as if all were accepted",) if count else ()


def _notes(document: Any) -> Iterator[tuple[str, Element]]:
    """The footnotes and endnotes, each with what it is, without the lines that part them from the text."""
    from docx.oxml import parse_xml

    for what, kind in _NOTES.items():
        for relation in document.part.rels.values():
            if relation.reltype.endswith(kind) and not relation.is_external:
                for note in parse_xml(relation.target_part.blob).iterchildren(f"{_W}{what}"):
                    if note.get(f"{_W}type") in (None, "normal"):
                        yield what, note


def _value(element: Element, path: str) -> str:
    """The ``val`` of the element at ``path`` below ``element``, ``""`` where there is none."""
    found = element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return "" if found is None else found.get(f"{_W}val") or ""
