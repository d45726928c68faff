"""Styles in which offices send rosters: sheets a kecamatan, letterheads, page breaks, other orders of dates."""

from datetime import date
from typing import Any

from tests.enrolment.hard_rosters import (
    KECAMATAN,
    Cells,
    Made,
    Person,
    Sheet,
    american,
    as_serial,
    in_words,
    kpps,
    opendocument,
    seats,
    separated,
    with_faults,
    workbook,
)
from tests.factories_rosters import person

COMMON = ["nik-missing", "nik-length", "nik-date", "nik-birth-date", "nik-sex", "sex-from-nik", "mother-missing"]
SIGNED: list[Cells] = [[], ["", "", "Muaradua, 20 Januari 2024"], ["", "", "Ketua PPS"], [], ["", "", "DRS. FULAN"]]


def sheets_of_kecamatan() -> Made:
    """A sheet a kecamatan that only its title names, desa where a group begins, a recap, a hidden sheet, signatures."""
    desa = {"16.09.01": ("1014", "Bumi Agung"), "16.09.05": ("2008", "Tanjung Sari")}
    codes = [*COMMON, "nik-not-digits", "nik-serial", "nik-excel-damage", "nik-region", "name-missing",
             "birth-date-from-nik", "birth-date-invalid", "sex-invalid", "address-missing", "phone-invalid",
             "position-unknown", "position-not-yours", "tps-unknown"]  # fmt: skip
    sheets = [_recap(), Sheet("Data lama", [["NIK", "Nama"], [person(990)["nik"], "Sumarno"]])]
    for number, (kecamatan, (suffix, name)) in enumerate(desa.items()):
        people = [
            each
            for tps in (1, 2, 3)
            for each in kpps(f"{kecamatan}.{suffix}", name, tps, first=100 * number + 10 * tps)
        ]
        for place, each in enumerate(with_faults(people, codes[10 * number : 10 * number + 10])):
            people[place] = {**each, "desa": "" if place % 7 else name}
        sheets.append(_sheet_of_kecamatan(KECAMATAN[kecamatan], people))
    tps = [
        (f"{kecamatan}.{suffix}", number, 250) for kecamatan, (suffix, _name) in desa.items() for number in (1, 2, 3)
    ]
    return made("kpps.xlsx", workbook(*sheets, hidden=["Data lama"]), *sheets, body="kpps", tps=tps)


def _recap() -> Sheet:
    return Sheet("REKAP", [["No", "Kecamatan", "Jumlah TPS", "KPPS"], [1, "Muara Dua", 3, 21], ["", "JUMLAH", 6, 42]])


def _sheet_of_kecamatan(name: str, people: list[Person]) -> Sheet:
    sheet = Sheet(name)
    sheet.say(["DAFTAR NAMA KPPS"], [f"KECAMATAN : {name.upper()}"], [])
    sheet.say(
        [
            "No.",
            "Nama",
            "NIK",
            "Tempat Lahir",
            "Tgl. Lahir",
            "JK",
            "Alamat",
            "Nama Ibu",
            "HP/WA",
            "Desa/Kel.",
            "TPS",
            "Jabatan",
        ]
    )
    sheet.people(
        people,
        lambda each: [
            1, each["name"], each["nik"], each["birth_place"], in_words(each["born"]), each["sex"], each["address"],
            each["mother"], each["phone"], each["desa"], each["tps"], each["position"],
        ],
    )  # fmt: skip
    sheet.say(["", "Jumlah", 21], *SIGNED)
    return sheet


def letterhead_csv() -> Made:
    """PPK as a CSV of Windows-1252 under the office's address; the one cell of place names a kecamatan."""
    people = seats("PPK", ["Ketua", *["Anggota"] * 4], "35.07.04", first=1)
    people += seats("Sekretariat PPK", ["Staf", "Staf"], "35.07.04", first=6)
    people[0]["name"] = "José Soéharto"
    sheet = Sheet(None)
    sheet.say(["KPU KABUPATEN MALANG"], ["Jl. Panji No. 1 Kelurahan Kepanjen Kecamatan Kepanjen Telp. (0341) 123"], [])
    sheet.say(["No", "Wilayah Kerja", "Nama", "Jabatan", "NIK", "Tempat, Tgl Lahir", "L/P", "Alamat", "Ibu", "Telepon"])
    sheet.people(
        with_faults(people, ["position-not-yours", "birth-date-from-nik", "phone-invalid"]),
        lambda each: [
            1, each["kec"], each["name"], each["position"], each["nik"],
            f"{each['birth_place']}, {in_words(each['born'])}", each["sex"], each["address"], each["mother"],
            each["phone"],
        ],
    )  # fmt: skip
    content = separated(sheet, ";", "cp1252")
    return made("ppk.csv", content, sheet, region="35.07", preset="pilkada-2024")


