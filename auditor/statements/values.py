"""Two figures of one kind: the second follows from the first, says more, can't be true beside it, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, TypeVar

from auditor import units
from auditor.comparison import compare
from auditor.comparison.figures import significant
from auditor.comparison.wording import interval as interval_words
from auditor.model import Interval, Quantity, Reading, Relation
from auditor.notation import show
from auditor.statements.figures import Amount, Score, Value
from auditor.statements.moments import Day, Moment, shown

Standing: TypeAlias = Literal["equal", "follows", "says more", "end", "overlap", "apart", "other"]
"""How a figure of B stands to one of A: ``end``: just where a strict bound ends; ``other``: not the same measure."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A standing and its reason, a clause without a full stop."""

    standing: Standing
    reason: str


def stand(a: Value, b: Value, retold: bool = True) -> Stand:
    """How ``b`` stands to ``a``; ``retold``: in other words, so that a round bound may have lost its ``more than``."""
    if isinstance(a, Amount) and isinstance(b, Amount):
        if retold and _dropped(a, b):
            return Stand("equal", f"{words(b)} is {words(a)} without the bound, as round figures are retold")
        return _amounts(a, b)
    if isinstance(a, Moment) and isinstance(b, Moment):
        return _moments(a, b)
    if type(a) is type(b):
        return Stand("equal", f"both say {words(a)}") if a == b else Stand("apart", f"{words(a)} against {words(b)}")
    return Stand("other", f"{words(a)} and {words(b)} are not of one kind")


def words(value: Value) -> str:
    """A figure in words for a reason."""
    if isinstance(value, Amount):
        return _amount_words(value)
    if isinstance(value, Moment):
        return shown(value)
    return "-".join(map(str, value.sides)) if isinstance(value, Score) else f"number {value.number}"


def _amount_words(amount: Amount) -> str:
    quantity = amount.quantity
    said = interval_words(_interval(quantity), quantity.modifier == "about")
    if amount.strict:
        said = said.replace("at least", "more than", 1).replace("at most", "less than", 1)
    return said


def _interval(quantity: Quantity) -> Interval:
    return Interval(quantity.low, quantity.high, quantity.unit or "")


def notation(value: Value) -> str:
    """A figure in the notation of readings: ``3..5 year``, ``~40 percent``, ``1994-03-03``; strict bounds with a sign.

    >>> from auditor.statements.figures import figures
    >>> [notation(f.value) for f in figures("More than 15 pupils won 4-1 on March 3, 1994")]
    ['>15 pupil', '4-1', '1994-03-03']
    """
    if isinstance(value, Moment):
        return shown(value)
    if not isinstance(value, Amount):
        return words(value)
    plain = show(Reading(_interval(value.quantity), value.quantity.modifier == "about"))
    if not value.strict:
        return plain
    return f"<{plain[2:]}" if value.quantity.low is None else ">" + plain.replace("..", "", 1)


_KEPT = {"converted", "about", "rounded", "calendar"}


def _amounts(a: Amount, b: Amount) -> Stand:
    """Bounds by their exact ends; points and ranges by the law of readings, which knows rounding and conversion."""
    one, two = _alike(a.quantity, b.quantity)
    x, y = _interval(one), _interval(two)
    if units.dimension(x.unit) != units.dimension(y.unit):
        return Stand("other", f"{words(a)} and {words(b)} do not measure the same thing")
    if a.strict or b.strict or None in (x.low, x.high, y.low, y.high):
        return _bounds(a, b, x, y)
    judged = compare(Reading(x, one.modifier == "about"), Reading(y, two.modifier == "about"))
    reason = judged.reason.rstrip(".")
    if judged.relation is Relation.AGREE:
        agreement = {"equal": "equal", "a contains b": "says more", "b contains a": "follows"}[
            judged.agreement or "equal"
        ]
        standing: Standing = "equal" if judged.level in _KEPT else agreement  # type: ignore[assignment]
        return Stand(standing, reason)
    if judged.relation is Relation.CONFLICT:
        return Stand("apart", reason)
    return Stand("overlap" if judged.relation is Relation.OVERLAP else "other", reason)


