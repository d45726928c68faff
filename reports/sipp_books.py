"""A file of a batch as a workbook: in our own layout, or in the newer template that the payer's branch gave."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budgeting.models import Arrangement, WorkLocation
from enrolment.confined import ConfinedFault
from pemilu_bpjs import documents
from reports.models import SippTemplate
from reports.rules.sipp_layout import Kind, Layout, file_name
from reports.rules.sipp_layouts import CURRENT
from reports.rules.sipp_values import Member, row_writer
from reports.writers.filled import Cell, filled
from reports.writers.sipp import SippFile


class Books:
    """Built once a batch: what a payer's files are written in."""

    def __init__(self, arrangement: Arrangement) -> None:
        office = arrangement.office
        self._npp = office.npp if office is not None else ""
        standing = SippTemplate.objects.filter(office=office, replaced_at=None).select_related("document")
        self._templates: Mapping[str, SippTemplate] = {each.kind: each for each in standing} if office else {}
        self._locations = tuple(WorkLocation.objects.all().current().order_by("code").values_list("name", "code"))

    def layout(self, kind: Kind) -> str:
        """What the file is written in, by name."""
        template = self._templates.get(kind.value)
        return CURRENT[kind].code if template is None else f"templat-{template.pk}"

    def name(self, kind: Kind) -> str:
        """The template's own name, which SIPP wants unchanged."""
        template = self._templates.get(kind.value)
        return file_name(CURRENT[kind], self._npp) if template is None else template.file_name

    def first_row(self, kind: Kind) -> int:
        """The row of the first person, as the branch sees it."""
        template = self._templates.get(kind.value)
        return 2 if template is None else template.header_row + 1

    def open(self, kind: Kind) -> "OwnBook | BranchBook":
        """A new file that people are added to."""
        template = self._templates.get(kind.value)
        return OwnBook(CURRENT[kind], self._locations) if template is None else BranchBook(template)


class OwnBook:
    """A file in one of our layouts; whoever is added is written and not kept."""

    def __init__(self, layout: Layout, locations: Sequence[tuple[str, str]]) -> None:
        self._file, self._cells = SippFile(layout, locations), row_writer(layout.values)

    def add(self, member: Member) -> None:
        self._file.add(self._cells(member))

    def close(self) -> bytes:
        return self._file.close()


class BranchBook:
    """The branch's newer template, filled once everybody is known."""

    def __init__(self, template: SippTemplate) -> None:
        self._template = template
        self._row = row_writer([column["value"] for column in template.columns])
        self._cells: list[Cell] = []
        self._next = template.header_row + 1

    def add(self, member: Member) -> None:
        told = enumerate(self._row(member), 1)
        self._cells += [(self._next, column, text) for column, text in told if text]
        self._next += 1

    def close(self) -> bytes:
        """Raises ValidationError where the template cannot be filled."""
        return fill_branch_file(documents.content(self._template.document), self._template.sheet, self._cells)


def fill_branch_file(content: bytes, sheet: str, cells: Iterable[Cell]) -> bytes:
    """A file that came from the branch with our texts in it. Raises ValidationError where it cannot be filled."""
    try:
        return filled(content, sheet, cells)
    except ConfinedFault as fault:
        sentence = _("Berkas dari cabang BPJS tidak dapat diisi. Unduh berkas yang baru dari SIPP, lalu unggah lagi.")
        raise ValidationError({"file": sentence}) from fault
