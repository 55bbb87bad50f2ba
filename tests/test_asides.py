"""Figures that the texts around them tell apart: what takes a conflict back, and what does not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from auditor.audit import judge
from auditor.cues import sentences
from auditor.documents import load_all
from auditor.model import Block, BlockKind, Claim, Document, Edge, Relation, Span
from auditor.notation import parse
from auditor.packs import load
from auditor.rules import Common, Pack, Rule, Rules
from auditor.topics import build

RULES = Rules(
    Common(places={"Europe": ("Italy", "United Kingdom"), "North America": ("United States",)}),
    (Pack("park", "1", "0", rules=(Rule("park", "rate", "visits", "numeric", unit="percent"),)),),
)


def document(name: str, text: str) -> Document:
    """A document of one paragraph a line, the words before a colon its label."""
    blocks, at = [], 0
    for line in text.split("\n"):
        label = line.partition(":")[0] if ":" in line else ""
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line), ("Park",), label))
        at += len(line) + 1
    return Document(name, name, text, text, tuple(blocks))


def claim(source: Document, quote: str, reading: str, attribute: str = "gate", opened: bool = True) -> Claim:
    start = source.text.index(quote)
    bounds = next(s for s in _sentences(source.text) if s[0] <= start < s[1])
    name = f"{source.id}-{attribute}-{start}"
    end = start + len(quote)
    return Claim(
        name, source.id, attribute, "Elm Park", parse(reading), start, end, quote, Span(*bounds), ("Park",), open=opened
    )


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield from sentences(text, at, at + len(line))
        at += len(line) + 1


def edges(documents: Iterable[Document], claims: Iterable[Claim], attribute: str = "gate") -> list[Edge]:
    found = build(list(claims), RULES, list(documents), "2026-11-25")
    return [edge for topic in found if topic.attribute == attribute for edge in topic.relations]


def relation(mine: str, theirs: str, *readings: tuple[str, str], attribute: str = "gate") -> tuple[str, str]:
    """Relation and reason between the first claim of one text and that of the other."""
    a, b = document("a", mine), document("b", theirs)
    (quote, one), (other, two) = readings
    claims = [claim(a, quote, one, attribute), claim(b, other, two, attribute)]
    (edge,) = edges((a, b), claims, attribute)
    return edge.judgement.relation.value, edge.judgement.reason


def test_a_figure_told_beside_its_fellow_is_of_something_else() -> None:
    told = relation(
        "Gusts of 45 mph close it to lorries. Gusts of 60 mph close it to all.",
        "It is shut once gusts reach 97 km/h.",
        ("45 mph", "45 mph"),
        ("97 km/h", "97 km/h"),
    )
    assert told == (
        "scope",
        '45 mph and 97 km/h are told apart: "60 mph" stands beside "45 mph", and is the same figure.',
    )


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Gusts of 45 mph close it. Gusts of 70 mph shake it.", "It is shut once gusts reach 97 km/h."),
        ("Gusts of 45 mph close it. Gusts of 60 mph shake it.", "It is shut at 97 km/h, and shaken at 45 mph."),
        ("Gusts of 45 mph close it. " + "It is old. " * 40 + "The limit is 60 mph.", "It is shut at 97 km/h."),
    ],
)
def test_but_not_where_no_fellow_says_the_same_or_both_tell_both(mine: str, theirs: str) -> None:
    assert relation(mine, theirs, ("45 mph", "45 mph"), ("97 km/h", "97 km/h"))[0] == "conflict"


def test_a_figure_of_a_rule_is_what_the_rule_says() -> None:
    a, b = document("a", "Visits: 30 %. Sales: 60 %."), document("b", "Visits: 60 %.")
    claims = [claim(a, "30 %", "30 percent", "rate", False), claim(b, "60 %", "60 percent", "rate", False)]
    (edge,) = edges((a, b), claims, "rate")
    assert edge.judgement.relation is Relation.CONFLICT


def test_one_sentence_gives_two_things() -> None:
    a = document("a", "It is seen in 1 in 500 ashes and in 1 in 900 elms. One in 300 oaks has it.")
    first, second, third = (
        claim(a, quote, reading)
        for quote, reading in (
            ("1 in 500", "0.2 percent"),
            ("1 in 900", "0.111 percent"),
            ("One in 300", "0.33 percent"),
        )
    )
    (edge,) = edges((a,), (first, second))
    assert (edge.judgement.relation, edge.judgement.reason.partition(": ")[2]) == (
        Relation.SCOPE,
        "one sentence gives both.",
    )
    (edge,) = edges((a,), (first, third))
    assert edge.judgement.relation is Relation.CONFLICT


def test_a_bare_count_under_another_label() -> None:
    a, b = document("a", "Ponds per field: five."), document("b", "There are seven gardeners.")
    c = document("c", "Five gardeners look after it.")
    claims = [claim(a, "five", "5"), claim(b, "seven gardeners", "7 gardener")]
    (edge,) = edges((a, b), claims)
    assert edge.judgement.relation is Relation.CONFLICT, "one other alone may call the same thing by another name"
    found = edges((a, b, c), [*claims, claim(c, "Five gardeners", "5 gardener")])
    reasons = {edge.judgement.reason for edge in found if edge.judgement.relation is Relation.SCOPE}
    assert reasons == {'5 and 7 gardeners are told apart: "Ponds per field" is no count of gardener.'}
    d = document("d", "Hands: five.")
    claims = [claim(d, "five", "5"), claim(b, "seven gardeners", "7 gardener")]
    found = edges((d, b, c), [*claims, claim(c, "Five gardeners", "5 gardener")])
    assert {edge.judgement.relation for edge in found} == {Relation.AGREE, Relation.CONFLICT}, "another says the same"


def test_years_for_which_figures_of_one_thing_are_given() -> None:
    a = document("a", "Some 900 guests came in 2022.")
    b = document("b", "It had 700 guests in 2023.")
    years = [claim(a, "2022", "2022 calendar year"), claim(b, "2023", "2023 calendar year")]
    counts = [claim(a, "900 guests", "900 guest", "guests"), claim(b, "700 guests", "700 guest", "guests")]
    (edge,) = edges((a, b), [*years, *counts])
    assert edge.judgement.relation is Relation.SCOPE
    (edge,) = edges((a, b), years)
    assert edge.judgement.relation is Relation.CONFLICT


def test_places_named_before_in_the_paragraph() -> None:
    told = relation(
        "One American in 90 has a garden. Owners wait six years for it.",
        "In Italy few have one. Owners wait 13 years for it.",
        ("six years", "6 year"),
        ("13 years", "13 year"),
    )
    assert told[0] == "scope"
    assert told[1].endswith("one stands where United States is spoken of, the other where Italy is.")
    same = relation(
        "In Italy, all wait. Owners wait six years for it.",
        "In Italy few have one. Owners wait 13 years for it.",
        ("six years", "6 year"),
        ("13 years", "13 year"),
    )
    assert same[0] == "conflict"


def test_a_cost_that_is_all_told() -> None:
    smaller = "Design and planting of the park cost $5 million."
    readings = ("$7 million", "7000000 USD"), ("$5 million", "5000000 USD")
    assert relation("All told, the park came to $7 million.", smaller, *readings)[0] == "scope"
    assert relation("The park came to $7 million.", smaller, *readings)[0] == "conflict"
    assert relation("All told, it came to $7 million.", "In all, it cost $5 million.", *readings)[0] == "conflict"


@pytest.mark.parametrize(
    ("mine", "theirs", "readings", "said"),
    [
        (
            "A loaf holds at least 48 % fat in its dry matter.",
            "Some 32 % of a loaf is fat.",
            (("48 %", "48 percent"), ("32 %", "32 percent")),
            'only one is "dry matter"',
        ),
        (
            "The charging power is 175 kW.",
            "Maximum power: 150 kW.",
            (("175 kW", "175 kW"), ("150 kW", "150 kW")),
            "one is a charging power",
        ),
        (
            "With the log flushed at every turn, it does 95,000 turns.",
            "It does 380,000 turns.",
            (("95,000 turns", "95000 turn"), ("380,000 turns", "380000 turn")),
            'one holds "with the log flushed at every turn"',
        ),
        (
            "Leaf fall by age 20 years 11%.",
            "Leaves are checked until 16 years.",
            (("20 years", "20 year"), ("16 years", "16 year")),
            "one is when the share behind it is reached",
        ),
        ("A loaf holds 48 % fat.", "Some 32 % of a loaf is fat.", (("48 %", "48 percent"), ("32 %", "32 percent")), ""),
        (
            "The charging time is 3 hours.",
            "It is charged in 2 hours.",
            (("3 hours", "3 hour"), ("2 hours", "2 hour")),
            "",
        ),
        (
            "With the doors shut, it holds 90 guests.",
            "It holds 70 guests with its doors shut.",
            (("90 guests", "90 guest"), ("70 guests", "70 guest")),
            "",
        ),
        (
            "The whole thing weighs 90 kg.",
            "It weighs 60 kg.",
            (("90 kg", "90 kg"), ("60 kg", "60 kg")),
            "",
        ),
    ],
)
def test_words_beside_a_figure(
    mine: str, theirs: str, readings: tuple[tuple[str, str], tuple[str, str]], said: str
) -> None:
    relation_, reason = relation(mine, theirs, *readings)
    assert (relation_ == "scope") is bool(said)
    assert said in reason


def test_counts_worlds_apart_are_of_two_countries(tmp_path: Path) -> None:
    """Only where one of them names its place: neither says so of a slip, nor of figures near each other."""
    mine = "Each year about 2,500 people in the United Kingdom fall ill with Harrow disease."
    theirs = "Some {} people fall ill with Harrow disease each year."
    for many, said in (("476,000", False), ("4,000", True)):
        (tmp_path / "a.md").write_text(f"# Harrow disease\n\nHarrow disease is an infection.\n\n{mine}\n", "utf-8")
        text = f"# Harrow disease\n\nHarrow disease is an infection.\n\n{theirs.format(many)}\n"
        (tmp_path / "b.md").write_text(text, "utf-8")
        audit = judge(*load_all([tmp_path]), load(()), "2026-11-21")
        edges = [edge for topic in audit.topics for edge in topic.relations]
        assert any(edge.judgement.relation is Relation.CONFLICT for edge in edges) is said, many
