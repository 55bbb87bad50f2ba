"""What is allowed and what is there: ``cyclists may use it``, ``cash is not taken``, ``no recount was held``.

What qualities and features do not reach: permission by a verb, means of payment, and subjects that begin with ``no``.
"""

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
    listed,
    made,
    short,
    spread,
)
from auditor.extraction.assertions.clauses import conditional, reported, subject_of
from auditor.extraction.assertions.owners import owner
from auditor.extraction.assertions.vocabulary import ACTS, GENERIC, IDLE_NOUNS, root
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject


def _roots(text: str) -> frozenset[str]:
    return frozenset(map(root, text.split()))


_LIGHT = _roots("use enter cross visit join attend participate")
"""Acts that say no more than that one is let in."""
_TAKEN_IN = _roots("have receive take get use")
_PEOPLE = _roots(
    "person people child children adult anyone anybody everyone everybody patient woman women man men individual user "
    "visitor guest those severe mild known history owner"
)
"""Who is spoken of, with the words that tell one group of them from no other."""
_ON_FOOT = _roots("walk cycle swim camp fish smoke park")
PAYMENT = _roots(
    "cash banknote note coin cheque check card voucher currency payment contactless crypto bitcoin euro dollar sterling"
)
"""What is taken or not at a till."""
TAKEN = _roots("take taken accept accepted")
_HELD = _roots("exist hold held carry plan planned schedule scheduled provide provided make made conduct offer offered")
"""What is said of a thing that there is: it exists, was held, was carried out."""
_GRANTED = _roots("approve approved license licensed authorise authorised authorize authorized register registered")
_BARRING = frozenset({"must", "may", "can", "ca", "could"})


def permissions(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every permission, means of payment and thing that is held, with whether it is so."""
    for index, node in enumerate(grammar.nodes):
        if node.tag not in {"VB", "VBN", "VBP", "VBZ", "VBD"} or not _plain(grammar, index):
            continue
        if node.tag == "VB":
            yield from _may(sentence, grammar, index, subject)
            yield from _fit_for(sentence, grammar, index, subject)
        if root(node.text) in {root("be"), root("provide")}:
            yield from _possible(sentence, grammar, index)
        if root(node.text) in TAKEN:
            yield from _taken(sentence, grammar, index)
        if root(node.text) in _HELD | _GRANTED:
            yield from _none_held(sentence, grammar, index)


def _plain(grammar: Grammar, verb: int) -> bool:
    """Whether a verb states something under no condition and on nobody's word."""
    clauses = [verb, *(c for c in children(grammar, verb, "advcl") if not _reason(grammar, c, verb))]
    if any(conditional(grammar, clause) for clause in clauses):
        return False
    return grammar.nodes[verb].dep not in {"relcl", "advcl", "acl"} and not reported(grammar, verb)


def _reason(grammar: Grammar, clause: int, verb: int) -> bool:
    """Whether a clause behind a verb of permission says why: ``as`` and ``since`` do, behind a comma."""
    marks = {grammar.nodes[c].text.lower() for c in grammar.children(clause) if c < clause}
    first = min(grammar.subtree(clause))
    return clause > verb and bool(marks & {"as", "since"}) and grammar.nodes[first - 1].text == ","


def _may(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``Cyclists may use the path``, ``visitors may not smoke``, ``you can walk it``."""
    word, at = root(grammar.nodes[verb].text), subject_of(grammar, verb)
    auxiliary = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "aux")}
    joins = word == root("take") and "part" in {grammar.nodes[c].text.lower() for c in children(grammar, verb, "dobj")}
    negative = denied(grammar, verb)
    if at is None or has(grammar, verb, "auxpass") or not (word in ACTS - {root("take")} or joins):
        return
    you = grammar.nodes[at].text.lower() in {"you", "visitors", "guests"}
    weights: dict[str, float] = {}
    if you and word in _ON_FOOT and auxiliary & {"may", "can"} and len(sentence.tokens) <= 9 and _itself(grammar, verb):
        weights = {canonical(grammar.nodes[verb].text): FULL}
        label = grammar.nodes[verb].text.lower()
    elif not you and ("may" in auxiliary or (negative and auxiliary & _BARRING)):
        held = owner(grammar, at, subject, bare=True)
        if held is None or held.own or not held.words or grammar.nodes[at].tag != "NNS":
            return
        act = {} if word in _LIGHT or joins else {canonical(grammar.nodes[verb].text): FULL}
        weights = held.weights() | act
        label = held.label("" if not act else grammar.nodes[verb].text.lower())
    if weights:
        first = min([at, verb])
        where = {w: 1.0 for w in _where(grammar, verb) if canonical(w) not in weights}
        yield from made(
            sentence,
            grammar,
            f"{label} allowed",
            spread(where.items()) | weights | {"allow": FULL},
            not negative,
            [first, verb],
            firm=True,
        )


def _possible(sentence: Sentence, grammar: Grammar, verb: int) -> Iterator[Asserted]:
    """``Voting by post is not possible``, ``online voting is not provided for``."""
    told = [c for c in children(grammar, verb, "acomp") if grammar.nodes[c].text.lower() in {"possible", "impossible"}]
    stranded = [
        c for c in children(grammar, verb, "prep") if grammar.nodes[c].text == "for" and not grammar.children(c)
    ]
    at = subject_of(grammar, verb)
    if at is None and verb and grammar.nodes[0].tag == "VBG" and grammar.nodes[0].head == verb:
        at = 0
    if at is None or not (told or (stranded and has(grammar, verb, "auxpass"))) or has(grammar, verb, "expl"):
        return
    if any(has(grammar, c, "xcomp", "ccomp", "advcl", "prep", "advmod") for c in told) or denied(grammar, at):
        return
    inside = dict(content(grammar, at))
    for prep in children(grammar, at, "prep"):
        for thing in children(grammar, prep, "pobj"):
            inside |= dict(content(grammar, thing))
    negative = denied(grammar, verb) != any(grammar.nodes[c].text.lower() == "impossible" for c in told)
    last = max([verb, *told, *stranded])
    if inside and (negative or short(sentence)):
        label = " ".join([*(w.lower() for w in inside), "possible"])
        yield from made(sentence, grammar, label, spread(inside.items()) | {"allow": FULL}, not negative, [at, last])


def _fit_for(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``People with a nut allergy should not take it``, ``anyone who is allergic to nuts can have it``."""
    auxiliary = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "aux")}
    negative, at = denied(grammar, verb), subject_of(grammar, verb)
    things = list(children(grammar, verb, "dobj"))
    if at is None or not things or root(grammar.nodes[verb].text) not in _TAKEN_IN or sentence.quantities:
        return
    if not auxiliary & ({"should", "must", "can", "may"} if negative else {"can", "may"}):
        return
    thing = grammar.nodes[things[0]]
    ours = thing.text.lower() in {"it", "them"} or stem(thing.text) in subject.stems or root(thing.text) in GENERIC
    group = [
        grammar.nodes[i].text
        for i in sorted(grammar.subtree(at))
        if grammar.nodes[i].tag in {"NN", "NNS", "JJ"} and not {root(grammar.nodes[i].text)} & _PEOPLE
    ]
    if thing.tag == "NNP" or thing.text.isupper():
        group += [w for w, _ in content(grammar, things[0]) if not ours]
        ours = True
    if not ours or len(group) > 4 or not group or root(grammar.nodes[at].text) not in _PEOPLE:
        return
    if denied(grammar, at):
        return
    weights = spread((w, FULL) for w in group) | {"allow": FULL}
    label = " ".join([*map(str.lower, group), "allowed"])
    yield from made(sentence, grammar, label, weights, not negative, [at, verb], firm=True)


