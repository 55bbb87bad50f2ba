"""Where a bare number is an age though the word age is not there: ``Children (6–14)``, ``Ada Lunn, 34, of``."""

from __future__ import annotations

import re

_GROUP = re.compile(
    r"\b(?:child(?:ren)?|kids?|youths?|juniors?|adults?|seniors?|teens|teenagers|toddlers|infants|students|concessions?|"
    r"young people|pensioners)(?: tickets?)?:? ?\(?$",
    re.I,
)
_YEARS = re.compile(r"\d{1,2}(?:\s?[-–]\s?\d{1,3}|\+)(?![\d.,%]*\d|\s?%|\w)(?=\)|\s*(?:[:|,;.]|$|\n))")
_PERSON = re.compile(
    r"\b(?:(?:he|she|who)(?:['’]s| is| was| turns| turned)(?: now| only| just| about| nearly| almost)?"
    r"|(?:oldest|youngest|eldest)\b[^.!?\n]{0,40}\b(?:is|was|are|were)(?: only| just)?) $",
    re.I,
)
_SAID = re.compile(
    r"(?:\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)(?=\s*(?:[;)”\"]|[.,](?!\d)|$)|\s(?:and (?!a half)|when|but|though)\b"
    r"|\s(?:or|and) (?:over|above|under|below|older|younger)\b"
    r"|\s(?:must|may|can|could|will|should|needs?|pays?|are|is)\b|\s(?:to (?=[a-z])|on the|by the|before)\b)"
)
_MEMBERS = re.compile(
    r"\b(?:child(?:ren)?|kids?|youths?|juniors?|adults?|seniors?|teens|teenagers|youngsters|infants|boys|girls|men|women|"
    r"students|people|persons?|anyone|everyone|anybody|everybody|those|visitors|guests|members|passengers|drivers|players|"
    r"pupils|residents|patients)(?: up to)? of $",
    re.I,
)
_REACHED = re.compile(r"(?:\d{1,2}|[a-z]+)(?= (?:and|or) (?:under|below|over|above|older|younger|up)\b)", re.I)
"""``Children of twelve and below``: of people, what has a bound behind it is their age."""
_UNDER = re.compile(r"(?:^|[\n|]|[-*•] |\. )[ *]*(?:under|over)[ -]$", re.I)
_LABELLED = re.compile(r"\d{1,2}(?=[ *]*:)")
"""``Under 16: with an adult``: a bound that labels a row is one of age."""
_HEDGES = r"(?: (?:now|only|just|already|not yet|about|around|nearly|almost|at least|no more than|over|under)){0,2}"
_ALLOWED = re.compile(
    r"\b(?:(?:who|everybody|everyone|anybody|anyone|nobody|you|people|persons|applicants?|candidates?|voters?|members?|"
    r"visitors?|participants?|drivers?|riders?|passengers?|donors?|players?|entrants?|competitors?|runners?|guests?|"
    r"residents|citizens|students?|pupils?|employees?|workers?|volunteers?|customers?|buyers?|children|adults)"
    rf" (?:must|should|ha(?:ve|s) to|needs? to) (?:be|have (?:turned|reached)|turn)|who(?:['’]s| is| are| was| were)"
    rf"|\bha(?:ve|s|d)(?:n['’]t)?(?: not)?(?: yet)? (?:turned|reached)"
    rf"|\bliv(?:e|es|ed|ing) (?:to(?: be)?|past|beyond)){_HEDGES} $",
    re.I,
)
"""``Candidates must be at least 21``, ``anyone who is 16``: what a person has to be, or is, is an age."""
_MEAN_AGE = re.compile(
    r"\b(?:(?:average|mean|median|minimum|maximum|lowest|highest|typical|usual|legal|voting|driving|marriage|"
    r"drinking|retirement|pension|school-leaving|peak) ages?|age limits?|the age (?=at|when|from|of|for))\b"
    rf"[^.,;:!?\d\n]{{0,60}}\b(?:is|was|are|were|be|(?:r[io]se|f[ae]ll|lower|rais|cut|reduc|set|fix|brought)(?:s|d|ed)?"
    rf"(?: down| up)? (?:to|from|at)){_HEDGES} $",
    re.I,
)
"""``the average age at which it starts is``: what stands between the age and its number."""
_APPOSED = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]*[a-z], $")
_APPOSITION = re.compile(r"\d{1,3}, (?:of|from|who|an?|the|said|says|was|is|has|and|whose|[a-z]{4,})\b|\d{2},? ?[”\"]")
_BORN = re.compile(r"(?:(?:^|[|\n(])\s*|\b(?:for|the|all|and|children|free) )(under|over)[- ]$", re.I)
_COHORT = re.compile(r"(\d{1,2})s\b")
_TOLD = re.compile(
    r"\d{1,3}(?=\s*(?:[;)”\"]|[.,](?!\d)|$)|\s(?:to|and|or|in|for|by|at|from|among|though|but|when|while)\b"
    r"|\s?[-–]\s?\d)"
)
_LIVED = re.compile(
    rf"\b(?:(?:died|dies|married|marries|retired?|retires|retiring|widowed|orphaned|diagnosed|graduated)"
    rf"|(?:screening|testing|check-ups|mammograms|schooling|puberty|menopause)\b[^.,;:!?\d\n]{{0,40}}\b(?:start|begin|"
    rf"stop|end)(?:s|ing)?) at{_HEDGES} $",
    re.I,
)
"""``She retired at 58``: what befalls a person at a number from ``13`` on does so at an age, and not at an hour."""
_NO_HOUR = re.compile(r"(?:1[3-9]|[2-9]\d|1[01]\d)\b")
_STATED = (_PERSON, _ALLOWED)


def stated(text: str, start: int) -> bool:
    """Whether the number at ``start`` is an age by the words around it, none of them ``age``.

    >>> stated("She was 71 when it closed", 8), stated("She was 71 points ahead", 8)
    (True, False)
    """
    if _GROUP.search(text, max(0, start - 24), start):
        return bool(_YEARS.match(text, start))
    if _REACHED.match(text, start) and _MEMBERS.search(text, max(0, start - 32), start):
        return True
    if _LABELLED.match(text, start) and _UNDER.search(text, max(0, start - 16), start):
        return True
    if _TOLD.match(text, start) and _MEAN_AGE.search(text, max(0, start - 96), start):
        return True
    if _SAID.match(text, start) and any(p.search(text, max(0, start - 96), start) for p in _STATED):
        return True
    if _NO_HOUR.match(text, start) and _SAID.match(text, start) and _LIVED.search(text, max(0, start - 96), start):
        return True
    return bool(_APPOSITION.match(text, start) and _APPOSED.search(text, max(0, start - 40), start))


def cohort(text: str, start: int) -> tuple[int, str, int, int] | None:
    """``Under 12s``: where it starts, the word of the bound, the age and the end; None for ``in under 12s``.

    >>> cohort("Under 12s swim free", 6)
    (0, 'under', 12, 9)
    """
    found = _COHORT.match(text, start)
    bound = _BORN.search(text, max(0, start - 16), start) if found else None
    return (bound.start(1), bound[1].lower(), int(found[1]), found.end()) if found and bound else None
