"""The command that audits again at every save: ``watch``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli_check import (
    base_option,
    baseline_option,
    checked_by,
    configured,
    date_option,
    decisions_option,
    fail_on_option,
    paths_argument,
    rules_option,
)
from auditor.console import fail, opened_store

if TYPE_CHECKING:
    from watchfiles import Change

    from auditor.check import Checked
    from auditor.config import Config, Value

PAUSE = 50
"""Milliseconds that a burst of saves is waited for."""
TURN = 200
"""Milliseconds after which it is said that nothing was saved."""


@click.command()
@paths_argument
@rules_option
@base_option
@baseline_option
@fail_on_option
@decisions_option
@date_option
def watch(**given: Value | tuple[Path, ...] | None) -> None:
    """Check documents, and again at every save: what changed, and which findings that creates or settles.

    Needs the extra "watch".  Ctrl-C ends it.

    Exit code: 0 done, 2 usage, configuration or rule error.
    """
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        fail('watchfiles is not installed: install the extra, such as pip install "auditor[watch]"')
    config = configured(given)
    paths = [Path(each) for each in config.texts("paths")]
    missing = [path for path in paths if not path.exists()]
    if missing:
        fail(f"{missing[0]}: no such file or folder: check the path")
    with contextlib.suppress(KeyboardInterrupt):
        _watched(paths, config)


def _watched(paths: Sequence[Path], config: Config) -> None:
    """Check, and tell at every save what has changed since."""
    from watchfiles import watch as changes

    from auditor.outputs.lines import render

    held: Checked | None = None
    seen = changes(
        *_folders(paths, config),
        watch_filter=_Filter(config),
        debounce=PAUSE,
        step=10,
        rust_timeout=TURN,
        raise_interrupt=False,
        yield_on_timeout=True,
    )
    for saved in seen:  # the first turn comes when saves are seen: none is lost during the first check
        if held is None:
            held = checked_by(config)
            click.echo(render(held, config.text("decisions")), nl=False)
            _read_once(held, config)
            click.echo("watching; Ctrl-C ends it", err=True)
        elif saved:
            after = checked_by(config)
            for line in _told(held, after):
                click.echo(line)
            held = after


def _read_once(held: Checked, config: Config) -> None:
    """Have the documents read by this process, and the language model at hand, so that the first save is fast."""
    from auditor.extraction.parsing import Parser
    from auditor.library import of_documents, rules_of

    with opened_store() as store:
        rules = rules_of(config.texts("rules"), store)
        of_documents(held.audit.sources, held.audit.unread, rules, held.audit.date, store)
    Parser().tree("The model is at hand.")


class _Filter:
    """Whether a file that changed can change what is found: a document, what lies beside one, what was settled."""

    def __init__(self, config: Config) -> None:
        from auditor.documents import SUFFIXES

        self.endings = (*SUFFIXES, ".meta.json")
        self.files = {str(Path(config.text(name)).resolve()) for name in ("decisions", "baseline")}
        self.roots = [Path(each).resolve() for each in config.texts("paths")]

    def __call__(self, change: Change, path: str) -> bool:
        here = Path(path).resolve()
        inside = any(here == root or here.is_relative_to(root) for root in self.roots)
        return str(here) in self.files or (inside and here.name.lower().endswith(self.endings))


def _folders(paths: Sequence[Path], config: Config) -> Iterator[Path]:
    """What is to be watched: of a file its folder, for an editor puts a new file in its place."""
    settled = (Path(config.text(name)) for name in ("decisions", "baseline"))
    seen = [path if path.is_dir() else path.parent for path in (*paths, *settled)]
    yield from sorted({folder.resolve() for folder in seen if folder.is_dir()})


def _told(before: Checked, after: Checked) -> Iterator[str]:
    """What a save has changed, and what the check comes to now."""
    from auditor.diff import diff
    from auditor.outputs.difference import text
    from auditor.outputs.lines import summary

    changed = diff(before.audit, after.audit)
    yield from text(changed).splitlines()
    yield from (f"{unread.path}: not read: {unread.reason}" for unread in after.audit.unread)
    yield summary(after)


COMMANDS: Sequence[click.Command] = (watch,)
"""What ``auditor.cli`` adds to its own commands."""
