"""The words before a number that bear on it: bounds, approximation, ``between``, ``from``, age."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from auditor.model import Modifier
from auditor.quantities import ages

Tag = Literal["about", "less", "more", "range", "within", "filler"]

_LISTED: dict[Tag, str] = {
    "about": "about|around|approximately|approx|approx.|roughly|nearly|almost|some|circa|c.|ca.|ca|estimated|"
    "an estimated|estimated at|estimated to be|in the region of|in the order of|on the order of|close to|near|"
    "virtually|just about|somewhere around|an approximate|more or less|just under|just over",
    "less": "up to|at most|less than|fewer than|lower than|smaller than|below|under|no more than|not more than|"
    "not exceeding|a maximum of|maximum of|maximum|as many as|as much as|as high as|as long as|as old as|"
    "no greater than|no later than|max|max.|shorter than|younger than|no higher than|"
    "no longer than|less than or equal to|fewer than or equal to|upto|no older than|well under|well below|"
    "not greater than|not longer than|no larger than",
    "more": "at least|more than|greater than|over|above|exceeding|exceeds|exceed|exceeded|no less than|not less than|"
    "no fewer than|not fewer than|a minimum of|minimum of|minimum|higher than|larger than|longer than|"
    "older than|beyond|in excess of|upwards of|upward of|at the least|min.|as few as|as little as|as low as|"
    "as early as|as young as|well over|greater than or equal to|more than or equal to|much more than|"
    "down to|better than|heavier than|taller than|surpassing|surpassed|topped|well above|bigger than|wider than|"
    "farther than|further than|past",
    "range": "between|from|ranging from|ranges from|range from|ranged from|ranging between|ranges between|"
    "range between|range of|in the range of|in the range|a range of|varies from|varying from|varies between|"
    "anywhere from|anywhere between",
    "within": "within|in under|in less than|in at most",
    "filler": "a total of|an average of|average of|the|a mean of|a median of|just|only|another|an additional|as|a|an|"
    "every|each|its|their|even|a further|a mere|mere|merely|barely|"
    "typically|usually|generally|possibly|perhaps|maybe|often",
}
_SLIGHT: dict[str, Tag] = {
    f"{by} {side}": "about"
    for by in ("a little", "slightly", "a shade", "a touch", "a bit", "marginally", "a fraction")
    for side in ("over", "under", "above", "below", "more than", "less than")
}
"""``a little over``: what is no further from a number than that is about it."""
_PHRASES: dict[str, Tag] = _SLIGHT | {phrase: tag for tag, phrases in _LISTED.items() for phrase in phrases.split("|")}
_LASTS = frozenset(phrase.split()[-1] for phrase in _PHRASES)
_OPENING = '([“"‘—–'
_SIGNS: dict[str, Tag] = {
    "<": "less",
    "≤": "less",
    "⩽": "less",
    "≦": "less",
    "≲": "less",
    ">": "more",
    "≥": "more",
    "⩾": "more",
    "≧": "more",
    "≳": "more",
    "~": "about",
    "∼": "about",
    "≈": "about",
    "≃": "about",
    "≅": "about",
    "～": "about",
}
_TOKEN = re.compile(r"\S+")
_AGE = re.compile(
    r"(?:\b(after|before|until|from|between|by|at)\s+)?(?:\bthe\s+)?\b(?:(?:mean|median|average)\s+)?age[ds]?"
    r"(?:\s+(?:of|at|range|groups?|onset|diagnosis|is|was|were|being|between|from|years|=)|:|\s*=)*\s*$",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:increas|ris|rose|fall|fell|drop|declin|decreas|reduc|gr[eo]w|chang|went|shift|jump|climb|rais|lower|expand|"
    r"shr[aiu]nk|improv|cut|doubl)\w*\s+(?:(?!by\b)\w+\s+){0,2}$",
    re.I,
)
_NOT = re.compile(
    r"(?:\b(?:not|never|cannot|nor|seldom|rarely|hardly ever)|n['’]t)(?: (?:"
    r"live|survive|be|been|has|had|(?:last|take|cost|weigh|live|need|have|fall|drop|"
    r"rise|pay|use|contain|get|become|reach|wait|stay|run|drive|measure)(?:s|d|n|ed|en)?|go|goes|gone|fell|rose|ran|"
    r"drove))? $",
    re.I,
)
_ADDS = re.compile(r"\b(?:add|sum)(?:s|ed|med|ing|ming)? $", re.I)
"""The verb whose ``up to`` is no bound: ``the bills add up to $900``."""
_BROUGHT = re.compile(
    r"\b(?:br(?:ing|ought)|c[ao]m(?:e|ing)|go(?:es|ing|ne)?|went|get|got|cut|tak(?:e|en|ing)|took|f[ae]ll(?:en|ing|s)?|"
    r"dropp?(?:s|ed|ing)?|slid|slashed|trimmed|whittled|scaled|narrowed|lowered|reduced|shr[aiu]nk|pared|wound|marked|"
    r"driven|drove|pushed|boiled|knocked|dwindled|sank) $",
    re.I,
)
"""The verb whose ``down to`` tells where a change ended: ``the limit was brought down to nine``."""
_OUTLIVES = re.compile(r"\b(?:liv|surviv)(?:e|es|ed|ing) $", re.I)
_ROUGHLY = re.compile(r"over (?:about|around|roughly|approximately)\b", re.I)
_TURNS = re.compile(
    r"(?:(?:more|less|fewer|greater|lower|higher|larger|smaller|longer|shorter|older|younger|better|heavier|taller|bigger|"
    r"wider|further|farther) than\b(?! or)|over\b|past\b|above\b|below\b|under\b|beyond\b|exceed\w*|in excess of\b)",
    re.I,
)
_TURNED: dict[Modifier | None, Modifier] = {"more": "less", "less": "more"}
_AGE_BOUNDS: dict[str, Modifier] = {"after": "more", "from": "more", "before": "less", "until": "less"}
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

    >>> lead = read("in more than about 5 cases", 19, 0)
    >>> lead.start, lead.modifier
    (3, 'more')
    """
    tags = _tags(text, start, floor)
    if tags and tags[0][0] == "filler" and _loose(text, tags[0][1], start):
        tags = [(tag, began) for tag, began in tags if tag not in ("less", "more", "within")]
    cut = next((i for i, (tag, began) in enumerate(tags) if _unbound(text, tag, began, floor)), len(tags))
    tags = tags[:cut]
    at = next((began for tag, began in reversed(tags) if tag != "filler"), start)
    kinds = [tag for tag, _ in tags if tag in ("less", "more")] + [tag for tag, _ in tags if tag == "about"]
    ranged = any(tag == "range" for tag, _ in tags)
    lead = Lead(
        at,
        kinds[0] if kinds else None,
        ranged,
        any(tag == "within" for tag, _ in tags),
        changes=ranged and not _between(text, at) and bool(_CHANGE.search(text, max(floor, at - 40), at)),
    )
    return _aged(text, _negated(text, lead, floor), floor, start)


