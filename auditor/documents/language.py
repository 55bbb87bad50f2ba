"""Which language a block is in, by its small words: enough to keep other languages from being read as English."""

from __future__ import annotations

import re

_SMALL_WORDS = {
    "en": "the of and to is are was were that this with by from which it its be have has an as or not can may "
    "these people their than",
    "es": "el la los las de del que y en un una es son por con para se como más su al pero entre está",
    "fr": "le la les des du de et est sont dans une que qui pour par sur avec pas au aux ce cette plus il elle ou",
    "de": "der die das und ist sind ein eine einer den dem des von mit zu nicht auf für im auch bei wird oder durch",
    "it": "il lo la gli le di del della che e è sono un una per con non nel nella più dei delle si da come",
    "pt": "o os a as de do da dos das que e é são um uma em para não no na por mais se como ao",
    "nl": "de het een en van is zijn dat die in op te met voor niet aan er bij door worden ook of naar",
}
_SETS = {language: frozenset(listed.split()) for language, listed in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 8
_SAMPLE = 400
"""Characters of a block that are looked at."""


def language(text: str) -> str:
    """The language of a block as a two-letter code, ``"und"`` for another script, ``""`` where it is too short to say.

    >>> language("La enfermedad es más frecuente en los hombres que en las mujeres.")
    'es'
    """
    found = _WORD.findall(text[:_SAMPLE].lower())
    if len(found) < _LEAST_WORDS:
        return ""
    english = len([word for word in found if word in _SETS["en"]])
    if english * 8 >= len(found):
        return "en"
    if sum(word[0] > "\u024f" for word in found) * 2 > len(found):
        return "und"
    counts = {code: sum(word in small for word in found) for code, small in _SETS.items() if code != "en"}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= max(3, 2 * english + 1) and counts[best] * 5 >= len(found) else "en"
