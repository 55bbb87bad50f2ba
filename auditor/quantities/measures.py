"""The measured unit behind a number, compounds included: ``mg/kg/day``, ``m s−1``, ``years of age``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.quantities.spellings import PHRASE_STARTS, PHRASES, SYMBOLS, WORDS
from auditor.units import CURRENCIES

TIMES = frozenset("year month week day hour minute second decade century millisecond".split())
_ALONE = frozenset(["percent", "percentage point", "per mille", "times", *CURRENCIES])
_SHORT = {"second": "s", "hour": "h", "minute": "min"}
_APART = frozenset("ABCDFJKMNSTUds")
"""Letters that are units only behind a space: ``5K`` and ``3D`` are names."""

_PERCENT = re.compile(
    r"[ \u00a0\u202f\u2009]?%(?:[\s-]points?\b)?|[\s-]?per[\s-]?cent(?:age)?(?:[\s-]points?)?\b"
    r"|[\s-]percentage[\s-]points?\b",
    re.I,
)
_PER_MILLE = re.compile(r"[ \u00a0]?(?:per mill?e?|‰)(?!\w)", re.I)
_SQUARE = re.compile(r"[ -]?(square|sq\.?|cubic)[ -]([a-z]+)(?!\w)", re.I)
_TOKEN = re.compile(
    r"([ \u00a0\u202f\u2009]{1,2}|[\n-]?)(wt\.?%|vol%|mol%|at%|oC\b|[°º][CFKNSEW]?|[A-Za-zµμΩÅ℃℉]+|[€£‰])"
)
_EXPONENT = re.compile(r"\^?([23])(?![\w.,]\d|\w)|([²³])|\^?\s?([-−–])\s?([1-4])(?!\d|\.\d|%)|(⁻)([¹²³⁴])")
_JOIN = re.compile(
    r"(\s?/\s?|\s+per\s+|\s+an?\s+(?=(?:hour|day|second|minute|week|month|year)\b))"
    r"|[·⋅]|[ \u00a0\u202f\u2009]|(?=[A-Za-zµμ])"
)
_OF_EACH = re.compile(r" of [a-z]+(?:[ -](?!per\b)[a-z]+){0,2} per(?= [a-z])")
"""What is dissolved or mixed in, between a unit and what it is told of: ``20 mg of salt per litre``."""
_AGE = re.compile(r"[\s-](?:olds?|of age)\b", re.I)
_CELLS = re.compile(r" (?:cell|helper|lymphocyte)")
_ABBREVIATED = frozenset("min mo sec hr yr wk".split())
MEMBERS = 4
"""How many units may follow the first in a compound."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit found: its canonical name and where it ends; ``aged`` when ``old`` or ``of age`` stands behind it."""

    name: str
    end: int
    aged: bool = False


def read(text: str, at: int, in_words: bool = False) -> Measure | None:
    """The measured unit that starts at ``at``, right behind a number (``in_words``: ``three``), or None.

    >>> read("5 mg per day", 1).name, read("10 m s−1", 2).name, read("56-year-old", 2).end
    ('mg/day', 'm/s', 11)
    """
    first = _percent(text, at) or _phrase(text, at) or _atom(text, at, in_words)
    if not first or first.name in _ALONE:
        return first
    if first.name in TIMES:
        old = _AGE.match(text, first.end)
        return Measure(first.name, old.end(), True) if old else first
    return compound(text, first)


def _percent(text: str, at: int) -> Measure | None:
    found = _PERCENT.match(text, at)
    if not found:
        mille = _PER_MILLE.match(text, at)
        return Measure("per mille", mille.end()) if mille else None
    if "point" in found[0].lower():
        return Measure("percentage point", found.end())
    again = _PERCENT.match(text, found.end())
    return Measure("percent", again.end() if again and "point" not in again[0] else found.end())


