"""The parts of a comparison, each alone: figures, sides, scopes, names, and the words of reasons."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.comparison import compare, figures, sides, wording
from auditor.comparison.choices import same_name
from auditor.comparison.scopes import Standing, canonical, differences, stand
from auditor.model import Choice, Hedge, Interval, Polarity, Reading
from auditor.notation import parse, show

D = Decimal
PLACES = {
    "worldwide": ("Europe", "Asia"),
    "Europe": ("Italy", "United Kingdom"),
    "Italy": ("Sicily",),
    "Asia": ("Japan",),
}
TURNED: dict[Standing, Standing] = {"same": "same", "a in b": "b in a", "b in a": "a in b", "differs": "differs"}


@pytest.mark.parametrize(
    ("aspect", "a", "b", "standing"),
    [
        ("population", "men", "everybody", "a in b"),
        ("population", "old men", "men", "a in b"),
        ("population", "men", "men and women", "a in b"),
        ("population", "men, women", "women", "b in a"),
        ("population", "men; boys", "boys/girls", "differs"),
        ("population", "men without asthma", "men", "differs"),
        ("population", "men", "women", "differs"),
        ("population", "people with asthma and gout", "people with asthma", "a in b"),
        ("population", "the patients", "men", "same"),
        ("population", "MEN", "men", "same"),
        ("condition", "if wet", "no condition", "a in b"),
        ("condition", "if wet", "if wet and cold", "same"),
        ("condition", "if wet", "if not wet", "differs"),
        ("condition", "wet", "dry", "differs"),
        ("subtype", "bulbar", "the whole", "a in b"),
        ("subtype", "bulbar", "spinal", "differs"),
        ("subtype", "bulbar", "the bulbar", "same"),
        ("statistic", "mean", "median", "differs"),
        ("statistic", "mean", "typical", "same"),
        ("statistic", "median", "usual", "same"),
        ("statistic", "maximum", "mean", "differs"),
        ("statistic", "shortest", "minimum", "same"),
        ("statistic", "incidence", "prevalence", "differs"),
        ("statistic", "incidence", "mean", "same"),
        ("statistic", "mean prevalence", "mean incidence", "differs"),
        ("statistic", "cumulative-incidence", "incidence", "differs"),
        ("statistic", "weird", "odd", "differs"),
        ("statistic", "weird sort", "weird", "same"),
        ("statistic", "weird", "mean", "same"),
        ("place", "Sicily", "Europe", "a in b"),
        ("place", "Sicily", "worldwide", "a in b"),
        ("place", "Atlantis", "the world", "a in b"),
        ("place", "Italy", "Japan", "differs"),
        ("place", "Italy", "nationwide", "same"),
        ("place", "USA", "the United States of America", "same"),
        ("place", "in the UK", "Europe", "a in b"),
        ("place", "northern Italy", "Italy", "a in b"),
        ("place", "Ontario, Canada", "Canada", "a in b"),
        ("place", "Italy and Japan", "Asia", "differs"),
        ("place", "Italy and Sicily", "Europe", "a in b"),
        ("comparator", "men", "old men", "same"),
        ("comparator", "men", "women", "differs"),
        ("period", "annually", "per year", "same"),
        ("period", "per month", "each year", "differs"),
        ("period", "weekly", "every week", "same"),
        ("from", "onset", "first symptoms", "same"),
        ("from", "diagnosis", "onset", "differs"),
        ("from", "the start of treatment", "the onset", "differs"),
        ("time", "in 2019", "2019", "same"),
        ("time", "2019", "2020", "differs"),
    ],
)
def test_how_two_limits_stand_to_each_other(aspect: str, a: str, b: str, standing: Standing) -> None:
    assert stand(aspect, a, b, PLACES) == standing
    assert stand(aspect, b, a, PLACES) == TURNED[standing]


def test_where_a_place_lies_is_known_without_a_case() -> None:
    assert (
        stand("place", "SICILY", "europe", PLACES) == "a in b" and stand("place", "Sicily", "Europe", {}) == "differs"
    )


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("1 percent", "1 percent, in Italy", []),
        ("1 percent, in Italy", "1 percent, in italy", []),
        ("1 percent, in Italy, mean", "1 percent, in Japan, median", [("statistic", False), ("place", False)]),
        ("1 percent, among men", "1 percent", [("population", True)]),
        ("1 percent, if wet", "1 percent", [("condition", True)]),
        ("1 percent, mean", "1 percent", []),
        ("1 percent, maximum", "1 percent", [("statistic", True)]),
        ("1 percent, among men", "1 percent, among women", [("population", False)]),
    ],
)
def test_what_one_side_alone_states_sets_apart_where_silence_says_something(
    a: str, b: str, told: list[tuple[str, bool]]
) -> None:
    for one, other in ((a, b), (b, a)):
        found = differences(parse(one).scope, parse(other).scope, PLACES)
        assert sorted((each.aspect, each.alone) for each in found) == sorted(told)


def test_what_a_limit_is_compared_by() -> None:
    assert canonical("statistic", "the longest") == {"maximum"} and canonical("statistic", "odd sort") == {
        "odd",
        "sort",
    }
    assert canonical("period", "monthly") == {"month"} and canonical("place", "Britain, Italy; Japan") == {
        "united kingdom",
        "italy",
        "japan",
    }


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("H. A. Moll", "Hanna Moll", True),
        ("H Moll", "Hanna Moll", True),
        ("H.-J. Moll", "Hanna Moll", True),
        ("H. Moll", "Ada Moll", False),
        ("H. Moll", "hanna Moll", False),
        ("H. Moll", "Hanna Mollison", False),
        ("H. Moll", "Hanna Vanmoll", False),
        ("H. Moll", "Ada H. Mollison", False),
        ("H. Moll", "Hmoll", False),
        ("H. Moll", "", False),
        ("dominant", "autosomal dominant", True),
        ("dominant", "not dominant", False),
        ("non-invasive ventilation", "ventilation", False),
        ("fronto-temporal dementias", "frontotemporal dementia", True),
        ("A-B", "AB", False),
        ("type 1-2", "type 12", False),
        ("the oak", "Oaks", True),
        ("oak and lime", "lime oak", True),
        ("dysphagia", "dysphasia", False),
    ],
)
def test_names_of_one_thing(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same and same_name(b, a) is same


@pytest.mark.parametrize(
    ("x", "y", "power"),
    [
        ("50", "0.5", -2),
        ("0.5", "50", 2),
        ("-5", "-50", 1),
        ("-5", "50", 0),
        ("0", "5", 0),
        ("5", "0", 0),
        ("5", "5", 0),
    ],
)
def test_a_power_of_ten_between_two_figures(x: str, y: str, power: int) -> None:
    assert figures.power(D(x), D(y)) == power


@pytest.mark.parametrize(
    ("x", "y", "swapped"),
    [
        ("1.25", "1.52", True),
        ("12.5", "15.2", True),
        ("12", "21", True),
        ("10.5", "1.05", False),
        ("123", "321", False),
        ("1234", "2143", False),
        ("125", "152.0", False),
        ("11", "11", False),
        ("13", "12", False),
        ("1.3", "2.4", False),
    ],
)
def test_two_neighbouring_digits(x: str, y: str, swapped: bool) -> None:
    assert figures.swapped(D(x), D(y)) is swapped


@pytest.mark.parametrize(
    ("x", "y", "converted"),
    [
        ("9.144", "9.1", True),
        ("9.144", "9", False),
        ("9.144", "9.2", False),
        ("160.9", "161", True),
        ("160.9", "160", True),
        ("30.48", "31", False),
        ("30.48", "30", True),
        ("98.4", "98", True),
        ("98", "100", False),
        ("0", "0", False),
        ("1", "0", False),
        ("-9.144", "-9.1", True),
    ],
)
def test_rounded_as_people_do_who_convert(x: str, y: str, converted: bool) -> None:
    assert figures.converted(D(x), D(y)) is converted


def test_what_a_figure_claims_to_know() -> None:
    told = {("10000", False): "1E+4", ("9999", False): "1", ("9990", True): "1E+1", ("9990", False): "1"}
    told |= {("-12000", False): "1E+3", ("0.50", False): "0.01", ("1E+3", False): "1", ("0", True): "1"}
    assert {key: str(figures.step(D(key[0]), key[1])) for key in told} == told
    counts = {"0": 1, "1": 1, "10": 1, "120": 2, "-120": 2, "0.5": 1, "0.050": 2, "12.5": 3}
    assert {text: figures.significant(D(text)) for text in counts} == counts
    digits = {"123456789012.345": "123456789012", "0.001234567890123456": "0.00123456789012", "0": "0"}
    assert {text: str(figures.trimmed(D(text))) for text in digits} == digits


def test_near_is_a_share_of_the_larger() -> None:
    tenth = D("0.1")
    assert figures.near(D(100), D(90), tenth) and figures.near(D(90), D(100), tenth) and figures.near(D(0), D(0), tenth)
    assert figures.near(D(-100), D(-90), tenth) and not figures.near(D(100), D(89), tenth)
    assert not figures.near(D(5), D(-5), tenth)


@pytest.mark.parametrize(
    ("a", "b", "fit", "bound", "apart"),
    [
        ("3 year", "36 month", "equal", False, False),
        ("2..5 year", "3 year", "a contains b", False, False),
        ("3 year", "3..5 year", "b contains a", False, False),
        ("3.. year", "4.. year", None, True, False),
        ("..3 year", "..4 year", None, True, False),
        ("..3 year", "..3 year", "equal", True, False),
        ("..3 year", "2.. year", None, False, False),
        ("..3 year", "4.. year", None, False, True),
        ("1..3 year", "2..4 year", None, False, False),
        ("1..3 year", "3..4 year", None, False, False),
        ("1..3 year", "4..5 year", None, False, True),
        ("4..5 year", "1..3 year", None, False, True),
        ("3.. year", "5 year", "a contains b", False, False),
        ("2 year", "..3 year", "b contains a", False, False),
    ],
)
def test_how_two_intervals_lie(a: str, b: str, fit: str | None, bound: bool, apart: bool) -> None:
    pair = sides.sides(interval(a), interval(b), (False, False))
    assert (sides.fit(*pair), sides.same_bound(*pair), sides.apart(*pair)) == (fit, bound, apart)


def interval(said: str) -> Interval:
    value = parse(said).value
    assert isinstance(value, Interval)
    return value


def test_ends_meet_where_both_sides_have_them() -> None:
    def met(a: str, b: str) -> list[tuple[int, int]]:
        pairs = sides.ends(*sides.sides(interval(a), interval(b), (False, False)))
        return [(int(x), int(y)) for (_, x), (_, y) in pairs]

    assert met("1..3 year", "24..48 month") == [(1, 24), (3, 48)] and met("3 year", "4 year") == [(3, 4)]
    assert met("..3 year", "..4 year") == [(3, 4)] and met("3.. year", "4.. year") == [(3, 4)]
    assert met("..3 year", "4.. year") == met("3 year", "1..4 year") == met("3 year", "..4 year") == []


def test_sides_are_told_in_the_finer_unit_and_as_stated() -> None:
    one, other = sides.sides(interval("3 year"), interval("..24 month"), (True, False))
    assert one.unit == other.unit == "month" and (int(one.low), int(other.high)) == (36, 24)
    assert (one.words, other.words, one.open, other.open) == ("about 3 years", "at most 24 months", False, True)
    assert sides.two_units(one, other) and not sides.two_units(one, one)
    trees, people = sides.sides(interval("3 tree"), interval("4 person"), (False, False))
    assert trees.unit == people.unit == "tree" and not sides.two_units(trees, people)
    with pytest.raises(ValueError, match="year"):
        sides.sides(interval("3 year"), interval("3 km"), (False, False))
    assert sides.restated(one, "day").unit == "day"


@pytest.mark.parametrize(
    ("a", "b", "nearly"),
    [
        ("100 km", "90 km", True),
        ("100 km", "89 km", False),
        ("..100 km", "..95 km", True),
        ("..100 km", "95 km", False),
        ("10..20 km", "11..20 km", True),
        ("10..20 km", "12..20 km", False),
        ("1 year", "12 month", True),
    ],
)
def test_what_a_reader_in_a_hurry_takes_for_the_same(a: str, b: str, nearly: bool) -> None:
    assert sides.nearly(interval(a), interval(b)) is nearly


def test_what_is_counted() -> None:
    assert (
        sides.same_thing("", "trees") and sides.same_thing("trees", "tall tree") and sides.same_thing("men", "patients")
    )
    assert sides.same_thing("people", "trees") and not sides.same_thing("trees", "cars")
    assert [sides.thing(unit) for unit in ("month", "affected persons", "residents", "old men", "")] == [
        "day", "person", "person", "old man", "",
    ]  # fmt: skip
    assert sides.turned_words(interval("30 ft"), "m") == "9.144 m"
    assert sides.turned_words(interval("0..1234.567 ft"), "m") == "0 to 376.3 m"
    assert sides.turned_words(interval("..5 ft"), "m") == "at most 1.524 m"


UNITS = {
    "square mile": " square miles", "per 1000000": " per 1,000,000", "light-year": " light-years",
    "calendar year": "", "": "", "percent": " %", "people": " people", "times": " times", "large tree": " large trees",
    "tree per km": " trees per km", "study per year": " studies per year", "person": " people", "branch": " branches",
    "dish": " dishes", "box": " boxes", "key": " keys", "child": " children", "species": " species", "km/h": " km/h",
    "m2": " m2", "hour per day": " hours per day", "long ton": " long tons", "woman": " women", "mg": " mg",
}  # fmt: skip


def test_units_in_words() -> None:
    assert {unit: wording.unit(unit) for unit in UNITS} == UNITS
    assert [wording.unit(unit, plural=False) for unit in ("large tree", "study", "mile", "percent")] == [
        " large tree", " study", " mile", " %",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "words", "about"),
    [
        ("3..5 year", "3 to 5 years", "about 3 to 5 years"),
        ("1 year", "1 year", "about 1 year"),
        ("0..1 hour", "0 to 1 hour", "about 0 to 1 hour"),
        ("..1 year", "at most 1 year", "at most about 1 year"),
        ("2.. study", "at least 2 studies", "at least about 2 studies"),
        ("1990..1995 calendar year", "1990 to 1995", "about 1990 to 1995"),
        ("1990.. calendar year", "since 1990", "since about 1990"),
        ("..1990 calendar year", "until 1990", "until about 1990"),
        ("41257.50 tree", "41,257.5 trees", "about 41,257.5 trees"),
    ],
)
def test_intervals_in_words(said: str, words: str, about: str) -> None:
    assert (wording.interval(interval(said)), wording.interval(interval(said), True)) == (words, about)
    assert wording.reading(parse(said)) == words and wording.reading(parse(f"~{said}")) == about


def test_one_in_so_many_in_words() -> None:
    third = D(100) / 3
    assert wording.interval(Interval(None, third, "percent")) == "at most 1 in 3"
    assert wording.interval(Interval(third, None, "percent"), True) == "at least about 1 in 3"
    told = {"0.00000": 0, "-33.33333": 0, "33.33333": 3, "33.3333": 3, "33.333": 0, "0.142857": 700, "66.6667": 0}
    assert {text: wording.one_in(D(text), "percent") for text in told} == told
    assert wording.one_in(D("3.33333"), "mg") == 0 and wording.one_in(D("3.2258"), "per 100000") == 31000


def test_numbers_and_names_in_words() -> None:
    told = {"1234.5678": "1,234.5678", "-1234567": "-1,234,567", "0.00001234": "0.000012", "1.23456": "1.2346"}
    assert {text: wording.number(D(text)) for text in told} == told
    assert wording.number(D("1998"), year=True) == "1998"
    assert [wording.listed(names) for names in ((), ("a",), ("a", "b"), ("a", "b", "c", "d"))] == [
        "nothing", "a", "a and b", "a, b, c and d",
    ]  # fmt: skip
    assert wording.choice(Choice(("a", "b"), True)) == "only a and b" and wording.choice(Choice(("a",))) == "a"
    answers = [wording.reading(Reading(Polarity(holds, hedge))) for holds in (True, False) for hedge in Hedge]
    assert answers == [show(Reading(Polarity(holds, hedge))) for holds in (True, False) for hedge in Hedge]


BOUNDS = " are bounds on the same side; "


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("only oak", "ash", "One says only oak, the other names ash."),
        ("only oak", "ash + oak", "One says only oak, the other names ash besides."),
        ("..3 year", "..4 year", f"At most 3 years and at most 4 years{BOUNDS}at most 3 years says more."),
        ("3.. year", "4.. year", f"At least 3 years and at least 4 years{BOUNDS}at least 4 years says more."),
    ],
)  # fmt: skip
def test_which_side_says_more(a: str, b: str, reason: str) -> None:
    assert compare(parse(a), parse(b)).reason == reason
    assert compare(parse(b), parse(a)).reason.split("; ")[1:] == reason.split("; ")[1:]
