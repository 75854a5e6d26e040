from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meyar.accounts.choices import Role
from tests.factories.house import assessed_round
from tests.registry.sheets import take_bodies, take_services
from tests.workspace.people import signed_in

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def body_rows(count: int) -> str:
    return "code,kind,name_az\n" + "".join(f"b{number},fund,Fond {number}\n" for number in range(count))


def service_rows(count: int) -> str:
    return "code,body,title_az\n" + "".join(f"s{number},b0,Xidmət {number}\n" for number in range(count))


def test_the_page_of_bodies_asks_the_same_number_of_questions_for_one_and_three(head: Client) -> None:
    take_bodies(body_rows(1))
    one = queries(head, "/en/staff/bodies/")
    take_bodies(body_rows(3))

    assert (one, queries(head, "/en/staff/bodies/")) == (6, 6)


def test_the_page_of_an_edition_asks_the_same_number_of_questions_for_one_and_three(head: Client) -> None:
    take_bodies(body_rows(1))
    take_services(service_rows(1), code="2013")
    take_services(service_rows(3), code="2014")

    counts = [queries(head, f"/en/staff/lists/{code}/") for code in ("2013", "2014")]

    assert counts == [9, 9]


def test_the_page_of_editions_asks_the_same_number_of_questions_for_one_and_three(head: Client) -> None:
    take_bodies(body_rows(1))
    take_services(service_rows(1), code="2013")
    one = queries(head, "/en/staff/lists/")
    take_services(service_rows(1), code="2014")
    take_services(service_rows(1), code="2015")

    assert (one, queries(head, "/en/staff/lists/")) == (4, 4)


def test_the_page_of_rounds_shows_how_many_services_have_answers(head: Client) -> None:
    assessed_round()

    page = head.get("/en/staff/rounds/")

    assert [(row.code, row.services, row.answered) for row in page.context["page"]] == [("2014", 3, 3)]
    assert queries(head, "/en/staff/rounds/") == 4


def test_bodies_are_found_with_or_without_azerbaijani_letters(head: Client) -> None:
    take_bodies()

    def found(asked: str) -> list[str]:
        return [row["body"].code for row in head.get("/staff/bodies/", {"q": asked}).context["rows"]]

    assert (found("ədliyyə"), found("EDLIYYE"), found("health"), found("x")) == (
        ["justice"],
        ["justice"],
        ["health"],
        [],
    )


def test_titles_are_shown_escaped(head: Client) -> None:
    take_bodies('code,kind,name_az\nb0,fund,"<script>alert(1)</script> \' OR 1=1 --"\n')
    take_services('code,body,title_az\ns0,b0,"<img src=x onerror=alert(1)>"\n')

    page = head.get("/en/staff/lists/2014/").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &#x27; OR 1=1 --" in page


def test_a_long_list_is_paged(head: Client) -> None:
    take_bodies(body_rows(1))
    take_services(service_rows(120))

    first = head.get("/en/staff/lists/2014/")
    last = head.get("/en/staff/lists/2014/", {"page": "99"})

    assert (len(first.context["rows"]), len(last.context["rows"])) == (50, 20)


def test_an_edition_that_is_not_there_is_not_found(head: Client) -> None:
    assert head.get("/en/staff/lists/nothing/").status_code == 404


@pytest.mark.parametrize("address", ["bodies/", "lists/", "rounds/", "patterns/", ""])
@pytest.mark.parametrize("language", ["", "en/", "ru/"])
def test_every_page_opens_on_an_empty_register_in_three_languages(head: Client, address: str, language: str) -> None:
    page = head.get(f"/{language}staff/{address}")

    assert page.status_code == 200
    assert f'<html lang="{language.strip("/") or "az"}">' in page.content.decode()


def test_the_desk_of_a_representative_shows_nothing_of_the_register() -> None:
    take_bodies()

    page: Any = signed_in(Role.REPRESENTATIVE).get("/en/staff/")

    assert [label for label, _address, _current in page.context["nav_links"]] == ["Desk"]
    assert "bodies" not in page.context


def test_only_the_head_is_offered_the_import() -> None:
    menus = {
        role: [label for label, _address, _current in signed_in(role).get("/en/staff/").context["nav_links"]]
        for role in (Role.HEAD, Role.AUDITOR)
    }

    assert menus == {
        Role.HEAD: ["Desk", "Bodies", "The List", "Rounds", "Import"],
        Role.AUDITOR: ["Desk", "Bodies", "The List", "Rounds"],
    }
