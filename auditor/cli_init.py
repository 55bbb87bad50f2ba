"""The command of a start: ``init`` writes a configuration, a decisions file and a first pack, over nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from auditor.console import fail, write


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--paths", multiple=True, metavar="PATH", help="Documents, from FOLDER. Default: docs, or all of it.")
@click.option("--rules", multiple=True, metavar="PACK", help="A shipped pack to use beside the first one of yours.")
def init(folder: Path, paths: tuple[str, ...], rules: tuple[str, ...]) -> None:
    """Write a commented auditor.toml, a decisions file and a first pack of rules with its cases.

    FOLDER is where they go, by default this one.  What is there already stays as it is.

    Exit code: 0 done, 2 no such folder or pack, or a file that cannot be written.
    """
    from auditor.config import FILE
    from auditor.packs import shipped
    from auditor.starter import starter

    if not folder.is_dir():
        fail(f"{folder}: is no folder: make it first")
    strange = [name for name in rules if name not in shipped()]
    if strange:
        fail(f"{strange[0]}: no such pack; there are {', '.join(shipped())}")
    documents = paths or (("docs",) if (folder / "docs").is_dir() else (".",))
    there = _configured(folder)
    for name, text in starter(documents, rules, shipped()).items():
        target = folder / name
        if target.exists() or target.is_symlink():
            click.echo(f"kept: {target}: is there already")
        elif name == FILE and there:
            click.echo(f"left out: {target}: {there} has the settings")
        else:
            write(target, text)
            click.echo(f"wrote: {target}")


def _configured(folder: Path) -> str:
    """The name of the file in a folder that holds settings already, if any; ends the program where it is broken."""
    from auditor.config import ConfigError, configure

    try:
        file = configure({}, {}, folder).file
    except ConfigError as error:
        fail("\n".join(error.errors))
    return file.name if file and file.parent == folder.resolve() else ""


COMMANDS: Sequence[click.Command] = (init,)
"""What ``auditor.cli`` adds to its own commands."""
