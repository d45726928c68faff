"""Files that this stage hands out. Those that come back keep Indonesian headers in every language: they are read."""

from enrolment.writers.tps_list import tps_template
from enrolment.writers.xlsx import MEDIA_TYPE as XLSX

__all__ = ["XLSX", "tps_template"]
