"""Plain text: structure from bullets, blank lines and line lengths; lists that were flattened."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.documents import gather, load, text
from auditor.documents.assembly import assemble
from auditor.model import Document, Metadata


def read(raw: str) -> Document:
    return assemble("a", "a.txt", text.outline(raw), Metadata())


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.label, document.raw[block.start : block.end]) for block in document.blocks]


HANDBOOK = """\
The Harbour Handbook

Overview

The harbour was dredged in 1998 and holds about 40 boats, most of them small. It was
planned for ten years, but the wall was raised in 2004 and the end moved to
2012. The channel is between 3
- 5 metres deep, depending on the season.

What does a berth cost?

Fees depend on:

  • Length: 12 euros a metre
    and a deposit
  • Season
     - Summer: 30 percent more
  • Use

1.1 Opening hours

1. Doors open at nine.
2. Doors close at five.
"""


def test_headings_paragraphs_and_lists():
    document = read(HANDBOOK)
    assert shown(document) == [
        ("heading", "", "The Harbour Handbook"),
        ("heading", "", "Overview"),
        ("paragraph", "", HANDBOOK[HANDBOOK.index("The harbour") : HANDBOOK.index("\n\nWhat does")]),
        ("heading", "", "What does a berth cost?"),
        ("paragraph", "", "Fees depend on:"),
        ("item", "Length | Fees depend on", "Length: 12 euros a metre\n    and a deposit"),
        ("item", "Fees depend on", "Season"),
        ("item", "Summer | Season", "Summer: 30 percent more"),
        ("item", "Fees depend on", "Use"),
        ("heading", "", "1.1 Opening hours"),
        ("item", "", "Doors open at nine."),
        ("item", "", "Doors close at five."),
    ]
    assert [block.path for block in document.blocks][2] == ("Overview",)
    assert [block.path for block in document.blocks][-1] == ("What does a berth cost?", "1.1 Opening hours")
    assert [block.level for block in document.blocks if block.kind == "item"][:4] == [0, 0, 1, 0]
    assert [document.raw[span.start : span.end] for span in document.furniture] == ["1. ", "2. "]


def test_lines_without_blanks_between_them_are_paragraphs_of_their_own():
    first = "Cranes lift the boats in spring, and each boat waits for its turn on the quay until noon. " * 3
    document = read(f"A guide to the harbour\n{first.strip()}\n{first.strip()}\n")
    assert [kind for kind, _, _ in shown(document)] == ["heading", "paragraph", "paragraph"]


def test_a_sentence_cut_by_a_blank_line_is_joined():
    document = read("The keeper walks the long pier every evening and lights the\n\nlamps one by one, 14 in all.\n")
    assert len(document.blocks) == 1


def test_setext_headings_and_rules():
    document = read(
        "Harbour rules\n=============\n\nBoats go first.\n\nBerths\n------\n\nBerths are let by the week.\n\n* * *\n"
    )
    assert [(block.level, block.path) for block in document.blocks] == [
        (1, ()),
        (0, ("Harbour rules",)),
        (2, ("Harbour rules",)),
        (0, ("Harbour rules", "Berths")),
    ]


def test_short_lines_that_are_no_headings():
    text = "Pay at the office.\n\nmainly in summer\n\nUp to 30% off\n\nThe boats were moved, the office was closed.\n"
    assert {kind for kind, _, _ in shown(read(text))} == {"paragraph"}


def test_a_labelled_paragraph_has_its_label():
    assert shown(read("Deep berths: Twelve boats of 20 metres find room.\n"))[0][1] == "Deep berths"


def test_bare_lines_below_a_colon_are_items():
    document = read(
        "Boats carry lamps such as:\n\nA red one.\n\nA green one.\n\n"
        "The lamps burn from dusk to dawn all the year and are never put out.\n"
    )
    assert [(kind, label) for kind, label, _ in shown(document)] == [
        ("paragraph", ""),
        ("item", "Boats carry lamps such as"),
        ("item", "Boats carry lamps such as"),
        ("paragraph", ""),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Boat        Length (m)   Built\nGull        12.5         1998\nHeron       7            2004\n",
        "Boat\tLength (m)\tBuilt\nGull\t12.5\t1998\nHeron\t7\t2004\n",
        "| Boat | Length (m) | Built |\n|------|-----------:|-------|\n| Gull | 12.5 | 1998 |\n| Heron | 7 | 2004 |\n",
        "Boat | Length (m) | Built\n--- | --- | ---\nGull | 12.5 | 1998\nHeron | 7 | 2004\n",
    ],
)
def test_tables(table):
    assert shown(read(table)) == [
        ("cell", "Boat", "Gull"),
        ("cell", "Gull | Length (m)", "12.5"),
        ("cell", "Gull | Built", "1998"),
        ("cell", "Boat", "Heron"),
        ("cell", "Heron | Length (m)", "7"),
        ("cell", "Heron | Built", "2004"),
    ]


def test_prose_with_wide_gaps_is_no_table():
    prose = "It rained.   We stayed in.\nIt snowed.   We went out.\nIt cleared.   We slept.\n"
    assert {kind for kind, _, _ in shown(read(prose))} == {"paragraph"}


def test_a_flattened_frequency_table_becomes_items():
    document = read(
        "The table says how often a fault is seen. Fault Approximate share of boats (where known) Loose rudder 90% "
        "Torn sail 7.5% Type 2 rot 20%-30% Worn rope - Deck leaks - The Harbour Board collects these figures.\n"
    )
    assert shown(document) == [
        ("paragraph", "", "The table says how often a fault is seen. Fault Approximate share of boats (where known)"),
        ("item", "Loose rudder", "Loose rudder 90%"),
        ("item", "Torn sail", "Torn sail 7.5%"),
        ("item", "Type 2 rot", "Type 2 rot 20%-30%"),
        ("item", "Worn rope", "Worn rope -"),
        ("item", "Deck leaks", "Deck leaks -"),
        ("paragraph", "", "The Harbour Board collects these figures."),
    ]


def test_flattened_bullets_become_items():
    document = read(
        "Storms come in autumn. Keepers check       -  Lamps, 14 of them     -  Ropes       Then they go home.\n"
    )
    assert shown(document) == [
        ("paragraph", "", "Storms come in autumn. Keepers check"),
        ("item", "Keepers check", "Lamps, 14 of them"),
        ("item", "Keepers check", "Ropes"),
        ("paragraph", "", "Then they go home."),
    ]


def test_two_shares_in_a_sentence_are_no_flattened_table():
    assert (
        len(read("In the east, Gulls make up 60% and Herons 40% - a change from last year's count of birds.\n").blocks)
        == 1
    )


WORDS = st.sampled_from(
    "harbour The 12 5-10% • - 1. | \t : . ? [3] (1,2) © Type 2, ¹ ** # ## > \n\n \r\n Share 90% é".split(" ")
)


@given(st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200)))
def test_offsets_hold_whatever_the_text(raw):
    document = read(raw)
    assert len(document.text) == len(document.raw) == len(raw)
    assert all(masked in {" ", original} for masked, original in zip(document.text, raw, strict=True))
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(raw) for edge in edges)
    assert all(raw[block.start : block.end].strip() for block in document.blocks)
    assert all(0 <= span.start < span.end <= len(raw) for span in document.furniture)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.doc", ".docx or PDF"),
        ("a.RTF", ".docx or PDF"),
        ("a.odt", ".docx or PDF"),
        ("a.pptx", "PDF"),
        ("a.mhtml", ".html"),
    ],
)
def test_other_kinds_of_documents_are_refused_with_what_to_do(tmp_path, name, advice):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 3 years")
    for named in (tmp_path, tmp_path / name):
        _, refused = gather([named])
        assert [Path(each.path).name for each in refused] == [name] and refused[0].reason.endswith(
            f"save it as {advice}"
        )
    (tmp_path / "a.docx").write_bytes(b"")
    assert gather([tmp_path])[1] == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, encoding, end):
    path = tmp_path / "TIDES.TXT"
    path.write_bytes(
        f"Tides – of the bay{end}{end}The tide is 3–4 m high.{end}It turns 2 times a day.{end}".encode(encoding)
    )
    document = load(path, "a")
    (tide,) = [block for block in document.blocks if "3–4 m" in document.raw[block.start : block.end]]
    assert document.raw[tide.start : tide.end].split(end)[0].startswith("The tide is 3–4 m high.")
    assert (document.notes != ()) == (encoding in ("utf-16-le", "utf-16-be", "cp1252"))


WRAPPED = """\
                         THE DEEP LAKE

