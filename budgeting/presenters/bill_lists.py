"""The columns of a bill's list, to be chosen with the first rows in view."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.bill_lists import SheetGuess
from budgeting.models import Bill
from budgeting.presenters.bills import Crumbs, crumbs
from budgeting.presenters.links import with_query
from enrolment.rules.masking import masked_number
from enrolment.rules.raw_row import RawRow, column_letter, excerpt
from pemilu_bpjs.localised import month_long
from pemilu_bpjs.models import Document

_SHOWN_ROWS = 8
_SHOWN_COLUMNS = 60
_LONG = 10
"""So many digits are the number of a person: a month's wage has fewer, a KPJ eleven."""


@dataclass(frozen=True, slots=True)
class SheetTab:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class SampleRow:
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    crumbs: Crumbs
    name: str
    tabs: tuple[SheetTab, ...]
    letters: tuple[str, ...]
    rows: tuple[SampleRow, ...]


def columns_page(bill: Bill, file: Document, sheets: Iterable[SheetGuess], shown: SheetGuess) -> ColumnsPage:
    here = reverse("budgeting:bill-list-columns", args=[bill.pk, file.pk])
    tabs = tuple(
        SheetTab(each.head.name or _("Tabel"), with_query(here, f"lembar={each.head.index}"), each.head is shown.head)
        for each in sheets
    )
    rows = shown.head.rows[: _SHOWN_ROWS + shown.guess.header_row]
    width = min(_SHOWN_COLUMNS, max((len(row.cells) for row in rows), default=0))
    return ColumnsPage(
        crumbs=(*crumbs(), (month_long(bill.month), reverse("budgeting:bill", args=[bill.pk]))),
        name=file.name,
        tabs=tabs if len(tabs) > 1 else (),
        letters=tuple(column_letter(place) for place in range(width)),
        rows=tuple(SampleRow(row.number, _cells(row, width)) for row in rows if any(map(excerpt, row.cells))),
    )


def _cells(row: RawRow, width: int) -> tuple[str, ...]:
    return tuple(_cell(excerpt(row.cells[place], 30)) if place < len(row.cells) else "" for place in range(width))


def _cell(text: str) -> str:
    """Amounts stand as they are, NIKs and KPJs masked as on every page: a column is known by its look."""
    return masked_number(text) if sum(char.isdigit() for char in text) >= _LONG else text
