"""Equal figures for two measures that readers confuse: an incidence of 1 in 5,000 is no prevalence of 1 in 5,000.

Which attributes are confused stands in the rule (``confused_with``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.comparison.levels import remark
from auditor.comparison.wording import reading as words
from auditor.model import Edge, Interval, Position, Reading, Relation, Topic
from auditor.topics.law import Law, by_name


def trapped(topics: Sequence[Topic], law: Law) -> list[Topic]:
    """The topics, each with the positions of a confused attribute that state the same figure, as scope traps."""
    known = by_name(topics)
    return [_with_traps(topic, known, law) for topic in topics]


def _with_traps(topic: Topic, known: Mapping[tuple[str, str], Topic], law: Law) -> Topic:
    positions, edges = list(topic.positions), list(topic.relations)
    for rule in law.rules.get(topic.attribute.casefold(), ()):
        for name in rule.confused_with:
            other = known.get((topic.subject.casefold(), name.casefold()))
            for mine, theirs in _pairs(topic, other, law) if other is not None else ():
                if theirs not in positions:
                    positions.append(theirs)
                reason = (
                    f"the figures are equal ({words(mine.reading)}), but one is {topic.attribute}, the other {name}"
                )
                edges.append(Edge(mine.id, theirs.id, remark(Relation.SCOPE, "trap", reason)))
    if len(edges) == len(topic.relations):
        return topic
    verdict = "scope" if topic.verdict == "single" else topic.verdict
    return replace(topic, positions=tuple(positions), relations=tuple(edges), verdict=verdict)


def _pairs(topic: Topic, other: Topic, law: Law) -> Iterator[tuple[Position, Position]]:
    """Positions of two topics with the same figure, held by different sources."""
    for mine in topic.positions:
        for theirs in other.positions:
            figures = isinstance(mine.reading.value, Interval) and isinstance(theirs.reading.value, Interval)
            if figures and set(mine.sources) != set(theirs.sources):
                judgement = law.judge(_bare(mine.reading), _bare(theirs.reading), topic.attribute)
                if judgement.agreement == "equal":
                    yield mine, theirs


def _bare(reading: Reading) -> Reading:
    return Reading(reading.value, reading.approx)
