"""The covering letter of a batch: what is sent to the branch of BPJS, in figures that it can count after us."""

import datetime
from dataclasses import dataclass

from budgeting.rules.figures import OfficeIdentity, Party
from budgeting.rules.terbilang import in_words
from pemilu_bpjs.formats import date_long, thousands
from reports.rules.table import Column, Kind, Role, Row, Table
from reports.rules.text import BLANK, Signature, signature
from reports.rules.words import full_region, people, regional_head

_NO_DATE = "." * 18
_SHA_GROUP = 8


@dataclass(frozen=True, slots=True)
class SentFile:
    """One SIPP file: its path in the download, what it tells, rows, and the hash by which the branch knows it."""

    name: str
    kind: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """All that the letter says. `bodies`: (kind of file, body, people), in the order in which they print."""

    number: int
    region_name: str
    election_name: str
    office: OfficeIdentity
    signatory: Party
    branch: str
    branch_city: str
    frozen_on: datetime.date
    expires_on: datetime.date
    files: tuple[SentFile, ...]
    bodies: tuple[tuple[str, str, int], ...]
    list_pages: int
    in_full: bool

    @property
    def people(self) -> int:
        """Rows of all files; each is one person."""
        return sum(file.rows for file in self.files)


@dataclass(frozen=True, slots=True)
class BatchLetter:
    """The letter in the order in which it prints."""

    place_and_date: str
    fields: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...]
    opening: str
    files: Table
    bodies: Table
    requests: tuple[str, ...]
    thanks: str
    signature: Signature
    copies: tuple[str, ...]


def letter(facts: BatchFacts) -> BatchLetter:
    """The whole letter; number and day are filled in by hand when it is signed."""
    return BatchLetter(
        place_and_date=f"{facts.office.city}, {_NO_DATE} {facts.frozen_on.year}",
        fields=(
            ("Nomor", BLANK),
            ("Sifat", "Terbatas"),
            ("Lampiran", _enclosed(facts)),
            ("Hal", subject(facts)),
        ),
        addressee=_addressee(facts),
        opening=_opening(facts),
        files=file_table(facts),
        bodies=body_table(facts),
        requests=_requests(facts),
        thanks="Demikian disampaikan, terima kasih atas perhatian dan kerja sama Saudara.",
        signature=signature(facts.signatory),
        copies=_copies(facts),
    )


def subject(facts: BatchFacts) -> str:
    """What the letter is about."""
    return (
        f"Surat Pengantar Data Peserta Kiriman Nomor {facts.number}, Badan Ad Hoc Penyelenggara {facts.election_name}"
    )


def running(facts: BatchFacts) -> str:
    """What stands at the foot of every page."""
    return f"Kiriman nomor {facts.number} | {facts.election_name} | {full_region(facts.region_name)}"


def file_table(facts: BatchFacts) -> Table:
    """The files with their control totals; the hash stands in groups, as somebody reads it aloud."""
    columns = (
        Column("No.", 7, Kind.CENTRE),
        Column("Berkas dan SHA-256", 58),
        Column("Jenis", 23),
        Column("Baris", 12, Kind.NUMBER),
    )
    rows = [
        Row((number, f"{file.name}\n{_grouped(file.sha256)}", file.kind, file.rows))
        for number, file in enumerate(facts.files, 1)
    ]
    return Table(columns, (*rows, Row((None, "Jumlah", None, facts.people), Role.TOTAL)))


def body_table(facts: BatchFacts) -> Table:
    """The same people by kind of file and body; its total is that of the files."""
    columns = (Column("Jenis", 40), Column("Badan", 45), Column("Orang", 15, Kind.NUMBER))
    total = sum(count for *_, count in facts.bodies)
    return Table(columns, (*(Row(each) for each in facts.bodies), Row(("Jumlah", None, total), Role.TOTAL)))


def _grouped(sha256: str) -> str:
    return " ".join(sha256[start : start + _SHA_GROUP] for start in range(0, len(sha256), _SHA_GROUP))


def _enclosed(facts: BatchFacts) -> str:
    count = len(facts.files)
    files = f"{count} ({in_words(count)}) berkas SIPP"
    return f"{files} dan daftar nama {thousands(facts.list_pages)} halaman (lampiran terbatas)"


def _addressee(facts: BatchFacts) -> tuple[str, ...]:
    name = facts.branch or f"Kantor Cabang BPJS Ketenagakerjaan {BLANK}"
    return f"Yth. Kepala {name}", f"di {facts.branch_city or BLANK}"


def _opening(facts: BatchFacts) -> str:
    payer = f" dengan NPP {facts.office.npp}" if facts.office.npp else ""
    return (
        "Bersama ini kami sampaikan data peserta program Jaminan Kecelakaan Kerja (JKK) dan Jaminan Kematian (JKM) "
        f"bagi badan ad hoc penyelenggara {facts.election_name} di {full_region(facts.region_name)}{payer}, sebanyak "
        f"{people(facts.people)}, yang dibekukan pada tanggal {date_long(facts.frozen_on)} sebagai kiriman nomor "
        f"{facts.number}, dengan rincian berkas sebagai berikut:"
    )


def _requests(facts: BatchFacts) -> tuple[str, ...]:
    shown = "lengkap" if facts.in_full else "sebagian"
    taken = (
        f"Berkas diunduh melalui aplikasi paling lambat tanggal {date_long(facts.expires_on)}. Sebelum diunggah ke "
        "SIPP, mohon jumlah baris dan SHA-256 setiap berkas dicocokkan dengan tabel di atas."
    )
    answered = (
        "Mohon hasil pendaftaran setiap baris (diterima dengan nomor KPJ, atau ditolak dengan sebabnya) disampaikan "
        "kembali melalui aplikasi, agar yang ditolak segera diperbaiki dan tidak ada petugas yang bertugas tanpa "
        "perlindungan."
    )
    kept = f"Daftar nama terlampir memuat data pribadi dengan NIK {shown} dan hanya untuk keperluan pendaftaran ini."
    return taken, answered, kept


def _copies(facts: BatchFacts) -> tuple[str, ...]:
    region = full_region(facts.region_name)
    return (
        f"{regional_head(facts.region_name)} (sebagai laporan, tanpa daftar nama);",
        f"Inspektur {region} (tanpa daftar nama);",
        f"Ketua KPU dan Ketua Bawaslu {region} (tanpa daftar nama).",
    )
