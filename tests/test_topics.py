"""Topics: positions, relations, verdicts, flags, identifiers; whatever the order; never quadratic in sources."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import Claim, Document, FlagKind, Metadata, Severity, Span, Topic
from auditor.notation import parse
from auditor.rules import Common, Fact, Pack, Rule, Rules
from auditor.topics import build

DATE = "2025-06-01"


def _rule(attribute: str, **more: object) -> Rule:
    return replace(Rule("garden", attribute, attribute, "numeric"), **more)


RULES = Rules(
    Common(places={"Europe": ("Italy",)}),
    (
        Pack(
            "garden",
            "1",
            "0",
            rules=(
                _rule("share of ash", unit="percent", complement="share of other trees"),
                _rule("share of other trees", unit="percent", complement="share of ash"),
                _rule("ash to other trees", unit="times", ratio_of=("share of ash", "share of other trees")),
                _rule("age at first fruit", unit="year", before=("age at felling",)),
                _rule("age at felling", unit="year"),
                _rule("sprays on trial", kind="choice", ends_as="permitted sprays"),
                _rule("height", unit="m", severity=Severity.WARNING),
                _rule("oldest tree", kind="choice", single=True),
            ),
            facts=(
                Fact("garden", "permitted sprays", "Elm Park", ("copper",), "2017-05-05", source="Order 12 of 2017"),
                Fact("garden", "permitted sprays", "", ("lime wash",), "2023-04-25", place="Italy", source="Order 3"),
                Fact("garden", "permitted sprays", "Elm Park", ("tar",), "1990", until="2021-01-31", source="Ban"),
                Fact("garden", "permitted sprays", "Oak Hill", ("soot",), "2000-01-01"),
                Fact("garden", "permitted sprays", "", ("moon dust",), "2031-01-01"),
            ),
            subjects={"Elm Park": ("the Elms",)},
        ),
    ),
)


def claims(*lines: str, subject: str = "Elm Park") -> list[Claim]:
    """Claims out of lines ``document: attribute: reading``."""
    found = []
    for index, line in enumerate(lines):
        source, attribute, reading = line.split(": ", 2)
        at = index * 10
        name, said = f"{source}-{index}", parse(reading)
        found.append(Claim(name, source, attribute, subject, said, at, at + 5, "quote", Span(at, at + 9)))
    return found


def topics(*lines: str, dates: dict[str, str] | None = None, subject: str = "Elm Park") -> tuple[Topic, ...]:
    documents = [Document(name, name, "", "", (), Metadata(date=date)) for name, date in (dates or {}).items()]
    return build(claims(*lines, subject=subject), RULES, documents, DATE)


def _flags(found: Sequence[Topic], kind: FlagKind) -> list[tuple[tuple[str, ...], str]]:
    return [(flag.claims, flag.reason) for topic in found for flag in topic.flags if flag.kind is kind]


# ------------------------------------------------------------------ positions
def test_equal_things_said_in_other_words_share_a_position() -> None:
    (topic,) = topics(
        "a: age: 18 month, mean, from diagnosis",
        "b: age: 1.5 year, average, from the time of diagnosis",
        "c: age: 1.5 year, average, from being diagnosed",
    )
    (position,) = topic.positions
    assert position.claims == ("a-0", "b-1", "c-2")
    assert position.sources == ("a", "b", "c")
    assert (topic.verdict, topic.relations) == ("agree", ())


def test_the_commonest_way_of_saying_it_stands_for_the_position() -> None:
    (topic,) = topics("a: age: 18 month", "b: age: 1.5 year", "c: age: 1.5 year")
    assert topic.positions[0].reading == parse("1.5 year")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("3 year", "4 year"),
        ("3 year", "~3 year"),
        ("3 year", "3 year, from diagnosis"),
        ("3 year, in Italy", "3 year, in Europe"),
        ("3 year", "3.. year"),
        ("3 tree", "3 gate"),
        ("oak", "only oak"),
        ("yes", "usually yes"),
        ("3 year", "three"),
    ],
)
def test_different_things_are_different_positions(a: str, b: str) -> None:
    (topic,) = topics(f"a: age: {a}", f"b: age: {b}")
    assert len(topic.positions) == 2


def test_people_are_people_whatever_they_are_called() -> None:
    (topic,) = topics("a: visitors: 40 people", "b: visitors: 40 persons", "c: visitors: 40 individual")
    assert len(topic.positions) == 1


def test_positions_stand_in_the_order_of_values() -> None:
    (topic,) = topics("a: age: 9 year", "b: age: 3 month", "c: age: ..5 year", "d: age: oak", "e: age: yes")
    readings = [position.reading for position in topic.positions]
    assert readings == [parse(line) for line in ("..5 year", "3 month", "9 year", "oak", "yes")]


def test_subjects_and_attributes_are_kept_apart() -> None:
    found = build(
        [*claims("a: age: 3 year", "a: height: 3 m"), *claims("b: age: 4 year", subject="Oak Hill")], RULES, [], DATE
    )
    assert [(topic.subject, topic.attribute) for topic in found] == [
        ("Elm Park", "age"),
        ("Elm Park", "height"),
        ("Oak Hill", "age"),
    ]
    assert len({topic.id for topic in found}) == 3


def test_case_does_not_keep_subjects_apart() -> None:
    found = build([*claims("a: age: 3 year"), *claims("b: Age: 3 year", subject="ELM PARK")], RULES, [], DATE)
    assert [topic.verdict for topic in found] == ["agree"]


def test_a_conflict_on_an_attribute_of_a_sentences_own_words_is_a_warning() -> None:
    pair = claims("a: trees felled: 12 tree", "b: trees felled: 14 tree")
    (topic,) = build([replace(claim, open=True) for claim in pair], RULES, [], DATE)
    assert (topic.verdict, topic.severity) == ("conflict", Severity.WARNING)


# ------------------------------------------------------------------ relations and verdicts
@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        (("a: age: 3 year",), "single"),
        (("a: age: 3 year", "a: age: 3 year, mean"), "single"),
        (("a: age: 3 year", "a: age: 9 year"), "conflict"),
        (("a: age: 3 year", "b: age: 3 year"), "agree"),
        (("a: age: 3 year", "b: age: 2..4 year"), "agree"),
        (("a: age: 1..3 year", "b: age: 2..4 year"), "overlap"),
        (("a: age: 1..3 year", "b: age: 2..4 year", "c: age: 7 year"), "conflict"),
        (("a: age: 3 year, from planting", "b: age: 3 year, from felling"), "scope"),
        (("a: age: 3 year, from planting", "b: age: 3 year, from felling", "c: age: 3 year"), "scope"),
        (("a: age: oak", "b: age: ash"), "single"),
        (("a: age: oak", "b: age: ash", "c: age: ash"), "agree"),
    ],
)
def test_verdict(lines: tuple[str, ...], verdict: str) -> None:
    assert topics(*lines)[0].verdict == verdict


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        (("a: age: 3 year", "b: age: 9 year"), Severity.ERROR),
        (("a: height: 3 m", "b: height: 9 m"), Severity.WARNING),
        (("a: fenced: yes", "b: fenced: usually no"), Severity.WARNING),
        (("a: fenced: yes", "b: fenced: usually no", "c: fenced: no"), Severity.ERROR),
        (("a: age: 3 year", "b: age: 3 year"), Severity.INFO),
    ],
)
def test_severity(lines: tuple[str, ...], severity: Severity) -> None:
    assert topics(*lines)[0].severity == severity


def test_what_has_nothing_to_do_with_each_other_is_no_relation() -> None:
    (topic,) = topics("a: sprays: copper", "b: sprays: tar", "c: sprays: 3 year", "d: sprays: 3 m")
    levels = [edge.judgement.level for edge in topic.relations]
    assert levels == ["kind"] * 4


def test_single_valued_attributes_conflict() -> None:
    assert topics("a: oldest tree: ash", "b: oldest tree: oak")[0].verdict == "conflict"
    assert topics("a: trees: ash", "b: trees: oak")[0].verdict == "single"


def test_a_subtype_is_a_part_of_the_whole() -> None:
    (topic,) = topics("a: age: 30 year, subtype: dwarf", "b: age: 60 year")
    assert topic.relations[0].judgement.level == "narrower"


def test_places_of_the_packs_are_known() -> None:
    (topic,) = topics("a: age: 30 year, in Italy", "b: age: 60 year, in Europe")
    assert topic.relations[0].judgement.level == "narrower"


# ------------------------------------------------------------------ internal
def test_a_document_that_contradicts_itself() -> None:
    (topic,) = topics("a: age: 3 year", "a: age: 9 year")
    assert [edge.internal for edge in topic.relations] == [True]
    ((flagged, reason),) = _flags([topic], FlagKind.INTERNAL)
    assert flagged == ("a-0", "a-1")
    assert reason == "One document says both. 3 years and 9 years are different figures."


def test_an_edge_is_not_internal_where_another_document_is_on_one_side() -> None:
    (topic,) = topics("a: age: 3 year", "a: age: 9 year", "b: age: 9 year")
    assert [edge.internal for edge in topic.relations] == [False]
    assert [ids for ids, _ in _flags([topic], FlagKind.INTERNAL)] == [("a-0", "a-1")]


def test_a_document_that_says_two_things_that_agree_is_not_flagged() -> None:
    assert not _flags(topics("a: age: 3 year", "a: age: 2..4 year"), FlagKind.INTERNAL)
    assert not _flags(topics("a: age: 3 year", "b: age: 9 year"), FlagKind.INTERNAL)


# ------------------------------------------------------------------ derived
def test_shares_that_do_not_add_up_are_flagged_on_both_sides() -> None:
    found = topics("a: share of ash: 5..10 percent", "b: share of other trees: 85..90 percent")
    flags = _flags(found, FlagKind.DERIVED)
    assert [ids for ids, _ in flags] == [("a-0", "b-1"), ("a-0", "b-1")]
    assert flags[0][1] == (
        "5 to 10 % as share of ash leaves 90 to 95 % as share of other trees, but 85 to 90 % is stated. "
        "90 to 95 % and 85 to 90 % share only the end point 90 %."
    )


@pytest.mark.parametrize(
    ("ash", "others", "flagged"),
    [
        ("5..10 percent", "90..95 percent", False),
        ("5..10 percent", "92 percent", False),
        ("5..10 percent", "85..95 percent", False),
        ("5..10 percent", "88..93 percent", False),
        ("5..10 percent", "80 percent", True),
        ("..10 percent", "90.. percent", False),
        ("..10 percent", "70 percent", True),
        ("20.. percent", "85 percent", True),
        ("~10 percent", "85 percent", False),
        ("~10 percent", "60 percent", True),
        ("10 percent", "9 per 1000", True),
        ("100 per 1000", "90 percent", False),
        ("10 percent, in Italy", "70 percent, in Europe", False),
        ("10 percent", "70 percent, in Europe", True),
        ("10 tree", "70 percent", False),
        ("few", "70 percent", False),
        ("5..10 percent, subtype: tall ash", "85..90 percent, subtype: other", True),
        ("140 percent", "70 percent", False),
    ],
)
def test_complements(ash: str, others: str, flagged: bool) -> None:
    found = topics(f"a: share of ash: {ash}", f"b: share of other trees: {others}")
    assert len(_flags(found, FlagKind.DERIVED)) == (2 if flagged else 0)


RATIOS = [
    ("3 times", "75 percent", False),
    ("3 times", "78 percent", False),
    ("3 times", "60 percent", True),
    ("~3 times", "70 percent", False),
    ("2..3 times", "65..70 percent", False),
    ("2..3 times", "85.. percent", True),
    ("1.5 times", "60 percent", False),
    ("1.5 times", "66 percent", True),
    ("3 times", "600 per 1000", True),
    ("3 times, in Italy", "60 percent, in Spain", False),
    ("3 tree", "60 percent", False),
]


@pytest.mark.parametrize(("ratio", "share", "flagged"), RATIOS)
def test_a_ratio_leaves_room_for_one_share(ratio: str, share: str, flagged: bool) -> None:
    found = topics(f"a: ash to other trees: {ratio}", f"b: share of ash: {share}")
    assert len(_flags(found, FlagKind.DERIVED)) == (2 if flagged else 0)


def test_a_ratio_says_what_it_makes() -> None:
    found = topics("a: ash to other trees: 3 times", "b: share of other trees: 40 percent")
    assert {reason for _, reason in _flags(found, FlagKind.DERIVED)} == {
        "3 times as ash to other trees makes 22 to 29 % as share of other trees, but 40 % is stated."
    }


@pytest.mark.parametrize(
    ("fruit", "felling", "flagged"),
    [
        ("60 year", "55 year", True),
        ("720 month", "55 year", True),
        ("60 year", "..55 year", True),
        ("40..60 year", "55 year", False),
        ("~60 year", "55 year", False),
        ("..60 year", "55 year", False),
        ("60 year", "5 year", False),
        ("60 year", "50.. year", False),
        ("60 year, rarely", "55 year", False),
        ("60 year, subtype: tall", "55 year", False),
        ("60 year", "55 year, from planting", False),
    ],
)
def test_what_comes_before_what(fruit: str, felling: str, flagged: bool) -> None:
    found = topics(f"a: age at first fruit: {fruit}", f"b: age at felling: {felling}")
    assert len(_flags(found, FlagKind.DERIVED)) == (2 if flagged else 0)
    within = topics(f"a: age at first fruit: {fruit}", f"a: age at felling: {felling}")
    assert len(_flags(within, FlagKind.INTERNAL)) == (2 if flagged else 0)


@pytest.mark.parametrize(
    ("part", "whole", "flagged"),
    [
        ("300 tree, in Italy", "200 tree, in Europe", True),
        ("300 tree, in Europe", "200 tree, in Italy", False),
        ("300 tree, subtype: tall", "200 tree", True),
        ("~210 tree, in Italy", "200 tree, in Europe", False),
        ("300 tree, in Italy", "200.. tree, in Europe", False),
        ("300 tree, in Italy", "200 visitor, in Europe", False),
        ("30 percent, in Italy", "20 percent, in Europe", False),
        ("300 tree, in Italy, per year", "200 tree, in Europe, per month", False),
    ],
)
def test_a_part_is_no_larger_than_its_whole(part: str, whole: str, flagged: bool) -> None:
    found = topics(f"a: stock: {part}", f"b: stock: {whole}")
    assert len(_flags(found, FlagKind.DERIVED)) == (1 if flagged else 0)


def test_shares_of_different_subjects_need_not_add_up() -> None:
    one = claims("a: share of ash: 10 percent")
    other = claims("b: share of other trees: 70 percent", subject="Oak Hill")
    assert not _flags(build([*one, *other], RULES, [], DATE), FlagKind.DERIVED)


# ------------------------------------------------------------------ outdated
def test_what_was_on_trial_has_arrived() -> None:
    found = topics("a: sprays on trial: copper + soap", "b: sprays on trial: tar", dates={"a": "2015-02-12"})
    ((ids, reason),) = _flags(found, FlagKind.OUTDATED)
    assert ids == ("a-0",), "what has ceased to hold since is not there to be named"
    assert reason == (
        '"copper" is named under sprays on trial, and is among the permitted sprays since 2017-05-05. '
        "It was true when written in 2015-02-12, overtaken since 2017-05-05."
    )


def test_only_is_overtaken_by_dated_facts() -> None:
    found = topics("a: permitted sprays: only soap", dates={"a": "2015-02-12"})
    ((ids, reason),) = _flags(found, FlagKind.OUTDATED)
    assert ids == ("a-0",)
    assert reason == (
        '"only soap" is overtaken: copper since 2017-05-05 and lime wash since 2023-04-25 (Italy). '
        "It was true when written in 2015-02-12, overtaken since 2017-05-05."
    )
    assert found[0].flags[0].source == "Order 12 of 2017; Order 3"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("", "The document bears no date."),
        ("2015", "It was true when written in 2015, overtaken since 2017-05-05."),
        ("2017", "That changed in the time in which the document was written (2017)."),
        ("2017-04", "It was true when written in 2017-04, overtaken since 2017-05-05."),
        ("2017-05", "That changed in the time in which the document was written (2017-05)."),
        ("2017-05-05", "It was already so when the document was written (2017-05-05)."),
        ("2024", "It was already so when the document was written (2024)."),
    ],
)
def test_outdated_at_the_date_of_the_document(date: str, words: str) -> None:
    ((_, reason),) = _flags(topics("a: permitted sprays: only soap", dates={"a": date}), FlagKind.OUTDATED)
    assert reason.endswith(words)


@pytest.mark.parametrize(
    ("reading", "subject", "flagged"),
    [
        ("soap", "Elm Park", False),
        ("only copper + lime wash", "Elm Park", False),
        ("only copper", "Elm Park", True),
        ("only soap", "the elms", True),
        ("only soap, in Japan", "Elm Park", True),
        ("only copper, in Japan", "Elm Park", False),
        ("only soap, in Japan", "Fir Wood", False),
        ("only soap, in Italy", "Fir Wood", True),
        ("tar", "Elm Park", True),
        ("tar", "Fir Wood", False),
        ("3 drug", "Elm Park", False),
    ],
)
def test_outdated(reading: str, subject: str, flagged: bool) -> None:
    found = topics(f"a: permitted sprays: {reading}", subject=subject)
    assert bool(_flags(found, FlagKind.OUTDATED)) is flagged


def test_what_is_named_may_have_ceased() -> None:
    ((_, reason),) = _flags(topics("a: permitted sprays: tar", dates={"a": "2019"}), FlagKind.OUTDATED)
    assert reason == '"tar" is named, which ceased to hold on 2021-01-31, after the document was written (2019).'


def test_facts_are_asked_as_of_the_date_of_the_audit() -> None:
    two = claims("a: permitted sprays: only soap", "b: permitted sprays: only soap")
    assert not _flags(build(two, RULES, [], "1989-12-31"), FlagKind.OUTDATED)
    assert _flags(build(two, RULES, [], "1990"), FlagKind.OUTDATED)
    ((ids, reason),) = _flags(build(two, RULES, [], "2018-01-01"), FlagKind.OUTDATED)
    assert ids == ("a-0", "b-1")
    assert reason.startswith('"only soap" is overtaken: tar since 1990 and copper since 2017-05-05.')


# ------------------------------------------------------------------ identifiers, order, size
def test_identifiers_hold_only_content() -> None:
    before = topics("a: age: 3 year", "b: age: 9 year")
    moved = claims("x: age: 3 year", "y: age: 108 month")
    after = build([replace(claim, start=claim.start + 999, end=claim.end + 999) for claim in moved], RULES, [], DATE)
    assert [topic.id for topic in before] == [topic.id for topic in after]
    assert [p.id for p in before[0].positions] == [p.id for p in after[0].positions]
    changed = topics("a: age: 3 year", "b: age: 8 year")
    assert before[0].positions[0].id == changed[0].positions[0].id
    assert before[0].positions[1].id != changed[0].positions[1].id


LINES = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(["age", "permitted sprays", "share of ash", "share of other trees"]),
        st.sampled_from(["3 year", "9 year", "1..3 year", "only soap", "tar", "10 percent", "80..95 percent", "no"]),
    ),
    max_size=12,
)


@given(LINES, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_claims_does_not_matter(lines: list[tuple[str, str, str]], chance: random.Random) -> None:
    before = claims(*(": ".join(line) for line in lines))
    after = list(before)
    chance.shuffle(after)
    assert build(before, RULES, [], DATE) == build(after, RULES, [], DATE)


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_every_claim_has_one_position_and_every_edge_two(lines: list[tuple[str, str, str]]) -> None:
    given_ = claims(*(": ".join(line) for line in lines))
    found = build(given_, RULES, [], DATE)
    held = [claim for topic in found for position in topic.positions for claim in position.claims]
    assert sorted(held) == sorted(claim.id for claim in given_)
    for topic in found:
        ids = {position.id for position in topic.positions}
        assert len(ids) == len(topic.positions)
        assert all({edge.a, edge.b} <= ids and edge.a != edge.b for edge in topic.relations)


def _many(count: int, distinct: int) -> list[Claim]:
    lines = (f"s{index}: age: {index % distinct}..{index % distinct + 1 + index % 7} year" for index in range(count))
    return claims(*lines)


def test_ten_thousand_sources_cost_their_positions_only() -> None:
    few = _many(10_000, 20)
    began = time.process_time()
    (topic,) = build(few, RULES, [], DATE)
    assert time.process_time() - began < 3, "1.8 s alone on a core; a neighbour on the same core costs a third"
    assert len(topic.positions) == 140
    assert sum(len(position.sources) for position in topic.positions) == 10_000


def test_many_positions_meet_their_neighbours_only() -> None:
    (topic,) = build(_many(3000, 3000), RULES, [], DATE)
    assert len(topic.positions) == 3000
    assert len(topic.relations) <= 12_000
    met = {identifier for edge in topic.relations for identifier in (edge.a, edge.b)}
    assert met == {position.id for position in topic.positions}
    assert topic.verdict == "conflict"


def _health(*sentences: tuple[str, str]) -> tuple[Topic, ...]:
    """The topics of documents, each one sentence or more under a title, read with the shipped pack for health."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from auditor.audit import audit
    from auditor.packs import load

    with TemporaryDirectory() as folder:
        for name, text in sentences:
            (Path(folder) / f"{name}.md").write_text(f"# Harrow disease\n\n{text}\n", "utf-8")
        return audit([Path(folder)], load(("health",)), DATE).topics


def _derived(topics: Sequence[Topic]) -> set[str]:
    return {flag.reason for topic in topics for flag in topic.flags if flag.kind is FlagKind.DERIVED}


def test_most_means_more_than_half() -> None:
    told = _derived(
        _health(
            ("a", "Most people with Harrow disease have scoliosis."),
            ("b", "Scoliosis occurs in 20 % of patients."),
        )
    )
    assert any('"Most"' in reason or '"most" is said of it' in reason for reason in told), told
    assert not _derived(
        _health(
            ("a", "Most people with Harrow disease have scoliosis."),
            ("b", "Scoliosis occurs in 70 % of patients."),
        )
    )


def test_an_unknown_cause_beside_a_gene_that_causes_it() -> None:
    unknown = ("a", "The cause of Harrow disease is unknown.")
    assert _derived(_health(unknown, ("b", "Harrow disease is caused by mutations in a gene.")))
    assert not _derived(_health(unknown, ("b", "Harrow disease is not caused by mutations in a gene.")))
