"""What stands in a document but says nothing of its subject: references, review lines, navigation, disclaimers.

``reason`` judges one stretch of text, ``section_reason`` a heading that opens a whole section of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

REFERENCES = "references"
NAVIGATION = "navigation"
AUTHOR = "author's statement"
BESIDE = "beside the article"
_SECTIONS = {
    REFERENCES: (
        "references|reference list|bibliography|sources|source|further reading|suggested reading|recommended reading|"
        "additional reading|citations|cited literature|literature cited|works cited|literature|notes and references|"
        "references and notes|selected references|key references|external links|see also|article sources"
    ),
    NAVIGATION: (
        "related articles|related topics|related links|related pages|related content|similar articles|more articles|"
        "read next|you may also like|you might also like|recommended for you|on this page|in this article|contents|"
        "table of contents|share this page|follow us|newsletter|supplemental content|author information|navigation menu"
    ),
    "disclaimer": (
        "disclaimer|disclaimers|medical disclaimer|legal disclaimer|professional medical disclaimer|legal notice|"
        "terms of use|terms and conditions|privacy policy|cookie policy"
    ),
    AUTHOR: (
        "acknowledgements|acknowledgments|acknowledgement|funding|conflict of interest|conflicts of interest|"
        "competing interests|declaration of interests|disclosures|"
        "author contributions|about the author|about the authors"
    ),
}
_SECTION_OF = {title: reason for reason, titles in _SECTIONS.items() for title in titles.split("|")}
_NAVIGATION = frozenset(
    "sign in|sign up|log in|login|log out|register|subscribe|subscribe now|share|print|email|e-mail|save|send to|menu|"
    "choose destination|skip to content|skip to main content|skip to navigation|home|back|back to top|next|previous|"
    "search|close|all posts|all articles|advertisement|advertising|sponsored|read more|show more|show less|learn more|"
    "continue reading|more information|view editorial policy|editorial policy|editorial process|privacy policy|"
    "terms of use|terms of service|contact us|contact|about us|help|faq|faqs|sitemap|site map|cookie settings|"
    "accept|accept all|accept cookies|reject all|manage cookies|follow us|facebook|twitter|instagram|linkedin|youtube|"
    "pinterest|whatsapp|copy link|cite|cite this article|cite this page|download pdf|download|pdf|full text|abstract|"
    "author information|support center|supplemental content|comments|leave a comment|leave a reply|reply|donate|"
    "donate now|get started|view profile|view linkedin profile|table of contents|on this page|jump to|pricing|"
    "medical professional|article review status|personalize|newsletter|add to cart|feedback|was this helpful?|"
    "was this page helpful?|have a follow-up question?|edit|view source|view history|talk|permalink|listen|top".split(
        "|"
    )
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATED = re.compile(rf"\b(?:19|20)\d\d\b|\b{_MONTH}\s+\d|\d\s+{_MONTH}", re.IGNORECASE)
_REVIEW = re.compile(
    r"\W{0,3}(?:(?:this|the)\s+)?(?:(?:page|article|content|topic|information|text|document|entry)\s+)?"
    r"(?:was\s+|were\s+|has been\s+)?"
    r"(?:last|medically|clinically|first|originally|date|next|most recently|fact)?[\s-]*(?:last\s+|literature\s+)?"
    r"(?:reviewed|review|updated|update|modified|modification|revised|revision|published|publication|posted|created|checked|"
    r"edited|written|authored|accessed|retrieved|received|accepted)\b(?:\s+date)?(?P<rest>.{0,3})",
    re.IGNORECASE | re.DOTALL,
)
_BY = re.compile(
    r"\W{0,3}(?:[\w-]+\s+){0,3}(?i:reviewed|written|edited|updated|authored|checked|posted|published)(?::|\s+by:?)\s*[A-Z]"
)
_BYLINE = re.compile(r"(?:[Bb]y|BY|Author:|Authors:) (?:[A-Z][\w.'’-]*,? ?|and |&|de |van |von |der ){2,12}")
# "Jane Roe has written for the Post since 2016" says who wrote; "Jane Roe is a writer" may be the subject itself.
_BIOGRAPHY = re.compile(
    r"\W{0,3}(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3},? "
    r"(?:has written for|has been writing for|writes (?:for|about)|reports (?:for|on)|covers \w+ for"
    r"|is (?:a|an|our|the) (?:[\w-]+ ){0,3}"
    r"(?:contributor|correspondent|staff writer|freelance (?:writer|journalist)))\b"
)
_ELSEWHERE = re.compile(
    r"(?i:related(?: (?:articles?|stories|reading|posts?))?|read (?:more|next|also)|also read|see also|more on this|"
    r"you (?:may|might) also like|recommended(?: reading)?)\s*[:»>]"
)
_SEPARATOR = re.compile(r"\s+[·•|]\s+")
_READING_TIME = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"\W{0,3}(?:©|\((?i:c)\)\s|(?i:copyright)\s*(?:©|\([cC]\)|(?i:notice|by)\b|(?:19|20)\d\d|:|$|(?!Law)[A-Z])"
    r"|(?i:all rights reserved)\b)"
)
_COPYRIGHT_INSIDE = re.compile(
    r"©\s*(?:19|20)\d\d|\b(?i:copyright)\s*(?:©|\([cC]\)|(?:19|20)\d\d)|\b(?i:all rights reserved)\b"
)
_SENTENCE_START = re.compile(r"[.!?]\s+")
_COOKIES = re.compile(
    r"\b(?:we|site|website) uses? cookies\b|\baccept (?:all )?cookies\b|\bcookie (?:policy|settings|notice)\b",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"\bnot (?:intended|meant) (?:as|to be|to provide|to replace|for)\b.{0,60}\b(?:advice|diagnosis|doctor|treatment)\b"
    r"|\bnot (?:constitute|provide|a substitute for|replace)\b.{0,40}"
    r"\b(?:medical|professional|legal|financial) (?:advice|discretion|care|judg)"
    r"|\b(?:for|an) (?:general |educational |informational )*(?:and |or )?"
    r"(?:educational|informational?)(?: and \w+)? (?:aid|purposes?)\b"
    r"|^educational purposes? only\b|\bassumes? no (?:liability|responsibility)\b|\bpending human review\b"
    r"|\breviewed for accuracy\b",
    re.IGNORECASE,
)
_DISCLAIMER_WORDS = (
    "advice",
    "purpose",
    "liability",
    "review",
    "substitute",
    "responsibility",
    "educational",
    "intended",
    "meant",
)
_AFFILIATION = re.compile(
    r"\b(?:Department|Division|School|Faculty|Institute|College|Centre|Center|Laboratory|Section|Unit) (?:of|for)\b"
    r"|\bUniversity\b|\bHospital\b|\bMedical Center\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|may|will|does|do|found|showed|show|reported|provides?|offers?|says?|led)\b"
)
_INITIALS = re.compile(
    r"\W*(?:\d{1,3}[.)\]]?\s+)?(?:(?:van|von|de|der|la|du) )*[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)?,? "
    r"(?:[A-Z]\.?[ -]?){1,3}(?=[,.;:]|\s(?:and|&|et)\b|\s\()"
)
_VOLUME = re.compile(
    r"\b(?:19|20)\d\d(?:\s\w{3,9}(?:\s\d{1,2})?)?\s*;\s*[\dA-Z]+\s*(?:\([^)]{1,12}\))?\s*[:,.]\s*[a-z]?\d+|\b\d+\s?\(\d+\)\s?:\s?\d+[-–]\d+"
)
_NUMBERED = re.compile(
    r"\bdoi\b\s*:?\s*10\.\d|doi\.org/10\.|\bPMID\b|\bPMC\d{4,}|\bISBN\b|\bISSN\b|\bNBK\d+", re.IGNORECASE
)
_ONLINE = re.compile(r"\[(?:Internet|online)\]", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\bet al\b|\(\s*(?:19|20)\d\d[a-z]?\s*\)\.|\bpp?\. ?\d+|;\s*(?:19|20)\d\d(?:-\d{4})?\.|\bVol\. ?\d+"
)
_SIEVE = re.compile(r"[12][09]\d\d|10\.\d|PM[IC]|[IN][SB][SBK]|\d\)\s?:")
_GLUED = re.compile(r"[a-z0-9][A-Z](?=[a-z])")
_PIECES = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|\s*[|•·»>/]\s*")
_BARS = re.compile(r"\s+[|·•]\s+")
_MEASURE = re.compile(r"\d\s?(?:%|°|[A-Za-zµ])")
_LIST_NUMBER = re.compile(r"^[\dIVX]+[.)]?\s+")


def section_reason(heading: str) -> str:
    """Why the section under ``heading`` is furniture, or ``""``.

    >>> section_reason("7. References:"), section_reason("Sources of lead")
    ('references', '')
    """
    return _SECTION_OF.get(_LIST_NUMBER.sub("", heading.strip()).rstrip(" :.").lower(), "")


def reason(text: str) -> str:
    """Why this block is furniture, or ``""`` where it may speak of the subject.

    >>> reason("Copyright 2021 Example Press. All rights reserved.")
    'copyright'
    >>> reason("Updated guidance reduced admissions by 5 percent in 2019, against 9 percent before.")
    ''
    """
    if len(text) > 1500:
        return ""
    lower = text.lower()
    if len(text) <= 300:
        short = _short_reason(text, lower)
        if short:
            return short
    # The words below stand in every pattern: looking for them first is ten times as fast.
    if len(text) <= 1000 and any(word in lower for word in _DISCLAIMER_WORDS) and _DISCLAIMER.search(text):
        return "disclaimer"
    if "cookie" in lower and _COOKIES.search(text):
        return "cookie notice"
    return REFERENCES if is_reference(text) else ""


def copyright_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` that state a copyright, in a block that says something besides."""
    if _COPYRIGHT_INSIDE.search(text, start, end):
        starts = [start, *(match.end() for match in _SENTENCE_START.finditer(text, start, end)), end]
        for left, right in pairwise(starts):
            if _COPYRIGHT_INSIDE.search(text, left, right):
                yield left, left + len(text[left:right].rstrip())


