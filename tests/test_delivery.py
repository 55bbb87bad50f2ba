"""Where reports go: several formats in one run, one of them to stdout, and the page of a GitHub job."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures_audit import audit

from auditor.check import Checked, Settled, check
from auditor.delivery import deliver, paired
from auditor.outputs import FILE_NAMES, FORMATS, step_summary


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """A check of documents named by whole paths, in the folder that they are under."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    made = audit()
    sources = tuple(replace(source, path=f"{tmp_path}/{source.path}") for source in made.sources)
    return check(replace(made, sources=sources), Settled())


@pytest.mark.parametrize(
    ("formats", "outputs", "message"),
    [
        (("sarif",), ("a", "b"), "1 --format for 2 --output: give one for each, or none"),
        (("sarif", "junit"), ("a",), "2 --format for 1 --output"),
        ((), ("a.sarif", "a.docx"), "a.docx: no format is known by this ending; add --format html, json, "),
        ((), ("a.sarif", "b/../a.sarif"), "b/../a.sarif: is named for two reports"),
        (("text", "github"), ("-", "-"), "stdout: is named for two reports"),
    ],
)
def test_what_does_not_fit_is_said(
    formats: tuple[str, ...], outputs: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        paired(formats, outputs)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_endings_name_formats() -> None:
    outputs = [pattern.format("out/a") for pattern in FILE_NAMES.values()]
    assert paired((), outputs) == list(zip(FILE_NAMES, outputs, strict=True))
    assert paired((), ["-", "gl-code-quality-report.json"]) == [
        ("text", "-"),
        ("gitlab", "gl-code-quality-report.json"),
    ]


def test_several_in_one_run_and_one_to_stdout(checked: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    deliver(checked, paired(("github", "sarif", "junit"), ("-", "out/a.sarif", "out/a.xml")))
    assert capsys.readouterr().out.startswith("::error file=texts/scan.pdf,")
    assert "<testsuite " in Path("out/a.xml").read_text(encoding="utf-8")
    log = json.loads(Path("out/a.sarif").read_text(encoding="utf-8"))
    uris = {
        spot["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for spot in (*result["locations"], *result.get("relatedLocations", ()))
    }
    assert uris == {source.path for source in audit().sources}, "named from the folder of the run"


def test_the_page_of_a_job_is_added_to(
    checked: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("what another step said\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    deliver(checked, [("text", "-")])
    assert page.read_text(encoding="utf-8") == "what another step said\n", "only where annotations are asked for"
    deliver(checked, [("github", "-")])
    made = audit()
    told = step_summary.render(made, replace(checked, audit=made))
    assert page.read_text(encoding="utf-8") == "what another step said\n" + told
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    with pytest.raises(SystemExit):
        deliver(checked, [("github", "-")])
    assert "GITHUB_STEP_SUMMARY" in capsys.readouterr().err


def test_a_report_never_goes_over_a_document(checked: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        deliver(checked, [("sarif", "a.sarif"), ("csv", checked.audit.sources[0].path)])
    assert "is one of the documents" in capsys.readouterr().err
    assert not Path("a.sarif").exists()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_can_be_checked(name: str, checked: Checked) -> None:
    deliver(checked, [(name, "out")])
    assert Path("out").read_text(encoding="utf-8")
