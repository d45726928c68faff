"""Whoever steals the disk, a dump or the media folder: after a roster was accepted, and after BPJS has answered."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from openpyxl import Workbook

from budgeting.actions.bills import Paper, pay
from budgeting.models import Arrangement, Registration
from enrolment.actions.roster_files import keep_returned
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.comparing import compare
from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.undoing import undo
from enrolment.mapping import layout_of
from enrolment.models import Assignment, Election, PersonRecord, RosterUpload
from enrolment.particulars import nik_fp, open_cells, open_edits, open_particulars
from enrolment.people import Asked as Listed
from enrolment.roster_groups import fault_groups
from enrolment.rules.roster_fields import Field
from enrolment.tasks import start_tps_list
from enrolment.told_problems import told
from pemilu_bpjs import jobs, vault
from pemilu_bpjs.models import Document, Job
from pemilu_bpjs.models.sealed import SealedField
from reports.actions.answer_reading import read
from reports.actions.answers import apply, explain_words, receive
from reports.actions.batches import freeze
from reports.actions.incidents import claim, decide, report
from reports.incident_details import Claim, Decision, Details, Reporter, details_of
from reports.models import Batch, BatchRow, Incident, IncidentStep
from reports.rules.answer_words import Verdict
from reports.rules.incident_claim import Kind, Programme
from reports.tasks import (
    start_batch_letter,
    start_body_certificates,
    start_certificate,
    start_held_list,
    start_people_annex,
)
from tests.enrolment.rosters import HEADER, line, person, send_and_check
from tests.factories import make_job
from tests.factories_batches import BEFORE_VOTING
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_journey import accept_roster, answer_workbook, post_month, refused, told_by
from tests.pemilu_bpjs import dump
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)

# Nobody else of the tests is called so or born then: on SQLite the file still holds what they have deleted.
BORN = date(1987, 11, 23)
NIK, OTHER_NIK, WRONG_NIK = "1609056311879871", "1609056311879872", "160905631187987"
KK, MOTHER, LATER_MOTHER = "1609052311109873", "Zulaikhowati Prameswari", "Khoirunnisyah Wardani"
PHONE, EMAIL, ADDRESS = "081298765431", "zaskia.contoh@example.id", "Lorong Kembang Sepatu 77"
SECRETS = [NIK, OTHER_NIK, WRONG_NIK, KK, MOTHER, LATER_MOTHER, PHONE, PHONE[1:], EMAIL, ADDRESS, BORN]


def roster(nik: str, mother: str, tps: int = 1) -> bytes:
    """Four people, of whom one is looked for."""
    looked_for = person(0, nik=nik, name="Zaskia Contoh", mother=mother, phone=PHONE, birth_date=f"{BORN:%d-%m-%Y}")
    looked_for[5], looked_for[10] = ADDRESS, str(tps)
    book = Workbook()
    for row in ([*HEADER, "No KK", "Email"], [*looked_for, KK, EMAIL], *(person(number) for number in range(1, 4))):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# What comes after a roster. Whatever somebody types or gives may name somebody: reasons, words, reports.
KPJ, CLAIM_NUMBER = "24987654329", "KLM-77-123987"
REASON = "NIK terpakai oleh Zubaedahnita Kesumawati"
STATUS_WORD = "Ditahan demi Zubaedahnita"
PLACE, STORY = "Klinik Bunda Kencanawungu", "Terpeleset di tangga balai desa Kencanawungu"
REPORTER, REPORTER_PHONE, NOTE = "Markonah Kencanawungu", "082277665544", "Keluarga menunggu di Kencanawungu"
FELL_ON, DECIDED_ON, GRANTED = date(2024, 2, 19), date(2024, 4, 17), 71_345_987
PAPER_SAYS = b"%PDF-1.4 1 0 obj (Tagihan untuk Zubaedahnita Kesumawati) endobj"
LATER_SECRETS = [
    *(NIK, MOTHER, PHONE, PHONE[1:], ADDRESS, BORN, KPJ, CLAIM_NUMBER, REASON, "Zubaedahnita", STATUS_WORD),
    *(PLACE, STORY, "Kencanawungu", REPORTER, REPORTER_PHONE, NOTE, FELL_ON, DECIDED_ON, str(GRANTED), "accident"),
]


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def sent(world: World, election: Election, content: bytes, name: str) -> RosterUpload:
    return send_and_check(election, content, name=name, by=world.kpu, office=world.office)


def shown() -> set[Any]:
    return dump.shown(SECRETS, dump.everything_at_rest(connection))


def test_a_stolen_disk_shows_nobody(world: World, election: Election):
    by = world.kpu
    upload = sent(world, election, roster(WRONG_NIK, MOTHER), "pertama.xlsx")
    assert line(upload, 2).state == "rejected"
    assert shown() == set()

    edit_cells(upload=upload, line=line(upload, 2), texts={Field.NIK: NIK}, by=by)
    returned = keep_returned(job=make_job(by, world.office, kind="roster-returned"), upload=upload)
    assert accept(upload=upload, by=by).new == 4
    assert shown() == set()

    later = sent(world, election, roster(NIK, LATER_MOTHER, tps=2), "kedua.xlsx")
    old = Assignment.objects.get(line=line(upload, 2))
    assert compare(upload=later).numbers.moved == 1
    assert accept(upload=later, by=by, ends=[old.pk]).new == 1
    namesake = sent(world, election, roster(OTHER_NIK, MOTHER, tps=3), "ketiga.xlsx")
    assert {each["code"] for each in line(namesake, 2).clashes} == {"same-person-maybe"}
    assert shown() == set()
    undo(upload=later, by=by)
    assert shown() == set()

    # All of it is there for whoever holds the keys: nothing was searched in vain.
    record = PersonRecord.objects.get(assignments=old)
    said = open_particulars(record.sealed)
    assert (said[Field.NIK], said[Field.KK], said[Field.MOTHER], said[Field.BIRTH_DATE]) == (NIK, KK, MOTHER, BORN)
    kept = line(upload, 2)
    assert open_edits(kept.sealed_edits) == {Field.NIK: NIK}
    assert WRONG_NIK in open_cells(kept.sealed_cells).cells
    assert Document.objects.filter(is_personal=True, pk=returned.pk).exists()


def test_a_roster_sent_by_the_wrong_door_shows_nobody(world: World, election: Election):
    file = SimpleUploadedFile("tps.xlsx", roster(NIK, MOTHER))
    job = start_tps_list(election=election, stage="dpt", file=file, source="Surat", by=world.planner)
    assert shown() == set()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, [each["code"] for each in job.result["problems"]]) == (Job.State.FAILED, ["file-names-people"])
    assert shown() == set()


ELSEWHERE = {
    "desa": "Sulastriningrum Wirodikromo",
    "position": "Kartikaningtyas Prawiro",
    "tps": "Gang Melatiputih RT 03 RW 07",
    "sex": "Rahayuningsih Wongsodi",
}
"""In a row whose cells have slipped: his mother's name or his address, by the column under which it stands."""
SLIPPED_DAY, MOTHER_ABOVE = date(1987, 10, 19), "Purwantiningtyas Wulan"


