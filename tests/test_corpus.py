"""What is read from our own documents, claim by claim: a change of reading shows here what it gained and what it lost.

``tests/corpus/claims.txt`` holds every claim, one a line: ``group/file:line attribute | reading | quote``.  Accept a
change with the command in ``ACCEPT``, look at the difference, and keep it with the change.
"""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.audit import audit
from auditor.cli import main
from auditor.cli_read import narrowed
from auditor.extraction.reasons import UNTOLD, Reasons
from auditor.extraction.screening import screen
from auditor.model import Audit, Claim, Document, Interval
from auditor.notation import show
from auditor.outputs.places import lines_by_source
from auditor.packs import load
from auditor.rules import Rules

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "reading.md"
SNAPSHOT = ROOT / "tests" / "corpus" / "claims.txt"
ACCEPT = "UPDATE_SNAPSHOT=1 .venv/bin/python -m pytest -q tests/test_corpus.py"
GROUPS: Mapping[str, Path] = {
    "als": ROOT / "sources" / "als",
    **{folder.name: folder / "docs" for folder in sorted((ROOT / "tests" / "corpora").iterdir()) if folder.is_dir()},
    **{f"alone/{path.stem}": path for path in sorted((ROOT / "tests" / "corpus" / "docs").iterdir())},
}
"""Name -> documents that are read together; those in tests/corpus/docs are of four other fields, and read alone."""
MOST_SHOWN = 80


@cache
def rules() -> Rules:
    """All shipped packs."""
    return load()


@cache
def audits() -> Mapping[str, Audit]:
    """The audit of every group, by all shipped packs."""
    return {name: audit([path], rules(), "") for name, path in GROUPS.items()}


def listed(result: Audit, group: str) -> Iterator[str]:
    """A line a claim, in the order of files and text."""
    lines = lines_by_source(result)
    for source in result.sources:
        for claim in (claim for claim in result.claims if claim.source == source.id):
            line, _ = lines[source.id].place(claim.start)
            quote = " ".join(claim.quote.split())
            place = f"{group.partition('/')[0]}/{Path(source.path).name}:{line}"
            yield f"{place} {claim.attribute} | {show(claim.reading)} | {quote}"


def difference(was: Sequence[str], now: Sequence[str]) -> str:
    """What was gained and lost, for a reviewer; empty where nothing was."""
    changes = [row for row in difflib.unified_diff(was, now, lineterm="", n=0) if row[:3] not in ("---", "+++", "@@ ")]
    if not changes:
        return ""
    count = Counter(row[0] for row in changes)
    more = [f"... and {len(changes) - MOST_SHOWN} lines more"] if len(changes) > MOST_SHOWN else []
    head = f"{count['+']} lines gained, {count['-']} lost (a line that changed is both)"
    tail = f"If that is what you meant: {ACCEPT}"
    return "\n".join([head, *changes[:MOST_SHOWN], *more, tail])


def test_every_claim_of_the_corpus() -> None:
    now = [line for name, result in audits().items() for line in listed(result, name)]
    if os.environ.get("UPDATE_SNAPSHOT") == "1":
        SNAPSHOT.write_text("\n".join(now) + "\n", encoding="utf-8", newline="\n")
    told = difference(SNAPSHOT.read_text(encoding="utf-8").splitlines(), now)
    assert not told, told


def shown() -> str:
    """The guide with every example as it is printed now: a block of ``$ auditor ...`` lines, each with its output."""
    example = re.compile(r"^```\n(\$ auditor .*?)^```\n", re.MULTILINE | re.DOTALL)
    return example.sub(lambda block: f"```\n{_run(block[1])}```\n", GUIDE.read_text("utf-8"))


def _run(block: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ auditor ")]
    outputs = [CliRunner().invoke(main, line.split()[2:]) for line in commands]
    assert [output.exit_code for output in outputs] == [0] * len(commands)
    return "\n".join(f"{line}\n{output.stdout}" for line, output in zip(commands, outputs, strict=True))


def test_the_guide_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    now = shown()
    assert now.count("$ auditor claims ") >= 1 and now.count("$ auditor explain ") >= 2
    if os.environ.get("UPDATE_SNAPSHOT") == "1":
        GUIDE.write_text(now, encoding="utf-8", newline="\n")
    told = difference(GUIDE.read_text("utf-8").splitlines(), now.splitlines())
    assert not told, f"docs/reading.md shows something else: {told}"


def test_the_corpus_is_wide_enough() -> None:
    sources = [source for result in audits().values() for source in result.sources]
    assert len(sources) >= 16 and not any(result.unread for result in audits().values())
    speaking = {claim.source for result in audits().values() for claim in result.claims}
    assert speaking == {source.id for source in sources}


def test_a_change_is_told_with_what_it_gained_and_lost() -> None:
    told = difference(["a.md:1 mass | 3 kg | 3 kg", "a.md:2 age | 5 year | 5 years"], ["a.md:1 mass | 3 kg | 3 kg"])
    assert told.splitlines() == [
        "0 lines gained, 1 lost (a line that changed is both)",
        "-a.md:2 age | 5 year | 5 years",
        f"If that is what you meant: {ACCEPT}",
    ]
    assert difference(["a"], ["a"]) == ""
    assert "... and 20 lines more" in difference([], [str(n) for n in range(MOST_SHOWN + 20)])


def quantities(result: Audit, document: Document, claims: Sequence[Claim]) -> Iterator[tuple[str, bool, str]]:
    """Every quantity of a document: its place and text, whether a claim states it, and the reason why none does."""
    stated = {(claim.start, claim.end) for claim in claims if isinstance(claim.reading.value, Interval)}
    reasons = Reasons(*narrowed(rules(), result), document).of(claims, 0, len(document.raw))
    told = {(span.start, span.end): span.note for span in reasons}
    for sentence in screen(document):
        for quantity in sentence.quantities:
            span = (quantity.start, quantity.end)
            text = document.raw[quantity.start : quantity.end]
            yield f"{document.path}: {text!r}", span in stated, told.get(span, "")


@pytest.mark.parametrize("group", GROUPS)
def test_every_quantity_is_a_claim_or_has_a_reason(group: str) -> None:
    """``auditor explain`` knows why each quantity that made no claim made none, and gives no reason for a claim."""
    result = audits()[group]
    for source in result.sources:
        mine = [claim for claim in result.claims if claim.source == source.id]
        for place, stated, reason in quantities(result, source, mine):
            assert stated != bool(reason), f"{place} is {'a claim with' if stated else 'no claim, without'} a reason"
            assert reason != UNTOLD, f"{place}: reading dropped it for a reason that auditor.extraction.reasons misses"
