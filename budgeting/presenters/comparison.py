"""Scenarios side by side, and the steps between them, ready to print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from budgeting.comparing import Compared
from budgeting.models import Plan
from budgeting.presenters.plan_head import base_words
from budgeting.rules.benefits import FamilyBenefit, Stated, least_sure
from budgeting.rules.comparison import BodyRow, FamilyRow, Share
from budgeting.rules.waterfall import Change, Step
from pemilu_bpjs import charts
from pemilu_bpjs.charts import Chart, signed_rupiah
from pemilu_bpjs.formats import rupiah, thousands

CHANGES = {
    Change.REMOVED: _("Baris yang dikeluarkan"),
    Change.ADDED: _("Baris yang ditambahkan"),
    Change.UNITS: _("Jumlah kecamatan, desa, atau TPS"),
    Change.SEATS: _("Rasio dan jumlah orang"),
    Change.EXCLUDED: _("Orang yang dikecualikan"),
    Change.MONTHS: _("Bulan yang dibayar"),
    Change.WAGE: _("Dasar upah dan segmen"),
    Change.RATES: _("Tarif iuran"),
}


@dataclass(frozen=True)
class PlanColumn:
    name: str
    url: str
    about: str


@dataclass(frozen=True)
class Cell:
    """A figure of one plan; `notes` stand small beneath it, the change from the first plan among them."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class ChangeRow:
    """What one line adds to a step."""

    change: str
    line: str
    amount: str


@dataclass(frozen=True)
class Passage:
    """From the first plan to another: the chart, and the lines behind each step. `same`: nothing differs in rupiah."""

    title: str
    anchor: str
    chart: Chart
    rows: tuple[ChangeRow, ...]
    same: bool


@dataclass(frozen=True)
class BenefitNotes:
    """How the family's benefit is made, and how sure that is. `agency`: what KPU pays itself, never added."""

    formula: str
    jkk_confidence: str
    jkm_confidence: str
    scholarship: str
    agency: str


@dataclass(frozen=True)
class ComparisonPage:
    columns: tuple[PlanColumn, ...]
    totals: tuple[Row, ...]
    bodies: tuple[Row, ...]
    families: tuple[Row, ...]
    benefit_notes: BenefitNotes
    passages: tuple[Passage, ...]


def comparison_page(found: Compared) -> ComparisonPage:
    comparison = found.comparison
    return ComparisonPage(
        columns=tuple(_column(plan) for plan in found.plans),
        totals=_totals(comparison.totals),
        bodies=tuple(_body(row) for row in comparison.bodies),
        families=tuple(_family(row) for row in comparison.families),
        benefit_notes=_benefit_notes(found),
        passages=tuple(
            _passage(found.plans[0], plan, (comparison.totals[0], total), steps)
            for plan, total, steps in zip(found.plans[1:], comparison.totals[1:], found.waterfalls, strict=True)
        ),
    )


def change_words(change: Change) -> str:
    return gettext(CHANGES[change])


def _column(plan: Plan) -> PlanColumn:
    return PlanColumn(
        plan.name, reverse("budgeting:plan", args=[plan.pk]), f"{plan.election.name} · {base_words(plan)}"
    )


def _totals(totals: Sequence[Share]) -> tuple[Row, ...]:
    counts: tuple[tuple[str, Callable[[Share], int]], ...] = (
        (_("Jumlah orang"), lambda share: share.headcount),
        (_("Orang yang dilindungi"), lambda share: share.insured),
        (_("Bulan iuran"), lambda share: share.months),
        (_("Orang × bulan"), lambda share: share.person_months),
        (_("Orang × hari tak terlindungi"), lambda share: share.uncovered),
    )
    amounts: tuple[tuple[str, Callable[[Share], int]], ...] = (
        ("JKK", lambda share: share.jkk),
        ("JKM", lambda share: share.jkm),
        (_("Jumlah iuran"), lambda share: share.total),
    )
    people = (Row(gettext(label), _compared([of(share) for share in totals], _signed)) for label, of in counts)
    money = [Row(gettext(label), _compared([of(share) for share in totals], None)) for label, of in amounts]
    return (*people, *money[:-1], Row(money[-1].label, money[-1].cells, is_total=True))


