"""The command that goes through open findings one by one: ``review``, in a browser or in the terminal."""

from __future__ import annotations

import contextlib
import os
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli_check import configured, date_option, decisions_option, paths_argument, read, rules_option, settled_by
from auditor.console import fail

if TYPE_CHECKING:
    from auditor.check import Judged
    from auditor.config import Value
    from auditor.review import Desk

VERDICTS = {"a": "accept", "p": "prefer", "f": "fix", "s": "scope"}
"""What is typed in the terminal for a decision; anything else is asked again."""


@click.command()
@paths_argument
@rules_option
@click.option("--base", metavar="REV", help="A git revision: only what was not found there is open.")
@click.option("--baseline", metavar="FILE", help="Known findings. Default: auditor.baseline.json, where it is there.")
@decisions_option
@date_option
@click.option("--owner", default="", help="Who reviews; stands in every decision.")
@click.option("--terminal", is_flag=True, help="Ask in the terminal instead of a browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option("--open", "show", is_flag=True, help="Open the page in a browser.")
def review(owner: str, terminal: bool, port: int, show: bool, **given: Value | tuple[Path, ...] | None) -> None:
    """Go through the findings that nobody has settled, and decide.

    Serves a page on this machine only, under an address that holds a secret; needs the extra "review".  Decisions are
    written to the decisions file at once, and what others write there meanwhile is shown.  Ctrl-C ends it.

    Exit code: 0 done, 2 usage, configuration, rule or decision error.
    """
    desk = _desk(given, owner)
    if terminal:
        _in_terminal(desk)
        return
    try:
        from auditor.review.server import Server
    except ImportError as error:
        fail(f'{error.name} is not installed: install the extra, such as pip install "auditor[review]", or --terminal')
    try:
        server = Server(desk, port)
    except OSError as error:
        fail(f"--port {port}: cannot be used: {error.strerror}")
    with contextlib.suppress(KeyboardInterrupt):
        server.run(lambda address: _ready(address, show))


def _desk(given: Mapping[str, Value | tuple[Path, ...] | None], owner: str) -> Desk:
    """The desk that a configuration asks for."""
    from auditor.decisions import DecisionError
    from auditor.review import Desk

    config = configured(given)
    result, rules = read(config)
    for unread in result.unread:
        click.echo(f"not read: {unread.path}: {unread.reason}", err=True)
    settled = settled_by(config, result, rules)
    path = Path(config.text("decisions"))
    desk = Desk(result, settled, config.text("fail-on"), path, config.texts("require"), owner)
    try:
        desk.look()
    except DecisionError as error:
        fail("\n".join(error.errors))
    return desk


def _ready(address: str, show: bool) -> None:
    click.echo(f"review: {address}")
    click.echo("Ctrl-C ends it.", err=True)
    if show and not os.environ.get("CI"):
        webbrowser.open(address)


def _in_terminal(desk: Desk) -> None:
    """Ask for a decision on each open finding; what is decided is written at once."""
    from auditor.decisions import DecisionError
    from auditor.review.desk import following, queue

    passed: set[str] = set()
    try:
        checked = desk.look()
        judged = next(iter(queue(checked)), None)
        while judged is not None:
            for line in _shown(desk, judged, len(queue(checked))):
                click.echo(line)
            passed.add(judged.finding.fingerprint)
            if not _answered(desk, judged):
                break
            checked = desk.look()
            judged = following(checked, judged.finding.fingerprint)
            if judged is not None and judged.finding.fingerprint in passed:
                break
    except DecisionError as error:
        fail("\n".join(error.errors))
    left = len(queue(desk.look()))
    click.echo(f"{left} finding{'' if left == 1 else 's'} open; decisions are in {desk.path}")


def _shown(desk: Desk, judged: Judged, left: int) -> Iterator[str]:
    """A finding for the terminal: message, who says what, and what was decided before."""
    from auditor.outputs.characters import shown
    from auditor.review.cards import card

    finding = judged.finding
    yield ""
    yield shown(f"[{left} open] {finding.code} {finding.message}")
    for each in card(desk.audit, judged).statements:
        words = "".join(f"[{text}]" if part == "figure" else text for text, part in each.quote.pieces)
        yield shown(f"  {each.source}: {each.said} ({each.quote.spot})")
        yield shown(f'    "{words}"')
    if judged.reason:
        yield shown(f"  {judged.status}: {judged.reason}")


def _answered(desk: Desk, judged: Judged) -> bool:
    """Ask until a decision is written or the finding is left; false where the reviewer ends the review."""
    from auditor.decisions import OvertakenError
    from auditor.review import WrongError

    seen = judged.decision.mark if judged.decision else ""
    while True:
        answer = click.prompt("accept, prefer, fix, scope, next, quit", default="n", show_default=False).strip().lower()
        if answer[:1] in ("n", "q"):
            return answer[:1] == "n"
        if answer[:1] not in VERDICTS:
            continue
        asked = {"decision": VERDICTS[answer[:1]], "owner": desk.owner}
        if asked["decision"] == "prefer":
            asked["prefer"] = click.prompt(f"source ({', '.join(desk.sources(judged.finding))})", default="")
        asked["reason"] = click.prompt("reason", default="", show_default=False)
        for name in desk.require:
            asked[name] = asked.get(name) or click.prompt(name, default="", show_default=False)
        try:
            desk.decide(judged.finding, asked, seen)
            return True
        except WrongError as error:
            click.echo(str(error))
        except OvertakenError as error:
            click.echo(f"Decided meanwhile: {error}. Decide again to replace it.")
            seen = error.current.mark if error.current else ""


COMMANDS: Sequence[click.Command] = (review,)
"""What ``auditor.cli`` adds to its own commands."""
