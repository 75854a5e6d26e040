"""What the shape of a rulebook cannot say: codes that must be unique, edges and points that must rise.

Works on the plain data of a rulebook, whole or broken, so that a loader can report these findings
together with those about the shape. What is missing or of the wrong kind is passed over here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from meyar.scoring.exact_number import decimal_string, parse_exact

RESERVED_LEVELS = frozenset({"na", "not_applicable", "not_assessed", "unreachable"})
RESERVED_GRADES = frozenset({"not_electronised", "undetermined", "nothing_applies", "own_state"})
RESERVED_PARAMETERS = frozenset({"electronised"})

Path = tuple[str | int, ...]
Finding = tuple[Path, str]


def consistency_findings(edition: Any) -> tuple[Finding, ...]:
    """Every contradiction in the data, in reading order, each with its path."""
    return tuple(
        finding for check in (_policy, _bands, _knock_outs, _codes, _levels, _weights) for finding in check(edition)
    )


def _policy(edition: Any) -> Iterator[Finding]:
    grades = _codes_in(_get(edition, "grades"))
    chosen = _get(_get(edition, "policy"), "nothing_applies")
    accepted = ["own_state", *grades]
    if isinstance(chosen, str) and grades and chosen not in accepted:
        yield ("policy", "nothing_applies"), f'"{chosen}" is not accepted; accepted: {", ".join(accepted)}'


def _bands(edition: Any) -> Iterator[Finding]:
    previous: Fraction | None = None
    upper_closed = _get(_get(edition, "policy"), "edges") == "upper_closed"
    for index, grade in enumerate(_items(_get(edition, "grades"))):
        begins_at = _number(_get(grade, "from"))
        if begins_at is None:
            continue
        path = ("grades", index, "from")
        if index == 0 and begins_at != 0:
            yield path, 'the lowest grade begins at "0"'
        if previous is not None and begins_at <= previous:
            yield (
                path,
                _not_rising("bands", begins_at, previous),
            )
        if begins_at > 100 or (begins_at == 100 and upper_closed):
            yield path, f'"{decimal_string(begins_at)}" leaves no percent for this grade; begin below "100"'
        previous = begins_at


def _knock_outs(edition: Any) -> Iterator[Finding]:
    parameters = {
        _get(parameter, "code"): _codes_in(_get(parameter, "levels"))
        for _, parameter in _parameters(edition)
        if isinstance(_get(parameter, "code"), str)
    }
    grades = _codes_in(_get(edition, "grades"))
    for index, knock_out in enumerate(_items(_get(edition, "knock_outs"))):
        path = ("knock_outs", index)
        parameter, level, at_most = (_get(knock_out, key) for key in ("parameter", "level", "at_most"))
        if isinstance(parameter, str) and parameter not in parameters:
            yield (*path, "parameter"), _unknown("parameter", parameter, parameters)
        elif isinstance(level, str) and level not in parameters.get(parameter, [level]):
            yield (*path, "level"), _unknown(f"level of {parameter}", level, parameters[parameter])
        if isinstance(at_most, str) and at_most not in grades:
            yield (*path, "at_most"), _unknown("grade", at_most, grades)


def _codes(edition: Any) -> Iterator[Finding]:
    grades = _coded(("grades",), _get(edition, "grades"))
    criteria = _coded(("criteria",), _get(edition, "criteria"))
    parameters = [((*path, "code"), _get(parameter, "code")) for path, parameter in _parameters(edition)]
    yield from _repeated("grade", grades)
    yield from _reserved("grade", grades, RESERVED_GRADES)
    yield from _repeated("criterion", criteria)
    yield from _repeated("parameter", parameters)
    yield from _reserved("parameter", parameters, RESERVED_PARAMETERS)
    for path, parameter in _parameters(edition):
        levels = _coded((*path, "levels"), _get(parameter, "levels"))
        yield from _repeated("level", levels)
        yield from _reserved("level", levels, RESERVED_LEVELS)


def _levels(edition: Any) -> Iterator[Finding]:
    for path, parameter in _parameters(edition):
        previous: Fraction | None = None
        for index, level in enumerate(_items(_get(parameter, "levels"))):
            points = _number(_get(level, "points"))
            if points is not None and previous is not None and points <= previous:
                yield (
                    (*path, "levels", index, "points"),
                    _not_rising("levels", points, previous),
                )
            previous = points if points is not None else previous


def _weights(edition: Any) -> Iterator[Finding]:
    for index, criterion in enumerate(_items(_get(edition, "criteria"))):
        if _number(_get(criterion, "weight")) == 0:
            yield ("criteria", index, "weight"), "a weight is above 0"


def _parameters(edition: Any) -> Iterator[tuple[Path, Any]]:
    for c, criterion in enumerate(_items(_get(edition, "criteria"))):
        for p, parameter in enumerate(_items(_get(criterion, "parameters"))):
            yield ("criteria", c, "parameters", p), parameter


def _coded(path: Path, items: Any) -> list[tuple[Path, Any]]:
    return [((*path, index, "code"), _get(item, "code")) for index, item in enumerate(_items(items))]


def _repeated(what: str, coded: list[tuple[Path, Any]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, code in coded:
        if isinstance(code, str) and code in seen:
            yield path, f'there is already a {what} with the code "{code}"'
        elif isinstance(code, str):
            seen.add(code)


def _reserved(what: str, coded: list[tuple[Path, Any]], reserved: frozenset[str]) -> Iterator[Finding]:
    for path, code in coded:
        if isinstance(code, str) and code in reserved:
            yield path, f'"{code}" is a reserved word; give the {what} another code'


def _not_rising(what: str, number: Fraction, previous: Fraction) -> str:
    return f'{what} rise from the lowest up: "{decimal_string(number)}" is not above "{decimal_string(previous)}"'


def _unknown(what: str, code: str, accepted: Any) -> str:
    return f'no {what} has the code "{code}"; accepted: {", ".join(accepted)}'


def _codes_in(items: Any) -> list[str]:
    return [code for item in _items(items) if isinstance(code := _get(item, "code"), str)]


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _number(value: Any) -> Fraction | None:
    try:
        return parse_exact(value)
    except ValueError:
        return None