def _compared(values: Sequence[int], signed: Callable[[int], str] | None) -> tuple[Cell, ...]:
    """Counts with `signed`, rupiah without; each but the first with its change from the first."""
    text = thousands if signed else rupiah
    change = signed or signed_rupiah
    first = values[0]
    moved = [(change(value - first),) if value != first else () for value in values]
    return tuple(Cell(text(value), notes) for value, notes in zip(values, moved, strict=True))


def _signed(number: int) -> str:
    return f"{'+' if number > 0 else '−'}{thousands(abs(number))}"


def _body(row: BodyRow) -> Row:
    return Row(row.name, tuple(_share(share) for share in row.shares))


def _share(share: Share | None) -> Cell:
    if share is None:
        return Cell("–", (gettext("tidak ada dalam rencana"),))
    people = gettext("%(people)s orang · %(months)s bulan") % {
        "people": thousands(share.insured),
        "months": thousands(share.months),
    }
    days = gettext("%s orang × hari tak terlindungi") % thousands(share.uncovered)
    return Cell(rupiah(share.total), (people, days) if share.uncovered else (people,))


def _family(row: FamilyRow) -> Row:
    return Row(row.name, tuple(_benefit(benefit) for benefit in row.benefits))


def _benefit(benefit: FamilyBenefit | None) -> Cell:
    if benefit is None:
        return Cell("–", (gettext("tidak dilindungi"),))
    return Cell(_known(benefit.jkk), (f"JKM {_known(benefit.jkm)}",))


def _known(amount: int | None) -> str:
    return gettext("belum diketahui") if amount is None else rupiah(amount)


def _benefit_notes(found: Compared) -> BenefitNotes:
    published = found.benefits
    multiple, *flat = published.jkk_multiple, published.jkk_periodic, published.jkk_funeral
    formula = gettext("%(times)s × dasar upah + %(periodic)s santunan berkala + %(funeral)s biaya pemakaman") % {
        "times": thousands(int(multiple.value)) if multiple else "?",
        "periodic": _stated(flat[0]),
        "funeral": _stated(flat[1]),
    }
    agency = gettext("%(death)s dan biaya pemakaman %(funeral)s") % {
        "death": _stated(published.kpu_death),
        "funeral": _stated(published.kpu_funeral),
    }
    return BenefitNotes(
        formula=formula,
        jkk_confidence=least_sure(multiple, *flat),
        jkm_confidence=least_sure(published.jkm_death),
        scholarship=_stated(published.scholarship),
        agency=agency,
    )


def _stated(stated: Stated | None) -> str:
    return gettext("belum diketahui") if stated is None else rupiah(int(stated.value))


def _passage(first: Plan, other: Plan, totals: tuple[Share, Share], steps: tuple[Step, ...]) -> Passage:
    start, end = (share.total for share in totals)
    title = gettext("Dari %(first)s ke %(other)s") % {"first": first.name, "other": other.name}
    return Passage(
        title=title,
        anchor=f"langkah-{other.pk}",
        chart=charts.waterfall(
            _in_a_sentence(end - start),
            gettext("Tiap langkah menunjukkan perubahan mana yang menggeser berapa rupiah."),
            start=charts.Step(first.name, start),
            steps=[charts.Step(change_words(step.change), step.amount) for step in steps],
            end=charts.Step(other.name, end),
        ),
        rows=tuple(
            ChangeRow(change_words(step.change), line.name, signed_rupiah(line.amount))
            for step in steps
            for line in step.lines
        ),
        same=not steps,
    )


def _in_a_sentence(difference: int) -> str:
    if not difference:
        return gettext("Biayanya sama.")
    if difference > 0:
        return gettext("Lebih mahal %s.") % rupiah(difference)
    return gettext("Lebih murah %s.") % rupiah(-difference)
