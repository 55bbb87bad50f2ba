"""Claims on one attribute -> positions: the distinct things said, each with every claim that says it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from auditor import units
from auditor.comparison import choices, figures, scopes
from auditor.comparison.sides import thing
from auditor.model import Choice, Claim, Interval, Polarity, Position, Reading, Scope

_ID = 12


def digest(*parts: str) -> str:
    """A short name for what is said, the same in every run: hexadecimal, ``_ID`` characters."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_ID]


def positions(name: Sequence[str], claims: Iterable[Claim]) -> tuple[Position, ...]:
    """The distinct readings of claims on one attribute, sorted by value; identifiers are made from ``name``.

    Readings meet where they differ only in the way of saying: 18 months and 1.5 years, the mean and the average.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(content(claim.reading), []).append(claim)
    found = [_position(digest(*name, said), members) for said, members in groups.items()]
    return tuple(sorted(found, key=order))


def _position(identifier: str, claims: list[Claim]) -> Position:
    ordered = sorted(claims, key=lambda claim: (claim.source, claim.start, claim.id))
    counts = Counter(claim.reading for claim in ordered) if len(ordered) > 1 else {ordered[0].reading: 1}
    reading = min(counts, key=lambda said: (-counts[said], repr(said))) if len(counts) > 1 else ordered[0].reading
    sources = tuple(sorted({claim.source for claim in ordered}))
    return Position(identifier, reading, tuple(claim.id for claim in ordered), sources)


def content(reading: Reading) -> str:
    """What a reading says, as one string, whatever the unit, the order and the synonyms."""
    about = "~" if reading.approx else ""
    return f"{about}{_value(reading)}; {_scope(reading.scope)}"


def _value(reading: Reading) -> str:
    match reading.value:
        case Interval(low, high, unit):
            return f"{_figure(low, unit)}..{_figure(high, unit)} {thing(unit)}"
        case Choice(values, exclusive):
            names = sorted({" ".join(sorted(choices.key(name))) for name in values})
            return f"{'only ' if exclusive else ''}{', '.join(names)}"
        case Polarity(holds, hedge):
            return f"{hedge} {'yes' if holds else 'no'}"


@lru_cache(maxsize=65536)
def _figure(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    turned = figures.trimmed(units.convert(value, unit, units.base(unit))).normalize()
    return f"{turned + 0:f}"


def _scope(scope: Scope) -> str:
    said = ((aspect, " ".join(sorted(scopes.canonical(aspect, value)))) for aspect, value in scope)
    return ", ".join(f"{aspect} {value}" for aspect, value in said if value)


def order(position: Position) -> tuple[int, Decimal, Decimal, str, str]:
    """Figures by their size, then names, then yes and no: neighbours in this order are alike."""
    value = position.reading.value
    if not isinstance(value, Interval):
        return (1 if isinstance(value, Choice) else 2), Decimal(0), Decimal(0), _value(position.reading), position.id
    low, high = (_figure(end, value.unit) for end in (value.low, value.high))
    least, most = Decimal(low or "-Infinity"), Decimal(high or "Infinity")
    return 0, least, most, thing(value.unit), position.id
