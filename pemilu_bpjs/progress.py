"""What a running job tells of itself: how far it is, and that it lives."""

import threading
import time
from types import TracebackType
from typing import Self

from django.db import OperationalError, connection
from django.utils import timezone

from .models import Job

BEAT_SECONDS = 1.0
WRITE_SECONDS = 0.25  # at most four writes a second, however many steps a handler reports


class LostClaim(RuntimeError):
    """The job was given to another worker meanwhile; this one must stop and leave no trace."""


class Progress:
    """Handed to a job's handler. Cheap to call in a loop: it writes only when a reader could see a difference."""

    def __init__(self, job: Job) -> None:
        self._mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
        # (done, total, message): replaced as a whole, so that the pulse's thread reads it without a lock
        self.shown: tuple[int, int, str] = (job.done, job.total, job.message)
        self._written_at = 0.0
        self._written_percent = -1

    def step(self, n: int = 1, message: str = "") -> None:
        """`n` more are done."""
        self.set(self.shown[0] + n, message=message)

    def set(self, done: int, total: int | None = None, message: str = "") -> None:
        """`done` of `total` (unless given: as before); `message` says in plain words what happens now."""
        _, old_total, old_message = self.shown
        total = old_total if total is None else total
        self.shown = (min(done, total) if total else done, total, message[:300] or old_message)
        if self._is_due(message != "" and message != old_message):
            self.write()

    def write(self) -> None:
        """Raises LostClaim when the job is no longer this worker's."""
        done, total, message = self.shown
        self._written_at, self._written_percent = time.monotonic(), self._percent()
        if not self._mine.update(done=done, total=total, message=message, heartbeat=timezone.now()):
            raise LostClaim

    def _is_due(self, has_news: bool) -> bool:
        # Inside a handler's transaction nobody would see the write, and its row lock would stop the heartbeat.
        if connection.in_atomic_block or time.monotonic() - self._written_at < WRITE_SECONDS:
            return False
        return has_news or self._percent() != self._written_percent

    def _percent(self) -> int:
        done, total, _ = self.shown
        return done * 100 // total if total else done


class Pulse:
    """While the block runs, a thread with a connection of its own says every second that the job lives.

    A handler that needs another process must start it afresh (subprocess, or multiprocessing's "spawn"): a forked one
    would inherit whatever lock this thread holds at that moment, and wait for it for ever.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="job-pulse", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            try:
                self._progress.write()
            except LostClaim:
                break
            except OperationalError:
                continue  # a busy database; the next beat tries again
        connection.close()
