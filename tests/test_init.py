"""A start: what ``auditor init`` writes is read without a complaint, its cases pass, and it writes over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.config import KEYS, configure
from auditor.decisions import read_decisions
from auditor.extraction import Reader
from auditor.model import Block, BlockKind, Document
from auditor.notation import show
from auditor.packs import load
from auditor.subjects import Subject

FILES = (
    "auditor.toml",
    "auditor.decisions.yaml",
    "rules/house/pack.yaml",
    "rules/house/delivery_time.yaml",
    "rules/house/delivery_time.cases",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "shop.md").write_text("# Shop\n\nDelivery takes 3 to 5 days.\n", encoding="utf-8")
    (tmp_path / "docs" / "faq.md").write_text("# Shop\n\nDelivery takes 8 to 10 days.\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def test_what_it_writes_is_read(folder: Path) -> None:
    result = run("init")
    assert (result.exit_code, result.stdout) == (0, "".join(f"wrote: {name}\n" for name in FILES))
    config = configure({}, {}, folder)
    assert {name: s.value for name, s in config.settings.items() if s.origin.startswith("auditor.toml:")} == {
        "paths": ("docs",), "rules": ("rules/house",),
    }  # fmt: skip
    assert read_decisions(folder / "auditor.decisions.yaml") == ()
    assert [pack.name for pack in load(["rules/house"]).packs] == ["house"]


def test_every_setting_is_shown_and_may_be_uncommented(folder: Path) -> None:
    run("init", "--rules", "health", "--paths", "docs/shop.md", "--paths", "docs/faq.md")
    file = folder / "auditor.toml"
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    for key in KEYS:
        (line,) = (line for line in lines if line.removeprefix("# ").startswith(f"{key.name} = "))
        assert lines[lines.index(line) - 1].startswith("# "), f"{key.name}: what it means stands above it"
        text = text.replace(f"# {key.name} = ", f"{key.name} = ")
    file.write_text(text, encoding="utf-8")
    settings = configure({}, {}, folder).settings
    assert settings["rules"].value == ("health", "rules/house")
    assert settings["paths"].value == ("docs/shop.md", "docs/faq.md")
    for key in KEYS:
        assert settings[key.name].origin.startswith("auditor.toml:")
        assert settings[key.name].value == key.default or key.name in ("rules", "paths")


def test_the_first_pack_reads_its_cases(folder: Path) -> None:
    run("init")
    lines = (folder / "rules/house/delivery_time.cases").read_text(encoding="utf-8").splitlines()
    cases = [line.rpartition(" => ")[::2] for line in lines if line and not line.startswith("#")]
    assert len(cases) >= 5
    assert sum(expected == "nothing" for _, expected in cases) >= 2
    documents = [
        Document(said, said, said, said, (Block(BlockKind.PARAGRAPH, 0, len(said)),)) for said, expected in cases
    ]
    claims = Reader(load(["rules/house"])).read(documents, Subject("Shop"))
    for said, expected in cases:
        mine = [show(c.reading) for c in claims if c.source == said and c.rule == "house/delivery_time"]
        assert (mine or ["nothing"]) == [expected], said


def test_a_check_runs_on_it(folder: Path) -> None:
    run("init")
    result = run("check", "--date", "2026-11-21")
    assert result.exit_code == 1
    assert "AC101 delivery time: " in result.stdout


def test_it_writes_over_nothing(folder: Path) -> None:
    (folder / "auditor.toml").write_text('fail-on = "never"\n')
    (folder / "rules" / "house").mkdir(parents=True)
    (folder / "rules" / "house" / "pack.yaml").symlink_to("nowhere")
    result = run("init")
    assert result.exit_code == 0
    assert "kept: auditor.toml: is there already\n" in result.stdout
    assert "kept: rules/house/pack.yaml: is there already\n" in result.stdout
    assert (folder / "auditor.toml").read_text() == 'fail-on = "never"\n'
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = run("init")
    assert (again.exit_code, again.stdout) == (0, "".join(f"kept: {name}: is there already\n" for name in FILES))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_settings_in_pyproject_are_not_put_aside(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.auditor]\npaths = ["docs"]\n')
    assert "left out: auditor.toml: pyproject.toml has the settings\n" in run("init").stdout
    assert not (folder / "auditor.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing",), "auditor: missing: is no folder: make it first\n"),
        (("--rules", "helth"), "auditor: helth: no such pack; there are als, "),
    ],
)
def test_mistakes(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("init", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (folder / "auditor.toml").exists()


def test_broken_settings_are_told(folder: Path) -> None:
    (folder / "auditor.toml").write_text("paths = [\n")
    result = run("init")
    assert result.exit_code == 2
    assert "auditor.toml:" in result.stderr
    assert not (folder / "rules").exists()
