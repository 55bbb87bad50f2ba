"""Findings as CSV for a spreadsheet: a finding a line, the other places in one cell."""

from __future__ import annotations

import csv
import io

from auditor.check import Checked
from auditor.model import Audit
from auditor.outputs.characters import encodable, guarded, shown
from auditor.outputs.results import Result, results

COLUMNS = (
    "file", "line", "column", "code", "kind", "severity", "status", "attribute", "subject", "message", "quote",
    "reading", "others", "reason", "fingerprint",
)  # fmt: skip


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return a line of headers and the findings of ``audit``; no cell is one that a spreadsheet would compute."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results(audit, checked):
        writer.writerow([guarded(shown(cell)) for cell in _cells(result)])
    return encodable(stream.getvalue())


def _cells(result: Result) -> tuple[str, ...]:
    finding, (first, *others) = result.finding, result.places
    return (
        first.path,
        str(first.line),
        str(first.column),
        finding.code,
        finding.kind,
        finding.severity,
        result.status or "",
        finding.attribute,
        finding.subject,
        finding.message,
        first.quote,
        first.notation,
        "; ".join(f"{place.spot}: {place.notation or place.quote}" for place in others),
        result.reason,
        finding.fingerprint,
    )
