"""What was settled before an audit: decisions of reviewers, a baseline, and what texts themselves ask to ignore."""

from __future__ import annotations

from auditor.decisions.baseline import read_baseline, render_baseline
from auditor.decisions.nouns import (
    BASELINE_FILE,
    DECISIONS_FILE,
    Decision,
    DecisionError,
    Known,
    Status,
    Verdict,
)
from auditor.decisions.reading import ENFORCEABLE, parse_decisions, read_decisions
from auditor.decisions.writing import decide, withdraw

__all__ = [
    "BASELINE_FILE",
    "DECISIONS_FILE",
    "ENFORCEABLE",
    "Decision",
    "DecisionError",
    "Known",
    "Status",
    "Verdict",
    "decide",
    "parse_decisions",
    "read_baseline",
    "read_decisions",
    "render_baseline",
    "withdraw",
]
