from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.common.language import active_language
from meyar.common.templatetags.numbers import number
from meyar.portal.page import Card, page_of
from meyar.portal.public_page import public_page
from meyar.portal.sentences import moves, verdict
from meyar.publication.queries.changes import Changes, Listed, Moved, Pair, changes, neighbours, shift


@public_page
def changes_between(request: HttpRequest, code: str) -> HttpResponse:
    """What moved between two neighbouring years; why not, where the Rules changed between them. Ten queries."""
    pair = _pair(code)
    shown = [pair.earlier, pair.later]
    breadcrumbs = [(_("Results"), reverse("portal:front"))]
    context = page_of(shown, section="results", breadcrumbs=breadcrumbs) | {"pair": pair, "of": len(pair.later.grades)}
    if not pair.comparable:
        found = shift(pair)
        told = {"grades": found.grades, "verdict": verdict(found.verdict)}
        return render(request, "portal/not_compared.html", context | told)
    moved = changes(pair, active_language())
    return render(
        request,
        "portal/changes.html",
        context
        | {"headline": moves(moved), "cards": _cards(moved), "groups": _groups(moved), "listed": _listed(moved)},
    )


@dataclass(frozen=True)
class GroupOfMoves:
    code: str
    title: str
    total: int
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class GroupOfListed:
    code: str
    title: str
    total: int
    services: tuple[Listed, ...]
    year: int
    round_code: str


def _cards(found: Changes) -> list[Card]:
    return [
        Card(number(found.rose), _("rose to a better grade"), url="#up" if found.up.total else ""),
        Card(number(found.fell), _("fell to a lower grade"), url="#down" if found.down.total else ""),
        Card(
            number(found.newly_electronised.total),
            _("newly electronised"),
            url="#newly-electronised" if found.newly_electronised.total else "",
        ),
    ]


def _groups(found: Changes) -> list[GroupOfMoves]:
    named = [
        ("up", _("Gained most"), found.up),
        ("down", _("Lost most"), found.down),
        ("newly-electronised", _("Newly electronised"), found.newly_electronised),
        ("no-longer-electronised", _("No longer electronised"), found.no_longer_electronised),
    ]
    return [GroupOfMoves(code, title, group.total, group.moved) for code, title, group in named]


def _listed(found: Changes) -> list[GroupOfListed]:
    named = [
        ("entered", _("Entered the List"), found.entered, found.later),
        ("left", _("Left the List"), found.left, found.earlier),
    ]
    return [
        GroupOfListed(code, title, group.total, group.services, issue.year, issue.round_code)
        for code, title, group, issue in named
    ]


def _pair(code: str) -> Pair:
    for pair in neighbours(active_language()):
        if pair.code == code:
            return pair
    raise Http404(f"{code} does not name two neighbouring published rounds.")
