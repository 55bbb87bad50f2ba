"""Findings as JSON lines: a finding a line, as it stands, with every place it points at."""

from __future__ import annotations

import json
from typing import Any

from auditor.check import Checked
from auditor.model import Audit
from auditor.outputs.characters import encodable
from auditor.outputs.results import Place, Result, results


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return a line a finding, in the order of ``auditor.findings``; ``status`` is null where none was asked."""
    forms = (_form(result) for result in results(audit, checked))
    return "".join(encodable(json.dumps(form, ensure_ascii=False)) + "\n" for form in forms)


def _form(result: Result) -> dict[str, Any]:
    finding = result.finding
    return {
        "code": finding.code,
        "kind": finding.kind,
        "severity": finding.severity,
        "status": result.status,
        "reason": result.reason,
        "attribute": finding.attribute,
        "subject": finding.subject,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "topic": finding.topic,
        "claims": list(finding.claims),
        "places": [_place(place) for place in result.places],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "quote": place.quote,
        "reading": place.notation,
    }
