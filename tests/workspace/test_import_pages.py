from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meyar.accounts.choices import Role
from meyar.assessment.models import Answer
from meyar.common.actors import SYSTEM
from meyar.common.models import Event
from meyar.registry.actions import freeze_list_edition
from meyar.registry.models import Body, ListEntry
from meyar.registry.queries import list_edition
from tests.assessment.answer_sheets import WHOLE
from tests.documents.hostile_sheets import xlsx as raw_xlsx
from tests.factories.house import planned_round
from tests.registry.sheets import JUSTICE_AND_HEALTH, SERVICES, take_bodies, take_services
from tests.workspace.people import confirm, send, signed_in

pytestmark = pytest.mark.django_db
NEW_EDITION = {"edition": "", "code": "2014", "title_az": "Siyahı 2014", "in_force_on": "01.02.2014"}


def said(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_bodies_are_imported_in_three_steps(head: Client) -> None:
    preview = send(head, "bodies", JUSTICE_AND_HEALTH)
    assert (preview.status_code, Body.objects.count()) == (200, 0)
    assert preview.context["preview"].difference.counts["new"] == 2

    result = confirm(head, preview)

    assert said(result) == ["The sheet is imported: 2 new, 0 changed."]
    assert [row["body"].code for row in result.context["rows"]] == ["health", "justice"]
    event = Event.objects.get(verb="registry.import_bodies")
    assert (event.actor_id, event.actor_role) == ("person:head", "head")


def test_an_edition_of_the_list_is_described_and_imported(head: Client) -> None:
    take_bodies()

    result = confirm(head, send(head, "services", SERVICES, **NEW_EDITION))

    assert result.request["PATH_INFO"] == "/en/staff/lists/2014/"
    assert [row["line"].number for row in result.context["rows"]] == ["1.1", "1.2", "2.1"]


def test_what_moved_and_what_is_gone_is_said_of_a_list(head: Client) -> None:
    take_bodies()
    take_services()

    preview = send(head, "services", "code,body,title_az,number\nbirth,health,Doğumun qeydiyyatı,1.1\n", edition="2014")

    assert [(part["title"], part["count"]) for part in preview.context["parts"]] == [
        ("New", 0),
        ("Changed", 0),
        ("Moved to another body", 1),
        ("Gone", 2),
    ]
    assert said(confirm(head, preview)) == ["The sheet is imported: 0 new, 0 changed, 1 moved, 2 gone."]


def test_a_new_edition_needs_code_title_and_day_and_a_code_of_its_own(head: Client) -> None:
    take_bodies()
    take_services()

    page = send(head, "services", SERVICES, edition="", code="2014", title_az="", in_force_on="31.02.2014")

    assert page.status_code == 400
    assert page.context["form"].errors.get_json_data(escape_html=False).keys() == {"code", "title_az", "in_force_on"}


def test_answers_are_imported_into_the_round_chosen(head: Client) -> None:
    planned_round()

    result = confirm(head, send(head, "answers", WHOLE, round="2014"))

    assert result.request["PATH_INFO"] == "/en/staff/rounds/"
    assert Answer.objects.count() == 7


def test_a_mapping_file_is_taken_with_the_sheet(head: Client) -> None:
    mapping = SimpleUploadedFile("m.yaml", b"columns: {code: id, name_az: title}\nconstants: {kind: fund}\n")

    confirm(head, send(head, "bodies", "id,title\nx,Fond\n", mapping=mapping))

    assert Body.objects.get().kind == "fund"


def test_a_broken_mapping_file_is_named_at_its_field(head: Client) -> None:
    mapping = SimpleUploadedFile("m.yaml", b"column: {code: id}\n")

    page = send(head, "bodies", JUSTICE_AND_HEALTH, mapping=mapping)

    assert page.status_code == 400
    assert page.context["form"].errors["mapping"][0].startswith("The mapping file has an unknown key “column”.")


def test_a_sheet_with_problems_shows_all_of_them_and_no_button_to_import(head: Client) -> None:
    page = send(head, "bodies", "code,kind,name_az\nx y,<b>fund</b>,\n")

    text = page.content.decode()
    assert len(page.context["preview"].problems) == 3
    assert "&lt;b&gt;fund&lt;/b&gt;" in text
    assert "<b>fund</b>" not in text
    assert "import/confirm/" not in text


def test_the_confirmation_of_a_sheet_with_problems_writes_nothing(head: Client) -> None:
    page = send(head, "bodies", "code,kind,name_az\nx,fund,\n")

    result = confirm(head, page)

    assert result.redirect_chain[-1][0].startswith("/en/staff/import/preview/")
    assert Body.objects.count() == 0


HOSTILE = {
    "a cell at the far end of a sheet": ("far.xlsx", raw_xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "entities": ("laughs.xlsx", raw_xlsx("<row/>", before="<!DOCTYPE x [<!ENTITY a 'b'>]>")),
    "no archive at all": ("broken.xlsx", b"PK\x03\x04 broken"),
    "a page of the web": ("page.xls", b"<html><script>alert(1)</script></html>"),
    "a NUL in a table": ("nul.csv", b"code,kind\x00\n"),
    "nothing": ("empty.csv", b""),
    "a mark that is not text": ("noise.csv", bytes(range(128, 256)) * 40),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_or_broken_file_gets_a_page_that_says_why(head: Client, what: str) -> None:
    name, content = HOSTILE[what]

    page = send(head, "bodies", content, name)

    assert page.status_code == 200
    assert len(page.context["preview"].problems) >= 1
    assert (Body.objects.count(), "import/confirm/" in page.content.decode()) == (0, False)


def test_a_sheet_above_25_mb_is_refused_with_the_limit_and_not_kept(head: Client, settings: Any) -> None:
    page = send(head, "bodies", b"x" * (25 * 1024 * 1024 + 1))

    assert page.status_code == 400
    assert page.context["form"].errors["sheet"] == [
        "The sheet is larger than 25 MB. Split it, or take pictures out of it."
    ]
    assert not settings.FILES_ROOT.exists()


def test_the_second_of_two_people_who_confirm_sees_the_difference_of_now(head: Client) -> None:
    other = signed_in(Role.HEAD, "other-head")
    first, second = send(head, "bodies", JUSTICE_AND_HEALTH), send(other, "bodies", JUSTICE_AND_HEALTH)
    confirm(head, first)

    result = confirm(other, second)

    assert said(result) == [
        "Nothing was imported: since your preview somebody changed the same data. This is what would change now."
    ]
    assert result.context["preview"].difference.is_empty
    assert Event.objects.filter(verb="registry.import_bodies").count() == 1


def test_a_preview_is_confirmed_by_who_saw_it_and_by_nobody_else(head: Client) -> None:
    preview = send(head, "bodies", JUSTICE_AND_HEALTH)

    result = confirm(signed_in(Role.HEAD, "other-head"), preview)

    assert said(result) == ["This preview is no longer valid. Choose the sheet again."]
    assert Body.objects.count() == 0


@pytest.mark.parametrize("change", [lambda token: token[:-1] + "x", lambda token: "", lambda token: "a:b:c"])
def test_a_token_that_is_not_ours_leads_back_to_the_start(head: Client, change: Any) -> None:
    token = change(send(head, "bodies", JUSTICE_AND_HEALTH).context["confirm_token"])

    shown = head.get("/en/staff/import/preview/", {"token": token}, follow=True)
    confirmed = head.post("/en/staff/import/confirm/", {"token": token}, follow=True)

    assert [page.request["PATH_INFO"] for page in (shown, confirmed)] == ["/en/staff/import/"] * 2
    assert Body.objects.count() == 0


def test_the_address_of_a_preview_alone_does_not_confirm_it(head: Client) -> None:
    preview = send(head, "bodies", JUSTICE_AND_HEALTH)

    head.post("/en/staff/import/confirm/", {"token": preview.context["job"].token()})

    assert Body.objects.count() == 0


def test_an_edition_frozen_between_preview_and_confirmation_stays_as_it_is(head: Client) -> None:
    take_bodies()
    take_services()
    preview = send(head, "services", "code,body,title_az\nnew,justice,Yeni\n", edition="2014")
    freeze_list_edition(actor=SYSTEM, edition=list_edition("2014"))

    result = confirm(head, preview)

    assert said(result) == [
        "A round has frozen this edition of the List, so it cannot change. Import the sheet as a new edition."
    ]
    assert ListEntry.objects.count() == 3


def test_a_long_difference_is_paged(head: Client) -> None:
    rows = "".join(f"b{number},fund,Fond {number}\n" for number in range(250))
    preview = send(head, "bodies", "code,kind,name_az\n" + rows)
    address = preview.redirect_chain[-1][0]

    third = head.get(f"{address}&show=new&page=3")

    assert [len(page.context["page"]) for page in (preview, third)] == [100, 50]


def test_changes_are_shown_with_the_names_of_their_columns(head: Client) -> None:
    take_bodies()

    page = send(head, "bodies", JUSTICE_AND_HEALTH.replace("health,ministry", "health,fund"))

    assert page.context["changes"] == [
        {
            "code": "health",
            "title": "Səhiyyə Nazirliyi",
            "row": 3,
            "fields": [{"title": "Kind", "before": "Ministry", "after": "Fund"}],
        }
    ]


def test_a_post_without_its_token_against_forgery_is_refused(head: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = head.cookies

    sheet = {"kind": "bodies", "sheet": io.BytesIO(JUSTICE_AND_HEALTH.encode())}

    assert strict.post("/en/staff/import/", sheet).status_code == 403
    assert strict.post("/en/staff/import/confirm/", {"token": "x"}).status_code == 403
