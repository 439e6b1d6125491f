from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from oneonone.planner import report
from oneonone.schedules.structs.times import CostOut, MeetTime

Ids = Mapping[str, int]


class ChoiceOut(msgspec.Struct):
    """A time somebody could have, and what that costs all together: at least, or exactly."""

    start_period: datetime
    end_period: datetime
    preference: int
    cost: CostOut


class PlacedReportOut(msgspec.Struct):
    meeter: int
    start_period: datetime
    end_period: datetime
    preference: int
    others: list[ChoiceOut]


class UnplacedReportOut(msgspec.Struct):
    """The `competing` and this one share too few times; without any one of them the rest fit."""

    meeter: int
    reason: str
    detail: str
    competing: list[int]
    times: list[MeetTime]


class HelpOut(msgspec.Struct):
    """What would place somebody more: the time to add, or the minutes to come down to."""

    kind: str
    places: list[int]
    user: int | None
    start_period: datetime | None
    end_period: datetime | None
    minutes: int | None


class FurtherOut(msgspec.Struct):
    """A half hour the owner does not offer, and how much better the best schedule gets by it."""

    start_period: datetime
    end_period: datetime
    placed: int
    preference: int


class RobustOut(msgspec.Struct):
    """Of so many hours of the owner's, each cancelled alone, how many leave as many placed."""

    survived: int
    of: int


class ReportOut(msgspec.Struct):
    room: int
    people: int
    possible: int | None
    placed: list[PlacedReportOut]
    unplaced: list[UnplacedReportOut]
    helps: list[HelpOut]
    further: list[FurtherOut]
    robust: RobustOut | None
    complete: bool


def report_out(found: report.Report, ids: Ids) -> ReportOut:
    return ReportOut(
        room=found.room,
        people=found.people,
        possible=found.possible,
        placed=[placed_out(someone, ids) for someone in found.placed],
        unplaced=[unplaced_report_out(someone, ids) for someone in found.unplaced],
        helps=[help_out(each, ids) for each in found.helps],
        further=[
            FurtherOut(each.start, each.end, each.placed, each.preference) for each in found.further
        ],
        robust=RobustOut(found.robust.survived, found.robust.of) if found.robust else None,
        complete=found.complete,
    )


def placed_out(someone: report.Placed, ids: Ids) -> PlacedReportOut:
    return PlacedReportOut(
        meeter=ids[someone.person],
        start_period=someone.start,
        end_period=someone.end,
        preference=someone.preference,
        others=choices_out(someone.others),
    )


def choices_out(choices: Iterable[report.Choice]) -> list[ChoiceOut]:
    return [
        ChoiceOut(each.start, each.end, each.preference, CostOut(*each.cost)) for each in choices
    ]


def unplaced_report_out(someone: report.Unplaced, ids: Ids) -> UnplacedReportOut:
    return UnplacedReportOut(
        meeter=ids[someone.person],
        reason=someone.reason,
        detail=someone.detail,
        competing=[ids[name] for name in someone.competing],
        times=[MeetTime(*each) for each in someone.times],
    )


def help_out(each: report.Help, ids: Ids) -> HelpOut:
    return HelpOut(
        kind=each.kind,
        places=[ids[name] for name in each.places],
        user=ids[each.person] if each.person else None,
        start_period=each.start,
        end_period=each.end,
        minutes=each.minutes,
    )
