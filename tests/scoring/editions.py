"""Small editions in a few lines, through the real parser."""

from __future__ import annotations

import json
from typing import Any

from meyar.scoring import Answer, Edition, edition_from_canonical_json, parse_answer, parse_edition

FOUR_GRADES = {"qeyri_kafi": "0", "kafi": "50", "yaxsi": "70", "ela": "90"}


def text(az: str) -> dict[str, str]:
    return {"az": az, "en": f"{az} (en)", "ru": f"{az} (ru)"}


def parameter(code: str, *points: str, na: bool = False, **more: Any) -> dict[str, Any]:
    """Levels l0, l1, ... with these points; two points give the levels no and yes."""
    codes = ["no", "yes"] if len(points) == 2 else [f"l{index}" for index in range(len(points))]
    return {
        "code": code,
        "scope": "service",
        "channels": ["site"],
        "question": text(f"{code} sual"),
        "guidance": text(f"{code} göstəriş"),
        "deficiency": text(f"{code} çatışmazlıq"),
        "proposal": text(f"{code} təklif"),
        "not_applicable": {"when": text(f"{code} aid deyil")} if na else None,
        "levels": [
            {"code": level, "points": number, "title": text(level), "example": text(f"{code} {level}")}
            for level, number in zip(codes, points, strict=True)
        ],
        **more,
    }


def criterion(code: str, *parameters: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "title": text(f"meyar {code}"), "parameters": list(parameters), **more}


def rulebook(
    *criteria: dict[str, Any],
    policy: str = "exclude_within_criterion",
    unreachable: str = "not_assessed",
    nothing_applies: str = "own_state",
    edges: str = "lower_closed",
    grades: dict[str, str] | None = None,
    gate: bool = False,
    **more: Any,
) -> dict[str, Any]:
    gate_data = {"code": "electronised", "question": text("elektron?"), "guidance": text("sınayın")}
    return {
        "format": 1,
        "code": "small",
        "title": text("Kiçik qaydalar"),
        "act": {
            "title": text("Qərar"),
            "number": "1/1-01",
            "date": "2014-01-15",
            "in_force_on": "2014-02-01",
            "source": "e-qanun.az",
        },
        "policy": {
            "not_applicable": policy,
            "unreachable": unreachable,
            "nothing_applies": nothing_applies,
            "edges": edges,
        },
        "grades": [
            {"code": code, "from": begins_at, "title": text(code)}
            for code, begins_at in (grades or FOUR_GRADES).items()
        ],
        **({"gate": gate_data} if gate else {}),
        "criteria": list(criteria),
        **more,
    }


def edition(*criteria: dict[str, Any], **more: Any) -> Edition:
    return parse_edition(as_yaml(rulebook(*criteria, **more)), name="small.yaml")


def quick_edition(data: dict[str, Any]) -> Edition:
    """Without the YAML, for tests that build thousands."""
    return edition_from_canonical_json(json.dumps(data))


def as_yaml(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)  # JSON is YAML


def answers(words: str) -> dict[str, Answer]:
    """`answers("p1=yes p2=na")`."""
    return {code: parse_answer(word) for code, _, word in (pair.partition("=") for pair in words.split())}
