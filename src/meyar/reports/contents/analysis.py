"""What the totals show and what they do not: sentences that follow from the figures, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator
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
from meyar.statistics import Totals, TotalsAudit, Verdict, audit_totals


def analysis_blocks(setting: Setting) -> Iterator[Paragraph | Sentences]:
    yield Paragraph(
        _("This section is computed from the totals in the tables and from nothing else; it quotes nobody.")
    )
    if setting.has_gate:
        yield Paragraph(_electronised_shares(setting))
    for earlier, later in pairwise(setting.years):
        yield Sentences(f"{earlier.year}{numbers.DASH}{later.year}", tuple(_step(setting, earlier, later)))
    if len(setting.years) > 2:
        first, last = setting.years[0], setting.years[-1]
        audit = _audit(first, last)
        if audit and audit.fewest_moves:
            yield Sentences(f"{first.year}{numbers.DASH}{last.year}", (_moves(setting, audit),))


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
    audit = _audit(earlier, later)
    if audit is None and _have_same_scale(earlier, later):
        yield _("In one of these years no service has a grade, so there is nothing to compare.")
    elif audit is None:
        yield _("The grades of these years are not the same ones, so their numbers cannot be compared.")
    else:
        yield from _findings(setting, earlier, later, audit)


def _findings(setting: Setting, earlier: PublishedYear, later: PublishedYear, audit: TotalsAudit) -> Iterator[str]:
    yield _changes(setting, later, audit)
    yield _verdict(audit)
    if audit.polarised:
        yield _both_ends(setting, earlier, later)
    if audit.fewest_moves:
        yield _moves(setting, audit)
    yield from _rules(setting, earlier, later, audit)


def _audit(earlier: PublishedYear, later: PublishedYear) -> TotalsAudit | None:
    """Services without a grade count as off the List, which can only make the number of moves too low."""
    if not _have_same_scale(earlier, later):
        return None
    totals = [(year.not_electronised, tuple(grade.services for grade in year.grades)) for year in (earlier, later)]
    if not all(sum(grades) for _out, grades in totals):
        return None
    return audit_totals(*(Totals(out, grades) for out, grades in totals))


def _have_same_scale(earlier: PublishedYear, later: PublishedYear) -> bool:
    scales = [
        (year.edition.policy.edges, [(grade.code, grade.begins_at) for grade in year.edition.grades])
        for year in (earlier, later)
    ]
    return scales[0] == scales[1]


def _changes(setting: Setting, later: PublishedYear, audit: TotalsAudit) -> str:
    grades = later.edition.grades[1:]
    parts = "; ".join(
        _change(setting, later, grade, difference)
        for grade, difference in zip(grades, audit.differences_below, strict=True)
    )
    return _("Among the graded services: %(changes)s.") % {"changes": parts}


def _change(setting: Setting, later: PublishedYear, grade: Grade, difference: Fraction) -> str:
    if difference > 0:
        sentence = _("the share below %(grade)s%(edge)s rose by %(points)s percentage points")
    elif difference < 0:
        sentence = _("the share below %(grade)s%(edge)s fell by %(points)s percentage points")
    else:
        sentence = _("the share below %(grade)s%(edge)s did not change")
    title = setting.quoted(setting.text(grade.title))
    return sentence % {
        "grade": azerbaijani.ablative(title) if setting.language == "az" else title,
        "edge": _edge(setting, later, grade),
        "points": _points(setting, 100 * difference),
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


def _verdict(audit: TotalsAudit) -> str:
    if audit.fell is Verdict.SUPPORTED:
        return _("No share fell: the totals support the statement that results decreased as a whole.")
    if audit.rose is Verdict.SUPPORTED:
        return _("No share rose: the totals support the statement that results improved as a whole.")
    if audit.fell is Verdict.CONTRADICTED:
        return _("No share changed: the totals show neither a decrease nor an improvement.")
    return _(
        "The signs differ: the totals support neither the statement that results decreased as a whole nor the "
        "statement that they improved as a whole."
    )


def _both_ends(setting: Setting, earlier: PublishedYear, later: PublishedYear) -> str:
    parts = [
        _("%(grade)s from %(before)s to %(after)s")
        % {
            "grade": setting.quoted(setting.text(after.title)),
            "before": _from(setting, before.services),
            "after": _to(setting, after.services),
        }
        for before, after in [(earlier.grades[0], later.grades[0]), (earlier.grades[-1], later.grades[-1])]
    ]
    return _("The lowest and the highest grade both became more frequent: %(parts)s services.") % {
        "parts": ", ".join(parts)
    }


def _moves(setting: Setting, audit: TotalsAudit) -> str:
    if not setting.has_gate:
        sentence = ngettext(
            "The totals could not have changed so unless at least %(count)s service changed its grade or is new or "
            "gone; the real number may be higher.",
            "The totals could not have changed so unless at least %(count)s services changed their grade or are new or "
            "gone; the real number may be higher.",
            audit.fewest_moves,
        )
        return sentence % {"count": setting.number(audit.fewest_moves)}
    return ngettext(
        "The totals could not have changed so unless at least %(count)s service changed its state (not electronised, "
        "a grade, outside the List); the real number may be higher.",
        "The totals could not have changed so unless at least %(count)s services changed their state (not "
        "electronised, a grade, outside the List); the real number may be higher.",
        audit.fewest_moves,
    ) % {"count": setting.number(audit.fewest_moves)}


def _rules(setting: Setting, earlier: PublishedYear, later: PublishedYear, audit: TotalsAudit) -> Iterator[str]:
    if earlier.edition_sha256 == later.edition_sha256:
        yield _(
            "Both years were assessed under the same edition of the Rules, so a change of the Rules does not explain "
            "the difference."
        )
        return
    notes = setting.texts.notes_between(earlier.edition, later.edition)
    claimed = any(note.claims_stricter_rules for note in notes)
    if claimed and audit.stricter_rules_alone is Verdict.CONTRADICTED:
        yield _stricter_rules(setting, earlier, later)
    yield _(
        "The Rules changed between these years. The totals do not tell how much of the difference comes from the "
        "Rules: that takes the result of every service under both editions."
    )


def _stricter_rules(setting: Setting, earlier: PublishedYear, later: PublishedYear) -> str:
    before, after = earlier.grades[-1], later.grades[-1]
    if before.services >= after.services:
        return _(
            "Stricter requirements alone do not explain the difference: they can neither electronise a service nor "
            "raise a grade."
        )
    return _(
        "Stricter requirements alone cannot give more services the grade %(grade)s on the same answers, yet their "
        "number rose from %(before)s to %(after)s: services themselves changed, more of them were electronised, "
        "or something in the Rules also became easier."
    ) % {
        "grade": setting.quoted(setting.text(after.title)),
        "before": _from(setting, before.services),
        "after": _to(setting, after.services),
    }


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
