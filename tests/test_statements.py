"""Statements held against each other: the cases, one test a line; batches; the command; what holds for any two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.cli import main
from auditor.model import Relation
from auditor.statements import Verdict, compare_statements
from auditor.statements.batch import BatchError, run

CASES = Path(__file__).parent / "cases" / "statements.cases"
LEVELS = set(
    "word for word|contradicts itself|cannot both be|same words, a figure|same words, another figure|figures agree|figures apart|worked out|"
    "figure not said|another time or place|opposite words|denied|turned|not said|same words".split("|")
)


def _cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    """Every case with its verdict, all parsed in one go."""
    pairs = [line.split(" => ")[0] for line in _cases()]
    found = compare_statements(tuple(pair.split(" <> ")) for pair in pairs)  # type: ignore[misc]
    return dict(zip(pairs, found, strict=True))


@pytest.mark.parametrize("line", _cases())
def test_case(line: str, verdicts: dict[str, Verdict]) -> None:
    pair, expected = line.split(" => ")
    wanted, _, text = expected.partition(" ! ")
    relation, agreement, level = (*(part.strip() for part in wanted.split("/")), "", "")[:3]
    judgement = verdicts[pair].judgement
    assert judgement.relation == relation, judgement
    assert agreement in ("", judgement.agreement), judgement
    assert level in ("", judgement.level), judgement
    assert text.casefold() in judgement.reason.casefold()


def test_cases_are_many_and_distinct(verdicts: dict[str, Verdict]) -> None:
    assert len(_cases()) == len(verdicts) >= 150


def test_every_level_has_a_case(verdicts: dict[str, Verdict]) -> None:
    assert {verdict.judgement.level for verdict in verdicts.values()} == LEVELS


def test_every_reason_is_a_sentence(verdicts: dict[str, Verdict]) -> None:
    for verdict in verdicts.values():
        reason = verdict.judgement.reason
        assert reason[0] == reason[0].upper() and reason.endswith("."), reason
        assert (verdict.judgement.agreement is not None) is (verdict.judgement.relation is Relation.AGREE)


def test_a_statement_agrees_with_itself_and_its_tidied_self(verdicts: dict[str, Verdict]) -> None:
    wrong = {pair.split(" <> ")[0] for pair, each in verdicts.items() if each.judgement.level == "contradicts itself"}
    alone = sorted({statement for pair in verdicts for statement in pair.split(" <> ")} - wrong)
    apart = [(s, s.replace(".", " .").replace(",", " ,")) for s in alone if not any(map(str.isdigit, s))]
    for verdict in compare_statements(apart):
        assert verdict.judgement.relation is Relation.AGREE


def test_the_company_of_other_pairs_changes_nothing(verdicts: dict[str, Verdict]) -> None:
    chosen = list(verdicts)[::7]
    again = compare_statements(tuple(pair.split(" <> ")) for pair in reversed(chosen))  # type: ignore[misc]
    assert again == [verdicts[pair] for pair in reversed(chosen)]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_one_figure_in_the_same_words(x: int, y: int) -> None:
    a, b = (f"The quay of the old harbour is {n:,} m long." for n in (x, y))
    more, less = (f"The quay of the old harbour is {w} than {x:,} m long." for w in ("more", "less"))
    found = [v.judgement for v in compare_statements([(a, b), (b, a), (more, b), (less, b), (b, more)])]
    same, back, above, below, under = (judgement.relation for judgement in found)
    assert same is back is (Relation.AGREE if x == y or found[0].level == "same words, a figure" else Relation.CONFLICT)
    assert above is under is (Relation.AGREE if y > x else Relation.CONFLICT)
    assert below is (Relation.AGREE if y < x else Relation.CONFLICT)


@pytest.mark.parametrize(("km", "miles"), [(100, "62.1"), (16, "10"), (402, "250")])
def test_units_do_not_matter(km: int, miles: str) -> None:
    metric, other = (
        f"The trail to the pass is {km} km long.",
        f"The trail to the pass measures {miles} miles in length.",
    )
    agreed, apart = compare_statements([(metric, other), (metric, other.replace(miles, f"1{miles}"))])
    assert agreed.judgement.relation is Relation.AGREE
    assert apart.judgement.relation is Relation.CONFLICT


def _line(key: object, a: str, b: str) -> str:
    return json.dumps({"id": key, "a": a, "b": b}) + "\n"


def test_a_batch_answers_every_pair_in_order() -> None:
    first, last = (
        _line("x", "The oven holds 12 loaves.", "The oven holds 20 loaves."),
        _line(2, "Rain fell.", "Tea is hot."),
    )
    lines = [first, "\n", last]
    answers = [json.loads(line) for line in run("".join(lines)).splitlines()]
    assert [(answer["id"], answer["relation"]) for answer in answers] == [("x", "conflict"), (2, "none")]
    assert answers[0]["readings"] == ["12 loaf", "20 loaf"]
    assert all({"id", "relation", "agreement", "reason"} <= answer.keys() for answer in answers)
    assert run("") == ""


@pytest.mark.parametrize(
    "line", ["{", "[1]", '{"id": 1, "a": "x"}', '{"a": "x", "b": "y"}', '{"id": 1, "a": 5, "b": "y"}']
)
def test_a_line_that_is_no_pair_is_named(line: str) -> None:
    with pytest.raises(BatchError, match=r"line 2: expected"):
        run(_line(1, "a b", "c d") + line + "\n")


@pytest.mark.parametrize("text", ["", " ", "?", "5", "...", "🙂", "(", "a" * 3000, "5 % " * 400])
def test_any_text_gets_an_answer(text: str) -> None:
    other = "The oven holds 12 loaves."
    for verdict in compare_statements([(text, other), (other, text), (text, text)]):
        assert verdict.judgement.reason


def test_the_command_tells_relation_readings_and_reason() -> None:
    shown = CliRunner().invoke(main, ["compare", "The oven holds 12 loaves.", "The oven holds more than 20 loaves."])
    assert shown.exit_code == 0
    assert shown.output.splitlines()[:3] == ["conflict", "a: 12 loaf", "b: >20 loaf"]
    assert shown.output.splitlines()[3].startswith("reason: All else is the same")


def test_the_command_writes_a_batch(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "new" / "out.jsonl"
    pairs.write_text(_line(1, "The oven holds 12 loaves.", "The oven holds 12 loaves."), encoding="utf-8")
    for _ in range(2):
        assert CliRunner().invoke(main, ["compare", "--batch", str(pairs), "--output", str(out)]).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["agreement"] == "equal"


@pytest.mark.parametrize("words", ["", "one", "one two three", "one two --output x", "--batch x"])
def test_the_command_says_what_it_expects(words: str) -> None:
    shown = CliRunner().invoke(main, ["compare", *words.split()])
    assert shown.exit_code == 2
    assert "expected two statements" in shown.output


def test_the_command_names_a_file_that_is_missing(tmp_path: Path) -> None:
    batch = ["--batch", str(tmp_path / "no.jsonl"), "--output", str(tmp_path / "out.jsonl")]
    shown = CliRunner().invoke(main, ["compare", *batch])
    assert shown.exit_code == 2
    assert "no.jsonl" in shown.output
