"""The nouns of decisions: what reviewers settled, what is known by a baseline, what a text itself asks to ignore."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DECISIONS_FILE = "auditor.decisions.yaml"
BASELINE_FILE = "auditor.baseline.json"


class Verdict(StrEnum):
    """What a reviewer decided on a finding."""

    ACCEPT = "accept"
    PREFER = "prefer"
    FIX = "fix"
    SCOPE = "scope"

    @property
    def words(self) -> str:
        """What was decided, as a reviewer says it."""
        return _WORDS[self]


_WORDS = {
    Verdict.ACCEPT: "accepted as it is",
    Verdict.PREFER: "one source preferred",
    Verdict.FIX: "to be fixed",
    Verdict.SCOPE: "differs in scope",
}


class Status(StrEnum):
    """How a finding stands: ``new`` and ``expired`` ones fail a check, ``known`` and ``decided`` ones do not."""

    NEW = "new"
    KNOWN = "known"
    DECIDED = "decided"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on the finding with the fingerprint ``id``, and why.

    It holds until the end of the day ``until``, for ever where that is empty; both dates are ISO 8601.  ``prefer`` is
    the source to follow, for that verdict only.  ``code``, ``attribute`` and ``sources`` say what the finding was, for
    readers of the file.  ``line`` is where the decision stands in its file, 0 where it stands in none.
    """

    id: str
    verdict: Verdict
    reason: str
    prefer: str = ""
    owner: str = ""
    date: str = ""
    until: str = ""
    code: str = ""
    attribute: str = ""
    sources: tuple[str, ...] = ()
    line: int = 0

    def expired(self, day: str) -> bool:
        """Whether the decision no longer holds on ``day``."""
        return bool(self.until) and self.until < day

    @property
    def words(self) -> str:
        """Verdict and reason in one line."""
        verdict = f"{self.prefer} preferred" if self.verdict is Verdict.PREFER else self.verdict.words
        return f"{verdict}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that stood when a baseline was made; by ``id``, the rest is for readers of the file."""

    id: str
    code: str
    attribute: str
    sources: tuple[str, ...]


class DecisionError(Exception):
    """A decisions file or baseline that cannot be used; ``errors`` are ``path:line:column: message`` where known."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))
