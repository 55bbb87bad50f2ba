"""Items in a row, as ``A, B and C``: behind a cue that opens a row, before the verb of one, or as a whole fragment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.cues import Token, stem
from auditor.extraction.clauses import SUBJECT, Line, folds
from auditor.extraction.screening import Sentence

Name = tuple[str, int, int]
"""A name with the first and the last of its tokens."""
MOST_WORDS = 4
"""The longest item that is taken for a name, in words."""
SKIPPED = 3
"""How many words may stand between a cue and what opens its row."""
_OPENERS = frozenset("include includes including included are is be called : like".split())
_DIRECT = frozenset(
    "include includes including are is be with as like called : of by from to given avoid avoiding need take cause "
    "causes have has develop experience".split()
)
"""What opens a row where a cue ends with it."""
_SOLE = frozenset(
    "only sole mainstay cornerstone main chief principal usual standard preferred first commonest common choice "
    "initial recommended caused results result arises stems due early earliest hallmark classic typical avoid "
    "avoiding type form kind group name another belongs responsible not".split()
)
"""Words of a cue that speak of one thing, so that a row of one will do: ``the main treatment is dialysis``."""
_NAMING = frozenset("called named termed".split())
_NAMES = frozenset("known referred".split())
"""What opens a row of names, which may be the subject's own: ``called``, ``known as``."""
_COPULAS = frozenset(
    "is are was were may can must remains remain doubles triples raises raise increases increase makes make offers "
    "lowers lower reduces reduce".split()
)
"""Words that begin a cue before which one item will do: ``surgery is the mainstay``."""
_SHUNNED = frozenset({"avoided", "contraindicated"})
"""Words that end such a cue: ``live vaccines should be avoided``."""
_LINKED = frozenset("for of in used given to".split())
_REACH = 6
"""How many words may stand between a cue and its copula: ``the main treatment for most people is rest``."""
_AUXILIARIES = frozenset("may can might usually that which have has been used today now".split())
_JOINTS = frozenset([",", "and", "or", "plus", "/"])
_ENDS = frozenset(
    ". ; : ) ! ? — – which that who whom whose where when while if because but although so to then than not".split()
)
_BREAKS = frozenset("to than".split())
"""What shows that the words before it are no item but the begin of a clause."""
_CUTS = frozenset("with in by on at from during after before for as under through against via into per".split())
_LEADING = frozenset(
    "the a an some certain other various also both either usually often mainly sometimes typically commonly such "
    "having being feeling taking well even several many using e.g eg only possibly perhaps different new newer older "
    "oral daily regular his her their its".split()
)
_TRAILING = frozenset("etc besides too only alone either respectively also again".split())
_FINITE = frozenset(
    stem(w) for w in "be have can may might will would should could must do help work seem appear cause reduce".split()
)
"""Verbs that end a row: what it names does something."""
_VERBS = _FINITE | frozenset(
    stem(w)
    for w in (
        "need take give make become get go see ask call avoid know you your we our they it i he she them us there "
        "this these those what how no doing getting neither nor below above approximate number sign symptom"
    ).split()
)
"""Words that no item holds."""
_HOLLOW = frozenset(
    stem(w)
    for w in (
        "drug medication medicine treatment therapy agent option way thing other person patient doctor case month "
        "year day week one two three four five more most many problem condition disorder subject none unknown "
        "everyone anyone somebody nothing people use ease test exam scan example tendency"
    ).split()
)
_PLAIN = frozenset("first second new good best major serious severe common usual special specific big main".split())
_ADJECTIVES = ("ive", "ic", "ful", "able", "ible", "ed", "al", "ous", "ary", "ly", "ent", "ant", "less")


def after(sentence: Sentence, line: Line, first: int, last: int) -> list[Name]:
    """The row that the cue ending at ``last`` opens: ``treated with A or B``, ``medicines include A, B and C``."""
    words = line.tokens
    alone = any(words[i].word.lower() in _SOLE for i in range(max(0, first - 2), last + 1))
    at = _opener(line, last, alone)
    if at is None:
        return []
    while at + 1 < len(words) and words[at + 1].word.lower() in _DIRECT | _OPENERS:
        at += 1
    said = [t.word.lower() for t in words[max(0, at - 2) : at + 1]]
    naming = said[-1] in _NAMING or (said[-1] == "as" and bool(_NAMES & set(said)))
    alone = alone or naming
    found = row(sentence, line, at + 1, len(words), 1 if alone else 2, naming)
    between = words[found[0][2] + 1 : found[-1][2] + 3] if found else ()
    return found if not alone or any(t.word.lower() in {"and", "or"} for t in between) else found[:1]


