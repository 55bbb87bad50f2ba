"""What the packs say about attributes and subjects, looked up by name: severities, complements, facts, aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.comparison import compare
from auditor.model import Claim, Judgement, Reading, Severity, Topic
from auditor.rules import Fact, Rule, Rules


@dataclass(frozen=True, slots=True)
class Law:
    """Rules by attribute, facts by attribute, and the names by which subjects go; all names case-folded."""

    rules: Mapping[str, tuple[Rule, ...]]
    facts: Mapping[str, tuple[Fact, ...]]
    names: Mapping[str, frozenset[str]]
    places: Mapping[str, tuple[str, ...]]
    single: frozenset[str]

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

    def changes(self, attribute: str) -> bool:
        """Whether a rule says that the attribute changes with time."""
        return any(rule.changes for rule in self.rules.get(attribute.casefold(), ()))

    def aliases(self, subject: str) -> tuple[str, ...]:
        """Every name of a subject that is known, its initials included, sorted."""
        initials = "".join(word[0] for word in subject.split()) if len(subject.split()) > 1 else ""
        known = self.names.get(subject.casefold(), frozenset())
        return tuple(sorted({name for name in (*known, subject.casefold(), initials.casefold()) if name}))

    def judge(self, a: Reading, b: Reading, attribute: str, single: bool = False, alike: bool = False) -> Judgement:
        """Compare two readings on one attribute.

        ``single``: the claims themselves say that it takes one value.  ``alike``: they met by what their sentences say,
        so that they count one thing by whatever name.
        """
        return compare(a, b, self.places, single=single or attribute.casefold() in self.single, alike=alike)


def read(rules: Rules) -> Law:
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
        frozenset(name for name, found in by_attribute.items() if any(rule.single for rule in found)),
    )


def by_name(topics: Iterable[Topic]) -> Mapping[tuple[str, str], Topic]:
    """Topics by subject and attribute, both case-folded."""
    return {(topic.subject.casefold(), topic.attribute.casefold()): topic for topic in topics}


def same_subject(law: Law, fact: str, subject: str) -> bool:
    """Whether a fact is on this subject, by whatever name; a fact without a subject is on every one."""
    return not fact or fact.casefold() in law.aliases(subject)


def subject_of(claims: Iterable[Claim]) -> str:
    """The subject as it is written first in the alphabet, of claims that differ only in case."""
    return min(claim.subject for claim in claims)
