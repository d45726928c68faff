"""Files that their owner alone may read: made once, replaced whole or not at all. Standard library only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def made_once(path: Path, fresh_text: str) -> str:
    """The secret in `path`, made if there is none; two processes that start at once agree on one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # Where another process was first, its secret is the secret.
        with _beside(path, fresh_text.encode()) as fresh, suppress(FileExistsError):
            os.link(fresh, path)
    return read(path)


def read(path: Path) -> str:
    """Whoever reads its lines tells what is wrong with them, so bytes that are no text become text that is no key."""
    return path.read_text(encoding="utf-8", errors="replace").strip()


def replace(path: Path, content: bytes) -> None:
    """Other content for a file that is there: whoever reads it finds the old or the new, also after a crash."""
    before = path.stat()
    with _beside(path, content) as fresh:
        os.chown(fresh, before.st_uid, before.st_gid)  # root may be at work for the user whose file it is
        os.replace(fresh, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """The content on disk under a name of its own in the same folder, which is gone afterwards."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
