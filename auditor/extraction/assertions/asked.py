"""Questions answered by yes or no: the question says what of, the first word of the answer whether."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.extraction.assertions.asserted import FULL, Asserted, key, name, words
from auditor.extraction.assertions.owners import open_owner
from auditor.extraction.assertions.vocabulary import ABILITY, ACTIVE, ADJECTIVES, EXISTENCE, IDLE, SINGLE, root
from auditor.extraction.grammar import flat
from auditor.extraction.screening import Sentence
from auditor.model import Choice, Polarity
from auditor.subjects import Subject

_OPENER = re.compile(
    r"^\W*(yes|no|(?:unfortunately|sadly|alas|sorry|regrettably|i[’']m afraid|we[’']re afraid|certainly|definitely"
    r"|absolutely)?,? ?(?:not|no)|of course(?! not)|certainly|absolutely|sure)\b"
    r"(?!\s+(?:one|longer|more|other|doubt|matter))[,.:;–—!]",
    re.IGNORECASE,
)
MOST_ASKED = 5
"""A question of who did it has so few words, if it is on the subject of the page."""
_FIRST_PART = re.compile(r"\w+\W*[^,;.!]*")
_VERB_FIRST = re.compile(
    r"^(?:is|are|was|were|does|do|did|can|could|may|has|have|will|must|should|am)\b", re.IGNORECASE
)


_WHO = re.compile(r"^(?:(?:so|and|but),? )?who (\w+)\b", re.IGNORECASE)
_NAME = re.compile(r"(?:It (?:was|is) )?((?:[A-Z][\w’'-]+ ?){2,4})(?:did|does|is|was)?[.,:;]")


def named_in_answer(sentence: Sentence, asked: str = "") -> Iterator[Asserted]:
    """The name at the opening of the answer to ``Who designed it?``: ``Ada Moll did``."""
    question = asked or (sentence.block.path[-1] if sentence.block.path and not sentence.index else "")
    who, found = _WHO.match(flat(question).strip(" *_")), _NAME.match(sentence.text)
    if not who or not found or not question.strip(" *_").endswith("?") or root(who.group(1)) not in ACTIVE:
        return
    relation, said = ACTIVE[root(who.group(1))], name(found.group(1))
    if said and len(flat(question).split()) <= MOST_ASKED:
        weights = key({relation: FULL} | open_owner(relation))
        start, end = sentence.start + found.start(1), sentence.start + len(found.group().rstrip(".,:; "))
        trace = f"answer to {flat(question)!r}"
        yield Asserted(relation, weights, Choice((said,)), start, end, trace, relation in SINGLE)


def answered(sentence: Sentence, subject: Subject, asked: str = "") -> Iterator[Asserted]:
    """``Yes`` or ``No`` at the opening of the answer to a question that stands before it or above it."""
    opener = _OPENER.match(sentence.text + ".")
    question = asked or (sentence.block.path[-1] if sentence.block.path and not sentence.index else "")
    question = flat(question).strip(" *_")
    if not opener or not question.endswith("?") or not _VERB_FIRST.match(question) or len(question.split()) > 12:
        return
    found = words(question, subject)
    if not found or re.search(r"\b(?:or|should|worth|better|know)\b", question, re.IGNORECASE):
        return
    label = " ".join(w.lower() for w in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", question)[1:] if root(w) not in IDLE)
    label = label or question.lower().rstrip("?")
    if re.match(r"(?:may|can) (?:I|we|you|visitors|guests|people)\b", question, re.IGNORECASE) and not ABILITY & {
        *found
    }:
        found["allow"] = FULL
        label += "" if "allow" in label else " allowed"
    plain = {w: weight for w, weight in found.items() if w not in EXISTENCE or w in ADJECTIVES - EXISTENCE}
    holds = not opener.group(1).lower().endswith(("no", "not"))
    start = sentence.start + opener.start(1)
    end = start + len(_FIRST_PART.match(sentence.text[opener.start(1) :]).group().rstrip())  # type: ignore[union-attr]
    yield Asserted(label, key(plain or found), Polarity(holds), start, end, f"answer to {question!r}")
