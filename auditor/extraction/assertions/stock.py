"""What stock phrases name: the seat, the owner, the makers' country, the rank and the rivals of whom a page is about.

``has its head office in N``, ``the majority of the shares belongs to N``, ``assembled in N``, ``the second-largest
supplier``.  The phrase is said in many ways and needs no parse; what is denied, past or wished is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.cues import stem
from auditor.extraction.assertions.asserted import FULL, SELF, Asserted, canonical, key
from auditor.extraction.assertions.hinted import Hinted, hinted
from auditor.extraction.assertions.vocabulary import root
from auditor.extraction.screening import Sentence
from auditor.model import Choice
from auditor.subjects import Subject

_WORD = r"[A-Z][\w’'&-]*[\w]"
_NAME = rf"(?:[Tt]he )?(?P<v>{_WORD}(?:(?: (?:of|de|del|la|le|am|upon|on|the|&))* {_WORD}){{0,3}})"
_PLAIN = _NAME.replace("?P<v>", "?:")
_LIST = rf"(?P<v>{_PLAIN}(?:, {_PLAIN})*(?:,? and {_PLAIN})?)"
_SEAT = r"(?:headquarters|head ?office|main office|seat|home office)"
_WHICH = r"(?:(?!regional|local|former|second|sales|new|old|future|national|divisional)[a-z]+ )?"
_OURS = r"(?:[Oo]ur|[Ii]ts|[Tt]heir|[Tt]he [a-z]+[’']s|[Ww]hose|[Tt]he)"
_MAIN = r"(?:majority|principal|main|largest|biggest|controlling|sole)"
_HOLDER = rf"{_MAIN} (?:share ?holder|stock ?holder|owner)"
_STOCK = r"(?:shares?|share capital|stock|capital|voting rights|equity|company)"
_MOST = (
    r"(?:(?:[Mm]ore than|[Oo]ver) half|(?:[Aa] |[Tt]he )?majority|[Mm]ost|(?:[5-9]\d(?:\.\d+)?|100) ?(?:%|per ?cent)"
    r"|[Tt]hree[- ](?:fifths|quarters)|[Tt]wo[- ]thirds|[Ff]our[- ]fifths|[Aa]ll)"
)
_STAYS = r"(?:is|are|remains?|lies?|stands?)(?: still)?"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A relation and one way to state it; ``ours``: it must be told of the subject; ``single``: it takes one name."""

    relation: str
    pattern: Hinted
    single: bool = False
    ours: bool = True


