"""Lines of a printed page by where they stand: tables, lists whose bullets are drawn, and what is neither."""

from pathlib import Path

import pytest

from auditor.documents import load
from auditor.documents.layout import Line, structured


def page(*rows: tuple[float, ...] | str, left: float = 50, top: float = 700, size: float = 10) -> list[Line]:
    """Lines below each other: a text, or (place, text, place, text ...)."""
    lines = []
    for number, row in enumerate(rows):
        given = (left, row) if isinstance(row, str) else row
        pieces = tuple((float(given[i]), str(given[i + 1])) for i in range(0, len(given), 2))
        text = " ".join(piece for _, piece in pieces)
        lines.append(Line(text, size, top - 12 * number, pieces, number + 1))
    return lines


TABLE = [
    (50, "Sign", 120, "Early", 200, "Late"),
    (48, "Tremor", 118, "35%", 198, "51%"),
    (48, "Pain", 118, "4%", 198, "17%"),
]
FULL = "The quay is four hundred metres long and takes a dozen boats of the usual size"


def test_rows_below_each_other_are_a_table_with_the_line_above_as_header():
    found = structured([page(FULL, *TABLE, FULL)])[0]
    assert [line.row for line in found] == [False, True, True, True, False]
    assert [line.text for line in found][1:3] == ["Sign\tEarly\tLate", "Tremor\t35%\t51%"]


def test_a_table_goes_on_in_the_next_column_and_page_without_its_header_again():
    moved = [
        tuple(x + 250 if isinstance(x, int) else x for x in row)
        for row in (TABLE[0], (48, "Gait", 118, "12%", 198, "48%"))
    ]
    last = (48, "Voice", 118, "1%", 198, "2%")
    pages = structured([[*page(*TABLE, top=300), *page(*moved)], page(last, FULL)])
    assert [line.text.split("\t")[0] for line in pages[0]] == ["Sign", "Tremor", "Pain", "Gait"]
    assert [line.row for line in pages[1]] == [True, False]


@pytest.mark.parametrize(
    "rows",
    [
        [(50, "1.", 62, "Take 25 mg."), (50, "2.", 62, "Wait two weeks."), (50, "3.", 62, "Take 50 mg.")],
        [(50, "•", 62, "numb hands"), (50, "•", 62, "cramps"), (50, "•", 62, "weight loss")],
        [
            (50, "It is", 80, "rare", 110, "and mild"),
            (50, "in", 65, "most", 140, "of all"),
            (50, "who", 90, "have", 130, "it"),
        ],
        [(50, "Sign", 75, "Share"), (50, "Pain", 75, "35%")],
        [(50, "Depth of the harbour", 200, "see the map"), (50, "Length of the quay", 200, "see there")],
        [(50, "i", 120, "Counted in 1998."), (50, "ii", 120, "And in 2004.")],
        [FULL, FULL, FULL],
    ],
)
def test_lists_bold_words_and_notes_are_no_table(rows):
    assert not any(line.row for line in structured([page(*rows)])[0])


def test_two_rows_far_apart_with_a_figure_are_a_table():
    found = structured([page(FULL, (50, "Sign", 120, "Share"), (50, "Tremor", 120, "35%"), FULL)])[0]
    assert [line.text for line in found if line.row] == ["Sign\tShare", "Tremor\t35%"]


def test_indented_lines_that_leave_room_are_items():
    found = structured(
        [page(FULL, "Early signs:", (70, "numb hands in 25%"), (70, "cramps in 40%"), (70, "loss of 3 kg"), FULL)]
    )
    assert [line.text for line in found[0] if line.item] == ["• numb hands in 25%", "• cramps in 40%", "• loss of 3 kg"]


def test_an_item_of_two_lines_is_one():
    rows = ["Early signs:", (70, FULL[:74]), (70, "and of other sizes"), (70, "cramps in 40%"), FULL]
    assert [line.item for line in structured([page(*rows)])[0]] == [False, True, False, True, False]


def test_a_quotation_with_margins_of_its_own_is_no_list():
    rows = [
        FULL,
        (80, "A normal scan does not rule it out, says the"),
        (80, "guide; one in five had a normal study at"),
        (80, "first."),
    ]
    assert not any(line.item for line in structured([page(*rows)])[0])


SHAPES = Path(__file__).parent / "data" / "documents"


@pytest.mark.parametrize("name", ["shapes-chromium.pdf", "shapes-libreoffice.pdf"])
def test_printed_definitions_boxes_and_small_tables_keep_their_labels(name):
    """Both print ``shapes.html``, which stands beside them."""
    document = load(SHAPES / name, "a")
    found = [(block.label, document.text[block.start : block.end]) for block in document.blocks]
    for label, value in (
        ("Surface", "19 km²"),
        ("Greatest depth", "84 m"),
        ("Inhabitants", "3,400"),
        ("Islands", "7"),
        ("Greatest island", "2.5 km²"),
        ("May | Char (t)", "2.2"),
        ("Outlet | Depth (m)", "31"),
        ("Mean | Depth (m)", "22"),
    ):
        assert (label, value) in found
    (marked,) = [" ".join(text.split()) for _, text in found if text.startswith("In 5%")]
    assert marked == "In 5% of years, ice lasts for 7 months on 4 km^2 of it."
