"""What Excel did to the NIKs of a file: how many, how sure, which rows, and the way out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import mapping, wording
from enrolment.models import RosterUpload
from enrolment.presenters.rosters.head import Head, head
from enrolment.rules.excel_damage import Diagnosis, Span
from pemilu_bpjs.tiles import Tile

_MOST_SPANS = 60
_USUAL_PERCENT = 10


@dataclass(frozen=True, slots=True)
class RowsLine:
    """Rows of one kind by the sender's numbers; `more`: spans that are not listed."""

    label: str
    note: str
    rows: str
    more: int


@dataclass(frozen=True, slots=True)
class DoctorPage:
    head: Head
    tiles: tuple[Tile, ...]
    evidence: str
    rows: tuple[RowsLine, ...]
    url: str


def doctor_page(upload: RosterUpload, found: Diagnosis) -> DoctorPage:
    names = {each.index: each.sheet or "" for each in mapping.layout_of(upload).sheets}
    lines = (
        _rows(_("Pasti rusak"), _("angka terakhirnya hilang; ketik ulang dari KTP-el"), found.certain, names),
        _rows(_("Mungkin rusak"), _("berakhiran 0; cocokkan dengan KTP-el"), found.uncertain, names),
        _rows(_("Utuh"), _("tersimpan sebagai teks 16 angka"), found.sound, names),
    )
    return DoctorPage(
        head=head(upload, may_send=True, is_below=True),
        tiles=_tiles(found),
        evidence=_evidence(found),
        rows=tuple(line for line in lines if line.rows),
        url=reverse("enrolment:roster-doctor", args=[upload.pk]),
    )


def _tiles(found: Diagnosis) -> tuple[Tile, ...]:
    counted = (
        (_("NIK berupa angka"), found.numbers, _("Excel hanya menyimpan 15 angka")),
        (_("NIK seperti 3,20E+15"), found.scientific, _("sebagian besar angkanya hilang")),
        (_("NIK teks berakhiran 0"), found.doubtful, _("jauh lebih banyak dari yang wajar")),
    )
    return tuple(Tile(label, wording.number(count), note, "bad" if count else "", "") for label, count, note in counted)


def _evidence(found: Diagnosis) -> str:
    if not found.niks:
        return ""
    told = {"percent": found.percent_ending_in_zero}
    if found.percent_ending_in_zero <= _USUAL_PERCENT:
        return _("%(percent)s%% NIK di berkas ini berakhiran 0. Itu wajar: biasanya sekitar 10%%.") % told
    return _("%(percent)s%% NIK di berkas ini berakhiran 0; biasanya hanya sekitar 10%%.") % told


def _rows(label: str, note: str, spans: Iterable[Span], names: Mapping[int, str]) -> RowsLine:
    spans = list(spans)
    shown = spans[:_MOST_SPANS]
    by_sheet = {index: [_span(each) for each in shown if each.sheet == index] for index in {s.sheet for s in shown}}
    said = [
        f"{names.get(index, '')}: {', '.join(rows)}" if names.get(index) else ", ".join(rows)
        for index, rows in sorted(by_sheet.items())
    ]
    return RowsLine(label, note, "; ".join(said), len(spans) - len(shown))


def _span(span: Span) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}–{span.last}"
