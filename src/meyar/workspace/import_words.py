"""The words of an import page: kinds of sheets, columns, values."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from meyar.registry.choices import Audience, BodyKind, Fee, Nature
from meyar.registry.imports.columns import BODY_COLUMNS, SERVICE_COLUMNS

_TITLES: Final = {column.name: column.title for column in (*SERVICE_COLUMNS, *BODY_COLUMNS)}
_CHOICES: Final = {"kind": BodyKind, "nature": Nature, "audience": Audience, "fee": Fee}


def kind_titles() -> dict[str, tuple[str, str]]:
    """Kind of sheet -> its title and what it is."""
    return {
        "bodies": (_("Bodies"), _("State bodies with their names, sites and time; also renaming, merging, splitting.")),
        "services": (
            _("An edition of the List"),
            _("The services as the List has them on a day: number, body, title."),
        ),
        "answers": (_("Answers of a round"), _("One row per service and parameter, or one column per parameter.")),
    }


def part_titles(kind: str) -> dict[str, str]:
    """The parts of a difference that a sheet of this kind can have."""
    titles = {"new": _("New"), "changed": _("Changed")}
    if kind == "services":
        titles |= {"moved": _("Moved to another body"), "gone": _("Gone")}
    if kind == "bodies":
        titles["gone"] = _("Not in the sheet")
    return titles


def result_sentence(kind: str, counts: dict[str, int]) -> str:
    if kind == "services":
        return _("The sheet is imported: %(new)s new, %(changed)s changed, %(moved)s moved, %(gone)s gone.") % counts
    return _("The sheet is imported: %(new)s new, %(changed)s changed.") % counts


def field_title(field: str) -> str:
    """“Name in Azerbaijani (2014-01-01)”; a code that is no column of ours stays as it is."""
    name, space, rest = field.partition(" ")
    return gettext(_TITLES[name]) + space + rest if name in _TITLES else field


def shown_value(field: str, value: str) -> str:
    if field == "demonstration":
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    choices = _CHOICES.get(field)
    return str(choices(value).label) if choices and value in choices.values else value
