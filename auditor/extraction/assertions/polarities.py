"""Yes and no: features that are there or not, adjectives that hold or not, what may or can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.cues import stem
from auditor.extraction.assertions.asserted import (
    FULL,
    Asserted,
    Owner,
    canonical,
    children,
    content,
    denied,
    key,
    listed,
    owner,
    phrase,
    spread,
)
from auditor.extraction.assertions.clauses import plain, reported, subject_of
from auditor.extraction.assertions.vocabulary import (
    ABILITY,
    ADJECTIVES,
    DEGREES,
    EXISTENCE,
    FEATURE_VERBS,
    IDLE_ABILITY,
    IDLE_ADJECTIVES,
    IDLE_NOUNS,
    NEGATIVE_PREFIXES,
    OPPOSITE,
    SOME,
    root,
)
from auditor.extraction.clauses import hedge
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Hedge, Polarity
from auditor.subjects import Subject

LONGEST_PLAIN = 25
_HAS = {"require": "required", "need": "required", "accept": "allowed", "allow": "allowed"}
_NOBODY = frozenset({"nobody", "none", "one"})


def polarities(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every yes and no of a sentence."""
    for index, node in enumerate(grammar.nodes):
        if root(node.text) == "be" and node.tag in {"VBZ", "VBP", "VBD"}:
            yield from _there_is(sentence, grammar, index, subject)
            yield from _is_so(sentence, grammar, index, subject)
            yield from _is_no(sentence, grammar, index, subject)
        elif node.tag in {"VBZ", "VBP", "VBD", "VB"}:
            yield from _has(sentence, grammar, index, subject)
        if node.tag in {"VBN", "VB", "VBD"}:
            yield from _participle(sentence, grammar, index, subject)
            yield from _can(sentence, grammar, index, subject)
        if node.dep == "prep" and node.text.lower() == "without":
            yield from _without(sentence, grammar, index, subject)
        if node.text.lower() == "no" and node.dep == "det":
            yield from _no_thing(sentence, grammar, index, subject)
        if node.text.lower() == "not" and node.dep in {"neg", "advmod", "cc", "preconj"}:
            yield from _not_a(sentence, grammar, index, subject)


def made(
    sentence: Sentence, grammar: Grammar, label: str, weights: dict[str, float], holds: bool, nodes: Iterable[int], firm: bool = False
) -> Iterator[Asserted]:
    """One polarity over the stretch of some nodes."""
    inside = sorted(nodes)
    start, end = grammar.nodes[inside[0]].start, grammar.nodes[inside[-1]].end
    clause = [t for t in sentence.tokens if t.start < end and not (firm and t.word.lower() in {"can", "could"})]
    level = hedge(clause[-14:]) if clause else Hedge.FLAT
    if weights and label and (holds or level is not Hedge.POSSIBLE):
        yield Asserted(label, key(weights), Polarity(holds, level), start, end, f"{label}: {'yes' if holds else 'no'}")


def _thing(grammar: Grammar, noun: int, subject: Subject) -> tuple[str, dict[str, float]] | None:
    """A feature's label and words; None where the noun is idle or limited by a clause."""
    node = grammar.nodes[noun]
    if node.tag not in NOUNS | {"RB", "JJ", "VBG"} or root(node.text) in IDLE_NOUNS or not node.text[0].isalnum():
        return None
    if any(children(grammar, noun, "relcl", "acl", "ccomp", "advcl", "nummod")):
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


