"""The pack loader: what it reads, and how it says no."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.model import Severity
from auditor.packs import RuleError, load, shipped
from auditor.rules import Pack

ROOT = Path(__file__).resolve().parents[1]
Write = Callable[..., Path]

SPEED = """\
attribute: top speed
kind: numeric
unit: kilometre
about: [top speed, 'run ... at #']
with: [downhill/uphill]
headings: [Speed]
not_about: [5-speed gearbox]
scope: [condition, place]
implies: {condition: loaded}
range: [1, null]
severity: warning
single: true
note: Ignored by the reader.
"""
COLOURS = "attribute: colours\nkind: choice\nabout: [painted]\nvalues: {red: [red, crimson], blue: []}\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the files of a pack called trains and returns its folder."""

    def files(**texts: str) -> Path:
        folder = tmp_path / "trains"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return files


def only(folder: Path) -> Pack:
    return load([str(folder)]).packs[0]


def errors(folder: Path) -> list[str]:
    """What the loader has against a folder, without the folder's path."""
    with pytest.raises(RuleError) as caught:
        load([str(folder)])
    return [error.replace(f"{folder}/", "") for error in caught.value.errors]


def test_numeric_rule(write: Write) -> None:
    pack = only(write(speed=SPEED))
    rule = pack.rules[0]
    assert (pack.name, rule.pack, rule.name, rule.attribute) == ("trains", "trains", "speed", "top speed")
    assert (rule.kind, rule.unit, rule.range, rule.severity) == ("numeric", "kilometre", (1.0, None), Severity.WARNING)
    assert rule.about == ("top speed", "run ... at #")
    assert (rule.with_, rule.headings, rule.not_about) == (("downhill/uphill",), ("Speed",), ("5-speed gearbox",))
    assert (rule.scope, dict(rule.implies), rule.single) == (("condition", "place"), {"condition": "loaded"}, True)
    assert rule.path.endswith("trains/speed.yaml") and rule.line == 1


def test_choice_values_by_forms_or_by_name(write: Write) -> None:
    makers = "attribute: makers\nkind: choice\nheadings: [Makers]\nvalues: [Alder, Birch & Sons]\n"
    assert errors(write(makers=makers)) == [
        "makers.yaml:4:17: cue 'Birch & Sons' holds '&': only words, numbers, '...', a/b and # are read"
    ]
    colours, named = only(write(colours=COLOURS, makers=makers.replace(" & Sons", ""))).rules
    assert colours.values == {"red": ("red", "crimson"), "blue": ("blue",)}
    assert named.values == {"Alder": ("Alder",), "Birch": ("Birch",)}


def test_polarity_and_yaml_1_2(write: Write) -> None:
    rule = only(write(steam="attribute: steam\nkind: polarity\nholds: [yes, runs on steam]\ndenies: [no]\n")).rules[0]
    assert (rule.holds, rule.denies) == (("yes", "runs on steam"), ("no",))


