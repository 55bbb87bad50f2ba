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
