"""The tutorial: every command on the page is run from the first to the last, and prints what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```\n(\$ .*?)^```\n", re.MULTILINE | re.DOTALL)


def ran(command: str) -> str:
    """What a command prints: the auditor's run here, others by the shell."""
    words = shlex.split(command)
    if words[0] != "auditor":
        return subprocess.run(command, shell=True, check=True, capture_output=True, text=True).stdout
    done = CliRunner().invoke(main, words[1:])
    assert done.exit_code in (0, 1), done.output
    return done.output


def now(page: str) -> str:
    """The page with every command's output as it is."""

    def block(found: re.Match[str]) -> str:
        commands = [line for line in found[1].splitlines() if line.startswith("$ ")]
        return "```\n" + "".join(f"{line}\n{ran(line[2:])}" for line in commands) + "```\n"

    return BLOCK.sub(block, page)


def test_the_tutorial_shows_what_its_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    told = now(page)
    if os.environ.get("UPDATE_SNAPSHOT") == "1":
        PAGE.write_text(told, encoding="utf-8", newline="\n")
        page = told
    assert told == page, "docs/tutorial.md is out of date: UPDATE_SNAPSHOT=1 writes it anew"
    commands = [line for line in page.splitlines() if line.startswith("$ ")]
    assert len(commands) <= 10
    assert "0 fail\n" in page.rpartition("$ auditor rules test ev\n")[2], "the pack passes its own cases in the end"
    report = (tmp_path / "reports" / "ev.txt").read_text(encoding="utf-8")
    assert "driving range" in report and "charging port" in report
