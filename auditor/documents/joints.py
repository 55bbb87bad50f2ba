"""Words and numbers that markup or invisible characters cut in two, put together again; all other offsets stay.

What is behind the cut moves left to the part before it, and the space is left behind the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from auditor.documents.outline import INVISIBLE

_INSIDE = re.compile(f"(?<=[^\\W_])[{''.join(sorted(INVISIBLE))}]+(?=[^\\W_])")
_BLANKS = dict.fromkeys(map(ord, INVISIBLE), " ")
_RUN = re.compile(r"[^\W_]+")
_SPACES = frozenset("\u00a0\u2009\u202f\u2007\u2006")
_FORMAT = re.compile(
    r"(?:</?(?:b|i|em|strong|u|font|a|wbr|abbr|small|mark|sub|bdi|bdo|cite|code|kbd|samp|var|dfn|ins)\b[^<>]*>)+",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?:</?span\b[^<>]*>)+", re.IGNORECASE)
_GROUP = re.compile(r"\d{3}(?!\d)")
_LEADING = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}$")

Joint = tuple[int, int, str]
"""Where the first part of a word ends and the second begins, and what stands between them when they are joined."""


def in_markup(raw: str, segments: Sequence[tuple[int, int]]) -> Iterator[Joint]:
    """The joints between the texts of one block of a page: in ``<b>A</b>rea`` and ``1<b>2</b>``, not between boxes.

    A raised number is no part of the number before it.
    """
    for (_, end), (start, _) in pairwise(segments):
        if not (end and raw[end - 1].isalnum() and raw[start].isalnum()):
            continue
        between = raw[end:start]
        initial = raw[end - 1].isupper() and not raw[end - 2 : end - 1].isalnum() and raw[start].islower()
        alike = raw[end - 1].isdigit() == raw[start].isdigit() or "sub" in between.lower()
        if (alike and _FORMAT.fullmatch(between)) or (initial and _SPAN.fullmatch(between)):
            yield end, start, ""


def in_references(raw: str, references: Iterable[tuple[int, int, str]]) -> Iterator[Joint]:
    """The joints at character references: soft hyphens, and the space between the thousands of a number."""
    for start, end, character in references:
        if not (start and raw[start - 1].isalnum() and raw[end : end + 1].isalnum()):
            continue
        if character in INVISIBLE:
            yield start, end, ""
        elif character in _SPACES and _GROUP.match(raw, end) and _LEADING.search(raw[max(0, start - 6) : start]):
            yield start, end, " "


def visible(text: str) -> str:
    """``text`` without its invisible characters: words are joined where one stands, else it is a space."""
    if text.isascii() or not any(character in text for character in INVISIBLE):
        return text
    return joined_up(text, [(*match.span(), "") for match in _INSIDE.finditer(text)]).translate(_BLANKS)


def joined_up(text: str, joints: Iterable[Joint]) -> str:
    """``text``, as long as it was, with the words put together.

    >>> joined_up("a 1   0 cm", [(3, 6, "")]), joined_up("n . o . n is", [(1, 4, ""), (5, 8, "")])
    ('a 10    cm', 'non       is')
    """
    pieces: list[str] = []
    done = owed = 0
    for end, start, between in [*sorted(joints), (len(text), len(text), "")]:
        if owed and (run := _RUN.match(text, done, end)) and run.end() < end:
            pieces += (run.group(), " " * owed, text[run.end() : end])
            owed = 0
        else:
            pieces.append(text[done:end])
        pieces.append(between)
        owed += start - end - len(between)
        done = start
    return "".join((*pieces, " " * owed))
