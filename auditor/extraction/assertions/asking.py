"""Which sentences must be parsed for what they assert: a look at their words, no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from auditor.cues import Token
from auditor.extraction.assertions.vocabulary import ABILITY, ACTIVE, ACTS, OFFICES, RELATIONS, ROLES, polar, root
from auditor.extraction.assertions.written_days import dated
from auditor.extraction.screening import Sentence

SHORTEST, LONGEST, SHORT = 3, 45, 16
_MARKERS = frozenset(
    "only sole solely exclusively nothing nowhere no not without cannot nobody none honour honor".split()
)
_COPULAS = frozenset("is are was were be".split())
_HAS = frozenset("has includes supports comes contains requires needs".split())
_PREPOSITIONS = frozenset(preposition for _, preposition in RELATIONS)
_OPENERS = frozenset("the it its they this all our there entry admission no you dogs pets smoking parking".split())
_LEADS = frozenset(
    "if when unless should although while suppose imagine do don't let's maybe perhaps whether make".split()
)
_COUNTS = frozenset("all both two three four five six".split())
_IDIOMS = {
    "place": frozenset({"takes", "took"}),
    "power": frozenset({"draws", "gets", "takes"}),
    "energy": frozenset({"draws"}),
    "name": frozenset({"takes", "owes", "took", "owed"}),
}
_THINGS = frozenset({"it", "this", "they"})
_TAKEN = frozenset("take takes taken accept accepts accepted".split())
_TENDER = frozenset("cash card cards cheque cheques check checks coin coins banknotes notes vouchers".split())
_TOOK_PLACE = frozenset("held carried conducted".split())
_TURNING = _COPULAS | {"may", "can"} | ROLES.keys() | OFFICES.keys() | _PREPOSITIONS | _IDIOMS.keys()
_ABLE = frozenset({"you", "users", "owners", "one"})
_OPINION = re.compile(
    r"\b(?:I|I['’]m|I['’]ve|my|some say|supposedly|allegedly|reportedly|rumou?r|myth)\b|[\"“”]", re.IGNORECASE
)


def asks_grammar(sentence: Sentence) -> bool:
    """Whether a sentence must be parsed: it holds a word that denies, limits, names or judges."""
    found = sentence.tokens
    if not SHORTEST <= len(found) <= LONGEST or not _stated(sentence):
        return False
    words = [token.word.lower() for token in found]
    if not _MARKERS.isdisjoint(words) or any(w.endswith(("n't", "n’t")) for w in words):
        return True
    if words[0] in _OPENERS and len(words) <= SHORT and not sentence.quantities and not _HAS.isdisjoint(words):
        return True
    if not _COUNTS.isdisjoint(words[:4]) and sum(token.word[:1].isupper() for token in found[1:]) > 1:
        return True
    if "there" in words and not {"is", "are", "'s", "’s", "there's", "there’s"}.isdisjoint(words):
        return True
    if dated(sentence.text) or not (_TAKEN.isdisjoint(words) or _TENDER.isdisjoint(words)):
        return True
    if _of_a_kind(words) or _of_one(words):
        return True
    if words[0] in {"a", "an"} and len(words) <= SHORT and not _TOOK_PLACE.isdisjoint(words):
        return True
    places = [at for at, word in enumerate(words) if at and _turns(word)]
    return any(_judges(found, words, at) or _names(found, words, at) for at in places)


@lru_cache(maxsize=65536)
def _turns(word: str) -> bool:
    """Whether ``_judges`` or ``_names`` looks around a word at all: few words are asked, and the same over and over."""
    return word in _TURNING or root(word) in ACTIVE


def _of_a_kind(words: Sequence[str]) -> bool:
    """Whether a sentence opens with ``it is a``."""
    return (words[1:3] in (["is", "a"], ["is", "an"]) and words[0] in _THINGS) or (
        words[0] in {"it's", "it’s"} and words[1] in {"a", "an"}
    )


def _of_one(words: Sequence[str]) -> bool:
    """Whether a thing is said to be a design, a type or a model of some quality."""
    standins = {"design", "type", "construction", "model", "version", "one", "device", "unit"}
    return not _COPULAS.isdisjoint(words) and not {"a", "an"}.isdisjoint(words) and not standins.isdisjoint(words)


def clear(sentence: Sentence) -> bool:
    """Whether what stock phrases say in a sentence counts: it states, and is no label."""
    return len(sentence.tokens) >= SHORTEST and _stated(sentence)


def _stated(sentence: Sentence) -> bool:
    """Whether it states at all: no question, no condition, no instruction, nobody's opinion."""
    first = sentence.tokens[0].word.lower()
    return not sentence.question and first not in _LEADS and not _opinion(sentence.text)


@lru_cache(maxsize=4096)
def _opinion(text: str) -> bool:
    """Whether somebody's opinion is told: each sentence is asked three times over."""
    return _OPINION.search(text) is not None


def _judges(found: Sequence[Token], words: Sequence[str], at: int) -> bool:
    """Whether a copula before a telling adjective, a role or a name stands here, or ``you can`` with a telling verb."""
    word, after = words[at], found[at + 1 : at + 4]
    if word in _COPULAS:
        named = words[0] in _OPENERS and bool(after) and after[0].word[:1].isupper()
        roles = words[at + 1 : at + 2] in (["the"], ["its"]) and not ROLES.keys().isdisjoint(words[at + 2 : at + 5])
        return named or roles or any(polar(t.word.lower()) for t in after)
    if word == "may" and bool(after):
        return root(after[0].word) in ACTS or (words[at + 1] == "be" and any(root(t.word) in ABILITY for t in after))
    if word == "can" and words[at + 1 : at + 2] in (["have"], ["receive"], ["use"]) and "who" in words[:at]:
        return True
    return word == "can" and words[at - 1] in _ABLE and bool(after) and root(after[0].word) in ABILITY | ACTS


def _of_something(words: Sequence[str], at: int) -> bool:
    """Whether a role is somebody's: ``chair of``, ``its founder``, ``the museum's founder``."""
    return words[at + 1 : at + 2] == ["of"] or any(w == "its" or w.endswith("s") for w in words[max(0, at - 3) : at])


def _names(found: Sequence[Token], words: Sequence[str], at: int) -> bool:
    """Whether ``designed by``, ``takes place`` or ``N founded it`` stands here."""
    word = words[at]
    if (word in ROLES or word in OFFICES) and _of_something(words, at):
        return any(t.word[:1].isupper() for t in found[max(1, at - 6) : at + 8])
    if word in _PREPOSITIONS and any((root(w), word) in RELATIONS for w in words[max(0, at - 3) : at]):
        return True
    if word in _IDIOMS and not _IDIOMS[word].isdisjoint(words[max(0, at - 2) : at]):
        return True
    won = ACTIVE.get(root(word)) == "winner" and words[at + 1 : at + 2] not in ([","], ["."], ["by"])
    if not won and (words[at + 1 : at + 2] not in (["it"], ["the"]) or root(word) not in ACTIVE):
        return False
    return any(token.word[:1].isupper() for token in found[:at] if won or token in found[max(0, at - 4) : at])
