"""The page on which a file that SIPP gave out is filled in: what a planner does, and what anybody else sees of it."""

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from budgeting.models import Registration
from enrolment.models import PersonRecord
from pemilu_bpjs import jobs
from pemilu_bpjs.models import AuditEvent, Document, Job
from reports.models import Batch
from reports.rules.prefilled_rows import takes_phone
from reports.rules.sipp_layouts import WAGES
from reports.tasks import start_preview
from tests.factories_batches import BEFORE_VOTING, accept_all, make_batch
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

STRANGER_NIK = "1609014101800099"


@pytest.fixture(autouse=True)
def _during_the_tenure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Later everybody would have served his time, and leave instead."""
    monkeypatch.setattr("reports.actions.batches.timezone.localdate", lambda *_given: BEFORE_VOTING)


@pytest.fixture
def batch(world: Any) -> Batch:
    """Three people taken by BPJS, whose wages have changed since; one of them cannot be told of as he stands."""
    made = make_batch(make_election(), world.office, people=3)
    accept_all(made.arrangement)
    Registration.objects.update(sent_wage=900_000)
    held = Registration.objects.order_by("person")[1]
    PersonRecord.objects.filter(person=held.person_id).update(name="Petugas 2")
    return made


def wages(*niks: str) -> io.BytesIO:
    book = openpyxl.Workbook()
    book.active.title = "data_upah"
    book.active.append(list(WAGES.headers))
    for nik in niks:
        book.active.append([nik, "", "", "K1", "Nama", "01-01-1990", "900000", "", "01/2024", "01234567"])
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "template_upah_01234567.xlsx"
    return content


def run_all() -> Job:
    while jobs.run_next():
        pass
    return Job.objects.order_by("created_at").last()


def test_a_planner_sends_the_file_and_gets_it_back_filled(world: Any, batch: Batch, signed_in: Any):
    client, page = signed_in(world.planner), reverse("reports:sending-fill", args=[batch.arrangement_id])
    start_preview(batch.arrangement, by=world.planner)
    run_all()
    sending = client.get(reverse("reports:sending", args=[batch.arrangement_id])).content.decode()
    assert sending.count(page) == 2  # where changes wait, and at the top
    assert "Perubahan upah: 2" in client.get(page).content.decode()

    client.post(page, {"file": wages(make_nik(1), make_nik(2), STRANGER_NIK)})
    job = run_all()
    assert job.state == Job.State.DONE
    told = client.get(job.result["link"]).content.decode()
    filled = Batch.objects.get(number=2)
    assert (filled.people, filled.totals) == (1, {"wage": {"kpps": 1}})
    assert reverse("reports:batch", args=[filled.pk]) in told
    assert "Bukan petugas yang dikirim dari sini" in told
    assert "Nama memuat angka" in told
    assert "Petugas 2" in told
    assert "1 orang berubah dan tidak ada dalam berkas ini." in told
    assert "Petugas D Contoh" in told
    assert make_nik(1) not in told

    file = filled.files.get()
    taken = client.get(reverse("reports:batch-file", args=[filled.pk, file.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(taken.content))["data_upah"]
    assert [row[6] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["1100000", "900000", "900000"]
    assert "template_upah_01234567.xlsx" in taken["Content-Disposition"]
    assert AuditEvent.objects.filter(action="batch.take", subject=f"batch:{filled.pk}").count() == 1


def test_what_was_sent_goes_once_it_is_filled_and_names_nobody_meanwhile(
    world: Any, batch: Batch, signed_in: Any, django_capture_on_commit_callbacks: Any
):
    page = reverse("reports:sending-fill", args=[batch.arrangement_id])
    signed_in(world.planner).post(page, {"file": wages(make_nik(1))})
    given = Document.objects.get(kind="sipp-given")
    assert not Document.objects.visible_to(world.planner).filter(pk=given.pk).exists()
    with given.file.open("rb") as stored:
        assert not stored.read().startswith(b"PK")
    storage, name = given.file.storage, given.file.name
    with django_capture_on_commit_callbacks(execute=True):
        job = run_all()
    assert not Document.objects.filter(kind="sipp-given").exists()
    assert not storage.exists(name)
    assert make_nik(1) not in f"{job.params} {job.result} {list(AuditEvent.objects.values_list('detail', flat=True))}"


def test_a_job_that_runs_twice_fills_once(world: Any, batch: Batch, signed_in: Any):
    page = reverse("reports:sending-fill", args=[batch.arrangement_id])
    signed_in(world.planner).post(page, {"file": wages(make_nik(1))})
    first = run_all()
    Job.objects.filter(pk=first.pk).update(state=Job.State.QUEUED, result=None, finished_at=None)
    again = run_all()
    assert Batch.objects.count() == 2
    assert again.result["link"] == reverse("reports:batch", args=[Batch.objects.get(number=2).pk])


def test_a_file_in_which_nobody_has_changed_makes_no_batch(world: Any, batch: Batch, signed_in: Any):
    Registration.objects.update(sent_wage=1_100_000)
    client, page = signed_in(world.planner), reverse("reports:sending-fill", args=[batch.arrangement_id])
    client.post(page, {"file": wages(make_nik(1))})
    assert "Tidak ada yang diisi" in client.get(run_all().result["link"]).content.decode()
    assert Batch.objects.count() == 1


def test_what_is_no_such_file_is_refused_in_words(world: Any, batch: Batch, signed_in: Any):
    client, page = signed_in(world.planner), reverse("reports:sending-fill", args=[batch.arrangement_id])
    other = io.BytesIO(b"%PDF-1.7")
    other.name = "upah.xlsx"
    answer = client.post(page, {"file": other})
    assert (answer.status_code, "bukan XLSX" in answer.content.decode()) == (400, True)
    assert client.post(page).status_code == 400
    book, plain = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["NIK", "NAMA"])
    book.save(plain)
    plain.seek(0)
    plain.name = "lain.xlsx"
    client.post(page, {"file": plain})
    job = run_all()
    assert (job.state, job.result["link"]) == (Job.State.FAILED, page)
    assert "bukan berkas upah atau koreksi dari SIPP" in client.get(reverse("job", args=[job.pk])).content.decode()
    assert not Document.objects.filter(kind="sipp-given").exists()


def test_nobody_else_sends_or_sees_it(world: Any, batch: Batch, signed_in: Any):
    page = reverse("reports:sending-fill", args=[batch.arrangement_id])
    signed_in(world.planner).post(page, {"file": wages(make_nik(1))})
    result = run_all().result["link"]
    for who in (world.neighbour, world.other_planner, world.head, world.kpu, world.bpjs, world.tapd, world.stranger):
        client = signed_in(who)
        assert {client.get(page).status_code, client.get(result).status_code} <= {403, 404}
        assert client.post(page, {"file": wages(make_nik(1))}).status_code in (403, 404)
    elsewhere = reverse("reports:sending-filled", args=[batch.arrangement_id + 1, result.split("/")[-2]])
    assert signed_in(world.planner).get(elsewhere).status_code == 404
    assert Batch.objects.count() == 2


def test_a_long_list_costs_no_question_a_row(
    world: Any, batch: Batch, signed_in: Any, django_assert_max_num_queries: Any
):
    page = reverse("reports:sending-fill", args=[batch.arrangement_id])
    client = signed_in(world.planner)
    client.post(page, {"file": wages(*[make_nik(number) for number in range(1, 90)])})
    link = run_all().result["link"]
    with django_assert_max_num_queries(14):
        client.get(link)
    assert "page=2" in client.get(link).content.decode()


@pytest.mark.parametrize(
    ("number", "is_taken"),
    [
        ("081234567890", True), ("6281234567890", True), ("08123456", False), ("081234567890123", False),
        ("0711234567", False), ("0812-3456-789", False), ("", False),
    ],
)  # fmt: skip
def test_a_phone_is_written_as_a_correction_takes_it(number: str, is_taken: bool):
    assert takes_phone(number) is is_taken
