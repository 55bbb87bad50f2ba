"""Pages that go by no name, or by one that no other page has: what they are about, by the proper nouns they share.

A page of a data logger that is headed "A fox in your pocket" writes the logger's name, and names that only pages about
it write.  Votes are counted word by word and subject by subject: nothing is quadratic in pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from auditor.library.pages import Name, Page

SETTLED = 4
"""A page whose text uses a name of its own so often is about that, whoever else it mentions."""
SHARED = 2
"""A page shares so many proper nouns with those of a subject, one of them in the title of such a page."""
ROUNDS = 4
"""Pages that were joined to one another are joined to others in the next round."""
HOLDERS = 40
"""A word that no more pages write speaks for the subjects of all of them ..."""
OWN = 0.75
"""... any other for the subject of so many of the pages that write it, the page itself aside."""


def kindred(pages: Sequence[Page], names: Sequence[Name], known: Set[Name]) -> list[Name]:
    """For each page the name of the subject that it joins, empty where it stays; ``names``: what each goes by so far.

    A page that goes by nothing is known by its place until it is joined.
    """
    subjects: list[Name] = [name or ("", str(at)) for at, name in enumerate(names)]
    many = Counter(subjects)
    loose = [
        at
        for at, (page, subject) in enumerate(zip(pages, subjects, strict=True))
        if many[subject] == 1 and subject not in known and not _settled(page)
    ]
    if not loose:
        return [()] * len(pages)
    found = list(subjects)
    asked = {word for at in loose for word in (*pages[at].headed, *pages[at].proper)}
    for _ in range(ROUNDS):
        words, heads = _spread(pages, found, asked)
        above: dict[Name, Name] = {}
        for at in loose:
            best = _nearest(pages[at], found[at], words, heads)
            if best and _root(best, above) != _root(found[at], above):
                above[_root(found[at], above)] = _root(best, above)
        if not above:
            break
        found = [_root(subject, above) for subject in found]
    told = _named(found, subjects)
    return [told[root] if root in told and told[root] != own else () for root, own in zip(found, subjects, strict=True)]


def _settled(page: Page) -> bool:
    strong = [count for words, count in page.names if words not in page.weak]
    return max(strong, default=0) >= SETTLED


def _spread(
    pages: Sequence[Page], subjects: Sequence[Name], asked: set[str]
) -> tuple[dict[str, Counter[Name]], dict[Name, set[str]]]:
    """Of the nouns asked for: noun -> subject -> how many of its pages write it; subject -> those in its titles."""
    words: dict[str, Counter[Name]] = defaultdict(Counter)
    heads: dict[Name, set[str]] = defaultdict(set)
    for page, subject in zip(pages, subjects, strict=True):
        heads[subject].update(asked.intersection(page.headed))
        for word in asked.intersection((*page.headed, *page.proper)):
            words[word][subject] += 1
    return words, heads


def _nearest(page: Page, own: Name, words: dict[str, Counter[Name]], heads: dict[Name, set[str]]) -> Name:
    """The subject whose own proper nouns a page writes most, empty where there is none."""
    votes: dict[Name, set[str]] = defaultdict(set)
    for word in {*page.headed, *page.proper}:
        holders = words[word].total() - words[word][own]
        for subject, count in words[word].most_common(HOLDERS):
            if subject != own and (holders <= HOLDERS or count >= OWN * holders):
                votes[subject].add(word)
    fit = {name: len(shared) for name, shared in votes.items() if len(shared) >= SHARED and shared & heads[name]}
    return max(fit, key=lambda subject: (fit[subject], subject), default=())


def _root(name: Name, above: dict[Name, Name]) -> Name:
    while name in above:
        name = above[name]
    return name


def _named(roots: Sequence[Name], subjects: Sequence[Name]) -> dict[Name, Name]:
    """Root -> the name by which most of those that were joined go; a root that nobody has a name for is left out."""
    by: dict[Name, Counter[Name]] = defaultdict(Counter)
    for root, subject in zip(roots, subjects, strict=True):
        if subject[0]:
            by[root][subject] += 1
    return {root: max(counts, key=lambda name: (counts[name], len(name), name)) for root, counts in by.items()}
