"""Sentences computed from an issue, with the endings Azerbaijani wants and the cases Russian wants."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from meyar.common import azerbaijani, numbers
from meyar.common.language import active_language
from meyar.common.templatetags.language_marks import quoted
from meyar.publication.queries.bodies import BodyRow
from meyar.publication.queries.changes import Changes
from meyar.publication.queries.issues import GradeCount, IssueSummary
from meyar.publication.queries.service import ServicePage
from meyar.publication.queries.shown import half_up

_NEAR_ENOUGH = Fraction(1, 100)  # of the whole: 65.8 % is about two thirds, 62.8 % is not


def headline(issue: IssueSummary) -> str:
    """How the services are, in one or two sentences."""
    return " ".join(part for part in (_how_many(issue), _how_good(issue), _how_many_open(issue)) if part)


def rules_changed(later: IssueSummary) -> str:
    """What the line between two years says."""
    if later.rules_since is None:
        return _("The Rules changed.")
    return _("%(day)s: the Rules changed.") % {"day": numbers.date_long(later.rules_since, active_language())}


def body_headline(row: BodyRow, issue: IssueSummary) -> str:
    """How one body's services are."""
    year = _first_capital(numbers.year(issue.year, active_language(), "in"))
    services = _n(npgettext("of its", "%(n)s service", "%(n)s services", row.services), row.services)
    if not issue.has_gate:
        text = ngettext("%(n)s service was assessed.", "%(n)s services were assessed.", row.services)
        first = f"{year}: {_n(text, row.services)}"
    else:
        first = _("%(in_year)s, %(electronised)s of its %(services)s were provided electronically.") % {
            "in_year": year,
            "electronised": counted(row.electronised),
            "services": services,
        }
    if not row.graded:
        return first
    grades = one_of([grade.title.text for grade in issue.grades if grade.is_good])
    second = _("Of the %(graded)s graded, %(good)s were graded %(grades)s.") % {
        "graded": numbers.number(row.graded, active_language()),
        "good": counted(row.good),
        "grades": grades,
    }
    return f"{first} {second}"


def or_better(grades: Sequence[GradeCount]) -> str:
    """“Yaxşı” və daha yüksək: the upper half of the scale."""
    lowest = next(grade for grade in grades if grade.is_good)
    if lowest is grades[-1]:
        return quoted(lowest.title.text)
    return _("%(grade)s or better") % {"grade": quoted(lowest.title.text)}


def distance(service: ServicePage) -> str:
    """What is missing to the next grade: “Yaxşı”ya 3 bal qalıb."""
    if service.next_grade is None or not service.to_next:
        return ""
    language = active_language()
    grade = quoted(service.next_grade.title.text)
    known = {"grade": azerbaijani.dative(grade) if language == "az" else grade}
    if service.to_next_points is not None:
        points = numbers.points(service.to_next_points, language)
        return _("%(points)s points short of %(grade)s") % {**known, "points": points}
    tenths = Fraction(math.ceil(service.to_next * 10), 10)
    missing = numbers.number(tenths, language, places=1)
    return _("%(missing)s percentage points short of %(grade)s") % {**known, "missing": missing}


def robustness(service: ServicePage) -> str:
    """Whether the grade would hold under other weights of the criteria."""
    box = service.robustness
    if box is None:
        return ""
    spread = numbers.percent(25, active_language(), places=0)
    if box.holds:
        return _(
            "Even if the weights of the criteria changed by up to %(spread)s, the grade would remain %(grade)s."
        ) % {
            "spread": spread,
            "grade": quoted(box.grades[0].title.text),
        }
    return _("If the weights of the criteria changed by up to %(spread)s, the grade could be %(grades)s.") % {
        "spread": spread,
        "grades": one_of([grade.title.text for grade in box.grades]),
    }


def moves(found: Changes) -> str:
    """How many services can be compared, and where their grades went."""
    compared = ngettext(
        "%(n)s service is in the List of both years.", "%(n)s services are in the List of both years.", found.compared
    )
    graded = _("Of those graded in both, %(rose)s rose to a better grade, %(fell)s fell and %(kept)s kept theirs.")
    return f"{_n(compared, found.compared)} " + graded % {
        "rose": counted(found.rose),
        "fell": counted(found.fell),
        "kept": counted(found.kept),
    }


def verdict(of: str) -> str:
    """What totals alone say of two years under different Rules."""
    return {
        "mixed": _(
            "Neither year is the better one at every threshold: the totals support neither “better” nor “worse” as a "
            "general statement."
        ),
        "better": _("At every threshold, a greater share of the graded services reached it in the later year."),
        "worse": _("At every threshold, a smaller share of the graded services reached it in the later year."),
        "same": _("The shares of the grades are the same in both years."),
    }.get(of, "")


