from django.contrib.auth.models import User
from django.db.models import QuerySet

from oneonone.calendars.access.calendars import own_calendar, refuse_finalized
from oneonone.calendars.blocking import is_withheld_from
from oneonone.calendars.models import Meet
from oneonone.common.errors import NotFound


def meets(user: User, calendar_id: int) -> QuerySet[Meet]:
    calendar = own_calendar(user, calendar_id)
    return Meet.objects.filter(calendar=calendar).order_by("start_period", "pk")


def meet(user: User, calendar_id: int, meet_id: int) -> Meet:
    found = meets(user, calendar_id).select_related("calendar").filter(pk=meet_id).first()
    if found is None:
        raise NotFound
    return found


def changeable_meet(user: User, calendar_id: int, meet_id: int) -> Meet:
    found = meet(user, calendar_id, meet_id)
    refuse_finalized(found.calendar)
    return found


def own_final_meets(user: User) -> QuerySet[Meet]:
    """A person's meetings in finalized calendars; before that they are the owner's draft."""
    return Meet.objects.filter(~is_withheld_from(user), meeter=user, calendar__finalized=True)
