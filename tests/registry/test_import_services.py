from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meyar.common.actors import SYSTEM
from meyar.common.models import Event
from meyar.registry.actions import ListIsEmpty, freeze_list_edition
from meyar.registry.actions.freezing import list_json
from meyar.registry.imports import (
    FieldChange,
    ListGiven,
    ListIsFrozen,
    ListIsNotDescribed,
    Moved,
    RegisterHasChanged,
    preview_services,
)
from meyar.registry.models import ListEdition, Service, ServiceOwner, ServiceTitle
from meyar.registry.queries import entries_of, list_edition
from tests.registry.sheets import (
    SERVICES,
    edition,
    mapping,
    notes,
    problems,
    services,
    take_bodies,
    take_services,
    xlsx,
)

pytestmark = pytest.mark.django_db


def lines(code: str = "2014") -> list[tuple[str, str, str, str]]:
    return [(line.number, line.service, line.body, line.title_az) for line in entries_of(list_edition(code))]


def test_a_sheet_becomes_an_edition_in_its_order() -> None:
    take_bodies()

    take_services()

    assert lines() == [
        ("1.1", "birth", "justice", "Doğumun qeydiyyatı"),
        ("1.2", "will", "justice", "Vəsiyyətnamənin təsdiqi"),
        ("2.1", "vaccine", "health", "Peyvənd arayışı"),
    ]
    assert list(Event.objects.values_list("verb", flat=True)) == ["registry.import_bodies", "registry.import_services"]


def test_bodies_are_found_by_code_abbreviation_and_name_in_any_language() -> None:
    take_bodies()

    take_services("code,body,title_az\na,ƏN,A\nb,Ministry of Health,B\nc,sehiyye nazirliyi,C\nd,ƏDLİYYƏ NAZİRLİYİ,D\n")

    assert [line[2] for line in lines()] == ["justice", "health", "health", "justice"]


def test_the_next_edition_is_compared_with_the_one_before_it() -> None:
    take_bodies()
    take_services(code="2013")

    preview = services(
        "code,number,body,title_az,fee\n"
        "birth,1.1,justice,Doğumun dövlət qeydiyyatı,free\n"
        "vaccine,2.1,justice,Peyvənd arayışı,free\n"
        "divorce,3.1,justice,Boşanmanın qeydiyyatı,paid\n",
        code="2014",
    )

    difference = preview.difference
    assert [item.code for item in difference.new] == ["divorce"]
    assert [(row.code, row.changes) for row in difference.changed] == [
        ("birth", (FieldChange("title_az", "Doğumun qeydiyyatı", "Doğumun dövlət qeydiyyatı"),))
    ]
    assert difference.moved == (Moved("vaccine", "Peyvənd arayışı", "health", "justice", 3),)
    assert [item.code for item in difference.gone] == ["will"]
    assert notes(preview) == ["This edition of the List is new; it is compared with the edition “2013” before it."]


def test_a_service_keeps_its_identity_and_the_history_of_its_titles_and_owners() -> None:
    take_bodies()
    take_services(code="2013")

    take_services("code,body,title_az\nbirth,health,Doğumun dövlət qeydiyyatı\n", code="2014")

    assert Service.objects.count() == 3
    titles = ServiceTitle.objects.filter(service__code="birth").order_by("valid_from")
    assert list(titles.values_list("title_az", "valid_from", "valid_to")) == [
        ("Doğumun qeydiyyatı", date(2013, 1, 1), date(2014, 1, 1)),
        ("Doğumun dövlət qeydiyyatı", date(2014, 1, 1), None),
    ]
    owners = ServiceOwner.objects.filter(service__code="birth").order_by("valid_from")
    assert list(owners.values_list("body__code", "valid_to")) == [("justice", date(2014, 1, 1)), ("health", None)]


def test_the_history_is_the_same_whatever_the_order_of_the_imports() -> None:
    take_bodies()
    take_services("code,body,title_az\nbirth,health,Yeni ad\n", code="2014")

    take_services(code="2013")

    owners = ServiceOwner.objects.filter(service__code="birth").order_by("valid_from")
    assert list(owners.values_list("body__code", "valid_to")) == [("justice", date(2014, 1, 1)), ("health", None)]


def test_an_older_edition_does_not_overwrite_what_a_younger_one_says_of_a_service() -> None:
    take_bodies()
    take_services("code,body,title_az,fee\nbirth,justice,Doğum,free\n", code="2014")

    take_services("code,body,title_az,fee\nbirth,justice,Doğum,paid\nold,justice,Köhnə,paid\n", code="2013")

    assert dict(Service.objects.values_list("code", "fee")) == {"birth": "free", "old": "paid"}


def test_importing_an_edition_again_replaces_its_lines() -> None:
    take_bodies()
    take_services()

    preview = take_services("code,number,body,title_az\nbirth,1.1,justice,Doğumun qeydiyyatı\n")

    assert [item.code for item in preview.difference.gone] == ["will", "vaccine"]
    assert [line[1] for line in lines()] == ["birth"]


def test_a_frozen_edition_refuses_every_change() -> None:
    take_bodies()
    take_services()
    frozen = freeze_list_edition(actor=SYSTEM, edition=list_edition("2014"))

    with pytest.raises(ListIsFrozen):
        take_services()
    with pytest.raises(ListIsFrozen):
        services(SERVICES)

    assert frozen.sha256 == ListEdition.objects.get().sha256
    assert len(frozen.sha256) == 64


