"""Whose a claim is: the subject's, or that of another thing which its sentence, label or heading speaks of.

``In Parkinson's disease, mean survival is 12 years`` is not said of the page's own disease, and ``its Polish
subsidiary employs 300`` not of the company.  What governs a claim is the last name before it that stands before the
verb of its clause: at the head of the clause, or behind a preposition (``the incidence of X is``).  A name that the
subject is merely set against (``unlike X, ...``) governs nothing but the words that describe it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from auditor.extraction.grammar import Grammar
from auditor.extraction.naming import LIKE_A_DISEASE
from auditor.extraction.others import Others
from auditor.extraction.screening import Sentence, labels

_ROLES = (
    r"(?:(?:its|their|the|a|an|another|one|this|that)\s+(?:[\w-]+\s){0,2}?"
    r"(?:subsidiary|subsidiaries|affiliate|parent\s+(?:company|group|firm)|sister\s+(?:company|brand)|"
    r"rival|competitor|predecessor|namesake))"
)
_KINDRED = r"(?:(?:another|a\s+(?:rival|similar|related|different|neighbou?ring|competing))\s+(?:[\w-]+\s){0,2}?"
_AGAINST = re.compile(
    r"(?:\b(?:unlike|in contrast (?:to|with)|as opposed to|compared (?:with|to)|rather than|than|like|similar to|"
    r"such as|versus|against|resembles?|mimics?|different from|instead of)|\bas in|\bthan in|\bthan for)\s+"
    r"(?:the\s+|a\s+|its\s+|that of\s+|those of\s+|people with\s+|patients with\s+|in\s+)*$",
    re.IGNORECASE,
)
_PEOPLE = r"(?:people|patients|persons|those|children|adults|men|women|cases)"
_INTO = re.compile(
    rf"(?:\b(?:of|in|for|among|at)\s+(?:(?:{_PEOPLE}|most|all|both|the|a|an|its|of|with|living)\s+)*"
    rf"|\b{_PEOPLE}\s+(?:living\s+|diagnosed\s+)?with\s+(?:the\s+)?|^\s*With\s+)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:from|by|to|on|near|over|under|into|with|between|after|before|since|through|via|behind|about|against|"
    r"without|and|or|using)\s+(?:the\s+|a\s+|an\s+|its\s+)?$",
    re.IGNORECASE,
)
"""Before a name: what keeps it from being what its clause is about."""
_EVENTS = re.compile(
    r"\b(?:risk|chance|likelihood|odds|history|developing|cause|diagnosis|acquisition|purchase|sale|takeover|merger|rest|"
    r"rates?)\s+(?:of|for|with|in)\s+",
    re.IGNORECASE,
)
"""What may befall the subject, or what it did: the name behind is not what the clause is about."""
_BREAK = re.compile(
    r"[;:—–()]|,\s+(?:and|but|while|whereas|although|though|with)\b|\b(?:while|whereas|although|but)\b|\.\s"
)
_RELATIVE = re.compile(r"\s*,?\s*(?:which|who|that|whose|where|with)\b[^,;()]*$")
_SUBORDINATE = re.compile(r"(?:while|whereas|although|though|as|if|when)\b", re.IGNORECASE)
_MAIN = re.compile(r",\s+(?:the\s+|in\s+)?$")
"""A sentence that begins with a clause beside its main one, and what stands before the main one."""
_OPENS = re.compile(r"(?:it|they|its|their|this|these|that|those)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:\((?:in\s|for\s)?|(?:(?!than\b|more\b|less\b|higher\b|lower\b|longer\b|shorter\b|after\b|before\b|and\b|or\b)"
    rf"[a-z]+\s){{0,3}}?(?:(?:in|for|among|of|at)\s+(?:(?:{_PEOPLE}|with|the|a|an|its|of)\s+)*|{_PEOPLE}\s+with\s+))"
)
"""What joins a figure to the name right behind it that it is given for."""
_SHARE = re.compile(
    r"\s+of\s+(?:all\s+|these\s+|those\s+|the\s+|its\s+)?(?:patients|carriers|sufferers|them|whom|cases|affected)\b(?!\s+(?:with|of)\b)"
)
"""Behind a figure: it is a share of the subject's own people, whatever befalls them."""
_HAVING = re.compile(r"\s+(?:with|of)\s+(?:the\s+)?")
_COUNTED = re.compile(rf"\b{_PEOPLE}$")
_AFTER = re.compile(
    r"(?:['’]s?)?\s+(?:[A-Z](?![’'])|(?:cent(?:re|er)s?|clinics?|society|foundation|association|trials?|stud(?:y|ies)|"
    r"drugs?|genes?|medications?|research|registry|and\b|or\b))"
)
_FINITE = frozenset("VBZ VBP VBD MD".split())
_VERBS = re.compile(r"\b(?:is|are|was|were|has|have|had|can|may|will|does|do|did|be|been)\b", re.IGNORECASE)
_UNLIKE = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)|as opposed to|compared (?:with|to))\s+"
    r"(?P<name>(?:[\w'’-]+\s){0,4}?[\w'’-]+),?\s+(?:which|who|that|whose|where)\s(?P<said>[^,;]*(?:,\d[^,;]*)*)",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"\b(?:{_PEOPLE}|type|form|variant|version|model|edition|males?|females?|that|those)\b", re.I)
