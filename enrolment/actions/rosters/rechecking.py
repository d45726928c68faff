"""Clashes looked for again: a row was edited, or who stands has changed since the check."""

from collections.abc import Collection

from django.db import transaction

from enrolment.actions.rosters.upload_state import State
from enrolment.clashing import TAKEN, own_states, seat_rows, standing_clashes, take_clashes, work_out, write
from enrolment.models import RosterUpload
from enrolment.rules.roster_clashes import Key
from enrolment.rules.unit_seats import SeatLaw
from enrolment.standing import seat_law

_TRIES = 3
_WITH_LINES = (State.READY, State.ACCEPTING, State.DONE)


def recheck_clashes(*, upload: RosterUpload, leaving: Collection[int] = ()) -> frozenset[Key]:
    """Every clash of the upload as things stand now, its counts with them: the rows whose clashes are new.

    `leaving`: assignments that count as gone, since a person has said that they end. All rows are looked at without a
    lock; where somebody edited a line meanwhile they are looked at again, and the last time nobody can. An upload that
    was thrown away meanwhile stays so, and one that is being checked is compared by its check. No seal is opened.
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
    with transaction.atomic():
        held = RosterUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
        if held.state not in _WITH_LINES:
            return frozenset()
        if held.lines_version != seen:
            return None
        changed = write(held, found.clashes.rows, before=before, own=lambda keys: own_states(held, keys))
        take_clashes(held, found)
        held.save(update_fields=TAKEN)
    return changed
