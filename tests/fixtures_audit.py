"""An audit made by hand for the tests of the outputs: five texts on Skarholm Light, a lighthouse that does not exist.

Every kind of finding occurs: conflicts of numbers, years and polarity, an overlap, equal figures of different scope,
an outdated choice, a derived and an internal disagreement, a silent title, agreements, claims of one source only, a
logarithmic plot, and a file that could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.model import (
    Audit,
    Block,
    BlockKind,
    Choice,
    Claim,
    Document,
    Edge,
    Flag,
    FlagKind,
    Hedge,
    Interval,
    Judgement,
    Metadata,
    Polarity,
    Position,
    Provenance,
    Reading,
    Relation,
    Scope,
    Severity,
    Span,
    Topic,
    Unread,
    Value,
)

GUIDE = """# Skarholm Light: a visitor's guide

Skarholm Light stands on the outermost skerry of the sound. The tower is 31 m high and was first lit in 1869.

## Visiting

Between 85 and 90 % of all visitors come in summer. The tower receives 12,000 to 18,000 people a year.

- Steps to the gallery: 144
- Adult ticket: 90 kroner

## The keepers

A keeper served for 3 to 5 years from appointment. The fog signal can be heard in the town on still days.

## The light

Only paraffin and acetylene have been used as light sources. A ferry leaves from the old pier at noon.
"""

ALMANAC = """COAST ALMANAC, SECTION 4

Skarholm Light. Height of tower 31 to 31.5 m. Range 18 nautical miles. Light sources: paraffin, acetylene and LED.

In winter the station sees 5 to 10 % of its yearly visitors, and it receives 15,000 to 27,000 people a year, counted at
the landing.

The fog signal is usually not heard in the town.
"""

MUSEUM = """<!doctype html>
<html lang="en"><head><title>Who owns Skarholm Light?</title></head><body>
<nav>Home | Collections</nav>
<h1>Who owns Skarholm Light?</h1>
<p>The lamp was first lit in <b>1871</b>, two years after the tower was finished. Some 90&ndash;95&nbsp;% of visitors
come in <i>summer</i>.</p>
<h2>Life on the skerry</h2>
<p>Keepers served for 3 to 5 years from certification. A full climb is 144 steps.</p>
<table><tr><th>Lamp</th><th>Intensity</th></tr>
<tr><td>Paraffin</td><td>1,200 candela</td></tr>
<tr><td>LED</td><td>450,000 candela</td></tr></table>
</body></html>
"""

GAZETTE = """Skarholm opens its doors

The lighthouse, lit in 1869 according to the plaque and in 1871 according to our archive, has about 90 visitors on a
good day. Its tower is 34 m high. The lamp reaches 450,000 candela; it used to have about 1,000. In a normal year,
some 90 to 95 % of the guests come in summer. The lantern room is closed in storms.
"""

HANDBOOK = """## Skarholm Light (pilot's handbook)

Tower 31 m. White tower, red gallery. Range 16 to 20 nautical miles. The fog signal is not audible in the town.
At most 25 persons may be on the gallery. The light characteristic is two flashes every 15 s.
"""

_TAG = re.compile(r"<[^>]*>")
_NDASH = "&ndash;"
_NBSP = "&nbsp;"


def _masked(raw: str) -> str:
    """The fixture's own reader: tags as spaces, two entities as their characters, all of equal length."""
    text = _TAG.sub(lambda match: " " * len(match[0]), raw)
    return text.replace(_NDASH, "–" + " " * (len(_NDASH) - 1)).replace(_NBSP, " " * len(_NBSP))


def _html_blocks(raw: str) -> Iterator[Block]:
    path: tuple[str, ...] = ()
    column = ""
    kinds = {"h1": BlockKind.HEADING, "h2": BlockKind.HEADING, "p": BlockKind.PARAGRAPH, "td": BlockKind.CELL}
    for match in re.finditer(r"<(h1|h2|p|td)>(.*?)</\1>", raw, re.DOTALL):
        tag, words = match[1], match[2]
        level = int(tag[1]) if tag in ("h1", "h2") else 0
        label = ""
        if level:
            path = (*path[: level - 1], words)
        if tag == "td":
            label, column = (f"{column} – Intensity", "") if column else ("", words)
        yield Block(kinds[tag], match.start(2), match.end(2), path[:-1] if level else path, label, level)


