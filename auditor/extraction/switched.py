"""What was switched on or off while a figure held: ``30 hours with Wi-Fi on`` and ``36 hours with it off`` are two."""

from __future__ import annotations

import re

from auditor.extraction.screening import Sentence, labels

_STATE = re.compile(
    r"(?:\b(?:with|when|while)\s+(?:the\s+|its\s+)?|,\s+)(?P<name>[A-Za-z][A-Za-z-]*)\s+"
    r"(?:is\s+|was\s+|switched\s+|turned\s+)?(?P<state>on|off|enabled|disabled)(?=\s*[,.;:)|]|\s+(?:and|or|but)\b|\s*$)",
    re.IGNORECASE,
)
_STATES = {"on": "running", "enabled": "running", "off": "disabled", "disabled": "disabled"}
_PRONOUNS = frozenset({"it", "this", "that", "them"})


def switched(sentence: Sentence, start: int, end: int) -> str:
    """What ran or was off where a figure stands from ``start`` to ``end`` (offsets into the document), or nothing.

    The nearest state in the figure's part of the sentence counts, else the one in the label above it.
    """
    first, last = _part(sentence.text, start - sentence.start, end - sentence.start)
    found: list[tuple[int, str]] = []
    name = ""
    for match in _STATE.finditer(sentence.text):
        said = match["name"].replace("-", "").lower()
        name = name if said in _PRONOUNS else said
        if first <= match.start() < last and name:
            away = max(match.start() - (end - sentence.start), (start - sentence.start) - match.end(), 0)
            found.append((away, f"{name} {_STATES[match['state'].lower()]}"))
    if found:
        return min(found)[1]
    above = _STATE.search(labels(sentence.block)[0])
    return f"{above['name'].replace('-', '').lower()} {_STATES[above['state'].lower()]}" if above else ""


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence, between semicolons, that holds a stretch."""
    before, after = text.rfind(";", 0, start), text.find(";", end)
    return before + 1, after if after >= 0 else len(text)
