"""
Who may open which page: every address of the house with the roles that may, default deny.

An address that is not in the table is answered 404 and fails the suite. A stranger gets the sign-in page for
staff pages; somebody signed in with another role gets 404, since whether the page exists is not theirs to know.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from meyar.accounts.choices import Role

PUBLIC: Final = frozenset({"public"})
STAFF: Final = frozenset(set(Role.values) - {Role.REPRESENTATIVE})
SIGNED_IN: Final = frozenset(Role.values)
HEAD: Final = frozenset({Role.HEAD})

PAGES: Final[dict[str, frozenset[str]]] = {
    "portal:front": PUBLIC,
    "portal:year": PUBLIC,
    "portal:selection_file": PUBLIC,
    "portal:bodies_of_year": PUBLIC,
    "portal:changes": PUBLIC,
    "portal:bodies": PUBLIC,
    "portal:body": PUBLIC,
    "portal:body_in_year": PUBLIC,
    "portal:services": PUBLIC,
    "portal:service": PUBLIC,
    "portal:service_in_year": PUBLIC,
    "portal:issue": PUBLIC,
    "portal:issue_file": PUBLIC,
    "portal:method": PUBLIC,
    "portal:compared": PUBLIC,
    "portal:rulebook": PUBLIC,
    "portal:rulebook_file": PUBLIC,
    "portal:data": PUBLIC,
    "portal:totals_file": PUBLIC,
    "portal:picture": PUBLIC,
    "portal:report": PUBLIC,
    "portal:report_file": PUBLIC,
    "portal:demonstration": PUBLIC,
    "portal:accessibility": PUBLIC,
    "portal:robots": PUBLIC,
    "portal:sitemap": PUBLIC,
    "workspace:sign_in": PUBLIC,
    "workspace:sign_out": SIGNED_IN,
    "workspace:home": SIGNED_IN,
    "workspace:bodies": STAFF,
    "workspace:lists": STAFF,
    "workspace:list_lines": STAFF,
    "workspace:rounds": STAFF,
    "workspace:import": HEAD,
    "workspace:import_preview": HEAD,
    "workspace:import_confirm": HEAD,
    "workspace:patterns": STAFF,
}


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or PAGES.get(match.view_name) != PUBLIC:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _arguments: Any, _keywords: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        roles = PAGES.get(match.view_name) if match else None
        if roles is None:
            raise Http404("This address is not in the access table.")
        if roles == PUBLIC:
            return None
        person: Any = request.user
        if not person.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not person.is_active or person.role not in roles:
            raise Http404("No such page for this role.")
        return None
