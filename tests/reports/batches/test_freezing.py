"""A batch: the delta since the last one, held back what BPJS would refuse, whole or not at all."""

import datetime
import threading
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from budgeting.models import Arrangement, Registration
from enrolment.models import Assignment, Election, PersonRecord, RosterLine, RosterUpload
from pemilu_bpjs.models import AuditEvent, Document
from reports.actions import batches
from reports.actions.answers import apply
from reports.actions.batches import freeze, preview, put_back
from reports.models import Batch, BatchRow
from reports.models.batch import FileKind
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_layouts import CURRENT
from reports.sending import reference as reference_of
from tests.factories_answers import give, refused, taken
from tests.factories_batches import AFTER_TENURE, BEFORE_VOTING, accept_all, freeze_now, make_batch, seat_people
from tests.factories_cover import make_arrangement, make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = pytest.mark.django_db

State = Registration.State


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def held(batch: Batch | None) -> dict[str, int]:
    return {each["code"]: each["people"] for each in batch.held_back}


def test_everyone_who_is_insured_is_told_once(election: Election):
    batch = make_batch(election, people=7)
    assert (batch.number, batch.people, batch.totals) == (1, 7, {"new": {"kpps": 7}})
    assert [row.row for row in BatchRow.objects.order_by("row")] == list(range(2, 9))
    registered = Registration.objects.order_by("person")
    assert {row.state for row in registered} == {State.SENT}
    assert [row.reference for row in registered] == [
        reference_of(row.arrangement_id, row.person_id) for row in registered
    ]
    assert {row.sent_wage for row in registered} == {1_100_000}
    assert freeze_now(batch.arrangement) is None


def test_only_who_came_since_is_in_the_next(election: Election):
    first = make_batch(election, people=3)
    seat_people(election, 2, first=10)
    second = freeze_now(first.arrangement)
    assert (second.number, second.people) == (2, 2)
    told = set(first.files.get().lines.values_list("registration", flat=True))
    assert told.isdisjoint(second.files.get().lines.values_list("registration", flat=True))


def test_a_body_can_be_sent_alone(election: Election):
    seat_people(election, 2)
    make_seat(election, make_row(make_nik(50)), body="pps", position="pps-anggota", tps=0)
    arrangement, _run = make_cover(election)
    assert freeze_now(arrangement, body="pps").totals == {"new": {"pps": 1}}
    assert freeze_now(arrangement).totals == {"new": {"kpps": 2}}


def test_each_reason_counts_its_people_and_who_lacks_two_things_counts_in_both(election: Election):
    seat_people(election, 1)
    make_seat(election, make_row(make_nik(20), mother=""))
    make_seat(election, make_row(make_nik(21), mother="", marital=""), tps=2)
    make_seat(election, make_row(make_nik(22), name="Siti 2"), tps=3)
    make_seat(election, make_row(make_nik(23)), tps=4, not_insured="asn")
    make_seat(election, make_row(make_nik(24)), tps=5, not_insured="reserve", is_reserve=True)
    arrangement, _run = make_cover(election)
    batch = freeze_now(arrangement)
    assert batch.people == 1
    assert held(batch) == {"name-characters": 1, "mother-missing": 2, "marital-missing": 1, "excluded": 1}


def test_rows_that_were_sent_and_never_accepted_are_told(election: Election):
    (seat,) = seat_people(election, 1)
    upload = RosterUpload.objects.create(
        election=election, region="16.09", file_name="a.xlsx", sha256="0" * 64, size=1, state=RosterUpload.State.READY
    )
    fingerprints = [bytes([each]) * 32 for each in (1, 1, 2)]  # one NIK twice is one person
    rejected = RosterLine.State.REJECTED
    for row, nik_fp in enumerate([*fingerprints, None, seat.person.nik_fp], 2):
        RosterLine.objects.create(upload=upload, sheet=0, row=row, state=rejected, nik_fp=nik_fp, sealed_cells=b"x")
    arrangement, _run = make_cover(election)
    assert held(freeze_now(arrangement)) == {"not-accepted": 3}
    RosterUpload.objects.update(state=RosterUpload.State.DONE)  # closed: nobody is asked for them any more
    assert preview(arrangement, today=BEFORE_VOTING).held_back == []


def test_who_is_paid_flat_is_said_and_not_sent(election: Election):
    seat_people(election, 2)
    arrangement, _run = make_cover(election)
    arrangement.prices.update(membership="BPU", base=None)
    assert freeze(arrangement=arrangement, today=BEFORE_VOTING) is None
    assert preview(arrangement, today=BEFORE_VOTING).held_back == [{"code": "bpu-no-sipp", "people": 2}]


def test_a_number_that_the_roster_gave_makes_a_continuing_member(election: Election):
    seat_people(election, 1)
    make_seat(election, make_row(make_nik(30), kpj="24012345678", mother="", is_member=True), tps=2)
    arrangement, _run = make_cover(election)
    batch = freeze_now(arrangement)
    assert batch.totals == {"new": {"kpps": 1}, "continuing": {"kpps": 1}}
    continuing = batch.files.get(kind=FileKind.CONTINUING)
    assert continuing.name == "kiriman-1-lanjutan-01/template_tk_lanjutan.xlsx"
    assert continuing.lines.get().registration.kpj_fp is not None


