"""What benchmarks/ingest.py measures, in the process that it starts."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import django

from benchmarks.harness import Result, once_seconds, rss_mib
from benchmarks.ingest import BENCHES, PEER, QUERY_A_ROW, IngestResult

django.setup()

from django.core.management import call_command  # noqa: E402 - settings first
from django.db import connection  # noqa: E402

from benchmarks import people  # noqa: E402
from benchmarks.peer_import import import_workbook, prepare_tables  # noqa: E402
from enrolment import serving  # noqa: E402
from enrolment.actions.elections import create_election  # noqa: E402
from enrolment.actions.rosters import accepting  # noqa: E402
from enrolment.actions.rosters.checking import check  # noqa: E402
from enrolment.actions.rosters.receiving import receive  # noqa: E402
from enrolment.actions.tps_lists import load_tps_list  # noqa: E402
from enrolment.models import Assignment, Election, PollingStation, Region, RosterLine, RosterUpload, StageCode  # noqa: E402
from enrolment.rules.region_code import Level  # noqa: E402
from enrolment.standing import overlaps  # noqa: E402

RUNS = 5
PEER_TENTH_ABOVE = 20_000
STEPS = ("receive", "check", "accept")
_EMPTIED = (
    "enrolment_overlapdecision", "enrolment_rosterchange", "enrolment_assignment", "enrolment_acceptance",
    "enrolment_personrecord", "enrolment_person", "enrolment_rosterline", "enrolment_rosterupload",
)  # fmt: skip


def measure(name: str) -> Result:
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    call_command("load_reference", stdout=sys.stderr)
    rows, region = BENCHES[name]
    return _overlap(name, rows, region) if name.startswith("overlap") else _ingest(name, rows, region)


def _ingest(name: str, rows: int, region: str) -> IngestResult:
    election, desa = _election(region, rows)
    content = people.workbook(people.kpps(desa, rows))
    is_long = rows >= PEER_TENTH_ABOVE
    _ours(election, people.workbook(people.kpps(desa, 1_400)) if is_long else content)  # does not count
    runs = [_ours(election, content) for _ in range(1 if is_long else RUNS)]
    memory = rss_mib()
    _empty()
    peer_rows = rows // 10 if is_long else rows
    given = content if peer_rows == rows else people.workbook(people.kpps(desa, peer_rows))
    peer = _peer(given, region, rows / peer_rows)
    if not is_long:  # a machine's speed swings within a minute: as many runs after the peer's as before it
        prepare_tables()
        runs += [_ours(election, content) for _ in range(RUNS)]
    steps = {step: round(statistics.median(run[step] for run in runs), 3) for step in STEPS}
    ours = round(statistics.median(sum(run[step] for step in STEPS) for run in runs), 4)
    told = PEER if peer_rows == rows else f"{PEER}; measured on {peer_rows} rows and scaled, since it is linear"
    lock = round(statistics.median(run["lock"] for run in runs), 3)
    return IngestResult(name, ours, told, peer, rows, memory, steps, lock, round(ours / rows * 1e6, 1), peer_rows)


def _ours(election: Election, content: bytes) -> dict[str, float]:
    """Seconds of each step on an empty house, and from taking the lock of the people until the commit that ends it."""
    _empty()
    publishing, lock, took = accepting.publishing_people, serving._lock, {}

    def noted(*given: Any) -> None:
        took["locked"] = time.perf_counter()
        lock(*given)

    @contextmanager
    def timed(*given: Any) -> Iterator[None]:
        with publishing(*given):
            yield
        took["lock"] = time.perf_counter() - took["locked"]

    accepting.publishing_people, serving._lock = timed, noted
    try:
        upload = _timed(took, "receive", lambda: _received(election, content))
        checked = _timed(took, "check", lambda: check(upload=upload))
        accepted = _timed(took, "accept", lambda: accepting.accept(upload=checked, by=None))
    finally:
        accepting.publishing_people, serving._lock = publishing, lock
    if accepted.rejected or accepted.new != checked.rows:
        raise AssertionError(f"{accepted.rejected} of {checked.rows} rows were rejected")
    return took


def _peer(content: bytes, region: str, scale: float) -> float:
    """Seconds of the peer on its own empty tables."""
    prepare_tables()
    return round(once_seconds(lambda: import_workbook(content, region)) * scale, 2)


def _timed(took: dict[str, float], step: str, work: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    result = work()
    took[step] = time.perf_counter() - begun
    return result


def _received(election: Election, content: bytes, name: str = "kpps.xlsx") -> RosterUpload:
    return receive(
        election=election,
        institution="KPU",
        region=election.region_id,
        body="kpps",
        name=name,
        content=content,
        office=None,
        by=None,
    ).upload


def _overlap(name: str, rows: int, region: str) -> Result:
    """A roster held against everyone who stands; each of its people serves in another TPS already."""
    election, desa = _election(region, rows)
    _ours(election, people.workbook(people.kpps(desa, rows)))
    moved = people.kpps([*desa[1:], desa[0]], rows)
    upload = check(upload=_received(election, people.workbook(moved), "pindah.xlsx"))
    ours = statistics.median(once_seconds(lambda: overlaps(upload)) for _ in range(RUNS))
    found = len(overlaps(upload))
    asked: list[int] = []
    peer = once_seconds(lambda: asked.append(_query_a_row(upload)))
    if asked != [found]:
        raise AssertionError(f"the peer finds {asked[0]} overlaps, the statement {found}")
    memory = rss_mib()
    _empty()
    return Result(name, round(ours, 4), QUERY_A_ROW, peer, rows, memory)


def _query_a_row(upload: RosterUpload) -> int:
    found = 0
    for line in RosterLine.objects.filter(upload=upload).defer("sealed", "sealed_cells", "sealed_edits").iterator():
        elsewhere = Assignment.objects.filter(
            person__nik_fp=line.nik_fp, start__lte=line.end, end__gte=line.start, voided_at=None, is_reserve=False
        ).exclude(
            election_id=upload.election_id,
            institution=upload.institution,
            body=line.body,
            region_code=line.region_code,
            tps=line.tps,
        )
        found += elsewhere.first() is not None
    return found


def _election(region: str, rows: int) -> tuple[Election, Sequence[people.Desa]]:
    election = create_election(preset="pemilu-2024", region=region, by=None, stages=[StageCode.DPT])
    below = Region.objects.below(region, Level.DESA).order_by("pk")
    desa = [people.Desa(*row) for row in below.values_list("pk", "name", "parent__name")]
    content = people.tps_list(desa, rows)
    if PollingStation.objects.filter(election=election).count() != content.count(b"\n"):
        load_tps_list(election=election, stage=StageCode.DPT, name="tps.csv", content=content, source="Bench", by=None)
    return election, desa


def _empty() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(_EMPTIED)} CASCADE")
            return
        for table in _EMPTIED:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - the names above


if __name__ == "__main__":
    print(measure(sys.argv[1]).line())