def _there_is(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``There is no lift``; ``there is a lift, but no ramp``."""
    if not any(children(grammar, verb, "expl")) or not plain(grammar, verb) or reported(grammar, verb):
        return
    for first in children(grammar, verb, "attr"):
        for noun in listed_all(grammar, first):
            none = _none(grammar, noun) or denied(grammar, verb)
            if not none and ({grammar.nodes[c].text.lower() for c in grammar.children(noun)} & (SOME - {"a", "an"}) or sentence.quantities or not _short(sentence)):
                continue
            found = _thing(grammar, noun, subject)
            if found and not any(grammar.nodes[c].text.lower() == "as" for c in grammar.children(verb)):
                words = _placed(grammar, verb, noun)
                yield from made(sentence, grammar, found[0], found[1] | words, not none, [_edge(grammar, verb, noun), noun])


def listed_all(grammar: Grammar, first: int) -> list[int]:
    """A noun and all that are listed with it, denied or not, under the first one's ``no`` where the list is one of ``or``."""
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


def _short(sentence: Sentence) -> bool:
    return len(sentence.tokens) <= LONGEST_PLAIN


def _has(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``It has no GPS``, ``the pump comes with a hose``, ``we do not accept cash``."""
    word = root(grammar.nodes[verb].text)
    things = list(children(grammar, verb, "dobj"))
    if word == "come":
        things = [n for p in children(grammar, verb, "prep") if grammar.nodes[p].text == "with" for n in children(grammar, p, "pobj")]
    elif word not in FEATURE_VERBS and word != root("accept"):
        return
    at = subject_of(grammar, verb)
    if at is None or not things or not plain(grammar, verb) or reported(grammar, verb) or any(children(grammar, verb, "xcomp")):
        return
    ours = grammar.nodes[at].text.lower() == "we" and word == root("accept")
    held = Owner() if ours else owner(grammar, at, subject)
    if held is None:
        return
    weights = {} if held.own else held.weights()
    for noun in listed_all(grammar, things[0]):
        none = _none(grammar, noun) or denied(grammar, verb)
        before = {grammar.nodes[c].text.lower() for c in grammar.children(noun)}
        if (not none and (before & (SOME - {"a", "an"}) or len(sentence.tokens) > 16 or sentence.quantities)) or before & {"the", "its"}:
            continue
        found = _thing(grammar, noun, subject)
        if found:
            extra = next((v for v_, v in _HAS.items() if root(v_) == word), "")
            more = {canonical(extra): FULL} if extra else {}
            label = " ".join(x for x in (*(w.lower() for w, _ in held.words), found[0], extra) if x)
            yield from made(sentence, grammar, label, found[1] | weights | more, not none, [_edge(grammar, verb, noun), noun])


def _is_so(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``is (not) contagious``, ``is free``, ``is user-replaceable``."""
    at = subject_of(grammar, verb)
    if at is None or not plain(grammar, verb) or reported(grammar, verb) or any(children(grammar, verb, "expl")):
        return
    for adjective in children(grammar, verb, "acomp"):
        for each in (adjective, *children(grammar, adjective, "conj")):
            yield from _quality(sentence, grammar, verb, at, each, subject)


def _quality(sentence: Sentence, grammar: Grammar, verb: int, at: int, word: int, subject: Subject) -> Iterator[Asserted]:
    negative = denied(grammar, verb) or denied(grammar, word)
    text = grammar.nodes[word].text.lower()
    if any(grammar.nodes[c].text.lower() in DEGREES for c in grammar.children(word)) or any(children(grammar, word, "xcomp", "ccomp", "advcl")):
        return
    if any(grammar.nodes[c].text.lower() in DEGREES - {"all", "yet", "only"} for c in children(grammar, verb, "advmod") if c < word):
        return
    positive, holds = positively(text)
    if root(positive) not in ADJECTIVES and root(text) not in ADJECTIVES and not (text.endswith(("able", "ible")) and _user(grammar, word)):
        if not negative or root(text) in IDLE_ADJECTIVES or grammar.nodes[word].tag not in {"JJ", "VBN"} or any(children(grammar, word, "prep")):
            return
    elif not negative and not _short(sentence):
        return
    yield from _judged(sentence, grammar, verb, at, word, subject, positive, holds != negative)


def _judged(
    sentence: Sentence, grammar: Grammar, verb: int, at: int, word: int, subject: Subject, positive: str, holds: bool
) -> Iterator[Asserted]:
    """A quality of an owner; what it is limited to (``toxic to dogs``) belongs to it."""
    held = owner(grammar, at, subject, bare=True)
    if held is None or grammar.nodes[at].tag == "NNP" and not held.own and at > 2:
        return
    more: dict[str, float] = {}
    for prep in children(grammar, word, "prep"):
        lowered = grammar.nodes[prep].text.lower()
        below = [w for n in children(grammar, prep, "pobj") for h in listed(grammar, n) for w, _ in content(grammar, h)]
        if lowered == "of" and {w.lower() for w in below} & {"charge", "cost"}:
            continue
        if lowered in {"of", "with", "from", "in", "by", "on", "at", "for", "to"}:
            more |= dict.fromkeys(below, FULL)
    label = held.label(" ".join([positive, *(w.lower() for w in more)]))
    exists = root(positive) in EXISTENCE and held.words
    weights = spread(more.items()) | ({} if exists else {canonical(positive): FULL}) | held.weights()
    yield from made(sentence, grammar, label, weights, holds, [verb, word])


def positively(word: str) -> tuple[str, bool]:
    """The positive form of an adjective, and whether the word says that it holds.

    >>> positively("closed"), positively("non-refundable"), positively("irreversible"), positively("toxic")
    (('open', False), ('refundable', False), ('reversible', False), ('toxic', True))
    """
    if word in OPPOSITE:
        return OPPOSITE[word], False
    for prefix in NEGATIVE_PREFIXES:
        bare = word.removeprefix(prefix).lstrip("-")
        if bare != word and root(bare) in ADJECTIVES and root(word) not in ADJECTIVES:
            return bare, False
    return word, True


def _user(grammar: Grammar, word: int) -> bool:
    return any(grammar.nodes[i].text.lower() in {"user", "owner", "field", "fully", "machine", "dishwasher", "hand"} for i in range(max(0, word - 3), word))


def _participle(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``is included``, ``is not allowed to``, ``nobody was hurt``."""
    text = grammar.nodes[verb].text.lower()
    positive, holds = positively(text)
    passive = list(children(grammar, verb, "auxpass"))
    at = subject_of(grammar, verb)
    if not passive or at is None or not plain(grammar, verb) or reported(grammar, verb) or list(children(grammar, verb, "advcl")):
        return
    if any(grammar.nodes[c].tag == "MD" for c in children(grammar, verb, "aux")):
        return
    negative = denied(grammar, verb)
    if grammar.nodes[at].text.lower() in _NOBODY and (grammar.nodes[at].text.lower() != "one" or denied(grammar, at)):
        if root(text) not in IDLE_ABILITY:
            inside = [i for i in range(passive[-1] + 1, verb + 1) if grammar.nodes[i].text.isalpha()]
            weights = {canonical(grammar.nodes[i].text): FULL if i == verb else 1.0 for i in inside}
            yield from made(sentence, grammar, " ".join(grammar.nodes[i].text.lower() for i in inside), weights, False, [at, verb])
        return
    if root(positive) not in ADJECTIVES or (not negative and not _short(sentence)) or any(children(grammar, verb, "agent")):
        return
    if any(grammar.nodes[c].text.lower() in DEGREES for c in children(grammar, verb, "advmod")):
        return
    wanted = [n for x in children(grammar, verb, "xcomp") for n in _acts(grammar, x)]
    if wanted:
        weights = spread((grammar.nodes[i].text, FULL) for i in wanted) | {canonical(positive): FULL}
        label = " ".join([*(grammar.nodes[i].text.lower() for i in wanted), positive])
        yield from made(sentence, grammar, label, weights, holds != negative, [passive[0], verb, *wanted])
    elif not list(children(grammar, verb, "xcomp", "ccomp")):
        yield from _judged(sentence, grammar, passive[0], at, verb, subject, positive, holds != negative)


def _acts(grammar: Grammar, verb: int) -> list[int]:
    """What one is allowed to do: the thing of ``bring dogs``, else the verb itself."""
    things = [i for n in children(grammar, verb, "dobj") for i in phrase(grammar, n)]
    light = root(grammar.nodes[verb].text) in {root(w) for w in ("bring", "take", "carry", "have", "use", "keep")}
    return things if things and light else [verb, *things] if things or not light else []


def _can(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``cannot be replaced``, ``can be replaced by the user``, ``you can swap the battery``."""
    if not any(grammar.nodes[c].text.lower() in {"can", "ca"} for c in children(grammar, verb, "aux")) or reported(grammar, verb):
        return
    negative, word = denied(grammar, verb), root(grammar.nodes[verb].text)
    if word in IDLE_ABILITY or (not negative and word not in ABILITY) or not plain(grammar, verb):
        return
    at = subject_of(grammar, verb)
    if any(children(grammar, verb, "auxpass")):
        things = [at] if at is not None else []
    elif at is not None and grammar.nodes[at].text.lower() in {"you", "users", "owners", "one", "anyone"} and word in ABILITY:
        things = list(children(grammar, verb, "dobj"))
    else:
        return
    held = owner(grammar, things[0], subject, bare=True) if things else None
    if held is None or list(children(grammar, verb, "ccomp")) or any(grammar.nodes[c].text.lower() in DEGREES for c in children(grammar, verb, "advmod")):
        return
    for prep in children(grammar, verb, "prep"):
        if grammar.nodes[prep].text.lower() in {"without", "with", "at", "through", "from", "until", "after", "before"}:
            return
    label = held.label(f"can be {_past(grammar, verb)}")
    first = min(children(grammar, verb, "aux", "auxpass", "neg"), default=verb)
    yield from made(sentence, grammar, label, {canonical(grammar.nodes[verb].text): FULL} | held.weights(), not negative, [first, verb], firm=True)


def _past(grammar: Grammar, verb: int) -> str:
    text = grammar.nodes[verb].text.lower()
    return text if grammar.nodes[verb].tag == "VBN" else f"{text}d" if text.endswith("e") else f"{text}ed"


def _without(sentence: Sentence, grammar: Grammar, prep: int, subject: Subject) -> Iterator[Asserted]:
    """``comes without Bluetooth``, ``is without a lift``: whatever else is done without a thing says nothing of the subject."""
    verb = grammar.nodes[prep].head
    if root(grammar.nodes[verb].text) not in {"come", "be", "ship", "sell", "supply", "deliver"} or denied(grammar, verb) or not plain(grammar, verb):
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
    behind = dep in {"dep", "appos", "conj"} and grammar.nodes[mark - 1].text == "," and stem(grammar.nodes[grammar.nodes[noun].head].text) == "be"
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
    noun = grammar.nodes[mark].head
    node = grammar.nodes[noun]
    if node.tag not in {"NN", "NNS"} or node.dep not in {"conj", "appos"} or grammar.nodes[node.head].dep != "attr":
        return
    at = subject_of(grammar, grammar.nodes[node.head].head)
    held = owner(grammar, at, subject) if at is not None else None
    found = _thing(grammar, noun, subject)
    articles = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
    if held is not None and found and articles & {"a", "an"}:
        yield from made(sentence, grammar, held.label(found[0]), found[1] | held.weights(), False, [mark, noun])
