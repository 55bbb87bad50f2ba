"""Which figure of A a figure of B is to be held against: what they count, and what they are said of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from auditor.extraction.described import WEIGHT
from auditor.statements.coverage import alike
from auditor.statements.figures import Amount
from auditor.statements.statement import Figure, Statement
from auditor.statements.thesaurus import apart, key, same
from auditor.statements.values import Stand, stand

Outcome: TypeAlias = Literal["equal", "follows", "says more", "apart", "end", "overlap", "missing"]
ENOUGH = 0.5
"""So much of what a figure of B is said of must be said of a figure of A for the two to be held against each other."""
_PERSONS = frozenset(
    key(w)
    for w in "people person man woman child boy girl patient soldier worker student passenger victim civilian resident adult "
    "protester officer employee member player voter citizen prisoner survivor participant user customer".split()
)
_GENERAL = frozenset(key(w) for w in "people person".split())
_ORDER = {"equal": 0, "follows": 1, "says more": 2, "end": 3, "apart": 4, "overlap": 5}


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of B with what was found for it in A; ``fit`` says how well the two are about the same, 0 to 1."""

    theirs: Figure
    mine: Figure | None
    outcome: Outcome
    reason: str
    fit: float = 0.0


def pairs(a: Statement, b: Statement) -> tuple[Pair, ...]:
    """Every figure of B with the figure of A that it says again, or that it is to be held against, or none."""
    first = [_best(a, each) for each in b.figures]
    used = {id(p.mine) for p in first if p.outcome in ("equal", "follows")}
    return tuple(_best(a, p.theirs, used) if p.outcome in ("apart", "end", "overlap") else p for p in first)


def _best(a: Statement, theirs: Figure, used: set[int] | frozenset[int] = frozenset()) -> Pair:
    options: list[tuple[tuple[float, ...], Pair]] = []
    for place, mine in enumerate(a.figures):
        if mine.kind != theirs.kind or not counts_alike(mine, theirs) or id(mine) in used:
            continue
        found: Stand = stand(mine.value, theirs.value)
        if found.standing == "other":
            continue
        fit = fitting(mine, theirs)
        agrees = found.standing in ("equal", "follows", "says more")
        rank = (0.0 if agrees else 1.0, -fit, _ORDER[found.standing], place)
        options.append((rank, Pair(theirs, mine, found.standing, found.reason, fit)))
    if not options:
        return Pair(theirs, None, "missing", f'nothing is said that "{theirs.written}" could be held against')
    return min(options, key=lambda option: option[0])[1]


def counts_alike(mine: Figure, theirs: Figure) -> bool:
    """Whether two figures may count the same: the same noun, persons and people, or a noun that is not said."""
    one, two = mine.noun, theirs.noun
    if not one or not two or two in same(one) or alike(one, two):
        return True
    return bool({one, two} & _GENERAL) and {one, two} <= _PERSONS


def fitting(mine: Figure, theirs: Figure) -> float:
    """How much of what B's figure is said of A's figure is said of too: words weighed by their part, 0 to 1."""
    said = dict(mine.context)
    if any(apart(x, y) for x, _ in mine.context for y, _ in theirs.context if x not in dict(theirs.context)):
        return 0.0
    whole = shared = 0.0
    for word, role in theirs.context:
        weight = WEIGHT[role]
        whole += weight
        if word in said or same(word) & said.keys() or any(alike(word, each) for each in said):
            shared += weight
    noun = bool(mine.noun and theirs.noun) or _measured(mine, theirs)
    whole, shared = whole + 1, shared + (1 if noun else 0.5)
    return shared / whole


def _measured(mine: Figure, theirs: Figure) -> bool:
    """Whether both have the same unit of measurement or are both dates."""
    if isinstance(mine.value, Amount) and isinstance(theirs.value, Amount):
        return mine.value.quantity.unit == theirs.value.quantity.unit is not None
    return True
