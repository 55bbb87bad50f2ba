"""The first screen: the verdict in a sentence, the counts, what matters most, and what was not checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.comparison.wording import listed
from auditor.model import Audit
from auditor.outputs.view.index import Index
from auditor.outputs.view.nouns import Finding, Kind, shown_as
from auditor.outputs.view.page import Count
from auditor.outputs.view.standings import settled
from auditor.outputs.words import counted, sentence


@dataclass(frozen=True, slots=True)
class Title:
    """A kind of finding as a heading, as a badge, and what it means."""

    many: str
    one: str
    meaning: str


TITLES: dict[Kind, Title] = {
    "conflict": Title("Conflicts", "Conflict", "Statements on the same thing that cannot all hold."),
    "overlap": Title("Overlaps", "Overlap", "Figures that share a part of their range and differ in the rest."),
    "trap": Title("Same figure, different meaning", "Scope trap", "Equal figures that stand for different things."),
    "outdated": Title(
        "Outdated", "Outdated", "Statements that a dated fact has overtaken, or possibly a newer document."
    ),
    "derived": Title("Derived", "Derived", "Disagreements that follow from what a source says on a related attribute."),
    "internal": Title("Within one document", "Within one document", "A document that says two things."),
    "silent": Title("Silent", "Silent", "What a document announces and never says."),
    "scope": Title(
        "Not comparable",
        "Not comparable",
        "Statements limited to different things, or that may both hold: neither confirms nor contradicts the other.",
    ),
    "agree": Title("Agreements", "Agreement", "Statements of two or more sources that fit together."),
    "single": Title("Said by one source only", "One source only", "Statements that could be compared with nothing."),
}
_LABELS: dict[Kind, tuple[str, str]] = {
    "conflict": ("conflict", "conflicts"),
    "overlap": ("overlap", "overlaps"),
    "trap": ("scope trap", "scope traps"),
    "outdated": ("outdated", "outdated"),
    "derived": ("derived", "derived"),
    "internal": ("within one document", "within one document"),
    "silent": ("silent promise", "silent promises"),
    "agree": ("agreement", "agreements"),
    "single": ("one source only", "one source only"),
}
_WEIGHTS: dict[tuple[Kind, str], int] = {
    ("conflict", ""): 0, ("outdated", ""): 1, ("derived", ""): 2, ("conflict", "warning"): 3, ("trap", ""): 4,
    ("overlap", ""): 5, ("internal", ""): 6, ("conflict", "info"): 7, ("silent", ""): 8,
}  # fmt: skip
"""Kind and severity (as in ``Finding``) -> how early the first screen names it; not named here: never."""
_TOP = 3


def counts(audit: Audit, findings: Sequence[Finding]) -> tuple[Count, ...]:
    """Return how many topics show each kind, the flags of the whole audit included."""
    numbers = []
    for kind, labels in _LABELS.items():
        number = sum(kind in finding.kinds for finding in findings)
        number += sum(shown_as(flag.kind) == kind for flag in audit.flags)
        numbers.append(Count(kind, number, labels[number != 1]))
    return tuple(numbers)


def verdict(audit: Audit, findings: Sequence[Finding]) -> str:
    """Return the outcome of the audit in a sentence."""
    number = {count.kind: count.number for count in counts(audit, findings)}
    compared = sum(len(finding.source_numbers) > 1 for finding in findings)
    sources = counted(len(audit.sources), "source")
    if len(audit.sources) < 2:
        return "Only one source was read: nothing to compare it with." if audit.sources else "No source was read."
    if not compared:
        return f"The {sources} say nothing on the same attribute: there was nothing to compare."
    deeds = {
        "contradict each other on": number["conflict"],
        "differ in part on": number["overlap"],
        "give the same figure for different things on": number["trap"],
    }
    parts = [f"{deed} {times:,}" for deed, times in deeds.items() if times]
    shared = f"the {counted(compared, 'attribute')} they share"
    if not parts:
        return f"No contradiction was found between the {sources} on {shared}."
    return f"The {sources} {listed([f'{parts[0]} of {shared}', *parts[1:]])}."


def scale(audit: Audit, findings: Sequence[Finding]) -> str:
    """Return what was read, in a sentence."""
    read = (
        f"{counted(len(audit.sources), 'document')} read, {counted(len(audit.claims), 'claim')} found "
        f"on {counted(len(findings), 'attribute')}."
    )
    dates = sorted(source.metadata.date for source in audit.sources if source.metadata.date)
    undated = len(audit.sources) - len(dates)
    done = sum(settled(finding.standings) for finding in findings)
    if done:
        read += f" {counted(done, 'finding is', 'findings are')} settled and shown as such."
    if not dates:
        return read
    years = dict.fromkeys(date[:4] for date in (dates[0], dates[-1]))
    without = f"; {counted(undated, 'bears', 'bear')} no date" if undated else ""
    return f"{read} They are dated {' to '.join(years)}{without}."


def top(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the three findings that matter most: by ``_WEIGHTS``, then those that show most, then in their order.

    A third of one kind gives way to the best of another kind; what agrees is none, nor what is settled.
    """
    open_ = [finding for finding in findings if not settled(finding.standings)]
    worth = [(_weight(finding), -len(finding.kinds), at) for at, finding in enumerate(open_)]
    ranked = [open_[at] for weight, _, at in sorted(worth) if weight < len(_WEIGHTS)]
    best = ranked[:_TOP]
    if len({finding.kind for finding in best}) == 1:
        other = next((finding for finding in ranked[_TOP:] if finding.kind != best[0].kind), None)
        best = [*best[:-1], other] if other else best
    return tuple(best)


def _weight(finding: Finding) -> int:
    return _WEIGHTS.get((finding.kind, finding.severity), len(_WEIGHTS))


def unchecked(index: Index, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return, in sentences, what the audit did not compare."""
    audit = index.audit
    single = sum(finding.kinds[-1] == "single" for finding in findings)
    scope = sum(finding.kind == "scope" for finding in findings)
    spoken = {claim.source for claim in audit.claims}
    mute = [index.refs[source.id].name for source in audit.sources if source.id not in spoken]
    sentences = []
    if audit.unread:
        sentences.append(f"{counted(len(audit.unread), 'file')} could not be read.")
    if mute:
        sentences.append(f"No claim was found in {listed(mute[:5])}{f' and {len(mute) - 5} more' if mute[5:] else ''}.")
    if single:
        sentences.append(f"{counted(single, 'attribute')} {'is' if single == 1 else 'are'} stated by one source only.")
    if scope:
        sentences.append(f"{counted(scope, 'attribute')} could not be compared: the statements differ in scope.")
    for source in audit.sources:
        sentences += [sentence(f"{index.refs[source.id].name}: {note}") for note in source.notes]
    sentences += map(sentence, audit.notes)
    sentences.append("Sources are compared with one another; which of them is right is not decided here.")
    return tuple(sentences)
