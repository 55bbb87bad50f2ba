"""Ratios as times: ``a ratio of 1.5 : 1``, ``two women for every man``; scores, clock times and slopes are none."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from auditor.model import Quantity
from auditor.quantities import leads, measures, nouns, numerals
from auditor.quantities.numerals import Numeral

_JOINT = re.compile(r"\s?[:∶]\s?(?=\d)|-?\s?to[\s-](?=one\b|\d)|-?\s?to[\s-](?=[a-z]+\b)")
_LIKELY = re.compile(
    r"\d[\d.]*+(?: ?[-–] ?\d[\d.]*+)? ?[:∶]"
    r"|[\w.]++(?:-?\sto[\s-]|-to-|\s(?i:wom[ae]n|m[ae]n|(?:fe)?males?|girls?|boys?)\b)"
)
_DASH = re.compile(r"\s?[-–]\s?(?=\d)")
_FAR = re.compile(r"\s?(?:[-–]|to|or|and)\s?(?=\d)")
_STOP = re.compile(r"(?![:∶]\d|[.,]?\d|\s?%|\s?[ap]\.?m\b|\w)")
_NEAR = re.compile(
    r"\b(?:ratios?|odds|sex|wom[ae]n|m[ae]n|males?|females?|boys?|girls?|outnumber\w*|predominan\w*)\b", re.I
)
_RATIO = re.compile(r"\b(?:ratios?|odds|sex|females?|males?)\b", re.I)
_OUTNUMBER = re.compile(r"\boutnumber(?:s|ed|ing)?\b[^.;:\d]{0,40} by (?:about |roughly )?$", re.I)
_RATIO_IS = re.compile(r"\b(?:ratio|proportion) of [a-z]+ to [a-z]+ (?:is|was|stands at)(?: about| roughly)? $", re.I)
"""What makes ``1 to 14`` a ratio and no range: ``the ratio of teachers to pupils is``."""
_OTHER = re.compile(
    r"\b(?:aspect|won|w[io]ns?|beat\w*|lost|los[es]\w*|defeat\w*|dr[ae]w|scor\w*|match\w*|final|goals?|game|league|cup|"
    r"scale|dilut\w*|slope|gradient|screen|display|map|verse|chapter)\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:from|between|f[ae]ll\w*|rose|ris\w+|dropp?\w*|gr[eo]w\w*|cut|reduc\w+|improv\w+|shr[aiu]nk\w*|lower\w*|"
    r"declin\w+|increas\w+|went)\b[^.;]*$",
    re.I,
)
_CLOCK = re.compile(r"\d{1,2}:[0-5]\d\Z")
_SEXES = {
    word: side
    for side, words in enumerate(("women woman females female girls girl", "men man males male boys boy"))
    for word in words.split()
}
_SURE = frozenset("ratio ratios odds sex male males female females outnumber outnumbers outnumbered".split())
_PAIR = re.compile(r"\s+([a-z]+)\s+(?:for|to|per)\s+(?:(every|each)\s+|an?\s+)?(?=[a-z\d])", re.I)
_NOUN = re.compile(r"\s*([a-z]+)\b", re.I)


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int] | None:
    """The ratio that the number at ``start`` opens, in times, and where it ends; None where it opens none.

    A number ``to one`` without a word that tells of a ratio is read over: it is no range either.

    >>> read("a sex ratio of 3:2 there", 15, 0)[0][0].low
    Decimal('1.5')
    """
    first = numerals.read(text, start) if _LIKELY.match(text, start) else None
    if not first or first.kind not in ("digits", "words") or first.value <= 0 or first.scaled:
        return None
    pair = _sexes(text, first)
    if pair:
        return _stated(text, start, floor, pair[0], pair[0], pair[1])
    dash = _DASH.match(text, first.end) if first.kind == "digits" else None
    upper = numerals.read(text, dash.end()) if dash else None
    found = _one(text, upper or first)
    if not found:
        return None
    value, end = found
    if not _told(text, start, end) and not _odd(text, start, end, first):
        falling = ":" not in text[start:end] and value > 1 and re.search(r"\b(?:one|1)$", text[start:end])
        return ([], end) if falling and not upper and text[start - 5 : start].lower() != "from " else None
    low = value * Fraction(first.value) / Fraction(upper.value) if upper else value
    far = _FAR.match(text, end)
    number = numerals.read(text, far.end()) if far else None
    other = _one(text, number) if number else None
    if other and ":" in text[start:end]:
        low, value, end = min(low, other[0]), max(value, other[0]), other[1]
    return _stated(text, start, floor, min(low, value), max(low, value), end) if low > 0 else None


def _one(text: str, first: Numeral) -> tuple[Fraction, int] | None:
    """``1.5 : 1``, ``three to one``: the value and the end of one ratio."""
    joint = _JOINT.match(text, first.end)
    if not joint or (first.kind == "words" and ":" in joint[0]):
        return None
    second = numerals.read(text, joint.end())
    if not second or second.kind not in ("digits", "words") or second.value <= 0 or second.value >= 100:
        return None
    if not _STOP.match(text, second.end):
        return None
    before = text[max(0, first.start - 80) : first.start]
    known = second.value == 1 or (first.value == 1 and _RATIO_IS.search(before)) or _OUTNUMBER.search(before)
    if ":" not in joint[0] and not known:
        return None
    return Fraction(first.value) / Fraction(second.value), second.end


def _told(text: str, start: int, end: int) -> bool:
    """Whether the words near say that this is a ratio."""
    before = text[max(0, start - 60) : start].rpartition("\n\n")[2]
    behind = text[end : end + 40].partition("\n\n")[0].partition(". ")[0]
    if _OTHER.search(before) or _OTHER.search(behind):
        return False
    if _CLOCK.match(text[start:end]) and not _RATIO.search(before):
        return False
    near = {word.lower() for part in (before, behind) for word in _NEAR.findall(part)}
    return bool(near) and (bool(near & _SURE) or {_SEXES[word] for word in near & _SEXES.keys()} == {0, 1})


def _odd(text: str, start: int, end: int, first: Numeral) -> bool:
    """Whether ``1.5 to 1`` is a ratio though no word says so: a score has no decimals, and a range would rise."""
    if ":" in text[start:end] or first.value <= 1 or first.value == first.value.to_integral_value():
        return False
    if _CHANGE.search(text, max(0, start - 40), start) or _OTHER.search(text, max(0, start - 60), start):
        return False
    return not (measures.read(text, end) or nouns.read(text, end))


def _sexes(text: str, first: Numeral) -> tuple[Fraction, int] | None:
    """``three women for two men``, ``two girls to every boy``: the value and the end."""
    pair = _PAIR.match(text, first.end)
    side = _SEXES.get(pair[1].lower()) if pair else None
    if not pair or side is None:
        return None
    second = numerals.read(text, pair.end())
    other = _NOUN.match(text, second.end if second else pair.end())
    if not other or _SEXES.get(other[1].lower()) != 1 - side or (second and second.value <= 0):
        return None
    return Fraction(first.value) / Fraction(second.value if second else 1), other.end()


def _stated(text: str, start: int, floor: int, low: Fraction, high: Fraction, end: int) -> tuple[list[Quantity], int]:
    lead = leads.read(text, start, floor)
    least: Decimal | None = None if lead.modifier == "less" else numerals.exact(low)
    most: Decimal | None = None if lead.modifier == "more" else numerals.exact(high)
    return [Quantity(lead.start if lead.modifier else start, end, least, most, "times", lead.modifier)], end
