"""What a rule pack says, as nouns: rules, dated facts, scope cues.  ``auditor.packs`` reads them from YAML.

A *cue* is words in order, matched by stem (``die within`` also finds ``died within``).  ``...`` stands for up to six
words between, ``a/b`` for either word, ``#`` for the quantity itself (``#age``, ``#rate``, ``#within``: one written
as an age, as one in so many, as a term).  The subject of the page, by any of its names, reads as the word
``disease`` to choice and polarity rules.  No regular expressions, no scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from auditor.model import Severity

Cue: TypeAlias = str
Kind: TypeAlias = Literal["numeric", "choice", "polarity"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One attribute that a pack reads.

    ``about``: one of these cues must stand in the clause (or in the label or heading above it).  ``with_``: one of
    these must stand in the sentence besides.  ``headings``: cues that, in a heading or label, are enough for ``about``.
    ``not_about``: none of these may stand in the clause.  ``unit``: readings are turned into it; its dimension gates.
    ``{}`` in the attribute of a choice makes one yes or no for every value.
    ``values``: canonical name -> surface forms; ``open_values``: ``names``, ``symbols`` or
    ``releases`` (2.6.1) or ``medicines`` that are not listed are read from the text; empty: listed ones only.
    ``holds`` and ``denies``: cues of a polarity.  ``implies``: scope where the text states none.  ``range``: plausible
    bounds in ``unit``, others make no claim.  ``complement``: the attribute that makes up 100 percent with this one.
    ``confused_with``: attributes that readers take for this one, so that equal figures are a trap.
    ``share_of`` and ``shares``: the share, in percent, that each of the ``values`` can mean, and the attribute it is
    of.  ``clashes``: yes or no -> the attributes beside which that answer cannot stand.
    ``before``: attributes of which no figure can be smaller (an age at onset, and at death).  ``ratio_of``: the two
    shares that make up a whole and whose ratio this is.
    ``ends_as``: the attribute whose dated facts take a name out of this one (an experimental drug is approved).
    ``single``: only one value can be true, so that two different ones exclude each other.
    ``changes``: it changes with time, so that a newer document that differs may supersede an older one.
    ``path`` and ``line`` say where the rule stands.
    """

    pack: str
    name: str
    attribute: str
    kind: Kind
    unit: str = ""
    about: tuple[Cue, ...] = ()
    with_: tuple[Cue, ...] = ()
    headings: tuple[Cue, ...] = ()
    not_about: tuple[Cue, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open_values: str = ""
    holds: tuple[Cue, ...] = ()
    denies: tuple[Cue, ...] = ()
    scope: tuple[str, ...] = ()
    implies: Mapping[str, str] = field(default_factory=dict)
    range: tuple[float | None, float | None] = (None, None)
    complement: str = ""
    confused_with: tuple[str, ...] = ()
    share_of: str = ""
    shares: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    clashes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    ratio_of: tuple[str, ...] = ()
    ends_as: str = ""
    single: bool = False
    changes: bool = False
    severity: Severity = Severity.ERROR
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated truth that outdates a statement: since ``since``, ``attribute`` also holds ``values`` (in ``place``).

    ``subject`` is whose fact it is; ``until`` is when it ceased, or empty.  ``source`` names the document it rests on
    and ``checked`` the day on which somebody looked.  All dates are ISO 8601.
    """

    pack: str
    attribute: str
    subject: str
    values: tuple[str, ...]
    since: str
    until: str = ""
    place: str = ""
    source: str = ""
    checked: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A named folder of rules, with the hash of its bytes."""

    name: str
    version: str
    digest: str
    rules: tuple[Rule, ...]
    facts: tuple[Fact, ...] = ()
    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Subjects that the pack is limited to, with their aliases; empty: it reads any subject."""
    signs: tuple[str, ...] = ()
    """Words of the pack's field: it reads only where most documents hold three of them; empty: it reads anywhere."""
    description: str = ""
    beside: tuple[str, ...] = ()
    """Packs with which this one is meant to be used, so that its cases are read with their rules, too."""
    replaces: tuple[str, ...] = ()
    """Rules of other packs (``health/deaths``) that this one makes needless: they are left out where it is used."""


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """What all packs share: aspect -> scope value -> cues; place -> the places inside it; cues of exclusiveness."""

    scope: Mapping[str, Mapping[str, tuple[Cue, ...]]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclusive: tuple[Cue, ...] = ()
    concepts: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    """Canonical name of a measure -> everyday ways of saying it; what open claims meet by."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All the law of an audit: the shared cues and the packs, most specific first."""

    common: Common
    packs: tuple[Pack, ...]
