"""The papers of tables: RAB, Kertas Kerja RKA, recap, cash plan, and where every figure comes from."""

from collections.abc import Iterator, Sequence

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from budgeting.rules.figures import Figures
from reports.rules.cash_tables import cash_plan, due_dates
from reports.rules.letter import budget_name
from reports.rules.origin import confirmations, origins
from reports.rules.rab import rab
from reports.rules.recap_tables import blocks, per_desa, summary
from reports.rules.rka_form import PAPER_LABEL, TEAM_ROWS, Facts, RkaForm, rka_form
from reports.rules.table import Column, Kind, Row, Table
from reports.rules.text import Signature, place_and_date, signature
from reports.rules.words import full_region, letter_amount_in_words
from reports.writers.annex import Sheet, table, text, titles, width_of
from reports.writers.fonts import SANS

_FACE = ("FONT", (0, 0), (-1, -1), SANS, 9)
_PLAIN = (
    _FACE,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
)
_BOX = ("BOX", (0, 0), (-1, -1), 0.5, colors.black)
_NO_PLACE = "\u00a0"  # keeps the line, so that two blocks stand level
_ROOM_FOR_BLOCK = 60 * mm
_LINES = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def rab_sheet(figures: Figures) -> Sheet:
    """The RAB, signed by PPTK and head."""
    width = width_of(figures.office.paper, landscape=False)
    head = titles(("RENCANA ANGGARAN BIAYA (RAB)", *_subject(figures)))
    codes = (
        ("Sub kegiatan", f"{figures.sub_activity.code} {figures.sub_activity.name}"),
        ("Sumber dana", figures.fund_source),
    )
    signers = (signature(figures.pptk), signature(figures.signatory))
    body = table(rab(figures), width, size=8)
    return Sheet("Rencana Anggaran Biaya (RAB)", (*head, facts(codes, width), *body, _signed(figures, signers, width)))


def rka_sheet(figures: Figures) -> Sheet:
    """The form in the layout of its budget kind; the wide one lies on its side."""
    form = rka_form(figures)
    width = width_of(figures.office.paper, landscape=form.is_change)
    size = 7.5
    flowables = [
        text(PAPER_LABEL, 8, bold=True, after=3),
        _form_head(form, width),
        facts(form.facts, width, size=8, boxed=True),
        *table(form.indicators, width, size=8),
        facts((("Kelompok Sasaran Kegiatan", form.target_group), *form.sub_activity), width, size=8, boxed=True),
        Spacer(1, 3 * mm),
        *table(form.detail, width, size=size),
        *_form_foot(figures, width),
    ]
    return Sheet(PAPER_LABEL, tuple(flowables), landscape=form.is_change)


def recap_sheet(figures: Figures) -> Sheet:
    """The recap by kecamatan, a block an institution, and the breakdown by desa."""
    width = width_of(figures.office.paper, landscape=True)
    flowables = [
        *titles(("REKAPITULASI PER KECAMATAN", *_subject(figures))),
        *table(summary(figures), width, size=8),
        _signed(figures, (signature(figures.signatory),), width),
    ]
    for block in blocks(figures):
        flowables += [CondPageBreak(_ROOM_FOR_BLOCK), *table(block, width, size=8, stretch=False)]
    detail = per_desa(figures)
    if detail is not None:
        flowables += [PageBreak(), *table(detail, width, size=7.5)]
    return Sheet("Rekapitulasi per Kecamatan dan Desa", tuple(flowables), landscape=True)


def cash_sheet(figures: Figures) -> Sheet:
    """The RAK and the days on which premiums fall due."""
    width = width_of(figures.office.paper, landscape=True)
    flowables = [
        text("RAK Belanja", 8, bold=True, after=3),
        *titles(("RENCANA ANGGARAN KAS", *_subject(figures))),
        facts((("Nilai Anggaran", letter_amount_in_words(figures.total)),), width),
        *table(cash_plan(figures), width, size=7),
        *table(due_dates(figures), width * 0.8, size=8),
        _signed(figures, (signature(figures.signatory),), width),
    ]
    return Sheet("Rencana Anggaran Kas (RAK)", tuple(flowables), landscape=True)


