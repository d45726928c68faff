"""The evaluation report as PDF: words and short tables first, the long table by kecamatan after them."""

from budgeting.rules.figures import OfficeIdentity, Party
from pemilu_bpjs.formats import date_long
from reports.rules import evaluation_tables
from reports.rules.evaluation import EvaluationFigures
from reports.rules.evaluation_report import TITLE, facts, sections, subject
from reports.rules.text import signature
from reports.writers import annex, binder, pdf
from reports.writers.annex import Sheet
from reports.writers.binder import Cover, Volume

_NAME, _ANNEX = "Laporan evaluasi", "Lampiran menurut kecamatan"


def make(figures: EvaluationFigures, office: OfficeIdentity, signatory: Party) -> bytes:
    """One PDF; both papers share their page numbers."""
    title = subject(figures)
    context = {
        "title": title,
        "letterhead": pdf.letterhead(office),
        "heading": TITLE,
        "facts": facts(figures),
        "sections": sections(figures),
        "signature": signature(signatory),
        "place_and_date": f"{office.city}, {date_long(figures.on)}",
    }
    report = pdf.paper("reports/print/evaluation.html", context, name=_NAME, size=office.paper)
    tables = annex.make(_by_kecamatan(figures, office.paper), office.paper)
    volume = Volume(title, (report, tables), footer=title, is_draft=False)
    return binder.bind([volume], Cover(title, office.name, title))


def _by_kecamatan(figures: EvaluationFigures, paper: str) -> Sheet:
    heading = annex.titles(("LAMPIRAN", "HARI TUGAS MENURUT KECAMATAN", figures.election_name.upper()))
    width = annex.width_of(paper, landscape=False)
    return Sheet(_ANNEX, (*heading, *annex.table(evaluation_tables.by_kecamatan(figures), width)))
