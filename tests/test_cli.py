"""The command: what it prints and where, its exit codes, and that nothing a folder holds makes it fall over."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor import modelfiles
from auditor.cli import main
from auditor.documents import MAX_BYTES, SUFFIXES

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sources" / "als"
COMMAND = (sys.executable, "-c", "from auditor.cli import main; main()")
SPAN = "The Teal Bridge is {} m long and was opened in 1931.\n"
BREAD = "Stir 500 g of rye flour into the leaven.\n"
Write = Callable[..., Path]
Run = Callable[..., Result]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files into a new folder, name -> text or bytes (``__`` stands for the dot), and returns the folder."""

    def files(**contents: str | bytes) -> Path:
        folder = tmp_path / "pages"
        folder.mkdir(exist_ok=True)
        for name, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / name.replace("__", ".")).write_bytes(data)
        return folder

    return files


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``auditor audit`` in a folder of its own; whatever comes of it, nobody is shown a traceback."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")

    def audit(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, ["audit", *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        assert "Traceback" not in result.output
        return result

    return audit


def reports() -> list[str]:
    """What lies under reports/ of the folder in which the command ran."""
    return sorted(path.name for path in Path("reports").glob("*"))


# What is asked for wrongly: exit code 2, a message on stderr, nothing on stdout, no report.


def refused(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert reports() == []
    return result.stderr


def test_no_path(run: Run) -> None:
    assert "Missing argument 'PATHS...'" in refused(run())


def test_empty_folder(run: Run, write: Write) -> None:
    folder = write()
    expected = ", ".join(SUFFIXES)
    assert refused(run(folder)) == f"auditor: {folder}: no document found: expected files that end in {expected}\n"


def test_folder_without_documents(run: Run, write: Write) -> None:
    folder = write(picture__png=b"\x89PNG", notes__meta__json="{}")
    (folder / "pages.txt").mkdir()
    assert "no document found" in refused(run(folder))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rules", "helth"), "helth: no such pack, nor a folder"),
        (("--format", "pdf"), "'pdf' is not one of 'csv', 'github', 'gitlab', 'html', 'json', "),
        (("--format", "html", "--output", "a.html", "--output", "b.json"), "1 --format for 2 --output"),
        (("--format", "html", "--format", "json", "--output", "a.html"), "2 --format for 1 --output"),
        (("--output", "a.docx"), "a.docx: no format is known by this ending; add --format"),
        (("--output", "a"), "a: no format is known by this ending; add --format"),
        (("--output", "a.html", "--output", "b/../a.html"), "b/../a.html: is named for two reports"),
        (("--date", "yesterday"), "--date yesterday: expected a day such as 2026-11-21"),
        (("--date", "2026-02-30"), "--date 2026-02-30: expected a day such as 2026-11-21"),
        (("--fail-on", "typo"), "'typo' is not one of 'conflict', 'never', 'overlap'"),
        (("--colour",), "--colour"),
    ],
)
def test_wrong_arguments(run: Run, write: Write, arguments: Sequence[str], message: str) -> None:
    assert message in refused(run(write(a__txt=SPAN.format(40)), *arguments))


def test_report_over_a_document(run: Run, write: Write) -> None:
    page = write(a__txt=SPAN.format(40)) / "a.txt"
    assert f"{page}: is one of the documents; name another file for the report" in refused(run(page, "--output", page))
    assert page.read_text() == SPAN.format(40)


def test_unwritable_output(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40))
    Path("taken").write_text("a file where a folder is needed")
    Path("folder.html").mkdir()
    assert "auditor: taken/a.html: cannot be written: " in refused(run(folder, "--output", "taken/a.html"))
    assert "auditor: folder.html: cannot be written: Is a directory" in refused(run(folder, "--output", "folder.html"))


def test_invalid_rules(run: Run, write: Write, tmp_path: Path) -> None:
    pack = tmp_path / "bridges"
    pack.mkdir()
    (pack / "span.yaml").write_text("attribute: span\nkind: numeric\nunit: metre\nabuot: [long]\n")
    (pack / "age.yaml").write_text("attribute: [age\n")
    message = refused(run(write(a__txt=SPAN.format(40)), "--rules", pack))
    places = re.findall(r"(\w+\.yaml):(\d+):(\d+): \S", message)
    assert ("span.yaml", "4", "1") in places
    assert any(name == "age.yaml" for name, _, _ in places), message
    assert "abuot" in message and "about" in message, "an unknown key is told with the one that may have been meant"


def test_no_language_model(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelfiles, "MODELS", ("no_model_of_this_name",))
    modelfiles.model_name.cache_clear()
    modelfiles.model_identity.cache_clear()
    try:
        assert "no language model: install one of no_model_of_this_name" in refused(run(write(a__txt=BREAD)))
    finally:
        modelfiles.model_name.cache_clear()
        modelfiles.model_identity.cache_clear()


