"""What a sentence names: by whom, after whom, of what, where, and who holds a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.cues import stem
from auditor.extraction.assertions.asserted import (
    Asserted,
    children,
    content,
    denied,
    has,
    key,
    listed,
    phrase,
    spread,
    values,
)
from auditor.extraction.assertions.clauses import plain, reported, subject_of
from auditor.extraction.assertions.owners import Owner, named_owner, owner, related
from auditor.extraction.assertions.vocabulary import (
    ACTIVE,
    GENERIC,
    IDIOMS,
    IDLE_NOUNS,
    ONLY,
    RELATIONS,
    ROLES,
    SUBSTANCES,
    root,
)
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Polarity
from auditor.subjects import Subject

_CONTESTS = frozenset(map(root, "vote ballot final off".split()))
"""Besides what the page is about, a contest is won: ``won the run-off``."""
_WHOLLY = frozenset({"entirely", "only", "solely", "exclusively", "wholly"})
_PARTLY = frozenset(
    "mostly mainly partly largely originally initially previously once probably possibly perhaps sometimes often "
    "usually formerly".split()
)


def identities(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every assertion of a sentence that names."""
    for index, node in enumerate(grammar.nodes):
        if node.tag in {"VBN", "VBD"} and node.dep != "amod":
            yield from _passive(sentence, grammar, index, subject)
        if node.tag in {"VBZ", "VBP", "VBD"}:
            yield from _idiom(sentence, grammar, index, subject)
        if node.tag in {"VBD", "VBZ", "VBP"} and root(node.text) in ACTIVE:
            yield from _active(sentence, grammar, index, subject)
        if stem(node.text) == "be" and node.tag in {"VBZ", "VBP", "VBD"}:
            yield from _copula(sentence, grammar, index, subject)


