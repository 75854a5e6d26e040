"""The answers of the Service Inventory of Canada as they are, under the edition written for them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from meyar.assessment.actions import import_answers, plan_round
from meyar.assessment.models import Answer
from meyar.common.actors import SYSTEM
from meyar.registry.actions import import_bodies, import_services
from meyar.registry.imports import ListGiven
from meyar.registry.queries import list_edition
from meyar.rulebooks.actions import adopt_edition, put_in_force
from tests.registry.test_canada import INVENTORY, ROOT, described

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not INVENTORY.exists(), reason="!!! The inventory of Canada is not beside the project."),
]


def test_every_answer_of_the_year_is_taken() -> None:
    data, name = INVENTORY.read_bytes(), INVENTORY.name
    rules = (ROOT / "rulebooks" / "canada-2024" / "rulebook.yaml").read_text(encoding="utf-8")
    adopt_edition(actor=SYSTEM, text=rules, name="canada-2024")
    import_bodies(actor=SYSTEM, data=data, file_name=name, mapping=described("bodies"))
    given = ListGiven(code="canada-2024", in_force_on=date(2024, 4, 1), title_az="Service Inventory 2023-2024")
    import_services(actor=SYSTEM, data=data, file_name=name, given=given, mapping=described("services"))
    round_ = plan_round(
        actor=SYSTEM,
        code="2024",
        year=2024,
        list_edition=list_edition("canada-2024"),
        rulebook=put_in_force(actor=SYSTEM, code="canada-2024"),
    )

    import_answers(actor=SYSTEM, round_=round_, data=data, file_name=name, mapping=described("answers"))

    answers = Counter(level or kind for level, kind in Answer.objects.values_list("level", "kind"))
    assert answers == {"na": 4341, "yes": 2576, "no": 3589}
    assert not Answer.objects.filter(kind="na", reason="").exists()
