"""Two answers of yes or no, each as firm as it is stated."""

from __future__ import annotations

from auditor.comparison.levels import Level, agree, conflict, remark
from auditor.comparison.wording import polarity as words
from auditor.model import Hedge, Judgement, Polarity, Relation, Severity


def _same(a: Polarity, b: Polarity) -> Judgement | None:
    if a.holds is not b.holds:
        return None
    if a.hedge is b.hedge:
        return agree("same answer", f"both say {words(a)}", "equal")
    return agree("same answer", f"both say {'yes' if a.holds else 'no'}, one more firmly: {_against(a, b)}", "equal")


def _both_possible(a: Polarity, b: Polarity) -> Judgement | None:
    if a.hedge is b.hedge is Hedge.POSSIBLE:
        reason = "one says that it can be so, the other that it can be otherwise: both may hold"
        return remark(Relation.OVERLAP, "both possible", reason)
    return None


def _flat(a: Polarity, b: Polarity) -> Judgement | None:
    if a.hedge is b.hedge is Hedge.FLAT:
        return conflict("contradiction", "one says yes, the other no, and neither leaves an exception")
    return None


def _hedged_both(a: Polarity, b: Polarity) -> Judgement | None:
    if Hedge.FLAT in (a.hedge, b.hedge):
        return None
    reason = f"{_against(a, b)}: opposite answers, hedged on both sides"
    return conflict("hedged on both sides", reason, Severity.WARNING)


def _hedged_one(a: Polarity, b: Polarity) -> Judgement | None:
    reason = f"{_against(a, b)}: opposite answers, hedged on one side only"
    return conflict("hedged on one side", reason, Severity.WARNING)


def _against(a: Polarity, b: Polarity) -> str:
    return f"{words(a)} against {words(b)}"


LEVELS: tuple[Level[Polarity], ...] = (
    Level("same answer", "both say yes or both say no, however firmly", _same),
    Level("both possible", "can be, can be otherwise: no contradiction", _both_possible),
    Level("contradiction", "opposite answers, both without a hedge", _flat),
    Level("hedged on both sides", "opposite answers, both hedged and at least one of them usual", _hedged_both),
    Level("hedged on one side", "opposite answers, one of them hedged", _hedged_one),
)
