"""Claims that the world has overtaken since, by the dated facts of the packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.comparison import choices, scopes
from auditor.comparison.wording import choice as words
from auditor.comparison.wording import listed
from auditor.model import Choice, Claim, Flag, FlagKind, Reading
from auditor.rules import Fact
from auditor.topics.law import Law, same_subject


def outdated(claims: Sequence[Claim], law: Law, dates: Mapping[str, str], date: str) -> tuple[Flag, ...]:
    """Flags on claims of a topic that dated facts contradict on ``date``; ``dates`` are the documents' own, if any."""
    found: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        written = dates.get(claim.source, "")
        facts = _facts(claim, claim.attribute, law)
        reasons = [*_reasons(claim.reading, facts, law, written, date), *_arrived(claim, law, written, date)]
        for reason, source in reasons:
            found.setdefault((reason, source), []).append(claim.id)
    return tuple(Flag(FlagKind.OUTDATED, tuple(ids), reason, source) for (reason, source), ids in sorted(found.items()))


def _facts(claim: Claim, attribute: str, law: Law) -> list[Fact]:
    """The facts on an attribute of the subject of a claim."""
    known = law.facts.get(attribute.casefold(), ())
    return [fact for fact in known if same_subject(law, fact.subject, claim.subject)]


def _arrived(claim: Claim, law: Law, written: str, date: str) -> Iterator[tuple[str, str]]:
    """(reason, source) of every name that has since become what the rule says ends it: approved, no longer on trial."""
    value = claim.reading.value
    for rule in law.rules.get(claim.attribute.casefold(), ()):
        held = [f for f in _facts(claim, rule.ends_as, law) if f.since <= date and _holds(f, date)]
        near = [f for f in held if _same_place(f, claim.reading, law)]
        for name in value.values if isinstance(value, Choice) else ():
            about = [f for f in near if any(choices.same_name(name, v) for v in f.values)]
            if about:
                first = min(about, key=lambda f: (f.since, f.values))
                now = f"is among the {rule.ends_as} since {first.since}{_where(first)}"
                yield f'"{name}" is named under {claim.attribute}, and {now}. {_then([first], written)}', first.source


def _reasons(reading: Reading, facts: Sequence[Fact], law: Law, written: str, date: str) -> Iterator[tuple[str, str]]:
    """(reason, source) of every way in which a reading is outdated."""
    value = reading.value
    if not isinstance(value, Choice) or not value.values:
        return
    near = sorted((f for f in facts if _same_place(f, reading, law)), key=lambda f: (f.since, f.values))
    newer = [f for f in near if f.since <= date and _holds(f, date) and choices.beyond(f.values, value.values)]
    if value.exclusive and newer:
        yield _overtaken(value, newer, written), _sources(newer)
    for name in value.values:
        about = [f for f in near if f.since <= date and any(choices.same_name(name, v) for v in f.values)]
        if about and not any(_holds(f, date) for f in about):
            yield _ended(name, about, written), _sources(about)


def _same_place(fact: Fact, reading: Reading, law: Law) -> bool:
    place = ", ".join(value for aspect, value in reading.scope if aspect == "place")
    return not fact.place or not place or scopes.stand("place", place, fact.place, law.places) != "differs"


def _holds(fact: Fact, date: str) -> bool:
    return not fact.until or fact.until > date


def _overtaken(value: Choice, facts: Sequence[Fact], written: str) -> str:
    said = words(value)
    added = listed([f"{listed(choices.beyond(f.values, value.values))} since {f.since}{_where(f)}" for f in facts])
    return f'"{said}" is overtaken: {added}. {_then(facts, written)}'


def _where(fact: Fact) -> str:
    return f" ({fact.place})" if fact.place else ""


def _then(facts: Sequence[Fact], written: str) -> str:
    """How the facts stood on the document's own date, which may be only a year."""
    if not written:
        return "The document bears no date."
    before = [f for f in facts if _compared(f.since, written) < 0 and _holds(f, written)]
    if before:
        return f"It was already so when the document was written ({written})."
    first = min(fact.since for fact in facts)
    if _compared(first, written) == 0:
        return f"That changed in the time in which the document was written ({written})."
    return f"It was true when written in {written}, overtaken since {first}."


def _compared(since: str, written: str) -> int:
    """-1, 0, 1: a fact's date before, within or after a document's, each as precise as stated."""
    length = min(len(since), len(written))
    a, b = since[:length], written[:length]
    if a == b and len(since) <= len(written):
        return -1
    return (a > b) - (a < b)


def _ended(name: str, facts: Sequence[Fact], written: str) -> str:
    last = max(fact.until for fact in facts)
    then = f", after the document was written ({written})" if written and _compared(last, written) > 0 else ""
    return f'"{name}" is named, which ceased to hold on {last}{_where(facts[0])}{then}.'


def _sources(facts: Sequence[Fact]) -> str:
    return "; ".join(dict.fromkeys(fact.source for fact in facts if fact.source))