_DEEP_HEADER: list[Cells] = [
    ["NO", "WILAYAH", "", "", "IDENTITAS", "", "", "", "", "", "", "JABATAN", "KONTAK"],
    ["", "Kecamatan", "Desa/", "TPS", "Nama", "NIK", "Kelahiran", "", "L/P", "Alamat", "Nama Ibu", "", "Nomor"],
    ["", "", "Kelurahan", "", "(sesuai KTP)", "", "Tempat", "Tanggal", "", "", "Kandung", "", "HP/WA"],
]


def deep_header() -> Made:
    """Three header rows, repeated at each page; places in merged cells; dates and phones as numbers; subtotals."""
    sheet = Sheet("Lampiran")
    sheet.say(*[[title] for title in ("LAMPIRAN I", "KEPUTUSAN KETUA PPS", "KPPS", "TAHUN 2024", "", "")])
    codes = [*COMMON, "birth-date-invalid"]
    people = [each for tps in (1, 2, 3) for each in kpps("35.16.08.2003", "Awang-awang", tps, first=10 * tps)]
    people = with_faults(people, codes)
    for page in range(3):
        sheet.say(*_DEEP_HEADER, *([[f"({n})" for n in range(1, 14)]] if page == 0 else []))
        sheet.people(_one_group(people[7 * page : 7 * page + 7]), _numbers_everywhere)
        sheet.say(["", f"Jumlah TPS {page + 1:03}", "", "", "7 orang"])
    sheet.say(*SIGNED)
    merged = ["B7:D7", "E7:K7", "G8:H8", "A7:A9", "L7:L9", "B11:B17", "C11:C17", "D11:D17"]
    tps = [("35.16.08.2003", number, 280) for number in (1, 2, 3)]
    return made("lampiran.xlsx", workbook(sheet, merged=merged), sheet, region="35.16", body="kpps", tps=tps)


def _one_group(people: list[Person]) -> list[Person]:
    return [people[0], *({**each, "kec": "", "desa": "", "tps": ""} for each in people[1:])]


def _numbers_everywhere(each: Person) -> Cells:
    phone = int(each["phone"]) if len(each["phone"]) > 5 else each["phone"]
    return [
        1, each["kec"], each["desa"], each["tps"], f"H. {each['name']}, S.Pd.", each["nik"], each["birth_place"],
        as_serial(each["born"]), each["sex"], each["address"], each["mother"], each["position"], phone,
    ]  # fmt: skip


def linmas_ods() -> Made:
    """Satpol PP's own list: few columns, a post in every office's words, neither a mother nor a sex."""
    words = ["Pamsung", "PAM TPS", "Hansip", "Satlinmas", "Linmas 1", "Petugas Ketertiban TPS"]
    people = [
        each
        for tps in (1, 2, 3)
        for each in seats("", ["", ""], "16.09.01.2025", "Batu Belang II", tps, first=10 * tps + 1)
    ]
    people = [{**each, "position": word} for each, word in zip(people, words, strict=True)]
    people = [{**each, "codes": ("sex-from-nik",)} for each in people]
    sheet = Sheet("Linmas")
    sheet.say(["SATUAN POLISI PAMONG PRAJA"], ["DATA PETUGAS KETERTIBAN TPS"], [])
    sheet.say(
        ["NO", "N A M A", "N I K", "TEMPAT/TANGGAL LAHIR", "ALAMAT", "NO. HP", "KECAMATAN", "DESA/KEL", "TPS", "TUGAS"]
    )
    sheet.people(
        people,
        lambda each: [
            1, each["name"], each["nik"], f"{each['birth_place']}, {in_words(each['born'])}", each["address"],
            each["phone"], each["kec"], each["desa"], f"5/TPS {each['tps']:03}", each["position"],
        ],
    )  # fmt: skip
    tps = [("16.09.01.2025", number, 250) for number in (1, 2, 3)]
    return made("linmas.ods", opendocument(sheet), sheet, institution="Satpol PP", tps=tps)


