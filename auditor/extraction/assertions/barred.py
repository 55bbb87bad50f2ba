"""What is barred or allowed in sentences too long to be parsed: ``...; drones are banned here, which ...``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.cues import stem
from auditor.extraction.assertions.asserted import FULL, Asserted, canonical, key
from auditor.extraction.assertions.vocabulary import IDLE, SOME, root
from auditor.extraction.screening import Sentence
from auditor.model import Polarity
from auditor.subjects import Subject

_CLAUSE = re.compile(
    r"(?:^|[:;,—–]\s+(?:and |but |so )?|\b(?:and|but) )((?:[A-Za-z][a-z-]+ )?[A-Za-z][a-z-]+s) are "
    r"(not |no longer |strictly |always )?(barred|banned|forbidden|prohibited|allowed|permitted|accepted|welcome)\b"
    r"(?! (?:to|if|only|when|unless|by|from|in|on|at|until|for|as|with|after|before)\b)"
)
_BARRING = frozenset({"barred", "banned", "forbidden", "prohibited"})
_UNSURE = re.compile(
    r"\b(?:if|when|where|whether|unless|that|who|which|why|how|say|says|said)\b[^:;,]*$", re.IGNORECASE
)


def barred(sentence: Sentence, subject: Subject) -> Iterator[Asserted]:
    """Every plural that is said, in a clause of its own, to be barred or allowed."""
    for match in _CLAUSE.finditer(sentence.text):
        named, negation, said = match.groups()
        own = [w for w in named.split() if root(w) not in IDLE and stem(w) not in subject.stems]
        if not own or len(own) < len(named.split()) or {w.lower() for w in own} & SOME:
            continue
        if _UNSURE.search(sentence.text[: match.start(1)]) or sentence.text.count('"'):
            continue
        holds = (said not in _BARRING) is not ((negation or "").strip() in {"not", "no longer"})
        start, end = sentence.start + match.start(1), sentence.start + match.end()
        label = " ".join([*(w.lower() for w in own), "allowed"])
        weights = {canonical(w): FULL for w in own} | {"allow": FULL}
        yield Asserted(label, key(weights), Polarity(holds), start, end, f"{label}: {'yes' if holds else 'no'}")
