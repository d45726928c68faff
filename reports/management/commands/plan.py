"""manage.py plan FILE… [--json] [--out DIR]: proposals from plan files, without touching stored plans.

Any fault in any file ends the command with status 2 before anything is written (design/contracts.md §2).
"""

import json
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

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
        if options["out"]:
            self._write(planned, found, Path(options["out"]))
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

    def _write(self, planned: list[PlannedFile], found: list[dict[str, Any]], folder: Path) -> None:
        """The files of all plans, or none: everything is made before the first one is written."""
        stems = [each.path.stem for each in planned]
        if twice := sorted({stem for stem in stems if stems.count(stem) > 1}):
            self._refuse(
                ", ".join(twice), _("beberapa berkas bernama sama; hasilnya akan saling menimpa. Ganti namanya.")
            )
        # By name: the renderers take most of a second to import, which --json alone must not cost.
        paper = import_module("reports.actions.plan_files")
        try:
            outputs = paper.make_outputs(planned=planned, objects=found)
            written = paper.write_outputs(outputs=outputs, folder=folder)
        except OSError as error:
            self._refuse(
                f"--out {folder}", _("folder ini tidak dapat ditulisi: {detail}").format(detail=error.strerror)
            )
        else:
            for path in written:
                self.stderr.write(str(path), self.style.SUCCESS)

    def _refuse(self, what: str, sentence: str) -> NoReturn:
        self.stderr.write(f"{what}: {sentence}")
        raise SystemExit(2)

    def _tell(self, one: dict[str, Any]) -> None:
        self.stdout.write(f"{one['name']} ({one['region']['name']})")
        for line in one["lines"]:
            people = thousands(line["insured"])
            self.stdout.write(f"  {line['name']}: {people} orang × {line['months']} bulan = {rupiah(line['total'])}")
        self.stdout.write(f"  Jumlah: {thousands(one['insured'])} orang, {rupiah(one['total'])}")
        for warning in one["warnings"]:
            self.stdout.write(f"  ! {warning['message']}")
