"""The embedded worker: runs the jobs that the table holds, one after the other, until it is told to stop."""

import logging
import signal
import sys
import time
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError
from django.utils.translation import gettext as _

from pemilu_bpjs import jobs, resealing, vault

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.3


class Command(BaseCommand):
    help = "Menjalankan pekerjaan yang menunggu di tabel pekerjaan (mode tanpa Redis)."
    _recovered_at = 0.0

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="berhenti bila tidak ada lagi yang menunggu")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _stop)
        if not resealing.keys_fit():
            self.stderr.write(_(vault.KEYS_DIFFER))
        while True:
            try:
                if self._work():
                    continue
            except OperationalError:
                if options["once"]:
                    raise
                log.warning("database busy; the worker tries again")
            if options["once"]:
                return
            time.sleep(IDLE_SECONDS)

    def _work(self) -> bool:
        """Recovers what is due to be recovered and runs one job; False when none waits."""
        if time.monotonic() - self._recovered_at >= jobs.RECOVER_EVERY_SECONDS:
            jobs.recover_stale()
            self._recovered_at = time.monotonic()
        return jobs.run_next()


def _stop(_signal: int, _frame: Any) -> NoReturn:
    # Raised inside a handler it rolls back and gives the job back to the queue: nobody waits for a long job to end.
    sys.exit(0)
