"""What the commands share: exit codes, the option for rules, the audit they begin with, and how they write and fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from auditor.model import Audit
    from auditor.rules import Rules
    from auditor.store import Store

FOLDER = ".auditor_cache"
EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREAD = 0, 1, 2, 3

CACHE = "AUDITOR_CACHE"
"""The environment variable that names the folder of the cache; by default it is under the current folder."""

_Command = TypeVar("_Command", bound=Callable[..., object])
_RULES = click.option(
    "--rules",
    "packs",
    multiple=True,
    metavar="PACK",
    help="A shipped pack or a folder of rules; may be repeated. Default: all shipped.",
)
no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, chosen: context.meta.update({CACHE: chosen}),
    help="Read and judge everything anew, and keep nothing for the next run.",
)


def rules_option(command: _Command) -> _Command:
    """The options of all that begins with an audit: ``packs``, and whether what was read before is used again."""
    return _RULES(no_cache_option(command))


def cache_folder() -> Path | None:
    """The folder where what was read and judged is kept; None where the command was told to keep nothing."""
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(CACHE):
        return None
    return Path(os.environ.get(CACHE) or FOLDER)


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store of this run; what is to be known about it is said on stderr at the end."""
    from auditor.library.keys import maker
    from auditor.library.views import views
    from auditor.store import opened

    with opened(cache_folder(), maker(), views()) as store:
        yield store
    for note in store.notes:
        click.echo(f"auditor: {note}", err=True)


def audited(
    paths: tuple[Path, ...], packs: tuple[str, ...], day: str, off: tuple[str, ...] = ()
) -> tuple[Audit, Rules]:
    """The audit of documents, and the rules: those of packs, without what is ``off``.

    Ends the program with a message where rules or language model are unusable, or nothing is there to read.
    """
    from auditor.documents import SUFFIXES
    from auditor.library import audit, rules_of
    from auditor.model import Unread
    from auditor.modelfiles import ModelError
    from auditor.packs import RuleError

    try:
        with opened_store() as store:
            rules = rules_of(packs, store, off)
            result = audit(paths, rules, day, store)
    except RuleError as error:
        fail("\n".join(error.errors), bare=True)
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
