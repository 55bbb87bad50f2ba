"""What a report shows, tested without any markup."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from fixtures_audit import audit, document, large, number
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Audit, Flag, FlagKind, Interval, Metadata, Reading
from auditor.outputs.view import report
from auditor.outputs.view.findings import ROWS, letter
from auditor.outputs.view.index import index, safe_address
from auditor.outputs.view.matrix import CELLS
from auditor.outputs.view.nouns import Finding, Mark, Report
from auditor.outputs.view.passages import live_link, visible
from auditor.outputs.view.plot import plot


def findings(page: Report) -> dict[str, Finding]:
    return {found.attribute: found for section in page.sections for found in section.findings}


def interval(low: str | None, high: str | None, unit: str = "year") -> tuple[Interval, bool]:
    value = number(low, high, unit).value
    assert isinstance(value, Interval)
    return value, False


def test_summary() -> None:
    page = report(audit())
    assert page.verdict == (
        "The 5 sources contradict each other on 5 of the 10 attributes they share, differ in part on 1 and "
        "give the same figure for different things on 1."
    )
    assert page.scale == "5 documents read, 33 claims found on 15 attributes."
    counts = {count.kind: count.number for count in page.counts}
    assert counts == {
        "conflict": 5, "overlap": 1, "trap": 1, "outdated": 1, "derived": 1, "internal": 1, "agree": 2, "single": 5,
    }  # fmt: skip
    assert [found.attribute for found in page.top] == ["first lit", "summer share of visitors", "length of service"]


def test_what_was_not_checked() -> None:
    page = report(audit())
    assert "1 file could not be read." in page.unchecked
    assert "5 attributes are stated by one source only." in page.unchecked
    assert "Coast Almanac: encoding guessed: cp1252." in page.unchecked
    assert page.unread == (("texts/scan.pdf", "the file holds pictures of pages but no text"),)


def test_a_mute_source_is_named() -> None:
    mute = document("mute", "texts/mute.txt", "Nothing here.", Metadata(publisher="The Quiet Press"))
    page = report(replace(audit(), sources=(*audit().sources, mute)))
    assert "No claim was found in The Quiet Press." in page.unchecked


@pytest.mark.parametrize(
    ("sources", "words"), [(0, "No source was read."), (1, "Only one source was read: nothing to compare it with.")]
)
def test_verdict_without_comparison(sources: int, words: str) -> None:
    assert report(Audit("x", audit().sources[:sources], (), ())).verdict == words


def test_verdict_without_contradiction() -> None:
    made = audit()
    agreed = replace(made, topics=tuple(topic for topic in made.topics if topic.verdict in ("agree", "single")))
    assert report(agreed).verdict == "No contradiction was found between the 5 sources on the 2 attributes they share."


def test_kinds_and_their_order() -> None:
    page = report(audit())
    assert [section.kind for section in page.sections] == [
        "conflict", "overlap", "trap", "outdated", "derived", "internal", "silent", "scope", "agree", "single",
    ]  # fmt: skip
    kinds = {name: found.kinds for name, found in findings(page).items()}
    assert kinds["summer share of visitors"] == ("conflict", "derived")
    assert kinds["first lit"] == ("conflict", "internal")
    assert kinds["length of service"] == ("trap", "scope")
    assert kinds["intensity of lamp"] == ("scope",)
    conflicts = [found.attribute for found in page.sections[0].findings]
    assert conflicts[-1] == "fog signal heard in the town"  # only a warning


def test_sections_point_to_what_stands_above() -> None:
    also = {section.kind: [found.attribute for found in section.also] for section in report(audit()).sections}
    assert also["outdated"] == ["light sources"]
    assert also["derived"] == ["summer share of visitors"]
    assert also["internal"] == ["first lit"]


def test_a_trap_is_seen_through_units() -> None:
    made = audit()
    service = next(topic for topic in made.topics if topic.attribute == "length of service")
    first, second = service.positions
    months = replace(second.reading, value=Interval(Decimal(36), Decimal(60), "month"))
    topic = replace(service, positions=(first, replace(second, reading=months)))
    assert findings(report(replace(made, topics=(topic,))))["length of service"].kind == "trap"


def test_a_single_source_against_itself_is_internal() -> None:
    made = audit()
    lit = next(topic for topic in made.topics if topic.attribute == "first lit")
    own = tuple(replace(position, sources=("gazette",), claims=position.claims[-1:]) for position in lit.positions)
    page = report(replace(made, topics=(replace(lit, positions=own),)))
    found = findings(page)["first lit"]
    assert found.kinds == ("internal",)
    assert "contradict" not in page.verdict


def test_headlines() -> None:
    found = findings(report(audit()))
    assert found["length of service"].headline == (
        "Both say 3 to 5 years: from appointment in Skarholm Tourist Office, from certification in Museum of the Sound."
    )
    assert found["height of tower"].headline.startswith("31 m in Skarholm Tourist Office and handbook.md, but 34 m in")
    assert found["range"].headline.startswith(
        "18 nautical miles in Coast Almanac agrees with 16 to 20 nautical miles in"
    )
    assert found["winter share of visitors"].headline == "5 to 10 % in Coast Almanac."


def test_rows_say_what_by_whom() -> None:
    height = findings(report(audit()))["height of tower"]
    assert [(row.letter, row.value, len(row.sources)) for row in height.rows] == [
        ("A", "31 m", 2), ("B", "31 to 31.5 m", 1), ("C", "34 m", 1),
    ]  # fmt: skip
    assert [(why.a, why.b, why.relation) for why in height.whys] == [
        ("A", "C", "conflict"), ("B", "C", "conflict"), ("A", "B", "agree"),
    ]  # fmt: skip


def test_choices_lie_side_by_side() -> None:
    lamps = findings(report(audit()))["light sources"]
    assert [row.chosen for row in lamps.rows] == [
        (("LED", False), ("acetylene", True), ("paraffin", True)),
        (("LED", True), ("acetylene", True), ("paraffin", True)),
    ]


def test_polarity_has_a_side_and_a_hedge() -> None:
    fog = findings(report(audit()))["fog signal heard in the town"]
    assert [(row.value, row.side) for row in fog.rows] == [("possibly yes", 1), ("usually no", -2), ("no", -3)]


def test_outdated_names_the_fact_and_its_source() -> None:
    (remark,) = findings(report(audit()))["light sources"].remarks
    assert (remark.kind, remark.href) == ("outdated", "https://example.org/lamps/2009")
    assert "2009" in remark.reason
    assert [name for name, _ in remark.claims] == ["Skarholm Tourist Office"]


def test_derived_names_those_who_imply_it() -> None:
    (remark,) = findings(report(audit()))["summer share of visitors"].remarks
    assert [name for name, _ in remark.claims] == ["Coast Almanac", "Skarholm Tourist Office"]
    assert remark.source == ""


def test_quotes_stand_in_their_sentence() -> None:
    summer = findings(report(audit()))["summer share of visitors"]
    quote = summer.rows[1].quotes[0]
    assert (quote.before, quote.marked, quote.after) == ("Some ", "90–95 %", " of visitors come in summer.")
    assert quote.heading == "Who owns Skarholm Light?"
    assert (quote.line, quote.spot) == (5, "texts/museum.html:5:88")
    assert (
        quote.href
        == "https://example.org/museum#top:~:text=Some%2090%E2%80%9395%20%25%20of%20visitors%20come%20in%20summer."
    )


def test_markup_inside_words_vanishes() -> None:
    raw = "<p>about <b>3</b>&ndash;5<br>years</p>"
    text = "   about    3    –      5    years    "
    assert len(raw) == len(text)
    made = replace(document("x", "x.txt", raw, Metadata()), text=text)
    assert visible(made, 0, len(raw)) == "about 3–5 years"


def test_source_pages_mark_claims_in_place() -> None:
    museum = next(page for page in report(audit()).sources if page.ref.name == "Museum of the Sound")
    first = museum.passages[0]
    assert first.headings == ("Who owns Skarholm Light?",)
    assert [text for text, anchor in first.segments if anchor] == ["1871", "90–95 %"]
    assert "".join(text for text, _ in first.segments).endswith("% of visitors come in summer.")
    assert [words for _, words, _ in first.notes] == ["first lit: 1871", "summer share of visitors: about 90 to 95 %"]
    assert museum.passages[-1].label == "LED – Intensity"


def test_long_stretches_without_claims_are_cut() -> None:
    made = audit()
    guide = made.sources[0]
    tail = " and so on" * 500
    last = replace(guide.blocks[-1], end=len(guide.raw) + len(tail))
    long = replace(guide, raw=guide.raw + tail, text=guide.raw + tail, blocks=(*guide.blocks[:-1], last))
    passage = report(replace(made, sources=(long, *made.sources[1:]))).sources[0].passages[-1]
    words = "".join(text for text, _ in passage.segments)
    assert len(words) < 1_000
    assert words.startswith("Only paraffin and acetylene have been used")
    assert " … " in words
    assert words.endswith("and so on")


def test_overlapping_claims_lose_no_text() -> None:
    made = audit()
    long = next(claim for claim in made.claims if claim.quote == "31 to 31.5 m")
    inner = replace(long, id="inner", start=long.start + 3, end=long.end, quote="to 31.5 m")
    page = report(replace(made, claims=(*made.claims, inner)))
    passage = page.sources[1].passages[0]
    assert "Height of tower 31 to 31.5 m. Range 18" in "".join(text for text, _ in passage.segments)
    assert "c-inner" in [anchor for _, anchor in passage.segments]


def test_matrix_says_what_each_source_says() -> None:
    grid = report(audit()).matrix
    rows = {found.attribute: cells for found, cells in grid.rows}
    assert "winter share of visitors" not in rows  # said by one source only
    assert grid.sources[0].name == "Skarholm Tourist Office"
    assert rows["first lit"][0].said == (("1869", "conflict", "conflict"),)
    assert rows["first lit"][1].said == ()
    assert [value for value, _, _ in rows["first lit"][3].said] == ["1869", "1871"]
    assert rows["steps"][0].said == (("144 steps", "agree", "agrees"),)


def test_a_large_matrix_says_what_it_leaves_out() -> None:
    grid = report(large(2_000)).matrix
    assert len(grid.rows) * len(grid.sources) <= CELLS
    assert len(grid.rows) + grid.unlisted == sum(len(topic_sources(topic)) > 1 for topic in large(2_000).topics)


def topic_sources(topic: object) -> set[str]:
    return {source for position in topic.positions for source in position.sources}  # type: ignore[attr-defined]


def test_many_positions_are_cut_and_counted() -> None:
    made = audit()
    height = next(topic for topic in made.topics if topic.attribute == "height of tower")
    one = height.positions[0]
    many = tuple(
        replace(one, id=f"p{at}", reading=Reading(Interval(Decimal(at), Decimal(at), "m")))
        for at in range(1, ROWS + 11)
    )
    found = findings(report(replace(made, topics=(replace(height, positions=many, relations=()),))))["height of tower"]
    assert (len(found.rows), found.unlisted) == (ROWS, 10)


def test_audit_flags_stand_in_their_section() -> None:
    flag = Flag(FlagKind.SILENT, (), "never said", "guide")
    sections = {section.kind: section for section in report(replace(audit(), flags=(flag,))).sections}
    assert [(r.reason, r.source) for r in sections["silent"].remarks] == [("Never said.", "Skarholm Tourist Office")]


def test_sources_of_one_publisher_have_names_of_their_own() -> None:
    made = tuple(document(f"d{n}", f"texts/{n}.txt", "", Metadata(f"Title {n}", "One House")) for n in range(2))
    assert [ref.name for ref in index(Audit("x", made, (), ())).refs.values()] == ["Title 0", "Title 1"]


def test_anchors_are_unique_and_plain() -> None:
    made = tuple(document(name, name, "", Metadata()) for name in ("a b", "a/b", "ä", "a-b"))
    anchors = [ref.anchor for ref in index(Audit("x", made, (), ())).refs.values()]
    assert len(set(anchors)) == 4
    assert all(anchor.isascii() and " " not in anchor for anchor in anchors)


def test_plot_of_ranges() -> None:
    axis, marks = plot([interval("85", "90", "percent"), interval("90", "95", "percent")]) or pytest.fail("no plot")
    assert [tick.label for tick in axis.ticks] == ["85", "90", "95"]
    assert axis.label == "%"
    assert marks[0].x2 == marks[1].x1 == 50
    assert axis.shared is None  # they share a point, no stretch


def test_plot_starts_at_zero_when_near() -> None:
    axis, _ = plot([interval("3", "5"), interval("1", "2")]) or pytest.fail("no plot")
    assert axis.ticks[0].label == "0"


def test_plot_shows_what_all_share() -> None:
    axis, marks = plot([interval("12", "18"), interval("15", "27")]) or pytest.fail("no plot")
    assert axis.shared == (marks[1].x1, marks[0].x2)


def test_plot_goes_logarithmic_over_two_decades() -> None:
    axis, marks = plot([interval("1000", "1000", "m"), interval("450000", "450000", "m")]) or pytest.fail("no plot")
    assert axis.log
    assert axis.label == "m, logarithmic scale"
    assert [tick.label for tick in axis.ticks] == ["1,000", "10,000", "100,000", "1,000,000"]
    near, _ = plot([interval("10", "10"), interval("1000", "1000")]) or pytest.fail("no plot")
    assert not near.log
    assert marks[0].x1 < marks[1].x1


def test_plot_of_open_ends() -> None:
    _, marks = plot([interval(None, "40", "percent"), interval("10", None, "percent")]) or pytest.fail("no plot")
    assert (marks[0].x1, marks[0].open_low, marks[0].open_high) == (0, True, False)
    assert (marks[1].x2, marks[1].open_low, marks[1].open_high) == (100, False, True)


def test_plot_turns_units_into_the_commonest() -> None:
    axis, marks = plot([interval("1", "2"), interval("2", "3"), interval("12", "24", "month")]) or pytest.fail(
        "no plot"
    )
    assert axis.label == "years"
    assert marks[2] == marks[0]


def test_no_plot_of_what_cannot_share_an_axis() -> None:
    assert plot([]) is None
    assert plot([interval(None, None)]) is None
    assert plot([interval("1", "2"), interval("1", "2", "mg")]) is None


def test_years_are_no_thousands() -> None:
    axis, _ = plot([interval("1869", "1869", "calendar year")]) or pytest.fail("no plot")
    assert "1869" in [tick.label for tick in axis.ticks]


FINITE = st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=3)


@given(st.lists(st.tuples(FINITE, FINITE), min_size=1, max_size=6))
def test_marks_lie_on_the_plot_in_the_order_of_their_values(pairs: list[tuple[Decimal, Decimal]]) -> None:
    values = [Interval(min(pair), max(pair), "m") for pair in pairs]
    axis, marks = plot([(value, False) for value in values]) or pytest.fail("no plot")
    assert all(0 <= mark.x1 <= mark.x2 <= 100 for mark in marks)
    assert len(axis.ticks) <= 12
    assert [tick.x for tick in axis.ticks] == sorted(tick.x for tick in axis.ticks)
    for (a, first), (b, second) in itertools.pairwise(
        sorted(zip(values, marks, strict=True), key=lambda p: p[0].low or 0)
    ):
        assert a.low is not None
        assert b.low is not None
        assert first.x1 <= second.x1


def test_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "vbscript:x",
        "data:text/html,x", "file:///etc/passwd", "//example.org", "https://", "https://a b", "ftp://a",
        'https://a"onclick=x', "https://a\u202eb", "https://a\x00b", "https://a<script>",
    ],
)  # fmt: skip
def test_unsafe_addresses(url: str) -> None:
    assert safe_address(url) == ""
    assert live_link(url, "words") == ""


@pytest.mark.parametrize("url", ["https://example.org/ä?x=1&y=2#z", "http://example.org", "mailto:a@example.org"])
def test_safe_addresses(url: str) -> None:
    assert safe_address(url) == url


def test_live_links_of_long_sentences_name_both_ends() -> None:
    link = live_link("https://example.org", "one two-three, four five six seven eight nine ten eleven twelve")
    assert (
        link
        == "https://example.org#:~:text=one%20two%2Dthree%2C%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve"
    )


def test_marks_are_points_or_bars() -> None:
    _, marks = plot([interval("3", "3"), interval("3", "5")]) or pytest.fail("no plot")
    assert marks[0].x1 == marks[0].x2
    assert isinstance(marks[1], Mark)
    assert marks[1].x1 < marks[1].x2


def test_relations_that_say_nothing_leave_statements_uncompared() -> None:
    made = audit()
    reach = next(topic for topic in made.topics if topic.attribute == "range")
    apart = replace(reach, verdict="single", relations=())
    assert findings(report(replace(made, topics=(apart,))))["range"].kind == "scope"