def american_csv() -> Made:
    """PTPS without a column of posts, as text of UTF-16 with tabs; the NIK tells that months stand before days."""
    people = [each for tps in range(1, 13) for each in seats("", [""], "35.16.08.1004", "Kauman", tps, first=tps)]
    sheet = Sheet(None)
    sheet.say(
        [
            "NAMA",
            "NIK",
            "TEMPAT LAHIR",
            "TANGGAL LAHIR",
            "GENDER",
            "ALAMAT",
            "IBU KANDUNG",
            "HP",
            "KEC",
            "KEL",
            "NO TPS",
        ]
    )
    sheet.people(
        with_faults(people, ["nik-length", "nik-birth-date", "sex-from-nik", "phone-invalid"]),
        lambda each: [
            each["name"], each["nik"], each["birth_place"], american(each["born"]), each["sex"], each["address"],
            each["mother"], each["phone"], each["kec"], f"KEL. {each['desa'].upper()}", f"{each['tps']:03}",
        ],
    )  # fmt: skip
    tps = [("35.16.08.1004", number, 250) for number in range(1, 13)]
    given: dict[str, Any] = {"region": "35.16", "institution": "Bawaslu", "body": "ptps", "tps": tps}
    return made("ptps.csv", separated(sheet, "\t", "utf-16"), sheet, **given)


def one_after_the_other() -> Made:
    """Pantarlih who serve as KPPS later, somebody twice at once, a replacement, a reserve; desa and TPS in one cell."""
    coklit = seats("", ["", ""], "35.16.08.1005", "Sarirejo", 3, first=1)
    coklit = [{**each, "position": "PPDP", "days": (date(2024, 6, 24), date(2024, 7, 25))} for each in coklit]
    whole = {"days": (date(2024, 11, 7), date(2024, 12, 8))}
    voting = [{**each, **whole} for each in kpps("35.16.08.1005", "Sarirejo", 1, first=20)]
    voting[3] = {**coklit[0], **{key: voting[3][key] for key in ("tps", "position", "days")}}
    voting[5]["days"] = (date(2024, 11, 7), date(2024, 11, 20))
    came = {**person(40), **{key: voting[6][key] for key in ("kec", "desa", "tps", "position")}}
    voting.append({**came, "days": (date(2024, 11, 21), date(2024, 12, 8))})
    voting.append({**came, **person(41), "days": (date(2024, 11, 9), date(2024, 12, 8)), "codes": ("unit-overfull",)})
    voting.append({**came, **person(42), "days": ("", ""), "status": "Cadangan"})
    other = [{**each, **whole} for each in kpps("35.16.08.1005", "Sarirejo", 2, first=60)]
    twice = {key: voting[1][key] for key in ("nik", "name", "born", "sex")}
    other[4] = {**other[4], **twice, "codes": ("nik-twice-in-file",), "meant": dict(other[4])}
    sheet = Sheet("Badan Adhoc")
    sheet.say(["Kecamatan", "Desa / Kelurahan / TPS", "NIK", "Nama", "Tempat Lahir", "Tgl Lahir", "L/P", "Alamat",
               "Ibu Kandung", "HP", "Jabatan", "Status", "TMT Awal", "TMT Akhir"])  # fmt: skip
    sheet.people(
        [*coklit, *voting, *other],
        lambda each: [
            each["kec"], f"{each['desa']}/TPS {each['tps']:03}", each["nik"], each["name"], each["birth_place"],
            each["born"], each["sex"], each["address"], each["mother"], each["phone"], each["position"],
            each.get("status", "Aktif"), *each["days"],
        ],
    )  # fmt: skip
    tps = [("35.16.08.1005", number, 550) for number in (1, 2)]
    return made("adhoc.xlsx", workbook(sheet), sheet, region="35.16", preset="pilkada-2024", tps=tps)


def made(
    name: str, content: bytes, *sheets: Sheet, region: str = "16.09", institution: str = "KPU", **asked: Any
) -> Made:
    faults = {fault for sheet in sheets for fault in sheet.faults}
    whole = {place: cells for sheet in sheets for place, cells in sheet.whole.items()}
    return Made(name, content, faults, whole, region, institution, **asked)


STYLES = (
    sheets_of_kecamatan, letterhead_csv, deep_header, linmas_ods, american_csv, one_after_the_other,
)  # fmt: skip
