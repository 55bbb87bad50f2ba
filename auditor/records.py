"""The nouns as plain rows of JSON, both ways: what the store keeps and what is sent to other processes.

A dataclass is a list of its fields in their order, a decimal is its text, an enumeration its value, one of several
dataclasses a pair of its name and its row.  Rows hold no field names: they are read back by the same version only.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Form(NamedTuple):
    """How values of one type become JSON, and come back; None where they are JSON already."""

    down: Callable[[Any], Any] | None
    up: Callable[[Any], Any] | None


def dumps(value: object, kind: object) -> str:
    """A value of the type ``kind`` as one line of ASCII JSON: equal values give equal text.

    >>> from auditor.model import Span
    >>> dumps((Span(1, 5), Span(7, 9, "menu")), tuple[Span, ...])
    '[[1,5,""],[7,9,"menu"]]'
    """
    return json.dumps(row_of(value, kind), separators=(",", ":"))


def loads(text: str | bytes, kind: type[T] | types.UnionType) -> T:
    """The value of the type ``kind`` that ``dumps`` wrote; raises ValueError or TypeError where it is none.

    >>> from auditor.model import Span
    >>> loads('[1,5,"menu"]', Span)
    Span(start=1, end=5, note='menu')
    """
    return of_row(json.loads(text), kind)


def row_of(value: object, kind: object) -> Any:
    """A value of the type ``kind`` as what JSON can hold.

    >>> from auditor.model import Span
    >>> row_of(Span(1, 5), Span)
    [1, 5, '']
    """
    down = form(kind).down
    return value if down is None else down(value)


def of_row(row: Any, kind: type[T] | types.UnionType) -> T:
    """The value of the type ``kind`` that ``row_of`` told; the row is used up.  Raises ValueError or TypeError."""
    up = form(kind).up  # type: ignore[arg-type]
    value: T = row if up is None else up(row)
    return value


@lru_cache(maxsize=256)
def form(kind: Any) -> Form:
    """The form of a type: a dataclass, an enumeration, Decimal, a tuple, a mapping, a union, or what JSON has."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Form(lambda value: value.value, kind)
    if kind is Decimal:
        return Form(str, Decimal)
    origin, given = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _of_union(given)
    if origin is tuple and given[-1:] != (Ellipsis,):
        return _of_pair([form(each) for each in given])
    if origin in (tuple, Sequence):
        return _of_list(form(given[0]))
    if origin in (dict, Mapping):
        return _of_mapping(form(given[1]))
    if kind in (str, int, float, bool, type(None)) or origin is Literal:
        return Form(None, None)
    raise TypeError(f"{kind}: no form in JSON is known for this type")


def _of_dataclass(kind: type) -> Form:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    forms = [form(hints[name]) for name in names]
    downs = [(name, each.down) for name, each in zip(names, forms, strict=True)]
    ups = [(place, each.up) for place, each in enumerate(forms) if each.up is not None]

    def down(value: Any) -> list[Any]:
        return [getattr(value, name) if turn is None else turn(getattr(value, name)) for name, turn in downs]

    def up(row: list[Any]) -> Any:
        if len(row) != len(names):
            raise ValueError(f"{kind.__name__}: expected {len(names)} fields, found {len(row)}")
        for place, turn in ups:
            row[place] = turn(row[place])
        return kind(*row)

    return Form(down, up)


def _of_union(kinds: Sequence[Any]) -> Form:
    """One type or nothing, or one of several dataclasses, told apart by name."""
    some = [kind for kind in kinds if kind is not type(None)]
    if all(kind in (int, float, str) for kind in some):
        return Form(None, None)
    if len(some) < len(kinds):
        down, up = form(some[0] if len(some) == 1 else Union[tuple(some)])  # noqa: UP007 - of a computed list
        return Form(
            lambda value: value if value is None or down is None else down(value),
            lambda row: row if row is None or up is None else up(row),
        )
    forms = {kind.__name__: form(kind) for kind in some}
    downs = {kind: (kind.__name__, forms[kind.__name__].down) for kind in some}

    def tagged(value: Any) -> list[Any]:
        name, turn = downs[type(value)]
        return [name, value if turn is None else turn(value)]

    def told(row: list[Any]) -> Any:
        turn = forms[row[0]].up
        return row[1] if turn is None else turn(row[1])

    return Form(tagged, told)


def _of_pair(forms: Sequence[Form]) -> Form:
    """A tuple of a fixed length."""
    if all(each == (None, None) for each in forms):
        return Form(list, tuple)
    return Form(
        lambda value: [v if f.down is None else f.down(v) for f, v in zip(forms, value, strict=True)],
        lambda row: tuple(v if f.up is None else f.up(v) for f, v in zip(forms, row, strict=True)),
    )


def _of_list(inner: Form) -> Form:
    down, up = inner
    return Form(list if down is None else lambda value: [*map(down, value)], tuple if up is None else _tuple_of(up))


def _tuple_of(up: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda row: tuple(map(up, row))


def _of_mapping(inner: Form) -> Form:
    """A mapping from text; its order is kept."""
    down, up = inner
    return Form(
        lambda value: dict(value) if down is None else {key: down(each) for key, each in value.items()},
        lambda row: row if up is None else {key: up(each) for key, each in row.items()},
    )
