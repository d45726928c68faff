"""Templates of branches as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.forms.sipp_templates import MappingForm
from reports.models import SippTemplate
from reports.presenters.batches import Crumbs, crumbs
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_layouts import lacking
from reports.rules.sipp_values import row_writer
from reports.sipp_value_wording import EXAMPLE, value_words


@dataclass(frozen=True, slots=True)
class TemplateLine:
    name: str
    office: str
    kind: str
    columns: str
    entered_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class ColumnLine:
    choice: BoundField
    example: str


@dataclass(frozen=True, slots=True)
class TemplatePage:
    title: str
    lead: str
    about: str
    """Whose template it is, of what, on which sheet."""
    crumbs: Crumbs
    lacking: str
    columns: tuple[ColumnLine, ...]
    pk: int


def template_lines(templates: Iterable[SippTemplate]) -> tuple[TemplateLine, ...]:
    return tuple(
        TemplateLine(
            name=each.file_name,
            office=str(each.office),
            kind=str(each.get_kind_display()),
            columns=_("%(known)s dari %(all)s kolom terisi") % {
                "known": sum(1 for column in each.columns if column["value"]), "all": len(each.columns),
            },
            entered_at=each.entered_at,
            url=reverse("reports:sipp-template", args=[each.pk]),
        )
        for each in templates
    )  # fmt: skip


def template_page(template: SippTemplate, form: MappingForm) -> TemplatePage:
    """Beside each column, what would stand there of an invented person."""
    values = [column["value"] for column in template.columns]
    example = row_writer(values)(EXAMPLE)
    missed = ", ".join(value_words(value) for value in lacking(Kind(template.kind), values))
    return TemplatePage(
        title=template.file_name,
        lead=_(
            "Pilih untuk tiap kolom templat apa yang diisikan; di sebelahnya tampak contohnya. Setelah disimpan, "
            "kiriman berikutnya memakai susunan ini."
        ),
        about=f"{template.office} · {template.get_kind_display()} · {template.sheet}",
        crumbs=(*crumbs(), (_("Templat cabang"), reverse("reports:sipp-templates"))),
        lacking=_("Belum ada kolom untuk: %s. BPJS menolak berkas tanpa itu.") % missed if missed else "",
        columns=tuple(ColumnLine(form[name], text) for name, text in zip(form.names, example, strict=True)),
        pk=template.pk,
    )
