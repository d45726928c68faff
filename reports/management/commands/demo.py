"""manage.py demo: a demo to try everything on; prints where its papers lie and how to sign in."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from enrolment.tasks import start_receipt
from pemilu_bpjs import roles
from reports.actions.demo import demo_password, make_demo, make_demo_cover, make_demo_rosters


class Command(BaseCommand):
    help = "Menyiapkan peragaan: dua wilayah contoh, rencana dan daftarnya, satu pengguna per peran. Aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        home = Path(settings.HOME)
        examples = Path(settings.BASE_DIR) / "examples"
        password = demo_password(file=home / "demo-password")
        logins = make_demo(examples=examples, password=password)
        for acceptance in make_demo_rosters():
            start_receipt(acceptance, acceptance.by)
        make_demo_cover()
        paper = home / "demo"
        if not all((paper / name).exists() for name in ("oku-selatan.pdf", "oku-selatan.xlsx")):
            call_command("plan", str(examples / "oku-selatan.toml"), out=str(paper), stdout=self.stderr)
        self.stdout.write(
            f"\nUsulan OKU Selatan: {paper / 'oku-selatan.pdf'}\n                    {paper / 'oku-selatan.xlsx'}"
        )
        self.stdout.write(f"\nMasuk dengan kata sandi {password} sebagai:")
        for login in logins:
            role = str(roles.label(login.role))
            self.stdout.write(f"  {login.username:<22}{role:<30}{login.office.name}")