def slipped() -> bytes:
    """A row for each slip, and one whose mother stands under "Nomor SK", his birth date under "Tanggal SK"."""
    rows = [[*person(40 + place, **{name: said}), "", "", ""] for place, (name, said) in enumerate(ELSEWHERE.items())]
    rows.append([*person(50, nik=""), "", ELSEWHERE["desa"], f"{SLIPPED_DAY:%d-%m-%Y}"])
    book = Workbook()
    for row in ([*HEADER, "Mulai", "Nomor SK", "Tanggal SK", MOTHER_ABOVE], *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_stolen_disk_shows_no_word_of_a_wrong_column(world: World, election: Election):
    upload = sent(world, election, slipped(), "bergeser.xlsx")
    secrets = [*ELSEWHERE.values(), SLIPPED_DAY, MOTHER_ABOVE]
    assert dump.shown(secrets, dump.everything_at_rest(connection)) == set()
    edit_cells(upload=upload, line=line(upload, 3), texts={Field.POSITION: ELSEWHERE["sex"]}, by=world.kpu)
    keep_returned(job=make_job(world.kpu, world.office, kind="roster-returned"), upload=upload)
    accept(upload=upload, by=world.kpu)
    assert dump.shown(secrets, dump.everything_at_rest(connection)) == set()

    # Its sender reads every word, where it stands.
    values = {(each["row"], each["field"]): each["value"] for each in told(upload) if each["row"]}
    assert values[2, "desa"] == ELSEWHERE["desa"]
    assert values[3, "position"] == ELSEWHERE["sex"]
    assert values[4, "tps"] == ELSEWHERE["tps"]
    assert values[5, "sex"] == ELSEWHERE["sex"]
    assert layout_of(upload).sheets[0].headers[-1] == MOTHER_ABOVE
    groups = {each.code: each for each in fault_groups(upload)}
    assert groups["region-unknown"].word == groups["region-unknown"].particulars["word"] == ELSEWHERE["desa"]


def worked(job: Job) -> None:
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error


def later_shown() -> set[Any]:
    return dump.shown(LATER_SECRETS, dump.everything_at_rest(connection))


def told_to_bpjs(world: World, election: Election) -> Batch:
    """Four people, of whom one is looked for; every document of a batch is made."""
    looked_for = person(0, nik=NIK, name="Zaskia Contoh", mother=MOTHER, phone=PHONE, birth_date=f"{BORN:%d-%m-%Y}")
    looked_for[5] = ADDRESS
    held = person(9, mother="")
    accept_roster(election, [looked_for, *(person(number) for number in range(1, 4)), held], by=world.kpu)
    arrangement, _run = make_cover(election, world.office)
    worked(start_held_list(arrangement, "", by=world.planner))
    batch = freeze(arrangement=arrangement, by=world.planner, today=BEFORE_VOTING)
    worked(start_batch_letter(batch, in_full=True, by=world.planner))
    worked(start_people_annex(Listed(election), in_full=True, by=world.planner))
    return batch


def answered(world: World, batch: Batch) -> None:
    """One is taken, one refused with a reason that names somebody, and a word has to be explained."""
    one, two, three, _four = sorted(told_by(batch), key=lambda each: each["NOMOR_IDENTITAS"] != NIK)
    taken_row = (one["NO_PEGAWAI"], NIK, "BERHASIL", "", KPJ, "01-01-2024")
    odd_row = (three["NO_PEGAWAI"], three["NOMOR_IDENTITAS"], STATUS_WORD, "", "", "")
    content = answer_workbook([taken_row, refused(two, REASON), odd_row])
    received = receive(arrangement=batch.arrangement, name="hasil.xlsx", content=content, by=world.bpjs)
    answer = read(answer=received.answer)
    explain_words(answer=answer, meanings={(0, 4): Verdict.REJECTED}, by=world.bpjs)
    apply(answer=read(answer=answer), by=world.bpjs)


def billed(world: World, arrangement: Arrangement) -> None:
    bill = post_month(arrangement, "2024-02", by=world.bpjs)
    proof = Paper("bukti.pdf", PAPER_SAYS)
    pay(bill=bill, amount=bill.total, paid_on=date(2024, 3, 12), reference="SP2D-9", document=proof, by=world.planner)


def stated(world: World, election: Election, seat: Assignment) -> None:
    """Letters with whole NIKs: for one, and for the body."""
    given = {"day": date(2024, 2, 14), "purpose": "keluarga", "in_full": True, "by": world.planner}
    worked(start_certificate(seat, **given))
    worked(start_body_certificates(election, body="kpps", **given))


def reported(world: World, seat: Assignment) -> Incident:
    reporter = Reporter(REPORTER, REPORTER_PHONE, "anak")
    details = Details(Kind.ACCIDENT, FELL_ON, True, place=PLACE, story=STORY, reporter=reporter)
    incident = report(assignment=seat, details=details, by=world.planner)
    given = {"programme": "JKK", "claimed_on": date(2024, 3, 1), "number": CLAIM_NUMBER, "note": NOTE}
    claim(incident=incident, by=world.planner, **given)
    decide(incident=incident, is_granted=True, amount=GRANTED, decided_on=DECIDED_ON, by=world.planner)
    return Incident.objects.get(pk=incident.pk)


_ENTERED = ("entered_by", "entered_at", "updated_at")


def _plain_columns(model: Any) -> set[str]:
    """What a thief reads beside a person: that something was reported of him, nothing of what it was."""
    return {field.name for field in model._meta.concrete_fields if not isinstance(field, SealedField)}


def test_a_stolen_disk_shows_nobody_of_whom_bpjs_was_told(world: World, election: Election):
    batch = told_to_bpjs(world, election)
    seat = Assignment.objects.get(person__nik_fp=nik_fp(NIK))
    assert later_shown() == set()
    answered(world, batch)
    billed(world, batch.arrangement)
    stated(world, election, seat)
    incident = reported(world, seat)
    assert later_shown() == set()
    assert _plain_columns(Incident) == {"id", "election", "region", "assignment", "state", *_ENTERED}
    assert _plain_columns(IncidentStep) == {"id", "incident", "state", "by", "at"}

    # All of it is there for whoever holds the keys.
    assert vault.open_sealed(Registration.objects.get(person=seat.person_id).kpj, "kpj").decode() == KPJ
    reasons = BatchRow.objects.filter(state="rejected").exclude(reason=None)
    assert any(REASON in vault.open_sealed(each.reason, "answer-reason").decode() for each in reasons)
    told = details_of(incident)
    assert (told.kind, told.day, told.story) == (Kind.ACCIDENT, FELL_ON, STORY)
    assert told.claim == Claim(Programme.JKK, date(2024, 3, 1), CLAIM_NUMBER)
    assert told.decision == Decision(True, DECIDED_ON, GRANTED)
    kinds = set(Document.objects.filter(is_personal=True).values_list("kind", flat=True))
    assert {"sipp-file", "bpjs-answer", "bill-list", "payment-proof", "certificate-full"} <= kinds