def _text_blocks(raw: str) -> Iterator[Block]:
    path: tuple[str, ...] = ()
    for match in re.finditer(r"^(#+) (.+)$|^- (.+)$|(?:^[^\n#-].*\n?)+", raw, re.MULTILINE):
        if match[1]:
            path = (*path[: len(match[1]) - 1], match[2])
            yield Block(BlockKind.HEADING, match.start(2), match.end(2), path[:-1], level=len(match[1]))
        elif match[3]:
            yield Block(BlockKind.ITEM, match.start(3), match.end(3), path, match[3].partition(":")[0])
        else:
            yield Block(BlockKind.PARAGRAPH, match.start(), match.start() + len(match[0].rstrip()), path)


def document(name: str, path: str, raw: str, metadata: Metadata, notes: tuple[str, ...] = ()) -> Document:
    """``raw`` as a document; HTML where its path says so."""
    html = path.endswith(".html")
    blocks = tuple(_html_blocks(raw) if html else _text_blocks(raw))
    return Document(name, path, raw, _masked(raw) if html else raw, blocks, metadata, (), notes)


SOURCES = (
    document(
        "guide",
        "texts/guide.md",
        GUIDE,
        Metadata(
            "Skarholm Light: a visitor's guide", "Skarholm Tourist Office", "2016-05", "https://example.org/guide"
        ),
    ),
    document(
        "almanac", "texts/almanac.txt", ALMANAC, Metadata("", "Coast Almanac", "2021"), ("encoding guessed: cp1252",)
    ),
    document(
        "museum",
        "texts/museum.html",
        MUSEUM,
        Metadata(
            "Who owns Skarholm Light?",
            "Museum of the Sound",
            "2019-03-14",
            "https://example.org/museum#top",
            author="Jane Roe",
            published="2017-05-01",
            updated="2019-03-14",
        ),
    ),
    document(
        "gazette",
        "texts/gazette.txt",
        GAZETTE,
        Metadata("Skarholm opens its doors", "The Island Gazette", "2023-07-01"),
    ),
    document("handbook", "texts/handbook.md", HANDBOOK, Metadata()),
)
_BY_ID = {source.id: source for source in SOURCES}


def claim(source: str, attribute: str, quote: str, reading: Reading, *, nth: int = 0, rule: str = "") -> Claim:
    """The claim that ``source`` makes with its ``nth`` occurrence of ``quote`` (as it stands in the raw file)."""
    found = _BY_ID[source]
    start = [match.start() for match in re.finditer(re.escape(quote), found.raw)][nth]
    end = start + len(quote)
    block = next(block for block in found.blocks if block.start <= start < block.end)
    first = max(found.raw.rfind(". ", block.start, start) + 2, block.start)
    stop = found.raw.find(". ", end, block.end)
    return Claim(
        id=f"{source}-{start}-{attribute.replace(' ', '-')}",
        source=source,
        attribute=attribute,
        subject="Skarholm Light",
        reading=reading,
        start=start,
        end=end,
        quote=_TAG.sub("", quote).replace(_NDASH, "–").replace(_NBSP, " "),
        sentence=Span(first, block.end if stop < 0 else stop + 1),
        path=block.path,
        rule=rule,
        open=not rule,
        key=() if rule else tuple(attribute.split()),
        trace=(f"found {quote!r}", f"bound to {attribute!r} by {'rule ' + rule if rule else 'its own words'}"),
    )


def number(low: str | None, high: str | None, unit: str, *, approx: bool = False, scope: Scope = ()) -> Reading:
    return Reading(Interval(low and Decimal(low), high and Decimal(high), unit), approx, scope)  # type: ignore[arg-type]


def said(value: Value) -> Reading:
    return Reading(value)


def positions(claims: Sequence[Claim]) -> tuple[Position, ...]:
    """The distinct readings of ``claims``, in the order of their first claim."""
    grouped: dict[Reading, list[Claim]] = {}
    for each in claims:
        grouped.setdefault(each.reading, []).append(each)
    return tuple(
        Position(f"p{at}", reading, tuple(c.id for c in held), tuple(dict.fromkeys(c.source for c in held)))
        for at, (reading, held) in enumerate(grouped.items(), start=1)
    )


def edge(a: int, b: int, relation: Relation, level: str, reason: str, *, internal: bool = False,
         severity: Severity = Severity.ERROR) -> Edge:  # fmt: skip
    return Edge(f"p{a}", f"p{b}", Judgement(relation, level, reason, severity=severity), internal)


