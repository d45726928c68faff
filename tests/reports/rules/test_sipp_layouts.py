"""The layouts are those of the seed data, entry by entry; a sheet's headers find theirs."""

import pytest

from reports.rules.sipp_layout import UNKNOWN_NPP, Kind, Layout, file_name, npp_digits
from reports.rules.sipp_layouts import (
    CURRENT,
    LAYOUTS,
    LEAVERS,
    NEW_MEMBERS,
    STOP_CODES,
    WAGES,
    lacking,
    recognised,
    values_of,
)
from reports.rules.sipp_values import VALUES, unknown_values


@pytest.fixture(scope="session")
def told(seed):
    return {row["code"]: row for row in seed["sipp_files"]}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_a_layout_is_that_of_the_seed_data(layout: Layout, told):
    row = told[layout.code]
    assert list(layout.headers) == row["columns"]
    assert layout.variant == row.get("variant", "")
    assert layout.file_name == row.get("file_name", "")
    assert (layout.writes, layout.confidence, layout.source) == (row["write"], row["confidence"], row["source"])
    assert layout.date_format == row["date_format"]
    assert layout.max_rows == row.get("max_rows", layout.max_rows)
    if "sheets" in row:
        assert list(layout.sheets) == row["sheets"]
        assert layout.data_sheet == row["data_sheet"]
    for name, key in (("is_marked", "marked_required"), ("is_checked", "upload_check"), ("is_editable", "editable")):
        marked = {column.header for column in layout.columns if getattr(column, name)}
        assert marked == set(row.get(key, ())), name
    if "dates" in row:
        assert {column.header for column in layout.columns if column.is_date} == set(row["dates"])


def test_no_entry_of_the_seed_data_is_left_out(told, seed):
    assert {layout.code for layout in LAYOUTS} == set(told)
    assert dict(STOP_CODES) == seed["sipp_codes"]["SEBAB_NA"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_headers_find_their_layout(layout: Layout):
    assert recognised(list(layout.headers)) is layout
    assert recognised([f" {header.lower()} " for header in layout.headers] + ["Keterangan kami"]) is layout


def test_a_file_of_wages_may_name_our_number_otherwise():
    headers = ["NO_PEGAWAI" if header == "ID_PEGAWAI" else header for header in WAGES.headers]
    assert recognised(headers) is WAGES
    assert recognised(["", *WAGES.headers[1:]]) is None


def test_headers_of_nothing_known_find_none():
    assert recognised(["NIK", "NAMA"]) is None
    assert recognised(list(NEW_MEMBERS.headers[:-1])) is None


def test_an_older_template_finds_what_stands_in_its_columns():
    layouts = {layout.variant: layout for layout in LAYOUTS if layout.variant}
    v31 = dict(enumerate(values_of(layouts["V-31"].headers)))
    assert [place for place, value in v31.items() if value == "email"] == [10]  # the first EMAIL is left empty
    for variant in ("V-29", "V-32", "V-50"):
        values = values_of(layouts[variant].headers)
        assert values[1:4] == ["name", "", ""]
        assert values[layouts[variant].headers.index("NOMOR_IDENTITAS")] == "nik"
    assert lacking(Kind.NEW, values_of(layouts["V-32"].headers)) == ()
    assert lacking(Kind.NEW, values_of(layouts["V-50"].headers)) == ("location", "contract_status", "start")
    assert lacking(Kind.LEAVER, ["kpj", "name"]) == ("birth_date", "stop_code", "stopped_on")


def test_columns_hold_values_that_there_are():
    assert [unknown_values(layout.values) for layout in LAYOUTS] == [()] * len(LAYOUTS)
    assert unknown_values(["name", "", "blood"]) == ("blood",)
    assert set(VALUES) >= {value for layout in CURRENT.values() for value in layout.values if value}


@pytest.mark.parametrize(
    ("npp", "digits"),
    [("01234567", "01234567"), ("JJ012345678 / 000", "01234567"), ("", UNKNOWN_NPP), ("JJ1234", UNKNOWN_NPP)],
)
def test_the_templates_name_ends_in_the_npp(npp: str, digits: str):
    assert npp_digits(npp) == digits
    assert file_name(NEW_MEMBERS, npp) == f"template_tk_{digits}.xlsx"
    assert file_name(LEAVERS, npp) == f"template_tk_na_{digits}.xlsx"
