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
    "The belt of the spare pump lasts between 90 and 60 weeks.":
        '"between 90 and 60 weeks" runs from the larger figure to the smaller: one of the two may be wrong.',
    "It was made at Holm from 1998 to 1995.":
        '"from 1998 to 1995" runs from the larger figure to the smaller (1998, 1995): one of the two may be wrong.',
    "Of the pumps sold, a third are for farms, 45 % for ships and the remaining 40 % for mines.":
        "Parts of one whole sum to 118 %: 1 in 3, 45 % and 40 %.",
    "The housing consists of 60 % iron, 30 % zinc and 20 % lead.":
        "Parts of one whole sum to 110 %: 60 %, 30 % and 20 %.",
    "Of 1,200 fitters, 1,400 are trained.": "1,400 are said to be a part of 1,200.",
    "Some 350 of its 300 dealers sell spares.": "350 are said to be a part of 300.",
    "The maker has 210 agents, of whom 230 are abroad.": "230 are said to be a part of 210.",
    "One in four pumps (40 %) is painted green.": "1 in 4 is 25 %, but 40 % stands beside it.",
    "There are three times as many women as men at the works, and 60 % of the staff are women.":
        "3 times as many women as men make 71 to 78 % women, but 60 % is stated.",
    "A fitter weighs 95 kg on average. The mean weight is 82 kg in men and 70 kg in women.":
        "The mean of all, 95 kg, lies outside those of its halves, 82 kg and 70 kg.",
    "Construction of the works began in 1965. It was opened in May 1963.":
        "It was opened in 1963, but its construction began in 1965.",
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
    "Some 20 % of the seals leak; 60 % of them are mended and the remaining 40 % are scrapped.",
    "Some 20 % of the rings break, 60 % of them early and the remaining 40 % late.",
    "While 95 % of the valves last, 30 % need oil and the remaining 60 % run dry.",
    "A half of the rods are steel, a third are brass and the rest (about 20 %) are tin.",
    "Sales rose by 60 % in the north, by 30 % in the south and by the remaining 20 % nowhere.",
    "The alloy is made up of 70 % iron, of which 40 % is recycled, and 30 % zinc.",
    "Of the 40 fitters, 30 are trained.",
    "Of the 40 towns, 1962 is the year of the first.",
    "The shop has 120 shelves, of which 90 are full.",
    "The hotel has 120 rooms, including 150 beds in its annexe.",
    "The trial took 14 of the 12 March deliveries apart.",
    "One in four nuts (26 %) is loose.",
    "About a third of the bolts (30 %) are loose.",
    "One in four hooks (40 % of those abroad) is bent.",
    "Twice as many women as men apply, and 65 % of the staff are women.",
    "There are five times as many oaks as elms, and 40 % of the trees are oaks.",
    "A smith weighs 75 kg on average. The mean weight is 82 kg in men and 70 kg in women.",
    "A buyer is 95 cm tall on average. The mean weight is 82 kg in men and 70 kg in women.",
    "Construction of the tank began in 1981, and it was opened in 1975.",
    "The pressure falls from 1,200 to 900 hectopascals.",
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