"""What is a part of the subject or a group of its people, whatever it is set against."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: ``who`` is empty where it is the subject's own; ``against``: it is only set against."""

    start: int
    end: int
    who: str
    against: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose the claims of one sentence are; ``lead`` is the other thing that its first pronoun points back to."""

    sentence: Sentence
    grammar: Grammar
    others: Others
    lead: str = ""

    @classmethod
    def behind(cls, before: Whose | None, sentence: Sentence, grammar: Grammar, others: Others) -> Whose:
        """The same for a sentence and the one ``before`` it, if there is one: a pronoun points back in its block."""
        points = before is not None and before.sentence.block is sentence.block and _OPENS.match(sentence.text)
        return cls(sentence, grammar, others, before.told() if before is not None and points else "")

    def of(self, start: int, end: int) -> str:
        """The other thing that a claim at these offsets of the document is about; empty where it is the subject's."""
        if not self.others.own:
            return ""
        text, first, last = self.sentence.text, start - self.sentence.start, end - self.sentence.start
        if _SHARE.match(text, last):
            return ""
        if not _speaks(text, self.others):
            over = self.above()
            return over if over and not _mentions(text, self.others) else ""
        described = _described(text, first, last, self.others)
        if described:
            return described
        found = _mentions(text, self.others)
        if not found:
            return self.above()
        behind = _behind(text, last, found)
        if behind is not None:
            return behind.who
        governing = self._governing(found, first)
        if governing is not None:
            return governing.who
        return "" if any(not m.who for m in found) else self.above()

    def above(self) -> str:
        """Whom the sentence is about by what stands above it: its label, its heading, the sentence before."""
        label = labels(self.sentence.block)[0]
        for over in (label, *reversed(self.sentence.block.path[1:])):
            found = _mentions(over, self.others) if over else []
            if found:
                return "" if any(not m.who for m in found) or len({m.who for m in found}) > 1 else found[0].who
        return self.lead

    def told(self) -> str:
        """The other thing that the sentence as a whole is about, for one behind it that begins with a pronoun."""
        if not self.others.own:
            return ""
        found = _mentions(self.sentence.text, self.others)
        if not found:
            return self.above()
        first = found[0]
        return first.who if not first.against and self._heads(first, 0) else ""

    def _governing(self, found: list[Mention], at: int) -> Mention | None:
        """The last name before a claim that stands before the verb of its clause; the subject's own comes first."""
        text = self.sentence.text
        begin = max((m.end() for m in _BREAK.finditer(text, 0, at)), default=0)
        ahead = [m for m in found if m.end <= at]
        if _SUBORDINATE.match(text):
            begin = max([begin, *(m.start for m in ahead if _MAIN.search(text[: m.start]))])
        for mention in reversed(ahead):
            if _RELATIVE.fullmatch(text[mention.end : at]):
                return mention
            if text[mention.end : at].strip() == "(" and ")" not in text[mention.end : at]:
                return mention
        open_ = [m for m in ahead if not m.against]
        mine = [m for m in open_ if m.start >= begin and self._heads(m, begin)]
        if not mine and begin and not _contrasts(text[:begin]):
            mine = [m for m in open_ if self._heads(m, 0)]
        if any(not m.who for m in mine):
            return next(m for m in mine if not m.who)
        return mine[-1] if mine else None

    def _heads(self, mention: Mention, begin: int) -> bool:
        """Whether no verb of the clause stands before a name, and its place there is one that governs."""
        before = self.sentence.text[begin : mention.start]
        if self._verb(begin, mention.start):
            return False
        if _INTO.search(before):
            return not _EVENTS.search(before)
        return len(before.split()) <= _OPENING and not _ASIDE.search(before)

    def _verb(self, start: int, end: int) -> bool:
        if not self.grammar.nodes:
            return bool(_VERBS.search(self.sentence.text, start, end))
        first, last = self.sentence.start + start, self.sentence.start + end
        return any(n.tag in _FINITE and first <= n.start < last for n in self.grammar.nodes)


