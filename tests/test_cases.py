"""The cases beside the rules: every line a sentence and what its rule is to read from it, run under its own name.

``sentence => reading`` in the notation of ``auditor.notation``, several readings parted by `` | ``, or ``nothing``.  An
attribute with ``{}`` shows its value first (``stroke: yes``).  ``?`` before a line: known to fail, and struck once it
passes.  ``[heading: ...]`` and ``[label: ...]`` before a sentence say what stands above it; ``subject: NAME, ALIAS`` at
the top says whom the file speaks of.  A line that opens with ``#`` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from auditor.extraction import Reader
from auditor.model import Block, BlockKind, Claim, Document, Interval
from auditor.notation import show
from auditor.packs import load
from auditor.rules import Rule, Rules
from auditor.subjects import Subject

RULES = Path(__file__).resolve().parents[1] / "rules"
FILES = tuple(sorted(RULES.glob("*/*.cases")))
SUBJECT = "Harrow disease"
EACH = "{}"
_ABOVE = re.compile(r"\[(heading|label): ([^\]]*)\]\s*")


@dataclass(frozen=True)
class Case:
    """One line of a file of cases."""

    file: Path
    line: int
    subject: str
    sentence: str
    expected: str
    above: Mapping[str, str]
    fails: bool

    @property
    def name(self) -> str:
        """How the test is called."""
        return f"{self.file.parent.name}/{self.file.name}:{self.line}"

    @property
    def document(self) -> Document:
        """The sentence as a document of one block."""
        kind = BlockKind.ITEM if "label" in self.above else BlockKind.PARAGRAPH
        path = (self.above["heading"],) if "heading" in self.above else ()
        block = Block(kind, 0, len(self.sentence), path, self.above.get("label", ""))
        return Document(self.name, self.name, self.sentence, self.sentence, (block,))


def cases(file: Path) -> Iterable[Case]:
    """The cases of a file, in order."""
    subject = SUBJECT
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("subject:"):
            subject = line.removeprefix("subject:").strip()
        elif line.strip() and not line.startswith("#"):
            said, arrow, expected = line.removeprefix("?").rpartition("=>")
            assert arrow, f"{file.name}:{number}: a case is written 'sentence => reading'"
            above = dict(_ABOVE.findall(said))
            sentence = _ABOVE.sub("", said).strip()
            yield Case(file, number, subject, sentence, expected.strip(), above, line.startswith("?"))


CASES = tuple(case for file in FILES for case in cases(file))


@cache
def rules(pack: str) -> Rules:
    """The pack of a case, with the general one."""
    return load(sorted({pack, "health"}))


@cache
def rule_of(file: Path) -> Rule:
    """The rule that a file of cases stands beside."""
    return next(
        r for p in rules(file.parent.name).packs for r in p.rules if (p.name, r.name) == (file.parent.name, file.stem)
    )


@cache
def read() -> Mapping[str, list[Claim]]:
    """Name of a case -> the claims read from it; all cases of a pack and a subject are read in one batch."""
    found: dict[str, list[Claim]] = {case.name: [] for case in CASES}
    for pack in sorted({case.file.parent.name for case in CASES}):
        reader = Reader(rules(pack))
        mine = [case for case in CASES if case.file.parent.name == pack]
        for subject in sorted({case.subject for case in mine}):
            name, *aliases = (each.strip() for each in subject.split(","))
            documents = [case.document for case in mine if case.subject == subject]
            for claim in reader.read(documents, Subject(name, tuple(aliases))):
                found[claim.source].append(claim)
    return found


def shown(case: Case) -> str:
    """What the case's rule reads from its sentence."""
    rule = rule_of(case.file)
    mine = sorted(
        (c for c in read()[case.name] if c.rule == f"{rule.pack}/{rule.name}"), key=lambda c: (c.start, c.attribute)
    )
    before, _, after = rule.attribute.partition(EACH)
    lines = []
    for claim in mine:
        value = claim.attribute.removeprefix(before).removesuffix(after) + ": " if EACH in rule.attribute else ""
        lines.append(value + show(claim.reading))
    return " | ".join(dict.fromkeys(lines)) or "nothing"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    found = shown(case)
    if case.fails:
        assert found != case.expected, f"passes now: strike the question mark of {case.name}"
    else:
        assert found == case.expected, case.sentence


def test_every_rule_has_its_cases_and_no_cases_lack_their_rule() -> None:
    known = {f"{p.name}/{r.name}" for p in load().packs for r in p.rules}
    assert {f"{file.parent.name}/{file.stem}" for file in FILES} == known


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_rule_has_five_cases_two_of_them_negative(file: Path) -> None:
    expected = [case.expected for case in cases(file)]
    denied = [e for e in expected if e == "nothing" or re.search(r"(?:^|: |usually |possibly )no\b", e)]
    assert len(expected) >= 5, "write at least five cases"
    assert len(denied) >= 2, "write at least two cases from which nothing is read, or a no"


def test_the_comparison_bites() -> None:
    """A reading is shown with its value and its scope, so that a wrong one differs."""
    claim = next(c for claims in read().values() for c in claims if isinstance(c.reading.value, Interval))
    assert show(claim.reading) not in ("", "nothing")