# What cannot be read: exit code 3, the file and the reason on stdout, and a report on all the rest.


def unread(result: Result) -> list[tuple[str, str]]:
    """File name and reason of what was not read."""
    assert result.exit_code == 3, result.output
    assert reports() != []
    found = re.findall(r"^not read: (.+?): (.+)$", result.stdout, re.MULTILINE)
    return [(Path(path).name, reason) for path, reason in found]


def test_missing_path(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40))
    assert unread(run(folder, folder / "b.txt")) == [("b.txt", "no such file or folder: check the path")]


def test_binary_content(run: Run, write: Write) -> None:
    ((name, reason),) = unread(run(write(a__txt=SPAN.format(40), b__txt=b"PK\x03\x04\0\0\0")))
    assert name == "b.txt" and reason.startswith(
        "named .txt, but an archive inside, such as a Word document: rename it"
    )


def test_nothing_but_bytes(run: Run, write: Write) -> None:
    ((name, reason),) = unread(run(write(a__txt=SPAN.format(40), b__txt=b"\x01\0\0\0\x07\0\0\0")))
    assert (name, reason) == ("b.txt", "expected text, found binary content (NUL bytes): convert it to UTF-8 text")


def test_locked_file(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def locked(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    pages = write(a__txt=SPAN.format(40), b__txt=BREAD)
    monkeypatch.setattr(Path, "open", locked)
    ((name, reason),) = unread(run(pages))
    assert (name, reason) == ("b.txt", "cannot open the file (Permission denied): check its permissions")


def test_empty_file(run: Run, write: Write) -> None:
    ((name, reason),) = unread(run(write(a__txt=SPAN.format(40), b__txt=" \n")))
    assert name == "b.txt" and "the file is empty" in reason


def test_dangling_link(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40))
    (folder / "b.txt").symlink_to(folder.parent / "gone.txt")
    assert [name for name, _ in unread(run(folder))] == ["b.txt"]
    assert unread(run(folder / "b.txt")) == [("b.txt", "no such file or folder: check the path")]


def test_unknown_kind_of_document(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40), b__epub=b"PK")
    ((name, reason),) = unread(run(folder / "a.txt", folder / "b.epub"))
    assert (name, reason) == ("b.epub", ".epub files are not read: save it as PDF")


def test_over_the_size_limit(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40), b__txt=b"x" * (MAX_BYTES + 1))
    assert unread(run(folder)) == [("b.txt", "5.0 MB, at most 5 MB are read: split the file")]


def test_unread_outweighs_findings(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40), b__txt=SPAN.format(60), c__txt=b"\0")
    assert run(folder, "--fail-on", "conflict").exit_code == 3


# What is read, and said of it.


def test_latin_1_is_read_and_said(run: Run, write: Write) -> None:
    folder = write(a__txt="The café on the Teal Bridge seats 40 people.".encode("latin-1"))
    result = run(folder, "--format", "json", "--output", "a.json")
    assert result.exit_code == 0
    assert f"note: {folder}/a.txt: encoding guessed: cp1252\n" in result.stdout
    (source,) = json.loads(Path("a.json").read_text(encoding="utf-8"))["sources"]
    assert source["notes"] == ["encoding guessed: cp1252"]


def test_one_document_alone(run: Run, write: Write) -> None:
    result = run(write(a__txt=SPAN.format(40)))
    assert result.exit_code == 0
    assert "note: one document alone: it was compared with itself only" in result.stdout
    assert not re.search(r"\d (conflict|agreement)|[Nn]o contradiction", result.stdout)


def test_lists_that_share_no_name_are_not_compared(run: Run, write: Write) -> None:
    page = "Gout\n\nRisk factors for gout are {}.\n"
    result = run(write(a__txt=page.format("obesity"), b__txt=page.format("smoking and older age")))
    assert "note: nothing could be compared: " in result.stdout
    assert not re.search(r"\d (conflict|agreement)|[Nn]o contradiction", result.stdout)


def test_nothing_in_common(run: Run, write: Write) -> None:
    result = run(write(a__txt=SPAN.format(40), b__txt=BREAD), "--format", "html", "--format", "json")
    assert result.exit_code == 0
    assert "note: nothing could be compared: " in result.stdout
    assert not re.search(r"\d (conflict|agreement)|[Nn]o contradiction", result.stdout)
    page = Path("reports/pages.html").read_text(encoding="utf-8")
    assert "Nothing could be compared" in page and "No contradiction" not in page
    notes = json.loads(Path("reports/pages.json").read_text(encoding="utf-8"))["notes"]
    assert [note.partition(":")[0] for note in notes] == ["nothing could be compared"]


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("overlap", 1), ("conflict", 1)])
def test_findings(run: Run, write: Write, fail_on: str, code: int) -> None:
    result = run(write(a__txt=SPAN.format(40), b__txt=SPAN.format(60)), "--fail-on", fail_on)
    assert result.exit_code == code
    assert "The 2 sources contradict each other on 1 of the 2 attributes they share." in result.stdout
    assert "1 conflict, 0 overlaps" in result.stdout


