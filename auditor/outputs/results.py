"""Findings as machines read them: each with the places it points at, and how it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.check import Checked, Judged, Notice, fails
from auditor.decisions import Status
from auditor.findings import CODES, Finding, findings, fingerprint
from auditor.model import Audit, Claim, Document
from auditor.notation import show
from auditor.outputs.characters import shown
from auditor.outputs.places import Lines, lines_by_source

WORST = {"error": 0, "warning": 1, "info": 2}
"""Severities in the order in which findings are told where there is not room for all."""
_WORDS = re.compile(r"\S(?:[^\r\n]*\S)?")


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
    """A finding with its places, the one to be shown first in front, and how it stands.

    ``status`` and ``settled`` are empty where the audit was held against nothing; ``fails`` says that it makes a check
    fail, or, where there was none, that it is more than a hint.
    """

    finding: Finding
    places: tuple[Place, ...]
    status: Status | None = None
    settled: Judged | None = None
    fails: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody has to look at it: nobody has decided on it, nor is it known."""
        return self.status in (None, Status.NEW, Status.EXPIRED)

    @property
    def remark(self) -> bool:
        """Whether it is a remark on what was settled rather than a finding."""
        return self.status is not None and self.settled is None

    @property
    def reason(self) -> str:
        """Why it stands as it does, in one line; empty where nothing was settled."""
        if self.settled is None:
            return ""
        decision = self.settled.decision
        expired = f"expired after {decision.until}: " if decision and self.status is Status.EXPIRED else ""
        return expired + self.settled.reason


def results(audit: Audit, checked: Checked | None = None) -> tuple[Result, ...]:
    """Every finding of ``audit`` in the order of ``findings``; then the remarks of ``checked``, where it was checked.

    A remark is told like a new finding that makes nothing fail.
    """
    places = _Places(audit)
    if checked is None:
        return tuple(Result(f, places.of(f), fails=f.severity != "info") for f in findings(audit))
    judged = (Result(j.finding, places.of(j.finding), j.status, j, fails(j, checked.fail_on)) for j in checked.findings)
    noticed = (Result(_remark(n), (places.at(n, checked.decisions),), Status.NEW) for n in checked.notices)
    return (*judged, *noticed)


def _remark(notice: Notice) -> Finding:
    """A remark in the form of a finding; its fingerprint is made of its words."""
    kind = CODES[notice.code].kind
    hashed = fingerprint(kind, notice.message, [(notice.source, "")])
    return Finding(notice.code, kind, "warning", "", "", "", (), notice.message, hashed, notice.source)


class _Places:
    """Where the claims and documents of an audit are."""

    def __init__(self, audit: Audit) -> None:
        self.documents = {source.id: source for source in audit.sources}
        self.lines = lines_by_source(audit)
        self.claims = {claim.id: claim for claim in audit.claims}

    def of(self, finding: Finding) -> tuple[Place, ...]:
        """The places of a finding's claims, or else that of its document's title."""
        if not finding.claims:
            return (_title(self.documents[finding.source], self.lines[finding.source]),)
        claims = (self.claims[name] for name in finding.claims)
        return tuple(_place(claim, self.documents[claim.source], self.lines[claim.source]) for claim in claims)

    def at(self, notice: Notice, decisions: str) -> Place:
        """The words of a comment in a document, or the line of the decisions file."""
        if not notice.source:
            return Place(decisions, notice.line, 1, notice.line, 1, "")
        document = self.documents[notice.source]
        words = _WORDS.match(document.raw, notice.start)
        quote = words[0] if words else ""
        return _stretch(document, self.lines[notice.source], notice.start, notice.start + len(quote), quote)


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
