"""The forms of a roster's review: which rows to show, what a word means, and single cells."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment import roster_wording
from enrolment.actions.rosters.editing import LONGEST
from enrolment.actions.rosters.meaning import MEANT
from enrolment.forms.fields import RegionField
from enrolment.models import RosterLine, RosterUpload
from enrolment.roster_groups import that_lack, with_problem
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import FILE_LEVEL
from enrolment.rules.roster_problems import SEVERITY
from enrolment.rules.roster_rows import Layout


class LineFilter(forms.Form):
    """Which rows the review shows; its fields are the words of the page's address."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Yang perlu dilihat")),
            *RosterLine.State.choices,
            ("tersimpan", _("sudah tersimpan")),
            ("semua", _("semua baris")),
        ],
    )
    kode = forms.ChoiceField(label=_("Kekeliruan"), required=False)
    lembar = forms.TypedChoiceField(label=_("Lembar"), required=False, coerce=int, empty_value=None)
    wilayah = RegionField(
        label=_("Kecamatan atau desa"), required=False, widget=forms.TextInput(attrs={"list": "daftar-wilayah"})
    )
    q = forms.CharField(label=_("Nama orang"), max_length=100, required=False)

    def __init__(self, *args: Any, codes: Iterable[str], layout: Layout, index: RegionIndex, **kwargs: Any) -> None:
        """`codes`: those of rows, and those that are told once of the whole file."""
        super().__init__(*args, **kwargs)
        self._layout = layout
        sheets = [(sheet.index, sheet.sheet or "") for sheet in layout.sheets]
        kinds = sorted((roster_wording.kind(code), code) for code in set(codes) if code in SEVERITY)
        self.fields["kode"].choices = [("", gettext("Semua")), *((code, kind) for kind, code in kinds)]
        self.fields["lembar"].choices = [("", gettext("Semua")), *sheets]
        self.fields["wilayah"].index = index
        if len(sheets) < 2:
            del self.fields["lembar"]

    def narrow(self, lines: QuerySet[RosterLine], *, has_faults: bool) -> QuerySet[RosterLine]:
        """What cannot be understood narrows nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        lines = _of_state(lines, asked.get("keadaan", ""), has_faults=has_faults)
        if code := asked.get("kode"):
            told_once = code in FILE_LEVEL.values()
            lines = that_lack(lines, code, self._layout) if told_once else with_problem(lines, code)
        if asked.get("lembar") is not None:
            lines = lines.filter(sheet=asked["lembar"])
        if region := asked.get("wilayah"):
            lines = lines.filter(Q(region_code=region) | Q(region_code__startswith=f"{region}."))
        return lines.filter(name__icontains=asked["q"]) if asked.get("q") else lines

    def known_count(self, upload: RosterUpload) -> int | None:
        """How many rows there are by the upload's own counts, where nothing but their state is asked for."""
        asked = (
            {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
            if self.is_valid()
            else {}
        )
        state = asked.pop("keadaan", "")
        if asked:
            return None
        faulty = upload.warned + upload.rejected
        known = {"": faulty or upload.rows, "semua": upload.rows, "tersimpan": upload.accepted}
        return {**known, "ok": upload.ok, "warned": upload.warned, "rejected": upload.rejected}.get(state)


class MeaningForm(forms.Form):
    """What one word of the file means, in all its rows: a region's name or code, or a position's code."""

    field = forms.TypedChoiceField(choices=[(each.value, each.value) for each in MEANT], coerce=Field)
    word = forms.CharField(max_length=200, strip=False)
    meaning = forms.CharField(max_length=200, error_messages={"required": _("Pilih atau tulis artinya.")})

    def __init__(self, *args: Any, positions: Mapping[str, str], index: RegionIndex, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.positions, self.index = positions, index

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        field, meaning = cleaned.get("field"), cleaned.get("meaning", "")
        if not field or not meaning:
            return cleaned
        if field == Field.POSITION:
            if meaning not in self.positions:
                self.add_error("meaning", gettext("Pilih jabatan dari daftar."))
            return cleaned
        try:
            cleaned["meaning"] = self._region(meaning)
        except forms.ValidationError as refused:
            self.add_error("meaning", refused)
        return cleaned

    def said(self) -> str:
        """What the word now means, as people say it."""
        code = self.cleaned_data["meaning"]
        return self.positions.get(code) or self.index.desa.get(code) or self.index.kecamatan.get(code, code)

    def _region(self, meaning: str) -> str:
        field = RegionField()
        field.index = self.index
        code = field.clean(meaning)
        if code not in self.index.desa and code not in self.index.kecamatan:
            raise forms.ValidationError(gettext("“%s” tidak ada di wilayah Anda.") % meaning)
        return code


class CellsForm(forms.Form):
    """Cells of one row as they stand in the file; `hidden_values` are those that may not be shown, masked.

    Only what was changed is an edit: a masked cell stays as it is while its field is left empty.
    """

    def __init__(
        self,
        *args: Any,
        cells: Mapping[Field, str],
        hidden_values: Mapping[Field, str],
        faulty: set[Field],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for field, text in {**cells, **hidden_values}.items():
            self.fields[field.value] = _cell(field, text, is_hidden=field in hidden_values)
        first = next((field for field in cells if field in faulty), next(iter(cells), None))
        if first is not None:
            self.fields[first.value].widget.attrs["autofocus"] = True

    def edits(self) -> dict[Field, str]:
        return {Field(name): self.cleaned_data[name] for name in self.changed_data}


def _cell(field: Field, text: str, *, is_hidden: bool) -> forms.CharField:
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    if field in (Field.NIK, Field.KK, Field.PHONE):
        attrs["inputmode"] = "numeric"
    help_text = gettext("Kini: %s. Kosongkan bila tidak diubah.") % text if is_hidden else _help(field)
    return forms.CharField(
        label=roster_wording.field_label(field),
        max_length=max(LONGEST, len(text)),
        required=False,
        initial="" if is_hidden else text,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
    )


def _help(field: Field) -> str:
    """What a blank day means: many a file has no column for it."""
    if field is Field.START:
        return gettext("Contoh: 01-02-2024. Bila kosong, sejak hari pertama masa kerja badannya.")
    if field is Field.END:
        return gettext("Contoh: 25-02-2024. Bila kosong, sampai hari terakhir masa kerja badannya.")
    return ""


def _of_state(lines: QuerySet[RosterLine], state: str, *, has_faults: bool) -> QuerySet[RosterLine]:
    """Unless asked otherwise, rows with faults; all of them where there is none."""
    if state in RosterLine.State.values:
        return lines.filter(state=state)
    if state == "tersimpan":
        return lines.exclude(accepted_at=None)
    if state == "semua" or not has_faults:
        return lines
    return lines.exclude(state=RosterLine.State.OK)