_OPENING = 4
"""So many words at most stand before a name that heads its clause: ``by contrast, the smaller``."""


def _contrasts(before: str) -> bool:
    return re.search(r"\b(?:while|whereas|although|but)\s*$|[;:—–.]\s*$", before) is not None


def _behind(text: str, last: int, found: list[Mention]) -> Mention | None:
    """A name that a figure is given for right behind it: ``1 in 500 people with X``."""
    mention = next((m for m in found if m.start >= last), None)
    if mention is None or not mention.who:
        return None
    between = text[last : mention.start]
    counted = _HAVING.fullmatch(between) and _COUNTED.search(text[:last])
    return mention if counted or _BEHIND.fullmatch(between) else None


def _described(text: str, first: int, last: int, others: Others) -> str:
    """What the words that describe a thing the subject is set against speak of: ``unlike X, which affects``."""
    for match in _UNLIKE.finditer(text):
        if match.start("said") <= first and last <= match.end("said"):
            name = re.sub(r"^(?:the|a|an|its)\s+", "", match["name"])
            ours = _PARTS.search(name) or any(each.lower() in name.lower() for each in others.own)
            return "" if ours else others.name(name) or name
    return ""


def _mentions(text: str, others: Others) -> list[Mention]:
    return list(_mentioned(text, others))


@lru_cache(maxsize=512)
def _mentioned(text: str, others: Others) -> tuple[Mention, ...]:
    """Every name of the subject and of the others in a text, in its order; one inside a longer one is not told."""
    return tuple(_found(text, others))


def _found(text: str, others: Others) -> Iterator[Mention]:
    for match in _pattern(others).finditer(text):
        who = match[0]
        if match.lastgroup == "own":
            who = ""
        elif _AFTER.match(text, match.end()):
            continue
        elif match.lastgroup == "ill" and any(own.lower() in who.lower() for own in others.own):
            who = ""
        elif match.lastgroup == "named":
            who = others.name(match[0]) or others.name(match[0].removesuffix("s")) or match[0]
        yield Mention(match.start(), match.end(), who, _AGAINST.search(text[: match.start()]) is not None)


@lru_cache(maxsize=512)
def _speaks(text: str, others: Others) -> bool:
    """Whether a text may speak of something else: most do not, and are not looked at further."""
    return _UNLIKE.search(text) is not None or _foreign(others).search(text) is not None


@lru_cache(maxsize=32)
def _foreign(others: Others) -> re.Pattern[str]:
    """What can only be said of something else."""
    return re.compile("|".join(f"(?:{way})" for way in _ways(others)[1:]))


@lru_cache(maxsize=32)
def _pattern(others: Others) -> re.Pattern[str]:
    """The names of the subject, of the others, and of what stands to it in a role."""
    own, *more = _ways(others)
    ways = [*more[:1], own, *more[1:]] if others.names else [own, *more]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})(?![\w-])")


def _ways(others: Others) -> list[str]:
    """The ways of naming the subject, which come first, and others."""
    ways = [rf"(?P<own>{_any(others.own)}(?:s|['’]s)?)"]
    if others.names:
        ways.append(rf"(?P<named>{_any([form for form, _ in others.names])}s?)")
    kinds = "|".join(sorted(others.kinds))
    ways.append(rf"(?P<role>(?i:{_ROLES}{f'|{_KINDRED}(?:{kinds}))' if kinds else ''}))")
    if "disease" in others.kinds:
        ways.append(rf"(?P<ill>(?:(?<=^In )|(?<=^For )|(?<=, in )){LIKE_A_DISEASE}(?=,))")
    return ways


def _any(names: list[str] | tuple[str, ...]) -> str:
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return f"(?:{'|'.join(_form(each) for each in ordered)})"


def _form(name: str) -> str:
    """A name whatever the case of its words, an abbreviation as it is."""
    written = re.sub("['’]", "['’]", re.escape(name)).replace(r"\ ", r"\s+")
    return written if name.isupper() else f"(?i:{written})"
