"""What pydantic finds wrong with the shape of plain data, in the words of this system."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]


def shape_findings(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Path, str]]:
    for detail in error.errors(include_url=False):
        # The empty place is the edition's own check, reported from consistency_findings; a list whose
        # items are broken is not too short.
        if detail["loc"] and not _only_looks_short(detail):
            yield detail["loc"], _message(detail, model)


def _only_looks_short(detail: ErrorDetails) -> bool:
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    path, given = detail["loc"], detail["input"]
    context = detail.get("ctx", {})
    messages: dict[str, Callable[[], str]] = {
        "extra_forbidden": lambda: _unknown_key(path, model),
        "missing": lambda: "is missing",
        "string_type": lambda: f"is not text; write it in quotes{_shown(given)}",
        "enum": lambda: f"is not accepted{_shown(given)}; accepted: {context['expected']}",
        "literal_error": lambda: f"is not accepted{_shown(given)}; accepted: {context['expected']}",
        "string_pattern_mismatch": lambda: f'"{given}" is not a code; it must match {context["pattern"]}',
        "value_error": lambda: str(context["error"]),
        "model_type": lambda: _not_a_mapping(path, given, model),
        "dict_type": lambda: _not_a_mapping(path, given, model),
        "tuple_type": lambda: f"is not a list{_shown(given)}",
        "too_short": lambda: f"has {context['actual_length']} items; at least {context['min_length']} are wanted",
    }
    own_words = messages.get(detail["type"])
    return own_words() if own_words else detail["msg"][:1].lower() + detail["msg"][1:]


def _not_a_mapping(path: Path, given: Any, model: type[BaseModel]) -> str:
    keys = accepted_keys(model, path)
    return f"is not a mapping{_shown(given)}" + (f"; accepted keys: {', '.join(keys)}" if keys else "")


def _unknown_key(path: Path, model: type[BaseModel]) -> str:
    accepted = accepted_keys(model, path[:-1])
    near = get_close_matches(str(path[-1]), accepted, n=1)
    hint = f'did you mean "{near[0]}"? ' if near else ""
    return f"is not a key here; {hint}accepted: {', '.join(accepted)}"


def accepted_keys(model: type[BaseModel], path: Path = ()) -> list[str]:
    """The keys of the mapping at the path below the model; none where its keys are free."""
    for part in path:
        if isinstance(part, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = _model_in(fields[part].annotation)
            if inner is None:
                return []
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
