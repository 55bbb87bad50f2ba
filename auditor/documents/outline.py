"""What a format module hands on: the decoded text, the same with its markup masked, and the parts it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.model import BlockKind, Metadata, Span

INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen, characters without width, word joiner, byte order mark."""
_MASKED = re.compile(r"[^\r\n]")
_SPACE = re.compile(r"\s+")


class UnreadableError(ValueError):
    """A file's content is not what its format asks for; the message says what was expected and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a document with its place in the structure, before context and furniture are known.

    ``level`` is a heading's depth (1 outermost) or an item's nesting (0 outermost).  ``label`` holds what the format
    itself says of the part: a cell's headers, a defined term.  ``guessed`` marks a heading that no markup declares.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as its format gives it: ``text`` is as long as ``raw``, ``parts`` and ``places`` are sorted.

    ``order`` is that in which its language writes a day in figures, "dmy" or "mdy", where it decides that.
    """

    raw: str
    text: str
    parts: tuple[Part, ...]
    metadata: Metadata = field(default_factory=Metadata)
    furniture: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()
    order: str = ""


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with every span blanked, line ends kept, so that all offsets stay.

    >>> masked("a **b** c", [(2, 4), (5, 7)])
    'a   b   c'
    """
    pieces: list[str] = []
    done = 0
    for left, end in sorted(spans):
        start = max(left, done)
        if end <= start:
            continue
        hole = text[start:end]
        blank = " " * len(hole) if "\n" not in hole and "\r" not in hole else _MASKED.sub(" ", hole)
        pieces += (text[done:start], blank)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def decoded(text: str, references: Iterable[tuple[int, int, str]]) -> str:
    """``text`` with every character reference as its character and spaces, so that all offsets stay.

    >>> decoded("3&ndash;5", [(1, 8, "–")])
    '3–      5'
    """
    pieces: list[str] = []
    done = 0
    for start, end, character in sorted(references):
        if start >= done:
            shown = " " if character.isspace() or character in INVISIBLE else character
            pieces += (text[done:start], shown, " " * (end - start - 1))
            done = end
    pieces.append(text[done:])
    return "".join(pieces)


def words(text: str) -> str:
    """``text`` on one line with single spaces: how headings and labels are shown.

    >>> words("  Signs   and symptoms ")
    'Signs and symptoms'
    """
    return _SPACE.sub(" ", text).strip()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends; empty spans come back with ``start == end``."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start, start) if left == len(piece) else (start + left, end - (len(piece) - len(piece.rstrip())))
