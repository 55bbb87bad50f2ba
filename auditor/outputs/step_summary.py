"""Findings as the Markdown of a GitHub job: what ``$GITHUB_STEP_SUMMARY`` shows below the run of a workflow."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.check import Checked
from auditor.decisions import Status
from auditor.findings import CODES
from auditor.model import Audit
from auditor.outputs.characters import shown
from auditor.outputs.results import WORST, Result, results
from auditor.outputs.words import counted

LISTED = 100
"""So many findings are listed at most, the worst."""
BYTES = 1_000_000
"""GitHub takes 1 MiB a step."""
LONGEST = 1_000
"""The most characters of a cell."""
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~@-])")
_TOLD = {
    Status.NEW: "new finding",
    None: "finding",
    Status.EXPIRED: "expired decision",
    Status.KNOWN: "known finding",
    Status.DECIDED: "decided finding",
}


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return the findings of ``audit`` in a table, open ones first; then what is decided, and what was not read."""
    found = sorted(results(audit, checked), key=lambda result: WORST[result.finding.severity])
    listed = LISTED
    while len((text := _page(audit, found, listed)).encode()) > BYTES and listed:
        listed //= 2
    return text


def _page(audit: Audit, found: Sequence[Result], listed: int) -> str:
    lines = [f"## auditor: {_verdict(found)}", ""]
    if audit.subject:
        lines += [f"{_cell(audit.subject)}, {counted(len(audit.sources), 'source')}.", ""]
    lines += _table([result for result in found if result.open], listed)
    lines += _folded([result for result in found if not result.open], listed)
    remarks = [f"- not read: {_cell(unread.path)}: {_cell(unread.reason)}" for unread in audit.unread]
    remarks += [f"- note: {_cell(note)}" for note in audit.notes]
    lines += remarks[:listed]
    if len(remarks) > listed:
        lines.append(f"- and {len(remarks) - listed} more")
    return "\n".join(lines).rstrip() + "\n"


def _verdict(found: Sequence[Result]) -> str:
    numbers = Counter(result.status for result in found if not result.remark)
    told = [counted(numbers[status], noun) for status, noun in _TOLD.items() if numbers[status]]
    remarks = sum(result.remark for result in found)
    told += [counted(remarks, "remark")] if remarks else []
    return ", ".join(told) or "no finding"


def _table(found: Sequence[Result], listed: int) -> Iterator[str]:
    if not found:
        return
    yield from ("| | Finding | Where |", "| --- | --- | --- |")
    for result in found[:listed]:
        spots = "<br>".join(_cell(place.spot) for place in result.places[:4])
        more = f"<br>and {len(result.places) - 4} more" if len(result.places) > 4 else ""
        expired = f" ({_cell(result.reason)})" if result.reason else ""
        title = f"**{result.finding.severity}**<br>{result.finding.code} {CODES[result.finding.code].title}"
        yield f"| {title} | {_cell(result.finding.message)}{expired} | {spots}{more} |"
    if len(found) > listed:
        yield ""
        yield f"{counted(len(found) - listed, 'finding')} more in the other reports."
    yield ""


def _folded(found: Sequence[Result], listed: int) -> Iterator[str]:
    """What nobody has to look at, folded away but there, with the reasons."""
    if not found:
        return
    yield from (f"<details><summary>{counted(len(found), 'finding')} known or decided</summary>", "")
    for result in found[:listed]:
        yield f"- {_cell(result.reason)}. {_cell(result.finding.message)}"
    if len(found) > listed:
        yield f"- and {len(found) - listed} more"
    yield from ("", "</details>", "")


def _cell(text: str) -> str:
    r"""Text of a document as a cell of a table: on one line, with no markup, no HTML and no mention of anybody.

    >>> print(_cell("<b> a|b"))
    &lt;b&gt; a\|b
    """
    flat = " ".join(shown(text).split())
    return _MARKUP.sub(r"\\\1", html.escape(flat[:LONGEST], quote=False))
