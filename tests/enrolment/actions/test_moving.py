"""People who move within a later file: what was said before storing is what is stored, and no seat is taken twice."""

from typing import Any

import pytest

from enrolment.actions.rosters import accepting
from enrolment.actions.rosters.accepting import Accepted, Agreed, MoreThanAgreed, accept
from enrolment.actions.rosters.comparing import Comparison, compare
from enrolment.actions.rosters.undoing import undo
from enrolment.models import Assignment, Election, RosterUpload
from enrolment.serving import people_version
from tests.enrolment.rosters import HEADER, as_csv, codes, counts, kpps, line, person, send_and_check
from tests.factories_enrolment import make_election

pytestmark = pytest.mark.django_db

PIPIT, HARTINI, ZULKIFLI = 1, 8, 6


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def standing(election: Election, kpu: Any) -> RosterUpload:
    """Two full units: PIPIT and ZULKIFLI in the first, HARTINI in the second."""
    upload = send_and_check(election, [*kpps(), *kpps(first=7, tps=2)])
    accept(upload=upload, by=kpu)
    return upload


@pytest.fixture
def swap(election: Election, standing: RosterUpload) -> RosterUpload:
    """PIPIT and HARTINI have changed places; everybody else is where he was, ZULKIFLI in the last row of his unit."""
    first, second = kpps(), kpps(first=7, tps=2)
    first[PIPIT], second[1] = person(HARTINI, tps=1), person(PIPIT, tps=2)
    return send_and_check(election, [*first, *second])


def seat(number: int) -> Assignment:
    return Assignment.objects.get(record__name=person(number)[1])


def seats(number: int) -> list[int]:
    return list(Assignment.objects.standing().filter(record__name=person(number)[1]).values_list("tps", flat=True))


def numbers(accepted: Accepted) -> tuple[int, int, int, int, int]:
    return accepted.new, accepted.changed, accepted.unchanged, accepted.rejected, accepted.finding_seats


def said(found: Comparison) -> Agreed:
    return Agreed(found.numbers.new + found.numbers.moved, found.numbers.changed)


def test_of_two_who_change_places_both_are_asked_for_and_nobody_else_is_refused(swap: RosterUpload):
    assert {row: found for row, found in codes(swap).items() if "unit-overfull" in found} == {
        3: ["already-serving", "unit-overfull"],
        10: ["already-serving", "unit-overfull"],
    }
    found = compare(upload=swap)
    assert (found.numbers.moved, found.numbers.blocked, found.numbers.unchanged) == (0, 2, 12)
    assert [(each.line.row, each.old) for each in found.blocked] == [(3, seat(HARTINI)), (10, seat(PIPIT))]


def test_both_together_change_places_in_one_step(swap: RosterUpload, kpu: Any):
    ends = [each.old.pk for each in compare(upload=swap).blocked]
    accepted = accept(upload=swap, by=kpu, ends=ends, agreed=said(compare(upload=swap)))
    assert numbers(accepted) == (2, 0, 12, 0, 0)
    assert (seats(PIPIT), seats(HARTINI), seats(ZULKIFLI)) == ([2], [1], [1])
    assert Assignment.objects.standing().count() == 14
    undo(upload=swap, by=kpu)
    assert (seats(PIPIT), seats(HARTINI)) == ([1], [2])


def test_one_alone_finds_his_new_seat_taken_and_both_stay(swap: RosterUpload, kpu: Any):
    accepted = accept(upload=swap, by=kpu, ends=[seat(HARTINI).pk], agreed=said(compare(upload=swap)))
    assert numbers(accepted) == (0, 0, 12, 2, 0)
    assert (seats(PIPIT), seats(HARTINI)) == ([1], [2])
    assert compare(upload=swap).numbers.blocked == 2


def test_whom_a_free_seat_awaits_moves_alone_and_the_seat_that_he_leaves_is_asked_about(
    election: Election, standing: RosterUpload, kpu: Any
):
    """HARTINI goes to a new unit; PIPIT's row finds her seat, but that he leaves his own nobody has said yet."""
    second = kpps(first=7, tps=2)
    second[1] = person(PIPIT, tps=2)
    upload = send_and_check(election, [*second, person(HARTINI, tps=3)])
    found = compare(upload=upload)
    assert [[each.old for each in kind] for kind in (found.moved, found.blocked)] == [[seat(HARTINI)], [seat(PIPIT)]]
    accepted = accept(upload=upload, by=kpu, ends=[seat(HARTINI).pk], agreed=said(found))
    assert numbers(accepted) == (1, 0, 6, 0, 1)
    assert (seats(PIPIT), seats(HARTINI)) == ([1], [3])
    assert upload.checked_version == people_version(election.pk)
    found = compare(upload=upload)
    assert [each.old for each in found.moved] == [seat(PIPIT)]
    assert numbers(accept(upload=upload, by=kpu, ends=[seat(PIPIT).pk], agreed=said(found))) == (1, 0, 0, 0, 0)
    assert (seats(PIPIT), upload.state) == ([2], RosterUpload.State.DONE)


def test_a_successor_waits_until_the_seat_is_free_and_is_counted_then(
    election: Election, standing: RosterUpload, kpu: Any
):
    """The ketua of TPS 1 moves to TPS 3. Of who comes after him nothing was said when the move was agreed to."""
    old = seat(0)
    rows = [[*person(0, "Ketua KPPS", tps=3), "01-02-2024"], [*person(20, "Ketua KPPS"), "01-02-2024"]]
    upload = send_and_check(election, as_csv(rows, (*HEADER, "TMT")))
    assert (upload.ok + upload.warned, upload.rejected) == (1, 1)
    with pytest.raises(MoreThanAgreed):
        accept(upload=upload, by=kpu, ends=[old.pk], agreed=Agreed(new=0, changed=0))
    accepted = accept(upload=upload, by=kpu, ends=[old.pk], agreed=Agreed(new=1, changed=0))
    assert numbers(accepted) == (1, 0, 0, 0, 1)
    assert counts(upload)[3] == 0
    assert compare(upload=upload).numbers.new == 1
    assert numbers(accept(upload=upload, by=kpu, agreed=Agreed(new=1, changed=0))) == (1, 0, 0, 0, 0)


def test_who_would_move_is_not_asked_for_where_his_row_has_other_faults(
    election: Election, standing: RosterUpload, kpu: Any
):
    upload = send_and_check(election, [person(PIPIT, tps=2, sex="X"), person(2, tps=2)])
    assert {row: "unit-overfull" in found for row, found in codes(upload).items()} == {2: True, 3: True}
    assert [each.line for each in compare(upload=upload).blocked] == [line(upload, 3)]


def test_what_held_only_with_the_moves_is_looked_at_anew_where_they_were_not_made(
    swap: RosterUpload, kpu: Any, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_args: Any, **_given: Any) -> None:
        raise OSError("disk full")

    ends = [each.old.pk for each in compare(upload=swap).blocked]
    monkeypatch.setattr(accepting, "end_for_move", broken)
    with pytest.raises(OSError, match="disk full"):
        accept(upload=swap, by=kpu, ends=ends)
    monkeypatch.undo()
    assert numbers(accept(upload=swap, by=kpu)) == (0, 0, 12, 2, 0)
    assert (seats(PIPIT), seats(HARTINI)) == ([1], [2])