def test_findings_below_fail_on(run: Run, write: Write) -> None:
    page = "Between {} and {} people cross the Teal Bridge each day.\n"
    folder = write(a__txt=page.format(300, 500), b__txt=page.format(400, 700))
    codes = [run(folder, "--fail-on", level).exit_code for level in ("never", "conflict", "overlap")]
    assert codes == [0, 0, 1]


def test_formats_by_ending(run: Run, write: Write) -> None:
    outputs = ["a.html", "sub/a.json", "a.txt"]
    result = run(write(a__txt=SPAN.format(40)), *(part for name in outputs for part in ("--output", name)))
    assert result.stdout.splitlines()[-3:] == [f"report: {name}" for name in outputs]
    texts = [Path(name).read_text(encoding="utf-8") for name in outputs]
    assert (
        texts[0].startswith("<!doctype html>") and json.loads(texts[1])["schema_version"] and "NOTHING" not in texts[2]
    )
    assert all(text.endswith("\n") and "\r" not in text for text in texts)


def test_formats_for_other_programs_by_ending(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40), b__txt=SPAN.format(60))
    outputs = ["a.sarif", "b.sarif.json", "a.xml", "gl-code-quality-report.json", "a.github.txt", "a.jsonl", "a.csv"]
    assert run(folder, *(part for name in outputs for part in ("--output", name))).exit_code == 0
    sarif, again, junit, gitlab, github, jsonl, table = (Path(name).read_text(encoding="utf-8") for name in outputs)
    assert sarif == again and json.loads(sarif)["version"] == "2.1.0"
    assert "<testsuite " in junit and json.loads(gitlab)[0]["check_name"] == "auditor/AC101"
    assert github.startswith("::") and json.loads(jsonl.splitlines()[0])["code"] == "AC101"
    assert table.startswith("file,line,column,")


def test_report_is_named_after_the_folder(run: Run, write: Write) -> None:
    run(write(a__txt=SPAN.format(40)), "--format", "html", "--format", "json", "--format", "text")
    assert reports() == ["pages.html", "pages.json", "pages.txt"]


def test_shipped_pack_by_name_and_pack_by_folder(run: Run, write: Write) -> None:
    folder = write(a__txt=SPAN.format(40))
    for pack in ("health", ROOT / "rules" / "health"):
        assert run(folder, "--rules", pack, "--output", "a.json").exit_code == 0
        packs = json.loads(Path("a.json").read_text(encoding="utf-8"))["provenance"]["packs"]
        assert [each["name"].split()[0] for each in packs] == ["health"]


def test_version_and_help() -> None:
    for arguments, expected in [
        (["--version"], "auditor, version "),
        (["--help"], "audit"),
        (["audit", "-h"], "PATHS"),
    ]:
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0 and expected in result.output


# As a program of its own.


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    full = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run((*COMMAND, *map(str, arguments)), cwd=ROOT, env=full, capture_output=True, check=False)


ENDINGS = ("html", "json", "txt", "sarif", "xml", "gitlab.json", "github.txt", "csv", "jsonl")
"""A file of every format, by its name."""


def test_same_documents_same_bytes(tmp_path: Path) -> None:
    """Whatever the order of the arguments, the hash seed and the time zone; the date is that of SOURCE_DATE_EPOCH."""
    files = sorted(path for path in SAMPLE.iterdir() if path.suffix in {".txt", ".md"})
    runs = [(files, "0", "UTC"), (files[::-1], "1", "Pacific/Kiritimati"), (files[2:] + files[:2], "2", "Etc/GMT+12")]
    made = []
    for order, seed, zone in runs:
        targets = [tmp_path / f"{seed}.{ending}" for ending in ENDINGS]
        done = program(
            "audit", *order, *(part for target in targets for part in ("--output", target)),
            PYTHONHASHSEED=seed, TZ=zone, SOURCE_DATE_EPOCH="1795219200",
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
        made.append([target.read_bytes() for target in targets])
    assert json.loads(made[0][ENDINGS.index("json")])["date"] == "2026-11-21"
    assert made[0] == made[1] == made[2]


def test_any_name_on_any_terminal(tmp_path: Path) -> None:
    """A file name that is no UTF-8, and a terminal that knows ASCII only."""
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_bytes("The café is 40 m long.".encode("latin-1"))
    outputs = [part for ending in ENDINGS for part in ("--output", tmp_path / "out" / f"a.{ending}")]
    done = program("audit", tmp_path, *outputs, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    assert b"encoding guessed" in done.stdout
