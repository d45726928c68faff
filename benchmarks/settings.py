"""The embedded settings with the peer's model; on a PostgreSQL where DATABASE_URL names one."""

from pemilu_bpjs.settings import env
from pemilu_bpjs.settings.embedded import *  # noqa: F403
from pemilu_bpjs.settings.embedded import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
if env.text("DATABASE_URL", ""):
    DATABASES = {"default": env.postgres("DATABASE_URL")}
