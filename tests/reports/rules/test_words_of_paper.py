"""Letter, KAK, minutes and statement: their words by election kind, budget kind, and what is not known yet."""

import datetime
from dataclasses import asdict, replace

import pytest

from budgeting.rules.figures import Before, Figures, OfficeIdentity, Party, Unverified
from reports.rules.kak import kak, schedule
from reports.rules.letter import letter, term
from reports.rules.marks import MARK
from reports.rules.minutes import minutes
from reports.rules.statement import statement
from reports.rules.words import (
    day_in_words,
    headline,
    joined,
    letter_amount_in_words,
    months_text,
    nip,
    regional_head,
)
from tests.factories_figures import POSTS, make_figures, make_line

WORDS = "Rp17.570.520,00 (tujuh belas juta lima ratus tujuh puluh ribu lima ratus dua puluh rupiah)"


@pytest.fixture
def figures() -> Figures:
    return make_figures()


@pytest.fixture
def pilkada() -> Figures:
    doubt = Unverified("single-funding:pilkada", "Iuran ini tidak dibiayai anggaran lain", "tidak ada dalam NPHD", "")
    day = datetime.date(2024, 11, 27)
    return make_figures(
        election_kind="pilkada",
        election_name="Pilkada Serentak 2024",
        voting_day=day,
        legal_bases=(),
        unverified=(doubt,),
    )


def everything(figures: Figures) -> str:
    return " ".join(str(asdict(paper(figures))) for paper in (letter, kak, minutes, statement))


def test_the_letter_has_its_fields_in_order_and_its_number(figures: Figures):
    made = letter(figures)
    assert [label for label, _ in made.fields] == ["Nomor", "Sifat", "Lampiran", "Hal"]
    assert made.fields[0][1] == "900.1/117/Disnakertrans/2023"
    assert made.place_and_date == "Contoh, 14 Juli 2023"
    assert made.addressee[0] == "Yth. Sekretaris Daerah Kabupaten Contoh"


def test_the_letter_asks_for_the_total_in_figures_and_words(figures: Figures):
    points = {point.label: point for point in letter(figures).points}
    assert points["Kebutuhan"].text == f"{WORDS}, terdiri atas"
    assert [amount for _, amount in points["Kebutuhan"].parts] == ["Rp7.809.120,00", "Rp9.761.400,00"]
    assert points["Sasaran"].text == "364 (tiga ratus enam puluh empat) orang pada 10 kecamatan"
    assert points["Masa"].text == "Juli s.d. Desember 2023 (6 bulan)"
    later = "Januari s.d. Agustus 2024 sebesar Rp23.427.360,00 diusulkan tersendiri pada APBD TA 2024."
    assert points["Kelanjutan"].text == later


def test_every_paper_of_words_states_the_same_total(figures: Figures):
    for paper in (letter, kak, minutes, statement):
        assert WORDS in str(asdict(paper(figures)))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("murni", "APBD TA 2023"), ("perubahan", "Perubahan APBD TA 2023"), ("pergeseran", "Pergeseran Anggaran TA 2023")],
)
def test_the_subject_names_the_budget(kind: str, name: str):
    assert letter(make_figures(budget_kind=kind)).fields[3][1].endswith(f"pada {name}")


def test_a_change_tells_from_what_to_what():
    made = make_figures(budget_kind="perubahan", before=Before(20_000_000, 0, "DPA 2023"))
    points = {point.label: point.text for point in letter(made).points}
    assert points["Perubahan"] == "semula Rp20.000.000,00, berkurang Rp2.429.480,00, menjadi Rp17.570.520,00"


def test_a_letter_without_its_number_has_no_date_yet(figures: Figures):
    made = letter(replace(figures, letter_number=""))
    assert "2023" in made.place_and_date
    assert "14 Juli" not in made.place_and_date


def test_groups_paid_for_different_months_are_told_as_a_range():
    lines = (make_line(POSTS[0]), make_line(POSTS[4], months=("2023-07", "2023-08")))
    assert term(make_figures(lines=lines)) == "Juli s.d. Desember 2023 (2 sampai 6 bulan menurut kelompok)"


def test_pemilu_and_pilkada_name_who_pays(figures: Figures, pilkada: Figures):
    assert "tidak dibiayai APBN melalui KPU/Bawaslu" in letter(figures).request
    assert "(NPHD)" not in letter(figures).request
    assert "tidak termasuk dalam rencana anggaran hibah (NPHD)" in letter(pilkada).request
    assert "Pasal 434" in everything(figures)
    assert "Pasal 434" not in everything(pilkada)


