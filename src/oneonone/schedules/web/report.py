"""Why somebody has no meeting and what would help, and how near the best a schedule is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from oneonone.calendars import access
from oneonone.calendars.models import Calendar, Invitee, Meet
from oneonone.common import clock
from oneonone.common.web import Page, PageRequest
from oneonone.planner import Reason
from oneonone.planner.report import HAS_ROOM, Help, HelpKind, Unplaced
from oneonone.schedules.actions.plans import (
    Reported,
    check_schedule,
    report_schedule,
)
from oneonone.schedules.drafts import load_people
from oneonone.schedules.rules import HandMeet
from oneonone.schedules.web.saying import name_of, names_of, say_cost, say_time

WITH_TIMES = {Reason.CROWDED_OUT, Reason.OUT_OF_TIME, HAS_ROOM}


@dataclass(frozen=True)
class Button:
    """Something to do, as a form with one field or, where only somebody else can, as a letter."""

    label: str
    address: str = ""
    name: str = ""
    value: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Missing:
    """Somebody without a meeting, why, and who needs the same times."""

    invited: Invitee
    reason: str
    competing: list[Invitee]
    silent: bool
    has_times: bool


class Report(Page):
    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        reported = report_schedule(owner=request.user, calendar_id=calendar_id, now=clock.now())
        calendar = reported.calendar
        told = Telling(reported, load_people(calendar), calendar)
        self.template = f"schedules/report_{'inside' if request.htmx else 'page'}.html"
        return self.show({"calendar": calendar, "report": reported.report, **told.context()})


class Verdict(Page):
    """How far below the best the schedule is."""

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        meets = [hand_meet(meet) for meet in access.meets(request.user, calendar_id)]
        verdict = check_schedule(
            owner=request.user, calendar_id=calendar_id, meets=meets, now=clock.now()
        )
        cost = None
        if verdict.levels and verdict.best:
            placed = verdict.levels.placed - verdict.best.placed
            points = verdict.levels.preference - verdict.best.preference
            cost = say_cost(placed, points) if placed or points else ""
        self.template = f"schedules/verdict_{'inside' if request.htmx else 'page'}.html"
        context = {"calendar_id": calendar_id, "cost": cost, "broken": verdict.broken}
        return self.show(context)


def hand_meet(meet: Meet) -> HandMeet:
    return HandMeet(meet.meeter_id, meet.start_period, meet.end_period)


@dataclass(frozen=True)
class Telling:
    """A report in words, which calls people by their names."""

    reported: Reported
    people: Mapping[int, Invitee]
    calendar: Calendar

    def context(self) -> dict[str, Any]:
        report = self.reported.report
        return {
            "missing": [self.missing(one) for one in report.unplaced],
            "buttons": [self.button(group) for group in alike(report.helps)],
            "further": [
                self.open_button(each.start, each.end, say_gain(each.placed, each.preference))
                for each in report.further[:3]
                if not report.unplaced
            ],
        }

    def find(self, handle: str) -> Invitee:
        return self.people[self.reported.user_ids[handle]]

    def missing(self, one: Unplaced) -> Missing:
        invited = self.find(one.person)
        competing = [self.find(name) for name in one.competing]
        return Missing(
            invited,
            say_reason(one.reason, invited, len(competing)),
            competing,
            silent=one.reason == Reason.NO_REPLY,
            has_times=one.reason in WITH_TIMES,
        )

    def places(self, group: Sequence[Help]) -> str:
        """Name whom it places; where it places one of several, all of them."""
        names = ", ".join(names_of([self.find(name) for name in each.places]) for each in group)
        return gettext("one of %s") % names if len(group) > 1 else names

    def button(self, group: Sequence[Help]) -> Button:
        each, places = group[0], self.places(group)
        if each.kind == HelpKind.MORE_TIME and each.start and each.end:
            return self.open_button(each.start, each.end, gettext("places %s") % places)
        if each.kind == HelpKind.MORE_FREE and each.start and each.end and each.person:
            return self.letter(self.find(each.person), each.start, each.end, places)
        if each.kind == HelpKind.SHORTER_MEETINGS:
            label = gettext("Meetings of %(minutes)s minutes: places %(names)s")
            name = "meeting_minutes"
        else:
            label = gettext("A pause of %(minutes)s minutes: places %(names)s")
            name = "buffer_minutes"
        return Button(
            label % {"minutes": each.minutes, "names": places},
            reverse("shorten", args=[self.calendar.pk]),
            name,
            str(each.minutes),
        )

    def open_button(self, start: datetime, end: datetime, gain: str) -> Button:
        label = gettext("Open %(time)s: %(gain)s")
        times = say_time(start, end, self.calendar)
        value = "/".join(f"{instant:%Y-%m-%dT%H:%M:%SZ}" for instant in (start, end))
        address = reverse("open_time", args=[self.calendar.pk])
        return Button(label % {"time": times, "gain": gain}, address, "times", value)

    def letter(self, asked: Invitee, start: datetime, end: datetime, places: str) -> Button:
        name, times = name_of(asked.invitee), say_time(start, end, self.calendar)
        label = gettext("Ask %(name)s for %(time)s: places %(names)s")
        letter = gettext("Dear %(name)s,\n\ncould you also meet me on %(time)s?")
        said = {"name": name, "time": times, "names": places}
        return Button(label % said, letter=letter % said)


def alike(helps: Iterable[Help]) -> list[list[Help]]:
    """Put together what is the same to do: it places one or another."""
    groups: dict[tuple[Any, ...], list[Help]] = {}
    for each in helps:
        key = (each.kind, each.person, each.start, each.end, each.minutes)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def say_gain(placed: int, preference: int) -> str:
    if placed:
        return ngettext("places %s person more", "places %s people more", placed) % placed
    said = ngettext("%s preference point more", "%s preference points more", preference)
    return said % preference


def say_reason(reason: str, invited: Invitee, competing: int) -> str:
    if reason == Reason.NO_REPLY and invited.answered_at:
        return gettext("Has answered that none of the times suit.")
    if reason == Reason.CROWDED_OUT:
        said = ngettext(
            "Needs the same times as %s other: one of them is left over.",
            "Needs the same times as %s others: one of them is left over.",
            competing,
        )
        return said % competing
    return {
        str(Reason.NO_REPLY): gettext("Has not answered yet."),
        str(Reason.NO_OVERLAP): gettext("Offered no time that you offer too."),
        str(Reason.TOO_SHORT): gettext("The times you share are too short for a meeting."),
        HAS_ROOM: gettext("There is room: put them in, or plan again."),
    }.get(str(reason), gettext("The time ran out before this was settled."))
