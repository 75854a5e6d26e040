from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meyar.accounts.choices import Role
from meyar.assessment.queries.rounds import rounds_shown
from meyar.common.patterns import patterns_context
from meyar.registry.queries import bodies, lists_shown
from meyar.workspace.page import page_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The desk of the role: what there is, and for the head of the Working Group what comes next."""
    person: Any = request.user
    context: dict[str, Any] = page_of(request, "home") | {
        "person": person,
        "role": person.get_role_display(),
        "is_head": person.role == Role.HEAD,
        "is_staff": person.role != Role.REPRESENTATIVE,
    }
    if context["is_staff"]:
        editions = list(lists_shown())
        context |= {
            "bodies": len(bodies()),
            "editions": editions,
            "rounds": list(rounds_shown()),
            "waiting": [edition for edition in editions if not edition.frozen],
        }
    return render(request, "workspace/home.html", context)


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component of the interface on one page."""
    return render(request, "workspace/patterns.html", page_of(request, "patterns") | patterns_context(request.GET))
