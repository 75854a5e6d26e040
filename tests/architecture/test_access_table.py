"""Every address x every role: what the table of access says is what happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from meyar.accounts.choices import Role
from meyar.project.access import PAGES, PUBLIC
from tests.workspace.people import person, signed_in

STAFF_PAGES = sorted(name for name, roles in PAGES.items() if roles != PUBLIC)
# A page that only takes a POST answers a GET of who may with 405, and an import page without its token leads back.
EXPECTED = {"workspace:sign_out": 405, "workspace:import_confirm": 405, "workspace:import_preview": 302}


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = pattern.namespace
            yield from names(pattern, f"{space}{inner}:" if inner else space)


def address(name: str) -> str:
    with override("az"):
        return reverse(name, args=["nothing"]) if name == "workspace:list_lines" else reverse(name)


def expected(name: str, role: str) -> int:
    if role not in PAGES[name]:
        return 404
    return 404 if name == "workspace:list_lines" else EXPECTED.get(name, 200)


def test_the_table_names_exactly_the_addresses_there_are() -> None:
    assert sorted(set(names())) == sorted(PAGES)


def test_every_role_of_the_table_is_a_role_there_is() -> None:
    assert {role for roles in PAGES.values() if roles != PUBLIC for role in roles} <= set(Role.values)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_each_staff_page_opens_for_its_roles_and_is_not_there_for_the_others(role: str) -> None:
    client = signed_in(Role(role))

    answers = {name: client.get(address(name)).status_code for name in STAFF_PAGES}

    assert answers == {name: expected(name, role) for name in STAFF_PAGES}


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_on_every_staff_page() -> None:
    client = Client()

    answers = {name: client.get(address(name)) for name in STAFF_PAGES}

    assert {name: (answer.status_code, answer["Location"]) for name, answer in answers.items()} == {
        name: (302, f"/staff/sign-in/?next={address(name)}") for name in STAFF_PAGES
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_somebody_deactivated_is_a_stranger(role: str) -> None:
    gone = person(Role(role))
    client = Client()
    client.force_login(gone)
    gone.is_active = False
    gone.save()

    assert {client.get(address(name)).status_code for name in STAFF_PAGES} == {302}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_a_post_without_its_token_against_forgery_is_refused_everywhere(role: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role(role)))

    answers = {name: client.post(address(name)).status_code for name in [*STAFF_PAGES, "workspace:sign_in"]}

    allowed = {name for name in answers if name == "workspace:sign_in" or role in PAGES[name]}
    assert {name: answers[name] for name in allowed} == dict.fromkeys(allowed, 403)
    assert {answers[name] for name in answers.keys() - allowed} <= {403, 404}


@pytest.mark.django_db
def test_no_staff_page_is_kept_by_a_cache() -> None:
    client = signed_in(Role.HEAD)

    answers = [client.get(address(name)) for name in STAFF_PAGES]

    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
