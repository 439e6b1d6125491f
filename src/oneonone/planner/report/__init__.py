"""What there is to know about a schedule: why, at what cost, and what would help.

Pure, as the planner: values in, values out.
"""

from oneonone.planner.report.exact import exact_costs
from oneonone.planner.report.making import make_report
from oneonone.planner.report.room import find_room
from oneonone.planner.report.values import (
    HAS_ROOM,
    Choice,
    Cost,
    FurtherTime,
    Help,
    HelpKind,
    Placed,
    Report,
    Robustness,
    Times,
    Unplaced,
)
from oneonone.planner.report.writing import choice_to_json, report_to_json

__all__ = [
    "HAS_ROOM",
    "Choice",
    "Cost",
    "FurtherTime",
    "Help",
    "HelpKind",
    "Placed",
    "Report",
    "Robustness",
    "Times",
    "Unplaced",
    "choice_to_json",
    "exact_costs",
    "find_room",
    "make_report",
    "report_to_json",
]
