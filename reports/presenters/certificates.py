"""Letters of cover as pages list and show them: of the person, as much as the page of people does."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.people import Words, words_of
from enrolment.presenters.elections import Crumbs
from pemilu_bpjs.facts import Fact
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long, moment_long, size
from pemilu_bpjs.models import Document, Job
from reports.cover_wording import PURPOSES
from reports.models import Certificate
from reports.models.certificate import FULL_KIND

_TONES = {
    Certificate.Cover.COVERED: "good",
    Certificate.Cover.PAID_UNCONFIRMED: "warn",
    Certificate.Cover.NOT_COVERED: "bad",
}


@dataclass(frozen=True, slots=True)
class CertificateLine:
    name: str
    post: str
    day: str
    cover: str
    tone: str
    purpose: str
    issued: str
    url: str
    file_url: str


@dataclass(frozen=True, slots=True)
class CertificatePage:
    crumbs: Crumbs
    line: CertificateLine
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RunFile:
    title: str
    size: str
    url: str


@dataclass(frozen=True, slots=True)
class RunPage:
    crumbs: Crumbs
    sentence: str
    files: tuple[RunFile, ...]


def lines(found: Sequence[Certificate]) -> tuple[CertificateLine, ...]:
    words = words_of([each.assignment for each in found])
    return tuple(_line(each, words) for each in found)


def certificate_page(found: Certificate) -> CertificatePage:
    words = words_of([found.assignment])
    document = found.document
    return CertificatePage(
        crumbs=letter_crumbs(),
        line=_line(found, words),
        facts=(
            Fact(_("Pada tanggal"), date_long(found.day)),
            Fact(_("Isi surat"), str(found.get_cover_display())),
            Fact(_("Terlindungi sejak"), date_long(found.since) if found.since else _("belum ada")),
            Fact(_("Kiriman"), _("Kiriman nomor %s") % found.batch.number if found.batch else _("belum ada")),
            Fact(_("Kode iuran"), found.bill.payment_code if found.bill else _("belum ada")),
            Fact(_("NIK dalam surat"), _("lengkap") if document.kind == FULL_KIND else _("sebagian")),
            Fact(_("Keperluan"), str(PURPOSES.get(found.purpose, found.purpose))),
            Fact(_("Dibuat"), moment_long(timezone.localtime(found.issued_at)), str(found.issued_by or "")),
            Fact("SHA-256", document.sha256),
        ),
    )


def run_page(job: Job, documents: Sequence[Document], letters: int) -> RunPage:
    day = date_long(datetime.date.fromisoformat(job.params["day"]))
    return RunPage(
        crumbs=letter_crumbs(),
        sentence=_("%(count)s surat untuk petugas yang terlindungi pada %(day)s. Yang tidak, ada dalam daftarnya.")
        % {"count": thousands(letters), "day": day},
        files=tuple(
            RunFile(each.title, size(each.size), reverse("reports:certificate-run-file", args=[job.pk, each.pk]))
            for each in documents
        ),
    )


def crumbs() -> Crumbs:
    """To the desk."""
    return ((_("Meja jawaban"), reverse("reports:desk")),)


def letter_crumbs() -> Crumbs:
    """To the list of letters."""
    return (*crumbs(), (_("Surat keterangan"), reverse("reports:certificates")))


def _line(found: Certificate, words: Words) -> CertificateLine:
    seat = found.assignment
    return CertificateLine(
        name=seat.record.name,
        post=f"{words.position(seat)} · {words.unit(seat)}",
        day=date_long(found.day),
        cover=str(found.get_cover_display()),
        tone=_TONES[Certificate.Cover(found.cover)],
        purpose=str(PURPOSES.get(found.purpose, found.purpose)),
        issued=date_long(timezone.localtime(found.issued_at).date()),
        url=reverse("reports:certificate", args=[found.pk]),
        file_url=reverse("reports:certificate-file", args=[found.pk]),
    )
