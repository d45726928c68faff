"""What the rules of a row are held against in tests: Pemilu 2024 in a kabupaten of two kecamatan, no database."""

import datetime
from collections.abc import Mapping
from typing import Any

from enrolment.rules.bodies import Unit
from enrolment.rules.nik import region_numbers
from enrolment.rules.period import Period
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lookups import Lookups, PositionLaw
from enrolment.rules.roster_posts import body_phrases, joined
from enrolment.rules.roster_row import clean
from enrolment.rules.roster_rows import Cleaned
from enrolment.rules.roster_settled import Settled

VOTING_DAY = datetime.date(2024, 2, 14)

KECAMATAN = {"16.09.01": "Muara Dua", "16.09.05": "Simpang", "16.08.01": "Martapura"}
DESA = {
    "16.09.01.1013": "Batu Belang Jaya",
    "16.09.01.2005": "Sukaraja II",
    "16.09.01.2006": "Tanjung Baru",
    "16.09.05.2001": "Karang Agung",
    "16.09.05.2007": "Tanjung Baru",
    "16.09.05.2008": "Lubar",
    "16.09.05.2009": "Bunga Mas",
    "16.09.05.2010": "Bunga Mus",
    "16.09.05.2011": "Simpangan",
    "16.08.01.2001": "Perjaya",
    "16.08.01.2002": "Karang Agung",
}

_TENURES = {
    "ppk": ("2023-01-04", "2024-04-04"),
    "sek-ppk": ("2023-01-10", "2024-04-04"),
    "pps": ("2023-01-24", "2024-04-04"),
    "sek-pps": ("2023-01-31", "2024-04-04"),
    "kpps": ("2024-01-25", "2024-02-25"),
    "linmas": ("2024-01-25", "2024-02-25"),
    "pantarlih": ("2023-02-12", "2023-04-11"),
    "panwascam": ("2022-10-26", "2024-04-30"),
    "sek-panwascam": ("2022-10-26", "2024-04-30"),
    "pkd": ("2023-02-06", "2024-04-30"),
}  # "ptps" has none here: a body whose days nobody has published

# code, body, institution, unit, name, synonyms, then (min age, hard limit, advised most)
_POSITIONS: tuple[tuple[str, str, str, str, str, str, tuple[int | None, int | None, int | None]], ...] = (
    ("ppk-ketua", "ppk", "KPU", "kecamatan", "Ketua PPK", "", (17, 17, None)),
    ("ppk-anggota", "ppk", "KPU", "kecamatan", "Anggota PPK", "", (17, 17, None)),
    ("sek-ppk-sekretaris", "sek-ppk", "KPU", "kecamatan", "Sekretaris PPK", "", (None, None, None)),
    ("sek-ppk-staf", "sek-ppk", "KPU", "kecamatan", "Staf Sekretariat PPK", "Staf PPK", (None, None, None)),
    ("pps-ketua", "pps", "KPU", "desa", "Ketua PPS", "Ketua Panitia Pemungutan Suara", (17, 17, None)),
    ("pps-anggota", "pps", "KPU", "desa", "Anggota PPS", "", (17, 17, None)),
    ("sek-pps-sekretaris", "sek-pps", "KPU", "desa", "Sekretaris PPS", "", (None, None, None)),
    ("sek-pps-staf", "sek-pps", "KPU", "desa", "Staf Sekretariat PPS", "Staf PPS", (None, None, None)),
    ("kpps-ketua", "kpps", "KPU", "tps", "Ketua KPPS", "", (17, 17, 55)),
    ("kpps-anggota", "kpps", "KPU", "tps", "Anggota KPPS", "Sekretaris KPPS", (17, 17, 55)),
    ("linmas", "linmas", "Satpol PP", "tps", "Petugas Ketertiban TPS", "Linmas;Satlinmas;Pam TPS", (None, None, None)),
    ("pantarlih", "pantarlih", "KPU", "tps_coklit", "Pantarlih", "PPDP;Mutarlih;petugas coklit", (17, None, None)),
    ("panwascam-ketua", "panwascam", "Bawaslu", "kecamatan", "Ketua Panwascam", "", (21, 21, None)),
    ("panwascam-anggota", "panwascam", "Bawaslu", "kecamatan", "Anggota Panwascam", "", (21, 21, None)),
    ("sek-panwascam-kepala", "sek-panwascam", "Bawaslu", "kecamatan", "Kepala Sekretariat Panwascam",
     "Koordinator Sekretariat;Kasek;Korsek", (None, None, None)),
    ("sek-panwascam-staf", "sek-panwascam", "Bawaslu", "kecamatan", "Staf Sekretariat Panwascam",
     "Bendahara;Pengelola keuangan;Pelaksana teknis PNS;Pelaksana teknis non-PNS;Tenaga pendukung", (None, None, None)),
    ("pkd", "pkd", "Bawaslu", "desa", "Panwaslu Kelurahan/Desa", "PKD;PPL;PPDK;Panwasdes", (21, 17, None)),
    ("ptps", "ptps", "Bawaslu", "tps", "Pengawas TPS", "PTPS;Pengawas Tempat Pemungutan Suara", (21, 17, None)),
)  # fmt: skip
_LEADERS = frozenset(
    "ppk-ketua sek-ppk-sekretaris pps-ketua sek-pps-sekretaris kpps-ketua panwascam-ketua sek-panwascam-kepala".split()
)
_BODIES = {
    "ppk": ("Panitia Pemilihan Kecamatan", "PPK"),
    "sek-ppk": ("Sekretariat Panitia Pemilihan Kecamatan", "Sek PPK", "Sekretariat PPK"),
    "pps": ("Panitia Pemungutan Suara", "PPS", "PPS desa"),
    "sek-pps": ("Sekretariat Panitia Pemungutan Suara", "Sek PPS", "staf PPS"),
    "kpps": ("Kelompok Penyelenggara Pemungutan Suara", "KPPS"),
    "linmas": ("Petugas Ketertiban TPS", "Linmas", "Satlinmas", "Pengamanan TPS", "hansip", "Pam TPS"),
    "pantarlih": ("Petugas Pemutakhiran Data Pemilih", "Pantarlih", "PPDP", "Mutarlih"),
    "panwascam": ("Panitia Pengawas Pemilu Kecamatan", "Panwascam", "Panwaslu Kecamatan", "Panwas Kecamatan"),
    "sek-panwascam": ("Sekretariat Panwaslu Kecamatan", "Sek Panwascam"),
    "pkd": ("Panwaslu Kelurahan/Desa", "PKD", "PPL", "Pengawas Pemilu Lapangan"),
    "ptps": ("Pengawas TPS", "PTPS", "Pengawas Tempat Pemungutan Suara"),
}


