"""Markdown: structure by markup, and offsets into the file as it is."""

from hypothesis import given
from hypothesis import strategies as st

from auditor.documents import markdown
from auditor.documents.assembly import assemble
from auditor.model import Document, Metadata

SOURCE = """\
---
title: "Tides of the bay"
author: 'Harbour Board'
updated: May 3, 2021
tags: [a, b]
---
# Tides & *moons* #

Some **emphasised** text with a [link of 3 words](http://example.org/a_(9)) and `code 5`, see <https://a.example/8>.
A line with 5 * 3 boats, snake_case and https://b.example/?n=7 in it.<sup>1,2</sup> Noted[^1] <!-- 12 hidden --> here.

Spring tide
: A tide of 5 metres

## Signs

Signs of a storm include:

* **Wind**: 30 knots
  or more
    1. from the west
* Rain

> Quoted: 30 percent
> of all days.

| Name | Share \\| part | Year |
|---|:-:|---|
| Low *tide* | 40 % | 2001 |
| High tide | | 2002 |

```python
depth = 99
```

<div class="x9">Inside a <b>box</b> of 5</div>

Gauges
------

    Indented prose, as pasted, is prose.

References
----------

1. Roe A. Tides. 2001.

### Older

2. Doe B. Moons. 1999.

## After

One in 4 days.
"""


def read(raw: str) -> Document:
    return assemble("a", "a.md", markdown.outline(raw), Metadata())


def test_structure():
    document = read(SOURCE)
    found = [
        (block.kind.value, block.label, " ".join(document.text[block.start : block.end].split()))
        for block in document.blocks
    ]
    assert found == [
        ("heading", "", "Tides & moons"),
        (
            "paragraph",
            "",
            "Some emphasised text with a link of 3 words and code 5 , see . "
            "A line with 5 * 3 boats, snake_case and in it. Noted here.",
        ),
        ("paragraph", "", "Spring tide"),
        ("item", "Spring tide", "A tide of 5 metres"),
        ("heading", "", "Signs"),
        ("paragraph", "", "Signs of a storm include:"),
        ("item", "Wind | Signs of a storm include", "Wind : 30 knots or more"),
        ("item", "Wind", "from the west"),
        ("item", "Signs of a storm include", "Rain"),
        ("paragraph", "Quoted", "Quoted: 30 percent of all days."),
        ("cell", "Name", "Low tide"),
        ("cell", "Low tide | Share | part", "40 %"),
        ("cell", "Low tide | Year", "2001"),
        ("cell", "Name", "High tide"),
        ("cell", "High tide | Year", "2002"),
        ("paragraph", "", "Inside a box of 5"),
        ("heading", "", "Gauges"),
        ("paragraph", "", "Indented prose, as pasted, is prose."),
        ("heading", "", "After"),
        ("paragraph", "", "One in 4 days."),
    ]
    assert document.blocks[-3].path == ("Tides & moons", "Gauges")


def test_metadata_from_the_front_matter():
    found = read(SOURCE).metadata
    assert (found.title, found.author, found.date) == ("Tides of the bay", "Harbour Board", "2021-05-03")


def test_references_end_at_the_next_heading_of_their_level():
    document = read(SOURCE)
    listed = [document.raw[span.start : span.end] for span in document.furniture if span.note == "references"]
    assert listed == ["References", "Roe A. Tides. 2001.", "Older", "Doe B. Moons. 1999."]


def test_unmarked_headings_stand_below_the_marked_ones():
    body = "Hulls last 40 years, as the oldest ones in the harbour show.\n"
    document = read(f"## Boats\n\nAll boats are wooden.\n   \nHulls and Masts\n   \n{body}")
    assert document.blocks[-1].path == ("Boats", "Hulls and Masts")


def test_a_marked_heading_is_one_whatever_its_word():
    document = read("## Boats\n\nBoats are wooden.\n\n## FAQ\n\nThe bay holds 12 of them in winter.\n")
    assert document.blocks[-1].path == ("FAQ",)


def test_line_ends_and_byte_order_mark():
    document = read("\ufeff# Boats\r\n\r\n- one of 3\r\n- two\r\n")
    assert [document.raw[block.start : block.end] for block in document.blocks] == ["Boats", "one of 3", "two"]
    assert document.text[0] == " "


def test_character_references_keep_their_character_and_their_place():
    document = read("It holds 3&ndash;5 litres, &lt;&nbsp;2&#37; of them salt, AT&T says.\n")
    assert document.text == "It holds 3–      5 litres, <         2%     of them salt, AT&T says.\n"


def test_deep_nesting_is_read():
    assert read(">" * 5_000 + " deep").raw
    assert read("[" * 20_000 + "x").raw
    assert read("- " * 2_000 + "x").raw


PIECES = st.sampled_from(
    [
        "# ",
        "- ",
        "1. ",
        "> ",
        "|",
        "---",
        "```",
        "*",
        "_",
        "[a](b)",
        "<b>",
        "<!--",
        "&amp;",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        ": x",
        "7 %",
        "word ",
        "\\",
        "`",
        "\ufeff",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_offsets_hold_whatever_the_markup(raw):
    document = read(raw)
    assert len(document.text) == len(raw)
    # "&" is what the character reference among the pieces stands for, at the place where it begins
    assert all(masked in {" ", original} for masked, original in zip(document.text, raw, strict=True))
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(raw) for edge in edges)


EDITED = """\
+++
title = "The deep lake"
date = 2021-03-04
authors = ["Jane Roe", "R. Doe"]
+++

Skarn Lake[^1]
==============

It covers *19* km<sup>2</sup>; see [the map][map]. ~~It was 400 m.~~ It is 300 m<del> and 7</del>, as 3*4 is 12.

- [x] Boats for 45 crowns
- [ ] Fires at 9 places
  - 2 m of leash

[map]: https://example.org/map "Map of 1931"
[^1]: Measured in 1998.
[^two]: Estimate of 5 %.
"""


def test_marks_of_editors_are_no_words():
    document = read(EDITED)
    shown = [
        (block.kind.value, block.label, " ".join(document.text[block.start : block.end].split()))
        for block in document.blocks
    ]
    assert shown == [
        ("heading", "", "Skarn Lake"),
        ("paragraph", "", "It covers 19 km 2 ; see the map . It is 300 m , as 3*4 is 12."),
        ("item", "", "Boats for 45 crowns"),
        ("item", "", "Fires at 9 places"),
        ("item", "Fires at 9 places", "2 m of leash"),
        ("paragraph", "", "Measured in 1998."),
        ("paragraph", "", "Estimate of 5 %."),
    ]
    found = document.metadata
    assert (found.title, found.author, found.published) == ("The deep lake", "Jane Roe, R. Doe", "2021-03-04")
