"""What the home page says of lists and people: sending them, filling seats, deciding slips."""

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment.models import RosterUpload
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long
from reports.presenters.home_parts import Need
from reports.rosters_waiting import RostersWaiting
from reports.waiting import Standing


def roster_needs(waiting: RostersWaiting) -> tuple[Need, ...]:
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
    text = _("{about}. Semua baris sudah diperiksa; daftar ini menunggu Anda tinjau.").format(about=about)
    return Need("file-spreadsheet", upload.file_name, text, url, _("Tinjau daftar"))


def people_needs(waiting: RostersWaiting, standing: Standing) -> tuple[Need, ...]:
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
