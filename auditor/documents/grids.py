"""The tables of a page: which hold data and which lay it out, their cells by row and column, their header rows."""

from __future__ import annotations

from auditor.documents.dom import Node, attribute, extent
from auditor.documents.outline import words
from auditor.documents.tables import Cell

_LONGEST_CELL = 400
_WIDEST_ROW = 500
_MOST_CELLS = 100_000
_MOST_HEADERS = 4
_HIGHEST = 40
"""How far up a table is looked for around what shows that it lays out the page."""


def layout_tables(root: Node) -> set[int]:
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


def grid_of(raw: str, table: Node) -> tuple[list[list[Cell]], int]:
    """The cells of a data table, row by row, and how many rows at its top are headers; nothing for a layout table."""
    rows = list(table.query("tr"))
    if len(rows) < 2:
        return [], 0
    carried: dict[int, tuple[int, Cell]] = {}
    grid: list[list[Cell]] = []
    count = 0
    for row in rows:
        cells = _cells(row)
        if cells:
            grid.append(_row(raw, cells, carried))
            count += len(grid[-1])
        if count > _MOST_CELLS:
            return [], 0
    headers = _headers(rows)
    longest = max((end - start for row in grid for start, end in row), default=0)
    if len(grid) < 2 or max(len(row) for row in grid) < 2 or longest > _LONGEST_CELL:
        return [], 0
    return grid, min(headers, len(grid) - 1)


def _headers(rows: list[Node]) -> int:
    """How many rows at the top of a table name its columns: those of its head, else of header cells, else in bold."""
    for names_columns in (_in_head, _of_headers, _in_bold):
        count = next((index for index, row in enumerate(rows) if not names_columns(row)), len(rows))
        if count:
            return min(count, _MOST_HEADERS)
    return 0


def _in_head(row: Node) -> bool:
    return bool(row.parent is not None and row.parent.name == "thead")


def _of_headers(row: Node) -> bool:
    cells = _cells(row)
    return bool(cells) and all(cell.name == "th" or not words(cell.to_text()) for cell in cells)


def _in_bold(row: Node) -> bool:
    """Whether every cell of a row that holds something holds it in bold; one cell alone is no header."""
    shown = [(cell, words(cell.to_text())) for cell in _cells(row)]
    shown = [(cell, text) for cell, text in shown if text]
    strong = ((cell.query("b, strong"), text) for cell, text in shown)
    return (
        len(_cells(row)) > 1
        and bool(shown)
        and all(bold and words("".join(each.to_text() for each in bold)) == text for bold, text in strong)
    )


def _cells(row: Node) -> list[Node]:
    return [child for child in row.children or [] if child.name in ("td", "th")]


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
