"""The base's own pages."""

from django.urls import path
from django.views.i18n import set_language

from .views import audit, documents, jobs, offices, session, tokens

urlpatterns = [
    path("masuk/", session.SignIn.as_view(), name="sign-in"),
    path("keluar/", session.SignOut.as_view(), name="sign-out"),
    path("kata-sandi/", session.PasswordChange.as_view(), name="password-change"),
    path("bahasa/", set_language, name="set-language"),
    path("pekerjaan/", jobs.job_list, name="jobs"),
    path("pekerjaan/<uuid:job_id>/", jobs.job_detail, name="job"),
    path("dokumen/", documents.document_list, name="documents"),
    path("dokumen/<uuid:document_id>/", documents.document_file, name="document"),
    path("v/", documents.verify_form, name="verify-form"),
    path("v/<str:code>/", documents.verify, name="verify"),
    path("kantor/", offices.office_list, name="offices"),
    path("kantor/baru/", offices.office_new, name="office-new"),
    path("kantor/<int:pk>/", offices.office_detail, name="office"),
    path("kantor/<int:pk>/lambang/", offices.office_logo, name="office-logo"),
    path("kantor/<int:pk>/penanda-tangan/", offices.signatory_new, name="signatory-new"),
    path("kantor/<int:pk>/anggota/", offices.member_new, name="member-new"),
    path("keanggotaan/<int:pk>/kata-sandi/", offices.member_password, name="member-password"),
    path("keanggotaan/<int:pk>/akhiri/", offices.member_end, name="member-end"),
    path("token/", tokens.token_list, name="api-tokens"),
    path("token/<int:pk>/cabut/", tokens.token_revoke, name="token-revoke"),
    path("audit/", audit.audit_list, name="audit"),
]
