"""A content update as a team lives it, in a real git repository: adopt, change, decide, change again, expire, edit."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.audit import audit
from auditor.cli import main
from auditor.findings import findings
from auditor.packs import load

PAGES = {
    "clinic.md": """# Amyotrophic lateral sclerosis: an overview for patients

Amyotrophic lateral sclerosis (ALS) is a disease of the motor neurons. It is rare.

## Heredity

About 5-10% of cases of ALS are familial. The others have no known cause.

## Course

Mean survival is 3-5 years after symptom onset. A wheelchair helps many people.
""",
    "genes.md": """# Genes in amyotrophic lateral sclerosis

Some 5-10% of cases of amyotrophic lateral sclerosis are familial.

A gene test is offered to everybody. Median age at onset is 65 years.
""",
    "nurses.txt": """Amyotrophic lateral sclerosis for nurses

About 5-10% of cases of ALS are familial. Patients are seen every three months.

Mean survival is 2-4 years after symptom onset.
""",
}
"""The last page gives another survival in part, and is not of one mind with the first: what a library starts with."""

RULES = load(("health",))


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the pages in ``docs``, committed, and the current folder."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "AUDITOR_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("AUDITOR_RULES", "health")
    monkeypatch.setattr("auditor.packs.load", lambda *_: RULES)  # a run reads them once; these tests are many runs
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).write_text(text)
    git("init", "--quiet", "--initial-branch=main")
    commit("pages")
    return tmp_path / "docs"


def git(*arguments: str) -> str:
    about = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *about, *arguments], check=True, capture_output=True, text=True).stdout


def commit(message: str) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def change(page: Path, old: str, new: str) -> None:
    text = page.read_text()
    assert text.count(old) == 1
    page.write_text(text.replace(old, new))


def lines(result: Result, code: str) -> list[str]:
    return [line for line in result.stdout.splitlines() if re.match(rf"\S.*: {code} ", line)]


def identifier(line: str) -> str:
    found = re.search(r"\[([0-9a-f]{16})\]", line)
    assert found
    return found[1]


def test_the_story_of_a_changed_figure(library: Path) -> None:
    """Done-when 1: baseline, change, decide, change again, expire, edit elsewhere."""
    adopted = run("baseline", "docs", "--date", "2026-11-21")
    assert (adopted.exit_code, adopted.stdout) == (0, "baseline: auditor.baseline.json: 1 known finding\n")
    commit("baseline")
    first = run("check", "docs", "--fail-on", "overlap", "--date", "2026-11-21")
    assert (first.exit_code, first.stdout) == (
        0,
        "nothing fails (--fail-on overlap): 1 known; 3 documents\n",
    )

    change(library / "clinic.md", "5-10%", "15-20%")
    changed = run("check", "docs", "--date", "2026-11-21")
    assert changed.exit_code == 1
    (conflict,) = lines(changed, "AC101")
    assert conflict.startswith("docs/clinic.md:7:1: AC101 familial share: about 15 to 20 %")
    assert changed.stdout.splitlines()[-1].startswith("1 finding fails (--fail-on conflict): 1 new, 1 known; ")
    assert '    docs/genes.md:3:1: about 5 to 10 %: "Some 5-10%"' in changed.stdout

    decided = run(
        *("decide", identifier(conflict), "docs", "--accept", "--reason", "a new register, the others follow"),
        *("--owner", "Ada", "--until", "2027-01-31", "--date", "2026-11-21"),
    )
    assert decided.exit_code == 0, decided.output
    settled = run("check", "docs", "--date", "2026-11-21")
    assert settled.exit_code == 0
    (conflict,) = lines(settled, "AC101")
    assert conflict.endswith(" (decided, until 2027-01-31: accepted as it is: a new register, the others follow)")
    commit("decision")

    change(library / "clinic.md", "15-20%", "25-30%")
    again = run("check", "docs", "--date", "2026-11-21")
    assert again.exit_code == 1
    assert len(lines(again, "AC101")) == 1 and "(decided" not in again.stdout
    assert lines(again, "AC901")[0].startswith("auditor.decisions.yaml:5:1: AC901 the decision ")

    change(library / "clinic.md", "25-30%", "15-20%")
    late = run("check", "docs", "--date", "2027-02-01")
    assert late.exit_code == 1
    (conflict,) = lines(late, "AC101")
    assert "(the decision has expired on 2027-01-31: accepted as it is: a new register" in conflict

    assert run("check", "docs", "--date", "2027-01-31").exit_code == 0
    before = run("check", "docs", "--date", "2026-11-21").stdout
    change(library / "genes.md", "A gene test is offered to everybody.", "Everybody may have a gene test, at no cost.")
    change(library / "clinic.md", "It is rare.", "It is a rare disease, and a grave one.\n\nRead on below.")
    after = run("check", "docs", "--date", "2026-11-21")
    assert after.exit_code == 0
    assert after.stdout == before.replace("clinic.md:7:", "clinic.md:9:")


def test_only_what_the_base_revision_did_not_have_is_new(library: Path) -> None:
    assert run("check", "docs", "--base", "HEAD", "--fail-on", "overlap").exit_code == 0
    change(library / "genes.md", "5-10%", "15-20%")
    (library / "later.md").write_text("# Later\n\nNothing is said here.\n")
    changed = run("check", "docs", "--base", "main")
    assert changed.exit_code == 1
    (conflict,) = lines(changed, "AC101")
    assert conflict.startswith("docs/genes.md:3:1: AC101 familial share: about 15 to 20 % in genes")
    commit("changed")
    assert run("check", "docs", "--base", "HEAD").exit_code == 0
    assert run("check", "docs", "--base", "HEAD~1").exit_code == 1


def test_in_a_hook_of_git(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks by the environment where the repository is, which would hide where the documents are."""
    change(library / "genes.md", "5-10%", "15-20%")
    (library / "[draft] näher.md").write_text(PAGES["genes.md"])
    commit("a name that is a pattern")
    monkeypatch.setenv("GIT_DIR", str(library.parent / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir(library)
    assert run("check", ".", "--base", "HEAD").exit_code == 0
    assert run("check", "[draft] näher.md", "genes.md", "--base", "HEAD").exit_code == 0
    assert run("check", "[draft] näher.md", "genes.md", "--base", "HEAD~1").exit_code == 1


def test_the_changed_page_stands_first_whatever_its_date(library: Path) -> None:
    for name, year in (("clinic.md", 2019), ("genes.md", 2025)):
        (library / name).write_text(f"---\ndate: {year}-01-01\n---\n{PAGES[name]}")
    (library / "nurses.txt").unlink()
    commit("dates")
    change(library / "clinic.md", "5-10%", "15-20%")
    assert lines(run("check", "docs"), "AC101")[0].startswith("docs/genes.md:6:1: ")
    assert lines(run("check", "docs", "--base", "HEAD"), "AC101")[0].startswith("docs/clinic.md:10:1: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--base", "nowhere"), "auditor: --base nowhere: git knows no such revision in "),
        (("--base", "--output=x"), "auditor: --base --output=x: git knows no such revision in "),
        (("--base", "HEAD", "--baseline", "b.json"), "auditor: give --base or --baseline, not both"),
        (("--baseline", "b.json"), "auditor: b.json: cannot be read: No such file or directory"),
        (("--format", "text", "--format", "json"), "auditor: 2 formats cannot all go to stdout"),
        (("--date", "soon"), "auditor: --date soon: expected a day such as"),
    ],
)
def test_wrong_usage(library: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("check", "docs", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_no_repository(library: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.md").write_text(PAGES["genes.md"])
    result = run("check", str(elsewhere), "--base", "HEAD")
    assert result.exit_code == 2
    assert f"--base {elsewhere}: is in no git repository" in result.stderr


def test_comments_in_the_text(library: Path) -> None:
    change(library / "clinic.md", "5-10%", "15-20%")
    for name, old, new in (
        ("clinic.md", "About 15-20%", "<!-- auditor: ignore AC101 the new register says 30% -->\nAbout 15-20%"),
        ("clinic.md", "no known cause.", "no known cause. <!-- auditor: ignore AC101 -->"),
        ("genes.md", "Some 5-10%", "Some <!-- auditor: ignore AC101: checked --> 5-10%"),
        ("nurses.txt", "About 5-10%", "[auditor: ignore AC101 said by 9 of 10% of us]\nAbout 5-10%"),
    ):
        page = library / name
        text = page.read_text()
        change(page, old, new)
        result = run("check", "docs")
        assert result.exit_code == 0, (name, result.output)
        assert "(ignored in " in lines(result, "AC101")[0]
        assert not lines(result, "AC9..")
        page.write_text(text)
        assert run("check", "docs").exit_code == 1


def test_comments_that_ignore_nothing_are_reported(library: Path) -> None:
    change(library / "clinic.md", "It is rare.", "It is rare. <!-- auditor: ignore AC101 -->")
    change(
        library / "genes.md",
        "A gene test",
        "<!-- auditor: ignore -->\n\n```\n<!-- auditor: ignore -->\n```\n\nA gene test",
    )
    change(library / "nurses.txt", "Mean", "[auditor: ignore AC999]\nMean")
    result = run("check", "docs")
    assert result.exit_code == 0
    assert lines(result, "AC90.") == [
        "docs/clinic.md:3:84: AC902 no AC101 stands here to be ignored",
        "docs/genes.md:5:1: AC903 the comment must name the code that it ignores",
        "docs/nurses.txt:5:1: AC903 there is no code AC999 to ignore",
    ]


def test_an_audit_shows_what_was_decided(library: Path) -> None:
    """By the file that the configuration names, found from the documents; never hidden."""
    (library / "auditor.toml").write_text('decisions = "settled.yaml"\n')
    audit = ("audit", "docs", "--rules", "health", "--date", "2026-11-21", "--output")
    assert run(*audit, "before.html").exit_code == 0
    assert "settled" not in Path("before.html").read_text()
    (overlap,) = lines(run("check", "docs", "--date", "2026-11-21"), "AC102")
    where = ("--decisions", "docs/settled.yaml", "--date", "2026-11-21")
    decided = run(
        *("decide", identifier(overlap), "docs", "--scope", "--reason", "other cohorts", "--owner", "Ada"),
        *("--until", "2027-01-31", *where),
    )
    assert decided.exit_code == 0, decided.output
    told = run(*audit, "after.html").stdout
    assert "1 finding is settled and shown as such." in told
    page = Path("after.html").read_text()
    for words in ("other cohorts", "Ada", "until 2027-01-31", 'data-d="decided"'):
        assert words in page and words not in Path("before.html").read_text()
    assert "Mean survival is" in page
    late = run(*audit[:-2], "2027-02-01", "--output", "late.html", "--decisions", "docs/settled.yaml")
    assert late.exit_code == 0 and "settled" not in late.stdout
    assert "Decision expired" in Path("late.html").read_text()
    (library / "settled.yaml").write_text("- id: [\n")
    broken = run(*audit, "broken.html")
    assert broken.exit_code == 2 and "settled.yaml:" in broken.stderr and not Path("broken.html").exists()


def test_configuration(library: Path) -> None:
    Path("auditor.toml").write_text('paths = ["docs"]\nfail-on = "overlap"\nrequire = ["owner"]\n')
    result = run("check", "--date", "2026-11-21")
    assert result.exit_code == 1
    (overlap,) = lines(result, "AC102")
    assert overlap.startswith("docs/clinic.md:11:18: AC102 survival time: ")
    refused = run("decide", identifier(overlap), "--scope", "--reason", "other cohorts")
    assert refused.exit_code == 2
    assert "owner is missing: the configuration requires it of every decision" in refused.stderr
    assert not Path("auditor.decisions.yaml").exists()
    assert run("decide", identifier(overlap)[:6], "--scope", "--reason", "cohorts", "--owner", "Ada").exit_code == 0
    assert run("check").exit_code == 0
    listed = run("decisions", "list")
    assert listed.stdout == f"{identifier(overlap)}  survival time: differs in scope: cohorts, Ada\n"
    change(library / "nurses.txt", "2-4 years", "3-5 years")
    assert run("decisions", "prune", "--dry-run").stdout.startswith("would strike ")
    assert (
        run("decisions", "prune").stdout == f"struck {identifier(overlap)}  survival time: differs in scope: cohorts\n"
    )
    assert run("decisions", "list").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("0000", "--accept", "--reason", "x"), "0000: no finding has this fingerprint"),
        (("0000", "--reason", "x"), "give one of --accept, --prefer SOURCE, --fix, --scope"),
        (("0000", "--accept", "--fix", "--reason", "x"), "give one of --accept"),
        (("0000", "--accept"), "Missing option '--reason'"),
    ],
)
def test_decisions_that_cannot_be_made(library: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("decide", arguments[0], "docs", *arguments[1:])
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_decision_must_fit_its_finding(library: Path) -> None:
    (overlap,) = lines(run("check", "docs"), "AC102")
    name = identifier(overlap)
    stranger = run("decide", name, "docs", "--prefer", "genes", "--reason", "x")
    assert "--prefer genes: is none of its sources: clinic, nurses" in stranger.stderr
    past = run("decide", name, "docs", "--fix", "--reason", "x", "--until", "2020-01-01")
    assert "--until 2020-01-01: is past" in past.stderr
    assert run("decide", name, "docs", "--prefer", "nurses", "--reason", "newer").exit_code == 0
    assert "(decided: nurses preferred: newer)" in lines(run("check", "docs"), "AC102")[0]
    again = run("decide", name, "docs", "--fix", "--reason", "will be mended")
    assert again.stdout.splitlines()[1] == "it was decided before: nurses preferred: newer"


def test_an_unread_document_is_told(library: Path) -> None:
    (library / "empty.md").write_text("")
    result = run("check", "docs")
    assert result.exit_code == 3
    assert "docs/empty.md: not read: expected text" in result.stdout
    assert run("baseline", "docs").exit_code == 3
    assert not Path("auditor.baseline.json").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "b.json:1:2: is no JSON"),
        ("[]", 'b.json: expected {"version": 1'),
        ('{"version": 2, "findings": []}', "b.json: is a baseline of version 2, and this auditor reads version 1"),
        ('{"version": 1, "findings": [{"id": 1}]}', "b.json: finding 1 must have an id"),
        ("[" * 100_000, "b.json: "),
    ],
)
def test_broken_baselines(library: Path, text: str, message: str) -> None:
    Path("b.json").write_text(text)
    result = run("check", "docs", "--baseline", "b.json")
    assert result.exit_code == 2
    assert message in result.stderr


