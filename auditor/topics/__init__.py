"""Claims -> topics: what all documents say on one attribute of one subject, who says it, and where they part.

Sources that say the same thing share a position and only positions are compared, so nothing is quadratic in sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

from auditor.comparison.levels import remark
from auditor.comparison.wording import reading as words
from auditor.model import Claim, Document, Edge, Flag, FlagKind, Position, Relation, Severity, Topic
from auditor.rules import Rules
from auditor.topics.asides import Around, around, told_apart
from auditor.topics.beside import beside
from auditor.topics.clashing import clashing
from auditor.topics.consequences import consequences
from auditor.topics.derived import derived
from auditor.topics.law import Law, read, subject_of
from auditor.topics.outdated import outdated
from auditor.topics.parts import oversized
from auditor.topics.positions import digest, positions
from auditor.topics.superseded import Times, superseded, times
from auditor.topics.traps import trapped
from auditor.topics.worded import worded

__all__ = ["build"]

PAIRWISE = 200
"""Up to so many positions each is compared with each; beyond, only with its neighbours in the order of values."""
BUDGET = 12_000
"""Beyond, so many comparisons are shared out among the positions: each meets at least the one that follows it."""
_VERDICTS = (Relation.CONFLICT, Relation.OVERLAP, Relation.SCOPE, Relation.AGREE)
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_Name: TypeAlias = tuple[str, str]


def build(
    claims: Sequence[Claim],
    rules: Rules,
    documents: Sequence[Document],
    date: str,
    strangers: frozenset[frozenset[str]] = frozenset(),
) -> tuple[Topic, ...]:
    """The topics of an audit, sorted by subject and attribute, whatever the order of claims.

    ``date`` is the audit's, ISO 8601: dated facts are asked as of that day.  ``strangers`` are pairs of claims (by
    identifier) that meet, and are too unlike to contradict each other: on them nothing is said.
    """
    law = read(rules)
    known = times(documents, claims)
    groups: dict[_Name, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_name(claim), []).append(claim)
    text = around(documents, claims, rules.common.places)
    found = [_topic(group, law, known, date, strangers, text) for group in groups.values()]
    found = trapped(sorted(found, key=_order), law)
    own = beside(found, claims, documents)
    implied = (derived(found, law), consequences(found, law), oversized(found, law))
    more = (*implied, worded(found, law, claims), clashing(found, law), own)
    return tuple(_flagged(topic, [flag for each in more for flag in each.get(topic.id, ())]) for topic in found)


def _flagged(topic: Topic, flags: Sequence[Flag]) -> Topic:
    return replace(topic, flags=(*topic.flags, *flags)) if flags else topic


def _order(topic: Topic) -> tuple[str, str, str]:
    return topic.subject.casefold(), topic.attribute.casefold(), topic.id


def _name(claim: Claim) -> _Name:
    """What claims meet by: subject and attribute (open claims were given one by ``auditor.alignment``)."""
    return claim.subject.casefold(), claim.attribute.casefold()


def _topic(
    claims: Sequence[Claim], law: Law, known: Times, date: str, strangers: frozenset[frozenset[str]], text: Around
) -> Topic:
    subject, attribute = subject_of(claims), _attribute(claims)
    identity = _name(claims[0])
    held = positions(identity, claims)
    single = any(claim.single for claim in claims)
    ordered = sorted(claims, key=lambda claim: (claim.source, claim.start, claim.id))
    met = tuple(_edges(held, attribute, law, single, any(claim.open for claim in claims)))
    met = tuple(edge for edge in met if not (strangers and _strange(edge, held, strangers)))
    met = _without_asides(met, held, {claim.id: claim for claim in claims}, text)
    edges, older = superseded(met, held, ordered, law, known)
    flags = (*_internal(edges, held, ordered), *outdated(ordered, law, known.dates, date), *older)
    limit = law.severity(attribute, claims[0].open)
    verdict = _verdict(edges, held)
    return Topic(digest(*identity), attribute, subject, verdict, _severity(edges, limit), held, edges, flags)


def _attribute(claims: Sequence[Claim]) -> str:
    counts = Counter(claim.attribute for claim in claims)
    return min(counts, key=lambda attribute: (-counts[attribute], attribute))


def _edges(held: Sequence[Position], attribute: str, law: Law, single: bool, alike: bool) -> Iterator[Edge]:
    reach = len(held) if len(held) <= PAIRWISE else max(1, BUDGET // len(held))
    for index, a in enumerate(held):
        for b in held[index + 1 : index + 1 + reach]:
            judgement = law.judge(a.reading, b.reading, attribute, single, alike)
            if judgement.relation is not Relation.NONE:
                yield Edge(a.id, b.id, judgement, internal=len(a.sources) == 1 and a.sources == b.sources)


def _without_asides(
    edges: Sequence[Edge], held: Sequence[Position], claims: Mapping[str, Claim], text: Around
) -> tuple[Edge, ...]:
    """The edges, those taken for no conflict that the texts tell apart."""
    by_id = {position.id: position for position in held}

    def without(edge: Edge) -> Edge:
        a, b = by_id[edge.a], by_id[edge.b]
        if edge.judgement.relation is not Relation.CONFLICT:
            return edge
        reason = told_apart(a, b, claims, text)
        both = f"{words(a.reading)} and {words(b.reading)} are told apart: {reason}"
        return replace(edge, judgement=remark(Relation.SCOPE, "scope", both)) if reason else edge

    return tuple(without(edge) for edge in edges)


def _strange(edge: Edge, held: Sequence[Position], strangers: frozenset[frozenset[str]]) -> bool:
    """Whether a conflict stands between claims that only a third brought together."""
    if edge.judgement.relation is not Relation.CONFLICT:
        return False
    a, b = (position.claims for position in held if position.id in (edge.a, edge.b))
    return any(frozenset(pair) in strangers for pair in product(a, b))


def _verdict(edges: Sequence[Edge], held: Sequence[Position]) -> str:
    """The strongest relation; one source alone is ``single`` unless it contradicts itself, as are sources apart."""
    relations = {edge.judgement.relation for edge in edges}
    sources = {source for position in held for source in position.sources}
    if len(sources) == 1:
        return "conflict" if Relation.CONFLICT in relations else "single"
    if any(len(position.sources) > 1 for position in held):
        relations.add(Relation.AGREE)
    return next((relation.value for relation in _VERDICTS if relation in relations), "single")


def _severity(edges: Sequence[Edge], limit: Severity) -> Severity:
    """That of the gravest conflict, as far as the rule allows; without a conflict, information."""
    graves = [edge.judgement.severity for edge in edges if edge.judgement.relation is Relation.CONFLICT]
    if not graves:
        return Severity.INFO
    return max(min(graves, key=_SEVERITIES.index), limit, key=_SEVERITIES.index)


def _internal(edges: Sequence[Edge], held: Sequence[Position], claims: Sequence[Claim]) -> Iterator[Flag]:
    """A flag for every document that holds both sides of a conflict."""
    by_id = {position.id: position for position in held}
    of = {claim.id: claim.source for claim in claims}
    for edge in edges:
        if edge.judgement.relation is not Relation.CONFLICT:
            continue
        a, b = by_id[edge.a], by_id[edge.b]
        for source in sorted(set(a.sources) & set(b.sources)):
            own = tuple(claim for claim in (*a.claims, *b.claims) if of[claim] == source)
            yield Flag(FlagKind.INTERNAL, own, f"One document says both. {edge.judgement.reason}")
