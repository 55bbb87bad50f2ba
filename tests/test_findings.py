"""Findings: one a topic and kind, the newest document first, and a fingerprint that only content changes."""

from __future__ import annotations

from dataclasses import replace

import fixtures_audit
import pytest

from auditor.findings import CODES, Finding, findings, fingerprint
from auditor.model import Audit, Claim, Flag, FlagKind, Interval, Metadata

AUDIT = fixtures_audit.audit()


def of(audit: Audit, code: str, attribute: str) -> Finding:
    (found,) = (f for f in findings(audit) if f.code == code and f.attribute == attribute)
    return found


def with_claims(audit: Audit, change: object) -> Audit:
    return replace(audit, claims=tuple(change(claim) for claim in audit.claims))  # type: ignore[operator]


def test_every_kind_is_found_once_a_topic() -> None:
    assert [(f.code, f.attribute) for f in findings(AUDIT)] == [
        ("AC101", "first lit"),
        ("AC101", "fog signal heard in the town"),
        ("AC101", "height of tower"),
        ("AC101", "light sources"),
        ("AC101", "summer share of visitors"),
        ("AC102", "visitors a year"),
        ("AC103", "length of service"),
        ("AC104", "summer share of visitors and winter share of visitors"),
        ("AC105", "first lit"),
        ("AC201", "light sources"),
        ("AC301", ""),
    ]


def test_kind_is_that_of_the_code() -> None:
    assert all(CODES[f.code].kind == f.kind for f in findings(AUDIT))
    assert len({code.kind for code in CODES.values()}) == len(CODES)


def test_newest_document_stands_first() -> None:
    found = of(AUDIT, "AC101", "height of tower")
    assert [c.partition("-")[0] for c in found.claims] == ["gazette", "almanac", "guide", "handbook"]
    assert found.source == "gazette"
    assert found.message == (
        "height of tower: 34 m in gazette, but 31 m in guide and handbook; 31 to 31.5 m in almanac. "
        "31 m and 34 m have no value in common."
    )


def test_without_dates_the_odd_one_out_stands_first() -> None:
    undated = replace(AUDIT, sources=tuple(replace(s, metadata=Metadata()) for s in AUDIT.sources))
    found = of(undated, "AC101", "height of tower")
    assert {c.partition("-")[0] for c in found.claims[:2]} == {"almanac", "gazette"}
    assert [c.partition("-")[0] for c in found.claims[2:]] == ["guide", "handbook"]


def test_severity_is_that_of_the_conflict() -> None:
    assert of(AUDIT, "AC101", "fog signal heard in the town").severity == "warning"
    assert of(AUDIT, "AC101", "height of tower").severity == "error"
    assert of(AUDIT, "AC103", "length of service").severity == "info"


def test_a_title_that_is_not_answered_names_its_document() -> None:
    silent = of(AUDIT, "AC301", "")
    assert (silent.source, silent.claims, silent.topic) == ("museum", (), "")


def test_place_changes_no_fingerprint() -> None:
    def moved(claim: Claim) -> Claim:
        return replace(claim, start=claim.start + 7, end=claim.end + 7, path=("elsewhere",), quote="...", trace=())

    assert [f.fingerprint for f in findings(with_claims(AUDIT, moved))] == [f.fingerprint for f in findings(AUDIT)]


def test_a_changed_figure_changes_exactly_its_findings() -> None:
    topic = next(t for t in AUDIT.topics if t.attribute == "height of tower")
    lone = next(p for p in topic.positions if p.sources == ("gazette",))
    assert isinstance(lone.reading.value, Interval)
    reading = replace(lone.reading, value=replace(lone.reading.value, low=None))

    def changed(claim: Claim) -> Claim:
        return replace(claim, reading=reading) if claim.id in lone.claims else claim

    before = {f.fingerprint for f in findings(AUDIT)}
    after = findings(with_claims(AUDIT, changed))
    assert [f.attribute for f in after if f.fingerprint not in before] == ["height of tower"]


@pytest.mark.parametrize(
    "said",
    [
        [("a", "6..10 percent"), ("b", "15..20 percent")],
        [("a", "5..10 percent"), ("c", "15..20 percent")],
        [("a", "5..10 percent")],
    ],
)
def test_fingerprint_is_of_what_each_source_says(said: list[tuple[str, str]]) -> None:
    base = [("a", "5..10 percent"), ("b", "15..20 percent")]
    one = fingerprint("conflict", "familial share", base)
    assert one == fingerprint("conflict", "Familial share", [*reversed(base), base[0]])
    assert fingerprint("conflict", "familial share", said) != one
    assert fingerprint("overlap", "familial share", base) != one


def test_two_subjects_with_one_attribute_are_told_apart() -> None:
    topic = next(t for t in AUDIT.topics if t.attribute == "height of tower")
    twin = replace(topic, id="twin", subject="Another Light")
    both = [f for f in findings(replace(AUDIT, topics=(*AUDIT.topics, twin))) if f.attribute == "height of tower"]
    assert len({f.fingerprint for f in both}) == 2


def test_outdated_statements_are_one_finding_a_document() -> None:
    topic = next(t for t in AUDIT.topics if t.attribute == "light sources")
    flag = Flag(FlagKind.OUTDATED, tuple(c for p in topic.positions for c in p.claims), "Gas was lit in 2020.")
    changed = replace(AUDIT, topics=(replace(topic, flags=(flag,)),))
    assert [f.source for f in findings(changed) if f.code == "AC201"] == ["almanac", "guide"]
