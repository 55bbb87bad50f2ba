"""A topic as a finding: what kind it is, its positions as rows with their quotes, and why they stand as they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.comparison import wording
from auditor.model import (
    Choice,
    Claim,
    Edge,
    Flag,
    Hedge,
    Interval,
    Polarity,
    Position,
    Relation,
    Severity,
    Topic,
    Value,
)
from auditor.outputs.view.headlines import headline
from auditor.outputs.view.index import Index, safe_address
from auditor.outputs.view.nouns import KINDS, Finding, Kind, Mark, Origin, Plot, Remark, Row, Standing, Why, shown_as
from auditor.outputs.view.passages import quote_of
from auditor.outputs.view.plot import in_unit, plot
from auditor.outputs.view.standings import settled
from auditor.outputs.view.timeline import timeline
from auditor.outputs.words import scope_words, sentence
from auditor.units import base

ROWS, QUOTES, WHYS = 40, 6, 30
"""At most so many positions a finding, quotes a position and relations a finding are written; the rest is counted."""
_RELATION_ORDER = (Relation.CONFLICT, Relation.OVERLAP, Relation.SCOPE, Relation.AGREE, Relation.NONE)
_SIDES = {Hedge.FLAT: 3, Hedge.USUAL: 2, Hedge.POSSIBLE: 1}
_SEVERITIES = ("", "error", "warning", "info")


def finding(index: Index, topic: Topic, standings: tuple[Standing, ...] = ()) -> Finding:
    """Return ``topic`` in the words and figures a report shows."""
    shown = in_order(topic.positions)
    values = {position.id: position.reading.value for position in topic.positions}
    traps = {(edge.a, edge.b) for edge in topic.relations if _is_trap(edge, values)}
    kinds = _kinds(topic, bool(traps))
    axis, marks = _plotted(shown[:ROWS])
    letters = {position.id: letter(at) for at, position in enumerate(shown)}
    edges = sorted(topic.relations, key=_edge_key)
    if kinds[0] == "trap":  # why it is one comes before all else
        edges.sort(key=lambda edge: (edge.a, edge.b) not in traps)
    sources = sorted({index.refs[name].number for position in topic.positions for name in position.sources})
    return Finding(
        anchor=index.topic_anchors[topic.id],
        id=topic.id,
        kind=kinds[0],
        severity=topic.severity.value if kinds[0] == "conflict" and topic.severity != Severity.ERROR else "",
        attribute=topic.attribute,
        subject=topic.subject if topic.subject != index.audit.subject else "",
        headline=headline(index, topic, kinds[0], edges, traps),
        rows=_rows(index, shown, marks),
        unlisted=max(0, len(shown) - ROWS),
        plot=axis if axis is None or kinds[0] not in ("trap", "scope") else replace(axis, shared=None),
        whys=tuple(_why(edge, letters, (edge.a, edge.b) in traps) for edge in edges[:WHYS]),
        unexplained=max(0, len(edges) - WHYS),
        remarks=tuple(remark(index, flag) for flag in topic.flags),
        origins=_origins(index, shown[:ROWS]),
        kinds=kinds,
        source_numbers=tuple(sources),
        timeline=timeline(index, topic),
        standings=standings,
        weight=topic.severity.value if kinds[0] not in ("scope", "agree", "single") else "",
    )


def finding_key(finding: Finding) -> tuple[int, bool, int, int, str, str]:
    """Return what findings are sorted by: kind, worst first, what is settled last, severity, most sources, name."""
    severity = _SEVERITIES.index(finding.severity)
    done = settled(finding.standings)
    return KINDS.index(finding.kind), done, severity, -len(finding.source_numbers), finding.attribute, finding.anchor


def remark(index: Index, flag: Flag) -> Remark:
    """Return ``flag`` in words, its source named as the report names it."""
    by_source: dict[str, str] = {}
    for name in flag.claims:
        by_source.setdefault(index.refs[index.claims[name].source].name, index.claim_anchors[name])
    ref = index.refs.get(flag.source)
    source = ref.name if ref else flag.source
    return Remark(
        shown_as(flag.kind),
        sentence(flag.reason),
        tuple(by_source.items()),
        source if source not in by_source else "",
        safe_address(flag.source),
    )


def letter(number: int) -> str:
    """Return the letter of the row at ``number``, from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _kinds(topic: Topic, trapped: bool) -> tuple[Kind, ...]:
    """Return everything ``topic`` is, worst first; never empty."""
    found: set[Kind] = {shown_as(flag.kind) for flag in topic.flags}
    if trapped:
        found.add("trap")
    if any(edge.internal and edge.judgement.relation == Relation.CONFLICT for edge in topic.relations):
        found.add("internal")
    several = len({source for position in topic.positions for source in position.sources}) > 1
    match topic.verdict:
        case "conflict":
            found.add("conflict" if several else "internal")
        case "overlap":
            found.add("overlap")
        case "agree":
            found.add("agree")
        case "single" if not several:
            found.add("single")
        case _:
            found.add("scope")
    return tuple(kind for kind in KINDS if kind in found)


