"""Markdown: markdown-it says which lines are what, our own patterns where the words in them are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from auditor.documents.inline import entities, markup
from auditor.documents.metadata import front_matter
from auditor.documents.outline import Outline, Part, decoded, masked, trimmed, words
from auditor.documents.tables import Cell, cells_between, labelled
from auditor.documents.text import flowing_parts, lines_of
from auditor.model import BlockKind, Metadata, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_HASHES = re.compile(r"[ \t]*#{1,6}(?=[ \t]|$)")
_TRAILING = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_DEFINITION = re.compile(r"[ \t]*[:~][ \t]+")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)(?:\r|\n)|[ \t]*<br\b", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"\d{1,9}[.)]")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_TARGET = re.compile(r"[ ]{0,3}\[(?!\^)[^\[\]\r\n]{1,200}\]:[ \t]*\S[^\r\n]*")
"""The definition of a link: its address and title are no text."""
_NOTE = re.compile(r"[ ]{0,3}\[\^[^\[\]\s]{1,100}\]:")
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*(?:\r\n|\r|\n).*?(?<=[\r\n])\+\+\+[ \t]*(?=[\r\n]|\Z)", re.DOTALL)


@dataclass
class _Reader:
    """What gathers while the tokens of one document go by."""

    raw: str
    text: str
    starts: list[int]
    parts: list[Part] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)
    order: str = ""
    depth: int = 0
    level: int = 0
    term: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    item_open: bool = False

    def span(self, token: Token) -> tuple[int, int]:
        """The character span of the lines of ``token``."""
        first, last = token.map or [0, 0]
        last = max(last, first + 1)
        return self.starts[first], self.starts[min(last, len(self.starts) - 1)]


def outline(raw: str) -> Outline:
    """The parts of a Markdown text, with its markup masked and its front matter read as metadata."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(raw)), len(raw)]
    head = _TOML.match(raw)
    source = masked(raw, [head.span()]) if head else raw
    source = source[1:] if raw.startswith("\ufeff") else source
    # markdown-it counts lines; a byte order mark would hide the front matter from it, and changes no line.
    tokens = _parser().parse(source)
    holes = [(0, 1)] if raw.startswith("\ufeff") else []
    reader = _Reader(raw, "", starts)
    if head:
        _front_matter(reader, *head.span())
    marked = {
        (*reader.span(token), token.type == "inline") for token in tokens if token.type in ("inline", "html_block")
    }
    for start, end, inline in marked:  # the cells of a row share their line
        holes += _holes(raw, start, end, inline)
    references = [entity for start, end, _ in marked for entity in entities(raw, start, end)]
    reader.text = masked(decoded(raw, references), holes)
    for index, token in enumerate(tokens):
        _take(reader, token, tokens, index)
    return Outline(raw, reader.text, tuple(reader.parts), reader.metadata, tuple(reader.furniture), order=reader.order)


def _parser() -> MarkdownIt:
    """CommonMark's blocks with tables, front matter and definition lists; text stays as it is.

    Indented code is off: pages that were scraped or pasted are full of indented prose.
    """
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(deflist_plugin)
    return parser.disable(["inline", "text_join", "code", "reference"], ignoreInvalid=True)


def _holes(raw: str, start: int, end: int, inline: bool) -> Iterator[tuple[int, int]]:
    """What to mask in the lines of one inline token or HTML block: quote marks, then markup inside the lines."""
    if inline and ">" in raw[start:end]:
        for line in lines_of(raw, start, end):
            if (match := _QUOTE.match(raw, line.start - line.indent, line.end)) and ">" in match.group():
                yield match.span()
    if inline and "]:" in raw[start:end]:
        for line in lines_of(raw, start, end):
            if match := _TARGET.match(raw, line.start - line.indent, line.end):
                yield match.span()
    yield from markup(raw, start, end)


