"""The nouns: what flows from a file to a report.

Frozen dataclasses and enumerations only, nothing of ours is imported.  Offsets are into ``Document.raw``, half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

SCHEMA_VERSION = "1.1"

Modifier: TypeAlias = Literal["about", "less", "more"]
"""How a quantity is hedged: ``about`` 5, ``less`` than 5 (at most, up to, <), ``more`` than 5 (at least, over, >)."""


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"


class Relation(StrEnum):
    """How two readings stand to each other.  ``NONE``: they do not speak of the same thing."""

    AGREE = "agree"
    OVERLAP = "overlap"
    CONFLICT = "conflict"
    SCOPE = "scope"
    NONE = "none"


class FlagKind(StrEnum):
    """What a topic shows besides the relations between its positions."""

    OUTDATED = "outdated"
    SUPERSEDED = "superseded"
    DERIVED = "derived"
    INTERNAL = "internal"
    SILENT = "silent"


class Hedge(StrEnum):
    """How firmly a polarity is stated: ``MRI is``, ``is usually``, ``can be normal``."""

    FLAT = "flat"
    USUAL = "usual"
    POSSIBLE = "possible"


class Severity(StrEnum):
    """How much a conflict on an attribute matters to a reader of the documents."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document, with the reason it is named where there is one."""

    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table cell or caption.

    ``path`` holds the headings above it, outermost first; ``label`` what introduces it: the words before the colon of
    an item, the sentence that opens its list, or the row and column headers of a cell.
    """

    kind: BlockKind
    start: int
    end: int
    path: tuple[str, ...] = ()
    label: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself.  Dates are ISO 8601, as precise as stated; judging goes by ``date`` alone."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    language: str = "en"
    author: str = ""
    published: str = ""
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: ``raw`` is the decoded file, ``text`` the same with markup masked by equally many spaces.

    Claims are read from ``blocks`` alone; ``furniture`` is what was kept from being read, with the reason.  ``notes``
    are remarks on the reading (``encoding guessed: cp1252``).  ``places`` say where ``raw`` stands in PDF and Word.
    """

    id: str
    path: str
    raw: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    furniture: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why, in words for its owner."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as found in a text.

    ``low`` and ``high`` are exact, ``None`` is an open end.  ``unit`` is the canonical name in the singular (``year``,
    ``per 100000``), the counted noun (``people``), or ``None``.  The span holds number, unit and modifier words.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A numeric value: everything from ``low`` to ``high`` in ``unit``; ``None`` is an open end."""

    low: Decimal | None
    high: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of named values, sorted; ``exclusive`` where the text says that there is no other (``only``)."""

    values: tuple[str, ...]
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Polarity:
    """Whether something holds, and how firmly that is said."""

    holds: bool
    hedge: Hedge = Hedge.FLAT


Value: TypeAlias = Interval | Choice | Polarity
"""What a reading holds."""

ASPECTS = ("statistic", "from", "subtype", "population", "place", "period", "time", "comparator", "condition")
"""The aspects of a scope, in the order in which they are shown and compared."""

Scope: TypeAlias = tuple[tuple[str, str], ...]
"""(aspect, value) pairs in the order of ``ASPECTS``; only what the text says."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was said, apart from who said it: a value, whether it is approximate, and what it is limited to."""

    value: Value
    approx: bool = False
    scope: Scope = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A reading with its attribute and its place in a document.

    ``start`` and ``end`` bound the quote, ``sentence`` the sentence around it.  ``open`` marks an attribute made from
    the sentence's own words; its ``key`` holds the stems by which it meets its like, and ``single`` says that it names
    the one there can be.  ``trace`` says how it was read, a step a line.
    """

    id: str
    source: str
    attribute: str
    subject: str
    reading: Reading
    start: int
    end: int
    quote: str
    sentence: Span
    path: tuple[str, ...] = ()
    rule: str = ""
    open: bool = False
    key: tuple[str, ...] = ()
    single: bool = False
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The relation between two readings, the level that decided it, and why, in a sentence for a reviewer.

    ``agreement`` says how two agreeing values lie: ``equal``, ``a contains b``, ``b contains a``.
    """

    relation: Relation
    level: str
    reason: str
    agreement: Literal["equal", "a contains b", "b contains a"] | None = None
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Position:
    """One distinct thing said on an attribute: equal value, equal scope, with every claim that says it."""

    id: str
    reading: Reading
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """The judgement between two positions; ``internal``: one document holds both; ``superseded``: time may be why."""

    a: str
    b: str
    judgement: Judgement
    internal: bool = False
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to know about claims besides their relations: outdated, superseded, derived, internal, silent."""

    kind: FlagKind
    claims: tuple[str, ...]
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One attribute of one subject, and what all documents together say on it.

    ``verdict`` is the strongest relation between its positions, ``single`` where only one source speaks.
    """

    id: str
    attribute: str
    subject: str
    verdict: str
    severity: Severity
    positions: tuple[Position, ...]
    relations: tuple[Edge, ...]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made an audit: the tool, the packs with their hashes, the language model with its hash."""

    version: str
    packs: tuple[tuple[str, str], ...] = ()
    model: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything an output needs.  Sorted throughout: equal inputs give equal audits."""

    subject: str
    sources: tuple[Document, ...]
    claims: tuple[Claim, ...]
    topics: tuple[Topic, ...]
    flags: tuple[Flag, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    date: str = ""
    provenance: Provenance = field(default_factory=lambda: Provenance(""))
