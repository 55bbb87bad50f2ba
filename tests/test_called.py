"""The auditor as a library: one typed call, and a package that is quick to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import auditor

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sources" / "als"


def test_audit_takes_a_path_or_several_and_gives_what_the_command_gives() -> None:
    result = auditor.audit(str(SAMPLE), date="2026-11-21")
    assert isinstance(result, auditor.Audit) and len(result.sources) == 5 and not result.unread
    assert {topic.verdict for topic in result.topics if topic.attribute == "sporadic share"} == {"conflict"}
    assert auditor.audit([SAMPLE], ["als"], off=["als/tdp43"]).provenance.packs[0][1].endswith("without als/tdp43")
    assert '"schema_version"' in auditor.render(result) and auditor.render(result, "html").startswith("<!doctype html>")


def test_what_is_wrong_is_told() -> None:
    with pytest.raises(auditor.RuleError, match="no such pack"):
        auditor.audit([SAMPLE], ["helth"])
    with pytest.raises(ValueError, match="expected a day"):
        auditor.audit([SAMPLE], date="May 2024")
    with pytest.raises(ValueError, match=r"expected a format out of .*html, json"):
        auditor.render(auditor.Audit("", (), (), ()), "pdf")
    with pytest.raises(AttributeError, match="no attribute 'aduit'"):
        _ = auditor.aduit


@pytest.mark.parametrize("first", ["", "from auditor.audit import judge; ", "from auditor import audit; "])
def test_it_may_be_called_whoever_imported_its_module_first(first: str) -> None:
    code = f"{first}import auditor; assert callable(auditor.audit) and callable(auditor.audit.judge)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_it_imports_nothing_slow() -> None:
    code = "import sys, auditor; print([m for m in sys.modules if m.split('.')[0] in ('spacy', 'numpy', 'jinja2')])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_caller_is_checked_by_types(tmp_path: Path) -> None:
    right = "import auditor\nresult = auditor.audit(['a'], date='2026-11-21')\nname: str = result.topics[0].attribute\n"
    (tmp_path / "right.py").write_text(right)
    (tmp_path / "wrong.py").write_text(
        "import auditor\nauditor.audit(3)\nx: int = auditor.audit('a').topics[0].verdict\n"
    )
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        str(ROOT / "pyproject.toml"),
        "--no-error-summary",
    ]
    for name, errors in (("right.py", 0), ("wrong.py", 2)):
        done = subprocess.run([*command, str(tmp_path / name)], cwd=ROOT, check=False, capture_output=True, text=True)
        assert done.stdout.count("error:") == errors, done.stdout + done.stderr
