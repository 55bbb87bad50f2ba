"""Restatements: what one document says in words and another says again, with its answer and its names."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from auditor.audit import judge
from auditor.documents import load_all
from auditor.model import Audit, Choice, Claim, Polarity, Relation
from auditor.packs import load

DAY = "2026-11-21"
FILLER = (
    "Bees visit the clover behind the quarry. Nobody has counted the goats.",
    "The quarry closed long ago. A miller sold flour by the bridge.",
)


def audited(folder: Path, *texts: str) -> Audit:
    for number, text in enumerate(texts):
        filler = FILLER[number % 2]
        (folder / f"d{number}.md").write_text(f"# Tarn valley\n\nTarn valley lies north.\n\n{text} {filler}\n", "utf-8")
    return judge(*load_all([folder]), load(()), DAY)


def said(audit: Audit) -> list[Claim]:
    return [claim for claim in audit.claims if claim.key and claim.key[0].startswith("=said")]


def test_what_another_document_says_again_is_an_answer(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "Shepherds drive their flocks across the pass in spring.",
        "In spring the flocks are driven across the pass by shepherds.",
    )
    answers = [claim for claim in said(audit) if isinstance(claim.reading.value, Polarity)]
    assert {claim.source for claim in answers} == {"d0", "d1"}
    assert len({claim.attribute for claim in answers}) == 1
    assert all(claim.reading.value.holds for claim in answers if isinstance(claim.reading.value, Polarity))


def test_what_stands_alone_is_no_claim(tmp_path: Path) -> None:
    audit = audited(tmp_path, "Shepherds drive their flocks across the pass.", "The chapel bell was cast in bronze.")
    assert not said(audit)


def test_names_that_are_said_again_are_named(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "The chapel was painted by Oda Brandvik, a weaver's daughter.",
        "Oda Brandvik painted the walls of the chapel.",
    )
    names = [claim.reading.value for claim in said(audit) if isinstance(claim.reading.value, Choice)]
    assert names
    assert all("Oda Brandvik" in value.values for value in names)


def test_dates_meet_however_they_are_written(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "The chapel was consecrated on 4 May 1911 by a bishop.",
        "A bishop consecrated the chapel on May 4, 1911.",
    )
    days = {topic.verdict for topic in audit.topics for p in topic.positions if len(p.sources) == 2}
    assert days == {"agree"}


def test_a_denial_contradicts_what_it_denies_in_the_same_words(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "Wolves hunt the flocks near the summer pastures.",
        "Wolves do not hunt the flocks near the summer pastures.",
    )
    conflicts = [e for t in audit.topics for e in t.relations if e.judgement.relation is Relation.CONFLICT]
    assert len(conflicts) == 1


def test_a_denial_among_other_words_contradicts_nothing(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "Wolves that hunt the flocks near the pastures are seldom seen by the herdsmen of the valley.",
        "The flocks near the pastures are large, and wolves have never been a concern of those who keep them.",
    )
    assert not [e for t in audit.topics for e in t.relations if e.judgement.relation is Relation.CONFLICT]


def test_a_word_of_two_parts_is_read_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the order of a set of roots is in this run: equal input gives equal bytes."""
    said = import_module("auditor.extraction.restated.said")
    said._root.cache_clear()
    monkeypatch.setattr(said, "words", lambda text: ["risk", "gene"])
    assert said._root("Gene-risk") == "gene"
    said._root.cache_clear()


LISTS = [
    (
        "Camping is allowed at Aro Flat and at the Lower Bend, and nowhere else.",
        "Camping is allowed at Aro Flat, the Lower Bend and Fox Meadow.",
        "Fox Meadow",
    ),
    (
        "Walks across Holm Ridge are held on Saturdays only.",
        "Walks across Holm Ridge are held on Saturdays and Sundays.",
        "Sundays",
    ),
    (
        "Camping is allowed at Aro Flat and at the Lower Bend.",
        "Camping is allowed at Aro Flat, the Lower Bend and Fox Meadow.",
        "",
    ),
    (
        "Camping is allowed at Aro Flat and at the Lower Bend, and nowhere else.",
        "Camping is allowed at Aro Flat and the Lower Bend, both by a brook.",
        "",
    ),
    (
        "Camping is allowed not only at Aro Flat and at the Lower Bend.",
        "Camping is allowed at Aro Flat, the Lower Bend and Fox Meadow.",
        "",
    ),
]


@pytest.mark.parametrize(("mine", "theirs", "besides"), LISTS)
def test_all_there_is_leaves_no_room_for_more(tmp_path: Path, mine: str, theirs: str, besides: str) -> None:
    audit = audited(tmp_path, mine, theirs)
    conflicts = [
        edge.judgement.reason
        for topic in audit.topics
        for edge in topic.relations
        if edge.judgement.relation is Relation.CONFLICT
    ]
    assert [besides in reason for reason in conflicts] == ([True] if besides else [])


def test_a_labelled_cell_without_a_word_denies_nothing(tmp_path: Path) -> None:
    """It crashed every audit of such a table: two words of label tell enough, and there is no token beside them."""
    audit = audited(
        tmp_path,
        "See the prices.\n\n| Wagon | Weight | Harvest festival fee |\n| --- | --- | --- |\n| Oxcart | heavy | - |\n\n",
        "The harvest festival fee is due.",
    )
    assert not audit.unread and len(audit.sources) == 2
