from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from meyar.common.events import broken_links
from meyar.common.models import Event
from meyar.registry.imports import RegisterHasChanged
from meyar.registry.models import Body
from tests.registry.sheets import JUSTICE_AND_HEALTH, bodies, take_bodies

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


def test_of_four_who_confirm_the_same_preview_at_the_same_moment_one_imports() -> None:
    shown = bodies(JUSTICE_AND_HEALTH)
    start = Barrier(PEOPLE)

    def confirm(_number: int) -> str:
        try:
            start.wait()
            take_bodies(expected_digest=shown.digest)
        except RegisterHasChanged:
            return "refused"
        finally:
            connections.close_all()
        return "imported"

    with ThreadPoolExecutor(PEOPLE) as people:
        outcomes = sorted(people.map(confirm, range(PEOPLE)))

    assert outcomes == ["imported", "refused", "refused", "refused"]
    assert (Body.objects.count(), Event.objects.count(), broken_links()) == (2, 1, [])
