"""A plan's result page and the list of plans, ready to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.models import Plan
from budgeting.planning import Planned, compute_all
from budgeting.presenters.links import why
from budgeting.presenters.months import short_months
from budgeting.presenters.plan_head import PlanHead, base_words
from budgeting.presenters.plan_notes import NoteGroup, warning_groups
from budgeting.presenters.plan_tables import LineRow, SumTable, body_name, line_rows, sum_tables
from budgeting.rules.benefits import Benefits, Stated, least_sure, of_basis
from budgeting.rules.coverage import uncovered_spans
from budgeting.rules.line import Line
from budgeting.rules.notes import Faults
from enrolment.rules.period import Period, month_of, month_period, ranges
from pemilu_bpjs.charts import Chart, MonthBar, monthly
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.tiles import Tile


@dataclass(frozen=True)
class PlanRow:
    """One plan of the list; `trouble` says why it has no figures."""

    name: str
    url: str
    election: str
    office: str
    base: str
    people: str
    months: str
    total: str
    updated_at: datetime
    is_archived: bool
    trouble: str


@dataclass(frozen=True)
class RiskRow:
    """Days of service that no premium covers, for one position."""

    name: str
    people: str
    days: str
    when: str
    url: str


@dataclass(frozen=True)
class Risk:
    sentence: str
    rows: tuple[RiskRow, ...]


@dataclass(frozen=True)
class BenefitRow:
    name: str
    body: str
    wage: str
    jkk: str
    jkm: str


@dataclass(frozen=True)
class BenefitTable:
    """What a family would get, line by line. The confidences are those of the published values."""

    rows: tuple[BenefitRow, ...]
    jkk_confidence: str
    jkm_confidence: str
    scholarship: str
    scholarship_confidence: str
    agency: str


@dataclass(frozen=True)
class Result:
    """All figures of a plan that can be computed."""

    tiles: tuple[Tile, ...]
    risk: Risk | None
    warnings: tuple[NoteGroup, ...]
    lines: tuple[LineRow, ...]
    total: str
    chart: Chart
    sums: tuple[SumTable, ...]
    benefits: BenefitTable


def plan_rows(plans: Sequence[Plan]) -> tuple[PlanRow, ...]:
    """The plans of one page of the list, computed together."""
    computed = compute_all(plans)
    return tuple(_plan_row(plan, computed[plan.pk]) for plan in plans)


def result(head: PlanHead, planned: Planned, benefits: Benefits) -> Result:
    plan = planned.plan
    months = tuple(plan.by_month)
    return Result(
        tiles=_tiles(head.pk, planned, months),
        risk=_risk(head, plan.lines),
        warnings=warning_groups(plan.warnings, head),
        lines=line_rows(head.pk, plan),
        total=rupiah(plan.total.total),
        chart=monthly(
            _("Iuran per bulan"),
            _("JKK dan JKM menurut bulan yang dibayar."),
            series=("JKK", "JKM"),
            months=[MonthBar(month, (amount.jkk, amount.jkm)) for month, amount in plan.by_month.items()],
        ),
        sums=sum_tables(head.pk, plan),
        benefits=_benefits(plan.lines, benefits),
    )


def _plan_row(plan: Plan, planned: Planned | Faults) -> PlanRow:
    computed = None if isinstance(planned, Faults) else planned.plan
    return PlanRow(
        name=plan.name,
        url=reverse("budgeting:plan", args=[plan.pk]),
        election=plan.election.name,
        office=plan.office.name,
        base=base_words(plan),
        people=thousands(computed.total.insured) if computed else "–",
        months=short_months(computed.by_month) if computed else "–",
        total=rupiah(computed.total.total) if computed else "–",
        updated_at=plan.updated_at,
        is_archived=plan.archived_at is not None,
        trouble="" if computed else _("Belum dapat dihitung; buka untuk melihat sebabnya."),
    )


def _tiles(pk: int, planned: Planned, months: tuple[str, ...]) -> tuple[Tile, ...]:
    total = planned.plan.total
    excluded = total.headcount - total.insured
    excluded_words = _("%s dikecualikan") % thousands(excluded) if excluded else _("tanpa pengecualian")
    return (
        Tile(_("Jumlah orang"), thousands(total.headcount), why_url=why(pk, "total:headcount")),
        Tile(_("Dilindungi"), thousands(total.insured), excluded_words, why_url=why(pk, "total:insured")),
        Tile(_("Bulan iuran"), thousands(len(months)), note=short_months(months)),
        Tile("JKK", rupiah(total.jkk), why_url=why(pk, "total:jkk")),
        Tile("JKM", rupiah(total.jkm), why_url=why(pk, "total:jkm")),
        Tile(_("Jumlah iuran"), rupiah(total.total), why_url=why(pk, "total:total")),
    )


def _risk(head: PlanHead, lines: Iterable[Line]) -> Risk | None:
    open_lines = [line for line in lines if line.uncovered_days and line.insured]
    if not open_lines:
        return None
    people = thousands(sum(line.insured for line in open_lines))
    words = _(
        "%(people)s orang bertugas pada hari yang tidak dibayar. Kecelakaan dan kematian pada hari itu tidak dijamin."
    )
    return Risk(words % {"people": people}, tuple(_risk_row(head, line) for line in open_lines))


def _risk_row(head: PlanHead, line: Line) -> RiskRow:
    return RiskRow(
        name=line.name,
        people=thousands(line.insured),
        days=thousands(line.uncovered_days or 0),
        when=", ".join(_span(period) for period in _open_periods(line)),
        url=reverse("budgeting:entry-edit", args=[head.pk, line.code]) if head.may_edit else "",
    )


def _open_periods(line: Line) -> Iterable[Period]:
    """The uncovered days, neighbouring months joined."""
    if line.tenure is None:
        return
    months = [month_of(span.first) for span in uncovered_spans(line.tenure, line.months)]
    for first, last in ranges(months):
        period = line.tenure.clip(Period(month_period(first).first, month_period(last).last))
        if period is not None:
            yield period


def _span(period: Period) -> str:
    return f"{date_long(period.first)} – {date_long(period.last)}"


def _benefits(lines: Iterable[Line], published: Benefits) -> BenefitTable:
    jkk = (published.jkk_multiple, published.jkk_periodic, published.jkk_funeral)
    agency = (published.kpu_death, published.kpu_funeral)
    scholarship = published.scholarship
    return BenefitTable(
        rows=tuple(_benefit_row(line, published) for line in lines if line.insured),
        jkk_confidence=least_sure(*jkk),
        jkm_confidence=least_sure(published.jkm_death),
        scholarship=_known(scholarship),
        scholarship_confidence=least_sure(scholarship),
        agency=_("%(death)s dan biaya pemakaman %(funeral)s")
        % {"death": _known(agency[0]), "funeral": _known(agency[1])},
    )


def _benefit_row(line: Line, published: Benefits) -> BenefitRow:
    family = of_basis(line.basis, published)
    return BenefitRow(
        name=line.name,
        body=body_name(line),
        wage=_("tidak ditetapkan") if line.basis.wage is None else rupiah(line.basis.wage),
        jkk=_("belum diketahui") if family.jkk is None else rupiah(family.jkk),
        jkm=_("belum diketahui") if family.jkm is None else rupiah(family.jkm),
    )


def _known(stated: Stated | None) -> str:
    return _("belum diketahui") if stated is None else rupiah(int(stated.value))
