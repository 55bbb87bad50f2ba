"""Titles that ask what the text never says, and titles that don't."""

from __future__ import annotations

import pytest

from auditor.model import Block, BlockKind, Document, FlagKind, Metadata
from auditor.promises import silences
from auditor.subjects import Subject

COMET = Subject("Comet Arlin", ("C/1907 B2",))


def page(title: str, *paragraphs: str, name: str = "page") -> Document:
    """A document with this title as its first block and these paragraphs."""
    text, blocks = "", []
    for number, paragraph in enumerate((title, *paragraphs)):
        start = len(text)
        text += paragraph
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADING
        blocks.append(Block(kind, start, len(text)))
        text += "\n\n"
    return Document(name, f"{name}.txt", text, text, tuple(blocks), Metadata(title=title))


def silent(title: str, *paragraphs: str) -> bool:
    return bool(silences([page(title, *paragraphs)], (), COMET))


@pytest.mark.parametrize(
    "title",
    [
        "What is the orbital period of Comet Arlin?",
        "Comet Arlin: how long is its orbital period?",
        "Which discoverer does Comet Arlin have?",
        "Discoverer of Comet Arlin: which one is it?",
        "How bright is the coma of Comet Arlin and who measured it?",
    ],
)
def test_what_is_asked_and_never_named(title: str) -> None:
    assert silent(title, "Comet Arlin came near the Sun in spring.", "Its tail was seen from every continent.")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("What is the orbital period of Comet Arlin?", "Its period is 74 years."),
        ("Who were the discoverers of Comet Arlin?", "The discoverer was a clerk in Bergen."),
        ("Discoverer of Comet Arlin: which one is it?", "Two discoverers are named, and both were clerks."),
    ],
)
def test_what_is_asked_and_spoken_of(title: str, text: str) -> None:
    """A text that uses the word, in whatever form, may answer in a way that is not read: it is left alone."""
    assert not silent(title, text)


@pytest.mark.parametrize(
    "title",
    ["", "Comet Arlin", "The orbital period of Comet Arlin", "What is Comet Arlin?", "Is Comet Arlin coming back?"],
)
def test_titles_that_ask_for_nothing_in_particular(title: str) -> None:
    assert not silent(title, "Nothing to see here.")


def test_the_flag() -> None:
    title = "What is the orbital period of Comet Arlin?"
    (flag,) = silences([page(title, "A tail.", name="b"), page("Comet Arlin", "A tail.", name="a")], (), COMET)
    assert (flag.kind, flag.source, flag.claims) == (FlagKind.SILENT, "b", ())
    assert repr(title) in flag.reason and "orbital or period" in flag.reason


def test_the_question_may_follow_its_topic() -> None:
    (flag,) = silences([page("Discoverer of Comet Arlin: which one is it?", "One tail was seen.")], (), COMET)
    assert flag.reason.endswith("never speaks of Discoverer.")


def test_the_title_in_the_text_is_no_answer() -> None:
    """However often it is repeated, as a heading or in a line of its own."""
    title = "What is the orbital period of Comet Arlin?"
    assert silent(title, "A tail was seen.", title, title.upper())
