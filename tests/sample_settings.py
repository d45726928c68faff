"""Settings of worker processes that tests start: the test's own database, and the sample jobs."""

import os

from pemilu_bpjs.settings.test import *  # noqa: F403
from pemilu_bpjs.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.sample_jobs"]
CELERY_BROKER_URL = os.environ.get("SAMPLE_BROKER_URL", "")
