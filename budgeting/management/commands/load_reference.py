"""manage.py load_reference: regions and law into the database; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from budgeting.actions.reference import load_law, read_seed
from enrolment.actions.reference import load_bodies, load_regions


class Command(BaseCommand):
    help = "Memuat data acuan: wilayah, badan adhoc, tarif, rekening, dasar hukum. Aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        regions = load_regions()
        seed = read_seed()
        rows = load_bodies(seed=seed) + load_law(seed=seed)
        self.stdout.write(f"Wilayah baru atau berubah: {regions}. Baris acuan baru: {rows}.")
