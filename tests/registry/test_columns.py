from __future__ import annotations

from pathlib import Path

import pytest

from meyar.registry.imports import TableMapping
from meyar.registry.imports.columns import (
    ANSWER_COLUMNS,
    BODY_COLUMNS,
    SERVICE_COLUMNS,
    Column,
    columns_by_header,
    header_key,
)

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sheets.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [BODY_COLUMNS, SERVICE_COLUMNS, ANSWER_COLUMNS])
def test_no_header_names_two_columns_of_one_sheet(columns: tuple[Column, ...]) -> None:
    headers = [header_key(text) for column in columns for text in set(map(header_key, column.headers))]

    assert len(headers) == len(set(headers)) == len(columns_by_header(columns))


@pytest.mark.parametrize("columns", [BODY_COLUMNS, SERVICE_COLUMNS, ANSWER_COLUMNS])
def test_every_column_stands_on_the_page_of_sheets(columns: tuple[Column, ...]) -> None:
    assert [column.name for column in columns if f"`{column.name}`" not in PAGE] == []


def test_every_key_of_a_mapping_stands_on_the_page_of_sheets() -> None:
    assert [key for key in TableMapping.model_fields if f"\n{key}: " not in PAGE] == []


@pytest.mark.parametrize("written", ["Name_AZ", "name (az)", " NAME-AZ ", "Name  Az"])
def test_a_header_is_known_however_it_is_written(written: str) -> None:
    assert header_key(written) == "name az"
