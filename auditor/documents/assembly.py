"""From an outline to a document: furniture taken out, headings and introductions put above every block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from auditor.documents import metadata
from auditor.documents.furniture import BESIDE, NAVIGATION, REFERENCES, copyright_sentences, reason, section_reason
from auditor.documents.headings import is_body, is_title_case
from auditor.documents.joints import visible
from auditor.documents.language import language
from auditor.documents.marks import find_marks
from auditor.documents.outline import Outline, Part, masked, words
from auditor.documents.runs import split_runs
from auditor.model import Block, BlockKind, Document, Metadata, Span

_LABEL = re.compile(r"(?P<label>[^\W_][^:.?!;\n]{1,70}?)\s*:(?=\s+\S)")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_PARTED = re.compile(r" {3,}")
_MOST_LABEL_WORDS = 9
_MOST_FRAGMENT_WORDS = 10
_LONGEST_INTRODUCTION = 160


def assemble(id: str, path: str, outline: Outline, given: Metadata, notes: tuple[str, ...] = ()) -> Document:
    """The document of an outline.  ``given`` is metadata from beside the file; it outweighs what the file says."""
    parts = [piece for part in outline.parts for piece in split_runs(outline.text, part)]
    parts, furniture = _without_furniture(outline.text, parts)
    marks = [*find_marks(outline.text, parts), *_copyrights(outline.text, parts)]
    text = visible(masked(outline.text, [(span.start, span.end) for span in marks]))
    blocks, languages = _blocks(text, parts)
    foreign = [(block, code) for block, code in zip(blocks, languages, strict=True) if code not in ("", "en")]
    english = [block for block, code in zip(blocks, languages, strict=True) if code in ("", "en")]
    described = metadata.merged(given, outline.metadata)
    described = metadata.completed(described, _own_words(outline, furniture), _title(outline), outline.order)
    if len(foreign) > sum(code == "en" for code in languages):
        main = max(sorted({code for _, code in foreign}), key=[code for _, code in foreign].count)
        described = replace(described, language=main)
        notes += ("most of the text is not English: only its English blocks are read",)
    elif foreign:
        codes = ", ".join(sorted({code for _, code in foreign}))
        notes += (f"not English, and not read: {len(foreign)} of {len(blocks)} blocks ({codes})",)
    spans = [*outline.furniture, *furniture, *marks, *(Span(b.start, b.end, f"not English ({c})") for b, c in foreign)]
    return Document(
        id, path, outline.raw, text, tuple(english), described,
        tuple(sorted(spans, key=lambda span: (span.start, span.end, span.note))), outline.notes + notes,
        outline.places,
    )  # fmt: skip


def _own_words(outline: Outline, furniture: Sequence[Span]) -> str:
    """The text without its bibliography and what stands beside it: these have dates and authors of their own.

    Each part begins a line, as does what a menu or footer parts by its markup.
    """
    spans = (*outline.furniture, *furniture)
    text = masked(outline.text, [(span.start, span.end) for span in spans if span.note in (REFERENCES, BESIDE)])
    cuts = {part.start for part in outline.parts} | {span.start for span in outline.furniture}
    for span in outline.furniture:
        if span.note == NAVIGATION:
            cuts |= {match.end() for match in _PARTED.finditer(text, span.start, span.end)}
    edges = sorted(cuts | {0, len(text)})
    return "\n".join(text[start:end] for start, end in pairwise(edges))


def _title(outline: Outline) -> str:
    """The first heading, else the first line where it is short."""
    opening = [(part, words(outline.text[part.start : part.end])) for part in outline.parts[:12]]
    opening = [(part, shown) for part, shown in opening if not reason(shown)]
    headings = [shown for part, shown in opening if part.kind is BlockKind.HEADING]
    if headings or not opening:
        return headings[0] if headings else ""
    first = opening[0][1]
    return first if len(first) <= 100 and (first[-1] not in ".:;," or is_title_case(first.split())) else ""


def _without_furniture(text: str, parts: Sequence[Part]) -> tuple[list[Part], list[Span]]:
    """The parts that may speak of the subject, and the others with the reason."""
    kept: list[Part] = []
    furniture: list[Span] = []
    section, level = "", 0
    for index, part in enumerate(parts):
        shown = text[part.start : part.end]
        if part.kind is BlockKind.HEADING:
            opened = section_reason(shown)
            if opened:
                section, level = opened, part.level
            elif section and _ends_section(text, parts, index, section, level):
                section = ""
        elif section == NAVIGATION and _is_prose(shown):
            section = ""
        why = section or reason(shown)
        if why == NAVIGATION and not section and part.kind is BlockKind.HEADING and not part.guessed:
            why = ""  # "FAQ" is a menu's word, but not as a marked heading
        if why:
            furniture.append(Span(part.start, part.end, why))
        else:
            kept.append(part)
    return kept, furniture


def _copyrights(text: str, parts: Sequence[Part]) -> list[Span]:
    """The sentences on copyright inside the parts; few texts have the sign or the word at all."""
    if "©" not in text and "opyright" not in text and "ights reserved" not in text:
        return []
    spans = {span for part in parts for span in copyright_sentences(text, part.start, part.end)}
    return [Span(start, end, "copyright") for start, end in sorted(spans)]


def _ends_section(text: str, parts: Sequence[Part], index: int, section: str, level: int) -> bool:
    """Whether the heading at ``index`` ends a section of furniture of that level.

    A guessed heading may be an entry of a bibliography or a menu: it ends one only with running text below it.
    """
    part = parts[index]
    if part.level > level:
        return False
    if not part.guessed or section not in (REFERENCES, NAVIGATION):
        return True
    following = parts[index + 1] if index + 1 < len(parts) else None
    if following is None or following.kind is BlockKind.HEADING:
        return False
    return _is_prose(text[following.start : following.end])


def _is_prose(shown: str) -> bool:
    """Whether a part is running text, and no entry of a bibliography."""
    return is_body(shown) and shown[-1] in ".:" and not reason(shown)


@dataclass
class _Context:
    """The headings above the current part and the line that introduces the current list."""

    stack: list[tuple[int, str]] = field(default_factory=list)
    introduction: str = ""
    listing: bool = False
    parents: list[tuple[int, str]] = field(default_factory=list)

    def path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.stack)


def _blocks(text: str, parts: Sequence[Part]) -> tuple[list[Block], list[str]]:
    """The parts as blocks with path and label, and the language of each."""
    context = _Context()
    blocks: list[Block] = []
    languages: list[str] = []
    for part in parts:
        shown = text[part.start : part.end].rstrip()
        end = part.start + len(shown)
        if not shown.strip():
            continue
        if part.kind is BlockKind.HEADING:
            while context.stack and context.stack[-1][0] >= part.level:
                context.stack.pop()
            blocks.append(Block(part.kind, part.start, end, context.path(), "", part.level))
            context.stack.append((part.level, words(shown)))
            context.introduction, context.listing, context.parents = "", False, []
        else:
            context.listing = context.listing and part.kind is BlockKind.PARAGRAPH
            bare = context.listing and part.kind is BlockKind.PARAGRAPH and _is_fragment(shown)
            kind = BlockKind.ITEM if bare else part.kind
            label = _label(context, replace(part, kind=kind) if bare else part, shown)
            blocks.append(Block(kind, part.start, end, context.path(), label, max(0, len(context.parents) - 1)))
        languages.append(language(shown) if part.kind is BlockKind.PARAGRAPH else "")
    return blocks, languages


def _label(context: _Context, part: Part, shown: str) -> str:
    """What introduces a block: its own words before a colon, then the line that opens its list."""
    own = own_label(shown)
    if part.kind is BlockKind.ITEM:
        while context.parents and context.parents[-1][0] >= part.level:
            context.parents.pop()
        above = part.label or (context.parents[-1][1] if context.parents else context.introduction)
        context.parents.append((part.level, own if own and shown[-1] != ":" else introduction(shown) or above))
        return " | ".join(dict.fromkeys(filter(None, (own, above))))
    context.parents = []
    if part.kind is BlockKind.PARAGRAPH:
        context.introduction = introduction(shown)
        context.listing = shown.endswith(":")
    return part.label or own


def _is_fragment(text: str) -> bool:
    """Whether a paragraph below ``such as:`` is an item that has lost its bullet: it opens with a short phrase."""
    return len(text) <= 400 and text[-1] != ":" and _SENTENCE_END.split(text)[0].count(" ") < _MOST_FRAGMENT_WORDS


def own_label(text: str) -> str:
    """The words before a colon that open a block, or ``""``.

    >>> own_label("Median height: 170 cm"), own_label("It opens at 9:30.")
    ('Median height', '')
    """
    match = _LABEL.match(text)
    label = words(match["label"]) if match else ""
    return label if label and label.count(" ") < _MOST_LABEL_WORDS else ""


def introduction(text: str) -> str:
    """The last sentence of a block where it opens a list: it ends in a colon, or in nothing.

    >>> introduction("It is rare. Early signs include:")
    'Early signs include'
    """
    if len(text) > 2000 or text[-1] in '.!?;)"”':
        return ""
    last = words(_SENTENCE_END.split(text[-400:])[-1])
    return last.rstrip(" :") if len(last) <= _LONGEST_INTRODUCTION else ""
