"""Cells of a record read as text, code, choice, date, number or yes and no; what cannot be read is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from meyar.common.azerbaijani import fold
from meyar.registry.imports.problems import Problem, Suggestions
from meyar.registry.imports.table import Record, Table

_CODE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,63})")
_DATE: Final = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
)
# With its scheme any host (also one of an intranet); without it a name with a point, as in "mia.gov.az".
_HOST: Final = r"[^\s/?#:@\\<>\"'`]+"
_ADDRESS: Final = re.compile(
    rf"(?:https?://{_HOST}|{_HOST}\.{_HOST})(?::\d{{1,5}})?(?:[/?#][^\s<>\"`\\]*)?", re.IGNORECASE
)
# Controls, and the marks that turn the direction of writing: a title that carries them shows other than it is.
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
YES: Final = frozenset({"yes", "y", "true", "1", "beli", "he", "da", "да", "+"})
NO: Final = frozenset({"no", "n", "false", "0", "xeyr", "yox", "net", "нет", "-", ""})


class Cells:
    """Reads the cells of one table; every unreadable one lands in `problems`."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.problems: list[Problem] = list(table.problems)

    def complain(
        self, message: str, record: Record | None, column: str, *, accepted: Iterable[str] = (), **params: str | int
    ) -> None:
        self.problems.append(self.table.problem(message, record, column, accepted=tuple(accepted), **params))

    def text(self, record: Record, column: str, *, longest: int, required: bool = False) -> str:
        value = record.values.get(column, "")
        if not value:
            if required:
                self.complain(_("The cell is empty; it must be filled in."), record, column)
            return ""
        if len(value) > longest:
            message = _("The text has %(found)s characters; at most %(limit)s are kept.")
            self.complain(message, record, column, found=len(value), limit=longest)
        elif _UNSEEN.search(value):
            message = _("The text contains characters that cannot be seen; type it anew.")
            self.complain(message, record, column)
        return value

    def code(self, record: Record, column: str) -> str:
        value = record.values.get(column, "")
        if not value:
            self.complain(_("The cell is empty; it must be filled in."), record, column)
        elif not _CODE.fullmatch(value):
            message = _("“%(value)s” is not a code: 1 to 64 Latin letters, digits, hyphens and underscores.")
            self.complain(message, record, column, value=value, accepted=("internal-affairs", "S-0147"))
        return value

    def choice(self, record: Record, column: str, choices: type[TextChoices], default: str = "") -> str:
        """The value of a choice given by its code or by its label in any of our languages."""
        value = record.values.get(column, "")
        if not value and default:
            return default
        found = _choices(choices).get(_choice_key(value))
        if found is None:
            message = _("“%(value)s” is not accepted here.")
            self.complain(message, record, column, value=value, accepted=choices.values)
            return default
        return found

    def day(self, record: Record, column: str) -> date | None:
        value = record.values.get(column, "")
        if not value:
            return None
        found = _DATE.fullmatch(value)
        if found:
            parts = found.groupdict()
            try:
                return date(*(int(parts[name] or parts[name + "2"]) for name in ("y", "m", "d")))
            except ValueError:
                found = None
        message = _("“%(value)s” is not a date.")
        self.complain(message, record, column, value=value, accepted=("2014-01-15", "15.01.2014"))
        return None

    def number(self, record: Record, column: str) -> int | None:
        value = record.values.get(column, "").replace(" ", "")
        if not value:
            return None
        if value.isascii() and value.isdigit() and len(value) <= 18:
            return int(value)
        message = _("“%(value)s” is not a whole number from 0.")
        self.complain(message, record, column, value=value, accepted=("0", "12500"))
        return None

    def is_yes(self, record: Record, column: str) -> bool:
        value = record.values.get(column, "")
        word = fold(value)
        if word in YES:
            return True
        if word not in NO:
            message = _("“%(value)s” is neither yes nor no.")
            self.complain(message, record, column, value=value, accepted=("yes", "no", "bəli", "xeyr", "да", "нет"))
        return False

    def address(self, record: Record, column: str, *, longest: int = 500) -> str:
        """An address of the web; nothing but http and https, since it will stand in a link."""
        value = self.text(record, column, longest=longest)
        if value and not _ADDRESS.fullmatch(value):
            message = _("“%(value)s” is not a web address.")
            accepted = ("https://e-gov.az/service/12", "e-gov.az")
            self.complain(message, record, column, value=value[:80], accepted=accepted)
        return value

    def complain_unknown(self, record: Record, column: str, value: str, message: str, known: Suggestions) -> None:
        self.complain(message, record, column, value=value, accepted=known.near(value))


def _choice_key(value: str) -> str:
    return fold(value).replace("_", " ")


@cache
def _choices(choices: type[TextChoices]) -> dict[str, str]:
    found = {_choice_key(value): str(value) for value in choices.values}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for value, label in choices.choices:
                found.setdefault(_choice_key(str(label)), str(value))
    return found
