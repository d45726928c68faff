"""Work that outlives a request: the Job row is the truth, a queue carries at most its id.

Without a broker (embedded) the `worker` command claims jobs from the table. With one, Celery wakes a worker with the
id, which claims it by the same statement. One recovery for both: `recover_stale()`. No other module calls Celery.

A handler may run twice (its worker may be killed at any point), so it must be safe to repeat:

    @jobs.handler("proposal-pack", label=gettext_lazy("Berkas usulan"))
    def make_pack(job, progress):
        ...
        return {"sentence": "Berkas usulan selesai dibuat.", "documents": [str(document.pk)], "link": "/usulan/12/"}

All three keys of the result are optional: the closing sentence, the documents made, the page to go on to.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Any, Self

from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_noop
from kombu.exceptions import OperationalError as BrokerDown

from . import registry, scratch
from .liveness import identity, is_alive
from .log_lines import told
from .models import Job, Office
from .progress import LostClaim, Progress, Pulse
from .vault import KEYS_DIFFER, KeysDiffer

__all__ = ["Job", "JobFailed", "Progress", "handler", "label", "recover_stale", "run", "run_next", "start"]

log = logging.getLogger(__name__)

STALE_AFTER = timedelta(seconds=20)
WAKE_AGAIN_AFTER = timedelta(seconds=60)
RECOVER_EVERY_SECONDS = 5
ATTEMPTS = 2

INTERRUPTED = gettext_noop("Terputus; dilanjutkan dari awal.")
STOPPED_TWICE = gettext_noop(
    "Pekerjaan terhenti dua kali sebelum selesai. Tidak ada data yang hilang; jalankan lagi, "
    "dan hubungi administrator bila tetap terhenti."
)
UNEXPECTED = gettext_noop(
    "Terjadi kesalahan yang tidak terduga. Tidak ada data yang hilang; rinciannya tercatat bagi administrator."
)
UNKNOWN_KIND = gettext_noop("Jenis pekerjaan ini tidak dikenal oleh versi aplikasi yang sedang berjalan.")

Work = Callable[[Job, Progress], dict[str, Any] | None]


class JobFailed(Exception):
    """A handler's end that its owner can understand: the sentence is shown to him as it is.

    `result` is kept as that of a job that succeeded would be: what was found, and the page that shows it.
    """

    def __init__(self, sentence: str, result: dict[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.result = result


@dataclass(frozen=True)
class Handler:
    work: Work
    label: Promise | str


_handlers: dict[str, Handler] = {}


def handler(kind: str, *, label: Promise | str) -> Callable[[Work], Work]:
    """Registers the function that does jobs of a kind; it stands in the app's `tasks` module."""

    def register(work: Work) -> Work:
        _handlers[kind] = Handler(work, label)
        return work

    return register


def label(kind: str) -> Promise | str:
    """What pages call a job of that kind."""
    registry.load()
    return _handlers[kind].label if kind in _handlers else kind


def start(
    kind: str,
    *,
    by: Any,
    office: Office | None = None,
    region: str = "",
    params: dict[str, Any] | None = None,
    total: int = 0,
) -> Job:
    """Puts a job in the table and wakes a worker once the surrounding transaction has committed."""
    registry.load()
    if kind not in _handlers:
        raise ValueError(f"no handler for jobs of kind {kind!r}")
    region = region or (office.region if office else "")
    job = Job.objects.create(kind=kind, owner=by, office=office, region=region, params=params or {}, total=total)
    transaction.on_commit(partial(_wake, str(job.pk)))
    return job


def run_next() -> bool:
    """Runs the job that has waited longest; False when none waits."""
    waiting = Job.objects.filter(state=Job.State.QUEUED).order_by("created_at").values_list("pk", flat=True)
    first = waiting.first()
    if first is None:
        return False
    run(first)
    return True


def run(job_id: Any) -> None:
    """Runs the job unless another worker has it or it is over: calling this once too often does no harm."""
    registry.load()
    job = _claim(job_id)
    if job is None:
        return
    progress = Progress(job)
    with _Ending(job) as ending, Pulse(progress):
        if job.kind not in _handlers:
            raise JobFailed(UNKNOWN_KIND)
        ending.result = _handlers[job.kind].work(job, progress)
        ending.shown = progress.shown


def recover_stale() -> int:
    """Gives back the jobs of workers that died, and wakes again what waits too long. Returns how many were stale.

    What they had in the clear goes as well.
    """
    scratch.sweep()
    now = timezone.now()
    running = Job.objects.filter(state=Job.State.RUNNING)
    stale = [job for job in running if _is_stale(job, now)]
    for job in stale:
        _give_back(job)
    if settings.CELERY_BROKER_URL:
        _wake_forgotten(now)
    return len(stale)


