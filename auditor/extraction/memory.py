"""What a reader found in the documents that it met last: where one of many is saved, it reads that one anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

CHARACTERS = 1_000_000
"""So much text is remembered at most, counted once for its sentences and once for what is read in them."""
_Found = TypeVar("_Found")


class Memory:
    """Results by what they were found in; those asked for longest ago are forgotten first."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._size = 0

    def of(self, key: Hashable, size: int, find: Callable[[], _Found]) -> _Found:
        """The result for ``key``, found now where it is not remembered; nobody may change it.

        ``size`` is the length of the text in characters.

        >>> memory = Memory()
        >>> memory.of("a", 1, lambda: 1), memory.of("a", 1, lambda: 2), memory.of("b", 1, lambda: 3)
        (1, 1, 3)
        >>> big = memory.of("c", CHARACTERS, lambda: 4)
        >>> memory.of("a", 1, lambda: 5)
        5
        """
        if key in self._held:
            self._held.move_to_end(key)
            known: _Found = self._held[key][1]
            return known
        found = find()
        self._held[key] = (size, found)
        self._size += size
        while self._size > CHARACTERS:
            self._size -= self._held.popitem(last=False)[1][0]
        return found
