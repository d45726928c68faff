"""What is being uploaded lies on no disk."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

MIB = 1024 * 1024


@pytest.fixture
def _no_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a file was put on a disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)


def received(*sizes: int) -> list[tuple[int, int]]:
    """(size as told, bytes that can be read) of each file of one request."""
    files = {f"file{place}": SimpleUploadedFile(f"{place}.csv", b"x" * size) for place, size in enumerate(sizes)}
    request = RequestFactory().post("/", files)
    return [(file.size, len(file.read())) for file in request.FILES.values()]


@pytest.mark.usefixtures("_no_temporary_files")
def test_a_file_of_many_megabytes_waits_in_memory():
    assert received(12 * MIB) == [(12 * MIB, 12 * MIB)]


@pytest.mark.usefixtures("_no_temporary_files")
def test_beyond_the_limit_of_a_request_only_the_size_is_kept(settings):
    settings.UPLOAD_LIMIT_BYTES = MIB
    assert received(100, 2 * MIB, 200) == [(100, 100), (2 * MIB, 0), (200, 0)]
