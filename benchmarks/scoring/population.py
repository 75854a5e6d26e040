"""The same million services for every engine: 40 parameters in three criteria, 12 % not applicable, four bands."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt

from meyar.scoring import Edition, edition_from_canonical_json

SERVICES = 1_000_000
NOT_APPLICABLE = 255
NOTHING_APPLIES = 253
SHARE_NOT_APPLICABLE = 0.12
SIZES = {"M1": 16, "M2": 14, "M3": 10}
WEIGHTS = {"M1": 54, "M2": 30, "M3": 16}
BANDS = {"qeyri_kafi": 0, "kafi": 50, "yaxsi": 70, "ela": 90}
POINTS = ((0, 4), (0, 2, 6), (0, 3, 5, 8), (0, 1, 2))  # of the first parameter's levels, the second's, ...


def parameters() -> list[tuple[str, str, tuple[int, ...]]]:
    """Criterion, code, points of the levels."""
    codes = [
        (criterion, f"{criterion.lower()}_{number}") for criterion, size in SIZES.items() for number in range(size)
    ]
    return [(criterion, code, POINTS[index % len(POINTS)]) for index, (criterion, code) in enumerate(codes)]


def edition() -> Edition:
    criteria: dict[str, list[dict[str, Any]]] = {code: [] for code in SIZES}
    for criterion, code, points in parameters():
        criteria[criterion].append(_parameter(code, points))
    data = {
        "format": 1,
        "code": "benchmark",
        "title": {"az": "Ölçmə"},
        "act": {"title": {"az": "Yoxdur"}, "number": "-", "source": "-"},
        "policy": {
            "not_applicable": "exclude_within_criterion",
            "unreachable": "not_assessed",
            "nothing_applies": "own_state",
            "edges": "lower_closed",
        },
        "grades": [{"code": code, "from": str(begins), "title": {"az": code}} for code, begins in BANDS.items()],
        "criteria": [
            {"code": code, "title": {"az": code}, "weight": str(WEIGHTS[code]), "parameters": criteria[code]}
            for code in SIZES
        ],
    }
    return edition_from_canonical_json(json.dumps(data))


def level_codes(services: int = SERVICES) -> npt.NDArray[np.uint8]:
    """Services x parameters, columns contiguous; better answers are likelier for better services."""
    random = np.random.default_rng(2026)
    quality = random.random(services, dtype=np.float32)
    codes = np.empty((services, sum(SIZES.values())), dtype=np.uint8, order="F")
    for column, (_, _, points) in enumerate(parameters()):
        reached = 0.55 * quality + 0.55 * random.random(services, dtype=np.float32)
        codes[:, column] = np.minimum(reached * len(points), len(points) - 1)
        codes[random.random(services, dtype=np.float32) < SHARE_NOT_APPLICABLE, column] = NOT_APPLICABLE
    return codes


def _parameter(code: str, points: tuple[int, ...]) -> dict[str, Any]:
    words = {"az": code}
    return {
        "code": code,
        "scope": "service",
        "channels": ["site"],
        "question": words,
        "guidance": words,
        "deficiency": words,
        "proposal": words,
        "not_applicable": {"when": words},
        "levels": [
            {"code": f"l{index}", "points": str(number), "title": words, "example": words}
            for index, number in enumerate(points)
        ],
    }
