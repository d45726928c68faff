"""Sending the file that SIPP gave out, to have the changes written into it."""

from typing import Any

from django.utils.translation import gettext as _

from reports.forms.sipp_templates import WorkbookForm

_ZIP = b"PK\x03\x04"


class PrefilledForm(WorkbookForm):
    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        file = found.get("file")
        if file is not None:
            start = file.read(len(_ZIP))
            file.seek(0)
            if start != _ZIP:
                self.add_error("file", _("Ini bukan XLSX. Unduh lagi berkasnya dari SIPP, lalu unggah apa adanya."))
        return found
