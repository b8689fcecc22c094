"""The house: arrows between rooms run downward only, and each room keeps its manners."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "foisearch"
MODULES = sorted(PACKAGE.rglob("*.py"))
IN_ENGINE = [path for path in MODULES if path.is_relative_to(PACKAGE / "engine")]
LONGEST_MODULE = 400

# The drawing, from the ground up.  A room may use its own floor's other rooms only as
# ``WITHIN`` says, and every floor below.
FLOORS = (
    ("disclosure", "fields", "errors", "text", "record", "durable", "appending"),
    ("law", "authorities", "authority_table", "courtesies", "naming", "wording"),
    (
        "corpus",
        "identity",
        "containers",
        "privacy",
        "intake",
        "query",
        "analysis",
        "occurrences",
        "passages",
        "surfaces",
        "locations",
        "periods",
    ),
    ("engine",),
    ("semantic",),
    ("search", "snippet", "prior", "cold"),
    ("render",),
    ("cli", "repl", "services", "__main__"),
)
WITHIN = {
    "record": {"disclosure", "text"},
    "fields": {"disclosure", "errors", "text"},
    "disclosure": {"text"},
    "appending": {"durable", "errors", "text"},
    "authorities": {"authority_table", "naming"},
    "naming": {"authorities", "authority_table"},
    "corpus": {"identity"},
    "intake": {"corpus", "identity", "containers", "privacy"},
    "query": {"analysis"},
    "periods": {"query"},
    "occurrences": {"analysis", "query", "surfaces"},
    "analysis": {"surfaces"},
    "search": {"snippet"},
    "prior": {"search", "snippet"},
    "cli": {"repl", "services"},
    "repl": {"services", "cli"},
    "__main__": {"cli"},
}
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# The rooms inside the engine, from the ground up: what each may use of those above it here.
ENGINE: dict[str, set[str]] = {
    "values": set(),
    "schema": set(),
    "scoring": {"schema"},
    "files": {"schema", "scoring", "values"},
    "postings": {"schema"},
    "segments": {"files", "postings", "schema", "scoring"},
    "words": {"files", "schema", "segments", "values"},
    "building": {"files", "postings", "schema", "scoring", "segments", "values", "words"},
    "planning": {"schema", "values", "words"},
    "matching": {"planning", "postings", "schema", "scoring", "segments"},
    "ranking": {"matching", "planning", "postings", "schema", "scoring", "segments"},
    "explaining": {
        "matching",
        "planning",
        "postings",
        "ranking",
        "schema",
        "scoring",
        "segments",
    },
    "whoosh": {"matching", "planning", "postings", "ranking", "schema", "scoring", "segments"},
    "holdings": {"files", "matching", "planning", "segments", "values", "words"},
    "index": {
        "explaining",
        "files",
        "holdings",
        "matching",
        "planning",
        "ranking",
        "schema",
        "scoring",
        "segments",
        "values",
    },
    "__init__": {"building", "index", "values"},
}

OUTSIDE = {
    "whoosh": {"engine"},
    "numpy": {"engine", "prior", "semantic"},
    "nltk": {"analysis"},
    "rich": {"render", "cli", "repl"},
    "prompt_toolkit": {"repl"},
    "orjson": {
        "corpus",
        "intake",
        "engine",
        "semantic",
        "search",
        "prior",
        "render",
        "cli",
        "repl",
    },
    "onnxruntime": {"semantic"},
    "holidays": {"law"},
    "platformdirs": {"locations"},
    "pypdf": {"containers"},
    "pypdfium2": {"containers"},
    "selectolax": {"containers"},
    "openpyxl": {"containers"},
}
"""Who may use what is not ours."""


IMPORTERS = {"import_module", "_nltk_alone"}
"""Functions that import the module that they are given."""


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    """Full names that a module imports, anywhere in it; for ``from a import b`` also ``a.b``."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                here = ("foisearch", *path.relative_to(PACKAGE).with_suffix("").parts)
                base = ".".join((*here[: len(here) - node.level], *([base] if base else [])))
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in IMPORTERS
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            found.add(str(node.args[0].value))
    return found


def own_rooms(path: Path) -> set[str]:
    """The rooms of the house that a module uses, its own left out."""
    names = {name.split(".")[1] for name in imports(path) if name.startswith("foisearch.")}
    return (names & set(FLOOR_OF)) - {room(path)}


