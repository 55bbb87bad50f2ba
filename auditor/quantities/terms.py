"""One number with what belongs to it, as its readers hand it on: value, unit, and how it was written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.quantities import dates


@dataclass(frozen=True, slots=True)
class Term:
    """A number and its unit.  ``factor``: what scale and rate multiplied the written number by, for ranges to share."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None
    measured: bool = False
    plain: bool = False
    words: bool = False
    factor: Decimal = Decimal(1)
    aged: bool = False
    share: bool = False
    money: bool = False
    reach: int = 0

    @property
    def after(self) -> int:
        """Where the counted noun ends, or the term where it counts none."""
        return max(self.end, self.reach)

    def times(self, factor: Decimal) -> Term:
        """This term, its number multiplied."""
        return replace(self, low=self.low * factor, high=self.high * factor, factor=self.factor * factor, plain=False)


def year(found: dates.Date) -> Term | None:
    """A date as a term in calendar years; None where it states no year."""
    if not found.years:
        return None
    first, last = found.years
    return Term(found.start, found.end, Decimal(first), Decimal(last), "calendar year", True)
