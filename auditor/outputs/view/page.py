"""The nouns of a whole report: its sections, its matrix, its sources as read."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.outputs.view.nouns import Finding, Kind, Remark, SourceRef

LARGE = 200
"""Findings of which a report counts as large."""


@dataclass(frozen=True, slots=True)
class Section:
    """Findings of one kind; ``also`` are those that show it too but stand in an earlier section."""

    kind: Kind
    title: str
    meaning: str
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = ()
    also: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the summary: how many topics show ``kind``."""

    kind: Kind
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One of the things said on an attribute, in short: its letter, as in its finding, and how it stands to the others.

    ``word`` is the relation in a word; ``sources`` are the numbers of those who say it.
    """

    letter: str
    value: str
    kind: Kind
    word: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says on one attribute, ``more`` not written out.

    Where nothing is said, ``span`` counts the sources side by side that are silent.
    """

    said: tuple[Statement, ...]
    span: int = 1
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """An attribute's row of the matrix.  Of a wide one, ``statements`` are what its cells name by their letters."""

    finding: Finding
    cells: tuple[Cell, ...]
    statements: tuple[Statement, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Attributes by sources, in groups of one kind, worst first.  ``unlisted`` rows were left out for size.

    A ``wide`` one has more sources than fit beside each other with their words: its cells hold letters, and its sources
    are in the order of how much they are at odds with the others.
    """

    sources: tuple[SourceRef, ...]
    groups: tuple[tuple[Kind, tuple[Line, ...]], ...]
    unlisted: int
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage: plain text, or the words of a claim, with the finding that it belongs to."""

    text: str
    anchor: str = ""
    finding: str = ""
    kind: Kind = "single"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a source in segments, with a margin note (anchor, attribute, kind) for each finding.

    ``level`` is that of a heading, 1 to 6, or 0; ``skipped`` blocks without claims lie between it and the passage
    before, left out for size.
    """

    kind: str
    level: int
    label: str
    segments: tuple[Segment, ...]
    notes: tuple[tuple[str, str, Kind], ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with what it says of itself and its text, every claim marked.

    ``dated`` are its dates in words: ``published 2019-03-14``, ``updated 2021-05``; of its copyright the bare year.
    """

    ref: SourceRef
    title: str
    publisher: str
    author: str
    dated: tuple[str, ...]
    path: str
    href: str
    language: str
    characters: int
    claims: int
    findings: int
    notes: tuple[str, ...]
    passages: tuple[Passage, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.  ``unchecked`` are sentences on what was not compared; ``top`` holds at most three findings."""

    subject: str
    date: str
    verdict: str
    scale: str
    counts: tuple[Count, ...]
    top: tuple[Finding, ...]
    unchecked: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    matrix: Matrix
    sections: tuple[Section, ...]
    sources: tuple[SourcePage, ...]
    version: str
    packs: tuple[tuple[str, str], ...]
    model: str

    @property
    def large(self) -> bool:
        """Whether there are more findings than a browser lays out at once without a pause."""
        return sum(len(section.findings) for section in self.sections) > LARGE
