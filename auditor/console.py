"""What the commands share: exit codes, the option for rules, the audit they begin with, and how they write and fail."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from auditor.model import Audit
    from auditor.rules import Rules

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREAD = 0, 1, 2, 3

rules_option = click.option(
    "--rules",
    "packs",
    multiple=True,
    metavar="PACK",
    help="A shipped pack or a folder of rules; may be repeated. Default: all shipped.",
)


def audited(
    paths: tuple[Path, ...], packs: tuple[str, ...], day: str, off: tuple[str, ...] = ()
) -> tuple[Audit, Rules]:
    """The audit of documents, and the rules: those of packs, without what is ``off``.

    Ends the program with a message where rules or language model are unusable, or nothing is there to read.
    """
    from auditor.audit import audit
    from auditor.documents import SUFFIXES
    from auditor.extraction.parsing import ModelError
    from auditor.packs import RuleError, load

    try:
        rules = load(packs, off)
        result = audit(paths, rules, day)
    except RuleError as error:
        fail("\n".join(error.errors), bare=True)
    except ModelError as error:
        fail(str(error))
    if not result.sources and not result.unread:
        where = ", ".join(path.as_posix() for path in paths)
        fail(f"{where}: no document found: expected files that end in {', '.join(SUFFIXES)}")
    return result, rules


def loaded(packs: Sequence[str]) -> Rules:
    """The rules of packs; ends the program with every mistake where there are some."""
    from auditor.packs import RuleError, load

    try:
        return load(packs)
    except RuleError as error:
        fail("\n".join(error.errors), bare=True)


def day(given: str | None) -> str:
    """The day of an audit, ISO 8601: given, or by the clock of the command line, which alone has one."""
    clock: Callable[[str | None], str] = click.get_current_context().find_root().obj
    return clock(given)


def spare(target: Path, result: Audit, what: str) -> None:
    """End the program rather than write ``what`` ("report", "list") over a document that was read."""
    if target.resolve() in {Path(source.path).resolve() for source in result.sources}:
        fail(f"{target}: is one of the documents; name another file for the {what}")


def write(target: Path, text: str) -> None:
    """Write a file, with the folders above it; ends the program with a message where that cannot be done."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{target}: cannot be written: {error.strerror}")


def safe(text: str) -> str:
    """``text`` on one line, with what could steer a terminal made visible."""
    from auditor.outputs.characters import shown

    return shown(" ".join(text.split("\n")))


def fail(message: str, bare: bool = False) -> NoReturn:
    """Say on stderr why nothing can be done, and end the program with the code for wrong usage.

    ``bare``: the message is a list of places (``file:line:column: ...``), which editors read from the line's start.
    """
    click.echo(message if bare else f"auditor: {message}", err=True)
    sys.exit(EXIT_USAGE)
