"""The amendments between two editions, and the editions in which only some of them are adopted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from meyar.scoring import Edition, Parameter

MOST = 8  # amendments a split takes at once: 2 to that power editions


class AmendmentKind(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    REPLACED = "replaced"  # a new parameter that supersedes an old one
    REWEIGHTED = "reweighted"  # other points, levels or criterion, or N/A accepted or no longer
    WEIGHTS = "weights"  # of the criteria, where they are given
    BANDS = "bands"  # where the grades begin and who owns the edge
    GATES = "gates"  # the electronised gate and the knock-outs
    POLICY = "policy"  # of N/A, of what is unreachable, of nothing that applies


@dataclass(frozen=True)
class Amendment:
    kind: AmendmentKind
    parameters: tuple[str, ...] = ()  # codes; empty for amendments that are not about parameters


def amendments_between(before: Edition, after: Edition) -> tuple[Amendment, ...]:
    """Everything that can change a grade, one parameter an amendment; texts and channels cannot. Two editions
    without a common parameter differ by one amendment that replaces them all: half of it would be no edition.
    """
    return tuple(_amendments(before, after))


def in_groups(amendments: Collection[Amendment], most: int = MOST) -> tuple[Amendment, ...]:
    """As they are where they are not too many, else one for each kind."""
    if len(amendments) <= most:
        return tuple(amendments)
    kinds = dict.fromkeys(amendment.kind for amendment in amendments)
    return tuple(
        Amendment(kind, tuple(code for one in amendments if one.kind is kind for code in one.parameters))
        for kind in kinds
    )


@dataclass(frozen=True)
class Hybrids:
    """Editions between two that have the same grades."""

    before: Edition
    after: Edition

    def adopting(self, adopted: Collection[Amendment]) -> Edition:
        """The first edition with these amendments of the second. None is the first edition in all that can
        change a grade, all are the second. Its code says what it is; it is for calculation, never for a round.
        """
        kinds = {amendment.kind for amendment in adopted}
        codes = {code for amendment in adopted for code in amendment.parameters}
        old, new = self._plain
        source = {kind: new if kind in kinds else old for kind in AmendmentKind}
        criteria = self._criteria(codes, weights_of=source[AmendmentKind.WEIGHTS])
        data = {
            **new,
            "code": "hybrid",
            "policy": {
                **source[AmendmentKind.POLICY]["policy"],
                "edges": source[AmendmentKind.BANDS]["policy"]["edges"],
            },
            "grades": source[AmendmentKind.BANDS]["grades"],
            "gate": source[AmendmentKind.GATES].get("gate"),
            "knock_outs": _valid_knock_outs(source[AmendmentKind.GATES].get("knock_outs", []), criteria),
            "criteria": criteria,
        }
        return Edition.model_validate(data)

    @cached_property
    def _plain(self) -> tuple[dict[str, Any], dict[str, Any]]:
        old, new = (
            edition.model_dump(mode="json", by_alias=True, exclude_none=True) for edition in (self.before, self.after)
        )
        return old, new

    @cached_property
    def _parameters(self) -> tuple[dict[str, tuple[str, Any]], dict[str, tuple[str, Any]]]:
        """By code: its criterion and its plain data, in either edition."""
        old, new = (
            {
                parameter["code"]: (criterion["code"], parameter)
                for criterion in plain["criteria"]
                for parameter in criterion["parameters"]
            }
            for plain in self._plain
        )
        return old, new

    def _criteria(self, adopted: set[str], *, weights_of: Mapping[str, Any]) -> list[dict[str, Any]]:
        old, new = self._parameters
        versions = [(new if code in adopted else old).get(code) for code in dict.fromkeys([*new, *old])]
        chosen = [version for version in versions if version is not None]
        weights = {criterion["code"]: criterion.get("weight") for criterion in weights_of["criteria"]}
        criteria = []
        known = {criterion["code"]: criterion for plain in self._plain for criterion in plain["criteria"]}
        for code, criterion in known.items():
            parameters = [parameter for place, parameter in chosen if place == code]
            if parameters:
                weight = weights.get(code, criterion.get("weight"))
                criteria.append({**criterion, "parameters": parameters, "weight": weight})
        return criteria


def _amendments(before: Edition, after: Edition) -> Iterator[Amendment]:
    old, new = ({parameter.code: parameter for parameter in edition.parameters} for edition in (before, after))
    if not old.keys() & new.keys():
        yield Amendment(AmendmentKind.REPLACED, (*old, *new))
    else:
        yield from _amended_parameters(old, new)
    if _other_weights(before, after):
        yield Amendment(AmendmentKind.WEIGHTS)
    if _bands(before) != _bands(after):
        yield Amendment(AmendmentKind.BANDS)
    if _gates(before) != _gates(after):
        yield Amendment(AmendmentKind.GATES)
    if _policy(before) != _policy(after):
        yield Amendment(AmendmentKind.POLICY)


def _amended_parameters(old: Mapping[str, Parameter], new: Mapping[str, Parameter]) -> Iterator[Amendment]:
    replaced = {
        parameter.supersedes: code
        for code, parameter in new.items()
        if code not in old and parameter.supersedes in old and parameter.supersedes not in new
    }
    for code in new:
        if code not in old and code not in replaced.values():
            yield Amendment(AmendmentKind.ADDED, (code,))
    for code in old:
        if code not in new and code not in replaced:
            yield Amendment(AmendmentKind.DROPPED, (code,))
    for gone, code in replaced.items():
        yield Amendment(AmendmentKind.REPLACED, (str(gone), code))
    for code, parameter in new.items():
        if code in old and _marking(old[code]) != _marking(parameter):
            yield Amendment(AmendmentKind.REWEIGHTED, (code,))


def _marking(parameter: Parameter) -> object:
    levels = [(level.code, level.points) for level in parameter.levels]
    return parameter.criterion, levels, parameter.not_applicable is None


def _other_weights(before: Edition, after: Edition) -> bool:
    """A criterion that is new or gone brings or takes its weight with its parameters."""
    old, new = ({one.code: one.given_weight for one in edition.criteria} for edition in (before, after))
    return any(old[code] != new[code] for code in old.keys() & new.keys())


def _bands(edition: Edition) -> object:
    return [(grade.code, grade.begins_at) for grade in edition.grades], edition.policy.edges


def _gates(edition: Edition) -> object:
    knock_outs = {(one.parameter, one.level, one.at_most) for one in edition.knock_outs}
    return edition.gate is None, knock_outs


def _policy(edition: Edition) -> object:
    policy = edition.policy
    return policy.not_applicable, policy.unreachable, policy.nothing_applies


def _valid_knock_outs(knock_outs: list[Any], criteria: list[dict[str, Any]]) -> list[Any]:
    """A knock-out on a parameter or level that the hybrid lacks can strike nobody."""
    levels = {
        (parameter["code"], level["code"])
        for criterion in criteria
        for parameter in criterion["parameters"]
        for level in parameter["levels"]
    }
    return [one for one in knock_outs if (one["parameter"], one["level"]) in levels]
