"""A report as values for a JSON encoder."""

from oneonone.planner.problem.writing import iso_time
from oneonone.planner.report.values import (
    Choice,
    FurtherTime,
    Help,
    Placed,
    Report,
    Times,
    Unplaced,
)


def report_to_json(report: Report) -> dict[str, object]:
    """Give a report under stable names: times in UTC, ISO 8601 with Z; what is not known null."""
    return {
        "room": report.room,
        "people": report.people,
        "possible": report.possible,
        "placed": [_placed(someone) for someone in report.placed],
        "unplaced": [_unplaced(someone) for someone in report.unplaced],
        "helps": [_help(each) for each in report.helps],
        "further": [_further(each) for each in report.further],
        "robust": report.robust and {"survived": report.robust.survived, "of": report.robust.of},
        "complete": report.complete,
    }


def _placed(someone: Placed) -> dict[str, object]:
    return {
        "person": someone.person,
        **_times(someone),
        "preference": someone.preference,
        "others": [choice_to_json(choice) for choice in someone.others],
    }


def choice_to_json(choice: Choice) -> dict[str, object]:
    return {
        **_times(choice),
        "preference": choice.preference,
        "cost": {"placed": choice.cost.placed, "preference": choice.cost.preference},
    }


def _unplaced(someone: Unplaced) -> dict[str, object]:
    return {
        "person": someone.person,
        "reason": str(someone.reason),
        "detail": someone.detail,
        "competing": list(someone.competing),
        "times": [_times(each) for each in someone.times],
    }


def _help(each: Help) -> dict[str, object]:
    return {
        "kind": each.kind.value,
        "places": list(each.places),
        "person": each.person,
        "start": each.start and iso_time(each.start),
        "end": each.end and iso_time(each.end),
        "minutes": each.minutes,
    }


def _further(each: FurtherTime) -> dict[str, object]:
    return {**_times(each), "placed": each.placed, "preference": each.preference}


def _times(each: Placed | Choice | Times | FurtherTime) -> dict[str, object]:
    return {"start": iso_time(each.start), "end": iso_time(each.end)}
