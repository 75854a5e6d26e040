"""Every public address: it answers, it leads nowhere dead, and it costs the same however much is published."""

from __future__ import annotations

import re
from collections import deque
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.publication import Offered, many, publish, rules

pytestmark = pytest.mark.django_db

HREF = re.compile(r'href="([^"#]*)')

# address: queries, with everything the edition says already read once
COSTS = {
    "/": 5,
    "/services/": 5,
    "/years/2015/": 5,
    "/years/2015/?q=arayis&grade=ela&criterion=M1&band=ela&sort=-criterion": 5,
    "/years/2015/bodies/": 3,
    "/bodies/": 3,
    "/bodies/justice/": 6,
    "/services/s-1/": 6,
    "/changes/2014-2015/": 10,
    "/changes/2013-2014/": 2,
    "/method/": 4,
    "/method/2014/": 3,
    "/method/compare/2013-2014/": 3,
    "/data/": 4,
    "/issues/2015-1/": 6,
    "/report/2015/": 10,
    "/report/2013-2015/": 8,
    "/demonstration/": 2,
    "/about/accessibility/": 0,
}


LISTS = ["/", "/years/2015/", "/years/2015/bodies/", "/bodies/justice/", "/services/s-1/", "/data/", "/issues/2015-1/"]


def queries_and_bytes(client: Client, address: str) -> tuple[int, int]:
    client.get(address)  # reads the edition once
    with CaptureQueriesContext(connection) as spent:
        response = client.get(address)
    assert response.status_code == 200
    return len(spent), len(response.content)


def three_years(services: int) -> None:
    publish(2013, many(services), edition=rules("2013", weight="10"), demonstration=True)
    publish(2014, [Offered("gone"), *many(services)], demonstration=True)
    publish(2015, [*many(services), Offered("new", answers="none no no no no")], demonstration=True)


def crawled(client: Client, start: str) -> dict[str, int]:
    """Every internal address reachable from one, with its status; each selection once, without its own sorts."""
    found: dict[str, int] = {}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        if address in found or address.startswith("/static/"):
            continue
        response = client.get(address)
        found[address] = response.status_code
        is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
        if is_page and "?" not in address:  # a selection leads where the whole list leads
            page = response.content.decode()
            links = [unescape(link) for link in HREF.findall(page)]
            waiting += [link for link in links if link.startswith("/")]
            waiting += [address.partition("?")[0] + link for link in links if link.startswith("?")]
    return found


@pytest.mark.parametrize("language", ["", "/en", "/ru"])
def test_no_link_is_dead_and_every_kind_of_page_is_reached(client: Client, language: str) -> None:
    three_years(3)

    found = crawled(client, f"{language}/")

    assert [address for address, status in found.items() if status != 200] == []
    missing = [address for address in COSTS if "?" not in address and f"{language}{address}" not in found]
    assert missing in ([], ["/services/s-1/", "/bodies/justice/"], ["/bodies/justice/", "/services/s-1/"])


@pytest.mark.parametrize("services", [1, 3])
@pytest.mark.parametrize("address", COSTS)
def test_a_page_costs_what_it_says_with_one_service_and_with_three(client: Client, address: str, services: int) -> None:
    three_years(services)

    assert queries_and_bytes(client, address)[0] == COSTS[address]


def test_four_thousand_services_cost_as_many_queries_as_four_hundred(client: Client) -> None:
    publish(2014, many(400))
    publish(2015, many(400))
    few = {address: queries_and_bytes(client, address) for address in LISTS}
    publish(2016, many(4000))
    lots = {address: queries_and_bytes(client, address.replace("2015", "2016")) for address in LISTS}

    assert {address: queries for address, (queries, _) in lots.items()} == {
        address: queries for address, (queries, _) in few.items()
    }
    assert [address for address, (_, size) in lots.items() if size > 150_000] == []


@pytest.mark.parametrize("address", [address for address in COSTS if re.fullmatch(r"/|/[a-z]+/", address)])
def test_before_anything_is_published_pages_say_so(client: Client, address: str) -> None:
    response = client.get(f"/en{address}")

    assert response.status_code == 200
    expected = "Nothing shown on this site" if "demonstration" in address else "Nothing is published yet"
    assert expected in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/years/1999/", "/services/unknown/", "/bodies/unknown/", "/issues/1-1/", "/changes/2013-2015/", "/method/9/",
     "/method/compare/2014-2014/", "/years/2015/services.doc", "/issues/2015-1/people.csv", "/pictures/years-x.svg"],
)  # fmt: skip
def test_what_is_not_published_is_not_found(client: Client, address: str) -> None:
    three_years(2)

    assert client.get(address).status_code == 404


def test_a_page_that_did_not_change_is_not_sent_again(client: Client) -> None:
    publish(2015)
    first = client.get("/")

    again = client.get("/", headers={"If-None-Match": first["ETag"]})
    publish(2016)
    changed = client.get("/", headers={"If-None-Match": first["ETag"]})

    assert (first["Cache-Control"], again.status_code, again.content) == ("public, no-cache", 304, b"")
    assert changed.status_code == 200


def test_the_sitemap_and_robots_name_every_service_in_every_language(client: Client) -> None:
    publish(2015, many(3))

    sitemap = client.get("/sitemap.xml").content.decode()

    assert sitemap.count("/services/s-2/") == 3
    assert "/ru/services/s-2/" in sitemap
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").content.decode()
