"""What a document says in a sentence and again in a row of figures: ``ectopia lentis``, about half and 7.5 %."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from auditor.alignment.context import Context
from auditor.model import Interval

SHORTEST = 6
"""A label with fewer letters is too common a word to be known again."""


def told_twice(figures: Sequence[Context]) -> Iterator[tuple[int, int]]:
    """Pairs of places: a share in a row, and the one share of a sentence of the same document that holds its label."""
    labels = {place: _label(each) for place, each in enumerate(figures) if _share(each)}
    rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for place, label in labels.items():
        if label:
            rows[figures[place].claim.source].append((label, place))
    alone = Counter((figures[p].claim.source, figures[p].claim.sentence) for p in labels)
    for place, label in labels.items():
        claim = figures[place].claim
        if label or alone[claim.source, claim.sentence] > 1:
            continue
        if (row := _nearest(figures[place], rows[claim.source])) is not None:
            yield row, place


def _nearest(each: Context, rows: Sequence[tuple[str, int]]) -> int | None:
    """The row whose label stands nearest to a figure in its sentence, before or behind it."""
    before, behind = (part.lower() for part in each.frame[1:])
    found: list[tuple[int, int]] = []
    for label, row in rows:
        if label not in before and label not in behind:
            continue
        pattern = rf"\b{re.escape(label)}\b"
        found += [(len(before) - match.end(), row) for match in re.finditer(pattern, before)]
        found += [(match.start(), row) for match in re.finditer(pattern, behind)]
    return min(found)[1] if found else None


def _share(each: Context) -> bool:
    value = each.claim.reading.value
    return isinstance(value, Interval) and value.unit == "percent" and not each.claim.rule


def _label(each: Context) -> str:
    """The label of a row that holds nothing but a figure, in lower case, or nothing."""
    label, before, behind = each.frame
    label = label.split(" | ")[0]
    bare = before.strip(" :|*-") in ("", label) and not behind.strip(" .;|*")
    return label.lower() if bare and len(label) >= SHORTEST else ""
