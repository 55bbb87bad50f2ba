"""The command that says what a change of documents does to what they say: ``diff``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from auditor.cli_check import configured, date_option, rules_option
from auditor.console import EXIT_UNREAD, day, fail, opened_store, write

if TYPE_CHECKING:
    from auditor.config import Config, Value
    from auditor.model import Audit, Document, Unread

Loaded: TypeAlias = "tuple[tuple[Document, ...], tuple[Unread, ...]]"


@click.command()
@click.argument("old")
@click.argument("new", default=".")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@rules_option
@click.option("--format", "name", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("--output", "target", type=click.Path(path_type=Path), help="Default: stdout.")
@date_option
def diff(old: str, new: str, name: str, target: Path | None, **given: Value | tuple[Path, ...] | None) -> None:
    """Say which claims came, went, changed or moved, and which findings that creates or settles.

    OLD and NEW are folders, documents, or git revisions; NEW is this folder by default.  Of revisions, PATHS are
    compared, by default those of the configuration.

    Exit code: 0 done, 2 usage, configuration or rule error, 3 some document could not be read.
    """
    from auditor.diff import diff as compared
    from auditor.outputs.difference import FORMATS

    config = configured(given)
    before, after = _audited(old, new, config)
    text = FORMATS[name](compared(before, after))
    if target is None:
        click.echo(text, nl=False)
    else:
        write(target, text)
    unread = (*before.unread, *after.unread)
    for each in unread:
        click.echo(f"not read: {each.path}: {each.reason}", err=True)
    sys.exit(EXIT_UNREAD if unread else 0)


def _audited(old: str, new: str, config: Config) -> tuple[Audit, Audit]:
    """The audits of both sides, by the same rules and on the same day."""
    from auditor.library import of_documents, rules_of
    from auditor.modelfiles import ModelError
    from auditor.packs import RuleError

    today = day(config.text("date") or None)
    try:
        with opened_store() as store:
            rules = rules_of(config.texts("rules"), store, config.texts("off"))
            sides = [of_documents(*loaded, rules, today, store) for loaded in _loaded(old, new, config)]
    except RuleError as error:
        fail("\n".join(error.errors))
    except ModelError as error:
        fail(str(error))
    for side, name in zip(sides, (old, new), strict=True):
        if not side.sources and not side.unread:
            fail(f"{name}: no document found")
    return sides[0], sides[1]


def _loaded(old: str, new: str, config: Config) -> tuple[Loaded, Loaded]:
    """The documents of both sides; a document goes by the same name on both."""
    from auditor.revisions import RevisionError, load_revision

    places = [Path(old) if Path(old).exists() else None, Path(new) if Path(new).exists() else None]
    if places[0] and places[1]:
        return _folders(places[0], places[1])
    given = next((place for place in places if place), None)
    asked = given in (None, Path()) or config.settings["paths"].origin == "command line"
    paths = [Path(each) for each in config.texts("paths")] if asked or given is None else [given]
    known: dict[str, str] = {}
    sides: dict[int, Loaded] = {}
    try:
        for at in sorted((0, 1), key=lambda at: places[at] is None):
            name = (old, new)[at]
            sides[at] = _here(paths) if places[at] else load_revision(name, paths, known)
            known = {str(Path(each.path).resolve()): each.id for each in sides[at][0]}
    except RevisionError as error:
        fail(f"{error}; nor is there such a file or folder" if "no such revision" in str(error) else str(error))
    return sides[0], sides[1]


def _here(paths: Sequence[Path]) -> Loaded:
    from auditor.documents import load_all

    return load_all(paths)


def _folders(old: Path, new: Path) -> tuple[Loaded, Loaded]:
    """Two folders, whose documents are the same where their paths inside are; or two documents, which are one."""
    from auditor.documents import DocumentError, gather, load
    from auditor.documents.files import names
    from auditor.model import Unread

    if old.is_dir() != new.is_dir():
        fail(f"{old} and {new}: expected two folders or two documents")
    sides = [(root, *gather([root])) for root in (old, new)]
    inside = {
        file: file.relative_to(root) if root.is_dir() else Path(new.name) for root, files, _ in sides for file in files
    }
    ids = names(list(inside.values()))
    loaded: list[Loaded] = []
    for _, files, refused in sides:
        documents: list[Document] = []
        for file in files:
            try:
                documents.append(load(file, ids[inside[file]]))
            except DocumentError as error:
                refused.append(Unread(file.as_posix(), error.reason))
        loaded.append((tuple(documents), tuple(refused)))
    return loaded[0], loaded[1]


COMMANDS: Sequence[click.Command] = (diff,)
"""What ``auditor.cli`` adds to its own commands."""
