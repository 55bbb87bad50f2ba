"""What the packs say about attributes and subjects, looked up by name: severities, complements, facts, aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from auditor.comparison import compare, scopes
from auditor.model import ASPECTS, Claim, Judgement, Reading, Severity
from auditor.rules import Fact, Rule, Rules


@dataclass(frozen=True, slots=True)
class Law:
    """Rules by attribute, facts by attribute, and the names by which subjects go; all names case-folded."""

    rules: Mapping[str, tuple[Rule, ...]]
    facts: Mapping[str, tuple[Fact, ...]]
    names: Mapping[str, frozenset[str]]
    places: Mapping[str, tuple[str, ...]]
    single: Mapping[str, bool] = field(default_factory=dict)

    def severity(self, attribute: str, open_: bool) -> Severity:
        """How much a conflict on the attribute matters; on an attribute made from a sentence's own words, a warning."""
        found = self.rules.get(attribute.casefold(), ())
        if found:
            return found[0].severity
        return Severity.WARNING if open_ else Severity.ERROR

    def complement(self, attribute: str) -> str:
        """The attribute that makes up 100 percent with this one, case-folded, or nothing."""
        found = (rule.complement.casefold() for rule in self.rules.get(attribute.casefold(), ()) if rule.complement)
        return next(found, "")

    def aliases(self, subject: str) -> tuple[str, ...]:
        """Every name of a subject that is known, its initials included, sorted."""
        initials = "".join(word[0] for word in subject.split()) if len(subject.split()) > 1 else ""
        known = self.names.get(subject.casefold(), frozenset())
        return tuple(sorted({name for name in (*known, subject.casefold(), initials.casefold()) if name}))

    def judge(self, a: Reading, b: Reading, attribute: str, subject: str) -> Judgement:
        """Compare two readings on one attribute of one subject.

        A reading on a kind of the subject (juvenile gout) meets one on the whole subject as a part meets the whole.
        """
        single = self.single.get(attribute, False) or self.single.get(attribute.casefold(), False)
        if a.scope or b.scope:
            names = self.aliases(subject)
            a, b = _whole(a, b, names), _whole(b, a, names)
        return compare(a, b, self.places, single=single)


def _whole(reading: Reading, other: Reading, names: Iterable[str]) -> Reading:
    """The reading with the subject as its population, if it states none and the other is on a kind of the subject."""
    kinds = [value for aspect, value in other.scope if aspect == "population"]
    if not kinds or any(aspect == "population" for aspect, _ in reading.scope):
        return reading
    kind = kinds[0].casefold()
    name = next((name for name in names if kind.endswith(f" {name}") and " with " not in kind), "")
    if not name or not scopes.words(name) < scopes.words(kind):
        return reading
    shown = kinds[0][-len(name) :]
    scope = sorted((*reading.scope, ("population", shown)), key=lambda pair: ASPECTS.index(pair[0]))
    return replace(reading, scope=tuple(scope))


def read(rules: Rules, single: Mapping[str, bool]) -> Law:
    """The law of an audit, indexed; of two packs with a rule for one attribute the first, more specific one leads."""
    by_attribute: dict[str, list[Rule]] = {}
    facts: dict[str, list[Fact]] = {}
    names: dict[str, set[str]] = {}
    for pack in rules.packs:
        for rule in pack.rules:
            by_attribute.setdefault(rule.attribute.casefold(), []).append(rule)
        for fact in pack.facts:
            facts.setdefault(fact.attribute.casefold(), []).append(fact)
        for subject, aliases in pack.subjects.items():
            everyone = {subject.casefold(), *(alias.casefold() for alias in aliases)}
            for name in everyone:
                names.setdefault(name, set()).update(everyone)
    return Law(
        {name: tuple(found) for name, found in by_attribute.items()},
        {name: tuple(found) for name, found in facts.items()},
        {name: frozenset(known) for name, known in names.items()},
        rules.common.places,
        single,
    )


def same_subject(law: Law, fact: str, subject: str) -> bool:
    """Whether a fact is on this subject, by whatever name; a fact without a subject is on every one."""
    return not fact or fact.casefold() in law.aliases(subject)


def subject_of(claims: Iterable[Claim]) -> str:
    """The subject as it is written first in the alphabet, of claims that differ only in case."""
    return min(claim.subject for claim in claims)
