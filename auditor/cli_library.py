"""``auditor library``: a whole library, a report a subject and an index over all, on all cores or a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from auditor.console import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNREAD, day, fail, opened_store, rules_option
from auditor.shelving import ENDINGS, written

if TYPE_CHECKING:
    from auditor.engines import Engine
    from auditor.library.run import Progress, Wanted
    from auditor.outputs.index import Index
    from auditor.store import Store

FORMATS = tuple(ENDINGS)
FAIL_ON: Mapping[str, Sequence[str]] = {
    "conflict": ("conflict", "internal", "derived"),
    "overlap": ("conflict", "internal", "derived", "overlap"),
    "never": (),
}
SHOWN = 10
"""So many subjects are told on the terminal, the worst first; the index has them all."""
INTERRUPTED = 130


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@rules_option
@click.option(
    "--output", "folder", type=click.Path(path_type=Path), help="The folder of the reports. Default: reports/library."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Of the reports; may be repeated. Default: html.",
)
@click.option("--subject", default="", metavar="NAME", help="All pages are on this subject: nothing is grouped.")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path),
    help="A TOML file that says which paths are on which subject; all others are grouped.",
)
@click.option("--jobs", type=click.IntRange(1), help="How many processes. Default: one a core.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", metavar="ADDRESS", help="The scheduler of a running Dask cluster; means --engine dask.")
@click.option("--fail-on", type=click.Choice(sorted(FAIL_ON)), default="never", show_default=True)
@click.option("--date", "today", metavar="YYYY-MM-DD", help="The day of the audit. Default: today.")
def library(
    paths: tuple[Path, ...],
    packs: tuple[str, ...],
    folder: Path | None,
    formats: tuple[str, ...],
    subject: str,
    mapping_file: Path | None,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    fail_on: str,
    today: str | None,
) -> None:
    """Audit a library: pages are grouped by subject, each subject is audited, the index tells the worst first.

    What was read and judged before is not read and judged again, and an interrupted run goes on where it stopped.

    Exit code: 0 nothing at or above --fail-on, 1 findings, 2 usage or rule error, 3 some document could not be read.
    """
    if subject and mapping_file:
        fail("--subject puts all pages on one subject: leave out --mapping, or --subject")
    with _refusals(), opened_store() as store, _engine(engine, scheduler, jobs) as chosen:
        from auditor.library.run import Wanted
        from auditor.library.sets import rules_of

        wanted = Wanted(rules_of(packs, store), day(today), subject, _mapping(mapping_file))
        _run(paths, wanted, store, chosen, folder, formats, fail_on)


def split(
    paths: tuple[Path, ...],
    packs: tuple[str, ...],
    formats: tuple[str, ...],
    folders: tuple[Path, ...],
    fail_on: str,
    today: str,
) -> NoReturn:
    """What ``library`` does with nothing else asked for: ``auditor audit --split subject`` ends in it."""
    if len(folders) > 1:
        fail(f"{len(folders)} --output with --split subject: give one, the folder of the reports")
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        fail(f"--format {unknown[0]}: with --split subject one of {', '.join(FORMATS)}")
    with _refusals(), opened_store() as store, _engine("local", "", None) as chosen:
        from auditor.library.run import Wanted
        from auditor.library.sets import rules_of

        wanted = Wanted(rules_of(packs, store), today)
        _run(paths, wanted, store, chosen, folders[0] if folders else None, formats, fail_on)


def _run(
    paths: Sequence[Path],
    wanted: Wanted,
    store: Store,
    engine: Engine,
    folder: Path | None,
    formats: Sequence[str],
    fail_on: str,
) -> NoReturn:
    """Write reports and index, tell of them, and end the program with its exit code."""
    target = folder or Path("reports") / "library"
    with _progress() as tell:
        index = written(paths, wanted, store, engine, target, formats or ("html",), tell)
    if not index.entries and not index.unread:
        fail(f"{', '.join(path.as_posix() for path in paths)}: no document found")
    _told(index, target)
    if index.unread:
        sys.exit(EXIT_UNREAD)
    failing = any(entry.count(kind) for entry in index.entries for kind in FAIL_ON[fail_on])
    sys.exit(EXIT_FINDINGS if failing else EXIT_CLEAN)


@contextmanager
def _refusals() -> Iterator[None]:
    """Say what stops a run, in words."""
    from auditor.engines import EngineError, LostError
    from auditor.library.mapping import MappingError
    from auditor.modelfiles import ModelError
    from auditor.packs import RuleError

    try:
        yield
    except RuleError as error:
        fail("\n".join(error.errors))
    except (EngineError, LostError, MappingError, ModelError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        click.echo("auditor: stopped; what was finished is kept: run again to go on from here", err=True)
        sys.exit(INTERRUPTED)


@contextmanager
def _engine(name: str, scheduler: str | None, jobs: int | None) -> Iterator[Engine]:
    from auditor.engines import Dask, Here, Pool

    if name == "dask" or scheduler:
        if not scheduler:
            fail("--engine dask: expected --scheduler ADDRESS of a running cluster, such as tcp://127.0.0.1:8786")
        cluster = Dask(scheduler)
        try:
            yield cluster
        finally:
            cluster.close()
        return
    workers = jobs or _cores()
    yield Pool(workers) if workers > 1 else Here()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _mapping(path: Path | None) -> tuple[tuple[str, str], ...]:
    if path is None:
        return ()
    from auditor.library.mapping import read

    return read(path)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal: documents, characters a second, time left; nothing elsewhere."""
    if not os.isatty(2):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("documents"),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    # no thread of its own refreshes it: worker processes are forked from this one while it is shown
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        tasks: dict[str, int] = {}

        def tell(progress: Progress) -> None:
            if progress.step not in tasks:
                tasks[progress.step] = bar.add_task(progress.step, total=progress.total, rate="")
            task = tasks[progress.step]
            elapsed = bar.tasks[task].elapsed or 0.0
            rate = f"{progress.characters / elapsed:,.0f} characters/s" if progress.characters and elapsed > 1 else ""
            bar.update(task, completed=progress.done, rate=rate, refresh=True)  # type: ignore[arg-type]

        yield tell


def _told(index: Index, folder: Path) -> None:
    from auditor.outputs.index import as_text

    pages = sum(entry.pages for entry in index.entries)
    click.echo(f"{pages} pages on {len(index.entries)} subjects")
    click.echo(as_text(index, SHOWN), nl=False)
    if len(index.entries) > SHOWN:
        click.echo(f"and {len(index.entries) - SHOWN} more")
    for each in index.unread[:SHOWN]:
        click.echo(f"not read: {each.path}: {each.reason}")
    if len(index.unread) > SHOWN:
        click.echo(f"not read: {len(index.unread) - SHOWN} more, listed in the index")
    click.echo(f"reports: {folder.as_posix()}")


COMMANDS: Sequence[click.Command] = (library,)
"""What ``auditor.cli`` adds to its own commands."""
