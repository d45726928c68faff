"""Accepting: every good row or none, nobody doubled, nothing taken away that a later file leaves blank."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enrolment import merging, merging_sql
from enrolment.actions.exceptions import except_seats
from enrolment.actions.rosters import accepting
from enrolment.actions.rosters.accepting import Agreed, MoreThanAgreed, accept
from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.ending import end_assignments
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.merging import Merging
from enrolment.models import (
    Acceptance,
    Assignment,
    Election,
    Person,
    PersonRecord,
    RosterChange,
    RosterLine,
    RosterUpload,
)
from enrolment.particulars import open_particulars
from enrolment.rules.roster_fields import Field
from pemilu_bpjs.models import AuditEvent
from tests.enrolment.rosters import DESA_CODE, HEADER, NIK, as_csv, kpps, line, person, send_and_check
from tests.factories_enrolment import make_election

pytestmark = pytest.mark.django_db

State = RosterUpload.State


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def numbers(accepted: accepting.Accepted) -> tuple[int, int, int, int]:
    return accepted.new, accepted.changed, accepted.unchanged, accepted.rejected


def people() -> tuple[int, int, int]:
    return Person.objects.count(), PersonRecord.objects.count(), Assignment.objects.count()


def outcomes(upload: RosterUpload) -> dict[int, str]:
    return dict(upload.lines.exclude(accepted_at=None).values_list("row", "outcome"))


def without(header: str, rows: list[list[str]]) -> bytes:
    """The same list from a sender who has no such column."""
    place = HEADER.index(header)
    return as_csv([row[:place] + row[place + 1 :] for row in rows], HEADER[:place] + HEADER[place + 1 :])


# What comes to stand


def test_good_rows_come_to_stand_and_the_upload_is_done(election: Election, kpu: Any):
    upload = send_and_check(election, kpps())
    accepted = accept(upload=upload, by=kpu)
    assert numbers(accepted) == (7, 0, 0, 0)
    assert people() == (7, 7, 7)
    assert (upload.state, upload.accepted, set(outcomes(upload).values())) == (State.DONE, 7, {"new"})
    leader = Assignment.objects.get(position="kpps-ketua")
    assert (leader.institution, leader.body, leader.region_code, leader.tps) == ("KPU", "kpps", DESA_CODE, 1)
    assert (leader.start, leader.end) == (date(2024, 1, 25), date(2024, 2, 25))
    assert (leader.line, leader.upload, leader.entered_by) == (line(upload, 2), upload, kpu)
    assert open_particulars(leader.record.sealed)[Field.NIK] == kpps()[0][NIK]
    assert leader.record.name == kpps()[0][1].upper() or leader.record.name == kpps()[0][1]


def test_warned_rows_come_along_and_rejected_ones_wait(election: Election, kpu: Any):
    rows = [*kpps()[:5], person(5, mother=""), person(6, nik="123")]
    upload = send_and_check(election, rows)
    assert numbers(accept(upload=upload, by=kpu)) == (6, 0, 0, 1)
    assert (upload.state, sorted(outcomes(upload))) == (State.READY, [2, 3, 4, 5, 6, 7])


def test_rows_mended_afterwards_are_the_next_acceptance(election: Election, kpu: Any):
    upload = send_and_check(election, [*kpps()[:6], person(6, nik="123")])
    accept(upload=upload, by=kpu)
    edit_cells(upload=upload, line=line(upload, 8), texts={Field.NIK: person(6)[NIK]}, by=kpu)
    accepted = accept(upload=upload, by=kpu)
    assert (numbers(accepted), upload.state, upload.accepted) == ((1, 0, 0, 0), State.DONE, 7)
    told = Acceptance.objects.filter(upload=upload).values_list("number", "new", "by", "sha256")
    assert list(told) == [(1, 6, kpu.pk, upload.sha256), (2, 1, kpu.pk, upload.sha256)]


def test_nothing_good_is_no_acceptance(election: Election, kpu: Any):
    upload = send_and_check(election, [person(0, nik="123")])
    accepted = accept(upload=upload, by=kpu)
    assert (numbers(accepted), accepted.acceptance, upload.state) == ((0, 0, 0, 1), None, State.READY)


def test_an_upload_that_is_not_checked_cannot_be_accepted(election: Election, kpu: Any):
    upload = send_and_check(election, kpps())
    RosterUpload.objects.filter(pk=upload.pk).update(state=State.ASKING)
    with pytest.raises(NotOpen):
        accept(upload=upload, by=kpu)
    assert people() == (0, 0, 0)


def test_one_audit_line_tells_counts_and_no_person(election: Election, kpu: Any):
    upload = send_and_check(election, kpps())
    accept(upload=upload, by=kpu)
    told = AuditEvent.objects.get(action="roster.accept")
    assert (told.subject, told.actor, told.region) == (f"roster:{upload.pk}", kpu.username, "16.09")
    assert (told.detail["new"], told.detail["sha256"]) == (7, upload.sha256)
    assert kpps()[0][1] not in str(told.detail)


# Again, and later files


def test_the_same_rows_in_another_file_change_nothing(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    before = list(PersonRecord.objects.order_by("pk").values())
    again = send_and_check(election, [*reversed(kpps())])
    assert numbers(accept(upload=again, by=kpu)) == (0, 0, 7, 0)
    assert list(PersonRecord.objects.order_by("pk").values()) == before
    assert (people(), RosterChange.objects.count()) == ((7, 7, 7), 0)
    assert set(outcomes(again).values()) == {"unchanged"}


def test_accepting_twice_finds_nothing_left(election: Election, kpu: Any):
    upload = send_and_check(election, kpps())
    accept(upload=upload, by=kpu)
    assert numbers(accept(upload=upload, by=kpu)) == (0, 0, 0, 0)
    assert (people(), Acceptance.objects.count(), upload.state) == ((7, 7, 7), 1, State.DONE)


def test_what_a_later_file_says_otherwise_is_changed_and_what_stood_is_kept(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    rows = kpps()
    rows[2] = person(2, name="Suhendra Burhan Saputra", mother="Ibu Lain")
    rows[0], rows[1] = person(0), person(1, "Ketua KPPS")
    later = send_and_check(election, rows)
    assert numbers(accept(upload=later, by=kpu)) == (0, 3, 4, 0)
    assert people() == (7, 7, 7)
    changed = Assignment.objects.get(line=line(later, 4))
    assert changed.record.name.casefold() == "suhendra burhan saputra"
    assert open_particulars(changed.record.sealed)[Field.MOTHER].casefold() == "ibu lain"
    assert Assignment.objects.get(position="kpps-ketua").line == line(later, 3)
    seat = RosterChange.objects.get(assignment__line=line(later, 3))
    assert (seat.before["position"], seat.record) == ("kpps-anggota", None)
    said = RosterChange.objects.get(assignment=changed)
    assert said.record_before["name"] == kpps()[2][1]
    assert open_particulars(said.sealed_before)[Field.MOTHER] == "Ibu Contoh"


def test_a_file_without_a_column_takes_nothing_away(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    later = send_and_check(election, without("Nama Ibu Kandung", kpps()))
    assert numbers(accept(upload=later, by=kpu)) == (0, 0, 7, 0)
    for record in PersonRecord.objects.all():
        assert open_particulars(record.sealed)[Field.MOTHER] == "Ibu Contoh"
        assert record.lacks & 1 == 0


def test_what_was_lacking_is_filled_in_by_a_later_file(election: Election, kpu: Any):
    accept(upload=send_and_check(election, without("Nama Ibu Kandung", kpps())), by=kpu)
    assert set(PersonRecord.objects.values_list("lacks", flat=True)) == {1 | 8 | 16}
    assert numbers(accept(upload=send_and_check(election, kpps()), by=kpu)) == (0, 7, 0, 0)
    assert set(PersonRecord.objects.values_list("lacks", flat=True)) == {8 | 16}


def test_two_posts_of_one_person_are_one_person_with_two_seats(election: Election, kpu: Any):
    rows = [person(0, "Pantarlih", mother=""), *kpps()]
    upload = send_and_check(election, rows, body="")
    assert numbers(accept(upload=upload, by=kpu))[0] == 8
    assert people() == (7, 7, 8)
    record = PersonRecord.objects.get(assignments__position="kpps-ketua")
    assert open_particulars(record.sealed)[Field.MOTHER] == "Ibu Contoh"  # the later of his rows speaks for him


def test_each_institution_keeps_a_record_of_its_own(election: Election, kpu: Any, satpolpp: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    linmas = send_and_check(election, [person(0, "Linmas", mother="Ibu Lain")], body="linmas", institution="Satpol PP")
    assert numbers(accept(upload=linmas, by=satpolpp))[0] == 1
    assert people() == (7, 8, 8)
    mother = {
        each.institution: open_particulars(each.sealed)[Field.MOTHER] for each in PersonRecord.objects.order_by("pk")
    }
    assert mother["KPU"] == "Ibu Contoh" != mother["Satpol PP"]


def test_an_older_seat_ends_the_day_before_when_a_person_says_so(election: Election, kpu: Any):
    accept(upload=send_and_check(election, [person(0)]), by=kpu)
    old = Assignment.objects.get()
    rows = [[*person(0, tps=2), "01-02-2024"]]
    moved = send_and_check(election, as_csv(rows, (*HEADER, "TMT")))
    stranger = send_and_check(election, [person(9, tps=3)])
    accept(upload=stranger, by=kpu)
    other = Assignment.objects.get(tps=3)
    accept(upload=moved, by=kpu, ends=[old.pk, other.pk])
    old.refresh_from_db()
    other.refresh_from_db()
    assert (old.end, old.stop_reason, old.voided_at) == (date(2024, 1, 31), "moved", None)
    assert (other.end, other.stop_reason) == (date(2024, 2, 25), "")  # nobody of this file


def test_an_older_seat_that_begins_no_earlier_is_withdrawn(election: Election, kpu: Any):
    accept(upload=send_and_check(election, [person(0)]), by=kpu)
    old = Assignment.objects.get()
    accept(upload=send_and_check(election, [person(0, tps=2)]), by=kpu, ends=[old.pk])
    old.refresh_from_db()
    assert old.voided_at is not None
    assert Assignment.objects.standing().get().tps == 2


# What has changed since the check


def test_no_more_is_stored_than_somebody_has_agreed_to(election: Election, kpu: Any):
    """Who held the last seat leaves after the numbers were shown, and a row that was rejected finds room."""
    accept(upload=send_and_check(election, [person(30)]), by=kpu)
    upload = send_and_check(election, kpps())
    assert (upload.ok, upload.rejected) == (6, 1)
    end_assignments(assignments=[Assignment.objects.get().pk], last_day=date(2024, 1, 24), reason="resigned", by=kpu)
    before = Assignment.objects.count()
    with pytest.raises(MoreThanAgreed, match="kini 7 orang baru dan 0 yang berubah") as refused:
        accept(upload=upload, by=kpu, agreed=Agreed(new=6, changed=0))
    upload.refresh_from_db()
    assert (Assignment.objects.count(), upload.state, upload.ok) == (before, State.READY, 7)
    shown = Agreed(refused.value.counts.new, refused.value.counts.changed)
    assert numbers(accept(upload=upload, by=kpu, agreed=shown))[0] == 7


def test_fewer_than_agreed_are_stored_without_another_question(election: Election, kpu: Any):
    upload = send_and_check(election, kpps())
    accept(upload=send_and_check(election, kpps()[:3]), by=kpu)
    assert numbers(accept(upload=upload, by=kpu, agreed=Agreed(new=7, changed=0)))[:3] == (4, 0, 3)


def test_a_change_that_nobody_was_shown_is_not_made(election: Election, kpu: Any):
    upload = send_and_check(election, kpps())
    accept(upload=send_and_check(election, [person(1, phone="081299998888")]), by=kpu)
    with pytest.raises(MoreThanAgreed):
        accept(upload=upload, by=kpu, agreed=Agreed(new=7, changed=0))


def test_a_row_that_has_become_wrong_since_the_check_stays_rejected(election: Election, kpu: Any):
    first, second = send_and_check(election, kpps()), send_and_check(election, kpps(first=20))
    accept(upload=first, by=kpu)
    assert numbers(accept(upload=second, by=kpu)) == (0, 0, 0, 7)
    assert (Assignment.objects.count(), second.state) == (7, State.READY)
    assert {each["code"] for found in second.lines.values_list("clashes", flat=True) for each in found} >= {
        "unit-overfull"
    }


def test_seats_taken_away_since_the_check_are_seen_too(election: Election, kpu: Any, planner: Any):
    upload = send_and_check(election, kpps())
    except_seats(
        election=election, position="kpps-anggota", region=DESA_CODE, tps_number=1, seats=5, reason="Rapat", by=planner
    )
    assert numbers(accept(upload=upload, by=kpu)) == (6, 0, 0, 1)


def test_somebody_faster_is_noticed_and_the_rows_looked_at_again(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    upload = send_and_check(election, kpps())
    prepare, calls = Merging.prepare, []

    def slow(self: Merging) -> None:
        prepare(self)
        calls.append(1)
        if len(calls) == 1:
            accept(upload=send_and_check(election, kpps(first=20)), by=kpu)

    monkeypatch.setattr(Merging, "prepare", slow)
    assert numbers(accept(upload=upload, by=kpu)) == (0, 0, 0, 7)
    assert Assignment.objects.count() == 7


def test_where_others_are_always_faster_the_last_try_keeps_them_waiting(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    upload = send_and_check(election, kpps())
    prepare = Merging.prepare

    def overtaken(self: Merging) -> None:
        prepare(self)
        Election.objects.filter(pk=election.pk).update(people_version=Election.objects.get().people_version + 1)

    monkeypatch.setattr(Merging, "prepare", overtaken)
    assert numbers(accept(upload=upload, by=kpu)) == (7, 0, 0, 0)


def test_who_is_taken_away_again_before_he_sits_is_prepared_once_more(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    """An undo in another election removes people without a seat, and does not wait for this one's."""
    upload = send_and_check(election, kpps())
    prepare, calls = Merging.prepare, []

    def undone(self: Merging) -> None:
        prepare(self)
        calls.append(1)
        if len(calls) == 1:
            PersonRecord.objects.filter(name=PersonRecord.objects.first().name).delete()

    monkeypatch.setattr(Merging, "prepare", undone)
    assert numbers(accept(upload=upload, by=kpu)) == (7, 0, 0, 0)
    assert people() == (7, 7, 7)
    assert RosterLine.objects.filter(upload=upload, accepted_at=None).count() == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL joins by how many there are")