def test_facts_and_manifest(write: Write) -> None:
    fact = "- {attribute: colours, values: [blue], since: 2001-02-03, until: 2004-01-01, source: Works log}\n"
    manifest = "version: 2\ndescription: Trains.\nsubjects: {Old Molly: [Molly, engine 7]}\n"
    pack = only(write(colours=COLOURS, facts=fact, pack=manifest))
    assert (pack.version, pack.subjects) == ("2", {"Old Molly": ("Molly", "engine 7")})
    found = pack.facts[0]
    assert (found.subject, found.values, found.since, found.until) == (
        "Old Molly",
        ("blue",),
        "2001-02-03",
        "2004-01-01",
    )
    assert (found.source, found.line) == ("Works log", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("attribute: a\nkind: numeric\nabuot: [b]\nunit: year", ["1:1: a numeric rule needs about or headings",
                                                                 "3:1: unknown key 'abuot'; did you mean about?"]),
        ("attribute: a\nkind: numerical\n", ["2:7: 'numerical' is not possible here; did you mean numeric?"]),
        ("kind: polarity\n", ["1:1: a polarity rule needs holds or denies", "1:1: attribute is missing"]),
        ("attribute: a\nabout: [b]\n", ["1:1: kind is missing: one of numeric, choice, polarity"]),
        ("attribute: a\nkind: numeric\nabout: [b]\n", ["1:1: a numeric rule needs unit"]),
        ("attribute: a\nkind: choice\nvalues: [b]\n", ["1:1: a choice rule needs about or headings"]),
        ("attribute: a\nkind: choice\nabout: [b]\n", ["1:1: a choice rule needs values or open_values"]),
        ("attribute: a\nkind: polarity\nholds: [b]\nunit: year\n",
         ["4:7: unit belongs to numeric rules; this one is polarity"]),
        (SPEED.replace("kilometre", "years"), ["3:7: units stand in the singular: year"]),
        (SPEED + "unit: mile\n", ["14:1: duplicate key 'unit'"]),
        (SPEED.replace("Speed", "Sp(e)+d"),
         ["6:12: cue 'Sp(e)+d' holds 'Sp(e)+d': only words, numbers, '...', a/b and # are read"]),
        (SPEED.replace("run ... at #", "a ... b ... c ... d ... e"),
         ["4:20: cue 'a ... b ... c ... d ... e' holds 4 gaps; at most 3 are read: write several cues"]),
        (SPEED.replace("run ... at #", " ".join(["a/b"] * 12)),
         [f"4:20: cue '{' '.join(['a/b'] * 12)}' has 12 words and 4096 variants; at most 24 and 2000 are read"]),
        (SPEED.replace("run ... at #", "... at"), ["4:20: cue '... at' needs a word on each side of '...'"]),
        (SPEED.replace("[Speed]", "Speed"), ["6:11: must be a list ([a, b] or one '- a' a line)"]),
        (SPEED.replace("[Speed]", "[Speed, Speed]"), ["6:19: 'Speed' is listed twice"]),
        (SPEED.replace("[Speed]", "[true, ~]"), ["6:12: must be text, not true or false (quote it if it is meant)",
                                                 "6:18: must be text, not nothing (quote it if it is meant)"]),
        (SPEED.replace("[Speed]", "[Speed: high, [a]]"),
         ["6:12: must be text, not a mapping (its colon makes it one)", "6:25: must be text, not a list"]),
        (SPEED.replace("place]", "plaec]"), ["8:20: unknown aspect 'plaec'; did you mean place?"]),
        (SPEED.replace("condition: loaded", "cond: loaded"), ["9:11: unknown key 'cond'; did you mean condition?"]),
        (SPEED.replace("[1, null]", "[9, 1]"), ["10:8: the range ends (1) before it begins (9)"]),
        (SPEED.replace("[1, null]", "[1]"), ["10:8: a range is [low, high], null for an open end"]),
        (SPEED.replace("[1, null]", "[one, .inf]"), ["10:9: must be a number, or null for an open end",
                                                     "10:14: must be a number, or null for an open end"]),
        (SPEED.replace("warning", "fatal"), ["11:11: 'fatal' is not possible here; known: error, info, warning"]),
        (SPEED.replace("true", "very"), ["12:9: must be true or false"]),
        (SPEED + "complement: rest\n", ["1:1: no rule reads the attribute 'rest'"]),
        (SPEED + "before: [rest]\n", ["1:1: no rule reads the attribute 'rest'"]),
        (SPEED + "ratio_of: [top speed, rest]\n", ["1:1: no rule reads the attribute 'rest'"]),
        (SPEED + "ratio_of: [rest]\n",
         ["14:11: ratio_of is [attribute, attribute]: the first is so many times the second"]),
        ("attribute: &a b\nkind: *a\n", ["1:12: anchors and aliases (&a) are not read"]),
        ("attribute: !bang b\n", ["1:12: tags (!bang) are not read"]),
        ("attribute: [a\nkind: b\n", ["2:5: expected ',' or ']', but got ':'"]),
        ("- a\n", ["1:1: must be a mapping (key: value)"]),
        ("# nothing\n", ["1:1: is empty"]),
        ("[" * 1000, ["1:1: is nested too deeply"]),
        ("a: b\n---\nc: d\n", ["2:1: but found another document"]),
    ],
)  # fmt: skip
def test_rule_errors(write: Write, text: str, expected: list[str]) -> None:
    assert errors(write(rule=text)) == [f"rule.yaml:{error}" for error in expected]


def test_every_mistake_of_every_file_at_once(write: Write) -> None:
    fact = "- {attribute: colours, subject: Moly, values: [], since: 2001-02-30}\n"
    fact += "- {since: 2002-01-01, until: 2001-01-01}\n"
    folder = write(one="kind: x\n", two=COLOURS, facts=fact, pack="version: 1\nsubjects: {Molly: []}\n")
    found = errors(folder)
    for part in (
        "facts.yaml:1:3: source is missing",
        "facts.yaml:1:33: 'Moly' is no subject of the pack; did you mean Molly?",
        "facts.yaml:1:47: values is missing",
        "facts.yaml:1:58: '2001-02-30' is no date; write 2024-05-31",
        "facts.yaml:2:30: the fact ends (2001-01-01) before it begins (2002-01-01)",
        "one.yaml:1:1: attribute is missing",
        "one.yaml:1:7: 'x' is not possible here; known: choice, numeric, polarity",
    ):
        assert part in found


