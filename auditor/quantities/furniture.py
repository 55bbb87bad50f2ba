"""Numbers that state nothing: citation marks, list numbers, names, versions, addresses, phones, links, clock times."""

from __future__ import annotations

import re

from auditor.quantities import ages, measures, nouns, numerals

_LABELS = """
fig figs figure figures table tables section sections sect chapter chapters page pages p pp eq eqn eqns equation
equations ref refs reference references appendix step steps grade grades type types stage stages phase phases class
classes vol volume issue no nos number numbers numbered chromosome chromosomes exon exons intron introns codon codons
residue residues route routes highway interstate room rooms gate platform suite apt article articles schedule
schedules paragraph paragraphs panel panels clone clones case arm version v ver question item line lines isbn issn doi
pmid pmc box channel channels zone zones block part level levels column columns row rows compound compounds complex
complexes code codes label labels labelled fraction fractions category categories lot lots week weeks month months day
days year years visit visits cycle cycles experiment experiments lemma theorem supplementary movie video videos scheme
schemes sample samples site sites animal animals patient patients subject subjects model models factor omim mim orpha
icd iso rfc din astm cas group groups cohort study trial protocol act rule order bus unit milepost mileposts marker
boxes folder folders folio folios exit junction locker extension ext
""".split()
_COUNTED = frozenset("patients subjects animals samples sites visits years days months weeks levels groups".split())
"""Labels that are as often nouns of their own: ``of these patients 12 children``."""
_TIMED = frozenset("year years month months week weeks day days".split())
_RECURS = re.compile(r"\b(?:every|each|per|an?|this|last|next|that) $", re.I)
"""What makes a time before a number none of its labels: ``each day 40 trains``."""
_LABELLED = re.compile(rf"(?<![\w-])({'|'.join(_LABELS)})\.?\s?#?$", re.I)
_NUMBERED = r"\d++(?!,\d{3}(?!\d))(?:\.\d+)*[a-zA-Z]?"
_NOT_SHARE = r"\b(?![%\w]|\s?(?:%|per cent))"
_LABEL_TAIL = re.compile(rf"{_NUMBERED}(?:\s?(?:[-–—/&]|(?:,\s?)?and|or|to)\s?{_NUMBERED}{_NOT_SHARE})*")
_LABEL_LIST = re.compile(rf"{_NUMBERED}(?:\s?(?:[-–—/&,]|(?:,\s?)?and|or|to)\s?{_NUMBERED}{_NOT_SHARE})*")
_TO_MEASURE = re.compile(r"(?:\s?[-–]\s?|\s+to\s+)\d+(?:\.\d+)?")
_GLUED = re.compile(r"[\w*:./\-–−'’^+]*[\w*]")
_SUFFIX = r"(?:html?|pdf|csv|png|jpe?g|txt|xml|json|docx?|xlsx?|zip|gz|py)\b"
_LINK = re.compile(rf"://|www\.|@\w|\bdoi\b|\.(?:(?:org|com|net|gov|edu)\b|{_SUFFIX})", re.I)
_REST = re.compile(r"\S*")
_FILE = re.compile(rf"[\w-]+\.{_SUFFIX}|10\.\d{{4,}}/\S+", re.I)
_VERSION = re.compile(r"\d+(?:\.\d+){2,}[\w.-]*|\d+\.\d+\.x\b")
_CALL = re.compile(r"[^()\n]{0,40}\)(?:\d+)?")
_LEGEND = re.compile(r"\d(?=\s?=\s?[A-Za-z\d])")
_CODE = re.compile(r"\d{2,4}(?:\.\d{1,2})? (?:FM|AM)\b(?!\.)|0\d+(?:[-–]\d+| \d{3,}(?![\d,.]*\d))*(?!\d|\.\d)")
_CLOCK = re.compile(
    r"\d{1,2}:\d{2}(?!\d|,\d)(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]m\b|[ap]\.m\.)"
    r"|\d{1,2}\s?o[’']clock",
    re.I,
)
_HOURS = re.compile(
    r"\d{1,2}(?:[.:]\d\d)?(?: to | until | till |\s?[-–]\s?)\d{1,2}(?:[.:]\d\d)?"
    r"(?=\s*(?:[.,;)]|$)| (?:on|daily|every|each|all|from|and|but|[A-Z][a-z]+days?)\b)"
)
_OPEN = re.compile(r"\b(?:open|opens|opened|staffed|manned)(?: (?:daily|weekdays|only|again))?(?: from)? $", re.I)
"""``open from 9 to 5 on weekdays``: hours of the day, no range of anything."""
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]m\b|[ap]\.m\.)|\d{1,2}\s?o[’']clock", re.I)
_RATIO = re.compile(
    r"\d+(?:\.\d+)?\s?:\s?\d[\d,]*(?:\.\d+)?(?:\s?:\s?\d+)*"
    r"|\d+(?:\.\d+)?/(?!10{1,2}(?:[ ,]?000)+\b|1[ ,]?000\b)\d[\d./]*(?:\s?%|th\b)?"
)
_ODDS = re.compile(
    r"1:\d[\d,]*\d{2}(?![\d,]*\d)( (?:[a-z]+ )?(?:births|people|newborns|children|individuals|men|women|adults)\b)?"
)
_COMMON = re.compile(r"\b(?:prevalence|incidence|frequency|occurs|affects|risk|odds)\b", re.I)
_PRODUCT = re.compile(r"\d+(?:\.\d+)?\s?[a-zµ]{0,2}\s?(?:[×x*]\s?\d+(?:\.\d+)?\s?[a-zµ]{0,2}\s?)+[\d²³]?(?![\w.])")
_ORDINAL = re.compile(r"\d[\d,]*(?:st|nd|rd|th)\b(?:\s+(?:centur(?:y|ies)|percentile))?", re.I)
_NAME_TAIL = re.compile(r"(?:-(?=[A-Za-z])|[^\W\d]|[′″]|'(?=\d))[\w′″'*:./-]*")
_PLACE = re.compile(
    r"\d{1,3}\s?°\s?\d{1,2}(?:\.\d+)?\s?[’'′](?:\s?\d{1,2}(?:\.\d+)?\s?(?:[”\"″]|[’'′]{2}))?\s?[NSEW]?\b"
)
"""Geographic degrees and minutes."""
_PHONE = re.compile(
    r"(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}(?!\d)|\d+(?:[-–]\d+){2,}(?![\d%])"
    r"|\d{2,4}(?: \d{3,4}){2}(?![\d.])(?<=\d{4})"
)
_SHORTENED = re.compile(r"\b(?:approx|ca?|max|min|est|avg)\.$", re.I)
"""A word that its full stop shortens, and no sentence ends with: ``approx. 18,000``."""
_DIALLED = re.compile(r"\d{1,3}[ -]\(?\d[\d ()-]{5,}\d")
_ADDRESS = re.compile(
    r"\d{1,5}[A-Z]?(?: [NSEW]\.?)?(?: [A-Z][\w.]*){1,3} (?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Blvd|Boulevard|Lane|"
    r"Way|Square|Court|Place|Parkway|Highway)\b"
)
_ZIP = re.compile(r"(?:\b[A-Z]{2}|[A-Z]\.[A-Z]\.) $")
_ZIP_CODE = re.compile(r"\d{5}(?:-\d{4})?(?!\d)")
_MARKS = re.compile(
    r"\[\s*[a-zA-Z]{0,3}\.?\s?\d{1,4}[a-z]?(?:\s*[,;–—-]\s*\d{1,4}[a-z]?)*\s*\]"
    r"|\(\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\)"
)
_TRAILING = re.compile(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*(?=\s*(?:$|\n|[A-Z(\"“]))")
_ITEM = re.compile(r"\d{1,3}(?:\.\d{1,2})?[.)](?=\s|$)|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s+(?=[A-Z])")
_PLAIN_MARK = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?![\d.%]|,\d{3})")
_CLOSED = re.compile(r"\d\)\s")
_BEFORE_NUMBER = re.compile(
    r"(?:©|\(c\)|copyright|\b(?:call|dial|phone|tel\.?|telephone|fax|sms|ring|(?:text|send):?\s+[A-Z]+ to|"
    r"(?:call|ring|dial|phone)(?: [a-z]+){1,3} (?:or|on|at)|"
    r"registered (?:charity|company)(?: (?:no\.?|number))?):?)\s*$",
    re.I,
)
_CALLED = re.compile(r"[\d ()-]*\d")


_OTHER = re.compile(
    "|".join(
        f"(?{'i' if pattern.flags & re.I else ''}:{pattern.pattern})"
        for pattern in (_CLOCK, _PLACE, _VERSION, _PHONE, _ORDINAL, _FILE, _LEGEND, _CODE)
    )
)


def skip(text: str, start: int, floor: int) -> int | None:
    """Where to go on reading when the digits at ``start`` state nothing, else None; all before ``floor`` is read."""
    before = text[start - 1] if start else "\n"
    if before.isalnum() or before in "_#@\\&^":
        return word_end(text, start)
    if not before.isspace():
        end = _punctuated(text, start, before)
        if end:
            return end
    found = _OTHER.match(text, start)
    if found:
        return found.end()
    return _lined(text, start) or _labelled(text, start, floor) or _shaped(text, start)


def word_end(text: str, start: int) -> int:
    """Where the name ends that goes on at ``start``."""
    found = _GLUED.match(text, start)
    return max(found.end() if found else start, start + 1)


def _punctuated(text: str, start: int, before: str) -> int | None:
    """Digits glued to something: the marks of citations, links, names with a hyphen."""
    previous = text[start - 2] if start > 1 else " "
    if before in "-–‑/’'" and (previous.isalnum() or before == "’" or (before == "/" and previous in ")]")):
        return word_end(text, start)
    if before == "−" and previous.isalpha():
        return word_end(text, start)
    if before == ")" and previous.isalnum():
        return word_end(text, start)
    if before == "(" and previous.isalnum() and not previous.isspace():
        call = _CALL.match(text, start)
        return call.end() if call else word_end(text, start)
    if before in "[(":
        found = _MARKS.match(text, start - 1)
        year = before == "(" and _year_like(text[start : found.end() - 1]) if found else False
        if found and not year and not ages.stated(text, start):
            return found.end()
    if before in '.,;!?)”"' and (previous.isalpha() or previous in ')]%"”’') and start > 1:
        found = _PLAIN_MARK.match(text, start)
        if found:
            return found.end()
    if before == "+":
        dialled = _DIALLED.match(text, start)
        if dialled:
            return dialled.end()
        if previous.isalnum():
            return word_end(text, start)
    return _linked(text, start) if before in "./:=?&_%#~" else None


def _linked(text: str, start: int) -> int | None:
    """The end of the web address, mail address or file name that the digits are part of."""
    first = max(0, start - 80)
    left = max(text.rfind(" ", first, start) + 1, text.rfind("\n", first, start) + 1, first)
    if not _LINK.search(text, left, start + 40):
        return None
    ahead = _REST.match(text, start)
    return ahead.end() if ahead else start + 1


def _year_like(digits: str) -> bool:
    return digits.strip().isdigit() and len(digits.strip()) == 4


def _lined(text: str, start: int) -> int | None:
    """List numbers at the head of a line, and citation marks behind a full stop."""
    at = start - 1
    while at >= 0 and text[at] in " \t\u00a0":
        at -= 1
    before = text[at] if at >= 0 else "\n"
    if before in "\n\r#>" or (before == "(" and at > 0 and text[at - 1] == "\n"):
        found = _ITEM.match(text, start)
        return found.end() if found and not measures.read(text, found.end() - 1) else None
    if before in ".!?" and at > 0 and text[at - 1].isalpha() and text[at - 1].islower() and at < start - 1:
        found = _TRAILING.match(text, start) if not _SHORTENED.search(text, max(0, at - 8), at + 1) else None
        return found.end() if found else None
    if before in ":;,.)" and _closing(text, start):
        return start + 2
    return None


def _closing(text: str, start: int) -> bool:
    """``1) first, 2) second``: a digit before a bracket that nothing opened."""
    if not _CLOSED.match(text, start):
        return False
    near = text[max(0, start - 120) : start]
    return near.rfind("(") <= near.rfind(")")


def _labelled(text: str, start: int, floor: int) -> int | None:
    """``Figure 3``, ``grades 3 and 4``, ``MD 20892``, ``call 555 0199``; not ``the year 2004`` or ``levels 5 mg``."""
    first = max(floor, start - 24)
    if start <= first or text[start - 1] not in " .#:\u00a0\n":
        return None
    hours = _HOURS.match(text, start) if _OPEN.search(text, first, start) else None
    if hours:
        return hours.end()
    if _BEFORE_NUMBER.search(text, first, start):
        called = _CALLED.match(text, start)
        return called.end() if called else None
    if _ZIP.search(text, first, start) and _ZIP_CODE.match(text, start):
        return start + 5
    found = _LABELLED.search(text, first, start)
    label = found[1].lower() if found else ""
    if found and label in _TIMED and _RECURS.search(text, max(floor, found.start() - 8), found.start()):
        return None
    tail = (_LABEL_LIST if label.endswith("s") else _LABEL_TAIL).match(text, start) if found else None
    if tail and (far := _TO_MEASURE.match(text, tail.end())) and measures.read(text, far.end()):
        return None
    if not tail or measures.read(text, tail.end()) or (label in _TIMED and _year_like(tail[0])):
        return None
    return None if label in _COUNTED and nouns.read(text, tail.end()) else tail.end()


def _shaped(text: str, start: int) -> int | None:
    """Ratios, products of lengths, street addresses."""
    for pattern in (_RATIO, _PRODUCT, _ADDRESS):
        found = pattern.match(text, start)
        if found and _odds(text, start):
            return None
        if found:
            number = numerals.read(text, start)
            return found.end() if not number or number.kind != "power" else None
    return None


def _odds(text: str, start: int) -> bool:
    """Whether ``1:5,000`` tells how common something is, and is no slope or scale of a map."""
    born = _ODDS.match(text, start)
    return bool(born and (born[1] or _COMMON.search(text, max(0, start - 64), start)))


def hour(text: str, start: int) -> int | None:
    """The end of an hour of the day (``3 pm``) that starts here: what stands before it is another."""
    found = _HOUR.match(text, start)
    return found.end() if found else None


def clock(text: str, start: int) -> bool:
    """Whether a clock time starts here."""
    return bool(_CLOCK.match(text, start))


def named(text: str, end: int) -> int | None:
    """Where a name ends that the number before ``end`` begins (``5-HT``, ``3D``, ``4-methyl``), or None."""
    found = _NAME_TAIL.match(text, end)
    return found.end() if found else None
