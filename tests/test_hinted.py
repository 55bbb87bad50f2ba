"""The hints of stock phrases: every text that a pattern matches holds one of them."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from auditor.extraction.assertions.hinted import Hinted, hinted

# The package shows the functions of these names, not the modules.
answers, stock = (import_module(f"auditor.extraction.assertions.{name}") for name in ("answers", "stock"))


def _all() -> list[Hinted]:
    named = [each for module in (answers, stock) for each in vars(module).values() if isinstance(each, Hinted)]
    return [*named, *answers._LACKING, *answers._FOUND, *(phrase.pattern for phrase in stock._PHRASES)]


def test_there_are_patterns() -> None:
    assert len(_all()) > 30


@pytest.mark.parametrize("each", _all(), ids=lambda each: each.hints[0])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_match_holds_a_hint(each: Hinted, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(_without_lookbehind(each.pattern)))
    found = each.pattern.search(text)
    assume(found is not None)
    assert found and any(hint in found.group() for hint in each.hints)


def _without_lookbehind(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern that draws texts which mostly match: names that must end in some words are given those words."""
    ended = re.sub(r"\(\?:(?:\(\?<=\w+\)\|?)+\)", " Exchange", pattern.pattern)
    return re.compile(ended.replace("(?<= Group)", " Group"))


def test_a_missing_hint_is_noticed() -> None:
    wrong = hinted("sea", "lake|sea")
    assert not list(wrong.finditer("the lake")) and list(wrong.finditer("the sea"))