def test_two_rules_for_one_attribute_are_both_named(write: Write) -> None:
    folder = write(first=COLOURS, second=COLOURS)
    assert errors(folder) == ["second.yaml:1:1: attribute 'colours' has a rule already: first.yaml"]


def test_a_fact_without_a_rule_is_an_error(write: Write) -> None:
    fact = "- {attribute: colour, subject: Molly, values: [blue], since: 2001-02-03, source: Works log}\n"
    assert errors(write(colours=COLOURS, facts=fact)) == [
        "facts.yaml:1:1: no rule reads the attribute 'colour'; did you mean colours?"
    ]


def test_files_that_are_no_rules(write: Write, tmp_path: Path) -> None:
    folder = write(colours=COLOURS)
    (folder / "latin.yaml").write_bytes(b"attribute: x\nkind: caf\xe9\n")
    (folder / "huge.yaml").write_bytes(b"#" * 2_000_001)
    (folder / "other.yml").write_text(SPEED)
    found = errors(folder)
    assert "latin.yaml:2:1: is not UTF-8" in found
    assert "huge.yaml:1:1: is 2,000,001 bytes long; at most 2,000,000 are read" in found
    assert "other.yml: rename to .yaml" in found
    (tmp_path / "empty").mkdir()
    assert errors(tmp_path / "empty") == [f"{tmp_path}/empty: holds no rule (*.yaml)"]


def test_unknown_pack_names_the_known() -> None:
    with pytest.raises(RuleError) as caught:
        load(["heath"])
    assert caught.value.errors == ("heath: no such pack, nor a folder; did you mean health?",)


def test_two_packs_of_one_name(write: Write, tmp_path: Path) -> None:
    other = tmp_path / "other" / "trains"
    other.mkdir(parents=True)
    (other / "speed.yaml").write_text(SPEED)
    with pytest.raises(RuleError, match="another pack is called 'trains' already"):
        load([str(write(colours=COLOURS)), str(other)])
    assert len(load([str(other), str(other)]).packs) == 1


def test_limited_packs_come_first(write: Write, tmp_path: Path) -> None:
    general = tmp_path / "ships"
    general.mkdir()
    (general / "speed.yaml").write_text(SPEED)
    special = write(speed=SPEED, pack="subjects: {Molly: []}\n")
    assert [pack.name for pack in load([str(general), str(special)]).packs] == ["trains", "ships"]


def test_digest_follows_the_bytes(write: Write) -> None:
    before = only(write(speed=SPEED)).digest
    assert only(write(speed=SPEED)).digest == before
    assert only(write(speed=SPEED + "# a word\n")).digest != before
    assert len(before) == 64


def test_shipped_packs_load() -> None:
    rules = load()
    assert {"health", "als"} <= set(shipped())
    assert sorted(pack.name for pack in rules.packs) == list(shipped())
    limited = [bool(pack.subjects) for pack in rules.packs]
    assert limited == sorted(limited, reverse=True)
    assert rules.common.scope and rules.common.exclusive
    assert all(rule.path == f"rules/{pack.name}/{rule.name}.yaml" for pack in rules.packs for rule in pack.rules)


BITS = """attribute: a|kind: |numeric|range: [1, 2]|values:|about: [b]|unit: |- |{|}|[|]|: |  |&x |*x|!t |'|"|?|~|é"""
BITS_OF_YAML = st.sampled_from([*BITS.split("|"), "|", "\n", "\n", "\n", "\t", "\x00", "# "])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bits=st.lists(BITS_OF_YAML, max_size=16))
def test_any_text_is_a_rule_or_an_error(write: Write, bits: list[str]) -> None:
    folder = write(rule="".join(bits))
    try:
        load([str(folder)])
    except RuleError as error:
        assert all(line.startswith(str(folder)) for line in error.errors)


def test_the_wheel_carries_the_rules(tmp_path: Path) -> None:
    """Built, not installed: Python reads packages, and the auditor its rules, from the wheel as from a folder."""
    python = [sys.executable, "-I"]
    subprocess.run([*python, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    wheel = next(tmp_path.glob("*.whl"))
    code = f"import sys; sys.path.insert(0, {str(wheel)!r}); from auditor import packs; packs.load(); "
    code += "print(packs.__file__, packs.shipped())"
    ran = subprocess.run([*python, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert ran.stdout.startswith(str(wheel)) and ran.stdout.strip().endswith(str(shipped()))
