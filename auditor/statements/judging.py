"""Two statements -> the strongest relation between what they say, by an ordered list of levels."""

from __future__ import annotations

from auditor.comparison.levels import agree, conflict, remark
from auditor.model import Judgement, Relation
from auditor.statements import sums
from auditor.statements.coverage import Coverage, beside, denials, opposites
from auditor.statements.pairing import ENOUGH, SURE, Pair, pairs
from auditor.statements.statement import Statement, Word
from auditor.statements.thesaurus import key

SAID, AGREED = 0.6, 0.65
_ONCE = frozenset(
    key(w)
    for w in "born birth die death found establish form create release publish premiere debut open launch build complete begin start end "
    "finish invent discover introduce incorporate construct write record design retire graduate dissolve disband patent found lay laid ratify adopt abolish "
    "film movie book novel album song comedy drama play single series painting building bridge ship".split()
)


def judge(a: Statement, b: Statement) -> Judgement:
    """How ``b`` stands to ``a``, and why."""
    covered = Coverage(a, b)
    unnamed = frozenset(w.key for w in _unnamed(covered))
    found = pairs(a, b, unnamed)
    return (
        _summed(covered, found)
        or _figures_apart(covered, found, unnamed)
        or _opposite(covered, found, unnamed)
        or _unsaid(found)
        or _agreed(covered, found, unnamed)
    )


def _unnamed(covered: Coverage) -> frozenset[Word]:
    """The words by which B says who is meant, where A leaves it at a pronoun, ``the film`` or nothing."""
    words, said = covered.b.subject_words(), covered.b.attribution()
    if _nameless(covered.a):
        return said | words if any(w.kind == "name" for w in words) else said
    return said | frozenset(w for w in words if covered.b.bracketed(w))


def _nameless(a: Statement) -> bool:
    """Whether a statement does not name what it speaks of: its subject is a pronoun or a plain noun."""
    at = a.subject
    if at is None:
        return not any(w.kind == "name" for w in a.words)
    grammar = a.grammar[at[0]]
    return grammar.nodes[at[1]].tag in ("PRP", "DT", "WDT", "NN", "NNS") and not any(w.kind == "name" for w in a.words_below(at[0], [at[1]]))


def _summed(covered: Coverage, found: tuple[Pair, ...]) -> Judgement | None:
    missing = [p for p in found if p.outcome not in ("equal", "follows", "says more")]
    return sums.derived(covered, [p.theirs for p in missing]) if 0 < len(missing) <= 2 else None


def _figures_apart(covered: Coverage, found: tuple[Pair, ...], unnamed: frozenset[str]) -> Judgement | None:
    for pair in found:
        if pair.outcome not in ("apart", "end") or pair.fit < (ENOUGH if pair.surely else SURE):
            continue
        if any(p.outcome in ("missing", "overlap") for p in found) or not _said(covered, unnamed):
            continue
        if pair.theirs.kind == "date" and not _once(pair):
            continue
        return conflict("figures apart", pair.reason)
    return None


def _once(pair: Pair) -> bool:
    """Whether what is dated happens but once, so that two dates can't both be right."""
    words = {w for w, _ in pair.theirs.context} | ({w for w, _ in pair.mine.context} if pair.mine else set())
    return bool(words & _ONCE)


def _said(covered: Coverage, unnamed: frozenset[str]) -> bool:
    others = [w for w in covered.names() if w.key not in unnamed]
    return covered.share(without=unnamed, names=False) >= SAID and not others


def _opposite(covered: Coverage, found: tuple[Pair, ...], unnamed: frozenset[str]) -> Judgement | None:
    if any(p.outcome in ("missing", "overlap", "apart") for p in found):
        return None
    if any(w.key not in unnamed for w in covered.names()) or len(covered.met) + len(found) < 2:
        return None
    for mine, theirs in opposites(covered):
        if beside(covered, mine, theirs) and mine.denied is theirs.denied and covered.share(without=unnamed | {theirs.key}, names=False) >= 0.8:
            return conflict("opposite words", f'one says "{mine.text}", the other "{theirs.text}", of the same')
    for mine, theirs in denials(covered):
        if covered.share(without=unnamed) >= 0.8:
            one = mine if mine.denied else theirs
            return conflict("denied", f'one denies "{one.text}", the other affirms it')
    return None


def _unsaid(found: tuple[Pair, ...]) -> Judgement | None:
    missing = [p for p in found if p.outcome not in ("equal", "follows", "says more")]
    return remark(Relation.NONE, "figure not said", missing[0].reason) if missing else None


def _agreed(covered: Coverage, found: tuple[Pair, ...], unnamed: frozenset[str]) -> Judgement:
    turned = [pair for pair in opposites(covered) if beside(covered, *pair)] + list(denials(covered))
    if turned:
        return remark(Relation.NONE, "turned", f'"{turned[0][0].text}" against "{turned[0][1].text}": not the same, but not clearly of the same thing')
    lacking = [w for w in covered.b.predicate() if w not in covered.met and w.key not in unnamed]
    if covered.share(without=unnamed) < AGREED or lacking:
        words = ", ".join(w.text for w in (*lacking, *(w for w in covered.missing if w not in lacking and w.key not in unnamed))[:4])
        return remark(Relation.NONE, "not said", f"one does not speak of {words}")
    if any(p.outcome == "says more" for p in found):
        return agree("figures agree", next(p.reason for p in found if p.outcome == "says more"), "a contains b")
    if found:
        return agree("figures agree", "; ".join(p.reason for p in found), "equal" if all(p.outcome == "equal" for p in found) else "b contains a")
    return agree("same words", "one says what the other says", "equal")
