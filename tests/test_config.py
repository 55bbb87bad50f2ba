"""Settings: which of four places wins, where each came from, and what is wrong with a file, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import main
from auditor.config import KEYS, Config, ConfigError, Value, configure


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for key in KEYS:
        monkeypatch.delenv(key.variable, raising=False)


def config(text: str = "", given: Mapping[str, Value] | None = None, **environment: str) -> Config:
    if text:
        Path("auditor.toml").write_text(text)
    return configure(given or {}, environment, Path())


def test_everything_has_a_default() -> None:
    found = config()
    assert {setting.origin for setting in found.settings.values()} == {"default"}
    assert (found.text("fail-on"), found.texts("paths"), found.file) == ("conflict", (".",), None)


def test_the_nearer_place_wins() -> None:
    text = 'paths = ["docs"]\nfail-on = "overlap"\n'
    assert config(text).settings["fail-on"].origin == "auditor.toml:2"
    found = config(text, AUDITOR_FAIL_ON="outdated", AUDITOR_FORMAT="text, sarif")
    assert (found.text("fail-on"), found.settings["fail-on"].origin) == ("outdated", "AUDITOR_FAIL_ON")
    assert found.texts("format") == ("text", "sarif")
    found = config(text, {"fail-on": "never"}, AUDITOR_FAIL_ON="outdated")
    assert (found.text("fail-on"), found.settings["fail-on"].origin) == ("never", "command line")
    assert found.texts("paths") == ("docs",)


def test_files_are_looked_for_upwards(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    Path("auditor.toml").write_text('baseline = "known.json"\nrules = ["health", "ours"]\npaths = ["docs"]\n')
    Path("ours").mkdir()
    found = configure({}, {}, deep)
    assert found.text("baseline") == "known.json"
    assert found.texts("rules") == ("health", "ours")
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.auditor]\nfail-on = "never"\n')
    found = configure({}, {}, deep)
    assert found.settings["fail-on"].origin == "a/pyproject.toml:4"
    assert found.text("baseline") == "a/auditor.baseline.json"
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert configure({}, {}, deep).text("baseline") == "known.json"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('fail_on = "overlap"\n', "auditor.toml:1:1: unknown key 'fail_on'; did you mean fail-on?"),
        ('paths = ["a"]\n\n  fail-on = "conflct"\n', "auditor.toml:3:3: fail-on cannot be 'conflct'; did you mean"),
        ("paths = 'docs'\n", 'auditor.toml:1:1: paths must be a list of texts, such as ["docs"]'),
        ("paths = [1]\n", 'auditor.toml:1:1: paths must be a list of texts, such as ["docs"]'),
        ("fail-on = 1\n", "auditor.toml:1:1: fail-on must be a text in quotes"),
        ('require = ["ownr"]\n', "auditor.toml:1:1: require cannot be 'ownr'; did you mean owner?"),
        ("paths = [\n", "auditor.toml:"),
        ('date = "x"\ndate = "y"\n', "auditor.toml:2:11: is no TOML: Cannot overwrite a value"),
        ('[check]\nfail-on = "never"\n', "auditor.toml:1:2: unknown key 'check'"),
    ],
)
def test_mistakes_have_their_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(text)
    assert any(error.startswith(message) for error in caught.value.errors), caught.value.errors


def test_all_mistakes_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        config("a = 1\nb = 2\n", AUDITOR_REQUIRE="nothing")
    assert [error.split(":")[0] for error in caught.value.errors] == ["auditor.toml", "auditor.toml", "AUDITOR_REQUIRE"]


def test_a_project_file_of_others_is_left_alone() -> None:
    Path("pyproject.toml").write_text("[tool.other\n")
    assert config().file is None
    Path("pyproject.toml").write_text("[tool.auditor]\nx = [\n")
    with pytest.raises(ConfigError, match=r"pyproject.toml:\d+:\d+: is no TOML"):
        config()


def test_a_file_that_is_no_text() -> None:
    Path("auditor.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"auditor.toml: is not UTF-8"):
        config()


def test_the_command_tells_values_and_origins() -> None:
    Path("auditor.toml").write_text('paths = ["docs", "more"]\n')
    result = CliRunner().invoke(main, ["config"], env={"AUDITOR_FAIL_ON": "never"})
    assert result.exit_code == 0
    assert "paths      docs, more  # auditor.toml:1\n" in result.stdout
    assert "fail-on    never  # AUDITOR_FAIL_ON\n" in result.stdout
    assert "require    (none)  # default\n" in result.stdout
    wrong = CliRunner().invoke(main, ["config"], env={"AUDITOR_FAIL_ON": "nevr"})
    assert (wrong.exit_code, wrong.stderr) == (2, "auditor: AUDITOR_FAIL_ON: cannot be 'nevr'; did you mean never?\n")
