"""Where reports go: each format to its file or to stdout, and the page of a GitHub job to where GitHub reads it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.console import fail, spare, write
from auditor.outputs import FILE_NAMES, FINDINGS, FORMATS, format_of

if TYPE_CHECKING:
    from auditor.check import Checked

STDOUT = "-"
"""What stands for stdout among the names of files."""
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable by which GitHub names the file for the page of a job."""


def paired(formats: Sequence[str], outputs: Sequence[str]) -> list[tuple[str, str]]:
    """Formats with their files: one for one as given, or by the endings of the files where no format is given.

    Ends the program where they do not fit.
    """
    if formats and len(outputs) != len(formats):
        fail(f"{len(formats)} --format for {len(outputs)} --output: give one for each, or none")
    named = formats or tuple("text" if output == STDOUT else format_of(Path(output)) for output in outputs)
    unknown = [output for output, name in zip(outputs, named, strict=True) if not name]
    if unknown:
        fail(f"{unknown[0]}: no format is known by this ending; add --format {', '.join(FILE_NAMES)}")
    places = [os.path.realpath(output) for output in outputs]
    doubles = [output for at, output in enumerate(outputs) if places[at] in places[:at]]
    if doubles:
        fail(f"{'stdout' if doubles[0] == STDOUT else doubles[0]}: is named for two reports")
    return list(zip(named, outputs, strict=True))


def deliver(checked: Checked, targets: Sequence[tuple[str, str]]) -> None:
    """Write a check in every format to its file, ``STDOUT`` for stdout.

    With GitHub's annotations goes the page of its job, where the environment names a file for it.
    """
    for _, target in targets:
        if target != STDOUT:
            spare(Path(target), checked.audit, "report")
    for name, target in targets:
        text = rendered(name, checked)
        if target == STDOUT:
            click.echo(text, nl=False)
        else:
            write(Path(target), text)
    page = os.environ.get(STEP_SUMMARY)
    if page and any(name == "github" for name, _ in targets):
        _append(Path(page), checked)


def rendered(name: str, checked: Checked) -> str:
    """A check in a format; ``text`` are lines for people and editors."""
    if name == "text":
        from auditor.outputs.lines import render

        return render(checked, checked.decisions)
    if name in FINDINGS:
        checked = from_here(checked)
    return FORMATS[name](checked.audit, checked)


def from_here(checked: Checked) -> Checked:
    """A check whose documents are named from the current folder, as other programs want it, where they are under it."""
    here = Path.cwd()
    sources = tuple(replace(source, path=_relative(source.path, here)) for source in checked.audit.sources)
    unread = tuple(replace(each, path=_relative(each.path, here)) for each in checked.audit.unread)
    return replace(checked, audit=replace(checked.audit, sources=sources, unread=unread))


def _relative(name: str, here: Path) -> str:
    path = Path(name)
    return path.relative_to(here).as_posix() if path.is_absolute() and path.is_relative_to(here) else name


def _append(page: Path, checked: Checked) -> None:
    from auditor.outputs.step_summary import render

    text = render(from_here(checked).audit, from_here(checked))
    try:
        with page.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        fail(f"{STEP_SUMMARY}: {page}: cannot be written: {error.strerror}")
