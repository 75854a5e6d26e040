"""What the totals show and what they do not: sentences that follow from the figures, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meyar.common import azerbaijani, numbers
from meyar.publication.queries.report import PublishedYear
from meyar.reports.blocks import Paragraph, Sentences
from meyar.reports.contents.setting import Setting
from meyar.scoring.display import share_half_up
from meyar.scoring.edition import EdgeOwnership, Grade


def analysis_blocks(setting: Setting) -> Iterator[Paragraph | Sentences]:
    yield Paragraph(
        _("This section is computed from the totals in the tables and from nothing else; it quotes nobody.")
    )
    if any(year.edition.gate for year in setting.years):
        yield Paragraph(_electronised_shares(setting))
    for earlier, later in pairwise(setting.years):
        yield Sentences(f"{earlier.year}{numbers.DASH}{later.year}", tuple(_step(setting, earlier, later)))
    if len(setting.years) > 2:
        first, last = setting.years[0], setting.years[-1]
        moves = _moves(setting, first, last)
        if moves:
            yield Sentences(f"{first.year}{numbers.DASH}{last.year}", (moves,))


def _electronised_shares(setting: Setting) -> str:
    parts = [
        _("%(share)s %(year_in)s")
        % {
            "share": _percent(setting, Fraction(share_half_up(year.electronised, year.service_count))),
            "year_in": setting.year(year.year, "in"),
        }
        for year in setting.years
        if year.edition.gate and year.service_count
    ]
    return _("Share of electronised services: %(parts)s.") % {"parts": ", ".join(parts)}


def _step(setting: Setting, earlier: PublishedYear, later: PublishedYear) -> Iterator[str]:
    if not _have_same_scale(earlier, later):
        yield _("The grades of these years are not the same ones, so their numbers cannot be compared.")
        return
    changes = tuple(_changes(earlier, later))
    if changes:
        yield _shares_of_changes(setting, later, changes)
        yield _verdict(changes)
    yield from _both_ends(setting, earlier, later)
    if moves := _moves(setting, earlier, later):
        yield moves
    yield from _rules(setting, earlier, later)


def _have_same_scale(earlier: PublishedYear, later: PublishedYear) -> bool:
    scales = [
        (year.edition.policy.edges, [(grade.code, grade.begins_at) for grade in year.edition.grades])
        for year in (earlier, later)
    ]
    return scales[0] == scales[1]


@dataclass(frozen=True, slots=True)
class _Change:
    """Of the share, among the graded services, of those below a grade; in percentage points."""

    grade: Grade
    points: Fraction


def _changes(earlier: PublishedYear, later: PublishedYear) -> Iterator[_Change]:
    totals = [sum(grade.services for grade in year.grades) for year in (earlier, later)]
    if not all(totals):
        return
    for place in range(1, len(later.grades)):
        below = [
            Fraction(100 * sum(grade.services for grade in year.grades[:place]), total)
            for year, total in zip((earlier, later), totals, strict=True)
        ]
        yield _Change(later.edition.grades[place], below[1] - below[0])


def _shares_of_changes(setting: Setting, later: PublishedYear, changes: tuple[_Change, ...]) -> str:
    parts = "; ".join(_share_of_change(setting, later, change) for change in changes)
    return _("Among the graded services: %(changes)s.") % {"changes": parts}


def _share_of_change(setting: Setting, later: PublishedYear, change: _Change) -> str:
    if change.points > 0:
        sentence = _("the share below %(grade)s%(edge)s rose by %(points)s percentage points")
    elif change.points < 0:
        sentence = _("the share below %(grade)s%(edge)s fell by %(points)s percentage points")
    else:
        sentence = _("the share below %(grade)s%(edge)s did not change")
    title = setting.quoted(setting.text(change.grade.title))
    return sentence % {
        "grade": azerbaijani.ablative(title) if setting.language == "az" else title,
        "edge": _edge(setting, later, change.grade),
        "points": _points(setting, change.points),
    }


def _edge(setting: Setting, year: PublishedYear, grade: Grade) -> str:
    """The boundary in percent, where nothing but the percent decides the grade."""
    if year.edition.knock_outs:
        return ""
    edge = _percent(setting, grade.begins_at, places=None)
    if year.edition.policy.edges is EdgeOwnership.LOWER_CLOSED:
        under = azerbaijani.ablative(edge) if setting.language == "az" else edge
        return " " + _("(under %(percent)s)") % {"percent": under}
    return " " + _("(%(percent)s or less)") % {"percent": edge}


def _verdict(changes: tuple[_Change, ...]) -> str:
    rose = any(change.points > 0 for change in changes)
    fell = any(change.points < 0 for change in changes)
    if rose and fell:
        return _(
            "The signs differ: the totals support neither the statement that results decreased as a whole nor the "
            "statement that they improved as a whole."
        )
    if rose:
        return _("No share fell: the totals support the statement that results decreased as a whole.")
    if fell:
        return _("No share rose: the totals support the statement that results improved as a whole.")
    return _("No share changed: the totals show neither a decrease nor an improvement.")


def _both_ends(setting: Setting, earlier: PublishedYear, later: PublishedYear) -> Iterator[str]:
    """Polarisation: more of the lowest grade and more of the highest."""
    ends = [(earlier.grades[place], later.grades[place]) for place in (0, -1)]
    if not all(before.services < after.services for before, after in ends):
        return
    parts = [
        _("%(grade)s from %(before)s to %(after)s")
        % {
            "grade": setting.quoted(setting.text(after.title)),
            "before": _from(setting, before.services),
            "after": _to(setting, after.services),
        }
        for before, after in ends
    ]
    yield _("The lowest and the highest grade both became more frequent: %(parts)s services.") % {
        "parts": ", ".join(parts)
    }


def _moves(setting: Setting, earlier: PublishedYear, later: PublishedYear) -> str:
    count = _least_moves(earlier, later) if _have_same_scale(earlier, later) else 0
    if not count:
        return ""
    return ngettext(
        "The totals could not have changed so unless at least %(count)s service changed its state (not electronised, "
        "a grade, outside the List); the real number may be higher.",
        "The totals could not have changed so unless at least %(count)s services changed their state (not "
        "electronised, a grade, outside the List); the real number may be higher.",
        count,
    ) % {"count": setting.number(count)}


def _least_moves(earlier: PublishedYear, later: PublishedYear) -> int:
    """Half the sum of the differences over all states, outside the List included."""
    differences = [after - before for before, after in zip(_states(earlier), _states(later), strict=True)]
    return (sum(map(abs, differences)) + abs(sum(differences))) // 2


def _states(year: PublishedYear) -> tuple[int, ...]:
    grades = tuple(grade.services for grade in year.grades)
    return year.not_electronised, *grades, year.service_count - year.not_electronised - sum(grades)


def _rules(setting: Setting, earlier: PublishedYear, later: PublishedYear) -> Iterator[str]:
    if earlier.edition_sha256 == later.edition_sha256:
        yield _(
            "Both years were assessed under the same edition of the Rules, so a change of the Rules does not explain "
            "the difference."
        )
        return
    before, after = earlier.grades[-1], later.grades[-1]
    notes = setting.texts.notes_between(earlier.edition, later.edition)
    if any(note.claims_stricter_rules for note in notes) and before.services < after.services:
        yield _(
            "Stricter requirements alone cannot give more services the grade %(grade)s on the same answers, yet their "
            "number rose from %(before)s to %(after)s: services themselves changed, more of them were electronised, "
            "or something in the Rules also became easier."
        ) % {
            "grade": setting.quoted(setting.text(after.title)),
            "before": _from(setting, before.services),
            "after": _to(setting, after.services),
        }
    yield _(
        "The Rules changed between these years. The totals do not tell how much of the difference comes from the "
        "Rules: that takes the result of every service under both editions."
    )


def _from(setting: Setting, count: int) -> str:
    shown = setting.number(count)
    return azerbaijani.ablative(shown) if setting.language == "az" else shown


def _to(setting: Setting, count: int) -> str:
    shown = setting.number(count)
    return azerbaijani.dative(shown) if setting.language == "az" else shown


def _percent(setting: Setting, value: Fraction, *, places: int | None = 1) -> str:
    if places is None:
        places = 0
        while (value * 10**places).denominator != 1:
            places += 1
    return numbers.percent(value, setting.language, places=places)


def _points(setting: Setting, change: Fraction) -> str:
    """Half up to one place, with more where a change would look like none."""
    size, places = abs(change), 1
    while size and size * 10**places * 2 < 1:
        places += 1
    rounded = Fraction(int(size * 10**places + Fraction(1, 2)), 10**places)
    return numbers.number(rounded, setting.language, places=places)
