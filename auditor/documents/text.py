"""Plain text: headings, lists, tables and paragraphs from line lengths, bullets and blank lines alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from auditor.documents.headings import depth, is_heading
from auditor.documents.outline import Outline, Part, masked
from auditor.documents.tables import table_parts
from auditor.model import BlockKind, Span

_MARKER = re.compile(
    r"(?P<bullet>[•◦▪▸►‣·●○■□➢➤✓–—*+-]|o(?=[ \t]+[^\W_]))[ \t]+(?=\S)"
    r"|(?P<open>\(?)(?P<number>\d{1,2}|[a-z])(?P<close>[.)])[ \t]+(?=\S)"
)
_STARTS = frozenset("•◦▪▸►‣·●○■□➢➤✓–—*+-(0123456789abcdefghijklmnopqrstuvwxyz")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_RULE = re.compile(r"[-=_*~•·\s]{3,}$")
_TERMINAL = re.compile(r"[.!?:][\"'”’)\]\d,\s]*$")
_LABELLED = re.compile(r"[A-Z][^:.?!]{1,40}:\s+\S")
_BODY = 60
REMARK = re.compile(r"^[ \t]*\[\s*auditor\s*:\s*ignore\b(?P<words>[^\]\r\n]*)\][ \t]*(?=[\r\n]|\Z)", re.M | re.I)
"""A line that speaks to the auditor and is none of the text's."""
_PROMPT = re.compile(
    r">>> (?:[a-z_][\w.]*\s*[=(\[]|[a-z_]\w*(?:\.\w+)+|(?:import|from|assert|for|with|def|class|del)\s|@)", re.I
)
"""What is typed at a prompt of Python; a mail that is quoted three times over has words behind the marks."""
_EDGE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
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


@dataclass
class _Reader:
    """What gathers while stanzas go by: parts, and the spans of list numbers, table headers and code."""

    raw: str
    parts: list[Part] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    number: int = 0

    def read(self, lines: Sequence[Line], following: str, opening: bool, broken: Collection[int] | None = None) -> None:
        """Add the parts of one stanza; ``following`` is the first line after it, ``opening``: it is the first.

        With ``broken``, lines flow into each other but where it says not; without, their lengths decide.
        """
        cells = table_parts(self.raw, [(line.start, line.text) for line in lines]) if len(lines) > 1 else None
        if cells:
            self.parts += cells[0]
            self.spans += cells[1]
            return
        # Where every line ends a sentence, none was broken for its width.
        wrapped = any(not _TERMINAL.search(line.text) for line in lines[:-1])
        width = max(len(line.text) for line in lines) if wrapped else 0
        previous: Line | None = None
        item: Marker | None = None
        for index, line in enumerate(lines):
            if _RULE.match(line.text):
                _underlined(self.parts, line.text, previous)
                previous, item = None, None
                continue
            follower = lines[index + 1].text if index + 1 < len(lines) else following
            marker = self._marker(line, follower, previous, bool(item), alone=len(lines) == 1)
            if marker:
                item = marker
                self.parts.append(Part(BlockKind.ITEM, marker.start, line.end, level=marker.indent))
            elif previous and _goes_on(previous, line, self.parts[-1], width, item, broken):
                self.parts[-1] = replace(self.parts[-1], end=line.end)
            else:
                alone = len(lines) == 1
                self.parts.append(_opened(line, follower, not index, alone, previous, opening and not index))
                item = None
            previous = line

    def _marker(self, line: Line, following: str, previous: Line | None, in_list: bool, alone: bool) -> Marker | None:
        """The marker of an item, its number noted; a numbered heading has none."""
        marker = _marker(line, self.number, previous, in_list)
        if marker and marker.number >= 0:
            if alone and _is_numbered_heading(line.text, following):
                return None
            self.number = marker.number
            self.spans.append(Span(line.start, marker.start, "list number"))
        return marker


