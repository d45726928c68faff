"""manage.py add_administrator: the first person of an installation, who adds offices and members in the pages."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pemilu_bpjs import audit
from pemilu_bpjs.models import Membership, User
from pemilu_bpjs.roles import Role


class Command(BaseCommand):
    help = "Menambah administrator; kata sandinya dibuat dan dicetak sekali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="nama lengkap")
        parser.add_argument("--region", default="", help="kode wilayah yang dikelola; kosong: semua")

    def handle(self, *args: Any, **options: Any) -> None:
        username, region = options["username"], options["region"]
        if User.objects.filter(username=username).exists():
            raise CommandError(_("Pengguna “%(username)s” sudah ada.") % {"username": username})
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            user = User.objects.create_user(username, password=password, full_name=options["name"])
            Membership.objects.create(user=user, role=Role.ADMIN, region=region, active_from=timezone.localdate())
            audit.record("member.add", by=None, subject=f"user:{user.pk}", region=region, detail={"role": Role.ADMIN})
        self.stdout.write(
            _("Masuk sebagai %(username)s dengan kata sandi %(password)s, lalu ganti kata sandi itu.")
            % {"username": username, "password": password}
        )
