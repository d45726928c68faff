"""A button whose session had ended, and the address of a button opened as a page: nobody meets a broken site."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pemilu_bpjs.models import AuditEvent, Job
from tests.factories import PASSWORD
from tests.factories_enrolment import make_election
from tests.factories_people import make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

SITE = "http://testserver"
AGAIN = "Anda sudah masuk lagi. Tadi belum tersimpan apa-apa; tekan tombolnya sekali lagi."
NOTHING = "tidak ada yang berubah dan tidak ada yang tersimpan"
_NOT_OURS = ("api/v1/", "kelola/")
_SAMPLES = ("1", str(UUID(int=1)), "2024-01", "kpps")


def _addresses(patterns: list[Any], above: str = "/") -> Iterator[str]:
    """Every address of ours, with something in place of what it asks for; not the API's, nor the framework's admin."""
    for each in patterns:
        route = str(each.pattern)
        if route in _NOT_OURS:
            continue
        for name, converter in each.pattern.converters.items():
            sample = next(sample for sample in _SAMPLES if re.fullmatch(converter.regex, sample))
            start, _, rest = route.partition(f"{name}>")
            route = start.rpartition("<")[0] + sample + rest
        if isinstance(each, URLResolver):
            yield from _addresses(each.url_patterns, above + route)
        elif isinstance(each, URLPattern):
            yield above + route


def _of_buttons(client: Client) -> Iterator[tuple[str, Any]]:
    for address in _addresses(get_resolver().url_patterns):
        answer = client.get(address)
        if answer.status_code == 405:
            yield address, answer


@pytest.mark.parametrize("reader", ["planner", "stranger", ""])
def test_no_address_of_a_button_is_a_broken_site(world: World, signed_in, reader: str) -> None:
    client = signed_in(getattr(world, reader)) if reader else Client()
    answers = dict(_of_buttons(client))
    assert {"/pemilu/daftar/1/simpan/", "/pemilu/daftar/1/kembalian/", "/pemilu/petugas/kurang/"} < answers.keys()
    assert len(answers) > 40
    assert [address for address, answer in answers.items() if NOTHING not in answer.text] == []
    assert {answer.headers["Allow"] for answer in answers.values()} <= {"POST", "POST, OPTIONS"}


def test_it_leads_to_where_the_button_stands(world: World, signed_in) -> None:
    client = signed_in(world.planner)
    assert 'href="/pemilu/petugas/">Buka halamannya' in client.get("/pemilu/petugas/kurang/").text
    assert 'href="/pemilu/daftar/1/">Buka halamannya' in client.get("/pemilu/daftar/1/simpan/").text
    nothing_above = client.get(reverse("sign-out")).text
    assert "Buka halamannya" not in nothing_above
    assert "Kembali ke Beranda" in nothing_above


def test_the_api_and_other_methods_answer_as_before(world: World, signed_in) -> None:
    client = signed_in(world.planner)
    api = client.get("/api/v1/people/search/")
    assert (api.status_code, api.headers["Content-Type"]) == (405, "application/problem+json")
    assert client.post(reverse("enrolment:people")).content == b""


@pytest.mark.parametrize(
    "button",
    ["/pemilu/daftar/24/simpan/", "/pemilu/daftar/24/kembalian/", "/pemilu/petugas/unduh/", "/pemilu/petugas/kurang/"],
)
def test_who_has_signed_in_is_back_at_the_button_and_told_that_nothing_was_done(
    world: World, client: Client, button: str
) -> None:
    make_seat(make_election())
    page = "/pemilu/petugas/?institution=KPU"
    asked = client.post(button, headers={"referer": SITE + page})
    assert asked.url == "/masuk/?next=/pemilu/petugas/%3Finstitution%3DKPU"
    assert AGAIN not in client.get(asked.url).text
    signed_in = client.post(asked.url, {"username": "kpu", "password": PASSWORD})
    assert signed_in.url == page
    assert AGAIN in client.get(page).text
    assert AGAIN not in client.get(page).text
    assert not Job.objects.exists()
    assert AuditEvent.objects.filter(actor="kpu").values_list("action", flat=True).get() == "user.sign-in"


def test_a_stranger_who_signs_in_instead_sees_no_more_than_ever(world: World, client: Client) -> None:
    make_seat(make_election())
    asked = client.post("/pemilu/petugas/unduh/", headers={"referer": f"{SITE}/pemilu/petugas/"})
    client.post(asked.url, {"username": "stranger", "password": PASSWORD})
    refused = client.get("/pemilu/petugas/")
    assert refused.status_code == 403
    assert "Siti" not in refused.text


def test_who_goes_elsewhere_is_not_told_about_a_button(world: World, client: Client) -> None:
    client.post("/pemilu/petugas/unduh/", headers={"referer": f"{SITE}/pemilu/petugas/"})
    client.post("/masuk/?next=/pekerjaan/", {"username": "kpu", "password": PASSWORD})
    assert AGAIN not in client.get("/pekerjaan/").text
    assert AGAIN not in client.get("/pemilu/petugas/").text


@pytest.mark.parametrize(
    "sender",
    [
        "",
        "https://jahat.example/pemilu/petugas/",
        "http://testserver.jahat.example/",
        "http://testserver@jahat.example/",
        f"{SITE}//jahat.example/",
        f"{SITE}/\\jahat.example/",
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_no_other_site_chooses_where_one_lands(world: World, client: Client, sender: str) -> None:
    asked = client.post("/pemilu/petugas/unduh/", headers={"referer": sender})
    assert parse_qs(urlsplit(asked.url).query) == {"next": ["/pemilu/petugas/unduh/"]}
    signed_in = client.post(asked.url, {"username": "kpu", "password": PASSWORD})
    landed = client.get(signed_in.url)
    assert landed.status_code == 405
    assert AGAIN in landed.text
    assert 'href="/pemilu/petugas/">Buka halamannya' in landed.text


def test_over_https_no_unencrypted_page_is_led_back_to(world: World, client: Client) -> None:
    asked = client.post("/pemilu/petugas/unduh/", headers={"referer": f"{SITE}/pemilu/petugas/"}, secure=True)
    assert asked.url == "/masuk/?next=/pemilu/petugas/unduh/"


def test_a_page_that_was_only_opened_comes_back_with_its_question(client: Client) -> None:
    assert client.get("/pemilu/petugas/?page=2").url == "/masuk/?next=/pemilu/petugas/%3Fpage%3D2"
