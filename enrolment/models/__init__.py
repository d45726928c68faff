"""Everything of enrolment that is kept."""

from enrolment.models.acceptance import Acceptance
from enrolment.models.assignment import Assignment, OverlapDecision, RosterChange, SeatEnding
from enrolment.models.body import Body, ElectionPreset, Position, Ratio, Tenure
from enrolment.models.election import (
    CountKind,
    Election,
    PollingStation,
    SeatException,
    Stage,
    StageCode,
    TpsList,
    UnitCount,
)
from enrolment.models.person import Person, PersonRecord, SamePersonDecision
from enrolment.models.region import Region
from enrolment.models.roster import RememberedLayout, RememberedWord, RosterLine, RosterUpload

__all__ = [
    "Acceptance",
    "Assignment",
    "Body",
    "CountKind",
    "Election",
    "ElectionPreset",
    "OverlapDecision",
    "Person",
    "PersonRecord",
    "PollingStation",
    "Position",
    "Ratio",
    "Region",
    "RememberedLayout",
    "RememberedWord",
    "RosterChange",
    "RosterLine",
    "RosterUpload",
    "SamePersonDecision",
    "SeatEnding",
    "SeatException",
    "Stage",
    "StageCode",
    "Tenure",
    "TpsList",
    "UnitCount",
]
