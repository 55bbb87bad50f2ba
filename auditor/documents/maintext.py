"""The main text of a page: trafilatura says which words belong to it, the page's own blocks keep their structure."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from auditor.documents.headings import is_body
from auditor.documents.outline import Part, words
from auditor.documents.regions import Regions, Spans
from auditor.model import BlockKind

_NOT_WORD = re.compile(r"[\W_]+")
_SHORT = 15
"""Letters and digits below which a block must be a line of the main text, not only occur in it."""
_LEAST = 200
_SHINGLE = 4
_ALIKE = 0.6
_LONGEST_GAP = 40
_MENU = 0.5
"""Where links make up so much of a part, it leads elsewhere."""
_HEADS = (BlockKind.HEADING, BlockKind.CAPTION)

NOT_FOUND = "main text not told from the rest of the page: the whole page is read"


def chosen(
    raw: str, text: str, parts: Sequence[Part], regions: Regions, links: Spans
) -> tuple[list[Part], tuple[str, ...]]:
    """The parts that belong to the main text, in order, and a note where it could not be found.

    Of what trafilatura leaves out, lists, tables and sentences between two parts that it keeps are kept too, and boxes
    of facts; of what it takes, what the page itself calls its comments, teasers or side bar is not.  ``links`` are
    the stretches that lead elsewhere.
    """
    main = _extracted(raw)
    lines = {_plain(piece) for line in main.splitlines() for piece in (line, *line.split("|"), line.lstrip("-• "))}
    whole = _plain(main)
    shingles = _shingles(main)
    inside = [_belongs(text[part.start : part.end], lines, whole, shingles) for part in parts]
    if sum(part.end - part.start for part, kept in zip(parts, inside, strict=True) if kept) < _LEAST:
        beside = [regions.beside.holds(part.start) for part in parts]
        return [part for part, out in zip(parts, beside, strict=True) if not out or all(beside)], (
            (NOT_FOUND,) if parts else ()
        )
    inside = _without(parts, inside, regions)
    inside = _headed(parts, _bridged(text, parts, _filled(parts, inside), regions, links))
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
    """The choice with lists and tables kept whole."""
    kept = list(inside)
    position = 0
    for kind, group in groupby(parts, key=lambda part: part.kind):
        length = len(list(group))
        run = kept[position : position + length]
        if (kind is BlockKind.CELL and any(run)) or (kind is BlockKind.ITEM and sum(run) * 2 >= length):
            kept[position : position + length] = [True] * length
        position += length
    return kept


def _without(parts: Sequence[Part], inside: Sequence[bool], regions: Regions) -> list[bool]:
    """The choice without what stands beside the article, unless that is most of it, and with its boxes of facts."""
    beside = [kept and regions.beside.holds(part.start) for part, kept in zip(parts, inside, strict=True)]
    lengths = [part.end - part.start if kept else 0 for part, kept in zip(parts, inside, strict=True)]
    if 2 * sum(length for length, out in zip(lengths, beside, strict=True) if out) < sum(lengths):
        inside = [kept and not out for kept, out in zip(inside, beside, strict=True)]
    return [
        kept or (regions.facts.holds(part.start) and not regions.beside.holds(part.start))
        for part, kept in zip(parts, inside, strict=True)
    ]


def _bridged(text: str, parts: Sequence[Part], inside: Sequence[bool], regions: Regions, links: Spans) -> list[bool]:
    """The choice with what stands between two kept parts and is no menu: items, cells, and sentences."""
    kept = list(inside)
    body = [index for index, part in enumerate(parts) if inside[index] and part.kind is not BlockKind.HEADING]
    title = next((index for index, part in enumerate(parts) if _is_title(part)), len(parts))
    for index in range(title, body[0] if body else title):
        kept[index] = kept[index] or (bool(parts[index].label) and not regions.beside.holds(parts[index].start))
    for above, below in pairwise(body):
        gap = [each for each in range(above + 1, below) if not inside[each] and parts[each].kind not in _HEADS]
        if len(gap) > _LONGEST_GAP or any(regions.beside.holds(parts[each].start) for each in gap):
            continue
        for each in gap:
            part = parts[each]
            if links.share(part.start, part.end) < _MENU and (
                part.kind is not BlockKind.PARAGRAPH or is_body(words(text[part.start : part.end]))
            ):
                kept[each] = True
    return kept


def _is_title(part: Part) -> bool:
    return part.kind is BlockKind.HEADING and part.level == 1


def _headed(parts: Sequence[Part], inside: Sequence[bool]) -> list[bool]:
    """The choice with the headings and captions that stand above or between what is kept."""
    kept = list(inside)
    below = False
    for index in range(len(parts) - 1, -1, -1):
        if _is_title(parts[index]):
            kept[index] = True
        elif parts[index].kind in _HEADS:
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
