"""The layouts as BPJS Ketenagakerjaan gives them out, and older ones that are still met (domain/bpjs.md §7).

A newer template is a new entry, never a change of one that files were written in. Each entry is held against the seed
data by a test.
"""

from collections.abc import Iterable, Mapping, Sequence

from reports.rules.sipp_layout import Column, Kind, Layout, of_headers

_HELP, _LOCATIONS = "Petunjuk Pengisian", "Lokasi Pekerjaan"
_TEMPLATES = "rizkiiafrzl/mutasi-data backend/templates"

_VALUE_OF: Mapping[str, str] = {
    "NO_PEGAWAI": "reference",
    "NAMA_LENGKAP": "name",
    "NAMA_TENAGA_KERJA": "name",
    "HP": "phone",
    "EMAIL": "email",
    "TEMPAT_LAHIR": "birth_place",
    "TANGGAL_LAHIR": "birth_date",
    "TGL_LAHIR": "birth_date",
    "NAMA_IBU_KANDUNG": "mother",
    "JENIS_IDENTITAS": "identity_kind",
    "NOMOR_IDENTITAS": "nik",
    "NOMOR_IDENTITAS_KPJ": "kpj",
    "MASA_LAKU_IDENTITAS": "identity_valid_until",
    "JENIS_KELAMIN": "sex",
    "SURAT_MENYURAT_KE": "letters_to",
    "STATUS_KAWIN": "marital",
    "KODE_NEGARA": "country",
    "UPAH": "wage",
    "ALAMAT": "address",
    "KODE_POS": "postcode",
    "LOKASI_PEKERJAAN": "location",
    "STATUS_PEGAWAI": "contract_status",
    "TGL_AWAL_BEKERJA": "start",
    "TGL_AKHIR_KONTRAK": "end",
    "KPJ": "kpj",
    "SEBAB_NA": "stop_code",
    "TGL_KEJADIAN": "stopped_on",
    "KETERANGAN": "stop_note",
    "ALAMAT_LENGKAP_DOMISILI": "address",
    "HANDPHONE": "phone",
}
"""TANGGAL_KEPESERTAAN is BPJS's to fill; GELAR, landlines, GOLONGAN_DARAH and NPWP are known to no roster."""

_DATES = frozenset(
    "TANGGAL_LAHIR TGL_LAHIR MASA_LAKU_IDENTITAS TANGGAL_KEPESERTAAN TGL_AWAL_BEKERJA TGL_AKHIR_KONTRAK "
    "TGL_KEJADIAN".split()
)


_ALSO: Mapping[str, str] = {"ID_PEGAWAI": "NO_PEGAWAI"}
"""One project's file of wages names its second column so (domain/bpjs.md §7.2)."""


def _columns(
    headers: str | Iterable[str], *, marked: str = "", checked: str = "", editable: str = ""
) -> tuple[Column, ...]:
    names = headers.split() if isinstance(headers, str) else headers
    yellow, wanted, ours = (frozenset(told.split()) for told in (marked, checked, editable))
    return tuple(
        Column(
            name,
            _VALUE_OF.get(name, ""),
            is_marked=name in yellow,
            is_checked=name in wanted,
            is_date=name in _DATES,
            is_editable=name in ours,
            also=_ALSO.get(name, ""),
        )
        for name in names
    )


_PHONES = "TELEPON_AREA_RUMAH TELEPON_RUMAH TELEPON_AREA_KANTOR TELEPON_KANTOR TELEPON_EXT_KANTOR HP EMAIL"
_CONTRACT = "STATUS_PEGAWAI TGL_AWAL_BEKERJA TGL_AKHIR_KONTRAK"
_BIRTH_TO_SEX = "TEMPAT_LAHIR TANGGAL_LAHIR NAMA_IBU_KANDUNG JENIS_IDENTITAS NOMOR_IDENTITAS MASA_LAKU_IDENTITAS"
_LETTERS_TO_BLOOD = "SURAT_MENYURAT_KE TANGGAL_KEPESERTAAN STATUS_KAWIN GOLONGAN_DARAH"
_OLD_START = f"NO_PEGAWAI NAMA_DEPAN NAMA_TENGAH NAMA_BELAKANG GELAR {_PHONES} {_BIRTH_TO_SEX}".split()
_OLD_END = f"{_LETTERS_TO_BLOOD} NPWP KODE_NEGARA UPAH ALAMAT KODE_POS LOKASI_PEKERJAAN".split()
_CHILD = "NAMA_ANAK_{0} TGL_LAHIR_ANAK_{0} JENIS_KELAMIN_ANAK_{0} GOLONGAN_DARAH_ANAK_{0}"

