"""One YAML file of a pack: its nodes with their positions, and every complaint about them."""

from __future__ import annotations

import difflib
import itertools
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_BYTES = 2_000_000
"""A larger file is refused: no list of cues that somebody wrote is as long."""

MOST_GAPS, MOST_VARIANTS, MOST_WORDS = 3, 2000, 24
"""A cue with more is refused: every gap and every choice multiplies the work, and no cue that serves has more."""

FEW = 12
"""How many known names a complaint lists."""

Keys: TypeAlias = Mapping[str, Node]

_NOT_MAPPING = "must be a mapping (key: value)"
_NOT_LIST = "must be a list ([a, b] or one '- a' a line)"
_TAG = "tag:yaml.org,2002:"
_NOT_TEXT = {"null": "nothing", "bool": "true or false", "merge": "<<"}
_WORD = re.compile(r"[\w'%.#-]+(?:/[\w'%.#-]+)*")
_MEANING = re.compile(r"[^\W_]|[%#]")


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a complaint about an unknown word: the nearest known one, else all of them where they are few.

    >>> nearest("survial time", ["survival time", "incidence"])
    '; did you mean survival time?'
    >>> nearest("x", ["health", "als"])
    '; known: als, health'
    """
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; known: {', '.join(names)}" if 0 < len(names) <= FEW else ""


def cue_fault(cue: str) -> str:
    """What is wrong with a cue, or nothing.

    >>> cue_fault("die within ... #")
    ''
    >>> cue_fault("die (within|after)")
    "holds '(within|after)': only words, numbers, '...', a/b and # are read"
    """
    tokens = cue.split()
    for token in tokens:
        if token == "...":
            continue
        if "_" in token or ".." in token or not _WORD.fullmatch(token) or not _MEANING.search(token):
            return f"holds {token!r}: only words, numbers, '...', a/b and # are read"
    if not tokens:
        return "is empty"
    if tokens.count("...") > MOST_GAPS:
        return f"holds {tokens.count('...')} gaps; at most {MOST_GAPS} are read: write several cues"
    variants = math.prod(len(token.split("/")) for token in tokens)
    if variants > MOST_VARIANTS or len(tokens) > MOST_WORDS:
        return f"has {len(tokens)} words and {variants} variants; at most {MOST_WORDS} and {MOST_VARIANTS} are read"
    if "..." in (tokens[0], tokens[-1]) or ("...", "...") in itertools.pairwise(tokens):
        return "needs a word on each side of '...'"
    return ""


class Page:
    """Reads one YAML file, a mapping or else a list at its top.

    Every method returns a value of the asked type, and notes in ``errors`` what was wrong: line and column, both
    counted from one, and a message.  ``root`` is None where the file could not be read at all.
    """

    def __init__(self, path: str, data: bytes, top: type[Node] = MappingNode) -> None:
        self.path = path
        self.errors: list[tuple[int, int, str]] = []
        root = self._compose(data)
        if root is not None and not isinstance(root, top):
            self.complain(root, _NOT_MAPPING if top is MappingNode else _NOT_LIST)
        self.root = None if self.errors else root

    def messages(self) -> list[str]:
        """The complaints in the order in which they stand in the file."""
        return [f"{self.path}:{line}:{column}: {message}" for line, column, message in sorted(set(self.errors))]

    def complain(self, node: Node | None, message: str) -> None:
        """Notes that something is wrong at a node, or at the top of the file."""
        self.errors.append((*position(node), message))

    def keys(self, node: Node | None, known: Iterable[str] | None = None) -> Keys:
        """The entries of a mapping by key; unknown keys are errors where ``known`` is given, duplicates always."""
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self.complain(node, _NOT_MAPPING)
            return {}
        names = None if known is None else set(known)
        entries: dict[str, Node] = {}
        for key, value in node.value:
            name = self.text(key)
            if name in entries:
                self.complain(key, f"duplicate key {name!r}")
            elif name and names is not None and name not in names:
                self.complain(key, f"unknown key {name!r}{nearest(name, names)}")
            elif name:
                entries[name] = value
        return entries

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """The members of a list."""
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.complain(node, _NOT_LIST)
            return ()
        return tuple(node.value)

    def text(self, node: Node | None) -> str:
        """A scalar as written, white space collapsed; numbers and dates count as text, empty values do not."""
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            what = "a mapping (its colon makes it one)" if isinstance(node, MappingNode) else "a list"
            self.complain(node, f"must be text, not {what}")
            return ""
        tag = str(node.tag).removeprefix(_TAG)
        text = " ".join(node.value.split())
        if tag in _NOT_TEXT or not text:
            self.complain(node, f"must be text, not {_NOT_TEXT.get(tag, 'empty')} (quote it if it is meant)")
            return ""
        return text

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts, each once."""
        return self._each(self.items(node))

    def cues(self, node: Node | None) -> tuple[str, ...]:
        """A list of cues, each once."""
        return self._each(self.items(node), cue_fault)

    def pick(self, node: Node | None, options: Iterable[str], default: str = "") -> str:
        """One of the options."""
        if node is None:
            return default
        text = self.text(node)
        if text and text not in set(options):
            self.complain(node, f"{text!r} is not possible here{nearest(text, options)}")
            return default
        return text or default

    def flag(self, node: Node | None) -> bool:
        """``true`` or ``false``; false where the key is missing."""
        if node is None:
            return False
        if str(node.tag) != _TAG + "bool":
            self.complain(node, "must be true or false")
            return False
        return str(node.value).lower() == "true"

    def number(self, node: Node) -> float | None:
        """A finite number, or None for ``null``."""
        tag = str(node.tag).removeprefix(_TAG)
        if tag == "null":
            return None
        try:
            number = float(node.value) if tag in ("int", "float") else math.nan
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.complain(node, "must be a number, or null for an open end")
            return None
        return number

    def day(self, node: Node | None) -> str:
        """An ISO 8601 date with its day; empty where the key is missing."""
        text = self.text(node)
        if not text:
            return ""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            self.complain(node, f"{text!r} is no date; write 2024-05-31")
            return ""

    def _each(self, members: Iterable[Node], fault: Callable[[str], str] = lambda _: "") -> tuple[str, ...]:
        seen: dict[str, None] = {}
        for member in members:
            text = self.text(member)
            if text and fault(text):
                self.complain(member, f"cue {text!r} {fault(text)}")
            elif text in seen:
                self.complain(member, f"{text!r} is listed twice")
            elif text:
                seen[text] = None
        return tuple(seen)

    def _compose(self, data: bytes) -> Node | None:
        """The node tree of the file, or None with a complaint."""
        if len(data) > MAX_BYTES:
            self.complain(None, f"is {len(data):,} bytes long; at most {MAX_BYTES:,} are read")
            return None
        try:
            yaml = YAML(typ="safe", pure=True)
            yaml.composer.warn_double_anchors = False  # one is an error already
            root: Node | None = yaml.compose(data.decode("utf-8-sig"))
            self._refuse(root)
            if root is None:
                self.complain(None, "is empty")
            return root
        except UnicodeDecodeError as error:
            self.errors.append((data[: error.start].count(b"\n") + 1, 1, "is not UTF-8"))
        except RecursionError:
            self.complain(None, "is nested too deeply")
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.errors.append((*place, str(error.problem or error.context)))
        except YAMLError as error:
            self.complain(None, " ".join(str(error).split()))
        return None

    def _refuse(self, node: Node | None) -> None:
        """Complains of anchors, aliases and tags: a rule says what it says where it stands."""
        if node is None:
            return
        if node.anchor is not None:
            self.complain(node, f"anchors and aliases (&{node.anchor}) are not read")
            return
        if not str(node.tag).startswith(_TAG):
            self.complain(node, f"tags ({node.tag}) are not read")
        if isinstance(node, MappingNode):
            for key, value in node.value:
                self._refuse(key)
                self._refuse(value)
        elif isinstance(node, SequenceNode):
            for member in node.value:
                self._refuse(member)


def position(node: Node | None) -> tuple[int, int]:
    """Line and column of a node, counted from one; the top of the file for None."""
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (1, 1)
