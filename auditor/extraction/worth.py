"""Which quantities can be claims at all: figures of fact, not pronouns, examples or asides."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.extraction.scopes import parts
from auditor.extraction.screening import Sentence
from auditor.model import BlockKind, Quantity
from auditor.units import dimension

_EXAMPLE = re.compile(r"^(?:for (?:example|instance)|e\.g\.|suppose|imagine|let us|let's|say,)", re.IGNORECASE)
_SMALL, _LARGE = Decimal(2), Decimal(100)
_SHORT = 8
_OFTEN = frozenset({"a", "an", "per", "each", "every"})
_EXACT = frozenset({"only", "exactly", "just"})


def worth(sentence: Sentence, quantity: Quantity) -> str:
    """Why a quantity makes no claim, or an empty string where it may make one."""
    if sentence.question:
        return "stands in a question"
    if _EXAMPLE.match(sentence.text):
        return "stands in an example"
    kind = dimension(quantity.unit or "")
    point = quantity.low is not None and quantity.low == quantity.high and quantity.modifier is None
    at = next((i for i, t in enumerate(sentence.tokens) if t.start == quantity.start), 0)
    if not quantity.unit and not _listed(sentence) and not _bare(sentence, quantity, at):
        return "has no unit and counts nothing"
    if kind == "count" and point and quantity.low is not None and quantity.low <= _SMALL and not _listed(sentence):
        written = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]
        if quantity.low == 1 or not (re.search(r"\d", written) or _deliberate(sentence, at)):
            return "counts one or two of something in passing"
    return ""


def _listed(sentence: Sentence) -> bool:
    """Whether the figure stands alone in a cell, or right behind a label."""
    block = sentence.block
    return block.kind is BlockKind.CELL or (block.kind is BlockKind.ITEM and bool(block.label) and len(sentence.tokens) <= _SHORT)


def _bare(sentence: Sentence, quantity: Quantity, at: int) -> bool:
    """Whether a number without a noun still counts: ``some 31,000 in 2018``, ``of whom 19 ...``; names are none."""
    before = sentence.tokens[at - 1] if at else None
    named = before is not None and at > 1 and before.word[:1].isupper()
    if named:
        return False
    if quantity.modifier is not None or quantity.low != quantity.high:
        return True
    return (quantity.low or Decimal(0)) >= _LARGE or (before is not None and before.word.lower() == "whom")


def _deliberate(sentence: Sentence, at: int) -> bool:
    """Whether a spelled one or two is meant as a figure: ``only two``, ``two shifts a day``."""
    near = sentence.tokens[at + 1 : at + 3]
    return (at > 0 and sentence.tokens[at - 1].word.lower() in _EXACT) or any(t.word.lower() in _OFTEN for t in near[:1])


def qualifies(sentence: Sentence, index: int) -> bool:
    """Whether a duration or an age only says which share is meant: ``5 % live longer than 10 years``."""
    quantity = sentence.quantities[index]
    if dimension(quantity.unit or "") != "time":
        return False
    at = {t.quantity: i for i, t in enumerate(sentence.tokens) if t.quantity >= 0}
    for other, share in enumerate(sentence.quantities[:index]):
        if share.unit != "percent":
            continue
        between = sentence.tokens[at[other] + 1 : at[index]]
        if len(between) <= 12 and not any(parts(t) or t.word in {",", "(", ")"} or t.quantity >= 0 for t in between):
            return True
    return False
