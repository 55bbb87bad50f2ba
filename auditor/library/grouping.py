"""Which pages are about one subject: by the names that titles and texts share, the other names they give, their folder.

A mapping given by hand outweighs everything.  All is done in order and by counting: nothing is quadratic in pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import log
from pathlib import PurePosixPath

from auditor.cues import stem
from auditor.library.kindred import kindred
from auditor.library.pages import Name, Page, name_of

STRONG = 0.5
"""A name whose weight is so much of the best one's is a candidate beside it ..."""
LONE = 0.7
"""... and one that no other page goes by weighs so much less."""
PART = 0.5
"""A name that stands so often within a longer one of the page is only a part of it."""
KNOWN = 3
"""A name that a pack has for its subject weighs so many times as much."""
MOST = 0.6
"""A page without a name of its own is on what so many of its folder's pages are on."""

KINDS = frozenset(map(stem, "disease syndrome disorder condition".split()))
"""What a name may add to a shorter one without being another's."""

GIVEN = "given"
"""What a page is placed by where its subject was given."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A page's place in the library: the subject it is filed under, and by what."""

    subject: str
    by: str


def group(
    paths: Sequence[str],
    pages: Sequence[Page],
    known: Mapping[str, Sequence[str]],
    mapping: Sequence[tuple[str, str]] = (),
) -> list[Placed]:
    """The place of every page.  ``known``: subjects of packs and their other names; ``mapping``: (pattern, subject)."""
    chosen = _chosen(pages, {name_of(each) for name, others in known.items() for each in (name, *others)})
    same = Same()
    for name, others in sorted(known.items()):
        for other in others:
            same.join(name_of(name), name_of(other))
    for long, short in sorted(_unambiguous(pages, chosen)):
        same.join(long, short)
    for long, short in sorted(_longer(chosen)):
        same.join(long, short)
    joined = kindred(pages, [same.root(name) for name in chosen], {same.root(name_of(name)) for name in known})
    chosen = [other or name for name, other in zip(chosen, joined, strict=True)]
    labels = _labels(pages, chosen, same, known)
    found = [labels[same.root(name)] if name else "" for name in chosen]
    folders = _by_folder(paths, found)
    return [_placed(path, page, said, folders, mapping) for path, page, said in zip(paths, pages, found, strict=True)]


def _placed(
    path: str, page: Page, found: str, folders: Mapping[str, str], mapping: Sequence[tuple[str, str]]
) -> Placed:
    for pattern, subject in mapping:
        if fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}"):
            return Placed(subject, GIVEN)
    if found:
        return Placed(found, "its title and text")
    around = folders.get(PurePosixPath(path).parent.as_posix(), "")
    if around:
        return Placed(around, "its folder")
    return Placed(page.title or PurePosixPath(path).stem, "its title alone")


class Same:
    """Names that mean one thing, joined as they are found."""

    def __init__(self) -> None:
        self._above: dict[Name, Name] = {}

    def root(self, name: Name) -> Name:
        """The name that stands for all that are joined with this one."""
        while (above := self._above.get(name, name)) != name:
            name = above
        return name

    def join(self, one: Name, other: Name) -> None:
        """Have two names mean one thing."""
        a, b = sorted((self.root(one), self.root(other)), key=lambda name: (-len(name), name))
        if a != b:
            self._above[b] = a


def _chosen(pages: Sequence[Page], known: Set[Name]) -> list[Name]:
    """The name that each page goes by, empty where its text uses none of its title's, or only a common word.

    A common word is a name after all where a page that says nothing else in its title goes by it.
    """
    strong = [dict(_strong(page)) for page in pages]
    weak = [{name_of(words) for words in page.weak} - known for page in pages]
    spread = Counter(name for names in strong for name in names)

    def best(at: int, allowed: Set[Name]) -> Name:
        weighed = {
            name: count * log(1 + len(pages) / spread[name]) * (1 if spread[name] > 1 else LONE)
            * (KNOWN if name in known else 1)
            for name, count in strong[at].items()
            if name not in weak[at] or name in allowed
        }  # fmt: skip
        most = max(weighed.values(), default=0.0)
        good = [name for name, weight in weighed.items() if weight >= STRONG * most]
        return max(good, key=lambda name: (spread[name] > 1, weighed[name], len(name), name), default=())

    first = [best(at, frozenset()) for at in range(len(pages))]
    names = frozenset(first)
    return [name or best(at, names) for at, name in enumerate(first)]


