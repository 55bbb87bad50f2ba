"""The number grammar: a text to its quantities, by offsets alone; no language model, linear in the text.

One hit of ``screen`` after the other: ``digits`` or ``wordings`` decide what it is, ``terms`` reads the number with
its unit, ``ranges`` and ``bounds`` what it says together with the words around it.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import replace

from auditor.model import Quantity
from auditor.quantities import digits, wordings
from auditor.quantities.screen import SCREEN

_GAPS = re.compile(r"[ \t]{2,}|[ \t]+(?=\n)|(?<=\n)[ \t]+")
_RAISED = re.compile(r"(?:[A-Za-zµμ°)]|[×x] ?10)(     )(?=[-−–]?\d{1,2} {6,7}\S)")
"""What masking leaves of ``m<sup>2</sup>``: five spaces, a small number, six spaces."""


def find(text: str) -> list[Quantity]:
    """Every quantity that can be read safely, sorted by place and never overlapping; offsets are into ``text``.

    Runs of spaces (masked markup, columns) count as one.

    >>> [(q.low, q.high, q.unit) for q in find("Patients live 3-5   years; up to 40% of them longer.")]
    [(Decimal('3'), Decimal('5'), 'year'), (None, Decimal('40'), 'percent')]
    """
    if "  " not in text:
        return _find(text)
    short, cuts, shifts = _closed_up(text)

    def back(at: int) -> int:
        return at + shifts[bisect.bisect_right(cuts, at) - 1]

    return [replace(quantity, start=back(quantity.start), end=back(quantity.end - 1) + 1) for quantity in _find(short)]


def _closed_up(text: str) -> tuple[str, list[int], list[int]]:
    """``text`` with runs of spaces as one (two between digits: columns), and how places shift back."""
    parts, cuts, shifts, at, length = [], [0], [0], 0, 0
    raised = {found.start(1) for found in _RAISED.finditer(text)}
    for gap in _GAPS.finditer(text):
        before, behind = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
        filler = "" if "\n" in (before, behind) else "  " if before.isdigit() and behind.isdigit() else " "
        filler = "^" if gap.start() in raised else filler
        parts += [text[at : gap.start()], filler]
        length += gap.start() - at + len(filler)
        at = gap.end()
        cuts.append(length)
        shifts.append(at - length)
    return "".join(parts) + text[at:], cuts, shifts


def _find(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    floor = 0
    for hit in SCREEN.finditer(text):
        if hit.start() < floor:
            continue
        read = wordings.read if hit[0].isalpha() else digits.read
        quantities, end = read(text, hit.start(), floor)
        found.extend(quantities)
        floor = max(floor, end)
    return found


__all__ = ["find"]
