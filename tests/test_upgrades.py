"""What an older or newer auditor wrote is read, begun anew or refused with a clear word, and never misread."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import main
from auditor.decisions import DecisionError, parse_decisions, read_baseline
from auditor.model import SCHEMA_VERSION
from auditor.store import APPLICATION, FILE, LAYOUT, TABLES, Store

FINDING = {"id": "0a1b2c3d4e5f6789", "code": "AUD101", "attribute": "range", "sources": ["maker"]}
DECISION = "- id: 0a1b2c3d4e5f6789\n  decision: accept\n  reason: Measured anew.\n"


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (0, "is a baseline of version 0, and this auditor reads version 1"),
        (2, "is a baseline of version 2, and this auditor reads version 1"),
        ("2", 'expected {"version": 1'),
        (None, 'expected {"version": 1'),
    ],
)
def test_a_baseline_of_another_version_is_refused(tmp_path: Path, version: object, said: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({"version": version, "findings": [FINDING]}))
    with pytest.raises(DecisionError, match="auditor baseline") as refused:
        read_baseline(file)
    assert said in str(refused.value)


def test_a_baseline_of_this_version_is_read(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({"version": 1, "findings": [FINDING]}))
    assert [known.id for known in read_baseline(file)] == [FINDING["id"]]


def test_decisions_of_a_form_to_come_are_refused_with_their_place() -> None:
    assert len(parse_decisions("d.yaml", DECISION.encode())) == 1
    later = "# settled\nversion: 2\ndecisions:\n" + DECISION
    with pytest.raises(DecisionError, match=r"d\.yaml:2:1: is of version 2, and this auditor reads the first"):
        parse_decisions("d.yaml", later.encode())


def test_a_key_that_this_version_does_not_know_is_no_decision() -> None:
    with pytest.raises(DecisionError, match="scope"):
        parse_decisions("d.yaml", (DECISION + "  scope: everything\n").encode())


def stored(folder: Path, layout: int) -> Path:
    """A cache whose tables are those of another layout: a key and a value, no seal."""
    file = folder / FILE
    with sqlite3.connect(file) as connection:
        for table in TABLES:
            connection.execute(f"CREATE TABLE {table} (key TEXT PRIMARY KEY, value TEXT)")
            connection.execute(f"INSERT INTO {table} VALUES ('a', '{{\"of\": \"another layout\"}}')")
        connection.execute("CREATE TABLE maker (value TEXT NOT NULL)")
        connection.execute("INSERT INTO maker VALUES ('me')")
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={layout}")
    return file


@pytest.mark.parametrize("layout", [LAYOUT - 1, LAYOUT + 1])
def test_a_cache_of_another_layout_is_begun_anew_and_says_so(tmp_path: Path, layout: int) -> None:
    store = Store(stored(tmp_path, layout), "me")
    assert all(store.get(table, ["a"]) == {} for table in TABLES)
    [note] = store.notes
    assert note.endswith(f"was of layout {layout}, where this version keeps layout {LAYOUT}: begun anew")
    store.put([("runs", "b", "{}")])
    store.close()
    again = Store(tmp_path / FILE, "me")
    assert again.one("runs", "b") == "{}" and again.notes == []
    again.close()


def test_an_audit_over_a_cache_of_another_layout_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    Path("page.md").write_text("# Teal Bridge\n\nThe Teal Bridge is 40 m long.\n", encoding="utf-8")
    command = ["audit", "page.md", "--date", "2026-11-21", "--output", "-", "--format", "json"]
    first = CliRunner().invoke(main, command)
    (tmp_path / "cache" / FILE).unlink()
    stored(tmp_path / "cache", LAYOUT + 1)
    second = CliRunner().invoke(main, command)
    assert second.stdout == first.stdout and "begun anew" in second.stderr
    assert json.loads(first.stdout)["schema_version"] == SCHEMA_VERSION
