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
