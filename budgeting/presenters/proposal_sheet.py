"""The figures of a proposal as tables on its page."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from budgeting.presenters.months import short_months
from budgeting.rules import proposal as rules
from budgeting.rules.figures import CashRow, FigureLine, Figures
from pemilu_bpjs.facts import Fact
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import month_long


@dataclass(frozen=True)
class RabRow:
    name: str
    people: str
    note: str
    months: str
    wage: int | None
    jkk_month: int
    jkm_month: int
    jkk: int
    jkm: int
    total: int


@dataclass(frozen=True)
class CashLine:
    month: str
    insured: int
    total: int
    due: datetime.date


@dataclass(frozen=True)
class Sheet:
    """The figures of a proposal, as far as its page prints them."""

    rab: tuple[RabRow, ...]
    jkk: int
    jkm: int
    total: int
    cash: tuple[CashLine, ...]
    totals: tuple[Fact, ...]
    totals_meet: bool
    warnings: tuple[str, ...]
    legal_bases: tuple[Fact, ...]


def sheet_of(figures: Figures) -> Sheet:
    """RAB, cash plan, the totals that must meet, warnings and citations."""
    totals = rules.totals(figures)
    return Sheet(
        rab=tuple(_rab_row(line) for line in figures.lines),
        jkk=figures.jkk,
        jkm=figures.jkm,
        total=figures.total,
        cash=tuple(_cash_line(row) for row in figures.cash),
        totals=(
            Fact(_("RAB"), rupiah(totals.rab)),
            Fact(_("RKA"), rupiah(totals.rka)),
            Fact(_("Rekap per kecamatan"), rupiah(totals.recap)),
            Fact(_("Rencana kas"), rupiah(totals.cash)),
        ),
        totals_meet=totals.meet,
        warnings=figures.warnings,
        legal_bases=tuple(Fact(each.number, each.title, confidence=each.confidence) for each in figures.legal_bases),
    )


def _rab_row(line: FigureLine) -> RabRow:
    note = _("{people} dikecualikan: {reason}").format(people=thousands(line.excluded), reason=line.reason)
    return RabRow(
        name=line.name,
        people=thousands(line.insured),
        note=note if line.excluded else "",
        months=short_months(line.months),
        wage=line.wage,
        jkk_month=line.jkk_month,
        jkm_month=line.jkm_month,
        jkk=line.jkk,
        jkm=line.jkm,
        total=line.total,
    )


def _cash_line(row: CashRow) -> CashLine:
    return CashLine(month_long(row.month), row.insured, row.total, row.due)
