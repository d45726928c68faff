"""A list of people in full, as a sealed workbook: one look at all of them, on record."""

import io
import uuid
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enrolment.models import Election
from enrolment.particulars import open_particulars
from enrolment.people import Asked, Standing, people, words_for
from enrolment.rules.roster_fields import PARTICULARS, Field
from enrolment.writers.people import COLUMNS, Line, people_workbook
from enrolment.writers.xlsx import MEDIA_TYPE
from pemilu_bpjs import documents, jobs, looks
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right

DOCUMENT_KIND = "people-list"

_AT_ONCE = 2_000
_DONE = gettext_noop("Daftar petugas selesai ditulis. Unduhan tercatat; hapus berkasnya setelah dipakai.")


def export_people(*, job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    """The workbook of whom the job's owner may see in full now. Safe to repeat: the document bears the job's own id."""
    params = job.params
    election = Election.objects.get(code=params["election"])
    asked = Asked(election, params["institution"], params["body"], params["region"], Standing(params["standing"]))
    seats = people(job.owner, asked, Right.REVEAL_PERSON)
    subject = f"election:{election.code}"
    kept = uuid.uuid5(job.pk, DOCUMENT_KIND)
    if Document.objects.filter(pk=kept).exists():
        return {"sentence": _DONE, "documents": [str(kept)]}
    looks.look(by=job.owner, subject=subject, region=job.region, what="list", office=job.office)
    content = io.BytesIO()
    people_workbook(content, _lines(seats, seats.count(), progress))
    documents.store(
        kind=DOCUMENT_KIND,
        title=_("Daftar petugas %s") % election.name,
        source=subject,
        office=job.office,
        region=job.region,
        name=f"petugas-{election.code}.xlsx",
        content=content.getvalue(),
        media_type=MEDIA_TYPE,
        by=job.owner,
        is_draft=False,
        is_personal=True,
        id=kept,
    )
    return {"sentence": _DONE, "documents": [str(kept)]}


def _lines(seats: Any, count: int, progress: jobs.Progress) -> Iterator[Line]:
    words = words_for(set(seats.order_by().values_list("region_code", flat=True).distinct()))
    for done, seat in enumerate(seats.iterator(chunk_size=_AT_ONCE), 1):
        if done % _AT_ONCE == 0:
            progress.set(done, count, _("Menulis daftar"))
        said = open_particulars(seat.record.sealed)
        told = {each: said[each] for each in PARTICULARS} | {Field.NAME: seat.record.name, Field.SEX: seat.record.sex}
        about = (words.body(seat), words.position(seat), words.unit(seat), seat.start, seat.end)
        why = str(seat.get_not_insured_display()) if seat.not_insured else ""
        yield Line(tuple(told[each] for each in COLUMNS), (seat.institution, *about, seat.decree_number, why))
