"""The nouns of a report as people read it: what the HTML and text outputs write, without any markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "conflict", "overlap", "trap", "outdated", "derived", "internal", "silent", "scope", "agree", "single"
]
"""What a finding is first of all, worst first.  ``trap``: equal figures of different scope."""

KINDS: tuple[Kind, ...] = (
    "conflict",
    "overlap",
    "trap",
    "outdated",
    "derived",
    "internal",
    "silent",
    "scope",
    "agree",
    "single",
)


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source as it is named in passing.  ``anchor`` is where the report shows it; ``date`` is as stated or empty."""

    number: int
    name: str
    date: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim's words in their sentence: ``before`` + ``marked`` + ``after``.

    ``heading`` is the path of headings above, ``line`` counts from 1, ``spot`` is ``path:12:3``, ``href`` leads to the
    words in the page itself, or is empty.  ``place`` stands for the line in a file without lines: ``page 2, line 5``.
    """

    source: SourceRef
    anchor: str
    before: str
    marked: str
    after: str
    heading: str
    line: int
    spot: str
    href: str
    language: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numeric value on the axis of its plot, in percent of its width.

    ``x1`` == ``x2`` is a point.  An open end lies on the plot's edge and is drawn as an arrow; ``soft`` ends are
    approximate.
    """

    x1: float
    x2: float
    open_low: bool = False
    open_high: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled line across the plot, at ``x`` percent of its width."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The axis shared by the marks of one finding.

    ``label`` names its unit and, if logarithmic, says so; ``shared`` is the stretch common to all marks, in percent.
    """

    ticks: tuple[Tick, ...]
    label: str
    log: bool = False
    shared: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One position: what is said, drawn and in words, and by whom.

    ``chosen`` holds, for a choice, each value that any position of the finding names, and whether this one does;
    ``side`` is where a polarity lies, -3 (flatly not) to 3 (flatly so), 0 for other values.
    """

    letter: str
    value: str
    scope: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    quotes: tuple[Quote, ...]
    unquoted: int
    mark: Mark | None = None
    chosen: tuple[tuple[str, bool], ...] = ()
    side: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """The relation between two rows (by letter), and why, as the comparison gave it."""

    a: str
    b: str
    relation: str
    level: str
    reason: str
    internal: bool
    trap: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A flag in words.

    ``claims`` holds (source name, anchor) of the first claim of each source that it is about; ``source`` is the fact's
    source, or a document's name, and ``href`` leads to it where it is an address.
    """

    kind: Kind
    reason: str
    claims: tuple[tuple[str, str], ...] = ()
    source: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """How a claim of the row ``letter`` was read: the rule that claimed it, if any, and the steps of its reading."""

    letter: str
    quote: str
    rule: str
    trace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One topic.

    ``subject`` is empty where it is the audit's own, ``severity`` where it is no conflict or a full one; ``headline``
    says what is found, in a sentence; ``kinds`` is all that it is, worst first.
    """

    anchor: str
    id: str
    kind: Kind
    severity: str
    attribute: str
    subject: str
    headline: str
    rows: tuple[Row, ...]
    unlisted: int
    plot: Plot | None
    whys: tuple[Why, ...]
    unexplained: int
    remarks: tuple[Remark, ...]
    origins: tuple[Origin, ...]
    kinds: tuple[Kind, ...]
    source_numbers: tuple[int, ...]


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
class Cell:
    """What one source says on one attribute: (value, kind, relation word), none where it says nothing."""

    said: tuple[tuple[str, Kind, str], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Attributes by sources.  ``unlisted`` rows were left out for size."""

    sources: tuple[SourceRef, ...]
    rows: tuple[tuple[Finding, tuple[Cell, ...]], ...]
    unlisted: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a source in segments (text, claim anchor or empty), with a margin note per claim.

    ``skipped`` blocks without claims lie between it and the passage before; ``headings`` are those that changed since.
    """

    kind: str
    headings: tuple[str, ...]
    label: str
    segments: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str, Kind], ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with what it says of itself and every block a claim was read from."""

    ref: SourceRef
    title: str
    publisher: str
    date: str
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
