"""Sheets in a few lines, previewed and imported."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl

from meyar.common.actors import SYSTEM
from meyar.registry.actions import import_bodies, import_services
from meyar.registry.imports import ListGiven, Preview, TableMapping, preview_bodies, preview_services

JUSTICE_AND_HEALTH = """code,kind,abbreviation,name_az,name_en,site
justice,ministry,ƏN,Ədliyyə Nazirliyi,Ministry of Justice,justice.gov.az
health,ministry,SN,Səhiyyə Nazirliyi,Ministry of Health,health.gov.az
"""
SERVICES = """code,number,body,title_az,fee
birth,1.1,justice,Doğumun qeydiyyatı,free
will,1.2,justice,Vəsiyyətnamənin təsdiqi,paid
vaccine,2.1,health,Peyvənd arayışı,free
"""


def bodies(text: str, **more: Any) -> Preview:
    return preview_bodies(data=text.encode(), file_name="bodies.csv", **more)


def take_bodies(text: str = JUSTICE_AND_HEALTH, **more: Any) -> Preview:
    return import_bodies(actor=SYSTEM, data=text.encode(), file_name="bodies.csv", **more)


def edition(code: str) -> ListGiven:
    return ListGiven(code=code, in_force_on=date(int(code), 1, 1), title_az=f"Siyahı {code}")


def services(text: str, code: str = "2014", **more: Any) -> Preview:
    return preview_services(data=text.encode(), file_name="list.csv", given=edition(code), **more)


def take_services(text: str = SERVICES, code: str = "2014", **more: Any) -> Preview:
    return import_services(actor=SYSTEM, data=text.encode(), file_name="list.csv", given=edition(code), **more)


def problems(preview: Preview) -> list[str]:
    return [problem.as_text("en") for problem in preview.problems]


def notes(preview: Preview) -> list[str]:
    return [note.as_text("en") for note in preview.notes]


def xlsx(*rows: list[Any], title: str = "Siyahı") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def mapping(**keys: Any) -> TableMapping:
    return TableMapping.model_validate(keys)
