"""The trained pipeline: the only module that imports spaCy, and without the parts of it that nothing here uses."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import ModuleType
from typing import Any

from auditor.modelfiles import model_name

UNUSED = ["ner", "senter", "lemmatizer", "attribute_ruler"]
_TERMINAL = "spacy.cli.info"


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """The pipeline of the installed model, loaded when it is first asked for.  Raises ``ModelError``.

    With numpy's matrix product: two to four times as fast as the one that spaCy brings.  One thread multiplies: the
    matrices are small, and threads would only wait for each other.  numpy reads that when it comes in, with spaCy.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    name = model_name()
    with _without_terminal():
        model = importlib.import_module(name)
    with importlib.import_module("thinc.api").use_ops("numpy", use_blis=False):
        loaded = model.load(exclude=UNUSED)
    gc.freeze()  # the pipeline's objects never die: the collector need not walk them again and again
    return loaded


@contextmanager
def _without_terminal() -> Iterator[None]:
    """Import spaCy without its command line, for which it imports an HTTP client and more: two fifths of its start.

    What spaCy takes from there, the function ``info``, is put in its place and imports the real one when it is called.
    """
    if "spacy" in sys.modules:
        yield
        return
    stand_in = ModuleType(_TERMINAL)
    stand_in.info = _info  # type: ignore[attr-defined]
    sys.modules[_TERMINAL] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(_TERMINAL) is stand_in:
            del sys.modules[_TERMINAL]


def _info(*given: Any, **named: Any) -> Any:
    return importlib.import_module(_TERMINAL).info(*given, **named)
