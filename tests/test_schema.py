"""The JSON Schema of a pack's files: it takes what the reader takes, and refuses what the reader refuses."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from auditor.cli import main
from auditor.packs.schema import FILES, schema

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sorted((ROOT / "rules").glob("*/*.yaml"))
RULE = {"attribute": "range", "kind": "numeric", "unit": "km", "about": ["range"]}


@cache
def validator(file: str) -> Any:
    jsonschema.Draft202012Validator.check_schema(schema(file))
    return jsonschema.Draft202012Validator(schema(file))


def kind_of(path: Path) -> str:
    return path.stem if path.stem in FILES else "rule"


@pytest.mark.parametrize("pack", sorted({path.parent.name for path in SHIPPED}))
def test_every_shipped_file_validates(pack: str) -> None:
    yaml = YAML(typ="safe")
    for path in (path for path in SHIPPED if path.parent.name == pack):
        text = path.read_text(encoding="utf-8")
        read = json.loads(json.dumps(yaml.load(text), default=str))
        errors = [error.message for error in validator(kind_of(path)).iter_errors(read)]
        assert not errors, f"{path}: {errors}"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "numerical"},
        {"abuot": ["range"]},
        {"about": "range"},
        {"about": ["a (b|c)"]},
        {"about": ["... range"]},
        {"about": ["range", "range"]},
        {"scope": ["plaec"]},
        {"range": [1]},
        {"values": ["a"]},
        {"holds": ["goes far"]},
        {"severity": "fatal"},
        {"single": "very"},
        {"attribute": ""},
        {"unit": None},
        {"about": None},
    ],
    ids=str,
)
def test_a_mistake_in_a_rule_does_not_validate(change: dict[str, Any]) -> None:
    assert validator("rule").is_valid(RULE)
    wrong = {key: value for key, value in {**RULE, **change}.items() if value is not None}
    assert not validator("rule").is_valid(wrong)


def test_facts_need_their_source_and_a_real_day() -> None:
    fact = {"attribute": "a", "values": ["b"], "since": "2024-05-31", "source": "A notice"}
    assert validator("facts").is_valid([fact])
    assert not validator("facts").is_valid([{**fact, "since": "May 2024"}])
    assert not validator("facts").is_valid([{key: value for key, value in fact.items() if key != "source"}])
    assert not validator("pack").is_valid({"verison": "1"})


def test_the_command_prints_the_schema() -> None:
    for file in FILES:
        done = CliRunner().invoke(main, ["rules", "schema", file])
        assert done.exit_code == 0 and json.loads(done.output) == schema(file)
