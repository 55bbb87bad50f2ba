"""How the findings of a topic stand: their codes and fingerprints, and what was decided on them."""

from __future__ import annotations

from collections import defaultdict

from auditor.check import Checked, Judged
from auditor.decisions import Status
from auditor.model import Audit, Flag
from auditor.outputs.view.nouns import Kind, Standing

_KINDS: dict[str, Kind] = {
    "conflict": "conflict", "overlap": "overlap", "scope": "trap", "outdated": "outdated", "superseded": "outdated",
    "derived": "derived", "internal": "internal", "silent": "silent",
}  # fmt: skip
"""Kind of a finding by itself -> kind that a report shows it as."""
_SETTLED = (Status.KNOWN, Status.DECIDED)


class Standings:
    """The findings of a check, by the topic that shows them and, where no topic does, by what they say."""

    def __init__(self, audit: Audit, checked: Checked) -> None:
        topic_of = {
            claim: topic.id for topic in audit.topics for position in topic.positions for claim in position.claims
        }
        self._by_topic: dict[str, list[Standing]] = defaultdict(list)
        self._others: dict[tuple[str, str], Standing] = {}
        for judged in checked.findings:
            finding = judged.finding
            if not finding.topic:
                self._others[finding.kind, finding.message] = _standing(judged, True)
                continue
            elsewhere = {topic_of[claim] for claim in finding.claims if claim in topic_of} - {finding.topic}
            self._by_topic[finding.topic].append(_standing(judged, True))
            for topic in sorted(elsewhere):
                self._by_topic[topic].append(_standing(judged, False))

    def of_topic(self, topic: str) -> tuple[Standing, ...]:
        """Return the findings that ``topic`` shows."""
        return tuple(self._by_topic.get(topic, ()))

    def of_flag(self, flag: Flag, reason: str) -> Standing | None:
        """Return the finding that a ``flag`` of the audit is, by its reason as a sentence."""
        return self._others.get((flag.kind.value, " ".join(reason.split())))


def settled(standings: tuple[Standing, ...]) -> bool:
    """Return whether all of several findings, and at least one, were known or decided before."""
    return bool(standings) and all(each.status in _SETTLED for each in standings)


def _standing(judged: Judged, home: bool) -> Standing:
    finding, decision = judged.finding, judged.decision
    return Standing(
        kind=_KINDS[finding.kind],
        code=finding.code,
        fingerprint=finding.fingerprint,
        attribute=finding.attribute,
        status=judged.status.value,
        reason=judged.reason,
        owner=decision.owner if decision else "",
        until=decision.until if decision else "",
        home=home,
    )