def _claim(job_id: Any) -> Job | None:
    """Compare and set: of all workers that try, one gets the job."""
    now = timezone.now()
    claimed = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        worker=identity(),
        heartbeat=now,
        started_at=now,
        done=0,
    )
    return Job.objects.select_related("owner", "office").get(pk=job_id) if claimed else None


class _Ending:
    """Whatever ends a handler, the row says so: the boundary at which a job's faults stop."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.result: dict[str, Any] | None = None
        self.shown = (job.done, job.total, job.message)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if fault is None:
            done, total, message = self.shown
            self._write(Job.State.DONE, done=total or done, total=total, message=message, result=self.result)
        elif isinstance(fault, JobFailed):
            self._write(Job.State.FAILED, error=str(fault)[:500] or UNEXPECTED, result=fault.result)
        elif isinstance(fault, LostClaim):
            log.warning("job %s went on elsewhere", self.job.pk)
        elif isinstance(fault, OperationalError) and self.job.attempts < ATTEMPTS:
            # A database that another writer held for too long will be free again.
            log.warning("job %s (%s) found the database busy; it begins again", self.job.pk, self.job.kind)
            self._write(Job.State.QUEUED, worker="", message=INTERRUPTED)
            _wake(str(self.job.pk))
        elif isinstance(fault, Exception):
            # Not by exc_info: the fault's own words may quote the row it choked on, whoever formats them.
            log.error("job %s (%s) failed\n%s", self.job.pk, self.job.kind, told(fault))
            self._write(Job.State.FAILED, error=KEYS_DIFFER if isinstance(fault, KeysDiffer) else UNEXPECTED)
        else:
            # The worker was told to stop: no fault of the job's, so it does not count as an attempt.
            self._write(Job.State.QUEUED, attempts=self.job.attempts - 1, worker="", message=INTERRUPTED)
            _wake(str(self.job.pk))
            return False
        return True

    def _write(self, state: Job.State, **changes: Any) -> None:
        now = timezone.now()
        over = now if state != Job.State.QUEUED else None
        mine = Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING, attempts=self.job.attempts)
        if not mine.update(state=state, heartbeat=now, finished_at=over, **changes):
            log.warning("job %s went on elsewhere", self.job.pk)


def _is_stale(job: Job, now: datetime) -> bool:
    alive = is_alive(job.worker)
    # A process seen alive on this host is at work, even where a long transaction of its own holds its heartbeat up.
    return not alive if alive is not None else now - job.heartbeat > STALE_AFTER


def _give_back(job: Job) -> None:
    """Back to the queue for its second attempt; after that it ends and says why."""
    now = timezone.now()
    as_seen = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts, worker=job.worker)
    if job.attempts >= ATTEMPTS:
        as_seen.update(state=Job.State.FAILED, error=STOPPED_TWICE, finished_at=now)
    elif as_seen.update(state=Job.State.QUEUED, worker="", heartbeat=now, message=INTERRUPTED):
        transaction.on_commit(partial(_wake, str(job.pk)))


def _wake_forgotten(now: datetime) -> None:
    """A broker may lose messages (a restart without disk): what waits for long is announced again."""
    forgotten = Job.objects.filter(state=Job.State.QUEUED, heartbeat__lt=now - WAKE_AGAIN_AFTER)
    for job_id in list(forgotten.values_list("pk", flat=True)):
        Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(heartbeat=now)
        _wake(str(job_id))


def _wake(job_id: str) -> None:
    if not settings.CELERY_BROKER_URL:
        return  # the embedded worker looks at the table by itself
    try:
        run_job.delay(job_id)
    except BrokerDown:
        log.warning("broker unreachable; job %s waits in the table for recovery", job_id)


@shared_task(name="pemilu_bpjs.run_job")
def run_job(job_id: str) -> None:
    recover_stale()
    run(job_id)


@worker_ready.connect
def _keep_recovering(sender: Any, **_signal: Any) -> None:
    """In the Celery worker's main process, which outlives a killed child: nothing else needs to be scheduled.

    By Celery's own timer and not in a thread: it forks children in the same thread, so that none can inherit a lock
    that another thread held at that moment.
    """
    _recover_round()
    sender.timer.call_repeatedly(RECOVER_EVERY_SECONDS, _recover_round)


def _recover_round() -> None:
    try:
        recover_stale()
    except OperationalError:
        log.warning("database unreachable; recovery tries again")
    # Nothing stays open between rounds: a child forked meanwhile must inherit neither a connection nor a pool.
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
