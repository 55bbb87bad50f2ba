"""A figure of B that A does not state but that follows from its figures: a sum, a rest, a product, a quotient, a share.

The search is small: two or three figures, each used once.  Products and quotients need a word that says so (``each``,
``per``, ``times``, ``equal``); sums and differences need figures that count alike; what is given away or sold is
not added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from auditor.statements.coverage import Coverage
from auditor.statements.figures import Amount
from auditor.statements.statement import Figure, Statement
from auditor.thesaurus import apart, key, same

MOST, FEW, SAID = 6, 4, 0.3
"""Figures of A from which two are taken at most, and three; how much of B's other words A must say."""
_RATES = frozenset(
    map(
        key,
        "each every per apiece times time row group equal equally split divide divided rate half twice double "
        "triple half dozen average pack box bag pile set both pair quarter third cost price weigh all".split(),
    )
)
_LOSSES = frozenset(
    map(
        key,
        "lose sell eat ate eaten spend use pay donate remove break broke throw threw burn drop discard drink "
        "drank waste tear tore die".split(),
    )
)
_GIFTS = frozenset(map(key, "give lend lent send sent hand".split()))
_RESTS = frozenset(map(key, "now left remain remaining still have has".split()))


@dataclass(frozen=True, slots=True)
class Term:
    """A value with how it came about: the figures it takes and the operations, outermost last."""

    value: Fraction
    words: str
    plus: frozenset[int]
    minus: frozenset[int]
    rated: bool

    @property
    def used(self) -> frozenset[int]:
        """The places of the figures that it takes."""
        return self.plus | self.minus


def derived(covered: Coverage, missing: Sequence[Figure]) -> tuple[Figure, str] | None:
    """The one figure that A lacks, and how it follows from A's figures and from B's others that A lacks."""
    if covered.share(names=False) < SAID:
        return None
    for wanted in missing:
        given = [f for f in missing if f is not wanted]
        stated = [*given, *(f for f in covered.a.figures if _point(f) is not None)]
        if None in (_point(wanted), *map(_point, given)) or not 2 <= len(stated) <= MOST:
            continue
        term = _found(covered, wanted, stated, frozenset(range(len(given))))
        if term:
            return wanted, f"{term.words} = {wanted.written}: it follows from what is stated"
    return None


def _point(figure: Figure) -> Fraction | None:
    """The exact value of an amount; None of bounds, ranges, dates and scores."""
    if not isinstance(figure.value, Amount):
        return None
    quantity = figure.value.quantity
    return Fraction(quantity.low) if quantity.low is not None and quantity.low == quantity.high else None


def _found(covered: Coverage, wanted: Figure, stated: Sequence[Figure], needed: frozenset[int]) -> Term | None:
    target = _point(wanted)
    assert target is not None
    leaves = [_leaf(place, figure, wanted) for place, figure in enumerate(stated)]
    rated = wanted.kind == "ratio" or _rated(covered)
    for size in (2, 3) if len(leaves) <= FEW else (2,):
        for chosen in combinations(leaves, size):
            for term in _terms(chosen, rated):
                if (
                    needed <= term.used
                    and (term.rated or not needed)
                    and _hits(term.value, target, wanted)
                    and _sensible(term, stated, wanted, covered)
                ):
                    return term
    return None


def _leaf(place: int, figure: Figure, wanted: Figure) -> Term:
    value = _point(figure)
    assert value is not None
    share = figure.kind == "ratio" and wanted.kind != "ratio"
    return Term(value / 100 if share else value, figure.written, frozenset({place}), frozenset(), share)


def _rated(covered: Coverage) -> bool:
    """Whether either statement speaks of so many for each."""
    compound = any(
        "/" in (f.value.quantity.unit or "")
        for s in (covered.a, covered.b)
        for f in s.figures
        if isinstance(f.value, Amount)
    )
    return compound or bool(_RATES & (covered.a.tokens | covered.b.tokens))


