"""What an audit found, as single findings: each with a stable code, a place, a message and a fingerprint.

A topic gives one finding of a kind, not one for every pair of sources, so that one changed figure is one finding.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from auditor.comparison import wording
from auditor.comparison.levels import sentence
from auditor.model import Audit, Claim, Document, Edge, Flag, Position, Reading, Relation, Severity, Topic
from auditor.notation import show_scope
from auditor.topics.positions import content


class Code(NamedTuple):
    """What a code stands for: its kind, a title, and what it means and asks for, in sentences."""

    kind: str
    title: str
    help: str


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "AC101": Code(
            "conflict",
            "Sources contradict each other",
            "Two or more documents state on one attribute what cannot all hold. Find out which is right and correct "
            "the others; where each is right in its own place or time, say so in the text, and the limit is read.",
        ),
        "AC102": Code(
            "overlap",
            "Sources agree in part",
            "The figures or names of two or more documents share a part and differ in the rest. Use one range or one "
            "list everywhere, or say what limits each of them.",
        ),
        "AC103": Code(
            "scope",
            "One figure for different things",
            "Documents give the same figure for different things, such as years from onset and years from diagnosis. "
            "They do not confirm each other: check that neither was copied from the other without its limits.",
        ),
        "AC104": Code(
            "derived",
            "Disagreement that follows from another figure",
            "What a document says on one attribute leaves no room for what is said on another: two shares of a whole "
            "do not add up, or a share in words cannot mean the share in figures. Correct one of the two.",
        ),
        "AC105": Code(
            "internal",
            "A document contradicts itself",
            "One document states on one attribute what cannot all hold. Correct one of the two statements.",
        ),
        "AC201": Code(
            "outdated",
            "Overtaken by a dated fact",
            "A dated fact of the rules says that the statement no longer holds, or holds no longer as it is put. Bring "
            "it up to date, or say of what time it speaks.",
        ),
        "AC202": Code(
            "superseded",
            "Possibly superseded by a newer document",
            "A newer document says something else on a thing that changes with time, such as an approval, a price or a "
            "count. Both may have been right in their day: check which holds now, and bring the older up to date.",
        ),
        "AC301": Code(
            "silent",
            "A title asks what the text never says",
            "The title of the document asks for something that its text does not even mention. Answer it, or change "
            "the title.",
        ),
        "AC901": Code(
            "stale",
            "A decision on a finding that is no longer there",
            "A figure changed, or the contradiction was settled. Strike the entry, or let auditor decisions prune do "
            "it; where a figure changed, decide on the new finding.",
        ),
        "AC902": Code(
            "unused",
            "An ignore comment that ignores nothing",
            "The paragraph that the comment speaks for is part of no finding of that code. Strike the comment, or move "
            "it into the paragraph, or onto the line above it.",
        ),
        "AC903": Code(
            "unnamed",
            "An ignore comment that names no known code",
            "A comment must name the codes that it ignores, such as auditor: ignore AC101, and may then give a reason. "
            "Without one it ignores nothing.",
        ),
    }
)
"""Code -> what it stands for.  A code keeps its meaning in every later version; AC9.. are remarks, not findings."""

_CODE_OF = {code.kind: name for name, code in CODES.items()}
_GRAVITY = {"overlap": Severity.WARNING, "scope": Severity.INFO, "silent": Severity.INFO}
"""Severity of the kinds that no rule weighs; of all others that are not conflicts it is a warning."""
_NAMED = 3
"""At most so many sources are named in a message; more are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to decide on.

    ``kind`` is that of its code; ``topic`` an identifier of ``Audit.topics``, empty where no topic carries it.
    ``claims`` are identifiers, the newest document's first; ``source`` is the document in which the finding is shown,
    that of the first claim where there is one.  ``message`` is one line.  ``fingerprint`` is made of attribute, kind
    and what each source says, so that it changes with a figure and with nothing else: no line, no offset, no text
    around it.
    """

    code: str
    kind: str
    severity: str
    attribute: str
    subject: str
    topic: str
    claims: tuple[str, ...]
    message: str
    fingerprint: str
    source: str


def findings(audit: Audit, changed: Collection[str] = ()) -> tuple[Finding, ...]:
    """Every finding of an audit, sorted by code, subject, attribute and place, each with a fingerprint of its own.

    Claims whose identifiers are in ``changed`` stand before those of newer documents: there a reviewer has to look.
    """
    court = _Court(audit, changed)
    found: list[Finding] = []
    for topic in audit.topics:
        found += filter(None, (court.of_edges(topic, kind) for kind in ("conflict", "overlap", "scope")))
    found += court.of_flags()
    found.sort(key=lambda f: (f.code, f.subject.casefold(), f.attribute.casefold(), f.source, f.topic, f.fingerprint))
    taken = Counter(finding.fingerprint for finding in found)
    return tuple(_apart(finding) if taken[finding.fingerprint] > 1 else finding for finding in found)


def _apart(finding: Finding) -> Finding:
    """The finding with its subject in its fingerprint, where sources say the same of two subjects."""
    return replace(finding, fingerprint=_digest(finding.fingerprint, finding.subject.casefold()))


def fingerprint(kind: str, attribute: str, said: Iterable[tuple[str, str]]) -> str:
    """A hash of 16 hexadecimal digits over kind, attribute and the sorted pairs of source and normalised reading."""
    return _digest(kind, attribute.casefold(), *(part for pair in sorted(set(said)) for part in pair))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Court:
    """An audit with its look-ups."""

    def __init__(self, audit: Audit, changed: Collection[str]) -> None:
        self.audit = audit
        self.changed = changed
        self.claims = {claim.id: claim for claim in audit.claims}
        self.documents: dict[str, Document] = {source.id: source for source in audit.sources}

    @cached_property
    def crowd(self) -> dict[str, int]:
        """Claim -> how many sources say the same as it does."""
        return {
            claim: len(position.sources)
            for topic in self.audit.topics
            for position in topic.positions
            for claim in position.claims
        }

    def newest_first(self, claims: Iterable[str]) -> tuple[Claim, ...]:
        """Claims by the date of their document, newest first and undated last; then those that fewest sources share."""
        found = sorted(
            (self.claims[name] for name in set(claims) if name in self.claims),
            key=lambda claim: (self.crowd.get(claim.id, 0), claim.source, claim.start, claim.id),
        )
        found.sort(key=lambda claim: self.documents[claim.source].metadata.date, reverse=True)
        return tuple(sorted(found, key=lambda claim: claim.id not in self.changed))

    def of_edges(self, topic: Topic, kind: str) -> Finding | None:
        """The finding of a kind between the sources of a topic, if there is one."""
        held = {position.id: position for position in topic.positions}
        edges = [edge for edge in topic.relations if _is(edge, kind, held)]
        if not edges:
            return None
        named = {name for edge in edges for name in (edge.a, edge.b)}
        claims = self.newest_first(claim for name in named for claim in held[name].claims)
        severity = topic.severity if kind == "conflict" else _GRAVITY[kind]
        return self._finding(kind, severity, topic, claims, self._between(claims[0], edges, held))

    def of_flags(self) -> Iterator[Finding]:
        """The findings from flags: what belongs together is one."""
        groups: dict[tuple[str, ...], list[tuple[Topic, Flag]]] = {}
        for topic in self.audit.topics:
            for flag in topic.flags:
                for key in self._keys(topic, flag):
                    groups.setdefault(key, []).append((topic, flag))
        for (kind, _, source), members in groups.items():
            topic = min((topic for topic, _ in members), key=lambda topic: topic.id)
            flags = tuple(dict.fromkeys(flag for _, flag in members))
            mine = (name for flag in flags for name in flag.claims)
            claims = self.newest_first(c for c in mine if not source or self.claims[c].source == source)
            severity = topic.severity if kind == "internal" else _GRAVITY.get(kind, Severity.WARNING)
            yield self._finding(kind, severity, topic, claims, sentence(flags[0].reason), flags[0].source)
        for flag in self.audit.flags:
            yield self._of_document(flag)

    def _keys(self, topic: Topic, flag: Flag) -> Iterator[tuple[str, str, str]]:
        """What a flag's finding is known by: kind, topics and source.

        What a document says alone is one finding a document; what follows from two attributes is one for both.
        """
        kind = flag.kind.value
        if kind in ("internal", "outdated"):
            yield from ((kind, topic.id, source) for source in sorted({self.claims[c].source for c in flag.claims}))
        elif kind == "derived":
            attributes = sorted({self.claims[c].attribute.casefold() for c in flag.claims})
            yield kind, "\x1f".join((topic.subject.casefold(), *attributes)), ""
        else:
            yield kind, topic.id, ""

    def _finding(
        self, kind: str, severity: Severity, topic: Topic, claims: Sequence[Claim], message: str, source: str = ""
    ) -> Finding:
        said = [(claim.source, f"{claim.attribute.casefold()}\x1e{content(claim.reading)}") for claim in claims]
        attribute = topic.attribute if kind != "derived" else " and ".join(sorted({c.attribute for c in claims}))
        return Finding(
            code=_CODE_OF[kind],
            kind=kind,
            severity=severity.value,
            attribute=attribute,
            subject=topic.subject,
            topic=topic.id,
            claims=tuple(claim.id for claim in claims),
            message=" ".join(f"{attribute}: {message}".split()),
            fingerprint=fingerprint(kind, attribute, said),
            source=claims[0].source if claims else source,
        )

    def _of_document(self, flag: Flag) -> Finding:
        """The finding from a flag of the audit, which belongs to a document and to no topic."""
        kind, claims = flag.kind.value, self.newest_first(flag.claims)
        source = claims[0].source if claims else flag.source
        said = [(source, flag.reason), *((claim.source, content(claim.reading)) for claim in claims)]
        return Finding(
            code=_CODE_OF[kind],
            kind=kind,
            severity=_GRAVITY.get(kind, Severity.WARNING).value,
            attribute="",
            subject=self.audit.subject,
            topic="",
            claims=tuple(claim.id for claim in claims),
            message=" ".join(sentence(flag.reason).split()),
            fingerprint=fingerprint(kind, "", said),
            source=source,
        )

    def _between(self, first: Claim, edges: Sequence[Edge], held: Mapping[str, Position]) -> str:
        """What the first claim's position says, what is said against it, where, and why that is so."""
        own = next(position for position in held.values() if first.id in position.claims)
        mine = [edge for edge in edges if own.id in (edge.a, edge.b)]
        others = sorted(
            ((held[edge.b if edge.a == own.id else edge.a], edge) for edge in mine),
            key=lambda pair: (-len(pair[0].sources), pair[0].id),
        )
        against = "; ".join(f"{_said(other.reading)} in {_who(other.sources)}" for other, _ in others[:_NAMED])
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        sources = (first.source, *(source for source in own.sources if source != first.source))
        reason = sentence(others[0][1].judgement.reason)
        return f"{_said(own.reading)} in {_who(sources)}, but {against}{more}. {reason}"


def _is(edge: Edge, kind: str, held: Mapping[str, Position]) -> bool:
    """Whether an edge is of a kind, between documents, and not told by its flag; a scope only of the same figure."""
    a, b = held[edge.a], held[edge.b]
    alone = len(a.sources) == 1 and a.sources == b.sources
    if edge.superseded or alone or edge.judgement.relation is not Relation(kind):
        return False
    return kind != "scope" or content(Reading(a.reading.value)) == content(Reading(b.reading.value))


def _said(reading: Reading) -> str:
    return ", ".join(filter(None, (wording.reading(reading), show_scope(reading.scope))))


def _who(sources: Sequence[str]) -> str:
    if len(sources) <= _NAMED:
        return wording.listed(tuple(sources))
    return f"{', '.join(sources[: _NAMED - 1])} and {len(sources) - _NAMED + 1} others"
