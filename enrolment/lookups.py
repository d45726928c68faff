"""What the rows of an upload are held against, fetched in a fixed number of queries however many rows there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from enrolment.models import Body, Election, PollingStation, Position, Ratio, Region, StageCode, Tenure
from enrolment.region_data import index_of
from enrolment.rules.bodies import Unit
from enrolment.rules.names import answers_to, comparable
from enrolment.rules.nik import region_numbers
from enrolment.rules.period import Period
from enrolment.rules.region_code import Level, lies_within
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lookups import Lookups, PositionLaw
from enrolment.rules.roster_posts import body_phrases, joined

_UNIT_OF_STAGE = {StageCode.DPT: Unit.TPS, StageCode.COKLIT: Unit.TPS_COKLIT}


def lookups_for(
    *,
    election: Election,
    institution: str | None,
    region: str,
    body: str = "",
    words: Mapping[tuple[Field, str], str] | None = None,
) -> Lookups:
    """Law, places and TPS of an election, as a sender of `institution` in `region` is held against them.

    `body`: the code chosen for the upload, or ""; `words`: what this sender's words were found to mean.
    """
    kabupaten = dict(Region.objects.filter(level=Level.KABUPATEN).values_list("pk", "name"))
    rows = _positions(election.preset)
    return Lookups(
        voting_day=election.voting_day,
        institution=institution or None,
        region=region,
        body=body,
        index=index_of(election.region_id),
        kabupaten={code: name for code, name in kabupaten.items() if lies_within(code, election.region_id)},
        laws=_laws(rows, election.preset),
        posts=_posts(rows),
        bodies=_bodies(),
        tps=_tps(election),
        words=words or {},
        nik_regions=region_numbers(kabupaten),
        elsewhere=Elsewhere(kabupaten),
    )


class Elsewhere:
    """The nation's places, read only when a row speaks of one that the election's region does not have."""

    def __init__(self, kabupaten: Mapping[str, str]) -> None:
        self._kabupaten = kabupaten
        self._kecamatan: dict[str, list[str]] | None = None
        self._desa: dict[tuple[str, ...], frozenset[str]] = {}

    def known(self, kabupaten: str, kecamatan: str, desa: str) -> bool:
        """Whether there is such a place; what is "" is not asked for."""
        inside = self._kabupaten_called(kabupaten)
        if kabupaten and not inside:
            return False
        if not kecamatan:
            return bool(inside)
        found = self._kecamatan_called(kecamatan, inside)
        return bool(found) and (not desa or comparable(desa) in self._desa_of(found))

    def _kabupaten_called(self, name: str) -> frozenset[str]:
        if not name:
            return frozenset()
        asked = comparable(name)
        same = {code for code, known in self._kabupaten.items() if comparable(known) == asked}
        return frozenset(same or {code for code, known in self._kabupaten.items() if answers_to(known, name)})

    def _kecamatan_called(self, name: str, kabupaten: frozenset[str]) -> tuple[str, ...]:
        if self._kecamatan is None:
            self._kecamatan = _by_comparable(
                Region.objects.filter(level=Level.KECAMATAN).order_by("pk").values_list("pk", "name")
            )
        found = self._kecamatan.get(comparable(name), ())
        return tuple(code for code in found if not kabupaten or code[:5] in kabupaten)

    def _desa_of(self, kecamatan: tuple[str, ...]) -> frozenset[str]:
        """Comparable names of the desa of some kecamatan: one query for each name of a kecamatan."""
        if kecamatan not in self._desa:
            names = Region.objects.filter(parent__in=kecamatan).values_list("name", flat=True)
            self._desa[kecamatan] = frozenset(comparable(name) for name in names)
        return self._desa[kecamatan]


def _by_comparable(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for code, name in rows:
        codes[comparable(name)].append(code)
    return dict(codes)


def _positions(preset: str) -> list[Position]:
    """The positions that this election has, in the order of the law."""
    held = Ratio.objects.current().filter(election=preset).values("position")
    return list(Position.objects.current().filter(code__in=held).order_by("order", "code"))


def _laws(rows: Iterable[Position], preset: str) -> dict[str, PositionLaw]:
    tenures = {row.body: Period(row.start, row.end) for row in Tenure.objects.current().filter(election=preset)}
    return {
        row.code: PositionLaw(
            code=row.code,
            name=row.name,
            body=row.body,
            institution=row.institution,
            unit=Unit(row.unit),
            is_leader=row.is_leader,
            always_asn=row.always_asn,
            min_age=row.min_age,
            min_age_error=row.min_age_error,
            advised_max_age=row.advised_max_age,
            tenure=tenures.get(row.body),
        )
        for row in rows
    }


def _posts(rows: Iterable[Position]) -> dict[str, tuple[str, ...]]:
    """Position codes by name and synonym; one word may mean several."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys(joined(said) for said in (row.name, *row.synonyms)):
            codes[name].append(row.code)
    return {name: tuple(found) for name, found in codes.items()}


def _bodies() -> dict[str, str]:
    return body_phrases(
        {row.code: (row.name, row.short_name, *row.synonyms) for row in Body.objects.current().order_by("order")}
    )


def _tps(election: Election) -> dict[Unit, dict[str, frozenset[int]]]:
    """TPS numbers by desa, of the lists that decide who may serve where."""
    numbers: dict[Unit, defaultdict[str, set[int]]] = {unit: defaultdict(set) for unit in _UNIT_OF_STAGE.values()}
    rows = PollingStation.objects.filter(election=election, stage__in=_UNIT_OF_STAGE).order_by()
    for stage, desa, number in rows.values_list("stage", "desa_id", "number").iterator(chunk_size=10_000):
        numbers[_UNIT_OF_STAGE[StageCode(stage)]][desa].add(number)
    return {unit: {desa: frozenset(each) for desa, each in desas.items()} for unit, desas in numbers.items()}
