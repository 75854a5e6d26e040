"""The staff pages as a person meets them: in Chromium, in three languages, wide and narrow, with and without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from meyar.registry.models import Body
from tests.journeys.pages import LANGUAGES, chromium, overflow, violations
from tests.registry.sheets import JUSTICE_AND_HEALTH, SERVICES, take_bodies, take_services
from tests.workspace.people import PASSWORD, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["", "bodies/", "lists/", "lists/2014/", "rounds/", "import/", "patterns/"]
FORMS = ["import/?kind=bodies", "import/?kind=services", "import/?kind=answers"]
BROKEN = "code,kind,name_az\nx y,kontor,\n"
MORE = "code,kind,name_az\njustice,ministry,Ədliyyə\nnew,fund,<script>alert(1)</script>\n"


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def desk(browser: Browser, site: str, prefix: str, *, width: int = 1280, script: bool = True) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script).new_page()
    page.goto(f"{site}{prefix}/staff/sign-in/")
    page.fill("[name=name]", "head")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    assert page.url == f"{site}{prefix}/staff/"
    return page


def choose(page: Page, site: str, prefix: str, sheet: str) -> None:
    page.goto(f"{site}{prefix}/staff/import/?kind=bodies")
    page.set_input_files("[name=sheet]", {"name": "bodies.csv", "mimeType": "text/csv", "buffer": sheet.encode()})
    page.click("main button")


def findings(page: Page) -> dict[str, Any]:
    return {"violations": violations(page), "overflow": overflow(page), "headings": page.locator("h1").count()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_staff_page_is_accessible_and_fits_wide_and_narrow(
    browser: Browser, live_server: Any, language: str
) -> None:
    person()
    take_bodies()
    take_services(SERVICES)
    site, prefix = live_server.url, "" if language == "az" else f"/{language}"
    fine = {"violations": [], "overflow": 0, "headings": 1}

    for width in (1280, 320):
        page = desk(browser, site, prefix, width=width)
        for path in PAGES + FORMS:
            page.goto(f"{site}{prefix}/staff/{path}")
            assert (path, width, findings(page)) == (path, width, fine)
        for sheet in (BROKEN, MORE):
            choose(page, site, prefix, sheet)
            assert (sheet, width, findings(page)) == (sheet, width, fine)


def test_a_sheet_is_imported_without_script_and_its_title_stays_text(browser: Browser, live_server: Any) -> None:
    person()
    take_bodies(JUSTICE_AND_HEALTH)
    page = desk(browser, live_server.url, "/en", script=False)

    choose(page, live_server.url, "/en", MORE)
    page.get_by_role("button", name="Import the sheet").click()

    assert page.locator(".notice-success").inner_text() == "The sheet is imported: 1 new, 1 changed."
    assert page.locator("th", has_text="<script>alert(1)</script>").count() == 1
    assert Body.objects.count() == 3
