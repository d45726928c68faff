"""Fields that read what people type."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_COUNT = re.compile(r"(-?)(\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?: ?TPS)?", re.IGNORECASE)


class CountField(forms.IntegerField):
    """A count of 0 or more: "1352", "1.352" and "1.352 TPS" are one number; blank is None."""

    # Not a number input: browsers empty one whose text they cannot read, and what was typed would be lost.
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    default_error_messages = {
        "invalid": _("Tulis bilangan bulat, misalnya 1352 atau 1.352."),
        "negative": _("Jumlahnya tidak boleh kurang dari 0."),
    }

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