NEW_MEMBERS = Layout(
    code="tk-mendaftar",
    kind=Kind.NEW,
    variant="V-30",
    columns=_columns(
        f"NO_PEGAWAI NAMA_LENGKAP GELAR {_PHONES} {_BIRTH_TO_SEX} JENIS_KELAMIN {_LETTERS_TO_BLOOD} NPWP KODE_NEGARA "
        f"UPAH ALAMAT KODE_POS LOKASI_PEKERJAAN {_CONTRACT}",
        marked=f"NAMA_LENGKAP {_BIRTH_TO_SEX} JENIS_KELAMIN SURAT_MENYURAT_KE STATUS_KAWIN GOLONGAN_DARAH KODE_NEGARA "
        f"UPAH ALAMAT KODE_POS LOKASI_PEKERJAAN {_CONTRACT}",
        checked="NAMA_LENGKAP NOMOR_IDENTITAS TANGGAL_LAHIR JENIS_KELAMIN STATUS_KAWIN STATUS_PEGAWAI UPAH "
        "LOKASI_PEKERJAAN TGL_AWAL_BEKERJA",
    ),
    file_name="template_tk_<8 digits>.xlsx",
    data_sheet="data_tk_baru",
    sheets=(_HELP, "data_tk_baru", _LOCATIONS),
    source=f"{_TEMPLATES}; yaqinjq/omeo",
    confidence="H",
    writes=True,
)

CONTINUING_MEMBERS = Layout(
    code="tk-lanjutan",
    kind=Kind.CONTINUING,
    variant="",
    columns=_columns(
        f"NOMOR_IDENTITAS_KPJ NO_PEGAWAI NAMA_LENGKAP TGL_LAHIR UPAH LOKASI_PEKERJAAN {_CONTRACT}",
        checked="NOMOR_IDENTITAS_KPJ NAMA_LENGKAP TGL_LAHIR UPAH LOKASI_PEKERJAAN STATUS_PEGAWAI TGL_AWAL_BEKERJA",
    ),
    file_name="template_tk_lanjutan.xlsx",
    # No source names this file's sheets: the pattern of its sisters (unverified).
    data_sheet="data_tk_lanjutan",
    sheets=(_HELP, "data_tk_lanjutan", _LOCATIONS),
    source="rizkiiafrzl/mutasi-data",
    confidence="M",
    writes=True,
)

LEAVERS = Layout(
    code="tk-nonaktif",
    kind=Kind.LEAVER,
    variant="",
    columns=_columns(
        "KPJ NAMA_LENGKAP TGL_LAHIR SEBAB_NA TGL_KEJADIAN KETERANGAN",
        marked="KPJ NAMA_LENGKAP TGL_LAHIR SEBAB_NA TGL_KEJADIAN",
        checked="KPJ NAMA_LENGKAP TGL_LAHIR SEBAB_NA TGL_KEJADIAN",
    ),
    file_name="template_tk_na_<8 digits>.xlsx",
    data_sheet="data_tk_na",
    sheets=(_HELP, "data_tk_na", "SEBAB NA"),
    source=_TEMPLATES,
    confidence="H",
    writes=True,
)

