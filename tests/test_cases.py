"""The cases beside the rules (``auditor.authoring.cases``), run as ``auditor rules test`` runs them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from auditor.authoring.cases import NOTHING, Case, Outcome, missing, parse_cases, run
from auditor.packs import cases_beside, load
from auditor.rules import Pack

READ = {path: parse_cases(pack, stem, path, text) for pack, stem, path, text in cases_beside()}
CASES = tuple(case for cases, _ in READ.values() for case in cases)
PACKS: Mapping[str, Pack] = {pack.name: pack for pack in load().packs}


@cache
def outcomes() -> Mapping[str, Outcome]:
    """Name of a case -> what came out; the cases of a pack are read under its rules and those it is used beside."""
    found = [
        run(load([name, *pack.beside]), [case for case in CASES if case.pack == name]) for name, pack in PACKS.items()
    ]
    return {outcome.case.name: outcome for each in found for outcome in each}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    outcome = outcomes()[case.name]
    if case.fails:
        assert outcome.passed, f"passes now: strike the question mark of {case.name}"
    else:
        assert outcome.read == case.expected, case.sentence


def test_every_file_of_cases_is_well_formed() -> None:
    assert [fault for _, faults in READ.values() for fault in faults] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_five_cases_two_of_them_negative_and_no_cases_lack_their_rule(pack: str) -> None:
    mine = [case for case in CASES if case.pack == pack]
    files = {stem: path for owner, stem, path, _ in cases_beside() if owner == pack}
    assert missing(PACKS[pack], files, mine) == ((), ())


def test_the_comparison_bites() -> None:
    """A reading is shown with its value and its scope, so that a wrong one differs."""
    case = next(case for case in CASES if case.name == "health/survival_time.cases:1")
    wrong = Case(case.pack, case.rule, case.path, case.line, case.sentence, "3..5 year, median, from symptom onset")
    right, other = run(load(["health"]), [case])[0], run(load(["health"]), [wrong])[0]
    assert right.passed and not other.passed and other.read == case.expected != NOTHING


def test_a_case_that_is_known_to_fail_must_fail() -> None:
    case = next(case for case in CASES if case.name == "health/survival_time.cases:1")
    known = Case(case.pack, case.rule, case.path, case.line, case.sentence, case.expected, fails=True)
    assert not run(load(["health"]), [known])[0].passed


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("A sentence.", "a.cases:1:1: a case is written 'sentence => reading', or 'sentence => nothing'"),
        ("=> 5 year", "a.cases:1:3: no sentence stands before =>"),
        ("A sentence. =>", "a.cases:1:15: no reading stands behind =>; write 'nothing' where none is to be read"),
        ("A sentence. => 5..3 year", "a.cases:1:15: expected the lower end first in '5..3 year'"),
    ],
)
def test_a_fault_in_a_line_of_cases_is_told_with_its_place(line: str, fault: str) -> None:
    assert parse_cases("p", "a", "a.cases", line) == ((), (fault,))


def test_what_stands_above_and_whom_a_file_speaks_of() -> None:
    text = "subject: Volt, V1\n# a remark\n\n?[heading: Range] [label: City] It goes 300 km. => 300 km\n"
    (case,), faults = parse_cases("ev", "range", "range.cases", text)
    assert (case.sentence, case.subject, case.line, case.fails, faults) == ("It goes 300 km.", "Volt, V1", 4, True, ())
    assert dict(case.above) == {"heading": "Range", "label": "City"}
    block = case.document.blocks[0]
    assert (block.path, block.label, block.kind.value) == (("Range",), "City", "item")


def test_cases_without_a_rule_and_rules_with_few_cases() -> None:
    pack = PACKS["als"]
    wrong, few = missing(pack, {"tdp34": "als/tdp34.cases"}, ())
    assert wrong == ("als/tdp34.cases:1:1: no rule stands beside these cases; did you mean tdp43?",)
    assert len(few) == len(pack.rules) and "0 cases" in few[0]
