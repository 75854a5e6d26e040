"""What every staff page carries: the menu of the person's role, and where one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.accounts.choices import Role

Breadcrumb = tuple[str, str]


def page_of(request: HttpRequest, section: str, breadcrumbs: Sequence[Breadcrumb] = ()) -> dict[str, Any]:
    """
    Args:
        section: The entry of the menu the page stands under: home, bodies, lists, rounds or import.
        breadcrumbs: (label, address) from the top down, without the page itself.
    """
    person: Any = request.user
    sections = [("home", _("Desk"), "workspace:home")]
    if person.role != Role.REPRESENTATIVE:
        sections += [
            ("bodies", _("Bodies"), "workspace:bodies"),
            ("lists", _("The List"), "workspace:lists"),
            ("rounds", _("Rounds"), "workspace:rounds"),
        ]
    if person.role == Role.HEAD:
        sections.append(("import", _("Import"), "workspace:import"))
    return {
        "section": section,
        "nav_links": [(label, reverse(name), key == section) for key, label, name in sections],
        "home_url": reverse("workspace:home"),
        "breadcrumbs": list(breadcrumbs),
        "demonstration": person.demonstration,  # each synthetic row carries its own mark as well
    }
