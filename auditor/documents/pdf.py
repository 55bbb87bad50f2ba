"""PDF: lines put together again into paragraphs, headings by the size of their type; offsets into that text.

In ``raw`` a form feed stands between two pages, so the page of an offset is one more than the form feeds before it.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

from auditor.documents import text
from auditor.documents.allowance import earned
from auditor.documents.layout import Line, structured
from auditor.documents.marks import raised
from auditor.documents.metadata import of_file
from auditor.documents.outline import Outline, Part, UnreadableError, words
from auditor.model import BlockKind, Metadata, Span

MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
_LARGER = 1.08
"""A heading's type is at least this much larger than that of the body."""
_GAP = 1.35
"""Lines further apart than this, in usual distances, belong to different paragraphs."""
_LEAST_REPEATED = 3
_EDGE_LINES = 2
_LONGEST_HEADING = 200
_SMALLER = 0.85
"""Raised numbers are smaller than this share of their line's type."""
_UNKNOWN = "\ufffd"
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
NOTE = "offsets are into the text taken from the PDF; a form feed stands between its pages"


def outline(data: bytes) -> Outline:
    """The parts of a PDF.  Raises ``UnreadableError`` where it is locked, broken, too large or without text."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("the PDF is locked: save it without a password")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableError(f"{len(reader.pages)} pages, at most {MAX_PAGES} are read: split the file")
        pages = _pages(reader)
    except UnreadableError:
        raise
    except Exception as error:  # a broken PDF makes pypdf fail in any way there is
        reason = f"{type(error).__name__}: {str(error)[:120]}"
        raise UnreadableError(f"expected a PDF that can be opened ({reason}): print it to PDF again") from error
    if not any(line.text for page in pages for line in page):
        raise UnreadableError("the PDF has no text, only pictures of it: run it through text recognition first")
    shown = "".join(line.text for page in pages for line in page)
    if shown.count(_UNKNOWN) * 2 > len(shown):
        raise UnreadableError("the PDF does not say which letters its fonts show: run it through text recognition")
    pages, removed = _without_running_heads(pages)
    raw, headings, places = _written(structured(pages))
    notes = (NOTE, *([f"left out as running heads: {', '.join(removed)}"] if removed else []))
    parts = _with_headings(text.outline(raw), headings)
    known = _metadata(reader, raw)
    return Outline(raw, raw, tuple(parts[0]), known, parts[1], notes, tuple(places))


def _pages(reader: Any) -> list[list[Line]]:
    """The lines of every page in reading order, up to the limit of characters."""
    pages: list[list[Line]] = []
    total = 0
    for page in reader.pages:
        lines = _lines(page)
        total += sum(len(line.text) for line in lines)
        if total > MAX_CHARACTERS:
            raise UnreadableError(f"more than {MAX_CHARACTERS / 1e6:g} million characters: split the file")
        pages.append(lines)
        earned(total)
    return pages


def _lines(page: Any) -> list[Line]:
    """The lines of one page: pieces of text are put together up to each line end."""
    lines: list[Line] = []
    pieces: list[tuple[str, float, float, float]] = []

    def visit(piece: str, matrix: Sequence[float], inner: Sequence[float], _: object, size: float) -> None:
        scale = abs(inner[3] * matrix[3]) or abs(inner[1] * matrix[2]) or 1.0
        left, height = inner[4] * matrix[0] + matrix[4], inner[5] * matrix[3] + matrix[5]
        for index, part in enumerate(piece.split("\n")):
            if index:
                _end_line(pieces, lines)
            if part:
                pieces.append((part, (size or 0.0) * scale, height, left))

    page.extract_text(visitor_text=visit)
    _end_line(pieces, lines)
    return lines


def _end_line(pieces: list[tuple[str, float, float, float]], lines: list[Line]) -> None:
    """Make a line of the pieces; its size and height are those of its longest piece."""
    if any(piece.strip() for piece, _, _, _ in pieces):
        _, size, height, _ = max(pieces, key=lambda piece: len(piece[0].strip()))
        shown = ""
        placed: list[tuple[float, str]] = []
        for piece, its, _, left in pieces:
            small = its < size * _SMALLER
            written = (raised(piece, shown) if small else piece).translate(_LIGATURES)
            shown += written
            if small and placed:
                placed[-1] = (placed[-1][0], words(placed[-1][1] + written))
            elif piece.strip():
                placed.append((round(left, 1), words(written)))
        lines.append(Line(words(shown), round(size, 1), height, tuple(placed), len(lines) + 1))
    pieces.clear()


def _metadata(reader: Any, raw: str) -> Metadata:
    """Title, author, dates and language from the properties of the file."""
    try:
        information = {key: words(str(value)) for key, value in (reader.metadata or {}).items()}
        tongue = words(str(reader.trailer["/Root"].get("/Lang") or ""))
    except Exception:  # properties may be as broken as all else in a PDF; its text has been read
        return Metadata()
    made, changed = (_DATE.match(information.get(key, "")) for key in ("/CreationDate", "/ModDate"))
    return of_file(
        raw,
        "-".join(filter(None, made.groups())) if made else "",
        "-".join(filter(None, changed.groups())) if changed else "",
        title=information.get("/Title", ""),
        author=information.get("/Author", ""),
        language=tongue,
    )


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without page numbers and lines that stand at the edge of three pages or more, and what was left out."""
    edges = [[*page[:_EDGE_LINES], *page[-_EDGE_LINES:]] for page in pages]
    seen = Counter(key for page in edges for key in {_NUMBER.sub("#", line.text) for line in page})
    repeated = {key for key, count in seen.items() if count >= max(_LEAST_REPEATED, len(pages) // 3)}
    if len(pages) == _LEAST_REPEATED - 1:  # two are enough where the place is the same, above or below all else
        first, second = (
            {(_NUMBER.sub("#", line.text), round(line.height)) for line in _outermost(page)} for page in pages
        )
        repeated |= {key for key, _ in first & second}
    removed: dict[str, None] = {}
    kept: list[list[Line]] = []
    for page in pages:
        lines: list[Line] = []
        for index, line in enumerate(page):
            edge = index < _EDGE_LINES or index >= len(page) - _EDGE_LINES
            key = _NUMBER.sub("#", line.text)
            if edge and (key in repeated or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text))):
                removed.setdefault(f"“{key[:60]}”")
            else:
                lines.append(line)
        kept.append(lines)
    return kept, list(removed)


