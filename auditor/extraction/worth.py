"""Which quantities can be claims at all: figures of fact, not pronouns, examples or asides."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.extraction.screening import Sentence, parts
from auditor.extraction.times import EVENT, age_group, heads
from auditor.model import BlockKind, Quantity
from auditor.units import dimension

_EXAMPLE = re.compile(r"^(?:for (?:example|instance)|e\.g\.|suppose|imagine|let us|let's|say,)", re.IGNORECASE)
_CALLS = re.compile(
    r"\b(?:pages?|versions?|issue|volume|number|no|id|ref(?:erence)?s?|sources?|notes?|room|phone|tel|telephone|fax|code|postcode|zip|"
    r"chapter|part|step|rev|revision|form|line|grade|class|contact|port)\W*:$",
    re.IGNORECASE,
)
"""Labels whose number only calls something."""
_NUMBERED = re.compile(r"\d{5,}(?:, \d{5,})+")
"""Numbers in a row that are written without separators: entries of a catalogue."""
_DATELINE = re.compile(
    r"^\W*(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? [a-z]+|[a-z]+ \d{1,2}),? "
    r"\d{4}\W*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that only says of which day a page is."""
_ABOUT_PAGE = re.compile(
    r"(?:^|[.;|*·(]\s*)\W*(?:(?:this|the) (?:page|sheet|leaflet|article) (?:was|is) )?(?:last |next |medically |page )*"
    r"(?:review(?:ed)?|updated?|modified|revised|prepared|printed|accessed|retrieved)(?: date)?(?: (?:is )?due)?"
    r"(?:,? (?:on|in|by))?:?\W+(?:[a-z]+ )?(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:[a-z]+,? )?\d{4}\b",
    re.IGNORECASE,
)
"""When a page was written or looked over, or will be: of the page, not of its subject."""
_ENDS = frozenset({"", ".", ",", ";", "("})
_LARGE = Decimal(100)
_SHORT = 8


def worth(sentence: Sentence, quantity: Quantity) -> str:
    """Why a quantity makes no claim, or an empty string where it may make one."""
    if sentence.question:
        return "stands in a question"
    if _EXAMPLE.match(sentence.text):
        return "stands in an example"
    kind = dimension(quantity.unit or "")
    if kind == "date" and any(_within(pattern, sentence, quantity) for pattern in (_DATELINE, _ABOUT_PAGE)):
        return "is the day of the page"
    if not quantity.unit and _within(_NUMBERED, sentence, quantity):
        return "is one of a row of catalogue numbers"
    point = quantity.low is not None and quantity.low == quantity.high and quantity.modifier is None
    at = next((i for i, t in enumerate(sentence.tokens) if t.start == quantity.start), 0)
    if not quantity.unit and not _listed(sentence, quantity) and not _bare(sentence, quantity, at):
        return "has no unit and counts nothing"
    if kind == "count" and point and quantity.low == 1 and not _listed(sentence, quantity):
        return "counts one of something in passing"
    return ""


def _within(pattern: re.Pattern[str], sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a quantity stands inside of what a pattern finds in its sentence."""
    start, end = quantity.start - sentence.start, quantity.end - sentence.start
    return any(found.start() <= start and end <= found.end() for found in pattern.finditer(sentence.text))


def _listed(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the figure stands alone in a cell, or right behind a label: ``Stages: 5``, ``Plants: 11, of which``."""
    block = sentence.block
    if block.kind is BlockKind.CELL:
        return True
    if block.kind is BlockKind.ITEM and bool(block.label) and len(sentence.tokens) <= _SHORT:
        return True
    before = sentence.text[: quantity.start - sentence.start].rstrip()
    behind = sentence.text[quantity.end - sentence.start :].lstrip(" *")
    labelled = bool(block.label) and sentence.index == 0 and before.endswith(":")
    return labelled and not _CALLS.search(before) and behind[:1] in _ENDS


def _bare(sentence: Sentence, quantity: Quantity, at: int) -> bool:
    """Whether a number without a noun still counts: ``some 31,000 in 2018``, ``of whom 19 ...``; names are none."""
    before = sentence.tokens[at - 1] if at else None
    named = before is not None and at > 1 and before.word[:1].isupper()
    if named:
        return False
    if quantity.modifier is not None or quantity.low != quantity.high:
        return True
    return (quantity.low or Decimal(0)) >= _LARGE or (before is not None and before.word.lower() == "whom")


def qualifies(sentence: Sentence, index: int) -> bool:
    """Whether a figure only says which share, rate or count is meant: ``5 % live over 10 years``."""
    quantity = sentence.quantities[index]
    kind = dimension(quantity.unit or "")
    places = {t.quantity: i for i, t in enumerate(sentence.tokens) if t.quantity >= 0}
    at = places[index]
    shares = [other for other in range(index) if sentence.quantities[other].unit in SHARES]
    if any(age_group(sentence, places[other])[1] == at for other in shares):
        return True
    return kind == "time" and any(_limits(sentence, places[other], at) for other in shares)


SHARES = frozenset({"percent", "per 100000"})
_SETS = frozenset({"in", "during", "for", "by"})
_CLAUSES = frozenset({"and", "but", "while", "so"})
_CLAUSE = 3
"""So many words behind a year that opens a sentence are a clause of their own."""


def dates(sentence: Sentence, index: int, events: frozenset[int] = frozenset()) -> bool:
    """Whether a year only says when another figure of the sentence held: ``31,000 in 2018``.

    ``events`` are the tokens of words such as ``opened`` and ``began``: a year near one of them is the event's own.
    """
    if dimension(sentence.quantities[index].unit or "") != "date":
        return False
    places = {t.quantity: i for i, t in enumerate(sentence.tokens) if t.quantity >= 0}
    if any(abs(places[index] - event) <= EVENT for event in events):
        return False
    return any(_dates(sentence, places[other], places[index]) for other in places if other != index)


def _begins_anew(sentence: Sentence, year: int, figure: int) -> bool:
    """Whether another clause holds the figure: ``In 2007 a flood closed the field, and some 3,000 were moved``."""
    said = [t.word for t in sentence.tokens[year + 1 : figure]]
    ends = [at for at, word in enumerate(said[:-1]) if word == ";" or (word == "," and said[at + 1] in _CLAUSES)]
    return any(at >= _CLAUSE for at in ends)


def _limits(sentence: Sentence, share: int, at: int) -> bool:
    between = sentence.tokens[share + 1 : at]
    return len(between) <= 12 and not any(parts(t) or t.word in {",", "(", ")"} or t.quantity >= 0 for t in between)


def _dates(sentence: Sentence, figure: int, at: int) -> bool:
    """Whether a year right behind a figure, or opening its sentence, is when the figure held: ``31,000 in 2018``."""
    words = sentence.tokens
    if words[figure].quantity < 0:
        return False
    held = sentence.quantities[words[figure].quantity]
    if dimension(held.unit or "") == "date" or worth(sentence, held):
        return False
    between = words[figure + 1 : at]
    if figure < at:
        return (
            len(between) <= 4
            and bool(between)
            and between[-1].word.lower() in _SETS
            and not any(parts(t) for t in between)
        )
    if heads(sentence, at, figure):
        return True
    return at == 1 and words[0].word.lower() in _SETS and not _begins_anew(sentence, at, figure)
