"""The lines and sums of a computed plan as tables; every figure leads to the page that explains it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from budgeting.presenters.links import why
from budgeting.presenters.months import short_months
from budgeting.rules.amount import Amount
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan
from budgeting.rules.premium import Price
from budgeting.wording import always_asn, unit_name
from enrolment.rules.bodies import Tenure
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import month_long

NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Figure:
    """A figure as printed, and the page that explains it. `doubt`: its source, where nobody has confirmed it yet."""

    text: str
    why: str = ""
    doubt: str | None = None
    note: str = ""


@dataclass(frozen=True)
class LineRow:
    code: str
    name: str
    body: str
    seats: Figure
    headcount: Figure
    excluded: Figure
    months: Figure
    wage: Figure
    jkk_month: Figure
    jkm_month: Figure
    total: Figure


@dataclass(frozen=True)
class SumRow:
    label: str
    headcount: Figure
    insured: Figure
    jkk: Figure
    jkm: Figure
    total: Figure


@dataclass(frozen=True)
class SumTable:
    """Sums of one kind; `has_people` is false where a person may stand in several rows."""

    title: str
    label: str
    rows: tuple[SumRow, ...]
    total: SumRow
    has_people: bool = True


def line_rows(pk: int, plan: Plan) -> tuple[LineRow, ...]:
    return tuple(_line(pk, line) for line in plan.lines)


def sum_tables(pk: int, plan: Plan) -> tuple[SumTable, ...]:
    """By body, institution, year and month: each meets the plan's total."""
    bodies = {line.body: body_name(line) for line in plan.lines}
    rows: Mapping[str, tuple[SumRow, ...]] = {
        "body": _sums(pk, "body", plan.by_body, lambda code: bodies[code]),
        "institution": _sums(pk, "institution", plan.by_institution, str),
        "year": _sums(pk, "year", {str(year): amount for year, amount in plan.by_year.items()}, str),
        "month": _sums(pk, "month", plan.by_month, month_long),
    }
    total = _sum(pk, "total", "", _("Jumlah"), plan.total)
    return (
        SumTable(_("Per badan"), _("Badan"), rows["body"], total),
        SumTable(_("Per lembaga"), _("Lembaga"), rows["institution"], total),
        SumTable(_("Per tahun anggaran"), _("Tahun"), rows["year"], total, has_people=False),
        SumTable(_("Per bulan"), _("Bulan"), rows["month"], total, has_people=False),
    )


def body_name(line: Line) -> str:
    return line.preset.position.body_name if line.preset else line.body


def seats_words(line: Line) -> str:
    """ "1.352 TPS × 6", with what comes on top of it."""
    if line.seats is None or line.preset is None:
        return _("jumlah diisi sendiri")
    position = line.preset.position
    # A narrow column breaks before the sign, never between a number and what it counts.
    unit = unit_name(position.unit.value).replace(" ", NO_BREAK)
    words = f"{thousands(line.seats.units)}{NO_BREAK}{unit} ×{NO_BREAK}{thousands(line.seats.per_unit)}"
    if line.seats.extra:
        words += f" + {thousands(line.seats.extra)}"
    if moved := sum(each.people for each in line.adjustments):
        sign = "+" if moved > 0 else "−"
        words += " " + _("%(change)s karena pengecualian") % {"change": f"{sign}{thousands(abs(moved))}"}
    return words


def _line(pk: int, line: Line) -> LineRow:
    def to(field: str) -> str:
        return why(pk, f"line:{line.code}:{field}")

    return LineRow(
        code=line.code,
        name=line.name,
        body=body_name(line),
        seats=Figure(seats_words(line), doubt=_ratio_doubt(line)),
        headcount=Figure(thousands(line.headcount), to("headcount")),
        excluded=Figure(thousands(line.excluded), to("excluded"), note=_reason(line)),
        months=Figure(short_months(line.months), to("months"), doubt=tenure_doubt(line)),
        wage=_wage(line, to("wage")),
        jkk_month=Figure(
            _per_month(line, lambda price: price.jkk), to("jkk_month"), doubt=_rate_doubt(line, "jkk_rate")
        ),
        jkm_month=Figure(
            _per_month(line, lambda price: price.jkm), to("jkm_month"), doubt=_rate_doubt(line, "jkm_rate")
        ),
        total=Figure(rupiah(line.total), to("total")),
    )


def _reason(line: Line) -> str:
    if line.excluded_by_law:
        return always_asn()
    return (line.reason or "") if line.excluded else ""


def _wage(line: Line, url: str) -> Figure:
    if line.basis.wage is None:
        return Figure("–")
    honorarium = line.preset.honorarium if line.preset and line.wage_origin == "honorarium" else None
    doubt = honorarium.source if honorarium and honorarium.confidence == "L" else None
    return Figure(rupiah(line.basis.wage), url, doubt)


def _per_month(line: Line, part: Callable[[Price], int]) -> str:
    """One person's premium for a month; where a rate changes on the way, each with its months."""
    if len(line.parts) == 1:
        return rupiah(part(line.parts[0].price))
    return "; ".join(f"{rupiah(part(each.price))} ({short_months(each.months)})" for each in line.parts)


def _rate_doubt(line: Line, name: str) -> str | None:
    rates = (getattr(part.price, name) for part in line.parts)
    return next((rate.source for rate in rates if rate.is_unverified), None)


def _ratio_doubt(line: Line) -> str | None:
    if line.preset is None or line.seats is None or line.seats.per_unit != line.preset.position.per_unit:
        return None
    return line.preset.position.source if line.preset.position.confidence == "L" else None


def tenure_doubt(line: Line) -> str | None:
    """The source of a tenure that nobody has confirmed, and that the plan does not state itself; else None."""
    tenure: Tenure | None = line.preset.tenure if line.preset else None
    if tenure is None:
        return None
    start = not line.start_given and tenure.start_confidence == "L"
    end = not line.end_given and tenure.end_confidence == "L"
    return tenure.source if start or end else None


def _sums(pk: int, kind: str, amounts: Mapping[str, Amount], label: Callable[[str], str]) -> tuple[SumRow, ...]:
    return tuple(_sum(pk, kind, key, label(key), amount) for key, amount in amounts.items())


def _sum(pk: int, kind: str, key: str, label: str, amount: Amount) -> SumRow:
    def to(field: str) -> str:
        group = kind if kind == "total" else f"{kind}:{key}"
        return why(pk, group if field == "total" and kind != "total" else f"{group}:{field}")

    return SumRow(
        label=label,
        headcount=Figure(thousands(amount.headcount), to("headcount")),
        insured=Figure(thousands(amount.insured), to("insured")),
        jkk=Figure(rupiah(amount.jkk), to("jkk")),
        jkm=Figure(rupiah(amount.jkm), to("jkm")),
        total=Figure(rupiah(amount.total), to("total")),
    )
