from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.factories.installation import demonstration_home, served
from tests.journeys.pages import Language, chromium

SIZES = {"wide": (1280, 900), "narrow": (320, 700)}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of its own with the demonstration and its report files."""
    copy = tmp_path_factory.mktemp("installation") / "home"
    shutil.copytree(demonstration_home(tmp_path_factory), copy)
    return copy


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    """The address of the demonstration, served by `meyar serve` as everybody starts it."""
    with served(home) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """open_page("/services/", language="ru", size="narrow", script=False) gives the loaded page."""
    contexts = []

    def opened(path: str, *, language: Language = "az", size: str = "wide", script: bool = True) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        prefix = "" if language == "az" else f"/{language}"
        page.goto(f"{site}{prefix}{path}", wait_until="networkidle" if script else "load")
        page.errors = errors  # type: ignore[attr-defined]
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def passwords(home: Path) -> dict[str, str]:
    """Sign-in name to password of the demonstration people, from the file that `meyar demo` wrote."""
    lines = (home / "demonstration_sign_ins.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines]
    return {name: password for name, password, *person in words if person and password.count("-") == 3}