_PHRASES = (
    _Phrase("based in", hinted("based|headquartered", rf"\b(?:based|headquartered) (?:in|at) {_NAME}"), True),
    _Phrase(
        "based in",
        hinted(
            "headquarters|office",
            rf"\b{_OURS} {_WHICH}{_SEAT.replace('|seat', '')} (?:{_STAYS} )?(?:in|at) {_NAME}",
        ),
        True,
    ),
    _Phrase(
        "based in",
        hinted(
            "headquarters|office|seat",
            rf"\b(?:has|have|keeps) (?:its|our|their) {_WHICH}{_SEAT} (?:in|at) {_NAME}",
        ),
        True,
    ),
    _Phrase(
        "registered office",
        hinted("registered", rf"\bregistered (?:office|seat) (?:{_STAYS} )?(?:in|at) {_NAME}"),
        True,
    ),
    _Phrase("main shareholder", hinted("holder|owner", rf"\b{_HOLDER}(?: {_STAYS}|,|:) {_NAME}"), True),
    _Phrase(
        "main shareholder", hinted("holder|owner", rf"{_NAME}(?: {_STAYS}|,) (?:[Tt]he|its|our) {_HOLDER}\b"), True
    ),
    _Phrase(
        "main shareholder",
        hinted(
            "belong|held|owned|controlled",
            rf"{_MOST} of (?:the |its |our |all )?{_STOCK} (?:belongs? to|(?:is|are) (?:held|owned|controlled) by) "
            f"{_NAME}",
        ),
        True,
    ),
    _Phrase(
        "main shareholder",
        hinted(
            "holds|owns|controls",
            rf"{_NAME},? (?:which |who )?(?:holds|owns|controls) "
            rf"(?:{_MOST} of (?:the |its |our )?{_STOCK}|a majority stake)",
        ),
        True,
    ),
    _Phrase("parent company", hinted("subsidiary", rf"\bsubsidiary of {_NAME}")),
    _Phrase("parent company", hinted("Group", rf"\b(?:is|are) (?:a )?(?:part|division|unit) of {_NAME}(?<= Group)")),
    _Phrase(
        "made in",
        hinted(
            "made|manufactured|produced|assembled",
            rf"\b(?:made|manufactured|produced|assembled) (?:entirely |exclusively |only )?in {_NAME}",
        ),
    ),
    _Phrase(
        "made in",
        hinted(
            "ssembly|roduction|anufactur",
            r"\b(?:[Aa]ssembly|[Pp]roduction|[Mm]anufactur(?:e|ing)) "
            rf"(?:takes place|happens|is (?:carried out|done|based)) in {_NAME}",
        ),
    ),
    _Phrase(
        "listed on",
        hinted(
            "listed|quoted|traded",
            rf"\b(?:listed|quoted|traded) on {_NAME}(?:(?<=Exchange)|(?<=Nasdaq)|(?<=Euronext)|(?<=NYSE))",
        ),
    ),
    _Phrase(
        "competitors",
        hinted("ivals|ompetitors", rf"\b(?:[Rr]ivals|[Cc]ompetitors) (?:such as|like|including|include|are) {_LIST}"),
        False,
        False,
    ),
    _Phrase(
        "competitors",
        hinted(
            "rivals|competitors",
            rf"{_LIST},? (?:which|who) are (?:also )?(?:its|our) (?:[a-z]+ )?(?:rivals|competitors)",
        ),
    ),
    _Phrase(
        "sites",
        hinted(
            "plants|factories|works|production sites",
            r"\b(?:[Oo]ur|[Ii]ts) (?:[a-z]+ )?(?:plants|factories|works|production sites),? (?:which |who )?"
            rf"(?:include|including|such as) {_LIST}",
        ),
    ),
    _Phrase(
        "customers",
        hinted("customers|clients", rf"\b(?:[Oo]ur|[Ii]ts) (?:customers|clients) (?:include|such as|are) {_LIST}"),
    ),
    _Phrase(
        "subsidiaries",
        hinted("subsidiaries", rf"\b(?:[Oo]ur|[Ii]ts) subsidiaries,? (?:which )?(?:include|such as|are) {_LIST}"),
    ),
)
_HUE = (
    r"(?:(?:dark|light|matt|matte|glossy|bright|pale|deep|navy|olive|racing) )?(?:black|white|silver|gr[ae]y|red|blue"
    r"|green"
    r"|yellow|orange|brown|pink|purple|beige|cream|gold|bronze|copper|graphite|turquoise|ivory)"
)
_COLOURS = hinted(
    "ome in|omes in|ome only in|omes only in|available|Available|offered|sold|made",
    r"\b(?:[Cc]omes|[Cc]ome|(?:is|are) (?:available|offered|sold|made)|[Aa]vailable)(?P<only> only)? in "
    rf"(?P<v>{_HUE}(?:, {_HUE})*(?:,? (?:and|or) {_HUE})?)\b"
    r"(?P<too>,? (?:and )?only in | only\b|,? and (?:in )?no other)?(?! [a-z]+-?[a-z]* (?:and|case|box|cover))",
)
"""The colours that a thing comes in, and whether they are said to be all."""
_CODED = hinted(
    "battery|charger|lens|mount|processor|engine|motor|sensor|chip|adapt|filter|cartridge|bulb|lamp|cable|connector"
    "|gearbox|pump|compressor",
    r"\b(?:[Tt]he|[Ii]ts|[Oo]ur) (?P<v>[A-Z]{1,5}-?\d{1,4}[A-Za-z]?) (?P<kind>battery|charger|lens|mount"
    r"|processor|engine|motor|sensor|chip|chipset|adapt[eo]r|filter|cartridge|bulb|lamp|cable|connector|gearbox|pump"
    r"|compressor)\b",
)
"""The model of a part, as a label would give it: ``the N-12 battery``; there may be others that fit."""
_RANK = hinted(
    "largest|biggest",
    r"\b(?:[Ii]t|[Tt]hey|[Ww]e) (?:is|are|ranks? as|remains?|remain) "
    r"(?P<whose>the (?:[a-z]+[’']s )?|its |our )(?P<v>second|third|fourth|fifth|sixth)[- ](?:largest|biggest) "
    r"(?P<kind>[a-z]+)\b(?! (?:in|of|on|at|among)\b)",
)
_RANKED = {"maker": "supplier", "manufacturer": "supplier", "producer": "supplier", "provider": "supplier"}
_OFF = re.compile(
    r"\b(?:not|never|no longer|if|when|unless|would|could|might|may|should|will|formerly|once|originally|previously"
    r"|initially|until|was|were|had|plans?|planned|wants?|hopes?|former|than|nor|partly|some)\b|n[’']t\b|\?",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[;:–—(]|, (?:and|but|so) |\band (?:is|are|has)\b|, since when "
    r"|\b(?:told|say|says|said|confirms|confirmed|adds) that "
)
"""Where what goes before no longer says anything of what comes behind."""
_BEHIND = re.compile(r"^(?: |,)*(?:until|till|in the past|at (?:the|that) time|between|from \d)\b")
_WE = frozenset("it its we our us they their whose which".split())
_DEFINED = re.compile(rf"^[*_]*(?!The )(?P<who>{_WORD}(?: {_WORD}){{0,3}})[*_]*,? (?:is|are) (?:an? |the )[^.;:A-Z]*$")
"""The opening of an article, which says what its subject is: ``N is a maker of pumps based in ...``."""
_NO_PLACE = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn"
    r"|Winter|It|This|That|They|We|He|She|There|Who|What|One|The|An?)\b"
)


