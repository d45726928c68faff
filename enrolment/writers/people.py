"""A list of people in full: NIK and phone as text, days as days, nothing that Excel would run."""

import datetime
from collections.abc import Iterable
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

from enrolment.roster_sentences import FIELDS
from enrolment.rules.roster_fields import Field
from enrolment.writers.xlsx import DATE, TEXT, workbook

COLUMNS = (
    Field.NIK, Field.NAME, Field.SEX, Field.BIRTH_PLACE, Field.BIRTH_DATE, Field.ADDRESS, Field.POSTCODE,
    Field.MOTHER, Field.MARITAL, Field.PHONE, Field.EMAIL, Field.KK, Field.JOB, Field.KPJ,
)  # fmt: skip
_WIDTH = 20

Cell = str | datetime.date | None


class Line(NamedTuple):
    """One person: his particulars in the order of COLUMNS, and his seat."""

    particulars: tuple[Cell, ...]
    seat: tuple[Cell, ...]


def people_workbook(content: IO[bytes], lines: Iterable[Line]) -> None:
    """Writes the workbook row by row, so that 170,000 people take no more memory than one."""
    heads = [*(str(FIELDS[each.value]) for each in COLUMNS), *_seat_heads()]
    with workbook(content) as book:
        text = book.add_format({"num_format": TEXT, "quote_prefix": True})  # text even where somebody edits the cell
        day = book.add_format({"num_format": DATE})
        sheet = book.add_worksheet(_("Petugas"))
        sheet.set_column(0, len(heads) - 1, _WIDTH, text)
        sheet.freeze_panes(1, 2)
        sheet.write_row(0, 0, heads, book.add_format({"bold": True, "bottom": 1}))
        for place, line in enumerate(lines, 1):
            for column, cell in enumerate((*line.particulars, *line.seat)):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(place, column, datetime.datetime.combine(cell, datetime.time()), day)
                elif cell:
                    sheet.write_string(place, column, cell, text)
        sheet.autofilter(0, 0, 0, len(heads) - 1)


def _seat_heads() -> tuple[str, ...]:
    return (
        _("Lembaga"), _("Badan"), _("Jabatan"), _("Tempat tugas"), _("Mulai bertugas"), _("Selesai bertugas"),
        _("Nomor SK"), _("Tidak diiurkan karena"),
    )  # fmt: skip
