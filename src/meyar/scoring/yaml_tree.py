"""YAML text as plain data with a line for every path. Nothing in the text is executed or expanded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from meyar.scoring.problems import Problem, RulebookProblems, path_text

LARGEST_TEXT = 1_000_000  # characters
MOST_VALUES = 40_000  # scalars, lists and mappings; the reader takes about 0.1 ms for each
DEEPEST_NESTING = 20
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)

Path = tuple[str | int, ...]


@dataclass
class YamlTree:
    """`data` is made of dict, list, str, int, Decimal (a YAML float), bool and None."""

    name: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Path, message: str) -> Problem:
        return Problem(self.name, self.line_of(path), path_text(path), message)

    def line_of(self, path: Path) -> int:
        """The line of the path, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, *, name: str) -> YamlTree:
    """Raises RulebookProblems where the text is no YAML at all or too large; findings that leave a
    readable tree (a repeated key, an alias) are in its `problems`."""
    if len(text) > LARGEST_TEXT:
        message = f"is {len(text)} characters long; at most {LARGEST_TEXT} are read"
        raise RulebookProblems((Problem(name, None, "", message),))
    tree = YamlTree(name)
    root = _compose(text, name)
    if root is not None:
        tree.data = _plain(tree, root, (), set())
    return tree


class _TooMuch(Exception):
    """The text is refused before the rest of it is read."""


class _GuardedComposer(Composer):
    """Counts values and depth while composing: what is hostile is left early."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader)
        self.warn_double_anchors = False  # aliases are refused anyway
        self._depth = 0
        self._values = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self._depth += 1
        self._values += 1
        if self._depth > DEEPEST_NESTING:
            raise _TooMuch(f"is nested more than {DEEPEST_NESTING} levels deep")
        if self._values > MOST_VALUES:
            raise _TooMuch(f"holds more than {MOST_VALUES} values")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _compose(text: str, name: str) -> Node | None:
    yaml = YAML(pure=True)
    yaml.Composer = _GuardedComposer
    try:
        root: Node | None = yaml.compose(text)
        return root
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        message = f"is not readable as YAML: {error.problem or error.context}"
        raise RulebookProblems((Problem(name, line, "", message),)) from error
    except YAMLError as error:
        message = f"is not readable as YAML: {str(error).splitlines()[0]}"
        raise RulebookProblems((Problem(name, None, "", message),)) from error
    except _TooMuch as refusal:
        raise RulebookProblems((Problem(name, None, "", str(refusal)),)) from refusal


def _plain(tree: YamlTree, node: Node, path: Path, seen: set[int]) -> Any:
    tree.lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in seen:
        # An alias can multiply a small text into gigabytes, and hides what the reader must see.
        tree.problems.append(tree.problem(path, "is an alias (*name); write the text out in full"))
        return None
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        tree.problems.append(tree.problem(path, f"has the tag {node.tag}; tags are not accepted, remove it"))
        return None
    if isinstance(node, MappingNode):
        return _mapping(tree, node, path, seen)
    if isinstance(node, SequenceNode):
        return [_plain(tree, item, (*path, index), seen) for index, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(tree: YamlTree, node: MappingNode, path: Path, seen: set[int]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            message = "a key is a single word; this one is a list or a mapping"
            tree.problems.append(Problem(tree.name, line, path_text(path), message))
            continue
        key = str(key_node.value)
        if key in plain:
            message = f"the key stands twice; the first is on line {tree.lines[(*path, key)]}"
            tree.problems.append(Problem(tree.name, line, path_text((*path, key)), message))
            continue
        tree.lines[(*path, key)] = line
        plain[key] = _plain(tree, value_node, (*path, key), seen)
    return plain


def _scalar(node: Node) -> Any:
    kind = str(node.tag).rpartition(":")[2]
    text = str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int" and re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    if kind == "float" and re.fullmatch(r"-?[0-9]{1,18}\.[0-9]{0,18}", text):
        return Decimal(text)
    return text
