"""What the columns of the downloaded files mean."""

from __future__ import annotations

from django.utils.translation import gettext as _

Columns = list[tuple[str, str]]


def column_groups() -> list[tuple[str, Columns]]:
    """(what file, its columns with their meaning)"""
    return [
        (_("Services and their grades"), _of_results()),
        (_("Answers, parameter by parameter"), _of_answers()),
        (_("Bodies"), _of_bodies()),
    ]


def _of_results() -> Columns:
    return [
        ("year, issue", _("the year assessed and the issue the row comes from")),
        ("number", _("number in the List")),
        ("service", _("the lasting code of the service")),
        ("title_az, title_en, title_ru", _("its name; empty where there is no translation")),
        ("body, body_name_…", _("code and names of the body")),
        ("electronised", _("yes, no, or empty where it is not known")),
        ("state", _("graded, not_electronised, undetermined or nothing_applies")),
        ("grade", _("code of the grade; empty unless graded")),
        ("points, maximum", _("points, and the most that could be had where something applies")),
        ("percent", _("cut off after one decimal, so that it never seems to be in another grade")),
        ("percent_exact", _("the exact percent as a fraction n/d; the grade is read off this one")),
        ("to_next", _("percentage points missing to the next grade, exact; empty at the top")),
        ("rank", _("place by percent; equal percents share a place")),
        ("…_percent", _("percent on one criterion")),
        ("fee, stated_time, site_address, portal_address", _("as the register states them")),
        ("demonstration", _("yes where the row is demonstration data")),
    ]


def _of_answers() -> Columns:
    return [
        ("service, body", _("codes")),
        ("parameter", _("code of the question; electronised is the gate")),
        ("answer", _("code of the level, or na, not_assessed, unreachable; yes or no for the gate")),
        ("criterion", _("the criterion the question belongs to")),
        ("points, maximum", _("points of the answer, and of the best one; empty where it does not count")),
        ("share", _("percentage points it brings to the total, exact")),
        ("answered_for_body", _("yes where one answer holds for all services of the body")),
        ("reason, evidence", _("what was seen; demonstration data never have evidence")),
        ("demonstration", _("yes where the row is demonstration data")),
    ]


def _of_bodies() -> Columns:
    return [
        ("year, issue", _("the year assessed and the issue the row comes from")),
        ("body, abbreviation, name_…, kind", _("the body")),
        ("services, electronised, not_electronised, graded", _("how many of its services")),
        (_("codes of the grades"), _("how many of its services have each grade")),
        ("mean_percent", _("mean of its graded services, to the nearest tenth")),
        ("…_mean_percent", _("the same on one criterion")),
        ("certainty", _("how well it is known that the body was assessed that year")),
        ("demonstration", _("yes where the row is demonstration data")),
    ]