def band(begins_at: Fraction, ends_at: Fraction, *, includes_beginning: bool, includes_end: bool) -> str:
    """50 % and more, less than 70 %: the percents of one grade."""
    first, last = _plain_percent(begins_at), _plain_percent(ends_at)
    above, below = (azerbaijani.ablative(text) if active_language() == "az" else text for text in (first, last))
    is_lowest, is_highest = begins_at == 0, ends_at == 100
    if is_highest:
        return (
            _("%(first)s and more") % {"first": first}
            if includes_beginning
            else _("more than %(above)s") % {"above": above}
        )
    if is_lowest:
        text = _("%(last)s and less") if includes_end else _("less than %(below)s")
        return text % {"last": last, "below": below}
    if includes_beginning:
        return _("%(first)s and more, less than %(below)s") % {"first": first, "below": below}
    return _("more than %(above)s, %(last)s and less") % {"above": above, "last": last}


def citation(issue: IssueSummary, address: str) -> str:
    """How to name an issue as a source."""
    text = _("Meyar: assessment of electronic services, %(year)s. Issue %(code)s, %(day)s.")
    parts = [
        text
        % {
            "year": issue.year,
            "code": issue.code,
            "day": numbers.date_short(timezone.localtime(issue.published_at).date()),
        },
        f"SHA-256 {issue.content_sha256[:16]}…",
        address,
    ]
    if issue.demonstration:
        parts.insert(1, _("Demonstration data."))
    return " ".join(parts)


def points_more(value: Fraction) -> str:
    """+6 bal."""
    text = numbers.points(value, active_language())
    few = 2  # the form Russian takes for a fraction: 2,5 балла
    count = int(value) if value.denominator == 1 else few
    return ngettext("+%(points)s point", "+%(points)s points", count) % {"points": text}


def counted(number: int) -> str:
    """A number standing for its part of a whole: 354-ü."""
    text = numbers.number(number, active_language())
    return azerbaijani.counted(text) if active_language() == "az" else text


def one_of(grades: Sequence[str]) -> str:
    """“Yaxşı” və ya “Əla”."""
    named = [quoted(grade) for grade in grades]
    if len(named) < 2:
        return "".join(named)
    return pgettext("between grades", "%(first)s or %(last)s") % {"first": ", ".join(named[:-1]), "last": named[-1]}


def _how_many(issue: IssueSummary) -> str:
    year = numbers.year(issue.year, active_language(), "in")
    if not issue.has_gate:
        return _("%(in_year)s, %(services)s of %(bodies)s were assessed.") % {
            "in_year": _first_capital(year),
            "services": _n(npgettext("assessed", "%(n)s service", "%(n)s services", issue.services), issue.services),
            "bodies": _n(npgettext("whose", "%(n)s state body", "%(n)s state bodies", issue.bodies), issue.bodies),
        }
    return _("%(in_year)s, %(electronised)s of the %(services)s of %(bodies)s were provided electronically.") % {
        "in_year": _first_capital(year),
        "electronised": counted(issue.electronised),
        "services": _n(npgettext("of which", "%(n)s service", "%(n)s services", issue.services), issue.services),
        "bodies": _n(npgettext("whose", "%(n)s state body", "%(n)s state bodies", issue.bodies), issue.bodies),
    }


def _how_good(issue: IssueSummary) -> str:
    if not issue.graded:
        return ""
    grades = one_of([grade.title.text for grade in issue.grades if grade.is_good])
    if not issue.good:
        return _("None of them was graded %(grades)s.") % {"grades": grades}
    known = {"part": _part(issue.good, issue.graded), "good": counted(issue.good), "grades": grades}
    if issue.has_gate and issue.graded == issue.electronised:
        return _("Of them, %(part)s (%(good)s) were graded %(grades)s.") % known
    return _("Of the graded ones, %(part)s (%(good)s) were graded %(grades)s.") % known


def _how_many_open(issue: IssueSummary) -> str:
    if not issue.without_grade:
        return ""
    text = ngettext(
        "%(n)s service has no grade yet, because not everything about it is known.",
        "%(n)s services have no grade yet, because not everything about them is known.",
        issue.without_grade,
    )
    return _n(text, issue.without_grade)


def _part(some: int, whole: int) -> str:
    """About two thirds; the percent where no plain fraction is near."""
    exact = Fraction(some, whole)
    if exact == 1:
        return pgettext("part of them", "all")
    for plain, name in (
        (Fraction(1, 4), pgettext("part of them", "about a quarter")),
        (Fraction(1, 3), pgettext("part of them", "about a third")),
        (Fraction(1, 2), pgettext("part of them", "about half")),
        (Fraction(2, 3), pgettext("part of them", "about two thirds")),
        (Fraction(3, 4), pgettext("part of them", "about three quarters")),
    ):
        if abs(exact - plain) <= _NEAR_ENOUGH:
            return name
    percent = numbers.percent(half_up(100 * exact), active_language())
    return azerbaijani.possessive(percent) if active_language() == "az" else percent


def _plain_percent(value: Fraction) -> str:
    """With all its places: 50 %, 66,5 %."""
    text = numbers.points(value, active_language())
    return f"{text}%" if active_language() == "en" else f"{text}{numbers.HARD_SPACE}%"


def _n(text: str, number: int) -> str:
    return text % {"n": numbers.number(number, active_language())}


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
