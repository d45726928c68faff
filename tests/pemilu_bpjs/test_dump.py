"""Whoever steals the database or the media folder learns nothing; and the search that says so would find it."""

import io
import zipfile
import zlib
from datetime import date

import pytest
from django.db import connection

from enrolment.models import Person, PersonRecord
from pemilu_bpjs import audit, vault
from pemilu_bpjs.models import AuditEvent
from tests.factories import make_document, make_user
from tests.pemilu_bpjs import dump

pytestmark = pytest.mark.django_db(transaction=True)

NIK, MOTHER, PHONE, BIRTH = "1609034708910042", "Wagirah Contohwati", "081234098765", date(1991, 8, 7)
SECRETS = (NIK, MOTHER, PHONE, BIRTH)


def _workbook(text: str) -> bytes:
    """As hard to search as a real one: its text is compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as workbook:
        workbook.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>" * 50)
    return packed.getvalue()


@pytest.fixture(autouse=True)
def _own_media(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def _found() -> set[dump.Secret]:
    return dump.shown(SECRETS, dump.everything_at_rest(connection))


def test_sealed_people_and_documents_show_nothing() -> None:
    told = f"{NIK} {MOTHER} {PHONE} {BIRTH}"
    PersonRecord.objects.create(
        person=Person.objects.create(nik_fp=vault.fingerprint("nik", NIK)),
        institution="KPU",
        name="Orang Contoh",
        name_birth_fp=vault.fingerprint("name-birth", f"orang contoh|{BIRTH}"),
        content_fp=vault.fingerprint("content", told),
        sex="P",
        sealed=vault.seal(told.encode(), "particulars"),
    )
    user = make_user()
    make_document(user, name="kpps.xlsx", content=_workbook(told), is_personal=True)
    make_document(None, name="kpps.csv", content=told.encode(), is_personal=True)
    audit.record("contoh", by=user, subject=f"nik:{NIK}", detail={"nik": NIK, "berkas": f"KTP {NIK}.pdf"})
    assert _found() == set()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kpps.csv", f"{NIK};{MOTHER.upper()};{PHONE};07/08/1991".encode()),
        ("kpps.txt", f"{NIK} {MOTHER} {PHONE} 7 Agustus 1991".encode("utf-16")),
        ("kpps.xlsx", _workbook(f"{NIK} {MOTHER} {PHONE} 1991-08-07")),
        (
            "kpps.pdf",
            b"%PDF-1.7\nstream\n" + zlib.compress(f"{NIK} {MOTHER} {PHONE} {BIRTH}".encode()) + b"\nendstream",
        ),
    ],
)
def test_the_search_finds_what_was_kept_unsealed(name: str, content: bytes) -> None:
    make_document(make_user(), name=name, content=content)
    assert _found() == set(SECRETS)


def test_the_search_finds_what_a_table_tells() -> None:
    AuditEvent.objects.create(action="contoh", subject=f"{NIK} {BIRTH}", detail={"ibu": MOTHER, "hp": PHONE})
    assert _found() == set(SECRETS)
