"""An audit as plain text for a terminal: a summary, then the findings, worst first, with places and quotes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from auditor.check import Checked
from auditor.model import Audit
from auditor.outputs.characters import shown
from auditor.outputs.view import report
from auditor.outputs.view.nouns import KINDS, Finding, Kind, Quote, Remark, Row
from auditor.outputs.view.page import Report, Section
from auditor.outputs.view.summary import TITLES

WIDTH = 80
"""Columns a line; only a word that is longer by itself, such as a path, goes beyond."""
_BRIEF = ("scope", "agree", "single")


_KINDS = {kind: chr(0xE010 + at) for at, kind in enumerate(KINDS)}
_COLOURS: dict[Kind, int] = {
    "conflict": 31, "overlap": 33, "trap": 35, "outdated": 35, "derived": 36, "internal": 31, "silent": 36, "scope": 34,
    "agree": 32, "single": 2,
}  # fmt: skip
_BOLD, _FIGURE, _END, _PLAIN = "\ue000", "\ue001", "\ue002", "\ue003"
"""Private characters, one column wide as the brackets are, that stand for styles until lines are made."""


def render(audit: Audit, checked: Checked | None = None, colour: bool = False) -> str:
    """Return ``audit`` as text; in ``colour`` for a terminal, with its escape codes, and else without any."""
    page = report(audit, checked)
    lines = [*_summary(page), *(line for section in page.sections for line in _section(section)), *_made(page)]
    return _styled(shown("\n".join(lines)), colour) + "\n"


def _styled(text: str, colour: bool) -> str:
    """Return ``text`` with the private characters as styles, or as brackets around figures."""
    codes = {_BOLD: "1", _FIGURE: "1;4", _END: "0", _PLAIN: "0"}
    codes |= {_KINDS[kind]: f"1;{code}" for kind, code in _COLOURS.items()}
    plain = dict.fromkeys(codes, "") | {_FIGURE: "[", _END: "]"}
    table = {name: f"\x1b[{code}m" for name, code in codes.items()} if colour else plain
    return text.translate({ord(name): style for name, style in table.items()})


def _summary(page: Report) -> Iterator[str]:
    yield from _wrapped(f"{page.subject or 'Sources'}{f', {page.date}' if page.date else ''}")
    yield ""
    yield from _wrapped(page.verdict)
    yield from _wrapped(page.scale)
    yield ""
    for count in page.counts:
        yield f"{count.number:>7,}  {count.label}"
    yield ""
    yield "Not checked:"
    for sentence in page.unchecked:
        yield from _wrapped(sentence, "- ")
    for path, reason in page.unread:
        yield from _wrapped(f"{path}: {reason}", "- not read: ")


def _section(section: Section) -> Iterator[str]:
    title = f"{section.title} ({len(section.findings) + len(section.also) + len(section.remarks)})"
    yield from ("", "", f"{_KINDS[section.kind]}{title.upper()}{_PLAIN}", "=" * len(title))
    for remark in section.remarks:
        yield from _wrapped(_reason(remark), "- ")
    for finding in section.findings:
        yield from _brief(finding) if section.kind in _BRIEF else _finding(finding)
    if section.also:
        yield from _wrapped("see above: " + ", ".join(finding.attribute for finding in section.also))


def _brief(finding: Finding) -> Iterator[str]:
    subject = f" ({finding.subject})" if finding.subject else ""
    yield from _wrapped(f"{finding.attribute}{subject}: {finding.headline}", "- ")
    for remark in finding.remarks:
        yield from _wrapped(f"{TITLES[remark.kind].one}: {remark.reason}", "    ")


def _finding(finding: Finding) -> Iterator[str]:
    names = [TITLES[kind].one.lower() for kind in finding.kinds if kind == finding.kind or kind not in _BRIEF]
    severity = [finding.severity] if finding.severity else []
    subject = f" of {finding.subject}" if finding.subject else ""
    yield ""
    yield from _wrapped(f"{_BOLD}{finding.attribute}{subject}{_PLAIN}: {', '.join((*names, *severity))}")
    yield from _wrapped(finding.headline, "  ")
    for standing in finding.standings:
        if standing.reason:
            until = f", until {standing.until}" if standing.until else ""
            yield from _wrapped(f"{standing.status}{until}: {standing.reason}", "  ")
    for why in finding.whys[:1]:
        yield from _wrapped(why.reason, "  ")
    for remark in finding.remarks:
        yield from _wrapped(f"{TITLES[remark.kind].one}: {_reason(remark)}", "  ")
    for row in finding.rows:
        yield from _row(row)
    if finding.unlisted:
        yield f"  ... and {finding.unlisted} more statements (all are in the JSON output)"


def _reason(remark: Remark) -> str:
    names = [*(name for name, _ in remark.claims), *filter(None, [remark.source])]
    return f"{remark.reason} [{'; '.join(names)}]" if names else remark.reason


def _row(row: Row) -> Iterator[str]:
    yield from _wrapped(", ".join((row.value, *row.scope)), f"  {row.letter}  ")
    for quote in row.quotes:
        yield from _quote(quote)
    if row.unquoted:
        yield f"     ... and {row.unquoted} more quotes (all are in the JSON output)"


def _quote(quote: Quote) -> Iterator[str]:
    date = f", {quote.source.date}" if quote.source.date else ""
    yield f"     {quote.spot}  {quote.source.name}{date}"
    words = "".join(f"{_FIGURE}{text}{_END}" if part == "figure" else text for text, part in quote.pieces)
    yield from _wrapped(f'"{words}"', "       ")


def _made(page: Report) -> Iterator[str]:
    packs = ", ".join(f"{name} {digest}" for name, digest in page.packs) or "none"
    yield from ("", "")
    yield from _wrapped(f"auditor {page.version}; rules: {packs}; language model: {page.model or 'none'}")


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Return ``text`` in lines of ``WIDTH``; ``indent`` starts the first, as many spaces the others."""
    hanging = " " * len(indent)
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