def test_freezing_again_changes_nothing_and_says_nothing() -> None:
    take_bodies()
    take_services()
    first = freeze_list_edition(actor=SYSTEM, edition=list_edition("2014"))

    second = freeze_list_edition(actor=SYSTEM, edition=list_edition("2014"))

    assert second.sha256 == first.sha256
    assert Event.objects.filter(verb="registry.freeze_list_edition").count() == 1


def test_the_hash_of_a_list_depends_on_what_it_says_and_not_on_the_rows_of_the_database() -> None:
    take_bodies()
    take_services("code,body,title_az\nold,justice,Köhnə\n")
    take_services()
    first = list_json(list_edition("2014"))

    take_services(SERVICES)

    assert list_json(list_edition("2014")) == first


def test_an_empty_edition_is_not_frozen() -> None:
    empty = ListEdition.objects.create(code="2014", title_az="Siyahı", in_force_on=date(2014, 1, 1))

    with pytest.raises(ListIsEmpty):
        freeze_list_edition(actor=SYSTEM, edition=empty)


def test_a_new_edition_needs_its_title_and_day() -> None:
    with pytest.raises(ListIsNotDescribed):
        preview_services(data=SERVICES.encode(), file_name="list.csv", given=ListGiven(code="2014"))


def test_all_problems_of_a_list_are_told_at_once() -> None:
    take_bodies()

    found = problems(
        services(
            "code,body,title_az,nature,uses_per_year,site_address\n"
            "a,justise,A,,,\n"
            "b,justice,,online,-5,ftp://x.az/y z\n"
            "b,justice,B,,,\n"
        )
    )

    assert found == [
        (
            "row 2, column B “body”: The register has no body “justise”. Write its code, abbreviation or name. "
            "Accepted: justice, health, ƏN, Ədliyyə Nazirliyi, Ministry of Justice, SN, Səhiyyə Nazirliyi, "
            "Ministry of Health."
        ),
        "row 3, column C “title_az”: The cell is empty; it must be filled in.",
        "row 3, column D “nature”: “online” is not accepted here. Accepted: interactive, informative, unknown.",
        "row 3, column E “uses_per_year”: “-5” is not a whole number from 0. Accepted: 0, 12500.",
        (
            "row 3, column F “site_address”: “ftp://x.az/y z” is not a web address. "
            "Accepted: https://e-gov.az/service/12, e-gov.az."
        ),
        "row 4, column A “code”: The service “b” stands in rows 3 and 4.",
    ]


def test_a_body_that_had_ended_by_the_day_of_the_list_is_noted() -> None:
    take_bodies("code,kind,name_az,valid_to\nold,ministry,Köhnə Nazirlik,2013-10-22\n")

    preview = services("code,body,title_az\na,old,A\n")

    assert problems(preview) == []
    assert notes(preview) == [
        "row 2, column B “body”: The body “old” did not exist on 2014-01-01, the day of this edition of the List."
    ]


def test_of_two_bodies_of_one_name_the_one_of_the_day_is_meant() -> None:
    take_bodies("code,kind,name_az,valid_from,valid_to\nold,fund,Fond,,2010-01-01\nnew,fund,Fond,2010-01-01,\n")

    take_services("code,body,title_az\na,Fond,A\n")

    assert lines()[0][2] == "new"


def test_characters_that_turn_the_writing_round_are_refused_and_those_without_width_left_out() -> None:
    take_bodies()

    found = problems(services("code,body,title_az\na,justice,gnp\u202egpj.exe\nb,justice,Do\u00adğum\u200b\n"))

    assert found == ["row 2, column C “title_az”: The text contains characters that cannot be seen; type it anew."]


def test_titles_that_look_like_code_are_kept_letter_by_letter() -> None:
    take_bodies()
    title = "'; DROP TABLE registry_body; -- <script>alert(1)</script> {{ 7*7 }} %(x)s"

    take_services(f'code,body,title_az\na,justice,"{title}"\n')

    assert lines()[0][3] == title


def test_the_first_address_of_free_text_can_be_taken() -> None:
    take_bodies()
    described = mapping(first_address=["site_address"])

    take_services(
        'code,body,title_az,site_address\na,justice,A,"See https://x.az/a?b=1, https://y.az"\nb,justice,B,N/A\n',
        mapping=described,
    )

    assert [line.site_address for line in entries_of(list_edition("2014"))] == ["https://x.az/a?b=1", ""]


def test_confirming_after_the_list_changed_is_refused() -> None:
    take_bodies()
    shown = services(SERVICES)
    take_services("code,body,title_az\nbirth,health,Doğum\n")

    with pytest.raises(RegisterHasChanged):
        take_services(expected_digest=shown.digest)


def test_a_preview_asks_the_database_the_same_number_of_questions_for_one_row_and_for_three() -> None:
    take_bodies()
    take_services(code="2013")

    with CaptureQueriesContext(
        connection,
    ) as one:
        services(SERVICES[: SERVICES.index("will")], code="2014")
    with CaptureQueriesContext(connection) as three:
        services(SERVICES, code="2014")

    assert (len(one), len(three)) == (10, 10)


def test_a_list_of_ten_thousand_rows_in_xlsx_is_previewed_whole() -> None:
    take_bodies()
    rows = [[f"s-{n}", f"1.{n}", "justice", f"Elektron xidmət {n} barədə arayışın verilməsi"] for n in range(10_000)]
    data = xlsx(["code", "number", "body", "title_az"], *rows)

    preview = preview_services(data=data, file_name="list.xlsx", given=edition("2014"))

    assert preview.difference.counts["new"] == 10_000
