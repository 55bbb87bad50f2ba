"""The commands that show how documents are read: ``claims`` lists what was read, ``explain`` says how and why not.

``explain`` also says what the code of a finding means.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli_cache import exported
from auditor.cli_inputs import documents_argument
from auditor.console import EXIT_UNREAD, audited, fail, rules_option, spare, write

if TYPE_CHECKING:
    from auditor.extraction.origins import Origins
    from auditor.extraction.reasons import Reasons
    from auditor.model import Audit, Claim, Document
    from auditor.outputs.places import Lines
    from auditor.rules import Rule, Rules
    from auditor.subjects import Subject

FORMATS = ("table", "json", "jsonl", "csv")
"""The names in ``auditor.outputs.claims.FORMATS``, which is imported only when it is needed."""
_CODE = re.compile(r"[Aa][Cc]\d+")
LONGEST = 160
"""The most characters of a line or a quote that an explanation shows."""


@click.command()
@documents_argument(required=False)
@rules_option
@click.option(
    "--store", "stored", is_flag=True, help="Claims of the last runs over PATHS, from the cache; reads nothing."
)
@click.option(
    "--format", "name", type=click.Choice([*FORMATS, "parquet"]), help="Default: by the ending of --output, else table."
)
@click.option("--output", "target", type=click.Path(path_type=Path), help="Where the list goes. Default: stdout.")
def claims(
    paths: tuple[Path, ...], packs: tuple[str, ...], stored: bool, name: str | None, target: Path | None
) -> None:
    """List what is read from documents.

    Every claim, in the order of files and text.  PATHS are documents, folders that hold them, - for
    standard input, and with --allow-network http(s):// addresses.  A place of the list can be handed to "explain".

    With --store, nothing is read: the claims are those that the cache holds of the last run over PATHS, by default of
    every run, as jsonl, csv or (where duckdb is installed) parquet.

    Exit code: 0 done, 2 usage or rule error, 3 some document could not be read.
    """
    ending = target.suffix.lower().removeprefix(".") if target else ""
    name = name or (ending if ending in (*FORMATS, "parquet") else "jsonl" if stored else "table")
    if stored:
        exported(paths, name, target)
        return
    if not paths:
        raise click.UsageError("Missing argument 'PATHS...': a document or a folder, --files-from LIST, or --store.")
    if name == "parquet":
        fail("--format parquet: expected --store; without it, choose table, json, jsonl or csv")
    result, _ = _read(paths, packs)
    from auditor.outputs.claims import FORMATS as RENDER

    text = RENDER[name](result)
    if target is None:
        click.echo(text, nl=False)
    else:
        spare(target, result, "list")
        write(target, text)
        click.echo(f"claims: {target}")
    sys.exit(EXIT_UNREAD if result.unread else 0)


@click.command()
@click.argument("place", metavar="FILE:LINE|CODE")
@click.argument("company", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@rules_option
def explain(place: str, company: tuple[Path, ...], packs: tuple[str, ...]) -> None:
    """Say how a line of a document was read, or what a code such as AC101 means.

    Of a line: how each of its claims was read, and why its other numbers made none.

    FILE:LINE may be followed by a column, which is passed over.  PATHS are the documents that FILE is audited with, if
    any: they decide what the subject is, and by what names open claims go.

    Exit code: 0 done, 2 usage or rule error, or no such line or code, 3 some document could not be read.
    """
    if _CODE.fullmatch(place):
        click.echo(_meaning(place.upper()))
        return
    path, line = _place(place)
    result, rules = _read((path, *company), packs)
    document = next((source for source in result.sources if Path(source.path).resolve() == path.resolve()), None)
    if document is None:
        sys.exit(EXIT_UNREAD)
    for row in _explained(document, line, result, rules):
        click.echo(row)
    sys.exit(EXIT_UNREAD if result.unread else 0)


def _read(paths: tuple[Path, ...], packs: tuple[str, ...]) -> tuple[Audit, Rules]:
    """The audit of documents, and the rules; ends the program with a message where there is nothing to read or by.

    What could not be read, and remarks on what was, go to stderr: stdout is for the list.
    """
    result, rules = audited(paths, packs, "")
    for unread in result.unread:
        click.echo(f"not read: {unread.path}: {unread.reason}", err=True)
    for source in result.sources:
        for note in source.notes:
            click.echo(f"note: {source.path}: {note}", err=True)
    return result, rules


def _meaning(code: str) -> str:
    """What a code stands for, and how it is ignored in a text; ends the program where there is no such code."""
    from auditor.findings import CODES

    if code not in CODES:
        fail(f"{code}: no such code: there are {', '.join(CODES)}")
    kind, title, text = CODES[code]
    return "\n".join((f"{code} ({kind}): {title}", "", *textwrap.wrap(text, 100)))


def _place(place: str) -> tuple[Path, int]:
    """File and line of ``FILE:LINE`` or ``FILE:LINE:COLUMN``; a file may have colons in its name."""
    name, _, last = place.rpartition(":")
    before, _, middle = name.rpartition(":")
    if before and last.isdecimal() and middle.isdecimal():
        name, last = before, middle
    if not name or not last.isdecimal():
        fail(f"{place}: expected a file and a line, such as page.md:12, or a code, such as AC101")
    if Path(name).is_dir():
        fail(f"{name}: is a folder; name a document in it, such as page.md:12")
    return Path(name), int(last)


def _explained(document: Document, line: int, result: Audit, rules: Rules) -> Iterator[str]:
    """The explanation of a line, line by line; ends the program where the document has no such line."""
    from auditor.extraction.origins import Origins
    from auditor.extraction.reasons import Reasons
    from auditor.outputs.places import Lines

    lines = Lines.of(document.raw)
    start, end = _stretch(document, lines, line)
    given = [pack.name for pack in rules.packs]
    rules, subject = narrowed(rules, result)
    mine = [claim for claim in result.claims if claim.source == document.id]
    reasons, origins = Reasons(rules, subject, document), Origins(rules.common, document)
    spoken = [claim for claim in mine if claim.start < end and start < claim.end]
    silent = reasons.of(mine, start, end)
    yield from _head(document, line, start, end, result.subject)
    unused = sorted(set(given) - {pack.name for pack in rules.packs})
    if unused:
        yield f"  rules of {', '.join(unused)}: not used, the documents are on another subject or of another field"
    for claim in spoken:
        yield ""
        yield from _claim(claim, document, lines, rules, reasons, origins)
    if silent:
        yield ""
        yield "no claim"
    for span in silent:
        first, last = max(span.start, start), min(span.end, end)
        yield f'  column {first - start + 1}: "{_quoted(document.raw[first:last])}": {span.note}'
    if not spoken and not silent:
        yield ""
        yield "no number stands here, and no statement that a rule reads"


def _head(document: Document, line: int, start: int, end: int, subject: str) -> Iterator[str]:
    """The line itself, the subject, and the headings that it stands under."""
    from auditor.model import BlockKind

    block = next((block for block in document.blocks if block.start < end and start < block.end), None)
    yield f"{document.path}:{line}"
    yield f"  {_quoted(document.raw[start:end]) or '(an empty line)'}"
    if subject:
        yield f"  subject: {subject}"
    if block is not None and block.path:
        yield f"  under: {_quoted(' > '.join(block.path))}"
    if block is not None and block.kind is BlockKind.HEADING:
        yield "  a heading: it only says what the text below is about"


def _stretch(document: Document, lines: Lines, line: int) -> tuple[int, int]:
    """Where a line starts and ends; ends the program where the document has no such line."""
    ends = [*lines.starts[1:], len(document.raw)]
    count = len(ends) - (len(ends) > 1 and lines.starts[-1] == len(document.raw))
    if not 1 <= line <= count:
        fail(f"{document.path}:{line}: no such line: the document has {count}")
    return lines.starts[line - 1], ends[line - 1]


def narrowed(rules: Rules, result: Audit) -> tuple[Rules, Subject]:
    """The rules that the audit used, and its subject with every name."""
    from dataclasses import replace

    from auditor.subjects import subject_of

    used = {digest for _, digest in result.provenance.packs}
    known = {name: names for pack in rules.packs for name, names in pack.subjects.items()}
    narrowed = replace(rules, packs=tuple(pack for pack in rules.packs if pack.digest in used))
    return narrowed, subject_of(result.sources, known)


def _claim(
    claim: Claim, document: Document, lines: Lines, rules: Rules, reasons: Reasons, origins: Origins
) -> Iterator[str]:
    """How a claim was read."""
    from auditor.notation import show

    line, column = lines.place(claim.start)
    rule = next((r for pack in rules.packs for r in pack.rules if f"{r.pack}/{r.name}" == claim.rule), None)
    label = next((block.label for block in document.blocks if block.start <= claim.start < block.end), "")
    yield f"claim: {_quoted(claim.attribute)} = {_quoted(show(claim.reading))}"
    yield f'  quote: "{_quoted(claim.quote)}" at line {line}, column {column}'
    yield f"  rule: {_source(rule) if rule else claim.rule or 'none, an open claim'}"
    for step in filter(None, (*claim.trace, reasons.refused(claim))):
        yield f"  read: {_quoted(step)}"
    if label:
        yield f"  label: {_quoted(label)}"
    for aspect, value, origin in origins.of(claim, rule):
        yield f"  scope: {_quoted(f'{aspect} = {value}')}{f', {_quoted(origin)}' if origin else ''}"


def _source(rule: Rule) -> str:
    return f"{rule.pack}/{rule.name}, {rule.path}:{rule.line}"


def _quoted(text: str) -> str:
    """``text`` on one line, made safe for a terminal, and cut where it is long."""
    from auditor.outputs.characters import shown

    flat = " ".join(shown(text.replace("\r", "\n")).split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"


COMMANDS: Sequence[click.Command] = (claims, explain)
"""What ``auditor.cli`` adds to its own commands."""
