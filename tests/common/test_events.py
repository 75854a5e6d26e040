from __future__ import annotations

import pytest
from django.db import transaction

from meyar.common.actors import SYSTEM
from meyar.common.events import broken_links, record_event
from meyar.common.models import Event


def three_events() -> None:
    with transaction.atomic():
        for subject in ("one", "two", "three"):
            record_event(actor=SYSTEM, verb="test.act", subject=subject, details={"was": "a", "is": "ə"})


@pytest.mark.django_db
def test_events_are_numbered_without_a_gap_and_their_chain_holds() -> None:
    three_events()

    assert list(Event.objects.values_list("sequence", flat=True)) == [1, 2, 3]
    assert broken_links() == []


@pytest.mark.django_db
def test_a_changed_event_is_found_and_named() -> None:
    three_events()

    Event.objects.filter(sequence=2).update(subject="zwei")

    assert broken_links() == [2]


@pytest.mark.django_db
def test_a_removed_event_breaks_the_chain_at_its_successor() -> None:
    three_events()

    Event.objects.filter(sequence=2).delete()

    assert broken_links() == [3]


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="same transaction"):
        record_event(actor=SYSTEM, verb="test.act", subject="alone")
