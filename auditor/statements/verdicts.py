"""What is said of two statements: the judgement, and the two readings that it rests on, in notation."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.comparison.levels import agree, conflict, remark
from auditor.model import Judgement, Relation, Severity
from auditor.statements.pairing import Pair
from auditor.statements.values import notation


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement with the readings of A and B that decided it; empty where no figure or word did."""

    judgement: Judgement
    a: str = ""
    b: str = ""


def of_pair(judgement: Judgement, pair: Pair) -> Verdict:
    """A verdict that rests on two figures."""
    return Verdict(judgement, notation(pair.mine.value) if pair.mine else "", notation(pair.theirs.value))


def apart(pair: Pair) -> Verdict:
    """Two figures of one thing that can't both be right."""
    return of_pair(conflict("figures apart", pair.reason), pair)


def opposite(mine: str, theirs: str) -> Verdict:
    """Two words that say the opposite of the same."""
    return Verdict(conflict("opposite words", f'one says "{mine}", the other "{theirs}", of the same'), mine, theirs)


def denied(word: str, by_a: bool) -> Verdict:
    """One statement denies what the other says."""
    reason = f'one denies "{word}", the other says it'
    return Verdict(conflict("denied", reason, Severity.WARNING), *(("no", "yes") if by_a else ("yes", "no")))


def differs(reason: str, pair: Pair | None = None) -> Verdict:
    """The same is said of another time or place."""
    judgement = remark(Relation.SCOPE, "another time or place", reason)
    return of_pair(judgement, pair) if pair else Verdict(judgement)


def nothing(level: str, reason: str, pair: Pair | None = None) -> Verdict:
    """Nothing to compare."""
    judgement = remark(Relation.NONE, level, reason)
    return of_pair(judgement, pair) if pair else Verdict(judgement)


def agreed(found: tuple[Pair, ...]) -> Verdict:
    """Every figure of B is said by A: equal, or B's wider, or one of B's narrower than A's."""
    narrower = next((p for p in found if p.outcome == "says more"), None)
    if narrower:
        return of_pair(agree("figures agree", narrower.reason, "a contains b"), narrower)
    if not found:
        return Verdict(agree("same words", "one says what the other says", "equal"))
    reason = "; ".join(dict.fromkeys(p.reason[:1].lower() + p.reason[1:] for p in found))
    equal = all(p.outcome == "equal" for p in found)
    return of_pair(agree("figures agree", reason, "equal" if equal else "b contains a"), found[0])