def _itself(grammar: Grammar, verb: int) -> bool:
    """Whether an act is done to the subject of the page, or to nothing."""
    things = list(children(grammar, verb, "dobj"))
    return all(
        grammar.nodes[t].text.lower() == "it" or root(grammar.nodes[t].text) in GENERIC for t in things
    ) and not (has(grammar, verb, "prep", "advcl", "xcomp"))


def _where(grammar: Grammar, verb: int) -> list[str]:
    """The words of what one may use."""
    return [w for thing in children(grammar, verb, "dobj") for w, _ in content(grammar, thing) if w.lower() != "part"]


def _taken(sentence: Sentence, grammar: Grammar, verb: int) -> Iterator[Asserted]:
    """``We take cards``, ``cash is no longer taken``, ``the office does not take cheques``."""
    passive = has(grammar, verb, "auxpass")
    things = list(children(grammar, verb, "nsubjpass")) if passive else list(children(grammar, verb, "dobj"))
    modal = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "aux")} - {"do", "does", "is", "are"}
    negative = denied(grammar, verb)
    if grammar.nodes[verb].tag == "VBD":
        return
    if not things or modal or not (negative or short(sentence)) or has(grammar, verb, "xcomp", "advcl"):
        return
    for thing in listed(grammar, things[0]):
        if root(grammar.nodes[thing].text) not in PAYMENT:
            continue
        no = any(grammar.nodes[c].text.lower() == "no" for c in grammar.children(thing))
        some = {grammar.nodes[c].text.lower() for c in grammar.children(thing)} & {"the", "your", "his", "her", "some"}
        if not some:
            weights = spread(content(grammar, thing)) | {"allow": FULL}
            label = " ".join([*(w.lower() for w, _ in content(grammar, thing)), "accepted"])
            first, last = min(thing, verb), max(thing, verb)
            yield from made(sentence, grammar, label, weights, not (negative or no), [first, last])


def _none_held(sentence: Sentence, grammar: Grammar, verb: int) -> Iterator[Asserted]:
    """``No recount was carried out``, ``no specific therapy exists``, ``a recount was held``."""
    at = subject_of(grammar, verb)
    if at is None or grammar.nodes[at].tag not in NOUNS or root(grammar.nodes[at].text) in IDLE_NOUNS:
        return
    if not has(grammar, verb, "auxpass") and root(grammar.nodes[verb].text) != root("exist"):
        return
    before = {grammar.nodes[c].text.lower() for c in grammar.children(at) if c < at}
    none = "no" in before
    if not none and not (before & {"a", "an"} and short(sentence) and root(grammar.nodes[verb].text) in _HELD):
        return
    modal = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "aux")} - {"has", "have", "had"}
    if modal or (none and denied(grammar, verb)) or sentence.quantities or has(grammar, at, "relcl", "acl"):
        return
    granted = root(grammar.nodes[verb].text) in _GRANTED
    inside = content(grammar, at)
    weights = spread(inside) | ({canonical(grammar.nodes[verb].text): FULL} if granted else {})
    label = " ".join([*(w.lower() for w, _ in inside), *([grammar.nodes[verb].text.lower()] if granted else [])])
    holds = not none and not denied(grammar, verb)
    first = min([at, *(c for c in grammar.children(at) if grammar.nodes[c].text.lower() == "no")])
    if weights:
        yield from made(sentence, grammar, label, weights, holds, [first, verb])
