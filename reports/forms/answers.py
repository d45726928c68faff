"""Giving an answer, saying what its columns and words mean, and applying it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.forms.fields import TableFileField
from enrolment.rules.masking import plainly
from enrolment.rules.raw_row import column_letter, excerpt
from enrolment.sheets import SheetHead
from pemilu_bpjs.forms import DateInput
from reports import answer_wording as words
from reports.answer_layouts import AnswerLayout, SheetChoice
from reports.forms.days import believable
from reports.rules.answer_layout import Column, FoundSheet
from reports.rules.answer_words import Verdict

MOST_COLUMNS = 60
"""Further to the right stand helper columns at most."""

ONE, SEVERAL = "one", "several"


class GiveForm(forms.Form):
    """A file of results. `scope`: whether it answers this batch alone."""

    file = TableFileField(
        label=_("Berkas jawaban"),
        help_text=_("XLSX, XLS, ODS, atau CSV dengan susunan kolom apa pun; paling besar 20 MB."),
    )
    scope = forms.ChoiceField(
        label=_("Berkas ini menjawab"),
        choices=[(ONE, _("kiriman ini saja")), (SEVERAL, _("beberapa kiriman sekaligus"))],
        initial=ONE,
        widget=forms.RadioSelect,
    )

    @property
    def is_for_one(self) -> bool:
        return bool(self.cleaned_data["scope"] == ONE)


class AnswerColumnsForm(forms.Form):
    """Fields are named by the sheet's place in the file: "lembar-0-kolom-3", "lembar-0-judul", "lembar-0-semua"."""

    def __init__(self, *args: Any, layout: AnswerLayout, heads: Iterable[SheetHead], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heads = {head.index: head for head in heads if head.visible and head.rows}
        chosen = {sheet.index: sheet for sheet in layout.sheets}
        self.sheets = tuple(
            chosen.get(index, FoundSheet(index, head.name, 0, {})) for index, head in self.heads.items()
        )
        self.widths = {sheet.index: _width(self.heads[sheet.index], sheet) for sheet in self.sheets}
        for sheet in self.sheets:
            self._add(sheet, is_read=sheet.index in chosen)

    def columns_of(self, sheet: FoundSheet) -> list[tuple[int, str]]:
        """(column, name of its choice)."""
        return [(place, named(sheet.index, f"kolom-{place}")) for place in range(self.widths[sheet.index])]

    def choices(self) -> list[SheetChoice]:
        return [self._choice(sheet) for sheet in self.sheets]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for sheet in self.sheets:
            chosen = [cleaned[name] for _place, name in self.columns_of(sheet) if cleaned.get(name)]
            if len(set(chosen)) < len(chosen):
                self.add_error(named(sheet.index, "judul"), gettext("Satu arti hanya untuk satu kolom."))
        return cleaned

    def refuse(self, message: str, index: int | None) -> None:
        """Stands at the sheet of which it is true."""
        self.add_error(named(index, "judul") if index in self.widths and index is not None else None, message)

    def _choice(self, sheet: FoundSheet) -> SheetChoice:
        told = self.cleaned_data
        said = told[named(sheet.index, "semua")]
        return SheetChoice(
            index=sheet.index,
            columns={Column(told[name]): place for place, name in self.columns_of(sheet) if told[name]},
            header_row=told[named(sheet.index, "judul")] or 0,
            all_rows=Verdict(said) if said else None,
            is_read=told[named(sheet.index, "dibaca")],
        )

    def _add(self, sheet: FoundSheet, *, is_read: bool) -> None:
        fields = [("", gettext("tidak dipakai")), *((each.value, label) for each, label in words.COLUMNS.items())]
        placed = {place: column.value for column, place in sheet.columns.items()}
        for place, name in self.columns_of(sheet):
            self.fields[name] = forms.ChoiceField(
                label=self._label(sheet, place), choices=fields, initial=placed.get(place, ""), required=False
            )
        self.fields[named(sheet.index, "judul")] = forms.IntegerField(
            label=_("Judul kolom ada di baris"),
            initial=sheet.header_row or None,
            required=False,
            min_value=0,
            help_text=_("Kosongkan bila tidak ada judul."),
        )
        self.fields[named(sheet.index, "semua")] = forms.ChoiceField(
            label=_("Bila tidak ada kolom status"),
            choices=[
                ("", gettext("ada kolom status")),
                (Verdict.ACCEPTED.value, gettext("semua baris lembar ini diterima")),
                (Verdict.REJECTED.value, gettext("semua baris lembar ini ditolak")),
            ],
            initial=sheet.all_rows.value if sheet.all_rows else "",
            required=False,
        )
        is_alone = len(self.sheets) == 1  # nothing to choose: it is sent along unseen
        self.fields[named(sheet.index, "dibaca")] = forms.BooleanField(
            label=_("Lembar ini berisi jawaban"),
            initial=is_read or is_alone,
            required=False,
            widget=forms.HiddenInput() if is_alone else forms.CheckboxInput(),
        )

    def _label(self, sheet: FoundSheet, place: int) -> str:
        rows = self.heads[sheet.index].rows
        head = next((row.cells for row in rows if row.number == sheet.header_row), ())
        text = plainly(head[place]) if place < len(head) else ""
        return f"{column_letter(place)}: {text}" if text else column_letter(place)


class WordsForm(forms.Form):
    """One question for each status that nobody has explained: its fields are "kata-<sheet>-<row>"."""

    def __init__(self, *args: Any, asked: Mapping[tuple[int, int], str], rows: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {place: f"kata-{place[0]}-{place[1]}" for place in asked}
        for (place, text), count in zip(asked.items(), rows, strict=True):
            told = plainly(excerpt(text)) or gettext("(kosong)")
            self.fields[self._names[place]] = forms.ChoiceField(
                label=gettext("“%(word)s” (%(rows)s baris)") % {"word": told, "rows": count},
                choices=[
                    (Verdict.ACCEPTED.value, gettext("berarti diterima")),
                    (Verdict.REJECTED.value, gettext("berarti ditolak")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih artinya.")},
            )

    def meanings(self) -> dict[tuple[int, int], Verdict]:
        return {place: Verdict(self.cleaned_data[name]) for place, name in self._names.items()}


class ApplyForm(forms.Form):
    start = forms.DateField(
        label=_("Berlaku sejak, bagi baris tanpa tanggal"),
        help_text=_(
            "Tanggal mulai perlindungan menurut BPJS. Baris yang memuat tanggalnya sendiri memakai tanggal itu."
        ),
        widget=DateInput(),
        validators=[believable],
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tulis tanggalnya, seperti 2024-02-01.")},
    )


def named(sheet: int, what: str) -> str:
    return f"lembar-{sheet}-{what}"


def _width(head: SheetHead, sheet: FoundSheet) -> int:
    """As many columns as its first rows fill, and all that have a meaning."""
    filled = (place for row in head.rows for place, cell in enumerate(row.cells, 1) if excerpt(cell))
    return max(min(MOST_COLUMNS, max(filled, default=0)), *(place + 1 for place in sheet.columns.values()), 0)
