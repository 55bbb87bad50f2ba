"""Yes and no in stock phrases: ``free of X``, ``look in vain for X``, ``quoted on the exchange``, ``sealed``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.cues import stem
from auditor.extraction.assertions.asserted import FULL, Asserted, canonical, key, words
from auditor.extraction.assertions.hinted import Hinted, hinted
from auditor.extraction.assertions.stock import CLAUSE, stated
from auditor.extraction.assertions.vocabulary import GENERIC, IDLE_NOUNS, root
from auditor.extraction.screening import Sentence
from auditor.model import Polarity
from auditor.subjects import Subject

_STOP = (
    r"(?= (?:in|on|at|of|with|and|or|but|as|to|from|that|which|when|who|by|if|for|so|because|inside|under|anywhere)\b"
    r"|[.,;:!?)–—]|$)"
)
_THING = rf"(?:an? |any )?(?P<x>(?:[\w-]+ ){{0,2}}?[a-z][\w-]*?(?: for [a-z][\w-]+)?){_STOP}"
_LACKING = (
    hinted("free", rf"\bfree (?:of|from) {_THING}"),
    hinted("in vain", rf"\blook(?:s|ed|ing)? in vain for {_THING}"),
    hinted(
        "lack|do without|does without|dispense",
        rf"\b(?:lacks|lack|is lacking|does without|do without|dispenses with|dispense with) {_THING}",
    ),
    hinted("find", rf"\b(?:[Yy]ou (?:will not|won[’']t)) find {_THING}"),
    hinted(
        " but no",
        r"\b(?:supports?|accepts?|takes?|reads?|includes?|has|have)\b (?!not)[^.;:]{2,60}?,? but (?:not|no) "
        r"(?:an? )?(?P<x>[A-Za-z][\w/.-]*(?: [\w/.-]*\w)?)(?=[.,;]|$)",
    ),
    hinted(
        "missing|absent",
        r"(?:^|[;:,] )(?:[Aa]n? |[Aa]ny )(?P<x>(?:[a-z-]+ )?[a-z-]+) is (?:missing|absent)\b(?! from)",
    ),
)
_FOUND = (hinted("find", rf"\b[Yy]ou(?: will|[’']ll)? find {_THING}"),)
_WITHOUT_US = frozenset(
    "charge cost doubt error errors fault faults pain symptoms debt duty tax time choice will speech help words "
    "experience knowledge understanding interest courage sense confidence fear worry trouble ambiguity bias".split()
)
_FREE = hinted(
    "-free", r"\b(?:is|are)(?: (?:also|completely|entirely|naturally|100 ?%))? (?P<x>[a-z]{3,})-free(?=[.,;:]| and|$)"
)
_NOT_LACKING = frozenset("toll duty care hands interest tax rent risk trouble hassle post fault error carefree".split())
_MARKET = (
    r"(?:[\w’'-]+ ){0,3}?"
    r"(?:[Ss]tock [Ee]xchange|[Ss]tock [Mm]arket|regulated market|Nasdaq|NYSE|Euronext|bourse)"
)
_LISTED = hinted(
    "listed|quoted|traded",
    rf"\b(?:listed|quoted|traded) on (?:the )?{_MARKET}|\bpublicly (?:traded|listed|quoted)\b|\bstock-market listed\b",
)
_UNLISTED = hinted("unlisted|privately", r"\b(?:is|are|remains|stays) (?:unlisted|privately (?:held|owned))\b")
_SEALED = hinted(
    "weather|splash|seal",
    r"\bweather[- ](?:seal(?:ed|ing|s)|proof(?:ed|ing)?|resistant)\b|\bweatherproof(?:ed|ing)?\b|\bsplash-?proof\b"
    r"|\bseal(?:s|ed|ing)(?: at \d+ points)? against (?:the )?(?:weather|elements|dust|moisture|rain|splashes|water)\b",
)
_DENIED = re.compile(r"\b(?:not|no|never|without|lacks?|nor|neither|no longer)\b|n[’']t\b", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:if|when|unless|would|could|might|may|should|until|was|were|had|plans?|wish|than|rivals?|other|others|like"
    r"|unlike|as an?|predecessor|successor|lens|lenses|bag|some|ever)\b|\?",
    re.IGNORECASE,
)


def answers(sentence: Sentence, subject: Subject) -> Iterator[Asserted]:
    """Every answer of yes or no that a stock phrase of a sentence gives."""
    if _DOUBT.search(sentence.text[:12]) or "?" in sentence.text:
        return
    for patterns, holds in ((_LACKING, False), (_FOUND, True)):
        for pattern in patterns:
            yield from _things(sentence, pattern, holds, subject)
    for found in _FREE.finditer(sentence.text):
        whose = _whose(sentence.text[: found.start()], found.group(), subject)
        if whose is not None and found["x"] not in _NOT_LACKING and stated(sentence.text, found.start(), found.end()):
            label = " ".join([*map(str.lower, _said(sentence.text[: found.start()], whose)), found["x"]])
            yield _answer(sentence, label, {canonical(found["x"]): FULL} | whose, False, found)
    yield from _flags(sentence)
    yield from _means(sentence)


_SUBJECT = re.compile(
    r"^(?P<the>the|its|our|this|these|all|an?)? ?(?P<x>(?:[a-z-]+ ){0,2}?[a-z-]+) "
    r"(?:(?:is|are|does|do) ?(?:[a-z]+ )*)?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|if|when)\b[^,;]*$")
"""What is said in a clause behind a noun picks some of its kind."""
_OPEN_OWNERS = frozenset(
    "it this they these you we buyers users customers visitors guests travellers one owners".split()
)


def _whose(before: str, said: str, subject: Subject) -> dict[str, float] | None:
    """The thing that lacks another, by its words: none for what a pronoun means, None where it can't be told."""
    clause = CLAUSE.split(before)[-1].lstrip()
    verb = re.match(r"(?:is|are)\b", said)
    found = _SUBJECT.match(f"{clause}{verb.group() if verb else ''} ".replace("  ", " "))
    if not found:
        return None
    thing = [w for w in found["x"].split() if w.lower() not in _OPEN_OWNERS]
    named = words(" ".join(thing), subject) if thing else {}
    own = found["the"] is not None and len(thing) == 1 and root(thing[0]) in GENERIC
    return {} if own or all(stem(w) in subject.stems for w in thing) else named


