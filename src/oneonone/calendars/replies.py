"""How the replies in a calendar stand: what each invitee's is called, and which rows those are."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from oneonone.calendars.models import Invitee, InviteeQuerySet

SILENT = Q(answered_at=None)
# Rows have `with_has_availability()`, and `with_meet()` where somebody asks who has no place.
REPLIES = {
    "waiting": SILENT,
    "answered": ~SILENT & Q(has_availability=True),
    "none": ~SILENT & Q(has_availability=False),
    "unplaced": Q(meet_start=None),
}
NAMES = {
    "waiting": _("Not answered"),
    "answered": _("Answered"),
    "none": _("None suits"),
    "unplaced": _("No place"),
}


def can_be_reminded(now: datetime) -> Q:
    return SILENT & Q(deadline__gt=now)


def count_replies(invitees: InviteeQuerySet, now: datetime) -> dict[str, int]:
    """Count them all, each kind, and who can be reminded, in one query."""
    counted_apart = {**REPLIES, "to_remind": can_be_reminded(now)}
    kinds = {name: Count("pk", filter=rows) for name, rows in counted_apart.items()}
    counted = invitees.with_meet().order_by().aggregate(everybody=Count("pk"), **kinds)
    return {name: int(number) for name, number in counted.items()}


def reply_of(invited: Invitee) -> str:
    if invited.answered_at is None:
        return "waiting"
    return "answered" if invited.has_availability else "none"
