"""Whose a claim is where a page names another disease, firm, program, bridge, election or animal."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from auditor.audit import judge
from auditor.documents import load_all
from auditor.model import Audit, Claim
from auditor.packs import load
from auditor.rules import Rules

CASES = Path(__file__).parent / "cases" / "whose.cases"
DAY = "2026-11-21"


@lru_cache(maxsize=1)
def rules() -> Rules:
    return load(())


def audited(folder: Path, *pages: str) -> Audit:
    for number, page in enumerate(pages):
        (folder / f"{number}.md").write_text(page, "utf-8")
    return judge(*load_all([folder]), rules(), DAY)


def read_cases() -> list[tuple[str, str, str]]:
    """The start of a page, a sentence, and what is wanted of its figures."""
    found, start = [], ""
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("# "):
            continue
        if line.startswith("## ") and " => " not in line:
            title, _, said = line[3:].partition(" | ")
            start = f"# {title}\n\n{said}\n\n"
        elif " => " in line:
            sentence, _, wanted = line.partition(" => ")
            table = sentence.startswith("|")
            found.append((start, sentence.replace("/|", "\n|") if table else sentence.replace(" // ", "\n\n"), wanted))
    return found


@pytest.mark.parametrize(("start", "sentence", "wanted"), read_cases(), ids=lambda value: value[:60])
def test_a_claim_goes_to_what_its_words_are_about(tmp_path: Path, start: str, sentence: str, wanted: str) -> None:
    audit = audited(tmp_path, f"{start}{sentence}\n")
    claims = [claim for claim in audit.claims if claim.start >= len(start)]
    for part in wanted.split(", "):
        quote, _, whose = part.replace("/", ",").partition(": ")
        found = [claim for claim in claims if quote in claim.quote]
        assert found, f"{quote} was not read"
        assert all(is_whose(claim, whose, audit.subject) for claim in found), [claim.subject for claim in found]


def is_whose(claim: Claim, whose: str, subject: str) -> bool:
    return claim.subject == subject if whose == "own" else claim.subject != subject and whose in claim.subject


FIGURES = ("prevalence", "survival time")
OWN = (
    "# Fenwick disease\n\nFenwick disease is a rare disorder. Fenwick disease affects 1 in 50,000 people. Mean "
    "survival in Fenwick disease is 3 years. Symptoms begin in the hands. Doctors make the diagnosis; treatment helps "
    "patients.\n\n"
)


def test_what_is_said_of_another_disease_contradicts_nothing(tmp_path: Path) -> None:
    other = (
        "# Fenwick disease\n\nFenwick disease is a disorder of the nerves, with symptoms in the hands. Treatment helps "
        "patients with Fenwick disease. Harlan's disease affects 1 in 2,000 people. In Harlan's disease, mean survival "
        "is 12 years.\n"
    )
    audit = audited(tmp_path, OWN, other)
    verdicts = sorted((topic.attribute, topic.verdict) for topic in audit.topics if topic.attribute in FIGURES)
    assert verdicts == [(attribute, "single") for attribute in FIGURES for _ in range(2)]
    assert {claim.subject for claim in audit.claims if claim.quote == "12 years"} == {"Harlan's disease"}


def test_two_pages_meet_on_another_disease_that_both_name(tmp_path: Path) -> None:
    said = "Mean survival in Harlan's disease is {} years."
    audit = audited(tmp_path, OWN + said.format(12), OWN.replace("hands", "feet") + said.format(20))
    verdicts = {(t.subject, t.attribute): t.verdict for t in audit.topics if t.attribute == "survival time"}
    assert verdicts == {
        ("Fenwick disease", "survival time"): "agree",
        ("Harlan's disease", "survival time"): "conflict",
    }
