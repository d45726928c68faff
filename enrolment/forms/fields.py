"""Fields that read what people type."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.rules.region_code import is_code, kecamatan_of
from enrolment.rules.region_index import RegionIndex
from enrolment.sheets import SheetError, refuse_large
from pemilu_bpjs.formats import thousands

# Far more digits than any count has: what is too large is told so, not that it is no number.
_COUNT = re.compile(r"(-?)(\d{1,3}(?:[. ]\d{3})+|\d{1,30})(?: ?TPS)?", re.IGNORECASE)
_LIMITS = ((MaxValueValidator, _("Isi paling banyak {limit}.")), (MinValueValidator, _("Isi paling sedikit {limit}.")))


def spell_limits(field: forms.Field, spell: Callable[[Any], str]) -> None:
    """Has the field name its limits as people write them: 1.000.000, not 1000000."""
    for validator in field.validators:
        for kind, sentence in _LIMITS:
            if isinstance(validator, kind):
                validator.message = format_lazy(sentence, limit=spell(validator.limit_value))


class TableFileField(forms.FileField):
    """A file with a table in it, no larger than we read."""

    default_error_messages = {"required": _("Pilih berkasnya."), "empty": _("Berkas ini kosong.")}

    def __init__(self, *, accept: str = ".xlsx,.xlsm,.xls,.ods,.csv,.txt", **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **kwargs)

    def to_python(self, data: Any) -> UploadedFile | None:
        file: UploadedFile | None = super().to_python(data)
        if file is None:
            return None
        try:
            refuse_large(file.size or 0)
        except SheetError as refused:
            raise forms.ValidationError(refused.message, refused.code) from refused
        return file


class CountField(forms.IntegerField):
    """A count of 0 or more: "1352", "1.352" and "1.352 TPS" are one number; blank is None."""

    # Not a number input: browsers empty one whose text they cannot read, and what was typed would be lost.
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    default_error_messages = {
        "invalid": _("Tulis bilangan bulat, misalnya 1352 atau 1.352."),
        "negative": _("Jumlahnya tidak boleh kurang dari 0."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        spell_limits(self, thousands)

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        match = _COUNT.fullmatch(text)
        if match is None:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        if match[1]:
            raise forms.ValidationError(self.error_messages["negative"], "negative")
        return int(re.sub(r"[. ]", "", match[2]))


class RegionField(forms.CharField):
    """A kecamatan or desa by its name or code: "Bumi Agung", "16.09.10.2001", or as `named` writes it; gives the code.

    `index` is set by the form, which knows the region. A name that several bear is answered with their codes.
    """

    index: RegionIndex
    _NAMED = re.compile(r".*\(([\d.]+)\)")
    _MOST = 5

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        named = self._NAMED.fullmatch(text)
        code = named[1] if named else text
        if not code or is_code(code):
            return code
        codes = [*self.index.kecamatan_named(text), *self.index.desa_named(text)]
        if len(codes) == 1:
            return codes[0]
        if not codes:
            raise forms.ValidationError(gettext("“%s” tidak ditemukan. Periksa ejaannya, atau tulis kodenya.") % text)
        near = "; ".join(named_region(self.index, code) for code in codes[: self._MOST])
        raise forms.ValidationError(gettext("Ada lebih dari satu: %s. Tulis kodenya.") % near)


def named_region(index: RegionIndex, code: str) -> str:
    """A region as a person tells it from another of its name."""
    kecamatan = index.kecamatan.get(kecamatan_of(code), "")
    desa = index.desa.get(code)
    return f"{desa}, Kec. {kecamatan} ({code})" if desa else f"Kec. {kecamatan} ({code})"
