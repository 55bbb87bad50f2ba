"""The command that holds two statements against each other: one pair on the line, or a file of pairs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.console import fail

if TYPE_CHECKING:
    from auditor.statements import Verdict


@click.command()
@click.argument("statements", nargs=-1)
@click.option("--batch", "pairs", type=click.Path(path_type=Path), help='A JSONL of {"id", "a", "b"}, a pair a line.')
@click.option("--output", "target", type=click.Path(path_type=Path), help="Where the answers to --batch go: a JSONL.")
def compare(statements: tuple[str, ...], pairs: Path | None, target: Path | None) -> None:
    """Say how statement B stands to statement A, and why.

    Prints the relation, the two readings that it rests on, and the reason.  With --batch, writes a line of JSON for
    each pair: relation, agreement, reason, readings.

    Exit code: 0 done, 2 usage error.
    """
    from auditor.modelfiles import ModelError

    try:
        if pairs is not None and target is not None and not statements:
            _batch(pairs, target)
        elif pairs is None and target is None and len(statements) == 2:
            from auditor.statements import compare_statements

            click.echo(told(compare_statements([(statements[0], statements[1])])[0]))
        else:
            fail("expected two statements, each in quotes, or --batch FILE.jsonl --output FILE")
    except ModelError as error:
        fail(str(error))


def told(verdict: Verdict) -> str:
    """A verdict in lines: the relation, the readings of A and of B where there are any, the reason."""
    judgement = verdict.judgement
    agreement = f" ({judgement.agreement})" if judgement.agreement else ""
    lines = [f"{judgement.relation.value}{agreement}"]
    lines += [f"{name}: {shown}" for name, shown in (("a", verdict.a), ("b", verdict.b)) if shown]
    return "\n".join([*lines, f"reason: {judgement.reason}"])


def _batch(pairs: Path, target: Path) -> None:
    from auditor.statements.batch import BatchError, run

    try:
        answers = run(pairs.read_text(encoding="utf-8-sig"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(answers, encoding="utf-8", newline="\n")
    except (BatchError, UnicodeDecodeError) as error:
        fail(f"{pairs}: {error}")
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