def _passive(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``is named after N``, ``designed by N``, ``made of N``."""
    held = _whom(grammar, verb, subject)
    partly = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "advmod")} & _PARTLY
    over = any(grammar.nodes[c].text.lower() in {"until", "till"} for c in children(grammar, verb, "prep"))
    if held is None or over or partly or denied(grammar, verb) or not plain(grammar, verb) or reported(grammar, verb):
        return
    for prep in children(grammar, verb, "prep", "agent"):
        relation = RELATIONS.get((root(grammar.nodes[verb].text), grammar.nodes[prep].text.lower()), "")
        nouns = list(children(grammar, prep, "pobj"))
        if root(grammar.nodes[verb].text) == "nam" and grammar.nodes[prep].text == "in":
            relation, nouns = "named after", _honoured(grammar, nouns)
        if not relation or not nouns or denied(grammar, prep):
            continue
        if relation == "made of":
            yield from _parts(grammar, verb, nouns[0], held)
        nouns = [_person(grammar, noun) for noun in nouns]
        heads = [h for noun in nouns for h in listed(grammar, noun) if _fits(grammar, h, relation)]
        found = values(sentence, grammar, heads)
        if found:
            exclusive = any(grammar.nodes[i].text.lower() in _WHOLLY for i in range(verb + 1, heads[0]))
            start = min(
                [grammar.nodes[verb].start, *(grammar.nodes[c].start for c in children(grammar, verb, "auxpass"))]
            )
            yield from related(relation, held, found, start, max(end for _, _, end in found), exclusive)


def _person(grammar: Grammar, noun: int) -> int:
    """The name behind the noun that says what somebody is: ``by the architect N``."""
    if grammar.nodes[noun].tag != "NN":
        return noun
    return next((c for c in children(grammar, noun, "appos") if c > noun and grammar.nodes[c].tag == "NNP"), noun)


def _parts(grammar: Grammar, verb: int, noun: int, whole: Owner) -> Iterator[Asserted]:
    """``is made of 18 panes``: it has panes."""
    pairs = [(w, weight) for w, weight in content(grammar, noun)]
    if grammar.nodes[noun].tag == "NNS" and has(grammar, noun, "nummod") and pairs:
        label = whole.label(" ".join(w.lower() for w, _ in pairs))
        weights = spread(pairs) | ({} if whole.own else whole.weights())
        yield Asserted(
            label, key(weights), Polarity(True), grammar.nodes[verb].start, grammar.nodes[noun].end, f"made of {label}"
        )


def _idiom(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``takes place in N``, ``draws its power from N``."""
    at = subject_of(grammar, verb)
    for thing in children(grammar, verb, "dobj"):
        for prep in (c for one in (verb, thing) for c in children(grammar, one, "prep")):
            words = (grammar.nodes[verb].text, grammar.nodes[thing].text)
            relation = IDIOMS.get((*map(root, words), grammar.nodes[prep].text.lower()), "")  # type: ignore[arg-type]
            if (
                not relation
                or at is None
                or denied(grammar, verb)
                or not plain(grammar, verb)
                or reported(grammar, verb)
            ):
                continue
            whom = _about(grammar, at, subject)
            heads = [
                h for n in children(grammar, prep, "pobj") for h in listed(grammar, n) if _fits(grammar, h, relation)
            ]
            found = values(sentence, grammar, heads)
            if whom is not None and found:
                yield from related(relation, whom, found, grammar.nodes[verb].start, max(end for _, _, end in found))


def _about(grammar: Grammar, at: int, subject: Subject) -> Owner | None:
    """Whom a relation is about: a pronoun leaves it open, a relative one means the noun before it."""
    node = grammar.nodes[at]
    verb = grammar.nodes[node.head]
    if verb.dep == "relcl" and any(grammar.nodes[c].tag == "WP$" for c in children(grammar, at, "poss")):
        return _noun(grammar, verb.head, subject)
    if node.text.lower() in {"it", "they"}:
        return Owner()
    if node.tag in {"WDT", "WP"} and grammar.nodes[node.head].dep == "relcl":
        return _noun(grammar, grammar.nodes[node.head].head, subject)
    return owner(grammar, at, subject)


def _honoured(grammar: Grammar, nouns: Sequence[int]) -> list[int]:
    """The N of ``in honour of N``."""
    honours = [n for n in nouns if grammar.nodes[n].text.lower() in {"honour", "honor", "memory", "tribute"}]
    found = [n for h in honours for p in children(grammar, h, "prep") for n in children(grammar, p, "pobj")]
    return [next((c for c in children(grammar, n, "appos") if grammar.nodes[c].tag == "NNP"), n) for n in found]


def _fits(grammar: Grammar, head: int, relation: str) -> bool:
    """Whether a noun can be the value of a relation: a name, or a plain noun where a substance is asked for."""
    inside = phrase(grammar, head)
    if any(grammar.nodes[c].dep == "nummod" for c in grammar.children(head)) or grammar.nodes[head].tag == "CD":
        return False
    if relation in SUBSTANCES:
        return grammar.nodes[head].tag in NOUNS and root(grammar.nodes[head].text) not in IDLE_NOUNS | {
            "part",
            "piec",
            "other",
        }
    if relation == "held in" and any(grammar.nodes[c].text.lower() == "the" for c in grammar.children(head)):
        return True
    return grammar.nodes[inside[-1]].tag.startswith("NNP") or any(grammar.nodes[i].tag == "NNP" for i in inside)


def _whom(grammar: Grammar, verb: int, subject: Subject) -> Owner | None:
    """Whom a participle is about: the subject of its clause, or the noun that it stands behind."""
    node = grammar.nodes[verb]
    if node.dep in {"acl", "relcl"}:
        apart = any(grammar.nodes[i].text == "," for i in range(node.head + 1, verb))
        return _noun(grammar, node.head, subject) if apart or grammar.nodes[node.head].dep == "attr" else None
    if node.dep == "advcl" and not verb:
        at = subject_of(grammar, node.head)
        return owner(grammar, at, subject) if at is not None else None
    at = subject_of(grammar, verb)
    apart = at is not None and at < verb and grammar.nodes[verb - 1].text == "," and has(grammar, verb, "agent")
    if at is not None and apart and node.tag == "VBN" and not has(grammar, verb, "auxpass"):
        return _noun(grammar, at, subject)
    if at is None or (not has(grammar, verb, "auxpass") and node.dep != "conj"):
        return None
    return _about(grammar, at, subject)


def _noun(grammar: Grammar, noun: int, subject: Subject) -> Owner | None:
    """The noun before a clause of its own, which then does not limit it: ``the telescope, named after N, ...``."""
    named = {stem(grammar.nodes[i].text) for i in phrase(grammar, noun)} & subject.stems
    if named and grammar.nodes[noun].tag.startswith("NNP"):
        return named_owner(grammar, noun, subject)
    if grammar.nodes[noun].dep not in {"nsubj", "nsubjpass", "appos", "attr", "dobj"}:
        return None
    if grammar.nodes[noun].dep == "attr":
        at = subject_of(grammar, grammar.nodes[noun].head)
        return owner(grammar, at, subject) if at is not None else None
    determiners = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
    if not determiners & {"the", "its", "their"} and not grammar.nodes[noun].tag.startswith("NNP"):
        return None
    return named_owner(grammar, noun, subject)


def _active(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``N founded it``, ``N designed the bridge``."""
    at, things = subject_of(grammar, verb), list(children(grammar, verb, "dobj"))
    if (
        at is None
        or not things
        or denied(grammar, verb)
        or reported(grammar, verb)
        or not grammar.nodes[at].tag.startswith("NNP")
    ):
        return
    thing = grammar.nodes[things[0]]
    contest = root(thing.text) in GENERIC | _CONTESTS and ACTIVE[root(grammar.nodes[verb].text)] == "winner"
    whom = owner(grammar, things[0], subject)
    if thing.text.lower() in {"it", "them"} or contest:
        whom = Owner(own=contest)
    heads = [h for h in listed(grammar, at) if grammar.nodes[h].tag.startswith("NNP")]
    if whom is None or any(stem(grammar.nodes[h].text) in subject.stems for h in heads):
        return
    found = values(sentence, grammar, heads)
    if found:
        yield from related(ACTIVE[root(grammar.nodes[verb].text)], whom, found, min(s for _, s, _ in found), thing.end)


def _copula(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``The capital is N``, ``the headliners were A, B and C``, and ``N is the capital``."""
    at, told = subject_of(grammar, verb), list(children(grammar, verb, "attr"))
    if at is None or not told or denied(grammar, verb) or reported(grammar, verb) or not plain(grammar, verb):
        return
    said = told[0]
    if any(grammar.nodes[i].text.lower() in ONLY for i in (*grammar.subtree(at), *phrase(grammar, said))):
        return
    heads = listed(grammar, said)
    if grammar.nodes[at].tag in {"NN", "NNS"} and all(grammar.nodes[h].tag.startswith("NNP") for h in heads):
        role, relation = _role(grammar, at, subject)
        if role is not None and (grammar.nodes[at].tag == "NNS") == (len(heads) > 1):
            found = values(sentence, grammar, heads)
            if len(found) == len(heads):
                yield from related(relation, role, found, grammar.nodes[at].start, max(e for _, _, e in found))
    elif grammar.nodes[at].tag.startswith("NNP") and grammar.nodes[said].text.lower() in ROLES and len(heads) == 1:
        role, relation = _role(grammar, said, subject)
        if role is not None and any(grammar.nodes[c].text.lower() in {"the", "its"} for c in grammar.children(said)):
            found = values(sentence, grammar, listed(grammar, at))
            yield from related(relation, role, found, min((s for _, s, _ in found), default=0), grammar.nodes[said].end)


def _role(grammar: Grammar, noun: int, subject: Subject) -> tuple[Owner | None, str]:
    """The relation that a role noun names, and whose role it is: ``its founder``, ``the architect of the bridge``."""
    determiners = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
    owned = [c for c in children(grammar, noun, "poss") if grammar.nodes[c].tag in NOUNS]
    if (
        not (determiners & {"the", "its", "their", "main", "official"} or owned)
        or root(grammar.nodes[noun].text) in IDLE_NOUNS
    ):
        return None, ""
    for prep in children(grammar, noun, "prep"):
        if grammar.nodes[prep].text != "of":
            return None, ""
        owned += children(grammar, prep, "pobj")
    if has(grammar, noun, "relcl", "acl", "advcl"):
        return None, ""
    inside = [grammar.nodes[i].text.lower() for i in phrase(grammar, noun)]
    relation = ROLES.get(" ".join(inside), " ".join(inside))
    if not owned or stem(grammar.nodes[owned[0]].text) in subject.stems:
        return Owner(), relation
    return Owner(content(grammar, owned[0])), relation
