"""Two audits of one library, before and after: which claims came, went, changed or moved, and what that does."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from auditor.findings import Finding, findings
from auditor.model import Audit, Claim
from auditor.topics.positions import content


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim before and after."""

    old: Claim
    new: Claim


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two audits, in the order of documents and text.

    A claim is ``changed`` where its document says something else on the same attribute, and ``moved`` where it says the
    same under another heading, or another document says it now.  ``created`` and ``settled`` are findings that only the
    new or only the old audit has.
    """

    old: Audit
    new: Audit
    added: tuple[Claim, ...]
    removed: tuple[Claim, ...]
    changed: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    created: tuple[Finding, ...]
    settled: tuple[Finding, ...]

    @property
    def empty(self) -> bool:
        """Whether the documents say the same, and no finding came or went."""
        return not any((self.added, self.removed, self.changed, self.moved, self.created, self.settled))


def diff(old: Audit, new: Audit) -> Difference:
    """What changed from one audit to another; documents are the same where their names are."""
    gone, come = list(_ordered(old)), list(_ordered(new))
    same = _matched(gone, come, lambda c: (c.source, c.attribute.casefold(), content(c.reading), c.path))
    same += _matched(gone, come, lambda c: (c.source, content(c.reading), c.quote, c.path) if c.open else None)
    moved = _matched(gone, come, lambda c: (c.source, c.attribute.casefold(), content(c.reading)))
    changed = _matched(gone, come, lambda c: (c.source, c.attribute.casefold(), c.path))
    changed += _matched(gone, come, lambda c: (c.source, c.attribute.casefold()))
    changed += _matched(gone, come, lambda c: (c.source, c.key, c.path) if c.open and c.key else None)
    moved += _matched(gone, come, lambda c: (c.attribute.casefold(), content(c.reading)))
    before, after = findings(old), findings(new, {claim.id for claim in (*come, *(pair.new for pair in changed))})
    known, present = {f.fingerprint for f in before}, {f.fingerprint for f in after}
    return Difference(
        old,
        new,
        tuple(come),
        tuple(gone),
        tuple(sorted(changed, key=_place)),
        tuple(sorted(moved, key=_place)),
        tuple(finding for finding in after if finding.fingerprint not in known),
        tuple(finding for finding in before if finding.fingerprint not in present),
    )


def _ordered(audit: Audit) -> list[Claim]:
    return sorted(audit.claims, key=lambda claim: (claim.source, claim.start, claim.id))


def _place(pair: Pair) -> tuple[str, int, str]:
    return pair.new.source, pair.new.start, pair.new.id


def _matched(gone: list[Claim], come: list[Claim], key: Callable[[Claim], Hashable]) -> list[Pair]:
    """Pairs of claims with equal keys, in the order of text, taken out of both lists; those without a key stay."""
    waiting: dict[Hashable, list[Claim]] = {}
    for claim in gone:
        if key(claim) is not None:
            waiting.setdefault(key(claim), []).append(claim)
    pairs: list[Pair] = []
    for claim in come:
        queue: Sequence[Claim] = waiting.get(key(claim), ()) if key(claim) is not None else ()
        if queue:
            pairs.append(Pair(waiting[key(claim)].pop(0), claim))
    old, new = {pair.old.id for pair in pairs}, {pair.new.id for pair in pairs}
    gone[:] = [claim for claim in gone if claim.id not in old]
    come[:] = [claim for claim in come if claim.id not in new]
    return pairs
