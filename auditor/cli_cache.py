"""``auditor cache``: where what was read and judged is kept, how much that is, and how to be rid of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from auditor.console import cache_folder, fail, opened_store, write


@click.group()
def cache() -> None:
    """Say where results are kept between runs, how many there are, or remove them.

    The cache is the folder .auditor_cache under the current one, or the one that AUDITOR_CACHE names.  Removing it
    costs time in the next run and nothing else.
    """


@cache.command()
def path() -> None:
    """Print the path of the cache."""
    click.echo(_folder().as_posix())


@cache.command()
def info() -> None:
    """Print how many records of each kind the cache holds, and its size."""
    folder = _folder()
    if not folder.exists():
        click.echo(f"{folder.as_posix()}: nothing is kept")
        return
    with opened_store() as store:
        counts = store.count()
    for table, count in sorted(counts.items()):
        click.echo(f"{count:>9,} {table}")
    click.echo(f"{sum(file.stat().st_size for file in folder.iterdir()) / 1e6:>9.1f} MB")


@cache.command()
def clear() -> None:
    """Remove the cache."""
    from auditor import store

    folder = _folder()
    try:
        removed = store.clear(folder)
    except OSError as error:
        fail(f"{folder.as_posix()}: cannot be removed: {error.strerror or error}")
    click.echo(f"removed {folder.as_posix()}" if removed else f"{folder.as_posix()}: nothing is kept")


def exported(paths: Sequence[Path], name: str, target: Path | None) -> None:
    """Write the claims that the cache holds of the last runs over some paths; of all runs where none are named."""
    from auditor.library.export import ExportError, parquet, texts

    with opened_store() as store:
        try:
            if name == "parquet":
                if target is None:
                    fail("--format parquet: expected --output FILE.parquet")
                parquet(paths, target, store)
            elif name not in ("jsonl", "csv"):
                fail(f"--store: expected --format jsonl, csv or parquet, not {name}")
            elif target is None:
                for text in texts(paths, name, store):
                    click.echo(text, nl=False)
            else:
                write(target, "".join(texts(paths, name, store)))
        except ExportError as error:
            fail(str(error))
    if target is not None:
        click.echo(f"claims: {target}")


def _folder() -> Path:
    folder = cache_folder()
    assert folder is not None  # these commands have no --no-cache
    return folder


COMMANDS: Sequence[click.Command] = (cache,)
"""What ``auditor.cli`` adds to its own commands."""
