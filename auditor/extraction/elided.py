"""Numbers whose noun is said before them: ``of whom 19 stayed``, ``31 boats, 12 with sails``, ``sold 9 and kept 4``.

And amounts that are told of a period: ``10 mg a day`` is ten milligrams, per day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Quantity
from auditor.quantities.nouns import singular
from auditor.units import dimension

_HEDGE = r"(?: (?:only|just|some|about|around|nearly|almost|at least|up to))?"
_OF_WHOM = re.compile(
    rf"(?:(?P<noun>[a-z]{{3,}}), )?\b(?:of|among) (?:whom|which|them|these|those)(?: there (?:are|were))?,?{_HEDGE} $",
    re.I,
)
_OF_THEM = re.compile(r" of (?:them|whom|which)\b")
_PEOPLE = re.compile(r" (?:of us\b|(?:dead|injured|wounded|homeless|hurt|killed|missing)\b(?! [a-z]*s\b))", re.I)
"""What only people are: ``left 43 dead``."""
_ENDS = re.compile(r"[;:\n—–]|--")
"""What a noun does not reach over."""
_DO = re.compile(
    r" (?:are|were|have|had|will|would|did|do|can|could|may|might|must|came|went|died?|survived?|remain(?:ed)?|"
    r"stay(?:ed)?|left|passed|failed|voted|opened|closed)\b"
)
_APART = re.compile(r"(?:[,;:(] ?|\b(?:and|but|plus) )(?:(?:only|just|another) )?$")
_WITH = re.compile(
    r" (?:with|without|from|in|on|for|by|under|at|outside|aboard)\b(?! (?:all|total|number|particular)\b)"
)
_PARALLEL = re.compile(
    r"(?: (?:in|on|at|for|with|without|from|under) (?:[a-z-]+ ){1,3}(?:and|but|or)|,? (?:or|but)(?: only| just)?) \Z",
    re.I,
)
"""What stands between a measure and a number that shares its unit: ``80 km/h in town and 120 on motorways``."""
_RANGE = re.compile(r" \((?:range|IQR|interquartile range|full range)[:,]? \Z")
_RARELY = re.compile(
    r",? (?:(?:and|or|but) )?(?:exceptionally|rarely|sometimes|occasionally|in rare cases|even)(?: even)? \Z"
)
_CLOSED = frozenset({"", ".", ",", ";", ")"})
_MEASURED = frozenset("length mass volume area speed power energy time temperature money pressure voltage".split())
LIKE = 20
"""How many times one year's figure may be that of another, for them to be told in one unit."""
_PERIODS = frozenset({"day", "week", "month", "year"})
_AMOUNTS = frozenset({"mass", "energy", "mass/mass"})


def filled(sentence: Sentence, grammar: Grammar) -> Sentence:
    """The sentence with every bare number in the unit of the counted noun that it leaves out."""
    found = list(sentence.quantities)
    for index, quantity in enumerate(found):
        if quantity.unit is None and _whole_number(quantity):
            unit = _left_out(sentence, grammar, sentence.quantities[:index], quantity)
            found[index] = replace(quantity, unit=unit) if unit else quantity
    return sentence if tuple(found) == sentence.quantities else replace(sentence, quantities=tuple(found))


def _whole_number(quantity: Quantity) -> bool:
    return all(end is None or end == end.to_integral_value() for end in (quantity.low, quantity.high))


