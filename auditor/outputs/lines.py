"""A check as lines for people and editors: ``path:line:column: CODE message``, and what is said elsewhere below."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import FAIL_ON, Checked, Judged, Notice
from auditor.comparison import wording
from auditor.decisions import Status
from auditor.model import Claim
from auditor.outputs.characters import shown
from auditor.outputs.places import Lines, lines_by_source
from auditor.outputs.words import counted

OTHERS, LONGEST = 6, 100
"""At most so many other places of a finding, and so many characters of a quote, are written."""


def render(checked: Checked, decisions: str = "") -> str:
    """Return a check as lines, findings in the order of path and place, known ones only counted.

    A decided or expired finding says so at its end; the fingerprint in brackets is what ``auditor decide`` takes.
    ``decisions`` is the path of the decisions file, for remarks on it.
    """
    page = _Page(checked)
    told = [each for each in checked.findings if each.status is not Status.KNOWN]
    rows = sorted((page.spot(each), at) for at, each in enumerate(told))
    lines = [line for _, at in rows for line in page.finding(told[at])]
    lines += sorted(page.notice(each, decisions) for each in checked.notices)
    lines += [f"{unread.path}: not read: {unread.reason}" for unread in checked.audit.unread]
    return "\n".join(map(_one_line, [*lines, summary(checked)])) + "\n"


def summary(checked: Checked) -> str:
    """Return what the check came to, in a line."""
    number = dict.fromkeys(Status, 0)
    for each in checked.findings:
        number[each.status] += 1
    kinds = f"--fail-on {checked.fail_on}"
    failing = len(checked.failing)
    outcome = f"{counted(failing, 'finding')} {'fails' if failing == 1 else 'fail'} ({kinds})"
    if not failing:
        outcome = f"nothing fails ({kinds})" if FAIL_ON[checked.fail_on] else "nothing can fail (--fail-on never)"
    words = [f"{count} {status}" for status, count in number.items() if count]
    gone = (
        [f"{len(checked.gone)} known before {'is' if len(checked.gone) == 1 else 'are'} settled"]
        if checked.gone
        else []
    )
    return (
        f"{outcome}: {', '.join([*words, *gone]) or 'no findings'}; {counted(len(checked.audit.sources), 'document')}"
    )


class _Page:
    """A check with the look-ups that lines need."""

    def __init__(self, checked: Checked) -> None:
        self.claims = {claim.id: claim for claim in checked.audit.claims}
        self.documents = {source.id: source for source in checked.audit.sources}
        self.lines: dict[str, Lines] = lines_by_source(checked.audit)

    def spot(self, judged: Judged) -> tuple[str, int, int]:
        """Path, line and column of a finding; of one without claims, of the document's title."""
        finding = judged.finding
        if finding.claims:
            return self._place(self.claims[finding.claims[0]])
        source = self.documents.get(finding.source)
        if source is None:
            return finding.source, 1, 1
        title = source.metadata.title
        return source.path, *self.lines[source.id].place(max(0, source.raw.find(title)) if title else 0)

    def _place(self, claim: Claim) -> tuple[str, int, int]:
        return self.documents[claim.source].path, *self.lines[claim.source].place(claim.start)

    def finding(self, judged: Judged) -> Iterator[str]:
        """The line of a finding, and one for every other place."""
        finding = judged.finding
        path, line, column = self.spot(judged)
        yield f"{path}:{line}:{column}: {finding.code} {finding.message} [{finding.fingerprint}]{_standing(judged)}"
        others = finding.claims[1:]
        for name in others[:OTHERS]:
            claim = self.claims[name]
            path, line, column = self._place(claim)
            quote = " ".join(claim.quote.split())
            cut = quote if len(quote) <= LONGEST else quote[: LONGEST - 1].rstrip() + "…"
            yield f'    {path}:{line}:{column}: {wording.reading(claim.reading)}: "{cut}"'
        if len(others) > OTHERS:
            yield f"    and {counted(len(others) - OTHERS, 'more place')}"

    def notice(self, notice: Notice, decisions: str) -> str:
        """The line of a remark."""
        source = self.documents.get(notice.source)
        if source is None:
            return f"{decisions or 'decisions'}:{notice.line}:1: {notice.code} {notice.message}"
        line, column = self.lines[source.id].place(notice.start)
        return f"{source.path}:{line}:{column}: {notice.code} {notice.message}"


def _standing(judged: Judged) -> str:
    if judged.status is Status.DECIDED:
        until = f", until {judged.decision.until}" if judged.decision and judged.decision.until else ""
        return f" (decided{until}: {judged.reason})" if judged.decision else f" ({judged.reason})"
    if judged.status is Status.EXPIRED and judged.decision:
        return f" (the decision has expired on {judged.decision.until}: {judged.reason})"
    return ""


def _one_line(text: str) -> str:
    return shown(text.replace("\r", " ").replace("\n", " "))
