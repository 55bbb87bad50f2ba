"""Which quantities can be claims at all: figures of fact, not pronouns, examples or asides."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.extraction.screening import Sentence
from auditor.model import Quantity
from auditor.units import dimension

_EXAMPLE = re.compile(r"^(?:for (?:example|instance)|e\.g\.|suppose|imagine|let us|let's|say,)", re.IGNORECASE)
_SMALL = Decimal(2)


def worth(sentence: Sentence, quantity: Quantity) -> str:
    """Why a quantity makes no claim, or an empty string where it may make one."""
    if sentence.question:
        return "stands in a question"
    if _EXAMPLE.match(sentence.text):
        return "stands in an example"
    if not quantity.unit:
        return "has no unit and counts nothing"
    kind = dimension(quantity.unit)
    written = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]
    if kind == "count" and quantity.low == quantity.high and quantity.low is not None:
        if quantity.low <= _SMALL and not re.search(r"\d", written):
            return "counts one or two of something in passing"
        if quantity.low == 1:
            return "counts one of something in passing"
    return ""
