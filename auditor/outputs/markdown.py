"""An audit as Markdown for the comment on a pull request: a summary, then what is at odds with its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Checked
from auditor.model import Audit
from auditor.outputs.characters import shown
from auditor.outputs.view import report
from auditor.outputs.view.nouns import Finding, Quote, Remark, Row
from auditor.outputs.view.page import Report, Section
from auditor.outputs.view.summary import TITLES

LONGEST = 60_000
"""Characters after which further findings are counted only: GitHub takes comments of at most 65,536."""
_BRIEF = ("scope", "agree", "single")
_MARKUP = re.compile(r"[\\`*_\[\]<>|#~&@]")


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return ``audit`` as GitHub-flavoured Markdown; no text of a document can become markup."""
    page = report(audit, checked)
    text = "\n".join(_summary(page))
    left = 0
    for section in page.sections:
        for block in _section(section):
            if len(text) + len(block) > LONGEST:
                left += 1
            else:
                text += f"\n{block}"
    if left:
        text += f"\n\n{left} more entries are left out here; the HTML report holds all."
    return shown(f"{text}\n\n{_made(page)}\n")


def finding(found: Finding) -> str:
    """Return one finding: what it is, what it says, and the quotes it rests on (what the report's button copies)."""
    kinds = [TITLES[kind].one for kind in found.kinds if kind == found.kind or kind not in _BRIEF]
    if found.kind in _BRIEF:
        kinds = [TITLES[found.kind].many]
    lines = [f"**{escaped(found.attribute)}** ({escaped(', '.join(kinds).lower())})", "", escaped(_says(found))]
    for standing in found.standings:
        if standing.reason:
            lines += ["", escaped(" ".join((_status(standing.status), standing.reason)))]
    for remark in found.remarks:
        lines += ["", escaped(_remark(remark))]
    lines += ["", *(_quote(row, quote) for row in found.rows for quote in row.quotes)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Return ``text`` with every character escaped that Markdown could read as markup.

    >>> escaped("a*b [1] <i>")
    'a\\*b \\[1\\] \\<i\\>'
    """
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _summary(page: Report) -> Iterator[str]:
    yield f"## {escaped(page.subject or 'Sources')}"
    yield ""
    yield f"{escaped(page.verdict)} {escaped(page.scale)}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    for count in page.counts:
        if count.number:
            yield f"| {count.number:,} | {count.label} |"
    yield ""
    yield "Not checked:"
    yield ""
    for sentence in page.unchecked:
        yield f"- {escaped(sentence)}"
    for path, reason in page.unread:
        yield f"- not read: {escaped(path)}: {escaped(reason)}"


def _section(section: Section) -> Iterator[str]:
    """Yield the blocks of a section, each with the blank line above it."""
    number = len(section.findings) + len(section.also) + len(section.remarks)
    title = f"{section.title} ({number})"
    if section.kind in _BRIEF:
        entries = "\n".join(f"- **{escaped(each.attribute)}**: {escaped(each.headline)}" for each in section.findings)
        yield f"\n<details><summary>{title}</summary>\n\n{entries}\n\n</details>"
        return
    yield f"\n### {title}"
    for remark in section.remarks:
        yield f"\n{escaped(_remark(remark))}"
    for each in section.findings:
        yield f"\n{finding(each).rstrip()}"
    if section.also:
        yield f"\nSee above: {', '.join(escaped(each.attribute) for each in section.also)}"


def _says(found: Finding) -> str:
    reason = found.whys[0].reason if found.whys and found.kind in ("conflict", "overlap", "trap") else ""
    return f"{found.headline} {reason}"


def _status(status: str) -> str:
    return "Decision expired." if status == "expired" else f"{status.capitalize()}."


def _remark(remark: Remark) -> str:
    names = ", ".join(name for name, _ in remark.claims)
    source = f" · {remark.source}" if names and remark.source else remark.source
    return f"{TITLES[remark.kind].one}: {remark.reason} {names}{source}"


def _quote(row: Row, quote: Quote) -> str:
    words = "".join(f"**{escaped(text)}**" if part == "figure" else _padded(text) for text, part in quote.pieces)
    about = [quote.source.name, quote.source.date, quote.heading, f"line {quote.line}"]
    return f"- {row.letter}: {words.strip()} ({escaped(', '.join(filter(None, about)))})"


def _padded(text: str) -> str:
    """Return ``text`` escaped, with its blanks at both ends kept as one."""
    first, last = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{first}{escaped(text)}{last}" if text.strip() else " " * bool(text)


def _made(page: Report) -> str:
    return f"<sub>auditor {escaped(page.version)}{f', {escaped(page.date)}' if page.date else ''}</sub>"
