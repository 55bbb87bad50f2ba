"""What is kept from being read: furniture with its reason, reference marks; and the dates that documents state."""

import pytest

from auditor.documents import text
from auditor.documents.assembly import assemble
from auditor.documents.furniture import reason
from auditor.documents.metadata import completed
from auditor.model import Document, Metadata


def read(raw: str) -> Document:
    return assemble("a", "a.txt", text.outline(raw), Metadata())


def marks(raw: str) -> list[str]:
    return [raw[span.start : span.end].strip() for span in read(raw).furniture if span.note == "reference mark"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sign in", "navigation"),
        ("Log inRegister", "navigation"),
        ("BoatsWeather ReportsTide TablesContact", "navigation"),
        ("Question bank: Block 1 | Block 2 | Block 3 | Prices from $19 a month", "navigation"),
        ("Was this page helpful?", "navigation"),
        ("© 2019 Harbour Board", "copyright"),
        ("Copyright 1999-2004, Harbour Board. All rights reserved.", "copyright"),
        ("Last updated: 3 May 2021", "review line"),
        ("Page last reviewed: 2020-05-03", "review line"),
        ("Technically reviewed by Jane Roe, MSc", "review line"),
        ("By Jane Roe and John Doe", "review line"),
        ("Published 3 May 2021", "review line"),
        ("Rated 8/10 · by Jane Roe · 3 May 2021 · 6 min read", "review line"),
        ("Jane Roe has written for the Harbour Post since 2016.", "author's statement"),
        ("1999 Mar 2 [updated 2004 Apr 5].", "review line"),
        ("We use cookies to make this site work better.", "cookie notice"),
        ("This page is not intended as legal advice for any person.", "disclaimer"),
        ("The tables are for informational purposes only.", "disclaimer"),
        ("Department of Tides, Institute of the Sea, Harbour University, Old Port", "affiliation"),
        ("3. Roe J, Doe A, et al. Long waves. J Sea Res 2004; 14:327-331.", "references"),
        ("Roe J. Tides [Internet]. Old Port: Harbour University; 1993-2019.", "references"),
        ("In: Tide Overviews [online]. Old Port: School of Tides; 1996-2018.", "references"),
        ("Doe, A. (2010). More waves. https://doi.org/10.1234/abc", "references"),
    ],
)
def test_furniture(line, expected):
    assert reason(line) == expected
    assert read(f"{line}\n\nThe lighthouse has stood above the harbour for 40 years.\n").furniture[0].note == expected


@pytest.mark.parametrize(
    "line",
    [
        "Published studies show that 5% of the boats are lost each year.",
        "Updated rules cut the number of collisions from 40 to 12 in 2004.",
        "Reviewed cases came from 12 harbours and covered the years 1990 to 2004.",
        "Every copy of the chart must retain the above copyright notice, and 3 boats do.",
        "Copyright law protects charts for 70 years after their author's death.",
        "The University of the Sea, the Harbour Board, and the navy have surveyed 40 wrecks.",
        "In 2004, the board (then 12 members) sold 3 boats to the University of the Sea, Old Port, Bay.",
        "Sources of salt include spray, and 4 percent of it comes from rain.",
        "JavaScript and GitHub serve 30 pages.",
        "Length 12 m | Width 4 m | Depth 2 m | Built in 1998",
        "Jane Roe is a writer of 12 novels about the sea.",
        "Share prices fell by 5 percent.",
        "Sailors use 5 kinds of knots for educational games.",
    ],
)
def test_what_speaks_of_the_subject_is_no_furniture(line):
    assert reason(line) == ""
    assert len(read(line).blocks) == 1


def test_a_sentence_on_copyright_is_masked_in_its_block():
    document = read("The chart is free. Copyright (c) 2016-2019 Harbour Board. It shows 12 wrecks.")
    assert document.text == f"The chart is free. {' ' * 38} It shows 12 wrecks."
    assert [(span.start, span.end, span.note) for span in document.furniture] == [(19, 57, "copyright")]


