"""Qualities that hold or not: ``is not contagious``, ``dogs are welcome``, ``cannot be replaced``."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction.assertions.asserted import (
    FULL,
    Asserted,
    canonical,
    children,
    content,
    denied,
    has,
    listed,
    made,
    phrase,
    short,
    spread,
)
from auditor.extraction.assertions.clauses import conceded, plain, reported, subject_of
from auditor.extraction.assertions.owners import owner
from auditor.extraction.assertions.vocabulary import (
    ABILITY,
    ADJECTIVES,
    DEGREES,
    EXISTENCE,
    IDLE_ABILITY,
    IDLE_ADJECTIVES,
    positively,
    root,
)
from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject

_NOBODY = frozenset({"nobody", "none", "one"})
_WHEN = frozenset({"in", "on", "at", "from", "until", "during", "since", "for", "between"})
_LIMITS = frozenset({"of", "with", "from", "in", "by", "on", "at", "for", "to", "inside"})
"""Prepositions that say of what a quality holds; others (``without``, ``until``) make it another."""
_EVEN = frozenset(
    "now also currently still generally usually normally both either n't not otherwise therefore thus hence".split()
)
"""Adverbs that leave a quality whole; a hedge is read as one."""
_BY_WHOM = frozenset({"user", "owner", "field", "fully"})
_USERS = frozenset({"you", "users", "owners", "one", "anyone"})
_WAYS = frozenset({"via", "over", "without", "with", "at", "through", "from", "until", "after", "before"})
_LIGHT = frozenset(root(w) for w in ("bring", "take", "carry", "have", "use", "keep"))


def qualities(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every quality that a sentence says holds or does not."""
    for index, node in enumerate(grammar.nodes):
        if root(node.text) == "be" and node.tag in {"VBZ", "VBP", "VBD", "VB"}:
            yield from _is_so(sentence, grammar, index, subject)
        if node.tag in {"VBN", "VB", "VBD"}:
            yield from _participle(sentence, grammar, index, subject)
            yield from _can(sentence, grammar, index, subject)


