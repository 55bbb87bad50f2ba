"""What a set of documents is about."""

from __future__ import annotations

import pytest

from auditor.model import Block, BlockKind, Document, Metadata
from auditor.subjects import Subject, subject_of

GOUT = {"gouty arthritis": ("gout", "podagra")}


def page(title: str, text: str = "", heading: str = "") -> Document:
    """A document; its heading, if any, stands first in the text."""
    body = f"{heading}\n\n{text}" if heading else text
    blocks = (Block(BlockKind.HEADING, 0, len(heading)),) if heading else ()
    return Document(title or heading, "", body, body, blocks, Metadata(title=title))


def test_no_documents() -> None:
    assert subject_of([]) == Subject("")


def test_a_known_subject_by_any_of_its_names() -> None:
    pages = [page("Big toe", "Podagra hurts."), page("Feet", "GOUT is old."), page("Shoes", "Wear wide ones.")]
    assert subject_of(pages, GOUT).name == "gouty arthritis"
    assert subject_of(pages, GOUT).aliases == ("gout", "podagra")


@pytest.mark.parametrize(
    "texts", [("Gout hurts.", "Shoes fit.", "Hats fit."), ("Gouty toes.", "A gouter and his dog.")]
)
def test_not_where_most_texts_are_silent_or_only_look_alike(texts: tuple[str, ...]) -> None:
    assert subject_of([page("", text) for text in texts], GOUT).name != "gouty arthritis"


def test_the_words_that_titles_and_texts_share() -> None:
    pages = [
        page("Fern Tower: history and facts", "Fern Tower is a tower of brick. Fern Tower leans."),
        page("A visit to Fern Tower", "The lift of Fern Tower is out of order."),
        page("What is the height of Fern Tower?", "People ask how high Fern Tower is."),
    ]
    assert subject_of(pages).name == "Fern Tower"
    assert subject_of(pages[::-1]) == subject_of(pages)


def test_headings_stand_in_for_titles() -> None:
    pages = [page("", "It leans.", "The Fern Tower"), page("", "Fern Tower leans.", "Prices at Fern Tower")]
    assert subject_of(pages).name == "Fern Tower"


def test_documents_with_nothing_in_common_have_no_subject() -> None:
    assert subject_of([page("Rye bread", "Stir the rye."), page("Fern Tower", "It leans.")]).name == ""


def test_a_name_never_spans_a_colon_or_a_question_mark() -> None:
    pages = [page("Fern Tower: prices", "Fern Tower: prices are fair."), page("Fern Tower: prices", "Go up.")]
    assert ":" not in subject_of(pages).name


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("The Fern Tower Trust (FTT) owns it.", "FTT"),
        ("The Fern Tower Trust (or FTTs), a charity.", "FTTs"),
        ("Fern Tower Trust, also known as Friends of Fern.", "Friends"),
        ("Fern Tower Trust is also called Old Brick.", "Old Brick"),
    ],
)
def test_other_names_follow_the_name(text: str, alias: str) -> None:
    assert alias in subject_of([page("Fern Tower Trust", text)]).aliases


def test_stems_of_all_names() -> None:
    assert Subject("motor neurones", ("X-ray",)).stems == {"motor", "neuron", "x", "ray"}


def test_a_disease_that_a_pack_knows_is_no_subject_where_it_is_named_in_passing() -> None:
    known = {"multiple sclerosis": ["MS"]}
    said = "# Harlan's disease\n\nHarlan's disease is rare. Harlan's disease is milder than MS."
    passing = Document("a", "a", said, said, (), Metadata(title="Harlan's disease"))
    assert subject_of([passing], known).name != "multiple sclerosis"
    told = "# Multiple sclerosis\n\nMS is common."
    assert subject_of([Document("b", "b", told, told, (), Metadata(title="MS"))], known).name == "multiple sclerosis"
