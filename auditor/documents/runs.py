"""Lists that a scraped page has flattened into one paragraph: frequency tables and inline bullets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from auditor.documents.outline import Part, trimmed, words
from auditor.model import BlockKind

_WORD = r"[\w'’/()+.-]*[\w'’/)+]"
# What an entry states: a share, a range of shares, a count of a count - or a dash where nothing is known.
_AMOUNT = r"(?:[<>~≤≥]?\s?\d{1,3}(?:[.,]\d+)?\s?%?(?:\s?[-–]\s?\d{1,3}(?:[.,]\d+)?)?\s?%|\d{1,4}/\d{1,4}|[-–—])"
_ENTRY = re.compile(
    rf"[ \t]*(?P<entry>(?P<words>[A-Z]{_WORD}(?:,? {_WORD}){{0,9}}?)\s(?P<amount>{_AMOUNT}))(?=[\s,;]|$)[,;]?"
)
# The words before the first entry run on without a stop: its own are its last capitalised one and what follows.
_FIRST = re.compile(
    rf"(?P<entry>(?P<words>[A-Z]{_WORD}(?: (?:[a-z0-9(]{_WORD}|[A-Z]{{2,}}\d*|\d+)){{0,9}}?)"
    rf"\s(?P<amount>{_AMOUNT}))(?=[\s,;]|$)[,;]?"
)
_HINT = re.compile(r"%\s+[A-Z]|\w [-–—] [A-Z]|\d/\d+ [A-Z]|[ \t]{2}[-–—*][ \t]|[•▪◦‣●]")
_BULLET = re.compile(r"(?:(?<=[ \t]{2})[-–—*]|(?<=\s)[•▪◦‣●])[ \t]+(?=\S)")
_GAP = re.compile(r"[ \t]{3,}(?=[A-Z\"“])")
_SENTENCE_END = re.compile(r"[.!?]\s")
_SIGNS = ("%", " - ", " – ", " — ", "/", "* ", "•", "▪", "◦", "‣", "●")
_LEAST = 3
_SHORTEST = 12

Entry: TypeAlias = tuple[int, Part, int]
"""An item of a run, between where its mark or words begin and where the next may begin."""


def split_runs(text: str, part: Part) -> list[Part]:
    """``part`` cut at the lists inside it: items for their entries, paragraphs around them; unchanged where none is."""
    if part.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or part.end - part.start < _SHORTEST:
        return [part]
    piece = text[part.start : part.end]
    if not any(sign in piece for sign in _SIGNS) or not _HINT.search(piece):
        return [part]
    entries = _frequencies(text, part) or _bullets(text, part)
    if not entries:
        return [part]
    pieces: list[Part] = []
    done = part.start
    for start, entry, end in entries:
        pieces += _paragraph(text, part, done, start)
        pieces.append(entry)
        done = end
    return pieces + _paragraph(text, part, done, part.end)


def _paragraph(text: str, part: Part, start: int, end: int) -> list[Part]:
    start, end = trimmed(text, start, end)
    return [replace(part, start=start, end=end)] if start < end else []


def _frequencies(text: str, part: Part) -> list[Entry]:
    """Entries of runs such as ``Headache 90% Dry mouth 50% Rash - Cough -``."""
    found: list[Entry] = []
    position = part.start
    while first := _FIRST.search(text, position, part.end):
        run = [first]
        while entry := _ENTRY.match(text, run[-1].end(), part.end):
            if _SENTENCE_END.search(entry["words"]):
                break
            run.append(entry)
        if len(run) >= _LEAST:
            found += [(entry.start(), _item(entry), entry.end()) for entry in run]
        position = run[-1].end()
    return found


def _item(entry: re.Match[str]) -> Part:
    return Part(BlockKind.ITEM, entry.start("entry"), entry.end("entry"), label=words(entry["words"]))


def _bullets(text: str, part: Part) -> list[Entry]:
    """Entries of runs such as ``They notice    -  falls    -  cramps      In time ...``: two bullets at least."""
    marks = list(_BULLET.finditer(text, part.start, part.end))
    if len(marks) < 2:
        return []
    intro = words(text[part.start : marks[0].start()])
    label = _SENTENCE_END.split(intro)[-1].rstrip(" :") if intro else part.label
    found: list[Entry] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        limit = following.start() if following else part.end
        if following is None and (gap := _GAP.search(text, mark.end(), limit)):
            limit = gap.start()
        start, end = trimmed(text, mark.end(), limit)
        if start < end:
            found.append((mark.start(), Part(BlockKind.ITEM, start, end, label=label), limit))
    return found
