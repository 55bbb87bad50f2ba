"""Stems, sentences and the matching of cues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.cues import LONGEST_GAP, Matcher, sentences, stem, tokens
from auditor.model import Quantity


@pytest.mark.parametrize(
    "forms",
    [
        "survive survived survives surviving",
        "inherit inherited inherits inheriting",
        "study studies studied",
        "die dies died dying",
        "woman women Woman woman's women’s",
        "diagnosis diagnoses diagnosis'",
        "stop stops stopped stopping",
        "analysis analyses",
        "rise rose risen rising",
        "church churches",
        "measure measured measuring measures",
        "annual annually",
        "fall falls falling",
        "person people persons",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["sing thing", "die dye", "bus bug", "need nee", "gas gaseous", "ply play"])
def test_different_words_keep_apart(words: str) -> None:
    a, b = words.split()
    assert stem(a) != stem(b)


@given(st.text(min_size=1, max_size=12))
def test_stem_of_anything(word: str) -> None:
    assert stem(word) == stem(word.lower())


def spans(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["It leans.", "Nobody knows why!", "Does it fall?", "No."],
        ["It leans (by 4.5 degrees, i.e. 1 in 13).", "That is known."],
        ["Dr. Moss and Mr. J. R. Fern measured it, e.g. in 1931.", "They agreed."],
        ["“It leans.”", "“So it does.”"],
        ["It is open to approx. 40 people vs. 60 before.", "Book early."],
        ["One sentence without an end"],
        ["He said it was at No. 7 in St. Agnes.", "It was not."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert spans(" ".join(parts)) == parts


@given(st.text(alphabet="ab A.!?)” \n3", max_size=40))
def test_sentences_of_anything(text: str) -> None:
    """In order, trimmed, apart from one another; what lies between is white space."""
    at = 0
    for start, end in sentences(text, 0, len(text)):
        assert text[at:start].strip() == "" and start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


def found(cue: str, text: str, *figures: tuple[str, str]) -> list[str]:
    """What a cue finds in a text; ``figures`` are (words, unit) that stand for quantities."""
    quantities = [Quantity(text.index(w), text.index(w) + len(w), None, None, unit) for w, unit in figures]
    line = tokens(text, 0, len(text), quantities)
    return [text[line[hit.first].start : line[hit.last].end] for hit in Matcher([(cue, None)]).find(line)]


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("survive", "Most survived the winter.", ["survived"]),
        ("die within", "He dies within days; others died since.", ["dies within"]),
        ("twins/siblings", "A twin and a sibling.", ["twin", "sibling"]),
        ("die of/from flu", "They die of flu, they died from flu, they die with flu.", ["die of flu", "died from flu"]),
        ("open ... visitors", "It is open, in summer, to all visitors.", ["open, in summer, to all visitors"]),
        ("open ... visitors", "It is open. There are visitors.", []),
        ("x-ray", "An X-ray and an x ray.", ["X-ray", "x ray"]),
        ("fern tower", "Tower of ferns.", []),
        ("survive", "", []),
    ],
)
def test_cues(cue: str, text: str, expected: list[str]) -> None:
    assert found(cue, text) == expected


@pytest.mark.parametrize(("between", "hits"), [(LONGEST_GAP, 1), (LONGEST_GAP + 1, 0)])
def test_how_far_a_gap_reaches(between: int, hits: int) -> None:
    assert len(found("first ... last", f"first {'word ' * between}last")) == hits


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("at #", ["at 40 years of age", "at 4 per 100,000"]),
        ("at #age", ["at 40 years of age"]),
        ("at #rate", ["at 4 per 100,000"]),
    ],
)
def test_figures_in_cues(cue: str, expected: list[str]) -> None:
    text = "It starts at 40 years of age and runs at 4 per 100,000 of us."
    assert found(cue, text, ("40 years of age", "year"), ("4 per 100,000", "per 100000")) == expected


def test_a_figure_is_one_token_and_hides_its_words() -> None:
    assert found("year", "for 40 years now", ("40 years", "year")) == []
    assert found("for # now", "for 40 years now", ("40 years", "year")) == ["for 40 years now"]


def test_every_cue_keeps_its_item() -> None:
    matcher = Matcher([("fern", 1), ("fern tower", 2), ("tower", 3)])
    text = "Fern Tower"
    assert [(hit.item, hit.first, hit.last, hit.words) for hit in matcher.find(tokens(text, 0, len(text)))] == [
        (1, 0, 0, 1),
        (2, 0, 1, 2),
        (3, 1, 1, 1),
    ]
