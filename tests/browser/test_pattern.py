"""Every part of a page in a real browser: at a desk, on a phone, by keyboard, without JavaScript, by weight."""

import gzip
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, Response, expect

from tests.people import World

FIRST_LOAD = 150_000  # bytes, compressed
LATER_PAGE = 30_000


@pytest.fixture(autouse=True)
def pattern_page(settings) -> None:
    settings.ROOT_URLCONF = "tests.browser.pattern"


@pytest.fixture
def signed_in(world: World, live_server) -> Callable[[Page], Page]:
    """signed_in(page): the page, with the planner's session."""
    client = Client()
    client.force_login(world.planner)
    session = client.cookies["sessionid"].value

    def sign_in(page: Page) -> Page:
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return page

    return sign_in


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_part_is_accessible_and_fits_the_window(new_page, signed_in, accessible, width: int) -> None:
    page = signed_in(new_page(width=width))
    page.goto("/pola/")
    for table in page.locator(".chart-table > summary").all():
        table.click()
    assert sideways(page) == 0
    accessible(page)


def test_letters_of_a_chart_keep_their_size_on_a_phone(phone: Page) -> None:
    phone.goto("/pola/")
    sizes = phone.evaluate("[...document.querySelectorAll('.chart text')].map(t => t.getBoundingClientRect().height)")
    assert min(size for size in sizes if size) >= 11


def test_the_menu_opens_without_javascript(new_page, signed_in) -> None:
    page = signed_in(new_page(width=360, javascript=False))
    page.goto("/pola/")
    menu = page.locator(".menu-small")
    expect(menu.get_by_role("link", name="Pekerjaan")).to_be_hidden()
    menu.locator("summary").click()
    expect(menu.get_by_role("link", name="Pekerjaan")).to_be_visible()
    expect(menu.get_by_role("button", name="Keluar")).to_be_visible()


def test_escape_closes_a_menu_and_gives_the_focus_back(new_page, signed_in) -> None:
    page = signed_in(new_page(width=360))
    page.goto("/pola/")
    summary = page.locator(".menu-small > summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Pekerjaan").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Pekerjaan")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_tab_leads_past_the_menu(page: Page, signed_in) -> None:
    signed_in(page).goto("/pola/#")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_form_that_came_back_begins_with_its_faults(page: Page) -> None:
    page.goto("/pola/")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Jumlah TPS")).to_have_value("1.352 TPS")
    page.get_by_role("alert").get_by_role("link", name="Jumlah TPS").click()
    expect(page.get_by_label("Jumlah TPS")).to_be_focused()


def test_pages_are_light_enough_for_weak_lines(page: Page, signed_in) -> None:
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        weights[response.url] = len(gzip.compress(response.body(), 6))

    page.on("response", weigh)
    signed_in(page).goto("/pola/", wait_until="networkidle")
    assert len(weights) >= 5, "styles, scripts and icons are part of the first load"
    assert sum(weights.values()) < FIRST_LOAD, weights
    assert next(weight for url, weight in weights.items() if url.endswith("/pola/")) < LATER_PAGE


def test_a_small_move_that_fails_says_so_until_the_next_one_works(chromium, live_server) -> None:
    page = chromium.new_page()  # not of new_page: the browser shall complain here
    page.goto(f"{live_server.url}/pola/")
    page.route("**/sepotong/", lambda route: route.abort())
    ask = "htmx.ajax('GET', '/sepotong/', {target: '.chart', swap: 'none'}).catch(() => null)"
    page.evaluate(ask)
    page.evaluate(ask)
    expect(page.get_by_text("Sambungan terputus")).to_have_count(1)
    page.unroute("**/sepotong/")
    page.route("**/sepotong/", lambda route: route.fulfill(status=200, body="<p>lagi</p>"))
    page.evaluate(ask)
    expect(page.get_by_text("Sambungan terputus")).to_have_count(0)
    page.close()


def test_what_the_keyboard_is_on_can_be_seen(page: Page) -> None:
    page.goto("/pola/")
    for control in ("Jumlah TPS", "Dasar upah", "Sudah dicocokkan dengan berita acara"):
        page.get_by_label(control).focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
