"""The files that a roster's sender gets: made once a job, kept as documents, sealed where they name people."""

import uuid
from collections.abc import Callable

from django.utils import translation

from enrolment.actions.rosters.receiving import source_of
from enrolment.models import Election, Region, RosterUpload
from enrolment.models.body import Body
from enrolment.seat_rows import seat_rows, unit_of
from enrolment.writers.doctor import doctor_file
from enrolment.writers.lacks import LacksFile, lacks_file
from enrolment.writers.returned import returned_file
from enrolment.writers.roster_template import SHEET, Heading, roster_template
from enrolment.writers.xlsx import MEDIA_TYPE
from pemilu_bpjs import documents, looks
from pemilu_bpjs.models import Document, Office
from pemilu_bpjs.models.job import Job

TEMPLATE, RETURNED, DOCTOR, LACKS = "roster-template", "roster-returned", "roster-doctor", "roster-lacks"
"""The kinds of these documents, and of the jobs that make them."""

Made = tuple[str, bytes]


def keep_template(*, job: Job, election: Election, region: Region, bodies: list[str]) -> Document:
    """The template of these bodies; it names no person."""
    names = dict(Body.objects.current().filter(code__in=bodies).values_list("code", "short_name"))
    sheet = f"{SHEET} {names[bodies[0]]}" if len(bodies) == 1 else SHEET
    heading = Heading(", ".join(names[body] for body in bodies), region.name, election.name, sheet)

    def make() -> Made:
        content = roster_template(heading, seat_rows(election, region, bodies), unit_of(election, bodies))
        return f"templat-{'-'.join(bodies)}-{region.pk}.xlsx", content

    return _keep(job, TEMPLATE, heading.title, f"election:{election.code}", job.office, region.pk, make, personal=False)


def keep_returned(*, job: Job, upload: RosterUpload) -> Document:
    """The sender's own workbook with what was found in it."""
    title = f"Hasil pemeriksaan daftar {upload.institution}: {upload.file_name}"
    return _keep(job, RETURNED, title, source_of(upload), job.office, upload.region, lambda: returned_file(upload))


def keep_doctor(*, job: Job, upload: RosterUpload) -> Document:
    """A safe template with everything but the NIKs that Excel damaged."""
    title = f"Templat aman untuk daftar {upload.institution}: {upload.file_name}"
    return _keep(job, DOCTOR, title, source_of(upload), job.office, upload.region, lambda: doctor_file(upload))


def keep_lacks(*, job: Job, election: Election, region: Region, institution: str) -> tuple[Document, int]:
    """Who lacks what SIPP asks for, NIKs in full, so that the making itself is a look on record; and how many."""
    found: list[LacksFile] = []

    def make() -> Made:
        looks.look(
            by=job.owner,
            subject=f"election:{election.code}",
            region=region.pk,
            what="list",
            purpose="Melengkapi data yang diminta SIPP",
            office=job.office,
        )
        found.append(lacks_file(election=election, region=region, institution=institution))
        return found[0].name, found[0].content

    title = f"Kelengkapan data {institution}, {region.name}"
    document = _keep(job, LACKS, title, f"election:{election.code}", job.office, region.pk, make)
    return document, found[0].people if found else 0


def _keep(
    job: Job,
    kind: str,
    title: str,
    source: str,
    office: Office | None,
    region: str,
    make: Callable[[], Made],
    *,
    personal: bool = True,
) -> Document:
    """The job's document: the one that an earlier run of it has kept, or made now. Files speak Indonesian."""
    key = uuid.uuid5(job.pk, kind)
    standing = Document.objects.filter(pk=key).first()
    if standing is not None:
        return standing
    with translation.override("id"):
        name, content = make()
    return documents.store(
        id=key,
        kind=kind,
        title=title[:250],
        source=source,
        office=office,
        region=region,
        name=name,
        content=content,
        media_type=MEDIA_TYPE,
        by=job.owner,
        is_draft=False,
        is_personal=personal,
    )
