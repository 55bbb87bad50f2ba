"""The lines of a printed page by where they stand on it: rows of tables, and items whose bullets are drawn.

A PDF says where words stand and nothing of what they are.  What is read here is written into the line: cells are parted
by tabs, an item begins with a bullet, so that the text alone tells what the page showed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_MARKER = re.compile(r"[•◦▪▸►‣·●○■□➢➤✓–—*+-]|\(?(?:\d{1,3}|[A-Za-z])[.)]|\[\d{1,3}\]|\d{1,2}|[ivx]{1,5}|[*†‡§]")
_NEAR = 2.0
"""Points by which the beginnings of a column's cells may differ."""
_LEAST_ROWS = 3
_APART = 1.0
"""In a table of two rows, the cells are at least so far apart, in sizes of the type."""
_LONGEST_CELL = 40
_NARROW = 0.4
_LONGEST_TERM = 60
_INDENT = 0.8
_WIDTH = 0.5
"""How wide a letter is, as a share of the size of its type, on average."""
_FULL = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, the size of its type, its height on the page and its pieces, all in points.

    ``pieces`` are (distance from the left, text).  ``number`` is its place among the lines of its page, from 1.
    ``row``: it is a row of a table.  ``item``: it begins an item whose bullet is drawn.
    """

    text: str
    size: float
    height: float
    pieces: tuple[tuple[float, str], ...] = ()
    number: int = 0
    row: bool = False
    item: bool = False

    @property
    def left(self) -> float:
        """Where its first piece begins."""
        return self.pieces[0][0] if self.pieces else 0.0


def structured(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of the pages with the rows of tables and the drawn bullets of lists written out.

    A table that goes on in the next column or on the next page stays one; its header is left out where it is repeated.
    """
    lines = [line for page in pages for line in page]
    found: list[Line | None] = list(lines)
    for start, end in _tables(lines):
        for index in range(start, end):
            text = "\t".join(piece for _, piece in lines[index].pieces)
            repeated = index > start and lines[index].text == lines[start].text
            found[index] = None if repeated else replace(lines[index], text=text, row=True)
    for index in _defined(found):
        term, said = found[index], found[index + 1]
        if term and said:
            found[index] = replace(term, text=f"{term.text.rstrip(' :')}:")
            found[index + 1] = replace(said, text=f"• {said.text}", item=True)
    widest = max((_right(line) - line.left for line in lines), default=0.0)
    for start, end in _indented(found):
        run = [line for line in found[start:end] if line]
        above = found[start - 1]
        if not (above and above.text.endswith(":")):  # perhaps a quotation, with margins of its own
            widest_here = max(_right(line) - line.left for line in run)
        else:
            widest_here = widest
        firsts = [i for i, line in enumerate(run) if not i or not _is_full(run[i - 1], line, widest_here)]
        if len(firsts) > 1:
            for index in firsts:
                found[start + index] = replace(run[index], text=f"• {run[index].text}", item=True)
    result = []
    for page in pages:
        result.append([line for line in found[: len(page)] if line])
        del found[: len(page)]
    return result


