"""The workbook of a proposal: formulas that are alive, values that are there without them, totals that meet."""

import io
from dataclasses import replace

import openpyxl
import pytest

from budgeting.rules.figures import Before, Figures
from reports.writers import workbook
from tests.factories_figures import HALF_YEAR, JKK, POSTS, make_figures, make_line
from tests.formulas import Book

SHEETS = ["Ringkasan", "RAB", "RKA", "Rekap Kecamatan", "RAK", "Asumsi"]
TOTAL = 17_570_520


def opened(*years: Figures, values: bool) -> openpyxl.Workbook:
    content = workbook.make(years or [make_figures()], title="Usulan contoh")
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def change() -> Figures:
    before = Before(5_000_000, 9_000_000, "DPA 2023", (("ppk-ketua", 300_000, 500_000), ("pantarlih", 100_000, 0)))
    return make_figures(budget_kind="perubahan", pagu=14_000_000, before=before)


def flat_rate() -> Figures:
    lines = tuple(
        make_line(
            post,
            membership="BPU",
            wage=None,
            jkk_rate=replace(JKK, label="Rp10.000"),
            jkm_rate=replace(JKK, label="Rp6.800"),
            jkk_month=10_000,
            jkm_month=6_800,
            jkk=post[5] * post[6] * 6 * 10_000,
            jkm=post[5] * post[6] * 6 * 6_800,
            insured=post[5] * post[6],
            excluded=0,
        )
        for post in POSTS
    )
    return make_figures(lines=lines)


@pytest.mark.parametrize("figures", [make_figures(), change(), flat_rate()], ids=["murni", "perubahan", "BPU"])
def test_every_formula_gives_the_value_that_it_carries(figures: Figures):
    carried = opened(figures, values=True)
    book = Book(opened(figures, values=False))
    formulas = list(book.formulas())
    wrong = {
        (sheet, cell): (book.value(sheet, cell), carried[sheet][cell].value)
        for sheet, cell in formulas
        if book.value(sheet, cell) != carried[sheet][cell].value
    }
    assert len(formulas) > 400
    assert wrong == {}


def totals(book: openpyxl.Workbook) -> dict[str, tuple[int, int, int]]:
    rows = book["Ringkasan"].iter_rows(values_only=True)
    return {row[0]: row[1:] for row in rows if str(row[0]).startswith("Jumlah menurut")}


@pytest.mark.parametrize("figures", [make_figures(), change()], ids=["murni", "perubahan"])
def test_every_sheet_shows_the_total_without_computing(figures: Figures):
    assert totals(opened(figures, values=True)) == {
        "Jumlah menurut RAB": (TOTAL, TOTAL, 0),
        "Jumlah menurut RKA": (TOTAL, TOTAL, 0),
        "Jumlah menurut Rekap Kecamatan": (TOTAL, TOTAL, 0),
        "Jumlah menurut RAK": (TOTAL, TOTAL, 0),
    }


def test_a_changed_assumption_moves_every_sum_and_shows_as_a_difference():
    book = opened(values=False)
    first = next(row for row in book["Asumsi"].iter_rows() if row[1].value == "ppk-ketua")
    first[4].value += 1  # one more person: six months at 6,000 and 7,500 rupiah
    computed = Book(book)
    summary = {row[0].value: row[0].row for row in book["Ringkasan"].iter_rows()}
    for name in ("Jumlah menurut RAB", "Jumlah menurut RKA", "Jumlah menurut RAK"):
        assert computed.value("Ringkasan", f"D{summary[name]}") == 6 * (6_000 + 7_500)


def test_a_change_shows_before_after_and_difference():
    rows = {row[1]: row[6:9] for row in opened(change(), values=True)["RKA"].iter_rows(values_only=True) if row[1]}
    assert rows["BELANJA OPERASI"] == (14_000_000, TOTAL, 3_570_520)
    assert rows["Iuran JKM Ketua PPK\nSpesifikasi : 0,30% x Rp2.500.000"] == (500_000, 450_000, -50_000)


def test_what_people_typed_is_never_a_formula():
    lines = tuple(make_line(post, name="=2+3", reason="@SUM(A1)") for post in POSTS)
    book = opened(make_figures(lines=lines, letter_number="+62", fund_source="-1"), values=False)
    typed = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value in ("=2+3", "+62", "-1")]
    assert len(typed) > 10
    assert {cell.data_type for cell in typed} == {"s"}


def test_several_years_stand_side_by_side():
    later = make_figures(fiscal_year=2024, lines=tuple(make_line(post, months=("2024-01",)) for post in POSTS))
    names = opened(make_figures(), later, values=True).sheetnames
    assert names == [f"{name}-{year}" for year in (2023, 2024) for name in SHEETS]


def test_amounts_are_whole_numbers_in_groups_of_three():
    book = opened(values=True)
    assert book.sheetnames == SHEETS
    total = next(row[7] for row in book["RAB"].iter_rows() if row[0].value == "JUMLAH")
    assert (total.value, type(total.value), total.number_format) == (TOTAL, int, "#,##0;(#,##0)")


def test_sheets_are_ready_for_the_printer_and_for_reading():
    for sheet in opened(make_figures(office=replace(make_figures().office, paper="F4")), values=True):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.page_setup.paperSize == 14
        assert sheet.oddFooter.left.text == "KONSEP"
        if sheet.title != "Ringkasan":
            assert sheet.print_title_rows
            assert sheet.freeze_panes


def test_months_outside_the_plan_cost_nothing():
    rows = opened(values=True)["RAK"].iter_rows(values_only=True)
    amounts = next(row for row in rows if row[0] == "JUMLAH")[2:]
    monthly = TOTAL // len(HALF_YEAR)
    # July's premium is paid in August; December's is paid in December, before the year closes.
    assert amounts == (TOTAL, 0, 0, 0, 0, 0, 0, 0, monthly, monthly, monthly, monthly, 2 * monthly)