def outline(raw: str) -> Outline:
    """The parts of a plain text.

    A byte order mark and lines that speak to the auditor are masked, and nothing else: bullets stay outside the parts.
    """
    holes = [match.span() for match in REMARK.finditer(raw)] if "auditor" in raw else []
    text = masked(raw, [(0, 1), *holes] if raw.startswith("\ufeff") else holes) if holes or raw[:1] == "\ufeff" else raw
    reader = _Reader(text)
    stanzas = list(_stanzas(text))
    for index, stanza in enumerate(stanzas):
        following = stanzas[index + 1][0].text if index + 1 < len(stanzas) else ""
        if _PROMPT.match(stanza[0].text):
            reader.spans.append(Span(stanza[0].start, stanza[-1].end, "code"))
            continue
        reader.read(stanza, following, opening=not index)
    return Outline(raw, text, tuple(joined(text, reader.parts)), furniture=tuple(reader.spans))


def flowing_parts(
    text: str, lines: Sequence[Line], following: str, broken: Collection[int]
) -> tuple[list[Part], list[Span]]:
    """The parts of lines that flow into each other, as a Markdown paragraph's do, and their list numbers.

    ``broken`` holds the offsets of lines that a hard break parts from the line above.
    """
    reader = _Reader(text)
    reader.read(lines, following, opening=False, broken=broken)
    return reader.parts, reader.spans


def lines_of(raw: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of ``raw[start:end]``, blank ones as empty lines.  Line ends are LF, CR LF or CR."""
    piece = raw[start:end]
    if "\r" in piece:
        piece = piece.replace("\r\n", " \n").replace("\r", "\n")
    position = start
    for line in piece.split("\n"):
        words = line.strip(_EDGE)
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


def _is_numbered_heading(line: str, following: str) -> bool:
    """``2. Methods`` on a line of its own with body below it, not the next number."""
    return not (following[:1].isdigit() and _MARKER.match(following)) and is_heading(line, True, following)


def _opened(line: Line, following: str, first: bool, alone: bool, previous: Line | None, opening: bool) -> Part:
    """The heading or paragraph that begins with ``line``."""
    free = first or previous is None or bool(_TERMINAL.search(previous.text))
    if len(line.text) <= 100 and free and is_heading(line.text, alone, following, opening):
        return Part(BlockKind.HEADING, line.start, line.end, level=depth(line.text), guessed=True)
    return Part(BlockKind.PARAGRAPH, line.start, line.end)


def _marker(line: Line, count: int, previous: Line | None, in_list: bool) -> Marker | None:
    """The bullet or number that ``line`` begins with, unless it is one by accident of wrapping."""
    if line.text[0] not in _STARTS:
        return None
    match = _MARKER.match(line.text)
    if not match:
        return None
    if match["bullet"] == "o" and not in_list:
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


def _goes_on(
    previous: Line, line: Line, part: Part, width: int, item: Marker | None, broken: Collection[int] | None
) -> bool:
    """Whether ``line`` belongs to ``part``, which ends in ``previous``: a hanging indent, a sentence that goes on."""
    if part.kind is BlockKind.HEADING:
        return False
    if item and line.indent > item.indent:
        return True
    if _LABELLED.match(line.text) and len(previous.text) < _BODY:
        return False
    if broken is not None and item is None:
        return line.start not in broken
    return _is_wrapped(previous, line, width)


def _is_wrapped(previous: Line, line: Line, width: int) -> bool:
    """Whether ``line`` goes on with the sentence or the full line above it; ``width`` is the stanza's, 0 unwrapped."""
    ended = bool(_TERMINAL.search(previous.text))
    if not ended and (line.text[0].islower() or previous.text[-1] in "-–"):
        return True
    if not _NARROWEST <= width <= _WIDEST:
        return False
    if not ended and line.text[0] in "-–—(":
        return True
    if len(previous.text) < _NARROWEST:
        return False
    if not ended and line.text[0].isdigit():
        return True
    # The next word would not have fitted: the line was broken for its width.
    return len(previous.text) + 1 + len(line.text.split(None, 1)[0]) > width * (1.0 if ended else 0.85)


def joined(text: str, parts: Sequence[Part]) -> list[Part]:
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
