"""Explanations in words: each figure's arithmetic in sight, on what it rests, and who entered it when."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from budgeting.figure_lines import percent
from budgeting.planning import Planned
from budgeting.rules.explain import UnitOrigins, in_year
from budgeting.rules.explanation import Measure, Node, Operation, Origin, Says
from budgeting.rules.figures import Explained
from budgeting.wording import always_asn, unit_name
from enrolment.rules.period import ranges, year_of
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long, month_long

_LABELS: Mapping[str, str] = {
    "headcount": _("Jumlah orang"),
    "headcount-given": _("Jumlah orang"),
    "seats": _("Menurut rasio"),
    "extra": _("Tambahan untuk TPS besar"),
    "exception": _("Pengecualian {where}"),
    "units": _("Jumlah {unit}"),
    "per-unit": _("Orang per {unit}"),
    "per-over-400": _("Tambahan orang per {unit}"),
    "excluded": _("Yang dikecualikan"),
    "excluded-asn": _("Yang dikecualikan"),
    "insured": _("Orang yang dilindungi"),
    "months": _("Bulan yang dibayar"),
    "wage": _("Dasar upah"),
    "rate": _("Tarif {programme}"),
    "jkk-month": _("Iuran JKK seorang sebulan"),
    "jkm-month": _("Iuran JKM seorang sebulan"),
    "line-jkk": _("Iuran JKK"),
    "line-jkm": _("Iuran JKM"),
    "line-jkk-run": _("Iuran JKK {months}"),
    "line-jkm-run": _("Iuran JKM {months}"),
    "line-total": _("JKK + JKM"),
    "uncovered-days": _("Hari tugas di luar bulan yang dibayar, seorang"),
    "tenure-days": _("Hari masa kerja"),
    "covered-days": _("Hari yang terlindungi"),
    "sum-total": _("JKK + JKM"),
    "sum-jkk": _("Iuran JKK"),
    "sum-jkm": _("Iuran JKM"),
    "sum-headcount": _("Jumlah orang"),
    "sum-insured": _("Orang yang dilindungi"),
}
_WAGES: Mapping[str, str] = {
    "line": _("ditetapkan pada baris ini"),
    "plan": _("ditetapkan bagi seluruh rencana"),
    "honorarium": _("honorarium jabatan"),
}
_SAYS: Mapping[Says, str] = {
    Says.LAW: _("peraturan"),
    Says.REGION_DATA: _("data wilayah Kemendagri"),
    Says.COUNT: _("data Pemilu di wilayah ini"),
    Says.PLAN: _("ditetapkan dalam rencana ini"),
}
_SIGNS: Mapping[Operation, str] = {
    Operation.SUM: " + ",
    Operation.DIFFERENCE: " − ",
    Operation.PRODUCT: " × ",
    Operation.PERCENT: " × ",
}
_MOST_OPERANDS = 6
_SHARED = frozenset({"units", "rate"})


@dataclass(frozen=True, slots=True)
class Source:
    """On what a value rests: words to print, how sure, and who entered it when ("" where nobody did)."""

    text: str
    confidence: str
    entered: str


def label(node: Node, said: str = "") -> str:
    """What the figure is; with the name of its line or group, unless `said` has named it already."""
    words = gettext(_LABELS[node.code]).format(**{key: _shown(key, value) for key, value in node.params.items()})
    name = name_of(node)
    return f"{words}: {name}" if name and name != said else words


def formula(node: Node, most: int = _MOST_OPERANDS) -> str:
    """The arithmetic with its outcome, "1.352 TPS × 6 orang = 8.112 orang"; for a leaf, what it says of itself."""
    if not node.parts:
        return _of_leaf(node)
    if len(node.parts) > most:
        return gettext("jumlah dari {count} bagian").format(count=len(node.parts))
    words = f"{_operands(node)} = {amount(node)}"
    return gettext("{words} (dibulatkan)").format(words=words) if _is_rounded(node) else words


def amount(node: Node) -> str:
    """The value with its measure: "8.112 orang", "Rp2.640", "0,24%"."""
    value = node.value
    if isinstance(value, Decimal):
        return f"{percent(value)}%"
    if node.measure == Measure.RUPIAH:
        return rupiah(value)
    patterns = {
        Measure.PEOPLE: ngettext("{number} orang", "{number} orang", value),
        Measure.MONTHS: ngettext("{number} bulan", "{number} bulan", value),
        Measure.DAYS: ngettext("{number} hari", "{number} hari", value),
    }
    number = thousands(value).replace("-", "−")
    if node.measure in patterns:
        return patterns[Measure(node.measure)].format(number=number)
    return f"{number} {unit_name(node.measure)}"


def sources(node: Node) -> tuple[Source, ...]:
    """On what the figure rests."""
    return tuple(Source(_source_text(each), each.confidence, _entered(each)) for each in node.origins)


def unit_origins(planned: Planned) -> UnitOrigins:
    """Who entered the unit counts that the plan takes from its election."""
    if planned.counted is None:
        return {}
    given = dict(planned.counted.provenance)
    # Before the final voter list there is only the provisional one, and its TPS stand in for the final ones.
    if "tps" not in given and "tps_dps" in given:
        given["tps"] = given["tps_dps"]
    stated = planned.plan.input.units
    return {
        kind: Origin(Says.COUNT, each.source, by=each.by, at=each.at)
        for kind, each in given.items()
        if getattr(stated, kind, None) is None
    }


def explained(planned: Planned, year: int) -> tuple[Explained, ...]:
    """The appendix of a year: what several lines rest on, each line, then how the total is their sum."""
    plan, origins = planned.plan, unit_origins(planned)
    lines = (line for line in plan.lines if any(year_of(month) == year for month in line.months))
    nodes = [in_year(plan, line, year, origins) for line in lines]
    shared = _unique(node for top in nodes for node in top.walk() if node.code in _SHARED)
    rows = [_row(node, 1) for node in shared]
    heading = Explained(0, gettext("Angka yang dipakai beberapa baris"), "", "", "")
    seen = list(shared)
    for node in nodes:
        rows.extend(_rows(node, 0, seen, ""))
    return (heading, *rows, *_totals(nodes)) if nodes else ()


def months_in_words(months: Iterable[str]) -> str:
    """("2023-07", …, "2023-12") → "Juli 2023 – Desember 2023"."""
    runs = (
        month_long(first) if first == last else f"{month_long(first)} – {month_long(last)}"
        for first, last in ranges(months)
    )
    return ", ".join(runs)


def _rows(node: Node, depth: int, seen: list[Node], said: str) -> Iterator[Explained]:
    """The tree as rows, each figure once: what stands above is not repeated."""
    yield _row(node, depth, said)
    seen.append(node)
    for part in node.parts:
        if part not in seen:
            yield from _rows(part, depth + 1, seen, name_of(node) or said)


def _row(node: Node, depth: int, said: str = "") -> Explained:
    found = sources(node)
    return Explained(
        depth=depth,
        label=label(node, said),
        formula=formula(node),
        value=amount(node),
        source="; ".join(each.text for each in found),
        entered="; ".join(each.entered for each in found if each.entered),
    )


def _totals(lines: list[Node]) -> Iterator[Explained]:
    """JKK and JKM of the year as sums of the lines above, then both together."""
    sums = []
    for place, programme in enumerate(("JKK", "JKM")):
        parts = [int(line.parts[place].value) for line in lines]
        sums.append(sum(parts))
        words = " + ".join(thousands(part) for part in parts if part)
        yield Explained(0, gettext("Total {programme}").format(programme=programme), words, rupiah(sums[-1]), "")
    yield Explained(0, gettext("Total"), " + ".join(rupiah(each) for each in sums), rupiah(sum(sums)), "")


def _unique(nodes: Iterable[Node]) -> tuple[Node, ...]:
    found: list[Node] = []
    for node in nodes:
        if node not in found:
            found.append(node)
    return tuple(found)


def _operands(node: Node) -> str:
    words = amount(node.parts[0])
    for part in node.parts[1:]:
        if node.operation is Operation.SUM and part.value < 0:
            words += f" − {amount(part).removeprefix('−')}"
        else:
            words += _SIGNS[node.operation] + amount(part)
    return words


def _is_rounded(node: Node) -> bool:
    if node.operation is not Operation.PERCENT:
        return False
    rate, wage = node.parts
    return Decimal(rate.value) * Decimal(wage.value) / 100 != node.value


def _of_leaf(node: Node) -> str:
    if node.operation is Operation.MONTHS:
        return months_in_words(node.params["months"])
    if node.operation is Operation.DAYS:
        return f"{date_long(node.params['first'])} – {date_long(node.params['last'])}"
    if node.code == "excluded-asn":
        return always_asn()
    if node.code == "wage":
        return gettext(_WAGES[node.params["origin"]])
    if node.code == "headcount-given":
        return gettext("diisi langsung: {reason}").format(reason=node.params["reason"])
    return str(node.params.get("reason", ""))


def name_of(node: Node) -> str:
    """The line or group that the figure belongs to, as it is called; a month in words."""
    name = str(node.params.get("name", ""))
    kind = node.params.get("kind", "")
    if kind == "total":
        return gettext("seluruh rencana")
    return month_long(name) if kind == "month" else name


def _source_text(origin: Origin) -> str:
    return origin.source or gettext(_SAYS[origin.says])


def _entered(origin: Origin) -> str:
    if origin.at is None:
        return ""
    day = date_long(_day(origin.at))
    return f"{origin.by}, {day}" if origin.by else day


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localtime(moment).date()


def _shown(key: str, value: Any) -> str:
    if key == "unit":
        return unit_name(value)
    return months_in_words(value) if key == "months" else str(value)
