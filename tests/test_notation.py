"""The notation of a reading, both ways."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import notation
from auditor.model import ASPECTS, Choice, Hedge, Interval, Polarity, Reading, Value

AWKWARD = [
    *["yes", "no", "only one", "3..5 year", "2 copies", "per year", "from birth", "in Japan", "if", "a, b", "a + b"],
    *["usually yes", "~9", "place: here", "\\", "\\,", "..", "x\\", "..5", "among", "+", "c +", "+ d", "if x"],
]
LETTERS = "ab é3-,+\\~.: "
KINDS = 3


def text(chance: random.Random) -> str:
    """Words that look like notation, or any mixture of its signs."""
    letters = "".join(chance.choices(LETTERS, k=chance.randint(1, 8))).strip()
    return letters if letters and chance.random() < 0.5 else chance.choice(AWKWARD)


def value(chance: random.Random) -> Value:
    kind = chance.randrange(KINDS)
    if kind == 0:
        low, high = sorted(Decimal(chance.randint(-(10**9), 10**9)).scaleb(-chance.randint(0, 6)) for _ in range(2))
        ends = chance.choice([(low, high), (low, low), (None, high), (low, None), (None, None)])
        return Interval(*ends, chance.choice(["", text(chance)]))
    if kind == 1:
        return Choice(tuple(sorted({text(chance) for _ in range(chance.randint(1, 4))})), chance.random() < 0.5)
    return Polarity(chance.choice([True, False]), chance.choice(list(Hedge)))


def reading(seed: int) -> Reading:
    """One reading a seed: a single draw, so that ten thousand take seconds."""
    chance = random.Random(seed)
    scope = tuple((aspect, text(chance)) for aspect in ASPECTS if chance.randrange(4) == 0)
    return Reading(value(chance), chance.choice([True, False]), scope)


@settings(max_examples=10_000, deadline=None)
@given(st.integers(0, 2**48).map(reading))
def test_a_reading_survives_the_round_trip(said: Reading) -> None:
    assert notation.parse(notation.show(said)) == said


WORDS = (st.sampled_from(AWKWARD) | st.text(max_size=12)).map(str.strip).filter(bool)


@settings(max_examples=500, deadline=None)
@given(WORDS, st.sampled_from(ASPECTS), st.booleans())
def test_any_words_survive_the_round_trip(words: str, aspect: str, exclusive: bool) -> None:
    said = Reading(Choice((words,), exclusive), False, ((aspect, words),))
    assert notation.parse(notation.show(said)) == said


@pytest.mark.parametrize(
    "line",
    [
        "3..5 year",
        "..40 percent",
        "10.. year",
        "~3 year",
        "2 per 100000, per year",
        "-5..3.5 °C",
        "1998 calendar year",
        "3 year, median, from symptom onset, among adults, in Japan, per year, against placebo, if treated",
        "\\yes",
        "yes, statistic: in use",
        "\\only two",
        "edaravone + riluzole",
        "only riluzole",
        "yes",
        "usually yes",
        "possibly no",
    ],
)
def test_a_line_comes_back_as_it_was(line: str) -> None:
    assert notation.show(notation.parse(line)) == line


def test_what_a_line_says() -> None:
    reading = notation.parse("~1.5..2.7 per 100000, among adults, per year, mean")
    assert reading == Reading(
        Interval(Decimal("1.5"), Decimal("2.7"), "per 100000"),
        True,
        (("statistic", "mean"), ("population", "adults"), ("period", "per year")),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", "expected a value"),
        ("  ", "expected a value"),
        ("~", "expected a value"),
        ("5..3 year", "expected the lower end first"),
        ("3 year, in Japan, in Peru", "expected one place"),
        ("a +  + b", "expected a value"),
        ("3 year,  , mean", "expected words"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_was_expected(line: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        notation.parse(line)


def test_an_unknown_aspect_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an aspect out of statistic"):
        notation.show(Reading(Polarity(True), False, (("colour", "red"),)))


def test_an_empty_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="expected at least one value"):
        notation.show(Reading(Choice(())))
