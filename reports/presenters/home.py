"""The home page as it prints: what waits for this user, how far his region has come, what was made of late."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.models import BudgetKind
from budgeting.presenters import proposal_words as words
from budgeting.rules.status import State
from enrolment.models import Election, RosterUpload
from pemilu_bpjs import presenters as base
from pemilu_bpjs.access import Right, may
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.models import Document, Job, User
from pemilu_bpjs.models.scope import reaches
from reports.rosters_waiting import RostersWaiting
from reports.waiting import Standing, Waiting


@dataclass(frozen=True)
class Need:
    """One thing to do: what, why, and the page on which it is done."""

    icon: str
    title: str
    text: str
    url: str
    action: str


@dataclass(frozen=True)
class Step:
    label: str
    state: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Start:
    """What a page with nothing on it says: the first step, or whom to ask."""

    title: str
    text: str
    url: str = ""
    label: str = ""


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
) -> Home:
    needs = (
        *(_proposal(each) for each in proposals),
        *(_election(each) for each in elections),
        *_next(standing, user),
        *_rosters(rosters),
        *_people(rosters, standing),
    )
    return Home(
        name=user.get_full_name(),
        place=_place(standing),
        needs=tuple(dict.fromkeys(needs)),
        steps=_steps(standing, user) if standing.election and may(user, Right.VIEW_PROPOSAL) else (),
        start=_start(standing, user),
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


def _rosters(waiting: RostersWaiting) -> tuple[Need, ...]:
    """Lists that wait for their sender; before the first, how to begin."""
    found = [_upload(each) for each in waiting.uploads]
    if waiting.is_sender and not waiting.has_sent:
        found += [
            Need(
                "upload",
                _("Kirim daftar petugas"),
                _("Berkas Excel Anda sendiri sudah cukup: kolomnya dikenali, dan setiap yang keliru ditunjukkan."),
                reverse("enrolment:roster-send"),
                _("Unggah daftar"),
            ),
            Need(
                "file-spreadsheet",
                _("Belum punya daftarnya?"),
                _("Templat berisi desa dan TPS Anda, satu baris untuk setiap kursi; tinggal mengisi orangnya."),
                reverse("enrolment:roster-template"),
                _("Buat templat"),
            ),
        ]
    return tuple(found)


def _upload(upload: RosterUpload) -> Need:
    url = reverse("enrolment:roster", args=[upload.pk])
    about = f"{upload.election.name} · {upload.institution}"
    if upload.state == RosterUpload.State.ASKING:
        text = _("{about}. Pastikan kolom mana berisi apa; setelah itu daftar diperiksa.").format(about=about)
        return Need("table", upload.file_name, text, url, _("Pastikan kolom"))
    if upload.rejected:
        said = _("{about}. {rejected} dari {rows} baris ditolak; perbaiki di sini atau pada berkas kembaliannya.")
        text = said.format(about=about, rejected=thousands(upload.rejected), rows=thousands(upload.rows))
        return Need("alert-triangle", upload.file_name, text, url, _("Perbaiki baris"))
    text = _("{about}. Semua baris sudah diperiksa dan dapat disimpan.").format(about=about)
    return Need("file-spreadsheet", upload.file_name, text, url, _("Tinjau daftar"))


def _people(waiting: RostersWaiting, standing: Standing) -> tuple[Need, ...]:
    """What is to be decided or completed about people who stand."""
    needs = []
    if waiting.vacancies and standing.election is not None:
        title = _("{count} kursi masih kosong").format(count=thousands(waiting.vacancies))
        text = _("Pemungutan suara {day}.").format(day=date_long(standing.election.voting_day))
        url = reverse("enrolment:quota-board", args=[standing.election.code])
        needs.append(Need("table", title, text, url, _("Buka papan kuota")))
    if waiting.overlaps:
        title = _("{count} orang bertugas di dua tempat sekaligus").format(count=thousands(waiting.overlaps))
        text = _("Putuskan tugas mana yang diakhiri, atau catat mengapa keduanya berlaku.")
        needs.append(Need("users", title, text, reverse("enrolment:overlaps"), _("Putuskan")))
    if waiting.same_person:
        title = _("{count} pasang nama mungkin orang yang sama").format(count=thousands(waiting.same_person))
        text = _("Nama dan tanggal lahirnya sama, NIK-nya berbeda: mungkin salah satunya salah ketik.")
        needs.append(Need("users", title, text, reverse("enrolment:same-person"), _("Putuskan")))
    if waiting.lacks:
        title = _("{count} orang belum lengkap datanya").format(count=thousands(waiting.lacks))
        text = _("SIPP meminta nama ibu, status kawin, dan kode pos. Lengkapi selagi orangnya mudah dihubungi.")
        url = f"{reverse('enrolment:people')}?keadaan=lacks"
        needs.append(Need("clipboard-list", title, text, url, _("Lihat orangnya")))
    return tuple(needs)


def _place(standing: Standing) -> str:
    election = standing.election
    if election is None:
        return ""
    day = date_long(election.voting_day)
    return _("{election} · pemungutan suara {day}").format(election=election.name, day=day)


def _steps(standing: Standing, user: User) -> tuple[Step, ...]:
    """Count, plan, propose, enrol, pay, answer; the last three begin when the budget may be spent."""
    done = (standing.has_tps, standing.has_plan, standing.has_authority)
    current = next((place for place, is_done in enumerate(done) if not is_done), len(done))
    marks = ["done" if is_done else "current" if place == current else "todo" for place, is_done in enumerate(done)]
    election_url = reverse("enrolment:election", args=[standing.election.code]) if standing.election else ""
    plans_url = reverse("budgeting:plans") if may(user, Right.VIEW_PLAN) else ""
    proposals_url = reverse("budgeting:proposals") if may(user, Right.VIEW_PROPOSAL) else ""
    later = "current" if current == len(done) else "todo"
    waits = _("sesudah DPA sah") if later == "todo" else ""
    return (
        Step(_("Hitung"), marks[0], election_url, "" if standing.has_tps else _("jumlah TPS belum ada")),
        Step(_("Rencanakan"), marks[1], plans_url),
        Step(_("Usulkan"), marks[2], proposals_url, "" if standing.has_authority else _("sampai DPA sah")),
        Step(_("Daftarkan"), later, note=waits),
        Step(_("Bayar"), "todo"),
        Step(_("Jawab"), "todo"),
    )


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
