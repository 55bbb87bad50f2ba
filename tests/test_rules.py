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
    with pytest.raises(RuleError, match=r"off: ev/prcie: is no pack and no rule; did you mean ev/price\?"):
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
    assert caught.value.errors[:2] == (
        "ev: the installed pack's folder 'evpack.gone' is not there: install it again",
        "health: two packs have this name: uninstall one, or name a folder",
    )


VOLT = ("--example", "The Volt has a range of 400 km.", "--example", "On one charge the car manages 350 kilometres.")


def test_new_writes_a_rule_that_reads_its_examples_and_nothing_denied(tmp_path: Path) -> None:
    folder = tmp_path / "ev"
    made = rules("new", folder, "--attribute", "driving range", *VOLT, "--not", "The showroom is 40 km away.")
    assert made.exit_code == 0, made.output
    assert (folder / "driving_range.cases").read_text() == (
        "The Volt has a range of 400 km. => 400 km\n"
        "On one charge the car manages 350 kilometres. => 350 km\n"
        "The showroom is 40 km away. => nothing\n"
    )
    rule = (folder / "driving_range.yaml").read_text()
    assert rule.startswith(
        "# yaml-language-server: $schema=rule.schema.json\nattribute: driving range\nkind: numeric\n"
    )
    assert (folder / "rule.schema.json").exists()
    assert rules("check", folder).exit_code == 0
    assert rules("test", folder).output == "3 cases: 3 pass, 0 fail\n"
    again = rules("new", folder, "--attribute", "driving range", *VOLT)
    assert again.exit_code == 2 and "is there already" in again.stderr


def test_new_reads_kind_and_values_from_what_stands_behind_the_examples(tmp_path: Path) -> None:
    port = (
        "--example",
        "It charges through a CCS port. => CCS",
        "--example",
        "The socket is of the CHAdeMO type. => CHAdeMO",
    )
    assert rules("new", tmp_path / "ev", "--attribute", "charging port", *port).exit_code == 0
    tow = ("--example", "The Volt tows a trailer. => yes", "--example", "It cannot tow a trailer. => no")
    assert rules("new", tmp_path / "ev", "--attribute", "trailer", *tow).exit_code == 0
    kinds = {rule.name: rule.kind for rule in load([str(tmp_path / "ev")]).packs[0].rules}
    assert kinds == {"charging_port": "choice", "trailer": "polarity"}
    assert rules("test", tmp_path / "ev").exit_code == 0


def test_new_says_what_it_could_not_teach(tmp_path: Path) -> None:
    made = rules(
        "new", tmp_path / "ev", "--attribute", "range", "--example", "The Volt has a range of 400 km. => 500 km"
    )
    assert made.exit_code == 1 and "mend by hand: expected 500 km, 400 km is read" in made.output
    vague = rules("new", tmp_path / "ev", "--attribute", "colour", "--example", "It is red.")
    assert vague.exit_code == 2 and "write behind each what is to be read" in vague.stderr


def test_new_asks_for_what_is_not_given(tmp_path: Path) -> None:
    told = "range\nThe Volt has a range of 400 km.\n\nThe shop is 40 km away.\n\n"
    done = CliRunner().invoke(main, ["rules", "new", str(tmp_path / "ev")], input=told)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "ev" / "range.cases").read_text().endswith("The shop is 40 km away. => nothing\n")
    silent = CliRunner().invoke(main, ["rules", "new", str(tmp_path / "ev")], input="")
    assert silent.exit_code == 2 and "nobody answers" in silent.stderr