def topic(claims: Sequence[Claim], verdict: str, edges: tuple[Edge, ...] = (), flags: tuple[Flag, ...] = (),
          severity: Severity = Severity.ERROR) -> Topic:  # fmt: skip
    attribute = claims[0].attribute
    return Topic(f"skarholm-light/{attribute.replace(' ', '-')}", attribute, "Skarholm Light", verdict, severity,
                 positions(claims), edges, flags)  # fmt: skip


def _topics() -> Iterator[tuple[list[Claim], Topic]]:  # one paragraph a topic
    height = [
        claim("guide", "height of tower", "31 m high", number("31", "31", "m"), rule="lighthouse/height"),
        claim("handbook", "height of tower", "Tower 31 m", number("31", "31", "m"), rule="lighthouse/height"),
        claim("almanac", "height of tower", "31 to 31.5 m", number("31", "31.5", "m"), rule="lighthouse/height"),
        claim("gazette", "height of tower", "34 m high", number("34", "34", "m"), rule="lighthouse/height"),
    ]
    yield height, topic(height, "conflict", (
        edge(1, 2, Relation.AGREE, "containment", "31 m lies within 31 to 31.5 m."),
        edge(1, 3, Relation.CONFLICT, "distance", "31 m and 34 m have no value in common."),
        edge(2, 3, Relation.CONFLICT, "distance", "31 to 31.5 m and 34 m have no value in common."),
    ))  # fmt: skip

    summer = [
        claim("guide", "summer share of visitors", "Between 85 and 90 %", number("85", "90", "percent")),
        claim("museum", "summer share of visitors", "90&ndash;95&nbsp;%", number("90", "95", "percent", approx=True)),
        claim("gazette", "summer share of visitors", "90 to 95 %", number("90", "95", "percent", approx=True)),
    ]
    winter = claim(
        "almanac", "winter share of visitors", "5 to 10 %", number("5", "10", "percent"), rule="visits/winter"
    )
    implied = "5 to 10 % in winter leaves 90 to 95 % for summer; 85 to 90 % shares only its end point with that."
    yield summer, topic(summer, "conflict", (
        edge(1, 2, Relation.CONFLICT, "shared end point", "85 to 90 % and 90 to 95 % share only the end point 90 %."),
    ), (Flag(FlagKind.DERIVED, (winter.id, summer[0].id), implied, "almanac"),))  # fmt: skip
    yield [winter], topic([winter], "single")

    lit = [
        claim("guide", "first lit", "first lit in 1869", number("1869", "1869", "calendar year")),
        claim("gazette", "first lit", "1869", number("1869", "1869", "calendar year")),
        claim("museum", "first lit", "<b>1871</b>", number("1871", "1871", "calendar year")),
        claim("gazette", "first lit", "1871", number("1871", "1871", "calendar year")),
    ]
    yield lit, topic(lit, "conflict", (
        edge(1, 2, Relation.CONFLICT, "distance", "1869 and 1871 are different years.", internal=True),
    ), (Flag(FlagKind.INTERNAL, (lit[1].id, lit[3].id), "The Island Gazette gives both 1869 and 1871.", "gazette"),)
    )  # fmt: skip

    fog = [
        claim(
            "guide", "fog signal heard in the town", "can be heard in the town", said(Polarity(True, Hedge.POSSIBLE))
        ),
        claim("almanac", "fog signal heard in the town", "is usually not heard", said(Polarity(False, Hedge.USUAL))),
        claim("handbook", "fog signal heard in the town", "is not audible in the town", said(Polarity(False))),
    ]
    yield fog, topic(fog, "conflict", (
        edge(1, 2, Relation.CONFLICT, "hedged polarity", "One says that it can be, the other that it usually is not.",
             severity=Severity.WARNING),
        edge(1, 3, Relation.CONFLICT, "hedged polarity", "One says that it can be, the other that it is not.",
             severity=Severity.WARNING),
        edge(2, 3, Relation.AGREE, "polarity", "Both deny it, one less firmly."),
    ), severity=Severity.WARNING)  # fmt: skip

    visits = [
        claim("guide", "visitors a year", "12,000 to 18,000 people", number("12000", "18000", "people")),
        claim("almanac", "visitors a year", "15,000 to 27,000 people",
              number("15000", "27000", "people", scope=(("place", "the harbour"),))),
    ]  # fmt: skip
    yield visits, topic(visits, "overlap", (
        edge(1, 2, Relation.OVERLAP, "overlap", "They share 15,000 to 18,000; only one says where it was counted."),
    ))  # fmt: skip

    reach = [
        claim("almanac", "range", "Range 18 nautical miles", number("18", "18", "nautical mile")),
        claim("handbook", "range", "Range 16 to 20 nautical miles", number("16", "20", "nautical mile")),
    ]
    yield reach, topic(reach, "agree", (edge(1, 2, Relation.AGREE, "containment", "18 lies within 16 to 20."),))

    service = [
        claim("guide", "length of service", "3 to 5 years from appointment",
              number("3", "5", "year", scope=(("from", "appointment"),))),
        claim("museum", "length of service", "3 to 5 years from certification",
              number("3", "5", "year", scope=(("from", "certification"),))),
    ]  # fmt: skip
    yield service, topic(service, "scope", (
        edge(1, 2, Relation.SCOPE, "scope: from", "One counts from appointment, the other from certification."),
    ))  # fmt: skip

    lamps = [
        claim("guide", "light sources", "Only paraffin and acetylene", said(Choice(("acetylene", "paraffin"), True))),
        claim(
            "almanac", "light sources", "paraffin, acetylene and LED", said(Choice(("LED", "acetylene", "paraffin")))
        ),
    ]
    overtaken = "LED was installed in 2009, before this text of 2016: paraffin and acetylene are no longer all."
    yield lamps, topic(lamps, "conflict", (
        edge(1, 2, Relation.CONFLICT, "only, and others", "One says that there are only two; the other names LED."),
    ), (Flag(FlagKind.OUTDATED, (lamps[0].id,), overtaken, "https://example.org/lamps/2009"),))  # fmt: skip

    bright = [
        claim("gazette", "intensity of lamp", "about 1,000", number("1000", "1000", "candela", approx=True)),
        claim("museum", "intensity of lamp", "1,200 candela", number("1200", "1200", "candela",
              scope=(("condition", "paraffin"),))),
        claim("museum", "intensity of lamp", "450,000 candela", number("450000", "450000", "candela",
              scope=(("condition", "LED"),))),
        claim("gazette", "intensity of lamp", "450,000 candela", number("450000", "450000", "candela")),
    ]  # fmt: skip
    yield bright, topic(bright, "scope", (
        edge(1, 2, Relation.SCOPE, "scope: condition", "Only one names the lamp, and the figures are not equal."),
        edge(2, 3, Relation.SCOPE, "scope: condition", "One is for paraffin, the other for LED."),
        edge(3, 4, Relation.AGREE, "equal", "Equal figures; only one names the lamp."),
    ))  # fmt: skip

    steps = [
        claim("guide", "steps", "Steps to the gallery: 144", number("144", "144", "step"), rule="lighthouse/steps"),
        claim("museum", "steps", "144 steps", number("144", "144", "step"), rule="lighthouse/steps"),
    ]
    yield steps, topic(steps, "agree")

    for lone in (
        claim("handbook", "persons on gallery", "At most 25 persons", number(None, "25", "person")),
        claim("handbook", "period of light", "every 15 s", number("15", "15", "s")),
        claim("guide", "adult ticket", "90 kroner", number("90", "90", "NOK")),
        claim("gazette", "visitors a day", "about 90 visitors", number("90", "90", "visitor", approx=True)),
    ):
        yield [lone], topic([lone], "single", severity=Severity.INFO)


