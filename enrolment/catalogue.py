"""The bodies of an election as plain values: what rules compute with, read in four queries."""

from enrolment.models import Body, ElectionPreset, Position, Ratio, Tenure
from enrolment.rules import bodies as rules
from enrolment.rules.bodies import Unit
from enrolment.rules.period import Period


def preset(code: str) -> ElectionPreset | None:
    """The preset in force under that code."""
    return ElectionPreset.objects.current().filter(code=code).first()


def positions(preset_code: str) -> tuple[rules.Position, ...]:
    """The positions of an election in the order of the law; those without a ratio there are left out."""
    ratios = {row.position: row for row in Ratio.objects.current().filter(election=preset_code)}
    names = dict(Body.objects.current().values_list("code", "short_name"))
    rows = Position.objects.current().filter(code__in=ratios).order_by("order", "code")
    return tuple(_position(row, ratios[row.code], names.get(row.body, row.body)) for row in rows)


def tenures(preset_code: str) -> dict[str, rules.Tenure]:
    """Tenure by body code."""
    rows = Tenure.objects.current().filter(election=preset_code)
    return {
        row.body: rules.Tenure(
            Period(row.start, row.end), row.start_confidence, row.end_confidence, row.source, row.note
        )
        for row in rows
    }


def _position(row: Position, ratio: Ratio, body_name: str) -> rules.Position:
    return rules.Position(
        code=row.code,
        name=row.name,
        body=row.body,
        body_name=body_name,
        institution=row.institution,
        unit=Unit(row.unit),
        per_unit=ratio.per_unit,
        extra_per_over_400=ratio.extra_per_over_400,
        is_leader=row.is_leader,
        always_asn=row.always_asn,
        confidence=ratio.confidence,
        source=ratio.source,
    )
