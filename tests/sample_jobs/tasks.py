import os
import signal
import time
from typing import Any

from django.db import OperationalError, connection

from enrolment import merging, restoring
from pemilu_bpjs import jobs


@jobs.handler("sample-steps", label="Contoh bertahap")
def steps(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    """params: steps, seconds (of each), die_on (attempts in which the process is killed after its first step)."""
    count = job.params.get("steps", 3)
    progress.set(0, count, "Menghitung.")
    for number in range(count):
        time.sleep(job.params.get("seconds", 0))
        progress.step(message=f"Langkah {number + 1}.")
        if job.attempts in job.params.get("die_on", []):
            os.kill(os.getpid(), signal.SIGKILL)
    return {"sentence": f"{count} langkah selesai.", "attempt": job.attempts}


@jobs.handler("sample-refusal", label="Contoh gagal")
def refusal(job: jobs.Job, progress: jobs.Progress) -> None:
    raise jobs.JobFailed("Daftar TPS belum diisi; isi dahulu, lalu ulangi.")


@jobs.handler("sample-fault", label="Contoh cacat")
def fault(job: jobs.Job, progress: jobs.Progress) -> None:
    raise ZeroDivisionError


@jobs.handler("sample-locked", label="Contoh menunggu basis data")
def locked(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    """params: attempts (that find the database busy)."""
    if job.attempts <= job.params["attempts"]:
        raise OperationalError("database is locked")
    return {"attempt": job.attempts}


class DiesAfter:
    """Kills the process after the n-th statement that begins so: "2 INSERT INTO enrolment_person "."""

    def __init__(self, when: str) -> None:
        count, _, self._begins = when.partition(" ")
        self._left = int(count)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.lstrip().startswith(self._begins):
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)
        return result


if os.environ.get("SAMPLE_DIES_AFTER"):
    connection.execute_wrappers.append(DiesAfter(os.environ["SAMPLE_DIES_AFTER"]))
    merging.CHUNK = restoring._AT_ONCE = int(os.environ["SAMPLE_CHUNK"])