def test_no_paper_says_whether_santunan_and_benefits_may_be_drawn_together(figures: Figures, pilkada: Figures):
    for each in (figures, pilkada):
        words = everything(each).lower()
        assert "tidak menyatakan dapat atau tidaknya" in words
        assert not any(claim in words for claim in ("dapat diterima bersama", "menerima keduanya", "kedua manfaat"))


def test_a_promise_that_nobody_has_confirmed_is_marked_in_drafts(pilkada: Figures):
    assert MARK in letter(pilkada).request
    assert MARK in statement(pilkada).promises[1]
    assert MARK not in letter(replace(pilkada, is_draft=False)).request


def test_citations_carry_their_title_or_the_number_alone(figures: Figures):
    bases = kak(figures).sections[0].blocks[1].items
    assert bases[0] == "Undang-Undang Nomor 17 Tahun 2003 tentang Keuangan Negara;"
    assert bases[-1] == f"Peraturan Menteri Dalam Negeri Nomor 84 Tahun 2022 {MARK};"


def test_a_decree_that_is_not_confirmed_for_the_year_is_marked(figures: Figures):
    number = figures.legal_bases[0].number
    doubt = Unverified("decree:2023", "Keputusan tentang kode anggaran tahun 2023", number, "")
    bases = kak(replace(figures, unverified=(doubt,))).sections[0].blocks[1].items
    assert bases[0].endswith(f"{MARK};")


def test_the_schedule_runs_from_the_first_month_to_the_last_payment(figures: Figures):
    table = schedule(figures)
    assert [column.title for column in table.columns][1:] == ["Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
    payments = next(row for row in table.rows if row.cells[0] == "Pembayaran iuran bulanan")
    assert payments.cells[1:] == (None, "■", "■", "■", "■", "■")


def test_minutes_spell_the_day_and_leave_blank_what_nobody_knows(figures: Figures):
    assert "Jumat, tanggal empat belas bulan Juli tahun dua ribu dua puluh tiga" in minutes(figures).opening
    assert "tanggal ...." in minutes(replace(figures, minutes_date=None)).opening
    assert len(minutes(figures).signatures) == len(figures.parties)


def test_a_signature_is_a_place_never_a_drawing(figures: Figures):
    block = letter(figures).signature
    assert block.place == "[ruang TTE / tanda tangan]"
    assert (block.name, block.nip) == ("Drs. Hasan Contoh, M.Si.", "NIP 19700101 199503 1 001")
    nobody = letter(replace(figures, signatory=Party("Kepala Dinas"))).signature
    assert set(nobody.name) == {"."}


def test_an_office_that_filled_in_nothing_still_gets_papers(figures: Figures):
    bare = replace(figures, office=OfficeIdentity("PEMERINTAH KABUPATEN CONTOH", "", city="Contoh"), minutes_number="")
    assert "Perangkat daerah pengusul" in everything(bare)


@pytest.mark.parametrize(
    ("region", "head"),
    [
        ("Kabupaten Contoh", "Bupati Contoh"),
        ("Kota Palembang", "Wali Kota Palembang"),
        ("Sumatera Selatan", "Gubernur Sumatera Selatan"),
    ],
)
def test_each_kind_of_region_has_its_head(region: str, head: str):
    assert regional_head(region) == head
    assert letter(make_figures(region_name=region)).copies[0] == f"{head} (sebagai laporan);"


@pytest.mark.parametrize(
    ("months", "text"),
    [
        (["2024-01"], "Januari 2024"),
        (["2024-01", "2024-02"], "Januari s.d. Februari 2024"),
        (["2024-01", "2024-03", "2024-04", "2024-06"], "Januari, Maret s.d. April, dan Juni 2024"),
        ([], ""),
    ],
)
def test_months_read_as_people_say_them(months: list[str], text: str):
    assert months_text(months) == text


def test_small_words():
    assert joined(["a", "b"]) == "a dan b"
    assert headline("DINAS TENAGA KERJA DAN TRANSMIGRASI") == "Dinas Tenaga Kerja dan Transmigrasi"
    assert headline("Dinas KB") == "Dinas KB"
    assert nip("197001011995031001") == "19700101 199503 1 001"
    assert nip("12") == "12"
    assert day_in_words(datetime.date(2023, 9, 29)).startswith("Jumat, tanggal dua puluh sembilan bulan September")
    assert letter_amount_in_words(1_001_000) == "Rp1.001.000,00 (satu juta seribu rupiah)"
