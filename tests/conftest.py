"""Plumbing that every test may use: which run a test belongs to, Redis, child processes on the test's own database.

`./dev test` runs the suite twice, on PostgreSQL and, beside it, on SQLite. A test that opens no database cannot
differ between the two and runs on PostgreSQL only. The people of the tests stand in tests/people.py.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

pytest_plugins = ["tests.people", "tests.reference"]

ROOT = Path(__file__).resolve().parents[1]
_OPENS_DATABASE = frozenset({"db", "transactional_db", "live_server"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if (ROOT / "tests" / "browser") in item.path.parents:
            item.add_marker(pytest.mark.browser)
    if os.environ.get("PEMILU_BPJS_TEST_ONLY") == "database":
        kept = [item for item in items if _differs_by_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _differs_by_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once") or item.get_closest_marker("browser"):
        return False
    fixtures = frozenset(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & _OPENS_DATABASE)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Counted requests and other cached values of one test never meet the next."""
    yield
    cache.clear()


@pytest.fixture
def redis_url() -> str:
    """A private Redis, empty of meaning to anyone else; `./dev test` starts it."""
    url = os.environ.get("REDIS_URL")
    assert url, "this test needs Redis: run it with ./dev test"
    return url


@pytest.fixture
def child_env(transactional_db: None) -> dict[str, str]:
    """The environment of a child process that works on this test's database and folder."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "pemilu_bpjs.settings.test",
        "PEMILU_BPJS_TEST_HOME": os.environ["PEMILU_BPJS_HOME"],
        "PEMILU_BPJS_TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }


@pytest.fixture
def worker(child_env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A real embedded worker, as `./dev up` starts it, until the test ends."""
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=child_env)
    yield process
    process.terminate()
    process.wait(timeout=20)
