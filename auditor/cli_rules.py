"""The commands for rule authors: what the packs read, whether they are written rightly, and what their cases say."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor import cli_authoring
from auditor.console import EXIT_FINDINGS, fail, loaded, safe

if TYPE_CHECKING:
    from auditor.authoring.cases import Case, Outcome
    from auditor.rules import Pack, Rule

packs_argument = click.argument("packs", nargs=-1, metavar="[PACK]...")


@click.group()
def rules() -> None:
    """Write rules, check them and run their cases.

    A PACK is the name of a shipped or installed pack, or a folder of rules.
    """


@rules.command("list")
@packs_argument
def list_(packs: tuple[str, ...]) -> None:
    """List packs; of packs that are named, every attribute that they read.

    Exit code: 0 done, 2 rule error.
    """
    for pack in loaded(packs).packs:
        size = f"{len(pack.rules)} rules, {len(pack.facts)} facts"
        limits = f"; only on {', '.join(sorted(pack.subjects))}" if pack.subjects else ""
        click.echo(f"{pack.name} {pack.version}: {size}{limits}. {pack.description}".rstrip())
        click.echo(f"  sha256 {pack.digest}")
        for rule in pack.rules if packs else ():
            click.echo(f"  {rule.attribute}  ({rule.kind}{f', {rule.unit}' if rule.unit else ''})  {rule.path}")


@rules.command()
@click.argument("name")
@click.option("--rules", "packs", multiple=True, metavar="PACK", help="Where to look. Default: all packs.")
def show(name: str, packs: tuple[str, ...]) -> None:
    """Show a rule and its cases.

    NAME is a rule's file without ending (survival_time), with or without its pack (health/survival_time), or its
    attribute.

    Exit code: 0 done, 2 rule error or no such rule.
    """
    from auditor.packs import cases_beside
    from auditor.packs.page import nearest

    every = [rule for pack in loaded(packs).packs for rule in pack.rules]
    names = {each: rule for rule in every for each in (rule.attribute, rule.name, f"{rule.pack}/{rule.name}")}
    found = [rule for rule in every if name in (rule.attribute, rule.name, f"{rule.pack}/{rule.name}")]
    if not found:
        fail(f"{name}: no such rule{nearest(name, names)}")
    texts = {(pack, stem): (path, text) for pack, stem, path, text in cases_beside(packs)}
    for rule in found:
        for line in _shown(rule):
            click.echo(line)
        path, text = texts.get((rule.pack, rule.name), ("", ""))
        click.echo(f"cases: {path or 'none'}")
        for line in text.splitlines():
            click.echo(f"  {line}")


def _shown(rule: Rule) -> Iterator[str]:
    from dataclasses import fields

    yield f"{rule.pack}/{rule.name}, {rule.path}:{rule.line}"
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name in ("pack", "name", "path", "line") or not value or value == (None, None):
            continue
        key = field.name.rstrip("_")
        if isinstance(value, tuple):
            yield f"{key}: {', '.join('null' if each is None else str(each) for each in value)}"
        elif hasattr(value, "items"):
            yield f"{key}:"
            yield from (f"  {each}: {', '.join(map(str, forms))}" for each, forms in value.items())
        else:
            yield f"{key}: {value}"


@rules.command()
@packs_argument
def check(packs: tuple[str, ...]) -> None:
    """Check packs and their cases; every mistake of every file is told at once, with its place.

    A rule with fewer than five cases, or fewer than two from which nothing or a no is read, is remarked on.

    Exit code: 0 no mistake, 2 there are mistakes.
    """
    from auditor.authoring.cases import missing
    from auditor.packs import RuleError, load

    errors: list[str] = []
    try:
        found = load(packs)
    except RuleError as error:
        errors += error.errors
        found = None
    cases, faults, files = read_cases(packs, errors)
    errors += faults
    remarks: list[str] = []
    for pack in found.packs if found else ():
        mine = {stem: path for (owner, stem), path in files.items() if owner == pack.name}
        wrong, few = missing(pack, mine, [case for case in cases if case.pack == pack.name])
        errors += wrong
        remarks += few
    if errors:
        fail("\n".join(dict.fromkeys(errors)), bare=True)
    for remark in remarks:
        click.echo(f"note: {remark}")
    count = sum(len(pack.rules) for pack in found.packs) if found else 0
    click.echo(f"{count} rules, {len(cases)} cases: no mistake")


@rules.command()
@packs_argument
@click.option("--rule", "only", metavar="NAME", help="Only the cases of this rule.")
@click.option("--verbose", is_flag=True, help="Show what passes, too.")
def test(packs: tuple[str, ...], only: str | None, verbose: bool) -> None:
    """Run the cases of packs; where one fails, show what was read instead.

    The cases of a pack are read under its rules, and those of the packs that it is used beside.

    Exit code: 0 all pass, 1 some fail, 2 usage or rule error.
    """
    found = loaded(packs)
    cases, faults, _ = read_cases(packs, [])
    if faults:
        fail("\n".join(faults), bare=True)
    if only is not None:
        from auditor.packs.page import nearest

        known = {case.rule for case in cases}
        cases = [case for case in cases if case.rule == only.rpartition("/")[2]]
        if not cases:
            fail(f"{only}: no cases stand beside such a rule{nearest(only, known)}")
    given = {Path(each).resolve().name: each for each in packs}
    outcomes = [outcome for pack in found.packs for outcome in _run(pack, given.get(pack.name, pack.name), cases)]
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in outcomes if verbose else failed:
        for line in _outcome(outcome):
            click.echo(safe(line))
    known_to_fail = sum(outcome.case.fails for outcome in outcomes)
    told = f", {known_to_fail} known to fail" if known_to_fail else ""
    click.echo(f"{len(outcomes)} cases: {len(outcomes) - len(failed)} pass{told}, {len(failed)} fail")
    sys.exit(EXIT_FINDINGS if failed else 0)


def _run(pack: Pack, asked: str, cases: Sequence[Case]) -> Sequence[Outcome]:
    from auditor.authoring.cases import run

    mine = [case for case in cases if case.pack == pack.name]
    return run(loaded((asked, *pack.beside)), mine) if mine else ()


def _outcome(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    if outcome.passed:
        yield f"pass {case.path}:{case.line}: {case.sentence} => {case.expected}"
        return
    yield f"FAIL {case.path}:{case.line}: {case.sentence}"
    if case.fails:
        yield "  passes now: strike the question mark before it"
        return
    yield f"  expected: {case.expected}"
    yield f"  read:     {outcome.read}"
    yield from (f"  besides:  {other}" for other in outcome.others)


@rules.command()
@click.argument("file", type=click.Choice(["rule", "facts", "pack"]), default="rule")
def schema(file: str) -> None:
    """Print the JSON Schema of a pack's files, for editors."""
    from auditor.packs.schema import render

    click.echo(render(file), nl=False)


def read_cases(packs: Sequence[str], errors: list[str]) -> tuple[list[Case], list[str], dict[tuple[str, str], str]]:
    """The cases of packs, their mistakes, and the path of each file by its pack and stem."""
    from auditor.authoring.cases import parse_cases
    from auditor.packs import RuleError, cases_beside

    cases: list[Case] = []
    faults: list[str] = []
    files: dict[tuple[str, str], str] = {}
    try:
        texts = cases_beside(packs)
    except RuleError as error:
        errors += error.errors
        texts = ()
    for pack, stem, path, text in texts:
        files[pack, stem] = path
        found, wrong = parse_cases(pack, stem, path, text)
        cases += found
        faults += wrong
    return cases, faults, files


for command in cli_authoring.COMMANDS:
    rules.add_command(command)

COMMANDS: Sequence[click.Command] = (rules,)
"""What ``auditor.cli`` adds to its own commands."""
