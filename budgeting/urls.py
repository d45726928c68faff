"""Pages of this stage."""

from django.urls import path

import enrolment.urls  # noqa: F401 - registers the converter "code" of addresses
from budgeting.views import (
    bill_lists,
    bills,
    ceiling,
    checks,
    claims,
    comparison,
    cover,
    holidays,
    plan_editing,
    plans,
    proposals,
    reference,
    replacement,
    risk,
    why,
)

app_name = "budgeting"

PLANS = [
    path("rencana/", plans.plan_list, name="plans"),
    path("rencana/baru/", plans.plan_new, name="plan-new"),
    path("rencana/impor/", plans.plan_import, name="plan-import"),
    path("rencana/<int:pk>/", plans.plan_detail, name="plan"),
    path("rencana/<int:pk>/ekspor/", plans.plan_export, name="plan-export"),
    path("rencana/<int:pk>/salin/", plans.plan_copy, name="plan-copy"),
    path("rencana/<int:pk>/arsip/", plans.plan_archive, name="plan-archive"),
    path("rencana/<int:pk>/ubah/", plan_editing.plan_edit, name="plan-edit"),
    path("rencana/<int:pk>/pengaturan/", plan_editing.plan_settings, name="plan-settings"),
    path("rencana/<int:pk>/baris-baru/", plan_editing.entry_new, name="entry-new"),
    path("rencana/<int:pk>/baris/<slug:code>/", plan_editing.entry_edit, name="entry-edit"),
    path("rencana/<int:pk>/baris/<slug:code>/tambah/", plan_editing.entry_add, name="entry-add"),
    path("rencana/<int:pk>/baris/<slug:code>/keluarkan/", plan_editing.entry_remove, name="entry-remove"),
]

PROPOSALS = [
    path("usulan/", proposals.proposals, name="proposals"),
    path("usulan/baru/", proposals.proposal_new, name="proposal-new"),
    path("usulan/<int:pk>/", proposals.proposal, name="proposal"),
    path("usulan/<int:pk>/ubah/", proposals.proposal_edit, name="proposal-edit"),
    path("usulan/<int:pk>/langkah/", proposals.proposal_move, name="proposal-move"),
    path("usulan/<int:pk>/konfirmasi/", proposals.proposal_confirm, name="proposal-confirm"),
    path("usulan/<int:pk>/versi-baru/", proposals.proposal_revise, name="proposal-revise"),
]

REFERENCE = [
    path("acuan/", reference.reference_index, name="reference"),
    path("acuan/regions/", reference.regions, name="reference-regions"),
    path("acuan/<slug:kind>/", reference.reference_table, name="reference-table"),
    path("acuan/<slug:kind>/baru/", reference.reference_add, name="reference-add"),
    path("acuan/<slug:kind>/<int:pk>/", reference.reference_row, name="reference-row"),
    path("acuan/<slug:kind>/<int:pk>/ganti/", reference.reference_replace, name="reference-replace"),
]

FIGURES = [
    path("cek-angka/", claims.claim_check, name="claim-check"),
    path("rencana/bandingkan/", comparison.plan_compare, name="compare"),
    path("rencana/<int:pk>/pagu/", ceiling.plan_ceiling, name="plan-ceiling"),
    path("rencana/<int:pk>/mengapa/<path:key>/", why.plan_why, name="plan-why"),
]

REPLACEMENT = [
    path("rencana/penggantian/<int:pk>/", replacement.replacement, name="replacement"),
    path("rencana/penggantian/<int:pk>/batal/", replacement.replacement_take_back, name="replacement-take-back"),
]

BILLS = [
    path("tagihan/", bills.bills, name="bills"),
    path("tagihan/baru/<int:arrangement>/<str:month>/", bills.bill_new, name="bill-new"),
    path("tagihan/<int:pk>/", bills.bill, name="bill"),
    path("tagihan/<int:pk>/bayar/", bills.bill_pay, name="bill-pay"),
    path("tagihan/<int:pk>/bayar/<int:payment>/batal/", bills.payment_void, name="payment-void"),
    path("tagihan/<int:pk>/bayar/<int:payment>/bukti/", bills.payment_proof, name="payment-proof"),
    path("tagihan/<int:pk>/berkas/", bills.bill_paper, name="bill-paper"),
    path("tagihan/<int:pk>/cabut/", bills.bill_withdraw, name="bill-withdraw"),
    path("tagihan/<int:pk>/rincian/", bill_lists.bill_list_send, name="bill-list"),
    path("tagihan/<int:pk>/rincian/<uuid:file>/", bill_lists.bill_list_columns, name="bill-list-columns"),
    path("periksa/", checks.three_way, name="three-way"),
    path("realisasi/", checks.realisation_view, name="realisation"),
    path("realisasi/unduh/", checks.realisation_export, name="realisation-export"),
    # Above the tables of the reference data, whose kinds stand at the same place.
    path("acuan/hari-libur/", holidays.holidays, name="holidays"),
    path("acuan/hari-libur/<int:pk>/hapus/", holidays.holiday_remove, name="holiday-remove"),
]

COVER = [
    path("perlindungan/", cover.covers, name="covers"),
    path("perlindungan/baru/", cover.cover_new, name="cover-new"),
    path("perlindungan/<int:pk>/", cover.cover, name="cover"),
    path("perlindungan/<int:pk>/pengaturan/", cover.cover_settings, name="cover-settings"),
    path("perlindungan/<int:pk>/hitung/", cover.cover_run, name="cover-run"),
    path("perlindungan/<int:pk>/perubahan/<int:number>/", cover.cover_changes, name="cover-changes"),
    path("belum-terlindungi/", risk.risks, name="risks"),
    path("belum-terlindungi/<code:code>/", risk.risk, name="risk"),
    path("belum-terlindungi/<code:code>/unduh/", risk.risk_export, name="risk-export"),
    path("belum-terlindungi/<code:code>/hari/", risk.lost_days, name="lost-days"),
]

urlpatterns: list = [*BILLS, *COVER, *REPLACEMENT, *FIGURES, *PLANS, *PROPOSALS, *REFERENCE]
