"""Shares and rates: ``1 in 4``, ``two patients in every five``, ``0.6 of the nights``, ``2.7 cases per 100,000``."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from auditor.quantities import measures, nouns, numerals
from auditor.quantities.numerals import Numeral, exact
from auditor.quantities.terms import Term

POPULATION = 100000
_SHARE = re.compile(
    r"\s+(?:(in|out of|of)(\s+every|\s+each|(?<=of)\s+the)?|for every)\s+"
    r"(?:a\s+(?=(?:hundred|thousand|million|billion)\b))?|\s?:\s?(?=\d)",
    re.I,
)
_IN = re.compile(r"\bin (?:about |around |nearly |almost |roughly )?$", re.I)
_GROUPED = frozenset("case birth patient death newborn baby person diagnosis".split())
_ACTS = re.compile(
    r"\s+(?:suffers|develops|dies|lives|gets|needs|becomes|carries|experiences|survives|shows|responds|smokes|snores|owns|"
    r"uses|works|speaks|votes|reports|feels|fails|leaves|stays|goes|comes|loses|makes|takes)\b"
)
_OF_WHOLE = re.compile(r"\s+of\s+(?:the|all|its|their|these|those)\b")
_NAMED_SHARE = re.compile(r"\b(?:share|proportion)s?(?: (?:of|is|was|were|about|around|roughly|at)|:| =){0,2} $", re.I)
_CALLED_SHARE = re.compile(r",? (?:\()?(?:as )?an? (?:share|proportion)\b")
_RATE = re.compile(
    r"(?:\s+((?:[a-z-]+\s){1,3}))?\s?(?:\bper\s+|/\s?|for every\s+|\bin every\s+)(?:a\s+)?"
    r"(?=[\d(]|hundred|thousand|million|billion|ten\s|one\s)",
    re.I,
)
_CASES_OF = (
    r"\s+(?:new\s+)?(?:cases?|deaths?|births?|infections?|diagnoses)\s+(?:of|from|by|due to)\s+(?:[\w'’-]+\s+){1,4}?"
)
_OF_CASES = re.compile(
    rf"(?P<own>{_CASES_OF})(?:and\s+\d[\d.,]*{_CASES_OF})?(?:per|for every|in every)\s+(?:a\s+)?"
    r"(?=\d|hundred|thousand|million)",
    re.I,
)
"""``12 cases of scurvy per 100,000``, ``12 cases of this and 3 cases of that per 100,000``."""
_POPULATION = re.compile(r"\s+(?:(?:of (?:the )?)?(?:general )?population|live births|(person|patient)-years)\b", re.I)
_AND_TO = re.compile(r"\s?[-–—]\s?|\s+(?:to|or|and)\s+(?:one in\s+|1 in\s+)?")


def share(text: str, term: Term) -> Term | None:
    """``1 in 4``, ``9 out of 10``, ``1 in 2,500 to 3,500``: percent up to 1 in 100, beyond it per 100,000."""
    if not (term.plain or term.words) or term.low < 1:
        return _decimal(text, term)
    link, noun = _linked(text, term)
    if not link:
        return None
    whole = numerals.read(text, link.end())
    word = (link[1] or "").lower()
    every = not word or bool(link[2])
    of_every = (link[2] or "").strip().lower() in ("every", "each")
    if not whole or whole.kind == "fraction" or whole.value <= term.low or (link[0].strip() == ":" and term.words):
        return None
    if word == "of" and not of_every and not _partitive(text, term, whole, noun):
        return None
    if measures.read(text, whole.end) or (word == "in" and not every and not _shares(term, whole)):
        return None
    if noun and word == "in" and not every and nouns.read(text, whole.end) and not _ACTS.match(text, whole.end):
        return None
    far = _AND_TO.match(text, whole.end)
    other = numerals.read(text, far.end()) if far else None
    if (
        other
        and other.value > whole.value
        and (whole.value > 100 or other.value <= 100)
        and not _SHARE.match(text, other.end)
        and not measures.read(text, other.end)
    ):
        return rated(replace(term, end=other.end), whole.value, other.value, share=True)
    return rated(replace(term, end=whole.end), whole.value, whole.value, share=True)


def _linked(text: str, term: Term) -> tuple[re.Match[str] | None, str]:
    """What ties the number to its whole, and the noun between them: ``one birth in eight``."""
    direct = _SHARE.match(text, term.end)
    if direct:
        return direct, ""
    noun = nouns.read(text, term.end, one=term.low == 1)
    link = _SHARE.match(text, noun[1]) if noun else None
    return (link, noun[0]) if link and noun and link[1] else (None, "")


def _partitive(text: str, term: Term, whole: Numeral, noun: str) -> bool:
    """Whether ``of`` makes a share: ``12 of the 40 members``, ``seen in 2 of 3``, ``in one birth of eight``."""
    before = _IN.search(text, max(0, term.start - 16), term.start)
    if noun:
        return bool(before) and noun in _GROUPED and _shares(term, whole)
    return term.plain and whole.plain and bool(nouns.read(text, whole.end) or (before and whole.value <= 10))


def _shares(term: Term, whole: Numeral) -> bool:
    """Whether ``3 in 5`` can be a share: not ``12 in 2004``."""
    if whole.plain and 1800 <= whole.value <= 2100 and whole.value % 50:
        return False
    if term.low == 1:
        return whole.value >= 2
    return whole.value <= 10 or whole.value == 20 or is_round(whole.value)


def is_round(value: Decimal) -> bool:
    """Whether ``value`` is a size that rates are given by: 100, 500, 1000, 100000."""
    return value >= 100 and value.normalize().as_tuple().digits in ((1,), (5,))


def _decimal(text: str, term: Term) -> Term | None:
    """``0.6 of the nights``, ``a share of 0.6``: a part of one in percent."""
    if not 0 < term.low < 1 or term.factor != 1 or term.unit:
        return None
    named = _NAMED_SHARE.search(text, max(0, term.start - 32), term.start)
    if not (_OF_WHOLE.match(text, term.end) or named or _CALLED_SHARE.match(text, term.end)):
        return None
    return replace(term.times(Decimal(100)), unit="percent", measured=True, share=True)


def rated(term: Term, least: Decimal, most: Decimal, share: bool, yearly: bool = False) -> Term:
    """``term`` in 1 of ``least`` to ``most``: in percent up to a hundred, unless of person-years."""
    few = most <= 100 and not yearly
    per = Fraction(100 if few else POPULATION)
    low, high = exact(Fraction(term.low) * per / Fraction(most)), exact(Fraction(term.high) * per / Fraction(least))
    unit = "percent" if few else f"per {POPULATION}"
    return replace(
        term,
        low=low,
        high=high,
        unit=unit,
        measured=True,
        share=share,
        plain=False,
        factor=term.factor * exact(per / Fraction(least)),
    )


def rate(text: str, term: Term) -> Term | None:
    """``2.7 cases per 100,000 people``; another noun than cases makes a compound (``bed per 1000 resident``)."""
    cases = _OF_CASES.match(text, term.end)
    link = cases or _RATE.match(text, term.end)
    if not link:
        return None
    whole = numerals.read(text, link.end())
    if not whole or whole.value < (1000 if cases else 100) or measures.read(text, whole.end):
        return None
    if cases:
        listed = re.search(r"\band \d", cases[0]) is not None
        end = cases.start() + len(cases["own"].rstrip()) if listed else _behind(text, whole)
        return rated(replace(term, end=end), whole.value, whole.value, share=False)
    noun = (link[1] or "").split()
    behind = nouns.read(text, whole.end)
    plain = _POPULATION.match(text, whole.end)
    end = _behind(text, whole)
    if noun and noun[-1].lower() not in nouns.CASES:
        what = f" {behind[0]}" if behind else ""
        return replace(term, end=end, unit=f"{nouns.singular(noun[-1])} per {whole.value:f}{what}", plain=False)
    years = bool(plain and plain[1])
    return rated(replace(term, end=end), whole.value, whole.value, share=False, yearly=years)


def _behind(text: str, whole: Numeral) -> int:
    """Where the noun behind the whole of a rate ends: ``per 100,000 live births``."""
    plain = _POPULATION.match(text, whole.end)
    noun = nouns.read(text, whole.end)
    return plain.end() if plain else noun[1] if noun else whole.end
