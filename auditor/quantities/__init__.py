"""The number grammar: a text to its quantities, by offsets alone; no language model, linear in the text."""

from __future__ import annotations

from auditor.model import Quantity
from auditor.quantities import assembly


def find(text: str) -> list[Quantity]:
    """Every quantity that can be read safely, sorted by place and never overlapping; offsets are into ``text``.

    >>> [(q.low, q.high, q.unit) for q in find("Patients live 3-5 years; up to 40% of them longer.")]
    [(Decimal('3'), Decimal('5'), 'year'), (None, Decimal('40'), 'percent')]
    """
    found: list[Quantity] = []
    floor = 0
    for hit in assembly.SCREEN.finditer(text):
        if hit.start() < floor:
            continue
        quantities, end = assembly.read(text, hit.start(), floor)
        found.extend(quantities)
        floor = max(floor, end)
    return found


__all__ = ["find"]
