"""Import in three steps: choose the sheet, see what it would change, confirm. Only the last one writes."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meyar.common.files import keep_file
from meyar.registry.imports import ListIsFrozen, Preview, RegisterHasChanged, SheetHasProblems
from meyar.workspace.forms.imports import FORMS
from meyar.workspace.import_job import ImportJob, JobHasExpired, job_from_token
from meyar.workspace.import_words import field_title, kind_titles, part_titles, result_sentence, shown_value
from meyar.workspace.page import page_of
from meyar.workspace.uploads import LimitedUpload

ROWS: Final = 100


@csrf_exempt  # so that the limit stands before the body is read; the view inside is protected
@require_http_methods(["GET", "POST"])
def import_sheet(request: HttpRequest) -> HttpResponseBase:
    limit = LimitedUpload(request)
    if request.method == "POST":
        request.upload_handlers.insert(0, limit)
    return _import_sheet(request, limit)


@csrf_protect
def _import_sheet(request: HttpRequest, limit: LimitedUpload) -> HttpResponseBase:
    kind = request.POST.get("kind") or request.GET.get("kind") or ""
    if kind not in FORMS:
        context = page_of(request, "import") | {"kinds": kind_titles()}
        return render(request, "workspace/import.html", context)
    if request.method == "POST":
        form = FORMS[kind](request.POST, request.FILES, is_too_large=limit.is_too_large)
        if form.is_valid():
            return redirect(_preview_address(_job(request, kind, form.cleaned_data, form.about())))
    else:
        form = FORMS[kind](initial={"round": request.GET.get("round", "")})
    context = page_of(request, "import", [(_("Import"), reverse("workspace:import"))]) | {
        "form": form,
        "kind": kind,
        "title": kind_titles()[kind][0],
    }
    return render(request, "workspace/import_sheet.html", context, status=400 if form.is_bound else 200)


@require_safe
def import_preview(request: HttpRequest) -> HttpResponse:
    """The sheet is read again for each page of a long difference: the kept file is the only state there is."""
    try:
        job = job_from_token(request.GET.get("token", ""), person=_person(request))
        preview = job.preview()
    except JobHasExpired:
        return _start_again(request)
    except ListIsFrozen:
        return _list_is_frozen(request)
    return render(request, "workspace/import_preview.html", _preview_context(request, job, preview))


@require_POST
def import_confirm(request: HttpRequest) -> HttpResponse:
    """The action reads the sheet again and refuses when it would do something else than what was shown."""
    try:
        job = job_from_token(request.POST.get("token", ""), person=_person(request))
        preview = job.confirm(actor=_actor(request))
    except JobHasExpired:
        return _start_again(request)
    except ListIsFrozen:
        return _list_is_frozen(request)
    except (RegisterHasChanged, SheetHasProblems):
        messages.warning(
            request,
            _(
                "Nothing was imported: since your preview somebody changed the same data. "
                "This is what would change now."
            ),
        )
        return redirect(_preview_address(job))
    messages.success(request, result_sentence(preview.kind, preview.difference.counts))
    return redirect(_result_address(preview))


def _job(request: HttpRequest, kind: str, cleaned: dict[str, Any], about: dict[str, str]) -> ImportJob:
    sheet = cleaned["sheet"]
    mapping: bytes | None = cleaned["mapping"]
    return ImportJob(
        person=_person(request),
        kind=kind,
        file_name=sheet.name,
        sha256=keep_file(sheet.read()),
        mapping_sha256=keep_file(mapping) if mapping else "",
        demonstration=bool(cleaned.get("demonstration")),
        about=about,
    )


def _preview_context(request: HttpRequest, job: ImportJob, preview: Preview) -> dict[str, Any]:
    counts = preview.difference.counts
    titles = part_titles(preview.kind)
    part = request.GET.get("show", "")
    if part not in titles:
        part = next((name for name in titles if counts[name]), "new")
    rows = getattr(preview.difference, part)
    if preview.problems:
        rows = preview.problems
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    crumbs = [
        (_("Import"), reverse("workspace:import")),
        (kind_titles()[job.kind][0], f"{reverse('workspace:import')}?kind={job.kind}"),
    ]
    return page_of(request, "import", crumbs) | {
        "job": job,
        "preview": preview,
        "part": part,
        "part_title": titles[part],
        "parts": [
            {
                "title": title,
                "count": counts[name],
                "url": f"{_preview_address(job)}&show={name}" if counts[name] else "",
                "current": name == part,
            }
            for name, title in titles.items()
        ],
        "page": page,
        "changes": [_changes(row) for row in page] if part == "changed" and not preview.problems else [],
        "query": request.GET,
        "confirm_token": job.token(digest=preview.digest),
        "again_url": f"{reverse('workspace:import')}?kind={job.kind}",
    }


def _changes(row: Any) -> dict[str, Any]:
    fields = [
        {
            "title": field_title(change.field),
            "before": shown_value(change.field, change.before),
            "after": shown_value(change.field, change.after),
        }
        for change in row.changes
    ]
    return {"code": row.code, "title": row.title, "row": row.row, "fields": fields}


def _preview_address(job: ImportJob) -> str:
    return f"{reverse('workspace:import_preview')}?token={job.token()}"


def _result_address(preview: Preview) -> str:
    if preview.kind == "services":
        return reverse("workspace:list_lines", args=[preview.subject])
    return reverse("workspace:bodies" if preview.kind == "bodies" else "workspace:rounds")


def _start_again(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("This preview is no longer valid. Choose the sheet again."))
    return redirect("workspace:import")


def _list_is_frozen(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request,
        _("A round has frozen this edition of the List, so it cannot change. Import the sheet as a new edition."),
    )
    return redirect(f"{reverse('workspace:import')}?kind=services")


def _person(request: HttpRequest) -> str:
    return request.user.get_username()


def _actor(request: HttpRequest) -> Any:
    person: Any = request.user
    if not hasattr(person, "as_actor"):
        raise Http404("Nobody is signed in.")
    return person.as_actor()
