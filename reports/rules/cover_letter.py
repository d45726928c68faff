"""The letter that states what our records say of one person's cover on a day (surat keterangan data kepesertaan).

It states and promises nothing: the certificate of cover, and the decision on a claim, are BPJS's alone.
"""

import datetime
from dataclasses import dataclass

from budgeting.rules.figures import OfficeIdentity, Party
from pemilu_bpjs.formats import date_long, month_long
from reports.rules.cover_answer import Cover
from reports.rules.text import BLANK, Signature, signature
from reports.rules.words import full_region

TITLE = "SURAT KETERANGAN DATA KEPESERTAAN"
NAME = "Surat keterangan"
NONE = "–"

_HEADLINES = {
    Cover.COVERED: "TERLINDUNGI menurut konfirmasi BPJS Ketenagakerjaan",
    Cover.UNCONFIRMED: "DIIURKAN, BELUM DIJAWAB BPJS KETENAGAKERJAAN",
    Cover.NOT_COVERED: "TIDAK TERCATAT TERLINDUNGI",
}
_SENTENCES = {
    Cover.COVERED: (
        "Pada tanggal tersebut yang bersangkutan tercatat sebagai peserta program Jaminan Kecelakaan Kerja (JKK) dan "
        "Jaminan Kematian (JKM) yang bulan iurannya kami masukkan dan kepesertaannya telah dikonfirmasi BPJS "
        "Ketenagakerjaan."
    ),
    Cover.UNCONFIRMED: (
        "Pada tanggal tersebut yang bersangkutan telah kami masukkan dalam iuran program Jaminan Kecelakaan Kerja "
        "(JKK) dan Jaminan Kematian (JKM) dan datanya telah dikirim, tetapi BPJS Ketenagakerjaan belum memberi "
        "jawaban. Surat ini tidak menyatakan bahwa yang bersangkutan terlindungi."
    ),
    Cover.NOT_COVERED: (
        "Pada tanggal tersebut catatan kami tidak memuat konfirmasi kepesertaan yang bersangkutan dalam program "
        "Jaminan Kecelakaan Kerja (JKK) dan Jaminan Kematian (JKM)."
    ),
}
_LIMITS = (
    "Surat ini adalah keterangan dari catatan kami dan bukan sertifikat kepesertaan. Sertifikat dan kartu peserta "
    "diterbitkan, dan setiap klaim diputuskan, oleh BPJS Ketenagakerjaan. Perubahan catatan sesudah tanggal surat ini "
    "tidak tercantum di dalamnya."
)


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """All that the letter says of one person. Texts are as they print; None and "" where nothing is known.

    `nik` and `kpj` come masked or whole, as whoever asks for the letter may see them.
    """

    cover: Cover
    name: str
    nik: str
    position: str
    unit: str
    institution: str
    start: datetime.date
    end: datetime.date
    election_name: str
    day: datetime.date
    issued_on: datetime.date
    purpose: str
    reason: str = ""
    since: datetime.date | None = None
    kpj: str = ""
    month: str = ""
    batch_number: int | None = None
    batch_on: datetime.date | None = None
    payment_code: str = ""
    is_paid: bool = False
    paid_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the same for all letters of one run."""

    office: OfficeIdentity
    signatory: Party
    region_name: str


@dataclass(frozen=True, slots=True)
class CoverLetter:
    """The letter in the order in which it prints."""

    title: str
    number: str
    opening: str
    person: tuple[tuple[str, str], ...]
    headline: str
    sentence: str
    records: tuple[tuple[str, str], ...]
    limits: str
    purpose: str
    place_and_date: str
    signature: Signature


def letter(facts: CoverFacts, writer: Writer) -> CoverLetter:
    """The whole letter; its number is filled in by hand when it is signed."""
    return CoverLetter(
        title=TITLE,
        number=f"Nomor: {BLANK}",
        opening=(
            f"Menurut catatan kami pada tanggal {date_long(facts.issued_on)} tentang badan ad hoc penyelenggara "
            f"{facts.election_name} di {full_region(writer.region_name)}, dengan ini diterangkan bahwa:"
        ),
        person=_person(facts),
        headline=f"Pada tanggal {date_long(facts.day)}: {_HEADLINES[facts.cover]}",
        sentence=" ".join(filter(None, (_SENTENCES[facts.cover], facts.reason))),
        records=_records(facts),
        limits=_LIMITS,
        purpose=f"Demikian surat keterangan ini dibuat untuk keperluan: {facts.purpose}.",
        place_and_date=f"{writer.office.city}, {date_long(facts.issued_on)}",
        signature=signature(writer.signatory),
    )


def running(region_name: str, issued_on: datetime.date) -> str:
    """What stands at the foot of the page; nobody's name."""
    return f"Surat keterangan data kepesertaan | {full_region(region_name)} | {date_long(issued_on)}"


def _person(facts: CoverFacts) -> tuple[tuple[str, str], ...]:
    return (
        ("Nama", facts.name),
        ("NIK", facts.nik),
        ("Jabatan", f"{facts.position}, {facts.institution}"),
        ("Tempat tugas", facts.unit),
        ("Masa tugas", f"{date_long(facts.start)} sampai dengan {date_long(facts.end)}"),
    )


def _records(facts: CoverFacts) -> tuple[tuple[str, str], ...]:
    return (
        ("Berlaku sejak", date_long(facts.since) if facts.since else NONE),
        ("Nomor peserta (KPJ)", facts.kpj or NONE),
        ("Bulan iuran", month_long(facts.month) if facts.month else NONE),
        ("Kiriman ke BPJS", _batch(facts)),
        ("Kode iuran", facts.payment_code or NONE),
        ("Pembayaran iuran", _payment(facts)),
    )


def _batch(facts: CoverFacts) -> str:
    if facts.batch_number is None or facts.batch_on is None:
        return NONE
    return f"Nomor {facts.batch_number}, {date_long(facts.batch_on)}"


def _payment(facts: CoverFacts) -> str:
    if not facts.payment_code:
        return "Tagihan belum tercatat"
    if facts.is_paid and facts.paid_on:
        return f"Lunas, {date_long(facts.paid_on)}"
    return "Belum tercatat lunas"
