"""A check: the findings of an audit, and how each stands to what was known and decided before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from auditor.decisions import DECISIONS_FILE, Decision, Status
from auditor.decisions.comments import Ignore, ignores
from auditor.findings import CODES, Finding, findings
from auditor.model import Audit, Claim
from auditor.topics.positions import content

_GRAVE = frozenset({"conflict", "internal", "derived"})
FAIL_ON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "conflict": _GRAVE,
        "overlap": _GRAVE | {"overlap"},
        "outdated": _GRAVE | {"overlap", "outdated", "superseded"},
        "never": frozenset(),
    }
)
"""The mildest finding that fails a check -> the kinds that do."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and how it stands: by the decision on it, or by a comment in a text, where there is one."""

    finding: Finding
    status: Status
    decision: Decision | None = None
    ignored: Ignore | None = None

    @property
    def reason(self) -> str:
        """Why it stands so, in one line; empty where nothing was settled."""
        if self.decision is not None:
            return self.decision.words
        if self.ignored is not None:
            return f"ignored in {self.ignored.source}{': ' if self.ignored.reason else ''}{self.ignored.reason}"
        return "known before" if self.status is Status.KNOWN else ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark on what was settled: a decision without a finding, a comment that ignores nothing.

    ``start`` is an offset in the source named ``source``; where that is empty, ``line`` is one of the decisions file.
    """

    code: str
    message: str
    source: str = ""
    start: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled before: decisions, fingerprints of a baseline, and what another revision said."""

    decisions: tuple[Decision, ...] = ()
    known: frozenset[str] = frozenset()
    base: Audit | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """An audit with its findings as they stand, the remarks on what was settled, and what makes it fail.

    ``gone`` are fingerprints that were known and are no longer found; ``decisions`` is the path of the file that
    remarks without a source are on.
    """

    audit: Audit
    findings: tuple[Judged, ...]
    notices: tuple[Notice, ...]
    fail_on: str
    gone: frozenset[str] = frozenset()
    decisions: str = DECISIONS_FILE

    @property
    def failing(self) -> tuple[Judged, ...]:
        """The findings for which the check fails: new or expired ones of a kind that ``fail_on`` asks for."""
        return tuple(each for each in self.findings if fails(each, self.fail_on))


def fails(judged: Judged, fail_on: str) -> bool:
    """Whether a finding makes a check fail."""
    return judged.status in (Status.NEW, Status.EXPIRED) and judged.finding.kind in FAIL_ON[fail_on]


def check(audit: Audit, settled: Settled, fail_on: str = "conflict") -> Checked:
    """Hold the findings of an audit against what was settled, on the day of the audit.

    A decision that holds comes first, then a comment in a text, then a decision that has expired, then what was known.
    """
    known, changed = settled.known, frozenset[str]()
    if settled.base is not None:
        known |= {finding.fingerprint for finding in findings(settled.base)}
        changed = fresh_claims(settled.base, audit)
    found = findings(audit, changed)
    claims = {claim.id: claim for claim in audit.claims}
    decided = {decision.id: decision for decision in settled.decisions}
    comments = [comment for source in audit.sources for comment in ignores(source)]
    judged = tuple(_judged(each, decided, comments, known, claims, audit.date) for each in found)
    present = frozenset(finding.fingerprint for finding in found)
    notices = (*_stale(settled.decisions, present, audit), *_comments(comments, found, claims))
    return Checked(audit, judged, notices, fail_on, known - present)


def fresh_claims(old: Audit, new: Audit) -> frozenset[str]:
    """The claims of ``new`` that no document of the same name made in ``old``."""
    said = {_said(claim) for claim in old.claims}
    return frozenset(claim.id for claim in new.claims if _said(claim) not in said)


def _said(claim: Claim) -> tuple[str, str, str]:
    return claim.source, claim.attribute.casefold(), content(claim.reading)


def _judged(
    finding: Finding,
    decided: Mapping[str, Decision],
    comments: Sequence[Ignore],
    known: Collection[str],
    claims: Mapping[str, Claim],
    day: str,
) -> Judged:
    decision = decided.get(finding.fingerprint)
    if decision is not None and not decision.expired(day):
        return Judged(finding, Status.DECIDED, decision)
    comment = next((each for each in comments if _covers(each, finding, claims)), None)
    if comment is not None:
        return Judged(finding, Status.DECIDED, None, comment)
    if decision is not None:
        return Judged(finding, Status.EXPIRED, decision)
    return Judged(finding, Status.KNOWN if finding.fingerprint in known else Status.NEW)


def _covers(comment: Ignore, finding: Finding, claims: Mapping[str, Claim]) -> bool:
    """Whether a comment names the finding's code and speaks for one of its claims, or for the document's title."""
    if finding.code not in comment.codes:
        return False
    if not finding.claims:
        return comment.source == finding.source
    start, end = comment.stretch
    mine = (claims[name] for name in finding.claims)
    return any(claim.source == comment.source and start <= claim.start < end for claim in mine)


def _stale(decisions: Sequence[Decision], present: Collection[str], audit: Audit) -> Iterator[Notice]:
    """Remarks on decisions without a finding, where all the sources that they name were read."""
    read = {source.id for source in audit.sources}
    for decision in decisions:
        if decision.id not in present and read.issuperset(decision.sources):
            about = f" on {decision.attribute}" if decision.attribute else ""
            message = f"the decision {decision.id}{about} ({decision.verdict}) matches no finding any more: strike it"
            yield Notice("AC901", message, line=decision.line)


def _comments(comments: Sequence[Ignore], found: Sequence[Finding], claims: Mapping[str, Claim]) -> Iterator[Notice]:
    for comment in comments:
        if not comment.codes:
            yield Notice("AC903", "the comment must name the code that it ignores", comment.source, comment.start)
        for code in comment.codes:
            if code not in CODES:
                yield Notice("AC903", f"there is no code {code} to ignore", comment.source, comment.start)
            elif not any(finding.code == code and _covers(comment, finding, claims) for finding in found):
                yield Notice("AC902", f"no {code} stands here to be ignored", comment.source, comment.start)
