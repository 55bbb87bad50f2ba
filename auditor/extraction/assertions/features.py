"""Things that are there or not: ``there is no lift``, ``comes with a hose``, ``is not a charity``."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.cues import stem
from auditor.extraction.assertions.asserted import (
    FULL,
    Asserted,
    canonical,
    children,
    content,
    denied,
    has,
    made,
    phrase,
    short,
    spread,
)
from auditor.extraction.assertions.clauses import plain, reported, subject_of
from auditor.extraction.assertions.owners import Owner, owner
from auditor.extraction.assertions.vocabulary import FEATURE_VERBS, IDLE_ADJECTIVES, IDLE_NOUNS, SOME, root
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject

_HAS = {"require": "required", "need": "required", "accept": "accepted", "allow": "allowed"}
_IS = frozenset({"'s", "’s"})
_COMES = frozenset(root(w) for w in ("come", "be", "ship", "sell", "sold", "supply", "deliver"))


def features(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every thing that a sentence says is there or is not."""
    for index, node in enumerate(grammar.nodes):
        lowered = node.text.lower()
        if (root(node.text) == "be" or lowered in _IS) and node.tag in {"VBZ", "VBP", "VBD"}:
            yield from _there_is(sentence, grammar, index, subject)
            yield from _is_no(sentence, grammar, index, subject)
        elif node.tag in {"VBZ", "VBP", "VBD", "VB"}:
            yield from _has(sentence, grammar, index, subject)
        if lowered == "without" and node.dep == "prep":
            yield from _without(sentence, grammar, index, subject)
        if lowered == "no" and node.dep == "det":
            yield from _no_thing(sentence, grammar, index, subject)
        if lowered == "not" and node.dep in {"neg", "advmod", "cc", "preconj"}:
            yield from _not_a(sentence, grammar, index, subject)


