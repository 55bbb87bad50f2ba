"""What time may explain: a newer document that differs from an older one on a thing that changes."""

from __future__ import annotations

import pytest

from auditor.audit import judge
from auditor.documents import load_all
from auditor.findings import findings
from auditor.model import Audit, Document, FlagKind, Metadata, Relation, Severity, Topic
from auditor.notation import parse
from auditor.packs import load
from auditor.rules import Common, Pack, Rule, Rules
from auditor.topics import build
from tests.test_topics import claims

RULES = Rules(
    Common(),
    (
        Pack(
            "garden",
            "1",
            "0",
            rules=(
                Rule("garden", "gardeners", "gardeners", "numeric", unit="people", changes=True),
                Rule("garden", "height", "height", "numeric", unit="m"),
                Rule("garden", "sprays", "sprays", "choice", changes=True),
            ),
        ),
    ),
)


def topic(*lines: str, dates: dict[str, str]) -> Topic:
    documents = [Document(name, name, "", "", (), Metadata(date=date)) for name, date in dates.items()]
    (found,) = build(claims(*lines), RULES, documents, "2025-06-01")
    return found


def reasons(found: Topic) -> list[str]:
    return [flag.reason for flag in found.flags if flag.kind is FlagKind.SUPERSEDED]


def test_both_dates_are_named_and_the_conflict_is_a_warning() -> None:
    found = topic("a: gardeners: 14 people", "b: gardeners: 21 people", dates={"a": "2015-02-12", "b": "2024"})
    assert reasons(found) == [
        "14 people was said in 2015-02-12, 21 people in 2024. gardeners can change with time: the older is possibly "
        "superseded."
    ]
    (edge,) = found.relations
    assert (edge.judgement.relation, edge.superseded, found.severity) == (Relation.CONFLICT, True, Severity.WARNING)


@pytest.mark.parametrize(
    ("a", "b", "flagged"),
    [
        ("2015", "2024", True),
        ("2024", "2015", True),
        ("2023-01-15", "2024-02-01", True),
        ("2023-06", "2024-02", False),
        ("2023", "2024", False),
        ("2022", "2024", True),
        ("", "2024", False),
        ("2015", "", False),
        ("2024", "2024", False),
    ],
)
def test_a_year_at_least_lies_between(a: str, b: str, flagged: bool) -> None:
    found = topic("a: gardeners: 14 people", "b: gardeners: 21 people", dates={"a": a, "b": b})
    assert bool(reasons(found)) is flagged
    assert found.relations[0].superseded is flagged


@pytest.mark.parametrize(
    ("attribute", "a", "b", "flagged"),
    [
        ("height", "14 m", "21 m", False),
        ("gardeners", "14 people", "14 people", False),
        ("gardeners", "14 people, in Italy", "21 people, in Japan", False),
        ("price", "14 USD", "21 USD", True),
        ("price", "14 bench", "21 bench", False),
        ("visits", "14 inhabitant", "21 inhabitant", True),
        ("trial", "14 patient", "21 patient", False),
        ("sprays", "only soap", "copper + soap", True),
    ],
)
def test_only_on_what_changes(attribute: str, a: str, b: str, flagged: bool) -> None:
    found = topic(f"a: {attribute}: {a}", f"b: {attribute}: {b}", dates={"a": "2015", "b": "2024"})
    assert bool(reasons(found)) is flagged


def test_one_source_of_the_same_time_keeps_it_a_contradiction() -> None:
    lines = ("a: gardeners: 14 people", "b: gardeners: 21 people", "c: gardeners: 14 people")
    assert not reasons(topic(*lines, dates={"a": "2015", "b": "2024", "c": "2024"}))
    assert not reasons(topic(*lines, dates={"a": "2015", "b": "2024", "c": ""}))
    assert reasons(topic(*lines, dates={"a": "2015", "b": "2024", "c": "2016"}))


def test_a_stated_year_goes_before_the_date_of_the_document() -> None:
    said = "14 people, time: in 2023"
    assert parse(said).scope == (("time", "in 2023"),)
    found = topic(
        f"a: gardeners: {said}", f"b: gardeners: {said.replace('14', '21')}", dates={"a": "2015", "b": "2024"}
    )
    assert found.relations[0].judgement.relation is Relation.CONFLICT
    assert not reasons(found)


@pytest.fixture(scope="module")
def castle(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """Two dated documents that differ on a price, on what is so now, and on a height."""
    folder = tmp_path_factory.mktemp("castle")
    for name, date, price, roses, tower in (("a", "2015-02-12", 12, 310, 41), ("b", "2024", 18, 450, 51)):
        text = (
            f"# Skarra Castle\n\nA ticket to Skarra Castle costs ${price} for adults.\n\n"
            f"Currently {roses} roses grow in the walled garden.\n\nThe tower of Skarra Castle is {tower} m tall.\n"
        )
        (folder / f"{name}.md").write_text(text, "utf-8")
        (folder / f"{name}.md.meta.json").write_text(f'{{"title": "Skarra Castle", "date": "{date}"}}', "utf-8")
    return judge(*load_all([folder]), load(()), "2026-11-21")


def test_the_finding_is_ac202_and_not_ac101(castle: Audit) -> None:
    by_code = {code: [f.message for f in findings(castle) if f.code == code] for code in ("AC101", "AC202")}
    (tower,) = by_code["AC101"]
    assert "41 m" in tower
    price, roses = sorted(by_code["AC202"])
    assert "12 USD was said in 2015-02-12, 18 USD in 2024" in price + roses
    assert "310" in price + roses
