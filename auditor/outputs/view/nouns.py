"""The nouns of a report as people read it: what the HTML and text outputs write, without any markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from auditor.model import FlagKind

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


_SHOWN: dict[FlagKind, Kind] = {
    FlagKind.OUTDATED: "outdated",
    FlagKind.SUPERSEDED: "outdated",
    FlagKind.DERIVED: "derived",
    FlagKind.INTERNAL: "internal",
    FlagKind.SILENT: "silent",
}


def shown_as(flag: FlagKind) -> Kind:
    """Return the kind under which a flag is shown: what is possibly superseded stands with what is outdated."""
    return _SHOWN[flag]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source as it is named in passing.  ``anchor`` is where the report shows it; ``date`` is as stated or empty."""

    number: int
    name: str
    date: str
    anchor: str


Part: TypeAlias = Literal["", "figure", "scope"]
"""What a piece of a quote is: plain, the words of the value, or words that limit it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim's words in their sentence, in ``pieces`` (text, part); exactly one is the ``figure``.

    ``heading`` is the path of headings above, ``line`` counts from 1, ``spot`` is ``path:12:3``, ``href`` leads to the
    words in the page itself, or is empty.  ``place`` stands for the line in a file without lines: ``page 2, line 5``.
    """

    source: SourceRef
    anchor: str
    pieces: tuple[tuple[str, Part], ...]
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
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """How claims of the row ``letter`` were read: by whom they were made, and each step, the rule first."""

    letter: str
    source: str
    trace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A day, month or year on a timeline, as stated; ``x`` is its place in percent of the width, None where no date is.

    ``who`` is the source that wrote then, or what a dated fact says; ``said`` what the source said, empty for a fact.
    """

    date: str
    x: float | None
    who: str
    said: str
    fact: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What each source said when, and the dated facts that overtake it, earliest first."""

    ticks: tuple[Tick, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding by its stable code and fingerprint, and how it stands: ``new``, ``known``, ``decided``, ``expired``.

    ``reason`` is what was decided and why, ``until`` the last day on which that holds, ISO 8601 or empty.  ``home``:
    this topic is the one that the finding belongs to; another may show it too.
    """

    kind: Kind
    code: str
    fingerprint: str
    attribute: str
    status: str
    reason: str = ""
    owner: str = ""
    until: str = ""
    home: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One topic.

    ``subject`` is empty where it is the audit's own, ``severity`` where it is no conflict or a full one; ``headline``
    says what is found, in a sentence; ``kinds`` is all that it is, worst first; ``weight`` is the severity that the
    rule gives, empty where nothing is at odds; ``standings`` are the single findings that it shows.
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
    timeline: Timeline | None = None
    weight: str = ""
    standings: tuple[Standing, ...] = ()
