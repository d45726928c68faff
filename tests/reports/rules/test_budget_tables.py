"""RAB, RKA, recap, cash plan and appendix as plain rows, held to the worked example of a real layout."""

from dataclasses import replace

import pytest

from budgeting.rules.figures import Before, Figures, RecapRow
from reports.rules import recap_tables
from reports.rules.cash_tables import cash_plan, due_dates
from reports.rules.marks import MARK
from reports.rules.origin import confirmations, origins
from reports.rules.rab import rab
from reports.rules.rka import rka
from reports.rules.rka_change import rka_change
from reports.rules.rka_form import rka_form
from reports.rules.table import Role, Row, Table
from tests.factories_figures import POSTS, make_figures, make_line

TOTAL = 17_570_520


@pytest.fixture
def figures() -> Figures:
    return make_figures()


def last(table: Table) -> int:
    return table.rows[-1].cells[-1]


def texts(table: Table) -> str:
    return "\n".join(" ".join(table.written(row)) for row in table.rows)


def test_the_rab_is_the_worked_example_to_the_rupiah():
    rows = rab(make_figures()).rows
    items = [row.cells for row in rows if row.role is Role.ITEM]
    assert items[0] == (1, "Ketua PPK", "Rp2.500.000", "0,24%", 6_000, "10", 6, 360_000)
    assert [row[-1] for row in items] == [
        *(360_000, 1_267_200, 53_280, 224_640, 2_160_000, 3_744_000),
        *(450_000, 1_584_000, 66_600, 280_800, 2_700_000, 4_680_000),
    ]
    assert [row.cells[-1] for row in rows if row.role is Role.SUBTOTAL] == [7_809_120, 9_761_400]
    assert last(rab(make_figures())) == TOTAL


def test_the_rab_spells_the_total_and_names_who_is_left_out():
    notes = rab(make_figures()).notes
    assert notes[0] == "Terbilang: tujuh belas juta lima ratus tujuh puluh ribu lima ratus dua puluh rupiah"
    assert "Sekretaris PPK: 8 (delapan) orang dikecualikan (dijabat ASN, dijamin Taspen)." in notes


def test_a_position_without_insured_people_costs_no_row_but_a_note():
    lines = [make_line(post) for post in POSTS]
    lines[2] = replace(lines[2], excluded=10, insured=0, jkk=0, jkm=0)
    table = rab(make_figures(lines=tuple(lines)))
    assert "Sekretaris PPK" not in [row.cells[1] for row in table.rows]
    assert any(note.startswith("Sekretaris PPK: 10") for note in table.notes)


def test_a_price_that_changes_within_the_year_tells_its_rows_apart():
    first = make_line(POSTS[0], months=("2023-07", "2023-08"))
    second = make_line(POSTS[0], months=("2023-09",))
    names = [row.cells[1] for row in rab(make_figures(lines=(first, second))).rows if row.role is Role.ITEM]
    assert names[:2] == ["Ketua PPK (Juli s.d. Agustus)", "Ketua PPK (September)"]


def test_rka_shows_accounts_of_every_level_then_items_with_volume_and_price():
    table = rka(make_figures())
    shown = [table.written(row) for row in table.rows]
    assert [row[0] for row in shown[:5]] == ["5.1", "5.1.02", "5.1.02.02", "5.1.02.02.02", "5.1.02.02.02.0006"]
    assert {row[-1] for row in shown[:4]} == {"Rp17.570.520"}
    assert shown[7][1:] == (
        "Iuran JKK Ketua PPK\nSpesifikasi : 0,24% x Rp2.500.000",
        "10 Orang x 6 Bulan",
        "OB",
        "6.000",
        "0",
        "Rp360.000",
    )
    assert shown[-1][0] == "Jumlah Total Anggaran Kegiatan :"


def test_items_paid_for_other_months_stand_in_a_group_of_their_own():
    lines = tuple(make_line(post, months=("2023-07",) if post[2] == "pps" else ("2023-08",)) for post in POSTS)
    groups = [row for row in rka(make_figures(lines=lines)).rows if str(row.cells[1]).startswith("[-]")]
    assert [row.cells[1] for row in groups[:2]] == [
        "[-] PPK dan Sekretariat PPK, Agustus 2023",
        "[-] PPS, Juli 2023",
    ]
    assert sum(row.cells[-1] for row in groups) == sum(line.total for line in lines)


