from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meyar.accounts.actions import SignInIsLocked, SignInRefused, sign_in
from meyar.accounts.choices import Role
from meyar.accounts.models import SignInCount
from meyar.common.models import Event
from tests.workspace.people import PASSWORD, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def attempt(client: Client, password: str = PASSWORD, name: str = "head", **more: str) -> Any:
    return client.post("/en/staff/sign-in/", {"name": name, "password": password, **more})


def test_a_person_signs_in_with_name_and_password_and_reaches_the_desk() -> None:
    person()
    client = Client()

    answer = attempt(client)

    assert (answer.status_code, answer["Location"]) == (302, "/en/staff/")
    assert client.get("/en/staff/").status_code == 200
    assert Event.objects.order_by("-sequence")[0].verb == "accounts.sign_in"


def test_the_session_gets_a_new_key_at_sign_in() -> None:
    person()
    client = Client()
    client.get("/en/staff/sign-in/")
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before

    attempt(client)

    assert client.session.session_key != before


@pytest.mark.parametrize(("name", "password"), [("head", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD)])
def test_a_wrong_name_a_wrong_password_and_a_deactivated_person_get_the_same_answer(name: str, password: str) -> None:
    person()
    gone = person(Role.AUDITOR, "gone")
    gone.is_active = False
    gone.save()

    answer = attempt(Client(), password, name)

    assert answer.status_code == 400
    assert answer.context["form"].non_field_errors() == ["The name or the password is wrong."]


def test_after_ten_attempts_the_right_password_no_longer_helps_for_fifteen_minutes() -> None:
    person()
    now = timezone.now()
    for _number in range(10):
        with pytest.raises(SignInRefused):
            sign_in(name="head", password="wrong", address="10.0.0.1", at=now)

    with pytest.raises(SignInIsLocked):
        sign_in(name="head", password=PASSWORD, address="10.0.0.1", at=now + timedelta(minutes=14))
    later = sign_in(name="head", password=PASSWORD, address="10.0.0.1", at=now + timedelta(minutes=15))

    assert later.username == "head"
    assert SignInCount.objects.count() == 0


def test_an_unknown_name_is_locked_just_the_same() -> None:
    client = Client()
    answers = [attempt(client, name="nobody").status_code for _number in range(11)]

    assert answers == [400] * 10 + [429]


def test_the_lock_is_on_the_pair_of_name_and_address() -> None:
    person()
    now = timezone.now()
    for _number in range(10):
        with pytest.raises(SignInRefused):
            sign_in(name="head", password="wrong", address="10.0.0.1", at=now)

    assert sign_in(name="head", password=PASSWORD, address="10.0.0.2", at=now).username == "head"


def test_the_page_leads_on_to_where_one_came_from_but_never_to_another_site() -> None:
    person()

    assert attempt(Client(), next="/en/staff/bodies/")["Location"] == "/en/staff/bodies/"
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert attempt(Client(), next=elsewhere)["Location"] == "/en/staff/"


def test_signing_out_ends_the_session_and_needs_a_post() -> None:
    person()
    client = Client()
    attempt(client)

    assert client.get("/en/staff/sign-out/").status_code == 405
    assert client.post("/en/staff/sign-out/")["Location"] == "/en/staff/sign-in/"
    assert client.get("/en/staff/")["Location"] == "/en/staff/sign-in/?next=/en/staff/"


def test_somebody_deactivated_is_out_at_the_next_request() -> None:
    someone = person()
    client = Client()
    attempt(client)

    someone.is_active = False
    someone.save()

    assert client.get("/en/staff/").status_code == 302


def test_the_sign_in_page_is_kept_by_no_cache() -> None:
    assert "no-store" in Client().get("/en/staff/sign-in/")["Cache-Control"]
