"""The cases beside a rule: every line a sentence and what the rule is to read from it, each run under its own name.

``sentence => reading`` in the notation of ``auditor.notation``, several readings parted by `` | ``, or ``nothing``.  An
attribute with ``{}`` shows its value first (``stroke: yes``).  ``?`` before a line: known to fail, and struck once it
passes.  ``[heading: ...]`` and ``[label: ...]`` before a sentence say what stands above it; ``subject: NAME, ALIAS`` at
the top says whom the file speaks of.  A line that opens with ``#`` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from auditor import units
from auditor.extraction import Reader
from auditor.model import Block, BlockKind, Claim, Document
from auditor.notation import parse, show
from auditor.packs.page import nearest
from auditor.quantities import find
from auditor.rules import Pack, Rule, Rules
from auditor.subjects import Subject

SUBJECT = "Harrow disease"
"""Whom a file of cases speaks of where it does not say: a made-up name."""
EACH = "{}"
NOTHING = "nothing"
ENOUGH, ENOUGH_DENIED = 5, 2
"""How many cases a rule needs, and how many of them that read nothing or a no."""
_ABOVE = re.compile(r"\[(heading|label): ([^\]]*)\]\s*")
_DENIED = re.compile(r"(?:^|: |usually |possibly )no\b")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a file of cases; ``pack`` and ``rule`` name the rule beside it."""

    pack: str
    rule: str
    path: str
    line: int
    sentence: str
    expected: str
    subject: str = SUBJECT
    above: Mapping[str, str] = field(default_factory=dict)
    fails: bool = False

    @property
    def name(self) -> str:
        """How the case is called: ``health/survival_time.cases:3``."""
        return f"{self.pack}/{self.rule}.cases:{self.line}"

    @property
    def denies(self) -> bool:
        """Whether nothing, or a no, is to be read."""
        return self.expected == NOTHING or _DENIED.search(self.expected) is not None

    @property
    def document(self) -> Document:
        """The sentence as a document of one block."""
        kind = BlockKind.ITEM if "label" in self.above else BlockKind.PARAGRAPH
        path = (self.above["heading"],) if "heading" in self.above else ()
        block = Block(kind, 0, len(self.sentence), path, self.above.get("label", ""))
        return Document(self.name, self.name, self.sentence, self.sentence, (block,))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with what its rule read, and what all others read of the same sentence, as ``attribute = reading``."""

    case: Case
    read: str
    others: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the case came out as it is written: read as expected, or not so where it is known to fail."""
        return (self.read == self.case.expected) is not self.case.fails


def parse_cases(pack: str, rule: str, path: str, text: str) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """The cases of a file, in order, and its mistakes as ``path:line:column: message``."""
    subject, found, errors = SUBJECT, list[Case](), list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("subject:"):
            subject = line.removeprefix("subject:").strip()
        elif line.strip() and not line.startswith("#"):
            said, arrow, expected = line.removeprefix("?").rpartition("=>")
            sentence = _ABOVE.sub("", said).strip()
            expected = expected.strip()
            column = line.rfind("=>") + 3 if arrow else 1
            fault = _fault(sentence, arrow, expected)
            if fault:
                errors.append(f"{path}:{number}:{column}: {fault}")
            else:
                above = dict(_ABOVE.findall(said))
                found.append(Case(pack, rule, path, number, sentence, expected, subject, above, line.startswith("?")))
    return tuple(found), tuple(errors)


def _fault(sentence: str, arrow: str, expected: str) -> str:
    """What is wrong with a line of cases, or nothing."""
    if not arrow:
        return "a case is written 'sentence => reading', or 'sentence => nothing'"
    if not sentence:
        return "no sentence stands before =>"
    if not expected:
        return "no reading stands behind =>; write 'nothing' where none is to be read"
    for each in expected.split(" | ") if expected != NOTHING else ():
        try:
            parse(each.rpartition(": ")[2] if re.match(r"[^,]*: (usually |possibly )?(yes|no)\b", each) else each)
        except ValueError as error:
            return str(error)
    return ""


def missing(pack: Pack, files: Mapping[str, str], read: Iterable[Case]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Files of cases that no rule stands beside, which is a mistake; and remarks for the author of a rule.

    Remarked on are rules with no cases or too few, and units that look like a slip of a known one: what is no unit of
    measurement is a noun of which so many are counted.

    ``files`` maps the stem of each file of cases to its path.
    """
    rules = {rule.name: rule for rule in pack.rules}
    errors = [
        f"{path}:1:1: no rule stands beside these cases{nearest(name, rules)}"
        for name, path in sorted(files.items())
        if name not in rules
    ]
    told: dict[str, list[Case]] = {name: [] for name in rules}
    for case in read:
        told.setdefault(case.rule, []).append(case)
    few = [
        f"{files.get(name, rule.path)}:1:1: {len(told[name])} cases, {sum(c.denies for c in told[name])} of them "
        f"nothing or a no: write at least {ENOUGH}, {ENOUGH_DENIED} of them so"
        for name, rule in sorted(rules.items())
        if len(told[name]) < ENOUGH or sum(c.denies for c in told[name]) < ENOUGH_DENIED
    ]
    slips = [
        f"{rule.path}:{rule.line}:1: the unit {rule.unit!r} is read as a noun that is counted; did you mean {meant}?"
        for _, rule in sorted(rules.items())
        if (meant := _meant(rule.unit))
    ]
    return tuple(errors), (*slips, *few)


def _meant(unit: str) -> str:
    """The unit under which the figures of a rule are read, where its author wrote another name of it, or a slip.

    >>> _meant("kilometres"), _meant("yaer"), _meant("km"), _meant("tree")
    ('km', 'year', '', '')
    """
    if not unit or units.dimension(unit) != "count":
        return ""
    read = {each.unit or "" for each in find(f"It has 5 {unit}.")}
    return next((each for each in read if each != unit and units.dimension(each) != "count"), units.like(unit))


def run(rules: Rules, cases: Sequence[Case]) -> tuple[Outcome, ...]:
    """Read every case under the rules; all that speak of one subject are read in one batch."""
    reader = Reader(rules)
    by_name = {f"{r.pack}/{r.name}": r for pack in rules.packs for r in pack.rules}
    claims: dict[str, list[Claim]] = {case.name: [] for case in cases}
    for subject in sorted({case.subject for case in cases}):
        name, *aliases = (each.strip() for each in subject.split(","))
        documents = [case.document for case in cases if case.subject == subject]
        for claim in reader.read(documents, Subject(name, tuple(aliases))):
            claims[claim.source].append(claim)
    return tuple(_outcome(case, by_name[f"{case.pack}/{case.rule}"], claims[case.name]) for case in cases)


def _outcome(case: Case, rule: Rule, claims: Sequence[Claim]) -> Outcome:
    own = f"{rule.pack}/{rule.name}"
    ordered = sorted(claims, key=lambda c: (c.start, c.attribute))
    mine = [reading(rule, claim) for claim in ordered if claim.rule == own]
    others = [
        f"{claim.attribute} = {show(claim.reading)} ({claim.rule or 'no rule'})"
        for claim in ordered
        if claim.rule != own
    ]
    return Outcome(case, " | ".join(dict.fromkeys(mine)) or NOTHING, tuple(dict.fromkeys(others)))


def reading(rule: Rule, claim: Claim) -> str:
    """A claim of a rule as a case writes it: an attribute with ``{}`` in it shows its value first."""
    before, each, after = rule.attribute.partition(EACH)
    value = claim.attribute.removeprefix(before).removesuffix(after) + ": " if each else ""
    return value + show(claim.reading)
