"""Two statements -> the strongest relation between what they say, by an ordered list of levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from auditor.comparison.levels import agree
from auditor.statements import sums, verdicts
from auditor.statements.contrary import contrary
from auditor.statements.coverage import Coverage, beside, denials, meets, opposites
from auditor.statements.pairing import AGREEING_OUTCOMES, ENOUGH, SURE, Pair, pairs
from auditor.statements.statement import Figure, Statement, Word
from auditor.statements.verdicts import Verdict
from auditor.thesaurus import key, same

SAID, AGREED, WORDS, TURNED = 0.65, 0.65, 0.8, 0.8
"""How much of B's words A must say: for a conflict or an agreement of figures, an agreement or a conflict of words."""
_ONCE = frozenset(
    key(w)
    for w in "born birth die death found establish create form release publish premiere debut open launch build "
    "complete begin start end finish invent discover introduce incorporate construct write record design retire "
    "graduate dissolve disband patent lay laid ratify adopt abolish film movie book novel album song comedy drama "
    "play single series painting building bridge ship".split()
)
"""What happens but once to a thing, and works that are dated by it."""
_SETTINGS = frozenset({"in", "at", "from", "near", "across", "within", "throughout"})


@dataclass(frozen=True)
class Case:
    """Two statements with what was found between them, asked by one level after the other."""

    covered: Coverage

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """The words of B that only say who speaks, or whom it is about where A leaves it at ``it`` or ``the film``."""
        b = self.covered.b
        words, said = b.subject_words(), b.attribution()
        if nameless(self.covered.a):
            words = words if any(w.kind == "name" for w in words) else frozenset()
        else:
            words = frozenset(w for w in words if b.bracketed(w))
        return frozenset(w.key for w in words | said)

    @cached_property
    def found(self) -> tuple[Pair, ...]:
        """Every figure of B with its counterpart."""
        return pairs(self.covered.a, self.covered.b, self.unnamed)

    @cached_property
    def open(self) -> tuple[Pair, ...]:
        """The figures of B that A does not say."""
        return tuple(p for p in self.found if p.outcome not in AGREEING_OUTCOMES)

    def others(self) -> tuple[Word, ...]:
        """The names of B that A does not say."""
        return tuple(w for w in self.covered.names() if w.key not in self.unnamed)

    def elsewhat(self) -> str:
        """The word by which B is about something else, where A has another in its place: heron colony, gull colony."""
        a, b = self.covered.a, self.covered.b
        theirs = [w for w in b.subject_words() if w not in self.covered.met and w.key not in self.unnamed]
        mine = [w for w in a.subject_words() if not meets(w, b)]
        if not mine or not theirs or not (_alike(a, b) or {w.kind for w in (*mine, *theirs)} == {"name"}):
            return ""
        return min((w.sentence, w.node, w.text) for w in theirs)[2]


def _alike(a: Statement, b: Statement) -> bool:
    """Whether the subjects of both have the same head noun."""
    if a.subject is None or b.subject is None:
        return False
    one, two = (key(s.grammar[at[0]].nodes[at[1]].text) for s, at in ((a, a.subject), (b, b.subject)))
    return bool(same(one) & same(two))


def judge(a: Statement, b: Statement) -> Verdict:
    """How ``b`` stands to ``a``, and why: the first level that answers."""
    case = Case(Coverage(a, b))
    known = _summed(case) or contrary(case.covered) or _figures(case) or _words(case)
    return known or _unsaid(case) or _unlike(case) or verdicts.agreed(case.found)


def nameless(a: Statement) -> bool:
    """Whether a statement does not name what it speaks of: its subject is a pronoun or a plain noun."""
    if a.subject is None:
        return not any(w.kind == "name" for w in a.words)
    sentence, node = a.subject
    plain = a.grammar[sentence].nodes[node].tag in ("PRP", "DT", "WDT", "NN", "NNS")
    return plain and not any(w.kind == "name" for w in a.words_below(sentence, [node]))


def _summed(case: Case) -> Verdict | None:
    """The one figure that A lacks follows from its others."""
    if not 0 < len(case.open) <= 2:
        return None
    worked = sums.derived(case.covered, [p.theirs for p in case.open])
    if worked is None:
        return None
    wanted, reason = worked
    pair = next(p for p in case.open if p.theirs is wanted)
    return verdicts.of_pair(agree("worked out", reason, "equal"), Pair(wanted, None, "missing", pair.reason))


def _figures(case: Case) -> Verdict | None:
    """A figure of B can't be right beside its counterpart, and A says the rest of B."""
    if case.elsewhat():
        return None
    for sentence in sorted({p.theirs.sentence for p in case.open}):
        inside = [p for p in case.found if p.theirs.sentence == sentence]
        others = any(w.sentence == sentence for w in case.others())
        if others or any(p.outcome in ("missing", "overlap") for p in inside):
            continue
        dates = [p for p in inside if p in case.open and p.theirs.kind == "date" and not _once(p)]
        if dates and len(dates) < len(inside):
            return verdicts.differs(dates[0].reason, dates[0])
        for pair in inside:
            if pair in case.open and _clashes(case, pair):
                return verdicts.apart(pair)
    return None