def origin_sheet(figures: Figures) -> Sheet:
    """The appendix: every figure's origin, what needs confirmation, and the warnings."""
    width = width_of(figures.office.paper, landscape=True)
    flowables = [
        *titles(("LAMPIRAN: ASAL SETIAP ANGKA", *_subject(figures))),
        *table(origins(figures), width, size=7.5),
    ]
    unsure = confirmations(figures)
    if unsure is not None:
        flowables += table(unsure, width, size=7.5)
    if figures.warnings:
        flowables.append(text("Catatan", 9, bold=True, after=2))
        flowables += [text(f"- {warning}", 8, after=1) for warning in figures.warnings]
    return Sheet("Lampiran: Asal Setiap Angka", tuple(flowables), landscape=True)


def facts(rows: Facts, width: float, *, size: float = 9, boxed: bool = False) -> Flowable:
    """Labels and values in two columns, a colon between."""
    label = 45 * mm
    cells = [[text(name, size), text(":", size), text(value, size)] for name, value in rows]
    grid = Grid(cells, colWidths=(label, 4 * mm, width - label - 4 * mm), hAlign="LEFT", spaceAfter=2 * mm)
    grid.setStyle(TableStyle([*_PLAIN, _BOX] if boxed else _PLAIN))
    return grid


def _subject(figures: Figures) -> tuple[str, ...]:
    return (
        f"IURAN JKK DAN JKM BADAN AD HOC PENYELENGGARA {figures.election_name.upper()}",
        f"{full_region(figures.region_name).upper()} - {budget_name(figures).upper()}",
    )


def _form_head(form: RkaForm, width: float) -> Flowable:
    side = 60 * mm
    cells = [
        [[text(line, 11, bold=True, align=TA_CENTER) for line in form.title], _box(form.form)],
        [text(form.government, 9, align=TA_CENTER), ""],
    ]
    grid = Grid(cells, colWidths=(width - side, side), hAlign="LEFT")
    grid.setStyle(TableStyle([_FACE, _LINES, ("SPAN", (1, 0), (1, 1)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return grid


def _box(form: str) -> list[Flowable]:
    return [text("Formulir", 9, bold=True, align=TA_CENTER), text(form, 9, bold=True, align=TA_CENTER)]


def _form_foot(figures: Figures, width: float) -> Iterator[Flowable]:
    """Signature box, room for the discussion, and the table that the TAPD signs."""
    half = width / 2
    box = Grid(
        [["", signature_block(signature(figures.signatory), place_and_date(figures))]],
        colWidths=(half, half),
        hAlign="LEFT",
    )
    box.setStyle(TableStyle([*_PLAIN, _LINES]))
    notes = ("Keterangan :", "Tanggal Pembahasan :", "Catatan Hasil Pembahasan :", "1.", "2.", "3.", "4.", "5.")
    room = Grid([[text(note, 8)] for note in notes], colWidths=(width,), hAlign="LEFT")
    room.setStyle(TableStyle([*_PLAIN, _LINES]))
    columns = (
        Column("No.", 10, Kind.CENTRE),
        Column("Nama", 55),
        Column("NIP", 45),
        Column("Jabatan", 45),
        Column("Tanda Tangan", 35),
    )
    rows = tuple(Row((number, "", "", "", "")) for number in range(1, TEAM_ROWS + 1))
    team = table(Table(columns, rows, title="Tim Anggaran Pemerintah Daerah"), width, size=8)
    yield KeepTogether([box, room])
    yield Spacer(1, 3 * mm)
    yield KeepTogether(team)


def _signed(figures: Figures, signers: Sequence[Signature], width: float) -> Flowable:
    """One or two signature blocks, the head's at the right under place and date; never torn from one another."""
    column = min(80 * mm, width / 2)
    blocks = [signature_block(each, place_and_date(figures) if each is signers[-1] else _NO_PLACE) for each in signers]
    cells = blocks if len(blocks) == 2 else ["", blocks[0]]
    grid = Grid([cells], colWidths=(width - column, column), hAlign="LEFT")
    grid.setStyle(TableStyle(_PLAIN))
    return KeepTogether([Spacer(1, 2 * mm), grid])


def signature_block(sign: Signature, place: str) -> list[Flowable]:
    """Title, room for the signature, name, rank and NIP."""
    lines = [text(place, 9), text(sign.title, 9), Spacer(1, 5 * mm), text(sign.place, 8), Spacer(1, 5 * mm)]
    lines += [text(sign.name, 9, bold=True), *([text(sign.rank, 9)] if sign.rank else []), text(sign.nip, 9)]
    return lines
