"""What a batch would be now, counted; and who is held back from it, as a list for whoever can mend it."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from budgeting.actions import cover
from budgeting.models import Arrangement
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from enrolment.models import Assignment
from enrolment.models.scope import people_within
from enrolment.people import words_for
from pemilu_bpjs import documents, looks
from pemilu_bpjs.jobs import Job, JobFailed, Progress
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right
from reports.actions.batches import preview
from reports.batch_wording import held_sentence
from reports.sending import candidates
from reports.writers.text_workbook import MEDIA_TYPE, Sheet, text_workbook

HELD_KIND = "held-back-list"
COUNTED = gettext_noop("Kiriman selesai dihitung. Belum ada yang dikirim.")
LISTED = gettext_noop("Daftar yang tertahan selesai ditulis.")
NOBODY = gettext_noop("Tidak ada yang tertahan di antara orang-orang Anda.")

_AT_ONCE = 2_000
_COLUMNS = ("NAMA", "LEMBAGA", "BADAN", "JABATAN", "TEMPAT TUGAS", "SEBAB")
_WIDTHS = (30, 12, 20, 28, 40, 80)


def preview_for(job: Job, progress: Progress) -> dict[str, Any]:
    """Cover brought up to date, then counted; what it comes to stays with the job, in numbers alone."""
    arrangement = Arrangement.objects.select_related("election", "office").get(pk=job.params["arrangement"])
    try:
        cover.run(election=arrangement.election, by=job.owner, progress=progress)
        found = preview(arrangement)
    except ValidationError as fault:
        raise JobFailed(" ".join(fault.messages)) from fault
    except Faults as fault:
        raise JobFailed(" ".join(sentence(note) for note in fault.notes)) from fault
    return {
        "sentence": COUNTED,
        "link": reverse("reports:sending", args=[arrangement.pk]),
        "preview": {
            "people": found.people,
            "totals": found.totals,
            "files": [{"name": file.name, "rows": file.rows} for file in found.files],
            "held_back": found.held_back,
            "waiting": {kind.value: people for kind, people in found.waiting.items()},
        },
    }


def list_held(job: Job, progress: Progress) -> dict[str, Any]:
    """Those whom the job's owner may see; safe to repeat: the document bears the job's own id."""
    key = uuid.uuid5(job.pk, HELD_KIND)
    done = {"sentence": LISTED, "documents": [str(key)], "link": ""}
    if Document.objects.filter(pk=key).exists():
        return done
    arrangement = Arrangement.objects.select_related("election").get(pk=job.params["arrangement"])
    held = _held(arrangement)
    own = people_within(job.owner, Right.REVEAL_PERSON, region_field="region_code", institution_field="institution")
    rows = list(_rows(held, own, job.params["institution"]))
    if not rows:
        return {"sentence": NOBODY}
    subject = f"election:{arrangement.election.code}"
    looks.look(by=job.owner, subject=subject, region=job.region, what="list", office=job.office)
    documents.store(
        id=key,
        kind=HELD_KIND,
        title=_("Tertahan sebelum dikirim: %s") % arrangement.election.name,
        source=subject,
        office=job.office,
        region=job.region,
        name="tertahan.xlsx",
        content=text_workbook([Sheet("Tertahan", _COLUMNS, rows, _WIDTHS)]),
        media_type=MEDIA_TYPE,
        by=job.owner,
        is_draft=False,
        is_personal=True,
    )
    return done


def _held(arrangement: Arrangement) -> dict[int, tuple[str, ...]]:
    """The codes of everybody who is held back, by the seat that carries him."""
    with candidates(arrangement, today=timezone.localdate()) as found:
        return {each.assignment_id: each.codes for each in found if each.codes}


def _rows(held: dict[int, tuple[str, ...]], own: Any, institution: str) -> Iterator[tuple[str, ...]]:
    keys = list(held)
    for start in range(0, len(keys), _AT_ONCE):
        seats = Assignment.objects.filter(own, pk__in=keys[start : start + _AT_ONCE]).select_related("record")
        if institution:
            seats = seats.filter(institution=institution)
        yield from _told(list(seats.order_by("region_code", "body", "tps", "pk")), held)


def _told(seats: Iterable[Assignment], held: dict[int, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    shown = list(seats)
    words = words_for({seat.region_code for seat in shown})
    for seat in shown:
        why = " ".join(held_sentence(code) for code in held[seat.pk])
        where = (seat.institution, words.body(seat), words.position(seat), words.unit(seat))
        yield (seat.record.name, *where, why)
