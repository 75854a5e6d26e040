"""What every public page carries: where one is, whose numbers they are, whether they are a demonstration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meyar.publication.queries.issues import IssueSummary

Breadcrumb = tuple[str, str]


@dataclass(frozen=True)
class Card:
    """One figure of a page and the rows it counts."""

    value: str
    label: str
    note: str = ""
    url: str = ""


_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+(?:/\S*)?", re.IGNORECASE)


def web_address(stated: str) -> str:
    """An address that a link may lead to; empty for anything but a site."""
    if stated.startswith(("https://", "http://")):
        return stated
    return f"https://{stated}" if _DOMAIN.fullmatch(stated) else ""


def page_of(
    issues: Sequence[IssueSummary], *, section: str, breadcrumbs: Sequence[Breadcrumb] = (), stamped: bool = True
) -> dict[str, Any]:
    """
    Args:
        issues: Those whose numbers the page shows.
        section: The entry of the navigation it stands under: results, bodies, services, method, data.
        breadcrumbs: (label, address) from the top down, without the page itself.
        stamped: Whether the last of the issues is named with its checksum at the foot.
    """
    context: dict[str, Any] = {
        "nav_links": [(label, reverse(f"portal:{name}"), key == section) for key, label, name in _sections()],
        "breadcrumbs": list(breadcrumbs),
        "home_url": reverse("portal:front"),
        "demonstration": any(issue.demonstration for issue in issues),
        "reconstructed": list(
            dict.fromkeys(issue.rulebook_code for issue in issues if issue.reconstructed and issue.current)
        ),
        "demonstration_url": reverse("portal:demonstration"),
    }
    if issues and stamped:
        issue = issues[-1]
        context |= {
            "issue_label": _("Issue %(code)s") % {"code": issue.code},
            "issue_url": reverse("portal:issue", args=[issue.code]),
            "issue_published_on": issue.published_at,
            "issue_sha256": issue.content_sha256,
        }
    return context


def _sections() -> list[tuple[str, str, str]]:
    """(code, label, name of its address) of the entries of the navigation."""
    return [
        ("results", _("Results"), "front"),
        ("bodies", _("Bodies"), "bodies"),
        ("services", _("Services"), "services"),
        ("method", _("Method"), "method"),
        ("data", _("Data"), "data"),
    ]
