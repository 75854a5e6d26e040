"""
A mapping file describes a table that was not made for us, so that it is imported as it is.

YAML or JSON; every key is optional:

    sheet: Services                          # the sheet to read
    skip_rows: 2                             # rows above the header row
    columns: {code: service_id}              # our column: the header in the file
    constants: {kind: ministry}              # our column: one value for every row
    values: {fee: {"Y": paid, "N": free}}    # our column: value in the file -> our value
    split: {name_en: {column: title, separator: " | ", part: 0}}
    filter: {fiscal_yr: ["2023-2024"]}       # only the rows whose cell is one of these
    distinct: true                           # rows that say the same of the same code count once
    first_address: [site_address]            # keep the first http(s) address of a cell of free text
    answers: {os_application: application}   # wide answers: parameter: header
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from meyar.registry.imports.problems import Problem

LARGEST: Final = 256 * 1024


class Split(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    separator: str = Field(min_length=1)
    part: int = Field(ge=0, le=99)  # from 0; a cell without that part is empty


class TableMapping(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: str = ""
    skip_rows: int = Field(default=0, ge=0, le=1000)
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    split: dict[str, Split] = {}
    filter: dict[str, list[str]] = {}
    distinct: bool = False
    first_address: list[str] = []
    answers: dict[str, str] = {}

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


NO_MAPPING: Final = TableMapping()


class MappingRefused(Exception):
    """The mapping file cannot be used. `problems` are all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.as_text("en") for problem in problems))


def read_mapping(data: bytes | Path) -> TableMapping:
    """
    Raises:
        MappingRefused: Not YAML or JSON, an unknown key, or a value of the wrong kind; all of them.
    """
    content = data.read_bytes() if isinstance(data, Path) else data
    if len(content) > LARGEST:
        message = _("The mapping file is larger than %(limit)s KiB.")
        raise MappingRefused((Problem(message, {"limit": LARGEST // 1024}),))
    tree = _tree(content)
    try:
        return TableMapping.model_validate(tree)
    except ValidationError as refused:
        raise MappingRefused(tuple(_problem(error) for error in refused.errors(include_url=False))) from None


def _tree(content: bytes) -> Any:
    reader = YAML(typ="base", pure=True)  # every scalar stays the text it is: NA, 2014, no
    try:
        tree = reader.load(content.decode("utf-8-sig"))
    except (YAMLError, UnicodeDecodeError, RecursionError) as refused:
        mark = getattr(refused, "problem_mark", None)
        message = _("The mapping file is not YAML or JSON in UTF-8.")
        raise MappingRefused((Problem(message, row=mark.line + 1 if mark else None),)) from None
    return {} if tree is None else tree


def _problem(error: Any) -> Problem:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        message = _("The mapping file has an unknown key “%(key)s”.")
        return Problem(message, {"key": place}, accepted=tuple(TableMapping.model_fields))
    message = _("The mapping file: “%(key)s” is not of the kind expected (%(detail)s).")
    return Problem(message, {"key": place, "detail": error["msg"]})