WAGES = Layout(
    code="upah",
    kind=Kind.WAGE,
    variant="",
    columns=_columns(
        "NIK ID_PEGAWAI KPJ KODE_TK NAMA_LENGKAP TGL_LAHIR UPAH RAPEL BLTH NPP",
        checked="NIK NAMA_LENGKAP TGL_LAHIR UPAH RAPEL BLTH",
        editable="UPAH RAPEL",
    ),
    file_name="template_upah_<8 digits>.xlsx",
    data_sheet="data_upah",
    sheets=(_HELP, "data_upah"),
    source=_TEMPLATES,
    confidence="H",
    is_prefilled=True,
)

_BANK = "NAMA_BANK KODE_BANK NOMOR_REKENING NAMA_REKENING"
CORRECTIONS = Layout(
    code="koreksi",
    kind=Kind.CORRECTION,
    variant="",
    columns=_columns(
        "KODE NOMOR_PEGAWAI NOMOR_IDENTITAS KPJ NAMA_TENAGA_KERJA TEMPAT_LAHIR TGL_LAHIR JENIS_KELAMIN "
        f"NAMA_IBU_KANDUNG NPWP ALAMAT_LENGKAP_DOMISILI HANDPHONE LOKASI_PEKERJAAN EMAIL {_BANK}",
        checked="KODE",
        editable=f"ALAMAT_LENGKAP_DOMISILI HANDPHONE LOKASI_PEKERJAAN EMAIL {_BANK}",
    ),
    file_name="template_koreksi_tk_<8 digits>.xlsx",
    data_sheet="update_data_tk",
    sheets=(_HELP, "update_data_tk", "Nama Bank", _LOCATIONS),
    source=_TEMPLATES,
    confidence="H",
    max_rows=10_001,
    is_prefilled=True,
)

_V29 = Layout(
    code="tk-mendaftar-v29",
    kind=Kind.NEW,
    variant="V-29",
    columns=_columns([*_OLD_START, "JENIS KELAMIN", *_OLD_END]),
    file_name="",
    data_sheet="",
    sheets=(),
    source="Praja04/mybas",
    confidence="H",
)
_V32 = Layout(
    code="tk-mendaftar-v32",
    kind=Kind.NEW,
    variant="V-32",
    columns=_columns([*_OLD_START, "JENIS_KELAMIN", *_OLD_END, *_CONTRACT.split()]),
    file_name="",
    data_sheet="",
    sheets=(),
    source="public code",
    confidence="H",
    date_format="yyyy-mm-dd",
)
_V50 = Layout(
    code="tk-mendaftar-v50",
    kind=Kind.NEW,
    variant="V-50",
    columns=_columns(
        [
            *_OLD_START,
            "JENIS_KELAMIN",
            *_LETTERS_TO_BLOOD.split(),
            *"NAMA_BANK CABANG_BANK NO_REKENING NAMA_REKENING NPWP KODE_PAKET KODE_NEGARA PESERTA_JPK UPAH".split(),
            *"ALAMAT KODE_POS SUAMI_ISTRI TGL_LAHIR_SUAMI_ISTRI JENIS_KELAMIN_SUAMI_ISTRI".split(),
            "GOLONGAN_DARAH_SUAMI_ISTRI",
            *(name for child in (1, 2, 3) for name in _CHILD.format(child).split()),
        ]
    ),
    file_name="template_tk.xls",
    data_sheet="data_tk_baru",
    sheets=("data_tk_baru",),
    source="public code",
    confidence="M",
)
_V31 = Layout(
    code="tk-mendaftar-v31",
    kind=Kind.NEW,
    variant="V-31",
    columns=_columns(
        "NO_PEGAWAI NAMA_LENGKAP GELAR TELEPON_AREA_RUMAH TELEPON_RUMAH EMAIL TELEPON_AREA_KANTOR TELEPON_KANTOR "
        "TELEPON_EXT_KANTOR HP EMAIL TEMPAT_LAHIR TANGGAL_LAHIR NAMA_IBU_KANDUNG JENIS_IDENTITAS NO_IDENTITAS "
        f"MASA_LAKU_IDENTITAS JENIS_KELAMIN {_LETTERS_TO_BLOOD} NPWP KODE_NEGARA UPAH ALAMAT KODE_POS "
        f"LOKASI_PEKERJAAN {_CONTRACT}"
    ),
    file_name="",
    data_sheet="",
    sheets=(),
    source=_TEMPLATES,
    confidence="L",
    date_format="yyyy-mm-dd",
)
_CORRECTIONS_SHORT = Layout(
    code="koreksi-short",
    kind=Kind.CORRECTION,
    variant="",
    columns=_columns(
        f"KODE ALAMAT_LENGKAP_DOMISILI HANDPHONE LOKASI_PEKERJAAN EMAIL {_BANK} NOMOR_PEGAWAI ID_PEGAWAI",
        checked="KODE",
    ),
    file_name="template_koreksi_tk.xlsx",
    data_sheet="",
    sheets=(),
    source="rizkiiafrzl/mutasi-data",
    confidence="M",
    max_rows=10_001,
    is_prefilled=True,
)