def _hits(value: Fraction, target: Fraction, wanted: Figure) -> bool:
    """Whether a value is the target, or is rounded to it where the target has decimals; a ratio may be in percent."""
    if wanted.kind == "ratio":
        return any(abs(each - target) * 2 <= 1 for each in (value * 100,))
    if value == target:
        return True
    quantity = wanted.value.quantity.low if isinstance(wanted.value, Amount) else None
    places = -int(quantity.as_tuple().exponent) if quantity is not None else 0
    return places > 0 and target.denominator > 1 and abs(value - target) * 2 * 10**places <= 1


def _terms(chosen: Sequence[Term], rated: bool) -> Iterator[Term]:
    """Every way to work the chosen figures into one, each used once."""
    if len(chosen) == 1:
        yield chosen[0]
        return
    for mask in range(1, 2 ** (len(chosen) - 1)):
        left = [t for i, t in enumerate(chosen) if mask >> i & 1]
        right = [t for i, t in enumerate(chosen) if not mask >> i & 1]
        for one in _terms(left, rated):
            for two in _terms(right, rated):
                yield from _joined(one, two, rated or one.rated or two.rated)


def _joined(one: Term, two: Term, rated: bool) -> Iterator[Term]:
    plus, minus = one.plus | two.plus, one.minus | two.minus
    yield Term(one.value + two.value, f"{one.words} + {two.words}", plus, minus, one.rated or two.rated)
    for more, less in ((one, two), (two, one)):
        if more.value >= less.value:
            yield Term(
                more.value - less.value,
                f"{more.words} − {_grouped(less)}",
                more.plus | less.minus,
                more.minus | less.plus,
                one.rated or two.rated,
            )
    if rated:
        yield Term(one.value * two.value, f"{_grouped(one)} × {_grouped(two)}", plus, minus, True)
        for over, under in ((one, two), (two, one)):
            if under.value:
                yield Term(over.value / under.value, f"{_grouped(over)} ÷ {_grouped(under)}", plus, minus, True)


def _grouped(term: Term) -> str:
    return f"({term.words})" if " + " in term.words or " − " in term.words else term.words


def _sensible(term: Term, stated: Sequence[Figure], wanted: Figure, covered: Coverage) -> bool:
    """Whether a sum is of things that may be added, and takes away what was given away."""
    if term.rated:
        return True
    figures = [stated[place] for place in sorted(term.used)]
    if any(_other_kind(figure, wanted, covered) for figure in figures):
        return False
    return not any(_lost(stated[place], wanted, covered) for place in term.plus if len(term.used) > 1)


def _other_kind(figure: Figure, wanted: Figure, covered: Coverage) -> bool:
    """Whether a figure counts what B's does not: red ones where B asks for violet ones."""
    if figure.kind != wanted.kind and not any(f.kind == "count" and not f.noun for f in (figure, wanted)):
        return True
    mine, theirs = dict(figure.context), dict(wanted.context)
    asked = {w for w, role in theirs.items() if role == "modifier" and w in covered.a.tokens}
    named = {w for w, role in mine.items() if role == "modifier"}
    same_noun = bool(figure.noun and wanted.noun and figure.noun in same(wanted.noun))
    return any(apart(x, y) for x in named for y in asked) or (
        same_noun and bool(asked) and bool(named) and not asked & named
    )


def _lost(figure: Figure, wanted: Figure, covered: Coverage) -> bool:
    """Whether a figure says what its holder no longer has, where B asks what is left."""
    if figure.verb == wanted.verb or figure.added or not (covered.b.tokens & _RESTS):
        return False
    if figure.verb in _LOSSES:
        return True
    return figure.verb in _GIFTS and _holder(covered.a, figure, covered.b)


def _holder(a: Statement, figure: Figure, b: Statement) -> bool:
    """Whether the giver is whom B speaks of: a pronoun, or the same name."""
    if not figure.doer:
        return False
    at = b.subject
    asked = b.grammar[at[0]].nodes[at[1]].text.casefold() if at else ""
    doer = figure.doer.casefold()
    return (
        doer == asked
        or doer in ("he", "she", "they", "it", "i", "we")
        or (asked in ("he", "she", "they") and doer == _first(a))
    )


def _first(a: Statement) -> str:
    at = a.subject
    return a.grammar[at[0]].nodes[at[1]].text.casefold() if at else ""