def _there_is(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``There is no lift``; ``there is a lift, but no ramp``."""
    if not has(grammar, verb, "expl") or not plain(grammar, verb) or reported(grammar, verb):
        return
    things = [
        c for c in children(grammar, verb, "attr", "conj") if grammar.nodes[c].tag not in {"VBZ", "VBP", "VBD", "VB"}
    ]
    for first in things:
        for noun in _each(grammar, first):
            none = _none(grammar, noun) or denied(grammar, verb)
            if not none and (
                {grammar.nodes[c].text.lower() for c in grammar.children(noun)} & (SOME - {"a", "an"})
                or sentence.quantities
                or not short(sentence)
            ):
                continue
            found = _thing(grammar, noun, subject)
            if found and not any(grammar.nodes[c].text.lower() == "as" for c in grammar.children(verb)):
                words = _placed(grammar, verb, noun)
                yield from made(
                    sentence, grammar, found[0], found[1] | words, not none, [_edge(grammar, verb, noun), noun]
                )


def _each(grammar: Grammar, first: int) -> list[int]:
    """A noun and all that are listed with it; the first alone where its ``no`` may or may not hold for the others."""
    found = [first]
    for at in found:
        found += [c for c in children(grammar, at, "conj") if grammar.nodes[c].tag in NOUNS and c not in found]
    if len(found) > 1 and _none(grammar, first) and not all(_none(grammar, c) for c in found[1:]):
        return [first]
    return found


def _edge(grammar: Grammar, verb: int, noun: int) -> int:
    """Where the quote begins: at the verb, or at the second thing's ``no``."""
    nos = [c for c in grammar.children(noun) if grammar.nodes[c].text.lower() == "no"]
    return nos[0] if grammar.nodes[noun].dep == "conj" and nos else verb


def _placed(grammar: Grammar, verb: int, noun: int) -> dict[str, float]:
    """The words of ``in the annex``, which say whose feature it is."""
    for at in (verb, noun):
        for prep in children(grammar, at, "prep"):
            if grammar.nodes[prep].text.lower() in {"in", "on", "at", "between", "near"}:
                for below in children(grammar, prep, "pobj"):
                    if any(grammar.nodes[c].text.lower() in {"the", "its"} for c in grammar.children(below)):
                        return spread(content(grammar, below))
    return {}


def _has(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``It has no GPS``, ``the pump comes with a hose``, ``we do not accept cash``."""
    word = root(grammar.nodes[verb].text)
    things = list(children(grammar, verb, "dobj"))
    if word == root("come"):
        things = [
            n
            for p in children(grammar, verb, "prep")
            if grammar.nodes[p].text == "with"
            for n in children(grammar, p, "pobj")
        ]
    elif word not in FEATURE_VERBS and word != root("accept"):
        return
    at = subject_of(grammar, verb)
    if at is None or not things or not plain(grammar, verb) or reported(grammar, verb) or has(grammar, verb, "xcomp"):
        return
    ours = grammar.nodes[at].text.lower() == "we" and word == root("accept")
    held = Owner() if ours else owner(grammar, at, subject)
    if held is None:
        return
    weights = {} if held.own else held.weights()
    for noun in _each(grammar, things[0]):
        none = _none(grammar, noun) or denied(grammar, verb)
        before = {grammar.nodes[c].text.lower() for c in grammar.children(noun)}
        if (
            not none and (before & (SOME - {"a", "an"}) or len(sentence.tokens) > 16 or sentence.quantities)
        ) or before & {"the", "its"}:
            continue
        found = _thing(grammar, noun, subject)
        praised = any(root(grammar.nodes[i].text) in IDLE_ADJECTIVES for i in phrase(grammar, noun))
        if found is None:
            break
        if none or not praised:
            extra = next((v for v_, v in _HAS.items() if root(v_) == word), "")
            more = {canonical(extra): FULL} if extra else {}
            label = " ".join(x for x in (*(w.lower() for w, _ in held.words), found[0], extra) if x)
            yield from made(
                sentence, grammar, label, found[1] | weights | more, not none, [_edge(grammar, verb, noun), noun]
            )


def _without(sentence: Sentence, grammar: Grammar, prep: int, subject: Subject) -> Iterator[Asserted]:
    """``Comes without Bluetooth``, ``is without a lift``; what is done without a thing says nothing of it."""
    verb = grammar.nodes[prep].head
    if root(grammar.nodes[verb].text) not in _COMES or denied(grammar, verb) or not plain(grammar, verb):
        return
    at = subject_of(grammar, verb)
    held = owner(grammar, at, subject) if at is not None and at < verb else None
    for noun in children(grammar, prep, "pobj"):
        found = _thing(grammar, noun, subject)
        if held is not None and found:
            weights = {} if held.own else held.weights()
            label = " ".join(x for x in (*(w.lower() for w, _ in held.words), found[0]) if x)
            yield from made(sentence, grammar, label, found[1] | weights, False, [prep, noun])


def _no_thing(sentence: Sentence, grammar: Grammar, mark: int, subject: Subject) -> Iterator[Asserted]:
    """``No pets.``, ``one piece of glass, no segments``: what stands without a verb of its own."""
    noun = grammar.nodes[mark].head
    dep = grammar.nodes[noun].dep
    alone = dep == "ROOT" and mark == 0 and len(grammar.nodes) <= 7
    behind = (
        dep in {"dep", "appos", "conj"}
        and grammar.nodes[mark - 1].text == ","
        and stem(grammar.nodes[grammar.nodes[noun].head].text) == "be"
    )
    found = _thing(grammar, noun, subject) if alone or (behind and mark) else None
    if found:
        yield from made(sentence, grammar, found[0], found[1], False, [mark, noun])


def _is_no(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``is not a segmented mirror``, ``is no charity``."""
    at = subject_of(grammar, verb)
    if at is None or not plain(grammar, verb) or reported(grammar, verb):
        return
    held = owner(grammar, at, subject)
    for noun in children(grammar, verb, "attr"):
        articles = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
        found = _thing(grammar, noun, subject)
        none = "no" in articles or (denied(grammar, verb) and articles & {"a", "an"})
        if held is not None and found and none and not articles & {"very", "only"}:
            yield from made(sentence, grammar, held.label(found[0]), found[1] | held.weights(), False, [verb, noun])


def _not_a(sentence: Sentence, grammar: Grammar, mark: int, subject: Subject) -> Iterator[Asserted]:
    """``is a single meniscus, not a segmented mirror``."""
    near = [grammar.nodes[mark].head, *children(grammar, grammar.nodes[mark].head, "appos", "conj")]
    for noun in near:
        node = grammar.nodes[noun]
        articles = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if mark < c < noun}
        if (
            noun < mark
            or node.tag not in {"NN", "NNS"}
            or grammar.nodes[node.head].dep != "attr"
            or not articles & {"a", "an"}
        ):
            continue
        at = subject_of(grammar, grammar.nodes[node.head].head)
        held = owner(grammar, at, subject) if at is not None else None
        found = _thing(grammar, noun, subject)
        if held is not None and found:
            yield from made(sentence, grammar, held.label(found[0]), found[1] | held.weights(), False, [mark, noun])


def _thing(grammar: Grammar, noun: int, subject: Subject) -> tuple[str, dict[str, float]] | None:
    """A feature's label and words; None where the noun is idle or limited by a clause."""
    node = grammar.nodes[noun]
    if node.tag not in NOUNS | {"RB", "JJ", "VBG"} or root(node.text) in IDLE_NOUNS or not node.text[0].isalnum():
        return None
    if has(grammar, noun, "relcl", "acl", "ccomp", "advcl", "nummod"):
        return None
    inside = [grammar.nodes[i] for i in phrase(grammar, noun)]
    if any(
        n.tag in {"JJR", "JJS"} or n.text.lower() in {"other", "such", "single"} or n.text[:1].isdigit() for n in inside
    ):
        return None
    pairs = list(content(grammar, noun))
    for prep in children(grammar, noun, "prep"):
        if grammar.nodes[prep].text.lower() in {"of", "for", "to", "against"}:
            pairs += [(w, FULL) for below in children(grammar, prep, "pobj") for w, _ in content(grammar, below)]
    pairs = [(w, weight) for w, weight in pairs if stem(w) not in subject.stems]
    if not pairs or len(pairs) > 5:
        return None
    return " ".join(w if not w[1:].islower() else w.lower() for w, _ in pairs), spread(pairs)


def _none(grammar: Grammar, noun: int) -> bool:
    """Whether a noun has ``no`` before it."""
    return any(grammar.nodes[c].text.lower() == "no" for c in grammar.children(noun) if c < noun)
