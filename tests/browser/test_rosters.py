"""A KPU secretariat's evening with an office list, in a real browser; and what Bawaslu sees of it."""

import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import Download, Page, expect

from enrolment.models import Assignment, Region, RosterUpload
from pemilu_bpjs import jobs
from tests.factories_rosters import first_desa, person, plain_workbook, pps, send
from tests.people import World
from tests.sample_rosters import Sample, election_of, sample

pytestmark = pytest.mark.usefixtures("reference")

SHOTS = os.environ.get("SCREENSHOTS")
WIDTHS = (1280, 360)
UNKNOWN = "DESA PONDOK BAHAGIA CERIA"
SHORT_ROW, SHORT_NIK, WHOLE_NIK = 85, "16029011902799035", "1602901902799035"
# Faulty rows of the sample, by column, as their sender would mend them in Excel.
MENDED = {"C13": "1609011009719071", "J13": "081234567890", "E38": "Baturaja, 28-02-1991", "B278": "Contoh Nama Baru"}


@pytest.fixture
def look(accessible: Callable[[Page], None]) -> Callable[[Page, str], None]:
    def check(page: Page, name: str) -> None:
        accessible(page)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if SHOTS:
            width = page.viewport_size["width"]
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        assert beyond == 0, f"{name} scrolls sideways by {beyond} px at {page.viewport_size}"

    return check


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def send_file(page: Page, path: Path) -> RosterUpload:
    page.goto(reverse("enrolment:rosters"))
    follow(page, "Unggah daftar")
    page.get_by_label("Berkas daftar petugas").set_input_files(path)
    press(page, "Unggah dan periksa")
    page.get_by_role("progressbar").wait_for()
    assert jobs.run_next()
    page.get_by_role("heading", name="Baris demi baris").wait_for()
    return RosterUpload.objects.latest("pk")


def rejected(page: Page) -> int:
    tile = page.locator(".tile", has_text="Ditolak")
    return int(tile.locator(".tile-value").inner_text())


def mend_group(page: Page, upload: RosterUpload) -> None:
    """The desa that nobody knows is one whose PPS is not in the file."""
    taken = upload.lines.values("region_code")
    free = Region.objects.filter(parent="16.09.06").exclude(pk__in=taken).order_by("pk")[0]
    before = rejected(page)
    page.get_by_label(f"Desa yang dimaksud dengan {UNKNOWN}").fill(free.pk)
    page.locator(".spelling", has_text=UNKNOWN).get_by_role("button", name="Pakai untuk semua").click()
    page.get_by_text(f"“{UNKNOWN}” kini dibaca sebagai {free.name}").wait_for()
    assert rejected(page) == before - 5


def edit_cell(page: Page, upload: RosterUpload, look: Callable[[Page, str], None]) -> None:
    """By keyboard alone: to the row, into it, the cell, and back."""
    before = rejected(page)
    row = page.locator(f"#baris-{upload.lines.get(row=SHORT_ROW).pk}")
    for _step in range(60):
        page.keyboard.press("j")
        if row.evaluate("row => row === document.activeElement"):
            break
    page.keyboard.press("?")
    expect(page.get_by_text("tutup tanpa menyimpan")).to_be_visible()
    page.keyboard.press("Enter")
    cell = row.get_by_label("NIK")
    expect(cell).to_be_focused()
    page.keyboard.press("Escape")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell).to_be_focused()
    assert cell.input_value() == SHORT_NIK
    look(page, "05-ubah-baris")
    cell.fill(WHOLE_NIK)
    page.keyboard.press("Enter")
    expect(row).to_be_focused()
    expect(page.locator(".tile", has_text="Ditolak").locator(".tile-value")).to_have_text(str(before - 1))


def returned_and_mended(page: Page, folder: Path) -> Path:
    """The sender's own workbook, as he mends it in Excel."""
    press(page, "Buat berkas kembalian")
    page.get_by_role("progressbar").wait_for()
    assert jobs.run_next()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hasil pemeriksaan daftar KPU").click()
    path = saved(download.value, folder)
    book = openpyxl.load_workbook(path)
    for place, text in MENDED.items():
        book["Lampiran"][place] = text
    book.save(path)
    return path


