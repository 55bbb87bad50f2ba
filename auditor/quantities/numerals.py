"""Numbers as written: digits, words, fractions and powers of ten, each read to an exact decimal.

Nothing here knows of units or ranges.  A numeral starts where it is told to and says where it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {"bn": 10**9, "mn": 10**6, "tn": 10**12, "mln": 10**6, "bln": 10**9}
PARTS = {
    word: part
    for part, words in {
        2: "half halves",
        3: "third thirds",
        4: "quarter quarters fourth fourths",
        5: "fifth fifths",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths",
        9: "ninth ninths",
        10: "tenth tenths",
    }.items()
    for word in words.split()
}
VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
ORDINALS = frozenset(["second"])
"""Ordinals that are no part (``second`` is half of nothing), looked at for ``every second person`` alone."""
WORDS = frozenset(ONES) | frozenset(TENS) | frozenset(SCALES) | {"dozen"}

LONGEST = 30
"""Longer runs of digits are no numbers that a text states."""

_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3}){1,8}(?:[.·]\d+)?|\d{1,3}(?:[\u2009\u202f\u00a0]\d{3}){1,8}(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?: \d{3}){1,5}(?![\d.,]*\d)|\d+(?:[.·]\d+)?|\.\d+"
)
_SPLIT = re.compile(r"[,\u2009\u202f\u00a0 ]")
_SCALE = re.compile(
    r"[ \u00a0\u202f\u2009-]?(hundred|thousand|million|billion|trillion|dozen)\b(?!s)"
    r"|[ \u00a0]?(bn|mn|tn|mln|bln)\b",
    re.I,
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_POWER = re.compile(
    r"\s*[×xX*·⋅]\s*10(?:\^\{?\s*([-−–+]?\d{1,2})\}?|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\s?([-−–]\s?\d{1,2})(?!\d)"
    r"| ([1-9]\d?)(?![\d.,])|([1-9]\d?)(?![\d,]))"
)
_TEN = re.compile(r"10(?:\^\{?([-−–+]?\d{1,2})\}?|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))")
_EXPONENT = re.compile(r"[eE]([-−+]?\d{1,2})(?![\w.])")
_MIXED = re.compile(r"[ \u00a0-]?([½⅓⅔¼¾⅕⅛⅜⅝⅞])|[ -]([1-7])/([2348])(?![\d/])")
_SPLIT_SECOND = re.compile(
    r"1/([1-9]\d{0,4})(?:(?:th|st|nd|rd)?(?: of an?)?)(?=[ \u00a0-]?(?:s|secs?|seconds?)(?![\w/]))"
)
_WORD = re.compile(r"[A-Za-z]+")
_GAP = re.compile(r"(?:-|\s)(?:and\s)?", re.I)
_AND_PART = re.compile(r"\s+and\s+(?:a\s+|one[\s-])?(half|quarter|third)\b(?!-)|\s+and\s+(three)[\s-]quarters\b", re.I)

Kind = Literal["digits", "words", "fraction", "power"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.  ``plain``: an integer in digits alone; ``scaled``: with a scale word or a power of ten."""

    start: int
    end: int
    value: Decimal
    kind: Kind
    plain: bool = False
    scaled: bool = False
    scale: Decimal = Decimal(1)


def exact(part: Fraction) -> Decimal:
    """``part`` as a decimal, to the 28 digits of the default context where it has no end.

    >>> exact(Fraction(1, 8))
    Decimal('0.125')
    """
    return Decimal(part.numerator) / Decimal(part.denominator)


def percent(part: int) -> Decimal:
    """One ``part``-th in percent.

    >>> percent(4)
    Decimal('25')
    """
    return exact(Fraction(100, part))


def read(text: str, start: int) -> Numeral | None:
    """The numeral that starts at ``start``, with its scale: ``1.2 million``, ``two hundred and forty``, ``3 × 10⁵``.

    >>> read("1.2 million people", 0).value
    Decimal('1200000.0')
    """
    first = text[start] if start < len(text) else ""
    if first.isdigit() or first == ".":
        return _digits(text, start)
    if first in VULGAR:
        return Numeral(start, start + 1, exact(VULGAR[first]), "fraction")
    return _words(text, start)


def split_second(text: str, start: int) -> re.Match[str] | None:
    """A part of a second as a shutter is set to, up to its unit: ``1/8000`` before ``s``, ``1/60th of a`` before it."""
    return _SPLIT_SECOND.match(text, start)


