"""The command line: arguments, files, exit codes.  The only place that prints and that reads the clock."""

from __future__ import annotations

import datetime
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor import (
    __version__,
    cli_cache,
    cli_check,
    cli_compare,
    cli_decisions,
    cli_diff,
    cli_facts,
    cli_init,
    cli_library,
    cli_read,
    cli_review,
    cli_rules,
    cli_watch,
)
from auditor.cli_inputs import documents_argument
from auditor.console import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNREAD, audited, fail, rules_option, spare, write
from auditor.delivery import paired
from auditor.outputs import FILE_NAMES

if TYPE_CHECKING:
    from auditor.check import Checked
    from auditor.decisions import Decision
    from auditor.model import Audit

STDOUT = Path("-")
FAIL_ON = {"conflict": ("conflict",), "overlap": ("conflict", "overlap"), "never": ()}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor")
@click.pass_context
def main(context: click.Context) -> None:
    """Find where documents on one subject agree and where they contradict each other."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file's name may hold what the terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    context.obj = _day


for command in (
    *cli_read.COMMANDS,
    *cli_check.COMMANDS,
    *cli_decisions.COMMANDS,
    *cli_diff.COMMANDS,
    *cli_review.COMMANDS,
    *cli_watch.COMMANDS,
    *cli_init.COMMANDS,
    *cli_facts.COMMANDS,
    *cli_rules.COMMANDS,
    cli_compare.compare,
    *cli_cache.COMMANDS,
    *cli_library.COMMANDS,
):
    main.add_command(command)


@main.command()
@documents_argument()
@rules_option
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(sorted(FILE_NAMES)),
    help="May be repeated; one for each --output. Default: html.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where a report goes, - for stdout; may be repeated. Default: under reports/.",
)
@click.option(
    "--fail-on",
    type=click.Choice(sorted(FAIL_ON)),
    default="never",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
@click.option(
    "--date",
    "today",
    metavar="YYYY-MM-DD",
    help="The day on which statements are held against dated facts. Default: today.",
)
@click.option("--decisions", metavar="FILE", help="What was decided. Default: auditor.decisions.yaml.")
@click.option(
    "--split", type=click.Choice(["subject"]), help="A report for each subject and an index over all: auditor library."
)
@click.option("--open", "show", is_flag=True, help="Open the report in a browser.")
def audit(
    paths: tuple[Path, ...],
    packs: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[Path, ...],
    fail_on: str,
    today: str | None,
    decisions: str | None,
    split: str | None,
    show: bool,
) -> None:
    """Audit documents against each other and write a report, in which what was decided before is shown as such.

    PATHS are documents, folders that hold them, - for standard input, and with --allow-network http(s):// addresses.

    Exit code: 0 nothing at or above --fail-on, 1 findings, 2 usage or rule error, 3 some document could not be read.
    """
    day = _day(today)
    if split:
        cli_library.split(paths, packs, formats, outputs, fail_on, day)
    targets = _targets(paths, formats, outputs)
    _progress("reading rules and documents")
    decided = cli_check.decided_by(cli_check.configured({"paths": paths, "decisions": decisions}))
    result, _ = audited(paths, packs, day)
    checked = _checked(result, decided)
    for _, target in targets:
        spare(target, result, "report")
    from auditor.outputs import FORMATS

    for name, target in targets:
        if target == STDOUT:
            click.echo(_for_terminal(name, result, checked), nl=False)
        else:
            write(target, FORMATS[name](result, checked))
    click.echo(summary(result, checked), err=any(target == STDOUT for _, target in targets))
    for _, target in targets:
        if target != STDOUT:
            click.echo(f"report: {target}", err=any(each == STDOUT for _, each in targets))
    if show and targets[0][1] != STDOUT and sys.stdout.isatty() and not os.environ.get("CI"):
        import webbrowser

        webbrowser.open(targets[0][1].resolve().as_uri())
    sys.exit(_exit_code(result, fail_on))


def _checked(result: Audit, decided: tuple[Decision, ...]) -> Checked | None:
    """How the findings stand, where anything was decided."""
    if not decided:
        return None
    from auditor.check import Settled, check

    return check(result, Settled(decided))


def _for_terminal(name: str, result: Audit, checked: Checked | None) -> str:
    """A report for stdout: text in colour, where stdout is a terminal and NO_COLOR is not set."""
    from auditor.outputs import FORMATS, text

    if name != "text":
        return FORMATS[name](result, checked)
    return text.render(result, checked, colour=_coloured())


def _coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def summary(result: Audit, checked: Checked | None = None) -> str:
    """A few lines for the terminal, in the words and figures of the report: what was found, read, and not compared."""
    from auditor.audit import compared
    from auditor.outputs.view import report

    page = report(result, checked)
    notes = [*result.notes, *(f"{source.path}: {note}" for source in result.sources for note in source.notes)]
    lines = [f"{page.subject or 'no common subject'}: {page.scale}"]
    if compared(result.topics):
        lines.append(page.verdict)
        lines.append(", ".join(f"{count.number} {count.label}" for count in page.counts))
    lines += [f"note: {note}" for note in notes]
    lines += [f"not read: {path}: {reason}" for path, reason in page.unread]
    return "\n".join(lines)


def _targets(paths: tuple[Path, ...], formats: tuple[str, ...], outputs: tuple[Path, ...]) -> list[tuple[str, Path]]:
    """Pairs of format and file: given, or by the file's ending, or under reports/."""
    if outputs:
        return [(name, Path(output)) for name, output in paired(formats, [str(output) for output in outputs])]
    stem = paths[0].resolve().stem or "audit"
    return [(name, Path("reports") / FILE_NAMES[name].format(stem)) for name in formats or ("html",)]


def _day(given: str | None) -> str:
    """The audit's date: given, or SOURCE_DATE_EPOCH, or today."""
    if given:
        try:
            return datetime.date.fromisoformat(given).isoformat()
        except ValueError:
            fail(f"--date {given}: expected a day such as 2026-11-21")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.date.today().isoformat()


def _exit_code(result: Audit, fail_on: str) -> int:
    if result.unread:
        return EXIT_UNREAD
    return EXIT_FINDINGS if any(topic.verdict in FAIL_ON[fail_on] for topic in result.topics) else EXIT_CLEAN


def _progress(message: str) -> None:
    if sys.stderr.isatty():
        click.echo(message, err=True)
