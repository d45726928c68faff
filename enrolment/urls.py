"""Pages of this stage."""

from django.urls import path, register_converter

from enrolment.views import elections, exceptions, quota, tps_lists, units
from enrolment.views.people import listing, overlaps, person, same_person
from enrolment.views.rosters import accepting, columns, editing, ending, files, reviewing, sending

app_name = "enrolment"


class Code:
    """Codes of elections and regions; what could be none never reaches a database."""

    regex = r"[A-Za-z0-9.-]+"

    def to_python(self, text: str) -> str:
        return text

    def to_url(self, code: str) -> str:
        return code


register_converter(Code, "code")

PEOPLE = [
    path("pemilu/petugas/", listing.people, name="people"),
    path("pemilu/petugas/cadangan/", listing.reserves, name="reserves"),
    path("pemilu/petugas/cari/", listing.people_find, name="people-find"),
    path("pemilu/petugas/unduh/", listing.people_export, name="people-export"),
    path("pemilu/petugas/kurang/", listing.people_lacks, name="people-lacks"),
    path("pemilu/petugas/sama/", same_person.same_person, name="same-person"),
    path("pemilu/petugas/sama/<int:first>/<int:second>/", same_person.pair, name="same-person-pair"),
    path("pemilu/petugas/tumpang-tindih/", overlaps.overlaps, name="overlaps"),
    path("pemilu/petugas/tumpang-tindih/<int:first>/<int:second>/", overlaps.keep, name="overlap-keep"),
    path("pemilu/petugas/<int:pk>/", person.person, name="person"),
    path("pemilu/petugas/<int:pk>/tampilkan/", person.reveal, name="person-reveal"),
    path("pemilu/petugas/<int:pk>/perbaiki/", person.correct, name="person-correct"),
    path("pemilu/petugas/<int:pk>/akhiri/", person.end, name="person-end"),
    path("pemilu/petugas/<int:pk>/akhiri/batal/", person.end_take_back, name="person-end-take-back"),
]

QUOTA = [
    path("pemilu/kuota/", quota.quota, name="quota"),
    path("pemilu/kuota/<code:code>/", quota.quota_board, name="quota-board"),
    path("pemilu/kuota/<code:code>/<code:region>/", quota.quota_board, name="quota-region"),
    path("pemilu/kuota/<code:code>/<code:region>/unduh/", quota.quota_export, name="quota-export"),
]

urlpatterns = [
    *PEOPLE,
    *QUOTA,
    path("pemilu/", elections.election_list, name="elections"),
    path("pemilu/daftar/", sending.roster_list, name="rosters"),
    path("pemilu/daftar/kirim/", sending.roster_send, name="roster-send"),
    path("pemilu/daftar/templat/", files.roster_template, name="roster-template"),
    path("pemilu/daftar/<int:pk>/", reviewing.roster, name="roster"),
    path("pemilu/daftar/<int:pk>/periksa/", sending.roster_check, name="roster-check"),
    path("pemilu/daftar/<int:pk>/kolom/", columns.roster_columns, name="roster-columns"),
    path("pemilu/daftar/<int:pk>/bandingkan-lagi/", reviewing.roster_recheck, name="roster-recheck"),
    path("pemilu/daftar/<int:pk>/arti/", reviewing.roster_mean, name="roster-mean"),
    path("pemilu/daftar/<int:pk>/baris/<int:line>/", editing.roster_line, name="roster-line"),
    path("pemilu/daftar/<int:pk>/banding/", accepting.roster_compare, name="roster-compare"),
    path("pemilu/daftar/<int:pk>/akhiri-semua/", ending.roster_end_all, name="roster-end-all"),
    path("pemilu/daftar/<int:pk>/simpan/", accepting.roster_accept, name="roster-accept"),
    path("pemilu/daftar/<int:pk>/batalkan/", accepting.roster_undo, name="roster-undo"),
    path("pemilu/daftar/<int:pk>/tutup/", accepting.roster_close, name="roster-close"),
    path("pemilu/daftar/<int:pk>/buka/", accepting.roster_reopen, name="roster-reopen"),
    path("pemilu/daftar/<int:pk>/buang/", accepting.roster_discard, name="roster-discard"),
    path("pemilu/daftar/<int:pk>/kembalian/", files.roster_returned, name="roster-returned"),
    path("pemilu/daftar/<int:pk>/nik-rusak/", files.roster_doctor, name="roster-doctor"),
    path("pemilu/baru/", elections.election_new, name="election-new"),
    path("pemilu/<code:code>/", elections.election_detail, name="election"),
    path("pemilu/<code:code>/wilayah/<code:region>/", elections.region_detail, name="region"),
    path("pemilu/<code:code>/jumlah/", units.units, name="units"),
    path("pemilu/<code:code>/jumlah/rincian/", units.units_detail, name="units-detail"),
    path("pemilu/<code:code>/daftar-tps/", tps_lists.tps_list, name="tps-list"),
    path("pemilu/<code:code>/daftar-tps/contoh/", tps_lists.template, name="tps-list-template"),
    path("pemilu/<code:code>/daftar-tps/<uuid:job_id>/", tps_lists.tps_list_result, name="tps-list-result"),
    path("pemilu/<code:code>/pengecualian/", exceptions.exceptions, name="exceptions"),
    path("pemilu/<code:code>/pengecualian/<int:pk>/cabut/", exceptions.exception_withdraw, name="exception-withdraw"),
]
