"""The JSON Schema of a pack's files, made from the tables that the reader itself checks by.

Editors validate and complete YAML by it.  It says which keys a file has, of which type, and what a kind cannot do
without; that a fact's attribute has a rule, or that a range ends after it begins, only ``auditor rules check`` sees.
"""

from __future__ import annotations

import json
from typing import Any

from auditor.model import ASPECTS, Severity
from auditor.packs.files import FACT_KEYS, KINDS, NEEDS, ONLY, PACK_KEYS, RULE_KEYS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILES = ("rule", "facts", "pack")
"""The kinds of file that have a schema: a rule, ``facts.yaml``, ``pack.yaml``."""

Form = dict[str, Any]

_TEXT: Form = {"type": ["string", "number"], "pattern": r"\S"}
_DAY: Form = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXTS: Form = {"type": "array", "items": _TEXT, "uniqueItems": True}
_CUE: Form = {
    "type": ["string", "number"],
    "pattern": r"^(?!\s*\.\.\.)(?!.*\.\.\.\s*$)(?!.*[|()*+?\[\]{}^$_&;:!,])\s*\S.*$",
}
_CUES: Form = {"type": "array", "items": _CUE, "uniqueItems": True}
_NAMED: Form = {"oneOf": [_CUES, {"type": "object", "additionalProperties": _CUES}]}
_BOUNDS: Form = {"type": "array", "items": {"type": ["number", "null"]}, "minItems": 2, "maxItems": 2}

_RULE: Form = {
    "attribute": {**_TEXT, "description": "What is measured or said, in a reviewer's words."},
    "kind": {"enum": list(KINDS), "description": "A figure, a name out of some, or a yes or no."},
    "unit": {**_TEXT, "description": "The unit, in the singular, into which readings are turned."},
    "about": {**_CUES, "description": "One of these cues must stand in the clause, the label or the heading."},
    "with": {**_CUES, "description": "One of these must stand in the sentence besides."},
    "headings": {**_CUES, "description": "Cues that are enough in a heading or a label."},
    "not_about": {**_CUES, "description": "None of these may stand in the clause."},
    "values": {**_NAMED, "description": "Names, each with the forms in which it is written."},
    "open_values": {
        "enum": ["names", "symbols", "releases", "medicines"],
        "description": "Names that are not listed are read from the text.",
    },
    "holds": {**_CUES, "description": "Cues that say yes."},
    "denies": {**_CUES, "description": "Cues that say no."},
    "scope": {"type": "array", "items": {"enum": list(ASPECTS)}, "uniqueItems": True,
              "description": "What may limit it."},
    "implies": {"type": "object", "additionalProperties": _TEXT, "propertyNames": {"enum": list(ASPECTS)},
                "description": "The scope where the text states none."},
    "range": {**_BOUNDS, "description": "Plausible bounds in the unit; null for an open end."},
    "complement": {**_TEXT, "description": "The attribute that makes up 100 percent with this one."},
    "confused_with": {**_TEXTS, "description": "Attributes that readers take for this one."},
    "share_of": {**_TEXT, "description": "The attribute, in percent, that the values put into words."},
    "shares": {"type": "object", "additionalProperties": _BOUNDS, "description": "The share each value can mean."},
    "clashes": {"type": "object", "additionalProperties": _TEXTS, "propertyNames": {"enum": ["yes", "no"]},
                "description": "Attributes beside which that answer cannot stand."},
    "before": {**_TEXTS, "description": "Attributes of which no figure can be smaller than of this one."},
    "ratio_of": {**_TEXTS, "minItems": 2, "maxItems": 2, "description": "The two shares of a whole whose ratio it is."},
    "ends_as": {**_TEXT, "description": "The attribute whose dated facts take a name out of this one."},
    "single": {"type": "boolean", "description": "Only one value can be true."},
    "changes": {"type": "boolean", "description": "It changes with time: a newer document may supersede an older."},
    "severity": {"enum": [each.value for each in Severity], "description": "How much a conflict matters."},
    "note": {**_TEXT, "description": "A remark for authors; not read."},
}  # fmt: skip
_FACT: Form = {
    "attribute": {**_TEXT, "description": "The attribute of a rule."},
    "subject": {**_TEXT, "description": "Whose fact it is; may be left out where the pack has one subject."},
    "values": {**_TEXTS, "minItems": 1, "description": "What has held since then."},
    "since": {**_DAY, "description": "The day from which they hold, such as 2017-05-05."},
    "until": {**_DAY, "description": "The day on which they ceased to hold."},
    "place": {**_TEXT, "description": "Where they hold."},
    "source": {**_TEXT, "description": "The document that the fact rests on."},
    "checked": {**_DAY, "description": "The day on which somebody looked."},
}
_PACK: Form = {
    "version": {**_TEXT, "description": "The pack's version, shown in every report."},
    "description": {**_TEXT, "description": "What the pack reads, in a sentence."},
    "subjects": {"type": "object", "additionalProperties": _TEXTS, "description": "Subjects with their other names."},
    "signs": {**_TEXTS, "description": "Words of the field: most documents must hold three of them."},
    "beside": {**_TEXTS, "description": "Packs beside which this one is used, and its cases are read."},
    "replaces": {**_TEXTS, "description": "Rules of other packs, as pack/rule, that this one makes needless."},
}


def schema(file: str = "rule") -> Form:
    """The schema of one kind of file of a pack: ``rule``, ``facts`` or ``pack``."""
    form = {"rule": _rule, "facts": _facts, "pack": _pack}[file]()
    return {"$schema": DRAFT, "title": f"auditor: {file} of a rule pack", **form}


def render(file: str = "rule") -> str:
    """The same as JSON text."""
    return json.dumps(schema(file), indent=1, ensure_ascii=False) + "\n"


def _rule() -> Form:
    needed = [
        {"if": _of(kind), "then": {"allOf": [_one_of(group) for group in groups]}} for kind, groups in NEEDS.items()
    ]
    alien = [
        {"if": _of(kind), "then": {"properties": {key: False for key, owner in ONLY.items() if owner != kind}}}
        for kind in KINDS
    ]
    return {**_mapping(_RULE, RULE_KEYS, ("attribute", "kind")), "allOf": [*needed, *alien]}


def _facts() -> Form:
    return {"type": "array", "items": _mapping(_FACT, FACT_KEYS, ("attribute", "values", "since", "source"))}


def _pack() -> Form:
    return _mapping(_PACK, PACK_KEYS, ())


def _mapping(properties: Form, keys: set[str], required: tuple[str, ...]) -> Form:
    """A mapping with these keys and no others.  KeyError where the reader knows a key that is not described here."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {key: properties[key] for key in sorted(keys)},
    }


def _of(kind: str) -> Form:
    return {"properties": {"kind": {"const": kind}}, "required": ["kind"]}


def _one_of(keys: tuple[str, ...]) -> Form:
    return {"anyOf": [{"required": [key]} for key in keys]}
