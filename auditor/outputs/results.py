"""Findings as machines read them: each with the places it points at, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from auditor.findings import Finding, findings
from auditor.model import Audit, Claim, Document
from auditor.notation import show
from auditor.outputs.characters import shown
from auditor.outputs.places import Lines, lines_by_source

OPEN = ("", "new", "expired")
"""The standings of a finding that somebody has to look at; empty where none was asked for."""
WORST = {"error": 0, "warning": 1, "info": 2}
"""Severities in the order in which findings are told where there is not room for all."""
_WORDS = re.compile(r"\S(?:[^\r\n]*\S)?")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding stands: ``new``, ``known`` by a baseline, ``decided``, or ``expired``; ``reason`` in words."""

    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file and what is said there.

    Lines and columns count from 1, columns in characters; ``end_column`` is the one after the last character.
    ``notation`` is the reading, empty where a document is meant rather than a claim.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    notation: str = ""

    @property
    def spot(self) -> str:
        """``path:line:column``."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Result:
    """A finding with its places, the one to be shown first in front, and its standing."""

    finding: Finding
    places: tuple[Place, ...]
    standing: Standing


def results(audit: Audit, standings: Mapping[str, Standing] | None = None) -> tuple[Result, ...]:
    """Every finding of ``audit``, in the order of ``findings``.

    ``standings`` tells by fingerprint how findings stand; without it none has a standing, and one that it does not
    name is new.
    """
    documents, lines = {source.id: source for source in audit.sources}, lines_by_source(audit)
    claims = {claim.id: claim for claim in audit.claims}
    unnamed = Standing("new" if standings is not None else "")
    found = []
    for finding in findings(audit):
        mine = [claims[name] for name in finding.claims]
        places = [_place(claim, documents[claim.source], lines[claim.source]) for claim in mine]
        if not places and finding.source in documents:
            places = [_title(documents[finding.source], lines[finding.source])]
        found.append(Result(finding, tuple(places), (standings or {}).get(finding.fingerprint, unnamed)))
    return tuple(found)


def _place(claim: Claim, document: Document, lines: Lines) -> Place:
    return _stretch(document, lines, claim.start, claim.end, claim.quote, show(claim.reading))


def _title(document: Document, lines: Lines) -> Place:
    """Where the title of a document stands, else its first words."""
    title = document.metadata.title
    start = document.raw.find(title) if title else -1
    if start < 0:
        words = _WORDS.search(document.raw)
        start, title = (words.start(), words[0]) if words else (0, "")
    return _stretch(document, lines, start, start + len(title), title)


def _stretch(document: Document, lines: Lines, start: int, end: int, quote: str, notation: str = "") -> Place:
    quote = " ".join(shown(quote.replace("\r", "\n")).split())
    return Place(document.path, *lines.place(start), *lines.place(end), quote, notation)
