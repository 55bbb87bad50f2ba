"""The targets of fuzzing (``make fuzz``), held against what once crashed them and against broken samples.

``tests/crashes/TARGET/`` keeps every input that made a reader fall over.  Hypothesis breaks the samples besides, so
that a plain test run, which has no atheris, asks the same of every reader.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "fuzz"))

from seeds import seeds  # noqa: E402
from targets import TARGETS  # noqa: E402

CRASHES = sorted(path for path in (ROOT / "tests" / "crashes").glob("*/*") if path.is_file())
SEEDS = seeds()


def test_what_once_crashed_a_reader_is_read_or_refused() -> None:
    for path in CRASHES:
        TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_samples_are_read(name: str) -> None:
    assert SEEDS[name]
    for seed in SEEDS[name][:20]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=12)
@given(data=st.data())
def test_a_broken_sample_is_read_or_refused(name: str, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(SEEDS[name][:40]))[:1500]
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 40)))
    put = data.draw(
        st.binary(max_size=12) | st.sampled_from([b"\x00", b"<<", b"9" * 400, b"\xff\xfe", b"[" * 300, b"-"])
    )
    TARGETS[name](seed[:start] + put + seed[end:])


def test_a_target_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that gives quantities outside of the text is a crash."""
    import targets

    found = targets.find
    monkeypatch.setattr(targets, "find", lambda said: found(said + " 5 km"))
    with pytest.raises(AssertionError, match="outside of the text"):
        TARGETS["numbers"](b"It is long.")


def test_a_target_that_is_not_followed_is_told_so() -> None:
    """Without a count of branches nothing of ours was watched: such a run found nothing, and says so."""
    from run import Outcome

    blind, seeing = Outcome("text", 60.0), Outcome("text", 60.0)
    blind.add("#256 pulse corp: 1/1b lim: 6\nstat::number_of_executed_units: 512\n")
    for _ in range(2):
        seeing.add("#8 INITED cov: 620 ft: 900 corp: 7/18Kb\nstat::number_of_executed_units: 300\n")
    assert str(blind) == "text: 512 inputs in 60 s, NOT GUIDED by coverage, no crash"
    assert str(seeing) == "text: 600 inputs in 60 s, 620 branches, 7 inputs kept, no crash"


def test_half_an_hour_is_gathered_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run over a kept folder goes on with its inputs, and tells the figures of both."""
    import run

    asked: list[list[str]] = []

    def ran(command: list[str], desk: Path) -> tuple[str, int, float]:
        asked.append(command[2:])
        (Path(command[4]) / f"found{len(asked)}").write_bytes(b"1-2")
        cov = 600 + len(asked)
        return f"#9 INITED cov: {cov} ft: 900 corp: 7/18Kb\nstat::number_of_executed_units: 300\n", len(asked) == 2, 6.0

    monkeypatch.setattr(run, "run", ran)
    first = run.fuzz("numbers", 5, tmp_path)
    assert str(first) == "numbers: 300 inputs in 6 s, 601 branches, 7 inputs kept, no crash"
    second = run.fuzz("numbers", 5, tmp_path)
    assert str(second) == "numbers: 600 inputs in 12 s, 602 branches, 7 inputs kept, 1 CRASHES"
    assert asked == [["numbers", "5", str(tmp_path / "numbers")]] * 2
    assert sorted(path.name for path in (tmp_path / "numbers").iterdir()) == ["found1", "found2"]


def test_a_package_that_could_not_be_asked_about_has_not_passed() -> None:
    from advisories import told

    clean, skipped = {"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}
    weak = {"name": "c", "version": "1", "vulns": [{"id": "X-1", "fix_versions": []}]}
    assert [told(each)[0] for each in ([clean], [clean, skipped], [weak], [weak, skipped], [])] == [0, 3, 1, 1, 3]
    assert told([skipped])[1][0].startswith("NOT CHECKED: 1 of 1 packages")


def test_the_same_mutants_are_asked_about_in_every_run() -> None:
    from mutants import chosen

    names = [f"m{n}" for n in range(500)]
    assert chosen(names, 60) == chosen(names[::-1], 60) and len(set(chosen(names, 60))) == 60
    assert chosen(names, 60, 1) != chosen(names, 60) and chosen(names, 0) == sorted(names)