# Fingerprints: edits that leave claims alone change none, every change of a figure changes one.

WORDS = "care team house letter window garden paper visit talk help chair friend walk music table".split()


def edits(random_: random.Random) -> Iterator[None]:
    """One hundred edits to the pages, none of which touches a sentence that holds a claim."""
    for _ in range(100):
        page = Path("docs") / random_.choice(sorted(PAGES))
        blocks = page.read_text().split("\n\n")
        said = " ".join(random_.choices(WORDS, k=random_.randint(4, 9))).capitalize() + "."
        at = random_.randrange(1, len(blocks) + 1)
        match random_.randrange(4):
            case 0:
                blocks.insert(at, said)
            case 1:
                blocks.insert(at, "")
            case 2 if at < len(blocks) and not blocks[at].startswith("#") and blocks[at].endswith("."):
                blocks[at] += f" {said}"
            case _:
                blocks = [block for block in blocks if not set(block.split()) <= {*WORDS, said, ""}]
        page.write_text("\n\n".join(blocks).rstrip("\n") + "\n")
        yield


def fingerprints() -> list[str]:
    return sorted(finding.fingerprint for finding in findings(audit([Path("docs")], RULES, "2026-11-21")))


def test_a_hundred_edits_elsewhere_change_no_fingerprint(library: Path) -> None:
    change(library / "genes.md", "5-10%", "15-20%")
    before = fingerprints()
    assert len(before) == 2
    for number, _ in enumerate(edits(random.Random(20261121))):
        assert fingerprints() == before, number


def test_every_change_of_a_figure_changes_a_fingerprint(library: Path) -> None:
    change(library / "genes.md", "5-10%", "15-20%")
    seen = {tuple(fingerprints())}
    text = (library / "genes.md").read_text()
    for low in range(16, 36):
        (library / "genes.md").write_text(text.replace("15-20%", f"{low}-{low + 5}%"))
        found = tuple(fingerprints())
        assert len(found) == 2
        seen.add(found)
    assert len(seen) == 21


def test_a_baseline_is_stable_and_small(library: Path) -> None:
    run("baseline", "docs", "--date", "2026-11-21")
    first = Path("auditor.baseline.json").read_bytes()
    run("baseline", "docs", "--date", "2026-11-21")
    assert Path("auditor.baseline.json").read_bytes() == first
    (known,) = json.loads(first)["findings"]
    assert {key: known[key] for key in ("code", "attribute", "sources")} == {
        "code": "AC102",
        "attribute": "survival time",
        "sources": ["clinic", "nurses"],
    }