def _digits(text: str, start: int) -> Numeral | None:
    split = split_second(text, start)
    if split:
        return Numeral(start, split.end(), exact(Fraction(1, int(split[1]))), "digits")
    ten = _TEN.match(text, start)
    if ten:
        return Numeral(start, ten.end(), _raised(Decimal(1), _power(ten)), "power", scaled=True)
    found = _DIGITS.match(text, start)
    if not found:
        return None
    if len(found[0]) > LONGEST:
        return None
    value, end = Decimal(_SPLIT.sub("", found[0]).replace("·", ".")), found.end()
    power = _POWER.match(text, end)
    if power and (power[5] is None or (value < 10 and ("." in found[0] or len(power[5]) == 1))):
        return Numeral(
            start,
            power.end(),
            _raised(value, _power(power)),
            "power",
            scaled=True,
            scale=Decimal(1).scaleb(_power(power)),
        )
    exponent = _EXPONENT.match(text, end)
    if exponent:
        return Numeral(start, exponent.end(), _raised(value, _signed(exponent[1])), "power", scaled=True)
    plain = found[0].isdigit()
    mixed = _MIXED.match(text, end) if plain else None
    if mixed:
        part = VULGAR[mixed[1]] if mixed[1] else Fraction(int(mixed[2]), int(mixed[3]))
        return Numeral(start, mixed.end(), value + exact(part), "digits")
    return _and_part(text, _scaled(text, Numeral(start, end, value, "digits", plain)))


def _raised(value: Decimal, power: int) -> Decimal:
    """``value`` times ten to ``power``, written out."""
    return Decimal(format(value.scaleb(power), "f"))


def _signed(digits: str) -> int:
    return int(digits.replace("−", "-").replace("–", "-").replace(" ", ""))


def _power(found: re.Match[str]) -> int:
    digits = next(group for group in found.groups() if group)
    return _signed(digits.translate(_SUPERSCRIPT))


def _scaled(text: str, numeral: Numeral) -> Numeral:
    """``numeral`` with the scale words that follow it (``5 hundred thousand``)."""
    scale, end = 1, numeral.end
    while found := _SCALE.match(text, end):
        word = (found[1] or found[2]).lower()
        scale, end = scale * (SCALES.get(word) or SHORT_SCALES.get(word) or 12), found.end()
    if scale == 1:
        return numeral
    return replace(numeral, end=end, value=numeral.value * scale, plain=False, scaled=True, scale=Decimal(scale))


def _and_part(text: str, numeral: Numeral) -> Numeral:
    """``numeral`` with ``and a half`` behind it."""
    found = _AND_PART.match(text, numeral.end)
    if not found or not numeral.value < 1000:
        return numeral
    part = Fraction(3, 4) if found[2] else Fraction(1, PARTS[found[1].lower()])
    return _scaled(text, replace(numeral, end=found.end(), value=numeral.value + exact(part), plain=False))


def _words(text: str, start: int) -> Numeral | None:
    """A number in words; a bare scale word counts once (``a hundred``): the article is the caller's business."""
    total, group, end, at, scale, last = 0, 0, start, start, 1, ""
    while found := _WORD.match(text, at):
        word = found[0].lower()
        if word not in WORDS or not _may_follow(last, word):
            break
        if word in ONES or word in TENS:
            group += ONES.get(word) or TENS.get(word) or 0
        elif word in ("hundred", "dozen"):
            group = max(group, 1) * (SCALES.get(word) or 12)
        else:
            total, group = total + max(group, 1) * SCALES[word], 0
        scale = SCALES.get(word, scale if word != "dozen" else 12)
        last, end = word, found.end()
        gap = _GAP.match(text, end)
        if not gap or (len(gap[0]) > 1 and last not in SCALES):
            break
        at = gap.end()
    if not last:
        return None
    parts = _parts(text, start, end, total + group)
    if parts:
        return parts
    numeral = Numeral(
        start,
        end,
        Decimal(total + group),
        "words",
        scaled=last in SCALES,
        scale=Decimal(scale) if last in SCALES else Decimal(1),
    )
    return _and_part(text, numeral)


def _may_follow(last: str, word: str) -> bool:
    """Whether ``word`` can go on a number whose last word is ``last``."""
    if not last:
        return True
    if word in SCALES or word == "dozen":
        return last not in ("zero", "dozen") and (word != "hundred" or last in ONES)
    if last in TENS:
        return 0 < ONES.get(word, 0) < 10
    return last in SCALES and word != "zero"


def _parts(text: str, start: int, end: int, count: int) -> Numeral | None:
    """``two-thirds``, ``three quarters``: a count and the part behind it."""
    found = re.compile(r"[\s-]([a-z]+)\b(?!-)", re.I).match(text, end)
    part = PARTS.get(found[1].lower()) if found else None
    if not found or not part or not 0 < count < 10 or (found[1].lower()[-1] == "s") != (count > 1):
        return None
    return Numeral(start, found.end(), exact(Fraction(count, part)), "fraction")
