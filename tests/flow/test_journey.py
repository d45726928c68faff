"""A person's whole way: a cell of an uploaded workbook, a paid month, a row for BPJS, its answer, a bill, a letter."""

import dataclasses
import datetime
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from budgeting.actions import cover
from budgeting.actions.bills import pay
from budgeting.bill_sums import changes_since
from budgeting.models import Arrangement, Bill, BillLine, PersonMonth, Registration
from budgeting.rules.billing import Charge
from enrolment.actions.people.correcting import correct
from enrolment.actions.people.replacing import replace
from enrolment.actions.rosters.ending import end_assignments
from enrolment.clashing import sheet_names
from enrolment.models import Assignment, Election, RosterUpload
from enrolment.particulars import nik_fp, open_cells
from enrolment.record_writing import as_row
from pemilu_bpjs import documents, jobs, vault
from pemilu_bpjs.models import Job, User
from pemilu_bpjs.roles import Role
from reports.actions.answer_reading import read
from reports.actions.answers import apply, receive
from reports.actions.batches import freeze
from reports.answering import covered_on
from reports.models import Answer, AnswerRow, Batch, BatchRow, Certificate
from reports.rules.cover_answer import Verdict
from reports.tasks import start_certificate
from tests.enrolment.rosters import POSITION, kpps, person
from tests.factories import make_member, make_office
from tests.factories_bills import make_treasurer
from tests.factories_cover import make_arrangement
from tests.factories_enrolment import make_election
from tests.factories_journey import (
    HEADER_ROW,
    SHEET,
    accept_roster,
    answer_workbook,
    kpj_of,
    post_month,
    refused,
    taken,
    told_by,
    told_in,
)
from tests.factories_people import make_row
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

VOTING_DAY = datetime.date(2024, 2, 14)
TOLD_ON, TOLD_LATER = datetime.date(2024, 1, 26), datetime.date(2024, 2, 5)
JKK, JKM = 2_640, 3_300
"""Of an anggota KPPS for one month: 0.24 % and 0.30 % of Rp1.100.000."""

# A whole KPPS. The fourth of them is followed; Bawaslu has him as its own too; the row after the last lacks a digit.
PEOPLE = kpps()
FOLLOWED = PEOPLE[3]
NIK, NAME = FOLLOWED[0], FOLLOWED[1]
ROW = HEADER_ROW + 1 + 3
SHORT = person(40, tps=2, nik="160905100190004")


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def upload(world: World, election: Election) -> RosterUpload:
    return accept_roster(election, [*PEOPLE, SHORT], by=world.kpu)


@pytest.fixture
def arrangement(world: World, upload: RosterUpload) -> Arrangement:
    found = make_arrangement(upload.election, world.office)
    cover.run(election=upload.election, by=world.planner)
    return found


@pytest.fixture
def batch(world: World, arrangement: Arrangement) -> Batch:
    """All seven, frozen the day after they took office."""
    return freeze(arrangement=arrangement, by=world.planner, today=TOLD_ON)


def answered(arrangement: Arrangement, rows: Iterable[tuple[str, ...]] | bytes, by: Any) -> Answer:
    """What the branch gives back, read and applied."""
    content = rows if isinstance(rows, bytes) else answer_workbook(rows)
    received = receive(arrangement=arrangement, name="hasil.xlsx", content=content, by=by)
    return apply(answer=received.answer if received.is_same_file else read(answer=received.answer), by=by)


def registration(nik: str) -> Registration:
    return Registration.objects.get(person__nik_fp=nik_fp(nik))


def seat_of(nik: str) -> Assignment:
    return Assignment.objects.get(person__nik_fp=nik_fp(nik), institution="KPU")


def months_of(nik: str) -> list[tuple[str, str]]:
    """His months of the ledger, each with why it was taken away."""
    found = PersonMonth.objects.filter(person__nik_fp=nik_fp(nik)).order_by("month", "pk")
    return list(found.values_list("month", "removal"))


def exported(election: Election, folder: Path) -> dict[str, Any]:
    told = io.StringIO()
    asked = ["--election", election.code, "--region", "16.09", "--out", str(folder), "--json"]
    call_command("export", *asked, stdout=told)
    return json.loads(told.getvalue())


def letter(seat: Assignment, by: Any) -> tuple[Certificate, str]:
    """What the answer desk's job wrote, and its page as text."""
    job = start_certificate(seat, day=VOTING_DAY, purpose="keluarga", in_full=False, by=by)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    certificate = Certificate.objects.get(document__in=job.result["documents"])
    (page,) = PdfReader(io.BytesIO(documents.content(certificate.document))).pages
    return certificate, " ".join(page.extract_text().split())


