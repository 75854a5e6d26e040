from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from meyar.accounts.choices import Role
from meyar.accounts.permissions import NotPermitted
from meyar.common.actors import SYSTEM, Actor
from meyar.common.files import kept_file
from meyar.common.models import Event
from meyar.registry.actions import import_bodies
from meyar.registry.imports import FieldChange, RegisterHasChanged, SheetHasProblems
from meyar.registry.models import Body, BodyName, Succession
from meyar.registry.queries import BodyLookup, bodies_by_code, bodies_on
from meyar.registry.queries import bodies as register
from tests.registry.sheets import JUSTICE_AND_HEALTH, bodies, mapping, notes, problems, take_bodies, xlsx

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).resolve().parents[2] / "demo" / "bodies.csv"


def test_a_preview_writes_nothing() -> None:
    preview = bodies(JUSTICE_AND_HEALTH)

    assert preview.difference.counts == {"new": 2, "changed": 0, "moved": 0, "gone": 0, "unchanged": 0}
    assert (Body.objects.count(), Event.objects.count()) == (0, 0)


def test_an_import_writes_its_bodies_one_event_and_keeps_the_file() -> None:
    take_bodies()

    assert [body.names[0].name_az for body in register()] == ["Ədliyyə Nazirliyi", "Səhiyyə Nazirliyi"]
    event = Event.objects.get()
    assert (event.verb, event.details["new"], event.details["file"]) == ("registry.import_bodies", 2, "bodies.csv")
    assert kept_file(event.details["sha256"]) == JUSTICE_AND_HEALTH.encode()


def test_the_sheet_of_the_demonstration_is_taken_as_it_is() -> None:
    preview = take_bodies(DEMO.read_text(encoding="utf-8"))

    assert preview.difference.counts["new"] == 47
    assert notes(preview) == ["row 1: Columns that are not read: rounds."]


def test_what_changed_is_named_field_by_field() -> None:
    take_bodies()

    preview = bodies(JUSTICE_AND_HEALTH.replace("health.gov.az", "sehiyye.gov.az").replace("SN,", "SəhN,"))

    assert [(row.code, row.changes) for row in preview.difference.changed] == [
        (
            "health",
            (
                FieldChange("abbreviation", "SN", "SəhN"),
                FieldChange("site", "health.gov.az", "sehiyye.gov.az"),
            ),
        )
    ]


def test_a_column_that_the_sheet_does_not_have_leaves_what_the_register_knows() -> None:
    take_bodies()

    take_bodies("code,kind,name_az\nhealth,ministry,Səhiyyə və İdman Nazirliyi\n")

    name = bodies_by_code()["health"].names[0]
    assert (name.name_az, name.name_en, name.abbreviation, name.site) == (
        "Səhiyyə və İdman Nazirliyi",
        "Ministry of Health",
        "SN",
        "health.gov.az",
    )


def test_bodies_that_the_sheet_does_not_name_stay() -> None:
    take_bodies()

    preview = take_bodies("code,kind,name_az\nnew,fund,Yeni Fond\n")

    assert [item.code for item in preview.difference.gone] == ["justice", "health"]
    assert Body.objects.count() == 3


def test_headers_and_choices_are_known_in_three_languages_and_without_their_dots() -> None:
    az = bodies("Kod;Novu;Orqanın adı;Qısaltma\nx;Nazirlik;X Nazirliyi;X\n")
    ru = bodies("Код;Вид;Название аз;Сайт\nx;Министерство;X Nazirliyi;x.gov.az\n")

    assert (problems(az), problems(ru)) == ([], [])


def test_a_header_row_is_found_below_titles() -> None:
    data = xlsx(["Dövlət orqanlarının siyahısı"], [], ["kod", "növ", "adı"], ["x", "fund", "X Fondu"])
    import_bodies(actor=SYSTEM, data=data, file_name="orqanlar.xlsx")

    assert list(bodies_by_code()) == ["x"]


