"""Of which kind of the subject a clause speaks, and of which people: ``type 2``, ``the adult form``, ``this group``."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.cues import stem
from auditor.extraction.screening import LONGEST_LABEL, Sentence, labels

_NUMBER = r"(?:\d{1,2}[a-dA-D]?|I{1,3}|IV|V|[A-D])"
_LETTER = r"(?:I{1,3}|IV|V|[A-D])"
_NUMBERED = re.compile(
    rf"\b(?P<noun>[Tt]ype|TYPE)s?\s+(?P<names>{_NUMBER}(?:(?:\s*,\s*|\s+(?:and|or|to)\s+){_NUMBER})*)(?![\w%.]\w|\w)"
    r"(?!\s+(?:diabet|collagen|interferon|fib[er]{2}|hypersens|cells?\b|neurons?\b|receptors?\b|respons|lesion))"
)
"""Kinds that have a number or a letter; behind the number no other noun that is counted in types."""
_LETTERED = re.compile(
    rf"\b(?P<noun>[^\W\d_]{{4,}})[ -](?P<names>{_LETTER}(?:(?:\s*,\s*|\s+(?:and|or)\s+){_LETTER})*)(?![\w%'’.-]\w|\w)"
)
"""Kinds that are named by a letter or a Roman number behind the name of the subject."""
_ADJECTIVES = (
    "adult juvenile infantile neonatal perinatal prenatal congenital childhood adolescent classic classical atypical "
    "mild severe acute chronic sporadic familial inherited hereditary acquired primary secondary systemic localized "
    "localised limited diffuse relapsing progressive intermittent episodic cardiovascular neuronopathic lethal "
    "early-onset late-onset adult-onset juvenile-onset childhood-onset infantile-onset"
).split()
_FORM = re.compile(
    rf"(?<![\w-])(?P<form>(?i:{'|'.join(_ADJECTIVES)}))\s+"
    r"(?:(?i:form|type|variant|subtype)s?\b|(?:[A-Z][\w'’-]*[a-z]\s+){1,2}(?:disease|syndrome|disorder)\b)"
)
_NOUNS = ("form", "type", "variant", "disease", "syndrome", "disorder")
"""Words one of which stands in all that ``_NUMBERED`` and ``_FORM`` find."""
_YOUNG = re.compile(
    r"\b(?:when|if|where)\s+(?:the\s+|it\s+|symptoms?\s+|signs?\s+)[^.,;:]{0,40}?\b(?:begins?|starts?|appears?|strikes?|"
    r"sets?\s+in)\s+(?P<age>early|late|(?:in|during)\s+(?:(?:early|late)\s+)?[a-z]+)\b",
    re.IGNORECASE,
)
"""A condition on the age at which it begins, which names a part of the patients."""
_COMPARES = re.compile(r"\b(?:than|unlike|contrast|compared|differs?)\b[^,;]{0,24}$", re.IGNORECASE)
_PARTS = re.compile(r"[;]|\.\s|\b(?:while|whereas|but|although|though|however)\b")
NUMBERED = frozenset("type types and onset in during early late".split())
"""Of the words of a kind, those that name none."""
_BEHIND = 60
"""How far behind a figure the kind may stand that it is for, in characters, with no comma between."""


def kind(sentence: Sentence, at: int, end: int = 0, subject: frozenset[str] = frozenset()) -> str:
    """The kind of the subject that the words from the offset ``at`` (to ``end``) are said of, or nothing.

    The last one named before ``at`` in its clause; else one right behind; else the one that its label or heading names.
    ``subject`` holds the stems of the subject's names: a letter behind one of them names a kind (``hepatitis B``).
    """
    text, here = sentence.text, at - sentence.start
    past = max(here, end - sentence.start)
    found = _kinds(text, subject)
    before = [(start, end, name) for start, end, name in found if end <= here and not _PARTS.search(text[end:here])]
    behind = next((f for f in found if f[0] >= past and f[0] - past <= _BEHIND), None)
    if behind is not None and (re.search(r"[,:(]", text[past : behind[0]]) or _PARTS.search(text[past : behind[0]])):
        behind = None
    if before and not (behind is not None and _in_turn(sentence, before[-1], here)):
        return before[-1][2]
    if behind is not None:
        return behind[2]
    over = (labels(sentence.block)[0], *sentence.block.path[-1:])
    return next(
        (name for label in over if len(label.split()) <= LONGEST_LABEL for _, _, name in _kinds(label, subject)), ""
    )


def _in_turn(sentence: Sentence, before: tuple[int, int, str], here: int) -> bool:
    """Whether kinds follow their figures in a sentence: ``1 in 5,000 has type A, and 1 in 30,000 type B``."""
    told = [q.start - sentence.start for q in sentence.quantities]
    first = any(at < before[0] for at in told)
    return first and not any(before[1] <= at < here for at in told)


@lru_cache(maxsize=4096)
def _kinds(text: str, subject: frozenset[str]) -> tuple[tuple[int, int, str], ...]:
    """Every kind that a text names and does not merely compare with: start, end, name."""
    lowered = text.lower()
    spans: list[tuple[int, int, str]] = []
    if any(noun in lowered for noun in _NOUNS):
        spans += [(m.start(), m.end(), _numbered(m)) for m in _NUMBERED.finditer(text)]
        spans += [(m.start(), m.end(), m["form"].lower()) for m in _FORM.finditer(text)]
    if subject:
        lettered = (m for m in _LETTERED.finditer(text) if stem(m["noun"]) in subject)
        spans += [(m.start(), m.end(), _numbered(m)) for m in lettered]
    spans += [(m.start(), m.end(), f"onset {m['age'].lower()}") for m in _YOUNG.finditer(text)]
    own = _own_types(subject)
    return tuple(span for span in sorted(spans) if span[2] not in own and not _COMPARES.search(text[: span[0]]))


@lru_cache(maxsize=64)
def _own_types(subject: frozenset[str]) -> frozenset[str]:
    """The type that the subject itself is: by its name, or by a number behind its abbreviation.

    >>> sorted(_own_types(frozenset({"nf1"}))), sorted(_own_types(frozenset({"dent", "diseas"})))
    (['type 1'], [])
    """
    behind = {match[1] for each in subject if (match := _ABBREVIATED.fullmatch(each))}
    named = {each for each in subject if each.isdigit()} if stem("type") in subject else set()
    return frozenset(f"type {number}" for number in behind | named)


_ABBREVIATED = re.compile(r"[a-z]{2,5}(\d)")


def _numbered(match: re.Match[str]) -> str:
    names = re.findall(_NUMBER, match["names"])
    return f"type{'s' if len(names) > 1 else ''} {' and '.join(names)}"


_PEOPLES = (
    ("jewish", re.compile(r"\b(?:ashkenazi|sephardic|jews?|jewish)\b", re.I)),
    (
        "african american",
        re.compile(r"\bafrican[ -]americans?\b|\bblacks\b|\bblack (?:people|americans|adults)\b", re.I),
    ),
    ("hispanic", re.compile(r"\b(?:hispanics?|latin[oa]s?)\b", re.I)),
    ("asian american", re.compile(r"\basian[ -]americans?\b", re.I)),
    ("white", re.compile(r"\b(?:caucasians?|whites)\b|\bwhite (?:people|americans|populations?|adults)\b", re.I)),
    ("native american", re.compile(r"\bnative americans?\b|\bamerican indians?\b", re.I)),
)
_SAME = re.compile(
    r"\b(?:in|among|within|for)\s+(?:them|(?:this|that|these|those|the\s+same|their)\s+(?:\w+\s+)?"
    r"(?:community|communities|group|groups|population|populations|people|families))\b",
    re.IGNORECASE,
)
"""What points back to the people named before."""


def descent(sentence: Sentence, at: int, end: int) -> str:
    """The people of one origin whom the figure at the offsets ``at`` to ``end`` is for, by one name; or nothing.

    They are named in its clause, or before it in its sentence where ``in this community`` points back to them.
    """
    text, here = sentence.text, at - sentence.start
    start = max((m.end() for m in _PARTS.finditer(text, 0, here)), default=0)
    pointer = next((m for m in _SAME.finditer(text, 0, here)), None)
    named = _last_people(text[:here] if pointer else text[start:here])
    if named and (pointer or re.search(r"\b(?:in|among|within|for)\s+[^,.;:]*$", text[start:here])):
        return named
    behind = re.match(r"[^,;:.]{0,70}", text[end - sentence.start :])
    return _last_people(behind[0]) if behind else (pointer[0].lower() if pointer else "")


def _last_people(text: str) -> str:
    found = [(m.start(), name) for name, pattern in _PEOPLES for m in pattern.finditer(text)]
    return max(found)[1] if found else ""
