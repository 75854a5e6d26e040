"""Who assesses what, blind and beyond anyone's influence: the seed's hash is published before the work and the
seed after it, so anybody can repeat the assignment.

Source: method 3.2. Services with the fewest possible assessors choose first; each takes the assessors with the
least to do, ties in the order of their keyed hashes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from meyar.statistics.draws import keyed_hash, seed_commitment


class AssignmentImpossible(ValueError):
    """`problems` names every reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Assignment:
    order: tuple[str, ...]  # services, as they chose
    assigned: Mapping[str, tuple[str, ...]]  # by service in that order; assessors by name
    loads: Mapping[str, int]  # services by assessor, in the order given
    seed_sha256: str

    @property
    def connected(self) -> bool:
        """Whether any two assessors are joined by services assessed in common: only then can their leniency be
        compared. An assessor without services is left out."""
        return len(connected_groups(self.assigned)) <= 1


def assign(
    *,
    seed: str,
    services: Collection[str],
    assessors: Collection[str],
    conflicts: Collection[tuple[str, str]] = (),
    per_service: int = 2,
) -> Assignment:
    """`conflicts` are pairs of assessor and service. Raises AssignmentImpossible naming every problem."""
    declared = set(conflicts)
    problems = _problems(services, assessors, declared, per_service)
    if problems:
        raise AssignmentImpossible(problems)
    eligible = {
        service: [assessor for assessor in assessors if (assessor, service) not in declared] for service in services
    }
    order = sorted(services, key=lambda service: (len(eligible[service]), keyed_hash(seed, f"svc|{service}")))
    loads = dict.fromkeys(assessors, 0)
    assigned = {}
    for service in order:
        ranked = sorted(eligible[service], key=lambda one: (loads[one], keyed_hash(seed, f"pair|{service}|{one}")))
        chosen = ranked[:per_service]
        for assessor in chosen:
            loads[assessor] += 1
        assigned[service] = tuple(sorted(chosen))
    return Assignment(tuple(order), assigned, loads, seed_commitment(seed))


def connected_groups(assigned: Mapping[str, Collection[str]]) -> tuple[frozenset[str], ...]:
    """Assessors joined by services they assessed in common, directly or through others."""
    groups: list[frozenset[str]] = []
    for assessors in assigned.values():
        joined = frozenset(assessors).union(*(group for group in groups if group & set(assessors)))
        groups = [*(group for group in groups if not group & set(assessors)), joined]
    return tuple(group for group in groups if group)


def _problems(
    services: Collection[str], assessors: Collection[str], conflicts: set[tuple[str, str]], per_service: int
) -> list[str]:
    problems = []
    if per_service < 1:
        problems.append(f"{per_service} assessors per service; at least 1")
    problems += [f"service {code} stands twice" for code in _repeated(services)]
    problems += [f"assessor {code} stands twice" for code in _repeated(assessors)]
    for assessor, service in sorted(conflicts):
        if assessor not in assessors:
            problems.append(f"conflict of {assessor} with {service}: no assessor is called {assessor}")
        if service not in services:
            problems.append(f"conflict of {assessor} with {service}: no service is called {service}")
    for service in dict.fromkeys(services):
        free = sum((assessor, service) not in conflicts for assessor in set(assessors))
        if free < per_service:
            problems.append(f"service {service}: {free} assessors without a conflict, {per_service} needed")
    return problems


def _repeated(codes: Collection[str]) -> list[str]:
    seen: set[str] = set()
    return [code for code in codes if code in seen or seen.add(code)]  # type: ignore[func-returns-value]
