"""The directions of import: who may know whom (the table of the README, as a test).

Every module is read as a syntax tree, so imports inside functions count too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("pipeline", "expectations", "warehouse", "assets", "unres")
ENGINES = ("dagster", "great_expectations", "duckdb")

# What both sides of a border may know: the page model between format and language, the version that rows carry.
_PAGE = ("pipeline.extract.page", "pipeline.extract.errors")
PARSE_MAY = ("pipeline.parse", "pipeline.schema", "pipeline.symbols", "pipeline.languages", "pipeline.states", "pipeline.version", *_PAGE)
WAREHOUSE_MAY = ("warehouse", "pipeline.schema", "pipeline.store", "pipeline.symbols", "pipeline.stamps")
FETCH_MAY = ("pipeline.fetch", "pipeline.schema", "pipeline.symbols", "pipeline.store", "pipeline.media", "pipeline.languages", "pipeline.version")

# A module is under the first rule whose prefix its name has. `ours`: what it may import of our own code, by prefix, its own
# package included; None: anything. `never`: packages of others that it must not import, at any place.
RULES: tuple[tuple[str, tuple[str, ...] | None, tuple[str, ...]], ...] = (
    ("pipeline.schema", ("pipeline.schema",), ENGINES),
    ("pipeline.symbols", ("pipeline.symbols",), ENGINES),
    ("pipeline.languages", ("pipeline.languages",), ENGINES),
    ("pipeline.states", ("pipeline.states", "pipeline.languages"), ENGINES),
    ("pipeline.media", ("pipeline.media",), ENGINES),
    ("pipeline.extract", ("pipeline.extract", "pipeline.media"), ENGINES),
    ("pipeline.parse", PARSE_MAY, ENGINES),
    ("pipeline.store", ("pipeline.store", "pipeline.schema"), ENGINES),
    ("pipeline.stamps", ("pipeline.stamps", "pipeline.store"), ENGINES),
    ("pipeline.fetch", FETCH_MAY, ENGINES),
    ("pipeline", ("pipeline",), ENGINES),
    ("expectations", ("expectations", "pipeline.schema", "pipeline.store", "pipeline.stamps"), ("dagster",)),
    ("warehouse", WAREHOUSE_MAY, ("dagster", "great_expectations")),
    ("assets", ("assets", "pipeline", "expectations", "warehouse"), ("great_expectations", "duckdb")),
    ("unres", None, ("great_expectations", "duckdb")),
)

# Packages that take seconds to import: inside functions only.
LAZY = ("great_expectations",)


def module_name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST, package: str) -> Iterator[str]:
    """Names of the modules that a tree imports; relative imports are resolved within `package`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parts, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def violations(name: str, source: str, *, package: str | None = None) -> list[str]:
    """What a module of that name may not import but does, one line each."""
    tree = ast.parse(source)
    names = set(imports(tree, package or name.rpartition(".")[0]))
    rule = next((r for r in RULES if within(name, (r[0],))), None)
    if rule is None:
        return []
    _, allowed, forbidden = rule
    found = [f"{name} imports {n}" for n in sorted(names) if within(n, forbidden)]
    if allowed is not None:
        found += [f"{name} imports {n}" for n in sorted(names) if within(n, OURS) and not within(n, allowed) and n not in OURS]
    at_top = {n for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom) for n in imports(node, name)}
    found += [f"{name} imports {n} at its top" for n in sorted(at_top) if within(n, LAZY)]
    if within(name, ("assets",)) and "__future__.annotations" in names:
        found.append(f"{name} postpones annotations, which breaks Dagster's typed contexts")
    return found


def modules() -> list[Path]:
    return sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: module_name(p, ROOT))
def test_a_module_imports_only_what_its_place_allows(path: Path) -> None:
    name = module_name(path, ROOT)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    assert violations(name, path.read_text(encoding="utf-8"), package=package) == []


def test_nobody_imports_the_assets_but_the_command_line() -> None:
    for path in modules():
        name = module_name(path, ROOT)
        if not within(name, ("assets", "unres")):
            assert not [n for n in imports(ast.parse(path.read_text(encoding="utf-8")), name) if within(n, ("assets",))], name


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("pipeline.schema.extra", "from pipeline.store import read_table"),
        ("pipeline.symbols", "import pipeline.languages"),
        ("pipeline.languages.extra", "from pipeline.schema import TABLES"),
        ("pipeline.states.extra", "from pipeline.parse.model import Row"),
        ("pipeline.media", "from pipeline.extract.page import Block"),
        ("pipeline.extract.pdf", "from pipeline.languages import words"),
        ("pipeline.extract.pdf", "from ..schema import TABLES"),
        ("pipeline.parse.cover", "from pipeline.extract.pdf import extract"),
        ("pipeline.parse.cover", "from pipeline.extract import docx"),
        ("pipeline.store", "from pipeline.parse.model import Row"),
        ("pipeline.fetch.client", "from pipeline.parse.document import parse"),
        ("pipeline.reading", "import duckdb"),
        ("pipeline.reading", "def f():\n    import dagster"),
        ("pipeline.reading", "from great_expectations import ExpectationSuite"),
        ("pipeline.reading", "from warehouse.build import build"),
        ("expectations.run", "from pipeline.parse.document import parse"),
        ("expectations.run", "import great_expectations as gx"),
        ("expectations.run", "import dagster"),
        ("warehouse.build", "from expectations.run import validate"),
        ("warehouse.build", "from pipeline.parse.model import Row"),
        ("warehouse.build", "import dagster as dg"),
        ("assets.parsed", "from __future__ import annotations"),
        ("assets.parsed", "from unres.main import main"),
        ("assets.parsed", "import duckdb"),
        ("unres.commands.sql", "import duckdb"),
    ],
)  # fmt: skip
def test_each_rule_falls_on_a_module_that_breaks_it(name: str, source: str) -> None:
    assert violations(name, source)


def test_expectations_may_import_great_expectations_inside_a_function() -> None:
    assert violations("expectations.run", "def f():\n    import great_expectations as gx") == []
