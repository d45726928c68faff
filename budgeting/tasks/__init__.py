"""Jobs of this stage: starting them, and the handlers, each of which calls an action."""

from budgeting.tasks.bills import READ_BILL_LIST, start_bill_list
from budgeting.tasks.cover import start_cover_run, start_risk_list

__all__ = ["READ_BILL_LIST", "start_bill_list", "start_cover_run", "start_risk_list"]
