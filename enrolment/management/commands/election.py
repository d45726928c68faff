"""manage.py election: set up (or bring up to date) an election for a region, and print its code."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from enrolment.actions.elections import create_election
from enrolment.actions.tps_lists import load_tps_list
from enrolment.actions.units import Entry, enter_totals
from enrolment.counting import count
from enrolment.models import CountKind, Election, StageCode
from enrolment.rules.bodies import COUNT_KINDS

FAULTY = 2
SOURCE = "manage.py election"


class Command(BaseCommand):
    help = "Menyiapkan pemilihan untuk satu wilayah dari preset, atau memutakhirkannya, dan mencetak kodenya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preset", required=True, help="misalnya pemilu-2024")
        parser.add_argument("--region", required=True, help="kode Kemendagri, misalnya 16.09")
        parser.add_argument("--code", default="", help="kode pemilihan; bawaan: preset-wilayah")
        tps = parser.add_mutually_exclusive_group()
        tps.add_argument("--tps", type=int, help="jumlah TPS menurut DPT")
        tps.add_argument("--tps-file", type=Path, help="daftar TPS: kolom desa_code, tps, voters")
        parser.add_argument("--tps-coklit", type=int, help="jumlah TPS pada coklit")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                election = self._set_up(options)
        except ValidationError as refused:
            faults = (f"{field}: {' '.join(messages)}" for field, messages in refused.message_dict.items())
            raise CommandError("\n".join(faults), returncode=FAULTY) from refused
        self.stdout.write(json.dumps(_described(election), ensure_ascii=False) if options["json"] else election.code)

    def _set_up(self, options: dict[str, Any]) -> Election:
        stages = [StageCode.DPT] + ([StageCode.COKLIT] if options["tps_coklit"] is not None else [])
        election = create_election(
            preset=options["preset"], region=options["region"], code=options["code"], stages=stages, by=None
        )
        if options["tps_file"] is not None:
            _load(election, options["tps_file"])
        given = {CountKind.TPS: options["tps"], CountKind.TPS_COKLIT: options["tps_coklit"]}
        entries = {str(kind): Entry(number, SOURCE) for kind, number in given.items() if number is not None}
        enter_totals(election=election, entries=entries, by=None)
        return election


def _load(election: Election, path: Path) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(f"--tps-file {path}: {error.strerror}", returncode=FAULTY) from error
    loaded = load_tps_list(
        election=election, stage=StageCode.DPT, name=path.name, content=content, source=path.name, by=None
    )
    if loaded.problems:
        more = [f"… {loaded.more_problems}"] if loaded.more_problems else []
        raise CommandError("\n".join([f"{path}: {each}" for each in loaded.problems] + more), returncode=FAULTY)


def _described(election: Election) -> dict[str, Any]:
    units = count(election).units
    return {
        "code": election.code,
        "name": election.name,
        "preset": election.preset,
        "region": {"code": election.region_id, "name": election.region.name},
        "units": {kind: getattr(units, kind) for kind in COUNT_KINDS},
    }
