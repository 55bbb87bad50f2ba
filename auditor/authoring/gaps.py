"""What no rule read: the open claims of an audit in groups, most frequent first, each with a draft of a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.authoring.drafting import Draft, DraftError, draft
from auditor.extraction.reasons import Reasons
from auditor.model import Audit, Choice, Claim, Document, Interval, Polarity
from auditor.notation import show
from auditor.rules import Common, Kind, Rules
from auditor.subjects import Subject
from auditor.units import base, dimension

EXAMPLES = 4
"""How many sentences of a group a rule is drafted from."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Claims of one kind that share what they are said of, and that no rule reads."""

    attribute: str
    kind: Kind
    claims: tuple[Claim, ...]

    @property
    def sources(self) -> int:
        """How many documents say something of it."""
        return len({claim.source for claim in self.claims})


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what was read a rule read: counts of claims, the gaps, and why numbers made no claim at all."""

    ruled: int
    gaps: tuple[Gap, ...]
    silent: tuple[tuple[str, int], ...]
    """Reason -> how many numbers it kept from being a claim, most frequent first."""

    @property
    def open(self) -> int:
        """How many claims no rule read."""
        return sum(len(gap.claims) for gap in self.gaps)


def coverage(audit: Audit, rules: Rules, subject: Subject) -> Coverage:
    """What the rules read of the documents of an audit, and what they did not."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in audit.claims:
        if not claim.rule:
            groups.setdefault(_like(claim), []).append(claim)
    gaps = [Gap(_name(like[-1], claims), kind(claims[0]), tuple(claims)) for like, claims in groups.items()]
    gaps.sort(key=lambda gap: (-len(gap.claims), -gap.sources, gap.attribute, gap.claims[0].id))
    reasons: Counter[str] = Counter()
    for document in audit.sources:
        mine = [claim for claim in audit.claims if claim.source == document.id]
        reasons.update(span.note for span in Reasons(rules, subject, document).of(mine, 0, len(document.raw)))
    silent = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return Coverage(sum(1 for claim in audit.claims if claim.rule), tuple(gaps), tuple(silent))


def kind(claim: Claim) -> Kind:
    """The kind of rule that would read a claim."""
    match claim.reading.value:
        case Interval():
            return "numeric"
        case Choice():
            return "choice"
        case Polarity():
            return "polarity"


def drafted(gap: Gap, sources: Mapping[str, Document], common: Common) -> Draft | str:
    """A draft of a rule for a gap; in words, why there is none."""
    seen: dict[str, Claim] = {}
    for claim in gap.claims:
        seen.setdefault(_sentence(claim, sources[claim.source]), claim)
    examples = [f"{said} => {_expected(claim)}" for said, claim in seen.items() if "=>" not in said][:EXAMPLES]
    try:
        return draft(gap.attribute, examples, common, gap.kind)
    except DraftError as error:
        return str(error).splitlines()[0]


def _expected(claim: Claim) -> str:
    """What is to be read from a claim's sentence; a figure's unit and scope are for the draft to find."""
    return "?" if isinstance(claim.reading.value, Interval) else show(claim.reading)


def _sentence(claim: Claim, document: Document) -> str:
    return " ".join(document.text[claim.sentence.start : claim.sentence.end].split())


def _like(claim: Claim) -> tuple[str, str, str]:
    """By what claims fall into one group: their kind, their dimension, and the weightiest of their words."""
    value = claim.reading.value
    measured = dimension(value.unit) if isinstance(value, Interval) else ""
    counted = base(value.unit) if isinstance(value, Interval) and measured == "count" else measured
    return kind(claim), counted, _weightiest(claim) or claim.attribute.lower()


def _weightiest(claim: Claim) -> str:
    """The stem, or concept, of the key that weighs most; of several the first."""
    weighed = [entry.removeprefix("^").rpartition("=") for entry in claim.key]
    ranked = [(-float(weight), not word.startswith("@"), word) for word, _, weight in weighed if _is_number(weight)]
    return min(ranked)[2] if ranked else ""


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _name(like: str, claims: Sequence[Claim]) -> str:
    """The measure that they share, else the name that most of them go by; of several, the shortest."""
    if like.startswith("@"):
        return like[1:]
    counted = Counter(claim.attribute for claim in claims)
    return min(counted, key=lambda name: (-counted[name], len(name), name))
