"""The Service Inventory of Canada as it is, described by the mapping files of demo/canada."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from meyar.common.actors import SYSTEM
from meyar.registry.actions import import_bodies, import_services
from meyar.registry.imports import ListGiven, TableMapping, read_mapping
from meyar.registry.queries import bodies_by_code, entries_of, list_edition

ROOT = Path(__file__).resolve().parents[2]
INVENTORY = ROOT.parent / "shared" / "data" / "canada" / "service_inventory_2023_2025.csv"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not INVENTORY.exists(), reason="!!! The inventory of Canada is not beside the project."),
]


def described(kind: str) -> TableMapping:
    return read_mapping(ROOT / "demo" / "canada" / f"{kind}.mapping.yaml")


def test_every_body_and_service_of_the_year_is_taken() -> None:
    data = INVENTORY.read_bytes()

    import_bodies(actor=SYSTEM, data=data, file_name=INVENTORY.name, mapping=described("bodies"))
    import_services(
        actor=SYSTEM,
        data=data,
        file_name=INVENTORY.name,
        given=ListGiven(code="canada-2024", in_force_on=date(2024, 4, 1), title_az="Service Inventory 2023-2024"),
        mapping=described("services"),
    )

    entries = entries_of(list_edition("canada-2024"))
    assert (len(bodies_by_code()), len(entries)) == (79, 1751)
    assert bodies_by_code()["tc"].names[0].name_en == "Transport Canada"
    assert {entry.fee for entry in entries} == {"free", "paid"}
    assert sum(1 for entry in entries if entry.site_address) == 1350
