"""Enumerations: lists that two documents have, in a row of words or as items, told whole."""

from __future__ import annotations

from pathlib import Path

from auditor.audit import judge
from auditor.documents import load_all
from auditor.model import Audit, Choice, Relation
from auditor.packs import load

DAY = "2026-11-21"


def audited(folder: Path, *texts: str) -> Audit:
    for number, text in enumerate(texts):
        (folder / f"d{number}.md").write_text(f"# Tarn mill\n\nTarn mill stands in the north.\n\n{text}\n", "utf-8")
    return judge(*load_all([folder]), load(()), DAY)


def lists(audit: Audit) -> list[set[str]]:
    told = [c.reading.value for c in audit.claims if c.key and c.key[0].startswith("=listed")]
    return [set(value.values) for value in told if isinstance(value, Choice)]


def relations(audit: Audit) -> set[Relation]:
    keys = {c.id for c in audit.claims if c.key and c.key[0].startswith("=listed")}
    return {
        edge.judgement.relation
        for topic in audit.topics
        if any(claim in keys for p in topic.positions for claim in p.claims)
        for edge in topic.relations
    }


def test_a_row_of_words_meets_a_list_of_items(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "The mill grinds spelt, barley and buckwheat on two stones.",
        "What the mill grinds:\n\n- spelt\n- buckwheat, in autumn\n- barley\n",
    )
    assert lists(audit) == [{"spelt", "barley", "buckwheat"}] * 2


def test_what_only_one_list_names_is_told_and_the_lists_overlap(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "Visitors come from Norway, Denmark and Iceland.",
        "Most visitors come from Norway, Denmark and Sweden.",
    )
    assert sorted(map(sorted, lists(audit))) == [["denmark", "iceland", "norway"], ["denmark", "norway", "sweden"]]
    assert relations(audit) == {Relation.OVERLAP}


def test_a_list_within_a_longer_one_agrees(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "The stones were cut from granite, basalt and slate.",
        "Granite, basalt, slate and flint were cut for the stones.",
    )
    assert len(lists(audit)) == 2
    assert Relation.CONFLICT not in relations(audit)


def test_lists_of_other_things_stay_apart(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "The miller keeps geese, goats and two donkeys.",
        "The wheel is made of oak, ash and wrought iron.",
    )
    assert lists(audit) == []


def test_two_general_nouns_are_no_list(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "The causes and symptoms of the disease in the millers' lungs are known.",
        "Millers' lungs: symptoms and causes of the disease were studied.",
    )
    assert lists(audit) == []


def test_one_name_with_an_and_in_it_is_no_list(tmp_path: Path) -> None:
    audit = audited(
        tmp_path,
        "The Food and Grain Administration approved the stones of the mill.",
        "The stones were tested by the Food and Grain Administration.",
    )
    assert lists(audit) == []


def test_what_stands_alone_is_no_claim(tmp_path: Path) -> None:
    assert lists(audited(tmp_path, "The mill grinds spelt, barley and rye.", "The mill burnt down in a storm.")) == []
