"""Which process works on a job, and whether it still lives. Standard library only."""

import os
import socket
from pathlib import Path

_STATE, _STARTED = 0, 19  # positions in /proc/<pid>/stat after the name in brackets


def identity() -> str:
    """This process as "host:pid:start". The start tells it from a later process with the same number."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_started(pid) or 0}"


def is_alive(worker: str) -> bool | None:
    """Whether that process runs. None where it cannot be known: another host, or no identity at all."""
    host, _, process = worker.partition(":")
    pid, _, started = process.partition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return None
    if not Path("/proc/self/stat").exists():
        return _answers(int(pid))
    return _started(int(pid)) == started


def _started(pid: int) -> str | None:
    """The clock tick at which a process began; None when there is none, or only its remains (a zombie)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[_STATE] in "ZX" else fields[_STARTED]


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
