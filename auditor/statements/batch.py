"""Many pairs at once: a JSONL of ``id``, ``a``, ``b`` to a JSONL of ``id``, ``relation``, ``agreement``, ``reason``."""

from __future__ import annotations

import json

from auditor.statements import Verdict, compare_statements


class BatchError(ValueError):
    """A line that is no pair; the message names it."""


def run(text: str) -> str:
    """The answers to a JSONL of pairs, a line each, in their order.  BatchError for a line that is no pair.

    >>> run('{"id": 7, "a": "The pier is 40 m long.", "b": "The pier is 50 m long."}')[:40]
    '{"id": 7, "relation": "conflict", "agree'
    """
    rows = [_row(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    verdicts = compare_statements((a, b) for _, a, b in rows)
    return "".join(_line(key, verdict) + "\n" for (key, _, _), verdict in zip(rows, verdicts, strict=True))


def _row(number: int, line: str) -> tuple[object, str, str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BatchError(f"line {number}: expected JSON, {error}") from None
    if (
        not isinstance(row, dict)
        or not isinstance(row.get("a"), str)
        or not isinstance(row.get("b"), str)
        or "id" not in row
    ):
        raise BatchError(f'line {number}: expected {{"id": ..., "a": "a statement", "b": "another"}}')
    return row["id"], row["a"], row["b"]


def _line(key: object, verdict: Verdict) -> str:
    judgement = verdict.judgement
    answer = {
        "id": key,
        "relation": judgement.relation.value,
        "agreement": judgement.agreement,
        "reason": judgement.reason,
    }
    return json.dumps(answer | {"readings": [verdict.a, verdict.b]}, ensure_ascii=False)
