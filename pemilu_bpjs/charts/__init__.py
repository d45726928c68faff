"""Charts drawn on the server: waterfall, bars of scenarios, premium by month, coverage by unit and body.

Each is a picture with the same numbers as a table behind it, for screen readers, for print and for those who want the
figures. Amounts are whole rupiah. No meaning rests on colour alone: signs, labels and numbers carry it too.
"""

from .bars import Group, Step, grouped_bars, signed_rupiah, waterfall
from .chart import Chart, Table
from .heat import HeatRow, heat_map
from .months import MonthBar, monthly

__all__ = [
    "Chart",
    "Group",
    "HeatRow",
    "MonthBar",
    "Step",
    "Table",
    "grouped_bars",
    "heat_map",
    "monthly",
    "signed_rupiah",
    "waterfall",
]