def changed(before: Before | None) -> list[Row]:
    return list(rka_change(make_figures(budget_kind="perubahan", before=before)).rows)


def test_a_change_is_after_less_before_at_every_level():
    rows = changed(Before(5_000_000, 9_000_000, "DPA 2023"))
    assert rows[0].cells[6] == 14_000_000
    assert rows[-1].cells[-1] == TOTAL - 14_000_000
    assert all(row.cells[-1] == row.cells[-2] - row.cells[6] for row in rows)


@pytest.mark.parametrize(
    "before",
    [
        None,
        Before(5_000_000, 9_000_000, "DPA 2023"),
        Before(400_000, 500_000, "", (("ppk-ketua", 300_000, 500_000), ("pantarlih", 100_000, 0))),
        Before(30_000_000, 0, "DPA 2023", (("ppk-ketua", 300_000, 0),)),
    ],
)
def test_items_of_a_change_meet_its_accounts_on_both_sides(before: Before | None):
    items = [row for row in changed(before) if row.depth]
    assert sum(row.cells[6] for row in items) == (before.jkk + before.jkm if before else 0)
    assert sum(row.cells[-2] for row in items) == TOTAL


def test_a_budget_that_shrinks_stands_in_parentheses():
    table = rka_change(make_figures(budget_kind="pergeseran", before=Before(20_000_000, 0, "DPA 2023")))
    assert table.written(table.rows[-1])[-1] == "(Rp2.429.480)"


@pytest.mark.parametrize(
    ("kind", "title", "form"),
    [
        ("murni", "RENCANA KERJA DAN ANGGARAN", "RKA - RINCIAN BELANJA SKPD"),
        ("perubahan", "RENCANA KERJA DAN PERUBAHAN ANGGARAN", "RKPA - RINCIAN BELANJA SKPD"),
        ("pergeseran", "RENCANA KERJA DAN PERUBAHAN ANGGARAN", "RKPA - RINCIAN BELANJA SKPD"),
    ],
)
def test_the_form_follows_the_budget_kind(kind: str, title: str, form: str):
    made = rka_form(make_figures(budget_kind=kind))
    assert (made.title[0], made.form) == (title, form)


def test_the_form_states_the_years_around_and_the_place():
    facts = dict(rka_form(make_figures()).facts)
    assert facts["Alokasi Tahun 2022"] == "Rp0 (terbilang: nol rupiah)"
    assert facts["Alokasi Tahun 2024"].startswith("Rp23.427.360 (terbilang: dua puluh tiga juta")
    below = dict(rka_form(make_figures()).sub_activity)
    assert below["Lokasi"] == "Kab. Contoh, Semua Kecamatan, Semua Kel/Desa"
    assert below["Waktu Pelaksanaan"] == "Juli s.d. Desember"


def test_the_recap_meets_the_total_in_people_and_rupiah():
    total = recap_tables.summary(make_figures()).rows[-1].cells
    assert total == ("JUMLAH", None, 100, None, 380, 380, 16, 7_809_120, 9_761_400, TOTAL)


def test_what_no_place_is_known_for_stands_in_a_row_and_counts():
    figures = make_figures()
    kept = figures.recap[:-11]  # all but the last kecamatan and its ten desa
    moved = replace(figures.recap[-11], code="99.01", name="", level="undetailed", desa=0)
    table = recap_tables.summary(replace(figures, recap=(*kept, moved)))
    assert table.rows[-2].cells[1] == "Belum dirinci"
    assert last(table) == TOTAL


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Contoh", "Belum dirinci (Contoh)"),
        ("Belum dirinci (Contoh)", "Belum dirinci (Contoh)"),
        ("Belum dirinci; pengecualian 12 orang", "Belum dirinci; pengecualian 12 orang"),
    ],
)
def test_what_has_no_place_says_so_once(name: str, printed: str):
    row = replace(make_figures().recap[-11], name=name, level="undetailed")
    assert recap_tables.place_name(row) == printed


