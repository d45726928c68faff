"""One folder and nothing else: SQLite, the embedded worker, a key made on first start."""

import os
import secrets
from pathlib import Path

from . import env, vault_keys
from .base import *  # noqa: F403
from .base import HOME, MIDDLEWARE


def _kept(path: Path, fresh_text: str) -> str:
    """The secret in `path`, made once and readable by its owner only; two processes starting at once agree on one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w") as file:
            file.write(fresh_text)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # the other process was first: its key is the key
        finally:
            fresh.unlink()
    return path.read_text().strip()


DEBUG = env.flag("DEBUG")
SECRET_KEY = _kept(HOME / "secret_key", secrets.token_urlsafe(64))
VAULT_KEYS, VAULT_FINGERPRINT_KEY = vault_keys.read(_kept(HOME / "vault_keys", vault_keys.fresh()))
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at the start; it never fails half-way
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-64000; PRAGMA mmap_size=134217728;"
            ),
        },
    },
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# No proxy stands before it to compress pages and styles; over a phone's hotspot that is the difference.
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]

# Static files straight from static/: no collectstatic before the first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