def test_all_problems_are_told_at_once_with_their_cells_and_what_is_accepted() -> None:
    preview = bodies(
        "code,kind,name_az,valid_from,valid_to,site,successors\n"
        "x y,ministry,X,,,,\n"
        "a,kontor,,31.02.2014,,javascript:alert(1),\n"
        "b,fund,B,2014-01-01,2013-01-01,,healt\n"
        "health,ministry,Səhiyyə,,,,\n"
    )

    assert problems(preview) == [
        (
            "row 2, column A “code”: “x y” is not a code: 1 to 64 Latin letters, digits, hyphens and underscores. "
            "Accepted: internal-affairs, S-0147."
        ),
        (
            "row 3, column B “kind”: “kontor” is not accepted here. Accepted: ministry, state_committee, "
            "state_service, fund, administration, commission, company, bank, other."
        ),
        "row 3, column C “name_az”: The cell is empty; it must be filled in.",
        "row 3, column D “valid_from”: “31.02.2014” is not a date. Accepted: 2014-01-15, 15.01.2014.",
        (
            "row 3, column F “site”: “javascript:alert(1)” is not a web address. "
            "Accepted: https://e-gov.az/service/12, e-gov.az."
        ),
        "row 4, column E “valid_to”: “b” ends on 2013-01-01, which is not after it begins (2014-01-01).",
        (
            "row 4, column G “successors”: The successor “healt” is not a body of this sheet or of the register. "
            "Accepted: x y, a, b, health, X, B, Səhiyyə."
        ),
    ]


def test_a_sheet_with_problems_is_not_imported() -> None:
    with pytest.raises(SheetHasProblems):
        take_bodies("code,kind,name_az\nx,fund,\n")

    assert (Body.objects.count(), Event.objects.count()) == (0, 0)


def test_the_same_problem_in_many_rows_is_one_problem_with_its_rows() -> None:
    rows = "".join(f"b{number},kontor,B\n" for number in range(20))

    found = problems(bodies("code,kind,name_az\n" + rows))

    assert [text.partition(":")[0] for text in found] == ["20 rows, the first 2, 3, 4, column B “kind”"]


def test_a_missing_column_is_named_with_the_headers_it_is_known_by() -> None:
    found = problems(bodies("kod,ad\nx,X\n"))

    assert found == [
        (
            "The column “kind” is missing; the header row read is row 1 (kod, ad). "
            "Accepted: kind, type, növ, növü, вид, тип."
        )
    ]


def test_a_renamed_body_keeps_its_code_and_has_a_name_for_each_time() -> None:
    take_bodies(
        "code,kind,name_az,valid_from,valid_to\n"
        "it,ministry,Rabitə və İnformasiya Texnologiyaları Nazirliyi,,07.03.2014\n"
        "it,ministry,Rabitə və Yüksək Texnologiyalar Nazirliyi,07.03.2014,\n"
    )

    body = bodies_by_code()["it"]
    assert body.name_on(date(2014, 3, 6)).name_az == "Rabitə və İnformasiya Texnologiyaları Nazirliyi"
    assert body.name_on(date(2014, 3, 7)).name_az == "Rabitə və Yüksək Texnologiyalar Nazirliyi"
    assert (body.valid_from, body.valid_to) == (None, None)


def test_two_rows_of_a_body_at_the_same_time_are_a_problem() -> None:
    found = problems(bodies("code,kind,name_az\nx,fund,A\nx,fund,B\n"))

    assert found == [
        (
            "row 3, column A “code”: “x” stands in rows 2 and 3, and their times overlap. Several rows of one body "
            "are its names over time: each ends where the next one begins."
        )
    ]


def test_splits_mergers_and_renamings_follow_from_the_successors() -> None:
    take_bodies(
        "code,kind,name_az,valid_from,valid_to,successors\n"
        "industry-energy,ministry,SEN,,2013-10-22,energy;economy-industry\n"
        "development,ministry,İİN,,2013-10-22,economy-industry\n"
        "it,ministry,RİTN,,2014-03-07,RYTN\n"
        "energy,ministry,EN,2013-10-22,,\n"
        "economy-industry,ministry,İSN,2013-10-22,,\n"
        "hightech,ministry,RYTN,2014-03-07,,\n"
    )

    rows = Succession.objects.order_by("predecessor__code", "successor__code")
    assert list(rows.values_list("predecessor__code", "successor__code", "kind")) == [
        ("development", "economy-industry", "merge"),
        ("industry-energy", "economy-industry", "split"),
        ("industry-energy", "energy", "split"),
        ("it", "hightech", "rename"),
    ]
    assert [body.code for body in bodies_on(date(2013, 10, 21))] == ["development", "it", "industry-energy"]


