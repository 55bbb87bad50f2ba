"""The number grammar: one case a line in ``cases/quantities.cases``, and what must hold for any text."""

from __future__ import annotations

import pathlib
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.model import Quantity
from auditor.notation import number
from auditor.quantities import find

CASES = [
    line.rsplit(" => ", 1)
    for line in (pathlib.Path(__file__).parent / "cases" / "quantities.cases").read_text(encoding="utf-8").splitlines()
    if " => " in line and not line.startswith("#")
]
NAMED = re.compile(r"[^A-Za-z0-9 .,%$<>=+-]")
"""What would make the name of a case one that no runner of tests finds again: brackets, backslashes, colons."""
PIECES = st.sampled_from(
    "5 10 2004 1,000 3.5 .5 0 -5 −5 1998 % percent to - – and or ( ) [ ] , . : / × 10^5 ± about over up to at least "
    "one two half a third dozen million per 100,000 in out of every year years mg kg m s−1 °C $ € age aged between "
    "from within people May 14 x twice fold ½ 12th CI 95% \n more than or older et al., SOD 1 2 3".split(" "),
) | st.text(max_size=4)


def shown(quantity: Quantity) -> str:
    low, high = ("" if end is None else number(end) for end in (quantity.low, quantity.high))
    figure = low if low and quantity.low == quantity.high else f"{low}..{high}"
    return f"{'~' if quantity.modifier == 'about' else ''}{figure} {quantity.unit or ''}".strip()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 300
    assert len({text for text, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[NAMED.sub("_", text) for text, _ in CASES])
def test_case(text: str, expected: str) -> None:
    found = find(text)
    assert (" | ".join(map(shown, found)) or "nothing") == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It is about 5 kg now", "about 5 kg"),
        ("seen in more than 20% of homes", "more than 20%"),
        ("a 56-year-old man", "56-year-old"),
        ("in people over 60 years of age.", "over 60 years of age"),
        ("between the ages of 20 and 40,", "between the ages of 20 and 40"),
        ("on 14 May 1998 it", "14 May 1998"),
        ("on May 14, 1998 it", "May 14, 1998"),
        ("costs $3-4bn now", "$3-4bn"),
        ("left 5,000 people there", "5,000 people"),
        ("5.2 ± 0.3 mg was", "5.2 ± 0.3 mg"),
        ("20 years or more of", "20 years or more"),
        ("at −5 °C it", "−5 °C"),
        ("(about 1 in 5,000)", "about 1 in 5,000"),
    ],
)
def test_the_span_holds_number_unit_and_modifier(text: str, quote: str) -> None:
    [quantity] = find(text)
    assert text[quantity.start : quantity.end] == quote


