"""Every kind of public page, in three languages, on a wide and a narrow screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.pages import LANGUAGES, Language, internal_links, overflow, violations

pytestmark = pytest.mark.browser

# One page of each kind; the kinds are held against the sitemap below.
PAGES = [
    "/",
    "/years/2015/",
    "/years/2015/?grade=kafi&q=edliyye&sort=-percent",
    "/years/2015/bodies/",
    "/bodies/",
    "/bodies/justice/",
    "/changes/2014-2015/",
    "/method/",
    "/method/2014/",
    "/method/compare/2013-2014/",
    "/data/",
    "/issues/2015-1/",
    "/demonstration/",
    "/about/accessibility/",
    "/no-such-page/",
]


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_fits_the_screen_and_breaks_nothing(
    open_page: Callable[..., Page], path: str, language: Language, size: str
) -> None:
    page = open_page(path, language=language, size=size)

    assert violations(page) == []
    assert overflow(page) == 0
    assert [error for error in page.errors if "404" not in error or path != "/no-such-page/"] == []  # type: ignore[attr-defined]
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_services_of_every_state_have_an_accessible_page(open_page: Callable[..., Page], language: Language) -> None:
    year = open_page("/years/2015/", language=language)
    services = sorted(link for link in internal_links(year) if "/services/" in link)
    assert services

    for link in (services[0], services[-1]):
        path = link.removeprefix(f"/{language}") if language != "az" else link
        for size in ("wide", "narrow"):
            page = open_page(path, language=language, size=size)
            assert violations(page) == []
            assert overflow(page) == 0


def test_no_link_of_the_site_is_dead(open_page: Callable[..., Page], site: str) -> None:
    """Every address that any page of PAGES links to answers; files included."""
    found: set[str] = set()
    for path in PAGES[:-1]:  # the last one is the page that is not there; it links to itself in other languages
        found |= internal_links(open_page(path))
    page = open_page("/")

    dead = [link for link in sorted(found) if page.request.get(f"{site}{link}").status != 200]

    assert len(found) > 50
    assert dead == []


def test_the_whole_way_from_a_total_to_a_parameter_works_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page("/", script=False)

    page.get_by_role("link", name="128", exact=True).first.click()
    assert "grade=ela" in page.url
    rows = page.locator("main table tbody tr")
    assert rows.count() == 50
    rows.first.get_by_role("link").first.click()

    assert page.locator("main").get_by_text("Niyə bu qiymət?").count() >= 1


def test_the_language_switch_keeps_the_page(open_page: Callable[..., Page]) -> None:
    page = open_page("/years/2014/?grade=ela")

    page.get_by_role("link", name="Русский").click()

    assert page.url.endswith("/ru/years/2014/?grade=ela")


def test_the_skip_link_is_the_first_stop_of_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("/")

    page.keyboard.press("Tab")

    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#main"