def test_from_a_cell_to_a_letter(
    world: World, upload: RosterUpload, arrangement: Arrangement, tmp_path: Path, settings: Any
):
    settings.PUBLIC_URL = "https://payung.contoh.example"
    desk = make_member(Role.ANSWER_DESK, make_office("16.09", name="Posko Jawaban"), "desk")
    as_overseer = [*FOLLOWED[:POSITION], "Pengawas TPS"]
    accept_roster(upload.election, [as_overseer], by=world.bawaslu, institution="Bawaslu", body="ptps")

    # The cell: of eight rows one is rejected, the others stand, and each knows whence it came.
    assert (upload.rows, upload.rejected, Assignment.objects.filter(upload=upload).count()) == (8, 1, 7)
    seat = seat_of(NIK)
    assert (seat.line.row, sheet_names(upload)[seat.line.sheet]) == (ROW, SHEET)
    assert NIK in open_cells(seat.line.sealed_cells).cells

    # The months: paid once each, though he serves twice; what that saves is said.
    run = cover.run(election=upload.election, by=world.planner)
    months = PersonMonth.objects.standing().filter(person=seat.person_id).order_by("month")
    assert [each.month for each in months] == ["2024-01", "2024-02"]
    assert {each.assignment_id for each in months} == {seat.pk}  # the higher wage carries both
    assert run.saved_months == 2

    # The row for BPJS, by the command, found in the file by its own reader.
    found = exported(upload.election, tmp_path)
    assert (found["batch"], found["people"]) == (1, 7)
    told = told_in((tmp_path / found["files"][0]["name"]).read_bytes())
    (place, own), = [(place, row) for place, row in enumerate(told, 2) if row["NOMOR_IDENTITAS"] == NIK]  # fmt: skip
    assert (own["NAMA_LENGKAP"], own["UPAH"], own["TGL_AWAL_BEKERJA"]) == (NAME, "1100000", "25-01-2024")
    row = BatchRow.objects.get(registration__person=seat.person_id)
    assert (row.row, row.assignment_id, row.file.batch.number) == (place, seat.pk, 1)

    # The answer, given by the branch: his own number, and the day from which BPJS covers him.
    answer = answered(arrangement, [taken(each) for each in told], world.bpjs)
    assert AnswerRow.objects.get(answer=answer, batch_row=row).row == place
    member = registration(NIK)
    assert vault.open_sealed(member.kpj, "kpj").decode() == kpj_of(own)
    assert (member.state, member.confirmed_from) == ("active", datetime.date(2024, 1, 1))

    # The bill, and his line in it; then it is paid.
    bill = post_month(arrangement, "2024-02", by=world.bpjs)
    assert (bill.people, bill.total) == (bill.expected_people, bill.expected_jkk + bill.expected_jkm)
    line = BillLine.objects.get(bill=bill, person=seat.person_id)
    assert (line.jkk, line.jkm) == (JKK, JKM)
    treasurer = make_treasurer(world)
    pay(bill=bill, amount=bill.total, paid_on=datetime.date(2024, 3, 10), reference="SP2D-12", by=treasurer)

    # The letter, and the page that confirms it to anybody without naming him.
    certificate, page = letter(seat, desk)
    assert (certificate.cover, certificate.batch.number, certificate.bill) == ("covered", 1, bill)
    for said in (NAME, "14 Februari 2024: TERLINDUNGI", "Nomor 1,", bill.payment_code, "Lunas, 10 Maret 2024"):
        assert said in page
    shown = Client().get(reverse("verify", args=[page.split("Kode: ")[1].split()[0]])).content.decode()
    assert f"{certificate.initials} terlindungi pada tanggal 14 Februari 2024" in shown
    assert NAME not in shown


