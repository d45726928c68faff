"""The annex of an election's names: those whom its reader may see, NIKs in part or in full."""

import io
import uuid
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop as _

from budgeting.letterhead import identity
from enrolment.models import Body, Election
from enrolment.people import Asked
from pemilu_bpjs import documents, looks
from pemilu_bpjs.formats import date_long
from pemilu_bpjs.models import Document, Job
from pemilu_bpjs.progress import Progress
from reports import listed_people
from reports.annexes_made import FULL_KIND, MASKED_KIND, insured_seats, source_of
from reports.rules.words import election_alone
from reports.writers import people_annex
from reports.writers.people_annex import Head

MADE = _("Lampiran nama selesai dibuat. Unduhan tercatat; hapus berkasnya setelah dipakai.")
WRITING = _("Menulis daftar nama…")
_INSURED = "Petugas yang diiurkan menurut data pada {day}; cadangan dan yang tidak diiurkan tidak tercantum."


def make_people_annex(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: the document's id follows from the job's."""
    key = uuid.uuid5(job.pk, MASKED_KIND)
    election = Election.objects.select_related("region").get(code=job.params["election"])
    if not Document.objects.filter(pk=key).exists():
        # Paper speaks Indonesian, whatever language whoever started the job reads pages in.
        with translation.override("id"):
            _keep(job, election, key, progress)
    return {
        "sentence": MADE,
        "link": reverse("reports:people-annex", args=[election.code]),
    }


def _keep(job: Job, election: Election, key: uuid.UUID, progress: Progress) -> None:
    params = job.params
    in_full = bool(params["in_full"])
    asked = Asked(election, params["institution"], params["body"], params["region"])
    seats = insured_seats(job.owner, asked, in_full=in_full)
    progress.set(0, seats.count(), WRITING)
    source = source_of(election)
    if in_full:
        looks.look(by=job.owner, subject=source, region=job.region, what="list", office=job.office)
    office = identity(job.office, election.region.name)
    out = io.BytesIO()
    names = listed_people.region_names(seats.order_by().values_list("region_code", flat=True).distinct())
    head = _head(election, asked, office.name, office.paper, in_full=in_full)
    people_annex.write(out, head, listed_people.of_seats(seats, in_full=in_full), names)
    documents.store(
        id=key,
        kind=FULL_KIND if in_full else MASKED_KIND,
        title=head.running[:250],
        source=source,
        office=job.office,
        region=job.region,
        name=f"lampiran-nama-{election.code}{'-nik-lengkap' if in_full else ''}.pdf",
        content=out.getvalue(),
        media_type="application/pdf",
        by=job.owner,
        is_draft=False,
        is_personal=True,
    )


def _head(election: Election, asked: Asked, office: str, paper: str, *, in_full: bool) -> Head:
    body = Body.objects.current().filter(code=asked.body).first()
    of = " ".join(filter(None, (asked.institution, body.name if body else "")))
    place = election.region.name
    name = election_alone(election.name, place)
    return Head(
        titles=("DAFTAR NAMA PETUGAS", *([of.upper()] if of else []), name.upper(), place.upper()),
        facts=(_INSURED.format(day=date_long(timezone.localdate())),),
        running=" | ".join(filter(None, ("Daftar nama petugas", of, name, place))),
        author=office or place,
        in_full=in_full,
        paper=paper,
    )
