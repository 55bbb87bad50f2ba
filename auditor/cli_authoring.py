"""The commands that write rules: ``new`` from examples, ``coverage`` from what no rule read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from auditor.console import EXIT_UNREAD, audited, fail, rules_option, safe, write

if TYPE_CHECKING:
    from auditor.authoring.drafting import Draft
    from auditor.authoring.gaps import Coverage, Gap
    from auditor.model import Audit
    from auditor.rules import Common, Kind

KINDS = ("numeric", "choice", "polarity")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--attribute", help="What is measured or said, in a reviewer's words. Asked for where it is missing.")
@click.option("--example", "examples", multiple=True, help="A sentence, or 'sentence => reading'; may be repeated.")
@click.option("--not", "denied", multiple=True, help="A sentence from which nothing is to be read; may be repeated.")
@click.option("--kind", type=click.Choice(KINDS), help="Default: told from the examples.")
@click.option("--unit", default="", help="The unit of a figure. Default: that of most examples.")
@click.option("--force", is_flag=True, help="Write over a rule that is there.")
def new(
    folder: Path,
    attribute: str | None,
    examples: tuple[str, ...],
    denied: tuple[str, ...],
    kind: str | None,
    unit: str,
    force: bool,
) -> None:
    """Write a rule with its cases from an attribute and example sentences.

    FOLDER is the pack: it is made where it is missing.  Without --attribute, the command asks for it and for the
    sentences.  What stands behind a sentence as "=> reading" is held against what the new rule reads; where nothing
    stands, the case is written as it is read: look at it.

    Exit code: 0 written and read as expected, 1 written, but some sentence is read otherwise, 2 usage or rule error.
    """
    from auditor.authoring.drafting import DraftError, draft
    from auditor.authoring.writing import SCHEMA_FILE, cases_text, rule_text
    from auditor.packs import common
    from auditor.packs.schema import render

    if attribute is None or not examples:
        attribute, examples, denied = _asked(attribute, examples, denied)
    lines = [*examples, *(f"{each} => nothing" for each in denied)]
    try:
        made = draft(" ".join(attribute.split()), lines, common(), cast("Kind | None", kind), unit)
    except DraftError as error:
        fail(str(error))
    rule_file = folder / f"{made.rule.name}.yaml"
    if not made.rule.name:
        fail(f"--attribute {attribute!r}: expected a name with letters or digits in it")
    if rule_file.exists() and not force:
        fail(f"{rule_file}: is there already; change it by hand, or write over it with --force")
    write(rule_file, rule_text(made.rule))
    write(rule_file.with_suffix(".cases"), cases_text(made.cases))
    write(folder / SCHEMA_FILE, render())
    if not (folder / "pack.yaml").exists():
        write(folder / "pack.yaml", 'version: "0.1"\n')
    for line in _written(made, rule_file):
        click.echo(safe(line))
    sys.exit(1 if made.unread else 0)


def _asked(
    attribute: str | None, examples: tuple[str, ...], denied: tuple[str, ...]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Attribute and sentences, asked for one after the other; ends the program where nobody answers."""
    try:
        attribute = attribute or str(click.prompt("Attribute"))
        examples = examples or _sentences("A sentence that states it")
        denied = denied or _sentences("A sentence with like words from which nothing is to be read")
    except click.Abort:
        fail("nobody answers: give --attribute NAME and --example SENTENCE")
    return attribute, examples, denied


def _sentences(what: str) -> tuple[str, ...]:
    given: list[str] = []
    while said := str(click.prompt(f"{what} (empty: no more)", default="", show_default=False)):
        given.append(said)
    return tuple(given)


def _written(made: Draft, rule_file: Path) -> Iterator[str]:
    yield f"rule:  {rule_file}"
    yield f"cases: {rule_file.with_suffix('.cases')}"
    yield from (f"  {case.sentence} => {case.expected}" for case in made.cases)
    yield from (f"mend by hand: {each}" for each in made.unread)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@rules_option
@click.option("--top", default=10, show_default=True, type=click.IntRange(1), help="How many groups are shown.")
def coverage(paths: tuple[Path, ...], packs: tuple[str, ...], top: int) -> None:
    """Show what no rule read in documents.

    The figures and assertions that no rule claimed, in groups, the most frequent first, each with a draft of a rule;
    then why other numbers made no claim.  PATHS are documents, and folders that hold them.

    Exit code: 0 done, 2 usage or rule error, 3 some document could not be read.
    """
    from auditor.authoring.gaps import coverage as covered
    from auditor.cli_read import narrowed

    result, rules = audited(paths, packs, "")
    rules, subject = narrowed(rules, result)
    found = covered(result, rules, subject)
    for line in _told(found, result, rules.common, top):
        click.echo(safe(line))
    for unread in result.unread:
        click.echo(f"not read: {unread.path}: {unread.reason}", err=True)
    sys.exit(EXIT_UNREAD if result.unread else 0)


def _told(found: Coverage, result: Audit, common: Common, top: int) -> Iterator[str]:
    yield f"{found.ruled} claims read by rules, {found.open} by none, in {len(found.gaps)} groups"
    for gap in found.gaps[:top]:
        yield ""
        yield from _gap(gap, result, common)
    if len(found.gaps) > top:
        yield ""
        yield f"{len(found.gaps) - top} more groups: --top {len(found.gaps)} shows them"
    if found.silent:
        yield ""
        numbers = sum(count for _, count in found.silent)
        yield f"{numbers} number{'s' if numbers > 1 else ''} made no claim:"
        yield from (f"  {count:4}  {reason}" for reason, count in found.silent)


def _gap(gap: Gap, result: Audit, common: Common) -> Iterator[str]:
    from auditor.authoring.gaps import drafted
    from auditor.authoring.writing import draft_text
    from auditor.outputs.places import lines_by_source

    lines, sources = lines_by_source(result), {source.id: source for source in result.sources}
    yield f"{len(gap.claims)} x {gap.attribute} ({gap.kind}, in {gap.sources} of {len(sources)} documents)"
    for claim in gap.claims[:3]:
        line, column = lines[claim.source].place(claim.start)
        yield f"  {sources[claim.source].path}:{line}:{column}: {' '.join(claim.quote.split())}"
    made = drafted(gap, sources, common)
    text = f"no draft: {made}" if isinstance(made, str) else draft_text(made)
    yield from (f"    {line}" for line in text.splitlines())


COMMANDS: Sequence[click.Command] = (new, coverage)
"""What ``auditor rules`` adds to its own commands."""
