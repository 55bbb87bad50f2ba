"""Files made to harm their reader: each is read or refused with a reason, soon and in little memory."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import hostile
import pytest
from click.testing import CliRunner

from auditor.cli import main
from auditor.documents import DocumentError, allowance, confinement, load, load_all, loading, worker
from auditor.model import Document, Unread

READ = frozenset("one-attribute open-comment open-quote white-space linked-data references".split())
"""Some that hold text like any other file, behind what is meant to harm: they are read, and read right."""
HARMLESS = "The quay is 400 m long.\n\nIt was built in 1904 and takes 12 boats at a time.\n"


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Path], dict[str, Document], list[Unread]]]:
    """The whole set beside two harmless files, read at once; a file may take 6 s here."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = hostile.write(folder)
    (folder / "a-quay.md").write_text(HARMLESS)
    (folder / "z-quay.html").write_text(f"<html><body><article><p>{HARMLESS * 5}</p></article></body></html>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(allowance, "SECONDS", 6)
        documents, unread = load_all([folder])
    yield paths, {Path(document.path).name: document for document in documents}, list(unread)


def test_every_file_is_read_or_refused_with_a_reason(loaded):
    paths, documents, unread = loaded
    refused = {Path(each.path).name: each.reason for each in unread}
    assert len(paths) >= 60
    for path in paths:
        assert (path.name in documents) != (path.name in refused), path.name
    for name, reason in refused.items():
        assert len(reason) < 300 and ":" in reason and "broke the program" not in reason, (name, reason)


def test_the_rest_of_the_folder_is_read(loaded):
    _, documents, _ = loaded
    for name in ("a-quay.md", "z-quay.html"):
        assert "The quay is 400 m long." in documents[name].text
    for name in READ:
        held = next(document for path, document in documents.items() if path.startswith(f"{name}."))
        assert "31 metres" in held.text


def test_nothing_outside_of_the_folder_is_read(loaded):
    _, documents, unread = loaded
    refused = {Path(each.path).name: each.reason for each in unread}
    assert "root:" not in "".join(document.raw for document in documents.values())
    assert {"leaves.txt", "leaves"} <= set(refused) and "expected a file" in refused["pipe.txt"]
    assert any("folders deep" in reason for reason in refused.values()) and "bottom.txt" not in documents
    assert "expected a file in the folder" in documents["linked.txt"].notes[0]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("attributes.html", "more than 1000 attributes"),
        ("nested-elements.html", "nested more than 1000 deep"),
        ("less-than-signs.html", "more than 300000 tags"),
        ("much-text.pdf", "takes more than 6 s"),
        ("entity-behind-white-space.docx", "document type definition"),
        ("entity-in-utf-16.docx", "document type definition"),
        ("no-text.pdf", "no text, only pictures"),
        ("too-large.txt", "at most 5 MB"),
    ],
)
def test_the_reason_says_what_is_wrong(loaded, name, reason):
    assert any(Path(each.path).name == name and reason in each.reason for each in loaded[2])


def test_the_command_audits_the_rest_and_says_so(loaded, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in loaded[0]:
        if path.name in ("entities.docx", "pages-in-a-circle.pdf", "less-than-signs.html", "nul.txt"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "quay.md").write_text(HARMLESS)
    result = CliRunner().invoke(main, ["audit", str(tmp_path), "--output", "report.json"])
    assert result.exit_code == 3 and "Traceback" not in result.output
    report = json.loads((tmp_path / "report.json").read_text())
    assert len(report["unread"]) == 4 and report["claims"][0]["quote"] == "400 m"


def test_none_takes_more_than_a_gibibyte(loaded):
    confinement._READER.close()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= worker.MEMORY


def _reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> str:
    """The reason that is given where the process that reads runs ``code``."""
    reader = confinement._Reader()
    monkeypatch.setattr(confinement, "_READER", reader)
    monkeypatch.setattr(confinement, "_START", f"from auditor.documents import loading, worker\n{code}\nworker.main()")
    path = tmp_path / "a.html"
    path.write_text("<p>3 years</p>")
    with pytest.raises(DocumentError) as caught:
        load(path, "a")
    reader.close()
    return caught.value.reason


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def load(*_): bytes(4 << 30)", "more than 1 GiB of memory"),
        ("def load(*_):\n while True: pass", "takes more than 1 s"),
        ("import os\ndef load(*_): os._exit(9)", "broke the program that reads it (exit code 9)"),
        ("import os\ndef load(*_): os.kill(os.getpid(), 11)", "broke the program that reads it (exit code -11)"),
        ("def load(*_): load()", "nested too deeply"),
        ("import time\ndef load(*_): time.sleep(99)", "takes more than 1 s"),
    ],
)
def test_a_reader_that_dies_is_an_unread_document(tmp_path, monkeypatch, code, reason):
    monkeypatch.setattr(allowance, "SECONDS", 1)
    monkeypatch.setattr(confinement, "PATIENCE", 2)
    assert reason in _reading(tmp_path, monkeypatch, f"{code}\nloading.load = load")


def test_the_time_is_the_same_whatever_the_size(tmp_path, monkeypatch):
    monkeypatch.setattr(allowance, "SECONDS", 1)
    monkeypatch.setattr(confinement, "PATIENCE", 30)
    (tmp_path / "a.html").write_text("<p>3 <b>years</b> and <i>4</i></p>" * 45_000)
    with pytest.raises(DocumentError, match="takes more than 1 s"):
        load(tmp_path / "a.html", "a")


def test_only_pages_of_text_earn_time():
    code = """
import resource
from auditor.documents import allowance
limit = lambda: resource.getrlimit(resource.RLIMIT_CPU)[0]
allowance.earned(10**9)
print(limit() == resource.RLIM_INFINITY)
allowance.grant(10)
first = limit()
for text in (4_999, 5_000, 10**9):
    allowance.earned(text)
    print(limit() - first)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0", "1", "50"]


def test_a_page_is_read_the_same_in_either_process(tmp_path):
    path = Path(__file__).parent / "data" / "documents" / "lighthouse.html"
    assert load(path, "a") == loading.load(path, "a")


def test_a_fork_reads_with_a_process_of_its_own(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<p>{HARMLESS * 5}</p>")
    expected = load(path, "a")
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        assert list(pool.map(load, [path] * 4, ["a"] * 4)) == [expected] * 4
    assert load(path, "a") == expected
