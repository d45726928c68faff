"""An upload is taken back whole, and only while nothing was built on it."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

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
from pemilu_bpjs.models import AuditEvent
from tests.enrolment.rosters import HEADER, as_csv, kpps, person, send_and_check
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

    monkeypatch.setattr(undoing, "untell_lines", killed)
    with pytest.raises(KeyboardInterrupt):
        undo(upload=upload, by=kpu)
    assert Assignment.objects.count() == 0
    monkeypatch.undo()
    undo(upload=upload, by=kpu)
    assert stands() == [[], [], []]
    assert RosterLine.objects.exclude(accepted_at=None).count() == 0


def test_the_file_of_an_undone_upload_is_new_again(election: Election, kpu: Any):
    undo(upload=accepted(election, kpu, kpps()), by=kpu)
    again = send_and_check(election, kpps())
    assert compare(upload=again).numbers.new == 7
    assert accept(upload=again, by=kpu).new == 7
