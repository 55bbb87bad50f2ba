"""Headings that no markup declares: short lines without a full stop, with body below them."""

from __future__ import annotations

import re

from auditor.documents.furniture import section_reason

_SMALL = frozenset(
    "a an and as at by for from in into is of on or over per the to vs with without your you it are be how what why "
    "who when where which do does can".split()
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-Z])")
_UNLIKELY = re.compile(r"[%=<>|•]|\d\s+\d|\d{3}|\.\s|https?:|@|\s[-–—]\s*$")
_LABELLED = re.compile(
    r"[^:.?!]{2,40}?(?::\s{2,}|\s{2,}:\s+|\s*[:?]\s+(?=(?:no|none|yes|never|unknown)\b))\S", re.IGNORECASE
)
"""A label with what stands under it in its own line: the marks of bold are masked by spaces."""
_LONGEST = 100
_MOST_WORDS = 14
_BODY = 60
"""Characters a line must have to count as body text by its length alone."""


def is_heading(line: str, alone: bool, following: str, first: bool = False) -> bool:
    """Whether an unmarked line is a heading.

    ``alone``: blank lines on both sides.  ``following``: the next line of text, ``""`` at the end.  ``first``: the line
    opens the document.

    >>> is_heading("Signs and Symptoms", True, "The first sign is a tremor of the hands, often on one side alone.")
    True
    >>> is_heading("Tremor of the hands", True, "Stiff arms")
    False
    >>> is_heading("Cure:   none yet", True, "The doctor may give pills, a diet and exercise to those in pain.")
    False
    """
    if section_reason(line):
        return True
    if _LABELLED.match(line):
        return False
    line = _NUMBERED.sub("", line, count=1)
    if not 2 < len(line) <= _LONGEST or not (line[0].isupper() or line[0].isdigit()) or line[-1] in ".,;:!":
        return False
    words = line.split()
    if len(words) > _MOST_WORDS or _UNLIKELY.search(line) or not any(word[0].isalpha() for word in words):
        return False
    body = is_body(following) and len(following) > len(line)
    if line[-1] == "?":
        return alone or body
    if is_title_case(words):
        return (alone and bool(following)) or body
    return body and (alone or first) and len(words) <= 8


def is_body(line: str) -> bool:
    """Whether a line is running text: long, or a sentence."""
    return len(line) >= _BODY or (line[-1:] in ".:" and line.count(" ") >= 4)


def depth(line: str) -> int:
    """The level of an unmarked heading: from its number (``2.1 Diet`` is 2), else 1."""
    numbered = _NUMBERED.match(line)
    return numbered["number"].count(".") + 1 if numbered else 1


def is_title_case(words: list[str]) -> bool:
    """Whether all words but the small ones begin with a capital or a digit, and one at least is a word."""
    plain = [word.strip("\"'“”‘’()[],®™") for word in words]
    large = [word for word in plain if word and word.lower() not in _SMALL]
    return bool(large) and all(not word[0].islower() for word in large) and any(word[0].isupper() for word in large)
