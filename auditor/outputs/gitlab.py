"""Findings as GitLab Code Quality: the list of a merge request's widget.  GitLab itself tells old from new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from auditor.check import Checked
from auditor.decisions import Status
from auditor.model import Audit
from auditor.outputs.characters import encodable, shown
from auditor.outputs.results import WORST, Result, results

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return the findings of ``audit`` as a JSON list, worst first, without those that are decided.

    GitLab shows one of two entries with one fingerprint, so that every entry has its own.
    """
    found = [result for result in results(audit, checked) if result.status is not Status.DECIDED]
    found.sort(key=lambda result: WORST[result.finding.severity])
    return encodable(json.dumps(list(_entries(found)), ensure_ascii=False, indent=1)) + "\n"


def _entries(found: Sequence[Result]) -> Iterator[dict[str, Any]]:
    turns: Counter[str] = Counter()
    for result in found:
        finding = result.finding
        turns[finding.fingerprint] += 1
        turn = turns[finding.fingerprint]
        yield {
            "description": shown(finding.message),
            "check_name": f"auditor/{finding.code}",
            "fingerprint": finding.fingerprint if turn == 1 else f"{finding.fingerprint}-{turn}",
            "severity": SEVERITIES[finding.severity],
            "location": _location(result),
        }


def _location(result: Result) -> dict[str, Any]:
    place = result.places[0]
    return {"path": place.path.removeprefix("./"), "lines": {"begin": place.line, "end": place.end_line}}