def test_desa_rows_are_a_breakdown_and_never_counted_again():
    table = recap_tables.per_desa(make_figures())
    assert table is not None
    assert [row.cells[1] for row in table.rows[:2]] == ["Kecamatan A", "Desa 1-1"]
    assert len([row for row in table.rows if row.role is Role.ITEM]) == 100
    only_kecamatan = tuple(row for row in make_figures().recap if row.level == "kecamatan")
    assert recap_tables.per_desa(make_figures(recap=only_kecamatan)) is None


def test_each_institution_has_a_block_of_its_own():
    lines = (
        make_line(POSTS[0]),
        make_line(POSTS[4], code="pkd", name="Panwaslu Kelurahan/Desa", body="pkd", body_name="PKD"),
        make_line(POSTS[4], code="linmas", name="Linmas", body="linmas", body_name="Linmas", institution="Satpol PP"),
    )
    lines = (lines[0], replace(lines[1], institution="Bawaslu"), lines[2])
    row = RecapRow("99.01.01", "A", "99.01", "kecamatan", 3, 5, (1, 3, 10), 14, 0, 1, 1)
    figures = make_figures(lines=lines, recap=(row,))
    tables = recap_tables.blocks(figures)
    assert [table.title for table in tables] == [
        "Badan ad hoc KPU",
        "Badan ad hoc Bawaslu",
        "Linmas/petugas ketertiban TPS",
    ]
    assert [last(table) for table in tables] == [1, 3, 10]
    assert recap_tables.summary(figures).rows[0].cells[4:8] == (1, 3, 10, 14)


def test_the_cash_plan_pays_decembers_premium_before_the_year_closes():
    table = cash_plan(make_figures())
    monthly = TOTAL // 6
    blank = (None,) * 7
    assert table.rows[-1].cells[2:] == (TOTAL, *blank, monthly, monthly, monthly, monthly, 2 * monthly)
    assert "Iuran Desember 2023 jatuh tempo pada Januari 2024" in table.notes[0]


def test_a_cash_plan_within_the_year_needs_no_note():
    early = make_figures(lines=tuple(make_line(post, months=("2023-07",)) for post in POSTS))
    assert cash_plan(early).notes == ()
    assert cash_plan(early).rows[-1].cells[2] == early.total


def test_due_dates_are_told_month_by_month(figures: Figures):
    rows = due_dates(figures).rows
    assert rows[0].cells == (
        *("Juli 2023", 364, 1_301_520, 1_626_900, 2_928_420, "15 Agustus 2023"),
        "Agustus 2023",
    )
    assert rows[-1].cells[4] == TOTAL


def test_the_appendix_indents_what_a_figure_is_made_of(figures: Figures):
    rows = origins(figures).rows
    assert rows[2].cells[1] == "10 kecamatan × 1 = 10 orang"
    assert [row.depth for row in rows[:4]] == [0, 0, 1, 1]


def test_a_confirmed_figure_names_its_person_an_open_one_says_so(figures: Figures):
    first, *others = figures.unverified
    sure = replace(first, confirmed_by="Ir. Contoh", basis="Surat BPKAD 900/1/2023")
    table = confirmations(replace(figures, unverified=(sure, *others)))
    assert table is not None
    assert [row.cells[3] for row in table.rows] == ["Ir. Contoh", "belum dikonfirmasi", "belum dikonfirmasi"]
    assert confirmations(replace(figures, unverified=())) is None


def test_marks_stand_beside_open_figures_and_go_when_confirmed(figures: Figures):
    assert f"Belanja Jasa {MARK}" in texts(rka(figures))
    assert rka(figures).notes == (f"PPN atas iuran Rp0 {MARK}",)
    confirmed = tuple(replace(each, confirmed_by="Ir. Contoh") for each in figures.unverified)
    assert MARK not in texts(rka(replace(figures, unverified=confirmed)))
    assert MARK not in texts(rka(replace(figures, is_draft=False)))


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("rate:JKK-PU-2015-07-01", f"0,24% {MARK}"),
        ("honorarium:ppk-ketua", f"Rp2.500.000 {MARK}"),
        ("ratio:pps-ketua", f"100 {MARK}"),
    ],
)
def test_each_kind_of_doubt_marks_its_own_cell(figures: Figures, key: str, where: str):
    doubt = replace(figures.unverified[0], key=key)
    assert where in texts(rab(replace(figures, unverified=(doubt,))))
