"""The commands for rule authors: list, show, check, test."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.packs import RuleError, load

RANGE = "attribute: range\nkind: numeric\nunit: km\nabout: [range, goes]\nnot_about: [price]\n"
CASES = """\
The Volt has a range of 400 km. => 400 km
It goes up to 380 km. => ..380 km
The shop lies 40 km from here. => nothing
The price fell by 40 %. => nothing
Its range is 320 to 350 km. => 320..350 km
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files of a pack called ev and returns its folder."""

    def files(**texts: str) -> Path:
        folder = tmp_path / "ev"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return folder

    return files


def rules(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(main, ["rules", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_list_names_the_packs_and_of_a_pack_its_attributes(write: Write) -> None:
    every = rules("list")
    assert every.exit_code == 0 and "\nhealth " in every.output and "survival time" not in every.output
    one = rules("list", write(range__yaml=RANGE))
    assert "ev 0: 1 rules, 0 facts" in one.output and "range  (numeric, km)" in one.output


def test_show_gives_a_rule_with_its_cases_by_name_and_by_attribute(write: Write) -> None:
    folder = write(range__yaml=RANGE, range__cases=CASES)
    for name in ("range", "ev/range"):
        shown = rules("show", name, "--rules", folder)
        assert shown.exit_code == 0 and "about: range, goes" in shown.output and "=> ..380 km" in shown.output
    wrong = rules("show", "rnage", "--rules", folder)
    assert wrong.exit_code == 2 and "did you mean range?" in wrong.stderr


def test_check_tells_every_mistake_of_rules_and_cases_at_once_with_its_place(write: Write) -> None:
    folder = write(range__yaml=RANGE + "abuot: [x]\nscope: [plaec]\n", range__cases="A line.\nB. => 5..3 km\n")
    found = rules("check", folder)
    assert found.exit_code == 2
    assert [line.removeprefix(f"{folder}/") for line in found.stderr.splitlines()] == [
        "range.yaml:6:1: unknown key 'abuot'; did you mean about?",
        "range.yaml:7:9: unknown aspect 'plaec'; did you mean place?",
        "range.cases:1:1: a case is written 'sentence => reading', or 'sentence => nothing'",
        "range.cases:2:6: expected the lower end first in '5..3 km'",
    ]


def test_check_finds_cases_without_a_rule_and_remarks_on_few(write: Write) -> None:
    folder = write(range__yaml=RANGE, rnage__cases=CASES)
    found = rules("check", folder)
    assert found.exit_code == 2 and "no rule stands beside these cases; did you mean range?" in found.stderr
    (folder / "rnage.cases").rename(folder / "range.cases")
    assert rules("check", folder).output == "1 rules, 5 cases: no mistake\n"
    few = rules("check", write(range__cases=CASES.splitlines()[0]))
    assert few.exit_code == 0 and "note: " in few.output and "1 cases, 0 of them nothing or a no" in few.output


def test_test_runs_the_cases_and_shows_what_was_read_instead(write: Write) -> None:
    folder = write(range__yaml=RANGE, range__cases=CASES)
    assert rules("test", folder).output == "5 cases: 5 pass, 0 fail\n"
    write(range__cases=CASES.replace("400 km\n", "500 km\n") + "?It goes 90 km. => 90 km\n")
    failed = rules("test", folder, "--rule", "range")
    assert failed.exit_code == 1
    assert failed.output.splitlines() == [
        f"FAIL {folder}/range.cases:1: The Volt has a range of 400 km.",
        "  expected: 500 km",
        "  read:     400 km",
        f"FAIL {folder}/range.cases:6: It goes 90 km.",
        "  passes now: strike the question mark before it",
        "6 cases: 4 pass, 1 known to fail, 2 fail",
    ]
    assert "pass " in rules("test", folder, "--verbose").output


def test_test_names_the_rules_it_knows_where_there_is_no_such(write: Write) -> None:
    done = rules("test", write(range__yaml=RANGE, range__cases=CASES), "--rule", "rnage")
    assert done.exit_code == 2 and "did you mean range?" in done.stderr
    assert rules("test", "nowhere").exit_code == 2


def test_a_rule_or_a_pack_is_switched_off_by_name_and_the_hash_says_so(write: Write) -> None:
    folder = write(range__yaml=RANGE, price__yaml=RANGE.replace("attribute: range", "attribute: price"))
    whole, part = load([str(folder)]).packs[0], load([str(folder)], off=["ev/price"]).packs[0]
    assert [rule.name for rule in part.rules] == ["range"]
    assert part.digest == f"{whole.digest} without ev/price"
    assert [pack.name for pack in load(["als", str(folder)], off=["als"]).packs] == ["ev"]
    with pytest.raises(RuleError, match=r"ev/prcie: is to be switched off.*did you mean ev/price\?"):
        load([str(folder)], off=["ev/prcie"])


def test_a_pack_replaces_a_rule_of_another(write: Write) -> None:
    folder = write(range__yaml=RANGE, pack__yaml="replaces: [als/tdp43]\n")
    als = next(pack for pack in load(["als", str(folder)]).packs if pack.name == "als")
    assert "tdp43" not in {rule.name for rule in als.rules} and als.digest.endswith("without als/tdp43")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with a pack, whose own code must never run."""
    site = tmp_path / "site"
    (site / "evpack" / "rules").mkdir(parents=True)
    (site / "evpack" / "__init__.py").write_text("raise SystemExit('code of a pack ran')\n")
    (site / "evpack" / "rules" / "range.yaml").write_text(RANGE)
    (site / "evpack-1.dist-info").mkdir()
    (site / "evpack-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: evpack\nVersion: 1\n")
    (site / "evpack-1.dist-info" / "entry_points.txt").write_text("[auditor.packs]\nev = evpack.rules\n")
    monkeypatch.syspath_prepend(str(site))
    return site


def test_an_installed_package_offers_a_pack_and_none_of_its_code_runs(package: Path) -> None:
    pack = next(pack for pack in load().packs if pack.name == "ev")
    assert pack.rules[0].path == f"{package}/evpack/rules/range.yaml"
    assert [each.name for each in load(["ev"]).packs] == ["ev"] and "evpack" not in sys.modules


def test_an_installed_pack_that_is_not_there_is_told(package: Path) -> None:
    points = package / "evpack-1.dist-info" / "entry_points.txt"
    points.write_text("[auditor.packs]\nev = evpack.gone\nhealth = evpack.rules\n")
    with pytest.raises(RuleError) as caught:
        load()
    assert caught.value.errors == (
        "ev: the installed pack's folder 'evpack.gone' is not there: install it again",
        "health: two packs have this name: uninstall one, or name a folder",
    )
