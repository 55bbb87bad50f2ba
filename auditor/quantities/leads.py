"""The words before a number that bear on it: bounds, approximation, ``between``, ``from``, age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from auditor.model import Modifier

Tag = Literal["about", "less", "more", "range", "within", "age", "filler", "reach"]

_PHRASES: dict[str, Tag] = {}
for _tag, _list in {
    "about": "about|around|approximately|approx|approx.|roughly|nearly|almost|some|circa|c.|ca.|ca|estimated|an estimated|"
             "estimated at|estimated to be|in the region of|in the order of|on the order of|close to|near|virtually|"
             "just about|somewhere around|an approximate|up around|more or less|just under|just over",
    "less": "up to|at most|less than|fewer than|lower than|smaller than|below|under|no more than|not more than|"
            "not exceeding|a maximum of|maximum of|maximum|as many as|as much as|as high as|as long as|as old as|"
            "no greater than|no later than|not to exceed|max|max.|shorter than|younger than|down to|no higher than|"
            "no longer than|less than or equal to|fewer than or equal to|upto|no older than|well under|well below|"
            "not greater than|a limit of|limited to",
    "more": "at least|more than|greater than|over|above|exceeding|exceeds|exceed|exceeded|no less than|not less than|no fewer than|"
            "not fewer than|a minimum of|minimum of|minimum|higher than|larger than|longer than|older than|beyond|"
            "in excess of|upwards of|upward of|at the least|min.|as few as|as little as|as low as|as early as|as young as|"
            "well over|greater than or equal to|more than or equal to|much more than|better than|heavier than|taller than|"
            "older then|not under|surpassing|surpassed|topped|well above|bigger than|wider than|farther than|further than",
    "range": "between|from|ranging from|ranges from|range from|ranged from|ranging between|ranges between|range between|"
             "range of|in the range of|in the range|a range of|varies from|varying from|varies between|anywhere from|"
             "anywhere between",
    "within": "within|in under|in less than|in at most",
    "filler": "a total of|an average of|average of|the|a mean of|a median of|just|only|another|an additional|as|a|an|"
              "every|each|its|their|even|a further|typically|usually|generally|possibly|perhaps|maybe|often",
}.items():
    for _phrase in _list.split("|"):
        _PHRASES[_phrase] = _tag  # type: ignore[assignment]
_SIGNS: dict[str, Tag] = {"<": "less", "≤": "less", "⩽": "less", "≦": "less", "≲": "less", ">": "more", "≥": "more",
                          "⩾": "more", "≧": "more", "≳": "more", "~": "about", "∼": "about", "≈": "about", "≃": "about",
                          "≅": "about", "～": "about"}
_TOKEN = re.compile(r"\S+")
_AGE = re.compile(
    r"(?:\b(after|before|until|by|over|under|above|below|from|since|beyond|than|between)\s+)?(?:the\s+)?"
    r"\b(?:(?:mean|median|average)\s+)?age[ds]?"
    r"(?:\s+(?:of|at|range|groups?|onset|diagnosis|is|was|were|being|between|from|years|=)|:|\s*=)*\s*$", re.I)
_CHANGE = re.compile(r"\b(?:increas|ris|rose|fall|fell|drop|declin|decreas|reduc|gr[eo]w|chang|went|shift|jump|climb|rais|"
                     r"lower|expand|shr[aiu]nk|improv|cut|doubl)\w*\s+(?:\w+\s+){0,2}$", re.I)
_AGE_BOUNDS: dict[str, Modifier] = {"after": "more", "over": "more", "above": "more", "beyond": "more", "from": "more",
                                    "before": "less", "under": "less", "below": "less", "until": "less"}
WIDTH = 52


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a number: where it starts, and what it says of the number."""

    start: int
    modifier: Modifier | None = None
    between: bool = False
    within: bool = False
    aged: bool = False
    changes: bool = False


def read(text: str, start: int, floor: int) -> Lead:
    """The lead of the number at ``start``; it does not reach back beyond ``floor``.

    >>> read("in more than about 5 cases", 19, 0)
    Lead(start=3, modifier='more', between=False, within=False, aged=False, changes=False)
    """
    left = text[max(floor, start - WIDTH):start]
    shift = start - len(left)
    tokens = [(found[0], shift + found.start()) for found in _TOKEN.finditer(left)]
    if shift > floor and tokens and shift > 0 and not text[shift - 1].isspace() and not left[0].isspace():
        tokens = tokens[1:]
    at, tags = start, []
    while tokens:
        tag, count, began = _step(tokens)
        if not tag:
            break
        tokens = tokens[:len(tokens) - count] if count else [*tokens[:-1], (tokens[-1][0][:-1], tokens[-1][1])]
        if tokens and not tokens[-1][0]:
            tokens = tokens[:-1]
        tags.append((tag, began))
    bounds = [tag for tag, _ in tags if tag in ("less", "more")]
    for tag, began in tags:
        if tag != "filler":
            at = began
    if bounds and tags[0][0] == "filler" and _loose(text, tags, start):
        bounds, at = [], start
    modifier: Modifier | None = bounds[0] if bounds else ("about" if any(tag == "about" for tag, _ in tags) else None)
    ranged = any(tag == "range" for tag, _ in tags)
    lead = Lead(at, modifier, ranged, any(tag == "within" for tag, _ in tags),
                changes=ranged and bool(_CHANGE.search(text[max(floor, at - 40):at])))
    return _aged(text, lead, floor)


def _loose(text: str, tags: list[tuple[Tag, int]], start: int) -> bool:
    """``over the 9-year period``: an article between the bound and the number makes it a stretch of time."""
    last = text[tags[0][1]:start].split()
    return bool(last) and last[0].lower() in ("the", "a", "an", "its", "their", "every", "each")


def _step(tokens: list[tuple[str, int]]) -> tuple[Tag | None, int, int]:
    """The tag of the phrase or sign that ends ``tokens``, how many tokens it takes (0: one sign) and where it starts."""
    last, place = tokens[-1]
    if last and last[-1] in _SIGNS:
        return _SIGNS[last[-1]], 0, place + len(last) - 1
    if last[-1:] == "=" and len(last) > 1 and last[-2] in "<>":
        return _SIGNS[last[-2]], 1, place + len(last) - 2
    for count in (5, 4, 3, 2, 1):
        if count > len(tokens):
            continue
        words = [token for token, _ in tokens[-count:]]
        opening = len(words[0]) - len(words[0].lstrip("([“\"‘—–"))
        words[0] = words[0][opening:]
        tag = _PHRASES.get(" ".join(words).lower())
        if tag:
            return tag, count, tokens[-count][1] + opening
    return None, 0, 0


def _aged(text: str, lead: Lead, floor: int) -> Lead:
    """``lead`` with what the word age before it says: ``after age 40``, ``aged``, ``mean age of``."""
    first = max(floor, lead.start - 60)
    if "age" not in text[first:lead.start].lower():
        return lead
    found = _AGE.search(text[first:lead.start])
    if not found:
        return lead
    word = (found[1] or "").lower()
    bound = _AGE_BOUNDS.get(word, lead.modifier)
    start = first + found.start() if word in _AGE_BOUNDS or word == "between" else lead.start
    return Lead(start, bound, lead.between or word == "between", lead.within, True, lead.changes)
