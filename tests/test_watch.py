"""Watching: a save is seen and told; and a second check of unchanged pages needs no language model."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_check_story import PAGES, change

from auditor.audit import subject_and_rules
from auditor.documents import load_all
from auditor.extraction.reading import Reader
from auditor.packs import load

COMMAND = (sys.executable, "-c", "from auditor.cli import main; main()")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).write_text(text)
    return tmp_path / "docs"


@pytest.fixture
def watched(library: Path) -> Iterator[tuple[Callable[[str], str], subprocess.Popen[str]]]:
    """A running watch, and what waits for a line of its that begins so.

    A process in the background of a shell ignores Ctrl-C, and so would all that it starts: here it is heard.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    said: queue.Queue[str] = queue.Queue()
    environment = os.environ | {"AUDITOR_RULES": "health", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*COMMAND, "watch", "docs", "--date", "2026-11-21"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        threading.Thread(
            target=lambda: [said.put(line.rstrip("\n")) for line in process.stdout or ()], daemon=True
        ).start()

        def wait(start: str) -> str:
            heard = []
            while True:
                try:
                    heard.append(said.get(timeout=90))
                except queue.Empty:
                    raise AssertionError(f"no line begins {start!r} among {heard}") from None
                if heard[-1].startswith(start):
                    return heard[-1]

        yield wait, process
        process.kill()


def test_a_save_is_told(library: Path, watched: tuple[Callable[[str], str], subprocess.Popen[str]]) -> None:
    wait, process = watched
    wait("nothing fails (--fail-on conflict): 1 new; 3 documents")
    wait("watching")
    change(library / "clinic.md", "5-10%", "15-20%")
    assert wait("docs/clinic.md").startswith("docs/clinic.md:7:1: changed familial share: ~5..10 percent -> ~15..20")
    assert "AC101 familial share" in wait("created: docs/clinic.md:7:1: ")
    wait("1 finding fails (--fail-on conflict): 2 new; 3 documents")
    (library / "notes.log").write_text("no document")
    (library / "extra.md").write_text("# Amyotrophic lateral sclerosis\n\nThe familial share of ALS is 5-10%.\n")
    wait("docs/extra.md:3:")
    (library / "extra.md").unlink()
    change(library / "clinic.md", "15-20%", "5-10%")
    wait("nothing fails (--fail-on conflict): 1 new; 3 documents")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "watch", str(tmp_path / "x")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such file or folder" in done.stderr


def test_unchanged_pages_are_checked_without_the_language_model(library: Path) -> None:
    program = (
        "import sys; from auditor.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: code = end.code\n"
        "print(code, 'spacy' in sys.modules)"
    )

    def check() -> list[str]:
        command = [sys.executable, "-c", program, "check", "docs", "--rules", "health", "--date", "2026-11-21"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    cold, warm = check(), check()
    assert (cold[-1], warm[-1]) == ("0 True", "0 False")
    assert warm[:-1] == cold[:-1]


def test_what_a_reader_remembers_changes_nothing(library: Path) -> None:
    """One reader for every state of the pages, and a new one for each: the same claims."""
    rules = load(("health",))
    lasting = Reader(rules)
    edits = (
        ("clinic.md", "5-10%", "15-20%"),
        ("genes.md", "gene test", "SOD1 test"),
        ("nurses.txt", "for nurses", "for all"),
        ("clinic.md", "15-20%", "5-10%"),
    )
    for page, old, new in edits:
        change(library / page, old, new)
        documents, _ = load_all([library])
        subject, narrowed = subject_and_rules(documents, rules)
        assert narrowed == rules
        assert lasting.read(documents, subject) == Reader(rules).read(documents, subject) != ()
        assert lasting.read(documents[:2], subject) == Reader(rules).read(documents[:2], subject)
