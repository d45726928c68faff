"""The law of an election as plain values: positions with tenure and honorarium, rates, code years."""

from decimal import Decimal

from budgeting.models import Benefit, CodeRegime, Honorarium, PremiumRate
from budgeting.rules.benefits import Benefits, Stated
from budgeting.rules.law import Honorarium as HonorariumValue
from budgeting.rules.law import Law, Preset, PresetPosition
from budgeting.rules.rates import MembershipClass, Programme, Rate, RateKind
from enrolment import catalogue as bodies

# The names of rules.benefits and the codes of the seed data.
_BENEFITS = {
    "jkk_multiple": "jkk-death",
    "jkk_periodic": "jkk-death-periodic",
    "jkk_funeral": "jkk-funeral",
    "jkm_death": "jkm-death",
    "scholarship": "scholarship",
    "kpu_death": "kpu-death",
    "kpu_funeral": "kpu-funeral",
}


def law_of(preset_code: str) -> Law | None:
    """Everything a plan of that election is computed from; None where there is no such preset."""
    preset = bodies.preset(preset_code)
    if preset is None:
        return None
    tenures = bodies.tenures(preset_code)
    honoraria = {row.position: row for row in _honoraria(preset_code)}
    positions = tuple(
        PresetPosition(position, tenures.get(position.body), _honorarium(honoraria.get(position.code)))
        for position in bodies.positions(preset_code)
    )
    plain = Preset(preset.code, preset.kind, preset.name, preset.voting_day, positions)
    return Law.of(plain, rates(), CodeRegime.objects.current().values_list("fiscal_year", flat=True))


def rates() -> tuple[Rate, ...]:
    """The premium rates that apply where a plan gives none: active default rows."""
    kinds = [RateKind.PERCENT, RateKind.FLAT]
    rows = PremiumRate.objects.current().filter(status=PremiumRate.Status.ACTIVE, is_default=True, kind__in=kinds)
    return tuple(
        Rate(
            programme=Programme(row.programme),
            membership=MembershipClass(row.membership),
            kind=RateKind(row.kind),
            value=row.value.normalize(),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            confidence=row.confidence,
            source=row.source,
        )
        for row in rows
        if row.valid_from is not None
    )


def benefits() -> Benefits:
    """The published values that a family's benefit is made of, each with its confidence."""
    rows = {row.code: row for row in Benefit.objects.current().exclude(value=None).filter(code__in=_BENEFITS.values())}
    stated = {code: Stated(Decimal(row.value or 0), row.confidence, row.source) for code, row in rows.items()}
    return Benefits(**{name: stated.get(code) for name, code in _BENEFITS.items()})


def _honoraria(preset_code: str) -> list[Honorarium]:
    return list(Honorarium.objects.current().filter(election=preset_code, is_default=True))


def _honorarium(row: Honorarium | None) -> HonorariumValue | None:
    return HonorariumValue(row.amount, row.source, row.confidence) if row else None
