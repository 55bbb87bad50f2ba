"""The decisions file: read strictly, changed without losing a comment or a colleague's entry, never half written."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.decisions import (
    Decision,
    DecisionError,
    OvertakenError,
    Verdict,
    decide,
    parse_decisions,
    read_decisions,
    withdraw,
)

ONE, TWO = "00000000000000aa", "1234567890123456"
ACCEPTED = Decision(ONE, Verdict.ACCEPT, "rounded on purpose", code="AC101", attribute="height", sources=("a", "b"))
FILE = """\
# Ours.

# The height was asked for twice.
- id: 00000000000000aa
  decision: accept      # as agreed in May
  reason: rounded on purpose
  attribute: height

# Nothing below has an owner yet.
- id: '1234567890123456'
  decision: prefer
  prefer: guide
  reason: "the guide is newer"
  until: 2027-05-01
  attribute: width
# The end.
"""


def bare(path: Path) -> list[Decision]:
    return [replace(each, line=0) for each in read_decisions(path)]


def test_reads_what_stands_there() -> None:
    first, second = parse_decisions("d.yaml", FILE.encode())
    assert first == Decision(ONE, Verdict.ACCEPT, "rounded on purpose", attribute="height", line=4)
    assert (second.prefer, second.until, second.line) == ("guide", "2027-05-01", 10)


@pytest.mark.parametrize("text", ["", "# only words\n", "[]\n", "\ufeff# words\n\n"])
def test_a_file_without_entries(text: str) -> None:
    assert parse_decisions("d.yaml", text.encode()) == ()


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("- id: abc\n  decision: accept\n  reason: x\n", ["d.yaml:1:7: must be the fingerprint of a finding"]),
        (f"- id: {ONE}\n", ["d.yaml:1:3: decision is missing", "d.yaml:1:3: reason is missing"]),
        (f"- id: {ONE}\n  decision: acept\n  reason: x\n", ["d.yaml:2:13: 'acept' is not possible here; did you mean"]),
        (f"- id: {ONE}\n  decision: accept\n  reson: x\n", ["unknown key 'reson'; did you mean reason?"]),
        (f"- id: {ONE}\n  decision: prefer\n  reason: x\n", ["d.yaml:2:13: prefer is missing: the source to follow"]),
        (f"- id: {ONE}\n  decision: fix\n  prefer: a\n  reason: x\n", ["d.yaml:3:11: belongs to the decision prefer"]),
        (f"- id: {ONE}\n  decision: fix\n  reason: x\n  until: soon\n", ["d.yaml:4:10: 'soon' is no date"]),
        (f"- id: {ONE}\n  decision: fix\n  reason: ''\n", ["d.yaml:3:11: must be text, not empty"]),
        (
            f"- id: {ONE}\n  decision: fix\n  reason: x\n" * 2,
            [f"d.yaml:4:3: {ONE} is decided in line 1 already: strike one"],
        ),
        ("id: x\n", ["d.yaml:1:1: must be a list"]),
        ("- [\n", ["d.yaml:2:1:"]),
        (
            f"- id: {ONE}\n  decision: prefer\n  prefer: c\n  reason: x\n  sources: [a, b]\n",
            ["d.yaml:3:11: is none of the sources: a, b"],
        ),
    ],
)
def test_mistakes_have_their_place(text: str, errors: list[str]) -> None:
    with pytest.raises(DecisionError) as caught:
        parse_decisions("d.yaml", text.encode())
    for error in errors:
        assert any(error in told for told in caught.value.errors), caught.value.errors


def test_what_the_configuration_requires() -> None:
    with pytest.raises(DecisionError) as caught:
        parse_decisions("d.yaml", FILE.encode(), ("owner", "until"))
    asked = ": the configuration requires it of every decision"
    assert caught.value.errors == (
        f"d.yaml:4:3: owner is missing{asked}",
        f"d.yaml:4:3: until is missing{asked}",
        f"d.yaml:10:3: owner is missing{asked}",
    )


def test_a_decision_holds_to_the_end_of_its_last_day() -> None:
    until = replace(ACCEPTED, until="2026-11-21")
    assert not until.expired("2026-11-21")
    assert until.expired("2026-11-22")
    assert not ACCEPTED.expired("9999-12-31")


def test_the_first_decision_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "auditor.decisions.yaml"
    assert decide(path, ACCEPTED) is None
    assert bare(path) == [ACCEPTED]
    text = path.read_text()
    assert text.startswith("# Decisions on what the auditor found.")
    assert text.endswith(
        "\n\n- id: 00000000000000aa\n  decision: accept\n  reason: rounded on purpose\n"
        "  code: AC101\n  attribute: height\n  sources:\n  - a\n  - b\n"
    )
    assert list(path.parent.iterdir()) == [path]


def test_comments_survive(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(FILE)
    between = Decision("00000000000000bb", Verdict.FIX, "typo: mend", attribute="length", until="2027-01-01")
    assert decide(path, between) is None
    added = (
        "- id: 00000000000000bb\n  decision: fix\n  reason: 'typo: mend'\n  until: 2027-01-01\n  attribute: length\n"
    )
    head, tail = FILE.split("  attribute: height\n")
    assert path.read_text() == f"{head}  attribute: height\n{added}{tail}"
    old = decide(path, replace(ACCEPTED, reason="measured anew", attribute="height", code="", sources=()))
    assert old is not None and old.reason == "rounded on purpose"
    assert path.read_text() == f"{head}  attribute: height\n{added}{tail}".replace(
        "rounded on purpose", "measured anew"
    )
    assert [each.id for each in withdraw(path, {ONE, "00000000000000bb"})] == [ONE, "00000000000000bb"]
    kept = "".join(FILE.partition("- id: '12")[1:])
    assert (
        path.read_text() == f"# Ours.\n\n# The height was asked for twice.\n\n# Nothing below has an owner yet.\n{kept}"
    )


@pytest.mark.parametrize("indent", ["", "  "])
def test_an_entry_before_the_first(tmp_path: Path, indent: str) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("".join(indent + line if line.strip() else line for line in FILE.splitlines(keepends=True)))
    first = Decision("00000000000000cc", Verdict.ACCEPT, "so be it", attribute="age")
    decide(path, first)
    assert [each.attribute for each in bare(path)] == ["age", "height", "width"]
    assert all(line.strip() in path.read_text() for line in FILE.splitlines())


def test_no_line_end_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(f"- id: {ONE}\n  decision: fix\n  reason: x")
    decide(path, Decision(TWO, Verdict.ACCEPT, "y", attribute="z"))
    assert [each.id for each in bare(path)] == [ONE, TWO]


def test_a_list_in_brackets_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(text := f"[{{id: {ONE}, decision: fix, reason: x}}]\n")
    with pytest.raises(DecisionError, match="must be a list with one"):
        decide(path, Decision(TWO, Verdict.ACCEPT, "y"))
    assert path.read_text() == text


def test_nothing_is_written_where_the_file_or_the_decision_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(FILE)
    for wrong in (replace(ACCEPTED, reason=""), replace(ACCEPTED, until="soon"), replace(ACCEPTED, id="x")):
        with pytest.raises(DecisionError):
            decide(path, wrong)
    with pytest.raises(DecisionError, match="owner is missing"):
        decide(path, ACCEPTED, ("owner",))
    assert path.read_text() == FILE
    path.write_text("- id: x\n")
    with pytest.raises(DecisionError):
        decide(path, ACCEPTED)
    assert path.read_text() == "- id: x\n"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), st.sampled_from(Verdict))
def test_any_reason_comes_back(tmp_path_factory: pytest.TempPathFactory, reason: str, verdict: Verdict) -> None:
    said = " ".join(reason.split())
    path = tmp_path_factory.mktemp("d") / "d.yaml"
    prefer = "a" if verdict is Verdict.PREFER else ""
    if not said:
        with pytest.raises(DecisionError):
            decide(path, Decision(ONE, verdict, reason, prefer))
        return
    for turn in (ONE, TWO, ONE):
        decide(path, Decision(turn, verdict, reason, prefer, attribute="x"))
    assert [each.reason for each in bare(path)] == [said, said]


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    ids = [f"{n:016x}" for n in range(40)]

    def write(mine: list[str]) -> None:
        for each in mine:
            decide(path, Decision(each, Verdict.ACCEPT, "x"))

    threads = [threading.Thread(target=write, args=(ids[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.id for each in bare(path)] == ids


def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    """Killed at ten moments while it writes without end; what was whole stays whole, and the next writer goes on."""
    path = tmp_path / "d.yaml"
    path.write_text(FILE)
    program = (
        "import sys, itertools; from pathlib import Path; from auditor.decisions import *\n"
        "print('ready', flush=True)\n"
        "for n in itertools.count(int(sys.argv[2])):\n"
        "    decide(Path(sys.argv[1]), Decision(f'{n:016x}', Verdict.ACCEPT, 'x'))\n"
        "    print(f'{n:016x}', flush=True)\n"
    )
    for turn in range(10):
        command = [sys.executable, "-c", program, str(path), str(0xF0000 + turn * 1000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
            time.sleep(0.013 * (turn + 1))
            writer.send_signal(signal.SIGKILL)
            told = {line.strip() for line in writer.stdout if len(line) == 17}
        held = {each.id for each in read_decisions(path)}
        assert {ONE, TWO} | told <= held
    decide(path, Decision("00000000000000ee", Verdict.ACCEPT, "the next"))
    assert list(tmp_path.iterdir()) == [path]


def test_what_somebody_decided_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    decide(path, ACCEPTED, seen="")
    theirs = replace(ACCEPTED, reason="another reason")
    with pytest.raises(OvertakenError) as caught:
        decide(path, theirs, seen="")
    assert caught.value.current is not None and caught.value.current.reason == ACCEPTED.reason
    assert bare(path) == [ACCEPTED]
    decide(path, theirs, seen=ACCEPTED.mark)
    assert bare(path) == [theirs]
    withdraw(path, {ONE})
    with pytest.raises(OvertakenError, match="the decision was withdrawn"):
        decide(path, ACCEPTED, seen=theirs.mark)


def test_mistakes_of_a_file_name_it(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("- id: x\n", encoding="utf-8")
    with pytest.raises(DecisionError) as read:
        read_decisions(path)
    assert all(each.startswith(f"{path.as_posix()}:1:") for each in read.value.errors)
    with pytest.raises(DecisionError) as refused:
        read_decisions(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path}: cannot be read: ")


def test_whoever_was_overtaken_is_told_by_what() -> None:
    assert str(OvertakenError(None)) == "the decision was withdrawn"


FULL = f"""\
- id: {ONE}
  decision: prefer
  prefer: guide
  reason: the guide is newer
  owner: A. Reviewer
  date: 2026-03-01
  until: 2027-01-01
  code: AC101
  attribute: height
  sources:
  - guide
  - leaflet
