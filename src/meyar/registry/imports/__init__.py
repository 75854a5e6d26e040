"""Sheets of bodies and of editions of the List: read, compared with the register, shown before anything is written."""

from meyar.registry.imports.bodies import preview_bodies
from meyar.registry.imports.differences import (
    Changed,
    Difference,
    FieldChange,
    Item,
    Moved,
    Preview,
    RegisterHasChanged,
)
from meyar.registry.imports.mapping import NO_MAPPING, MappingRefused, TableMapping, read_mapping
from meyar.registry.imports.problems import Problem, SheetHasProblems
from meyar.registry.imports.services import ListGiven, ListIsFrozen, ListIsNotDescribed, preview_services

__all__ = [
    "NO_MAPPING",
    "Changed",
    "Difference",
    "FieldChange",
    "Item",
    "ListGiven",
    "ListIsFrozen",
    "ListIsNotDescribed",
    "MappingRefused",
    "Moved",
    "Preview",
    "Problem",
    "RegisterHasChanged",
    "SheetHasProblems",
    "TableMapping",
    "preview_bodies",
    "preview_services",
    "read_mapping",
]
