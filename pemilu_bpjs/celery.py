"""Celery carries job ids to production's workers; `pemilu_bpjs.jobs` is the only module that calls it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pemilu_bpjs.settings.embedded")

app = Celery("pemilu_bpjs")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["pemilu_bpjs"], related_name="jobs")
