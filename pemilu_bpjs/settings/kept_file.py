"""Small files of secrets: made once, readable by their owner only, replaced whole or not at all."""

import os
from pathlib import Path


def kept(path: Path, fresh_text: str) -> str:
    """The secret in `path`, made once; two processes that start at once agree on one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        fresh = _written(path, fresh_text)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # the other process was first: its key is the key
        finally:
            fresh.unlink()
    return read(path)


def read(path: Path) -> str:
    """Whoever reads its lines tells what is wrong with them, so bytes that are no text become text that is no key."""
    return path.read_text(encoding="utf-8", errors="replace").strip()


def replace(path: Path, text: str) -> None:
    """Another text for a file that is there: whoever reads it finds the old or the new one, also after a crash."""
    os.replace(_written(path, text), path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _written(path: Path, text: str) -> Path:
    """The text on disk under a name of this process's own beside `path`."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return fresh
