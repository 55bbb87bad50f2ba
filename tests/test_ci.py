"""Where teams work: the hook for pre-commit, the GitHub action and the GitLab template, their shell run for real."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML

from auditor.documents import SUFFIXES

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "docs/guide.md": "# Amyotrophic lateral sclerosis\n\nAbout 5-10% of cases of ALS are familial.\n",
    "docs/flyer.txt": "Amyotrophic lateral sclerosis\n\nAbout 5-10% of cases of ALS are familial.\n",
}
CHANGED = "# Amyotrophic lateral sclerosis\n\nThis page was revised.\n\nAbout 15-20% of cases of ALS are familial.\n"

Shell = Callable[..., subprocess.CompletedProcess[str]]


def parsed(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Bash, as a job runs it, in a new git repository with two pages, with ``auditor`` installed under ``venv/bin``."""
    launcher = tmp_path / "venv" / "bin" / "auditor"
    launcher.parent.mkdir(parents=True)
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from auditor.cli import main; main()" "$@"\n')
    launcher.chmod(0o755)
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if name in os.environ}
    base = {
        **kept,
        "HOME": str(tmp_path),
        "PATH": f"{launcher.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": "1795219200",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.org",
        "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.org",
    }  # fmt: skip
    repository = tmp_path / "repository"
    for name, text in PAGES.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(text, encoding="utf-8")

    def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script),
            cwd=repository, env={**base, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert run("git init -q . && git add -A && git commit -qm first").returncode == 0
    return run


def change(tmp_path: Path) -> None:
    (tmp_path / "repository" / "docs" / "guide.md").write_text(CHANGED, encoding="utf-8")


# pre-commit


def hook() -> dict[str, Any]:
    (form,) = parsed(".pre-commit-hooks.yaml")
    return dict(form)


def test_hook_reads_all_documents_whichever_was_changed() -> None:
    form = hook()
    assert (form["id"], form["language"], form["pass_filenames"], form["require_serial"]) == (
        "auditor", "python", False, True,
    )  # fmt: skip
    names = [*(f"docs/page{suffix}" for suffix in SUFFIXES), "auditor.toml", "auditor.decisions.yaml", "rules/a/b.yaml"]
    assert all(re.search(form["files"], name) for name in names)
    assert not re.search(form["files"], "main.py")


def test_hook_stops_a_commit_that_brings_a_conflict(shell: Shell, tmp_path: Path) -> None:
    script = tmp_path / "repository" / ".git" / "hooks" / "pre-commit"
    script.write_text(f"#!/bin/sh\nexec {hook()['entry']}\n", encoding="utf-8")
    script.chmod(0o755)
    change(tmp_path)
    refused = shell("git commit -qam changed")
    assert refused.returncode == 1
    assert re.search(r"docs/(guide\.md:5|flyer\.txt:3):\d+: AC101 ", refused.stdout + refused.stderr)
    flyer = tmp_path / "repository" / "docs" / "flyer.txt"
    flyer.write_text(flyer.read_text(encoding="utf-8").replace("5-10%", "15-20%"), encoding="utf-8")
    assert shell("git commit -qam changed").returncode == 0


# The GitHub action


def steps() -> list[dict[str, Any]]:
    return [dict(step) for step in parsed("action.yml")["runs"]["steps"]]


def script_of(name: str) -> str:
    (found,) = (step["run"] for step in steps() if step.get("id") == name)
    return str(found)


def test_action_pins_what_it_uses_and_puts_no_input_into_a_script() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = [step["uses"] for step in steps() if "uses" in step]
    assert {use.partition("@")[0] for use in used} == {
        "actions/setup-python", "actions/cache", "github/codeql-action/upload-sarif", "actions/upload-artifact",
    }  # fmt: skip
    for use in used:
        assert re.search(rf"{re.escape(use)} # v\d+\.\d+\.\d+\n", text), f"{use}: its version stands beside it"
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", use)
    for step in steps():
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"], "an input would be run"
    held = {f"${{{{ inputs.{name} }}}}" for name in parsed("action.yml")["inputs"]} - {"${{ inputs.sarif }}"}
    given = {value for step in steps() for part in ("env", "with") for value in step.get(part, {}).values()}
    assert held <= given, "an input is read by nobody"


def test_action_key_names_the_version_of_the_auditor(shell: Shell, tmp_path: Path) -> None:
    keys = []
    for turn in range(3):
        output = tmp_path / f"output{turn}"
        folder = tmp_path / "action"
        if turn == 0:
            for part in ("auditor", "rules"):
                (folder / part).mkdir(parents=True)
                (folder / part / "a file.py").write_text(part)
            for part in ("pyproject.toml", "requirements.lock"):
                (folder / part).write_text(part)
        if turn == 2:
            (folder / "auditor" / "a file.py").write_text("changed")
        environment = {"GITHUB_ACTION_PATH": str(folder), "RUNNER_TEMP": "/tmp/r", "GITHUB_OUTPUT": str(output)}
        done = shell(script_of("key"), **environment)
        assert done.returncode == 0, done.stderr
        values = dict(line.split("=", 1) for line in output.read_text().splitlines())
        assert values["venv"] == "/tmp/r/auditor-venv"
        keys.append(values["digest"])
    assert re.fullmatch(r"[0-9a-f]{32}", keys[0])
    assert keys[0] == keys[1] != keys[2]


def checked(shell: Shell, tmp_path: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    output, page = tmp_path / "output", tmp_path / "page.md"
    output.write_text("")
    environment = {
        "RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(page),
        "VENV": str(tmp_path / "venv"), "PATHS": "", "BASE": "", "FAIL_ON": "", **inputs,
    }  # fmt: skip
    done = shell(script_of("check"), **environment)
    return done, dict(line.split("=", 1) for line in output.read_text().splitlines())


def test_action_checks(shell: Shell, tmp_path: Path) -> None:
    change(tmp_path)
    done, values = checked(shell, tmp_path, PATHS="docs/guide.md\n\ndocs/flyer.txt\n", BASE="HEAD")
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::(error|warning) file=docs/guide\.md,line=5,", done.stdout, re.MULTILINE)
    assert values["exit-code"] == "1"
    log = json.loads(Path(values["sarif"]).read_text(encoding="utf-8"))
    assert [result["baselineState"] for result in log["runs"][0]["results"]] == ["new"]
    assert Path(values["html"]).read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("## auditor: 1 new finding\n")


def test_action_passes_where_nothing_may_fail(shell: Shell, tmp_path: Path) -> None:
    change(tmp_path)
    done, values = checked(shell, tmp_path, FAIL_ON="never")
    assert (done.returncode, values["exit-code"]) == (0, "0"), done.stderr


def test_action_uploads_nothing_after_a_mistake(shell: Shell, tmp_path: Path) -> None:
    done, values = checked(shell, tmp_path, FAIL_ON="sometimes")
    assert done.returncode == 2
    assert values == {"exit-code": "2"}


# The GitLab template


@pytest.fixture
def job() -> Iterator[dict[str, Any]]:
    yield dict(parsed("ci/auditor.gitlab-ci.yml")["auditor"])


def test_gitlab_job(job: dict[str, Any], shell: Shell, tmp_path: Path) -> None:
    change(tmp_path)
    script = "\n".join(job["script"])
    first = shell("git rev-parse HEAD").stdout.strip()
    done = shell(script, CI_MERGE_REQUEST_DIFF_BASE_SHA=first)
    assert done.returncode == 1, done.stderr
    assert re.search(r"^docs/guide\.md:5:\d+: AC101 ", done.stdout, re.MULTILINE)
    folder = tmp_path / "repository"
    reports = job["artifacts"]["reports"]
    assert [e["location"]["path"] for e in json.loads((folder / reports["codequality"]).read_text())] == [
        "docs/guide.md"
    ]
    assert ElementTree.parse(folder / reports["junit"]).getroot().get("failures") == "1"
    assert all((folder / path).is_file() for path in job["artifacts"]["paths"])
    assert job["artifacts"]["when"] == "always", "a report of findings is kept"


# The guide


def test_what_the_guide_shows_is_there() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = [YAML(typ="safe", pure=True).load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    assert len(blocks) >= 3
    (hooks,) = (block["repos"][0]["hooks"] for block in blocks if "repos" in block)
    assert [each["id"] for each in hooks] == [hook()["id"]]
    (workflow,) = (block for block in blocks if "jobs" in block)
    (job,) = workflow["jobs"].values()
    (step,) = (step for step in job["steps"] if "auditor@" in step["uses"])
    assert set(step.get("with", {})) <= set(parsed("action.yml")["inputs"])
    assert job["permissions"]["security-events"] == "write"
    assert all(re.search(r"@([0-9a-f]{40}|REVISION)$", step["uses"]) for step in job["steps"])
    (include,) = (block["include"] for block in blocks if "include" in block)
    assert (ROOT / include[0]["file"].lstrip("/")).is_file()
