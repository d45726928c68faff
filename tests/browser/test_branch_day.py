"""The branch of BPJS has its day: it takes a batch, gives its answers, posts the bill. At night somebody asks."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from budgeting.bill_sums import expected
from budgeting.models import Bill, BillLine, Registration
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent, User
from pemilu_bpjs.roles import Role
from reports.actions.batches import freeze
from reports.models import Answer, Batch, Certificate
from tests.enrolment.rosters import kpps
from tests.factories import make_member, make_office
from tests.factories_batches import BEFORE_VOTING
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_journey import Told, accept_roster, answer_workbook, bill_workbook, refused, taken, told_in
from tests.people import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]

Desk = Callable[..., Page]
Look = Callable[[Page, str], None]

SHOTS = os.environ.get("SCREENSHOTS")
CODE = "240212345678"
PEOPLE = kpps()
ASKED_FOR, REFUSED = PEOPLE[3], PEOPLE[6]


@pytest.fixture
def batch(world: World) -> Batch:
    """A whole KPPS, sent by its secretariat and told to BPJS by the payer."""
    election = make_election()
    accept_roster(election, PEOPLE, by=world.kpu)
    arrangement, _run = make_cover(election, world.office)
    return freeze(arrangement=arrangement, by=world.planner, today=BEFORE_VOTING)


@pytest.fixture
def asker() -> User:
    return make_member(Role.ANSWER_DESK, make_office("16.09", name="Posko Jawaban"), "desk")


@pytest.fixture
def look(accessible: Callable[[Page], None]) -> Look:
    """look(page, name): axe finds nothing on it, and it does not scroll sideways."""

    def check(page: Page, name: str) -> None:
        accessible(page)
        width = page.viewport_size["width"]
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond == 0, f"{name} scrolls sideways by {beyond} px at {width} px"

    return check


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def give_file(page: Page, label: str, name: str, content: bytes) -> None:
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label(label).set_input_files({"name": name, "mimeType": media_type, "buffer": content})


def work_done(page: Page) -> None:
    """What was asked for is done; whoever waits is led on."""
    page.get_by_role("progressbar").wait_for()
    assert jobs.run_next()
    follow(page, "Lanjutkan")


def take_batch(page: Page, batch: Batch, look: Look) -> list[Told]:
    """By way of the list, to the files as they come out of the download."""
    look(page, "10-beranda-bpjs")
    page.goto(reverse("reports:batches"))
    look(page, "11-kiriman")
    page.get_by_role("row").get_by_role("link").first.click()
    look(page, "12-satu-kiriman")
    with page.expect_download() as download:
        follow(page, "Unduh semua (ZIP)")
    with zipfile.ZipFile(download.value.path()) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    assert set(content) == {batch.files.get().name, f"kiriman-{batch.number}-kontrol.csv"}
    assert AuditEvent.objects.filter(action="batch.take", actor="bpjs").count() == 1
    return told_in(content[batch.files.get().name])


def give_answers(page: Page, told: list[Told], look: Look) -> None:
    """All but one are taken; of the last BPJS says why not."""
    follow(page, "Berikan jawaban")
    look(page, "13-berikan-jawaban")
    rows = [refused(each) if each["NOMOR_IDENTITAS"] == REFUSED[0] else taken(each) for each in told]
    give_file(page, "Berkas jawaban", "hasil.xlsx", answer_workbook(rows))
    press(page, "Unggah dan periksa")
    work_done(page)
    page.get_by_role("button", name="Terapkan jawaban").wait_for()
    assert Registration.objects.filter(state="active").count() == 0
    look(page, "14-jawaban-siap")
    press(page, "Terapkan jawaban")
    work_done(page)
    page.get_by_text("Diterapkan oleh").wait_for()
    look(page, "15-jawaban-diterapkan")
    answer = Answer.objects.get()
    assert (answer.accepted, answer.rejected, answer.rows) == (6, 1, 7)


def post_bill(page: Page, batch: Batch, look: Look) -> None:
    """February, as BPJS asks for it, with the list of whom it means."""
    known = expected(batch.arrangement, "2024-02").charge
    page.goto(reverse("budgeting:bills"))
    look(page, "16-tagihan")
    month = page.locator("tr", has=page.get_by_role("rowheader", name="Februari 2024"))
    month.get_by_role("link", name="Catat tagihan").click()
    page.get_by_label("Kode iuran").fill(CODE)
    page.get_by_label("Jumlah orang").fill(str(known.people))
    page.get_by_label("Iuran JKK").fill(str(known.jkk))
    page.get_by_label("Iuran JKM").fill(str(known.jkm))
    look(page, "17-catat-tagihan")
    press(page, "Catat tagihan")
    page.get_by_text("Tagihan tercatat").wait_for()
    give_file(page, "Rincian peserta dari BPJS", "rincian.xlsx", bill_workbook(batch.arrangement, "2024-02"))
    press(page, "Baca rincian")
    work_done(page)
    expect(page.locator("#rincian")).to_contain_text("7")
    look(page, "18-satu-tagihan")
    assert BillLine.objects.filter(bill=Bill.objects.get(), person__isnull=False).count() == 7


def ask_at_night(page: Page, look: Look) -> None:
    """From the question to the letter, and of somebody whom BPJS refused."""
    look(page, "20-meja-jawaban")
    ask(page, ASKED_FOR[0])
    expect(page.get_by_role("heading", name="Ya, terlindungi")).to_be_visible()
    expect(page.get_by_text(f"Kode iuran {CODE}")).to_be_visible()
    look(page, "21-terlindungi")
    press(page, "Buat surat keterangan")
    work_done(page)
    page.get_by_role("link", name="Ambil surat (PDF)").wait_for()
    look(page, "22-surat")
    with page.expect_download() as download:
        follow(page, "Ambil surat (PDF)")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    page.goto(reverse("reports:desk"))
    ask(page, REFUSED[0])
    expect(page.get_by_role("heading", name="Tidak: ditolak BPJS")).to_be_visible()
    look(page, "23-ditolak")


def ask(page: Page, nik: str) -> None:
    page.get_by_label("NIK").fill(nik)
    page.get_by_label("Pada tanggal").fill("2024-02-14")
    page.get_by_label("Keperluan").select_option("keluarga")
    press(page, "Jawab")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_branchs_day_and_the_question_at_night(
    world: World, desk: Desk, look: Look, batch: Batch, asker: User, width: int
):
    page = desk(world.bpjs, width=width)
    told = take_batch(page, batch, look)
    give_answers(page, told, look)
    post_bill(page, batch, look)
    ask_at_night(desk(asker, reverse("reports:desk"), width=width), look)
    assert Certificate.objects.get().cover == "covered"
    questions = AuditEvent.objects.filter(actor="desk", action="person.look")
    assert questions.filter(detail__purpose="keluarga").count() >= 2

    kpu = desk(world.kpu, reverse("reports:rejected"), width=width)
    expect(kpu.get_by_text(REFUSED[1])).to_be_visible()
    look(kpu, "24-ditolak-bpjs")
    for stranger in (world.bawaslu, world.neighbour):
        other = desk(stranger, reverse("reports:rejected"), width=width)
        assert REFUSED[1] not in other.content()
        assert other.goto(reverse("reports:batch", args=[batch.pk])).status in (403, 404)
