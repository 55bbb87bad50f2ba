"""Patterns of stock phrases, tried only where a word that each of their matches holds stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hinted:
    """A pattern with its ``hints``: every match holds one of them, to the letter.

    Most sentences hold none, and a look for some words takes a tenth of the time of a search by the pattern.
    """

    pattern: re.Pattern[str]
    hints: tuple[str, ...]

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """The matches in a text.

        >>> [found.group() for found in hinted("lack", r"lacks? [a-z]+").finditer("it lacks depth")]
        ['lacks depth']
        """
        for hint in self.hints:
            if hint in text:
                return self.pattern.finditer(text)
        return ()


def hinted(hints: str, pattern: str) -> Hinted:
    """A pattern with the hints that ``|`` parts."""
    return Hinted(re.compile(pattern), tuple(hints.split("|")))
