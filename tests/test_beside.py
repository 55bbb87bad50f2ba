"""Slips inside one sentence: a share beside the count it stands for, and ranges written from their larger end."""

from __future__ import annotations

import pytest

from auditor.audit import judge
from auditor.documents import load_all
from auditor.findings import findings
from auditor.model import Audit, FlagKind
from auditor.packs import load

WRONG = {
    "Of the pumps tested, 12 of 48 pumps (30 %) leaked.": "12 of 48 is 25 %, but 30 % stands beside it.",
    "In the second trial 40% (12 of 48) of the valves broke.": "12 of 48 is 25 %, but 40 % stands beside it.",
    "The belt of the pump lasts 10 to 5 years.":
        '"10 to 5 years" runs from the larger figure to the smaller (10, 5): one of the two may be wrong.',
    "It is built in two versions (Alder, Birch and Cedar).":
        "2 versions are counted, but 3 are named: Alder, Birch and Cedar.",
    "There are five sister plants: Holm, Vik, Sund, Nes, Dal and Eid.":
        "5 plants are counted, but 6 are named: Holm, Vik, Sund, Nes, Dal and Eid.",
}  # fmt: skip
RIGHT = (
    "A noise was heard in 15 out of 60 engines (25%).",
    "Rust was found on 12 of 47 rods (26 %).",
    "Rust was found on 12 of 47 hooks (25 %).",
    "Some 12 of 48 buyers (about 30 %) wrote a letter.",
    "The share of old pumps fell from 60 to 40 percent.",
    "The noise drops 12 to 9 decibels at night.",
    "The makers were at war in 1944-45.",
    "The seal lasts 5 to 10 years.",
    "It takes two kinds of oil (castor, and light and heavy mineral).",
    "It comes in three colours (red, green and blue).",
    "It has four wheels (two in front, two behind).",
    "Two oils (castor, also known as ricinus, and linseed) suit it.",
    "Seven shops (such as Holm, Vik and Sund) repair it.",
    "It was tested in six towns (see pages 4, 5 and 9).",
    "Of the sellers, 9 of 100 (95 % CI 3-12) complained.",
)


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """A page on a pump with all of these sentences, each a paragraph."""
    folder = tmp_path_factory.mktemp("pump")
    (folder / "pump.md").write_text("# Skarra pump\n\n" + "\n\n".join((*WRONG, *RIGHT)) + "\n", "utf-8")
    return judge(*load_all([folder]), load(()), "2026-11-21")


def test_what_does_not_fit_beside_each_other_is_flagged_and_nothing_else(audit: Audit) -> None:
    flags = {flag.reason for topic in audit.topics for flag in topic.flags if flag.kind is FlagKind.INTERNAL}
    assert flags == set(WRONG.values())


def test_each_is_one_finding_of_the_document(audit: Audit) -> None:
    told = [finding.message for finding in findings(audit) if finding.code == "AC105"]
    assert len(told) == len(WRONG)
    assert all(any(message.endswith(reason) for message in told) for reason in WRONG.values())
