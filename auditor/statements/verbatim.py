"""Two statements that are the same word for word but for one figure: the figures alone decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from auditor.comparison.levels import agree, conflict, remark
from auditor.model import Judgement, Quantity, Relation
from auditor.quantities import find
from auditor.statements.figures import Amount, figures
from auditor.statements.values import Stand, notation, stand
from auditor.statements.verdicts import Verdict
from auditor.topics.misfits import contradictions

LEAST = 2
"""So many words at least must be the same."""
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
_BOUNDS = frozenset(
    "more less fewer greater than over under above below at least most about around approximately nearly almost "
    "up to exactly only no not roughly some".split()
)
_IDLE = frozenset({".", ",", '"', "'", "the", "a", "an"})


def verbatim(a: str, b: str) -> Verdict | None:
    """The verdict where both say the same in the same words but for one figure, else None."""
    one, two = (_TOKEN.findall(text) for text in (a, b))
    plain = [[token.casefold() for token in tokens] for tokens in (one, two)]
    if plain[0] == plain[1]:
        wrong = next(contradictions(a), None)
        if wrong is not None:
            return Verdict(
                conflict("contradicts itself", f"both say the same, which contradicts itself: {wrong.reason}")
            )
        return Verdict(agree("word for word", "both say the same, word for word", "equal"))
    changes = [op for op in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes() if op[0] != "equal"]
    same = sum(token.isalpha() for token in plain[0]) - sum(op[2] - op[1] for op in changes)
    if same < LEAST:
        return None
    first, last = min(op[1] for op in changes), max(op[2] for op in changes)
    start, end = min(op[3] for op in changes), max(op[4] for op in changes)
    return _judged(_around(one, first, last), _around(two, start, end))


def _around(tokens: Sequence[str], first: int, last: int) -> tuple[list[str], list[str]]:
    """What changed, with the bound and the number that it belongs to; and the token behind it, for its unit."""
    while first > 0 and tokens[first - 1].casefold() in _BOUNDS and last - first < 6:
        first -= 1
    if last < len(tokens) and not any(t[0].isdigit() for t in tokens[first:last]):
        last += 1
    return list(tokens[first:last]), list(tokens[last : last + 1])


def _judged(one: tuple[list[str], list[str]], two: tuple[list[str], list[str]]) -> Verdict | None:
    a, b = _amount(*one), _amount(*two)
    if a is None or b is None:
        return None
    found = stand(a, b, retold=False)
    return Verdict(_judgement(found), notation(a), notation(b))


def _judgement(found: Stand) -> Judgement:
    match found.standing:
        case "equal":
            return agree("same words, a figure", found.reason, "equal")
        case "follows":
            return agree("same words, a figure", found.reason, "b contains a")
        case "says more":
            return agree("same words, a figure", found.reason, "a contains b")
        case "apart" | "end":
            return conflict("same words, another figure", f"all else is the same, word for word: {found.reason}")
    return remark(Relation.OVERLAP, "same words, a figure", found.reason)


def _amount(changed: list[str], behind: list[str]) -> Amount | None:
    """The one amount that the changed words are; None where they say anything else."""
    numbers = [token for token in changed if token[0].isdigit()]
    others = {token.casefold() for token in changed if not token[0].isdigit()} - _BOUNDS - _IDLE
    if len(numbers) != 1 or others:
        return None
    for text in (" ".join([*changed, *behind]), " ".join(changed)):
        read = [f.value for f in figures(text) if isinstance(f.value, Amount)]
        if len(read) == 1 and len(find(text)) <= 1:
            return read[0]
    number = Decimal(numbers[0].replace(",", ""))
    return Amount(Quantity(0, 0, number, number, None), False)
