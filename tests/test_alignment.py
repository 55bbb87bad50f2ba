"""Figures that meet: documents in different words, read and aligned, and the model that joins them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.alignment import weights
from auditor.alignment.context import contexts
from auditor.alignment.evidence import beyond, ratio
from auditor.alignment.features import Field
from auditor.alignment.linking import groups, strangers
from auditor.audit import audit, judge
from auditor.comparison import compare
from auditor.documents import load_all
from auditor.model import Audit, FlagKind, Interval, Reading, Relation
from auditor.packs import load

DAY = "2026-11-21"


def audited(folder: Path, *texts: str) -> Audit:
    """The audit of some texts, each a document of its own on one lighthouse."""
    for number, text in enumerate(texts):
        (folder / f"d{number}.md").write_text(f"# Skarra lighthouse\n\nSkarra lighthouse: {text}\n", "utf-8")
    return judge(*load_all([folder]), load(()), DAY)


def together(audit: Audit, a: str, b: str) -> bool:
    """Whether the claims with these quotes stand on one attribute."""
    of = {claim.quote: claim.attribute for claim in audit.claims if isinstance(claim.reading.value, Interval)}
    return of[a] == of[b]


def relations(audit: Audit) -> set[Relation]:
    return {edge.judgement.relation for topic in audit.topics for edge in topic.relations}


MEETING = (
    ("The tower rises 41 m above the rock.", "It is 41 metres tall, counted from its rock.", "41 m", "41 metres"),
    ("Its lamp can be seen from 22 miles away.", "The beam carries 22 miles out to sea when the lamp is lit.",
     "22 miles", "22 miles"),
    ("The stair has 198 steps.", "You climb 198 steps by a winding stair.", "198 steps", "198 steps"),
)  # fmt: skip
APART = (
    ("The tower rises 41 m above the rock.", "Its lamp can be seen from 35 km away.", "41 m", "from 35 km"),
    ("The keeper retired after 30 years.", "A bus from the village takes 30 minutes.", "30 years", "30 minutes"),
    ("In 1990 the lamp became electric.", "The cafe seats 45 guests.", "1990", "45 guests"),
)


@pytest.mark.parametrize(("one", "other", "a", "b"), MEETING)
def test_what_is_measured_alike_meets(tmp_path: Path, one: str, other: str, a: str, b: str) -> None:
    assert together(audited(tmp_path, one, other), a, b)


@pytest.mark.parametrize(("one", "other", "a", "b"), APART)
def test_what_is_measured_otherwise_stays_apart(tmp_path: Path, one: str, other: str, a: str, b: str) -> None:
    assert not together(audited(tmp_path, one, other), a, b)


def test_counts_by_another_noun_agree_where_their_sentences_meet(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "Each year 6,230 tourists climb the tower by its winding stair.",
        "Each year 6,230 guests climb the winding stair of the tower.",
    )
    assert together(audit, "6,230 tourists", "6,230 guests")
    assert Relation.CONFLICT not in relations(audit)


def test_a_document_never_gives_two_figures_for_one_thing(tmp_path: Path) -> None:
    audit = audited(tmp_path, "The upper gallery is 3 m wide, the lower gallery 5 m wide.", "The gallery is 3 m wide.")
    assert not together(audit, "5 m", "3 m")


def test_every_feature_has_a_weight_in_both_models(tmp_path: Path) -> None:
    audit = audited(tmp_path, MEETING[0][0], MEETING[0][1])
    a, b = contexts([c for c in audit.claims if isinstance(c.reading.value, Interval)], audit.sources, frozenset())[:2]
    found = Field([a, b]).features(a, b)
    assert found.keys() == weights.MEETINGS.weights.keys() == weights.CONTRADICTIONS.weights.keys()


def test_the_order_of_figures_changes_no_group(tmp_path: Path) -> None:
    audit = audited(tmp_path, *(text for pair in MEETING for text in pair[:2]))
    figures = contexts([c for c in audit.claims if isinstance(c.reading.value, Interval)], audit.sources, frozenset())

    def ids(order: list[int]) -> set[frozenset[str]]:
        return {frozenset(each.claim.id for each in group) for group in groups([figures[i] for i in order])}

    forward = list(range(len(figures)))
    assert ids(forward) == ids(forward[::-1])


def test_a_row_and_a_sentence_of_one_document_that_differ_are_an_internal_conflict(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Garden survey\n\nAbout half of the trees had brown leaves (amber rust), and some had leaf blight.\n\n"
        "Findings in all trees:\n\n- Amber rust: 8%\n- Leaf blight: 60%\n",
        "utf-8",
    )
    topics = audit([tmp_path], load(()), "2026-01-01").topics
    internal = {f.reason for t in topics for f in t.flags if f.kind is FlagKind.INTERNAL}
    assert len(internal) == 1 and "8 %" in internal.pop()


def test_how_often_something_recurs_is_not_how_long_it_lasts(tmp_path: Path) -> None:
    often, long = "the keeper rests every 2 hours during the night.", "the keeper rests for 7 to 8 hours a night."
    either = "in storms the keeper rests for an hour or longer."
    assert not together(audited(tmp_path, often, long, either), "2 hours", "7 to 8 hours")
    assert not together(audited(tmp_path, often, long, either), "2 hours", "an hour or longer")


LIMITED = (
    ("The lamp weighs 576 kg.", "The weight of the lamp is 658 kg.", True),
    ("The lamp weighs 576 kg (body only).", "The weight of the lamp is 658 kg, glass included.", False),
    ("The pump moves 640 litres per minute.", "The pump moves 820 litres per minute.", True),
    ("The pump moves 640 litres per minute on our reference machine.",
     "On a borrowed test bench, the pump moves 820 litres per minute.", False),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other", "contradict"), LIMITED)
def test_what_is_weighed_or_measured_otherwise_does_not_contradict(
    tmp_path: Path, one: str, other: str, contradict: bool
) -> None:
    assert (Relation.CONFLICT in relations(audited(tmp_path, one, other))) is contradict


def test_who_only_met_by_a_third_contradicts_only_where_the_words_say_so(tmp_path: Path) -> None:
    """Two figures of one group that nothing but a third joined, and that count different things."""
    audit = audited(tmp_path, "Each primary has five replicas.", "Seven core maintainers decide.", "It has 7 lamps.")
    figures = contexts([c for c in audit.claims if isinstance(c.reading.value, Interval)], audit.sources, frozenset())
    five, seven, lamps = figures
    assert strangers(figures, [[five, seven, lamps]]) == {
        frozenset((five.claim.id, seven.claim.id)),
        frozenset((five.claim.id, lamps.claim.id)),
    }
    assert not strangers(figures, [[five, seven]]), "what links two figures has been weighed already"
    again = replace(five, keyed=replace(five.keyed, claim=replace(lamps.claim, id="again")))
    assert not strangers([five, seven, again], [[five, seven, again]]), "one sentence but for the figure"


def test_nothing_but_is_no_denial(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "At first the keepers burned nothing but whale oil in the old lamp.",
        "At first the keepers burned whale oil in the old lamp.",
    )
    assert Relation.CONFLICT not in relations(audit)


POINTS = st.builds(
    lambda figure, unit: Interval(figure, figure, unit),
    st.one_of(
        st.integers(-40, 40).map(Decimal),
        st.decimals(-50, 50, places=2),
        st.integers(1, 10**6).map(Decimal),
        st.sampled_from([Decimal("0.5"), Decimal("0.4"), Decimal("12000"), Decimal("1E+6")]),
    ),
    st.sampled_from(["day", "week", "month", "year", "percent", "per 100000", "m", "ft", "kg", "°C", "°F", "people"]),
)


@given(POINTS, POINTS, st.booleans(), st.booleans())
def test_points_that_lie_beyond_each_other_never_agree(x: Interval, y: Interval, about: bool, roughly: bool) -> None:
    assume(beyond(x, y, ratio(x, y)))
    assert compare(Reading(x, about), Reading(y, roughly), alike=True).relation is not Relation.AGREE