def test_a_section_of_references_ends_where_text_begins_again():
    document = read(
        "Tides rise twice a day in the bay, as anyone can see.\n\nReferences\n\nGuide\n\nTide Tables of the Bay\n\n"
        "Harbour Board, 2004\n\nCosts\n\nA table of tides costs 12 euros at the office.\n"
    )
    assert [span.note for span in document.furniture] == ["references"] * 4
    assert document.blocks[-1].path == ("Costs",)


def test_navigation_ends_where_text_begins_again():
    document = read("Contents\n\nTides\n\nBoats\n\nThe bay is 12 km wide where the river meets it, and 40 m deep.\n")
    assert [document.raw[span.start : span.end] for span in document.furniture] == ["Contents", "Tides"]
    assert [document.raw[block.start : block.end][:7] for block in document.blocks] == ["Boats", "The bay"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("The tide rises twice a day. 1, 2", ["1, 2"]),
        ("It rises twice.[4] It falls twice [12, 13], and rests [5-7].", ["[4]", "[12, 13]", "[5-7]"]),
        ("It rises.1,2 It falls,3 and rests.14", ["1,2", "3", "14"]),
        ("Waves were high(1,2), and the wind was strong (3, 4).", ["(1,2)", "(3, 4)"]),
        ("The mean was 12 m.(5) The highest was 19 m.", ["(5)"]),
        ("Rain fell often.¹ ² Some snow fell too⁴ in 5% of years†.", ["¹ ²", "⁴", "†"]),
        ("Storms are rarer (Roe et al., 2004; Doe et al. 2010) than ever [citation needed].", None),
    ],
)
def test_reference_marks(raw, expected):
    if expected is None:
        expected = ["(Roe et al., 2004; Doe et al. 2010)", "[citation needed]"]
    assert marks(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "Boats of type 2 and stage 3 are listed in Table 1, and in Phase 2.",
        "The median delay was 3 days [2-5].",
        "The rule affects 3 people. 12 boats were lost.",
        "It is 40 m² in size and holds 10⁵ litres, see Table 1.",
        "The boats are rated from 1 to 3.",
        "The office opened in March 3. It closed in May 2004.",
        "Eggs weigh 1,234 g (40).",
        "Enrolled: 40",
        "Crews number 5; the largest, 9.",
        "Version v.2 came in approx.5 years",
    ],
)
def test_numbers_that_are_no_marks(raw):
    assert marks(raw) == []


def test_bare_marks_are_known_by_the_habit_of_the_document():
    raw = (
        "The tide follows the moon around the earth 1, 2\n\n• Spring tides come with the full moon 1\n"
        "• Neap tides come a week later 3\n• Boats wait for type 2\n• Storms last longer than 10 years 3, 1\n"
    )
    assert marks(raw) == ["1, 2", "1", "3", "3, 1"]
    assert marks("• Gulls that were seen: about 40 in week 3\n• Herons in the bay 12\n• Terns 9\n") == []


def test_a_mark_does_not_cut_its_block():
    document = read("It rises twice.[4] It falls twice.")
    assert [(block.start, block.end) for block in document.blocks] == [(0, 34)]
    assert document.text == "It rises twice.    It falls twice."


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Last updated: December 13, 2025View editorial policy", "2025-12-13"),
        ("Updated - December 22, 2020", "2020-12-22"),
        ("1999 Mar 2 [updated 2004 Apr 5].", "2004-04-05"),
        ("Published 3 May 2021", "2021-05-03"),
        ("© 2024 Harbour Board", "2024"),
        ("Copyright © 1993-2019, Harbour Board", "2019"),
        ("Page last reviewed: 03/04/2020", "2020"),
        ("Page last reviewed: 23/04/2020", "2020-04-23"),
        ("Revised 2019-05", "2019-05"),
        ("Published 1 May 2020\nReviewed: June 2021\nUpdated: 2019\n© 2024 X", "2020-05-01"),
        ("Updated 2010 rules were met by 40 boats.", ""),
        ("The rules were updated in 2010.", ""),
        ("Boats sank on 3 May 2021.", ""),
        ("Last updated: 2020-13-45", ""),
    ],
)
def test_dates(raw, expected):
    assert completed(Metadata(), raw, "").date == expected
