"""manage.py roster FILE: check a roster and, with --accept, store its good rows (design/contracts.md §3).

Without --accept nothing stays. A refused file ends the command with status 2; rejected rows alone do not.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from enrolment import mapping
from enrolment.actions.rosters.accepting import Accepted, accept
from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.discarding import discard
from enrolment.actions.rosters.receiving import receive
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.catalogue import positions
from enrolment.map_file import MapError, MapFile, read_map
from enrolment.models import Election, RosterLine, RosterUpload
from enrolment.models.scope import ALL_INSTITUTIONS
from enrolment.told_problems import told
from enrolment.writers.returned import returned_file
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.models.scope import lies_within

FAULTY = 2
_MOST_MAP_BYTES = 1_000_000
_CHECKED = (RosterUpload.State.READY, RosterUpload.State.DONE)


class Command(BaseCommand):
    help = "Memeriksa berkas daftar petugas dan, dengan --accept, menyimpan baris yang baik."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="XLSX, XLS, ODS, atau CSV")
        parser.add_argument("--election", required=True, metavar="CODE", help="kode pemilihan")
        parser.add_argument("--region", required=True, metavar="CODE", help="wilayah pengirim, misalnya 16.09")
        parser.add_argument("--body", default="", help="kode badan, misalnya kpps; bawaan: menurut isi berkas")
        parser.add_argument("--institution", default="", help=", ".join(ALL_INSTITUTIONS))
        parser.add_argument("--map", metavar="MAP.json", type=Path, help="kolom dan sebutan yang ditetapkan")
        parser.add_argument("--accept", action="store_true", help="simpan baris yang baik")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")
        parser.add_argument("--returned", metavar="OUT.xlsx", type=Path, help="tulis berkas kembalian ke sini")

    def handle(self, *args: Any, **options: Any) -> None:
        given = _given(options)
        content = _read(options["file"])
        _check_place(options["returned"], options["file"])
        map_file = _map_file(options["map"])
        keeps = options["accept"]
        received = receive(
            **given, name=options["file"].name, content=content, office=None, by=None, is_trial=not keeps
        )
        with _leaving_no_trial(received.upload) as upload:
            if upload.state != RosterUpload.State.DONE:
                _check(upload, content, map_file)
            stood = _accepted_lines(upload)
            accepted = _accept(upload) if keeps and upload.state in _CHECKED else Accepted()
            found = _described(upload, options["file"], accepted, stood)
            if options["returned"] is not None and upload.state in _CHECKED:
                _write(options["returned"], returned_file(upload, content)[1])
        self._tell(found, as_json=options["json"])
        if upload.state == RosterUpload.State.REFUSED:
            raise SystemExit(FAULTY)

    def _tell(self, found: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        counts = {
            name: thousands(found[name]) for name in ("rows", "ok", "warned", "rejected", "accepted", "unchanged")
        }
        self.stdout.write(
            _(
                "%(rows)s baris: %(ok)s baik, %(warned)s dengan peringatan, %(rejected)s ditolak; %(accepted)s "
                "disimpan, %(unchanged)s sudah tersimpan sebelumnya."
            )
            % counts
        )
        for problem in found["problems"]:
            self.stdout.write(f"{_place(problem)}{problem['code']}: {problem['message']}")


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """What the upload is for. Anything that does not exist ends the command."""
    election = Election.objects.select_related("region").filter(code=options["election"]).first()
    if election is None:
        _refuse(f"--election {options['election']}", _("tidak ada pemilihan dengan kode ini"))
    if not lies_within(options["region"], election.region_id):
        _refuse(f"--region {options['region']}", _("tidak berada di wilayah pemilihan ini"))
    owner = {post.body: post.institution for post in positions(election.preset)}
    body = options["body"]
    if body and body not in owner:
        _refuse(f"--body {body}", _("tidak dikenal; yang ada: {known}").format(known=", ".join(owner)))
    return {
        "election": election,
        "region": options["region"],
        "body": body,
        "institution": _institution(options["institution"], owner.get(body, ""), must_be=options["accept"]),
    }


def _institution(said: str, owner: str, *, must_be: bool) -> str:
    """Whose people these are: as said, else whose body it is. Who only checks may leave it open."""
    if not said:
        if must_be and not owner:
            _refuse("--accept", _("sebutkan pengirimnya dengan --institution atau badannya dengan --body"))
        return owner if must_be else ""
    known = {name.casefold().replace(" ", ""): name for name in ALL_INSTITUTIONS}
    found = known.get(said.casefold().replace(" ", ""))
    return found or _refuse(
        f"--institution {said}", _("tidak dikenal; yang ada: {known}").format(known=", ".join(ALL_INSTITUTIONS))
    )


def _read(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        _refuse(str(path), error.strerror or str(error))


def _check_place(returned: Path | None, sent: Path) -> None:
    """Before anything is stored: a workbook cannot be given back into nowhere, nor over the one that was sent."""
    if returned is None:
        return
    if not returned.parent.is_dir() or returned.is_dir():
        _refuse(f"--returned {returned}", _("tulis nama berkas dalam folder yang sudah ada"))
    if returned.exists() and returned.samefile(sent):
        _refuse(f"--returned {returned}", _("ini berkas yang diperiksa; pakai nama lain supaya berkas itu tetap utuh"))


def _map_file(path: Path | None) -> MapFile | None:
    if path is None:
        return None
    content = _read(path, _MOST_MAP_BYTES + 1)
    if len(content) > _MOST_MAP_BYTES:
        _refuse(f"--map {path}", _("paling besar 1 MB"))
    try:
        return read_map(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _refuse(f"--map {path}", _("harus berupa teks UTF-8"))
    except MapError as error:
        _refuse(f"--map {path}", error.message)


def _check(upload: RosterUpload, content: bytes, map_file: MapFile | None) -> None:
    """Nobody can be asked here, so columns that are unsure are taken as guessed, unless the map file says them."""
    try:
        check(upload=upload, content=content, map_file=map_file, may_ask=False)
    except (MapError, NotOpen) as error:
        _refuse(upload.file_name, str(error))


def _accept(upload: RosterUpload) -> Accepted:
    try:
        return accept(upload=upload, by=None)
    except NotOpen as refused:
        _refuse("--accept", str(refused))


def _accepted_lines(upload: RosterUpload) -> int:
    return RosterLine.objects.filter(upload=upload, accepted_at__isnull=False).count()


def _described(upload: RosterUpload, path: Path, accepted: Accepted, stood: int) -> dict[str, Any]:
    """`stood`: rows of the very same file that had been accepted before."""
    return {
        "file": str(path),
        "sha256": upload.sha256,
        "sheets": mapping.sheets_for_scripts(mapping.layout_of(upload)),
        "rows": upload.rows,
        "ok": upload.ok,
        "warned": upload.warned,
        "rejected": upload.rejected,
        "accepted": accepted.accepted,
        "unchanged": accepted.unchanged + stood,
        "new": accepted.new,
        "changed": accepted.changed,
        "problems": told(upload),
    }


@contextmanager
def _leaving_no_trial(upload: RosterUpload) -> Iterator[RosterUpload]:
    try:
        yield upload
    finally:
        if upload.is_trial:
            discard(upload=upload, by=None)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        _refuse(f"--returned {path}", error.strerror or str(error))


def _place(problem: dict[str, Any]) -> str:
    if "unit" in problem:
        unit = problem["unit"]
        tps = f" TPS {unit['tps']}" if unit["tps"] else ""
        return f"{unit['code']}{tps} {unit['body']}: "
    if problem["row"] is None:
        return ""
    sheet = f"{problem['sheet']}!" if problem["sheet"] else ""
    return f"{sheet}{problem['column'] or ''}{problem['row']}: "


def _refuse(what: str, sentence: str) -> NoReturn:
    raise CommandError(f"{what}: {sentence}", returncode=FAULTY)
