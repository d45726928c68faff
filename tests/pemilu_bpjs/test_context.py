"""The frame of a page: a menu by rights, who is signed in, and no question to the database where there is no frame."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from pemilu_bpjs.context import navigation
from tests.people import World


def frame(user: Any, path: str = "/pekerjaan/") -> dict[str, Any]:
    request = RequestFactory().get(path)
    request.user = user
    return navigation(request)


def routes(user: Any) -> set[str]:
    found = frame(user)
    return {item.url for item in (*found["navigation"], *found["account"].links)}


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
        return [item.url for item in frame(world.planner, path)["navigation"] if item.current]

    assert current("/pekerjaan/5a1b/") == ["/pekerjaan/"]
    assert current("/masuk/") == []


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
