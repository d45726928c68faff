"""What people fill in about bills: the bill itself, a payment, a reason, the list of people and its columns."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.actions.bills import Paper
from budgeting.bill_lists import Layout, SheetGuess
from budgeting.forms.fields import RupiahField
from budgeting.rules.bill_list import IDENTITIES, Column, has_amounts, is_readable
from enrolment.forms.fields import CountField, TableFileField
from enrolment.rules.raw_row import RawRow, column_letter, excerpt
from pemilu_bpjs.forms import DateInput

_MOST_RUPIAH = 10**12
_MOST_PEOPLE = 2_000_000
_LARGEST_PAPER = 10 * 1024**2
_PAPERS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPG"}
_MOST_COLUMNS = 60

COLUMN_LABELS = {
    Column.NIK: _("NIK"),
    Column.KPJ: _("Nomor KPJ"),
    Column.REFERENCE: _("Nomor pegawai (dari berkas kita)"),
    Column.BASE: _("Upah"),
    Column.JKK: _("Iuran JKK"),
    Column.JKM: _("Iuran JKM"),
    Column.TOTAL: _("Jumlah iuran (JKK + JKM)"),
}


class PaperField(forms.FileField):
    """A PDF or a picture, by its bytes rather than its name; gives a Paper."""

    default_error_messages = {
        "large": _("Berkas ini lebih dari 10 MB. Kecilkan dahulu, misalnya dengan memindai hitam-putih."),
        "kind": _("Kirim PDF, PNG, atau JPG."),
    }
    widget = forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"})

    def clean(self, data: Any, initial: Any = None) -> Paper | None:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > _LARGEST_PAPER:
            raise forms.ValidationError(self.error_messages["large"], "large")
        content = file.read()
        if not content.startswith(tuple(_PAPERS)):
            raise forms.ValidationError(self.error_messages["kind"], "kind")
        return Paper(file.name or "berkas", content)


class _PlacedForm(forms.Form):
    """A form whose faults of the rules are named by its own fields."""

    def place_of(self, key: str) -> str | None:
        return key if key in self.fields else None


class BillForm(_PlacedForm):
    payment_code = forms.CharField(
        label=_("Kode iuran"), max_length=40, help_text=_("Kode bayar (billing) yang tertulis pada tagihan BPJS.")
    )
    people = CountField(label=_("Jumlah orang"), min_value=0, max_value=_MOST_PEOPLE)
    jkk = RupiahField(label=_("Iuran JKK"), min_value=0, max_value=_MOST_RUPIAH)
    jkm = RupiahField(label=_("Iuran JKM"), min_value=0, max_value=_MOST_RUPIAH)
    document = PaperField(label=_("Berkas tagihan"), required=False, help_text=_("PDF atau foto, paling besar 10 MB."))
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)


class PaymentForm(_PlacedForm):
    amount = RupiahField(label=_("Jumlah yang dibayar"), max_value=_MOST_RUPIAH)
    paid_on = forms.DateField(label=_("Dibayar tanggal"), widget=DateInput(), initial=timezone.localdate)
    reference = forms.CharField(
        label=_("Nomor bukti"),
        max_length=60,
        required=False,
        help_text=_("Nomor SP2D, NTPN, atau bukti bank. Dua angsuran yang sama pada satu hari perlu nomor berbeda."),
    )
    document = PaperField(label=_("Bukti bayar"), required=False, help_text=_("PDF atau foto, paling besar 10 MB."))
    as_credit = forms.BooleanField(
        label=_("Kelebihannya memang dibayar, sebagai kredit bulan berikutnya"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="bayar_%s", **kwargs)


class ReasonForm(_PlacedForm):
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class BillListForm(_PlacedForm):
    file = TableFileField(
        label=_("Rincian peserta dari BPJS"),
        help_text=_(
            "XLSX, XLS, ODS, atau CSV dengan NIK atau KPJ, dan JKK serta JKM atau jumlahnya; susunan kolomnya bebas."
        ),
    )


class ListColumnsForm(_PlacedForm):
    """Which column of one sheet holds what; chosen beforehand as far as the file says it."""

    header_row = forms.IntegerField(
        label=_("Judul kolom ada di baris"), min_value=0, help_text=_("Isi 0 bila tidak ada judul.")
    )

    def __init__(self, *args: Any, sheet: SheetGuess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["header_row"].initial = sheet.guess.header_row
        headers = header_cells(sheet)
        places = [(str(place), f"{column_letter(place)}: {text}") for place, text in enumerate(headers)]
        for column, label in COLUMN_LABELS.items():
            placed = sheet.guess.columns.get(column)
            self.fields[column.value] = forms.ChoiceField(
                label=label,
                choices=[("", gettext("tidak ada")), *places],
                required=False,
                initial="" if placed is None else str(placed),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = self._chosen(cleaned)
        if len(set(chosen.values())) < len(chosen):
            self.add_error(None, gettext("Satu kolom dipilih dua kali. Pilih kolom yang berbeda untuk tiap isian."))
        elif not has_amounts(chosen):
            self.add_error(
                None, gettext("Pilih kolom iuran JKK dan JKM; bila BPJS tidak memisahkannya, pilih kolom jumlahnya.")
            )
        elif not is_readable(chosen):
            names = ", ".join(str(COLUMN_LABELS[column]) for column in IDENTITIES)
            self.add_error(None, gettext("Pilih sedikitnya satu kolom yang menyebut orangnya: %s.") % names)
        return cleaned

    def layout(self) -> Layout:
        return Layout(self.sheet.head.index, self.cleaned_data["header_row"], self._chosen(self.cleaned_data))

    def _chosen(self, cleaned: Mapping[str, Any]) -> dict[Column, int]:
        return {column: int(cleaned[column.value]) for column in Column if cleaned.get(column.value)}


def header_cells(sheet: SheetGuess) -> list[str]:
    """What stands in the header of each column, "" where nothing does; as wide as the first rows are."""
    rows: tuple[RawRow, ...] = sheet.head.rows
    width = min(_MOST_COLUMNS, max((len(row.cells) for row in rows), default=0))
    header = next((row.cells for row in rows if row.number == sheet.guess.header_row), ())
    return [excerpt(header[place], 40) if place < len(header) else "" for place in range(width)]


class HolidayForm(_PlacedForm):
    day = forms.DateField(label=_("Tanggal"), widget=DateInput())
    name = forms.CharField(label=_("Hari libur"), max_length=120)
    source = forms.CharField(
        label=_("Sumber"),
        max_length=300,
        help_text=_("Keputusan yang menetapkannya, misalnya SKB 3 Menteri dengan nomor dan tahunnya."),
    )