def audit() -> Audit:
    """The whole audit, sorted as an audit is."""
    made = list(_topics())
    return Audit(
        subject="Skarholm Light",
        sources=SOURCES,
        claims=tuple(
            sorted((each for claims, _ in made for each in claims), key=lambda each: (each.source, each.start))
        ),
        topics=tuple(sorted((found for _, found in made), key=lambda found: found.id)),
        flags=(Flag(FlagKind.SILENT, (), "The title asks who owns the light; the text never says.", "museum"),),
        unread=(Unread("texts/scan.pdf", "the file holds pictures of pages but no text"),),
        notes=("The pack 'lighthouse' has no rule for sound signals.",),
        date="2024-02-29",
        provenance=Provenance("0.1.0", (("common", "3f2a9c1e"), ("lighthouse", "b81d07aa")), "none"),
    )


def large(number_of_topics: int) -> Audit:
    """The audit with its topics repeated under new ids up to ``number_of_topics``, for measures of time and size."""
    base = audit()
    topics = []
    for turn in range(-(-number_of_topics // len(base.topics))):
        topics += [
            replace(found, id=f"{found.id}/{turn}", attribute=f"{found.attribute} {turn}") for found in base.topics
        ]
    return replace(base, topics=tuple(topics[:number_of_topics]))
