"""What the commands share: exit codes, the option for rules, the audit they begin with, and how they write and fail."""

from __future__ import annotations

import sys
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


def audited(paths: tuple[Path, ...], packs: tuple[str, ...], day: str) -> tuple[Audit, Rules]:
    """The audit of documents, and the rules.

    Ends the program with a message where rules or language model are unusable, or nothing is there to read.
    """
    from auditor.audit import audit
    from auditor.documents import SUFFIXES
    from auditor.extraction.parsing import ModelError
    from auditor.model import Unread
    from auditor.packs import RuleError, load

    try:
        rules = load(packs)
        result = audit(paths, rules, day)
    except RuleError as error:
        fail("\n".join(error.errors))
    except ModelError as error:
        fail(str(error))
    failed = unfetched()
    if failed:
        from dataclasses import replace

        unread = (*result.unread, *(Unread(address, reason) for address, reason in failed))
        result = replace(result, unread=tuple(sorted(unread, key=lambda each: each.path)))
    if not result.sources and not result.unread:
        where = ", ".join(path.as_posix() for path in paths)
        fail(f"{where}: no document found: expected files that end in {', '.join(SUFFIXES)}")
    return result, rules


UNFETCHED = "auditor.unfetched"
"""The key in the context of a command under which what could not be fetched is kept: (address, reason) pairs."""


def unfetched() -> list[tuple[str, str]]:
    """The addresses that gave nothing in this run, with the reason."""
    context = click.get_current_context(silent=True)
    return [] if context is None else list(context.meta.get(UNFETCHED, ()))


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


def fail(message: str) -> NoReturn:
    """Say on stderr why nothing can be done, and end the program with the code for wrong usage."""
    click.echo(f"auditor: {message}", err=True)
    sys.exit(EXIT_USAGE)