"""
WHOLE = Decision(
    ONE, Verdict.PREFER, "the guide is newer", "guide", "A. Reviewer", "2026-03-01", "2027-01-01", "AC101", "height",
    ("guide", "leaflet"),
)  # fmt: skip


HEAD_LINES = 4
"""What stands over the first decision of a file that the auditor makes: three lines of comment and a blank one."""


def test_every_key_is_read_and_written_in_its_order(tmp_path: Path) -> None:
    assert parse_decisions("d.yaml", FULL.encode()) == (replace(WHOLE, line=1),)
    path = tmp_path / "d.yaml"
    decide(path, WHOLE)
    assert path.read_text().endswith("\n\n" + FULL)
    later = replace(WHOLE, owner="", date="", until="", reason="it is newer", sources=("guide", "map"))
    assert decide(path, later) == replace(WHOLE, line=HEAD_LINES + 1)
    shorter = "".join(line for line in FULL.splitlines(keepends=True) if line.split(":")[0].strip() not in DAYS)
    told = shorter.replace("the guide is", "it is").replace("leaflet", "map")
    assert path.read_text().endswith("\n\n" + told)


DAYS = ("owner", "date", "until")


def test_what_a_decision_says_in_words() -> None:
    assert WHOLE.words == "guide preferred: the guide is newer"
    assert [replace(WHOLE, verdict=each).words.partition(":")[0] for each in Verdict] == [
        "accepted as it is",
        "guide preferred",
        "to be fixed",
        "differs in scope",
    ]


def test_whatever_a_reviewer_saw_is_in_its_mark() -> None:
    """Where any of it has changed, somebody decided meanwhile; what the finding was does not count."""
    others = {"id": TWO, "verdict": Verdict.FIX, "reason": "x", "prefer": "leaflet"} | dict.fromkeys(DAYS, "2028-01-01")
    marks = {replace(WHOLE, **{name: value}).mark for name, value in others.items()}  # type: ignore[arg-type]
    assert len(marks | {WHOLE.mark}) == 1 + len(others) and all(len(mark) == 16 for mark in marks)
    assert replace(WHOLE, code="AC102", attribute="width", sources=(), line=9).mark == WHOLE.mark
    assert replace(WHOLE, prefer="ab", owner="c").mark != replace(WHOLE, prefer="a", owner="bc").mark


def test_a_file_of_another_system_is_changed_and_keeps_its_rights(tmp_path: Path) -> None:
    """With a mark of byte order, returns before line ends, words in no known encoding; behind a link."""
    path, link = tmp_path / "d.yaml", tmp_path / "link.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    link.symlink_to(path)
    decide(link, replace(ACCEPTED, id="00000000000000bb", attribute="zone"))
    assert link.is_symlink() and path.stat().st_mode & 0o7777 == 0o640
    assert [each.attribute for each in bare(path)] == ["height", "width", "zone"]
    assert path.read_text(encoding="utf-8").startswith("# Ours.\n\n# The height")


def test_nothing_is_touched_where_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(FILE.replace("\n", "\r\n").encode())
    assert withdraw(path, {"0" * 16}) == ()
    assert path.read_bytes() == FILE.replace("\n", "\r\n").encode()


def test_remains_of_a_killed_writer_go_and_other_files_stay(tmp_path: Path) -> None:
    path, remains, other = tmp_path / "d.yaml", tmp_path / ".d.yaml.17.tmp", tmp_path / ".e.yaml.17.tmp"
    remains.write_text("half")
    other.write_text("whole")
    decide(path, ACCEPTED)
    assert sorted(tmp_path.iterdir()) == [other, path] and other.read_text() == "whole"


def test_where_nothing_can_be_written_the_file_and_the_reason_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "d.yaml"
    with pytest.raises(DecisionError) as refused:
        decide(path, ACCEPTED)
    assert refused.value.errors == (f"{path}: cannot be written: File exists",)
    (tmp_path / "d.yaml").mkdir()
    with pytest.raises(DecisionError, match=r"d\.yaml: cannot be written: Is a directory"):
        decide(tmp_path / "d.yaml", ACCEPTED)


def test_mistakes_met_while_writing_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("- id: x\n")
    with pytest.raises(DecisionError) as wrong:
        decide(path, ACCEPTED)
    assert all(each.startswith(f"{path.as_posix()}:1:") for each in wrong.value.errors)
    path.write_text(f"[{{id: {ONE}, decision: fix, reason: x}}]\n")
    with pytest.raises(DecisionError) as brackets:
        withdraw(path, {ONE})
    told = f"{path}:1:1: must be a list with one '- id: ...' an entry, so that it can be changed"
    assert brackets.value.errors == (told,)
    path.unlink()
    with pytest.raises(DecisionError) as unfit:
        decide(path, replace(ACCEPTED, reason="", owner="x"))
    assert unfit.value.errors == (f"{path.as_posix()}:{HEAD_LINES + 1}:3: reason is missing",)


def test_an_entry_ends_with_its_last_words(tmp_path: Path) -> None:
    """A comment that stands in or under an entry, however far to the right, stays where it is when the entry goes."""
    path = tmp_path / "d.yaml"
    entry = f"- id: {ONE}\n  # asked for in May\n  decision: fix\n\n  reason: x\n"
    path.write_text(f"{entry}    # the next is older\n\n- id: '{TWO}'\n  decision: fix\n  reason: y\n")
    assert [each.id for each in withdraw(path, {ONE})] == [ONE]
    assert path.read_text() == f"    # the next is older\n\n- id: '{TWO}'\n  decision: fix\n  reason: y\n"


def test_entries_stand_by_attribute_whatever_its_case_and_then_by_name(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    for number, attribute in enumerate(("Width", "age", "width", "Zone", "age")):
        decide(path, Decision(f"{9 - number:016x}", Verdict.FIX, "x", attribute=attribute))
    assert [(each.attribute, int(each.id, 16)) for each in bare(path)] == [
        ("age", 5), ("age", 8), ("width", 7), ("Width", 9), ("Zone", 6),
    ]  # fmt: skip


def test_a_file_of_comments_keeps_them_over_its_first_entry(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text("# Ours.\n\n  # Ask Ada.\n[]\n\n\n")
    decide(path, Decision(ONE, Verdict.FIX, "x"))
    assert path.read_text() == f"# Ours.\n\n  # Ask Ada.\n\n- id: {ONE}\n  decision: fix\n  reason: x\n"
    path.write_text("[]\n")
    decide(path, Decision(ONE, Verdict.FIX, "x"))
    assert path.read_text() == f"- id: {ONE}\n  decision: fix\n  reason: x\n"


def test_a_long_reason_stands_in_one_line_as_it_was_said(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    decide(path, Decision(ONE, Verdict.FIX, said := "Größe neu gemessen, " * 40 + "fertig"))
    assert f"  reason: {said}\n" in path.read_text(encoding="utf-8")
