"""What single pages say, and what they refuse."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from openpyxl import load_workbook

from meyar.publication.models import IssueGrade
from tests.factories.publication import Offered, many, publish, rules

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The words of a page, as a reader meets them."""
    response = client.get(address)
    assert response.status_code == status
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_front_page_with_a_wrong_total_is_refused(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    publish(2015)
    IssueGrade.objects.filter(code="kafi").update(services=3)

    page = text_of(client, "/en/", status=500)

    assert "2015-1: kafi is stated as 3, its rows are 0" in page
    assert "“Good”" not in page
    assert caplog.messages[0].startswith("A page was refused: 2015-1")


def test_every_total_leads_to_exactly_the_services_it_counts(client: Client) -> None:
    publish(2014, many(30))
    publish(2015, many(45))
    front = client.get("/en/").content.decode()
    cells = re.findall(r'<a href="(/en/years/[^"]+)">([\d,]+)</a></td>', front)
    cells = [(link, count) for link, count in cells if not link.endswith("/bodies/")]

    shown = {
        link: re.search(r"<strong>([\d,]+) service", client.get(unescape(link)).content.decode()) for link, _ in cells
    }

    assert len(cells) == 16
    assert [(link, count, found[1]) for link, count in cells if (found := shown[link]) and found[1] != count] == []
    assert [link for link, count in cells if shown[link] is None and count != "0"] == []


def test_a_service_page_says_why_and_what_next(client: Client) -> None:
    path = {
        "percent": "250/3",
        "grade": "yaxsi",
        "steps": [{"parameter": "forms", "from": "no", "to": "yes", "points": "10/1"}],
    }
    publish(2015, [Offered("s-1", answers="full yes yes no no", rows={"path": path})], demonstration=True)

    page = text_of(client, "/en/services/s-1/")

    assert "“Sufficient” 66.6% · 2 points short of “Good”" in page
    assert "Electronisation: 40 of 40 points" in page
    assert "forms question? The question and its levels" in page
    assert page.count("demonstration – there is no evidence") == 5
    assert "forms question? : forms: no → forms: yes (+10 points)" in page
    assert "Then it would be 83.3%: Good" in page


def test_a_service_that_is_not_electronised_has_a_page_of_its_own(client: Client) -> None:
    reason = {"gate_reason": "The form could not be sent.", "gate_evidence": "act 3"}
    publish(2015, [Offered("s-1", electronised=False, rows=reason)])

    page = text_of(client, "/en/services/s-1/")

    assert "Why there is no grade" in page
    assert "The form could not be sent. Evidence act 3" in page
    assert "points" not in page


def test_an_undetermined_service_names_the_grades_that_are_still_possible(client: Client) -> None:
    publish(2015, [Offered("s-1", answers="full yes yes yes not_assessed")])

    page = text_of(client, "/en/services/s-1/")

    assert "could lead to any of these: Good Excellent What is known" in page


def test_reconstructed_points_are_marked(client: Client) -> None:
    publish(2015, edition=rules(points="assumed", note="The points are ours."))

    assert "Points marked * are not stated in a source: they are reconstructed." in text_of(client, "/en/services/s-1/")
    assert "What is reconstructed The points are ours." in text_of(client, "/en/method/2014/")


def test_the_mark_of_demonstration_follows_the_data(client: Client) -> None:
    publish(2014, demonstration=True)
    publish(2015, [Offered("real")])

    marked = {
        address: "demonstration" in client.get(address).content.decode().partition("<main")[0].partition("<body")[2]
        for address in ("/", "/years/2014/", "/years/2015/", "/services/s-1/", "/services/real/")
    }

    assert marked == {
        "/": True,
        "/years/2014/": True,
        "/years/2015/": False,
        "/services/s-1/": True,
        "/services/real/": False,
    }


def test_a_text_missing_in_a_language_is_marked_as_azerbaijani(client: Client) -> None:
    publish(2015, [Offered("s-1", title_az="Arayış")])

    assert '<h1><span lang="az">Arayış</span></h1>' in client.get("/ru/services/s-1/").content.decode()
    assert "<h1>Arayış</h1>" in client.get("/services/s-1/").content.decode()


def test_what_the_register_holds_never_becomes_markup_or_a_script(client: Client) -> None:
    rows = {"portal_address": "javascript:alert(1)", "site_address": "example.az/apply"}
    publish(2015, [Offered("s-1", title_az="<script>alert(1)</script>", rows=rows)])

    for address in ("/services/s-1/", "/years/2015/", "/bodies/justice/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "javascript:" not in page
    assert 'href="https://example.az/apply"' in client.get("/services/s-1/").content.decode()


def test_a_filter_that_cannot_be_read_is_named_on_the_page_and_refused_for_a_file(client: Client) -> None:
    publish(2015)

    page = text_of(client, "/en/years/2015/?grade=great&body=nobody")
    refused = client.get("/en/years/2015/services.csv?grade=great&body=nobody")

    assert "great is not one of the available choices" in page
    assert "nobody is not one of the available choices" in page
    assert refused.status_code == 400
    assert refused.content.decode().splitlines() == [
        "body: Select a valid choice. nobody is not one of the available choices.",
        "grade: Select a valid choice. great is not one of the available choices.",
    ]


def test_a_selection_without_services_says_what_to_do(client: Client) -> None:
    publish(2015)

    page = text_of(client, "/en/years/2015/?q=zebra")

    assert "No service fits this selection" in page
    assert "All services of the year" in page


def test_htmx_gets_the_fragment_that_the_page_includes(client: Client) -> None:
    publish(2015, many(3))

    whole = client.get("/years/2015/?q=arayis").content.decode()
    fragment = client.get("/years/2015/?q=arayis", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in fragment
    list_only, _, languages = fragment.partition("<div hx-swap-oob")
    assert list_only.strip() in whole
    assert 'href="/ru/years/2015/?q=arayis"' in languages


def test_a_file_holds_exactly_the_selection_in_its_order(client: Client) -> None:
    publish(2015, many(120), demonstration=True)
    query = "?grade=ela&sort=-title&q=arayis"

    in_csv = [row["service"] for row in rows_of(client, f"/years/2015/services.csv{query}")]
    book = load_workbook(io.BytesIO(client.get(f"/years/2015/services.xlsx{query}").content), read_only=True)
    in_xlsx = [row[3] for row in book.active.iter_rows(values_only=True) if row[0] == 2015]
    on_page = re.findall(r'/services/(s-\d+)/2015/"', client.get(f"/years/2015/{query}").content.decode())

    assert in_csv == in_xlsx
    assert on_page == in_csv
    assert len(in_csv) == 21
    assert {row["demonstration"] for row in rows_of(client, f"/years/2015/services.csv{query}")} == {"yes"}


def test_a_title_that_looks_like_a_formula_is_written_as_text(client: Client) -> None:
    publish(2015, [Offered("s-1", title_az="=1+1")])

    assert rows_of(client, "/years/2015/services.csv")[0]["title_az"] == "'=1+1"


def test_the_files_of_an_issue_tell_the_answers_the_score_command_reads(client: Client) -> None:
    publish(2015, [Offered("s-1", answers="partial na yes yes no"), Offered("s-2", electronised=False)])

    answers = rows_of(client, "/issues/2015-1/answers.csv")

    assert [(row["service"], row["parameter"], row["answer"]) for row in answers] == [
        ("s-1", "electronised", "yes"),
        ("s-1", "automation", "partial"),
        ("s-1", "register", "na"),
        ("s-1", "site", "yes"),
        ("s-1", "forms", "yes"),
        ("s-1", "status", "no"),
        ("s-2", "electronised", "no"),
    ]


def test_a_replaced_issue_keeps_its_page_and_its_files(client: Client) -> None:
    first = publish(2015, [Offered("s-1", answers="none no no no no")])
    publish(2015, [Offered("s-1")], replaces=first, reason="An answer was read wrongly.")

    old = text_of(client, "/en/issues/2015-1/")

    assert "Replaced by issue 2015-2 An answer was read wrongly." in old
    assert rows_of(client, "/issues/2015-1/results.csv")[0]["grade"] == "qeyri_kafi"
    assert rows_of(client, "/issues/2015-2/results.csv")[0]["grade"] == "ela"
    assert "2015-1" in text_of(client, "/en/data/")


def test_years_under_other_rules_are_not_compared(client: Client) -> None:
    publish(2013, [Offered("s-1", answers="none no no no no"), Offered("s-2")], edition=rules("2013", weight="10"))
    publish(2014, [Offered("s-1", answers="full yes yes yes no"), Offered("s-2", answers="full yes yes yes no")])

    page = text_of(client, "/en/changes/2013-2014/")

    assert "Why 2013 and 2014 are not compared" in page
    assert "Insufficient 50.0% (1) → 0.0% (0)" in page
    assert "Neither year is the better one at every threshold" in page


def test_the_comparison_of_two_editions_shows_only_the_texts_of_its_language(client: Client) -> None:
    publish(2013, edition=rules("2013", weight="10"))
    publish(2014)

    page = text_of(client, "/en/method/compare/2013-2014/")

    assert "1 change." in page
    assert "Electronisation 10 40" in page
