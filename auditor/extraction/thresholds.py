"""Limits at which a rule sets in: ``children under 12 get in free`` is a limit of 12, not every age below it.

Two such limits are held against each other as the points they are: free under 12 and free under 15 contradict each
other, where being under 12 and being under 15 would not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.extraction.screening import Sentence
from auditor.model import Quantity

_SETS_IN = re.compile(r"(?:under|over|above|below|within|beyond|past|exceed(?:s|ed|ing)?)\b", re.I)
"""Words that say where a rule sets in; ``at most`` and ``up to`` say how much there can be."""
_RULES = re.compile(
    r"\b(?:must|may not|may only|nobody may|no one may|cannot|can['’]t|allowed|permitted|admitted|banned|barred|"
    r"prohibited|forbidden|"
    r"(?:is|are|be|gets?) (?:closed|shut|free|refunded|excluded|exempt|eligible|required|evacuated)|"
    r"closes|shuts|stops? work|gets? in|go(?:es)? free|pays?|ride free|travel free|need(?:s|ed)? a)\b",
    re.I,
)


_WHEN = re.compile(r"\b(?:when|if|once|where|as soon as|until)\b", re.I)


def threshold(sentence: Sentence, quantity: Quantity) -> Quantity:
    """The quantity as the point at which a rule sets in, where the sentence is one; else the quantity as it is."""
    start, stop = quantity.start - sentence.start, quantity.end - sentence.start
    said = _SETS_IN.match(sentence.text[start:stop])
    if quantity.modifier not in ("less", "more") or not said or not _rules(sentence.text, start, stop, said[0].lower()):
        return quantity
    end = quantity.high if quantity.low is None else quantity.low
    return replace(quantity, low=end, high=end, modifier=None)


def _rules(text: str, start: int, stop: int, word: str) -> bool:
    """Whether a rule sets in at a limit: told behind it, or before it with ``when`` between, or for a distance.

    ``The fat must exceed 48 %`` is a bound: what has to hold, not when something else does.
    """
    if _RULES.search(text, stop):
        return True
    before = next(iter(_RULES.finditer(text, 0, start)), None)
    return before is not None and (word == "within" or bool(_WHEN.search(text, before.end(), start)))
