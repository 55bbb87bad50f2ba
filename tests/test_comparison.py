"""Judgements: the cases, one test a line; properties that hold for any two readings; the words of the reasons."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from auditor import units
from auditor.comparison import LEVELS, compare, wording
from auditor.comparison.figures import rounds_to
from auditor.comparison.levels import turned
from auditor.comparison.scopes import canonical
from auditor.model import Choice, Hedge, Interval, Judgement, Polarity, Reading, Relation, Severity
from auditor.notation import parse, show

CASES = Path(__file__).parent / "cases" / "comparisons.cases"
REASONS = Path(__file__).parent.parent / "docs" / "reasons.md"
PLACES = {
    "worldwide": ("Europe", "Asia"),
    "Europe": ("Italy", "United Kingdom"),
    "Italy": ("Sicily",),
    "Asia": ("Japan",),
}
ROUNDED = {"rounded", "converted", "calendar", "about"}


def _cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _judged(pair: str) -> Judgement:
    single = pair.startswith("single: ")
    a, b = pair.removeprefix("single: ").split(" <> ")
    return compare(parse(a), parse(b), PLACES, single=single)


@pytest.mark.parametrize("line", _cases())
def test_case(line: str) -> None:
    pair, expected = line.split(" => ")
    wanted, _, text = expected.partition(" ! ")
    relation, _, level = wanted.partition(" / ")
    judgement = _judged(pair)
    assert judgement.relation == relation.strip(), judgement
    assert level.strip() in ("", judgement.level), judgement
    assert text.casefold() in judgement.reason.casefold()


def test_cases_are_many_and_distinct() -> None:
    pairs = [line.split(" => ")[0] for line in _cases()]
    assert len(pairs) >= 200
    assert len(set(pairs)) == len(pairs)


def test_every_level_has_a_case() -> None:
    reached = {_judged(line.split(" => ")[0]).level for line in _cases()}
    assert reached == {level.name for levels in LEVELS.values() for level in levels}


def test_every_level_stands_in_the_docs_with_its_example() -> None:
    judging, _, _ = REASONS.read_text(encoding="utf-8").partition("## Flags")
    rows = [row.split(" | ") for row in judging.splitlines() if row.startswith("| `")]
    told = {}
    for kind_level, relation, meaning, example_, reason in ([cell.strip(" |") for cell in row] for row in rows):
        judgement = _judged(example_.strip("`"))
        assert (judgement.level, judgement.relation.value) == (kind_level.strip("`"), relation), example_
        assert judgement.reason == reason
        told[judgement.level] = meaning
    assert told == {level.name: level.meaning for levels in LEVELS.values() for level in levels}


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        ("3 year", "36 month", "equal"),
        ("2..4 year", "3 year", "a contains b"),
        ("3 year", "2..4 year", "b contains a"),
        ("10.. year", "10 year", "a contains b"),
        ("10 year", "10.. year", "b contains a"),
        ("~50 percent", "52..60 percent", "b contains a"),
        ("52..60 percent", "~50 percent", "a contains b"),
        ("40..44 km", "~46 km", "a contains b"),
        ("~3 year", "3.2 year", "equal"),
        ("lime + oak", "oak", "a contains b"),
        ("oak", "only lime + oak", "b contains a"),
        ("usually yes", "yes", "equal"),
        ("3 year", "9 year", None),
        ("3 year, from birth", "3 year, from diagnosis", None),
    ],
)
def test_agreement(a: str, b: str, agreement: str | None) -> None:
    assert compare(parse(a), parse(b)).agreement == agreement


@pytest.mark.parametrize(
    ("a", "b", "severity"),
    [
        ("yes", "no", Severity.ERROR),
        ("possibly yes", "usually no", Severity.WARNING),
        ("yes", "usually no", Severity.WARNING),
        ("unknown", "oak", Severity.WARNING),
        ("only oak", "ash", Severity.ERROR),
        ("3 year", "9 year", Severity.ERROR),
        ("3 year", "3 year", Severity.INFO),
        ("3 year, from birth", "3 year, from diagnosis", Severity.INFO),
        ("1..3 year", "2..4 year", Severity.INFO),
    ],
)
def test_severity(a: str, b: str, severity: Severity) -> None:
    assert compare(parse(a), parse(b)).severity == severity


def test_places_lie_inside_at_any_depth() -> None:
    sicily, europe = parse("1 percent, in Sicily"), parse("3 percent, in Europe")
    assert compare(sicily, europe, PLACES).level == "narrower"
    assert compare(sicily, europe).level == "scope"


def test_conversion_is_shown_in_the_reason() -> None:
    reason = compare(parse("30 ft"), parse("12 m")).reason
    assert reason == "30 ft and 12 m are different figures (30 ft is 9.144 m)."


def test_the_example_of_the_sparse_and_the_full_list() -> None:
    judgement = compare(parse("only lime"), parse("ash + lime + oak"))
    assert judgement.reason == "One says only lime, the other names ash and oak besides."


# ------------------------------------------------------------------ properties
FIGURES = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(10**7), places=1)
SCOPES = st.sampled_from(
    [
        "", ", mean", ", median", ", from diagnosis", ", from symptom onset", ", among men", ", among old men",
        ", in Italy", ", in Europe", ", per year", ", mean, in Japan", ", if wet",
    ]
)  # fmt: skip


@st.composite
def intervals(draw: st.DrawFn, unit: str | None = None) -> Interval:
    low, high = sorted((draw(FIGURES), draw(FIGURES)))
    shape = draw(st.sampled_from(["point", "range", "range", "more", "less"]))
    unit = unit or draw(st.sampled_from(["year", "month", "percent", "per 100000", "m", "ft", "tree", "calendar year"]))
    if shape == "point":
        return Interval(low, low, unit)
    return Interval(None if shape == "less" else low, None if shape == "more" else high, unit)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    names = st.lists(st.sampled_from(["lime", "oak", "ash", "elm", "unknown"]), min_size=1, unique=True)
    polarities = st.builds(Polarity, st.booleans(), st.sampled_from(Hedge))
    value = draw(st.one_of(intervals(), st.builds(Choice, names.map(sorted).map(tuple), st.booleans()), polarities))
    scope = parse(f"yes{draw(SCOPES)}").scope
    return Reading(value, isinstance(value, Interval) and draw(st.booleans()), scope)


@given(readings(), readings(), st.booleans())
@example(parse("~50 percent"), parse("52..60 percent"), False)
@settings(max_examples=400, deadline=None)
def test_both_orders_give_the_same_relation(a: Reading, b: Reading, single: bool) -> None:
    one, other = compare(a, b, PLACES, single=single), compare(b, a, PLACES, single=single)
    assert (one.relation, one.level, one.severity) == (other.relation, other.level, other.severity)
    assert (one.agreement and turned(one.agreement)) == other.agreement


@given(readings())
@settings(max_examples=200, deadline=None)
def test_a_reading_agrees_with_itself(reading: Reading) -> None:
    judgement = compare(reading, reading, PLACES, single=True)
    assert (judgement.relation, judgement.agreement) == (Relation.AGREE, "equal")


@given(readings())
@settings(max_examples=200, deadline=None)
def test_a_reading_agrees_with_what_is_read_from_its_notation(reading: Reading) -> None:
    assert compare(reading, parse(show(reading)), PLACES).agreement == "equal"


@given(intervals(unit="year"), intervals(unit="year"), st.booleans(), st.sampled_from(["month", "decade"]))
@settings(max_examples=300, deadline=None)
def test_the_unit_does_not_matter(a: Interval, b: Interval, approx: bool, unit: str) -> None:
    turned_ = Interval(*(None if x is None else units.convert(x, "year", unit) for x in (a.low, a.high)), unit)
    assume(all(x is None or units.convert(units.convert(x, "year", unit), unit, "year") == x for x in (a.low, a.high)))
    before = compare(Reading(a, approx), Reading(b))
    after = compare(Reading(turned_, approx), Reading(b))
    assume(not {before.level, after.level} & ROUNDED)
    assert (before.relation, before.agreement) == (after.relation, after.agreement)


@given(intervals(unit="percent"), intervals(unit="percent"), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_conflict_where_one_contains_the_other(a: Interval, b: Interval, soft: bool, softer: bool) -> None:
    lows = [Decimal("-Infinity") if x.low is None else x.low for x in (a, b)]
    highs = [Decimal("Infinity") if x.high is None else x.high for x in (a, b)]
    inside = (lows[0] <= lows[1] and highs[1] <= highs[0]) or (lows[1] <= lows[0] and highs[0] <= highs[1])
    relation = compare(Reading(a, soft), Reading(b, softer)).relation
    if inside:
        assert relation is not Relation.CONFLICT
    if not (soft or softer) and min(highs) < max(lows) * Decimal("0.9"):
        assert relation is Relation.CONFLICT


@given(readings(), readings())
@settings(max_examples=200, deadline=None)
def test_every_reason_is_a_sentence(a: Reading, b: Reading) -> None:
    reason = compare(a, b, PLACES).reason
    assert reason[0].isupper() or not reason[0].isalpha()
    assert reason.endswith(".")
    assert "  " not in reason
    assert "None" not in reason
    assert "Infinity" not in reason


@pytest.mark.parametrize(
    ("fine", "coarse", "rounded"),
    [
        ("1.35", "1.3", True),
        ("1.35", "1.4", True),
        ("1.36", "1.3", False),
        ("1.34", "1.4", False),
        ("1.34", "1.3", True),
    ],
)
def test_a_five_may_be_rounded_either_way(fine: str, coarse: str, rounded: bool) -> None:
    assert rounds_to(Decimal(fine), Decimal(coarse), Decimal("0.1")) is rounded


def test_reference_points_have_one_name() -> None:
    for said in ("onset", "symptom onset", "the first signs", "start of the disease symptoms"):
        assert canonical("from", said) == {"symptom onset"}
    assert canonical("from", "start of treatment") == {"start", "treatment"}
    assert canonical("from", "the time of diagnosis") == {"diagnosis"} and canonical("from", "being born") == {"birth"}


def test_an_open_year_is_until_or_since() -> None:
    assert wording.interval(Interval(None, Decimal(2020), "calendar year")) == "until 2020"
    assert wording.interval(Interval(Decimal(2020), None, "calendar year")).endswith(" 2020")
    assert (wording.unit("study"), wording.unit("mg"), wording.unit("box")) == (" studies", " mg", " boxes")
