"""What a reviewer works at: the findings of one check, and the decisions file, which is read anew at every look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.check import Checked, Judged, Settled, check, fails
from auditor.decisions import Decision, Status, Verdict, decide, read_decisions
from auditor.findings import Finding
from auditor.model import Audit

OPEN = (Status.NEW, Status.EXPIRED)


class WrongError(Exception):
    """A decision cannot be made as it was asked for; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The audit under review and where decisions go.

    ``require`` names what a decision must say besides its reason; ``owner`` is who reviews, where that is known.
    """

    audit: Audit
    settled: Settled
    fail_on: str
    path: Path
    require: tuple[str, ...] = ()
    owner: str = ""

    def look(self) -> Checked:
        """How all findings stand by the decisions file as it is now.  Raises ``DecisionError``."""
        return check(self.audit, replace(self.settled, decisions=read_decisions(self.path)), self.fail_on)

    def sources(self, finding: Finding) -> tuple[str, ...]:
        """The sources of a finding, sorted."""
        of = {claim.id: claim.source for claim in self.audit.claims}
        return tuple(sorted({of[name] for name in finding.claims} or {finding.source}))

    def decide(self, finding: Finding, asked: Mapping[str, str], seen: str) -> Decision:
        """Write the decision that a form asks for.

        ``asked`` holds decision, prefer, reason, owner and until; ``seen`` is the mark of the decision that was shown.
        Raises ``WrongError``, ``OvertakenError`` or ``DecisionError``; nothing is written then.
        """
        said = {name: " ".join(asked.get(name, "").split()) for name in ("decision", *FIELDS)}
        if said["decision"] not in set(Verdict):
            raise WrongError("Choose what to do: accept, prefer, fix or scope.")
        verdict, sources = Verdict(said["decision"]), self.sources(finding)
        prefer = said["prefer"] if verdict is Verdict.PREFER else ""
        if verdict is Verdict.PREFER and prefer not in sources:
            raise WrongError(f"Choose the source to follow: {', '.join(sources)}.")
        for name in ("reason", *self.require):
            if not said[name]:
                raise WrongError(f"{name.capitalize()} is missing.")
        if said["until"] and said["until"] < self.audit.date:
            raise WrongError(f"Until {said['until']} is past.")
        decision = Decision(
            finding.fingerprint,
            verdict,
            said["reason"],
            prefer,
            said["owner"],
            self.audit.date,
            said["until"],
            finding.code,
            finding.attribute,
            sources,
        )
        decide(self.path, decision, self.require, seen)
        return decision


FIELDS = ("prefer", "reason", "owner", "until")
"""What a form holds besides the decision."""


def queue(checked: Checked) -> tuple[Judged, ...]:
    """The findings to go through: those that nobody has settled, what fails first."""
    found = [each for each in checked.findings if each.status in OPEN]
    return tuple(sorted(found, key=lambda each: not fails(each, checked.fail_on)))


def following(checked: Checked, fingerprint: str) -> Judged | None:
    """The open finding behind another, in the order of the queue; after the last, the first; None where none is."""
    order = [each.finding.fingerprint for each in worklist(checked)]
    at = order.index(fingerprint) if fingerprint in order else -1
    still = {each.finding.fingerprint: each for each in queue(checked)}
    return next((still[name] for name in (*order[at + 1 :], *order[: at + 1]) if name in still), None)


def worklist(checked: Checked) -> Sequence[Judged]:
    """All findings in an order that no decision changes: those of a kind that fails first."""
    return sorted(checked.findings, key=lambda each: not fails(replace(each, status=Status.NEW), checked.fail_on))
