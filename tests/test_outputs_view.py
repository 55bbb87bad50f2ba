"""What a report shows, tested without any markup."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from fixtures_audit import audit, document, large, number
from hypothesis import given
from hypothesis import strategies as st

from auditor.check import Settled, check
from auditor.decisions import Decision, Verdict
from auditor.model import Audit, Choice, Flag, FlagKind, Interval, Metadata, Reading, Span
from auditor.outputs.view import report
from auditor.outputs.view.findings import ROWS, letter
from auditor.outputs.view.index import index, safe_address
from auditor.outputs.view.matrix import SAID
from auditor.outputs.view.nouns import Finding, Mark
from auditor.outputs.view.page import Cell, Line, Matrix, Passage, Report, Statement
from auditor.outputs.view.passages import live_link, visible
from auditor.outputs.view.plot import plot
from auditor.rules import Fact
from auditor.topics.law import Law
from auditor.topics.outdated import outdated


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
    assert page.scale == (
        "5 documents read, 33 claims found on 15 attributes. They are dated 2016 to 2023; 1 bears no date."
    )
    counts = {count.kind: count.number for count in page.counts}
    assert counts == {
        "conflict": 5, "overlap": 1, "trap": 1, "outdated": 1, "derived": 1, "internal": 1, "silent": 1, "agree": 2,
        "single": 5,
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
    assert quote.pieces == (("Some ", ""), ("90–95 %", "figure"), (" of visitors come in summer.", ""))
    assert quote.heading == "Who owns Skarholm Light?"
    assert (quote.line, quote.spot) == (5, "texts/museum.html:5:88")
    assert quote.href == "https://example.org/museum#top:~:text=Some%2090%E2%80%9395%20%25,come%20in%20summer."


def test_markup_inside_words_vanishes() -> None:
    raw = "<p>about <b>3</b>&ndash;5<br>years</p>"
    text = "   about    3    –      5    years    "
    assert len(raw) == len(text)
    made = replace(document("x", "x.txt", raw, Metadata()), text=text)
    assert visible(made, 0, len(raw)) == "about 3–5 years"


def text_of(passage: Passage) -> str:
    return "".join(segment.text for segment in passage.segments)


def test_source_pages_mark_claims_in_place() -> None:
    museum = next(page for page in report(audit()).sources if page.ref.name == "Museum of the Sound")
    first = museum.passages[1]
    found = findings(report(audit()))
    assert (museum.passages[0].kind, museum.passages[0].level) == ("heading", 1)
    assert [(each.text, each.kind, each.finding) for each in first.segments if each.anchor] == [
        ("1871", "conflict", found["first lit"].anchor),
        ("90–95 %", "conflict", found["summer share of visitors"].anchor),
    ]
    assert text_of(first).endswith("% of visitors come in summer.")
    assert [words for _, words, _ in first.notes] == ["first lit", "summer share of visitors"]
    assert museum.passages[-1].label == "LED – Intensity"


def test_long_stretches_without_claims_are_cut() -> None:
    made = audit()
    guide = made.sources[0]
    tail = " and so on" * 500
    last = replace(guide.blocks[-1], end=len(guide.raw) + len(tail))
    long = replace(guide, raw=guide.raw + tail, text=guide.raw + tail, blocks=(*guide.blocks[:-1], last))
    passage = report(replace(made, sources=(long, *made.sources[1:]))).sources[0].passages[-1]
    words = text_of(passage)
    assert len(words) < 1_000
    assert words.startswith("Only paraffin and acetylene have been used")
    assert " … " in words
    assert words.endswith("and so on")


def test_overlapping_claims_lose_no_text() -> None:
    made = audit()
    long = next(claim for claim in made.claims if claim.quote == "31 to 31.5 m")
    inner = replace(long, id="inner", start=long.start + 3, end=long.end, quote="to 31.5 m")
    more = replace(made, claims=(*made.claims, inner))
    page = report(more)
    passage = next(each for each in page.sources[1].passages if "Height" in text_of(each))
    assert "Height of tower 31 to 31.5 m. Range 18" in text_of(passage)
    assert index(more).claim_anchors["inner"] in [segment.anchor for segment in passage.segments]


def rows_of(grid: Matrix) -> list[tuple[Finding, tuple[Cell, ...]]]:
    return [(line.finding, line.cells) for line in lines_of(grid)]


def lines_of(grid: Matrix) -> list[Line]:
    return [row for _, rows in grid.groups for row in rows]


def test_matrix_says_what_each_source_says() -> None:
    grid = report(audit()).matrix
    rows = {found.attribute: cells for found, cells in rows_of(grid)}
    assert "winter share of visitors" not in rows  # said by one source only
    assert grid.sources[0].name == "Skarholm Tourist Office"
    assert rows["first lit"][0].said == (Statement("A", "1869", "conflict", "conflict", (1, 4)),)
    assert rows["first lit"][1].said == ()
    assert [statement.value for statement in rows["first lit"][3].said] == ["1869", "1871"]
    assert [(said.value, said.kind, said.word) for said in rows["steps"][0].said] == [("144 steps", "agree", "agrees")]
    assert not grid.wide and not any(line.statements for line in lines_of(grid))


def test_a_large_matrix_says_what_it_leaves_out() -> None:
    grid = report(large(4_000)).matrix
    assert grid.unlisted
    assert sum(len(cell.said) for _, cells in rows_of(grid) for cell in cells) <= SAID
    assert len(rows_of(grid)) + grid.unlisted == sum(len(topic_sources(topic)) > 1 for topic in large(4_000).topics)


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
    assert link == "https://example.org#:~:text=one%20two%2Dthree%2C%20four,ten%20eleven%20twelve"


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


def test_matrix_groups_follow_the_sections() -> None:
    page = report(audit())
    assert [kind for kind, _ in page.matrix.groups] == ["conflict", "overlap", "trap", "scope", "agree"]


def crowded() -> Audit:
    """The audit with twenty more sources, which all say one thing on the height of the tower."""
    made = audit()
    more = tuple(
        document(f"more{n}", f"texts/more{n}.txt", "31 m", Metadata(publisher=f"House {n}")) for n in range(20)
    )
    claims = tuple(
        replace(made.claims[0], id=f"m{n}", source=f"more{n}", start=0, end=4, sentence=Span(0, 4)) for n in range(20)
    )
    height = next(topic for topic in made.topics if topic.attribute == "height of tower")
    one, *rest = height.positions
    crowd = replace(one, claims=tuple(c.id for c in claims), sources=tuple(c.source for c in claims))
    topics = (replace(height, positions=(crowd, *rest)), *(topic for topic in made.topics if topic is not height))
    return replace(made, sources=(*made.sources, *more), claims=(*made.claims, *claims), topics=topics)


def test_a_wide_matrix_joins_the_silent() -> None:
    grid = report(crowded()).matrix
    assert grid.wide
    for _, cells in rows_of(grid):
        assert sum(cell.span for cell in cells) == len(grid.sources) > 12
        assert all(cell.span == 1 for cell in cells if cell.said)
    assert max(cell.span for _, cells in rows_of(grid) for cell in cells) >= 20


def test_a_wide_matrix_names_statements_by_the_letters_of_their_finding() -> None:
    page = report(crowded())
    found = findings(page)
    number = {ref.number: at for at, ref in enumerate(page.matrix.sources)}
    for line in lines_of(page.matrix):
        rows = {row.letter: {ref.number for ref in row.sources} for row in found[line.finding.attribute].rows}
        assert {each.letter: set(each.sources) for each in line.statements} == rows
        flat = [cell for cell in line.cells for _ in range(cell.span)]
        for letter_, numbers in rows.items():
            speaking = {at for at, cell in enumerate(flat) if letter_ in [each.letter for each in cell.said]}
            assert speaking == {number[each] for each in numbers}


def test_a_wide_matrix_begins_with_those_most_at_odds() -> None:
    grid = report(crowded()).matrix
    conflicts = {ref.number: 0 for ref in grid.sources}
    for line in lines_of(grid):
        for statement in line.statements:
            for each in statement.sources:
                conflicts[each] += statement.kind == "conflict"
    in_order = [conflicts[ref.number] for ref in grid.sources]
    assert in_order == sorted(in_order, reverse=True)
    assert in_order[0] > in_order[-1]


def test_what_a_position_was_read_by_is_told_once() -> None:
    (first, *rest) = findings(report(crowded()))["height of tower"].origins
    assert first.source == ", ".join(f"House {n}" for n in range(6))  # as many as are quoted
    assert first.letter == "A" and "A" not in [origin.letter for origin in rest]


def test_long_values_are_short_in_the_matrix() -> None:
    made = audit()
    lamps = next(topic for topic in made.topics if topic.attribute == "light sources")
    many = Reading(Choice(tuple(f"lamp number {n}" for n in range(30))))
    topic = replace(lamps, positions=(replace(lamps.positions[0], reading=many), lamps.positions[1]))
    (_, cells), *_ = rows_of(report(replace(made, topics=(topic,))).matrix)
    assert cells[0].said[0].value.endswith(" …")
    assert len(cells[0].said[0].value) <= 62


def test_the_words_of_a_scope_are_apart() -> None:
    service = findings(report(audit()))["length of service"]
    pieces = [quote.pieces for row in service.rows for quote in row.quotes]
    assert pieces[0] == (("A keeper served for ", ""), ("3 to 5 years from appointment", "figure"), (".", ""))
    made = audit()
    claims = tuple(
        replace(claim, end=claim.end - 17) if "certification" in claim.quote else claim for claim in made.claims
    )
    quotes = findings(report(replace(made, claims=claims)))["length of service"].rows[1].quotes
    assert ("certification", "scope") in quotes[0].pieces
    assert "".join(text for text, _ in quotes[0].pieces) == "Keepers served for 3 to 5 years from certification."


def test_the_timeline_says_who_said_what_when() -> None:
    led = Fact("lamps", "light sources", "", ("LED",), "2017-05-05", place="Norway", source="https://example.org/led")
    xenon = replace(led, values=("xenon",), since="2020", place="")
    law = Law({}, {"light sources": (led, xenon)}, {}, {}, frozenset())
    topic = next(topic for topic in audit().topics if topic.attribute == "light sources")
    claims = [claim for claim in audit().claims if claim.attribute == "light sources"]
    flags = outdated(claims, law, {"guide": "2016-05"}, "2024-02-29")  # in the words of the real stage
    line = findings(report(replace(audit(), topics=(replace(topic, flags=flags),))))["light sources"].timeline
    assert line
    assert [(event.date, event.who, event.fact) for event in line.events] == [
        ("2016-05", "Skarholm Tourist Office", False),
        ("2017-05-05", "LED (Norway)", True),
        ("2020", "xenon", True),
        ("2021", "Coast Almanac", False),
    ]
    places = [event.x for event in line.events if event.x is not None]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in (*places, *(tick.x for tick in line.ticks)))
    assert line.ticks[0].label <= "2016"
    assert line.ticks[-1].label > "2021"


def test_no_timeline_without_dated_facts() -> None:
    assert [found.attribute for found in findings(report(audit())).values() if found.timeline] == []


def test_standings_come_from_the_check() -> None:
    made = audit()
    judged = check(made, Settled())
    conflict = next(each.finding for each in judged.findings if each.finding.attribute == "height of tower")
    decision = Decision(conflict.fingerprint, Verdict.ACCEPT, "Measured anew.", owner="K. Moe", until="2025-01-01")
    page = report(made, check(made, Settled((decision,))))
    height = findings(page)["height of tower"]
    (standing,) = height.standings
    assert (standing.code, standing.status, standing.owner, standing.until) == (
        "AC101", "decided", "K. Moe", "2025-01-01",
    )  # fmt: skip
    assert standing.reason == "accepted as it is: Measured anew."
    assert "1 finding is settled and shown as such." in page.scale
    assert height.attribute not in [found.attribute for found in page.top]
    assert page.sections[0].findings[-1] == height  # settled ones stand last, none is hidden
    lapsed = report(made, check(made, Settled((replace(decision, until="2020-01-01"),))))
    assert findings(lapsed)["height of tower"].standings[0].status == "expired"


def test_every_finding_of_the_check_is_shown_once() -> None:
    page = report(audit())
    shown = [each.fingerprint for found in findings(page).values() for each in found.standings if each.home]
    shown += [note.standing.fingerprint for section in page.sections for note in section.remarks if note.standing]
    assert sorted(shown) == sorted(each.finding.fingerprint for each in check(audit(), Settled()).findings)
