"""Answer sheets in a few lines, previewed and imported into the small round of tests/factories/house.py."""

from __future__ import annotations

from typing import Any

from meyar.assessment.actions import import_answers
from meyar.assessment.imports import preview_answers
from meyar.assessment.models import Answer, Round
from meyar.common.actors import SYSTEM
from meyar.registry.imports import Preview

WHOLE = """service,parameter,answer,reason
birth,electronised,yes,
birth,form,l2,
birth,site,yes,
will,electronised,no,
will,site,yes,
vaccine,electronised,yes,
vaccine,form,na,Müraciət tələb olunmur
vaccine,site,no,
"""


def look(round_: Round, text: str, **more: Any) -> Preview:
    return preview_answers(round_=round_, data=text.encode(), file_name="answers.csv", **more)


def take(round_: Round, text: str = WHOLE, **more: Any) -> Preview:
    return import_answers(actor=SYSTEM, round_=round_, data=text.encode(), file_name="answers.csv", **more)


def problems(preview: Preview) -> list[str]:
    return [problem.as_text("en") for problem in preview.problems]


def stored() -> dict[tuple[str, str], str]:
    """(service or body, parameter) -> the level or the kind."""
    rows = Answer.objects.values_list("entry__service__code", "body__code", "parameter", "level", "kind")
    return {(service or body, parameter): level or kind for service, body, parameter, level, kind in rows}
