"""A statement as a person would have typed it: the spaces that a tokeniser left around its marks are taken out."""

from __future__ import annotations

import re

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"``|''", '"'),
        (r"[‘’`´]", "'"),
        (r"\(\s*\[[^\]]{0,80}\]\s*;?\s*", "("),  # how a name is spoken
        (r"-LRB-", "("),
        (r"-RRB-", ")"),
        (r"\s+", " "),
        (r"(?<=\w) ' (s|S|re|ve|ll|d|m|t)\b", r"'\1"),
        (r"(?<=\w) (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1"),
        (r"(?<=\ws) '(?= )", "'"),
        (r" ([,;:!?)\]%])(?! ?\d+ ?(?:[:)]|$))", r"\1"),
        (r" (%)", r"\1"),
        (r" (,)(?= \d)", r"\1"),
        (r"([(\[]) ", r"\1"),
        (r" \.(?= |$)", "."),
        (r"([$£€¥]) (?=\d)", r"\1"),
        (r"(?<=\d) - (?=[a-z])", "-"),
        (r" -- | -(?= )", " – "),
    )
)


def tidy(text: str) -> str:
    """``text`` on one line, marks joined to their words; what was typed without spaces stays as it is.

    >>> tidy("Ada 's shop ( open since March 3 , 1994 ) sold 40 % of its stock for $ 300 .")
    "Ada's shop (open since March 3, 1994) sold 40% of its stock for $300."
    """
    for pattern, by in _STEPS:
        text = pattern.sub(by, text)
    return text.strip()
