"""What our values for SIPP's columns are called, and an invented person to show them by."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.rules.sipp_values import Member

WORDS: Mapping[str, Any] = {
    "reference": _("nomor pegawai (nomor kami)"),
    "name": _("nama lengkap"),
    "nik": _("NIK"),
    "identity_kind": _("jenis identitas (KTP)"),
    "identity_valid_until": _("masa laku identitas"),
    "birth_place": _("tempat lahir"),
    "birth_date": _("tanggal lahir"),
    "mother": _("nama ibu kandung"),
    "sex": _("jenis kelamin (L/P)"),
    "letters_to": _("surat-menyurat (S/E)"),
    "marital": _("status kawin (Y/T)"),
    "country": _("kode negara (ID)"),
    "phone": _("nomor HP"),
    "email": _("e-mail"),
    "wage": _("upah"),
    "address": _("alamat"),
    "postcode": _("kode pos"),
    "location": _("kode lokasi pekerjaan"),
    "contract_status": _("status pegawai (Y/T)"),
    "start": _("awal bekerja"),
    "end": _("akhir kontrak"),
    "kpj": _("nomor KPJ"),
    "stop_code": _("kode sebab berhenti"),
    "stopped_on": _("tanggal berhenti"),
    "stop_note": _("keterangan berhenti"),
}

EXAMPLE = Member(
    reference="P00100000001",
    name="SITI CONTOH",
    nik="1609015203900001",
    birth_place="Muaradua",
    birth_date=datetime.date(1990, 3, 12),
    mother="AMINAH CONTOH",
    sex="P",
    marital="Y",
    phone="081200000000",
    address="Jalan Contoh 5",
    postcode="32211",
    wage=1_100_000,
    location="1609",
    start=datetime.date(2024, 1, 25),
    end=datetime.date(2024, 2, 25),
    identity_valid_until=datetime.date(2090, 1, 1),
    kpj="24000000001",
    stop_code="A3",
    stopped_on=datetime.date(2024, 2, 25),
)
"""Nobody: what one row of a file would look like."""


def value_words(value: str) -> str:
    """A value without words of its own is called by its name."""
    return str(WORDS.get(value, value))
