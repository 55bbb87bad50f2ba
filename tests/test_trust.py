"""What docs/trust.md and docs/security.md promise: the same bytes in any surroundings, and nothing done on the side."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditor.outputs import FORMATS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [*(ROOT / "sources" / "als").glob("*.*"), *(ROOT / "tests" / "corpora" / "datasheet" / "docs").glob("*.*")]
)
DOCUMENTS = tuple(page for page in PAGES if page.suffix in (".md", ".txt", ".html"))

GUARD = """
import sys

WRITES = []
REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pickle.", "marshal.load",
           "ftplib.", "http.", "urllib.", "smtplib.", "webbrowser.", "ctypes.dlopen.network")

def guard(event, arguments):
    if event.startswith(REFUSED) and event != "socket.gethostname" and not event.startswith("marshal."):
        raise RuntimeError(f"the audit reached out: {event} {arguments!r}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        WRITES.append(str(arguments[0]))

import spacy, socket, subprocess  # what they do while they are imported is theirs
sys.addaudithook(guard)
from auditor.cli import main
try:
    main(sys.argv[1:])
except SystemExit as done:
    assert not done.code, done.code
from pathlib import Path
Path("writes.txt").write_text("\\n".join(WRITES[:]))
"""
"""Runs the command under a hook that no Python code can take off: sockets, processes and pickles end the run."""

SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"},
)


@cache
def runs(desk: Path) -> list[dict[str, bytes]]:
    """Format -> bytes, of one audit in each of the surroundings, its arguments in another order each time."""
    found = []
    for number, surroundings in enumerate(SURROUNDINGS):
        place = desk / str(number)
        place.mkdir()
        shuffled = [*DOCUMENTS[number * 2 :], *DOCUMENTS[: number * 2]][:: -1 if number == 1 else 1]
        options = [part for name in FORMATS for part in ("--format", name, "--output", f"report.{name}")]
        command = [sys.executable, "-c", GUARD, "audit", *map(str, shuffled), "--date", "2026-11-21", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(60 + 40 * number), **surroundings}
        done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        found.append({name: (place / f"report.{name}").read_bytes() for name in FORMATS})
        found[-1]["writes"] = (place / "writes.txt").read_bytes()
    return found


FORMS = ("html", "json", "markdown", "sarif")
WORKERS = (1, 2, 2)
"""In each of the surroundings: everything in one process, and by a pool of two."""


@cache
def libraries(desk: Path) -> list[dict[str, bytes]]:
    """Name of a report -> bytes, of a library of two subjects, in each of the surroundings by so many workers."""
    found = []
    for workers, (number, surroundings) in zip(WORKERS, enumerate(SURROUNDINGS), strict=True):
        place = desk / f"library-{number}"
        place.mkdir()
        shuffled = [*DOCUMENTS[number * 3 :], *DOCUMENTS[: number * 3]][:: -1 if number == 1 else 1]
        options = [part for name in FORMS for part in ("--format", name)]
        code = "from auditor.cli import main; main()"
        command = [sys.executable, "-c", code, "library", *map(str, shuffled), "--jobs", str(workers), *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(60 + 40 * number), **surroundings}
        done = subprocess.run(
            [*command, "--date", "2026-11-21", "--output", "out"],
            cwd=place, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        found.append({file.name: file.read_bytes() for file in (place / "out").iterdir()})
    return found


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trust")


@pytest.mark.parametrize("name", [*FORMATS])
def test_same_documents_same_bytes_in_any_surroundings(desk: Path, name: str) -> None:
    """Three runs: other hash seed, time zone, locale, width and order of arguments."""
    first, *others = (run[name] for run in runs(desk))
    assert len(first) > 100 and all(other == first for other in others)


def test_one_and_two_workers_write_the_same_bytes(desk: Path) -> None:
    """Three runs over two subjects, by one worker, by two and by two: other surroundings and order each time."""
    first, *others = libraries(desk)
    subjects = {name.partition(".")[0] for name in first} - {"index"}
    assert len(subjects) >= 2 and len(first) == len(FORMS) * len(subjects) + 2, "html and json have an index besides"
    assert all(other == first for other in others)


def test_an_audit_writes_its_reports_and_nothing_else(desk: Path) -> None:
    """The same runs end where a socket, a process or a pickle is used; what they open to write is listed."""
    expected = {f"report.{name}" for name in FORMATS}
    for run in runs(desk):
        written = set(run["writes"].decode().splitlines())
        kept = {Path(each).name for each in written - expected}
        assert expected <= written and kept <= {".gitignore", "CACHEDIR.TAG"}, written


def test_the_guard_bites(tmp_path: Path) -> None:
    for reach in (
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "__import__('pickle').loads(b'c__main__\\nguard\\n.')",
    ):
        code = GUARD.partition("from auditor.cli")[0] + reach
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 1 and "the audit reached out" in done.stderr, (reach, done.stderr)


FORBIDDEN = {"eval", "exec", "compile", "__import__", "breakpoint"}
MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "telnetlib", "ftplib", "smtplib"}
PROCESSES = {"confinement.py", "revisions.py"}
"""Where git is asked for documents of a revision; nowhere else is a process started."""


def dangers(tree: ast.Module, file: str) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN:
                yield f"{file}:{node.lineno}: calls {name}"
            case ast.Import(names=names) if {n.name.split(".")[0] for n in names} & MODULES:
                yield f"{file}:{node.lineno}: imports what runs code from data"
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULES:
                yield f"{file}:{node.lineno}: imports what runs code from data"
            case ast.Import(names=names) if "subprocess" in {n.name for n in names} and file not in PROCESSES:
                yield f"{file}:{node.lineno}: starts processes"
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                yield f"{file}: a shell"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="system" | "popen")):
                yield f"{file}:{node.lineno}: a shell"


def test_no_code_is_made_from_data() -> None:
    files = sorted((ROOT / "auditor").rglob("*.py"))
    found = [each for path in files for each in dangers(ast.parse(path.read_text("utf-8")), path.name)]
    assert len(files) > 100 and found == []


def test_the_search_for_code_from_data_bites() -> None:
    bad = "import pickle\nfrom marshal import loads\nimport subprocess\neval('1')\nos.system('x')\nrun('x', shell=True)"
    assert len(list(dangers(ast.parse(bad), "model.py"))) == 6


PROMISE = re.compile(r"`(tests/test_\w+\.py)(?:::(test_\w+))?`")


@pytest.mark.parametrize("page", ["trust.md", "security.md"])
def test_every_test_that_the_page_names_is_there(page: str) -> None:
    named = PROMISE.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(named) >= 5
    for file, test in named:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in text, f"docs/{page} names {file}::{test}, which is not there"


def test_every_threat_names_its_test() -> None:
    rows = [line for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    threats = [row for row in rows if not row.startswith(("| Threat |", "| --- |"))]
    assert len(threats) >= 45
    assert [row for row in threats if not re.search(r"`tests/test_\w+\.py::test_\w+`", row.rsplit("|", 2)[1])] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-trust.lock"])
def test_every_dependency_is_locked_by_hash(name: str) -> None:
    """A requirement with neither a version nor a hash would be whatever the registry gives on that day."""
    told = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    needed = [line for line in told if line.strip() and not line.startswith("#")]
    assert len(needed) > 15
    assert [line for line in needed if "==" not in line or "--hash=sha256:" not in line] == []


def shape(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all keys of a JSON value; what is free text (scopes) has no keys of its own."""
    if isinstance(value, dict) and not path.endswith("scope"):
        for key, inner in value.items():
            yield f"{path}.{key}".lstrip(".")
            yield from shape(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from shape(inner, f"{path}[]")


def test_the_json_has_the_shape_that_its_schema_version_promises(desk: Path) -> None:
    """docs/json.md lists every key: who changes one changes ``schema_version``, on that page and in the model."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    form = json.loads(runs(desk)[0]["json"])
    assert f"`schema_version` is `{form['schema_version']}`" in page
    listed = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    unseen = {"unread[].path", "unread[].reason"}  # everything of the sample can be read
    assert set(shape(form)) == listed - unseen and unseen <= listed
