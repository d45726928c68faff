"""Load regions and bodies from the files that come with the product; safe to run again at any time."""

import csv
import gzip
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection, models, transaction

from enrolment.models import Body, ElectionPreset, Position, Ratio, Region, Tenure
from enrolment.rules.region_code import level, parent

WILAYAH = Path(__file__).resolve().parent.parent / "data" / "wilayah.csv.gz"
_BATCH = 5_000

# 91,599 rows: half of what bulk_create takes goes into objects that no one looks at.
_UPSERT = (
    "INSERT INTO enrolment_region (code, name, level, parent_id) VALUES %s "
    "ON CONFLICT (code) DO UPDATE SET name = excluded.name"
)
_ROW = "(%s, %s, %s, %s)"

Row = TypeVar("Row", bound=models.Model)


def load_regions(*, path: Path = WILAYAH) -> int:
    """Bring the region table in line with the file; returns how many rows were new or renamed.

    Regions that the file does not know stay: an administrator may have added them.
    """
    standing = dict(Region.objects.values_list("code", "name"))
    changed = list(_changed(path, standing))
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(changed), _BATCH):
            batch = changed[start : start + _BATCH]
            cursor.execute(_UPSERT % ", ".join([_ROW] * len(batch)), list(chain.from_iterable(batch)))
    return len(changed)


def _changed(path: Path, standing: dict[str, str]) -> Iterator[tuple[str, str, str, str | None]]:
    """Code, name, level and parent of each region that is new or has another name."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, name = row["code"], row["name"]
            if standing.get(code) != name:
                yield code, name, level(code).value, parent(code)


def load_bodies(*, seed: dict[str, Any]) -> int:
    """Add the elections, bodies, positions, ratios and tenures of the seed file that are not there yet.

    A natural key that stands, in force or superseded, is left alone: an administrator's rows are never touched.
    """
    source_of = {row["code"]: row["source"] for row in seed["bodies"]}
    return (
        add_missing(ElectionPreset, _presets(seed), key=("code",))
        + add_missing(Body, _bodies(seed), key=("code",))
        + add_missing(Position, _positions(seed, source_of), key=("code",))
        + add_missing(Ratio, _ratios(seed, source_of), key=("election", "position"))
        + add_missing(Tenure, _tenures(seed), key=("election", "body"))
    )


def add_missing(model: type[Row], rows: Iterable[Row], *, key: tuple[str, ...]) -> int:
    """Insert the rows whose natural key no row of the table has; returns how many."""
    standing = set(model._default_manager.values_list(*key))
    new = [row for row in rows if tuple(getattr(row, name) for name in key) not in standing]
    model._default_manager.bulk_create(new, batch_size=_BATCH)
    return len(new)


def _presets(seed: dict[str, Any]) -> Iterator[ElectionPreset]:
    for row in seed["elections"]:
        yield ElectionPreset(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            voting_day=row["voting_day"],
            funding=row.get("funding", ""),
            max_voters_per_tps=row.get("max_voters_per_tps"),
            legal_max_voters_per_tps=row.get("legal_max_voters_per_tps"),
            confidence=row["confidence"],
            source=row.get("source", "; ".join(row.get("legal_bases", ()))),
            note=row.get("pantarlih_rule", ""),
            is_seed=True,
        )


def _bodies(seed: dict[str, Any]) -> Iterator[Body]:
    for order, row in enumerate(seed["bodies"]):
        yield Body(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            institution=row["institution"],
            unit=row["unit"],
            is_secretariat=row["is_secretariat"],
            serves=row.get("serves", ""),
            synonyms=row["synonyms"],
            order=order,
            confidence=row["confidence"],
            source=row["source"],
            note=row.get("note", ""),
            is_seed=True,
        )


def _positions(seed: dict[str, Any], source_of: dict[str, str]) -> Iterator[Position]:
    for order, row in enumerate(seed["positions"]):
        yield Position(
            code=row["code"],
            body=row["body"],
            name=row["name"],
            institution=row["institution"],
            unit=row["unit"],
            is_leader=row["is_leader"],
            always_asn=row.get("always_asn", False),
            min_age=row.get("min_age"),
            min_age_error=row.get("min_age_error"),
            advised_max_age=row.get("advised_max_age"),
            synonyms=row["synonyms"],
            order=order,
            confidence=row["confidence"],
            source=source_of[row["body"]],
            note=row.get("note", ""),
            is_seed=True,
        )


def _ratios(seed: dict[str, Any], source_of: dict[str, str]) -> Iterator[Ratio]:
    for row in seed["positions"]:
        for election, per_unit in row["ratio"].items():
            yield Ratio(
                election=election,
                position=row["code"],
                per_unit=per_unit,
                extra_per_over_400=row["extra_per_tps_over_400"][election],
                confidence=row["confidence"],
                source=source_of[row["body"]],
                note=row.get("ratio_rule", ""),
                is_seed=True,
            )


def _tenures(seed: dict[str, Any]) -> Iterator[Tenure]:
    for row in seed["tenures"]:
        yield Tenure(
            election=row["election"],
            body=row["body"],
            start=row["start"],
            end=row["end"],
            honorarium_months=row["months"],
            start_confidence=row["start_confidence"],
            end_confidence=row["end_confidence"],
            confidence=max(row["start_confidence"], row["end_confidence"], key="HDML".index),
            source=row["source"],
            note=row.get("note", ""),
            is_seed=True,
        )