def test_coverage_groups_what_no_rule_read_most_frequent_first_with_a_draft_that_loads(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.md").write_text("# Volt\n\nThe Volt costs 30,000 euros. The Volt weighs 1,500 kg.\n")
    (pages / "b.md").write_text("# Volt\n\nThe price of the Volt is 31,000 euros. It has a range of 400 km.\n")
    folder = tmp_path / "ev"
    folder.mkdir()
    (folder / "range.yaml").write_text(RANGE)
    shown = rules("coverage", pages, "--rules", folder)
    assert shown.exit_code == 0, shown.output
    head, *groups = shown.output.split("\n\n")
    assert head == "1 claims read by rules, 3 by none, in 2 groups"
    assert groups[0].startswith("2 x cost (numeric, in 2 of 2 documents)\n") and "a.md:3:" in groups[0]
    draft = "\n".join(line[4:] for line in groups[0].splitlines() if line.startswith("    "))
    (folder / "cost.yaml").write_text(draft)
    assert rules("coverage", pages, "--rules", folder).output.startswith(
        "3 claims read by rules, 1 by none, in 1 groups"
    )


FACTS = """\
- {attribute: range, subject: Volt, values: [400], since: 2024-01-01, source: Maker's sheet, checked: 2025-06-01}
- {attribute: range, subject: Volt, values: [380], since: 2023-01-01, until: 2024-01-01, source: Maker's sheet}
"""


def facts(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["facts", *map(str, arguments)])


def test_facts_are_listed_with_source_and_age(write: Write) -> None:
    shown = facts("list", write(range__yaml=RANGE, facts__yaml=FACTS), "--date", "2025-06-11")
    assert shown.exit_code == 0
    assert "range of Volt: 400\n  since 2024-01-01; Maker's sheet\n  checked 2025-06-01, 10 days ago; " in shown.output
    assert "since 2023-01-01 until 2024-01-01; Maker's sheet\n  never checked; " in shown.output


def test_facts_grow_old(write: Write) -> None:
    folder = write(range__yaml=RANGE, facts__yaml=FACTS.splitlines()[0])
    for day, options, code, said in (
        ("2025-06-11", (), 0, ""),
        ("2026-06-01", (), 0, ""),
        ("2026-06-02", (), 1, "was last checked 366 days ago (2025-06-01)"),
        ("2025-06-11", ("--older-than", "9"), 1, "was last checked 10 days ago"),
        ("2025-05-31", (), 1, "is still to come"),
    ):
        done = facts("check", folder, "--date", day, *options)
        assert done.exit_code == code and said in done.output, (day, done.output)
    write(facts__yaml=FACTS)
    assert "facts.yaml:2:1: range, 380: nobody has checked it" in facts("check", folder, "--date", "2025-06-11").output


def test_a_fact_without_source_or_with_no_real_day_is_a_rule_error(write: Write) -> None:
    wrong = "- {attribute: range, subject: Volt, values: [400], since: 2024-02-30}\n"
    done = facts("check", write(range__yaml=RANGE, facts__yaml=wrong))
    assert done.exit_code == 2
    assert "facts.yaml:1:3: source is missing" in done.stderr and "'2024-02-30' is no date" in done.stderr


def test_what_is_off_in_the_configuration_is_left_out_of_a_check(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(range__yaml=RANGE, price__yaml=RANGE.replace("attribute: range", "attribute: price"))
    (folder.parent / "a.md").write_text("# Volt\n\nThe Volt has a range of 400 km.\n")
    monkeypatch.chdir(folder.parent)
    for off, code, said in (("ev/range", 0, "without ev/range"), ("ev/rnage", 2, "did you mean ev/range?")):
        Path("auditor.toml").write_text(f'rules = ["ev"]\noff = ["{off}"]\n')
        done = CliRunner().invoke(main, ["check", "a.md", "--format", "json", "--output", "out.json"])
        assert done.exit_code == code, done.output
        assert said in (Path("out.json").read_text() if code == 0 else done.stderr)


def test_a_unit_by_another_name_is_remarked_on(write: Write) -> None:
    """It is no mistake, as anything may be counted; but figures of that unit are read under its one name."""
    from auditor.authoring.cases import missing

    for unit, meant in (
        ("kilometres", "km"),
        ("yaer", "year"),
        ("km", ""),
        ("tree", ""),
        ("site", ""),
    ):
        [pack] = load([str(write(range__yaml=RANGE.replace("unit: km", f"unit: {unit}")))]).packs
        _, remarks = missing(pack, {}, ())
        told = [remark for remark in remarks if "did you mean" in remark]
        assert len(told) == bool(meant) and all(f"did you mean {meant}?" in each for each in told), unit
