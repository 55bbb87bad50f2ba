"""What labels assert: ``Licence: MIT``, ``GPS receiver: no``, and the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.cues import stem
from auditor.extraction.assertions.asserted import FULL, Asserted, canonical, key, name, words
from auditor.extraction.assertions.owners import open_owner
from auditor.extraction.assertions.vocabulary import (
    IDLE,
    OFFICES,
    RELATIONS,
    ROLES,
    SINGLE,
    root,
)
from auditor.extraction.grammar import flat
from auditor.extraction.screening import Sentence, labels
from auditor.model import BlockKind, Choice, Hedge, Polarity
from auditor.subjects import Subject

LONGEST_LABEL, LONGEST_HEADER = 5, 3
LONGEST_VALUE = 14
_YES = re.compile(
    r"^(?:yes(?![ -]\w)|included|available|supported|provided|allowed|permitted|accepted|required)\b|^[✓✔☑]",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^(?:no(?![ -]\w)|none|never|not (?:included|available|supported|provided|allowed|permitted|accepted|required)"
    r"|unavailable|unsupported|excluded|forbidden|prohibited)\b|^[✗✘☒]",
    re.IGNORECASE,
)
_STATE = re.compile(r"(allowed|permitted|accepted|required|forbidden|prohibited)", re.IGNORECASE)
_SIDES = frozenset(
    stem(w)
    for w in (
        "contact tel telephone phone fax email mail website web url link source sources note notes tip warning "
        "caution example photo photos image picture credit credits updated update published posted date tag tags "
        "category categories related see previous next share reference references isbn issn doi copyright version "
        "rating step question answer q a summary important remember disclaimer hint keywords key abstract author "
        "by reviewed retrieved accessed read press address title subject re from to cc ps figure table chapter "
        "section part page option method overview about why how what who when where returns return default param "
        "params parameter argument args feature features change changes issue bug fix added improvement rivals "
        "conclusion verdict pros cons result results"
    ).split()
)
"""Labels of what stands beside the text: it tells of the page, not of its subject."""
_SETTING = re.compile(r"^([a-z]+(?:_[a-z]+)+)`?(?: (?:default|\([A-Z]\)))*$", re.IGNORECASE)
"""The name of a setting, as a row of a table has it: ``auth_required``, beside the column of its default."""
_GENERIC_HEADERS = frozenset(
    "default value values property detail details description specification spec specifications data information "
    "answer status yes/no".split()
)
_ROW_HEADERS = _GENERIC_HEADERS | frozenset(
    "property feature item parameter attribute field key criterion characteristic name figure".split()
)
"""Headers of the column that labels the rows: what stands under them is no value."""
_PROSE = frozenset(
    "is are was were will be has have had can could may might do does did you we i they it he she this that "
    "which who if when because to while there your our my us them please see not".split()
)
_DATED = re.compile(
    r"[\[\]{}=<>`|#$\\]|^n/?a$|^tb[acd]$|^unknown$|\d{1,2}[:.]\d\d|@|https?:|www\.|\.(?:com|org|net|example)\b|^\W*$|\d{3}",
    re.IGNORECASE,
)


def labelled(sentence: Sentence, subject: Subject) -> Iterator[Asserted]:
    """The value that stands under a label, if it is short and in names or in yes and no."""
    found = _value(sentence, subject)
    if found is None:
        return
    label, text, at = found
    label = flat(label).strip(" *_:`")
    if sentence.block.kind is BlockKind.CELL and _SETTING.match(label):
        label = " ".join(_SETTING.match(label).group(1).split("_"))  # type: ignore[union-attr]
    telling = [w for w in re.findall(r"[^\W_]+", label) if root(w) not in IDLE]
    if (
        not telling
        or len(label.split()) > LONGEST_LABEL
        or {stem(telling[0]), stem(telling[-1])} & _SIDES
        or label.endswith("?")
    ):
        return
    if {w.lower() for w in label.split()} & _PROSE or re.search(r"[_()\[\]{}=<>`]|\w\.\w", label):
        return
    bare = text.strip(" .*_")
    start = sentence.start + at + (len(text) - len(text.lstrip()))
    end = start + len(text.strip().rstrip("."))
    made_by = _BY.search(bare)
    if made_by and (root(label), "by") in RELATIONS:
        yield from _by(RELATIONS[root(label), "by"], made_by, sentence, text)
    elif (_YES.match(bare) or _NO.match(bare)) and not sentence.quantities:
        yield _answered(label, bare, sentence.start, end, subject)
    elif _in_names(sentence, bare, start, label):
        yield from _chosen(label, bare, start, end, subject)


def _in_names(sentence: Sentence, bare: str, start: int, label: str) -> bool:
    """Whether what stands under a label can be names: no figure, and short; a remark behind a semicolon may be more."""
    told = bare.partition(";")[0] if _relations(label.lower()) else bare
    told = _REMARK.sub("", told)
    return len(told.split()) <= LONGEST_VALUE and not any(q.start < start + len(told) for q in sentence.quantities)


def _value(sentence: Sentence, subject: Subject) -> tuple[str, str, int] | None:
    """A label, the text under it, and where that begins in the sentence."""
    block = sentence.block
    own = labels(block)[0]
    if sentence.index or not own:
        return None
    if block.kind is BlockKind.CELL:
        row, _, column = own.rpartition(" | ")
        if not row and column.lower() in _ROW_HEADERS:
            return None
        if not row:
            return (column, sentence.text, 0) if len(column.split()) <= LONGEST_HEADER else None
        if column.lower() in {"type", "meaning", "note", "notes", "comment", "comments", "purpose", "use"}:
            return None
        own_words = all(stem(w) in subject.stems for w in re.findall(r"[^\W_]+", column))
        plain = column.lower() in _GENERIC_HEADERS or own_words
        return (row if plain else f"{row} {column}"), sentence.text, 0
    if not sentence.text.startswith(own[:1]) or (block.kind is BlockKind.PARAGRAPH and block.end > sentence.end + 1):
        return None
    colon = re.search(r":[\s*_]*", sentence.text)
    if colon is None or len(flat(sentence.text[: colon.start()]).strip(" *_")) > len(own) + 2:
        return None
    return own, sentence.text[colon.end() :], colon.end()


def label_of(sentence: Sentence, subject: Subject) -> str:
    """The label that a sentence stands under, or nothing."""
    found = _value(sentence, subject)
    return flat(found[0]).strip(" *_:") if found else ""


_ONLY = re.compile(r"\b(?:only|exclusively|solely) (?=\w)| (?:only|alone|exclusively)\b|,? and nothing else\b")
"""Words that make a list complete; what they leave is the list."""
_REMARK = re.compile(r"\s*\([^()]*\)$")
"""A remark in parentheses behind a value, which may hold a figure."""
_BY = re.compile(r"\bby ((?:[A-Z][\w’'-]+ ?){1,4})")


def _by(relation: str, match: re.Match[str], sentence: Sentence, text: str) -> Iterator[Asserted]:
    """``Founded: 1911 by Greta Lund``."""
    said = name(match.group(1))
    start = sentence.start + sentence.text.index(match.group(), len(sentence.text) - len(text))
    if said:
        weights = key({relation: FULL} | open_owner(relation))
        trace = f"label {relation!r}"
        yield Asserted(
            relation, weights, Choice((said,)), start, start + len(match.group().rstrip()), trace, relation in SINGLE
        )


def _answered(label: str, text: str, start: int, end: int, subject: Subject) -> Asserted:
    holds = _NO.match(text) is None
    weights = words(label, subject)
    state = _STATE.search(text)
    if state:
        weights[canonical(state.group(1))] = FULL
    said = label.lower() if label[1:].islower() else label
    return Asserted(
        said, key(weights), Polarity(holds, Hedge.FLAT), start, end, f"label {label!r}: {text.split(maxsplit=1)[0]!r}"
    )


def _chosen(label: str, text: str, start: int, end: int, subject: Subject) -> Iterator[Asserted]:
    bare = re.sub(r"\s*\([^)]*\)", "", text)
    said = label.lower()
    relations = _relations(said)
    if relations or _ONLY.search(bare.partition(";")[0]):
        bare = bare.partition(";")[0]
    bare, only = _ONLY.subn("", bare)
    if (
        {w.lower() for w in re.findall(r"[\w’']+", bare)} & _PROSE
        or _DATED.search(bare)
        or re.search(r"[.;:?!]\s(?<![A-Z]\.\s)", bare)
    ):
        return
    parts = [name(part) for part in re.split(r",\s*(?:and|or)?\s+|\s+(?:and|or)\s+|\s+/\s+|\s+·\s+", bare)]
    if not parts or not all(parts) or len(parts) > 8 or any(re.fullmatch(r"[\d.,%€£$ -]+", p) for p in parts):
        return
    again = {stem(w) for w in re.findall(r"\w+", bare)} & {stem(w) for w in re.findall(r"\w+", label)}
    if again or (not relations and (any(map(_wordy, parts)) or re.match(r"(?:the|an?)\s", bare, re.IGNORECASE))):
        return
    for relation in relations or [""]:
        weights = {relation: FULL} | open_owner(relation) if relation else words(label, subject)
        named = [p if any(c.isupper() for c in p[1:]) or relation else p.lower() for p in parts]
        named = [p.lower() if relation in {"colour", "made of"} else p for p in named]
        value = Choice(tuple(sorted(set(named))), bool(only))
        single = relation in SINGLE and len(named) == 1
        yield Asserted(relation or said, key(weights), value, start, end, f"label {label!r}", single)


def _wordy(part: str) -> bool:
    """Whether a value is a remark rather than a name: three words or more that are not all capitalised."""
    found = [w for w in part.split() if w not in {"of", "the", "and", "de", "for", "in"}]
    return len(found) > 2 and not all(w[:1].isupper() or w[:1].isdigit() for w in found)


def _relations(label: str) -> list[str]:
    """The relations that a label states: two in ``owner and operator``."""
    pair = label.split()
    passive = RELATIONS.get((root(pair[0]), pair[1]), "") if len(pair) == 2 else ""
    found = ROLES.get(label, OFFICES.get(label, label if label in SINGLE else passive))
    parts = re.split(r"\s+and\s+|\s*[/&]\s*", label)
    return [found] if found else [ROLES[part] for part in parts if part in ROLES and len(parts) > 1]
