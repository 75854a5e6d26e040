"""Rulebook text in, edition out; and the published JSON Schema of the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from meyar.scoring.consistency import consistency_findings
from meyar.scoring.edition import Edition
from meyar.scoring.problems import Problem, RulebookProblems, path_text
from meyar.scoring.shape import accepted_keys, shape_findings
from meyar.scoring.yaml_tree import read_yaml

Path = tuple[str | int, ...]


def parse_edition(text: str, *, name: str) -> Edition:
    """Read an edition from YAML. `name` is the file's name in messages.

    Raises RulebookProblems with every problem, in the order of the text.
    """
    tree = read_yaml(text, name=name)
    return _build(tree.data, tree.problem, tuple(tree.problems))


def edition_from_canonical_json(data: bytes | str) -> Edition:
    """Read back `Edition.canonical_json`: the same content, the same `sha256`.

    Raises RulebookProblems; the problems have paths but no lines.
    """
    try:
        plain = json.loads(data, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        problem = Problem("canonical JSON", None, "", f"is not readable as JSON: {error}")
        raise RulebookProblems((problem,)) from error
    return _build(plain, _problem_without_line, ())


def edition_json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the YAML format, for editors and other programs. Unique codes, rising
    bands and levels, and known knock-outs are checked by `parse_edition` only."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Edition.model_json_schema(by_alias=True, mode="validation"),
        "title": "Meyar rulebook, format 1",
    }


def _build(plain: Any, problem_at: Callable[[Path, str], Problem], already_found: tuple[Problem, ...]) -> Edition:
    if not isinstance(plain, dict):
        problem = problem_at((), f"is not a rulebook; accepted keys: {', '.join(accepted_keys(Edition))}")
        raise RulebookProblems((*already_found, problem))
    findings = [*consistency_findings(plain)]
    edition = None
    try:
        edition = Edition.model_validate(plain)
    except ValidationError as error:
        findings += shape_findings(error, Edition)
    problems = [*already_found, *(problem_at(path, message) for path, message in findings)]
    if edition is None or problems:
        raise RulebookProblems(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    return edition


def _problem_without_line(path: Path, message: str) -> Problem:
    return Problem("canonical JSON", None, path_text(path), message)
