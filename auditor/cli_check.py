"""The commands of a content update: ``check`` fails for what is new, ``baseline`` and ``config`` say what is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli_inputs import documents_argument
from auditor.console import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    EXIT_UNREAD,
    audited,
    day,
    fail,
    no_cache_option,
    opened_store,
    spare,
    write,
)
from auditor.delivery import STDOUT, deliver, paired
from auditor.outputs import FILE_NAMES

if TYPE_CHECKING:
    from auditor.check import Checked, Settled
    from auditor.config import Config, Value
    from auditor.decisions import Decision
    from auditor.model import Audit
    from auditor.rules import Rules

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


def rules_option(command: Callable[..., None]) -> Callable[..., None]:
    """The options of all that begins with an audit that a configuration asks for."""
    told = click.option("--rules", multiple=True, metavar="PACK", help="A shipped pack or a folder; may be repeated.")
    return told(no_cache_option(command))


date_option = click.option("--date", metavar="YYYY-MM-DD", help="The day of dated facts and decisions. Default: today.")
base_option = click.option("--base", metavar="REV", help="A git revision: only what was not found there is new.")
baseline_option = click.option(
    "--baseline", metavar="FILE", help="Known findings. Default: auditor.baseline.json, where it is there."
)
fail_on_option = click.option(
    "--fail-on", type=click.Choice(["conflict", "overlap", "outdated", "never"]), help="Default: conflict."
)
decisions_option = click.option("--decisions", metavar="FILE", help="Default: auditor.decisions.yaml.")


@click.command()
@documents_argument(required=False)
@rules_option
@base_option
@baseline_option
@fail_on_option
@click.option("--format", multiple=True, type=click.Choice(sorted(FILE_NAMES)), help="May be repeated. Default: text.")
@click.option("--output", multiple=True, metavar="FILE", help="One for each --format, - for stdout, the default.")
@decisions_option
@date_option
def check(**given: Value | tuple[Path, ...] | None) -> None:
    """Say what contradicts in documents that was not known, decided or ignored before.

    PATHS are documents, folders that hold them, - for standard input, and with --allow-network http(s):// addresses;
    without one, those of the configuration, or this folder.  Every finding is a line: path:line:column: CODE message.
    "auditor explain CODE" says what a code means.

    Exit code: 0 nothing new at or above --fail-on, 1 findings, 2 usage, configuration or rule error, 3 some document
    could not be read.
    """
    if given["base"] and given["baseline"]:
        fail("give --base or --baseline, not both")
    config = configured(given)
    targets = _targets(config)
    checked = checked_by(config)
    deliver(checked, targets)
    if ("text", STDOUT) not in targets:
        from auditor.outputs.lines import summary

        click.echo(summary(checked), err=any(target == STDOUT for _, target in targets))
    sys.exit(EXIT_UNREAD if checked.audit.unread else EXIT_FINDINGS if checked.failing else EXIT_CLEAN)


@click.command()
@paths_argument
@rules_option
@click.option("--output", metavar="FILE", help="Default: auditor.baseline.json.")
@date_option
def baseline(output: str | None, **given: Value | tuple[Path, ...] | None) -> None:
    """Write down the findings that stand, so that a check fails for new ones only.

    Exit code: 0 done, 2 usage, configuration or rule error, 3 some document could not be read: nothing is written.
    """
    from auditor.decisions import render_baseline
    from auditor.findings import findings

    config = configured({**given, "baseline": output})
    result, _ = read(config)
    if result.unread:
        for unread in result.unread:
            click.echo(f"not read: {unread.path}: {unread.reason}", err=True)
        sys.exit(EXIT_UNREAD)
    target = Path(config.text("baseline"))
    spare(target, result, "baseline")
    found = findings(result)
    write(target, render_baseline(found, {claim.id: claim.source for claim in result.claims}))
    click.echo(f"baseline: {target}: {len(found)} known finding{'' if len(found) == 1 else 's'}")


@click.command("config")
def config_() -> None:
    """Print every setting, and where its value came from.

    Exit code: 0 done, 2 configuration error.
    """
    config = configured({})
    width = max(len(name) for name in config.settings)
    for name, setting in config.settings.items():
        value = setting.value if isinstance(setting.value, str) else ", ".join(setting.value)
        click.echo(f"{name:<{width}}  {value or '(none)'}  # {setting.origin}")


def configured(given: Mapping[str, Value | tuple[Path, ...] | None]) -> Config:
    """The settings of a run; ends the program with every mistake of the configuration."""
    from auditor.config import ConfigError, configure

    named = {name.replace("_", "-"): value for name, value in given.items()}
    values: dict[str, Value] = {}
    for name, value in named.items():
        if value:
            values[name] = value if isinstance(value, str) else tuple(str(each) for each in value)
    first = Path(values["paths"][0]) if values.get("paths") else Path()
    start = first if first.is_dir() else first.parent
    try:
        return configure(values, os.environ, start if start.is_dir() else Path())
    except ConfigError as error:
        fail("\n".join(error.errors))


def read(config: Config) -> tuple[Audit, Rules]:
    """The audit that a configuration asks for: here documents are read into claims."""
    paths = tuple(Path(each) for each in config.texts("paths"))
    return audited(paths, config.texts("rules"), day(config.text("date") or None), config.texts("off"))


def checked_by(config: Config) -> Checked:
    """The check that a configuration asks for; ends the program where something that it needs cannot be used."""
    from auditor.check import check

    result, rules = read(config)
    checked = check(result, settled_by(config, result, rules), config.text("fail-on"))
    return replace(checked, decisions=config.text("decisions"))


def settled_by(config: Config, result: Audit, rules: Rules) -> Settled:
    """What was decided, known, and said in the base revision, by a configuration."""
    from auditor.check import Settled
    from auditor.decisions import DecisionError, read_baseline

    known: frozenset[str] = frozenset()
    path = Path(config.text("baseline"))
    decisions = decided_by(config)
    try:
        if config.settings["base"].origin != "command line" and (config.given("baseline") or path.exists()):
            known = frozenset(each.id for each in read_baseline(path))
    except DecisionError as error:
        fail("\n".join(error.errors))
    return Settled(decisions, known, _base(config, result, rules))


def decided_by(config: Config) -> tuple[Decision, ...]:
    """What was decided, by the decisions file of a configuration; ends the program with every mistake in it."""
    from auditor.decisions import DecisionError, read_decisions

    try:
        return read_decisions(Path(config.text("decisions")), config.texts("require"))
    except DecisionError as error:
        fail("\n".join(error.errors))


def _base(config: Config, result: Audit, rules: Rules) -> Audit | None:
    """The audit of the base revision, if one is asked for."""
    if not config.text("base") or config.settings["baseline"].origin == "command line":
        return None
    return audited_revision(config.text("base"), config, result, rules)


def audited_revision(revision: str, config: Config, result: Audit, rules: Rules) -> Audit:
    """The audit of the documents as they stood in a revision, named as they are now."""
    from auditor.library import of_documents
    from auditor.revisions import RevisionError, load_revision

    paths = [Path(each) for each in config.texts("paths")]
    known = {str(Path(source.path).resolve()): source.id for source in result.sources}
    try:
        documents, unread = load_revision(revision, paths, known)
    except RevisionError as error:
        fail(f"--base {error}")
    with opened_store() as store:
        return of_documents(documents, unread, rules, result.date, store)


def _targets(config: Config) -> list[tuple[str, str]]:
    """Pairs of format and file; without a file the one format goes to stdout."""
    formats, outputs = config.texts("format"), config.texts("output")
    unknown = [name for name in formats if name not in FILE_NAMES]
    if unknown:
        fail(f"{config.settings['format'].origin}: format cannot be {unknown[0]!r}: one of {', '.join(FILE_NAMES)}")
    if outputs:
        return paired(formats if config.given("format") else (), outputs)
    if len(formats) > 1:
        fail(f"{len(formats)} formats cannot all go to stdout: give an --output for each")
    return [(name, STDOUT) for name in formats]


COMMANDS: Sequence[click.Command] = (check, baseline, config_)
"""What ``auditor.cli`` adds to its own commands."""
