"""plan-province: a plan of Jawa Barat with its TPS list, recomputed from the database.

627 kecamatan, 5,957 desa, 140,457 TPS. The peer walks ORM objects as one would write it first: every station, every
desa, every kecamatan, and for each the positions it has; both must come to the same rupiah.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.db import connection, transaction

from benchmarks.harness import Result, median_seconds, once_seconds, rss_mib
from budgeting.catalogue import law_of
from budgeting.models import Plan
from budgeting.planning import compute
from budgeting.rules.law import Law, PresetPosition
from enrolment.actions.elections import create_election
from enrolment.models import Election, PollingStation, Region, StageCode
from enrolment.rules.bodies import Unit
from enrolment.rules.region_code import Level
from pemilu_bpjs.models import Office

PROVINCE, STATIONS = "32", 140_457
_INSERT = (
    "INSERT INTO enrolment_pollingstation (election_id, stage, desa_id, number, voters) VALUES (%s, %s, %s, %s, %s)"
)


def run() -> Result:
    plan = _plan()
    ours = median_seconds(lambda: compute(plan))
    answer = compute(plan).plan.total
    memory = rss_mib()
    walked: list[int] = []
    peer = once_seconds(lambda: walked.append(_walk(plan.election)))
    if walked[0] != answer.total:
        raise AssertionError(f"the peer comes to {walked[0]}, the plan to {answer.total}")
    return Result("plan-province", ours, "loop over ORM objects", peer, STATIONS, memory)


def _plan() -> Plan:
    election = create_election(preset="pemilu-2024", region=PROVINCE, by=None, stages=[StageCode.DPT])
    office, _ = Office.objects.get_or_create(name="Disnakertrans", region=PROVINCE, kind=Office.Kind.DISNAKER)
    if PollingStation.objects.filter(election=election).count() != STATIONS:
        _fill(election)
    plan, _ = Plan.objects.get_or_create(name="Bench", election=election, office=office, region=PROVINCE)
    return plan


def _fill(election: Election) -> None:
    desa = list(Region.objects.below(PROVINCE, Level.DESA).values_list("pk", flat=True))
    rows = [(election.pk, StageCode.DPT.value, desa[n % len(desa)], n // len(desa) + 1, 250) for n in range(STATIONS)]
    with transaction.atomic(), connection.cursor() as cursor:
        PollingStation.objects.filter(election=election).delete()
        cursor.executemany(_INSERT, rows)


def _walk(election: Election) -> int:
    law = law_of(election.preset)
    if law is None:
        raise AssertionError("reference data is missing")
    total = Decimal(0)
    stations = PollingStation.objects.filter(election=election).select_related("desa__parent")
    for station in stations.iterator():
        total += _unit(law, Unit.TPS, station.desa.parent)
    for unit, level in ((Unit.DESA, Level.DESA), (Unit.KECAMATAN, Level.KECAMATAN)):
        for region in Region.objects.below(election.region_id, level).select_related("parent"):
            total += _unit(law, unit, region.parent)
    return int(total)


def _unit(law: Law, unit: Unit, kecamatan: Region | None) -> Decimal:
    due = (each for each in law.preset.positions if each.position.unit is unit and not each.position.always_asn)
    return sum((_premium(law, each) for each in due), Decimal(0)) if kecamatan is not None else Decimal(0)


def _premium(law: Law, each: PresetPosition) -> Decimal:
    if each.tenure is None or each.honorarium is None:
        return Decimal(0)
    total = Decimal(0)
    for _month in each.tenure.period.months():
        for rate in law.rates:
            if rate.membership == "PU":
                share = Decimal(each.honorarium.amount) * rate.value / 100
                total += share.quantize(Decimal(1), ROUND_HALF_UP) * each.position.per_unit
    return total
