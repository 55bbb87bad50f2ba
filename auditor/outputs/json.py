"""An audit as JSON: the stable form that other tools read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from auditor.check import Checked
from auditor.model import (
    SCHEMA_VERSION,
    Audit,
    Choice,
    Claim,
    Document,
    Edge,
    Flag,
    Interval,
    Polarity,
    Position,
    Provenance,
    Topic,
    Value,
)
from auditor.notation import show
from auditor.outputs.characters import encodable
from auditor.outputs.places import Lines, lines_by_source
from auditor.outputs.results import form as finding
from auditor.outputs.results import results

CALENDAR = "calendar year"
"""The unit of a date; the JSON says ``"unit": "year", "dimension": "date"``, so that it is no duration."""


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return ``audit`` as JSON, in the audit's own order, with one line feed at the end.

    ``checked`` tells how its findings stand.
    """
    lines = lines_by_source(audit)
    form = {
        "schema_version": SCHEMA_VERSION,
        "subject": audit.subject,
        "date": audit.date,
        "provenance": _provenance(audit.provenance),
        "sources": [_source(source) for source in audit.sources],
        "claims": [_claim(claim, lines[claim.source]) for claim in audit.claims],
        "topics": [_topic(topic) for topic in audit.topics],
        "flags": [_flag(flag) for flag in audit.flags],
        "findings": [finding(result) for result in results(audit, checked)],
        "unread": [{"path": unread.path, "reason": unread.reason} for unread in audit.unread],
        "notes": list(audit.notes),
    }
    return encodable(json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _provenance(provenance: Provenance) -> dict[str, Any]:
    packs = [{"name": name, "hash": digest} for name, digest in provenance.packs]
    return {"version": provenance.version, "packs": packs, "model": provenance.model}


def _source(source: Document) -> dict[str, Any]:
    metadata = source.metadata
    return {
        "id": source.id,
        "path": source.path,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "author": metadata.author,
        "date": metadata.date,
        "published": metadata.published,
        "updated": metadata.updated,
        "url": metadata.url,
        "language": metadata.language,
        "notes": list(source.notes),
        "characters": len(source.raw),
    }


def _claim(claim: Claim, lines: Lines) -> dict[str, Any]:
    line, column = lines.place(claim.start)
    return {
        "id": claim.id,
        "source": claim.source,
        "start": claim.start,
        "end": claim.end,
        "kind": "numeric" if isinstance(claim.reading.value, Interval) else "categorical",
        "attribute": claim.attribute,
        "subject": claim.subject,
        "value": _value(claim.reading.value),
        "approx": claim.reading.approx,
        "scope": dict(claim.reading.scope),
        "quote": claim.quote,
        "line": line,
        "column": column,
        **({"place": place} if (place := lines.name(claim.start)) else {}),
        "path": list(claim.path),
        "open": claim.open,
        "rule": claim.rule,
        "notation": show(claim.reading),
        "trace": list(claim.trace),
    }


def _value(value: Value) -> dict[str, Any]:
    match value:
        case Interval(low, high, unit) if unit == CALENDAR:
            return {"low": _number(low), "high": _number(high), "unit": "year", "dimension": "date"}
        case Interval(low, high, unit):
            return {"low": _number(low), "high": _number(high), "unit": unit}
        case Choice(values, exclusive):
            return {"values": list(values), "exclusive": exclusive}
        case Polarity(holds, hedge):
            return {"polarity": holds, "hedge": hedge.value}


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.id,
        "attribute": topic.attribute,
        "subject": topic.subject,
        "verdict": topic.verdict,
        "severity": topic.severity.value,
        "positions": [_position(position) for position in topic.positions],
        "relations": [_edge(edge) for edge in topic.relations],
        "flags": [_flag(flag) for flag in topic.flags],
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "id": position.id,
        "claims": list(position.claims),
        "sources": list(position.sources),
        "notation": show(position.reading),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    judgement = edge.judgement
    return {
        "a": edge.a,
        "b": edge.b,
        "relation": judgement.relation.value,
        "level": judgement.level,
        "reason": judgement.reason,
        "agreement": judgement.agreement,
        "severity": judgement.severity.value,
        "internal": edge.internal,
        "superseded": edge.superseded,
    }


def _flag(flag: Flag) -> dict[str, Any]:
    return {"kind": flag.kind.value, "claims": list(flag.claims), "reason": flag.reason, "source": flag.source}
