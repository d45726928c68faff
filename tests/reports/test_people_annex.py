"""The annex of names: nobody is lost, sums meet, groups go on by name, and no name is cut."""

import datetime
import io
import re

import pytest
from pypdf import PdfReader

from reports.rules.people_annex import Closed, Depth, Listed, Opened, Row, lines
from reports.writers.people_annex import Head, Written, write

FIRST, LAST = datetime.date(2024, 1, 25), datetime.date(2024, 2, 25)
NAMES = {
    "16.09.01": "Muaradua",
    "16.09.01.2003": "Suka Raja",
    "16.09.01.1004": "Pasar Muaradua",
    "16.09.02": "Simpang",
    "16.09.02.2001": "Suka Raja",
}
LONG = "Raden Ayu Siti Fatimah Az-Zahra Kusumonegoro Adiningrat binti Abdul Rahman Siregar Pane, S.Pd.I., M.Pd.I."


def listed(region: str = "16.09.01.2003", name: str = "Siti Contoh", **values: object) -> Listed:
    given = {"section": "", "sex": "P", "nik": "1609**********01", "post": "Anggota KPPS", "tps": 4}
    return Listed(region=region, name=name, first=FIRST, last=LAST, **{**given, **values})


def written(people: list[Listed], paper: str = "A4", in_full: bool = False) -> tuple[Written, list[str]]:
    head = Head(("DAFTAR NAMA",), ("Kiriman nomor 3",), "Kiriman 3 | Kabupaten Contoh", "Dinas", in_full, paper)
    out = io.BytesIO()
    result = write(out, head, iter(people), NAMES)
    return result, [" ".join(page.extract_text().split()) for page in PdfReader(out).pages]


def many(count: int) -> list[Listed]:
    codes = ("16.09.01", "16.09.01.1004", "16.09.01.2003", "16.09.02.2001")
    return [listed(codes[4 * place // count], f"Orang{place:04d}", sex="LP"[place % 2]) for place in range(count)]


def _forms(out: io.BytesIO) -> list:
    return list(PdfReader(out).pages[0]["/Resources"]["/XObject"].values())


def test_groups_open_and_close_around_their_people_and_sums_meet():
    told = list(lines(many(40), NAMES))
    opened = [line.title for line in told if isinstance(line, Opened)]
    assert opened == [
        "Kecamatan Muaradua",
        "Tingkat kecamatan",
        "Kelurahan Pasar Muaradua",
        "Desa Suka Raja",
        "Kecamatan Simpang",
        "Desa Suka Raja",
    ]
    sums = {depth: sum(line.tally.people for line in told if isinstance(line, Closed) and line.depth is depth)
            for depth in (Depth.KECAMATAN, Depth.DESA)}  # fmt: skip
    assert sums == {Depth.KECAMATAN: 40, Depth.DESA: 40}
    assert [line.number for line in told if isinstance(line, Row)] == list(range(1, 41))


def test_one_list_after_another_is_numbered_through_and_summed_by_itself():
    told = list(lines([listed(section="Peserta baru"), listed(section="Berhenti"), listed(section="Berhenti")], NAMES))
    sections = [(line.title, line.tally.people) for line in told if isinstance(line, Closed) and not line.depth]
    assert sections == [("Peserta baru", 1), ("Berhenti", 2)]


def test_the_recap_says_of_which_list_each_kecamatan_is():
    people = [listed(section=section, region=code) for section in ("Belum dijawab", "Ditolak") for code in NAMES]
    last = written(people)[1][-1]
    recap = last.partition("REKAPITULASI")[2]
    for line in ("Belum dijawab: Kecamatan Muaradua", "Ditolak: Kecamatan Muaradua", "Ditolak: Kecamatan Simpang"):
        assert line in recap


def test_a_long_line_at_the_foot_is_narrowed_so_that_it_ends_before_the_page_number():
    head = Head(("DAFTAR NAMA",), (), "Daftar petugas yang panjang sekali namanya " * 4, "Dinas", False, "A4")
    out = io.BytesIO()
    write(out, head, iter(many(1)), NAMES)
    content = b"".join(each.get_object().get_data() for each in _forms(out))
    narrowed = re.search(rb"([\d.]+) Tz [\d.]+ [\d.]+ Td", content)
    assert narrowed is not None
    assert float(narrowed[1]) < 100


def test_everyone_stands_on_a_page_and_pages_are_numbered_to_the_last():
    result, pages = written(many(400))
    text = " ".join(pages)
    assert result == Written(len(pages), 400)
    assert [name for name in (f"Orang{place:04d}" for place in range(400)) if text.count(name) != 1] == []
    assert [f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
    assert all("LAMPIRAN TERBATAS" in page for page in pages)
    assert "JUMLAH SELURUHNYA 400 orang (L 200, P 200)" in text
    assert text.count("Kecamatan Muaradua 300 orang (L 150, P 150)") == 2  # its own sum, and the recap


def test_a_group_that_goes_on_says_so_on_the_next_page():
    _, pages = written([listed(name=f"Orang{place:04d}") for place in range(100)])
    assert "lanjutan" not in pages[0]
    assert all("Desa Suka Raja, Kecamatan Muaradua … lanjutan" in page for page in pages[1:])


def test_no_heading_stands_alone_at_the_foot_of_a_page():
    for count in range(36, 50):
        _, pages = written(
            [*(listed(name=f"Orang{place}") for place in range(count)), listed("16.09.02.2001", "Akhir")]
        )
        (heading,) = (page for page in pages if "Kecamatan Simpang Desa Suka Raja" in page)
        assert "Akhir" in heading


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_a_long_name_takes_more_lines_and_loses_nothing(paper: str):
    _, (page,) = written([listed(name=LONG, post="Sekretaris Sekretariat Panitia Pemilihan Kecamatan")], paper)
    assert LONG in page
    assert "Sekretaris Sekretariat Panitia Pemilihan Kecamatan" in page


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Łukasz Žižka Ñandú", "Łukasz Žižka Ñandú"),
        ("O'Neil (alias \\ Tika)", "O'Neil (alias \\ Tika)"),
        ("e\u0301lan", "élan"),
        ("Siti\u200b\n Aminah", "Siti Aminah"),
        ("Li 李", "Li [U+674E]"),
        ("Χρήστος Иванов ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮ", "Χρήστος Иванов ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮ"),
        ("A" * 90, "A" * 90),
    ],
)
def test_letters_of_any_kind_are_drawn_or_named(name: str, shown: str):
    _, (page,) = written([listed(name=name)])
    assert shown.replace(" ", "") in page.replace(" ", "")


def test_it_says_whether_numbers_are_whole():
    assert "NIK ditampilkan sebagian" in written([listed()])[1][0]
    assert "NIK ditampilkan lengkap" in written([listed()], in_full=True)[1][0]


def test_an_empty_list_is_a_page_that_says_so():
    result, (page,) = written([])
    assert result == Written(1, 0)
    assert "JUMLAH SELURUHNYA 0 orang" in page


def test_the_same_list_gives_the_same_bytes():
    outs = [io.BytesIO(), io.BytesIO()]
    for out in outs:
        write(out, Head(("DAFTAR",), (), "x", "y", False), iter(many(60)), NAMES)
    assert outs[0].getvalue() == outs[1].getvalue()


def test_every_font_is_embedded():
    out = io.BytesIO()
    write(out, Head(("DAFTAR",), (), "x", "y", False), iter([listed()]), NAMES)
    assert not re.search(rb"/BaseFont\s*/(Helvetica|Times|Courier)", out.getvalue())