def _short_reason(text: str, lower: str) -> str:
    if lower.strip(" \t*_|>»·•-") in _NAVIGATION or _is_menu(text):
        return NAVIGATION
    if any(word in lower for word in ("©", "(c)", "copyright", "all rights")) and _COPYRIGHT.match(text):
        return "copyright"
    if _ELSEWHERE.match(text):
        return NAVIGATION
    if _is_review_line(text):
        return "review line"
    if _is_affiliation(text):
        return "affiliation"
    return AUTHOR if _BIOGRAPHY.match(text) else ""


def _is_review_line(text: str) -> bool:
    """Whether a line only says when or by whom the page was updated, reviewed or published."""
    if len(text) > 160:
        return False
    if len(text) <= 120 and (_BY.match(text) or _BYLINE.fullmatch(text)):
        return True
    pieces = _SEPARATOR.split(text)
    if len(pieces) > 2 and any(_BYLINE.fullmatch(each) or _READING_TIME.fullmatch(each) for each in pieces):
        return True
    found = _REVIEW.match(text)
    if found and found["rest"].lstrip(" ")[:1] in (*":-–—|(", "") and found["rest"].strip():
        return True
    if found and len(text) <= 60 and _DATED.search(text):
        return True
    return bool(re.fullmatch(r"\W*(?:(?:19|20)\d\d[ \w]{0,7}\s*)?\[?updated [^\]]{4,20}\]?\.?\W*", text, re.IGNORECASE))


