"""Jobs of this stage: starting them, and the handlers, each of which calls an action."""

from enrolment.tasks.roster_files import start_doctor, start_lacks, start_returned, start_template
from enrolment.tasks.tps_lists import TPS_LIST, start_tps_list

__all__ = [
    "TPS_LIST",
    "start_doctor",
    "start_lacks",
    "start_returned",
    "start_template",
    "start_tps_list",
]
