"""What a figure is limited to, read from real text: kinds named by a letter, forms, times told from today."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit import judge
from auditor.documents import load_all
from auditor.model import Claim, Interval
from auditor.packs import load


def claims(folder: Path, title: str, *texts: str) -> list[Claim]:
    """The figures claimed by documents of 2024 with one title."""
    for number, text in enumerate(texts):
        (folder / f"d{number}.md").write_text(f"---\ndate: 2024-05-02\n---\n# {title}\n\n{text}\n", "utf-8")
    found = judge(*load_all([folder]), load(()), "2026-11-21")
    return [c for c in found.claims if isinstance(c.reading.value, Interval)]


def test_kinds_that_follow_their_figures_are_told_in_turn(tmp_path: Path) -> None:
    found = claims(
        tmp_path,
        "Morrin fever",
        "About 1 in 5,000 boys is born with morrin fever A, and about 1 in 30,000 boys is born with morrin fever B.",
        "Morrin fever A strikes about 1 in 5,000 male births, and morrin fever B about 1 in 30,000.",
    )
    told = [dict(claim.reading.scope).get("subtype", "") for claim in found]
    assert told == ["type A", "type B"] * 2


def test_an_aside_behind_a_group_is_not_part_of_it(tmp_path: Path) -> None:
    found = claims(
        tmp_path,
        "Morrin fever",
        "She is one of more than 4,000 sailors around the globe who have morrin fever, a number that some doubt.",
        "Morrin fever is rare.",
    )
    assert all("doubt" not in dict(claim.reading.scope).get("population", "") for claim in found)
    assert found


KINDS = (
    ("Morrin fever A leaves 5 percent of patients lame.", "type A"),
    ("Among people with morrin fever B, 40 percent lose their hearing.", "type B"),
    ("The rash is seen in 60 percent of those with morrin fever II.", "type II"),
    ("Morrin fever leaves 5 percent of patients lame.", ""),
    ("Vitamin B helps 40 percent of people with morrin fever.", ""),
    ("Biopsy-proven morrin fever is found in 6 percent of millers.", ""),
)


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_letter_behind_the_subject_names_a_kind(tmp_path: Path, text: str, kind: str) -> None:
    found = claims(tmp_path, "Morrin fever", text)
    assert [dict(claim.reading.scope).get("subtype", "") for claim in found] == [kind]


TIMES = (
    ("The fair sold 4,100 tickets last year.", "2023"),
    ("The fair sold 4,100 tickets this year.", ""),
    ("Today the fair sells 4,100 tickets.", ""),
    ("In 2024 the fair sold 4,100 tickets.", ""),
    ("In 2019 the fair sold 4,100 tickets.", "2019"),
)


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_times_are_told_from_the_documents_own_year(tmp_path: Path, text: str, time: str) -> None:
    found = [c for c in claims(tmp_path, "Skarra fair", text) if "4,100" in c.quote]
    assert [dict(claim.reading.scope).get("time", "") for claim in found] == [time]
