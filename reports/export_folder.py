"""The files of batches laid into a folder: each whole or not at all, and nothing else in the folder touched."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path


def lay_out(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes each content under its path below `folder`, which is made where it is missing. Raises OSError.

    Everything is written beside the folder's own files first and only then moved to its place. Only the owner can read
    what is written: the files name people.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".kiriman-", dir=folder))
    try:
        names = [_write(waiting, name, content) for name, content in files]
        for name in names:
            target = folder / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.replace(waiting / name, target)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _write(waiting: Path, name: str, content: bytes) -> str:
    path = waiting / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return name