By Jane Roe
Last updated: 3 May 2021

Skarn Lake lies at the foot of the Vell hills and is fed by three streams
that carry snow water until early summer.  It is 84 metres deep.

Rules
-----

  * Boats may be hired for 45 crowns an hour, and for 200 crowns a day if
    they are brought back before 6 in the evening
  * Fires are allowed at 9 marked places
    o only from May to September
    o never above 2 m of height
  - Dogs stay on a leash of 2 metres

Surface: 19 km2
Greatest depth: 84 m

    Month      Trout     Char
    May        4.1       2.2
    June       7.5       3.0
"""


def test_a_text_of_72_columns():
    document = read(WRAPPED)
    assert [(kind, label, " ".join(words.split())) for kind, label, words in shown(document)] == [
        ("heading", "", "THE DEEP LAKE"),
        ("paragraph", "", "Skarn Lake lies at the foot of the Vell hills and is fed by three streams that carry snow "
         "water until early summer. It is 84 metres deep."),
        ("heading", "", "Rules"),
        ("item", "", "Boats may be hired for 45 crowns an hour, and for 200 crowns a day if they are brought back "
         "before 6 in the evening"),
        ("item", "", "Fires are allowed at 9 marked places"),
        ("item", "Fires are allowed at 9 marked places", "only from May to September"),
        ("item", "Fires are allowed at 9 marked places", "never above 2 m of height"),
        ("item", "", "Dogs stay on a leash of 2 metres"),
        ("paragraph", "Surface", "Surface: 19 km2"),
        ("paragraph", "Greatest depth", "Greatest depth: 84 m"),
        ("cell", "Month", "May"), ("cell", "May | Trout", "4.1"), ("cell", "May | Char", "2.2"),
        ("cell", "Month", "June"), ("cell", "June | Trout", "7.5"), ("cell", "June | Char", "3.0"),
    ]  # fmt: skip
    assert (document.metadata.author, document.metadata.updated) == ("Jane Roe", "2021-05-03")


def test_what_is_typed_at_a_prompt_is_code_and_a_quoted_mail_is_not() -> None:
    raw = (
        "Sort words::\n\n    >>> tallow.sort('MIT and GPL-2.0')\n    'GPL-2.0 and MIT'\n\nIt is quick.\n\n"
        ">>> print(3 + 2)\n5\n\n>>> We met at 3 and left at 5.\n"
    )
    document = read(raw)
    code = [raw[span.start : span.end] for span in document.furniture if span.note == "code"]
    assert code == [">>> tallow.sort('MIT and GPL-2.0')\n    'GPL-2.0 and MIT'", ">>> print(3 + 2)\n5"]
    assert [words for _, _, words in shown(document)] == [
        "Sort words::",
        "It is quick.",
        ">>> We met at 3 and left at 5.",
    ]