def test_a_number_that_lists_give_to_two_people_is_sent_of_neither(election: Election):
    for number, kpj in ((30, "24012345678"), (31, "24012345678"), (32, "24012345679")):
        make_seat(election, make_row(make_nik(number), kpj=kpj, is_member=True), tps=number)
    arrangement, _run = make_cover(election)
    batch = freeze_now(arrangement)
    assert batch.totals == {"continuing": {"kpps": 1}}
    assert held(batch) == {"nik-kpj-twice": 2}
    # Nor is one that was sent of somebody else before.
    make_seat(election, make_row(make_nik(33), kpj="24012345679", is_member=True), tps=33)
    assert freeze_now(arrangement) is None
    assert preview(arrangement, today=BEFORE_VOTING).held_back == [{"code": "nik-kpj-twice", "people": 3}]


def test_files_hold_as_many_rows_as_their_layout_allows(election: Election, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(CURRENT, Kind.NEW, replace(CURRENT[Kind.NEW], max_rows=2))
    batch = make_batch(election, people=5)
    files = list(batch.files.order_by("part"))
    assert [(file.part, file.rows) for file in files] == [(1, 2), (2, 2), (3, 1)]
    assert [file.name.split("/")[0] for file in files] == [f"kiriman-1-bagian-0{part}" for part in (1, 2, 3)]
    assert BatchRow.objects.count() == 5


def test_who_served_his_time_is_a_leaver_with_a3(election: Election):
    batch = make_batch(election, people=2)
    accept_all(batch.arrangement)
    assert freeze_now(batch.arrangement, today=BEFORE_VOTING) is None
    leaving = freeze_now(batch.arrangement, today=AFTER_TENURE)
    assert leaving.totals == {"leaver": {"kpps": 2}}
    assert set(Registration.objects.values_list("state", "ended_on")) == {(State.ENDING, datetime.date(2024, 2, 25))}
    assert freeze_now(batch.arrangement, today=AFTER_TENURE) is None


def test_who_leaves_without_a_number_waits_for_it(election: Election):
    batch = make_batch(election, people=2)
    accept_all(batch.arrangement)
    first = Registration.objects.order_by("pk").first()
    Registration.objects.filter(pk=first.pk).update(kpj=None, kpj_fp=None)
    leaving = freeze_now(batch.arrangement, today=AFTER_TENURE)
    assert (leaving.people, held(leaving)) == (1, {"nik-kpj-missing": 1})
    assert Registration.objects.get(pk=first.pk).state == State.ACTIVE


def test_who_died_in_office_leaves_when_no_later_month_is_paid(election: Election):
    batch = make_batch(election, people=2)
    accept_all(batch.arrangement)
    died = Assignment.objects.order_by("pk").first()
    Assignment.objects.filter(pk=died.pk).update(end=datetime.date(2024, 1, 30), stop_reason="death")
    Election.objects.update(people_version=99)
    leaving = freeze_now(batch.arrangement, today=BEFORE_VOTING)
    assert leaving.people == 1
    registration = leaving.files.get().lines.get().registration
    assert (registration.person_id, registration.ended_on) == (died.person_id, datetime.date(2024, 1, 30))


def test_who_is_insured_no_longer_leaves(election: Election):
    batch = make_batch(election, people=1)
    accept_all(batch.arrangement)
    Assignment.objects.update(not_insured="asn")
    Election.objects.update(people_version=99)
    assert freeze_now(batch.arrangement).totals == {"leaver": {"kpps": 1}}


def test_changed_wages_and_particulars_wait_for_the_file_that_sipp_gives_out(election: Election):
    batch = make_batch(election, people=2)
    accept_all(batch.arrangement)
    first, second = Registration.objects.order_by("pk")
    Registration.objects.filter(pk=first.pk).update(sent_wage=900_000)
    PersonRecord.objects.filter(person=second.person_id).update(content_fp=b"\1" * 32)
    seen = preview(batch.arrangement, today=BEFORE_VOTING)
    assert dict(seen.waiting) == {"wage": 1, "correction": 1}
    assert (seen.people, seen.number, seen.files) == (0, None, ())


def test_who_was_refused_is_told_again_once_he_is_mended(election: Election, world: Any):
    batch = make_batch(election, world.office, people=2)
    Registration.objects.update(state=State.REJECTED)
    assert freeze_now(batch.arrangement) is None
    mended = Registration.objects.order_by("pk").first()
    PersonRecord.objects.filter(person=mended.person_id).update(content_fp=b"\1" * 32)
    again = freeze_now(batch.arrangement)
    assert [row.registration_id for row in BatchRow.objects.filter(file__batch=again)] == [mended.pk]


def test_who_was_refused_for_his_place_is_told_again_once_the_payer_has_set_another(election: Election, world: Any):
    batch = make_batch(election, world.office, people=2)
    apply(answer=give(batch.arrangement, [refused(1, "Kode lokasi pekerjaan salah"), refused(2)]), by=world.bpjs)
    assert freeze_now(batch.arrangement) is None
    make_arrangement(election, world.office, work_location="1610")
    again = freeze_now(batch.arrangement)
    assert again.people == 1
    apply(answer=give(batch.arrangement, [refused(1, "Nama tidak sesuai")], name="lagi.xlsx"), by=world.bpjs)
    assert freeze_now(batch.arrangement) is None  # what was mended then is no reason to send him now


def test_who_is_taken_after_all_is_not_told_again(election: Election, world: Any):
    batch = make_batch(election, world.office, people=1)
    apply(answer=give(batch.arrangement, [refused(1)]), by=world.bpjs)
    put_back(registration=Registration.objects.get(), reason="Sudah benar", by=world.planner)
    apply(answer=give(batch.arrangement, [taken(1)], name="lagi.xlsx"), by=world.bpjs)
    seen = preview(batch.arrangement, today=BEFORE_VOTING)
    assert (seen.people, dict(seen.waiting)) == (0, {})


def test_the_planner_may_send_somebody_again_as_he_is(election: Election, world: Any):
    batch = make_batch(election, world.office, people=1)
    registration = Registration.objects.get()
    with pytest.raises(ValidationError):
        put_back(registration=registration, reason="Sudah benar", by=world.planner)
    Registration.objects.update(state=State.REJECTED)
    with pytest.raises(ValidationError):
        put_back(registration=registration, reason=" ", by=world.planner)
    for other in (world.neighbour, world.other_planner, world.kpu, world.bpjs, world.stranger):
        with pytest.raises(PermissionDenied):
            put_back(registration=registration, reason="Sudah benar", by=other)
    put_back(registration=registration, reason="Adminduk sudah diperbaiki", by=world.planner)
    assert freeze_now(batch.arrangement).people == 1
    assert AuditEvent.objects.filter(action="batch.put-back").count() == 1


def test_who_may_freeze(election: Election, world: Any):
    seat_people(election, 1)
    arrangement, _run = make_cover(election, world.office)
    for other in (world.head, world.neighbour, world.other_planner, world.kpu, world.bpjs, world.tapd, world.stranger):
        with pytest.raises(PermissionDenied):
            freeze(arrangement=arrangement, by=other, today=BEFORE_VOTING)
    assert freeze(arrangement=arrangement, by=world.planner, today=BEFORE_VOTING).frozen_by == world.planner


def test_a_preview_keeps_nothing_and_foresees_the_bytes(election: Election):
    seat_people(election, 3)
    arrangement, _run = make_cover(election)
    seen = preview(arrangement, today=BEFORE_VOTING)
    assert not Batch.objects.exists()
    assert not Registration.objects.exists()
    batch = freeze(arrangement=arrangement, today=BEFORE_VOTING)
    assert [(file.name, file.sha256) for file in seen.files] == [(f.name, f.sha256) for f in batch.files.all()]
    assert (seen.number, seen.people, seen.totals) == (batch.number, batch.people, batch.totals)


def test_numbers_are_the_elections_whoever_pays(election: Election, world: Any):
    seat_people(election, 1)
    first, _run = make_cover(election, world.office)
    freeze_now(first)
    seat_people(election, 1, first=5, tps=9)
    second = Arrangement.objects.create(election=election, office=world.other_payer, region="16.09")
    assert Arrangement.objects.count() == 2
    batch = Batch.objects.create(arrangement=second, number=2, people=0, expires_at=first.created_at)
    assert freeze_now(first).number == batch.number + 1


def test_a_crash_at_the_end_leaves_nothing(election: Election, monkeypatch: pytest.MonkeyPatch):
    seat_people(election, 2)
    arrangement, _run = make_cover(election)

    def crash(*_args: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(batches, "_keep_people", crash)
        with pytest.raises(RuntimeError):
            freeze(arrangement=arrangement, today=BEFORE_VOTING)
    assert not Batch.objects.exists()
    assert not Registration.objects.exists()
    assert not Document.objects.exists()
    assert freeze(arrangement=arrangement, today=BEFORE_VOTING).people == 2


def test_what_is_written_down_names_nobody(election: Election):
    batch = make_batch(election, people=1)
    row = AuditEvent.objects.get(action="batch.freeze")
    assert row.detail["people"] == batch.people
    told = f"{row.detail} {row.subject}"
    nik = make_nik(1)
    assert nik not in told
    assert nik[:6] not in told
    control = next(content for name, content in batches.files_of(batch) if name.endswith("kontrol.csv")).decode()
    assert "Petugas" not in control
    assert batch.files.get().sha256 in control


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_finds_nothing(election: Election):
    seat_people(election, 4)
    arrangement, _run = make_cover(election)
    found: list[Batch | None] = []

    def work() -> None:
        try:
            found.append(freeze(arrangement=arrangement, today=BEFORE_VOTING))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(batch is None for batch in found) == [False, True]
    assert BatchRow.objects.count() == 4
