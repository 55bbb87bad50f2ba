"""The claims of an audit by themselves, without what was judged of them: as a table, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from auditor.model import Audit, Claim
from auditor.notation import show
from auditor.outputs import json as whole
from auditor.outputs.characters import encodable, guarded, shown
from auditor.outputs.places import lines_by_source

COLUMNS = ("place", "attribute", "reading", "rule", "quote")
WIDEST = {"attribute": 40, "reading": 60, "quote": 70}
"""The most characters that a column of the table shows; the other formats cut nothing."""
CSV_COLUMNS = (
    "file", "line", "column", "id", "kind", "attribute", "subject", "reading", "scope", "quote", "rule", "open",
)  # fmt: skip
OPEN = "open"
"""What stands in place of a rule where none claimed the value."""


def table(audit: Audit) -> str:
    """A line of headers and one line a claim, aligned; what is too long is cut with an ellipsis.

    A subject that all claims share is left out: the columns are then those of ``COLUMNS``.
    """
    subjects = {claim.subject for claim in audit.claims}
    headers = COLUMNS if len(subjects) < 2 else (COLUMNS[0], "subject", *COLUMNS[1:])
    paths, lines = {source.id: source.path for source in audit.sources}, lines_by_source(audit)
    rows = []
    for claim in _sorted(audit):
        line, column = lines[claim.source].place(claim.start)
        rows.append(_row(claim, f"{paths[claim.source]}:{line}:{column}", headers))
    return _aligned([headers, *rows])


def as_json(audit: Audit) -> str:
    """The JSON of the audit without topics, flags, date and notes."""
    form = {name: value for name, value in _form(audit).items() if name not in ("topics", "flags", "date", "notes")}
    return encodable(json.dumps(form, ensure_ascii=False, indent=1)) + "\n"


def jsonl(audit: Audit) -> str:
    """A line a claim: the fields of the audit's JSON, and the path of the document as ``file``."""
    return "".join(encodable(json.dumps(claim, ensure_ascii=False)) + "\n" for claim in _claims(audit))


def as_csv(audit: Audit) -> str:
    """A line of headers and one line a claim; a cell that a spreadsheet would take for a formula gets an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for claim in _claims(audit):
        scope = "; ".join(f"{aspect}: {value}" for aspect, value in claim["scope"].items())
        told = {**claim, "reading": claim["notation"], "scope": scope, "open": "yes" if claim["open"] else "no"}
        writer.writerow([guarded(shown(str(told[column]))) for column in CSV_COLUMNS])
    return encodable(stream.getvalue())


FORMATS: dict[str, Callable[[Audit], str]] = {"table": table, "json": as_json, "jsonl": jsonl, "csv": as_csv}
"""Format name -> function from an audit to the text of a file."""


def _form(audit: Audit) -> dict[str, Any]:
    """The JSON of an audit, with claims in the order of files and text."""
    form: dict[str, Any] = json.loads(whole.render(replace(audit, claims=_sorted(audit), topics=(), flags=())))
    return form


def _claims(audit: Audit) -> list[dict[str, Any]]:
    form = _form(audit)
    paths = {source["id"]: source["path"] for source in form["sources"]}
    return [{**claim, "file": paths[claim["source"]]} for claim in form["claims"]]


def _sorted(audit: Audit) -> tuple[Claim, ...]:
    paths = {source.id: source.path for source in audit.sources}
    return tuple(sorted(audit.claims, key=lambda c: (paths[c.source], c.start, c.end, c.attribute, c.id)))


def _row(claim: Claim, place: str, headers: Sequence[str]) -> list[str]:
    told = {
        "place": place,
        "subject": claim.subject,
        "attribute": claim.attribute,
        "reading": show(claim.reading),
        "rule": claim.rule or OPEN,
        "quote": claim.quote,
    }
    return [_cut(" ".join(shown(told[header]).split()), WIDEST.get(header, 0)) for header in headers]


def _cut(text: str, width: int) -> str:
    return text if not width or len(text) <= width else text[: width - 1].rstrip() + "…"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines with two spaces between columns, and none at the end."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)