def _take(reader: _Reader, token: Token, tokens: Sequence[Token], index: int) -> None:
    """Let ``token`` change the reader: structure is entered and left, inline tokens become parts."""
    kind = token.type
    if kind in ("bullet_list_open", "ordered_list_open"):
        reader.depth += 1
    elif kind in ("bullet_list_close", "ordered_list_close"):
        reader.depth -= 1
    elif kind == "list_item_open":
        reader.item_open = True
        _number(reader, token)
    elif kind == "front_matter":
        _front_matter(reader, *reader.span(token))
    elif kind == "fence":
        reader.furniture.append(Span(*trimmed(reader.raw, *reader.span(token)), "code"))
    elif kind == "html_block":
        _prose(reader, *reader.span(token), "")
    elif kind == "table_open":
        reader.rows = []
    elif kind == "tr_open":
        start, end = reader.span(token)
        start, end = trimmed(reader.raw, start, end)
        indent = _MARKERS.match(reader.raw, start, end)
        start = indent.end() if indent and reader.raw[start] != "|" else start
        reader.rows.append(
            [trimmed(reader.text, left, right) for left, right in cells_between(start, reader.raw[start:end])]
        )
    elif kind == "table_close":
        parts, spans = labelled(reader.text, reader.rows, True)
        reader.parts += parts
        reader.furniture += spans
    elif kind == "inline" and tokens[index - 1].type not in ("th_open", "td_open"):
        _inline(reader, token, tokens, index)


def _front_matter(reader: _Reader, start: int, end: int) -> None:
    reader.metadata, reader.order = front_matter(reader.raw[start:end])
    reader.furniture.append(Span(start, end, "front matter"))


def _number(reader: _Reader, token: Token) -> None:
    if token.info:
        start, end = reader.span(token)
        if match := _LIST_NUMBER.search(reader.raw, start, end):
            reader.furniture.append(Span(*match.span(), "list number"))


def _inline(reader: _Reader, token: Token, tokens: Sequence[Token], index: int) -> None:
    """One heading, term, definition, item or paragraph."""
    before = tokens[index - 1].type
    start, end = reader.span(token)
    if before == "heading_open":
        start, end = _heading_words(reader, start, end)
        reader.level = int(tokens[index - 1].tag[1])
        if start < end:
            reader.parts.append(Part(BlockKind.HEADING, start, end, level=reader.level))
        return
    if before == "dt_open":
        reader.term = words(reader.text[start:end])
        reader.parts.append(Part(BlockKind.PARAGRAPH, *trimmed(reader.text, start, end)))
        return
    defined = reader.term if any(other.type == "dd_open" for other in tokens[max(0, index - 2) : index]) else ""
    following = next((other.content for other in tokens[index + 1 : index + 13] if other.type == "inline"), "")
    if (reader.depth and reader.item_open) or defined:
        reader.item_open = False
        _item(reader, start, end, defined)
    else:
        _prose(reader, start, end, following.split("\n", 1)[0])


def _heading_words(reader: _Reader, start: int, end: int) -> tuple[int, int]:
    """The words of a heading: without hashes, list markers or the underline below it."""
    line = next(iter(lines_of(reader.raw, start, end)))
    begin = line.start
    if match := _MARKERS.match(reader.raw, begin, line.end):
        begin = match.end()
    stop = line.end
    if match := _HASHES.match(reader.raw, begin, line.end):
        begin = match.end()
        if closing := _TRAILING.search(reader.raw, begin, line.end):
            stop = closing.start()
    return trimmed(reader.text, begin, stop)


def _item(reader: _Reader, start: int, end: int, term: str) -> None:
    """A list item's first paragraph, or a definition with its term as label; inner bullets are split off."""
    pattern = _DEFINITION if term else _MARKERS
    if match := pattern.match(reader.raw, start, end):
        start = match.end()
    if not term and (match := _TASK.match(reader.raw, start, end)):
        start = match.end()
    start, end = trimmed(reader.text, start, end)
    if start < end:
        reader.parts.append(Part(BlockKind.ITEM, start, end, level=max(0, reader.depth - 1), label=term))


def _prose(reader: _Reader, start: int, end: int, following: str) -> None:
    """A paragraph, which may hide unmarked headings, bullets or tables: its lines are read as plain text."""
    stanza = [line for line in lines_of(reader.text, start, end) if line.text]
    if not stanza:
        return
    broken = {
        line.start
        for above, line in pairwise(stanza)
        if _HARD_BREAK.match(reader.raw, above.end) or _NOTE.match(reader.raw[above.end : line.start].lstrip("\r\n"))
    }
    parts, spans = flowing_parts(reader.text, stanza, following, broken)
    reader.furniture += spans
    for part in parts:
        level = reader.level + part.level if part.kind is BlockKind.HEADING else part.level
        reader.parts.append(Part(part.kind, part.start, part.end, level, part.label, part.guessed))