def _strong(page: Page) -> Iterator[tuple[Name, int]]:
    """The names of a page that are no mere parts of longer ones, with their counts."""
    names: dict[Name, int] = {}
    for words, count in page.names:
        names[name_of(words)] = max(count, names.get(name_of(words), 0))
    for name, count in names.items():
        if not any(len(other) > len(name) and _within(name, other) and n >= PART * count for other, n in names.items()):
            yield name, count


def _within(short: Name, long: Name) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _unambiguous(pages: Sequence[Page], chosen: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names that pages give for what they are about; an abbreviation of two things joins neither."""
    longs: dict[Name, set[Name]] = defaultdict(set)
    for page, own in zip(pages, chosen, strict=True):
        for name, other in page.also:
            long, short = name_of(name), name_of(other)
            if own in (long, short) and long != short:
                longs[short].add(long)
    for short, names in longs.items():
        whole = [name for name in names if not any(name != other and _within(name, other) for other in names)]
        if len(whole) == 1:
            yield whole[0], short


def _longer(chosen: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names of which the longer adds a kind or a number: "Parkinson disease" and "Parkinson"; never of two."""
    longer: dict[Name, set[Name]] = defaultdict(set)
    names = {name for name in chosen if name}
    for name in names:
        for end in range(1, len(name)):
            rest = name[end:]
            if name[:end] in names and all(word in KINDS or any(map(str.isdigit, word)) for word in rest):
                longer[name[:end]].add(name)
    yield from ((min(longs), short) for short, longs in longer.items() if len(longs) == 1)


def _labels(
    pages: Sequence[Page], chosen: Sequence[Name], same: Same, known: Mapping[str, Sequence[str]]
) -> dict[Name, str]:
    """Root -> how the subject is called: as a pack does, else as most pages write it, an abbreviation last."""
    written: dict[Name, Counter[str]] = defaultdict(Counter)
    for page, own in zip(pages, chosen, strict=True):
        root = same.root(own)
        told = (*(words for words, _ in page.names), *(long for long, _ in page.also))
        written[root].update(words for words in told if same.root(name_of(words)) == root)
    labels = {root: _label(root, forms) for root, forms in written.items()}
    return labels | {same.root(name_of(name)): name for name in sorted(known)}


def _label(root: Name, forms: Mapping[str, int]) -> str:
    """The longest of the names that were joined, as most pages write it; an abbreviation where there is no other."""
    return min(
        forms,
        key=lambda words: (" " not in words and words.isupper(), name_of(words) != root, -forms[words], words),
        default="",
    )


def _by_folder(paths: Sequence[str], found: Sequence[str]) -> dict[str, str]:
    """Folder -> what most of its pages are about."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path, subject in zip(paths, found, strict=True):
        counts[PurePosixPath(path).parent.as_posix()][subject] += 1
    most: dict[str, str] = {}
    for folder, subjects in counts.items():
        named = {subject: count for subject, count in subjects.items() if subject}
        best = max(named, key=lambda subject: (named[subject], subject), default="")
        if best and named[best] >= MOST * sum(named.values()):
            most[folder] = best
    return most


def sets_of(placed: Iterable[Placed]) -> dict[str, list[int]]:
    """Subject, by its name in lower case -> the pages on it, in their order."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(placed):
        found[each.subject.casefold()].append(place)
    return dict(sorted(found.items()))
