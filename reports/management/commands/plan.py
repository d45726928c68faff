"""manage.py plan FILE… [--json] [--out DIR]: proposals from plan files, without touching stored plans.

Any fault in any file ends the command with status 2 before anything is written (design/contracts.md §2).
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from budgeting.plan_files import FileFaults, PlannedFile, compute_file
from budgeting.plan_json import as_json
from budgeting.wording import sentence
from pemilu_bpjs.formats import rupiah, thousands


class Command(BaseCommand):
    help = "Menghitung rencana dari berkas TOML. Tidak menyentuh rencana yang tersimpan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="cetak larik JSON, satu objek per berkas")
        parser.add_argument("--out", metavar="DIR", help="tulis PDF, XLSX, dan JSON setiap berkas ke folder ini")

    def handle(self, *args: Any, **options: Any) -> None:
        planned = self._compute(options["files"])
        found = [as_json(each.planned.plan, file=each.file, region_name=each.planned.region_name) for each in planned]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for one in found:
                self._tell(one)

    def _compute(self, files: list[str]) -> list[PlannedFile]:
        planned, faulty = [], []
        for file in files:
            try:
                planned.append(compute_file(Path(file), typed=file))
            except FileFaults as faults:
                faulty.append(faults)
        for faults in faulty:
            for note in faults.notes:
                self.stderr.write(
                    f"{faults.file}: {note.key}: {sentence(note)}" if note.key else f"{faults.file}: {sentence(note)}"
                )
        if faulty:
            raise SystemExit(2)
        return planned

    def _tell(self, one: dict[str, Any]) -> None:
        self.stdout.write(f"{one['name']} ({one['region']['name']})")
        for line in one["lines"]:
            people = thousands(line["insured"])
            self.stdout.write(f"  {line['name']}: {people} orang × {line['months']} bulan = {rupiah(line['total'])}")
        self.stdout.write(f"  Jumlah: {thousands(one['insured'])} orang, {rupiah(one['total'])}")
        for warning in one["warnings"]:
            self.stdout.write(f"  ! {warning['message']}")
