"""ingest-*: a roster's whole way, from the bytes of its file to sealed people on seats; overlap-13600.

Ours and django-import-export take the same file into the same database, one after the other in one process, which is a
worker's: its memory is told. PostgreSQL is the one that `./dev bench` starts. Everything is taken away again between
runs. What is measured stands in benchmarks/ingest_child.py.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import psycopg
from psycopg import sql

from benchmarks.harness import ROOT, Result

BENCHES = {
    "ingest-13600": (13_600, "16.09"),
    "ingest-13600-sqlite": (13_600, "16.09"),
    "ingest-170000": (170_000, "32.01"),
    "overlap-13600": (13_600, "16.09"),
}
PEER = "django-import-export 4.4, default settings, the import alone without its preview"
QUERY_A_ROW = "an ORM query a row"


@dataclass(frozen=True)
class IngestResult(Result):
    """`steps_s`: seconds of receiving, checking, accepting; `lock_s`: how long others wait for the merge."""

    steps_s: dict[str, float]
    lock_s: float
    us_a_row: float
    peer_rows: int


def run(name: str) -> Result:
    """In a process of its own, so that the memory told is a worker's and settings can name another database."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    if not name.endswith("sqlite"):
        if not env.get("BENCH_DATABASE_URL"):
            raise SystemExit(f"{name} needs PostgreSQL: run it with ./dev bench {name}")
        env["DATABASE_URL"] = env["BENCH_DATABASE_URL"]
        _make_database(env["DATABASE_URL"])
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.ingest_child", name], cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True
    )
    told = json.loads(done.stdout)
    told.pop("ratio")
    return (IngestResult if "steps_s" in told else Result)(**told)


def _make_database(url: str) -> None:
    """The server is this run's own and empty."""
    server, _, name = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not there:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
