"""Names that a rule does not list, read from the sentence: genes, and what a copula, apposition or list names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.cues import stem
from auditor.extraction.clauses import SUBJECT, Line, folds
from auditor.extraction.grammar import NOUNS, SUBJECTS, Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject

Name = tuple[str, int, int]
"""A name with the first and the last of its tokens."""
Spans = Sequence[tuple[int, int]]

_SYMBOL = re.compile(r"^(?=.*[A-Z].*[A-Z0-9])[A-Z][A-Za-z0-9]{1,9}$")
_NOT_SYMBOLS = frozenset(
    "DNA RNA FDA MRI EMG CSF CT US USA UK EU NIH WHO HPO II III IV DRM ID PCR ATP EMA NHS CDC GP HIV OMIM GTR "
    "AR AD XLR XLD CAG CTG CGG GAA CCTG GGGGCC".split()
)
_GENERIC = frozenset(
    stem(w)
    for w in (
        "drug drugs medication medicine treatment therapy agent option food administration agency fda ema disease "
        "disorder condition patient people use year approval form type case manner pattern it this that which "
        "there one first other others several number tablet injection dose effect symptom progression survival "
        "presentation "
        "market article content inheritance subtype variant version kind product protein antibody sale marketing "
        "replacement preparation enzyme capsule "
        "mainstay cornerstone keystone backbone choice "
        "frequency some many most both none following these those they them body person individual"
    ).split()
)
_HOLLOW = frozenset(stem(w) for w in "form type version kind brand course dose combination class group variety".split())
_PRODUCT = r"((?:[a-z]+-)?[a-z]{2,}(?:in|ase|ogen|gen)(?:-\d+)?)"
_PRODUCT_GENE = re.compile(rf"(?<![\w-]){_PRODUCT}(?:\s+\(\w+\))?\s+genes?\b")
_GENE_THAT_MAKES = re.compile(
    rf"\bgene\s+(?:that|which|responsible\s+for|for|encoding)\b[^.;,]{{0,60}}?"
    r"\b(?:makes?|making|produces?|producing|controls?|encodes?|encoding|called|codes?\s+for|for)\s+"
    rf"(?:the\s+)?(?:protein\s+)?{_PRODUCT}(?![\w-])"
)
_SYMBOL_MAKES = re.compile(
    r"\b([A-Z][A-Z0-9-]{1,9})\s+gene\b(?:,?\s+which)?\s+"
    r"(?:provides?\s+instructions|carries\s+instructions|gives\s+instructions|encodes|makes|produces|codes|tells)"
    rf"[^.]{{0,70}}?\b(?:called|known\s+as|named|enzyme|protein)\s+(?:the\s+)?(?:protein\s+)?{_PRODUCT}(?![\w-])"
)
_NOT_PRODUCTS = frozenset(
    (
        "certain main skin origin begin within remain contain protein again brain pain in disease base case "
        "increase decrease release cause purchase phase human"
    ).split()
)


def products(texts: Iterable[str]) -> Mapping[str, str]:
    """Product -> symbol of its gene, where a text says so: ``The ABC1 gene gives instructions for ... called abcin``.

    >>> products(["The ABC1 gene provides instructions for making a protein called abcin-1."])
    {'abcin-1': 'ABC1', 'abcin': 'ABC1'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for match in _SYMBOL_MAKES.finditer(text):
            if match[2] not in _NOT_PRODUCTS:
                found.setdefault(match[2], match[1])
                found.setdefault(re.sub(r"-\d+$", "", match[2]), match[1])
    return found


def symbols(
    sentence: Sentence, line: Line, cues: Spans, grammar: Grammar, subject: Subject, known: Mapping[str, str]
) -> list[Name]:
    """The genes of the clauses in which the cues stand, by symbol, or by product where no text gives the symbol."""
    own = {name.upper() for name in (subject.name, *subject.aliases)} | {f"{a.upper()}S" for a in subject.aliases}
    clauses = {line.part[first] for first, _ in cues}
    found: list[Name] = []
    last = -1
    for index, token in enumerate(line.tokens):
        if index <= last or line.part[index] not in clauses:
            continue
        if folds(token) and (gene := _own_gene(sentence, line, index, known)):
            found.append((gene, index, index))
            continue
        if not _SYMBOL.match(token.word):
            continue
        last = _hyphenated(sentence, line, index)
        word = sentence.text[token.start - sentence.start : line.tokens[last].end - sentence.start]
        is_gene = last + 1 < len(line.tokens) and line.tokens[last + 1].stem == "gene"
        if not {word, token.word} & _NOT_SYMBOLS and (is_gene or token.word.upper() not in own):
            found.append((word, index, last))
    return found or [
        (known.get(match[1], match[1]), *_tokens(line, sentence.start + match.start(1), sentence.start + match.end(1)))
        for pattern in (_PRODUCT_GENE, _GENE_THAT_MAKES)
        for match in pattern.finditer(sentence.text)
        if match[1] not in _NOT_PRODUCTS
    ]


def _own_gene(sentence: Sentence, line: Line, index: int, known: Mapping[str, str]) -> str:
    """The symbol of a gene that the subject is named by, where its name speaks of the gene: ``the NF1 gene``."""
    token = line.tokens[index]
    said = sentence.text[token.start - sentence.start : token.end - sentence.start]
    before = [t.word.lower() for t in line.tokens[max(0, index - 2) : index]]
    after = [t.word.lower() for t in line.tokens[index + 1 : index + 2]]
    named = "gene" in after or before[-1:] in (["called"], ["gene"]) or before == ["gene", ":"]
    opened = before[-1:] in (["in"], ["of"]) and said in known.values()
    return said if (named or opened) and _SYMBOL.match(said) else ""


def _hyphenated(sentence: Sentence, line: Line, index: int) -> int:
    """The last token of a symbol with a hyphen in it: ``HLA-B27``."""
    after = index + 1
    if after < len(line.tokens) and line.tokens[after].start == line.tokens[index].end + 1:
        joint = sentence.text[line.tokens[index].end - sentence.start]
        if joint == "-" and re.match(r"[A-Z0-9]+$", line.tokens[after].word):
            return after
    return index


def _tokens(line: Line, start: int, end: int) -> tuple[int, int]:
    inside = [i for i, t in enumerate(line.tokens) if t.start < end and start < t.end]
    return inside[0], inside[-1]


def named(
    sentence: Sentence, line: Line, cues: Spans, grammar: Grammar, subject: Subject, known: Mapping[str, str]
) -> list[Name]:
    """What the clause of a cue names: a list that follows it, else ``X is the only approved drug``, ``approved X``."""
    listed = [name for _, last in cues for name in _listed(line, last, subject)]
    plural = any(line.tokens[i].word.lower() in _MANY for first, last in cues for i in range(first, last + 1))
    if listed or plural or not grammar.nodes:
        return listed
    spans = [(line.tokens[first].start, line.tokens[last].end) for first, last in cues]
    at = {i for start, end in spans for i in grammar.inside(start, end)}
    heads = at | {grammar.nodes[i].head for i in at}
    heads |= {
        grammar.nodes[i].head
        for i in heads
        if grammar.nodes[i].dep in {"amod", "compound", "attr", "nsubj", "acl", "relcl"}
    }
    places = {
        i
        for i, node in enumerate(grammar.nodes)
        if node.tag in NOUNS and node.dep in {"nsubj", "nsubjpass", "dobj", "appos", "attr"} and node.head in heads
    }
    above = {j for i in at for j in _borrowed(grammar, i)}
    places |= {i for i, n in enumerate(grammar.nodes) if n.tag in NOUNS and n.dep in SUBJECTS and n.head in above}
    places |= {
        h
        for i in at
        if (h := grammar.nodes[i].head) != i and grammar.nodes[i].dep == "compound" and grammar.nodes[h].tag in NOUNS
    }
    places |= {j for i in places for j in _within(grammar, i)}
    places |= {
        i for i, n in enumerate(grammar.nodes) if n.dep in {"conj", "appos"} and n.tag in NOUNS and n.head in places
    }
    found: dict[str, Name] = {}
    for i in sorted(places):
        if i == 0 or grammar.nodes[i - 1].text != "(":
            for name in _name(line, grammar, subject, i):
                found.setdefault(name[0].lower(), name)
    return list(found.values())


_MANY = frozenset("forms types subtypes kinds variants".split())


def _borrowed(grammar: Grammar, index: int) -> Iterator[int]:
    """The verbs above one that has no subject of its own: it shares theirs."""
    while grammar.nodes[index].dep in {"conj", "advcl", "xcomp"} and grammar.nodes[index].head != index:
        if any(grammar.nodes[i].dep in SUBJECTS for i in grammar.children(index)):
            return
        index = grammar.nodes[index].head
        yield index


def _within(grammar: Grammar, index: int) -> Iterator[int]:
    """What a hollow noun holds: ``a form of X``, ``a version called X``; a general one by name: ``a drug called X``."""
    said = stem(grammar.nodes[index].text)
    joints = {"of", "called", "named"} if said in _HOLLOW else {"called", "named"} if said in _GENERIC else set()
    for child in grammar.children(index):
        if grammar.nodes[child].text.lower() in joints:
            yield from (i for i in grammar.children(child) if grammar.nodes[i].tag in NOUNS)


def _listed(line: Line, last: int, subject: Subject) -> list[Name]:
    """The items of ``: a, b and c``, ``include a, b and c``, ``called a, b`` right behind a cue, up to a full stop."""
    words = line.tokens
    at = last + 1
    while at < len(words) and at <= last + 10 and words[at].word.lower() not in _OPENERS:
        if words[at].word in ",.;()":
            return []
        at += 1
    if at >= len(words) or words[at].word.lower() not in _OPENERS:
        return []
    at += 1 + (at + 1 < len(words) and words[at + 1].word == ":")
    names: list[Name] = []
    first = at
    for index in range(at, len(words) + 1):
        word = words[index].word.lower() if index < len(words) else "."
        if word in {",", ";", "and", "or", ".", "(", "which", "that"}:
            names += _item(line, first, index, subject)
            first = index + 1
            if word in {".", "(", "which", "that"}:
                break
    return names if len(names) > 1 else []


_OPENERS = frozenset([":", "include", "includes", "including", "called"])


def _item(line: Line, first: int, end: int, subject: Subject) -> list[Name]:
    """An item of a list: its words without articles, the subject and general words; nothing where it is a phrase."""
    kept = [
        i for i in range(first, end) if line.tokens[i].stem not in {SUBJECT, "the", "a", "an", "as", "well"} | _GENERIC
    ]
    kept = [i for i in kept if line.tokens[i].stem not in subject.stems or line.tokens[i].word[:1].islower()]
    if (
        not kept
        or end - first > 6
        or any(line.tokens[i].stem in {"be", "have", "in", "with", "by", "to"} for i in kept)
    ):
        return []
    return [(" ".join(line.tokens[i].word for i in kept).lower(), kept[0], kept[-1])]


def _name(line: Line, grammar: Grammar, subject: Subject, index: int) -> list[Name]:
    """The noun with the nouns that modify it, unless it is general or the page's own subject; or what brackets list."""
    inside = _bracketed(line, grammar, index)
    if len(inside) > 1:
        return inside
    first = _reach(grammar, index)
    whole = grammar.nodes[first : index + 1]
    if stem(whole[-1].text) in _GENERIC:
        ours = {stem(n.text) for n in whole} & subject.stems
        if (stem(whole[-1].text) not in _KINDS and not ours) or any(
            stem(grammar.nodes[i].text) not in subject.stems for i in _within(grammar, index)
        ):
            return []
        nodes = [n for n in whole[:-1] if stem(n.text) not in _GENERIC | subject.stems | _PLAIN]
    else:
        nodes = [n for n in whole if n.tag != "JJ" and stem(n.text) not in _GENERIC]
        if {stem(n.text) for n in nodes} & subject.stems:
            nodes = [
                n
                for n in grammar.nodes[_reach(grammar, index) : index]
                if stem(n.text) not in _GENERIC | subject.stems | _PLAIN
            ]
    if not nodes or not nodes[-1].text[0].isalpha() or nodes[0].text.lower() in {"fda", "the"}:
        return []
    name = re.sub(r" ?- ?", "-", " ".join(n.text for n in nodes))
    spot = [i for i, t in enumerate(line.tokens) if t.start < nodes[-1].end and nodes[0].start < t.end]
    return [(name.lower() if name[1:].islower() or " " in name else name, spot[0], spot[-1])] if spot else []


def _reach(grammar: Grammar, index: int) -> int:
    """Where the words that modify a noun begin."""
    while (
        index > 0
        and grammar.nodes[index - 1].tag in _MODIFYING
        and grammar.nodes[index - 1].dep in {"compound", "amod", "punct", "npadvmod"}
    ):
        index -= 1
    return index


_MODIFYING = NOUNS | {"JJ", "HYPH", "VBG", "VBN"}
_KINDS = frozenset(stem(w) for w in "form type subtype kind variant presentation one".split())
"""General nouns that their modifiers name: ``the relapsing form``."""
_PLAIN = frozenset(
    stem(w)
    for w in (
        "most common more rare new other next first only main typical severe mild early late approved currently "
        "different various several many certain special affected main known major similar common possible "
        "specific serious second third frequent commonest usual prevalent"
    ).split()
)


def _bracketed(line: Line, grammar: Grammar, index: int) -> list[Name]:
    """The names that stand in brackets right behind a noun, as ``Alpha, Beta and Gamma``."""
    end = grammar.nodes[index].end
    at = next((i for i, t in enumerate(line.tokens) if t.start >= end), len(line.tokens))
    if at >= len(line.tokens) or line.tokens[at].word != "(":
        return []
    names: list[Name] = []
    for i in range(at + 1, len(line.tokens)):
        if line.tokens[i].word == ")":
            return names
        if line.tokens[i].word[:1].isupper():
            names.append((line.tokens[i].word, i, i))
        elif line.tokens[i].word not in {",", "and", "or"}:
            return []
    return []
