import os
import signal
import time
from typing import Any

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