def test_what_many_records_are_to_say_is_found_by_an_index(election: Election, kpu: Any):
    accept(upload=send_and_check(election, kpps()), by=kpu)
    later = send_and_check(election, [person(0, mother="Ibu Lain"), *kpps()[1:]])
    with Merging(later, at=timezone.now(), by=kpu).work_out(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {merging_sql.SAYS_THE_SAME}")
        plan = [detail for *_numbers, detail in cursor.fetchall()]
    assert any(step.startswith("SEARCH s USING") for step in plan), plan


# Nothing or all


def test_a_fault_in_the_middle_leaves_nobody_and_gives_the_rows_back(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    upload = send_and_check(election, kpps())

    def broken(*_args: Any, **_given: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(accepting.audit, "record", broken)
    with pytest.raises(DatabaseError):
        accept(upload=upload, by=kpu)
    upload.refresh_from_db()
    assert (Assignment.objects.count(), Acceptance.objects.count(), upload.state) == (0, 0, State.READY)
    monkeypatch.undo()
    assert numbers(accept(upload=upload, by=kpu)) == (7, 0, 0, 0)
    assert people() == (7, 7, 7)


def test_lines_that_were_not_told_are_told_by_the_next_call(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    upload = send_and_check(election, kpps())

    def killed(*_args: Any, **_given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(accepting, "tell_lines", killed)
    with pytest.raises(KeyboardInterrupt):
        accept(upload=upload, by=kpu)
    upload.refresh_from_db()
    assert (Assignment.objects.count(), upload.state, outcomes(upload)) == (7, State.ACCEPTING, {})
    monkeypatch.undo()
    assert numbers(accept(upload=upload, by=kpu)) == (7, 0, 0, 0)
    assert (people(), Acceptance.objects.count()) == ((7, 7, 7), 1)
    assert (upload.state, set(outcomes(upload).values())) == (State.DONE, {"new"})


def test_chunks_hold_every_row_once(election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(merging, "CHUNK", 3)
    upload = send_and_check(election, kpps())
    assert len(merging.chunks(upload, 3)) == 3
    assert numbers(accept(upload=upload, by=kpu)) == (7, 0, 0, 0)
    assert len(outcomes(upload)) == 7


def test_the_queries_do_not_grow_with_the_rows(election: Election, kpu: Any):
    def queries(rows: list[list[str]]) -> int:
        upload = send_and_check(election, rows)
        with CaptureQueriesContext(connection) as asked:
            accept(upload=upload, by=kpu)
        return len(asked)

    few, many = queries(kpps()), queries([row for tps in range(2, 12) for row in kpps(first=tps * 7, tps=tps)])
    assert many <= few
    assert RosterLine.objects.filter(accepted_at=None).count() == 0
