"""What a text itself asks to ignore, and the words of a baseline.  No audit is run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.decisions import DecisionError, read_baseline
from auditor.decisions.baseline import render_baseline
from auditor.decisions.comments import ignores
from auditor.documents.loading import load
from auditor.findings import Finding

PARAGRAPHS = "# Lamp\n\nIt burns 3 hours.{beside}\n\n{above}It weighs 480 g.\n\nIt was made in 2019.{last}\n"
REMARK = "<!-- auditor: ignore AC101, AC205 measured anew -->"


def asked(tmp_path: Path, text: str, suffix: str = ".md") -> list[tuple[str, tuple[str, ...], str]]:
    """(what the comment speaks for, codes, reason) of every comment."""
    file = tmp_path / f"page{suffix}"
    file.write_bytes(text.encode())
    document = load(file, "page")
    found = ignores(document)
    assert all(each.source == "page" and document.raw[each.start] in "<[" for each in found)
    return [(" ".join(document.text[slice(*each.stretch)].split()), each.codes, each.reason) for each in found]


@pytest.mark.parametrize(
    ("place", "stretch"),
    [
        ({"beside": f" {REMARK}"}, "It burns 3 hours."),
        ({"above": f"{REMARK}\n"}, "It weighs 480 g."),
        ({"above": f"{REMARK}\n\n"}, "It weighs 480 g."),
        ({"last": f"\n\n{REMARK}"}, ""),
        ({"last": f" {REMARK}"}, "It was made in 2019."),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_comment_speaks_for_the_block_beside_it_or_the_next(
    tmp_path: Path, place: dict[str, str], stretch: str, ending: str
) -> None:
    text = PARAGRAPHS.format(**{"beside": "", "above": "", "last": "", **place}).replace("\n", ending)
    assert asked(tmp_path, text) == [(stretch, ("AC101", "AC205"), "measured anew")]


def test_a_comment_before_the_words_of_its_line_speaks_for_them(tmp_path: Path) -> None:
    assert asked(tmp_path, f"# Lamp\n\n{REMARK} It burns 3 hours.\n\nIt weighs 480 g.\n")[0][0] == "It burns 3 hours."
    text = f"# Lamp\n\n- It burns 3 hours. {REMARK}\n- It weighs 480 g.\n"
    assert asked(tmp_path, text)[0][0].endswith("It burns 3 hours.")


@pytest.mark.parametrize(
    ("words", "codes", "reason"),
    [
        ("", (), ""),
        ("AC101", ("AC101",), ""),
        ("AC101 AC102,AC103 - as\n agreed", ("AC101", "AC102", "AC103"), "as agreed"),
        ("because: AC101 is wrong", (), "because: AC101 is wrong"),
        ("AC101: settled", ("AC101",), "settled"),
    ],
)
def test_codes_stand_before_the_reason(tmp_path: Path, words: str, codes: tuple[str, ...], reason: str) -> None:
    text = f"# Lamp\n\nIt burns 3 hours. <!-- Auditor : IGNORE {words} -->\n"
    assert [each[1:] for each in asked(tmp_path, text)] == [(codes, reason)]


def test_code_and_other_formats_hold_no_comment(tmp_path: Path) -> None:
    assert asked(tmp_path, f"# Lamp\n\nIt burns 3 hours.\n\n```\n{REMARK}\n```\n") == []
    assert asked(tmp_path, f"# Lamp\n\nIt burns 3 hours. Write `{REMARK}` beside it.\n") == []
    assert asked(tmp_path, f"<html><body><p>It burns 3 hours. {REMARK}</p></body></html>", ".html")[0][1] == (
        "AC101",
        "AC205",
    )
    assert asked(tmp_path, f"Lamp\n\nIt burns 3 hours. {REMARK}\n", ".txt") == []
    plain = "Lamp\n\n[auditor: ignore AC101 measured anew]\nIt burns 3 hours.\n"
    assert asked(tmp_path, plain, ".txt") == [("It burns 3 hours.", ("AC101",), "measured anew")]


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    base = {"kind": "conflict", "severity": "error", "subject": "lamp", "message": "", "topic": ""}
    fields = Finding.__dataclass_fields__

    def finding(print_: str, attribute: str, claims: tuple[str, ...], source: str = "") -> Finding:
        known = {**base, "fingerprint": print_, "code": "AC101", "attribute": attribute, "claims": claims}
        known["source"] = source
        return Finding(**{name: known.get(name, "") for name in fields})

    made = [
        finding("b" * 16, "Würfel", ("2", "1")),
        finding("a" * 16, "age", ("1", "1")),
        finding("c" * 16, "z", (), "s"),
    ]
    text = render_baseline([*made, made[0]], {"1": "south", "2": "north"})
    assert text.startswith('{\n "version": 1,\n "findings": [\n  {"id": "aaaaaaaaaaaaaaaa", "code": "AC101", ')
    assert text.endswith("}\n ]\n}\n") and "Würfel" in text and text.count("\n") == 8
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")
    assert [(k.id[0], k.code, k.attribute, k.sources) for k in read_baseline(file)] == [
        ("a", "AC101", "age", ("south",)),
        ("b", "AC101", "Würfel", ("north", "south")),
        ("c", "AC101", "z", ("s",)),
    ]
    file.write_text(render_baseline([], {}), encoding="utf-8")
    assert json.loads(file.read_text()) == {"version": 1, "findings": []} and read_baseline(file) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", r":1:2: is no JSON"),
        ("[]", 'expected {"version": 1'),
        ('{"version": 1}', 'expected {"version": 1'),
        ('{"version": 1, "findings": {}}', 'expected {"version": 1'),
        ('{"version": 1, "findings": [{"id": "a"}]}', "finding 1 must have an id"),
        ('{"version": 1, "findings": [{"id": "a", "code": "b", "attribute": "c", "sources": [1]}]}', "finding 1 must"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_baseline_that_is_none(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text)
    with pytest.raises(DecisionError) as refused:
        read_baseline(file)
    assert said in str(refused.value)


def test_a_baseline_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        read_baseline(tmp_path)
    (tmp_path / "b.json").write_bytes(b'{"version": "\xff"}')
    with pytest.raises(DecisionError, match="is not UTF-8: write it anew"):
        read_baseline(tmp_path / "b.json")
