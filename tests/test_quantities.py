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
