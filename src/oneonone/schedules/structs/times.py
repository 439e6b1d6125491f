from datetime import datetime

import msgspec

from oneonone import planner


class MeetTime(msgspec.Struct):
    start_period: datetime
    end_period: datetime


class CostOut(msgspec.Struct):
    placed: int
    preference: int


def time_of(meet: planner.Meet | None) -> MeetTime | None:
    return MeetTime(meet.start, meet.end) if meet else None
