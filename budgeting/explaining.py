"""“Asal setiap angka”: for each figure of a year the arithmetic in sight, its source, and who entered it when."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from budgeting.figure_lines import of_year, rate_label
from budgeting.planning import Planned
from budgeting.rules.figures import Explained, FigureLine
from budgeting.rules.line import ALWAYS_ASN, Line
from budgeting.rules.rates import MembershipClass, Rate
from budgeting.wording import always_asn, unit_name
from enrolment.rules.period import ranges
from pemilu_bpjs.formats import month_long, rupiah, thousands


def explained(planned: Planned, year: int) -> tuple[Explained, ...]:
    """The rows of the appendix: each position of the year, then how the total is their sum."""
    rows: list[Explained] = []
    lines = [line for line in planned.plan.lines if any(month.startswith(f"{year}-") for month in line.months)]
    figures = of_year(lines, year)
    for line in lines:
        own = [figure for figure in figures if figure.code == line.code]
        rows.extend(_line(planned, line, own))
    return (*rows, *_totals(figures))


def months_in_words(months: tuple[str, ...]) -> str:
    """("2023-07", …, "2023-12") → "Juli 2023 – Desember 2023"."""
    runs = (
        month_long(first) if first == last else f"{month_long(first)} – {month_long(last)}"
        for first, last in ranges(months)
    )
    return ", ".join(runs)


def _line(planned: Planned, line: Line, figures: list[FigureLine]) -> Iterator[Explained]:
    total = sum(figure.total for figure in figures)
    yield Explained(0, line.name, _("JKK + JKM"), rupiah(total), "")
    yield from _people(planned, line)
    yield _wage(line)
    for figure in figures:
        yield Explained(
            1,
            _("Bulan iuran"),
            months_in_words(figure.months),
            _("{months} bulan").format(months=len(figure.months)),
            planned.plan.input.sources.get(line.code, ""),
        )
    for part, figure in zip(_parts(line, figures), figures, strict=True):
        yield from _premium("JKK", part[0], line, figure, figure.jkk_month, figure.jkk)
        yield from _premium("JKM", part[1], line, figure, figure.jkm_month, figure.jkm)


def _parts(line: Line, figures: list[FigureLine]) -> list[tuple[Rate, Rate]]:
    by_month = {month: part.price for part in line.parts for month in part.months}
    return [(by_month[figure.months[0]].jkk_rate, by_month[figure.months[0]].jkm_rate) for figure in figures]


def _people(planned: Planned, line: Line) -> Iterator[Explained]:
    seats, position = line.seats, line.preset.position if line.preset else None
    people = _("{people} orang").format(people=thousands(line.headcount))
    if seats is None or position is None:
        reason = line.reason or ""
        yield Explained(1, _("Jumlah orang"), _("diisi langsung: {reason}").format(reason=reason), people, reason)
    else:
        unit = unit_name(position.unit.value)
        formula = f"{thousands(seats.units)} {unit} × {thousands(seats.per_unit)}"
        if seats.extra:
            formula += f" + {thousands(seats.extra)}"
        formula += "".join(f" {'+' if each.people >= 0 else '−'} {abs(each.people)}" for each in line.adjustments)
        yield Explained(1, _("Jumlah orang"), f"{formula} = {people}", people, position.source)
        yield _units(planned, position.unit.value, seats.units)
        for each in line.adjustments:
            yield Explained(2, each.where, each.reason, f"{each.people:+d}", each.reason)
    yield from _excluded(line)


def _excluded(line: Line) -> Iterator[Explained]:
    if not line.excluded:
        return
    reason = always_asn() if line.reason == ALWAYS_ASN else line.reason or ""
    formula = f"{thousands(line.headcount)} − {thousands(line.excluded)} = {thousands(line.insured)}"
    people = _("{people} orang").format(people=thousands(line.insured))
    yield Explained(1, _("Yang diusulkan iurannya"), formula, people, reason)


def _units(planned: Planned, kind: str, units: int) -> Explained:
    own = getattr(planned.plan.input.units, kind) is not None
    told = planned.plan.input.sources.get(kind, "")
    given = planned.counted.provenance.get(kind) if planned.counted and not own else None
    if given is None and kind == "tps" and planned.counted and not own:
        given = planned.counted.provenance.get("tps_dps")
    entered = ""
    if own or told:
        source = told or _("diisi dalam rencana")
    elif given is not None:
        source = given.source
    else:
        source = _("data wilayah Kemendagri")
    if given is not None and given.at is not None:
        day = timezone.localtime(given.at).strftime("%d-%m-%Y")
        entered = f"{given.by}, {day}" if given.by else day
    return Explained(2, _("Jumlah {unit}").format(unit=unit_name(kind)), "", thousands(units), source, entered)


def _wage(line: Line) -> Explained:
    label = _("Dasar upah")
    if line.basis.membership is MembershipClass.BPU or line.basis.wage is None:
        return Explained(1, label, _("BPU: iuran tetap, tanpa dasar upah"), "–", "")
    origins = {
        "line": _("ditetapkan pada baris ini"),
        "plan": _("ditetapkan bagi seluruh rencana"),
        "honorarium": _("honorarium jabatan"),
    }
    honorarium = line.preset.honorarium if line.preset else None
    source = honorarium.source if honorarium and line.wage_origin == "honorarium" else ""
    return Explained(1, label, origins[line.wage_origin], rupiah(line.basis.wage), source)


def _premium(
    programme: str, rate: Rate, line: Line, figure: FigureLine, month: int, amount: int
) -> Iterator[Explained]:
    label = _("Iuran {programme} per orang per bulan").format(programme=programme)
    if line.basis.wage is None:
        formula = rate_label(rate)
    else:
        formula = f"{rupiah(line.basis.wage)} × {rate_label(rate)} = {rupiah(month)}"
    yield Explained(
        2, label, formula, rupiah(month), rate.source or (_("ditetapkan dalam rencana") if rate.given else "")
    )
    formula = _("{people} orang × {months} bulan × {price} = {amount}").format(
        people=thousands(figure.insured), months=len(figure.months), price=rupiah(month), amount=rupiah(amount)
    )
    yield Explained(1, _("Jumlah {programme}").format(programme=programme), formula, rupiah(amount), "")


def _totals(figures: tuple[FigureLine, ...]) -> Iterator[Explained]:
    jkk, jkm = sum(line.jkk for line in figures), sum(line.jkm for line in figures)
    for programme, amount, parts in (
        ("JKK", jkk, [line.jkk for line in figures]),
        ("JKM", jkm, [line.jkm for line in figures]),
    ):
        formula = " + ".join(thousands(part) for part in parts if part)
        yield Explained(0, _("Total {programme}").format(programme=programme), formula, rupiah(amount), "")
    yield Explained(0, _("Total"), f"{rupiah(jkk)} + {rupiah(jkm)}", rupiah(jkk + jkm), "")
