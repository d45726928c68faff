"""Reference data for tests: the whole law, and the regions that tests play in (all of them take seconds to load)."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from budgeting.actions.reference import load_law, read_seed
from enrolment.actions.reference import WILAYAH, load_bodies, load_regions

# OKU Selatan with its neighbour OKU Timur, Kabupaten Mojokerto with its neighbour Sidoarjo, Kabupaten Malang.
_PLAYED_IN = ("16.08", "16.09", "35.07", "35.15", "35.16")
_ABOVE = ("16", "35")


@pytest.fixture(scope="session")
def few_regions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wilayah file of the regions that tests play in, cut from the one that ships."""
    with gzip.open(WILAYAH, "rt", encoding="utf-8") as full:
        header, *rows = full
    kept = [row for row in rows if (code := row.split(",", 1)[0])[:5] in _PLAYED_IN or code in _ABOVE]
    path = tmp_path_factory.mktemp("wilayah") / "wilayah.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as few:
        few.writelines([header, *kept])
    return path


@pytest.fixture(scope="session")
def seed() -> dict[str, Any]:
    """The seed file, read once; nobody changes it."""
    return read_seed()


@pytest.fixture(scope="session")
def kept_reference(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, few_regions: Path, seed: dict[str, Any]
) -> list[str]:
    """The tables of the reference data, each with a copy of its rows beside it: to load them takes a while."""
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        load_regions(path=few_regions)
        load_bodies(seed=seed)
        load_law(seed=seed)
        models = (*apps.get_app_config("enrolment").get_models(), *apps.get_app_config("budgeting").get_models())
        tables = [model._meta.db_table for model in models if model._base_manager.exists()]
        for table in tables:
            cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    return tables


@pytest.fixture
def reference(db: None, kept_reference: list[str]) -> None:
    """Regions, bodies and law as `load_reference` makes them."""
    with connection.cursor() as cursor:
        for table in kept_reference:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608
            if connection.vendor == "postgresql":  # whose planner takes a table for empty until it is told otherwise
                cursor.execute(f"ANALYZE {table}")
