"""A receipt's counts: every row of the file in one of them, and the total is the file's."""

from dataclasses import replace

import pytest

from reports.rules.receipt import Receipt


@pytest.fixture
def receipt() -> Receipt:
    return Receipt(
        number="12/2",
        election="Pemilu 2024",
        institution="KPU",
        region="Kabupaten Contoh",
        office="KPU Kabupaten Contoh",
        file_name="daftar.xlsx",
        sha256="ab" * 32,
        sent="24 Januari 2023 14.05, oleh Elva",
        accepted="24 Januari 2023 15.10, oleh Elva",
        new=1201,
        changed=12,
        unchanged=3,
        earlier=64,
        waiting=20,
        bodies=(("PPK", 16), ("PPS", 1200)),
    )


def test_the_rows_are_in_one_count_each_and_add_up(receipt: Receipt):
    written = [receipt.table.written(row)[1] for row in receipt.table.rows]
    # 1,201 + 12 + 3 + 64 + 20 = 1,300
    assert written == ["1.201", "12", "3", "64", "20", "1.300"]
    assert receipt.rows == 1300


def test_a_paper_made_after_it_was_undone_says_so(receipt: Receipt):
    assert "DIBATALKAN" not in dict(receipt.facts)
    undone = replace(receipt, undone="25 Januari 2023 09.00")
    assert dict(undone.facts)["DIBATALKAN"] == "25 Januari 2023 09.00"


def test_the_bodies_meet_what_was_taken_over_this_time(receipt: Receipt):
    *bodies, total = receipt.body_table.rows
    assert sum(row.cells[1] for row in bodies) == total.cells[1] == 1201 + 12 + 3
