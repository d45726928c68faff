"""An upload as it is worked on: who may do what while it is in which state."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from enrolment.models import RosterUpload

State = RosterUpload.State


class NotOpen(Exception):
    """An upload with which this cannot be done as it stands; the sentence says why."""


@contextmanager
def opened(upload: RosterUpload, states: Collection[str]) -> Iterator[RosterUpload]:
    """A transaction that holds the upload, fresh from the database, so that two editors wait for each other.

    Raises NotOpen unless it is in one of the states.
    """
    with transaction.atomic():
        uploads = RosterUpload.objects.select_related("election", "office")
        held = uploads.select_for_update(no_key=True, of=("self",)).get(pk=upload.pk)
        if held.state not in states:
            raise NotOpen(_why(held))
        yield held


def _why(upload: RosterUpload) -> str:
    if upload.state == State.ACCEPTING:
        return _("Daftar ini sedang disimpan. Tunggu sampai selesai, lalu coba lagi.")
    if upload.state == State.DONE:
        return _("Daftar ini sudah selesai; ubah orangnya di daftar petugas.")
    if upload.state == State.UNDONE:
        return _("Daftar ini sudah dibatalkan. Kirim berkasnya sekali lagi.")
    if upload.state == State.REFUSED:
        return _("Berkas ini tidak dapat dibaca. Kirim berkas lain.")
    return _("Daftar ini belum selesai diperiksa. Tunggu sampai selesai, lalu coba lagi.")
