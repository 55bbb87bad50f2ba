"""Open categorical claims: every line of ``cases/assertions.cases``, and what the screen and the keys promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from auditor.cues import tokens
from auditor.extraction.assertions import Asserted, asks_grammar, assertions
from auditor.extraction.grammar import Grammar, grammar
from auditor.extraction.parsing import Parser
from auditor.extraction.screening import Sentence
from auditor.model import Block, BlockKind, Choice, Hedge
from auditor.quantities import find
from auditor.subjects import Subject

CASES = Path(__file__).parent / "cases" / "assertions.cases"


@cache
def parser() -> Parser:
    return Parser()


def cases() -> Iterator[object]:
    subject = ""
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@ "):
            subject = line[2:]
        elif line and not line.startswith("#"):
            said, _, expected = line.rpartition(" => ")
            yield pytest.param(said, subject, expected, id=f"{number}: {said}")


def sentence(text: str, kind: BlockKind = BlockKind.PARAGRAPH, label: str = "", path: tuple[str, ...] = ()) -> Sentence:
    found = tuple(find(text))
    block = Block(kind, 0, len(text), path, label)
    return Sentence(0, len(text), text, tokens(text, 0, len(text), found), found, block, 0)


def written(line: str) -> tuple[Sentence, str]:
    """The sentence that a case stands for, and the question before it."""
    if line.startswith("- "):
        return sentence(line[2:], BlockKind.ITEM, line[2:].partition(": ")[0]), ""
    if line.startswith("| "):
        row, column, text = line[2:].split(" | ")
        return sentence(text, BlockKind.CELL, f"{row} | {column}"), ""
    if line.startswith("? "):
        question, _, text = line[2:].partition(" / ")
        return sentence(text), question
    return sentence(line), ""


def read(line: str, subject: str = "") -> list[Asserted]:
    one, asked = written(line)
    parsed = grammar(one, parser()) if asks_grammar(one) else Grammar(())
    return assertions(one, parsed, Subject(subject), asked)


def shown(found: Asserted) -> str:
    if isinstance(found.value, Choice):
        value = f"{'only ' if found.value.exclusive else ''}{', '.join(found.value.values)}"
    else:
        hedge = "" if found.value.hedge is Hedge.FLAT else f" {found.value.hedge.value}"
        value = f"{'yes' if found.value.holds else 'no'}{hedge}"
    return f"{found.attribute}: {value}"


@pytest.mark.parametrize(("said", "subject", "expected"), cases())
def test_case(said: str, subject: str, expected: str) -> None:
    assert sorted(map(shown, read(said, subject))) == sorted([] if expected == "nothing" else expected.split(" | "))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The tank is user-removable.", "You can remove the tank yourself."),
        ("The battery is user-replaceable.", "The battery cannot be changed by the owner."),
        ("- Operator: Lund Trust", "It is run by the Lund Trust."),
        ("- Licence: MIT", "The code is licensed under Apache."),
        ("Dogs are welcome.", "Campers are not allowed to bring dogs."),
        ("Cash is not accepted.", "They do not accept cash."),
        ("Walkers are barred.", "Visitors may walk it."),
        ("Pedestrians are barred.", "You can walk it."),
        ("Coins are no longer taken.", "The office does not take cash."),
        ("It opened on 3 May 1907.", "It was inaugurated on May 3, 1907."),
        ("- Opened to traffic: May 3, 1907", "Trains were admitted on 3 May 1907."),
        ("The plant is evergreen.", "The plant is deciduous."),
        ("The garden is open all year.", "The garden is closed from May to July."),
    ],
)
def test_the_same_thing_in_other_words_has_the_same_key(one: str, other: str) -> None:
    (a,), (b,) = read(one), read(other)
    assert a.key == b.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The battery is replaceable.", "The lens is replaceable."),
        ("The bar is wheelchair accessible.", "The hall is wheelchair accessible."),
        ("It was inaugurated on 3 May 1907.", "The cafe was inaugurated on 3 May 1907."),
        ("Edda Rosk, chair of the board, resigned.", "Edda Rosk, chair of the trust, resigned."),
        ("The red wine is not vegan.", "The beer is not vegan."),
        ("It was designed by Ines Calder.", "It was built by Ines Calder."),
    ],
)
def test_different_things_have_different_keys(one: str, other: str) -> None:
    (a,), (b,) = read(one), read(other)
    assert a.key != b.key


def test_offsets_are_those_of_the_document() -> None:
    text = "The lamp is old. It has no GPS."
    one = sentence(text)
    moved = replace(one, start=17, text=text[17:], tokens=tokens(text, 17, len(text)), index=1)
    (found,) = assertions(moved, grammar(moved, parser()), Subject("Tarn"))
    assert text[found.start : found.end] == "has no GPS"


def test_names_with_one_answer_are_single() -> None:
    assert [a.single for a in read("It is named after Alma Tarn.")] == [True]
    assert [a.single for a in read("The curators are Ida Holm and Arne Strand.")] == [False]


def test_a_heading_may_ask() -> None:
    one = sentence("No, it is not.", path=("Help", "Is the lamp waterproof?"))
    assert [shown(a) for a in assertions(one, Grammar(()), Subject("Tarn"))] == ["lamp waterproof: no"]


@pytest.mark.parametrize(
    "text", ["The lake lies in a wide valley.", "We walked for hours.", "If it is not open, knock.", "Who designed it?"]
)
def test_ordinary_prose_is_not_parsed(text: str) -> None:
    assert not asks_grammar(sentence(text))