def _outermost(page: Sequence[Line]) -> list[Line]:
    """The highest and the lowest line of a page."""
    ordered = sorted(page, key=lambda line: line.height)
    return [ordered[0], ordered[-1]] if ordered else []


def _written(pages: Sequence[Sequence[Line]]) -> tuple[str, dict[int, int], list[Span]]:
    """The text of the pages, a blank line between paragraphs; the level of each heading by its offset; all places."""
    sizes, usual = _type(pages)
    known = {word for page in pages for line in page for word in _COMPOUND.findall(line.text.lower())}
    written: list[str] = []
    headings: dict[int, int] = {}
    places: list[Span] = []
    length = 0
    previous: Line | None = None
    for number, page in enumerate(pages):
        for index, line in enumerate(page):
            between = _between(previous, line, usual, new_page=bool(number) and not index)
            if between == "\n" and previous and previous.size == line.size in sizes:
                between = " "  # a heading of two lines
            previous = line
            shown = line.text
            if between == "\n" and (cut := _hyphenation(written[-1], shown, known)) >= 0:
                end, _, shown = shown.partition(" ")
                written[-1] = written[-1][: len(written[-1]) - cut] + end
                length += len(end) - cut
            length += len(between)
            if line.size in sizes and between not in ("\n", " ") and len(line.text) <= _LONGEST_HEADING:
                headings[length] = sizes.index(line.size) + 1
            written += (between, shown)
            places.append(Span(length, length + len(shown), f"page {number + 1}, line {line.number}"))
            length += len(shown)
    return "".join(written), headings, places


def _type(pages: Sequence[Sequence[Line]]) -> tuple[list[float], float]:
    """The sizes of type above the body's, largest first, and the usual distance of lines as a multiple of the type."""
    lengths: Counter[float] = Counter()
    for page in pages:
        for line in page:
            lengths[line.size] += len(line.text)
    body = max(lengths, key=lambda size: (lengths[size], -size))
    apart = [abs(a.height - b.height) for page in pages for a, b in pairwise(page) if a.size == b.size == body]
    distances = Counter(round(distance, 1) for distance in apart)
    usual = max(distances, key=lambda distance: (distances[distance], -distance), default=0.0) / (body or 1.0)
    return sorted((size for size in lengths if size > body * _LARGER), reverse=True), usual


def _between(previous: Line | None, line: Line, usual: float, new_page: bool) -> str:
    """What parts a line from the one before it: nothing at the start, a line end, a blank line; a form feed besides."""
    if previous is None:
        return ""
    page = "\f" if new_page else ""
    if line.row != previous.row:
        return f"\n{page}\n"
    if line.row or line.item:
        return f"{page}\n"
    larger, smaller = max(previous.size, line.size), min(previous.size, line.size)
    far = usual and abs(previous.height - line.height) > _GAP * usual * line.size
    apart = larger > smaller * _LARGER or (not new_page and far)
    return f"\n{page}\n" if apart else f"{page}\n"


def _hyphenation(before: str, after: str, known: set[str]) -> int:
    """How many characters to cut where a word goes on in the next line; -1 where none does.

    A hyphen stays where the document has the same compound elsewhere; ``3-`` and ``5 years`` are no word.
    """
    if len(before) < 3 or before[-1] not in "-\u00ad" or not before[-2].islower() or not after[0].islower():
        return -1
    compound = f"{before.rsplit(None, 1)[-1][:-1]}-{after.split(None, 1)[0]}".lower()
    found = _COMPOUND.match(compound)
    return 0 if before[-1] == "-" and found and found.group() in known else 1


def _with_headings(outlined: Outline, headings: dict[int, int]) -> tuple[list[Part], Any]:
    """The parts with those in larger type as headings; what is guessed to be one stands below them."""
    parts: list[Part] = []
    for part in outlined.parts:
        if part.start in headings and part.end - part.start <= _LONGEST_HEADING:
            parts.append(replace(part, kind=BlockKind.HEADING, level=headings[part.start], guessed=False))
        elif part.kind is BlockKind.HEADING and part.guessed and headings:
            parts.append(replace(part, level=max(headings.values()) + part.level))
        else:
            parts.append(part)
    return parts, outlined.furniture
