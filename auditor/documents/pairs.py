"""Cards that show a figure and what it is, one above the other: ``Greatest depth`` / ``84 m``, each in a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.documents.outline import Part, words
from auditor.model import BlockKind

_LONGEST = 60
_LEAST_CARDS = 2

Owner = tuple[int, int]
"""The identities of the element around a part, and of the one around that."""


def paired(text: str, parts: Sequence[Part], owners: Mapping[int, Owner]) -> list[Part]:
    """The parts with the figure of each card as an item that the card's other line labels.

    A card is an element with two short paragraphs, of which one holds the figure; two at least stand side by side.
    ``owners`` tells the elements around a part by its start.
    """
    counts: dict[int, list[int]] = {}
    for index, part in enumerate(parts):
        if part.start in owners:
            counts.setdefault(owners[part.start][0], []).append(index)
    cards = [held for held in counts.values() if len(held) == 2 and _is_card(text, [parts[index] for index in held])]
    rows: dict[int, list[list[int]]] = {}
    for held in cards:
        rows.setdefault(owners[parts[held[0]].start][1], []).append(held)
    result = list(parts)
    for row in rows.values():
        if len(row) >= _LEAST_CARDS:
            for first, second in row:
                figure, label = (second, first) if _has_figure(text, parts[second]) else (first, second)
                said = words(text[parts[label].start : parts[label].end]).rstrip(" :")
                result[label] = replace(parts[label], kind=BlockKind.ITEM, level=0)
                result[figure] = replace(parts[figure], kind=BlockKind.ITEM, level=0, label=said)
    return result


def _is_card(text: str, held: Sequence[Part]) -> bool:
    shown = [words(text[part.start : part.end]) for part in held]
    figures = [_has_figure(text, part) for part in held]
    return (
        held[1].kind is BlockKind.PARAGRAPH
        and held[0].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and all(0 < len(each) <= _LONGEST and each[-1] not in ".?!" for each in shown)
        and figures[0] != figures[1]
    )


def _has_figure(text: str, part: Part) -> bool:
    return any(character.isdigit() for character in text[part.start : part.end])
