"""manage.py rotate_vault_key: another key for personal data, and everything that is sealed comes under it."""

import fcntl
import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pemilu_bpjs import audit, private_file, resealing, vault
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.models import Job
from pemilu_bpjs.settings import vault_keys

HELP = """\
Mengganti kunci data pribadi: membuat kunci baru, lalu menyegel ulang semua data pribadi dan berkas dengan kunci itu.

Boleh dihentikan dan diulang kapan saja; setelah terputus, lanjutkan dengan --reseal. Kunci lama tetap tersimpan sampai
--drop-old, sebab cadangan (backup) yang lebih tua hanya terbuka dengan kunci itu: selama cadangan disimpan, simpan juga
salinan kuncinya, tetapi terpisah darinya.

Pada pemasangan produksi kunci diambil dari variabel VAULT_KEYS. Taruh kunci baru di depan yang lama
(k2:KUNCI,k1:…,fingerprint:…; KUNCI dari openssl rand -base64 32), jalankan ulang web dan worker, lalu jalankan perintah
ini dengan --reseal. Dengan --drop-old ia menyebut kunci mana yang boleh dihapus dari variabel itu.

Kunci “fingerprint” tidak diganti. Sidik NIK dipakai mencari orang yang sama di semua lembaga; menggantinya berarti
membuka setiap NIK sekaligus, sementara selama itu orang yang sudah ada tidak dikenali dan tercatat dua kali. Bila hanya
kunci itu yang bocor, NIK tidak terbaca darinya, tetapi pemegang salinan basis data dapat mencoba NIK satu per satu:
perlakukan salinan yang beredar sebagai bocor, dan pindah ke pemasangan baru (kunci baru, daftar diunggah ulang).
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reseal", action="store_true", help="hanya menyegel ulang dengan kunci pertama yang ada")
        parser.add_argument(
            "--drop-old", action="store_true", help="sesudahnya menghapus kunci yang tidak lagi dipakai apa pun"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.VAULT_KEYS_FILE
        with _alone(path):
            if not options["reseal"]:
                self._add_key(path)
            self._reseal()
            if options["drop_old"]:
                self._drop_old(path)

    def _add_key(self, path: Path | None) -> None:
        if path is None:
            raise CommandError(
                _(
                    "Kunci data pribadi di sini berasal dari variabel VAULT_KEYS. Taruh kunci baru di depan yang lama "
                    "(nama:kunci, kuncinya dari openssl rand -base64 32), jalankan ulang web dan worker, lalu ulangi "
                    "perintah ini dengan --reseal."
                )
            )
        private_file.replace(path, vault_keys.with_new_key(private_file.read(path)).encode())
        self.stdout.write(_("Kunci baru dibuat: %(key)s.") % {"key": vault.current_key()})

    def _reseal(self) -> None:
        done = resealing.reseal(self._tell)
        counts = {"values": thousands(done.values), "files": thousands(done.files)}
        detail = {"key": vault.current_key(), "values": done.values, "files": done.files, "unopened": done.unopened}
        audit.record("vault.rotate", by=None, subject="vault", detail=detail)
        self.stdout.write(_("Disegel ulang: %(values)s data dan %(files)s berkas.") % counts)
        if done.unopened:
            raise CommandError(
                _(
                    "%(count)s data atau berkas tidak dapat dibuka: kuncinya tidak ada di sini, isinya berubah, atau "
                    "berkasnya hilang. Tidak ada yang dihapus. Taruh kembali kuncinya, lalu ulangi dengan --reseal."
                )
                % {"count": thousands(done.unopened)}
            )

    def _tell(self, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{thousands(done)}", ending="")

    def _drop_old(self, path: Path | None) -> None:
        if Job.objects.filter(state=Job.State.RUNNING).exists():
            raise CommandError(_("Masih ada pekerjaan yang berjalan. Tunggu sampai selesai, lalu ulangi."))
        used = resealing.in_use()
        old = vault.key_names()[1:]
        for name in filter(used.get, old):
            about = {"key": name, "count": thousands(used[name])}
            self.stdout.write(_("Kunci %(key)s masih dipakai %(count)s data atau berkas; ia tetap ada.") % about)
        unused = frozenset(old) - frozenset(used)
        about = {"keys": ", ".join(sorted(unused))}
        if not unused:
            self.stdout.write(_("Tidak ada kunci lama yang dapat dihapus."))
        elif path is None:
            self.stdout.write(_("Boleh dihapus dari VAULT_KEYS: %(keys)s.") % about)
        else:
            private_file.replace(path, vault_keys.without(private_file.read(path), unused).encode())
            self.stdout.write(_("Kunci lama dihapus: %(keys)s.") % about)


@contextmanager
def _alone(path: Path | None) -> Iterator[None]:
    """One at a time may change the file of keys: of two that add a key, the later would drop the other's."""
    if path is None:
        yield
        return
    descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked(descriptor):
            raise CommandError(_("Kunci data pribadi sedang diganti oleh perintah lain."))
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
