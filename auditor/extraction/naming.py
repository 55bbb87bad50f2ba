"""How things are named in running text: proper names, the noun of a thing's kind, and what makes a name an alias."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_WORD = r"[A-Z][\w'’&-]*[\w’']"
PROPER = (
    rf"(?:{_WORD}|[A-Z])(?: (?:{_WORD}|(?:of|de|du|the) {_WORD}|\d+))*?(?: (?:disease|syndrome))?(?![\w’'-])(?! [A-Z])"
)
"""A run of words with capitals; a disease's noun may follow."""
CAPITALS = re.compile(rf"((?:(?:{_WORD}|of|de) +){{1,4}})$")
"""The capitals right before a noun."""
LIKE_A_DISEASE = (
    r"(?:[a-z][\w'-]+ ){0,2}[a-z]*(?:sclerosis|dystrophy|arthritis|itis|osis|aemia|emia|pathy|palsy|paralysis|ataxia|"
    r"dementia|diabetes|asthma|epilepsy|migraine|influenza|measles|leukaemia|leukemia|gravis|lupus|gout|malaria|fever)\b"
)
"""A disease that is written without capitals, by how it ends."""
_KINDS = (
    frozenset("disease disorder syndrome condition illness infection".split()),
    frozenset("company firm manufacturer maker business retailer supplier producer brand group corporation".split()),
    frozenset("database library framework engine server tool package store".split()),
    frozenset("bridge viaduct crossing".split()),
    frozenset("election referendum".split()),
    frozenset("cat bear wolf bird animal mammal species".split()),
)
"""Nouns that name one kind of thing."""
KNOWN_KINDS = frozenset().union(*_KINDS)
_HOLLOW = frozenset(
    "form type kind part one member result example cause time name way number place year life work first second third "
    "only same most thing lot subject".split()
)
_SPECIES = frozenset("species kind type breed genus member".split())
_OPENING = frozenset(
    "the a an this that these those in on at for with from by of to as like unlike other another both each every many "
    "most some all such rare and but while whereas if when although because since under over about after before there "
    "it its their his her our your my one two three no not only more new old first second last next early late adult "
    "what how why who where which is are can does do today here common similar related main global national "
    "international heart lung kidney liver skin eye brain blood mental general several few unlike compared people "
    "patients children adults men women however january february march april may june july august september october "
    "november december monday tuesday wednesday thursday friday saturday sunday".split()
)
_PEOPLES = re.compile(r"(?:ian|ean|ican|ish|ese)s?$|^(?:French|Dutch|Swiss|Greek|German|Jews?|English)$")


def plain(name: str) -> str:
    """A name without the words that only open its sentence; nothing where no name is left.

    >>> plain("Unlike Parkinson's"), plain("This"), plain("The American")
    ("Parkinson's", '', '')
    """
    words = name.split()
    opening = [place for place, word in enumerate(words) if word.lower() in _OPENING - {"of", "de", "the"} or not place]
    if opening and words[opening[-1]].lower() in _OPENING:
        words = words[opening[-1] + 1 :]
    while words and words[-1] in {"of", "de", "the"}:
        words = words[:-1]
    return "" if not words or _PEOPLES.search(words[-1]) else " ".join(words)


def kinds_of(own: Sequence[str], texts: Sequence[str]) -> frozenset[str]:
    """The nouns of what the subject is: its name's last one, what the texts say it is, and nouns of the same kind."""
    found = {own_name.split()[-1].lower() for own_name in own if len(own_name.split()) > 1}
    found &= KNOWN_KINDS
    for name in own:
        pattern = re.compile(
            rf"(?:^|[.!?]\s+)(?:The\s+)?{re.escape(name)}(?:\s*\([^)\n]{{1,40}}\))?,?"
            r"\s+(?:is|was|are|were)\s+(?:an?|the|one of the)\s+([^.;:()\n]{3,90})",
            re.IGNORECASE | re.MULTILINE,
        )
        for text in texts:
            found |= {noun for match in pattern.finditer(text) for noun in _heads(match[1])}
    return frozenset(found.union(*(group for group in _KINDS if group & found)))


_STOP = frozenset(
    "that which who whose where when in of for on near by with from at over across between as to and or it written "
    "built made held known found run led "
    "set born seen".split()
)


def _heads(said: str) -> Iterator[str]:
    """The noun that ``rare inherited disease of the nerves that ...`` ends its first phrase with."""
    words = said.replace(",", " , ").split()
    last = ""
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if word.lower() in _STOP or (last and word.endswith("ed") and after in _STOP):
            if word == "of" and last in _SPECIES:
                yield from _heads(" ".join(words[place + 1 :]))
            break
        last = word.lower() if word.isalpha() and word.islower() else last
    if len(last) > 2 and not last.endswith("ly") and last not in _HOLLOW | _SPECIES:
        yield last


_FORMS = (
    r"(?:form|type|subtype|variant|variety|version|edition|part|branch|model|stage|complication|feature|symptom|cause)"
)


def aliased(name: str, own: Sequence[str], texts: Sequence[str], owned: bool = False) -> bool:
    """Whether the texts say that a name is another one of the subject, or names one of its forms or parts.

    A firm that is ``owned`` may be called by its name, and be a part.
    """
    mine, said = "|".join(re.escape(each) for each in own), re.escape(name)
    ways = [
        rf"(?:{mine}),?\s+(?:or|\()\s*(?:the\s+)?{said}",
        rf"{said},?\s+(?:or|\()\s*(?:the\s+)?(?:{mine})(?!\w)",
        rf"(?:{mine})[^.\n]{{0,30}}\b(?:formerly|originally|previously|also)\s+\w*\s*(?:as\s+)?(?:the\s+)?{said}",
    ]
    if not owned:
        ways += [
            rf"(?:called|known as|named|termed|nicknamed|renamed)\s+(?:the\s+|[\"“])?{said}",
            rf"\b{_FORMS}s?\b[^.\n]{{0,60}}\b{said}",
            rf"{said}[^.\n]{{0,40}}\b{_FORMS}s?\s+of\b",
        ]
    pattern = re.compile("|".join(ways))
    return any(pattern.search(text) for text in texts if name in text)
