"""The filters of a year's list of services, read from the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meyar.portal.labels import COUNTED_STATES
from meyar.portal.sentences import or_better
from meyar.publication.queries.services import SORTS, Choices, Selection

_ANY = ("", _("All"))
_SORTS = [(key, key) for sort in SORTS for key in (sort, f"-{sort}")]


class ServiceFilters(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    body = forms.ChoiceField(label=_("Body"), required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    electronised = forms.ChoiceField(
        label=_("Electronised"), required=False, choices=[_ANY, ("yes", _("Yes")), ("no", _("No"))]
    )
    criterion = forms.ChoiceField(label=_("Criterion"), required=False)
    band = forms.ChoiceField(label=_("Percent on the criterion"), required=False)
    sort = forms.ChoiceField(required=False, choices=[("", ""), *_SORTS], widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *arguments: Any, choices: Choices, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        grades = [(grade.code, grade.title.text) for grade in choices.grades]
        self._offer("body", [(body.code, body.title.text) for body in choices.bodies])
        self._offer(
            "grade", [("graded", _("Any grade")), ("good", or_better(choices.grades)), *grades, *_states(choices)]
        )
        self._offer("criterion", [(one.code, one.title.text) for one in choices.criteria])
        self._offer("band", grades)
        self.fields["q"].widget.attrs |= {
            "type": "search",
            "autocomplete": "off",
            "placeholder": _("Service, body or number"),
        }
        if not choices.has_gate:
            del self.fields["electronised"]

    def selection(self) -> Selection:
        """What is chosen; a field that could not be read counts as not chosen."""
        chosen = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        sort = chosen.get("sort") or "number"
        return Selection(
            body=chosen.get("body") or "",
            grade=chosen.get("grade") or "",
            electronised=chosen.get("electronised") or "",
            criterion=chosen.get("criterion") or "",
            band=chosen.get("band") or "",
            search=chosen.get("q") or "",
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            page=chosen.get("page") or 1,
        )

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_ANY, *choices]


def _states(choices: Choices) -> list[tuple[str, Any]]:
    offered = {
        "not_electronised": choices.has_gate,
        "undetermined": choices.has_undetermined,
        "nothing_applies": choices.has_nothing_applies,
    }
    return [(state, COUNTED_STATES[state]) for state, is_offered in offered.items() if is_offered]
