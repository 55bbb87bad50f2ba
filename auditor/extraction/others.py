"""What documents name beside their subject: other things of its kind, and firms that it owns or competes with.

Found once for a set of documents, in their words alone: a name that ends in the noun of the subject's kind, one that is
said to be of that kind, one that the subject is contrasted with, one that is introduced as a subsidiary or a rival.
Another name of the subject, one of its forms and a place are none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from auditor.cues import stem
from auditor.extraction.naming import CAPITALS, KNOWN_KINDS, LIKE_A_DISEASE, PROPER, aliased, kinds_of, plain
from auditor.model import Document
from auditor.subjects import Subject, title_of


@dataclass(frozen=True, slots=True)
class Others:
    """What a set of documents names beside its subject.

    ``names`` are pairs of a form, as written, and the name that it stands for; ``own`` are the names of the subject;
    ``kinds`` the nouns of what the subject is (``bridge``, ``disease``).
    """

    names: tuple[tuple[str, str], ...] = ()
    own: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()

    def name(self, form: str) -> str:
        """The name that a form stands for, whatever its letters' case; nothing for one that is not known."""
        return _index(self.names).get(_folded(form), "")


@lru_cache(maxsize=64)
def _index(names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {_folded(form): name for form, name in names}


def _folded(form: str) -> str:
    return " ".join(form.replace("’", "'").split()).casefold()


def others(documents: Sequence[Document], subject: Subject, places: Iterable[str]) -> Others:
    """The other things that documents name; none where their subject has no name but the noun of its kind.

    ``places`` are names that stand for places.
    """
    titles = [title_of(document) for document in documents]
    own = _own(subject, titles)
    if not own:
        return Others()
    texts = ["\n".join(d.text[b.start : b.end] for b in d.blocks) for d in documents]
    kinds = kinds_of(own, texts)
    found: dict[str, bool] = {}
    for text in texts:
        for name, owned in (*_of_kind(text, kinds), *_contrasted(text, kinds), *_firms(text)):
            found[name] = found.get(name, False) or owned
    barred = {place.casefold() for place in places}
    general = {stem(kind) for kind in kinds}
    telling = {stem(word) for each in own for word in _WORDS.findall(each)} - general
    kept = [
        name
        for name, owned in sorted(found.items())
        if name.casefold() not in barred
        and (owned or not _ours(name, own, telling))
        and not _is_own(name, own)
        and not _entitled(name, titles, telling)
        and not aliased(name, own, texts, owned)
        and _seldom(name, own, texts)
    ]
    return Others(_forms(kept, texts), own, kinds)


def _of_kind(text: str, kinds: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Names that end in a noun of the kind, and names that are said to be of it."""
    for kind in sorted(kinds):
        for match in re.finditer(rf"(?<=\s){kind}(?![\w-])", text, re.IGNORECASE):
            before = CAPITALS.search(text[max(0, match.start() - 60) : match.start()])
            name = plain(before[1]) if before else ""
            if name and not (len(name.split()) == 1 and _opens(name, text, match.start())):
                yield f"{name} {match[0]}", False
    for match in _IDENTITY.finditer(text):
        nouns = {stem(word) for word in match["what"].split()[-3:]}
        if nouns & {stem(kind) for kind in kinds} and (name := plain(match["name"])):
            yield name, False


def _opens(word: str, text: str, at: int) -> bool:
    """Whether a word before ``at`` may have its capital from the sentence that it opens: ``Refractory disease``."""
    before = text[max(0, at - 80) : at].rstrip().removesuffix(word)
    return not word.endswith(("'s", "’s")) and (not before.strip(" ") or before.rstrip(" ")[-1:] in ".!?\n:")


_IDENTITY = re.compile(
    rf"(?:^|[.!?]\s+)(?P<name>{PROPER})(?:\s*\([^()\n]{{1,30}}\))?\s+(?:is|was|are|were)\s+(?:also\s+)?"
    r"(?:an?|another|the|one of the)\s+(?P<what>(?:[a-z][\w-]*,?\s){0,5}[a-z][\w-]*)"
    r"(?=[.,;:]|\s+(?:that|which|who|in|of|for|on|near|by|with|from|at|over|across|based|made|built|owned|caused)\b)",
    re.MULTILINE,
)
_CONTRAST = (
    r"\b(?:[Uu]nlike|[Ii]n contrast (?:to|with)|[Bb]y contrast with|[Aa]s opposed to|[Cc]ompared (?:with|to)|"
    r"[Cc]onfused with|[Dd]ifferent from|[Dd]istinct from)\s+(?:the\s+|its\s+\w+\s+)?"
)
_CONTRASTED = re.compile(rf"{_CONTRAST}(?P<name>{PROPER})")
_CONTRASTED_ILLNESS = re.compile(rf"{_CONTRAST}(?P<name>{LIKE_A_DISEASE})")
_SIBLINGS = (
    r"\b(?:[Oo]ther|[Ss]imilar|[Rr]elated|[Rr]ival|[Cc]ompeting|[Nn]eighbou?ring|[Aa]nother)\s+(?:[a-z-]+\s)?(?:{kinds})"
    r"(?:s|es)?,?\s+(?:such as|like|including|called|named)\s+(?P<names>{name}(?:(?:, | and |, and ){name})*)"
)


def _contrasted(text: str, kinds: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Names that the subject is set apart from, or told beside as others of its kind."""
    patterns = [_CONTRASTED]
    if "disease" in kinds:
        patterns.append(_CONTRASTED_ILLNESS)
    for pattern in patterns:
        yield from ((name, False) for m in pattern.finditer(text) if (name := plain(m["name"])))
    for match in _siblings(kinds).finditer(text) if kinds else ():
        for each in re.split(r", and |, | and ", match["names"]):
            if name := plain(each):
                yield name, False


@lru_cache(maxsize=64)
def _siblings(kinds: frozenset[str]) -> re.Pattern[str]:
    name = rf"(?:{PROPER}|{LIKE_A_DISEASE})" if "disease" in kinds else PROPER
    return re.compile(_SIBLINGS.replace("{kinds}", "|".join(sorted(kinds))).replace("{name}", name))


_ROLE = r"(?:subsidiary|affiliate|competitor|rival|predecessor|parent company|sister company|holding company)"
_FIRMS = (
    re.compile(rf"\b{_ROLE}(?:\s+company)?(?:,|\s+called|\s+named)?\s+(?P<name>{PROPER})"),
    re.compile(rf"(?P<name>{PROPER}),?\s+(?:(?:is|was)\s+)?(?:an?|its|the)\s+(?:[\w-]+\s){{0,3}}?{_ROLE}\b"),
    re.compile(
        rf"\b(?:subsidiary|part|owned by|division)\s+(?:of\s+)?(?:the\s+)?(?P<name>{PROPER})\s+(?:Group|Holding)"
    ),
)
"""A firm beside what it is to another one, on either side."""
_FIRM_WORDS = "subsidiary affiliate competitor rival predecessor parent sister holding Group Holding".split()
"""One of them stands in all that these find."""


def _firms(text: str) -> Iterator[tuple[str, bool]]:
    """Firms that are introduced by what they are to the subject; their names may hold its own."""
    if not any(word in text for word in _FIRM_WORDS):
        return
    for pattern in _FIRMS:
        yield from ((name, True) for m in pattern.finditer(text) if (name := plain(m["name"])))


def _own(subject: Subject, titles: Sequence[str]) -> tuple[str, ...]:
    """The names of the subject; where it has none but the noun of its kind, the names in titles that end in it."""
    names = {name for name in (subject.name, *subject.aliases) if name and name.lower() not in KNOWN_KINDS}
    if subject.name.lower() in KNOWN_KINDS:
        for title in titles:
            for match in re.finditer(rf"(?<= ){re.escape(subject.name)}\b", title, re.IGNORECASE):
                before = CAPITALS.search(title[: match.start()])
                names |= {f"{name} {match[0]}" for name in [plain(before[1]) if before else ""] if name}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


_WORDS = re.compile(r"\w+")


def _ours(name: str, own: Sequence[str], telling: Set[str]) -> bool:
    """Whether a name shares a word with the subject's that is not the noun of its kind: one of its forms or parts."""
    if {stem(word) for word in _WORDS.findall(name)} & telling:
        return True
    short = [each for each in own if each.isupper() and len(each) > 1]
    return any(word.endswith(each) or word.startswith(each) for word in name.split() for each in short)


def _is_own(name: str, own: Sequence[str]) -> bool:
    return _folded(name) in {_folded(each) for each in own}


def _entitled(name: str, titles: Sequence[str], telling: Set[str]) -> bool:
    """Whether a document has a name for its title that does not name the subject."""
    folded = _folded(name)
    return any(
        folded in _folded(title) and not {stem(word) for word in _WORDS.findall(title)} & telling for title in titles
    )


def _seldom(name: str, own: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether documents speak of something clearly less than of their subject: else it may be a name of it."""
    mine = max(sum(text.lower().count(each.lower()) for text in texts) for each in own)
    return sum(text.count(name) for text in texts) * 2 <= max(mine, 2)


def _forms(names: Sequence[str], texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Every form by which the names go: as they are, a possessive without its noun, an abbreviation in brackets."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name, name)
        first, _, last = name.rpartition(" ")
        if first.endswith(("'s", "’s")) and last.islower():
            found.setdefault(first, name)
        for text in texts:
            for match in re.finditer(rf"{re.escape(name)}\s*\(([A-Z][A-Za-z]{{0,4}}[A-Z])\)", text):
                found.setdefault(match[1], name)
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
