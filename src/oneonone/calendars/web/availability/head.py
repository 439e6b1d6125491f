"""What stands above the times: whose, for what, until when, and where else to go."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils.timesince import timeuntil
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneonone.calendars.models import Invitee
from oneonone.calendars.web.availability.sheet import USUAL_VIEW, Sheet
from oneonone.common import clock

VIEWS = {"week": _("Week"), "list": _("List"), "text": _("Text")}


def head_context(sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "calendar": sheet.calendar,
        "title": title_of(sheet),
        "owner_name": name_of(sheet.owner),
        "minutes": minutes_of(sheet),
        "deadline": sheet.invited and sheet.invited.deadline,
        "time_left": time_left(sheet.invited, clock.now()),
        "zones": zones_of(sheet),
        "places": [place_of(zone) for zone in zones_of(sheet)],
        "declined": bool(sheet.invited and sheet.invited.answered_at and not sheet.rows),
        "tabs": list(tabs_of(sheet)),
        "pages": pages_of(sheet),
    }


def title_of(sheet: Sheet) -> str:
    if sheet.of_owner:
        return gettext("When can people meet you?")
    if sheet.own:
        return gettext("When can you meet %s?") % name_of(sheet.owner)
    return gettext("When can %s meet you?") % name_of(sheet.person)


def name_of(user: User) -> str:
    return user.get_full_name() or user.username


def minutes_of(sheet: Sheet) -> int:
    own = sheet.invited and sheet.invited.meeting_minutes
    return own or sheet.calendar.meeting_minutes


def time_left(invited: Invitee | None, now: datetime) -> str:
    return timeuntil(invited.deadline, now) if invited and now < invited.deadline else ""


def zones_of(sheet: Sheet) -> list[ZoneInfo]:
    """Give the calendar's zone, and that of whoever looks, where it is another."""
    return list(dict.fromkeys((sheet.zone, sheet.viewers_zone)))


def place_of(zone: ZoneInfo) -> str:
    """Give the short name of a zone: its city."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def tabs_of(sheet: Sheet) -> Iterator[tuple[str, str, bool]]:
    for view, name in VIEWS.items():
        address = sheet.address(view=None if view == USUAL_VIEW else view)
        yield address, str(name), view == sheet.view


def pages_of(sheet: Sheet) -> dict[str, Any] | None:
    """Tell which week is shown, and where those beside it are; of one week there is nothing."""
    if len(sheet.pages) == 1:
        return None
    before, after = (
        sheet.address(week=sheet.pages[page][0].isoformat()) if 0 <= page < len(sheet.pages) else ""
        for page in (sheet.page - 1, sheet.page + 1)
    )
    return {
        "before": before,
        "after": after,
        "number": sheet.page + 1,
        "count": len(sheet.pages),
        "first": sheet.days[0],
        "last": sheet.days[-1],
    }