def laws() -> dict[str, PositionLaw]:
    return {
        code: PositionLaw(
            code, name, body, institution, Unit(unit), code in _LEADERS, code == "sek-ppk-sekretaris", *ages,
            tenure=_tenure(body),
        )
        for code, body, institution, unit, name, _synonyms, ages in _POSITIONS
    }  # fmt: skip


def _tenure(body: str) -> Period | None:
    days = [datetime.date.fromisoformat(day) for day in _TENURES.get(body, ())]
    return Period(*days) if days else None


def _posts() -> dict[str, tuple[str, ...]]:
    return {
        joined(word): (code,)
        for code, _body, _institution, _unit, name, synonyms, _ages in _POSITIONS
        for word in (name, *filter(None, synonyms.split(";")))
    }


class Sidoarjo:
    """One place beyond the election's region: KAB. SIDOARJO, KEC. CANDI, DS. KALIPECABEAN."""

    def known(self, kabupaten: str, kecamatan: str, desa: str) -> bool:
        asked = (kabupaten.lower(), kecamatan.lower(), desa.lower())
        return all(
            not said or place in said for said, place in zip(asked, ("sidoarjo", "candi", "kalipecabean"), strict=True)
        )


def lookups(**changes: Any) -> Lookups:
    region = changes.pop("within", "16.09")
    inside = lambda codes: {code: name for code, name in codes.items() if code.startswith(region)}  # noqa: E731
    given: dict[str, Any] = {
        "voting_day": VOTING_DAY,
        "institution": None,
        "region": region,
        "body": "",
        "index": RegionIndex.build(region, inside(KECAMATAN), inside(DESA)),
        "kabupaten": inside(
            {"16.09": "Kabupaten Ogan Komering Ulu Selatan", "16.08": "Kabupaten Ogan Komering Ulu Timur"}
        ),
        "laws": laws(),
        "posts": _posts(),
        "bodies": body_phrases(_BODIES),
        "tps": {
            Unit.TPS: {"16.09.05.2008": frozenset({1, 2, 3})},
            Unit.TPS_COKLIT: {"16.09.05.2008": frozenset({1, 2})},
        },
        "nik_regions": region_numbers(),
        "elsewhere": Sidoarjo(),
    }
    return Lookups(**(given | changes))


GOOD: Mapping[Field, Any] = {
    Field.NIK: "1609051203900001",
    Field.NAME: "Budi Contoh",
    Field.BIRTH_PLACE: "Muaradua",
    Field.BIRTH_DATE: "12-03-1990",
    Field.SEX: "L",
    Field.ADDRESS: "RT 1 RW 2",
    Field.MOTHER: "Ibu Contoh",
    Field.PHONE: "081234567890",
    Field.KECAMATAN: "Simpang",
    Field.DESA: "Lubar",
    Field.TPS: "002",
    Field.POSITION: "Anggota KPPS",
}
"""A row without a fault: a man born on 12 March 1990, in a KPPS that exists."""


def checked(settled: Settled | None = None, held_against: Lookups | None = None, /, **cells: Any) -> Cleaned:
    """GOOD with some cells changed; `nik=None` leaves a field out."""
    changed = {Field(name): cell for name, cell in cells.items()}
    fields = {each: cell for each, cell in {**GOOD, **changed}.items() if cell is not None}
    return clean(fields, settled=settled or Settled(), lookups=held_against or lookups())


def codes(*args: Any, **cells: Any) -> list[str]:
    return [problem.code for problem in checked(*args, **cells).problems]