def test_a_body_with_successors_must_have_ended() -> None:
    found = problems(bodies("code,kind,name_az,successors\na,fund,A,b\nb,fund,B,\n"))

    assert found == ["row 2, column “valid_to”: “a” has successors, so the day it ended must be given."]


def test_confirming_another_difference_than_was_shown_is_refused() -> None:
    shown = bodies(JUSTICE_AND_HEALTH)
    take_bodies("code,kind,name_az\njustice,ministry,Ədliyyə\n")

    with pytest.raises(RegisterHasChanged):
        take_bodies(expected_digest=shown.digest)

    assert bodies_by_code()["justice"].names[0].name_az == "Ədliyyə"


def test_the_second_of_two_who_confirm_the_same_preview_is_refused() -> None:
    shown = bodies(JUSTICE_AND_HEALTH)
    take_bodies(expected_digest=shown.digest)

    with pytest.raises(RegisterHasChanged):
        take_bodies(expected_digest=shown.digest)

    assert Event.objects.count() == 1


def test_only_the_head_of_the_working_group_imports() -> None:
    auditor = Actor(id="person:a", name="A", role=Role.AUDITOR)

    with pytest.raises(NotPermitted):
        import_bodies(actor=auditor, data=JUSTICE_AND_HEALTH.encode(), file_name="bodies.csv")


def test_letters_that_only_folding_makes_alike_do_not_mix_two_ministries_up() -> None:
    take_bodies(
        "code,kind,name_az,abbreviation\njustice,ministry,Ədliyyə Nazirliyi,ƏN\nenergy,ministry,Energetika Nazirliyi,EN\n"
    )
    lookup = BodyLookup(register())

    def found(text: str) -> list[str]:
        return [body.code for body in lookup.find(text)]

    assert (found("ƏN"), found("EN"), found("edliyye nazirliyi")) == (["justice"], ["energy"], ["justice"])
    assert found("ən") == ["energy", "justice"]


def test_names_are_kept_with_their_azerbaijani_order_and_search_key() -> None:
    take_bodies()

    assert list(BodyName.objects.values_list("search_key", flat=True)) == [
        "edliyye nazirliyi ministry of justice en",
        "sehiyye nazirliyi ministry of health sn",
    ]


def test_demonstration_is_said_by_the_column_or_for_the_whole_sheet() -> None:
    take_bodies("code,kind,name_az,demonstration\na,fund,A,bəli\nb,fund,B,xeyr\n")
    take_bodies("code,kind,name_az\nc,fund,C\n", demonstration=True)

    assert {code: body.demonstration for code, body in bodies_by_code().items()} == {"a": True, "b": False, "c": True}


def test_a_mapping_splits_filters_translates_and_takes_each_body_once() -> None:
    described = mapping(
        columns={"code": "org"},
        split={"name_az": {"column": "title", "separator": " | ", "part": "1"}},
        constants={"kind": "other"},
        filter={"year": ["2024"]},
        distinct="true",
    )

    take_bodies("org,title,year\na,A | Orqan A,2024\na,A | Orqan A,2024\nb,B | Orqan B,2023\n", mapping=described)

    assert {code: body.names[0].name_az for code, body in bodies_by_code().items()} == {"a": "Orqan A"}


def test_a_mapping_that_keeps_no_row_says_what_the_column_holds() -> None:
    described = mapping(filter={"year": ["2024-2025"]})

    assert problems(bodies("code,kind,name_az,year\na,fund,A,2023\nb,fund,B,2024\n", mapping=described)) == [
        "column “year”: None of the 2 rows has what the mapping file keeps: year = 2024-2025. Accepted: 2023, 2024."
    ]


def test_a_mapping_that_names_columns_the_sheet_does_not_have_says_so() -> None:
    described = mapping(columns={"code": "orgg", "colour": "org"}, constants={"kind": "other"})

    assert problems(bodies("org,name_az\na,A\n", mapping=described)) == [
        (
            "The mapping file speaks of “colour”, which is no column of ours. Accepted: code, kind, abbreviation, "
            "name_az, name_en, name_ru, site, valid_from, valid_to, successors, certainty, demonstration."
        ),
        (
            "The column “code” is missing; the header row read is row 1 (org, name_az). "
            "Accepted: code, body code, kod, orqanın kodu, qurumun kodu, код, код органа."
        ),
        "row 1: The mapping file names the column “orgg”, which the sheet does not have. Accepted: org, name_az.",
    ]
