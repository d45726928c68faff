"""A row whose save fails: told beside its form, the typing stands, and pressing again works once the cause is gone."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from enrolment.models import RosterLine
from tests.factories import PASSWORD
from tests.factories_enrolment import make_election
from tests.factories_rosters import first_desa, person, plain_workbook, send
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

WHOLE_NIK = person(20)["nik"]


@pytest.fixture
def line(world: World, reference: None) -> RosterLine:
    """The last of twenty rows that are rejected: far below the top of the page."""
    places = enumerate(first_desa(10) * 2, 1)
    people = [person(number, desa=desa, position="Anggota PPS", nik="160901") for number, desa in places]
    return send(world, make_election(), "pps.xlsx", plain_workbook(people)).lines.get(row=21)


@pytest.fixture
def browser(chromium: Browser, live_server) -> Iterator[BrowserContext]:
    """Not of new_page: the browser shall complain here."""
    context = chromium.new_context(base_url=live_server.url, locale="id-ID", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(15_000)
    yield context
    context.close()


def sign_in(page: Page, world: World) -> None:
    page.get_by_label("Nama pengguna").fill(world.kpu.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("link", name="Beranda").first.wait_for()


@pytest.fixture
def row(world: World, browser: BrowserContext, line: RosterLine) -> Locator:
    """The row open among the others, its NIK typed and not saved."""
    page = browser.new_page()
    page.goto(reverse("sign-in"))
    sign_in(page, world)
    page.goto(reverse("enrolment:roster", args=[line.upload_id]))
    row = page.locator(f"#baris-{line.pk}")
    row.get_by_role("link", name="Ubah").click()
    row.get_by_label("NIK").fill(WHOLE_NIK)
    return row


def save(row: Locator) -> None:
    row.get_by_role("button", name="Simpan dan periksa").click()


def told(row: Locator, words: str) -> Locator:
    """The one notice in the row's form, in sight, with the typing beside it."""
    notice = row.locator("form").get_by_role("alert")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("Belum tersimpan")
    expect(notice).to_contain_text(words)
    expect(notice).to_be_in_viewport()
    assert row.get_by_label("NIK").input_value() == WHOLE_NIK
    assert "halaman ini mencoba lagi sendiri" not in row.page.locator("#pesan").inner_text()
    return notice


def saved(row: Locator, line: RosterLine) -> None:
    expect(row.get_by_role("button", name="Simpan dan periksa")).to_have_count(0)
    expect(row.page.get_by_role("alert")).to_have_count(0)
    line.refresh_from_db()
    assert "nik-length" not in {problem["code"] for problem in line.problems}


def test_a_save_without_a_connection_is_told_beside_the_form_until_one_works(
    browser: BrowserContext, row: Locator, line: RosterLine, accessible: Callable[[Page], None]
) -> None:
    browser.set_offline(True)
    save(row)
    told(row, "Periksa sambungan, lalu tekan Simpan sekali lagi")
    save(row)
    told(row, "Periksa sambungan, lalu tekan Simpan sekali lagi")
    accessible(row.page)
    browser.set_offline(False)
    save(row)
    saved(row, line)


def test_after_signing_in_in_a_second_tab_the_same_form_saves(
    world: World, browser: BrowserContext, row: Locator, line: RosterLine
) -> None:
    browser.clear_cookies()
    save(row)
    notice = told(row, "Anda perlu masuk lagi")
    with browser.expect_page() as opened:
        notice.get_by_role("link", name="buka halaman masuk di tab baru").click()
    sign_in(opened.value, world)
    save(row)
    saved(row, line)


def test_a_sign_in_in_another_tab_meanwhile_does_not_stop_a_save(
    world: World, browser: BrowserContext, row: Locator, line: RosterLine
) -> None:
    """It changes the token that the open form still holds."""
    other = browser.new_page()
    browser.clear_cookies(name="sessionid")
    other.goto(reverse("sign-in"))
    sign_in(other, world)
    save(row)
    saved(row, line)


def test_a_server_that_fails_is_told_beside_the_form(row: Locator, line: RosterLine) -> None:
    address = f"**{reverse('enrolment:roster-line', args=[line.upload_id, line.pk])}"
    row.page.route(address, lambda route: route.fulfill(status=500))
    save(row)
    told(row, "hubungi administrator bila tetap gagal")
    row.page.unroute(address)
    save(row)
    saved(row, line)


def test_a_row_that_does_not_open_says_so_in_its_place(browser: BrowserContext, row: Locator) -> None:
    browser.set_offline(True)
    above = row.locator("xpath=preceding-sibling::li[1]")
    above.get_by_role("link", name="Ubah").click()
    expect(above.get_by_role("alert")).to_contain_text("Belum terbuka")
    browser.set_offline(False)
    above.get_by_role("link", name="Ubah").click()
    expect(above.get_by_label("NIK")).to_be_visible()
    expect(above.get_by_role("alert")).to_have_count(0)
