"""What the benchmarks share: a home of their own, medians, memory, and one JSON line each.

Times are medians of several runs after one that does not count. Ours and the peer run in the same process, on the
same database, one after the other; ratios outlive the machine, seconds do not.
"""

import json
import os
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("PEMILU_BPJS_BENCH_HOME", ROOT / "var" / "bench"))


@dataclass(frozen=True)
class Result:
    """One line of `./dev bench`. `ratio`: how many times faster than the peer; None where there is no peer."""

    bench: str
    ours_s: float
    peer: str | None
    peer_s: float | None
    rows: int
    rss_mib: int

    def line(self) -> str:
        ratio = None if self.peer_s is None else round(self.peer_s / self.ours_s, 1)
        return json.dumps({**asdict(self), "ratio": ratio})


def median_seconds(work: Callable[[], object], *, runs: int = 5) -> float:
    """Median wall time of `work` over `runs`, after one run that does not count."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return round(statistics.median(times), 4)


def once_seconds(work: Callable[[], object]) -> float:
    """Wall time of a single run: for peers that take long enough to drown the noise."""
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 4)


def rss_mib() -> int:
    """The process's largest resident memory so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def prepare_home() -> None:
    """A home with the whole reference data, made once and kept for later runs."""
    HOME.mkdir(parents=True, exist_ok=True)
    os.environ["PEMILU_BPJS_HOME"] = str(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "pemilu_bpjs.settings.embedded"
