"""The home page as it prints: what waits for this user, how far his region has come, what was made of late."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.models import BudgetKind
from budgeting.presenters import proposal_words as words
from budgeting.rules.status import State
from enrolment.models import Election
from pemilu_bpjs import presenters as base
from pemilu_bpjs.access import Right, may
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.models import Document, Job, User
from pemilu_bpjs.models.scope import reaches
from reports.cover_waiting import CoverWaiting
from reports.presenters.home_cover import cover_needs
from reports.presenters.home_parts import Need, Start, Step
from reports.presenters.home_rosters import people_needs, roster_needs
from reports.presenters.home_steps import steps
from reports.rosters_waiting import RostersWaiting
from reports.waiting import Standing, Waiting


@dataclass(frozen=True)
class Home:
    name: str
    place: str
    needs: tuple[Need, ...]
    steps: tuple[Step, ...]
    start: Start | None
    jobs: tuple[base.JobLine, ...]
    documents: tuple[base.DocumentLine, ...]


def home(
    user: User,
    *,
    proposals: Sequence[Waiting],
    elections: Sequence[Election],
    jobs: Sequence[Job],
    documents: Sequence[Document],
    standing: Standing,
    rosters: RostersWaiting,
    cover: CoverWaiting,
    today: datetime.date,
) -> Home:
    of_cover = cover_needs(cover, today)
    needs = (
        *(_proposal(each) for each in proposals),
        *(_election(each) for each in elections),
        *_next(standing, user),
        *roster_needs(rosters),
        *people_needs(rosters, standing),
        *of_cover,
    )
    return Home(
        name=user.get_full_name(),
        place=_place(standing),
        needs=tuple(dict.fromkeys(needs)),
        steps=steps(standing, cover.come, user, today) if standing.election and may(user, Right.VIEW_PROPOSAL) else (),
        start=None if of_cover else _start(standing, user),
        jobs=tuple(base.job_line(job) for job in jobs),
        documents=tuple(base.document_line(document) for document in documents),
    )


def _proposal(waiting: Waiting) -> Need:
    proposal = waiting.proposal
    title = _("Usulan TA {year}: {name}").format(year=proposal.fiscal_year, name=proposal.plan.name)
    about = f"{words.state_label(proposal.status)} · {BudgetKind(proposal.budget_kind).label} · {proposal.office.name}"
    text = f"{about}. {words.next_step(proposal.status)}"
    is_draft = proposal.status is State.DRAFT
    action = _("Lengkapi konsep") if is_draft else _("Buka usulan")
    url = reverse("budgeting:proposal", args=[proposal.pk])
    return Need("pencil" if is_draft else "send", title, text, url, action)


def _election(election: Election) -> Need:
    return Need(
        "map-pin",
        _("Jumlah TPS belum ada: {name}").format(name=election.name),
        _("Tanpa jumlah TPS, KPPS, Linmas dan pengawas TPS belum dapat dihitung."),
        reverse("enrolment:units", args=[election.code]),
        _("Isi jumlah TPS"),
    )


def _next(standing: Standing, user: User) -> tuple[Need, ...]:
    """The step after the last one taken, where it is this user's and nothing reminds of it yet."""
    election = standing.election
    if election is None or not standing.has_tps or not may(user, Right.EDIT_PLAN, region=election.region_id):
        return ()
    if not standing.has_plan:
        text = _("Jumlah TPS sudah ada. Pilih bulan dan dasar upah, lalu lihat biayanya.")
        title = _("Susun rencana: {name}").format(name=election.name)
        return (Need("clipboard-list", title, text, reverse("budgeting:plan-new"), _("Buat rencana")),)
    if not standing.has_proposal:
        text = _("Buka rencana yang dipilih, lalu jadikan usulan untuk setiap tahun anggaran.")
        title = _("Jadikan usulan: {name}").format(name=election.name)
        return (Need("send", title, text, reverse("budgeting:plans"), _("Buka rencana")),)
    return ()


def _place(standing: Standing) -> str:
    election = standing.election
    if election is None:
        return ""
    day = date_long(election.voting_day)
    return _("{election} · pemungutan suara {day}").format(election=election.name, day=day)


def _start(standing: Standing, user: User) -> Start | None:
    if not any(reaches(user, right) for right in Right):
        return Start(
            _("Akun Anda belum punya tugas"),
            _("Administrator perlu menambahkan Anda pada sebuah kantor. Setelah itu pekerjaan Anda tampil di sini."),
        )
    if standing.election is not None:
        return None
    if may(user, Right.EDIT_ELECTION):
        return Start(
            _("Mulai dari sini: siapkan pemilu"),
            _("Pilih Pemilu atau Pilkada dan wilayahnya, lalu isi jumlah TPS. Kecamatan dan desa sudah tersedia."),
            reverse("enrolment:election-new"),
            _("Siapkan pemilu"),
        )
    if may(user, Right.MANAGE_OFFICE):
        return Start(
            _("Siapkan kantor dan anggotanya"),
            _("Isi kop surat dan penanda tangan, lalu tambahkan orang yang akan bekerja."),
            reverse("offices"),
            _("Buka kantor & anggota"),
        )
    return Start(_("Belum ada yang perlu Anda kerjakan"), _("Yang menunggu Anda akan tampil di halaman ini."))
