"""The meaning of a file's columns: a field for each column, the header's row and the body of each sheet."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment import roster_wording
from enrolment.mapping import ChoiceError, SheetChoice
from enrolment.models import Body
from enrolment.rules.raw_row import column_letter, excerpt
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_rows import Layout, SheetLayout
from enrolment.sheets import SheetHead

MOST_COLUMNS = 60
"""Further to the right stand helper columns at most."""


class ColumnsForm(forms.Form):
    """Fields are named by the sheet's place in the file: "lembar-0-kolom-3", "lembar-0-judul", "lembar-0-badan".

    `read`: the sheets that are read as rosters now; the others were left out by their sender's choice.
    """

    def __init__(
        self, *args: Any, layout: Layout, heads: Iterable[SheetHead], read: Collection[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        head_of = {head.index: head for head in heads}
        self.sheets = tuple(each for each in layout.sheets if each.index in head_of)
        self.widths = {each.index: width_of(each, head_of[each.index]) for each in self.sheets}
        fields = [("", gettext("tidak dipakai")), *((each.value, roster_wording.field_label(each)) for each in Field)]
        bodies = Body.objects.current().order_by("order", "code").values_list("code", "short_name")
        for sheet in self.sheets:
            self._add(sheet, sheet.index in read, fields, [("", gettext("Sesuai isi berkas")), *bodies])

    def choices(self) -> list[SheetChoice]:
        return [
            SheetChoice(
                index=sheet.index,
                columns={place: self.cleaned_data[name] for place, name in self.columns_of(sheet)},
                header_row=self.cleaned_data[named(sheet.index, "judul")] or 0,
                body=self.cleaned_data[named(sheet.index, "badan")],
                is_roster=self.cleaned_data.get(named(sheet.index, "dibaca"), True),
            )
            for sheet in self.sheets
        ]

    def columns_of(self, sheet: SheetLayout) -> Iterator[tuple[int, str]]:
        """(column, name of its choice)."""
        return ((place, named(sheet.index, f"kolom-{place}")) for place in range(self.widths[sheet.index]))

    def refuse(self, refused: ChoiceError) -> None:
        """Stands at the sheet of which it is true."""
        is_known = refused.index in self.widths
        self.add_error(named(refused.index or 0, "judul") if is_known else None, refused.message)

    def _add(
        self, sheet: SheetLayout, is_read: bool, fields: list[tuple[str, str]], bodies: list[tuple[str, str]]
    ) -> None:
        placed = {place: field.value for field, place in sheet.columns.items()}
        for place, name in self.columns_of(sheet):
            head = sheet.headers[place] if place < len(sheet.headers) else ""
            self.fields[name] = forms.ChoiceField(
                label=f"{column_letter(place)}: {head}" if head else column_letter(place),
                choices=fields,
                initial=placed.get(place, ""),
                required=False,
            )
        self.fields[named(sheet.index, "judul")] = forms.IntegerField(
            label=_("Judul kolom ada di baris"),
            initial=sheet.header_rows[-1] if sheet.header_rows else None,
            required=False,
            min_value=0,
            help_text=_("Baris terakhir dari judulnya; kosongkan bila tidak ada judul."),
        )
        self.fields[named(sheet.index, "badan")] = forms.ChoiceField(
            label=_("Badan"), choices=bodies, initial=sheet.body, required=False
        )
        if len(self.sheets) > 1:  # the only one is read
            self.fields[named(sheet.index, "dibaca")] = forms.BooleanField(
                label=_("Lembar ini daftar petugas"), initial=is_read, required=False
            )


def named(sheet: int, what: str) -> str:
    return f"lembar-{sheet}-{what}"


def width_of(sheet: SheetLayout, head: SheetHead) -> int:
    """As many columns as its first rows fill, and all that have a meaning."""
    filled = (place for row in head.rows for place, cell in enumerate(row.cells, 1) if excerpt(cell))
    meant = (place + 1 for place in sheet.columns.values())
    return max(min(MOST_COLUMNS, max(filled, default=0)), *meant, 0)
