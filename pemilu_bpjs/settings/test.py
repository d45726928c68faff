"""The tests' settings: PostgreSQL where DATABASE_URL names one, else SQLite as the embedded default has it."""

import os
import tempfile
from pathlib import Path

# A folder of its own, thrown away with the run: no test may touch what a user entered.
_HOME = tempfile.TemporaryDirectory(prefix="pemilu-bpjs-test-")
os.environ["PEMILU_BPJS_HOME"] = _HOME.name

from . import env  # noqa: E402
from .embedded import *  # noqa: E402, F403
from .embedded import DATABASES  # noqa: E402

DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a sign-in a test, not a tenth of a second
MEDIA_ROOT = Path(_HOME.name) / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if env.text("DATABASE_URL", ""):
    DATABASES = {"default": env.postgres("DATABASE_URL")}
else:
    # A file, not :memory:, so that a second thread or process (live server, worker) sees the same rows.
    DATABASES["default"]["TEST"] = {"NAME": Path(_HOME.name) / "test.sqlite3"}