def _left_out(sentence: Sentence, grammar: Grammar, before: Sequence[Quantity], quantity: Quantity) -> str:
    """The noun that ``quantity`` counts without saying it, or nothing."""
    ahead = sentence.text[: quantity.start - sentence.start]
    behind = sentence.text[quantity.end - sentence.start :]
    shared = _shared(sentence, before, quantity) or _last_year(sentence, before, quantity)
    if shared:
        return shared
    whole = next((q for q in reversed(before) if q.unit and dimension(q.unit) == "count"), None)
    if _PEOPLE.match(behind):
        return "people"
    partitive = _OF_WHOM.search(ahead[-60:])
    if partitive and (whole or partitive["noun"]):
        return _noun(whole) or singular(partitive["noun"])
    if whole is not None and _ENDS.search(sentence.text, whole.end - sentence.start, quantity.start - sentence.start):
        return _noun(whole) if ahead.endswith("; only ") and _DO.match(behind) and _part_of(quantity, whole) else ""
    if whole is None or quantity.modifier not in (None, "about") or not _part_of(quantity, whole):
        return ""
    if _OF_THEM.match(behind) or _DO.match(behind):
        return _noun(whole)
    if _APART.search(ahead[-16:]) and _WITH.match(behind):
        return _noun(whole)
    return _noun(whole) if _both_done(grammar, whole, quantity) else ""


def _shared(sentence: Sentence, before: Sequence[Quantity], quantity: Quantity) -> str:
    """The unit of the figure right before, where the words between say that the number is another of its kind."""
    unit = (before[-1].unit if before else None) or ""
    if not unit or dimension(unit) == "date":
        return ""
    between = sentence.text[before[-1].end - sentence.start : quantity.start - sentence.start]
    behind = sentence.text[quantity.end - sentence.start :]
    start = before[-1].start - sentence.start
    if between == " to " and "from " in sentence.text[max(0, start - 5) : start + 5].lower():
        return unit
    if dimension(unit).partition(":")[0] not in _MEASURED:
        return ""
    if _RANGE.match(between):
        return unit if behind.startswith(")") else ""
    if _RARELY.match(between):
        return unit if behind[:1] in _CLOSED else ""
    return unit if _PARALLEL.match(between) and _WITH.match(behind) else ""


def _last_year(sentence: Sentence, before: Sequence[Quantity], quantity: Quantity) -> str:
    """The unit of a figure whose like of another year follows it: ``a profit of €81 million (2023: 74 million)``."""
    if len(before) < 2 or dimension(before[-1].unit or "") != "date":
        return ""
    first, year = before[-2:]
    opens = sentence.text[first.end - sentence.start : year.start - sentence.start]
    joins = sentence.text[year.end - sentence.start : quantity.start - sentence.start]
    mine, its = quantity.high or quantity.low or Decimal(0), first.high or first.low or Decimal(0)
    alike = its / LIKE <= mine <= its * LIKE
    return (first.unit or "") if (opens, joins) == (" (", ": ") and alike else ""


def _noun(whole: Quantity | None) -> str:
    return (whole.unit or "") if whole else ""


def _part_of(quantity: Quantity, whole: Quantity) -> bool:
    most, all_ = quantity.high or quantity.low or Decimal(0), whole.high or whole.low or Decimal(0)
    return most <= all_


def _both_done(grammar: Grammar, whole: Quantity, quantity: Quantity) -> bool:
    """Whether the number is the object of a verb joined to the one that the counted noun is the object of."""
    own, other = grammar.inside(quantity.start, quantity.end), set(grammar.inside(whole.start, whole.end))
    if not own or not other:
        return False
    node = grammar.nodes[grammar.top(own)]
    verb = grammar.nodes[node.head]
    if node.dep != "dobj" or verb.dep != "conj":
        return False
    return any(
        grammar.nodes[child].dep == "dobj" and other & grammar.subtree(child) for child in grammar.children(verb.head)
    )


def parted(sentence: Sentence) -> tuple[Sentence, dict[int, dict[str, str]]]:
    """Amounts without the period they are told of, and the period of each: ``10 mg/day`` as 10 mg, ``per day``.

    A flow by the second or the hour stays one; so does a volume, which is measured either way.
    """
    found, periods = list(sentence.quantities), dict[int, dict[str, str]]()
    for index, quantity in enumerate(found):
        amount, _, period = (quantity.unit or "").rpartition("/")
        if period in _PERIODS and dimension(amount) in _AMOUNTS:
            found[index] = replace(quantity, unit=amount)
            periods[index] = {"period": f"per {period}"}
    return (replace(sentence, quantities=tuple(found)) if periods else sentence), periods
