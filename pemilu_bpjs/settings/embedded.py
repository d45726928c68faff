"""One folder and nothing else: SQLite, the embedded worker, a key made on first start."""

import secrets

from ..private_file import made_once
from . import env, vault_keys
from .base import *  # noqa: F403
from .base import HOME, MIDDLEWARE

DEBUG = env.flag("DEBUG")
SECRET_KEY = made_once(HOME / "secret_key", secrets.token_urlsafe(64))
VAULT_KEYS_FILE = HOME / "vault_keys"  # looked at again when it changes: `rotate_vault_key` needs no restart
VAULT_KEYS, VAULT_FINGERPRINT_KEY = vault_keys.read(made_once(VAULT_KEYS_FILE, vault_keys.fresh()))
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at the start; it never fails half-way
            "timeout": 20,
            "init_command": (
                "PRAGMA page_size=8192; "  # of a new file; a page of 4096 holds but five lines of a roster
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-64000; PRAGMA mmap_size=134217728; "
                "PRAGMA wal_autocheckpoint=2000;"  # 16 MB: each chunk of a roster is a commit of 4 MB, as by default
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
