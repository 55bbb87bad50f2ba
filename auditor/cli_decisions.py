"""The commands that settle findings: ``decide`` on one, ``decisions list`` and ``decisions prune`` of all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli_check import checked_by, configured, date_option, decisions_option, paths_argument, rules_option
from auditor.console import EXIT_UNREAD, day, fail

if TYPE_CHECKING:
    from auditor.check import Checked, Judged
    from auditor.config import Config, Value
    from auditor.decisions import Decision


@click.command()
@click.argument("id")
@paths_argument
@rules_option
@click.option("--accept", is_flag=True, help="All sources may say what they say.")
@click.option("--prefer", metavar="SOURCE", help="This source is right; the others are to follow it.")
@click.option("--fix", is_flag=True, help="It is wrong and will be mended.")
@click.option("--scope", is_flag=True, help="The sources speak of different things.")
@click.option("--reason", required=True, help="Why, for those who ask later.")
@click.option("--owner", default="", help="Who answers for it.")
@click.option("--until", default="", metavar="YYYY-MM-DD", help="The last day on which it holds. Default: for ever.")
@decisions_option
@date_option
def decide(
    id: str,
    accept: bool,
    prefer: str | None,
    fix: bool,
    scope: bool,
    reason: str,
    owner: str,
    until: str,
    **given: Value | tuple[Path, ...] | None,
) -> None:
    """Decide on a finding, and remember it in the decisions file.

    ID is the fingerprint that "auditor check" prints, or its first digits.  PATHS are what the check read.

    Exit code: 0 done, 2 usage, configuration or decision error.
    """
    from auditor.decisions import DecisionError, Verdict
    from auditor.decisions import decide as write

    chosen = [Verdict.ACCEPT] * accept + [Verdict.PREFER] * bool(prefer) + [Verdict.FIX] * fix + [Verdict.SCOPE] * scope
    if len(chosen) != 1:
        fail("give one of --accept, --prefer SOURCE, --fix, --scope")
    config = configured(given)
    checked = checked_by(config)
    judged = named(checked, id)
    decision = made(checked, judged, chosen[0], reason, prefer or "", owner, until)
    path = Path(config.text("decisions"))
    try:
        before = write(path, decision, config.texts("require"))
    except DecisionError as error:
        fail("\n".join(error.errors))
    click.echo(f"{path}: {decision.id}: {decision.words}")
    if before is not None:
        click.echo(f"it was decided before: {before.words}")


@click.group()
def decisions() -> None:
    """List the decisions on findings, or strike those without one."""


@decisions.command("list")
@decisions_option
@date_option
def list_(**given: Value | tuple[Path, ...] | None) -> None:
    """List every decision, those that have expired marked.

    Exit code: 0 done, 2 configuration or decision error.
    """
    config = configured(given)
    today = day(config.text("date") or None)
    held = _held(config)
    for each in sorted(held, key=lambda each: (each.attribute.casefold(), each.id)):
        until = f", {'expired on' if each.expired(today) else 'until'} {each.until}" if each.until else ""
        owner = f", {each.owner}" if each.owner else ""
        click.echo(f"{each.id}  {each.attribute or '(no attribute)'}: {each.words}{owner}{until}")
    click.echo(f"{len(held)} decision{'' if len(held) == 1 else 's'} in {config.text('decisions')}", err=True)


@decisions.command()
@paths_argument
@rules_option
@click.option("--dry-run", is_flag=True, help="Only say what would be struck.")
@decisions_option
@date_option
def prune(dry_run: bool, **given: Value | tuple[Path, ...] | None) -> None:
    """Strike the decisions that match no finding any more.

    PATHS must be the whole library: what is not read matches nothing.  Comments in the file stay.

    Exit code: 0 done, 2 usage, configuration or decision error, 3 some document could not be read: nothing is struck.
    """
    from auditor.decisions import DecisionError, withdraw

    config = configured(given)
    checked = checked_by(config)
    if checked.audit.unread:
        for unread in checked.audit.unread:
            click.echo(f"not read: {unread.path}: {unread.reason}", err=True)
        sys.exit(EXIT_UNREAD)
    present = {each.finding.fingerprint for each in checked.findings}
    stale = {each.id for each in _held(config) if each.id not in present}
    try:
        gone = withdraw(Path(config.text("decisions")), stale) if stale and not dry_run else ()
    except DecisionError as error:
        fail("\n".join(error.errors))
    for each in gone or tuple(each for each in _held(config) if each.id in stale):
        click.echo(f"{'would strike' if dry_run else 'struck'} {each.id}  {each.attribute}: {each.words}")
    click.echo(f"{len(stale)} decision{'' if len(stale) == 1 else 's'} without a finding", err=True)


def named(checked: Checked, id: str) -> Judged:
    """The finding whose fingerprint begins with ``id``; ends the program unless there is exactly one."""
    found = [each for each in checked.findings if each.finding.fingerprint.startswith(id)]
    if len(found) == 1:
        return found[0]
    if found:
        fail(f"{id}: {len(found)} findings begin so: give more of the fingerprint")
    fail(f'{id}: no finding has this fingerprint: "auditor check" prints it in brackets; name the same PATHS')


def made(checked: Checked, judged: Judged, verdict: str, reason: str, prefer: str, owner: str, until: str) -> Decision:
    """The decision on a finding, made on the day of the audit; ends the program where it cannot be one."""
    from auditor.decisions import Decision, Verdict

    finding = judged.finding
    of = {claim.id: claim.source for claim in checked.audit.claims}
    sources = tuple(sorted({of[name] for name in finding.claims} or {finding.source}))
    if prefer and prefer not in sources:
        fail(f"--prefer {prefer}: is none of its sources: {', '.join(sources)}")
    if until and until < checked.audit.date:
        fail(f"--until {until}: is past")
    return Decision(
        finding.fingerprint,
        Verdict(verdict),
        " ".join(reason.split()),
        prefer,
        owner,
        checked.audit.date,
        until,
        finding.code,
        finding.attribute,
        sources,
    )


def _held(config: Config) -> tuple[Decision, ...]:
    from auditor.decisions import DecisionError, read_decisions

    try:
        return read_decisions(Path(config.text("decisions")), config.texts("require"))
    except DecisionError as error:
        fail("\n".join(error.errors))


COMMANDS: Sequence[click.Command] = (decide, decisions)
"""What ``auditor.cli`` adds to its own commands."""
