"""Finds what the stages register with the base: job handlers and kinds of documents in `tasks`, `audit_words`."""

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def load() -> None:
    """Once a process, and on first use rather than at start: a command that runs no job imports nothing for jobs."""
    autodiscover_modules("tasks", "audit_words")
