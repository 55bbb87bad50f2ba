"""Names of people, as a text writes them: words with capitals, right behind what was done by them or for them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extraction.clauses import Line
from auditor.extraction.screening import Sentence

Name = tuple[str, int, int]
"""A name with the first and the last of its tokens."""
DEEDS = frozenset("describ nam discover ascrib honor honour eponym identify recogniz recognis coin report".split())
"""Stems of what people do for a disease: a cue with one of them is answered by a person."""
REACH = 12
"""How many words may stand between a cue and the first name."""
_PARTICLES = frozenset("de da di du van von der den la le el al bin ibn ter".split())
_TITLES = frozenset("Dr Drs Prof Professor Sir Lord Doctor".split())
_BETWEEN = frozenset([",", "and", ".", "Dr", "Drs", "Prof", "Sir"])


def persons(sentence: Sentence, line: Line, cues: Sequence[tuple[int, int]]) -> list[Name]:
    """The people that follow a cue in its clause: a first run of capitalised words, and those joined to it."""
    for first, last in cues:
        stop = min(line.clause(first).stop, last + 1 + REACH)
        at = last + 1
        found: list[Name] = []
        while at < stop and line.tokens[at].word not in {";", "(", "who", "which"}:
            end = _run(line, at)
            if end - at > 1 or (end > at and at == last + 1 and line.tokens[at].word not in _TITLES):
                found.append((_text(sentence, line, at, end), at, end - 1))
                at, stop = end, _joined(line, end)
            else:
                at = max(end, at + 1)
        if found:
            return found
    return []


def _run(line: Line, at: int) -> int:
    """Where the run of capitalised words, initials and particles that begins at ``at`` ends."""
    words, end = line.tokens, at
    while end < len(words):
        word = words[end].word
        initial = word == "." and end > at and len(words[end - 1].word) == 1
        if not (_capital(word) or initial or (word in _PARTICLES and end > at)):
            break
        end += 1
    while end > at and not _capital(words[end - 1].word):
        end -= 1
    return end


def _capital(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or word[1:] != word[1:].upper())


def _joined(line: Line, end: int) -> int:
    """How far further names may stand that a comma or ``and`` joins to the one that ends at ``end``."""
    at = end
    while at < len(line.tokens) and line.tokens[at].word in _BETWEEN:
        at += 1
    return min(at + 1, len(line.tokens)) if at > end else end


def _text(sentence: Sentence, line: Line, first: int, end: int) -> str:
    said = sentence.text[line.tokens[first].start - sentence.start : line.tokens[end - 1].end - sentence.start]
    return " ".join(said.split()).removesuffix("'s").removesuffix("’s")
