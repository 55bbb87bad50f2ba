"""Plain text: headings, lists, tables and paragraphs from line lengths, bullets and blank lines alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from auditor.documents.headings import depth, is_heading
from auditor.documents.outline import Outline, Part, masked
from auditor.documents.tables import table_parts
from auditor.model import BlockKind, Span

_MARKER = re.compile(
    r"(?P<bullet>[•◦▪▸►‣·●○■□➢➤✓–—*+-])[ \t]+(?=\S)|(?P<open>\(?)(?P<number>\d{1,2}|[a-z])(?P<close>[.)])[ \t]+(?=\S)"
)
_STARTS = frozenset("•◦▪▸►‣·●○■□➢➤✓–—*+-(0123456789abcdefghijklmnopqrstuvwxyz")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_RULE = re.compile(r"[-=_*~•·\s]{3,}$")
_TERMINAL = re.compile(r"[.!?:][\"'”’)\]\d,\s]*$")
_LABELLED = re.compile(r"[A-Z][^:.?!]{1,40}:\s+\S")
_BODY = 60
_NUMBER_NOTE = "list number "
_WIDEST = 160
_NARROWEST = 40
"""Hard-wrapped lines are between these widths, in characters."""


class Line(NamedTuple):
    """A line without the white space at its ends; ``indent`` counts the characters cut at its left."""

    start: int
    end: int
    indent: int
    text: str


class Marker(NamedTuple):
    """What opens an item: where its words start, how deep it is indented, and its number (-1 for a bullet)."""

    start: int
    indent: int
    number: int


def outline(raw: str) -> Outline:
    """The parts of a plain text.  A byte order mark is masked, and nothing else: bullets stay outside the parts."""
    parts: list[Part] = []
    numbers: list[Span] = []
    stanzas = list(_stanzas(raw))
    for index, stanza in enumerate(stanzas):
        following = stanzas[index + 1][0].text if index + 1 < len(stanzas) else ""
        _read(raw, stanza, following, parts, numbers, not index)
    text = masked(raw, [(0, 1)]) if raw.startswith("\ufeff") else raw
    return Outline(raw, text, tuple(_joined(text, parts)), furniture=tuple(numbers))


def flowing_parts(
    text: str, lines: Sequence[Line], following: str, broken: Collection[int]
) -> tuple[list[Part], list[Span]]:
    """The parts of lines that flow into each other, as a Markdown paragraph's do, and their list numbers.

    ``broken`` holds the offsets of lines that a hard break parts from the line above.
    """
    parts: list[Part] = []
    numbers: list[Span] = []
    _read(text, lines, following, parts, numbers, broken=broken)
    return parts, numbers


def lines_of(raw: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of ``raw[start:end]``, blank ones as empty lines.  Line ends are LF, CR LF or CR."""
    piece = raw[start:end]
    if "\r" in piece:
        piece = piece.replace("\r\n", " \n").replace("\r", "\n")
    position = start
    for line in piece.split("\n"):
        words = line.strip(" \t\f\v\u00a0\ufeff\u200b")
        indent = line.find(words) if words else 0
        yield Line(position + indent, position + indent + len(words), indent, words)
        position += len(line) + 1


def _stanzas(raw: str) -> Iterator[list[Line]]:
    """Runs of lines between blank ones."""
    stanza: list[Line] = []
    for line in lines_of(raw):
        if line.text:
            stanza.append(line)
        elif stanza:
            yield stanza
            stanza = []
    if stanza:
        yield stanza


def _read(
    raw: str,
    lines: Sequence[Line],
    following: str,
    parts: list[Part],
    numbers: list[Span],
    opening: bool = False,
    broken: Collection[int] | None = None,
) -> None:
    """Append the parts of one stanza; ``following`` is the first line after it, ``opening``: it is the first.

    With ``broken``, lines flow into each other but where it says not; without, their lengths decide.
    """
    cells = table_parts(raw, [(line.start, line.text) for line in lines]) if len(lines) > 1 else None
    if cells:
        parts += cells[0]
        numbers += cells[1]
        return
    width = max(len(line.text) for line in lines)
    last = len(lines) - 1
    previous: Line | None = None
    item: Marker | None = None
    for index, line in enumerate(lines):
        if _RULE.match(line.text):
            _underlined(parts, line.text, previous)
            previous, item = None, None
            continue
        follower = lines[index + 1].text if index < last else following
        marker = _marker(line, _last_number(numbers), previous, bool(item))
        if marker and marker.number >= 0 and last == 0 and _is_numbered_heading(line.text, following):
            marker = None
        if marker:
            if marker.number >= 0:
                numbers.append(Span(line.start, marker.start, f"{_NUMBER_NOTE}{marker.number}"))
            item = marker
            parts.append(Part(BlockKind.ITEM, marker.start, line.end, level=marker.indent))
        elif previous and parts[-1].kind is not BlockKind.HEADING and _continues(previous, line, width, item):
            parts[-1] = replace(parts[-1], end=line.end)
        elif broken is not None and item is None and _flows(previous, line, parts, broken):
            parts[-1] = replace(parts[-1], end=line.end)
        else:
            parts.append(_opened(line, follower, index == 0, index == last, previous, opening and not index))
            item = None
        previous = line


