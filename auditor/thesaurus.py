"""Plain English that figures are told in: words that say the same, and words that say the opposite.

Both are kept to what reports of any field count, measure and date: rising and falling, beginning and ending, gaining
and losing.  Stems are compared, so that one form of a word stands for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

from auditor.cues import stem

_DERIVED = re.compile(
    r"(?<=[a-z]{4})(?:ation|at|ition|tion|sion|ment|ance|ence|ness|ity|ure|ur|ion|ing|eer|ee|er|or|al|ive|iv|age|ist|ian|an)$"
)


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """A stem without the ending that makes a noun of a verb: ``exposur`` and ``expos`` are one; concepts stay.

    >>> [root(w) for w in ("exposur", "visitor", "construction", "@cost", "mirror")]
    ['expos', 'visit', 'construc', '@cost', 'mirr']
    """
    return word if word.startswith(("@", "~")) else _DERIVED.sub("", word)


_SAME = """
die dead death kill killed fatal fatality perish deceased slay slain casualty lethal
hurt injure injury injured wound wounded | arrest detain custody detention jail imprison
rise increase grow growth gain climb jump soar surge up boost raise
fall decrease drop decline slip plunge sink down reduce reduction cut shrink slump dip lower loss lose
begin start launch commence onset beginning | end finish close conclude conclusion stop cease
buy purchase acquire acquisition | job post position employment | earn gross revenue income proceeds
child kid youngster | film movie picture | car vehicle automobile | plane aircraft jet airplane airliner
house home | ship vessel boat | hospital clinic | company firm business corporation | pupil student
win beat defeat victory triumph | build construct erect construction
found establish create form formed formation | start begin found establish form | earthquake quake
soldier troop serviceman military | physician doctor | yearly annual annually | need require | allow permit
show reveal demonstrate | find discover discovery | use utilise utilize | marry wed wedding marriage
study trial survey research | worker employee staff | person people individual human | man male | woman female
boy lad | girl lass | baby infant newborn | teacher instructor | police officer cop | attack assault raid
bomb bombing blast explosion explode | fire blaze wildfire | flood flooding | crash collision collide
area region zone | country nation state | world global globe worldwide planet international | town city
road street highway | cost price expense spend | pay payment wage salary | money cash fund | tax levy duty
debt loan | sale sell sold | price value worth | share percentage proportion | majority most
member membership | visit visitor | vote ballot election | say tell state announce report declare
plan intend | test exam examine | illness disease disorder sickness | treat treatment therapy
drug medicine medication | patient case | infect infection infected | vaccine vaccination vaccinate
big large huge | small little tiny | quick fast rapid | important key main major chief
author writer write written | actor actress star starring | song single track | album record | band group
sing singer vocalist | premiere debut | release issue publish publication | direct director directed
serve service | child son daughter | title name | total sum altogether overall combined | receive get obtain
give donate | rescue save saved | escape flee fled | search hunt seek | join joined enter
leave depart departure | jobless unemployed unemployment | crop harvest | rain rainfall
warm warming heat hot | emit emission | scientist researcher | expert specialist
predict forecast project projection
"""
_OPPOSED = """
rise fall | win lose | win defeat | begin end | buy sell | open close | born die | alive dead
include exclude | accept reject | allow ban | allow forbid | succeed fail | success failure | safe dangerous
effective ineffective | same different | guilty innocent | present absent | marry divorce | form disband
form dissolve | form collapse | found dissolve | agree disagree | support oppose | strong weak | confirm deny
gain lose | before after | more less | more fewer | high low | higher lower | highest lowest
largest smallest | most least | oldest youngest | above below | increase decrease | up down
positive negative | profit loss | surplus deficit | strengthen weaken | improve worsen | better worse
best worst | warm cool | hot cold | keep lose | survive die | appoint dismiss | hire fire | build demolish
build destroy | possible impossible | legal illegal | likely unlikely | active inactive | able unable
known unknown | always never | common rare | full empty | add remove | expand shrink | create destroy
employ dismiss | lend borrow | pass fail | approve reject | uphold overturn | convict acquit
majority minority
"""
_KINDS = """
north south | east west | north east | north west | south east | south west | northern southern
eastern western | male female | boy girl | first last | first second | second third | first third
import export | old new | maximum minimum | upper lower | indoor outdoor | urban rural | public private
day night | summer winter | home away | father mother | son daughter | brother sister | husband wife
king queen | adult child | birth death | gross net | left right | inner outer | primary secondary
domestic foreign | front rear | front back | input output | early late | long short | wide long | high wide
city country
"""
_MEASURES = "height high tall | length long | width wide broad | depth deep | thickness thick | weight weigh | age old"
_NEGATIVE = ("un", "in", "im", "ir", "il", "dis", "non", "non-")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """What a word is compared by: its stem without accents and without the endings that make a noun of a verb."""
    plain = word if word.isascii() else "".join(c for c in normalize("NFKD", word) if not combining(c))
    return root(stem(plain))


def _rows(table: str) -> Iterable[frozenset[str]]:
    return (frozenset(map(key, row.split())) for line in table.splitlines() for row in line.split("|") if row.strip())


def _groups() -> dict[str, frozenset[str]]:
    """Key -> every key that says the same."""
    found: dict[str, set[str]] = {}
    for row in _rows(_SAME):
        for each in row:
            found.setdefault(each, set()).update(row)
    return {each: frozenset(row) for each, row in found.items()}


def _pairs(table: str) -> dict[str, frozenset[str]]:
    """Key -> the keys that stand against it."""
    found: dict[str, set[str]] = {}
    for row in _rows(table):
        if len(row) == 2:
            one, other = row
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {each: frozenset(row) for each, row in found.items()}


_SAYING_THE_SAME = _groups()
_SAYING_THE_OPPOSITE = _pairs(_OPPOSED)
_OTHER_KINDS = _pairs(_KINDS)


@lru_cache(maxsize=65536)
def same(word: str) -> frozenset[str]:
    """The keys that say what the key ``word`` says, itself among them.

    >>> key("declined") in same(key("fall"))
    True
    """
    return _SAYING_THE_SAME.get(word, frozenset()) | {word}


@lru_cache(maxsize=65536)
def opposed(one: str, other: str) -> bool:
    """Whether two keys say the opposite of each other.

    >>> [opposed(key(a), key(b)) for a, b in (("increased", "declined"), ("fair", "unfair"), ("rise", "grow"))]
    [True, True, False]
    """
    if one == other or other in same(one):
        return False
    if any(a == prefix + b for prefix in _NEGATIVE for a, b in ((one, other), (other, one)) if len(b) > 3):
        return True
    return any(
        other in same(each) or other == each for word in same(one) for each in _SAYING_THE_OPPOSITE.get(word, ())
    )


@lru_cache(maxsize=65536)
def apart(one: str, other: str) -> bool:
    """Whether two keys name different kinds or measures of a thing: north and south, high and long."""
    measures = [row for row in _rows(_MEASURES) if one in row or other in row]
    return len(measures) == 2 or other in _OTHER_KINDS.get(one, frozenset())