def _clashes(case: Case, pair: Pair) -> bool:
    """Whether a figure that can't be right beside its counterpart is said of the same thing."""
    if pair.fit < (ENOUGH if pair.surely else SURE) or shared_out(case.covered, pair):
        return False
    if pair.theirs.kind == "date" and not _once(pair):
        return False
    besides, sentence = 1.0 if pair.surely else 0.0, pair.theirs.sentence
    return case.covered.share(case.unnamed, names=False, besides=besides, sentence=sentence) >= SAID


_PORTIONS = (
    frozenset({"each", "every", "apiece", "per"}),
    frozenset({"total", "altogether", "combined", "all"}),
    frozenset({"left", "remain", "remains", "remaining", "rest"}),
    frozenset({"another", "other", "others", "additional", "further"}),
    frozenset({"now", "currently", "nowadays"}),
)
"""Words that make a figure one of each, the sum of all, what is left, what comes on top, what is now."""
NEAR = 4
"""So near to a figure such a word stands."""


def shared_out(covered: Coverage, pair: Pair) -> bool:
    """Whether one figure is a portion, a sum or a rest and the other is not."""
    if pair.mine is None:
        return False
    return _portions(covered.a, pair.mine) != _portions(covered.b, pair.theirs)


def _portions(statement: Statement, figure: Figure) -> frozenset[int]:
    nodes = statement.grammar[figure.sentence].nodes[max(0, figure.node - NEAR) : figure.node + NEAR + 1]
    said = {n.text.casefold() for n in nodes if n.text.casefold() != "left" or n.tag in ("VBN", "JJ")}
    return frozenset(i for i, words in enumerate(_PORTIONS) if words & said)


def _once(pair: Pair) -> bool:
    """Whether what is dated happens but once, so that two dates can't both be right."""
    words = {w for w, _ in pair.theirs.context} | ({w for w, _ in pair.mine.context} if pair.mine else set())
    return bool(words & _ONCE)


def _words(case: Case) -> Verdict | None:
    """A word of B says the opposite of a word of A, or denies it, and all else is the same."""
    covered = case.covered
    if case.open or case.others() or case.elsewhat() or not covered.met:
        return None
    for mine, theirs in opposites(covered):
        rest = covered.share(without=case.unnamed | {theirs.key}, names=False)
        if mine.denied is theirs.denied and beside(covered, mine, theirs) and rest >= TURNED:
            return verdicts.opposite(mine.text, theirs.text)
    for mine, theirs in denials(covered):
        if covered.share(without=case.unnamed) >= TURNED:
            return verdicts.denied((mine if mine.denied else theirs).text, mine.denied)
    return None


def _unsaid(case: Case) -> Verdict | None:
    """A figure of B has no counterpart that agrees."""
    if not case.open:
        return None
    pair = case.open[0]
    if all(p.theirs.kind == "date" and p.outcome in ("apart", "overlap") for p in case.open) and not case.others():
        return verdicts.differs(pair.reason, pair)
    return verdicts.nothing("figure not said", pair.reason, pair)


def _unlike(case: Case) -> Verdict | None:
    """All figures agree, but the words do not: turned, of another place, or of something else."""
    covered = case.covered
    turned = [pair for pair in opposites(covered) if beside(covered, *pair)] + list(denials(covered))
    if turned:
        mine, theirs = turned[0]
        return verdicts.nothing(
            "turned",
            f'"{mine.text}" against "{theirs.text}", and too little else in common to say that it is of the same',
        )
    place = _elsewhere(case)
    if place:
        return verdicts.differs(f"one speaks of {place}, the other does not")
    subject = case.elsewhat()
    if subject:
        return verdicts.nothing("not said", f"one speaks of {subject}, the other does not")
    lacking = [w for w in covered.b.predicate() if w not in covered.met and w.key not in case.unnamed]
    if not lacking and covered.share(without=case.unnamed) >= (AGREED if case.found else WORDS):
        return None
    others = [w for w in covered.missing if w not in lacking and w.key not in case.unnamed]
    said = ", ".join(dict.fromkeys(w.text for w in (*lacking, *others)[:4]))
    return verdicts.nothing("not said", f"one speaks of {said}, the other does not")


def _elsewhere(case: Case) -> str:
    """The place of B that A does not name where A names another: ``in Texas`` against ``in Ohio``."""
    a, b = case.covered.a, case.covered.b
    mine = [w for w in a.words if w.kind == "name" and _placed(a, w) and w.key not in b.keys]
    theirs = [w for w in case.others() if _placed(b, w)]
    return theirs[0].text if mine and theirs else ""


def _placed(statement: Statement, word: Word) -> bool:
    nodes = statement.grammar[word.sentence].nodes
    node = nodes[word.node]
    return node.dep == "pobj" and nodes[node.head].text.casefold() in _SETTINGS
