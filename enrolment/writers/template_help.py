"""The help sheet of a template: short and plain, for somebody who fills it in one evening."""

from collections.abc import Mapping, Sequence

import xlsxwriter

from enrolment.rules.roster_fields import Field
from enrolment.writers.template_checks import Check

SHEET = "Petunjuk"
_WIDTH, _LINE_HEIGHT = 92, 15
"""Of the column of hints in characters, and of one line in points: not every program makes room for wrapped text."""
_FIRST_STEP = "Isi satu baris untuk satu orang pada lembar “Daftar”."
_STEPS = (
    "Kursi yang belum ada orangnya dibiarkan kosong; baris kosong tidak dihitung.",
    "Cadangan atau kursi yang belum tercantum ditulis di bawah baris terakhir, lengkap dengan desa dan jabatannya.",
    "Simpan sebagai XLSX, lalu unggah di halaman “Daftar petugas”. Setiap kesalahan ditunjukkan barisnya.",
)
_NIK = (
    (
        "Excel hanya menyimpan 15 angka. NIK yang tersimpan sebagai angka kehilangan angka terakhirnya (menjadi 0) dan "
        "tidak dapat dipulihkan. Karena itu kolom NIK di sini berformat teks: ketik langsung, jangan diubah formatnya."
    ),
    "Menyalin dari berkas lain: pilih Tempel Khusus > Nilai, supaya format teks tetap ada.",
)


def write(book: xlsxwriter.Workbook, title: str, checks: Mapping[Field, Check], filled: Sequence[str] = ()) -> None:
    """Adds the sheet at the end. `filled`: sentences on what stands in the rows beforehand, and what does not."""
    sheet = book.add_worksheet(SHEET)
    large = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20, bold)
    sheet.set_column(1, 1, _WIDTH, wrapped)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, title, large)
    lines = [
        *((f"Langkah {number}", step) for number, step in enumerate((" ".join((_FIRST_STEP, *filled)), *_STEPS), 1)),
        *(("Mengapa NIK teks?" if not place else "", line) for place, line in enumerate(_NIK)),
        *((check.title, check.hint) for check in checks.values()),
    ]
    for row, (label, line) in enumerate(lines, 2):
        sheet.set_row(row, _LINE_HEIGHT * -(-len(line) // _WIDTH))
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, line, wrapped)
    sheet.protect()