def _opener(line: Line, last: int, alone: bool) -> int | None:
    """What opens the row behind a cue: its last word, the verb right behind it, or that behind ``for most people``."""
    words = line.tokens
    if words[last].word.lower() in _DIRECT:
        return last
    at = last + 1
    if words[last].word.lower() in _NAMES and at + 1 < len(words) and "as" in {words[at].word, words[at + 1].word}:
        return at + (words[at].word != "as")
    while at < len(words) and at <= last + SKIPPED and words[at].word.lower() in _LEADING | _AUXILIARIES:
        at += 1
    if at < len(words) and words[at].word.lower() in _OPENERS:
        return at
    if not alone or last + 1 >= len(words) or words[last + 1].word.lower() not in _LINKED:
        return None
    for at in range(last + 2, min(len(words), last + 2 + _REACH)):
        word = words[at].word.lower()
        if word in {"is", "are", "include", "includes"}:
            return at
        if word in _ENDS or word == ",":
            return None
    return None


def before(sentence: Sentence, line: Line, first: int, last: int) -> list[Name]:
    """The row that opens the clause and ends before the cue at ``first``: ``A and B are used``."""
    start = line.clause(first).start
    said = [t.word.lower() for t in line.tokens[start:first]]
    start += next((i + 2 for i, pair in enumerate(pairwise(said)) if pair == ("such", "as")), 0)
    words = line.tokens[start:first]
    if line.tokens[last].word.lower() in _DIRECT | _OPENERS or any(t.word.lower() in _ENDS | _CUTS for t in words):
        return []
    alone = line.tokens[first].word.lower() in _COPULAS or line.tokens[last].word.lower() in _SHUNNED
    found = row(sentence, line, start, first, 1 if alone else 2)
    return found if len(found) == _pieces(words) else []


def fragment(sentence: Sentence, line: Line, start: int = 0, least: int = 2) -> list[Name]:
    """The items of a sentence that, from ``start`` on, is nothing but a row: no verb, no figure, every piece a name."""
    words = [t for t in line.tokens[start:] if t.word not in ".!"]
    if sentence.quantities or not words or any(t.stem in _VERBS or t.word.lower() in _ENDS for t in words):
        return []
    found = row(sentence, line, start, len(line.tokens), least)
    return found if len(nouns(found)) == _pieces(words) else []


def labelled(sentence: Sentence, line: Line, start: int) -> list[Name]:
    """The items behind a label, parted by commas or semicolons: ``Other names: A; B``."""
    ends = [i for i in range(start, len(line.tokens)) if line.tokens[i].word == ";"]
    found: list[Name] = []
    for first, end in zip([start, *(i + 1 for i in ends)], [*ends, len(line.tokens)], strict=True):
        words = [t for t in line.tokens[first:end] if t.word not in ".!"]
        if not words or any((t.stem in _VERBS and not folds(t)) or t.word.lower() in _ENDS for t in words):
            return []
        part = row(sentence, line, first, end, 1, True)
        if not part:
            return []
        found += part
    return found


def _pieces(words: Sequence[Token]) -> int:
    """How many items the joints among the words part."""
    return 1 + sum(t.word.lower() in _JOINTS and not _joined(words, i) for i, t in enumerate(words))


def plain(line: Line, end: int) -> bool:
    """Whether a short item, up to the offset ``end``, can be a name: no word in it tells, asks or points."""
    return not any(t.stem in _VERBS for t in line.tokens if t.start < end)


def nouns(found: Sequence[Name]) -> list[Name]:
    """The items without those that are one adjective: ``treatment is supportive and symptomatic`` names nothing."""
    return [name for name in found if " " in name[0] or not name[0].endswith(_ADJECTIVES)]