def _is_trap(edge: Edge, values: Mapping[str, Value]) -> bool:
    if edge.judgement.relation != Relation.SCOPE:
        return False
    return _in_base(values[edge.a]) == _in_base(values[edge.b])


def _in_base(value: Value) -> Value:
    return in_unit(value, base(value.unit)) if isinstance(value, Interval) else value


def _rows(index: Index, positions: Sequence[Position], marks: Sequence[Mark | None]) -> tuple[Row, ...]:
    union = sorted({name for position in positions for name in _choice(position)})
    return tuple(
        _row(index, position, mark, letter(at), union)
        for at, (position, mark) in enumerate(zip(positions, marks, strict=False))
    )


def _row(index: Index, position: Position, mark: Mark | None, name: str, union: Sequence[str]) -> Row:
    reading = position.reading
    chosen = _choice(position)
    side = 0
    if isinstance(reading.value, Polarity):
        side = _SIDES[reading.value.hedge] * (1 if reading.value.holds else -1)
    return Row(
        letter=name,
        value=wording.reading(reading),
        scope=scope_words(reading.scope),
        sources=tuple(index.refs[source] for source in position.sources),
        quotes=tuple(quote_of(index, claim) for claim in _quoted(index, position)),
        unquoted=max(0, len(position.claims) - QUOTES),
        mark=mark,
        chosen=tuple((value, value in chosen) for value in union) if chosen else (),
        side=side,
    )


def _quoted(index: Index, position: Position) -> list[Claim]:
    """Return the claims of ``position`` to quote: the first of each source before any second, ``QUOTES`` at most."""
    claims = [index.claims[name] for name in position.claims]
    seen: dict[str, int] = {}
    turns = []
    for at, claim in enumerate(claims):
        seen[claim.source] = seen.get(claim.source, 0) + 1
        turns.append((seen[claim.source], at))
    return [claims[at] for _, at in sorted(turns)[:QUOTES]]


def _choice(position: Position) -> tuple[str, ...]:
    value = position.reading.value
    return value.values if isinstance(value, Choice) else ()


def _plotted(positions: Sequence[Position]) -> tuple[Plot | None, Sequence[Mark | None]]:
    readings = [position.reading for position in positions]
    intervals = [(reading.value, reading.approx) for reading in readings if isinstance(reading.value, Interval)]
    drawn = plot(intervals) if len(intervals) == len(readings) else None
    return drawn if drawn else (None, [None] * len(positions))


def in_order(positions: Sequence[Position]) -> list[Position]:
    """Return ``positions`` in the order in which they are lettered."""
    return sorted(positions, key=_position_key)


def _position_key(position: Position) -> tuple[float, float, int, str]:
    """Intervals from low to high, so that their plot reads like stairs; others by the number of their sources."""
    value = _in_base(position.reading.value)
    low = high = 0.0
    if isinstance(value, Interval):
        low, high = _bound(value.low, float("-inf")), _bound(value.high, float("inf"))
    return low, high, -len(position.sources), position.id


def _bound(end: Decimal | None, otherwise: float) -> float:
    return otherwise if end is None else float(end)


def _edge_key(edge: Edge) -> tuple[int, int]:
    return _RELATION_ORDER.index(edge.judgement.relation), _SEVERITIES.index(edge.judgement.severity.value)


def _why(edge: Edge, letters: dict[str, str], trap: bool) -> Why:
    a, b = sorted((letters[edge.a], letters[edge.b]), key=lambda name: (len(name), name))
    judgement = edge.judgement
    return Why(a, b, judgement.relation.value, judgement.level, sentence(judgement.reason), edge.internal, trap)


def _origins(index: Index, positions: Sequence[Position]) -> tuple[Origin, ...]:
    """Return how the quoted claims were read; those of one position that were read alike are told once."""
    origins = []
    for at, position in enumerate(positions):
        alike: dict[tuple[str, ...], dict[str, None]] = {}
        for claim in _quoted(index, position):
            alike.setdefault(_steps(claim), {})[index.refs[claim.source].name] = None
        origins += [Origin(letter(at), ", ".join(names), steps) for steps, names in alike.items()]
    return tuple(origins)


def _steps(claim: Claim) -> tuple[str, ...]:
    """Return how ``claim`` was read; its rule comes first, where the trace does not begin with it."""
    told = claim.trace[:1] and claim.rule and claim.rule in claim.trace[0]
    return claim.trace if told or (claim.open and claim.trace) else (f"rule {claim.rule or 'none'}", *claim.trace)