def _said(before: str, whose: Mapping[str, float]) -> list[str]:
    """The words of a thing as they are written."""
    return [w for w in re.findall(r"[^\W\d_]+", CLAUSE.split(before)[-1]) if canonical(w) in whose]


def _things(sentence: Sentence, pattern: Hinted, holds: bool, subject: Subject) -> Iterator[Asserted]:
    for found in pattern.finditer(sentence.text):
        said = found["x"].split()
        idle = {root(w) for w in said} & IDLE_NOUNS or set(said) & _WITHOUT_US
        own = sentence.text[found.start() : found.end()].replace("will", "").replace("won", "").replace("not", "")
        clause = sentence.text[: found.start()].replace(" will ", " ")
        if idle or not stated(f"{clause}{own}", len(clause), len(clause) + len(own)):
            continue
        if sentence.quantities and any(q.start < sentence.start + found.end() for q in sentence.quantities if holds):
            continue
        said_of = found["x"].rstrip(".")
        weights = words(said_of, subject)
        whose = _whose(sentence.text[: found.start()], found.group(), subject)
        if _RELATIVE.search(sentence.text[: found.start()]):
            continue
        weights |= whose or {}
        if 0 < len(weights) <= 4 and not re.search(r"\b(?:the|its|their|your|more|less|it|them|out)\b", found["x"]):
            yield _answer(sentence, said_of, weights, holds, found)


_BY_MEANS = hinted(
    "charge|top|power|update|control|operate",
    r"\b(?P<no>can[’']t|cannot|can not|can)(?: also| even)?(?: be)? (?P<act>(?:re)?charged?|topp?(?:ed)? up"
    r"|power(?:ed)?"
    r"|updated?|controll?(?:ed)?|operated?)(?: it| the [a-z]+)? (?:by|via|through|over|using|from|with) (?:an? |the )?"
    r"(?P<x>[A-Z][\w-]*(?: [A-Z][\w-]*)?)",
)
"""What may be done by which means, if that has a name: ``can be charged via USB-C``."""


def _means(sentence: Sentence) -> Iterator[Asserted]:
    for found in _BY_MEANS.finditer(sentence.text):
        clause = CLAUSE.split(sentence.text[: found.start()])[-1][-60:]
        if _DOUBT.search(clause):
            continue
        act = "charge" if found["act"].startswith(("top", "re")) else found["act"]
        weights = {f"{act.removesuffix('d')} by {found['x']}".lower(): FULL}
        yield _answer(sentence, f"{act} by {found['x']}", weights, found["no"] == "can", found)


def _flags(sentence: Sentence) -> Iterator[Asserted]:
    """Whether the shares are listed, and whether a thing is sealed against the weather."""
    for pattern, label, holds in (
        (_LISTED, "listed on stock exchange", True),
        (_UNLISTED, "listed on stock exchange", False),
        (_SEALED, "weather-sealed", True),
    ):
        for found in pattern.finditer(sentence.text):
            clause = CLAUSE.split(sentence.text[: found.start()])[-1][-60:]
            if _DOUBT.search(clause):
                continue
            denied = _DENIED.search(clause[-22:]) is not None
            weights = {label: FULL} if label[0] == "l" else {"weather": 1.0, canonical("sealed"): 1.0}
            yield _answer(sentence, label, weights, holds != denied, found)


def _answer(sentence: Sentence, label: str, weights: dict[str, float], holds: bool, found: re.Match[str]) -> Asserted:
    start, end = sentence.start + found.start(), sentence.start + found.end()
    return Asserted(label.lower(), key(weights), Polarity(holds), start, end, f"{label}: {'yes' if holds else 'no'}")
