"""What the journeys ask of a page, whichever it is."""

from __future__ import annotations

import shutil
from typing import Any, Literal

from playwright.sync_api import Page

from tests.architecture.house import ROOT

Language = Literal["az", "en", "ru"]
LANGUAGES: tuple[Language, ...] = ("az", "en", "ru")
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def chromium() -> str:
    """
    Raises:
        RuntimeError: No Chromium is on this machine; `make test` installs it, or says how.
    """
    for name in ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    raise RuntimeError("No Chromium was found. Install it with: apt-get install chromium")


def violations(page: Page) -> list[str]:
    """Every axe finding as "rule: element", WCAG A and AA and best practice."""
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']}: {node['target']} {node.get('failureSummary', '')}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window; 0 is right."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def internal_links(page: Page) -> set[str]:
    """Paths of this site that the page links to, without fragments."""
    in_pictures_too = "a => new URL(a.getAttribute('href'), document.baseURI).href"
    links: list[str] = page.evaluate(f"() => [...document.querySelectorAll('a[href]')].map({in_pictures_too})")
    origin = page.url.split("/", 3)
    start = "/".join(origin[:3])
    return {link.removeprefix(start).partition("#")[0] for link in links if link.startswith(start)}
