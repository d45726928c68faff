"""Everything of enrolment that is kept."""

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
from enrolment.models.region import Region

__all__ = [
    "Body",
    "CountKind",
    "Election",
    "ElectionPreset",
    "PollingStation",
    "Position",
    "Ratio",
    "Region",
    "SeatException",
    "Stage",
    "StageCode",
    "Tenure",
    "TpsList",
    "UnitCount",
]
