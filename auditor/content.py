"""The content words of a text: what tells one statement from another, by their roots."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from auditor.cues import stem
from auditor.thesaurus import root

Words: TypeAlias = frozenset[str]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    "a an the of in on at to for from by with and or but is are was were be been being has have had having do does did "
    "no not that this these those it its as than about around approximately per who which what when where there will "
    "would can could may might also only into their they he she his her him them we our you your i my me us if then so "
    "such other another any some many most more less least much very often usually sometimes one two three four five "
    "six seven eight nine ten both each every all several few own same between among during through over under after "
    "before within without because since while although though however how up down out off just even still now yet "
    "nearly almost roughly according total number amount figure".split()
)
"""Function words, and words that stand beside any figure."""
_IDLE = _SMALL | {stem(word) for word in _SMALL}


@lru_cache(maxsize=16384)
def words(text: str) -> Words:
    """The roots of the content words of a text.

    >>> sorted(words("Polling stations opened at 8"))
    ['open', 'poll', 'stat']
    """
    found = ((word.lower(), stem(word)) for word in _WORD.findall(text))
    return frozenset(root(stemmed) for word, stemmed in found if word not in _IDLE and stemmed not in _IDLE)
