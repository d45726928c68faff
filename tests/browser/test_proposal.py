"""OKU Selatan's proposal from nothing to paper, and a second person who lets it go: the product's spine in one test."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import Download, Page
from pypdf import PdfReader

from budgeting.models import Proposal
from pemilu_bpjs import jobs
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

# Where a person who wants to look at every page finds it; nothing is kept otherwise.
SHOTS = os.environ.get("SCREENSHOTS")
TOTAL_2023 = "Rp41.361.840"  # PPK 95 and PPS 777, July to December 2023, at the honoraria of S-647/MK.02/2022


@pytest.fixture
def look(accessible: Callable[[Page], None]) -> Callable[[Page, str], None]:
    def check(page: Page, name: str) -> None:
        accessible(page)
        overflows = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not overflows, f"{name} scrolls sideways at {page.viewport_size}"
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)

    return check


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def count_units(page: Page, look: Callable[[Page, str], None]) -> None:
    page.goto(reverse("enrolment:elections"))
    follow(page, "Siapkan pemilihan")
    page.get_by_label("Pemilihan", exact=True).select_option("pemilu-2024")
    page.get_by_label("Kabupaten Ogan Komering Ulu Selatan (16.09)").check()
    look(page, "01-pemilihan-baru")
    press(page, "Siapkan pemilihan")
    follow(page, "Isi jumlah TPS")
    page.get_by_label("TPS (DPT) (boleh kosong)", exact=True).fill("1.352")
    page.get_by_label("Sumber angka TPS (DPT)").fill("Rapat koordinasi 29 September 2023")
    look(page, "02-jumlah-tps")
    press(page, "Simpan")
    look(page, "03-pemilihan")


def make_plan(page: Page, look: Callable[[Page, str], None]) -> None:
    follow(page, "Susun rencana")
    page.get_by_label("Nama rencana").fill("Perlindungan PPK dan PPS OKU Selatan")
    page.get_by_label("Hanya badan yang dicentang").check()
    for body in ("PPK", "PPS"):
        page.get_by_role("checkbox", name=body, exact=True).check()
    look(page, "04-rencana-baru")
    press(page, "Buat dan hitung")
    plan = page.url
    for body in ("ppk", "pps"):
        page.goto(f"{plan}baris/{body}/")
        pay_july_to_december_2023(page)
        look(page, f"05-bulan-{body}")
        press(page, "Simpan")
    page.goto(plan)
    page.get_by_text("872", exact=True).first.wait_for()
    look(page, "06-rencana")


def pay_july_to_december_2023(page: Page) -> None:
    for year in ("2023", "2024"):
        months = page.get_by_role("group", name=year, exact=True).get_by_role("checkbox")
        for number in range(months.count()):
            months.nth(number).set_checked(year == "2023" and number >= 6)


def draft_proposal(page: Page, look: Callable[[Page, str], None]) -> None:
    follow(page, "Buat usulan")
    page.get_by_text(TOTAL_2023).first.wait_for()
    look(page, "07-usulan-baru")
    press(page, "Buat konsep usulan")
    follow(page, "Ubah konsep")
    page.get_by_label("Nomor surat usulan").fill("500.15.14/077/DISNAKERTRANS/2023")
    page.get_by_label("Tanggal surat usulan").fill("2023-07-14")
    page.get_by_label("Dasar pemilihan rekening").fill("Surat BPKAD contoh tentang rekening iuran non-ASN")
    look(page, "08-ubah-konsep")
    press(page, "Simpan konsep")
    confirm_every_doubt(page)
    look(page, "09-konsep-lengkap")
    press(page, "Teruskan untuk diperiksa")


def confirm_every_doubt(page: Page) -> None:
    doubts = page.get_by_role("region", name="Angka dan kutipan yang perlu dikonfirmasi").get_by_role("checkbox")
    for number in range(doubts.count()):
        doubts.nth(number).check()
    page.get_by_label("Dikonfirmasi oleh", exact=True).fill("Kepala Bidang Anggaran BPKAD Contoh")
    page.get_by_label("Dasar", exact=True).fill("Rapat verifikasi 12 Juli 2023")
    press(page, "Catat konfirmasi")


def make_papers(page: Page, look: Callable[[Page, str], None]) -> tuple[bytes, bytes]:
    press(page, "Buat dokumen")
    page.get_by_role("progressbar").wait_for()
    assert jobs.run_next()
    page.get_by_role("heading", name="Berkas yang dibuat").wait_for()
    look(page, "12-berkas")
    return saved(page, ".pdf"), saved(page, ".xlsx")


def saved(page: Page, ending: str) -> bytes:
    row = page.get_by_role("listitem").filter(has_text=ending)
    with page.expect_download() as waiting:
        row.get_by_role("link").click()
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


def test_a_planner_makes_the_proposal_and_a_second_person_approves_it(
    desk: Callable[..., Page], look: Callable[[Page, str], None], world: World
) -> None:
    planner = desk(world.planner)
    look(planner, "00-beranda")
    count_units(planner, look)
    make_plan(planner, look)
    draft_proposal(planner, look)

    head = desk(world.head)
    look(head, "10-beranda-kepala")
    proposal = Proposal.objects.get()
    head.goto(reverse("budgeting:proposal", args=[proposal.pk]))
    look(head, "11-verifikasi")
    press(head, "Ajukan dan kunci angkanya")
    head.get_by_text("Diajukan").first.wait_for()

    planner.goto(reverse("budgeting:proposal", args=[proposal.pk]))
    pdf, xlsx = make_papers(planner, look)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert TOTAL_2023.removeprefix("Rp") in re.sub(r"\s+", " ", text)
    assert "KONSEP" not in text
    book = openpyxl.load_workbook(io.BytesIO(xlsx), data_only=True)
    totals = {cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, int)}
    assert 41_361_840 in totals

    tapd = desk(world.tapd)
    for step in ("Mulai menelaah", "Bawa ke pembahasan TAPD", "Setujui seluruhnya"):
        tapd.goto(reverse("budgeting:proposal", args=[proposal.pk]))
        press(tapd, step)
    look(tapd, "13-disetujui")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.disepakati) == ("DISETUJUI", 41_361_840)


def test_the_same_pages_on_a_phone(desk: Callable[..., Page], look: Callable[[Page, str], None], world: World) -> None:
    phone = desk(world.planner, width=360, height=740)
    count_units(phone, lambda page, name: look(page, f"{name}-360"))
    make_plan(phone, lambda page, name: look(page, f"{name}-360"))
    draft_proposal(phone, lambda page, name: look(page, f"{name}-360"))
    assert Proposal.objects.get().state == "VERIFIKASI_INTERNAL"