def _alike(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    """Counts of nouns as bare numbers: which nouns may be set against each other is asked elsewhere."""
    if {units.dimension(a.unit or ""), units.dimension(b.unit or "")} != {"count"}:
        return a, b
    return _bare(a), _bare(b)


def _bare(q: Quantity) -> Quantity:
    return Quantity(q.start, q.end, q.low, q.high, None, q.modifier)


def _bounds(a: Amount, b: Amount, x: Interval, y: Interval) -> Stand:
    lows, highs = _ends(x, a.strict), _ends(y, b.strict)
    said = f"{words(a)} against {words(b)}"
    nested = _nested(lows, highs, words(a), words(b))
    if nested is not None:
        return nested
    if lows[1] < highs[0] or highs[1] < lows[0]:
        if lows[1][0] == highs[0][0] or highs[1][0] == lows[0][0]:
            return Stand("end", f"{said}: the figure itself is not meant by the bound")
        return Stand("apart", f"{said}: no figure fits both")
    return Stand("overlap", f"{said}: they overlap, and neither follows from the other")


def _dropped(a: Amount, b: Amount) -> bool:
    """Whether ``b`` is the round figure that ``a`` is said to be over or at least: ``more than 2,000``, retold."""
    one, two = _alike(a.quantity, b.quantity)
    if one.modifier != "more" or one.low is None or one.unit != two.unit:
        return False
    return one.low == two.low == two.high and significant(one.low) <= ROUND


ROUND = 2
"""A round figure has so many significant digits at most."""
End: TypeAlias = tuple[Decimal, int]
Bound = TypeVar("Bound", End, Day)


def _ends(x: Interval, strict: bool) -> tuple[End, End]:
    """Both ends in the base unit, each with a step inwards where the end itself is left out."""
    low = (Decimal("-Infinity"), 0) if x.low is None else (_base(x.low, x.unit), 1 if strict and x.high is None else 0)
    high = (
        (Decimal("Infinity"), 0) if x.high is None else (_base(x.high, x.unit), -1 if strict and x.low is None else 0)
    )
    return low, high


def _base(value: Decimal, unit: str) -> Decimal:
    return value if units.dimension(unit) == "count" else round(units.convert(value, unit, units.base(unit)), 9)


def _nested(x: tuple[Bound, Bound], y: tuple[Bound, Bound], a: str, b: str) -> Stand | None:
    """How stretch ``y`` stands to stretch ``x`` where one holds the other, each told in its words; else None."""
    if x == y:
        return Stand("equal", f"both say {a}")
    if x[0] <= y[0] and y[1] <= x[1]:
        return Stand("says more", f"{b} lies inside {a}: it says more")
    if y[0] <= x[0] and x[1] <= y[1]:
        return Stand("follows", f"{a} lies inside {b}")
    return None


def _moments(a: Moment, b: Moment) -> Stand:
    said = f"{shown(a)} against {shown(b)}"
    one, two = (a.first, a.last), (b.first, b.last)
    if not (a.dated and b.dated):
        if (a.first[1:] == (1, 1) and a.last[1:] == (12, 31)) or (b.first[1:] == (1, 1) and b.last[1:] == (12, 31)):
            return Stand("other", f"{said}: one names no day, the other no year")
        one, two = ((0, *a.first[1:]), (0, *a.last[1:])), ((0, *b.first[1:]), (0, *b.last[1:]))
    nested = _nested(one, two, shown(a), shown(b))
    if nested is not None:
        return nested
    if one[1] < two[0] or two[1] < one[0]:
        return Stand("apart", f"{said}: different times")
    return Stand("overlap", f"{said}: they overlap")