QUOTES = {
    "It is in a range of between 5 km here.": ("5 km",),
    "It lies between 5 km and the coast.": ("between 5 km",),
    "It was about 3 m by 4 m.": ("about 3 m", "4 m"),
    "The plot is at most 3 by 4 m.": ("at most 3", "4 m"),
    "Choose two: 1) 30 mg, 2) 40 mg.": ("30 mg", "40 mg"),
    "One of each five lamps broke.": ("One of each five",),
    "A total of 10 000 people came by rail.": ("10 000 people",),
    "Three ships left.": ("Three ships",),
    "Over a dozen bridges fell.": ("Over a dozen bridges",),
    "Ninety-nine balloons rose.": ("Ninety-nine balloons",),
    "The city has 1.2 million inhabitants.": ("1.2 million inhabitants",),
    "More than half the fleet was lost.": ("More than half",),
    "A tenth of the stock": ("A tenth",),
    "1 in 2,500 to 3,500 births": ("1 in 2,500 to 3,500",),
    "Between 1 in 5 and 1 in 4 homes": ("Between 1 in 5 and 1 in 4",),
    "It lasts 3 to 5 years.": ("3 to 5 years",),
    "A share of 5 to 10 percent": ("5 to 10 percent",),
    "Two to three times a week": ("Two to three times",),
    "Up to 40% of roofs leak.": ("Up to 40%",),
    "spread over the 9-year period": ("9-year",),
    "a 50 percent chance": ("50 percent",),
    "The mean age was 54.": ("54",),
    "twice as often": ("twice",),
    "The club, founded 1887, plays here.": ("1887",),
    "in July 2004": ("July 2004",),
    "12 % (95% CI 9-15)": ("12 %",),
    "The mirror flew on April 24, 1990.": ("April 24, 1990",),
    "It occurs in 1:5000 live births.": ("1:5000",),
    "The half-marathon is 21.0975 km.": ("21.0975 km",),
    "She was born in 1867 and died aged 66.": ("1867", "66"),
    "The band sold 1.2m copies.": ("1.2m copies",),
    "Given at 2, 4, 6, and 12-15 months.": ("2", "4", "6", "12-15 months"),
    "a 1,500-year-old tree": ("1,500-year-old",),
    "It has never taken less than 6 hours.": ("never taken less than 6 hours",),
    "It lasted over four days.": ("over four days",),
    "about 6 × 4 m": ("about 6", "4 m"),
    "Light output: 800 lm": ("800 lm",),
    "after 60 minutes": ("60 minutes",),
    "In one lamp in eight the wire broke.": ("one lamp in eight",),
    "Of every 100,000 residents, 12 to 16 fall ill.": ("12 to 16",),
    "Every second voter stayed away.": ("Every second voter",),
    "the sex ratio is 1.5 : 1": ("1.5 : 1",),
    "The odds are 4 to 1.": ("4 to 1",),
    "He was 12 points behind.": ("12 points",),
    "three pounds of flour": ("three pounds",),
    "donations from £5 to £20": ("from £5 to £20",),
    "FY2021 was good.": ("2021",),
    "It is planned for 2027.": ("2027",),
    "of whom 12 are pilots": ("12",),
    "At any time 7 of the crew slept.": ("7",),
    "Aged 18 to 65.": ("18 to 65",),
    "5x zoom": ("5x",),
    "over a third of them": ("over a third",),
    "does not exceed the 5 mg limit": ("5 mg",),
    "Half of all swans live past 12.": ("Half", "past 12"),
    "Six of Ada's sisters sang.": ("Six",),
    "It lasts over 6 seconds.": ("over 6 seconds",),
    "A charter from 1288 is the first to name it.": ("from 1288",),
    "Reply within a month.": ("within a month",),
    "The average speed of the rowers rose to 44.": ("44",),
    "Nine fishermen kept three specimens.": ("Nine fishermen", "three specimens"),
    "A 14-strong jury picks the winner.": ("14-strong",),
    "A 2.1-million-dot screen tilts.": ("2.1-million-dot",),
    "The pass is good for a week after that.": ("a week",),
    "The lease runs until at least 2041.": ("at least 2041",),
    "Foals are branded before they are a year old.": ("before they are a year old",),
}
"""Every quantity of a text as it is quoted, one case out of nine: from the bound or the "about" to the unit."""


@pytest.mark.parametrize(("text", "quotes"), QUOTES.items(), ids=[NAMED.sub("_", text) for text in QUOTES])
def test_what_is_quoted(text: str, quotes: tuple[str, ...]) -> None:
    assert tuple(text[quantity.start : quantity.end] for quantity in find(text)) == quotes


def sound(text: str) -> None:
    end = 0
    for quantity in find(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        end = quantity.end


@settings(max_examples=1500, deadline=None)
@given(st.text(max_size=60))
@example("1" * 5000)
@example("٣ ५ ² ½")
def test_any_text_gives_sound_quantities(text: str) -> None:
    sound(text)


@settings(max_examples=2000, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " ", " "]))
def test_any_mixture_of_number_pieces_gives_sound_quantities(pieces: list[str], gap: str) -> None:
    sound(gap.join(pieces))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1, ",
        "1-",
        "1.",
        "1,",
        "1/",
        "a1",
        "1a",
        "-1 ",
        "one ",
        "1 in ",
        "5 to ",
        "100 ",
        "(1",
        "1 x ",
        "about ",
        "5 mg/",
        "1 May ",
        "half of ",
        "+1 ",
        "1:",
        "$1 ",
        "5 and ",
        "1%",
        "  1",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.perf_counter()
        find(text)
        return time.perf_counter() - began

    seconds(1_000)
    assert min(seconds(24_000) for _ in range(2)) < 24 * max(min(seconds(3_000) for _ in range(3)), 0.002)
