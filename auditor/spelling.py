"""British and American ways of writing one word: ``haemophilia``, ``hemophilia``; ``centre``, ``center``."""

from __future__ import annotations

import re
from functools import lru_cache


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in table.split())


_WHOLE = _pairs(
    "licence:license licences:licenses defence:defense offence:offense offences:offenses pretence:pretense "
    "programme:program programmes:programs grey:gray tyre:tire tyres:tires kerb:curb kerbs:curbs mould:mold "
    "moulds:molds plough:plow aluminium:aluminum sceptical:skeptical artefact:artifact artefacts:artifacts "
    "catalogue:catalog catalogues:catalogs dialogue:dialog analogue:analog judgement:judgment neurone:neuron "
    "neurones:neurons yoghurt:yogurt aeroplane:airplane draught:draft cosy:cozy jewellery:jewelry fulfil:fulfill "
    "enrol:enroll enrolment:enrollment instalment:installment skilful:skillful centred:centered"
)
_ROOTS = _pairs(
    "aem:em paed:ped gynaec:gynec faec:fec caec:cec caesar:cesar aetio:etio anaesth:anesth naev:nev phaeo:pheo "
    "archae:arche oedem:edem oesoph:esoph oestr:estr coeli:celi foet:fet noea:nea rhoea:rhea homoeo:homeo "
    "manoeuvre:maneuver leucocyt:leukocyt sulph:sulf"
)
_ROOT = re.compile("|".join(_ROOTS))
_OUR = re.compile(
    r"\b((?:dis|un|multi)?(?:arm|behavi|col|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|rig|rum|sav|splend|"
    r"tum|vap|vig))our"
)
_RE = re.compile(r"\b([a-z]*(?:fib|lit|met|cent|theat|calib|spect|lust))re(?=s?\b)")
_DOUBLED = re.compile(
    r"\b(cancel|channel|counsel|dial|fuel|jewel|label|level|marvel|model|signal|total|travel|tunnel|unravel)l"
    r"(?=(?:ed|ing|ers?|ation)\b)"
)
_IZE = re.compile(r"\b(?!capsiz|outsiz|downsiz)([a-z]{3,}(?:i|ly))z(?=(?:e[drs]?|ers|ing|ations?)\b)")


@lru_cache(maxsize=65536)
def americanised(word: str) -> str:
    """One lower-case word as an American writes it: texts repeat their words."""
    return american(word)


def american(text: str) -> str:
    """A lower-case text as an American writes it, but for ``-ise``, which has more exceptions the other way.

    >>> american("haemophilia tumours centre organized labelled hour size acre paralyzed")
    'hemophilia tumors center organised labeled hour size acre paralysed'
    """
    text = _ROOT.sub(lambda found: _ROOTS[found[0]], text)
    text = _OUR.sub(r"\1or", text)
    text = _RE.sub(r"\1er", text)
    text = _DOUBLED.sub(r"\1", text)
    text = _IZE.sub(r"\1s", text)
    return " ".join(_WHOLE.get(word, word) for word in text.split(" "))
