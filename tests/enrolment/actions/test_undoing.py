"""An upload is taken back whole, and only while nothing was built on it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import UniqueConstraint
from django.utils import timezone

from budgeting.actions import cover
from enrolment import restoring
from enrolment.actions.rosters import undoing
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.comparing import compare
from enrolment.actions.rosters.ending import end_assignments
from enrolment.actions.rosters.undoing import NotUndoable, undo, what_stands_on
from enrolment.models import (
    Acceptance,
    Assignment,
    Election,
    OverlapDecision,
    Person,
    PersonRecord,
    RosterChange,
    RosterLine,
    RosterUpload,
)
from enrolment.restoring import is_half_undone
from enrolment.serving import changing_people
from pemilu_bpjs.models import AuditEvent
from reports.models import Incident
from tests.enrolment.rosters import HEADER, as_csv, kpps, person, send_and_check
from tests.factories_cover import make_arrangement
from tests.factories_enrolment import make_election

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


def stands() -> list[dict[str, Any]]:
    """Everything that stands, to the byte."""
    kept = [Person, PersonRecord, Assignment]
    return [list(model.objects.order_by("pk").values()) for model in kept]


def accepted(election: Election, by: Any, rows: Any, **changes: Any) -> RosterUpload:
    upload = send_and_check(election, rows, **changes)
    accept(upload=upload, by=by)
    return upload


def test_a_first_upload_undone_leaves_nobody(election: Election, kpu: Any):
    upload = accepted(election, kpu, kpps())
    assert what_stands_on(upload) == ()
    assert undo(upload=upload, by=kpu) == 7
    assert stands() == [[], [], []]
    assert (upload.state, upload.accepted, upload.lines.exclude(accepted_at=None).count()) == ("undone", 0, 0)
    assert set(upload.lines.values_list("outcome", flat=True)) == {""}
    assert Acceptance.objects.get().undone_at is not None
    told = AuditEvent.objects.get(action="roster.undo")
    assert (told.subject, told.detail["people"]) == (f"roster:{upload.pk}", 7)


def test_what_an_upload_changed_is_put_back_to_the_byte(election: Election, kpu: Any):
    accepted(election, kpu, kpps())
    before = stands()
    rows = [person(0), person(1, "Ketua KPPS"), person(2, name="Suhendra Lain", mother="Ibu Lain"), *kpps()[3:]]
    rows.append(person(30, tps=2))
    later = accepted(election, kpu, rows)
    assert stands() != before
    assert undo(upload=later, by=kpu) == 1
    assert stands() == before
    assert RosterChange.objects.count() == 0


def test_a_seat_that_it_ended_begins_again(election: Election, kpu: Any):
    accepted(election, kpu, [person(0)])
    old, before = Assignment.objects.get(), stands()
    moved = send_and_check(election, as_csv([[*person(0, tps=2), "01-02-2024"]], (*HEADER, "TMT")))
    accept(upload=moved, by=kpu, ends=[old.pk])
    assert what_stands_on(moved) == ()
    undo(upload=moved, by=kpu)
    assert stands() == before


def test_undoing_a_seat_that_it_withdrew(election: Election, kpu: Any):
    accepted(election, kpu, [person(0)])
    old, before = Assignment.objects.get(), stands()
    moved = send_and_check(election, [person(0, tps=2)])
    accept(upload=moved, by=kpu, ends=[old.pk])
    undo(upload=moved, by=kpu)
    assert stands() == before


def test_uploads_are_undone_in_reverse(election: Election, kpu: Any):
    first = accepted(election, kpu, kpps())
    second = accepted(election, kpu, [person(0, mother="Ibu Lain"), *kpps()[1:]], name="kedua.csv")
    with pytest.raises(NotUndoable) as told:
        undo(upload=first, by=kpu)
    assert "kedua.csv" in told.value.reasons[0]
    undo(upload=second, by=kpu)
    undo(upload=first, by=kpu)
    assert stands() == [[], [], []]


def test_a_later_file_that_found_its_people_standing_needs_them(election: Election, kpu: Any):
    first = accepted(election, kpu, kpps())
    second = accepted(election, kpu, kpps()[:3], name="kedua.csv")
    assert "kedua.csv" in what_stands_on(first)[0]
    assert what_stands_on(second) == ()
    undo(upload=second, by=kpu)
    assert what_stands_on(first) == ()


def test_another_institutions_people_are_untouched(election: Election, kpu: Any, satpolpp: Any):
    linmas = accepted(election, satpolpp, [person(0, "Linmas")], body="linmas", institution="Satpol PP")
    before = stands()
    upload = accepted(election, kpu, kpps())
    assert what_stands_on(linmas) == ()
    undo(upload=upload, by=kpu)
    assert stands() == before


def test_who_was_ended_by_hand_keeps_his_upload(election: Election, kpu: Any):
    upload = accepted(election, kpu, kpps())
    seat = Assignment.objects.first()
    end_assignments(assignments=[seat.pk], last_day=date(2024, 2, 14), reason="death", by=kpu)
    assert "1 orang" in what_stands_on(upload)[0]


def test_who_was_replaced_keeps_his_upload(election: Election, kpu: Any):
    upload = accepted(election, kpu, [person(0), person(9, tps=2)])
    leaver, comer = Assignment.objects.order_by("tps")
    Assignment.objects.filter(pk=comer.pk).update(replaces=leaver)
    assert "2 orang" in what_stands_on(upload)[0]


def test_a_record_corrected_by_hand_keeps_its_upload(election: Election, kpu: Any):
    upload = accepted(election, kpu, kpps())
    PersonRecord.objects.filter(pk=PersonRecord.objects.first().pk).update(updated_at=timezone.now())
    assert "1 orang" in what_stands_on(upload)[0]


def test_decisions_on_seats_that_never_were_go_with_them(election: Election, kpu: Any, satpolpp: Any):
    accepted(election, satpolpp, [person(0, "Linmas")], body="linmas", institution="Satpol PP")
    upload = accepted(election, kpu, [person(0)])
    first, second = Assignment.objects.order_by("pk")
    OverlapDecision.objects.create(first=first, second=second, reason="Boleh", decided_by=kpu)
    undo(upload=upload, by=kpu)
    assert OverlapDecision.objects.count() == 0


def test_what_was_never_accepted_cannot_be_undone(election: Election, kpu: Any):
    with pytest.raises(NotUndoable):
        undo(upload=send_and_check(election, kpps()), by=kpu)


def test_undoing_that_was_cut_short_is_finished_by_the_next_call(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    upload = accepted(election, kpu, kpps())

    def killed(*_args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(undoing, "clear_away", killed)
    with pytest.raises(KeyboardInterrupt):
        undo(upload=upload, by=kpu)
    assert not Assignment.objects.standing().exists()
    monkeypatch.undo()
    undo(upload=upload, by=kpu)
    assert stands() == [[], [], []]
    assert RosterLine.objects.exclude(accepted_at=None).count() == 0


def test_the_file_of_an_undone_upload_is_new_again(election: Election, kpu: Any):
    undo(upload=accepted(election, kpu, kpps()), by=kpu)
    again = send_and_check(election, kpps())
    assert compare(upload=again).numbers.new == 7
    assert accept(upload=again, by=kpu).new == 7


def test_what_was_changed_twice_is_as_it_was_at_first(election: Election, kpu: Any):
    accepted(election, kpu, kpps())
    before = stands()
    rows = [person(0, mother="Ibu Lain"), person(1, "Ketua KPPS"), *kpps()[2:]]
    later = accepted(election, kpu, rows)
    line = later.lines.get(row=2)
    RosterLine.objects.filter(pk=line.pk).update(accepted_at=None, decree_number="SK/2")
    RosterUpload.objects.filter(pk=later.pk).update(state="ready")
    later.refresh_from_db()
    assert accept(upload=later, by=kpu).changed == 1
    assert RosterChange.objects.filter(assignment__person__nik_fp=line.nik_fp).count() == 2
    undo(upload=later, by=kpu)
    assert stands() == before


def test_an_undoing_killed_between_its_chunks_is_finished_by_the_next_call(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    accepted(election, kpu, [person(0), person(30, tps=3)])
    before = stands()
    upload = accepted(election, kpu, [person(0, mother="Ibu Lain"), *kpps()[1:]])
    monkeypatch.setattr(restoring, "_AT_ONCE", 2)
    allowed = [1, 1, 1]

    def killed(*given: Any) -> Any:
        if not allowed:
            raise KeyboardInterrupt
        allowed.pop()
        return changing_people(*given)

    monkeypatch.setattr(restoring, "changing_people", killed)
    with pytest.raises(KeyboardInterrupt):
        undo(upload=upload, by=kpu)
    assert Assignment.objects.count() == 2
    assert RosterLine.objects.filter(upload=upload).exclude(accepted_at=None).exists()
    monkeypatch.setattr(restoring, "changing_people", changing_people)
    undo(upload=upload, by=kpu)
    assert stands() == before
    assert not RosterLine.objects.filter(upload=upload).exclude(accepted_at=None).exists()


def test_what_an_undone_upload_changed_binds_no_other(election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch):
    """Not even before it is cleared away."""
    first = accepted(election, kpu, kpps())
    second = accepted(election, kpu, [person(0, mother="Ibu Lain")], name="kedua.csv")
    assert what_stands_on(first)
    monkeypatch.setattr(undoing, "clear_away", lambda _upload: None)
    undo(upload=second, by=kpu)
    assert RosterChange.objects.exists()
    assert what_stands_on(first) == ()
    monkeypatch.undo()
    undo(upload=first, by=kpu)
    assert stands() == [[], [], []]
    undo(upload=second, by=kpu)
    assert not is_half_undone(second)


def test_months_that_were_paid_for_meanwhile_keep_the_upload(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    """A run takes the same lock, and changes no people: it is seen once the undoing has the lock itself."""
    upload = accepted(election, kpu, kpps())
    make_arrangement(election)

    def meanwhile(*given: Any, **named: Any) -> int:
        cover.run(election=election)
        return restoring.restore(*given, **named)

    monkeypatch.setattr(undoing, "restore", meanwhile)
    with pytest.raises(NotUndoable):
        undo(upload=upload, by=kpu)
    assert Assignment.objects.standing().count() == 7
    upload.refresh_from_db()
    assert upload.state == "done"


def test_a_seat_with_an_incident_reported_in_that_very_minute_stays_voided(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    upload = accepted(election, kpu, kpps())
    seat = Assignment.objects.order_by("pk")[2]

    def meanwhile(gone: RosterUpload) -> None:
        Incident.objects.create(election=election, region=seat.region_code, assignment=seat, sealed=b"")
        restoring.clear_away(gone)

    monkeypatch.setattr(undoing, "clear_away", meanwhile)
    undo(upload=upload, by=kpu)
    left = Assignment.objects.get()
    assert (left.pk, left.voided_at is None, Person.objects.count(), PersonRecord.objects.count()) == (
        seat.pk, False, 1, 1,
    )  # fmt: skip
    assert not is_half_undone(upload)


@pytest.mark.parametrize("times", [1, 2])
def test_whoever_is_in_the_way_of_clearing_is_seen_the_next_time(
    election: Election, kpu: Any, monkeypatch: pytest.MonkeyPatch, times: int
):
    upload = accepted(election, kpu, kpps())
    drop, left = restoring._drop_orphans, [IntegrityError("a seat of another election")] * times

    def hindered(*given: Any, **named: Any) -> None:
        if left:
            raise left.pop()
        drop(*given, **named)

    monkeypatch.setattr(restoring, "_drop_orphans", hindered)
    undo(upload=upload, by=kpu)
    assert stands() == [[], [], []]


@pytest.mark.parametrize("model", [Person, PersonRecord, Assignment])
def test_whatever_refers_to_who_is_taken_back_is_found_by_an_index(model: Any):
    """For each row that is deleted, a database looks for rows that refer to it."""
    referring = [each.field for each in model._meta.related_objects if each.field.db_constraint]
    assert referring
    unindexed = [field for field in referring if not (field.db_index or is_first_of_an_index(field))]
    assert unindexed == []


def is_first_of_an_index(field: Any) -> bool:
    meta = field.model._meta
    unique = [each for each in meta.constraints if isinstance(each, UniqueConstraint)]
    return any(each.fields[0] == field.name for each in (*meta.indexes, *unique))