def _between(text: str, at: int) -> bool:
    """``rise between 4 and 6 per cent``: how much it rises, and not from where to where."""
    return text[at : at + 8].lower() == "between "


def _negated(text: str, lead: Lead, floor: int) -> Lead:
    """``not exceed 75 dB`` bounds from above, ``never less than 35 hours`` from below."""
    if lead.modifier not in _TURNED or not _TURNS.match(text, lead.start):
        return lead
    found = _NOT.search(text, max(floor, lead.start - 24), lead.start)
    if not found:
        return lead
    verb = _OUTLIVES.search(text, found.start(), lead.start)
    return replace(lead, start=lead.start if verb else found.start(), modifier=_TURNED[lead.modifier])


def _tags(text: str, start: int, floor: int) -> list[tuple[Tag, int]]:
    """What the phrases before ``start`` are and where they begin, the nearest first."""
    first = max(floor, start - WIDTH)
    nearest = text[first:start].rstrip().rpartition(" ")[2].rpartition("\n")[2]
    if not nearest or not (nearest.lower().lstrip(_OPENING) in _LASTS or nearest[-1] in _SIGNS or nearest[-1] == "="):
        return []
    gap = text.rfind("\n\n", first, start)
    first = gap + 2 if gap >= 0 else first
    tokens = [(found[0], found.start()) for found in _TOKEN.finditer(text, first, start)]
    if first > floor and tokens and tokens[0][1] == first and not text[first - 1].isspace():
        tokens = tokens[1:]
    tags: list[tuple[Tag, int]] = []
    while tokens:
        tag, count, began = _step(tokens)
        if not tag:
            break
        tags.append((tag, began))
        last, place = tokens.pop()
        if count:
            del tokens[len(tokens) - count + 1 :]
        elif len(last) > 1:
            tokens.append((last[:-1], place))
    return tags


