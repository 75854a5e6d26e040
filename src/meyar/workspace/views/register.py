"""The register as it stands: bodies, editions of the List with their lines, rounds."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meyar.assessment.queries.rounds import rounds_shown
from meyar.common.azerbaijani import fold, sort_key
from meyar.common.language import active_language, wording
from meyar.registry.choices import BodyKind
from meyar.registry.queries import BodyRecord, NamePeriod, NoSuchListEdition, lines_of, list_edition, lists_shown
from meyar.registry.queries import bodies as bodies_of_register
from meyar.workspace.page import page_of

ROWS: Final = 50


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:100]
    register = bodies_of_register()
    found = sorted((body for body in register if fold(asked) in _searched(body)), key=_place)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    titles = {body.code: _name(body.names[-1]) for body in register}
    rows = [
        {
            "body": body,
            "name": _name(body.names[-1]),
            "latest": body.names[-1],
            "earlier": [(_name(name), name.valid_from, name.valid_to) for name in body.names[:-1]],
            "kind": BodyKind(body.kind).label,
            "sites": [site for site in body.names[-1].site.split(";") if site],
            "successors": [titles[code] for code in body.successors],
        }
        for body in page
    ]
    context = page_of(request, "bodies") | {
        "rows": rows,
        "page": page,
        "query": request.GET,
        "asked": asked,
        "total": len(register),
    }
    return render(request, "workspace/bodies.html", context)


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    page = Paginator(lists_shown(), ROWS).get_page(request.GET.get("page"))
    context = page_of(request, "lists") | {
        "rows": [{"edition": edition, "title": _title(edition)} for edition in page],
        "page": page,
        "query": request.GET,
    }
    return render(request, "workspace/lists.html", context)


@require_safe
def list_lines(request: HttpRequest, code: str) -> HttpResponse:
    try:
        edition = list_edition(code)
    except NoSuchListEdition as missing:
        raise Http404(str(missing)) from None
    page = Paginator(lines_of(edition), ROWS).get_page(request.GET.get("page"))
    names = {body.id: _name(body.name_on(edition.in_force_on)) for body in bodies_of_register()}
    context = page_of(request, "lists", [(_("The List"), reverse("workspace:lists"))]) | {
        "edition": edition,
        "title": _title(edition),
        "rows": [{"line": line, "title": _title(line), "body": names[line.body_id]} for line in page],
        "page": page,
        "query": request.GET,
        "demonstration": edition.demonstration,
    }
    return render(request, "workspace/list_lines.html", context)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    page = Paginator(rounds_shown(), ROWS).get_page(request.GET.get("page"))
    context = page_of(request, "rounds") | {"page": page, "query": request.GET}
    return render(request, "workspace/rounds.html", context)


def _place(body: BodyRecord) -> str:
    return sort_key(wording(_name(body.names[-1])).text, active_language())


def _searched(body: BodyRecord) -> str:
    words = [body.code]
    for name in body.names:
        words += [name.name_az, name.name_en, name.name_ru, name.abbreviation]
    return fold(" ".join(words))


def _name(name: NamePeriod) -> dict[str, str]:
    return {"az": name.name_az, "en": name.name_en, "ru": name.name_ru}


def _title(titled: object) -> dict[str, str]:
    return {language: getattr(titled, f"title_{language}") for language in ("az", "en", "ru")}