def _is_so(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``is (not) contagious``, ``is free``, ``is user-replaceable``."""
    at = subject_of(grammar, verb)
    if (
        at is None
        or not plain(grammar, verb)
        or reported(grammar, verb)
        or has(grammar, verb, "expl", "xcomp", "ccomp")
    ):
        return
    told = [c for c in children(grammar, verb, "acomp", "attr") if not has(grammar, c, "det")]
    for each in (c for first in told for c in (first, *children(grammar, first, "conj"))):
        lowered = grammar.nodes[each].text.lower()
        if grammar.nodes[each].dep == "attr" and root(lowered) not in ADJECTIVES:
            continue
        if has(grammar, each, "xcomp", "ccomp", "advcl") or _shaded(grammar, verb, each):
            continue
        word, holds = _whole(grammar, each)
        negative = denied(grammar, verb) or denied(grammar, each)
        polar = root(word.rpartition("-")[2]) in ADJECTIVES or root(lowered) in ADJECTIVES
        plainly = negative and grammar.nodes[each].tag in {"JJ", "VBN"} and not has(grammar, each, "prep")
        if (polar and (negative or short(sentence))) or (plainly and root(lowered) not in IDLE_ADJECTIVES):
            yield from _judged(sentence, grammar, verb, at, each, subject, word, holds != negative)


def _shaded(grammar: Grammar, verb: int, word: int) -> bool:
    """Whether an adverb makes more or less of a quality: ``very``, ``not automatically``."""
    before = [c for one in (verb, word) for c in children(grammar, one, "advmod") if verb < c < word]
    return any(grammar.nodes[c].text.lower() not in _EVEN for c in before) or any(
        grammar.nodes[c].text.lower() in DEGREES for c in grammar.children(word) if c < word
    )


def _whole(grammar: Grammar, word: int) -> tuple[str, bool]:
    """An adjective with what a hyphen ties to it, in its positive form, and whether that holds."""
    text = grammar.nodes[word].text.lower()
    if word and grammar.nodes[word - 1].dep == "npadvmod" and grammar.nodes[word - 1].tag == "NN":
        return f"{grammar.nodes[word - 1].text.lower()}-{text}", True
    if word < 2 or grammar.nodes[word - 1].text != "-":
        return positively(text)
    tied = grammar.nodes[word - 2].text.lower()
    if tied == "non":
        return text, False
    return (text, True) if tied in _BY_WHOM else (f"{tied}-{text}", True)


def _judged(
    sentence: Sentence, grammar: Grammar, verb: int, at: int, word: int, subject: Subject, positive: str, holds: bool
) -> Iterator[Asserted]:
    """A quality of an owner; what it is limited to (``toxic to dogs``) belongs to it."""
    held = owner(grammar, at, subject, bare=True)
    if held is None or (grammar.nodes[at].tag == "NNP" and not held.own and at > 2):
        return
    preps = {grammar.nodes[p].text.lower() for one in (verb, word) for p in children(grammar, one, "prep") if p > word}
    past = grammar.nodes[verb].tag == "VBD" and preps & _WHEN
    open_when = positive == "open" and (preps or has(grammar, word, "npadvmod", "advmod"))
    advertised = positive == "available" and (preps or has(grammar, word, "advcl", "relcl"))
    if past or open_when or advertised or preps - _LIMITS:
        return
    more: dict[str, float] = {}
    for prep in children(grammar, word, "prep"):
        if any(grammar.nodes[i].text.lower() in {"all", "any", "every"} for i in grammar.subtree(prep)):
            continue
        below = [w for n in children(grammar, prep, "pobj") for h in listed(grammar, n) for w, _ in content(grammar, h)]
        if not {w.lower() for w in below} & {"charge", "cost"}:
            more |= dict.fromkeys(below, FULL)
    label = held.label(" ".join([positive, *(w.lower() for w in more)]))
    exists = root(positive) in EXISTENCE and held.words
    weights = spread(more.items()) | ({} if exists else _parts(positive)) | held.weights()
    yield from made(sentence, grammar, label, weights, holds, [verb, word])


def _parts(positive: str) -> dict[str, float]:
    """The words of an adjective: two that a hyphen ties together count as one, and meet them standing alone."""
    tied = positive.split("-")
    return {canonical(part): FULL / len(tied) for part in tied} if len(tied) == 2 else {canonical(positive): FULL}


def _participle(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``is included``, ``is not allowed to``, ``nobody was hurt``."""
    text = grammar.nodes[verb].text.lower()
    positive, holds = positively(text)
    passive = list(children(grammar, verb, "auxpass"))
    at = subject_of(grammar, verb)
    if (
        not passive
        or at is None
        or not plain(grammar, verb)
        or reported(grammar, verb)
        or any(not conceded(grammar, c) for c in children(grammar, verb, "advcl"))
    ):
        return
    if any(grammar.nodes[c].tag == "MD" for c in children(grammar, verb, "aux")):
        return
    negative = denied(grammar, verb)
    if grammar.nodes[at].text.lower() in _NOBODY and (grammar.nodes[at].text.lower() != "one" or denied(grammar, at)):
        if root(text) not in IDLE_ABILITY:
            inside = [i for i in range(passive[-1] + 1, verb + 1) if grammar.nodes[i].text.isalpha()]
            weights = {canonical(grammar.nodes[i].text): FULL if i == verb else 1.0 for i in inside}
            yield from made(
                sentence, grammar, " ".join(grammar.nodes[i].text.lower() for i in inside), weights, False, [at, verb]
            )
        return
    if (
        root(positive) not in ADJECTIVES
        or (not negative and holds and not short(sentence))
        or has(grammar, verb, "agent")
    ):
        return
    if _shaded(grammar, passive[0], verb):
        return
    wanted = [n for x in children(grammar, verb, "xcomp") for n in _acts(grammar, x)]
    if wanted:
        weights = spread((grammar.nodes[i].text, FULL) for i in wanted) | {canonical(positive): FULL}
        label = " ".join([*(grammar.nodes[i].text.lower() for i in wanted), positive])
        yield from made(sentence, grammar, label, weights, holds != negative, [passive[0], verb, *wanted])
    elif all(c < verb for c in children(grammar, verb, "xcomp", "ccomp")):
        yield from _judged(sentence, grammar, passive[0], at, verb, subject, positive, holds != negative)


def _acts(grammar: Grammar, verb: int) -> list[int]:
    """What one is allowed to do: the thing of ``bring dogs``, else the verb itself."""
    things = [i for n in children(grammar, verb, "dobj") for i in phrase(grammar, n)]
    light = root(grammar.nodes[verb].text) in _LIGHT
    return things if things and light else [verb, *things] if things or not light else []


def _can(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``cannot be replaced``, ``can be replaced by the user``, ``you can swap the battery``."""
    auxiliary = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "aux")}
    negative, word = denied(grammar, verb), root(grammar.nodes[verb].text)
    allowed = "may" in auxiliary and word in ABILITY and has(grammar, verb, "auxpass")
    if not (auxiliary & {"can", "ca"} or allowed) or word in IDLE_ABILITY or (not negative and word not in ABILITY):
        return
    if reported(grammar, verb) or not plain(grammar, verb) or has(grammar, verb, "ccomp"):
        return
    beside = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "prep", "advmod")}
    by = [n for c in children(grammar, verb, "agent") for n in children(grammar, c, "pobj")]
    if any(grammar.nodes[n].tag == "NNP" for n in by):
        return
    thing = _done_to(grammar, verb, word)
    held = owner(grammar, thing, subject, bare=True) if thing is not None else None
    if held is None or beside & (DEGREES | _WAYS):
        return
    text = grammar.nodes[verb].text.lower()
    active = " ".join([f"can {text}", *(w.lower() for w, _ in held.words)])
    label = held.label(f"can be {text}") if grammar.nodes[verb].tag == "VBN" else active
    first = min(children(grammar, verb, "aux", "auxpass", "neg"), default=verb)
    weights = {canonical(text): FULL} | held.weights()
    yield from made(sentence, grammar, label, weights, not negative, [first, verb], firm=True)


def _done_to(grammar: Grammar, verb: int, word: str) -> int | None:
    """What a thing can be done to: the subject of a passive, or what ``you can`` do it to."""
    at = subject_of(grammar, verb)
    if has(grammar, verb, "auxpass"):
        return at
    if at is None or grammar.nodes[at].text.lower() not in _USERS or word not in ABILITY:
        return None
    return next(children(grammar, verb, "dobj"), None)
