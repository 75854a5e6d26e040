"""What the architecture tests read: the map of .importlinter and the syntax trees of src/meyar."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "meyar"


@cache
def layers() -> tuple[frozenset[str], ...]:
    """The folders of the house, top layer first, as the contract "map" states them."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    lines = contracts["importlinter:contract:map"]["layers"].split("\n")
    return tuple(frozenset(name.strip() for name in line.split("|")) for line in lines if line.strip())


def height(folder: str) -> int:
    """0 is the lowest layer."""
    for place, names in enumerate(reversed(layers())):
        if folder in names:
            return place
    raise KeyError(f"{folder} is not on the map")


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of the folders (all when none is named), as (path from src/meyar, syntax tree)."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if "migrations/" in name or (folders and name.split("/")[0] not in folders):
            continue
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, module) of every import that happens at run time: not those under TYPE_CHECKING."""
    for node in _run_time_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _run_time_nodes(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from _run_time_nodes(child)
