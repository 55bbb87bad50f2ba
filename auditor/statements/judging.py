"""Two statements -> the strongest relation between what they say, by an ordered list of levels."""

from __future__ import annotations

from auditor.comparison.levels import agree, conflict, remark
from auditor.model import Judgement, Relation
from auditor.statements import sums
from auditor.statements.coverage import Coverage, denials, opposites
from auditor.statements.pairing import ENOUGH, Pair, pairs
from auditor.statements.statement import Statement, Word
from auditor.statements.thesaurus import key

SAID, SAID_NAMES, AGREED = 0.7, 1.0, 0.7
_ONCE = frozenset(
    key(w)
    for w in "born birth die death found establish form create release publish premiere debut open launch build complete begin start end "
    "finish invent discover introduce incorporate construct write record design retire graduate dissolve disband patent found lay ratify adopt abolish "
    "film movie book novel album song comedy drama play single series painting building bridge ship".split()
)


def judge(a: Statement, b: Statement) -> Judgement:
    """How ``b`` stands to ``a``, and why."""
    covered = Coverage(a, b)
    found = pairs(a, b)
    return (
        _figures_apart(covered, found)
        or _opposite(covered, found)
        or _unsaid(covered, found)
        or _agreed(covered, found)
    )


def _figures_apart(covered: Coverage, found: tuple[Pair, ...]) -> Judgement | None:
    for pair in found:
        if pair.outcome not in ("apart", "end") or pair.fit < ENOUGH:
            continue
        others = [p for p in found if p is not pair and p.outcome in ("missing", "overlap")]
        if others or not _said(covered, pair):
            continue
        if pair.theirs.kind == "date" and not _once(pair):
            continue
        return conflict("figures apart", pair.reason)
    return None


def _once(pair: Pair) -> bool:
    return any(word in _ONCE for word, role in pair.theirs.context)


def _said(covered: Coverage, pair: Pair) -> bool:
    return covered.share(names=False) >= SAID and not _other_names(covered)


def _other_names(covered: Coverage) -> tuple[Word, ...]:
    missing = covered.names()
    if not missing or _nameless(covered.a):
        return ()
    return missing


def _nameless(a: Statement) -> bool:
    """Whether a statement does not name what it speaks of: its subject is a pronoun or ``the`` something."""
    for grammar in a.grammar:
        for i, node in enumerate(grammar.nodes):
            if node.dep in ("nsubj", "nsubjpass") and grammar.nodes[node.head].dep == "ROOT":
                return node.tag in ("PRP", "DT", "WDT") or (node.tag in ("NN", "NNS") and not any(grammar.nodes[c].tag == "NNP" for c in grammar.children(i)))
    return False


def _opposite(covered: Coverage, found: tuple[Pair, ...]) -> Judgement | None:
    if any(p.outcome in ("missing", "overlap", "apart") for p in found) or _other_names(covered):
        return None
    for mine, theirs in opposites(covered):
        if covered.share(without={theirs.key}, names=False) >= 0.8 and len(covered.met) >= 2:
            return conflict("opposite words", f'one says "{mine.text}", the other "{theirs.text}", of the same')
    for mine, theirs in denials(covered):
        if covered.share() >= 0.8 and len(covered.met) >= 2:
            one, other = (mine, theirs) if mine.denied else (theirs, mine)
            return conflict("denied", f'one denies "{one.text}", the other affirms it')
    return None


def _unsaid(covered: Coverage, found: tuple[Pair, ...]) -> Judgement | None:
    missing = [p for p in found if p.outcome not in ("equal", "follows", "says more")]
    if not missing:
        return None
    sum_ = sums.derived(covered.a, covered.b, missing[0].theirs) if len(missing) == 1 else None
    if sum_:
        return agree("sum", sum_, "equal")
    return remark(Relation.NONE, "figure not said", missing[0].reason)


def _agreed(covered: Coverage, found: tuple[Pair, ...]) -> Judgement:
    share = covered.share()
    if share < AGREED:
        words = ", ".join(w.text for w in covered.missing[:4])
        return remark(Relation.NONE, "not said", f"one does not speak of {words}")
    if any(p.outcome == "says more" for p in found):
        return agree("figures agree", next(p.reason for p in found if p.outcome == "says more"), "a contains b")
    if found:
        return agree("figures agree", "; ".join(p.reason for p in found), "equal" if all(p.outcome == "equal" for p in found) else "b contains a")
    return agree("same words", "one says what the other says", "equal")
