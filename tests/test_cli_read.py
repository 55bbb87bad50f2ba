"""``auditor claims`` and ``auditor explain``: what they print and where, and their exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor import packs
from auditor.cli import main
from auditor.cli_read import FORMATS
from auditor.outputs import claims as lists
from auditor.packs import load
from auditor.rules import Rules

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sources" / "als"
COMMAND = (sys.executable, "-c", "from auditor.cli import main; main()")
DISEASE = "# Harrow disease\n\nA disorder with few symptoms.\n\n## Outlook\n\n"
"""The opening of a page that the pack for diseases reads: line 7 follows."""
SPAN = "The Teal Bridge is 40 m long and was opened in 1931.\n"
Run = Callable[..., Result]


@cache
def loaded(names: tuple[str, ...], off: tuple[str, ...] = ()) -> Rules:
    """Packs, each choice of them read once for all tests."""
    return load(names)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``auditor`` in a folder of its own; whatever comes of it, nobody is shown a traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(packs, "load", loaded)

    def auditor(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, list(map(str, arguments)))
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        return result

    return auditor


def write(name: str, text: str | bytes = SPAN) -> Path:
    path = Path(name)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# The list of claims.


def test_table(run: Run) -> None:
    write("a.txt")
    result = run("claims", "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    headers, *rows = result.stdout.splitlines()
    assert headers.split() == ["place", "attribute", "reading", "rule", "quote"]
    assert [row.split()[0] for row in rows] == ["a.txt:1:20", "a.txt:1:48"]
    starts = [headers.index(name) for name in ("attribute", "reading", "rule", "quote")]
    assert all(row[start - 1] == " " != row[start] for row in rows for start in starts), "columns are aligned"
    assert [row[starts[1] :].split("  ")[0] for row in rows] == ["40 m", "1931 calendar year"]
    assert [row[starts[2] :].split("  ")[0] for row in rows] == ["open", "open"]


def test_rule_and_scope_in_the_table(run: Run) -> None:
    write("a.md", DISEASE + "Mean survival is 3-5 years after diagnosis.\n")
    assert "3..5 year, mean, from diagnosis  health/survival_time  3-5 years\n" in run("claims", "a.md").stdout
    table = run("claims", "a.md", "--rules", ROOT / "rules" / "als").stdout
    assert "health/survival_time" not in table and "open" in table


def test_the_fields_are_those_of_the_audit(run: Run) -> None:
    assert run("audit", SAMPLE, "--output", "audit.json").exit_code == 0
    audit = json.loads(Path("audit.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in run("claims", SAMPLE, "--format", "jsonl").stdout.splitlines()]
    files = {source["id"]: source["path"] for source in audit["sources"]}
    assert [{**claim, "file": files[claim["source"]]} for claim in audit["claims"]] == rows
    form = json.loads(run("claims", SAMPLE, "--format", "json").stdout)
    assert form == {name: audit[name] for name in audit if name not in ("topics", "findings", "flags", "date", "notes")}


def test_csv_holds_every_claim_and_no_formula(run: Run) -> None:
    write("=a.md", "# Frost\n\nThe pool froze at -5 °C, and was 3 m deep.\n")
    text = run("claims", "=a.md", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == lists.CSV_COLUMNS and "\r" not in text
    assert [(row["file"], row["line"], row["quote"], row["open"]) for row in rows] == [
        ("'=a.md", "3", "'-5 °C", "yes"),
        ("'=a.md", "3", "3 m", "yes"),
    ]
    assert rows[0]["reading"].startswith("'-5 °C")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_order_does_not_hang_on_the_arguments(run: Run) -> None:
    files = [write(name) for name in ("b.txt", "a.txt", "c.md")]
    assert run("claims", *files).stdout == run("claims", *files[::-1]).stdout
    assert [row.split(":")[0] for row in run("claims", *files).stdout.splitlines()[1:]] == [
        name for name in ("a.txt", "b.txt", "c.md") for _ in range(2)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_output_by_its_ending(run: Run, name: str) -> None:
    write("a.txt")
    result = run("claims", "a.txt", "--output", f"sub/list.{name}")
    assert (result.exit_code, result.stdout) == (0, f"claims: sub/list.{name}\n")
    assert Path(f"sub/list.{name}").read_text(encoding="utf-8") == run("claims", "a.txt", "--format", name).stdout


def test_formats_are_those_of_the_outputs() -> None:
    assert tuple(lists.FORMATS) == FORMATS


def test_no_claim_gives_a_list_without_rows(run: Run) -> None:
    write("a.txt", "Nothing is counted here.\n")
    assert run("claims", "a.txt").stdout.splitlines() == ["place  attribute  reading  rule  quote"]
    assert run("claims", "a.txt", "--format", "jsonl").stdout == ""
    assert run("claims", "a.txt", "--format", "csv").stdout.splitlines() == [",".join(lists.CSV_COLUMNS)]


def test_hostile_characters_are_shown(run: Run) -> None:
    write("a.txt", "The Teal Bridge is 40\u202e m long.\n")
    for name in ("table", "csv"):
        assert "\u202e" not in run("claims", "a.txt", "--format", name).stdout


# How a line was read.


def test_explain_a_claim(run: Run) -> None:
    write("a.md", DISEASE + "Mean survival is 3-5 years after diagnosis.[4]\n")
    result = run("explain", "a.md:7")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:2] == ["a.md:7", "  Mean survival is 3-5 years after diagnosis.[4]"]
    assert "  under: Harrow disease > Outlook" in lines
    assert "claim: survival time = 3..5 year, mean, from diagnosis" in lines
    assert '  quote: "3-5 years" at line 7, column 18' in lines
    assert "  rule: health/survival_time, rules/health/survival_time.yaml:1" in lines
    assert any(line.startswith("  read: rule health/survival_time: ") for line in lines)
    assert '  scope: statistic = mean, "Mean" in the sentence' in lines
    assert '  scope: from = diagnosis, "after diagnosis" in the sentence' in lines
    assert lines[-2:] == ["no claim", '  column 44: "[4]": reference mark']


def test_explain_an_open_claim_and_what_refused_it(run: Run) -> None:
    write("a.md", DISEASE + "Mean survival is 300 years.\n")
    lines = run("explain", "a.md:7").stdout.splitlines()
    assert "  rule: none, an open claim" in lines
    assert "  read: rule health/survival_time (rules/health/survival_time.yaml:1) takes 0..80 year only" in lines


def test_packs_that_were_left_aside(run: Run) -> None:
    write("a.md", DISEASE + "Mean survival is 3 years.\n")
    assert "  rules of als, organisation, software: not used, " in run("explain", "a.md:7").stdout
    assert "not used" not in run("explain", "a.md:7", "--rules", "health").stdout
    write("b.txt")
    assert "  rules of als, health, ms, organisation, software: not used, " in run("explain", "b.txt:1").stdout


def test_explain_in_company(run: Run) -> None:
    """The documents beside it decide the subject, as in an audit."""
    write("a.md", "# Notes\n\nThe Teal Bridge is 40 m long.\n")
    write("b.md", "# The Teal Bridge\n\nThe Teal Bridge is 41 m long.\n")
    assert "  subject: Teal Bridge" in run("explain", "a.md:3", "a.md", "b.md").stdout.splitlines()
    assert "  subject: Teal Bridge" not in run("explain", "a.md:3").stdout.splitlines()


def test_a_place_of_the_list_can_be_explained(run: Run) -> None:
    write("a.txt")
    for place in [row.split()[0] for row in run("claims", "a.txt").stdout.splitlines()[1:]]:
        column = place.rpartition(":")[2]
        assert f"at line 1, column {column}" in run("explain", place).stdout


def test_a_file_with_a_colon_in_its_name(run: Run) -> None:
    write("part 2:3.txt")
    assert run("explain", "part 2:3.txt:1").stdout.startswith("part 2:3.txt:1\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (1, "a heading: it only says what the text below is about"),
        (2, "(an empty line)"),
        (2, "no number stands here, and no statement that a rule reads"),
        (3, "no number stands here, and no statement that a rule reads"),
        (4, '"One"'),
    ],
)
def test_a_line_without_a_claim(run: Run, line: int, told: str) -> None:
    write("a.md", "# The bridge\n\nIt was painted green.\nOne of them stood.\n")
    result = run("explain", f"a.md:{line}")
    assert result.exit_code == 0 and told in result.stdout and "claim:" not in result.stdout


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("a.txt:2", "auditor: a.txt:2: no such line: the document has 1\n"),
        ("a.txt:0", "auditor: a.txt:0: no such line: the document has 1\n"),
        ("a.txt", "auditor: a.txt: expected a file and a line, such as page.md:12, or a code, such as AC101\n"),
        ("a.txt:one", "auditor: a.txt:one: expected a file and a line, such as page.md:12, or a code, such as AC101\n"),
        (":3", "auditor: :3: expected a file and a line, such as page.md:12, or a code, such as AC101\n"),
        (".:3", "auditor: .: is a folder; name a document in it, such as page.md:12\n"),
    ],
)
def test_no_such_place(run: Run, place: str, message: str) -> None:
    write("a.txt")
    result = run("explain", place)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


# What both say of wrong usage and of what cannot be read.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claims",), "Missing argument 'PATHS...'"),
        (("claims", "a.txt", "--format", "html"), "'html' is not one of"),
        (("claims", "a.txt", "--rules", "helth"), "helth: no such pack, nor a folder"),
        (("claims", "a.txt", "--output", "a.txt"), "a.txt: is one of the documents; name another file for the list"),
        (("claims", "a.txt", "--output", "a.txt/b"), "a.txt/b: cannot be written: "),
        (("claims", "empty"), "auditor: empty: no document found: expected files that end in .txt"),
        (("explain",), "Missing argument 'FILE:LINE|CODE'"),
        (("explain", "a.txt:1", "--rules", "helth"), "helth: no such pack, nor a folder"),
    ],
)
def test_wrong_usage(run: Run, arguments: Sequence[str], message: str) -> None:
    write("a.txt")
    Path("empty").mkdir()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert Path("a.txt").read_text() == SPAN


def test_unread_documents(run: Run) -> None:
    write("a.txt")
    write("b.txt", b"PK\x03\x04\0\0\0")
    result = run("claims", "a.txt", "b.txt")
    assert result.exit_code == 3 and len(result.stdout.splitlines()) == 3
    assert result.stderr.startswith("not read: b.txt: named .txt, but an archive inside")
    missing = run("explain", "gone.txt:3")
    assert (missing.exit_code, missing.stdout) == (3, "")
    assert missing.stderr == "not read: gone.txt: no such file or folder: check the path\n"


def test_a_guessed_encoding_is_told_beside_the_list(run: Run) -> None:
    write("a.txt", "The café on the Teal Bridge seats 40 people.".encode("latin-1"))
    result = run("claims", "a.txt")
    assert result.stderr == "note: a.txt: encoding guessed: cp1252\n" and "40 people" in result.stdout


def test_help_names_both() -> None:
    text = CliRunner().invoke(main, ["--help"]).output
    assert "claims" in text and "explain" in text
    assert "FILE:LINE" in CliRunner().invoke(main, ["explain", "--help"]).output


# As a program of its own.


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    full = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run((*COMMAND, *map(str, arguments)), cwd=ROOT, env=full, capture_output=True, check=False)


def test_same_bytes_on_any_terminal() -> None:
    made = [program("claims", SAMPLE, "--format", "jsonl", PYTHONHASHSEED=seed) for seed in ("0", "1")]
    assert made[0].returncode == 0 and made[0].stdout == made[1].stdout != b""
    plain = program("explain", SAMPLE / "hearth-health.md:33", PYTHONIOENCODING="ascii")
    assert (plain.returncode, plain.stderr) == (0, b"") and "1.5–2.7".encode() in plain.stdout


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from auditor import cli; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"spacy", "ruamel.yaml", "jinja2", "auditor.audit", "auditor.extraction", "auditor.outputs.html"}
    assert not heavy & set(done.stdout.split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_come_at_once(option: str) -> None:
    """Within 250 ms; the best of several runs, since the machine may be busy."""

    def seconds() -> float:
        began = time.perf_counter()
        assert program(option).returncode == 0
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) < 0.25


def test_explain_a_code() -> None:
    shown = CliRunner().invoke(main, ["explain", "ac105"])
    assert shown.exit_code == 0
    assert shown.stdout.startswith("AC105 (internal): A document contradicts itself\n\nOne document states")
    unknown = CliRunner().invoke(main, ["explain", "AC999"])
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "auditor: AC999: no such code: there are AC101, " in unknown.stderr
