"""Two numeric values: equal, one inside the other, overlapping, touching, apart; rounding and "about" allowed for."""

from __future__ import annotations

from decimal import Decimal

from auditor.comparison import figures, slips
from auditor.comparison.levels import Agreement, Level, agree, conflict, remark, turned
from auditor.comparison.sides import Side, apart, ends, fit, restated, same_bound, turned_words, two_units
from auditor.comparison.wording import YEAR, interval, number, unit
from auditor.model import Interval, Judgement, Relation
from auditor.units import dimension

ABOUT = Decimal("0.1")
"""What "about" allows for: this share of the figure."""
ABOUT_YEARS = Decimal(2)
"""What "about" allows for in a calendar year."""
ROUNDING = Decimal("0.1")
"""A rounding moves a figure by this share at most: 3.4 is not 3, but it is about 3, as any single digit may be.

Two and a half is not about three: halves are said.
"""
_SHORT = {"day": Decimal("0.025"), "week": Decimal("0.1")}
"""How loosely people count months and years in days and weeks: 30 days, or four weeks, a month."""


def _equal(a: Side, b: Side) -> Judgement | None:
    if fit(a, b) != "equal":
        return None
    if a.stated.unit == b.stated.unit:
        plain = b if a.approx else a
        hedge = "" if a.approx is b.approx else ", one as an approximation"
        return agree("equal", f"both say {plain.words}{hedge}", "equal")
    if dimension(a.stated.unit) == "count":
        return agree("equal", f"{a.words} and {b.words}: the same figure", "equal")
    return agree("equal", f"{a.words} is {b.words}", "equal")


def _at_the_end(a: Side, b: Side) -> Judgement | None:
    for bound, point in ((a, b), (b, a)):
        if point.point and bound.open and not bound.point and point.low in (bound.low, bound.high):
            reason = f"{point.words} is just where {bound.words} ends"
            return agree("at the end of a bound", reason, "a contains b" if bound is a else "b contains a")
    return None


def _contains(a: Side, b: Side) -> Judgement | None:
    fitted = fit(a, b)
    if fitted is None:
        return None
    outer, inner = (a, b) if fitted == "a contains b" else (b, a)
    return agree("contains", f"{inner.words} lies inside {outer.words}{_converted_words(inner, outer)}", fitted)


def _converted_words(one: Side, other: Side) -> str:
    """The first side in the unit of the second, where the two were stated in different units."""
    return f" (it is {turned_words(one.stated, other.stated.unit)})" if two_units(one, other) else ""


def _is_rounding(coarse: Side, fine: Side) -> bool:
    pairs = ends(coarse, fine)
    return bool(pairs) and all(x == y or _rounds(y, x, coarse.approx, fine.approx) for (x, _), (y, _) in pairs)


def _rounds(fine: Decimal, coarse: Decimal, about: bool, about_fine: bool) -> bool:
    if not (about or figures.near(fine, coarse, ROUNDING)):
        return False
    size = figures.step(coarse, about)
    if size <= figures.step(fine, about_fine) or not figures.rounds_to(fine, coarse, size):
        return False
    if figures.near(fine, coarse, ROUNDING):
        return True
    return about and size == 1 and abs(coarse) < 10 and abs(fine - coarse) * 2 < size


def _rounding(a: Side, b: Side) -> Judgement | None:
    if YEAR in (a.unit, b.unit):
        return None
    for coarse, fine in ((a, b), (b, a)):
        if _is_rounding(restated(coarse, coarse.stated.unit), restated(fine, coarse.stated.unit)):
            return agree("rounded", f"{coarse.words} is {fine.words}, rounded", "equal")
    return None


def _conversion(a: Side, b: Side) -> Judgement | None:
    if not two_units(a, b):
        return None
    for one, other in ((a, b), (b, a)):
        pairs = ends(restated(one, other.stated.unit), other)
        if pairs and all(figures.converted(x, y) for (x, _), (_, y) in pairs):
            turned = turned_words(one.stated, other.stated.unit)
            return agree("converted", f"{one.words} is {turned}, which people round to {other.words}", "equal")
    return None


def _calendar(a: Side, b: Side) -> Judgement | None:
    for short, long in ((a, b), (b, a)):
        if short.stated.unit in _SHORT and long.stated.unit in ("month", "year"):
            share = _SHORT[short.stated.unit]
            pairs = ends(short, long)
            if pairs and all(figures.near(x, y, share) for (x, _), (y, _) in pairs):
                return agree("calendar", f"{short.words} and {long.words} are the same as people count months", "equal")
    return None


