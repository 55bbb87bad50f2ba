"""The command line: arguments, files, exit codes.  The only place that prints and that reads the clock."""

from __future__ import annotations

import datetime
import os
import sys
import webbrowser
from collections import Counter
from pathlib import Path

import click

from auditor import __version__
from auditor.model import Audit, FlagKind

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREAD = 0, 1, 2, 3
FAIL_ON = {"conflict": ("conflict",), "overlap": ("conflict", "overlap"), "never": ()}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor")
def main() -> None:
    """Find where documents on one subject agree and where they contradict each other."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rules", "packs", multiple=True, metavar="PACK", help="A shipped pack or a folder of rules; may be repeated. Default: all shipped.")
@click.option("--format", "formats", multiple=True, type=click.Choice(["html", "json", "text"]), help="May be repeated; one for each --output. Default: html.")
@click.option("--output", "outputs", multiple=True, type=click.Path(path_type=Path), help="Where a report goes. Default: under reports/.")
@click.option("--fail-on", type=click.Choice(sorted(FAIL_ON)), default="never", show_default=True, help="The mildest finding that makes the exit code 1.")
@click.option("--date", "today", metavar="YYYY-MM-DD", help="The day on which statements are held against dated facts. Default: today.")
@click.option("--open", "show", is_flag=True, help="Open the report in a browser.")
def audit(paths: tuple[Path, ...], packs: tuple[str, ...], formats: tuple[str, ...], outputs: tuple[Path, ...], fail_on: str, today: str | None, show: bool) -> None:
    """Audit documents against each other and write a report.

    Exit code: 0 nothing at or above --fail-on, 1 findings, 2 usage or rule error, 3 some document could not be read.
    """
    from auditor.audit import audit as run
    from auditor.outputs import FORMATS
    from auditor.packs import RuleError, load

    targets = _targets(paths, formats, outputs)
    _progress("reading rules and documents")
    try:
        result = run(paths, load(packs), _day(today))
    except RuleError as error:
        _fail("\n".join(error.errors))
    for name, target in targets:
        _write(target, FORMATS[name](result))
    click.echo(summary(result))
    for _, target in targets:
        click.echo(f"report: {target}")
    if show and sys.stdout.isatty() and not os.environ.get("CI"):
        webbrowser.open(targets[0][1].resolve().as_uri())
    sys.exit(_exit_code(result, fail_on))


def summary(result: Audit) -> str:
    """A few lines for the terminal: what was read, what was found, what was not compared."""
    verdicts = Counter(topic.verdict for topic in result.topics)
    flags = Counter(flag.kind for topic in result.topics for flag in topic.flags) + Counter(f.kind for f in result.flags)
    lines = [
        f"{result.subject or 'no common subject'}: {len(result.sources)} documents, {len(result.claims)} claims, {len(result.topics)} attributes",
        f"conflicts {verdicts['conflict']}, overlaps {verdicts['overlap']}, differing scope {verdicts['scope']}, agreements {verdicts['agree']}",
        ", ".join(f"{kind.value} {flags[kind]}" for kind in FlagKind) + f", said by one source only {verdicts['single']}",
    ]
    lines += [f"note: {note}" for note in result.notes]
    lines += [f"not read: {unread.path}: {unread.reason}" for unread in result.unread]
    return "\n".join(lines)


def _targets(paths: tuple[Path, ...], formats: tuple[str, ...], outputs: tuple[Path, ...]) -> list[tuple[str, Path]]:
    """Pairs of format and file: given, or by the file's ending, or under reports/."""
    endings = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
    if outputs and formats and len(outputs) != len(formats):
        _fail(f"{len(formats)} --format for {len(outputs)} --output: give one for each, or none")
    if outputs:
        named = formats or tuple(endings.get(o.suffix.lower(), "") for o in outputs)
        unknown = [str(o) for o, name in zip(outputs, named, strict=True) if not name]
        if unknown:
            _fail(f"{unknown[0]}: no format is known by this ending; add --format html, json or text")
        return list(zip(named, outputs, strict=True))
    stem = paths[0].resolve().stem or "audit"
    suffix = {"html": "html", "json": "json", "text": "txt"}
    return [(name, Path("reports") / f"{stem}.{suffix[name]}") for name in formats or ("html",)]


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        _fail(f"{target}: cannot be written: {error.strerror}")


def _day(given: str | None) -> str:
    """The audit's date: given, or SOURCE_DATE_EPOCH, or today."""
    if given:
        try:
            return datetime.date.fromisoformat(given).isoformat()
        except ValueError:
            _fail(f"--date {given}: expected a day such as 2026-11-21")
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


def _fail(message: str) -> None:
    click.echo(f"auditor: {message}", err=True)
    sys.exit(EXIT_USAGE)
