"""Other schedules that place as many, side by side, and taking one of them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from oneonone import planner
from oneonone.calendars.models import Calendar
from oneonone.common import clock
from oneonone.common.web import PageRequest
from oneonone.schedules.actions.meets import set_schedule
from oneonone.schedules.actions.plans import find_alternatives
from oneonone.schedules.drafts import Draft, load_draft, times_of
from oneonone.schedules.entries import TakeSerializer
from oneonone.schedules.rules import HandMeet
from oneonone.schedules.web.editing import Edit
from oneonone.schedules.web.saying import name_of, say_time

SHOWN = 3


class Others(Edit):
    """What other schedules would change; each can be taken in the place of the present one."""

    serializer_class = TakeSerializer

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        self.template = "schedules/others.html"
        others = find_alternatives(
            owner=request.user,
            calendar_id=calendar_id,
            count=SHOWN,
            now=clock.now(),
            to_change=True,
        )
        draft = load_draft(others.calendar, others.offered)
        plans = [plan_context(other, others.user_ids, draft) for other in others.found]
        return self.show({"calendar": draft.calendar, "draft": draft, "plans": plans})

    def act(self, values: Mapping[str, Any]) -> str:
        set_schedule(
            owner=self.request.user,
            calendar_id=self.kwargs["calendar_id"],
            meets=[
                HandMeet(user, moment(start), moment(end))
                for user, start, end in values["schedule"]
            ],
            if_match=values["tag"],
        )
        return self.wanted(values)

    def wanted(self, values: Mapping[str, Any]) -> str:
        count = len(values["schedule"])
        said = ngettext("Another schedule of %s meeting", "Another schedule of %s meetings", count)
        return said % count


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def plan_context(
    other: planner.Alternative, user_ids: Mapping[str, int], draft: Draft
) -> dict[str, Any]:
    """Tell of another schedule how it differs from the present one."""
    after = {user_ids[meet.person]: (meet.start, meet.end) for meet in other.meets}
    changes = list(changes_of(draft, after))
    return {
        "placed": other.levels.placed,
        "difference": other.levels.preference - draft.preference,
        "preference": other.levels.preference,
        "changes": changes,
        "code": " ".join(
            f"{user}@{int(start.timestamp())}-{int(end.timestamp())}"
            for user, (start, end) in after.items()
        ),
    }


def changes_of(
    draft: Draft, after: Mapping[int, tuple[datetime, datetime]]
) -> Iterator[dict[str, str]]:
    before = {meet.meeter_id: times_of(meet) for meet in draft.meets}
    for user, invited in draft.people.items():
        if before.get(user) != after.get(user):
            yield {
                "name": name_of(invited.invitee),
                "before": say_or_none(before.get(user), draft.calendar),
                "after": say_or_none(after.get(user), draft.calendar),
            }


def say_or_none(times: tuple[datetime, datetime] | None, calendar: Calendar) -> str:
    return say_time(*times, calendar) if times else gettext("no meeting")