def test_who_died_and_who_was_replaced_leave_and_who_comes_is_added(world: World, batch: Batch):
    arrangement, election = batch.arrangement, batch.arrangement.election
    answered(arrangement, [taken(each) for each in told_by(batch)], world.bpjs)
    bill = post_month(arrangement, "2024-02", by=world.bpjs)
    dead, left, comes = PEOPLE[1][0], PEOPLE[2][0], "1609054101990001"

    end_assignments(
        assignments=[seat_of(dead).pk],
        last_day=datetime.date(2024, 1, 29),
        reason=Assignment.StopReason.DEATH,
        by=world.kpu,
    )
    replace(
        assignment=seat_of(left),
        last_day=datetime.date(2024, 1, 30),
        reason=Assignment.StopReason.RESIGNED,
        newcomer=make_row(comes, "Pengganti Contoh"),
        first_day=datetime.date(2024, 2, 1),
        by=world.kpu,
    )
    run = cover.run(election=election, by=world.planner)

    # February goes from who left, and comes to who sits there now; January stays as it was. Nothing is rewritten.
    assert (run.added, run.removed) == (1, 2)
    assert months_of(dead) == [("2024-01", ""), ("2024-02", "died")]
    assert months_of(left) == [("2024-01", ""), ("2024-02", "left")]
    assert months_of(comes) == [("2024-02", "")]
    assert changes_since(bill).net == Charge(-1, -JKK, -JKM)
    assert (Bill.objects.get().people, Bill.objects.get().expected_people) == (7, 7)

    # BPJS is told of these three and of nobody else.
    delta = freeze(arrangement=arrangement, by=world.planner, today=TOLD_LATER)
    assert delta.totals == {"new": {"kpps": 1}, "leaver": {"kpps": 2}}
    assert [each["NOMOR_IDENTITAS"] for each in told_by(delta)] == [comes]
    assert freeze(arrangement=arrangement, by=world.planner, today=TOLD_LATER) is None
    assert {registration(nik).state for nik in (dead, left)} == {"ending"}
    assert covered_on(seat_of(dead).person_id, datetime.date(2024, 1, 28)).verdict == Verdict.COVERED
    assert covered_on(seat_of(dead).person_id, VOTING_DAY).verdict != Verdict.COVERED
    assert covered_on(seat_of(comes).person_id, VOTING_DAY).verdict == Verdict.UNANSWERED


def test_every_row_of_an_answer_is_accounted_for(world: World, batch: Batch):
    one, two, three, four, five, six, _silent = told_by(batch)
    stranger = {**one, "NO_PEGAWAI": "P99900000001", "NOMOR_IDENTITAS": "1609054101990077"}
    rows = [
        taken(one),
        taken(one),  # told twice
        refused(two),
        taken(three),
        refused(three),  # and the opposite
        taken(stranger),
        taken(four),
        taken(five),
        taken(six),
    ]
    given = answer_workbook(rows)
    answer = answered(batch.arrangement, given, world.bpjs)

    outcomes = list(AnswerRow.objects.filter(answer=answer).order_by("row").values_list("row", "outcome"))
    assert outcomes == [
        (2, "accepted"),
        (3, "doubled"),
        (4, "rejected"),
        (5, "contradictory"),
        (6, "contradictory"),
        (7, "unknown"),
        (8, "accepted"),
        (9, "accepted"),
        (10, "accepted"),
    ]
    counted = Counter(outcome for _row, outcome in outcomes)
    assert {name: getattr(answer, name) for name in counted} == counted
    assert sum(counted.values()) == answer.rows == len(rows)
    assert Counter(Registration.objects.values_list("state", flat=True)) == {"active": 4, "rejected": 1, "sent": 2}

    # Who was refused is somebody's work, and not told again as he is; who was not answered waits.
    assert freeze(arrangement=batch.arrangement, by=world.planner, today=TOLD_LATER) is None
    assert answered(batch.arrangement, given, world.bpjs) == answer
    assert Answer.objects.count() == 1


def test_who_was_refused_and_put_right_is_told_again_and_taken(
    world: World, signed_in: Callable[[User], Client], batch: Batch
):
    first, *others = told_by(batch)
    answered(batch.arrangement, [refused(first), *(taken(each) for each in others)], world.bpjs)
    nik = first["NOMOR_IDENTITAS"]
    for user, sees in ((world.kpu, True), (world.bawaslu, False)):
        shown = signed_in(user).get(reverse("reports:rejected")).content.decode()
        assert (first["NAMA_LENGKAP"] in shown) is sees

    seat = seat_of(nik)
    row = dataclasses.replace(as_row(seat.record), name="Nama Menurut KTP")
    correct(assignment=seat, row=row, by=world.kpu)
    cover.run(election=seat.election, by=world.planner)
    later = freeze(arrangement=batch.arrangement, by=world.planner, today=TOLD_LATER)
    (told,) = told_by(later)
    assert (told["NOMOR_IDENTITAS"], told["NO_PEGAWAI"]) == (nik, first["NO_PEGAWAI"])
    answered(batch.arrangement, [taken(told)], world.bpjs)
    assert registration(nik).state == "active"
    assert covered_on(seat.person_id, VOTING_DAY).verdict == Verdict.COVERED
