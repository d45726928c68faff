"""The frame of a page: a menu by rights, who is signed in, and no question to the database where there is no frame."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver, reverse

from pemilu_bpjs.context import ACCOUNT_MENU, FITS_ONE_ROW, MENU, navigation
from tests.people import World


def frame(user: Any, path: str = "/pekerjaan/") -> dict[str, Any]:
    request = RequestFactory().get(path)
    request.user = user
    return navigation(request)


def pages(found: dict[str, Any]) -> list[Any]:
    """What the menu leads to, without its sections."""
    return [page for section in found["navigation"] for page in section.pages or (section,)]


def routes(user: Any) -> set[str]:
    found = frame(user)
    return {item.url for item in (*pages(found), *found["account"].links)}


def test_the_menu_shows_what_a_person_may_open(world: World) -> None:
    assert {"/dokumen/", "/pekerjaan/"} <= routes(world.planner)
    assert "/audit/" in routes(world.auditor)
    assert "/kantor/" in routes(world.admin)


def test_a_stranger_is_shown_nothing_of_an_office(world: World) -> None:
    assert not routes(world.stranger) & {"/dokumen/", "/audit/", "/kantor/", "/token/"}
    assert frame(world.stranger)["account"].office == ""


def test_the_account_names_the_office_of_its_memberships(world: World) -> None:
    assert frame(world.planner)["account"].office == world.office.name


def test_a_page_below_a_menu_item_belongs_to_it(world: World) -> None:
    def current(path: str) -> list[str]:
        return [item.url for item in pages(frame(world.planner, path)) if item.current]

    assert current("/pekerjaan/5a1b/") == ["/pekerjaan/"]
    assert current("/orang/7/perjalanan/") == current("/rencana/penggantian/7/") == ["/pemilu/petugas/"]
    assert current("/kejadian/rekap/") == ["/kejadian/"]
    assert current("/masuk/") == []


def test_the_sums_of_incidents_belong_to_the_evaluation_for_who_may_open_none(world: World) -> None:
    (current,) = (item for item in pages(frame(world.tapd, "/kejadian/rekap/")) if item.current)
    assert current.url == "/evaluasi/"


def test_a_long_menu_stands_in_sections_and_a_short_one_does_not(world: World) -> None:
    sections = frame(world.planner, "/pemilu/petugas/7/")["navigation"]
    assert len(sections) <= FITS_ONE_ROW
    (current,) = (section for section in sections if section.current)
    assert current.url == "/pemilu/daftar/"
    assert [page.url for page in current.pages if page.current] == ["/pemilu/petugas/"]
    assert not any(section.pages for section in frame(world.bpjs)["navigation"])


def test_a_section_of_one_page_is_that_page(world: World) -> None:
    urls = {section.url: section.pages for section in frame(world.kpu)["navigation"]}
    assert urls["/pemilu/"] == ()
    assert len(urls["/pemilu/daftar/"]) == 5


def test_every_page_belongs_to_one_of_the_menu(world: World) -> None:
    """But those of a visitor who has not signed in, what is posted only, and the administrator's own."""
    everywhere = {place.route: place for section in MENU for place in section.places}
    starts = {start for place in (*everywhere.values(), *ACCOUNT_MENU) for start in (reverse(place.route), *place.also)}
    apart = ("/api/", "/kelola/", "/masuk/", "/keluar/", "/bahasa/", "/v/", "/sehat/")
    stray = {path for path in addresses(get_resolver()) if not path.startswith((*apart, *(starts - {"/"})))}
    assert stray == {"/"}


def addresses(resolver: URLResolver, above: str = "/") -> Iterator[str]:
    for each in resolver.url_patterns:
        path = above + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, path)
        else:
            yield path


@pytest.mark.django_db
def test_without_signing_in_there_is_no_menu(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        found = frame(AnonymousUser())
        assert not found["navigation"]
        assert not found["account"]


def test_a_partial_answer_asks_the_database_nothing(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        frame(world.planner)
    with django_assert_num_queries(2):  # the memberships, once for all rights; the offices' names
        found = frame(world.planner)
        assert found["navigation"]
        assert found["account"].links


def test_the_page_of_a_fault_in_the_system_needs_neither_user_nor_database() -> None:
    assert "Sistem mengalami gangguan" in render_to_string("500.html")
