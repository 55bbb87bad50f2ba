"""A report as large as the issue of libraries asks for: 50 sources, 200 attributes of 5 kinds, 1,000 findings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from auditor.model import (
    Audit,
    Block,
    BlockKind,
    Choice,
    Claim,
    Document,
    Edge,
    Flag,
    FlagKind,
    Interval,
    Judgement,
    Metadata,
    Polarity,
    Position,
    Provenance,
    Reading,
    Relation,
    Severity,
    Span,
    Topic,
    Value,
)

SOURCES, ATTRIBUTES, KINDS = 50, 200, 5
_NOUNS = "height span weight range draught load fee crew length depth".split()
_PARTS = (
    "tower bridge hull engine deck lamp anchor mast keel rudder cabin hatch pump winch buoy pier crane gate dome cellar"
).split()
_RELATIONS = (Relation.CONFLICT, Relation.OVERLAP, Relation.SCOPE, Relation.AGREE)


def _value(number: int, said: int) -> Value:
    if number % 7 == 5:
        return Choice(("iron", "oak", f"wood {said}"))
    if number % 7 == 6:
        return Polarity(said % 2 == 0)
    low = 10 + number % 40 + 7 * said
    return Interval(Decimal(low), Decimal(low + number % 9), "year" if number % 2 else "m")


def _words(value: Value) -> str:
    match value:
        case Interval(low, high, unit):
            return f"{low} to {high} {unit}"
        case Choice(values, _):
            return ", ".join(values)
        case Polarity(holds, _):
            return "is used" if holds else "is not used"


@cache
def stress() -> Audit:
    """The audit: two positions a topic, said by two or three of the sources, as in the audit of sources/als."""
    lines: list[list[str]] = [[] for _ in range(SOURCES)]
    claims: list[Claim] = []
    topics: list[Topic] = []
    lengths = [0] * SOURCES
    for number in range(ATTRIBUTES * KINDS):
        part, noun = _PARTS[number % ATTRIBUTES // len(_NOUNS)], _NOUNS[number % len(_NOUNS)]
        attribute, subject = f"{noun} of {part}", f"ship type {number // ATTRIBUTES + 1}"
        relation = _RELATIONS[number % 4]
        positions: list[Position] = []
        for said in (0, 1):
            reading = Reading(
                _value(number, said), said == 1, (("from", "launch"),) if relation is Relation.SCOPE else ()
            )
            held = []
            for speaker in range(1 + (number % 6 == said)):
                at = (number * 3 + said * 7 + speaker * 11) % SOURCES
                quote = _words(reading.value)
                before = f"In {subject} the {attribute} "
                line = f"{before}{quote} after its launch."
                start = lengths[at]
                lines[at].append(line)
                lengths[at] += len(line) + 1
                held.append(Claim(
                    f"c{number}-{said}-{speaker}", f"d{at:02}", attribute, subject, reading, start + len(before),
                    start + len(before) + len(quote), quote, Span(start, start + len(line)), (f"Of {part}",),
                    f"ships/{noun}", trace=(f"rule ships/{noun}: '{noun}' before the figure (cost 2)",),
                ))  # fmt: skip
            claims += held
            sources = tuple(dict.fromkeys(claim.source for claim in held))
            positions.append(Position(f"p{said}", reading, tuple(claim.id for claim in held), sources))
        judgement = Judgement(relation, "distance", "The two have no value in common, by more than the tolerance.")
        flags = (Flag(FlagKind.OUTDATED, (claims[-1].id,), f'"{quote}" is overtaken: 99 m since 2021-05-05.'),)
        topics.append(Topic(
            f"{subject}/{attribute}", attribute, subject, relation.value, tuple(Severity)[number % 3],
            tuple(positions), (Edge("p0", "p1", judgement),), flags if number % 10 == 0 else (),
        ))  # fmt: skip
    sources = tuple(_document(at, lines[at]) for at in range(SOURCES))
    return Audit(
        "ships of the sound", sources, tuple(claims), tuple(topics), date="2026-11-21",
        provenance=Provenance("0.1.0", (("ships", "0f"),), "none"),
    )  # fmt: skip


def _document(at: int, lines: list[str]) -> Document:
    raw, blocks, start = "\n".join(lines), [], 0
    for line in lines:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    date = f"{1990 + at % 35}-0{1 + at % 9}"
    metadata = Metadata(f"Ships, volume {at}", f"Harbour Press {at}", date, f"https://example.org/ships/{at}")
    return Document(f"d{at:02}", f"ships/{at:02}.txt", raw, raw, tuple(blocks), metadata)


def small(number: int) -> Audit:
    """The same with the first ``number`` topics only."""
    whole = stress()
    kept = whole.topics[:number]
    held = {claim for topic in kept for position in topic.positions for claim in position.claims}
    return replace(whole, topics=kept, claims=tuple(claim for claim in whole.claims if claim.id in held))
