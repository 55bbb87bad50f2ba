"""The pages of a review as HTML: a finding with its form, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from auditor.check import Checked
from auditor.decisions import Verdict
from auditor.findings import CODES
from auditor.outputs.html import environment
from auditor.review.cards import card
from auditor.review.desk import Desk, queue, worklist

_FOLDER = Path(__file__).parent / "templates"


def asset(name: str) -> str:
    """The text of a style sheet or script."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def finding_page(
    desk: Desk, checked: Checked, fingerprint: str, csrf: str, asked: Mapping[str, str], message: str = ""
) -> str:
    """The page of a finding.  ``asked`` holds what a form was sent with, ``message`` why it was not taken."""
    order = [each.finding.fingerprint for each in worklist(checked)]
    judged = next(each for each in checked.findings if each.finding.fingerprint == fingerprint)
    at = order.index(fingerprint)
    return (
        environment(_FOLDER)
        .get_template("finding.html.j2")
        .render(
            card=card(desk.audit, judged),
            code=CODES[judged.finding.code],
            sources=desk.sources(judged.finding),
            verdicts=tuple(Verdict),
            before=order[at - 1],
            after=order[(at + 1) % len(order)],
            number=at + 1,
            total=len(order),
            open=len(queue(checked)),
            csrf=csrf,
            seen=judged.decision.mark if judged.decision else "",
            asked={"owner": desk.owner, **asked},
            required=("reason", *desk.require),
            message=message,
        )
    )


def list_page(desk: Desk, checked: Checked) -> str:
    """The page of all findings."""
    page = environment(_FOLDER).get_template("list.html.j2")
    first = next(iter(queue(checked)), None)
    return page.render(
        subject=desk.audit.subject,
        rows=worklist(checked),
        open=len(queue(checked)),
        first=first.finding.fingerprint if first else "",
        path=desk.path.as_posix(),
    )


def trouble_page(message: str) -> str:
    """A page that says why nothing can be shown."""
    return environment(_FOLDER).get_template("trouble.html.j2").render(message=message)
