"""What each kind of file in a pack may say: a page of YAML in, a noun of ``auditor.rules`` out.

Every function returns a noun even where the page is wrong; the page holds the complaints, and the loader then gives up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from ruamel.yaml.nodes import Node, SequenceNode

from auditor.model import ASPECTS, Severity
from auditor.packs.page import Keys, Page, nearest, position
from auditor.rules import Common, Fact, Kind, Rule
from auditor.units import dimension

KINDS: Mapping[str, Kind] = {"numeric": "numeric", "choice": "choice", "polarity": "polarity"}
PLACE = {"pack", "name", "path", "line"}
RULE_KEYS = {f.name.rstrip("_") for f in fields(Rule)} - PLACE | {"note"}
FACT_KEYS = {f.name for f in fields(Fact)} - PLACE
PACK_KEYS = {"version", "description", "subjects", "signs", "beside", "replaces"}
COMMON_KEYS = {f.name for f in fields(Common)}

ONLY = {
    "unit": "numeric", "range": "numeric", "complement": "numeric", "confused_with": "numeric",
    "before": "numeric", "ratio_of": "numeric",
    "values": "choice", "open_values": "choice",
    "share_of": "choice", "shares": "choice", "ends_as": "choice",
    "holds": "polarity", "denies": "polarity", "clashes": "polarity",
}  # fmt: skip
"""Keys that mean something to one kind only."""

NEEDS: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    "numeric": (("unit",), ("about", "headings")),
    "choice": (("about", "headings"), ("values", "open_values")),
    "polarity": (("holds", "denies"),),
}
"""What a kind cannot do without: of each group, one key or more."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``pack.yaml`` says."""

    version: str = "0"
    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    description: str = ""
    beside: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


def read_rule(page: Page, pack: str, name: str) -> Rule:
    """The rule of a page: one attribute."""
    keys = page.keys(page.root, RULE_KEYS)
    kind = _kind(page, keys)
    page.text(keys.get("note"))
    return Rule(
        pack=pack,
        name=name,
        attribute=_required(page, keys, "attribute", page.root),
        kind=kind,
        unit=_unit(page, keys.get("unit")),
        about=page.cues(keys.get("about")),
        with_=page.cues(keys.get("with")),
        headings=page.cues(keys.get("headings")),
        not_about=page.cues(keys.get("not_about")),
        values=named_cues(page, keys.get("values")),
        open_values=page.pick(keys.get("open_values"), ("names", "symbols", "releases", "medicines"), ""),
        holds=page.cues(keys.get("holds")),
        denies=page.cues(keys.get("denies")),
        scope=_aspects(page, keys.get("scope")),
        implies={key: page.text(value) for key, value in page.keys(keys.get("implies"), ASPECTS).items()},
        range=_range(page, keys.get("range")),
        complement=page.text(keys.get("complement")),
        confused_with=page.texts(keys.get("confused_with")),
        share_of=page.text(keys.get("share_of")),
        shares={name: _range(page, node) for name, node in page.keys(keys.get("shares")).items()},
        clashes={key: page.texts(node) for key, node in page.keys(keys.get("clashes"), ("yes", "no")).items()},
        before=page.texts(keys.get("before")),
        ratio_of=_two(page, keys.get("ratio_of")),
        ends_as=page.text(keys.get("ends_as")),
        single=page.flag(keys.get("single")),
        changes=page.flag(keys.get("changes")),
        severity=Severity(page.pick(keys.get("severity"), tuple(Severity), Severity.ERROR)),
        path=page.path,
        line=position(page.root)[0],
    )


def read_facts(page: Page, pack: str, subjects: Mapping[str, tuple[str, ...]]) -> tuple[Fact, ...]:
    """The dated facts of a page.  ``subject`` may be left out where the pack has exactly one."""
    return tuple(_fact(page, node, pack, subjects) for node in page.items(page.root))


def read_manifest(page: Page) -> Manifest:
    """What a pack says of itself."""
    keys = page.keys(page.root, PACK_KEYS)
    return Manifest(
        version=page.text(keys.get("version")) or "0",
        subjects={name: page.texts(node) for name, node in page.keys(keys.get("subjects")).items()},
        signs=page.texts(keys.get("signs")),
        description=page.text(keys.get("description")),
        beside=page.texts(keys.get("beside")),
        replaces=page.texts(keys.get("replaces")),
    )