def _tables(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines whose pieces begin below each other; the line above with as many pieces is their header."""
    index, done = 0, 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and _below(lines[index], lines[end], lines[end].height > lines[end - 1].height):
            end += 1
        start = index
        if end - index > 1 and index > done and len(lines[index - 1].pieces) == len(lines[index].pieces):
            start = index - 1
        while end - start >= _LEAST_ROWS and end < len(lines) and _goes_on(lines[start:end], lines[end:]):
            end += 1
        if end - start == 1 and end < len(lines) and _is_below_heads(lines[index], lines[end]):
            end += 1
        enough = end - start >= _LEAST_ROWS or (end - start > 1 and _is_spaced(lines[start:end]))
        if enough and not all(_MARKER.fullmatch(line.pieces[0][1]) for line in lines[index:end]):
            yield start, end
            done = end
        index = end


def _is_spaced(rows: Sequence[Line]) -> bool:
    """Whether two rows are a table by themselves: short cells far apart, and a figure below the first row."""
    wide = _WIDTH if len(rows[0].pieces) < _LEAST_ROWS else _NARROW  # three cells are seldom below each other by chance
    for row in rows:
        for (left, text), (following, _) in pairwise(row.pieces):
            if following - left - len(text) * row.size * wide < _APART * row.size:
                return False
    short = all(len(text) <= _LONGEST_CELL for row in rows for _, text in row.pieces)
    return short and any(character.isdigit() for _, text in rows[-1].pieces[1:] for character in text)


def _is_below_heads(heads: Line, row: Line) -> bool:
    """Whether a row of three cells or more stands below heads that are centred above them."""
    if (
        not len(heads.pieces) == len(row.pieces) > _LEAST_ROWS - 1
        or heads.size != row.size
        or row.height >= heads.height
    ):
        return False
    return all(
        a < d + len(below) * row.size * _WIDTH and d < a + len(above) * heads.size * _WIDTH
        for (a, above), (d, below) in zip(heads.pieces, row.pieces, strict=True)
    )


def _below(first: Line, line: Line, moved: bool) -> bool:
    """Whether the pieces of two lines begin at the same places; ``moved``: to another column, all by the same.

    Those of the first column may be centred in it.
    """
    if not len(first.pieces) == len(line.pieces) > 1 or first.size != line.size:
        return False
    shift = line.pieces[1][0] - first.pieces[1][0] if moved else 0.0
    near = [abs(b - a - shift) <= _NEAR for (a, _), (b, _) in zip(first.pieces, line.pieces, strict=True)]
    return all(near[1:]) and (near[0] or (_has_room(first) and _has_room(line)))


def _has_room(line: Line) -> bool:
    """Whether the first piece, set in narrow letters, would end before the second begins."""
    (left, text), (following, _) = line.pieces[:2]
    return left + len(text) * line.size * _NARROW < following


def _goes_on(rows: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether the next line is the table's header again or a row as wide, at the top of another column or page."""
    line, last = following[0], rows[-1]
    if len(line.pieces) != len(last.pieces) or line.size != last.size:
        return False
    if line.height > last.height:
        return line.text == rows[0].text or _below(last, line, True)
    return _below(last, line, False)


def _defined(lines: Sequence[Line | None]) -> Iterator[int]:
    """Where a short line has one further right below it, as terms and definitions have; two such pairs at least."""
    pairs = {index for index, (above, line) in enumerate(pairwise(lines)) if above and line and _is_pair(above, line)}
    for index in sorted(pairs):
        above = lines[index]
        if index - 2 in pairs or index + 2 in pairs:
            beside = lines[index - 2 if index - 2 in pairs else index + 2]
            if above and beside and abs(above.left - beside.left) <= _NEAR:
                yield index


def _is_pair(above: Line, line: Line) -> bool:
    return (
        len(above.text) <= _LONGEST_TERM
        and above.text[-1] not in ".,;?!"
        and not (above.row or line.row or above.item or line.item)
        and above.size == line.size
        and line.height < above.height
        and line.left - above.left > _INDENT * line.size
        and (line.text[0].isdigit() or not _MARKER.fullmatch(line.text.split(" ", 1)[0]))
    )


def _indented(lines: Sequence[Line | None]) -> Iterator[tuple[int, int]]:
    """Runs of lines that begin at one place, further right than the line above them, without any marker."""
    index = 1
    while index < len(lines):
        above, line = lines[index - 1], lines[index]
        if (
            not line
            or not above
            or line.row
            or above.row
            or not _INDENT * line.size < line.left - above.left
            or line.height >= above.height
        ):
            index += 1
            continue
        end = index
        while end < len(lines) and (after := lines[end]) and not after.row and _continues(line, after):
            end += 1
        if not any(_MARKER.fullmatch(each.pieces[0][1].split(" ", 1)[0]) for each in lines[index:end] if each):
            yield index, end
        index = max(end, index + 1)


def _continues(first: Line, line: Line) -> bool:
    return abs(first.left - line.left) <= _NEAR and first.size == line.size and line.height <= first.height


def _right(line: Line) -> float:
    """Where a line ends, as far as the number of its letters tells."""
    left, text = line.pieces[-1] if line.pieces else (0.0, "")
    return left + len(text) * line.size * _WIDTH


def _is_full(line: Line, after: Line, widest: float) -> bool:
    """Whether the first word of the next line would not have fitted into ``line``."""
    word = after.text.split(None, 1)[0] if after.text else ""
    return _right(line) - line.left + (len(word) + 1) * line.size * _WIDTH > _FULL * widest - _INDENT * line.size
