"""What becomes of calendars when somebody goes for good."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from oneonone.accounts.actions import check_own_password, delete_user
from oneonone.calendars.actions.telling import tell_deletion, tell_departure, tell_if_all_answered
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet


def close_account(*, user: User, password: str, now: datetime) -> None:
    """Delete somebody's account with all that is theirs, final or not.

    Their calendars go with everybody's answers. In those of others go their answers and their
    meeting, of which the owner is told when it is final and still to come; the meetings of all the
    others stay. Where only their answer was missing the owner is told that all have answered.

    Raises:
        Unauthorized: it is not their password.
        TooManyRequests: it was tried too often.
    """
    check_own_password(user=user, password=password, now=now)
    with transaction.atomic():
        claim_calendars_of(user)
        for calendar in Calendar.objects.filter(owner=user).order_by("pk"):
            tell_deletion(calendar, now)
        tell_departure(user, now)
        silent = Invitee.objects.filter(invitee=user, answered_at=None, calendar__finalized=False)
        awaited = list(silent.order_by("calendar").values_list("calendar", flat=True))
        delete_user(user=user)
        for calendar_id in awaited:
            tell_if_all_answered(calendar_id)


def claim_calendars_of(user: User) -> None:
    """Let no other write start in a calendar that they have a part in; always in one order."""
    mine = (
        Q(owner=user)
        | Q(pk__in=Invitee.objects.filter(invitee=user).values("calendar"))
        | Q(pk__in=Availability.objects.filter(user=user).values("calendar"))
        | Q(pk__in=Meet.objects.filter(meeter=user).values("calendar"))
    )
    rows = Calendar.objects.select_for_update().filter(mine).order_by("pk")
    keys = list(rows.values_list("pk", flat=True))
    Calendar.objects.filter(pk__in=keys).update(revision=F("revision") + 1)
