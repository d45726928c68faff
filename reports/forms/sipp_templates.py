"""A branch's newer template: its empty file, and what stands in its columns; a file that SIPP gave out filled in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.forms.fields import TableFileField
from pemilu_bpjs.models import Office
from reports.models import SippTemplate
from reports.models.batch import FileKind
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_layouts import CURRENT
from reports.rules.sipp_values import VALUES
from reports.sipp_value_wording import value_words


class WorkbookForm(forms.Form):
    """An XLSX of the branch's."""

    file = TableFileField(
        label=_("Berkas dari SIPP"),
        help_text=_("XLSX, seperti yang diunduh; nama berkasnya jangan diubah."),
        accept=".xlsx",
    )


class TemplateForm(WorkbookForm):
    """For which payer and kind of file; a payer who cannot be chosen is not asked for."""

    field_order = ("office", "kind", "file")

    office = forms.ChoiceField(label=_("Kantor pembayar"))
    kind = forms.ChoiceField(
        label=_("Jenis berkas"),
        choices=[(kind.value, FileKind(kind.value).label) for kind in Kind if CURRENT[kind].writes],
    )

    def __init__(self, *args: Any, offices: Iterable[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offices = {str(office.pk): office for office in offices}
        self.fields["office"].choices = [(key, office.name) for key, office in self._offices.items()]

    @property
    def chosen_office(self) -> Office:
        return self._offices[self.cleaned_data["office"]]


class MappingForm(forms.Form):
    """One choice for each column of the template: "kolom-0" and on."""

    def __init__(self, *args: Any, template: SippTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = [("", gettext("dikosongkan")), *((value, value_words(value)) for value in VALUES)]
        self.names = [f"kolom-{place}" for place in range(len(template.columns))]
        for name, column in zip(self.names, template.columns, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=column["header"] or "–", choices=values, initial=column["value"], required=False
            )

    def values(self) -> Sequence[str]:
        return [self.cleaned_data[name] for name in self.names]
