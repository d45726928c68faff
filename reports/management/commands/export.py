"""manage.py export: SIPP files of who is new to BPJS, or an earlier batch again (design/contracts.md §4).

What stands in an election is brought up to date first. Of several payers each has a batch of its own.
"""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from budgeting.actions import cover
from budgeting.models import Arrangement
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from enrolment.models import Body, Election
from pemilu_bpjs.formats import thousands
from reports import held_back
from reports.actions.batches import Preview, files_of, freeze, preview
from reports.batch_wording import held_sentence
from reports.export_folder import lay_out
from reports.models import Batch
from reports.rules.sipp_faults import EXCLUDED, NOT_ACCEPTED

_OF_ELECTION = (EXCLUDED, NOT_ACCEPTED)


class Command(BaseCommand):
    help = "Menulis berkas SIPP bagi peserta yang belum diberitahukan kepada BPJS, atau satu kiriman lama sekali lagi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--election", required=True, metavar="CODE", help="kode pemilihan")
        parser.add_argument("--region", required=True, metavar="CODE", help="wilayah pemilihan, misalnya 16.09")
        parser.add_argument("--body", default="", help="kode badan, misalnya kpps; bawaan: semua badan")
        parser.add_argument("--payer", default="", metavar="NAMA", help="nama kantor pembayar; bawaan: semua")
        parser.add_argument("--out", required=True, metavar="DIR", type=Path, help="map tujuan; dibuat bila belum ada")
        parser.add_argument("--batch", type=int, metavar="N", help="tulis kiriman N sekali lagi, persis seperti dulu")
        parser.add_argument("--dry-run", action="store_true", help="tunjukkan saja, tanpa membekukan atau menulis")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        election = _election(options["election"], options["region"])
        body = _body(options["body"])
        if options["batch"] is not None:
            found = _written([_batch(election, options["batch"])], options["out"])
        else:
            try:
                payers = _arrangements(election, options["payer"])
                if options["dry_run"]:
                    found = _foreseen([preview(each, body) for each in payers])
                else:
                    found = _frozen(payers, body, options["out"])
            except (ValidationError, Faults) as fault:
                raise CommandError(_sentence(fault)) from fault
        self._tell(found, as_json=options["json"])

    def _tell(self, found: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        counts = {"people": thousands(found["people"]), "files": thousands(len(found["files"]))}
        self.stdout.write(_("%(people)s orang dalam %(files)s berkas.") % counts)
        for file in found["files"]:
            self.stdout.write(f"  {file['name']}  {thousands(file['rows'])}  {file['sha256']}")
        for held in found["held_back"]:
            self.stdout.write(f"  {held['code']}: {thousands(held['people'])} – {held_sentence(held['code'])}")


def _election(code: str, region: str) -> Election:
    election = Election.objects.select_related("region").filter(code=code).first()
    if election is None:
        raise CommandError(_("Tidak ada pemilihan berkode %(code)s.") % {"code": code})
    if election.region_id != region:
        told = {"code": code, "region": election.region_id}
        raise CommandError(_("Pemilihan %(code)s milik wilayah %(region)s.") % told)
    return election


def _body(code: str) -> str:
    if code and not Body.objects.current().filter(code=code).exists():
        raise CommandError(_("Tidak ada badan berkode %(code)s.") % {"code": code})
    return code


def _arrangements(election: Election, payer: str) -> list[Arrangement]:
    """Those of the election, its person-months brought up to date; made where there is none."""
    if not Arrangement.objects.filter(election=election).exists():
        cover.default_arrangement(election=election)
    cover.run(election=election)
    found = Arrangement.objects.filter(election=election).select_related("election", "office").order_by("pk")
    if payer:
        found = found.filter(office__name__iexact=payer)
        if not found:
            raise CommandError(_("Tidak ada kantor pembayar bernama %(name)s.") % {"name": payer})
    return list(found)


def _sentence(fault: ValidationError | Faults) -> str:
    notes = fault.messages if isinstance(fault, ValidationError) else [sentence(note) for note in fault.notes]
    return " ".join(notes)


def _batch(election: Election, number: int) -> Batch:
    batch = Batch.objects.filter(arrangement__election=election, number=number).first()
    if batch is None:
        raise CommandError(_("Pemilihan ini tidak mempunyai kiriman nomor %(number)s.") % {"number": number})
    return batch


def _frozen(arrangements: list[Arrangement], body: str, out: Path) -> dict[str, Any]:
    """Each payer's batch; where there is nothing new, what is held back is told all the same."""
    batches, idle = [], []
    for arrangement in arrangements:
        batch = freeze(arrangement=arrangement, body=body)
        if batch is None:
            idle.append(preview(arrangement, body))
        else:
            batches.append(batch)
    found = _written(batches, out)
    return {**found, "held_back": _together([found["held_back"], *(each.held_back for each in idle)])}


def _written(batches: list[Batch], out: Path) -> dict[str, Any]:
    """Raises CommandError where the folder cannot be written."""
    try:
        lay_out(out, _contents(batches))
    except OSError as fault:
        raise CommandError(_("Map %(path)s tidak dapat ditulisi.") % {"path": out}) from fault
    files = [file for batch in batches for file in batch.files.order_by("kind", "part")]
    return {
        "batch": _numbers([batch.number for batch in batches]),
        "people": sum(batch.people for batch in batches),
        "files": [_file(file) for file in files],
        "held_back": _together([batch.held_back for batch in batches]),
    }


def _foreseen(previews: list[Preview]) -> dict[str, Any]:
    return {
        "batch": _numbers([each.number for each in previews if each.number is not None]),
        "people": sum(each.people for each in previews),
        "files": [_file(file) for each in previews for file in each.files],
        "held_back": _together([each.held_back for each in previews]),
    }


def _contents(batches: list[Batch]) -> Iterator[tuple[str, bytes]]:
    for batch in batches:
        yield from files_of(batch)


def _file(file: Any) -> dict[str, Any]:
    return {"name": file.name, "rows": file.rows, "sha256": file.sha256}


def _numbers(numbers: list[int]) -> int | list[int] | None:
    """One payer is what there nearly always is: then a number, and none where nobody was sent."""
    if len(numbers) <= 1:
        return numbers[0] if numbers else None
    return numbers


def _together(lists: Iterable[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """People of several payers added up; those who belong to the election alone are the same for each."""
    found: Counter[str] = Counter()
    for each in lists:
        for held in each:
            code, people = held["code"], held["people"]
            found[code] = max(found[code], people) if code in _OF_ELECTION else found[code] + people
    return held_back.as_list(found)