def _is_numbered_heading(line: str, following: str) -> bool:
    """``2. Methods`` on a line of its own with body below it, not the next number."""
    return not (following[:1].isdigit() and _MARKER.match(following)) and is_heading(line, True, following)


def _opened(line: Line, following: str, first: bool, last: bool, previous: Line | None, opening: bool) -> Part:
    """The heading or paragraph that begins with ``line``."""
    free = first or previous is None or bool(_TERMINAL.search(previous.text))
    if len(line.text) <= 100 and free and is_heading(line.text, first and last, following, opening):
        return Part(BlockKind.HEADING, line.start, line.end, level=depth(line.text), guessed=True)
    return Part(BlockKind.PARAGRAPH, line.start, line.end)


def _marker(line: Line, count: int, previous: Line | None, in_list: bool) -> Marker | None:
    """The bullet or number that ``line`` begins with, unless it is one by accident of wrapping."""
    if line.text[0] not in _STARTS:
        return None
    match = _MARKER.match(line.text)
    if not match:
        return None
    if match["bullet"]:
        wrapped = previous and match["bullet"] in "-–—*+" and not in_list and not _TERMINAL.search(previous.text)
        # A dash that wrapping has put first: "between 3\n- 5 years".
        if wrapped and previous and (previous.text[-1].isdigit() or len(previous.text) > _NARROWEST):
            return None
        return Marker(line.start + match.end(), line.indent, -1)
    letter = match["number"]
    number = int(letter) if letter.isdigit() else ord(letter) - ord("a") + 1
    if not letter.isdigit() and match["close"] == ".":
        return None
    return Marker(line.start + match.end(), line.indent, number) if number in {1, count + 1} else None


def _last_number(numbers: Sequence[Span]) -> int:
    """The number of the last numbered item so far, 0 where there is none."""
    return next(
        (int(span.note[len(_NUMBER_NOTE) :]) for span in reversed(numbers) if span.note.startswith(_NUMBER_NOTE)), 0
    )


def _underlined(parts: list[Part], rule: str, previous: Line | None) -> None:
    """Turn a one-line paragraph above a row of ``===`` or ``---`` into a heading."""
    if (
        previous
        and parts
        and parts[-1].start == previous.start
        and _UNDERLINE.match(rule)
        and len(previous.text) <= 100
    ):
        parts[-1] = replace(parts[-1], kind=BlockKind.HEADING, level=1 if rule[0] == "=" else 2, guessed=False)


def _continues(previous: Line, line: Line, width: int, item: Marker | None) -> bool:
    """Whether ``line`` goes on with what ``previous`` began: a hanging indent, a wrapped sentence."""
    if item and line.indent > item.indent:
        return True
    if _LABELLED.match(line.text) and len(previous.text) < _BODY:
        return False
    ended = bool(_TERMINAL.search(previous.text))
    if not ended and (line.text[0].islower() or (line.text[0] in "-–—(" and width >= _NARROWEST)):
        return True
    if not _NARROWEST <= width <= _WIDEST or len(previous.text) < _NARROWEST:
        return False
    # The next word would not have fitted: the line was broken for its width.
    return len(previous.text) + 1 + len(line.text.split(None, 1)[0]) > width * (1.0 if ended else 0.85)


def _flows(previous: Line | None, line: Line, parts: Sequence[Part], broken: Collection[int]) -> bool:
    """Whether a line of a flowing paragraph belongs to the one above: no hard break, no heading, no new label."""
    if previous is None or parts[-1].kind is BlockKind.HEADING or line.start in broken:
        return False
    return not (_LABELLED.match(line.text) and len(previous.text) < _BODY)


def _joined(text: str, parts: Sequence[Part]) -> list[Part]:
    """Paragraphs that a blank line has cut in mid-sentence, put together again."""
    result: list[Part] = []
    for part in parts:
        before = result[-1] if result else None
        if (
            before
            and before.kind is part.kind is BlockKind.PARAGRAPH
            and text[part.start].islower()
            and before.end - before.start > _NARROWEST
            and (text[before.end - 1].isalpha() or text[before.end - 1] == ",")
        ):
            result[-1] = replace(before, end=part.end)
        else:
            result.append(part)
    return result