def read_common(page: Page) -> Common:
    """What all packs share."""
    keys = page.keys(page.root, COMMON_KEYS)
    scope = {aspect: named_cues(page, node) for aspect, node in page.keys(keys.get("scope"), ASPECTS).items()}
    places = {name: page.texts(node) for name, node in page.keys(keys.get("places")).items()}
    return Common(scope, places, page.cues(keys.get("exclusive")), named_cues(page, keys.get("concepts")))


def named_cues(page: Page, node: Node | None) -> dict[str, tuple[str, ...]]:
    """Canonical name -> its forms.  A list of names, like an empty list of forms, stands for the names themselves."""
    if isinstance(node, SequenceNode):
        return {name: (name,) for name in page.cues(node)}
    named: dict[str, tuple[str, ...]] = {}
    for name, forms in page.keys(node).items():
        named[name] = page.cues(forms) or (name,)
    return named


def _required(page: Page, keys: Keys, key: str, owner: Node | None) -> str:
    if key not in keys:
        page.complain(owner, f"{key} is missing")
    return page.text(keys.get(key))


def _kind(page: Page, keys: Keys) -> Kind:
    """The kind of a rule; checks that the keys fit it."""
    kind = KINDS.get(page.pick(keys.get("kind"), KINDS))
    if kind is None:
        if "kind" not in keys:
            page.complain(page.root, f"kind is missing: one of {', '.join(KINDS)}")
        return "numeric"
    for key, owner in ONLY.items():
        if key in keys and owner != kind:
            page.complain(keys[key], f"{key} belongs to {owner} rules; this one is {kind}")
    for group in NEEDS[kind]:
        if not any(key in keys for key in group):
            page.complain(page.root, f"a {kind} rule needs {' or '.join(group)}")
    return kind


def _unit(page: Page, node: Node | None) -> str:
    """A unit as ``auditor.units`` writes it.  A plural is refused: it would count as a noun, and meet nothing."""
    unit = page.text(node)
    single = unit.removesuffix("s")
    if unit and dimension(unit) == "count" != dimension(single):
        page.complain(node, f"units stand in the singular: {single}")
    return unit


def _aspects(page: Page, node: Node | None) -> tuple[str, ...]:
    aspects = page.texts(node)
    for member, aspect in zip(page.items(node), aspects, strict=False):
        if aspect not in ASPECTS:
            page.complain(member, f"unknown aspect {aspect!r}{nearest(aspect, ASPECTS)}")
    return aspects


def _two(page: Page, node: Node | None) -> tuple[str, ...]:
    """Two attributes, or none."""
    names = page.texts(node)
    if node is not None and len(names) != 2:
        page.complain(node, "ratio_of is [attribute, attribute]: the first is so many times the second")
        return ()
    return names


def _range(page: Page, node: Node | None) -> tuple[float | None, float | None]:
    if node is None:
        return (None, None)
    bounds = tuple(page.number(member) for member in page.items(node))
    if len(bounds) != 2:
        page.complain(node, "a range is [low, high], null for an open end")
        return (None, None)
    low, high = bounds
    if low is not None and high is not None and low > high:
        page.complain(node, f"the range ends ({high:g}) before it begins ({low:g})")
    return low, high


def _fact(page: Page, node: Node, pack: str, subjects: Mapping[str, tuple[str, ...]]) -> Fact:
    keys = page.keys(node, FACT_KEYS)
    since, until = page.day(keys.get("since")), page.day(keys.get("until"))
    if since and until and since > until:
        page.complain(keys["until"], f"the fact ends ({until}) before it begins ({since})")
    if not page.texts(keys.get("values")):
        page.complain(keys.get("values", node), "values is missing")
    if "since" not in keys:
        page.complain(node, "since is missing")
    return Fact(
        pack=pack,
        attribute=_required(page, keys, "attribute", node),
        subject=_subject(page, keys, node, subjects),
        values=page.texts(keys.get("values")),
        since=since,
        until=until,
        place=page.text(keys.get("place")),
        source=_required(page, keys, "source", node),
        checked=page.day(keys.get("checked")),
        path=page.path,
        line=position(node)[0],
    )


def _subject(page: Page, keys: Keys, node: Node, subjects: Mapping[str, tuple[str, ...]]) -> str:
    if "subject" not in keys and len(subjects) == 1:
        return next(iter(subjects))
    subject = _required(page, keys, "subject", node)
    if subject and subjects and subject not in subjects:
        page.complain(keys["subject"], f"{subject!r} is no subject of the pack{nearest(subject, subjects)}")
    return subject
