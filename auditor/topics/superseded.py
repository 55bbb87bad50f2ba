"""Contradictions that time explains: a newer document differs from an older one on a thing that changes with time.

That a thing changes is said by its rule (``changes``), by its unit (money, people counted by their standing), or by the
sentence itself (``currently``, ``as of``).  When somebody spoke is the year that a claim is for, else its document's
date; a claim without either is set against nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from auditor.comparison.levels import sentence
from auditor.comparison.wording import reading as words
from auditor.cues import stem
from auditor.model import Claim, Document, Edge, Flag, FlagKind, Interval, Position, Relation, Severity
from auditor.topics.law import Law
from auditor.units import dimension

ENOUGH = timedelta(days=365)
"""So long at least must lie between the last of the older and the first of the newer."""
_NOW = re.compile(
    r"\b(?:currently|at present|presently|as of|as at|to date|so far|nowadays|these days|at the moment|now|today|"
    r"latest)\b",
    re.I,
)
_STANDING = frozenset(
    map(
        stem,
        "inhabitants residents employees staff members users customers subscribers students pupils followers "
        "volunteers passengers visitors".split(),
    )
)
"""People counted by what they are at the time, not as those of a study."""


@dataclass(frozen=True, slots=True)
class Times:
    """When each document was written, by its identifier, and which claims speak of now in their own sentence."""

    dates: Mapping[str, str]
    now: frozenset[str]


def times(documents: Iterable[Document], claims: Iterable[Claim]) -> Times:
    """What the documents say of time."""
    texts = {document.id: document for document in documents}
    said = {c.id: texts[c.source].text[c.sentence.start : c.sentence.end] for c in claims if c.source in texts}
    now = frozenset(name for name, text in said.items() if _NOW.search(text))
    return Times({name: document.metadata.date for name, document in texts.items()}, now)


def superseded(
    edges: Sequence[Edge], held: Sequence[Position], claims: Sequence[Claim], law: Law, known: Times
) -> tuple[tuple[Edge, ...], tuple[Flag, ...]]:
    """The edges of a topic, with those marked that time explains, and a flag for each; such a conflict is a warning."""
    contrary = {name for e in edges if e.judgement.relation is Relation.CONFLICT for name in (e.a, e.b)}
    of = {claim.id: claim for claim in claims} if contrary else {}
    told = {p.id: _told(p, [of[name] for name in p.claims], law, known) for p in held if p.id in contrary}
    found: list[Edge] = []
    flags: dict[Flag, None] = {}
    for edge in edges:
        flag = _flag(told[edge.a], told[edge.b]) if edge.judgement.relation is Relation.CONFLICT else None
        if flag is None:
            found.append(edge)
            continue
        flags[flag] = None
        milder = edge.judgement.severity if edge.judgement.severity is Severity.INFO else Severity.WARNING
        found.append(replace(edge, judgement=replace(edge.judgement, severity=milder), superseded=True))
    return tuple(found), tuple(flags)


@dataclass(frozen=True, slots=True)
class _Told:
    """A position, whether it is on a thing that changes, and the first and the last date on which it was told."""

    position: Position
    attribute: str
    changes: bool
    first: str
    last: str


def _told(position: Position, claims: Sequence[Claim], law: Law, known: Times) -> _Told:
    attribute = claims[0].attribute
    changes = law.changes(attribute) or any(claim.id in known.now or _passing(claim) for claim in claims)
    days = {_said(claim, known) for claim in claims}
    if "" in days:
        return _Told(position, attribute, changes, "", "")
    return _Told(position, attribute, changes, min(days, key=_begins), max(days, key=_ends))


def _passing(claim: Claim) -> bool:
    """Whether a claim is on money, or counts people by their standing."""
    value = claim.reading.value
    if not isinstance(value, Interval):
        return False
    return dimension(value.unit).startswith("money") or stem(value.unit.rpartition(" ")[2]) in _STANDING


def _flag(a: _Told, b: _Told) -> Flag | None:
    """A flag on two positions that contradict each other, the older first, where time may explain that."""
    if not (a.changes or b.changes) or not (a.first and b.first):
        return None
    older, newer = (a, b) if _begins(a.first) <= _begins(b.first) else (b, a)
    if _begins(newer.first) - _ends(older.last) < ENOUGH:
        return None
    reason = (
        f"{words(older.position.reading)} was said in {older.last}, {words(newer.position.reading)} in {newer.first}. "
        f"{older.attribute} can change with time: the older is possibly superseded"
    )
    return Flag(FlagKind.SUPERSEDED, (*older.position.claims, *newer.position.claims), sentence(reason))


def _said(claim: Claim, known: Times) -> str:
    """The year, month or day of which a claim speaks, ISO 8601; empty where nothing says it."""
    year = re.search(r"\b(?:19|20)\d\d\b", dict(claim.reading.scope).get("time", ""))
    return year[0] if year else known.dates.get(claim.source, "")


def _begins(when: str) -> date:
    """The first day of a date as precise as stated."""
    year, month, day = (*(int(part) for part in when[:10].split("-")), 1, 1)[:3]
    return date(year, month, day)


def _ends(when: str) -> date:
    """The last day of a date as precise as stated."""
    first = _begins(when)
    if len(when) >= 10:
        return first
    months = first.month if len(when) >= 7 else 12
    return date(first.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
