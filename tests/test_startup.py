"""A command that reads no document loads nothing that reads documents: every --help, the version, codes, settings."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    "spacy", "thinc", "numpy", "trafilatura", "htmldate", "lxml", "justhtml", "docx", "pypdf", "markdown_it", "jinja2",
    "junitparser", "starlette", "uvicorn", "watchfiles", "duckdb", "distributed", "fsspec",
)  # fmt: skip
"""What takes long to import, and is for reading documents or writing reports."""
EVERY_HELP = """
import json, sys
import click
from click.testing import CliRunner
from auditor.cli import main

def calls(command, words):
    yield [*words, "--help"]
    for name, inner in getattr(command, "commands", {}).items():
        yield from calls(inner, [*words, name])

told = [(call, CliRunner().invoke(main, call).exit_code) for call in calls(main, [])]
print(json.dumps([told, sorted(sys.modules)]))
"""
ONE_COMMAND = """
import json, sys
from click.testing import CliRunner
from auditor.cli import main
print(json.dumps([CliRunner().invoke(main, sys.argv[1:]).exit_code, sorted(sys.modules)]))
"""
LONGEST = 0.25
"""Seconds that --help and --version may take."""


def run(code: str, *arguments: str, folder: Path) -> list[object]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        (sys.executable, "-c", code, *arguments), cwd=folder, env=environment, capture_output=True, check=True
    )
    told: list[object] = json.loads(done.stdout)
    return told


def heavy(modules: object) -> set[str]:
    assert isinstance(modules, list) and "auditor.cli" in modules
    return set(HEAVY) & set(modules)


def test_no_help_loads_what_reads_documents(tmp_path: Path) -> None:
    told, modules = run(EVERY_HELP, folder=tmp_path)
    assert isinstance(told, list)
    assert {"audit", "check", "config", "init"} <= {call[0] for call, _ in told}
    assert [call for call, code in told if code != 0] == []
    assert not heavy(modules)
    assert isinstance(modules, list)
    assert "auditor.model" not in modules, "a --help needs none of the nouns"


@pytest.mark.parametrize("arguments", [["--version"], ["config"], ["explain", "AC101"], ["init"]])
def test_what_reads_no_document_loads_nothing_that_does(arguments: list[str], tmp_path: Path) -> None:
    code, modules = run(ONE_COMMAND, *arguments, folder=tmp_path)
    assert code == 0
    assert not heavy(modules)


def test_the_list_bites(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Shop\n\nDelivery takes 3 to 5 days.\n", encoding="utf-8")
    _, modules = run(ONE_COMMAND, "check", "page.md", folder=tmp_path)
    assert {"spacy", "numpy", "markdown_it"} <= heavy(modules)


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_it_is_there_at_once(argument: str) -> None:
    """In seconds of the processor, the best of five: those of the clock are whoever's else is running."""
    command = (sys.executable, "-c", "from auditor.cli import main; main()", argument)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    taken = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(taken) <= LONGEST
