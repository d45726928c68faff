"""The template of a TPS list."""

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _


def tps_template(rows: Iterable[tuple[str, str, str, int | str]]) -> bytes:
    """A workbook whose codes are text, so that Excel leaves their dots and zeros alone."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "constant_memory": True}) as book:
        text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(_("Daftar TPS"))
        sheet.set_column("A:A", 16, text)
        sheet.set_column("B:C", 28)
        sheet.set_column("D:E", 16)
        sheet.freeze_panes(1, 1)
        # The header stays Indonesian in every language: it is what the reader of lists looks for.
        sheet.write_row(0, 0, ("Kode desa", "Kecamatan", "Desa/kelurahan", "Nomor TPS", "Jumlah pemilih"), head)
        for place, (code, kecamatan, desa, number) in enumerate(rows, 1):
            sheet.write_string(place, 0, code, text)
            sheet.write_row(place, 1, (kecamatan, desa, number))
    return content.getvalue()
