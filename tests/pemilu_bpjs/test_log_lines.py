"""A log says what failed and where; what a fault quotes of people's data never gets into it."""

import io
import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import path
from psycopg import errors

from pemilu_bpjs import jobs, log_lines
from pemilu_bpjs.models import Job, User
from pemilu_bpjs.vault import VaultError
from tests.factories import make_user

NIK = "1609034708910042"


def _raised(fault: Exception, cause: Exception | None = None) -> str:
    try:
        raise fault from cause
    except type(fault) as raised:
        return log_lines.told(raised)


def test_kind_and_place_are_told_and_the_words_are_not() -> None:
    said = _raised(ValueError(f"invalid literal for int(): '{NIK}'"))
    assert said.endswith("builtins.ValueError")
    assert "test_log_lines.py" in said
    assert NIK not in said


def test_what_led_to_it_comes_first_without_its_words_either() -> None:
    said = _raised(RuntimeError(NIK), KeyError(NIK))
    assert said.index("builtins.KeyError") < said.index("builtins.RuntimeError")
    assert NIK not in said
    try:
        try:
            raise KeyError(NIK)
        except KeyError:
            raise RuntimeError(NIK)  # noqa: B904
    except RuntimeError as fault:
        said = log_lines.told(fault)
    assert said.index("builtins.KeyError") < said.index("builtins.RuntimeError")
    assert NIK not in said


def test_a_ring_of_causes_ends() -> None:
    first, second = RuntimeError("a"), RuntimeError("b")
    first.__cause__, second.__cause__ = second, first
    assert log_lines.told(first).count("builtins.RuntimeError") == 2


def test_what_a_system_says_of_itself_is_told() -> None:
    assert "No space left on device" in _raised(OSError(28, "No space left on device", f"/media/{NIK}"))
    assert "connection refused" in _raised(errors.OperationalError("connection refused"))
    assert "a key that this vault does not hold" in _raised(VaultError("a key that this vault does not hold"))
    row = f"value too long\nDETAIL:  Failing row contains ({NIK})"
    assert _raised(errors.StringDataRightTruncation(row)).endswith("psycopg.errors.StringDataRightTruncation 22001")


@pytest.mark.django_db
def test_the_databases_own_words_name_the_constraint_and_no_row() -> None:
    """On PostgreSQL they would quote "Key (username)=(…)"."""
    make_user(NIK)
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        User.objects.create(username=NIK)
    said = log_lines.told(fault.value)
    assert "username" in said
    assert NIK not in said


@pytest.mark.django_db
def test_a_jobs_fault_leaves_no_data_in_the_log(caplog: pytest.LogCaptureFixture, monkeypatch) -> None:
    monkeypatch.setattr(logging.getLogger("pemilu_bpjs"), "propagate", True)
    user = make_user(NIK)

    def twice(job: Job, progress: jobs.Progress) -> None:
        with transaction.atomic():
            User.objects.create(username=NIK)

    monkeypatch.setitem(jobs._handlers, "sample-twice", jobs.Handler(twice, "Contoh"))
    job = jobs.start("sample-twice", by=user)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.error == jobs.UNEXPECTED
    assert "IntegrityError" in caplog.text
    assert NIK not in caplog.text


def _broken(request):
    raise ValueError(f"NIK {NIK}")


urlpatterns = [path("rusak/", _broken)]


@pytest.mark.urls(__name__)
def test_a_pages_fault_leaves_no_data_in_the_log(client, monkeypatch) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    given = settings.LOGGING["formatters"]["line"]
    assert given["class"] == "pemilu_bpjs.log_lines.FaultsWithoutWords"
    handler.setFormatter(log_lines.FaultsWithoutWords(given["format"], style=given["style"]))
    monkeypatch.setattr(logging.getLogger("django"), "handlers", [handler])
    client.raise_request_exception = False
    assert client.get("/rusak/").status_code == 500
    assert "Internal Server Error: /rusak/" in stream.getvalue()
    assert "builtins.ValueError" in stream.getvalue()
    assert NIK not in stream.getvalue()
