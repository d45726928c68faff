"""What a later file would change, told before anything is stored; who is gone stays until a person says so."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from enrolment.actions.rosters import comparing
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.comparing import Difference, brings_news, compare
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment, Election, Person, RosterUpload, SamePersonDecision
from enrolment.rules.roster_fields import Field
from pemilu_bpjs.models import AuditEvent
from tests.enrolment.rosters import NAME, NIK, kpps, line, person, send_and_check
from tests.factories_enrolment import make_election

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def standing(election: Election, kpu: Any) -> RosterUpload:
    upload = send_and_check(election, [*kpps(), *kpps(first=7, tps=2)])
    accept(upload=upload, by=kpu)
    return upload


def test_a_first_file_has_nothing_to_be_compared_with(election: Election):
    found = compare(upload=send_and_check(election, kpps()))
    assert (found.numbers, found.is_first) == (comparing.Numbers(7, 0, 0, 0, 0), True)
    assert [each.row for each in found.new] == [2, 3, 4, 5, 6, 7, 8]
    assert Person.objects.count() == 0


def test_the_same_rows_are_all_unchanged(election: Election, standing: RosterUpload):
    found = compare(upload=send_and_check(election, kpps()))
    assert (found.numbers, found.is_first) == (comparing.Numbers(0, 0, 7, 0, 0, absent=7), False)


@pytest.mark.parametrize(
    ("rows", "brings"),
    [
        (kpps(), False),
        ([person(0, "Ketua KPPS", mother=""), person(1, mother="")], False),  # a blank cell takes nothing away
        (kpps()[:3], False),  # nobody is removed by being left out
        ([*kpps(), person(20, tps=3)], True),
        ([person(0, "Ketua KPPS"), person(1, "Anggota KPPS", mother="Ibu Lain")], True),
        ([person(3, tps=3)], True),
    ],
)
def test_whether_a_list_brings_anything_is_known(
    election: Election, standing: RosterUpload, rows: list[Any], brings: bool
):
    assert brings_news(upload=send_and_check(election, rows)) is brings


def test_of_a_person_with_two_rows_the_last_speaks_when_a_list_is_sent_again(election: Election, kpu: Any):
    twice = [person(1), person(1, "Pantarlih", mother="Ibu Lain")]
    accept(upload=send_and_check(election, twice, body=""), by=kpu)
    again = send_and_check(election, [*twice, []], body="")
    assert again.ok + again.warned == Assignment.objects.count() == 2
    assert brings_news(upload=again) is False


def test_a_list_that_was_stored_brings_nothing_any_more(election: Election, standing: RosterUpload):
    assert brings_news(upload=standing) is False


def test_new_changed_and_gone(election: Election, standing: RosterUpload):
    rows = [person(0), person(1, "Ketua KPPS"), person(2, mother="Ibu Lain"), *kpps()[3:6], person(20, tps=3)]
    upload = send_and_check(election, rows)
    found = compare(upload=upload)
    assert found.numbers == comparing.Numbers(new=1, changed=3, unchanged=3, moved=0, gone=1, absent=7)
    assert [each.pk for each in found.new] == [line(upload, 8).pk]
    changed = {each.line.row: each.differences for each in found.changed}
    assert changed[3] == (Difference(Field.POSITION, "kpps-anggota", "kpps-ketua"),)
    assert changed[4] == (Difference(Field.MOTHER, "Ibu***", "Ibu***"),)
    assert [each.record.name for each in found.gone] == [kpps()[6][NAME]]


def test_a_file_for_one_unit_calls_nobody_of_another_gone(election: Election, standing: RosterUpload):
    assert compare(upload=send_and_check(election, kpps(first=7, tps=2)[:5])).numbers.gone == 2


def test_whose_whole_unit_is_left_out_is_counted_though_not_gone(election: Election, standing: RosterUpload):
    """Neither who serves in another body, nor of whom the file speaks elsewhere."""
    accept(upload=send_and_check(election, [person(30, "Ketua PPS", tps="")]), by=None)
    assert Assignment.objects.count() == 15
    numbers = compare(upload=send_and_check(election, [*kpps(), person(13, tps=3)])).numbers
    assert (numbers.gone, numbers.absent) == (0, 6)


def test_nobody_of_whom_a_row_speaks_is_gone(election: Election, standing: RosterUpload):
    rejected = person(1, sex="X")
    damaged = person(2, nik="1,60905E+15")
    upload = send_and_check(election, [person(0, "Ketua KPPS"), rejected, damaged, *kpps()[3:]])
    assert {2, 3, 4} - set(upload.lines.filter(state="rejected").values_list("row", flat=True)) == {2}
    assert compare(upload=upload).numbers.gone == 0


def test_who_sits_in_another_unit_now_has_moved(election: Election, standing: RosterUpload):
    upload = send_and_check(election, [person(3, tps=3)])
    found = compare(upload=upload)
    assert found.numbers == comparing.Numbers(new=0, changed=0, unchanged=0, moved=1, gone=0, absent=13)
    assert (found.moved[0].line.row, found.moved[0].old.tps) == (2, 1)


def test_who_keeps_his_seat_in_the_same_file_has_not_moved(election: Election, standing: RosterUpload):
    upload = send_and_check(election, [*kpps(), person(8, "Anggota KPPS", tps=2)])
    assert compare(upload=upload).numbers.moved == 0


def test_a_nik_that_a_later_file_corrects_is_perhaps_the_same_person(election: Election, kpu: Any):
    first = send_and_check(election, [person(0, "Ketua KPPS")])
    accept(upload=first, by=kpu)
    assert not compare(upload=first).is_first  # nothing is left of it, but he sits there
    seat = Assignment.objects.get()
    upload = send_and_check(election, [person(0, "Anggota KPPS", nik=person(0)[NIK][:-1] + "9")])
    found = compare(upload=upload)
    assert not found.is_first
    assert (found.numbers.new, found.numbers.gone, found.numbers.namesakes) == (1, 0, 1)
    assert [(each.line.row, each.seat) for each in found.namesakes] == [(2, seat)]


def test_who_was_found_to_be_another_person_of_that_name_is_gone(election: Election, kpu: Any):
    accept(upload=send_and_check(election, [person(0, "Ketua KPPS")]), by=kpu)
    twin = send_and_check(election, [person(0, tps=2, nik=person(0)[NIK][:-1] + "9")])
    accept(upload=twin, by=kpu)
    first, second = Person.objects.order_by("pk")
    SamePersonDecision.objects.create(first=first, second=second, is_same=False, reason="Kembar nama", decided_by=kpu)
    found = compare(upload=send_and_check(election, [person(0, nik=person(0)[NIK][:-1] + "9")]))
    assert (found.numbers.namesakes, [each.person_id for each in found.gone]) == (0, [first.pk])


def test_of_many_the_first_are_listed_and_all_are_counted(
    election: Election, standing: RosterUpload, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(comparing, "SHOWN", 2)
    found = compare(upload=send_and_check(election, [person(row, mother="Ibu Lain") for row in range(7)]))
    assert (found.numbers.changed, len(found.changed)) == (7, 2)


def test_comparing_tells_no_personal_value_in_full(election: Election, standing: RosterUpload):
    rows = [person(row, mother="Ibu Rahasia", phone="081299998888", birth_place="Baturaja") for row in range(7)]
    shown = str([each.differences for each in compare(upload=send_and_check(election, rows)).changed])
    assert "Rahasia" not in shown
    assert "99998888" not in shown


# By a person's word


def test_gone_people_serve_until_their_last_day(standing: RosterUpload, kpu: Any):
    seats = list(Assignment.objects.filter(tps=1).values_list("pk", flat=True))
    assert end_assignments(assignments=seats[:2], last_day=date(2024, 2, 10), reason="resigned", by=kpu) == 2
    ended = Assignment.objects.filter(pk__in=seats[:2])
    assert set(ended.values_list("end", "stop_reason", "voided_at")) == {(date(2024, 2, 10), "resigned", None)}
    assert Assignment.objects.filter(end=date(2024, 2, 25)).count() == 12
    told = AuditEvent.objects.get(action="assignment.end")
    assert (told.detail["people"], told.detail["assignments"]) == (2, seats[:2])


def test_ending_never_lengthens_and_who_would_not_have_begun_never_served(standing: RosterUpload, kpu: Any):
    seats = list(Assignment.objects.values_list("pk", flat=True))
    assert end_assignments(assignments=seats[:1], last_day=date(2024, 3, 1), reason="death", by=kpu) == 0
    before = Assignment.objects.get(pk=seats[0]).start - timedelta(days=1)
    assert end_assignments(assignments=seats[:1], last_day=before, reason="unable", by=kpu) == 1
    assert Assignment.objects.standing().count() == 13


def test_a_slip_in_the_last_day_withdraws_nobody(standing: RosterUpload, kpu: Any):
    seats = list(Assignment.objects.values_list("pk", flat=True))
    with pytest.raises(ValidationError, match="Tugasnya baru mulai") as refused:
        end_assignments(assignments=seats[:2], last_day=date(2023, 2, 10), reason="unable", by=kpu)
    assert list(refused.value.message_dict) == ["last_day"]
    assert Assignment.objects.standing().filter(stop_reason="").count() == 14


def test_ending_needs_a_reason_of_the_law_and_people(standing: RosterUpload, kpu: Any):
    with pytest.raises(ValidationError):
        end_assignments(assignments=[Assignment.objects.first().pk], last_day=date(2024, 2, 1), reason="bosan", by=kpu)
    with pytest.raises(ValidationError):
        end_assignments(assignments=[], last_day=date(2024, 2, 1), reason="death", by=kpu)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL joins by how many there are")
@pytest.mark.parametrize("statement", ["GONE", "NAMESAKES", "ANYBODY"])
def test_nobody_is_held_against_everybody(election: Election, standing: RosterUpload, statement: str):
    """A table is gone through once, and whatever is joined to it is found by an index."""
    with comparing._file_at_hand(standing) as given, connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {getattr(comparing.sql, statement)}", given)
        steps = [step for *_place, step in cursor.fetchall()]
    assert [step for step in steps if step.startswith("SCAN")] in ([], ["SCAN u"])
    joined = [step for step in steps if re.match(r"SEARCH [arpl] ", step)]
    assert not [step for step in joined if re.search(r"\((?:election_id|institution)=\?\)", step)]
