"""The sample rosters with known faults: files, and the truth of what a check of each must find."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.receiving import receive
from enrolment.models import Election, RosterUpload
from tests.factories_enrolment import make_election, make_tps_list

FOLDER = Path(__file__).with_name("samples") / "rosters"
NAMES = ("s1-kpps-muara-dua", "s2-pps-oku-selatan", "s4-panwas-jetis", "s6-kpps-nik-rusak")

Faults = set[tuple[str | None, int, str]]
Units = set[tuple[str, int | None, str, str]]


@dataclass(frozen=True)
class Sample:
    """One sample and its truth."""

    name: str
    truth: dict[str, Any]

    @property
    def file_name(self) -> str:
        return str(self.truth["file"])

    @property
    def content(self) -> bytes:
        return (FOLDER / self.file_name).read_bytes()

    def faults(self, key: str) -> Faults:
        return {(each["sheet"], each["row"], each["code"]) for each in self.truth[key]}

    def units(self, key: str) -> Units:
        return {_unit(each) for each in self.truth[key]}


def sample(name: str) -> Sample:
    return Sample(name, json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8")))


def election_of(given: Sample) -> Election:
    """The election of a sample, with its TPS list where it has one."""
    election = make_election(region=given.truth["region"], preset=given.truth["election"])
    if given.truth["tps_file"]:
        content = (FOLDER / given.truth["tps_file"]).read_bytes()
        assert not make_tps_list(election, [], content=content).problems
    return election


def checked(given: Sample, election: Election, **changes: Any) -> RosterUpload:
    """The sample received and checked, as its sender would send it."""
    asked = {
        "institution": given.truth["institution"],
        "region": given.truth["region"],
        "body": given.truth["body"] or "",
        "name": given.file_name,
        "content": given.content,
        "office": None,
        "by": None,
    }
    upload = receive(election=election, **{**asked, **changes}).upload
    return check(upload=upload)


def found_faults(upload: RosterUpload) -> Faults:
    """What the lines of an upload bear, clashes included, by the names of its sheets."""
    names = {sheet["index"]: sheet["sheet"] for sheet in upload.layout["sheets"]}
    return {
        (names[line.sheet], line.row, problem["code"])
        for line in upload.lines.all()
        for problem in [*line.problems, *line.clashes]
    }


def found_units(upload: RosterUpload) -> Units:
    return {_unit(each) for each in upload.unit_problems}


def _unit(told: dict[str, Any]) -> tuple[str, int | None, str, str]:
    unit = told["unit"]
    return unit["code"], unit["tps"], unit["body"], told["code"]