def _is_affiliation(text: str) -> bool:
    """Institutes and places in a row, without a verb: ``Department of X, University of Y, Town``."""
    if text.count(",") < 2 or not _AFFILIATION.search(text) or _VERB.search(text):
        return False
    names: list[str] = [word for word in re.findall(r"[A-Za-z][\w'’-]*", text) if len(word) > 3]
    return sum(word[0].isupper() for word in names) * 10 >= len(names) * 8


def _is_menu(text: str) -> bool:
    """Menu entries parted by bars, or run together as scraping leaves them: ``GuidesPricesContact``."""
    entries = [each for each in _BARS.split(text) if each]
    if (
        len(entries) > 3
        and text[-1] not in ".?!"
        and sum(bool(_MEASURE.search(each)) for each in entries) * 2 < len(entries)
    ):
        return True
    if not _GLUED.search(text) or text[-1:] in ".?!" or "," in text:
        return False
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    if all(piece.lower() in _NAVIGATION for piece in pieces):
        return True
    # Three joints, each between words as a menu has them, and next to no small words.
    joints = len(_GLUED.findall(text))
    small = sum(word[0].islower() for word in text.split())
    return joints >= 3 and small <= 1 and len(text.split()) <= joints * 4


def is_reference(text: str) -> bool:
    """Whether the text is one entry of a bibliography: authors' initials, a volume with pages, a DOI - two of them.

    >>> is_reference("4. Doe JR, Roe A. Tides and moons. J Tidal Sci 1999; 12:34.")
    True
    """
    if len(text) > 700 or not _SIEVE.search(text):
        return False
    volume = bool(_VOLUME.search(text))
    signs: int = (
        bool(_INITIALS.match(text))
        + volume
        + bool(_NUMBERED.search(text))
        + bool(_PUBLISHED.search(text) or _ONLINE.search(text))
    )
    return signs >= 2 or (len(text) <= 250 and (volume or bool(_ONLINE.search(text))))
