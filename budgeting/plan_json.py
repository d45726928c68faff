"""A computed plan as the JSON object of design/contracts.md §2. Money and counts are integers."""

from typing import Any

from budgeting.rules.amount import Amount
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan
from budgeting.wording import line_reason, sentence


def as_json(plan: Plan, *, file: str, region_name: str) -> dict[str, Any]:
    """The object for one plan; `file` as it was typed."""
    units = plan.units
    return {
        "file": file,
        "name": plan.input.name,
        "region": {"code": plan.input.region, "name": region_name},
        "election": plan.input.election,
        "units": {
            "kecamatan": units.kecamatan,
            "desa": units.desa,
            "tps": units.tps,
            "tps_coklit": units.tps_coklit,
            "tps_over_400": units.tps_over_400,
        },
        "lines": [line_json(line) for line in plan.lines],
        "by_body": {key: _people(amount) for key, amount in plan.by_body.items()},
        "by_institution": {key: _people(amount) for key, amount in plan.by_institution.items()},
        "by_year": {str(year): _money(amount) for year, amount in plan.by_year.items()},
        "by_month": {month: {"insured": amount.insured, **_money(amount)} for month, amount in plan.by_month.items()},
        "headcount": plan.total.headcount,
        "insured": plan.total.insured,
        **_money(plan.total),
        "warnings": [{"code": note.code, "message": sentence(note)} for note in plan.warnings],
    }


def line_json(line: Line) -> dict[str, Any]:
    """The object for one line. `exceptions` and `parts` stand only where there are any."""
    single = line.parts[0].price if len(line.parts) == 1 else None
    seats = line.seats
    found: dict[str, Any] = {
        "code": line.code,
        "name": line.name,
        "body": line.body,
        "institution": line.institution,
        "membership": line.membership.value,
        "unit": line.preset.position.unit.value if seats and line.preset else None,
        "units": seats.units if seats else None,
        "per_unit": seats.per_unit if seats else None,
        "extra": seats.extra if seats else 0,
        "reason": line_reason(line),
        "headcount": line.headcount,
        "excluded": line.excluded,
        "insured": line.insured,
        "wage": line.basis.wage,
        "start": line.tenure.first.isoformat() if line.tenure else None,
        "end": line.tenure.last.isoformat() if line.tenure else None,
        "coverage": list(line.months),
        "months": len(line.months),
        "jkk_month": single.jkk if single else None,
        "jkm_month": single.jkm if single else None,
        "jkk": line.jkk,
        "jkm": line.jkm,
        "total": line.total,
        "uncovered_days": line.uncovered_days,
        "sources": list(line.sources),
    }
    if len(line.parts) > 1:
        found["parts"] = _parts(line)
    if line.adjustments:
        found["exceptions"] = [
            {"where": each.where, "people": each.people, "reason": each.reason} for each in line.adjustments
        ]
    return found


def _parts(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "coverage": list(part.months),
            "months": len(part.months),
            "jkk_month": part.price.jkk,
            "jkm_month": part.price.jkm,
            "jkk": line.insured * len(part.months) * part.price.jkk,
            "jkm": line.insured * len(part.months) * part.price.jkm,
            "total": line.insured * len(part.months) * part.price.total,
        }
        for part in line.parts
    ]


def _people(amount: Amount) -> dict[str, int]:
    return {"headcount": amount.headcount, "insured": amount.insured, "total": amount.total}


def _money(amount: Amount) -> dict[str, int]:
    return {"jkk": amount.jkk, "jkm": amount.jkm, "total": amount.total}