LAYOUTS: tuple[Layout, ...] = (
    NEW_MEMBERS, _V29, _V32, _V50, _V31, CONTINUING_MEMBERS, LEAVERS, WAGES, CORRECTIONS, _CORRECTIONS_SHORT,
)  # fmt: skip
"""Every layout that is known, the current ones of each kind first."""

CURRENT: Mapping[Kind, Layout] = {
    layout.kind: layout for layout in (NEW_MEMBERS, CONTINUING_MEMBERS, LEAVERS, WAGES, CORRECTIONS)
}
"""The layout in which each kind of file goes out."""

STOP_CODES: Mapping[str, str] = {
    "A1": "Mengundurkan Diri",
    "A2": "Pemutusan Hubungan Kerja (PHK)",
    "A3": "Berakhir Kontrak (Pekerja dengan Status PKWT/Kontrak)",
    "A4": "Usia Pensiun",
    "A5": "Cacat Total Tetap",
    "A6": "Meninggal Dunia",
    "A7": "Pindah Unit Kerja",
    "A8": "Pensiun Karena PKB Perusahaan",
    "A9": "Peserta Meninggalkan Indonesia Untuk Selamanya",
    "A10": "Dalam Proses Perselisihan Hubungan Industrial",
}
"""SEBAB_NA, as the sheet `SEBAB NA` has them (H)."""


_ALIASES: Mapping[str, str] = {
    "JENIS KELAMIN": "JENIS_KELAMIN",
    "NO_IDENTITAS": "NOMOR_IDENTITAS",
    "NIK": "NOMOR_IDENTITAS",
    "NAMA": "NAMA_LENGKAP",
    # Older templates cut a name in three; Indonesian names are not so made, and the first column takes the whole.
    "NAMA_DEPAN": "NAMA_LENGKAP",
    "NOMOR_PEGAWAI": "NO_PEGAWAI",
}
"""Headers of other templates → the one that says the same."""


def value_of(header: str) -> str:
    """Which of our values a column of a newer template holds, by its header; "" where nobody can tell."""
    plain = " ".join(header.split()).upper()
    return _VALUE_OF.get(_ALIASES.get(plain, plain.replace(" ", "_")), "")


def values_of(headers: Sequence[str]) -> list[str]:
    """The same for a whole header; of two columns of one name the last holds it, as in V-31's EMAIL."""
    found = [value_of(header) for header in headers]
    last = {value: place for place, value in enumerate(found)}
    return [value if last[value] == place else "" for place, value in enumerate(found)]


def lacking(kind: Kind, values: Iterable[str]) -> tuple[str, ...]:
    """What BPJS refuses a file of that kind without, and no column of a newer template holds."""
    held = frozenset(values)
    wanted = (column.value for column in CURRENT[kind].columns if column.is_checked)
    return tuple(value for value in wanted if value not in held)


def recognised(headers: list[str]) -> Layout | None:
    """The layout that a sheet's headers are of, older variants included."""
    return of_headers(LAYOUTS, headers)
