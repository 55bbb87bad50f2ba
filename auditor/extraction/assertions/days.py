"""Days of events: ``opened on 14 June``, ``the second ballot, held on 1 June``, ``Released: June 14, 1963``.

The event is what the day is told of: a verb that happens once, else the noun that is held.  A day that a page is
dated by is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from auditor.cues import stem
from auditor.extraction.assertions.asserted import FULL, SELF, Asserted, canonical, children, content, denied, key
from auditor.extraction.assertions.clauses import reported, subject_of
from auditor.extraction.assertions.owners import owner
from auditor.extraction.assertions.vocabulary import GENERIC, IDLE, root
from auditor.extraction.assertions.written_days import Day, days
from auditor.extraction.grammar import NOUNS, VERBS, Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject

_YEAR = 0.65
"""So much of all other words the year of a repeated event weighs: another year is another event."""


def _roots(text: str) -> frozenset[str]:
    return frozenset(map(root, text.split()))


ONCE = {
    root(word): event
    for event, forms in {
        "opening": "open opening inaugurate inaugurated inauguration",
        "release": "release released launch launched tag tagged ship debut",
        "announcement": "unveil unveiled announce announced reveal revealed",
        "swearing-in": "swear sworn swearing oath",
        "foundation": "found founded establish established",
        "completion": "complete completed completion finish finished",
        "signing": "sign signed signing", "birth": "born bear birth", "death": "die died death",
        "closure": "close closed shut",
    }.items()
    for word in forms.split()
}  # fmt: skip
"""Verbs and nouns of what happens to a thing once -> the event."""
_IDIOMS = {
    ("cut", "ribbon"): "opening", ("fall", "ribbon"): "opening", ("fell", "ribbon"): "opening",
    ("admit", "traffic"): "opening", ("admit", "train"): "opening", ("admit", "passenger"): "opening",
    ("admit", "visitor"): "opening", ("admit", "public"): "opening", ("tak", "oath"): "swearing-in",
    ("tak", "offic"): "swearing-in", ("put", "out"): "release", ("com", "out"): "release",
    ("bring", "out"): "release", ("brought", "out"): "release", ("cam", "out"): "release",
}  # fmt: skip
"""A verb with its thing, or its particle -> the event."""
_HELD = _roots("hold held conduct conducted take took occur happen schedule scheduled organise run fall stage")
"""Verbs that say that an event is: which one, their subject says."""
_OATH = "swearing-in"
"""Of all events of persons, the one that a page tells of whom it is about by ``she`` and ``he`` alone."""
_PAGE = _roots(
    "publish published update updated revise revised amend amended issue issued receive received accept accepted "
    "access accessed retrieve retrieved post posted print printed write written date dated modify modified "
    "review reviewed copyright check checked correct corrected version page edition article report photo"
)
"""What is said of a page, not of what it tells about."""
_VOTES = frozenset("ballot round elect election poll vote vot referendum".split())
_SECOND = _roots("run-off runoff")


@dataclass(slots=True)
class _Event:
    """What a day is told of: its words with their weights, whether it is held again, the stretch that says so."""

    label: str
    weights: dict[str, float]
    again: bool
    places: list[int] = field(default_factory=list)


def events(sentence: Sentence, grammar: Grammar, subject: Subject, label: str) -> Iterator[Asserted]:
    """The days of a sentence with the events that they are told of; ``label`` is what stands before its colon."""
    for day in days(sentence.text):
        event = _labelled(sentence.text, day, label)
        if event is None and grammar.nodes:
            event = _told(grammar, sentence.start + day.start, sentence.start + day.end, subject)
        if event is None or not event.weights:
            continue
        weights = dict(event.weights)
        if event.again and day.year:
            weights[day.year] = round(_YEAR * sum(weights.values()), 2)
        nodes = [grammar.nodes[i] for i in event.places]
        start = min([sentence.start + day.start, *(n.start for n in nodes)])
        end = max([sentence.start + day.end, *(n.end for n in nodes)])
        yield Asserted(event.label, key(weights), day.choice(), start, end, f"{event.label}: {day.name}", single=True)


_SALE = re.compile(
    r"\b(?:(?:in|into|at) (?:the )?(?:stores|shops|dealers|cinemas)|on sale|available|for sale|go(?:es)? on sale"
    r"|(?:sales|deliveries|shipping|shipments|delivery) (?:begins?|starts?|will (?:begin|start)))"
    r"(?: (?:\w+ )?(?:from|as of|on|since|starting))? [*_]*$",
    re.IGNORECASE,
)
_NOT_SALE = re.compile(r"\b(?:not|tickets?|until|seats?|if|kit|version \d)\b", re.IGNORECASE)
"""What is on sale for an event is not its release."""


def _labelled(text: str, day: Day, label: str) -> _Event | None:
    """``Opened to traffic: 3 May 1907``; ``(first round 3 May; second round 5 June)``; ``· tagged 3 May 2020 ·``."""
    sale = _SALE.search(text[: day.start])
    if sale and not _NOT_SALE.search(text[: day.start][-60:]):
        return _Event("release", {"release day": FULL, SELF: 1.0}, False)
    colon = re.match(r"[ *_]*([A-Z][a-z-]+(?: [a-z-]+){0,2}):[ *_]*$", text[: day.start])
    if colon and not label and re.match(r"[ *_]*(?:\.|$)", text[day.end :]):
        return _worded(colon.group(1))
    before = re.split(r"[(;`·|•\[]", text[: day.start])
    chunk = before[-1].strip(" :*_,")
    alone = not re.match(r"\s*[^\s;`)·|•\].,*_]", text[day.end :])
    if label and chunk.lower() in {"", label.strip(" :*_").lower()} and alone:
        return _worded(label)
    short = re.fullmatch(r"[A-Za-z-]+(?: [A-Za-z-]+)?", chunk)
    return _worded(chunk) if len(before) > 1 and short and alone else None


def _worded(text: str) -> _Event | None:
    """The event that a label or a few words name."""
    said = [w for w in re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", text) if root(w) not in IDLE]
    if len(said) > 1 and root(said[-1]) in _DATES:
        said.pop()
    if not said or len(said) > 4 or any(root(w) in _PAGE for w in said):
        return None
    once = [ONCE[root(w)] for w in said if root(w) in ONCE]
    if once:
        return _Event(once[0], {f"{once[0]} day": FULL, SELF: FULL}, False)
    return _Event(" ".join([*map(str.lower, said), "day"]), _words(said), True)


def _words(said: Iterable[str]) -> dict[str, float]:
    """The words of an event that is held; a run-off is a second round."""
    found: dict[str, float] = {}
    for word in said:
        low = root(word)
        if low in _SECOND:
            found |= {"second": FULL, "vote day": FULL}
        elif low in _VOTES:
            found["vote day"] = FULL
        else:
            found[canonical(word) if canonical(word) in _ORDER else f"{canonical(word)} day"] = FULL
    return found


_DATES = _roots("date dates day")
_ORDER = frozenset({"first", "second", "third", "last"})


def _told(grammar: Grammar, start: int, end: int, subject: Subject) -> _Event | None:
    """What a day in running text is told of: the clause behind it (``when``), the verb or the noun that it limits."""
    inside = grammar.inside(start, end)
    if not inside:
        return None
    top = grammar.top(inside)
    for at in range(inside[-1] + 1, min(inside[-1] + 3, len(grammar.nodes))):
        if grammar.nodes[at].text.lower() == "when":
            return _of_verb(grammar, grammar.nodes[at].head, subject)
    head = grammar.nodes[top].head
    if grammar.nodes[head].tag == "IN":
        if grammar.nodes[head].text.lower() != "on":
            return None
        head = _clause(grammar, grammar.nodes[head].head)
    if head == top:
        return None
    if grammar.nodes[head].tag in VERBS:
        return _of_verb(grammar, head, subject)
    definite = any(grammar.nodes[c].text.lower() in {"the", "its"} for c in grammar.children(head))
    return _of_noun(grammar, head, subject) if grammar.nodes[head].tag in NOUNS and definite else None


def _clause(grammar: Grammar, noun: int) -> int:
    """The verb of what happens at a place or a meeting on the day: ``is sworn in at a sitting on 3 May``."""
    at = noun
    for _ in range(2):
        if grammar.nodes[at].dep != "pobj":
            break
        at = grammar.nodes[grammar.nodes[at].head].head
    happens = grammar.nodes[at].tag in VERBS and root(grammar.nodes[at].text) in ONCE.keys() | _HELD
    return at if happens else noun


def _of_verb(grammar: Grammar, verb: int, subject: Subject) -> _Event | None:
    word, at = root(grammar.nodes[verb].text), _subject(grammar, verb)
    if word in _PAGE or denied(grammar, verb) or reported(grammar, verb):
        return None
    things = list(children(grammar, verb, "dobj", "prt", "nsubjpass", "nsubj"))
    idiom = next((e for t in things if (e := _IDIOMS.get((word, root(grammar.nodes[t].text))))), "")
    once = idiom or ONCE.get(word, "")
    states = {grammar.nodes[c].text.lower() for c in children(grammar, verb, "auxpass")} & {"is", "are"}
    if once and not idiom and states:
        return None
    if once:
        return _once(grammar, verb, once, bool(idiom), at, subject)
    if word not in _HELD or at is None:
        return None
    told = _of_noun(grammar, at, subject)
    if told is not None:
        told.places.append(verb)
    return told


def _subject(grammar: Grammar, verb: int) -> int | None:
    """The subject of a verb; of a relative clause the noun before it."""
    at = subject_of(grammar, verb)
    relative = at is not None and grammar.nodes[at].tag in {"WDT", "WP"}
    if grammar.nodes[verb].dep == "acl" or (relative and grammar.nodes[verb].dep == "relcl"):
        return grammar.nodes[verb].head
    if at is None and grammar.nodes[verb].dep == "advcl" and grammar.nodes[verb].tag == "VBN":
        return subject_of(grammar, grammar.nodes[verb].head)
    return at


def _once(grammar: Grammar, verb: int, event: str, idiom: bool, at: int | None, subject: Subject) -> _Event | None:
    """An event that happens once; in the present tense it is one of every year."""
    weights = {f"{event} day": FULL}
    things = list(children(grammar, verb, "dobj", "nsubjpass"))
    versions = [grammar.nodes[i].text for t in things for i in grammar.subtree(t) if grammar.nodes[i].tag == "CD"]
    whom = at if not things or event == _OATH else things[0]
    if whom is None and event == _OATH:
        return _Event(event, weights, False, [verb])
    if whom is None:
        return None
    word = grammar.nodes[whom].text.lower()
    pronoun = word in {"it", "they"} or (event == _OATH and word in {"she", "he"})
    held = None if pronoun or (idiom and event != _OATH) else owner(grammar, whom, subject, bare=True)
    if held is None and not idiom and not pronoun:
        return None
    words = held.weights() if held is not None else {} if event == _OATH else {SELF: 1.0 if pronoun else FULL}
    again = grammar.nodes[verb].tag in {"VBZ", "VBP"}
    label = held.label(event) if held is not None else event
    return _Event(label, weights | words | dict.fromkeys(versions[:1], FULL), again, [verb])


def _of_noun(grammar: Grammar, noun: int, subject: Subject) -> _Event | None:
    """The event that a noun names: what is held, or the ``opening`` of it."""
    said = [word for word, _ in content(grammar, noun)]
    if said and all(stem(w) in subject.stems or root(w) in GENERIC for w in said):
        return _Event("day", {"held day": FULL, SELF: FULL}, True, [noun])
    if not said or any(root(w) in _PAGE for w in said) or grammar.nodes[noun].tag == "PRP":
        return None
    once = ONCE.get(root(said[-1]), "")
    if once:
        return _Event(once, {f"{once} day": FULL, SELF: FULL}, False, [noun])
    return _Event(" ".join([*map(str.lower, said), "day"]), _words(said), True, [noun])
