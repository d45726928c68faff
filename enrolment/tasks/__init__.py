"""Jobs of this stage: starting them, and the handlers, each of which calls an action."""

from enrolment.tasks.people import start_people_export
from enrolment.tasks.quota import start_quota_export
from enrolment.tasks.roster_acceptance import start_acceptance, start_receipt, start_undoing
from enrolment.tasks.roster_files import start_doctor, start_lacks, start_returned, start_template
from enrolment.tasks.rosters import ROSTER_CHECK, start_roster_check
from enrolment.tasks.tps_lists import TPS_LIST, start_tps_list

__all__ = [
    "ROSTER_CHECK",
    "TPS_LIST",
    "start_acceptance",
    "start_doctor",
    "start_lacks",
    "start_people_export",
    "start_quota_export",
    "start_receipt",
    "start_returned",
    "start_roster_check",
    "start_template",
    "start_tps_list",
    "start_undoing",
]
