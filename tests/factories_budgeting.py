"""One factory a model of budgeting; they need the fixture `reference`. Each value may be replaced by a test."""

from typing import Any

from budgeting.actions.plans import create_plan
from budgeting.models import Plan
from budgeting.rules.plan_input import Entry
from enrolment.models import Election
from pemilu_bpjs.models import Office, User
from tests import factories_enrolment

PLAN_FILE = """
name = "Penyelenggara Pemilu 2024 Kabupaten Contoh"
region = "16.09"
election = "pemilu-2024"

[units]
tps = 1352

[sources]
tps = "Rapat koordinasi 29 September 2023"

[[position]]
code = "ppk"
coverage = "2023-07/2023-12"

[[position]]
code = "kpps-anggota"
excluded = 12
reason = "sudah peserta aktif"
"""


def make_election(by: User | None, region: str = "16.09", preset: str = "pemilu-2024", **counts: int) -> Election:
    """An election that `by` set up, with the region's totals: make_election(planner, tps=1352)."""
    return factories_enrolment.make_election(region, preset, by, **counts)


def make_plan(office: Office, by: User, *entries: Entry, election: Election | None = None, **values: Any) -> Plan:
    """A plan of OKU Selatan with 1,352 TPS, unless an election is given; without entries: PPK and KPPS."""
    election = election or make_election(by, tps=1352)
    given = {"name": "Rencana contoh", "entries": entries or (Entry("ppk"), Entry("kpps")), **values}
    return create_plan(election=election, office=office, by=by, **given)
