"""The noun that a number counts: ``274 elderly participants`` counts participants."""

from __future__ import annotations

import re

from auditor.quantities import numerals

PEOPLE = frozenset("people person persons individual individuals".split())
CASES = PEOPLE | frozenset(
    "case cases death deaths birth births man men woman women child children infant infants newborn newborns patient "
    "patients adult adults baby babies diagnosis diagnoses person-years person-year population inhabitants".split()
)
_IRREGULAR = dict(
    pair.split(":")
    for pair in """
men:man women:woman children:child mice:mouse feet:foot teeth:tooth criteria:criterion phenomena:phenomenon
bacteria:bacterium analyses:analysis diagnoses:diagnosis species:species series:series lives:life genera:genus
loci:locus nuclei:nucleus vertices:vertex indices:index matrices:matrix hypotheses:hypothesis crises:crisis
sheep:sheep fish:fish aircraft:aircraft spacecraft:spacecraft cattle:cattle data:data staff:staff halves:half
wives:wife wolves:wolf shelves:shelf calves:calf loaves:loaf knives:knife leaves:leaf fungi:fungus alleles:allele
axes:axis geese:goose larvae:larva police:police ova:ovum movies:movie zombies:zombie calories:calorie cookies:cookie
lenses:lens viruses:virus buses:bus passersby:passerby foci:focus stimuli:stimulus radii:radius taxa:taxon
""".split()
)
_STOP = frozenset(
    """
a an the of in on at to for from with by and or but nor is are was were be been being has have had do does did not no
than then that this these those which who whom whose when where while as if because since until after before during
between among per each every all both it its he his she her they their them we our us you your i my can could may
might must shall should will would also only just more less fewer most least very so such about over under above below
into onto out up down off through via versus vs there here how what why yet still again later ago earlier old times
time years months apart long wide high deep tall away plus minus respectively used includes shows gives makes lies
remains occurs becomes appears seems contains represents corresponds
""".split()
)
_IRREGULAR_ENDS = ("children", "men", "wives", "people", "mice")
"""Endings of compounds: ``grandchildren``, ``fishermen``, ``midwives``, ``townspeople``."""
_NOT_MEN = ("cimen", "domen", "omen", "gimen", "umen", "ymen", "semen", "tamen", "olmen", "emen", "amen")
_NOT_PLURAL = ("ss", "us", "is", "ous")
_MORE = re.compile(r"[ \n](?:more|fewer)(?= (?!than\b)[a-z])")
_WORD = re.compile(r"[ \u00a0\n]([A-Za-z][A-Za-z’'-]*[A-Za-z]|[A-Za-z])(?=[^A-Za-z0-9’'-]|['’](?!s)|['’]s\b|$)")


def read(text: str, at: int, one: bool = False) -> tuple[str, int] | None:
    """The counted noun behind a number that ends at ``at``: its singular and where it ends.

    >>> read("274 elderly participants of", 3)
    ('participant', 24)
    """
    words: list[tuple[str, int]] = []
    more = _MORE.match(text, at)
    at = more.end() if more else at
    while len(words) < 5:
        found = _WORD.match(text, at)
        if not found or found[1].lower() in _STOP or found[1].lower() in numerals.WORDS:
            break
        word = found[1]
        words.append((word, found.end()))
        at = found.end()
        if not one and _plural(word):
            follow = _WORD.match(text, at)
            if not (follow and _plural(follow[1]) and follow[1].islower() and word[0].isupper()):
                return singular(word), at
        if one and (word.lower() in CASES or len(words) == 3):
            break
    last, end = words[-1] if words else ("", at)
    if one and last.isalpha() and not last.isupper() and not last.endswith(("ed", "ly", "ing")):
        return singular(last), end
    return None


def _plural(word: str) -> bool:
    lower = word.lower()
    if lower in _IRREGULAR or lower in ("people", "persons", "individuals"):
        return True
    if lower.endswith(_IRREGULAR_ENDS) and not lower.endswith(_NOT_MEN):
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(_NOT_PLURAL) and not word.isupper()


def singular(word: str) -> str:
    """The singular of a noun, lower case; ``people`` for persons and individuals.

    >>> singular("Studies"), singular("individuals"), singular("boxes")
    ('study', 'people', 'box')
    """
    lower = word.lower()
    if lower in PEOPLE:
        return "people"
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    ending = next((e for e in _IRREGULAR_ENDS if _plural(word) and lower.endswith(e)), "")
    if ending:
        return lower.removesuffix(ending) + {"people": "person"}.get(ending, _IRREGULAR.get(ending, ""))
    head, hyphen, tail = lower.rpartition("-")
    if tail in _IRREGULAR:
        return head + hyphen + _IRREGULAR[tail]
    if not lower.endswith("s") or lower.endswith(_NOT_PLURAL) or len(lower) < 4:
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return lower[:-2]
    return lower[:-1]
