"""What a sentence does with what its words say: whether it states, denies, hedges, supposes or merely reports it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.cues import Token, stem, tokens, whole
from auditor.extraction.screening import Sentence
from auditor.model import Hedge
from auditor.subjects import Subject

SUBJECT = stem("disease")
"""A mention of the subject, by whatever name, reads as this word: the cue ``disease is fatal`` serves every page."""
HEDGES = {
    Hedge.POSSIBLE: frozenset(
        "may might can could possibly perhaps sometimes occasionally potential potentially believe believed suspected "
        "some "
        "thought likely probably appears seems".split()
    ),
    Hedge.USUAL: frozenset(
        "usually typically generally often mostly commonly normally most usual typical many largely frequently mainly "
        "majority "
        "rarely seldom".split()
    ),
}
NEGATIONS = frozenset(
    "no not never neither nor nothing without cannot rarely seldom hardly unlikely absence lack none".split()
)
_NOT_QUITE = frozenset(
    "only always necessarily all every everyone everybody just merely simply entirely completely".split()
)
"""What turns a ``not`` before it into less than a denial."""
_SUPERLATIVES = frozenset(
    ("most", word) for word in "common frequent important serious severe prevalent likely".split()
)
_MORE = frozenset("more less most as".split())
_ADVERBS = frozenset("often usually typically generally sometimes frequently commonly".split())
_OF_NOUNS = frozenset("no without lack absence none".split())
"""What denies the noun behind it, and nothing behind the next verb."""
_VERBS = frozenset("may can could should will would might is are was were has have".split())
_STOPS = frozenset(".,;:()—–")
_CONTRAST = frozenset("but whereas while although though however yet".split())
_CONDITIONS = frozenset("if unless whether".split())
SHORTEST = 5
"""The longest last word of a subject's name that is not looked for in the plural: ``migraines``, not ``ALSs``."""
_NARROW = 6
_WIDE = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as categorical rules see it: figures are words, and each mention of the subject is one token.

    ``unsaid`` holds the tokens of conditions, of what once was and of what some believe; ``part`` gives every token
    the number of its clause: clauses end at a semicolon and before a word of contrast.
    """

    tokens: tuple[Token, ...]
    unsaid: frozenset[int]
    part: tuple[int, ...]

    def clause(self, index: int) -> range:
        """The tokens of the clause in which the token ``index`` stands."""
        number = self.part[index]  # the numbers only grow
        return range(bisect_left(self.part, number), bisect_right(self.part, number))


def line_of(sentence: Sentence, subject: Subject) -> Line:
    """The sentence as a line."""
    words = sentence.tokens
    if sentence.quantities:
        found = tokens(sentence.text, 0, len(sentence.text))
        words = tuple(Token(t.word, t.stem, t.start + sentence.start, t.end + sentence.start) for t in found)
    words = _folded(_whole(words), subject)
    return Line(words, _unsaid(words), _parts(words))


def _whole(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with each decimal made one token, so that its point ends nothing."""
    if not any(t.word == "." for t in words):
        return words
    whole: list[Token] = []
    for word in words:
        whole.append(word)
        first, point, last = whole[-3:] if len(whole) > 2 else (word, word, word)
        if point.word == "." and first.word.isdigit() and last.word.isdigit() and first.end + 1 == last.start:
            number = f"{first.word}.{last.word}"
            whole[-3:] = [Token(number, number, first.start, last.end)]
    return tuple(whole)


@lru_cache(maxsize=64)
def _names(subject: Subject) -> tuple[tuple[str, ...], ...]:
    names = {tuple(t.word.lower() for t in whole(n)) for n in (subject.name, *subject.aliases) if n}
    names |= {(*n[:-1], f"{n[-1]}s") for n in names if len(n[-1]) > SHORTEST and n[-1].isalpha() and n[-1][-1] != "s"}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


def _folded(words: tuple[Token, ...], subject: Subject) -> tuple[Token, ...]:
    """Every mention of the subject, with an abbreviation in brackets behind it, made one token."""
    names = _names(subject)
    firsts = {name[0] for name in names}
    if not any(t.word.lower() in firsts for t in words):
        return words
    folded: list[Token] = []
    at = 0
    while at < len(words):
        end = _mention(words, at, names) if words[at].word.lower() in firsts else at
        if end == at:
            folded.append(words[at])
            at += 1
            continue
        folded.append(Token("disease", SUBJECT, words[at].start, words[end - 1].end))
        at = end
    return tuple(folded)


def _mention(words: Sequence[Token], at: int, names: Sequence[tuple[str, ...]]) -> int:
    """Where a mention of the subject that begins at ``at`` ends; ``at`` itself where none begins."""
    for name in names:
        end = at + len(name)
        if tuple(t.word.lower() for t in words[at:end]) == name:
            inside = next(
                (
                    n
                    for n in names
                    if end + len(n) + 1 < len(words)
                    and words[end].word == "("
                    and tuple(t.word.lower() for t in words[end + 1 : end + 1 + len(n)]) == n
                ),
                (),
            )
            if inside and words[end + 1 + len(inside)].word == ")":
                return end + len(inside) + 2
            return end
    return at


def _unsaid(words: Sequence[Token]) -> frozenset[int]:
    found: set[int] = set()
    lowered = [t.word.lower() for t in words]
    if _UNSAYING.isdisjoint(lowered):
        return frozenset()
    for at, word in enumerate(lowered):
        if word in _CONDITIONS:
            found.update(_until(lowered, at, _STOPS | {"then"}))
        elif word == "unlike":
            found.update(_until(lowered, at, _STOPS | _VERBS))
        elif word in _PAST or tuple(lowered[max(0, at - 1) : at + 1]) in _PAST_PAIRS or _doubted(lowered, at):
            found.update(_until(lowered, at, _CONTRAST | {".", ";", "now", "today"}))
    return frozenset(found)


