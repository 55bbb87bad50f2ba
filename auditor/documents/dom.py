"""An HTML page as a stream of opened and closed elements and texts, each with its place in the decoded file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal, TypeAlias

from auditor.documents.outline import UnreadableError

Node: TypeAlias = Any
"""A node of the parser's tree; only this module knows which parser it is."""

MOST_TAGS = 300_000
MOST_LOOSE_SIGNS = 5_000
MOST_ATTRIBUTES = 1_000
DEEPEST = 1_000
_INSTRUCTION = re.compile(r"<\?[^>]*>|<!\[CDATA\[|\]\]>")
_NO_TAG = re.compile(r"<(?![A-Za-z/!?])")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(frozen=True, slots=True)
class Event:
    """Something met on the way through the tree, in the order of the page.

    Of a text, ``segments`` are its places in the file: one, or several where a stray tag stands between.
    ``references`` are the character references in it, with the character that each stands for.
    """

    kind: Literal["open", "close", "text"]
    name: str
    node: Node
    segments: tuple[tuple[int, int], ...] = ()
    references: tuple[tuple[int, int, str], ...] = ()


def parse(raw: str) -> Node:
    """The tree of a page; whatever the input is, there is one.

    Raises ``UnreadableError`` for what no page of text is: parsers take time by the square of it.
    """
    from justhtml import JustHTML

    if raw.count("<") > MOST_TAGS or len(_NO_TAG.findall(raw)) > MOST_LOOSE_SIGNS:
        raise UnreadableError(
            f"more than {MOST_TAGS} tags, or {MOST_LOOSE_SIGNS} signs < outside of tags: split the page"
        )
    root = JustHTML(raw, sanitize=False, track_node_locations=True).root
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > DEEPEST:
            raise UnreadableError(f"elements nested more than {DEEPEST} deep: save the page again in a simpler form")
        if len(getattr(node, "attrs", None) or ()) > MOST_ATTRIBUTES:
            raise UnreadableError(f"an element with more than {MOST_ATTRIBUTES} attributes: save the page again")
        stack += [(child, depth + 1) for child in getattr(node, "children", None) or ()]
    return root


def events(raw: str, root: Node, closed: Callable[[Node], bool]) -> Iterator[Event]:
    """Walk the tree below ``root``, without recursion; elements for which ``closed`` holds are not entered."""
    stack: list[tuple[Node, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            yield Event("close", node.name, node)
        elif node.name == "#text":
            if node.origin_offset is not None:
                segments, references = _located(raw, node.origin_offset, node.data or "")
                if "<" in (node.data or ""):  # the parser gives instructions to programs as text
                    segments = tuple(piece for segment in segments for piece in _without_instructions(raw, *segment))
                yield Event("text", node.name, node, segments, references)
        elif node.name[0] != "!" and node.name != "#comment":
            yield Event("open", node.name, node)
            stack.append((node, True))
            if not closed(node):
                stack += [(child, False) for child in reversed(node.children or [])]


def elements(root: Node) -> Iterator[Node]:
    """All elements below ``root`` in the order of the page, without recursion."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.name[0] not in "#!":
            yield node
        stack += reversed(getattr(node, "children", None) or ())


def _without_instructions(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A text without ``<?...>`` and without the marks around ``<![CDATA[...]]>``."""
    for match in _INSTRUCTION.finditer(raw, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def attribute(node: Node, name: str) -> str:
    """The value of an attribute, ``""`` where there is none."""
    return str((node.attrs or {}).get(name) or "")


def extent(raw: str, root: Node) -> tuple[int, int] | None:
    """The span from the first to the last character of text below ``root`` that is no white space."""
    spans = [span for event in events(raw, root, lambda _: False) for span in event.segments]
    spans = [(start, end) for start, end in spans if raw[start:end].strip()]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def _located(raw: str, start: int, data: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int, str], ...]]:
    """Where ``data``, a text that begins at ``start``, stands in ``raw``."""
    if raw.startswith(data, start):
        return ((start, start + len(data)),), ()
    segments: list[tuple[int, int]] = []
    references: list[tuple[int, int, str]] = []
    position, index = start, 0
    while index < len(data) and position < len(raw):
        character = raw[position]
        reference = _REFERENCE.match(raw, position) if character == "&" else None
        meant = unescape(reference.group()) if reference else ""
        if reference and meant != reference.group() and data.startswith(meant, index):
            if len(meant) == 1:
                references.append((*reference.span(), meant))
            position, index = reference.end(), index + len(meant)
        elif character == data[index] or (
            character == "\r" and data[index] == "\n" and raw[position + 1 : position + 2] != "\n"
        ):
            position, index = position + 1, index + 1
        elif character == "\r":
            position += 1
        elif character == "<" and (end := raw.find(">", position)) >= 0:
            segments.append((start, position))
            start = position = end + 1
        else:
            break
    segments.append((start, position))
    return tuple(segments), tuple(references)