def _phrase(text: str, at: int) -> Measure | None:
    """A unit of several words, or a square or cubic one."""
    gap = PHRASE_STARTS.match(text, at)
    if not gap:
        return None
    for pattern, name in PHRASES:
        found = pattern.match(text, gap.end())
        if found:
            return Measure(name, found.end())
    square = _SQUARE.match(text, at)
    side = WORDS.get(square[2].lower()) or SYMBOLS.get(square[2]) if square else None
    if not square or not side:
        return None
    return Measure(side + ("3" if square[1].lower() == "cubic" else "2"), square.end())


def _atom(text: str, at: int, in_words: bool = False, inner: bool = False) -> Measure | None:
    """One unit without its companions and exponent; ``inner``: a later member of a compound."""
    found = _TOKEN.match(text, at)
    if not found:
        return None
    gap, surface, end = found[1], found[2], found.end()
    name = (None if in_words and len(surface) < 3 else SYMBOLS.get(surface)) or WORDS.get(surface.lower())
    if not name:
        return None if in_words else _run_together(text, found)
    if surface.isupper() and surface not in SYMBOLS and len(surface) < 4:
        return None
    lone = len(surface) == 1 and not inner
    if lone and gap == "\n" and surface not in "%°€£":
        return None
    if lone and ((gap == "" and surface in _APART) or (gap == "-" and surface not in "mgh°")):
        return None
    if _CELLS.match(text, end) and surface in "TBN":
        return None
    following = text[end : end + 1]
    if following == "_" or (following.isdigit() and (not _EXPONENT.match(text, end) or (name in TIMES and not inner))):
        return None
    if surface.lower() in _ABBREVIATED and following == "." and text[end + 1 : end + 2].islower():
        end += 1
    return Measure(name, end)


def _run_together(text: str, found: re.Match[str]) -> Measure | None:
    """The first unit of two that lost the space between them (``mWm−2``); the exponent tells."""
    surface, power = found[2], _EXPONENT.match(text, found.end())
    if not power or not power[3]:
        return None
    for cut in range(min(len(surface) - 1, 4), 0, -1):
        if surface[:cut] in SYMBOLS and surface[cut:] in SYMBOLS:
            return Measure(SYMBOLS[surface[:cut]], found.start(2) + cut)
    return None


def _power(text: str, at: int) -> tuple[int, int]:
    """Exponent and end of what stands behind a unit; (1, at) where there is none."""
    found = _EXPONENT.match(text, at)
    if not found:
        return 1, at
    if found[1] or found[2]:
        return int(found[1] or {"²": 2, "³": 3}[found[2]]), found.end()
    digit = found[4] or {"¹": 1, "²": 2, "³": 3, "⁴": 4}[found[6]]
    return -int(digit), found.end()


def compound(text: str, first: Measure) -> Measure:
    """``first`` with the units tied to it: ``mg/kg/day``, ``mW m-2``, ``g per litre``; money takes none of time."""
    power, end = _power(text, first.end)
    over = [first.name + (str(power) if power > 1 else "")] if power > 0 else []
    under = [] if power > 0 else [_raised(first.name, power)]
    for _ in range(MEMBERS):
        join = _JOIN.match(text, end)
        part = _atom(text, join.end(), inner=True) if join and not text[join.end() : join.end() + 1].isspace() else None
        if not join or not part:
            break
        power, stop = _power(text, part.end)
        if part.name in _ALONE or (power > 0 and not join[1]):
            break
        if first.name in CURRENCIES and part.name in TIMES:
            break
        under.append(_raised(part.name, power))
        end = stop
    mixed = _OF_EACH.match(text, end) if over and not under else None
    part = _atom(text, mixed.end(), inner=True) if mixed else None
    if part and part.name not in _ALONE and part.name not in TIMES:
        return Measure(f"{over[0]}/{part.name}", part.end)
    return Measure("/".join(["·".join(over), *under]) if over else _inverse(under), end)


def _raised(name: str, power: int) -> str:
    return _SHORT.get(name, name) + (str(abs(power)) if abs(power) > 1 else "")


def _inverse(under: list[str]) -> str:
    """``cm-1``: a unit that only divides."""
    return " ".join(part[:-1] + "-" + part[-1] if part[-1].isdigit() else part + "-1" for part in under)