def saved(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def test_an_office_list_is_sent_mended_returned_corrected_and_accepted(
    world: World, desk, look: Callable[[Page, str], None], tmp_path: Path
) -> None:
    given = sample("s2-pps-oku-selatan")
    election_of(given)
    page = desk(world.kpu)
    upload = send_file(page, kept(given, tmp_path))
    assert rejected(page) == given.truth["rejected_rows"]
    look(page, "04-tinjauan")
    mend_group(page, upload)
    edit_cell(page, upload, look)
    mended_here = rejected(page)
    later = send_file(page, returned_and_mended(page, tmp_path))
    assert later.rejected < mended_here
    assert later.rows == given.truth["rows"]
    look(page, "06-berkas-kembalian-lagi")
    good = later.ok + later.warned
    page.get_by_role("link", name=f"Simpan {good} orang yang baik").click()
    look(page, "07-sebelum-disimpan")
    press(page, f"Ya, simpan {good} orang")
    while jobs.run_next():
        pass
    page.get_by_text(f"{good} baru, 0 berubah, 0 tetap").wait_for()
    look(page, "08-tersimpan")
    assert Assignment.objects.count() == good

    stranger = desk(world.bawaslu)
    stranger.goto(reverse("enrolment:rosters"))
    look(stranger, "09-bawaslu")
    assert given.file_name not in stranger.content()
    for address in (reverse("enrolment:roster", args=[later.pk]), reverse("enrolment:roster-compare", args=[later.pk])):
        assert stranger.goto(address).status == 404
        assert "ELVA" not in stranger.content()


def kept(given: Sample, folder: Path) -> Path:
    path = folder / given.file_name
    path.write_bytes(given.content)
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_screen_and_passes_axe(world: World, desk, look, width: int) -> None:
    given = sample("s2-pps-oku-selatan")
    election = election_of(given)
    upload = send(world, election, given.file_name, given.content)
    damaged = [{**each, "nik": int(each["nik"]) // 10 * 10} for each in pps(first_desa(3))]
    hurt = send(world, election, "rusak.xlsx", plain_workbook(damaged))
    # Two desa of this name, and no kecamatan: the choices bear long names.
    unclear = Region(name="Tanjung Baru", parent=Region(name=""))
    asked = send(world, election, "ganda.xlsx", plain_workbook([person(90, desa=unclear, position="Anggota PPS")]))
    faulty = send(world, election, "salah.xlsx", b"\x89PNG\r\n\x1a\n")
    page = desk(world.kpu, width=width)
    line = upload.lines.filter(state="rejected").first()
    addresses = {
        "01-daftar": reverse("enrolment:rosters"),
        "02-unggah": reverse("enrolment:roster-send"),
        "03-templat": reverse("enrolment:roster-template"),
        "04-tinjauan": reverse("enrolment:roster", args=[upload.pk]),
        "05-baris": f"{reverse('enrolment:roster-line', args=[upload.pk, line.pk])}?sel=semua",
        "06-kolom": reverse("enrolment:roster-columns", args=[upload.pk]),
        "07-banding": reverse("enrolment:roster-compare", args=[upload.pk]),
        "10-nik-rusak": reverse("enrolment:roster-doctor", args=[hurt.pk]),
        "11-tinjauan-rusak": reverse("enrolment:roster", args=[hurt.pk]),
        "12-tak-terbaca": reverse("enrolment:roster", args=[faulty.pk]),
        "13-tinjauan-ganda": reverse("enrolment:roster", args=[asked.pk]),
    }
    for name, address in addresses.items():
        page.goto(address)
        look(page, f"halaman-{name}")


def test_a_row_is_mended_without_javascript(world: World, desk) -> None:
    desa = first_desa(1)[0]
    election = election_of(sample("s2-pps-oku-selatan"))
    ketua, anggota, _other = pps([desa])
    people = [ketua, anggota, person(70, desa=desa, position="Anggota PPS", nik="160901")]
    upload = send(world, election, "pps.xlsx", plain_workbook(people))
    page = desk(world.kpu, javascript=False)
    page.goto(reverse("enrolment:roster", args=[upload.pk]))
    page.get_by_role("link", name="Ubah baris 4").click()
    page.get_by_label("NIK").fill(person(70)["nik"])
    press(page, "Simpan dan periksa")
    page.get_by_text("Semua baris dapat disimpan.").wait_for()
    assert rejected(page) == 0
