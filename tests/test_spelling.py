"""One word, two ways of spelling: what is read and what it is about is the same on both sides of the Atlantic."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit import judge
from auditor.cues import stem
from auditor.documents import load_all
from auditor.model import Relation
from auditor.packs import load
from auditor.subjects import subject_of

PAIRS = (
    "haemophilia hemophilia, anaemic anemic, leukaemia leukemia, coeliac celiac, oesophagus esophagus, tumours tumors, "
    "paediatric pediatric, diarrhoea diarrhea, centre center, kilometres kilometers, theatres theaters, fibre fiber, "
    "colour color, neighbouring neighboring, organised organized, analysed analyzed, labelled labeled, travelling "
    "traveling, programme program, licence license, grey gray, aluminium aluminum, oestrogen estrogen"
)
APART = "hour hor, four for, acre acer, massacre massacer, size sise, prize prise, pour por, raise raize"


@pytest.mark.parametrize("pair", PAIRS.split(", "))
def test_both_spellings_have_one_stem(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) == stem(other)


@pytest.mark.parametrize("pair", APART.split(", "))
def test_words_that_only_look_like_it_keep_theirs(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_a_subject_is_known_in_either_spelling(tmp_path: Path) -> None:
    for name, text in (
        ("a", "# Harbour fibre guild\n\nThe Harbour fibre guild has 40 looms."),
        ("b", "# Harbor fiber guild\n\nThe Harbor fiber guild has 45 looms."),
        ("c", "# Harbour fibre guild\n\nNo loom of the harbour fibre guild is older than a century."),
    ):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    documents, _ = load_all([tmp_path])
    assert subject_of(documents).name.lower() in ("harbour fibre guild", "harbor fiber guild")
    found = judge(*load_all([tmp_path]), load(()), "2026-11-21")
    assert any(e.judgement.relation is Relation.CONFLICT for t in found.topics for e in t.relations), "40 looms against 45"