def _unbound(text: str, tag: Tag, began: int, floor: int) -> bool:
    """Whether a bound is none: ``add up to``; ``the past``; ``over about five days``, which tells how long it took."""
    near = max(floor, began - 14), began
    if tag == "less":
        return text.startswith("up to", began) and bool(_ADDS.search(text, *near))
    if tag == "more" and text[began : began + 7].lower() == "down to":
        return bool(_BROUGHT.search(text, *near))
    if tag == "more" and text[began : began + 5].lower() == "past ":
        return not _OUTLIVES.search(text, max(floor, began - 12), began)
    return tag == "more" and bool(_ROUGHLY.match(text, began))


def _loose(text: str, began: int, start: int) -> bool:
    """``over the 9-year period``: an article between the bound and the number makes it a stretch of time."""
    return text[began:start].lower().split()[:1] in (["the"], ["a"], ["an"], ["its"], ["their"], ["every"], ["each"])


def _step(tokens: list[tuple[str, int]]) -> tuple[Tag | None, int, int]:
    """The tag of the phrase or sign that ends ``tokens``, how many tokens it takes (0: a sign), where it starts."""
    last, place = tokens[-1]
    if last[-1] in _SIGNS:
        return _SIGNS[last[-1]], 0, place + len(last) - 1
    if last[-2:] in ("<=", ">="):
        return _SIGNS[last[-2]], 1, place + len(last) - 2
    if last.lower().lstrip(_OPENING) not in _LASTS:
        return None, 0, 0
    for count in (5, 4, 3, 2, 1):
        if count > len(tokens):
            continue
        words = [token for token, _ in tokens[-count:]]
        opening = len(words[0]) - len(words[0].lstrip(_OPENING))
        words[0] = words[0][opening:]
        tag = _PHRASES.get(" ".join(words).lower())
        if tag:
            return tag, count, tokens[-count][1] + opening
    return None, 0, 0


def _aged(text: str, lead: Lead, floor: int, number: int) -> Lead:
    """``lead`` with what the word age before it says: ``after age 40``, ``aged``, ``mean age of``."""
    first = max(floor, lead.start - 60)
    found = _AGE.search(text, first, lead.start) if "age" in text[first : lead.start].lower() else None
    if not found:
        return replace(lead, aged=True) if ages.stated(text, number) else lead
    word, began = (found[1] or "").lower(), found.start()
    tags = [] if word else [(tag, at) for tag, at in _tags(text, began, floor) if tag in ("about", "less", "more")]
    if tags:
        tag, began = tags[0]
        hedge: Modifier = "about" if tag == "about" else "less" if tag == "less" else "more"
        return Lead(began, hedge, lead.between, False, True)
    bound = _AGE_BOUNDS.get(word, lead.modifier)
    start = began if word in _AGE_BOUNDS or word == "between" else lead.start
    return Lead(start, bound, lead.between or word == "between", lead.within, True, lead.changes)
