"""The tests' settings: PostgreSQL where DATABASE_URL names one, else SQLite as the embedded default has it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from . import env

# A folder of the run's own, gone with it: no test may touch what a user entered. A child process of a test (a worker
# that is killed on purpose) is handed its parent's folder and database by the fixture `child_env`.
_GIVEN = env.text("PEMILU_BPJS_TEST_HOME", "")
_HOME = Path(_GIVEN or tempfile.mkdtemp(prefix="pemilu-bpjs-test-"))
if not _GIVEN:
    atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["PEMILU_BPJS_HOME"] = str(_HOME)

from .embedded import *  # noqa: E402, F403
from .embedded import DATABASES  # noqa: E402

DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a sign-in a test: argon2 would cost minutes
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if env.text("DATABASE_URL", ""):
    DATABASES = {"default": env.postgres("DATABASE_URL")}
else:
    # A file, not :memory:, so that a second thread or process (live server, worker) sees the same rows.
    DATABASES["default"]["TEST"] = {"NAME": _HOME / "test.sqlite3"}
if _GIVEN:
    DATABASES["default"]["NAME"] = env.text("PEMILU_BPJS_TEST_DATABASE", says="nama basis data uji")
