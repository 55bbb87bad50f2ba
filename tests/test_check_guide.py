"""What docs/check.md says is so: its codes, its examples of a decisions file and of a configuration."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.check import FAIL_ON
from auditor.config import KEYS, configure
from auditor.decisions import parse_decisions
from auditor.findings import CODES

GUIDE = (Path(__file__).resolve().parents[1] / "docs" / "check.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return str(found)


def test_codes_and_what_they_fail() -> None:
    told = re.findall(r"^\| (AC\d+) \| (\w+)[^|]*\| ([^|]+) \|$", GUIDE, re.MULTILINE)
    assert [(code, kind) for code, kind, _ in told] == [(code, CODES[code].kind) for code in CODES]
    for _, kind, fails in told:
        assert {name for name, kinds in FAIL_ON.items() if kind in kinds} == set(re.findall(r"`(\w+)`", fails)), kind


def test_the_decisions_file() -> None:
    (decision,) = parse_decisions("d.yaml", example("yaml").encode(), ("owner", "until"))
    assert (decision.verdict, decision.until, decision.line) == ("accept", "2027-01-31", 2)


def test_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("auditor.toml").write_text(example("toml"))
    found = configure({}, {}, Path())
    assert all(setting.origin.startswith("auditor.toml:") for setting in found.settings.values())
    assert set(found.settings) == {key.name for key in KEYS}