def _joined(words: Sequence[Token], at: int) -> bool:
    """Whether the joint at ``at`` stands right behind another: the ``and`` of ``A, B, and C``."""
    return at > 0 and words[at - 1].word == ","


def row(
    sentence: Sentence, line: Line, start: int, end: int, least: int = 2, naming: bool = False
) -> list[Name]:  # fmt: skip
    """The items from ``start`` on, up to ``end`` or what ends a row; none where fewer than ``least`` are names.

    Where it is ``naming``, a mention of the subject is an item, too.
    """
    names: list[Name] = []
    first, depth = start, 0
    for at in range(start, end + 1):
        word = line.tokens[at].word.lower() if at < end else "."
        depth += (word == "(") - (word == ")" and depth > 0)
        stops = at == end or (not depth and (word in _ENDS or line.tokens[at].stem in _FINITE))
        joint = word in _JOINTS and not depth and not _in_name(line, at)
        if word == "(" and depth == 1 and first <= at:
            names += _item(sentence, line, first, at, naming)
            first = end + 1
        elif stops or joint:
            names += _item(sentence, line, first, at, naming) if first < at and word not in _BREAKS else []
            if stops or (word != "," and _limited(line, first, at)):
                break
            first = at + 1
    return names if len(names) >= least else []


def _limited(line: Line, first: int, end: int) -> bool:
    """Whether an item says where or with what, so that what a bare ``or`` adds may belong to that."""
    return any(line.tokens[i].word.lower() in _CUTS for i in range(min(first, end), end))


def _in_name(line: Line, at: int) -> bool:
    """Whether a slash joins two words of one name: it stands close to both."""
    words = line.tokens
    return words[at].word == "/" and at + 1 < len(words) and words[at - 1].end == words[at + 1].start - 1


def _item(sentence: Sentence, line: Line, first: int, end: int, naming: bool = False) -> list[Name]:
    """An item without what leads and trails it; nothing where it is a clause, an aside, a figure or too long."""
    words = line.tokens
    if naming and folds(words[end - 1]) and all(t.word.lower() in _LEADING for t in words[first : end - 1]):
        said = sentence.text[words[end - 1].start - sentence.start : words[end - 1].end - sentence.start]
        return [(said, end - 1, end - 1)]
    while first < end and (words[first].word.lower() in _LEADING or _adverb(words[first])):
        first += 1
    while end > first and words[end - 1].stem == SUBJECT and not (naming and not folds(words[end - 1])):
        end -= 1
    cut = next((i for i in range(first, end) if words[i].word.lower() in _CUTS), end)
    while cut > first and words[cut - 1].word.lower() in _TRAILING | {"of"}:
        cut -= 1
    inside = words[first:cut]
    counted = [t for t in inside if t.word.lower() not in {"the", "of"}]
    if not inside or len(counted) > MOST_WORDS or any(t.stem in _VERBS for t in inside):
        return []
    if any(t.stem == SUBJECT for t in (inside[:-1] if naming and len(inside) > 1 else inside)):
        return []
    if inside[0].word.lower() == "given" or not inside[-1].word[0].isalpha() or _hollow(inside):
        return []
    if len(inside) > 1 and inside[-1].word.endswith(("ed", "ly")):
        return []
    if len(inside) == 1 and len(inside[0].word) < 3:
        return []
    said = sentence.text[inside[0].start - sentence.start : inside[-1].end - sentence.start]
    name = " ".join(each if each[1:] != each[1:].lower() else each.lower() for each in said.split())
    return [(name, first, cut - 1)]


def _hollow(words: Sequence[Token]) -> bool:
    """Whether an item says nothing: a general noun that no noun tells apart, as ``problem``, ``serious condition``."""
    plain = all(t.stem in _HOLLOW or t.word.lower() in _PLAIN or t.word.endswith(_ADJECTIVES) for t in words[:-1])
    return words[-1].stem in _HOLLOW and plain


def _adverb(word: Token) -> bool:
    """Whether a word that leads an item only says how: ``usually rest``."""
    return word.word.endswith("ly") and word.word.lower() not in {"family", "early", "jelly", "belly", "elderly"}
