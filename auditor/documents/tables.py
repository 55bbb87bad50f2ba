"""Tables drawn with pipes, tabs or aligned columns in plain text, and the labels of their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from auditor.documents.outline import Part, trimmed, words
from auditor.model import BlockKind, Span

_PIPE = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"(?<![.?!:])(?:[ ]*\t[ \t]*| {3,})(?=\S)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DELIMITER = re.compile(r"[\s|:+=-]*[-=][\s|:+=-]*$")
_LONGEST_CELL = 60
_LEAST_ROWS = 3

Cell = tuple[int, int]
"""Start and end of a cell's words; equal where it is empty."""


def labelled(text: str, rows: Sequence[Sequence[Cell]], headers: int) -> tuple[list[Part], list[Span]]:
    """Cells as parts, each labelled ``row header | column header``, and the header rows as spans that explain it.

    ``headers`` rows at the top name the columns, one below the other.  The first column holds the row headers where
    there are two columns or more.  A cell that spans several rows or columns stands in each of them, and becomes one
    part.
    """
    above_all = rows[:headers]
    header = [
        " | ".join(
            dict.fromkeys(filter(None, (words(text[row[n][0] : row[n][1]]) for row in above_all if n < len(row))))
        )
        for n in range(max(map(len, above_all), default=0))
    ]
    seen = set(chain.from_iterable(above_all))
    spans = [Span(start, end, "table header") for start, end in sorted(seen) if start < end]
    parts: list[Part] = []
    for row in rows[headers:]:
        name = words(text[row[0][0] : row[0][1]]) if len(row) > 1 else ""
        for column, (start, end) in enumerate(row):
            if start < end and (start, end) not in seen:
                seen.add((start, end))
                above = header[column] if column < len(header) else ""
                label = " | ".join(filter(None, (name if column else "", above)))
                parts.append(Part(BlockKind.CELL, start, end, label=label))
    return parts, spans


def table_parts(raw: str, lines: Sequence[tuple[int, str]]) -> tuple[list[Part], list[Span]] | None:
    """The cells of a stanza that is unmistakably a table, given as (offset in ``raw``, line); ``None`` for all else."""
    if all("|" in line for _, line in lines):
        rows = [cells_between(start, line) for start, line in lines if not _DELIMITER.match(line)]
        ruled = any(_DELIMITER.match(line) for _, line in lines[1:2])
    elif all(_GAP.search(line) for _, line in lines) and (len(lines) >= _LEAST_ROWS or _is_tabbed(lines)):
        rows = [_aligned(start, line) for start, line in lines]
        ruled = False
    else:
        return None
    width = len(rows[0]) if rows else 0
    if width < 2 or len(rows) < 2 or any(len(row) != width for row in rows):
        return None
    if any(end - start > _LONGEST_CELL for row in rows for start, end in row) and not ruled:
        return None
    return labelled(raw, rows, ruled or _looks_like_header(raw, rows))


def _is_tabbed(lines: Sequence[tuple[int, str]]) -> bool:
    """Whether two lines are a table by themselves: parted by tabs, with figures in the second only."""
    return all("\t" in line for _, line in lines) and bool(
        re.search(r"\t[^\t]*\d", lines[-1][1]) and not re.search(r"\t\s*\d", lines[0][1])
    )


def cells_between(start: int, line: str) -> list[Cell]:
    """The cells of one row of a pipe table that begins at ``start``; outer pipes may be left out."""
    cuts = [match.start() for match in _PIPE.finditer(line)]
    body = len(line.rstrip())
    edges = [-1, *cuts, body] if not line.lstrip().startswith("|") else [*cuts, body]
    if cuts and cuts[-1] == body - 1:
        edges.pop()
    cells = [trimmed(line, left + 1, right) for left, right in pairwise(edges)]
    return [(start + left, start + right) for left, right in cells]


def _aligned(start: int, line: str) -> list[Cell]:
    cells: list[Cell] = []
    left = 0
    for gap in _GAP.finditer(line):
        cells.append(trimmed(line, left, gap.start()))
        left = gap.end()
    cells.append(trimmed(line, left, len(line)))
    return [(start + left, start + right) for left, right in cells]


def names_columns(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether an unmarked first row names the columns: it holds no figure but years, and is not all there is."""
    first = [text[start:end].strip() for start, end in dict.fromkeys(rows[0])][1:]
    figures = [cell for cell in first if re.match(r"[<>~≤≥]?\s?\d", cell)]
    return len(rows) > 1 and all(_YEAR.fullmatch(cell) for cell in figures)


def _looks_like_header(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """No number in the first row but its own column names, and numbers below it in some column."""
    first = [text[start:end] for start, end in rows[0]]
    below = [text[start:end] for row in rows[1:] for start, end in row[1:]]
    return not any(re.match(r"[<>~≤≥]?\s?\d", cell) for cell in first[1:]) and any(
        re.search(r"\d", cell) for cell in below
    )
