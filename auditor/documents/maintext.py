"""The main text of a page: trafilatura says which words belong to it, the page's own blocks keep their structure."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import groupby

from auditor.documents.outline import Part
from auditor.model import BlockKind

_NOT_WORD = re.compile(r"[\W_]+")
_SHORT = 15
"""Letters and digits below which a block must be a line of the main text, not only occur in it."""
_LEAST = 200
_SHINGLE = 4
_ALIKE = 0.6

NOT_FOUND = "main text not told from the rest of the page: the whole page is read"


def chosen(raw: str, text: str, parts: Sequence[Part]) -> tuple[list[Part], tuple[str, ...]]:
    """The parts that belong to the main text, in order, and a note where it could not be found."""
    main = _extracted(raw)
    lines = {_plain(piece) for line in main.splitlines() for piece in (line, *line.split("|"), line.lstrip("-• "))}
    whole = _plain(main)
    shingles = _shingles(main)
    inside = [_belongs(text[part.start : part.end], lines, whole, shingles) for part in parts]
    if sum(part.end - part.start for part, kept in zip(parts, inside, strict=True) if kept) < _LEAST:
        return list(parts), (NOT_FOUND,) if parts else ()
    inside = _filled(parts, inside)
    return [part for part, kept in zip(parts, inside, strict=True) if kept], ()


def _extracted(raw: str) -> str:
    """What trafilatura takes for the main text, ``""`` where it finds none."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return trafilatura.extract(raw, include_comments=False, include_tables=True, output_format="txt") or ""


def _belongs(shown: str, lines: set[str], whole: str, shingles: set[str]) -> bool:
    plain = _plain(shown)
    if len(plain) < _SHORT:
        return plain in lines
    if plain in whole:
        return True
    own = _shingles(shown)
    return bool(own) and len(own & shingles) >= _ALIKE * len(own)


def _filled(parts: Sequence[Part], inside: Sequence[bool]) -> list[bool]:
    """The choice with lists and tables kept whole, and headings kept that stand above or between what is kept."""
    kept = list(inside)
    position = 0
    for kind, group in groupby(parts, key=lambda part: part.kind):
        length = len(list(group))
        run = kept[position : position + length]
        if (kind is BlockKind.CELL and any(run)) or (kind is BlockKind.ITEM and sum(run) * 2 >= length):
            kept[position : position + length] = [True] * length
        position += length
    below = False
    for index in range(len(parts) - 1, -1, -1):
        if parts[index].kind in (BlockKind.HEADING, BlockKind.CAPTION):
            kept[index] = kept[index] or below
        else:
            below = kept[index]
    return kept


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", text.lower())


def _shingles(text: str) -> set[str]:
    """Runs of four words, in which a small difference inside a block breaks only its neighbours."""
    found = _NOT_WORD.sub(" ", text.lower()).split()
    return {" ".join(found[index : index + _SHINGLE]) for index in range(max(0, len(found) - _SHINGLE + 1))}
