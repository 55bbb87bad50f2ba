"""Which figure of A a figure of B is to be held against: what they count, and what they are said of."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal, TypeAlias

from auditor.extraction.described import WEIGHT
from auditor.statements.coverage import alike
from auditor.statements.figures import Amount
from auditor.statements.statement import Figure, Statement
from auditor.statements.values import Stand, stand
from auditor.thesaurus import apart, key, same

Outcome: TypeAlias = Literal["equal", "follows", "says more", "apart", "end", "overlap", "missing"]
ENOUGH = 0.4
"""So much of what a figure of B is said of must be said of a figure of A for the two to be held against each other."""
AGREEING, MARGIN, OWN = 0.3, 0.15, 0.4
"""What agreeing is worth beside the words; how much better the best candidate for a conflict must fit than the next."""
SURE = 0.8
"""The same where one of two counts does not say what it counts."""
_PERSONS = frozenset(
    key(w)
    for w in "people person man woman child boy girl patient soldier worker student passenger victim civilian resident "
    "adult protester officer employee member player voter citizen prisoner survivor participant user customer".split()
)
_DEATHS = frozenset(key(w) for w in "death fatality casualty injury".split())
"""What counts people by what became of them."""
_GENERAL = frozenset(key(w) for w in "people person".split())
AGREEING_OUTCOMES = frozenset({"equal", "follows", "says more"})
_ORDER = {"equal": 0, "follows": 1, "says more": 2, "end": 3, "apart": 4, "overlap": 5}


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of B with what was found for it in A; ``fit`` says how well the two are about the same, 0 to 1."""

    theirs: Figure
    mine: Figure | None
    outcome: Outcome
    reason: str
    fit: float = 0.0

    @property
    def surely(self) -> bool:
        """Whether both figures name what they measure: a unit, a noun, a date."""
        return self.mine is not None and (self.mine.kind != "count" or bool(self.mine.noun and self.theirs.noun))


def pairs(a: Statement, b: Statement, unnamed: frozenset[str] = frozenset()) -> tuple[Pair, ...]:
    """Every figure of B with the figure of A that it says again, or that it is to be held against, or none.

    ``unnamed``: words of B that say who is meant where A does not; they tell nothing of the figures.
    """
    first = [_best(a, b, each, unnamed) for each in b.figures]
    ranked = any(each.kind == "rank" for each in a.figures)
    first = [p for p in first if ranked or p.theirs.kind != "rank"]
    used = {id(p.mine) for p in first if p.outcome == "equal" or (p.outcome == "follows" and p.theirs.kind != "date")}
    return tuple(_best(a, b, p.theirs, unnamed, used) if p.outcome in ("apart", "end", "overlap") else p for p in first)


def _best(a: Statement, b: Statement, theirs: Figure, unnamed: frozenset[str], used: Set[int] = frozenset()) -> Pair:
    options: list[tuple[float, int, Pair]] = []
    for place, mine in enumerate(a.figures):
        if mine.kind != theirs.kind or not counts_alike(mine, theirs) or id(mine) in used:
            continue
        found: Stand = stand(mine.value, theirs.value)
        if found.standing == "other" or (theirs.kind == "rank" and found.standing != "equal"):
            continue
        fit = fitting((a, b), mine, theirs, unnamed)
        bonus = _bonus(mine, theirs, found)
        options.append((-fit - bonus, place, Pair(theirs, mine, found.standing, found.reason, fit)))
    if not options:
        return Pair(theirs, None, "missing", f'nothing is said that "{theirs.written}" could be held against')
    options.sort(key=lambda option: (option[0], _ORDER[option[2].outcome], option[1]))
    best = options[0][2]
    rivals = [p for rank, _, p in options[1:] if best.outcome in ("apart", "end") and rank - options[0][0] < MARGIN]
    if any(
        p.outcome == "apart" and stand(p.mine.value, best.mine.value).standing != "equal"
        for p in rivals
        if p.mine and best.mine
    ):
        return Pair(
            theirs, best.mine, "missing", f'more than one figure could be held against "{theirs.written}"', best.fit
        )
    return best


def _bonus(mine: Figure, theirs: Figure, found: Stand) -> float:
    """What the values say on whether two figures belong together; that an open bound fits is weak evidence."""
    if found.standing in ("equal", "end"):
        return AGREEING
    if found.standing in ("follows", "says more"):
        return (
            AGREEING / 3
            if any(
                isinstance(f.value, Amount) and None in (f.value.quantity.low, f.value.quantity.high)
                for f in (mine, theirs)
            )
            else AGREEING
        )
    return 0.0


def counts_alike(mine: Figure, theirs: Figure) -> bool:
    """Whether two figures may count the same: the same noun, persons and people, or a noun that is not said."""
    one, two = mine.noun, theirs.noun
    if mine.kind == "rank":
        return True
    if not one or not two or two in same(one) or alike(one, two):
        return True
    return bool({one, two} & _GENERAL) and {one, two} <= _PERSONS | _DEATHS


def fitting(
    both: tuple[Statement, Statement], mine: Figure, theirs: Figure, unnamed: frozenset[str] = frozenset()
) -> float:
    """How much of what B's figure is said of A's figure is said of too: words weighed by their part, 0 to 1.

    A word that stands elsewhere in A's sentence counts half; a head of A's figure that B does not name, against it.
    """
    said, wanted = dict(mine.context), dict(theirs.context)
    if any(apart(x, y) for x in said if x not in wanted for y in wanted if y not in said):
        return 0.0
    around = both[0].keys_of(mine.sentence)
    shared = 0.0
    whole = sum(OWN * WEIGHT[role] for word, role in mine.context if role == "head" and not _has(both[1].tokens, word))
    for word, role in wanted.items():
        if word in unnamed:
            continue
        weight = WEIGHT[role]
        whole += weight
        if _has(said.keys(), word):
            shared += weight
        elif _has(around, word):
            shared += 0.5 * weight
    noun = bool(mine.noun and theirs.noun) or _measured(mine, theirs)
    return (shared + (1 if noun else 0.5)) / (whole + 1)


def _has(words: Set[str], word: str) -> bool:
    return word in words or bool(same(word) & words) or any(alike(word, each) for each in words)


def _measured(mine: Figure, theirs: Figure) -> bool:
    """Whether both have the same unit of measurement or are both dates."""
    if isinstance(mine.value, Amount) and isinstance(theirs.value, Amount):
        return mine.value.quantity.unit == theirs.value.quantity.unit is not None
    return True
