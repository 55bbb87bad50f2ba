"""Where claims of different documents meet: the same attribute in other words.

Figures meet by what their sentences say around them, weighed by a fitted model; names and answers meet by the words of
their keys.  Claims that a rule reads have their attribute already, and lend it to the open ones that meet them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from auditor.alignment import linking, names
from auditor.alignment.context import contexts
from auditor.alignment.likeness import NAMES, keyed
from auditor.model import Claim, Document, Interval, Reading


class Aligned(NamedTuple):
    """Claims with the attributes by which they meet, and the pairs (by identifier) that a third brought together.

    The latter, where they differ, are too unlike for a contradiction.
    """

    claims: tuple[Claim, ...]
    strangers: frozenset[frozenset[str]]


def align(claims: Sequence[Claim], documents: Iterable[Document], subject: Set[str]) -> Aligned:
    """Give open claims that meet one attribute; all others keep an attribute of their own.

    ``subject`` holds the stems of the subject's names, which tell no attribute from another.
    """
    first: dict[tuple[str, str, tuple[str, ...], Reading, str], str] = {}
    same = {c.id: c.id if settled(c) else first.setdefault(_statement(c), c.id) for c in claims}
    kept = [c for c in claims if same[c.id] == c.id]
    measured = [c for c in kept if c.key or c.rule] if any(map(_open_figure, kept)) else []
    numbers = contexts(measured, documents, subject)
    figures = linking.groups(numbers)
    named = [each for each in (keyed(c) for c in kept if c.open and not settled(c)) if each.kind in NAMES]
    groups = [[each.claim for each in group] for group in figures]
    groups += [[each.claim for each in group] for group in names.groups(named)]
    groups += _settled(claims)
    groups += [[c] for c in kept if c.open and not c.key and keyed(c).kind not in NAMES]
    found = _named(sorted(groups, key=lambda group: group[0].id), {c.attribute for c in claims if not c.open})
    aligned = tuple(replace(c, attribute=found[same[c.id]]) if c.open else c for c in claims)
    return Aligned(aligned, linking.strangers(numbers, figures))


def _open_figure(claim: Claim) -> bool:
    """Whether a claim is a figure that no rule reads: those of rules meet by their attribute, and need no weighing."""
    return bool(claim.open and claim.key) and isinstance(claim.reading.value, Interval)


def settled(claim: Claim) -> bool:
    """Whether the reading said already what an open claim meets: its key is one mark, beginning with ``=``."""
    return claim.key[:1] != () and claim.key[0].startswith("=")


def _settled(claims: Iterable[Claim]) -> list[list[Claim]]:
    found: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in filter(settled, claims):
        found.setdefault((claim.subject, claim.key), []).append(claim)
    return list(found.values())


def _statement(claim: Claim) -> tuple[str, str, tuple[str, ...], Reading, str]:
    """What makes two claims one statement, however many documents repeat it; an open one without a key is its own."""
    if claim.rule:
        return claim.subject, claim.attribute, (), claim.reading, claim.quote
    return claim.subject, (claim.attribute if claim.key else claim.id), claim.key, claim.reading, ""


def _named(groups: Sequence[Sequence[Claim]], taken: Iterable[str]) -> dict[str, str]:
    """Open claim -> attribute: that of the rule in its group, or the shortest name there, numbered where taken."""
    found: dict[str, str] = {}
    used = Counter(taken)
    for group in groups:
        ruled = next((each.attribute for each in group if not each.open), "")
        label = ruled or _free(min((each.attribute for each in group), key=lambda n: (len(n), n)), used)
        found.update({each.id: label for each in group if each.open})
    return found


def _free(name: str, used: Counter[str]) -> str:
    """The name, with a number where another attribute has it already."""
    used[name] += 1
    label = name if used[name] == 1 else f"{name} ({used[name]})"
    used[label] += label != name
    return label
