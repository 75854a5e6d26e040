"""The three forms of an import: which sheet, and what it is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from meyar.assessment.queries.rounds import rounds
from meyar.common.language import active_language
from meyar.registry.imports import ListGiven, MappingRefused, TableMapping, read_mapping
from meyar.registry.imports.mapping import LARGEST
from meyar.registry.queries import list_editions

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST_SHEET: Final = 25 * 1024 * 1024
DAY_FORMATS: Final = ["%Y-%m-%d", "%d.%m.%Y"]


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("Sheet"),
        help_text=_("XLSX, ODS or CSV, at most 25 MB, without macros and passwords."),
        max_length=200,
        allow_empty_file=True,  # an empty sheet is refused with the other unreadable ones, which say more
    )
    mapping = forms.FileField(
        label=_("Mapping file"),
        help_text=_("YAML or JSON; only for a table that was not made for us."),
        required=False,
        max_length=200,
    )
    demonstration = forms.BooleanField(
        label=_("These are demonstration data"),
        help_text=_("The mark stays with them on every page and in every file."),
        required=False,
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        """`is_too_large` says that the upload was cut off, so that its sheet never arrived."""
        super().__init__(*args, **kwargs)
        if is_too_large:
            message = _("The sheet is larger than 25 MB. Split it, or take pictures out of it.")
            self.fields["sheet"].error_messages["required"] = message

    def clean_mapping(self) -> bytes | None:
        given: UploadedFile[Any] | None = self.cleaned_data["mapping"]
        if given is None:
            return None
        content: bytes = given.read(LARGEST + 1)
        try:
            self.table_mapping: TableMapping = read_mapping(content)
        except MappingRefused as refused:
            lines = [problem.as_text(active_language()) for problem in refused.problems]
            raise forms.ValidationError(lines) from None
        return content

    def about(self) -> dict[str, str]:
        """What the sheet is about, as plain text for the signed token."""
        return {}


class BodiesForm(SheetForm):
    pass


class ServicesForm(SheetForm):
    field_order = ["edition", "code", "title_az", "title_en", "title_ru", "in_force_on", "sheet", "mapping"]

    edition = forms.ChoiceField(
        label=_("Edition of the List"),
        required=False,
        help_text=_("An edition that no round has frozen yet is filled anew; otherwise describe a new one below."),
    )
    code = forms.CharField(
        label=_("Code of the new edition"),
        max_length=64,
        required=False,
        validators=[validate_slug],
        help_text=_("Needed for a new edition; Latin letters, digits and hyphens, for example 2014."),
    )
    title_az = forms.CharField(
        label=_("Its title in Azerbaijani"),
        max_length=500,
        required=False,
        help_text=_("Needed for a new edition."),
    )
    title_en = forms.CharField(label=_("Its title in English"), max_length=500, required=False)
    title_ru = forms.CharField(label=_("Its title in Russian"), max_length=500, required=False)
    in_force_on = forms.DateField(
        label=_("In force since"),
        required=False,
        input_formats=DAY_FORMATS,
        help_text=_("Needed for a new edition; for example 15.01.2014 or 2014-01-15."),
        widget=forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_editions = [(edition.code, str(edition)) for edition in list_editions() if not edition.frozen]
        self.fields["edition"].choices = [("", _("A new edition")), *open_editions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("edition"):
            return cleaned
        for name in ("code", "title_az", "in_force_on"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A new edition of the List needs this."))
        if cleaned.get("code") and list_editions().filter(code=cleaned["code"]).exists():
            self.add_error("code", _("There is an edition of this code already; a new one needs a code of its own."))
        return cleaned

    def about(self) -> dict[str, str]:
        if self.cleaned_data["edition"]:
            return {"code": self.cleaned_data["edition"]}
        texts = {name: self.cleaned_data[name] for name in ("code", "title_az", "title_en", "title_ru")}
        return texts | {"in_force_on": self.cleaned_data["in_force_on"].isoformat()}


class AnswersForm(SheetForm):
    field_order = ["round", "sheet", "mapping"]

    round = forms.ChoiceField(label=_("Round"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["demonstration"]  # a demonstration round makes its answers so
        known = [(found.code, str(found)) for found in rounds()]
        self.fields["round"].choices = [("", _("Choose a round")), *known]  # type: ignore[attr-defined]

    def about(self) -> dict[str, str]:
        return {"round": self.cleaned_data["round"]}


FORMS: Final[dict[str, type[SheetForm]]] = {
    "bodies": BodiesForm,
    "services": ServicesForm,
    "answers": AnswersForm,
}


def list_given(about: dict[str, str]) -> ListGiven:
    day = about.get("in_force_on")
    return ListGiven(
        code=about["code"],
        in_force_on=date.fromisoformat(day) if day else None,
        title_az=about.get("title_az", ""),
        title_en=about.get("title_en", ""),
        title_ru=about.get("title_ru", ""),
    )
