"""The notation of a reading, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import notation
from auditor.model import ASPECTS, Choice, Hedge, Interval, Polarity, Reading, Value

WORDS = st.one_of(
    st.sampled_from(["yes", "no", "only one", "3..5 year", "2 copies", "per year", "from birth", "in Japan", "if", "a, b",
                     "a + b", "usually yes", "~9", "place: here", "\\", "\\,", "..", "x\\", "..5", "among", "+", "c +", "+ d",
                     "if x"]),
    st.text(st.sampled_from("ab é3-,+\\~.: "), min_size=1, max_size=8)).map(str.strip).filter(bool)
NUMBERS = st.decimals(-10**12, 10**12, places=4)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(st.none() | NUMBERS), draw(st.none() | NUMBERS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high, draw(st.just("") | WORDS))


CHOICES = st.builds(Choice, st.sets(WORDS, min_size=1, max_size=4).map(lambda names: tuple(sorted(names))), st.booleans())
VALUES: st.SearchStrategy[Value] = intervals() | CHOICES | st.builds(Polarity, st.booleans(), st.sampled_from(Hedge))
SCOPES = st.dictionaries(st.sampled_from(ASPECTS), WORDS, max_size=3).map(
    lambda scope: tuple((aspect, scope[aspect]) for aspect in ASPECTS if aspect in scope))


@settings(max_examples=10_000, deadline=None)
@given(st.builds(Reading, VALUES, st.booleans(), SCOPES))
def test_a_reading_survives_the_round_trip(reading: Reading) -> None:
    assert notation.parse(notation.show(reading)) == reading


@pytest.mark.parametrize("line", [
    "3..5 year", "..40 percent", "10.. year", "~3 year", "2 per 100000, per year", "-5..3.5 °C", "1998 calendar year",
    "3 year, median, from symptom onset, among adults, in Japan, per year, against placebo, if treated", "\\yes",
    "yes, statistic: in use", "\\only two", "edaravone + riluzole", "only riluzole", "yes", "usually yes", "possibly no"])
def test_a_line_comes_back_as_it_was(line: str) -> None:
    assert notation.show(notation.parse(line)) == line


def test_what_a_line_says() -> None:
    reading = notation.parse("~1.5..2.7 per 100000, among adults, per year, mean")
    assert reading == Reading(Interval(Decimal("1.5"), Decimal("2.7"), "per 100000"), True,
                              (("statistic", "mean"), ("population", "adults"), ("period", "per year")))


@pytest.mark.parametrize(("line", "expected"), [
    ("", "expected a value"), ("  ", "expected a value"), ("~", "expected a value"),
    ("5..3 year", "expected the lower end first"),
    ("3 year, in Japan, in Peru", "expected one place"), ("a +  + b", "expected a value"),
    ("3 year,  , mean", "expected words")])
def test_a_line_that_cannot_be_read_says_what_was_expected(line: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        notation.parse(line)


def test_an_unknown_aspect_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an aspect out of statistic"):
        notation.show(Reading(Polarity(True), False, (("colour", "red"),)))


def test_an_empty_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="expected at least one value"):
        notation.show(Reading(Choice(())))
