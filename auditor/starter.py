"""What a team starts with: a commented configuration, an empty decisions file, a first pack: one rule and its cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from auditor.config import FILE, KEYS, Key
from auditor.decisions import DECISIONS_FILE
from auditor.decisions.writing import HEAD

PACK = "rules/house"
"""The folder of the first pack."""
_TOP = """\
# Settings of the auditor.  The command line comes before the environment (AUDITOR_FAIL_ON and the like), that before
# this file, that before the default; "auditor config" prints every value and where it came from.  Names of files and
# folders are seen from here.
"""
_RULES = """\
# Shipped packs ({shipped}), or folders of rules: those named here are used, on whatever the documents are about.
# Without this line all shipped ones are used, each on documents of its field.
rules = {named}
"""
_MANIFEST = """\
# A pack is a folder: this file, a YAML an attribute, and its cases beside it.  The version stands in every report.
version: "0.1"
"""
_RULE = """\
# An example to change: what a rule reads, an attribute a file.  Strike both files if you sell nothing.
attribute: delivery time
kind: numeric               # or choice (names), or polarity (yes or no)
unit: day                   # weeks are turned into it
about:                      # one of these cues must stand in the clause; ... is up to six words, # the figure
  - delivery takes
  - "delivered #"
  - "arrives #"
not_about: [return, refund] # none of these
scope: [place, condition]   # what may limit it: "in Norway", "by air"
severity: error             # how much a conflict matters: error, warning or info
"""
_CASES = """\
# What delivery_time.yaml is to read: a sentence, =>, and the reading, or nothing.
Delivery takes 3 to 5 days. => 3..5 day
Parcels are delivered within 2 weeks. => ..14 day
Your order arrives within 48 hours. => ..2 day
A return takes up to 30 days. => nothing
The shop has been open for 20 days. => nothing
"""


def starter(paths: Sequence[str], packs: Sequence[str], shipped: Sequence[str]) -> Mapping[str, str]:
    """The files of a start, by their names from the folder of the configuration.

    ``paths`` are the documents, ``packs`` the shipped packs to use beside the first one, of those in ``shipped``.
    """
    return {
        FILE: "\n".join([_TOP, *_settings(paths, packs, shipped)]),
        DECISIONS_FILE: HEAD,
        f"{PACK}/pack.yaml": _MANIFEST,
        f"{PACK}/delivery_time.yaml": _RULE,
        f"{PACK}/delivery_time.cases": _CASES,
    }


def _settings(paths: Sequence[str], packs: Sequence[str], shipped: Sequence[str]) -> Iterator[str]:
    """Every setting with what it means: the first two set, the others as remarks that show the default."""
    for key in KEYS:
        if key.name == "rules":
            yield _RULES.format(shipped=", ".join(shipped), named=_list([*packs, PACK]))
        elif key.name == "paths":
            yield f"# {key.help}\npaths = {_list(paths)}\n"
        else:
            yield f"# {key.help}{_options(key)}\n# {key.name} = {_default(key)}\n"


def _options(key: Key) -> str:
    return f" One of {', '.join(key.options)}." if key.options else ""


def _default(key: Key) -> str:
    return json.dumps(key.default) if isinstance(key.default, str) else _list(key.default)


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(json.dumps(text, ensure_ascii=False) for text in texts)}]"
