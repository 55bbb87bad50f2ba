"""What changed between two audits: as text for a terminal, Markdown for a pull request, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.diff import Difference, Pair
from auditor.findings import Finding
from auditor.model import Audit, Claim
from auditor.notation import show
from auditor.outputs.characters import encodable, shown
from auditor.outputs.places import lines_by_source
from auditor.outputs.words import counted

ROWS, LONGEST = 200, 300
"""At most so many rows of a table, and so many characters of a cell, are written as Markdown."""
_MARKUP = re.compile(r"([\\`*_\[\]<>|#])")


@dataclass(frozen=True, slots=True)
class _Row:
    """A claim that changed: how, where, on what, and what it says in notation; ``spot`` is where it is or was."""

    deed: str
    spot: str
    attribute: str
    before: str
    after: str


def text(difference: Difference) -> str:
    """Return ``difference`` as lines: claims in the order of documents, then findings, then the sum."""
    lines = [
        f"{row.spot}: {row.deed} {row.attribute}: {' -> '.join(filter(None, (row.before, row.after)))}"
        for row in _rows(difference)
    ]
    lines += [f"created: {spot}: {f.code} {f.message} [{f.fingerprint}]" for spot, f in _created(difference)]
    lines += [f"settled: {spot}: {f.code} {f.message} [{f.fingerprint}]" for spot, f in _settled(difference)]
    return "".join(shown(" ".join(line.split())) + "\n" for line in [*lines, summary(difference)])


def summary(difference: Difference) -> str:
    """Return how much changed, in a line."""
    if difference.empty:
        return "The documents say the same."
    claims = {name: len(getattr(difference, name)) for name in ("added", "removed", "changed", "moved")}
    told = [f"{count} {name}" for name, count in claims.items() if count]
    found = [f"{counted(len(difference.created), 'finding')} created", f"{len(difference.settled)} settled"]
    return f"Claims: {', '.join(told) or 'none changed'}. {', '.join(found)}."


def markdown(difference: Difference) -> str:
    """Return ``difference`` as Markdown for a comment on a pull request."""
    parts = [f"**{_cell(summary(difference))}**"]
    for title, found in (("New findings", _created(difference)), ("Settled findings", _settled(difference))):
        if found:
            rows = [f"- `{f.code}` {_cell(spot)}: {_cell(f.message)} (`{f.fingerprint}`)" for spot, f in found]
            parts.append("\n".join((f"### {title}", "", *_cut(rows))))
    rows = [
        f"| {row.deed} | {_cell(row.spot)} | {_cell(row.attribute)} | {_cell(row.before)} | {_cell(row.after)} |"
        for row in _rows(difference)
    ]
    if rows:
        head = ("### Claims", "", "| | Place | Attribute | Before | After |", "| --- | --- | --- | --- | --- |")
        parts.append("\n".join((*head, *_cut(rows, "| | {} | | | |"))))
    return "\n\n".join(parts) + "\n"


def as_json(difference: Difference) -> str:
    """Return ``difference`` as JSON, claims in notation and with their places before and after."""
    old, new = _Spots(difference.old), _Spots(difference.new)
    form = {
        "added": [new.form(claim) for claim in difference.added],
        "removed": [old.form(claim) for claim in difference.removed],
        "changed": [{"before": old.form(p.old), "after": new.form(p.new)} for p in difference.changed],
        "moved": [{"before": old.form(p.old), "after": new.form(p.new)} for p in difference.moved],
        "created": [_finding(f, new) for f in difference.created],
        "settled": [_finding(f, old) for f in difference.settled],
    }
    return encodable(json.dumps(form, ensure_ascii=False, indent=1)) + "\n"


FORMATS: Mapping[str, Callable[[Difference], str]] = {"text": text, "markdown": markdown, "json": as_json}
"""Format name -> function from a difference to the file's text (to be saved as UTF-8)."""


class _Spots:
    """Where the claims of an audit are."""

    def __init__(self, audit: Audit) -> None:
        self.paths = {source.id: source.path for source in audit.sources}
        self.lines = lines_by_source(audit)
        self.claims = {claim.id: claim for claim in audit.claims}

    def of(self, claim: Claim) -> str:
        line, column = self.lines[claim.source].place(claim.start)
        return f"{self.paths[claim.source]}:{line}:{column}"

    def of_finding(self, finding: Finding) -> str:
        return self.of(self.claims[finding.claims[0]]) if finding.claims else self.paths[finding.source]

    def form(self, claim: Claim) -> dict[str, Any]:
        line, column = self.lines[claim.source].place(claim.start)
        place = {"path": self.paths[claim.source], "line": line, "column": column, "heading": list(claim.path)}
        said = {"attribute": claim.attribute, "subject": claim.subject, "reading": show(claim.reading)}
        return {"source": claim.source, **place, **said, "quote": claim.quote}


def _finding(finding: Finding, spots: _Spots) -> dict[str, Any]:
    return {
        "code": finding.code,
        "kind": finding.kind,
        "severity": finding.severity,
        "attribute": finding.attribute,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "claims": [spots.form(spots.claims[name]) for name in finding.claims],
    }


def _rows(difference: Difference) -> list[_Row]:
    """Every claim that changed, by the place where it is, or was."""
    old, new = _Spots(difference.old), _Spots(difference.new)
    found: list[tuple[str, int, int, _Row]] = []

    def add(claim: Claim, turn: int, row: _Row) -> None:
        found.append((claim.source, claim.start, turn, row))

    for claim in difference.removed:
        add(claim, 0, _Row("removed", old.of(claim), claim.attribute, show(claim.reading), ""))
    for pair in difference.changed:
        add(
            pair.new,
            1,
            _Row("changed", new.of(pair.new), pair.new.attribute, show(pair.old.reading), show(pair.new.reading)),
        )
    for claim in difference.added:
        add(claim, 2, _Row("added", new.of(claim), claim.attribute, "", show(claim.reading)))
    for pair in difference.moved:
        said = f"{show(pair.new.reading)} (from {_from(pair, old)})"
        add(pair.new, 3, _Row("moved", new.of(pair.new), pair.new.attribute, "", said))
    return [row for *_, row in sorted(found, key=lambda each: each[:3])]


def _from(pair: Pair, old: _Spots) -> str:
    if pair.old.source != pair.new.source or not pair.old.path:
        return old.of(pair.old)
    return f"{old.of(pair.old)}, under {' > '.join(pair.old.path)}"


def _created(difference: Difference) -> list[tuple[str, Finding]]:
    spots = _Spots(difference.new)
    return [(spots.of_finding(finding), finding) for finding in difference.created]


def _settled(difference: Difference) -> list[tuple[str, Finding]]:
    spots = _Spots(difference.old)
    return [(spots.of_finding(finding), finding) for finding in difference.settled]


def _cut(rows: list[str], form: str = "- {}") -> Iterator[str]:
    yield from rows[:ROWS]
    if len(rows) > ROWS:
        yield form.format(f"and {len(rows) - ROWS} more")


def _cell(words: str) -> str:
    """Return ``words`` as one line of Markdown that is no markup."""
    flat = " ".join(shown(words.replace("\r", "\n")).split())
    flat = flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"
    return _MARKUP.sub(r"\\\1", flat).replace("@", "@\u200b")