def ids(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


EACH = pytest.mark.parametrize("path", MODULES, ids=ids)


def test_every_room_is_in_the_drawing() -> None:
    assert {room(path) for path in MODULES} - {"__init__"} <= set(FLOOR_OF)
    assert set(WITHIN) <= set(FLOOR_OF)


def test_the_table_of_places_names_what_is_there() -> None:
    """“Where does a line of code belong?”: every file and folder that it names exists."""
    text = (PACKAGE.parent / "docs" / "architecture.md").read_text("utf-8")
    table = text.split("## Where does a line of code belong?")[1].split("\n## ")[0]
    rows = [line.split("|")[2] for line in table.split("\n") if line.startswith("| ")][1:]
    assert len(rows) > 20
    for row in rows:
        folder = PACKAGE
        for name in re.findall(r"`([\w/]+(?:/|\.(?:py|csv|tsv|md)))`", row):
            found = [at for at in (PACKAGE, folder, PACKAGE.parent) if (at / name).exists()]
            assert found, f"{name} in: {row}"
            folder = found[0] / name if name.endswith("/") else (found[0] / name).parent


@EACH
def test_arrows_run_downward(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        assert not own_rooms(path)
        return
    below = {other for other, floor in FLOOR_OF.items() if floor < FLOOR_OF[here]}
    assert own_rooms(path) <= below | WITHIN.get(here, set())


def engine_room(path: Path) -> str:
    return path.relative_to(PACKAGE / "engine").parts[0].removesuffix(".py")


def engine_rooms(path: Path) -> set[str]:
    """The rooms of the engine that a module uses, its own left out."""
    start = "foisearch.engine."
    names = (name for name in imports(path) if name.startswith(start))
    used = {name.removeprefix(start).split(".")[0] for name in names}
    return (used & set(ENGINE)) - {engine_room(path)}


def test_the_engine_has_the_rooms_of_the_drawing() -> None:
    assert {engine_room(path) for path in IN_ENGINE} == set(ENGINE)
    below: set[str] = set()
    for name, uses in ENGINE.items():
        assert uses <= below, f"{name} uses what stands no lower: {uses - below}"
        below.add(name)


@pytest.mark.parametrize("name", ENGINE)
def test_arrows_between_the_rooms_of_the_engine(name: str) -> None:
    """A room uses what the drawing says, and an arrow that nothing needs is drawn for nothing."""
    used = {each for path in IN_ENGINE if engine_room(path) == name for each in engine_rooms(path)}
    assert used == ENGINE[name]


def test_entering_a_room_of_the_engine_costs_nothing() -> None:
    """A one-shot search imports single modules: what a room says of itself imports no other."""
    for path in IN_ENGINE:
        if path.name == "__init__.py" and engine_room(path) not in {"__init__", "whoosh"}:
            assert not imports(path), ids(path)


@EACH
def test_the_ground_floor_needs_the_standard_library_alone(path: Path) -> None:
    if FLOOR_OF.get(room(path), 0) == 0:
        outside = {name.split(".")[0] for name in imports(path)} - {"foisearch", "__future__"}
        assert outside <= set(sys.stdlib_module_names)


@EACH
def test_libraries_stay_where_they_belong(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    for library in used - {"foisearch"} - set(sys.stdlib_module_names):
        assert room(path) in OUTSIDE.get(library, set()), f"{library} in {ids(path)}"


def test_the_libraries_are_used_at_all() -> None:
    """A misspelt name in the table above would forbid nothing."""
    used = {name.split(".")[0] for path in MODULES for name in imports(path)}
    assert set(OUTSIDE) <= used


@EACH
def test_no_module_became_the_program(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@EACH
def test_what_is_public_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "the module"
    silent = []
    for node in tree(path).body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        inner = node.body if isinstance(node, ast.ClassDef) else []
        public = not node.name.startswith("_")
        for item in (node, *(n for n in inner if isinstance(n, ast.FunctionDef))):
            if public and not item.name.startswith("_") and not ast.get_docstring(item):
                silent.append(item.name)
    assert not silent


def test_modules_make_no_circle() -> None:
    """No two modules need one another, however far round, while they are being imported."""
    names = {_module_name(path): path for path in MODULES}
    needs = {name: _at_start(path, names) - {name} for name, path in names.items()}
    done: set[str] = set()
    while ready := {name for name in needs if name not in done and needs[name] <= done}:
        done |= ready
    assert not set(needs) - done


def _module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(("foisearch", *parts)).removesuffix(".__init__")


def _at_start(path: Path, names: dict[str, Path]) -> set[str]:
    """The modules of ours that a module names when it is itself imported."""
    found: set[str] = set()
    for node in tree(path).body:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if full in names else node.module)
    return found & set(names)
