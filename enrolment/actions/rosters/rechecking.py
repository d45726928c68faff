"""Clashes looked for again: a row was edited, or who stands has changed since the check."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from enrolment.actions.rosters.upload_state import State
from enrolment.clashing import TAKEN, own_states, seat_rows, standing_clashes, take_clashes, work_out, write
from enrolment.models import Assignment, RosterLine, RosterUpload
from enrolment.roster_lines import as_problem
from enrolment.rules.roster_clashes import NO_SEAT, Key
from enrolment.rules.roster_problems import Problem
from enrolment.rules.unit_seats import SeatLaw
from enrolment.standing import seat_law

_TRIES = 3
_ASKED_AT_ONCE = 500
_WITH_LINES = (State.READY, State.ACCEPTING, State.DONE)


def recheck_clashes(*, upload: RosterUpload, leaving: Collection[int] = ()) -> frozenset[Key]:
    """Every clash of the upload as things stand now, its counts with them: the rows whose clashes are new.

    `leaving`: assignments that count as gone, since a person has said that they end. Of the rows that find a seat by
    that, only those of the people who leave are let through: nobody was asked about the others so far. They are by the
    next check, once those seats have ended.

    All rows are looked at without a lock; where somebody edited a line meanwhile they are looked at again, and the last
    time nobody can. An upload that was thrown away meanwhile stays so, and one that is being checked is compared by its
    check. No seal is opened.
    """
    law = seat_law(upload.election)
    changed = None
    for _tried in range(_TRIES):
        if (changed := _recheck(upload, law, leaving)) is not None:
            break
    else:
        with transaction.atomic():
            RosterUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
            changed = _recheck(upload, law, leaving)
    upload.refresh_from_db()
    return changed or frozenset()


def _recheck(upload: RosterUpload, law: SeatLaw, leaving: Collection[int]) -> frozenset[Key] | None:
    """The rows whose clashes are new; None where nothing could be written, since somebody edited a line meanwhile."""
    seen = RosterUpload.objects.values_list("lines_version", flat=True).get(pk=upload.pk)
    found = work_out(upload, seat_rows(upload, law), law, leaving)
    before = standing_clashes(upload)
    rows = found.clashes.rows
    if leaving:
        rows = {**rows, **_still_without_seat(rows, before, own=_rows_of(upload, leaving))}
    with transaction.atomic():
        held = RosterUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
        if held.state not in _WITH_LINES:
            return frozenset()
        if held.lines_version != seen:
            return None
        changed = write(held, rows, before=before, own=lambda keys: own_states(held, keys))
        take_clashes(held, found)
        held.save(update_fields=TAKEN)
    return changed


def _still_without_seat(
    found: Mapping[Key, Sequence[Problem]], before: Mapping[Key, list[dict[str, Any]]], *, own: Collection[Key]
) -> dict[Key, list[Problem]]:
    """Rows of others than those who leave that had no seat so far and would find one: with their clashes as before."""
    return {
        key: [as_problem(each) for each in told]
        for key, told in before.items()
        if key not in own
        and any(each["code"] in NO_SEAT for each in told)
        and all(each.code not in NO_SEAT for each in found.get(key, ()))
    }


def _rows_of(upload: RosterUpload, leaving: Collection[int]) -> frozenset[Key]:
    """The rows that seat, in the same body, the people who leave."""
    bodies: dict[bytes, set[str]] = {}
    for nik, body in Assignment.objects.filter(pk__in=list(leaving)).values_list("person__nik_fp", "body"):
        bodies.setdefault(bytes(nik), set()).add(body)
    niks = list(bodies)
    return frozenset(
        (sheet, row)
        for start in range(0, len(niks), _ASKED_AT_ONCE)
        for sheet, row, nik, body in RosterLine.objects.filter(
            upload=upload, nik_fp__in=niks[start : start + _ASKED_AT_ONCE]
        ).values_list("sheet", "row", "nik_fp", "body")
        if body in bodies[bytes(nik)]
    )
