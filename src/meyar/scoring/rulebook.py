"""Rulebook text in, edition out; and the published JSON Schema of the text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from meyar.scoring.consistency import consistency_findings
from meyar.scoring.edition import Edition
from meyar.scoring.problems import Problem, RulebookProblems, path_text
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
        problem = problem_at((), f"is not a rulebook; accepted keys: {', '.join(_accepted_keys(()))}")
        raise RulebookProblems((*already_found, problem))
    findings = [*consistency_findings(plain)]
    edition = None
    try:
        edition = Edition.model_validate(plain)
    except ValidationError as error:
        findings += _shape_findings(error)
    problems = [*already_found, *(problem_at(path, message) for path, message in findings)]
    if edition is None or problems:
        raise RulebookProblems(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    return edition


def _shape_findings(error: ValidationError) -> Iterator[tuple[Path, str]]:
    for detail in error.errors(include_url=False):
        # The empty place is the edition's own check, reported from consistency_findings; a list whose
        # items are broken is not too short.
        if detail["loc"] and not (detail["type"] == "too_short" and detail["input"]):
            yield detail["loc"], _message(detail)


def _message(detail: ErrorDetails) -> str:
    path, given = detail["loc"], detail["input"]
    context = detail.get("ctx", {})
    messages: dict[str, Callable[[], str]] = {
        "extra_forbidden": lambda: _unknown_key(path),
        "missing": lambda: "is missing",
        "string_type": lambda: f"is not text; write it in quotes{_shown(given)}",
        "enum": lambda: f"is not accepted{_shown(given)}; accepted: {context['expected']}",
        "literal_error": lambda: f"is not accepted{_shown(given)}; accepted: {context['expected']}",
        "string_pattern_mismatch": lambda: f'"{given}" is not a code; it must match {context["pattern"]}',
        "value_error": lambda: str(context["error"]),
        "model_type": lambda: _not_a_mapping(path, given),
        "dict_type": lambda: _not_a_mapping(path, given),
        "tuple_type": lambda: f"is not a list{_shown(given)}",
        "too_short": lambda: f"has {context['actual_length']} items; at least {context['min_length']} are wanted",
    }
    own_words = messages.get(detail["type"])
    return own_words() if own_words else detail["msg"][:1].lower() + detail["msg"][1:]


def _not_a_mapping(path: Path, given: Any) -> str:
    return f"is not a mapping{_shown(given)}; accepted keys: {', '.join(_accepted_keys(path))}"


def _unknown_key(path: Path) -> str:
    accepted = _accepted_keys(path[:-1])
    near = get_close_matches(str(path[-1]), accepted, n=1)
    hint = f'did you mean "{near[0]}"? ' if near else ""
    return f"is not a key here; {hint}accepted: {', '.join(accepted)}"


def _accepted_keys(path: Path) -> list[str]:
    """The keys of the mapping at the path; none where its keys are free (provenance)."""
    model: type[BaseModel] = Edition
    for part in path:
        if isinstance(part, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = _model_in(fields[part].annotation)
            if inner is None:
                return ["the names of fields"]
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _shown(given: Any) -> str:
    if isinstance(given, (str, int, Decimal)):
        return f" (given: {str(given)[:60]})"
    return ""


def _problem_without_line(path: Path, message: str) -> Problem:
    return Problem("canonical JSON", None, path_text(path), message)