def stock(sentence: Sentence, subject: Subject) -> Iterator[Asserted]:
    """Every name that a stock phrase of a sentence states."""
    text = sentence.text
    for phrase in _PHRASES:
        for found in phrase.pattern.finditer(text):
            if not stated(text, found.start(), found.end()):
                continue
            if phrase.ours and not ours(text, found.start(), found.start("v"), subject):
                continue
            names = _names(found["v"], subject)
            if names:
                single = phrase.single and len(names) == 1
                yield _named(sentence, phrase.relation, names, found, single)
    yield from _ranked(sentence)
    yield from _coloured(sentence, subject)
    for found in _CODED.finditer(text):
        if stated(text, found.start(), found.end()):
            kind, trace = found["kind"].lower(), f"{found['kind']}: {found['v']}"
            start, end = sentence.start + found.start(), sentence.start + found.end()
            yield Asserted(kind, key({canonical(kind): FULL}), Choice((found["v"],)), start, end, trace)


def _names(text: str, subject: Subject) -> tuple[str, ...]:
    """The names of a list; none where one of them is the subject's own or a month."""
    found = [part.removeprefix("the ").strip() for part in re.split(r",? and |, ", text)]
    own = any(all(stem(w) in subject.stems for w in part.split()) for part in found)
    return () if own or any(_NO_PLACE.match(part) for part in found) else tuple(sorted(set(found)))


def _named(sentence: Sentence, relation: str, names: tuple[str, ...], found: re.Match[str], single: bool) -> Asserted:
    start, end = sentence.start + found.start(), sentence.start + found.end()
    trace = f"{relation}: {', '.join(names)}"
    return Asserted(relation, key({relation: FULL, SELF: 1.0}), Choice(names), start, end, trace, single)


def _ranked(sentence: Sentence) -> Iterator[Asserted]:
    """``It is the second-largest supplier``: one key of rank and kind, so that another kind's rank is another thing."""
    for found in _RANK.finditer(sentence.text):
        if stated(sentence.text, found.start(), found.end()):
            kind = _RANKED.get(found["kind"].removesuffix("s"), root(found["kind"]))
            start, end = sentence.start + found.start(), sentence.start + found.end()
            label = f"rank as {found['kind']}"
            weights = key({f"rank {canonical(kind)}": FULL})
            yield Asserted(label, weights, Choice((found["v"],)), start, end, f"{label}: {found['v']}", True)


def _coloured(sentence: Sentence, subject: Subject) -> Iterator[Asserted]:
    """``It comes in black and silver``; ``available only in green``."""
    for found in _COLOURS.finditer(sentence.text):
        if stated(sentence.text, found.start(), found.end()) and ours(
            sentence.text, found.start(), found.start("v"), subject
        ):
            hues = tuple(sorted(set(re.split(r",? (?:and|or) |, ", found["v"]))))
            start, end = sentence.start + found.start(), sentence.start + found.end()
            value = Choice(hues, bool(found["only"] or found["too"]))
            trace = f"colour: {', '.join(hues)}"
            yield Asserted("colour", key({"colour": FULL, SELF: 1.0}), value, start, end, trace)


def stated(text: str, start: int, end: int) -> bool:
    """Whether nothing before a phrase, back to the last clause, denies it, puts it in the past or only wishes it."""
    before = CLAUSE.split(text[:start])[-1]
    return not _OFF.search(before[-70:]) and not _OFF.search(text[start:end]) and not _BEHIND.match(text[end:])


def ours(text: str, start: int, name: int, subject: Subject) -> bool:
    """Whether a phrase is told of the subject: no other name stands before it in the sentence."""
    defined = _DEFINED.match(text[:start])
    if defined and any(stem(w) in subject.stems for w in defined["who"].split()):
        return True
    before = re.findall(r"[^\W\d_][\w’'-]*", text[:start])
    capital = [w for i, w in enumerate(before) if i and w[:1].isupper()]
    if any(
        stem(w) not in subject.stems and stem(w.removesuffix("'s").removesuffix("’s")) not in subject.stems
        for w in capital
    ):
        return False
    mine = capital or any(stem(w) in subject.stems for w in before) or not before
    said = {w.lower() for w in (*before, *re.findall(r"[^\W\d_]+", text[start:name]))}
    return bool(mine) or bool(said & _WE) or "the" in said
