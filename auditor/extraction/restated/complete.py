"""Lists said to be all there is (``on Saturdays only``), and the names with which another goes on (``and Sundays``).

Names that documents share are a claim of their own; what one has besides is told only where another leaves no room
for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.content import Words
from auditor.cues import Token
from auditor.extraction.restated.said import Said

NEAR = 3
"""So many words before or behind the names at most stands what makes them all."""
LONGEST = 3
"""A name has so many words at most."""
_ONLY = frozenset({"only", "solely", "exclusively"})
_ELSE = (("and", "nowhere", "else"), ("and", "nothing", "else"), ("and", "no", "other"), ("and", "no", "others"))
_AND = frozenset({"and", "or"})
_IDLE = frozenset({"the", "on", "at", "in", "a", "an", "to", "from", "`", "“", '"', "‘", "'"})


def only(each: Said, names: Sequence[Words]) -> bool:
    """Whether a member says that the names it has are all there are; ``the only medicine`` is no name."""
    first, last = _span(each, names)
    if first < 0:
        return False
    said = [token.word.lower() for token in each.sentence.tokens]
    proper = each.sentence.tokens[first].word[:1].isupper()
    behind = [word for word in said[last : last + NEAR + 1] if word != ","]
    before = said[max(0, first - NEAR) : first]
    return bool(behind) and (
        behind[0] in _ONLY
        or tuple(behind[:3]) in _ELSE
        or (proper and bool(_ONLY & set(before)) and "not" not in before)
    )


def more(each: Said, names: Sequence[Words]) -> tuple[str, ...]:
    """The names, written with capitals, with which a member's list goes on behind those it shares."""
    first, last = _span(each, names)
    return tuple(_following(each.sentence.tokens, last)) if first >= 0 else ()


def _span(each: Said, names: Sequence[Words]) -> tuple[int, int]:
    """The tokens from the first to the last that belong to the names; (-1, -1) where none does."""
    wanted = frozenset[str]().union(*names)
    places = [place for place, root in enumerate(each.roots) if root in wanted]
    return (places[0], places[-1] + 1) if places else (-1, -1)


def _following(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """``, B and C`` read from a place on; nothing where the list does not end with ``and``."""
    found: list[str] = []
    while at < len(tokens):
        joined = tokens[at].word.lower() in _AND
        comma = tokens[at].word in {",", "`", "”", '"'}
        if not joined and not comma:
            return
        at += 1
        while at < len(tokens) and (tokens[at].word.lower() in _IDLE or (comma and tokens[at].word.lower() in _AND)):
            joined = joined or tokens[at].word.lower() in _AND
            at += 1
        start = at
        while at < len(tokens) and at - start < LONGEST and tokens[at].word[:1].isupper():
            at += 1
        if at == start:
            return
        found.append(" ".join(token.word for token in tokens[start:at]))
        if joined:
            yield from found
            return
