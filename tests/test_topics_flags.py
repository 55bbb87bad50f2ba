"""What topics are flagged for, from claims made by hand: each kind of flag with what stops short of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from auditor.model import Claim, Document, FlagKind, Metadata, Relation, Severity, Span, Topic
from auditor.notation import parse
from auditor.rules import Common, Fact, Pack, Rule, Rules
from auditor.topics import build
from auditor.topics.law import read, same_subject
from auditor.topics.positions import content

DATE = "2025-06-01"


def _rule(attribute: str, kind: str = "numeric", **more: object) -> Rule:
    return replace(Rule("garden", attribute, attribute, kind), **more)  # type: ignore[arg-type]


RULES = Rules(
    Common(places={"Europe": ("Italy",)}),
    (
        Pack(
            "garden",
            "1",
            "0",
            rules=(
                _rule("visitors a year", changes=True),
                _rule("rate of rot", confused_with=("spread of rot", "cost")),
                _rule("spread of rot", confused_with=("rate of rot",)),
                _rule("how many leaf out", "choice", share_of="share that leafs out",
                      shares={"few": (None, 10), "many": (40, None), "half": (45, 55)}),
                _rule("{} in trees", "polarity", values={"canker": ("cankers", "bark canker")},
                      shares={"most": (50, None), "almost all": (90, None), "some": (None, None)}),
                _rule("cause is unknown", "polarity", clashes={"yes": ("fungus",), "no": ("age",)}),
                _rule("Age", severity=Severity.WARNING, complement="Rest"),
            ),
            facts=(Fact("garden", "sprays", "the Elms", ("copper",), "2017-05-05"),),
            subjects={"Elm Park": ("the Elms",)},
        ),
        Pack("other", "1", "0", rules=(_rule("age", severity=Severity.INFO, single=True),)),
    ),
)  # fmt: skip


def said(*lines: str, subject: str = "Elm Park", quotes: Mapping[str, str] | None = None) -> list[Claim]:
    """Claims out of lines ``document: attribute: reading``; ``quotes`` by the identifier of a claim."""
    found = []
    for index, line in enumerate(lines):
        source, attribute, reading = line.split(": ", 2)
        name, at = f"{source}-{index}", index * 10
        quote = (quotes or {}).get(name, "quote")
        found.append(Claim(name, source, attribute, subject, parse(reading), at, at + 5, quote, Span(at, at + 9)))
    return found


def built(claims: list[Claim], dates: Mapping[str, str] | None = None, text: str = "") -> tuple[Topic, ...]:
    documents = [Document(name, name, text, text, (), Metadata(date=date)) for name, date in (dates or {}).items()]
    return build(claims, RULES, documents, DATE)


def flags(found: tuple[Topic, ...], kind: FlagKind) -> list[tuple[str, tuple[str, ...], str]]:
    """(attribute of the topic, claims, reason)"""
    return [(t.attribute, flag.claims, flag.reason) for t in found for flag in t.flags if flag.kind is kind]


# ------------------------------------------------------------------ beside: slips inside one sentence
def beside(text: str, quote: str, reading: str) -> list[str]:
    """The reasons of flags on one claim, whose quote stands in a text of one sentence."""
    at = text.index(quote)
    claim = replace(
        said(f"a: x: {reading}")[0], start=at, end=at + len(quote), quote=quote, sentence=Span(0, len(text))
    )
    return [reason for _, _, reason in flags(built([claim], {"a": ""}, text), FlagKind.INTERNAL)]


@pytest.mark.parametrize(
    ("text", "quote", "reading", "reason"),
    [
        ("Of all, 12 of 48 pumps (30 %) leaked.", "30 %", "30 percent", "12 of 48 is 25 %, but 30 % stands beside it."),
        ("Some 40 % (12 out of the 48) broke.", "40 %", "40 percent", "12 of 48 is 25 %, but 40 % stands beside it."),
        ("In 1,200 of 2,400 (53 %).", "53 %", "53 percent", "1,200 of 2,400 is 50 %, but 53 % stands beside it."),
        ("In 12 of 48 (26 %) it holds.", "26 %", "26 percent", ""),
        ("In 12 of 48 (24 %) it holds.", "24 %", "24 percent", ""),
        ("In 12 of 48 (26.1 %) it holds.", "26.1 %", "26.1 percent", "12 of 48 is 25 %, but 26.1 % stands beside it."),
        ("In 12 of 48 (23.9 %) it holds.", "23.9 %", "23.9 percent", "12 of 48 is 25 %, but 23.9 % stands beside it."),
        ("In 12 of 48 (about 30 %) it holds.", "30 %", "~30 percent", ""),
        ("In 12 of 48 (20 to 30 %) it holds.", "20 to 30 %", "30..40 percent", ""),
        ("In 48 of 12 (30 %) it holds.", "30 %", "30 percent", ""),
        ("In 48 of 48 (30 %) it holds.", "30 %", "30 percent", "48 of 48 is 100 %, but 30 % stands beside it."),
        ("In 12 of 48 (30 mm) it holds.", "30 mm", "30 mm", ""),
        ("In 12 of 48 (up to 30 %) it holds.", "30 %", "..30 percent", ""),
        ("In 12 of 48" + " very" * 20 + " (30 %) it holds.", "30 %", "30 percent", ""),
        ("It has two doors (a, b and c).", "two doors", "2 door", "2 doors are counted, but 3 are named: a, b and c."),
        ("The two big doors in it: oak, ash and elm.", "two", "2 door", ""),
        ("It has 3 doors (oak and elm).", "3 doors", "3 door", "3 doors are counted, but 2 are named: oak and elm."),
        ("It has two doors (oak, elm).", "two doors", "2 door", ""),
        ("It has one door (oak and elm).", "one door", "1 door", ""),
        ("It has 13 doors (oak and elm).", "13 doors", "13 door", ""),
        ("All 12 doors (oak and elm).", "12 doors", "12 door", "12 doors are counted, but 2 are named: oak and elm."),
        ("It has about three doors (oak and elm).", "three doors", "~3 door", ""),
        ("It weighs 3 kg (oak and elm).", "3 kg", "3 kg", ""),
        ("It has three doors (oak).", "three doors", "3 door", ""),
        ("It has three doors (oak and one of elm).", "three doors", "3 door", ""),
        ("It has three doors (oak and the very old one here).", "three doors", "3 door", ""),
        ("It has three doors (painted and varnished).", "three doors", "3 door", ""),
        ("It has two doors (oak, ash, and elm or fir).", "two doors", "2 door",
         "2 doors are counted, but 3 are named: oak, ash and elm or fir."),
        ("The belt lasts 10 to 5 years.", "10 to 5 years", "5..10 year",
         '"10 to 5 years" runs from the larger figure to the smaller (10, 5): one of the two may be wrong.'),
        ("It costs 1,500-900 crowns.", "1,500-900 crowns", "900..1500 crown",
         '"1,500-900 crowns" runs from the larger figure to the smaller (1,500, 900): one of the two may be wrong.'),
        ("The belt lasts 5 to 10 years.", "5 to 10 years", "5..10 year", ""),
        ("The belt lasts 5 to 5 years.", "5 to 5 years", "5 year", ""),
        ("The share fell 10 to 5 years.", "10 to 5 years", "5..10 year", ""),
        ("It ran in 1944-45.", "1944-45", "1944..1945 calendar year", ""),
        ("It ran 1990 to 1985.", "1990 to 1985", "1985..1990 calendar year",
         '"1990 to 1985" runs from the larger figure to the smaller (1990, 1985): one of the two may be wrong.'),
        ("It ran back from 1990 to 1985.", "1990 to 1985", "1985..1990 calendar year", ""),
        ("The belt lasts 10 to 5 years.", "10 to 5 years", "5..11 year", ""),
        ("The belt lasts 10 to 5 years.", "10 to 5 years", "5.. year", ""),
    ],
)  # fmt: skip
def test_slips_inside_one_sentence(text: str, quote: str, reading: str, reason: str) -> None:
    assert beside(text, quote, reading) == ([reason] if reason else [])


def test_slips_are_flagged_at_the_topic_of_their_claim_only() -> None:
    text = "It lasts 10 to 5 years. In 12 of 48 (30 %) it holds."
    first, second, third = said("a: life: 5..10 year", "a: share: 30 percent", "b: share: 30 percent")
    first = replace(first, start=9, end=22, quote="10 to 5 years", sentence=Span(0, 23))
    at = text.index("30 %")
    second = replace(second, start=at, end=at + 4, quote="30 %", sentence=Span(24, len(text)))
    found = built([third, second, first], {"a": "", "b": ""}, text)
    assert [(name, claims) for name, claims, _ in flags(found, FlagKind.INTERNAL)] == [
        ("life", ("a-0",)),
        ("share", ("a-1",)),
    ]


# ------------------------------------------------------------------ superseded: what time explains
def overtaken(
    a: str, b: str, dates: Mapping[str, str], attribute: str = "visitors a year", text: str = ""
) -> list[tuple[tuple[str, ...], str]]:
    found = built(said(f"a: {attribute}: {a}", f"b: {attribute}: {b}"), dates, text)
    told = [(claims, reason) for _, claims, reason in flags(found, FlagKind.SUPERSEDED)]
    (edge,) = found[0].relations
    assert edge.superseded is bool(told)
    if told:
        assert edge.judgement.severity is Severity.WARNING and found[0].severity is Severity.WARNING
        assert edge.judgement.relation is Relation.CONFLICT and found[0].verdict == "conflict"
    return told


def test_a_newer_document_on_a_thing_that_changes() -> None:
    (told,) = overtaken("300 person", "500 person", {"a": "2015-06-01", "b": "2019"})
    assert told == (
        ("a-0", "b-1"),
        "300 people was said in 2015-06-01, 500 people in 2019. "
        "Visitors a year can change with time: the older is possibly superseded.".replace("Visitors", "visitors"),
    )
    (told,) = overtaken("300 person", "500 person", {"a": "2019", "b": "2015-06-01"})
    assert told[0] == ("b-1", "a-0") and told[1].startswith("500 people was said in 2015-06-01, 300 people in 2019.")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2015", "2016", False),
        ("2015", "2017", True),
        ("2015-01", "2016-01", False),
        ("2015-01", "2016-02", True),
        ("2015-12", "2016-12", False),
        ("2015-12", "2017-01", True),
        ("2015-03-01", "2016-02-29", True),
        ("2015-03-01", "2016-02-28", False),
        ("2015-02", "2016-02-27", False),
        ("2015-02", "2016-02-28", True),
        ("", "2016", False),
        ("2015", "", False),
        ("", "", False),
    ],
)
def test_a_year_must_lie_between_them(old: str, new: str, told: bool) -> None:
    assert bool(overtaken("300 person", "500 person", {"a": old, "b": new})) is told


@pytest.mark.parametrize(
    ("attribute", "a", "b", "text", "told"),
    [
        ("fee", "3 USD", "5 USD", "", True),
        ("staff", "30 employee", "50 employee", "", True),
        ("staff", "30 old employees", "50 old employees", "", True),
        ("patients", "30 patient", "50 patient", "", False),
        ("height", "3 m", "5 m", "", False),
        ("height", "3 m", "5 m", "It is currently so high.", True),
        ("height", "3 m", "5 m", "It is nowhere so high.", False),
        ("open", "yes", "no", "", False),
        ("open", "yes", "no", "As of May it is.", True),
    ],
)
def test_what_changes_with_time(attribute: str, a: str, b: str, text: str, told: bool) -> None:
    dates = {"a": "2010", "b": "2020"}
    one, other = said(f"a: {attribute}: {a}", f"b: {attribute}: {b}")
    pair = [replace(claim, sentence=Span(0, len(text))) for claim in (one, other)]
    assert bool(flags(built(pair, dates, text), FlagKind.SUPERSEDED)) is told


def test_the_year_that_a_claim_speaks_of_counts_before_its_documents_date() -> None:
    dates = {"a": "2020", "b": "2020"}
    found = built(said("a: visitors a year: 3 person, time: 1999", "b: visitors a year: 5 person"), dates)
    assert not flags(found, FlagKind.SUPERSEDED), "another year is another thing"
    old, new = {"a": "2010", "b": "2020"}, {"a": "2010", "b": "2010"}
    assert overtaken("3 person, time: 2010", "5 person, time: 2010", old) == []
    assert overtaken("3 person", "5 person", new) == []


def test_of_many_who_said_it_the_last_and_the_first_count() -> None:
    lines = [f"{source}: visitors a year: {n} person" for source, n in (("a", 3), ("b", 3), ("c", 5), ("d", 5))]
    found = built(said(*lines), {"a": "2010", "b": "2014", "c": "2020", "d": "2017"})
    ((_, claims, reason),) = flags(found, FlagKind.SUPERSEDED)
    assert claims == ("a-0", "b-1", "c-2", "d-3")
    assert reason.startswith("3 people was said in 2014, 5 people in 2017.")
    assert not flags(built(said(*lines), {"a": "2010", "b": "2017", "c": "2020", "d": "2017"}), FlagKind.SUPERSEDED)
    assert not flags(built(said(*lines), {"a": "2010", "b": "", "c": "2020", "d": "2017"}), FlagKind.SUPERSEDED)


def test_only_the_edge_that_time_explains_is_milder() -> None:
    found = built(
        said("a: visitors a year: 3 person", "b: visitors a year: 50 person", "c: visitors a year: 9 person"),
        {"a": "2010", "b": "2020", "c": "2020"},
    )
    assert sorted((edge.superseded, edge.judgement.severity) for edge in found[0].relations) == [
        (False, Severity.ERROR), (True, Severity.WARNING), (True, Severity.WARNING),
    ]  # fmt: skip


# ------------------------------------------------------------------ traps, words for shares, clashes
def test_equal_figures_of_confused_measures_are_a_trap() -> None:
    found = built(said("a: rate of rot: 3 percent", "b: spread of rot: 3 percent", "b: spread of rot: 4 percent"))
    rate, spread = found
    ((edge,), (back,)) = rate.relations, [e for e in spread.relations if e.judgement.level == "trap"]
    assert rate.verdict == "scope" and edge.judgement.relation is Relation.SCOPE
    assert edge.judgement.reason == (
        "The figures are equal (3 %), but one is rate of rot, the other spread of rot."
    )  # fmt: skip
    assert (edge.a, edge.b) == (back.b, back.a) and [p.sources for p in rate.positions] == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("lines", "trapped"),
    [
        (("a: rate of rot: 3 percent", "a: spread of rot: 3 percent"), False),
        (("a: rate of rot: 3 percent", "b: spread of rot: 30 per 1000"), True),
        (("a: rate of rot: 3 percent, in Italy", "b: spread of rot: 3 percent"), True),
        (("a: rate of rot: 3 percent", "b: spread of rot: 2..4 percent"), False),
        (("a: rate of rot: oak", "b: spread of rot: oak"), False),
        (("a: rate of rot: 3 percent", "b: cost: 3 percent"), True),
        (("a: rate of rot: 3 percent", "b: reach: 3 percent"), False),
    ],
)
def test_what_is_a_trap(lines: tuple[str, ...], trapped: bool) -> None:
    found = built(said(*lines))
    assert ("trap" in {edge.judgement.level for topic in found for edge in topic.relations}) is trapped


def test_a_trap_leaves_the_verdict_of_a_topic_that_has_one() -> None:
    found = built(said("a: rate of rot: 3 percent", "c: rate of rot: 9 percent", "b: spread of rot: 3 percent"))
    assert [topic.verdict for topic in found] == ["conflict", "scope"]


@pytest.mark.parametrize(
    ("word", "share", "meant"),
    [
        ("few", "20 percent", "at most 10 %"),
        ("few", "10 percent", ""),
        ("few", "5..20 percent", ""),
        ("few", "..20 percent", "at most 10 %"),
        ("few", "5.. percent", ""),
        ("few", "11.. percent", "at most 10 %"),
        ("many", "30 percent", "at least 40 %"),
        ("many", "40 percent", ""),
        ("many", "30..50 percent", ""),
        ("many", "..30 percent", "at least 40 %"),
        ("many", "30.. percent", "at least 40 %"),
        ("half", "60 percent", "45 to 55 %"),
        ("half", "40 percent", "45 to 55 %"),
        ("half", "50 percent", ""),
        ("few + many", "60 percent", ""),
        ("none at all", "60 percent", ""),
        ("few", "oak", ""),
    ],
)
def test_a_word_for_a_share_beside_the_figure(word: str, share: str, meant: str) -> None:
    found = built(said(f"a: how many leaf out: {word}", f"b: share that leafs out: {share}"))
    told = flags(found, FlagKind.DERIVED)
    assert [(name, claims) for name, claims, _ in told] == (
        [("how many leaf out", ("a-0", "b-1")), ("share that leafs out", ("a-0", "b-1"))] if meant else []
    )
    for _, _, reason in told:
        start = f"{word} means {meant} as share that leafs out, but ".capitalize()
        assert reason.startswith(start) and reason.endswith(" is stated.")


@pytest.mark.parametrize(
    ("quote", "answer", "figure", "attribute", "told"),
    [
        ("In most trees", "yes", "20 percent", "canker", True),
        ("In Most trees", "yes", "50 percent", "share of cankers", True),
        ("In most trees", "yes", "..50 percent", "bark canker", True),
        ("In most trees", "yes", "51 percent", "canker", False),
        ("In most trees", "yes", "20..60 percent", "canker", False),
        ("In most trees", "yes", "20.. percent", "canker", True),
        ("In most trees", "no", "20 percent", "canker", False),
        ("In almost all trees", "yes", "80 percent", "canker", True),
        ("In some trees", "yes", "1 percent", "canker", False),
        ("In foremost trees", "yes", "1 percent", "canker", False),
        ("In most trees", "yes", "20 percent", "canker on oaks", False),
        ("In most trees", "yes", "20 tree", "canker", False),
    ],
)
def test_a_word_of_the_sentence_beside_the_figure(
    quote: str, answer: str, figure: str, attribute: str, told: bool
) -> None:
    claims = said(f"a: canker in trees: {answer}", f"b: {attribute}: {figure}", quotes={"a-0": quote})
    found = flags(built(claims), FlagKind.DERIVED)
    assert [claims for _, claims, _ in found] == ([("a-0", "b-1")] * 2 if told else [])
    if told:
        word, least = ("almost all", 90) if "all" in quote else ("most", 50)
        start = f'"{word}" is said of it, which means more than {least} %, but '
        assert all(reason.startswith(start) and reason.endswith(f"as {attribute}.") for _, _, reason in found)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("a: cause is unknown: yes", "b: fungus: Phoma"), True),
        (("a: cause is unknown: usually yes", "b: fungus: yes"), True),
        (("a: cause is unknown: yes", "b: fungus: no"), False),
        (("a: cause is unknown: no", "b: fungus: Phoma"), False),
        (("a: cause is unknown: no", "b: age: 3 year"), True),
        (("a: cause is unknown: yes", "b: age: 3 year"), False),
        (("a: cause is unknown: yes", "b: rust: Phoma"), False),
        (("a: cause is unknown: yes, subtype: dwarf", "b: fungus: Phoma"), False),
        (("a: cause is unknown: yes, subtype: dwarf", "b: fungus: Phoma, subtype: dwarf"), True),
        (("a: cause is unknown: yes", "b: fungus: Phoma, subtype: dwarf"), True),
        (("a: cause is unknown: unclear", "b: fungus: Phoma"), False),
    ],
)
def test_an_answer_that_another_attribute_leaves_no_room_for(lines: tuple[str, ...], told: bool) -> None:
    found = flags(built(said(*lines)), FlagKind.DERIVED)
    assert [claims for _, claims, _ in found] == ([("a-0", "b-1")] * 2 if told else [])


def test_the_words_of_a_clash() -> None:
    reasons = {
        reason for _, _, reason in flags(built(said("a: cause is unknown: yes", "b: fungus: Phoma")), FlagKind.DERIVED)
    }
    assert reasons == {
        "Cause is unknown: yes, but fungus: Phoma. The two can stand together only where they speak of different forms."
    }


# ------------------------------------------------------------------ law, positions
def test_what_the_packs_say_is_found_by_any_case_and_name() -> None:
    law = read(RULES)
    assert law.severity("AGE", True) is Severity.WARNING, "the first pack leads"
    assert law.severity("girth", True) is Severity.WARNING and law.severity("girth", False) is Severity.ERROR
    assert law.complement("age") == "rest" and law.complement("girth") == law.complement("cost") == ""
    assert law.changes("Visitors a Year") and not law.changes("age") and law.single == {"age"}
    assert law.aliases("ELM PARK") == ("elm park", "ep", "the elms") and law.aliases("Oak") == ("oak",)
    assert law.aliases("Lone Oak Hill") == ("loh", "lone oak hill")
    assert (
        same_subject(law, "The Elms", "Elm Park") and same_subject(law, "", "Oak") and not same_subject(law, "x", "y")
    )


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("18 month", "1.5 year", True),
        ("..18 month", "18.. month", False),
        ("3 year", "~3 year", False),
        ("0 m", "-0 m", True),
        ("lime + old oak", "Oak, old + lime", False),
        ("lime + old oak", "old oak + limes", True),
        ("only lime", "lime", False),
        ("usually yes", "yes", False),
        ("usually yes", "usually no", False),
        ("3 year, mean, in Italy", "3 year, in Italy, average", True),
        ("3 year, in Italy", "3 year, in Japan", False),
        ("1 in 4 percent", "25 percent", False),
        ("30 patient", "30 people", True),
        ("3 m", "3 year", False),
    ],
)
def test_what_is_one_thing_said(a: str, b: str, same: bool) -> None:
    assert (content(parse(a)) == content(parse(b))) is same


def test_what_ceased_is_told_without_a_remark_where_the_document_is_younger_or_bears_no_date() -> None:
    ended = replace(RULES.packs[0].facts[0], values=("tar",), until="2021-01-31", place="Italy")
    rules = replace(RULES, packs=(replace(RULES.packs[0], facts=(ended,)),))
    for date in ("", "2022"):
        documents = [Document("a", "a", "", "", (), Metadata(date=date))]
        (topic,) = build(said("a: sprays: tar"), rules, documents, DATE)
        assert [flag.reason for flag in topic.flags] == [
            '"tar" is named, which ceased to hold on 2021-01-31 (Italy).'
        ]  # fmt: skip


def test_open_claims_that_met_count_one_thing_by_whatever_noun() -> None:
    pair = said("a: felled last year: 12 tree", "b: felled last year: 14 gate")
    assert [topic.verdict for topic in built(pair)] == ["single"]
    assert [topic.verdict for topic in built([replace(claim, open=True) for claim in pair])] == ["conflict"]


def test_of_very_many_shares_those_that_most_sources_state_are_set_against_the_others() -> None:
    crowd = [f"s{number}: Age: {10 + number / 100:.2f} percent" for number in range(101)]
    often = ["x: Age: 50 percent", "y: Age: 50 percent", "x: Rest: 90 percent"]
    told = flags(built(said(*crowd, *often)), FlagKind.DERIVED)
    assert any(reason.startswith("50 % as Age leaves 50 % as Rest, but 90 % is stated") for _, _, reason in told)
