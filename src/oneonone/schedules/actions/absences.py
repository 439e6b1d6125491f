"""That somebody can't come to their final meeting. It changes no meeting by itself."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from oneonone.calendars import access as calendars
from oneonone.calendars.claim import claim_calendar_even_final, claim_final_calendar
from oneonone.calendars.models import Meet
from oneonone.common.errors import Invalid
from oneonone.limits.actions import spend
from oneonone.limits.policy import ABSENCES
from oneonone.schedules import access
from oneonone.schedules.actions.announcements import announce_absence
from oneonone.schedules.models import Absence, Swap


@transaction.atomic
def say_cannot_come(*, user: User, invitee_id: int, reason: str, now: datetime) -> Absence:
    """Tell the owner that one can't come to one's final meeting; said again, the reason changes.

    It is an answer. When the schedule is planned anew, that person is not free at that time. They
    ask for no swap any more, and are asked for none.

    Raises:
        NotFinal: the calendar is open.
        Invalid: one has no meeting in it.
        TooManyRequests: one said so too often today.
    """
    claim_final_calendar(calendars.own_invitation(user, invitee_id).calendar_id)
    invited = calendars.own_invitation(user, invitee_id)
    meet = final_meet(user, invited.calendar_id)
    spend(ABSENCES, user.pk, now)
    absence, _ = Absence.objects.update_or_create(
        invited=invited,
        defaults={
            "start_period": meet.start_period,
            "end_period": meet.end_period,
            "reason": reason,
            "said_at": now,
        },
    )
    Swap.objects.touching([invited.pk]).waiting().delete()
    announce_absence(absence)
    return access.own_absence(user, invitee_id)


@transaction.atomic
def take_absence_back(*, user: User, invitee_id: int) -> None:
    """Say that one can come after all, also when the calendar was reopened meanwhile."""
    claim_calendar_even_final(calendars.own_invitation(user, invitee_id).calendar_id)
    absence = access.own_absence(user, invitee_id)
    absence.delete()
    announce_absence(absence, taken_back=True)


def final_meet(user: User, calendar_id: int) -> Meet:
    """Find somebody's own meeting.

    Raises:
        Invalid: they have none, or none that is final.
    """
    return required(calendars.own_final_meets(user).filter(calendar=calendar_id).first())


def required(meet: Meet | None) -> Meet:
    if meet is None:
        raise Invalid(gettext("You have no final meeting in this calendar."))
    return meet
