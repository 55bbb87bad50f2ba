"""Findings as CSV for a spreadsheet: a finding a line, the other places in one cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from auditor.model import Audit
from auditor.outputs.characters import encodable, guarded, shown
from auditor.outputs.results import Result, Standing, results

COLUMNS = (
    "file", "line", "column", "code", "kind", "severity", "status", "attribute", "subject", "message", "quote",
    "reading", "others", "reason", "fingerprint",
)  # fmt: skip


def render(audit: Audit, standings: Mapping[str, Standing] | None = None) -> str:
    """Return a line of headers and the findings of ``audit``; no cell is one that a spreadsheet would compute."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results(audit, standings):
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
        result.standing.status,
        finding.attribute,
        finding.subject,
        finding.message,
        first.quote,
        first.notation,
        "; ".join(f"{place.spot}: {place.notation or place.quote}" for place in others),
        result.standing.reason,
        finding.fingerprint,
    )
