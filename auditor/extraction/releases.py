"""Release numbers as a sentence names them: ``2.6.1``, ``v3.0``, ``1.0rc2``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extraction.clauses import Line
from auditor.extraction.screening import Sentence

_RELEASE = re.compile(
    r"(?<![\w.$€£/-])[vV]?(\d{1,4}(?:\.\d{1,5}){1,3})(?:\.?((?:a|b|rc|dev|post)\d{1,3}))?(?!\w|\s*%|[.,/-]\w)"
)
"""At least two numbers with a point between; calendar releases (2026.6) are some as well."""
_REACH = 6
"""So many tokens may stand between a cue and its number."""
_BETWEEN = re.compile(r"[\s*`]*(?:of\s+[\w-]+\s*)?(?:is|:|,|\(|=)?[\s*`(]*")
"""What may: ``latest release of Tallow is 2.6.1``; another name before the figure makes it that one's."""


def release(sentence: Sentence, line: Line, cues: Sequence[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """The number next behind each cue, in its clause and without another name between, with its first and last token.

    ``2.6`` and ``2.6.0`` are one release by the usual reckoning (PEP 440), so idle zeros at the end are left out.
    """
    found: dict[str, tuple[str, int, int]] = {}
    for first, last in cues:
        behind = line.tokens[last].end - sentence.start
        match = _RELEASE.search(sentence.text, behind)
        if match is None or not _BETWEEN.fullmatch(sentence.text, behind, match.start()):
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        at = [index for index, token in enumerate(line.tokens) if token.start < end and start < token.end]
        if at and at[0] - last <= _REACH and line.part[at[0]] == line.part[first]:
            name = _spare(match[1]) + (match[2] or "")
            found[name] = (name, at[0], at[-1])
    return list(found.values())


def _spare(number: str) -> str:
    """A number without idle zeros at its end; two parts are kept.

    >>> _spare("2.6.0"), _spare("3.0.0"), _spare("2.10")
    ('2.6', '3.0', '2.10')
    """
    parts = number.split(".")
    while len(parts) > 2 and int(parts[-1]) == 0:
        parts.pop()
    return ".".join(parts)