def _slack(side: Side, other: Side) -> tuple[Decimal, Decimal]:
    """How far the ends of an approximate side may move; those of a range against a range by half its width at most."""
    if side.unit == YEAR:
        return ABOUT_YEARS, ABOUT_YEARS
    low, high = (abs(x) * ABOUT if x.is_finite() else Decimal(0) for x in (side.low, side.high))
    if not side.point and not side.open and not other.point:
        low, high = (min(x, (side.high - side.low) / 2) for x in (low, high))
    return low, high


def _about_fit(soft: Side, hard: Side) -> Agreement | None:
    """How ``soft`` would lie to ``hard`` (as a and b) if its ends moved by what "about" allows for."""
    low, high = _slack(soft, hard)
    if same_bound(soft, hard) or soft.point is hard.point:
        apart = [abs(x - y) <= s for x, y, s in ((soft.low, hard.low, low), (soft.high, hard.high, high)) if x != y]
        if all(apart):
            return "equal"
        if same_bound(soft, hard) or soft.point:
            return None
    if soft.low - low <= hard.low and hard.high <= soft.high + high:
        return "a contains b"
    return "b contains a" if soft.low + low >= hard.low and soft.high - high <= hard.high else None


def _about(a: Side, b: Side) -> Judgement | None:
    if not (a.approx or b.approx) or slips.surely_swapped(a, b):
        return None
    allowed = "2 years" if a.unit == YEAR else "10 %"
    for soft, hard in ((a, b), (b, a)):
        fitted = _about_fit(soft, hard) if soft.approx else None
        if fitted is not None:
            fitted = turned(fitted) if soft is b else fitted
            verb = "are the same" if fitted == "equal" else "agree"
            return agree("about", f'{a.words} and {b.words} {verb} once "about" is allowed for ({allowed})', fitted)
    return None


def _bounds(a: Side, b: Side) -> Judgement | None:
    if not same_bound(a, b):
        return None
    tighter = a if a.low > b.low or a.high < b.high else b
    reason = f"{a.words} and {b.words} are bounds on the same side; {tighter.words} says more"
    return remark(Relation.OVERLAP, "tighter bound", reason)


def _touch(a: Side, b: Side) -> Judgement | None:
    for lower, upper in ((a, b), (b, a)):
        if lower.high == upper.low:
            point = f"{number(upper.ends[0][1], upper.unit == YEAR)}{unit(upper.stated.unit, upper.ends[0][1] != 1)}"
            return conflict("touch", f"{a.words} and {b.words} share only the end point {point}")
    return None


def _disjoint(a: Side, b: Side) -> Judgement | None:
    if not apart(a, b):
        return None
    if a.point and b.point:
        reason = f"{a.words} and {b.words} are different figures"
    elif a.point or b.point:
        point, span = (a, b) if a.point else (b, a)
        reason = f"{point.words} lies outside {span.words}"
    else:
        reason = f"{a.words} and {b.words} have no figure in common"
    converted = _converted_words(a, b)
    return conflict("apart", reason + (converted.replace("it is", f"{a.words} is") if converted else ""))


def _overlap(a: Side, b: Side) -> Judgement | None:
    low, high = max(a.low, b.low), min(a.high, b.high)
    shared = interval(Interval(low if low.is_finite() else None, high if high.is_finite() else None, a.unit))
    reason = f"{a.words} and {b.words} share {shared}, and neither contains the other"
    return remark(Relation.OVERLAP, "overlap", reason)


LEVELS: tuple[Level[Side], ...] = (
    Level("equal", "the same figures, in whatever unit", _equal),
    Level("at the end of a bound", "a figure that is the end of an open bound", _at_the_end),
    Level("contains", "one lies inside the other", _contains),
    Level("calendar", "days or weeks against months or years, as people count them", _calendar),
    Level("converted", "equal as people round when they convert units: within 2 %", _conversion),
    Level("about", "equal or inside once an approximate side is given 10 % (2 years in a calendar year)", _about),
    Level("rounded", "one is the other, correctly rounded to fewer digits", _rounding),
    Level("tighter bound", "two bounds in the same direction, one tighter", _bounds),
    Level("touch", "two ranges that share only an end point", _touch),
    *slips.LEVELS,
    Level("apart", "no figure in common", _disjoint),
    Level("overlap", "ranges that share a part, neither inside the other", _overlap),
)
