"""The commands for dated facts: which there are, and which have grown old."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from auditor.console import EXIT_FINDINGS, day, loaded, safe

if TYPE_CHECKING:
    from auditor.authoring.ageing import Aged

packs_argument = click.argument("packs", nargs=-1, metavar="[PACK]...")
date_option = click.option(
    "--date", "today", metavar="YYYY-MM-DD", help="The day on which ages are counted. Default: today."
)


@click.group()
def facts() -> None:
    """List the dated facts of packs, and check how old they are.

    A PACK is the name of a shipped or installed pack, or a folder of rules.
    """


@facts.command("list")
@packs_argument
@date_option
def list_(packs: tuple[str, ...], today: str | None) -> None:
    """List every dated fact with its source and the age of its last check.

    Exit code: 0 done, 2 usage or rule error.
    """
    for each in _aged(packs, day(today), None):
        fact = each.fact
        until = f" until {fact.until}" if fact.until else ""
        place = f" in {fact.place}" if fact.place else ""
        click.echo(safe(f"{fact.attribute} of {fact.subject}{place}: {', '.join(fact.values)}"))
        click.echo(safe(f"  since {fact.since}{until}; {fact.source}"))
        days = "never checked" if each.days is None else f"checked {fact.checked}, {each.days} days ago"
        click.echo(f"  {days}; {fact.path}:{fact.line}")


@facts.command()
@packs_argument
@date_option
@click.option(
    "--older-than", "limit", type=click.IntRange(0), metavar="DAYS", help="After how many days a check is old."
)
def check(packs: tuple[str, ...], today: str | None, limit: int | None) -> None:
    """Say which facts have grown old, or were never checked.

    That every fact has a source and days that exist is part of reading a pack: a fact without them is a rule error.

    Exit code: 0 all are fresh, 1 some are old, 2 usage or rule error.
    """
    every = _aged(packs, day(today), limit)
    old = [each for each in every if each.old]
    for each in old:
        name = f"{each.fact.attribute}, {', '.join(each.fact.values)}"
        click.echo(safe(f"{each.fact.path}:{each.fact.line}:1: {name}: {each.old}"))
    click.echo(f"{len(every)} facts, {len(old)} of them old")
    sys.exit(EXIT_FINDINGS if old else 0)


def _aged(packs: tuple[str, ...], today: str, limit: int | None) -> Sequence[Aged]:
    from auditor.authoring.ageing import OLD_AFTER, aged

    return aged(loaded(packs), today, OLD_AFTER if limit is None else limit)


COMMANDS: Sequence[click.Command] = (facts,)
"""What ``auditor.cli`` adds to its own commands."""
