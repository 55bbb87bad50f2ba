"""Readings with their scope, in the words people read: ``3 to 5 years, from diagnosis``."""

from __future__ import annotations

from auditor.comparison import wording
from auditor.model import Reading, Scope

_SCOPE_WORDS = {
    "statistic": "{}",
    "from": "from {}",
    "population": "among {}",
    "place": "in {}",
    "period": "period: {}",
    "comparator": "compared with {}",
    "condition": "condition: {}",
}


def phrase(reading: Reading) -> str:
    """Return value and scope of ``reading`` in words.

    >>> from decimal import Decimal
    >>> from auditor.model import Interval
    >>> phrase(Reading(Interval(Decimal(3), Decimal(5), "year"), scope=(("from", "diagnosis"),)))
    '3 to 5 years, from diagnosis'
    """
    return ", ".join((wording.reading(reading), *scope_words(reading.scope)))


def scope_words(scope: Scope) -> tuple[str, ...]:
    """Return each aspect of ``scope`` in words, in its order.

    >>> scope_words((("place", "Norway"), ("period", "per year"), ("condition", "treated")))
    ('in Norway', 'per year', 'condition: treated')
    """
    return tuple(
        value if value.startswith("per ") else _SCOPE_WORDS.get(aspect, aspect + ": {}").format(value)
        for aspect, value in scope
    )


def sentence(reason: str) -> str:
    """Return ``reason`` with a capital and a full stop.

    >>> sentence("they share only 90 %")
    'They share only 90 %.'
    """
    text = reason.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) or not text else ".")


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``number`` with its word, in the plural (``many``, or with an s) where it is not one.

    >>> counted(1, "source"), counted(3, "source"), counted(2, "bears", "bear")
    ('1 source', '3 sources', '2 bear')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