_PAST = frozenset("formerly myth mistakenly misconception".split())
_PAST_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "used to", "the past", "no longer", "was once", "were once", "once thought", "once considered",
        "previously thought",
    )
)  # fmt: skip
"""What opens words that do not hold, or no longer."""
_BELIEVERS = frozenset("people researchers scientists experts doctors investigators studies theories critics".split())
_BELIEVE = frozenset("believe think suspect argue claim suggest hold speculate propose".split())

_UNSAYING = _CONDITIONS | _PAST | _BELIEVE | {"unlike", *(second for _, second in _PAST_PAIRS)}
"""The words at which something that is not said may begin: most sentences have none."""


def _doubted(lowered: Sequence[str], at: int) -> bool:
    """Whether ``some researchers believe`` ends at ``at``."""
    return lowered[at] in _BELIEVE and any(
        lowered[i] == "some" and lowered[i + 1] in _BELIEVERS for i in range(max(0, at - 5), at)
    )


def _until(lowered: Sequence[str], at: int, stops: frozenset[str]) -> range:
    """The tokens after ``at`` up to a stop."""
    end = next((i for i in range(at + 1, len(lowered)) if lowered[i] in stops), len(lowered))
    return range(at + 1, end)


def _parts(words: Sequence[Token]) -> tuple[int, ...]:
    if not any(t.word == ";" or t.word.lower() in _CONTRAST for t in words):
        return (0,) * len(words)
    number, parts = 0, []
    for index, token in enumerate(words):
        aside = token.word == "but" and index + 1 < len(words) and words[index + 1].word == "not"
        if token.word == ";" or (_turns(words, index) and not aside):
            number += 1
        parts.append(number)
    return tuple(parts)


def _turns(words: Sequence[Token], at: int) -> bool:
    """Whether a word of contrast stands at ``at``; ``yet`` is one behind a comma only."""
    word = words[at].word.lower()
    return word in _CONTRAST and (word != "yet" or at == 0 or words[at - 1].word in {",", ";", "and"})


def folds(token: Token) -> bool:
    """Whether a token stands for a mention of the subject, rather than for the word itself."""
    return token.stem == SUBJECT and token.end - token.start != len(token.word)


def negated(words: Sequence[Token], first: int) -> bool | None:
    """Whether what begins at ``first`` is denied by the words before it; None for a half denial (``not always``).

    >>> from auditor.cues import tokens
    >>> said = ("it is not fatal", "it is fatal", "it is not always fatal")
    >>> [negated(tokens(t, 0, len(t)), len(t.split()) - 1) for t in said]
    [True, False, None]
    """
    if _frees(words, first):
        return False
    verb = _denies(words[first].word.lower())
    for at in range(first - 1, max(-1, first - 1 - _WIDE), -1):
        word = words[at].word.lower()
        if word in _STOPS or _turns(words, at):
            return False
        if word in {"evidence", "proof"} and at and words[at - 1].word.lower() in {"no", "little"}:
            return True
        if first - at <= _NARROW and _denies(word) and not (verb and word in _OF_NOUNS):
            return None if words[at + 1].word.lower() in _NOT_QUITE else True
        if _frees(words, at) or (word == "that" and at and words[at - 1].word.lower() in {"and", "but"}):
            return False
        verb = verb or word in _VERBS
    return False


def _denies(word: str) -> bool:
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


def _frees(words: Sequence[Token], at: int) -> bool:
    """Whether an adverb at ``at`` begins what a ``not`` further back cannot reach: ``those not treated often do``."""
    return words[at].word.lower() in _ADVERBS and at > 0 and not _denies(words[at - 1].word.lower())


def denied_behind(words: Sequence[Token], last: int) -> bool:
    """Whether what ends at ``last`` is denied by the verb right behind it: ``a feeding tube is not needed``."""
    after = [t.word.lower() for t in words[last + 1 : last + 4]]
    if not after or after[0] not in _VERBS | {"does", "do"}:
        return bool(after) and after[0].endswith(("n't", "n’t"))
    return after[1:2] in (["not"], ["never"]) and after[2:3] not in ([word] for word in _NOT_QUITE)


def hedge(words: Sequence[Token], holds: bool = True) -> Hedge:
    """How firmly the words say something: the weakest word decides; ``cannot`` and ``no one can`` leave nothing open.

    >>> from auditor.cues import tokens
    >>> hedge(tokens("it can usually be cured", 0, 23)).value
    'usual'
    """
    lowered = [t.word.lower() for t in words]
    pairs = list(zip(["", *lowered], lowered, [*lowered[1:], ""], strict=False))
    said = {
        w for before, w, after in pairs if (w, after) not in _SUPERLATIVES and not (w == "likely" and before in _MORE)
    }
    if not holds:
        said -= {"can", "could"}
    if said & HEDGES[Hedge.USUAL] and said & HEDGES[Hedge.POSSIBLE] <= {"can"}:
        return Hedge.USUAL
    return next((level for level, marks in HEDGES.items() if said & marks), Hedge.FLAT)


def hedging(words: Sequence[Token], last: int) -> tuple[Token, ...]:
    """The words of the verb right behind ``last`` that may hedge it: ``apoptosis may be involved``."""
    after = tuple(words[last + 1 : last + 3])
    return tuple(t for t in after if t.word.lower() != "can") if after and after[0].word.lower() in _VERBS else ()
