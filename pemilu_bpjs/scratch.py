"""Folders for files that exist only while something is made, and that may name people in the clear.

They lie in memory where there is room, so that no disk keeps them, and bear the process that made them: what a killed
one left behind goes when the next folder is asked for, or when jobs are recovered. Standard library only.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .liveness import identity, is_alive

_PREFIX = "pemilu-bpjs-scratch-"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the folders there are as private as those of mkdtemp in /tmp
_ROOM = 512 * 1024 * 1024


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of our own, readable by nobody else; it and all in it are gone afterwards."""
    sweep()
    roomy = _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free >= _ROOM
    made = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{identity()}-", dir=_IN_MEMORY if roomy else None))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep() -> None:
    """Removes what processes of this host that are no more have left."""
    for place in {_IN_MEMORY, Path(tempfile.gettempdir())}:
        for left in place.glob(f"{_PREFIX}*"):
            maker = left.name.removeprefix(_PREFIX).rpartition("-")[0]
            if is_alive(maker) is False and left.lstat().st_uid == os.getuid():
                shutil.rmtree(left, ignore_errors=True)
