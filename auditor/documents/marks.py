"""Reference marks inside running text: ``onset. 1, 2``, ``loss [4]``, ``rate(1,2)``, superscripts.

A mark is masked, its block stays whole.  Numbers that count something are left alone: in doubt, no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from auditor.documents.outline import Part
from auditor.model import BlockKind, Span

_DIGIT = re.compile(r"[\d†‡\[¹²³⁰⁴-⁹]")
NOTE = "reference mark"
_LIST = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12}"
_BRACKETED = re.compile(rf"\s?\[(?P<numbers>{_LIST})\](?!\()")
_NAMED = re.compile(
    r"\s?\[(?:citation needed|clarification needed|when\?|who\?|edit|note \d+|nb \d+|[a-z]|\^[^\]]+)\](?![(:])",
    re.IGNORECASE,
)
_SUPERSCRIPT = re.compile(r"(?:(?<=[a-z]{3})|(?<=[.,;:)\]”\"%]))[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹ ,⁻–]*(?<=[¹²³⁰⁴-⁹])|[†‡]")
_CITED = re.compile(
    r"\s?\((?:see |reviewed in |e\.g\.,? )?(?:[^()\d]{2,60} et al\.?,? (?:19|20)\d\d[a-z]?(?:[;,] ?)?)+\)"
    r"|\s?[(\[](?:PMID|doi|DOI)\s?:?\s?[^()\[\]]{4,60}[)\]]|\bdoi:\s?10\.\S+"
)
# ``(1,2)`` glued to a word, or a list of marks before the end of a clause.
_PARENTHESISED = re.compile(
    r"(?:(?<=[a-z)])|(?<=[a-z][.,]))(?P<gap>\s?)\((?P<numbers>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12})\)"
    r"(?=\s*[.,;:]|\s*$|(?<=[.,]\(\d\))\s|(?<=[.,]\(\d\d\))\s)"
)
# ``end.1,2 The``: glued to a full stop or comma.
_GLUED = re.compile(
    r"[.,;](?<=[a-z]{3}.)(?P<marks>\d{1,3}(?:[,–-]\d{1,3}){0,12})(?=\s+[A-Z(]|\s*$|(?<=[,;]\d)\s|(?<=[,;]\d\d)\s)"
)
_AFTER_STOP = re.compile(r"[.!?](?<=[a-z)%].)(?P<marks>\s{1,2}\d{1,3}(?:\s?[,–]\s?\d{1,3}){0,12})(?=\s+[A-Z]|\s*$)")
_CLAUSE_END = re.compile(r"\s(?<=[A-Za-z)].)\d{1,3}(?:\s?[,–]\s?\d{1,3}){0,12}(?=\s*[:.;]?\s*$|[.;]\s+[A-Z])")
_RAISED_SIGN = re.compile(r"[a-z*†‡§]")
_RAISED_NUMBER = re.compile(r"[-−–]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*")
_WORD_END = re.compile(r"(?:[A-Za-z]{2}|[\d%.,;:)])$")
_BASE = re.compile(r"(?:\d|(?<![A-Za-z])[A-Za-zµ]{1,2})$")
_ABBREVIATIONS = frozenset("approx circa vol fig figs vers sec chap ref refs eqn".split())
# Words that a number belongs to: it is no mark after them.
_NAMES_A_NUMBER = frozenset(
    "type types stage stages phase phases table tables figure figures fig grade grades class classes level levels "
    "group groups step steps part parts chapter section version day days week weeks month months year years age "
    "aged ages number no nr chromosome factor interleukin vitamin score scores of about than by in at from "
    "between under over is was are were equals approximately around least most only and or every per to for with "
    "exon exons domain copolymer page pages volume issue case cohort study trial experiment model series season "
    "episode round grand route highway room unit units line lines point points copy copies category tier mark "
    "size generation top the a an up within until till since after before during nearly almost roughly some "
    "exactly just total these those all another first last next january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec appendix box panel arm "
    "visit item question rule article zone area district floor gate platform terminal channel formula apollo "
    "world war pi omega covid".split()
)
_NUMBERED_ALWAYS = frozenset("to and or of than by about".split())
_LEAST_BLOCKS = 3
_LEAST_WORDS = 5


def find_marks(text: str, parts: Sequence[Part]) -> list[Span]:
    """The reference marks inside ``parts``, in order.  ``text`` is masked text, of the same offsets as the parts."""
    prose = [part for part in parts if part.kind is not BlockKind.HEADING and _DIGIT.search(text, part.start, part.end)]
    spans = {span for part in prose for span in _certain(text, part)}
    spans |= set(_bare(text, prose))
    return [Span(start, end, NOTE) for start, end in sorted(spans)]


def raised(piece: str, before: str) -> str:
    """A number in raised type, written so that it does not run into the text ``before`` it.

    Behind a figure or a unit it is an exponent, ``10^3``; behind a word a mark in brackets, which is then found.

    >>> raised("3", "about 10"), raised("1,2", "in spring."), raised("th", "the 5")
    ('^3', '[1,2]', 'th')
    """
    number = piece.strip()
    if _RAISED_SIGN.fullmatch(number) and _WORD_END.search(before):
        return f"[{number}]"
    if not _RAISED_NUMBER.fullmatch(number) or not before.strip():
        return piece
    return f"^{number}" if _BASE.search(before) else f"[{number}]"


def _certain(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """Marks that show by themselves what they are."""
    piece = text[part.start : part.end]
    found: list[tuple[int, int]] = []
    if "[" in piece:
        found += [
            match.span() for match in _BRACKETED.finditer(text, part.start, part.end) if not _is_interval(text, match)
        ]
        found += [match.span() for match in _NAMED.finditer(text, part.start, part.end)]
    if not piece.isascii():
        found += [match.span() for match in _SUPERSCRIPT.finditer(text, part.start, part.end)]
    if "(" in piece or "[" in piece or "doi:" in piece:
        found += [match.span() for match in _CITED.finditer(text, part.start, part.end)]
    if "(" in piece:
        for match in _PARENTHESISED.finditer(text, part.start, part.end):
            if not match["gap"] or re.search("[,;]", match["numbers"]):
                found.append(match.span())
    for match in _GLUED.finditer(text, part.start, part.end):
        word = text[max(part.start, match.start() - 8) : match.start()].split()
        if not word or word[-1].lower() not in _ABBREVIATIONS:
            found.append(match.span("marks"))
    found += [match.span("marks") for match in _AFTER_STOP.finditer(text, part.start, part.end)]
    return (span for span in found if span[0] > part.start)


def _is_interval(text: str, match: re.Match[str]) -> bool:
    """``3 years [2-5]``: the brackets hold a range around a number just before them."""
    bounds = re.fullmatch(r"(\d+)\s?[,;–-]\s?(\d+)", match["numbers"])
    if not bounds:
        return False
    before = re.findall(r"\d+(?:\.\d+)?", text[max(0, match.start() - 30) : match.start()])
    return any(int(bounds[1]) <= float(number) <= int(bounds[2]) for number in before[-2:])


def _bare(text: str, parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """Marks without brackets at the end of a clause, in a document that is in the habit.

    The habit shows where three blocks of five words or more end in such a number, or in several, without a full stop.
    """
    found = [(part, match) for part in parts for match in _clause_ends(text, part)]
    habit = {
        part.start
        for part, match in found
        if text[match.end() : part.end].strip() in ("", ":")
        and len(text[part.start : match.start()].split()) >= _LEAST_WORDS
    }
    if len(habit) >= _LEAST_BLOCKS:
        for _, match in found:
            yield match.span()


def _clause_ends(text: str, part: Part) -> Iterator[re.Match[str]]:
    for match in _CLAUSE_END.finditer(text, part.start, part.end):
        before = text[max(part.start, match.start() - 60) : match.start()].rstrip(")").split()
        word = before[-1].strip("(\"“'").lower() if before else ""
        # "10 years 3, 1": the unit has its number already.
        counted = len(before) > 1 and before[-2][-1].isdigit() and word not in _NUMBERED_ALWAYS
        if word and word.isascii() and not word[-1].isdigit() and (counted or word not in _NAMES_A_NUMBER):
            yield match
