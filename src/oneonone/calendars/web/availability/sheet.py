"""Whose times a page is about, of which days, and how they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneonone.accounts.access import own_profile
from oneonone.calendars import access
from oneonone.calendars.entries import PageSerializer
from oneonone.calendars.models import Calendar, Invitee
from oneonone.calendars.painting import Coverage
from oneonone.calendars.periods import Period
from oneonone.calendars.structs import AvailabilityOut
from oneonone.calendars.tags import tag_of
from oneonone.calendars.weeks import page_with, pages_of
from oneonone.common.errors import Gone, NotFound
from oneonone.common.rendering import structs_from
from oneonone.common.web import PageRequest

LEVELS = {3: _("best"), 2: _("good"), 1: _("if needed"), 0: _("not free")}
USUAL_VIEW = "week"
Asked = Mapping[str, object]


@dataclass
class Sheet:
    """One person's times in a calendar, as somebody looks at them or enters them."""

    request: PageRequest
    calendar: Calendar
    person: User
    owner: User
    invited: Invitee | None
    rows: list[AvailabilityOut]
    offered: list[Period]
    asked: Asked
    closed: str

    @property
    def zone(self) -> ZoneInfo:
        return self.calendar.zone

    @cached_property
    def viewers_zone(self) -> ZoneInfo:
        return ZoneInfo(own_profile(self.request.user).time_zone)

    @property
    def own(self) -> bool:
        return self.person.pk == self.request.user.pk

    @property
    def of_owner(self) -> bool:
        return self.person.pk == self.owner.pk

    @property
    def tag(self) -> str:
        return tag_of(self.rows)

    @cached_property
    def periods(self) -> list[Period]:
        return [period_of(row) for row in self.rows]

    @cached_property
    def coverage(self) -> Coverage:
        return Coverage(self.periods)

    @cached_property
    def pages(self) -> list[list[date]]:
        first_weekday = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
        return pages_of(self.calendar.start_date, self.calendar.end_date, first_weekday)

    @cached_property
    def page(self) -> int:
        day = self.asked.get("week")
        return page_with(self.pages, day if isinstance(day, date) else None)

    @property
    def days(self) -> list[date]:
        return self.pages[self.page]

    @property
    def view(self) -> str:
        return str(self.asked.get("view", USUAL_VIEW))

    def address(self, **changes: object) -> str:
        """Give the address of these times, with some of the query changed; None takes out."""
        query = {**self.query, **changes}
        said = urlencode({name: value for name, value in query.items() if value})
        path = reverse("availability", args=[self.calendar.pk])
        return f"{path}?{said}" if said else path

    @property
    def query(self) -> dict[str, object]:
        return {
            "user": None if self.own else self.person.pk,
            "week": self.days[0].isoformat() if self.page else None,
            "hours": self.asked.get("hours"),
            "view": None if self.view == USUAL_VIEW else self.view,
        }

    @property
    def for_user(self) -> int | None:
        return None if self.own else self.person.pk


def open_sheet(request: PageRequest, calendar_id: int, now: datetime) -> Sheet:
    """Read the times a page asks for: one's own, or, as the owner, an invitee's.

    Raises:
        NotFound: there is no such calendar, nobody of that number is invited, or no such page.
        Forbidden: it is not one's own to see.
    """
    asked = PageSerializer(data=request.GET.dict())
    calendar, invited = access.shared_calendar(request.user, calendar_id)
    if not asked.is_valid():
        raise NotFound
    named = asked.validated_data.get("user")
    key, answering = access.answering_person(request.user, calendar, invited, named)
    people = User.objects.in_bulk({key, calendar.owner_id} - {request.user.pk})
    people[request.user.pk] = request.user
    rows = access.availabilities(request.user, calendar_id)
    shown = structs_from(AvailabilityOut, rows.filter(user__in={key, calendar.owner_id}))
    owners = [period_of(row) for row in shown if row.user == calendar.owner_id]
    return Sheet(
        request=request,
        calendar=calendar,
        person=people[key],
        owner=people[calendar.owner_id],
        invited=answering,
        rows=[row for row in shown if row.user == key],
        offered=[] if key == calendar.owner_id else owners,
        asked=asked.validated_data,
        closed=why_closed(calendar, invited, now),
    )


def period_of(row: AvailabilityOut) -> Period:
    return Period(row.start_period, row.end_period, row.preference)


def why_closed(calendar: Calendar, invited: Invitee | None, now: datetime) -> str:
    """Tell why nothing can be entered, in a sentence; nothing when it can."""
    try:
        access.refuse_closed(calendar, invited, now)
    except Gone:
        if calendar.finalized:
            return gettext("This calendar is final: nothing can change any more.")
        return gettext(
            "The time to answer is over. If something has changed, tell who invited you."
        )
    return ""


def day_name(day: date) -> str:
    return date_format(day, gettext("l j F"))


def clock_of(moment: datetime, zone: ZoneInfo) -> str:
    shown = timezone.localtime(moment, zone)
    return f"{shown:%H:%M:%S}" if shown.second else f"{shown:%H:%M}"
