from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext

from oneonone.calendars import access
from oneonone.calendars.actions.invitees import mark_answered
from oneonone.calendars.bounds import MOST_AVAILABILITIES
from oneonone.calendars.claim import claim_calendar
from oneonone.calendars.models import Availability, Calendar
from oneonone.calendars.periods import Period
from oneonone.calendars.structs import AvailabilityOut
from oneonone.calendars.tags import tag_of
from oneonone.common.errors import Forbidden, Invalid, Stale
from oneonone.common.rendering import structs_from

LAST_ALLOWED = "SELECT 1 FROM calendars_availability WHERE calendar_id = %s LIMIT 1 OFFSET %s"


@transaction.atomic
def add_availability(
    *, user: User, calendar_id: int, period: Period, now: datetime
) -> Availability:
    """Say when one is free; an invitee's first period counts as their answer."""
    claim_calendar(calendar_id)
    calendar, invited = access.answerable_calendar(user, calendar_id, now)
    refuse_outside(calendar, period)
    refuse_full(calendar_id)
    added = Availability.objects.create(
        calendar=calendar,
        user=user,
        start_period=period.start_period,
        end_period=period.end_period,
        preference=period.preference,
    )
    if invited:
        mark_answered(invited, now)
    return added


@transaction.atomic
def update_availability(
    *, user: User, calendar_id: int, availability_id: int, period: Period, now: datetime
) -> Availability:
    """Put another period in the place of one given before."""
    claim_calendar(calendar_id)
    changed = access.changeable_availability(user, calendar_id, availability_id, now)
    refuse_outside(changed.calendar, period)
    changed.start_period = period.start_period
    changed.end_period = period.end_period
    changed.preference = period.preference
    changed.save()
    return changed


@transaction.atomic
def delete_availability(
    *, user: User, calendar_id: int, availability_id: int, now: datetime
) -> None:
    claim_calendar(calendar_id)
    access.changeable_availability(user, calendar_id, availability_id, now).delete()


@transaction.atomic
def replace_availabilities(
    *,
    user: User,
    calendar_id: int,
    periods: Sequence[Period],
    for_user: int | None = None,
    if_match: Collection[str] | None = None,
    now: datetime,
) -> list[AvailabilityOut]:
    """Put periods in the place of one's own, or, as the owner, of an invitee's.

    A period that stays keeps its row. An invitee's first periods count as their answer, whoever
    enters them; taking all back takes no answer back.

    Args:
        user: who writes.
        calendar_id: where.
        periods: all there are to be; they may overlap.
        for_user: whose they are, if not the writer's.
        if_match: tags of the state that the edit was made from; None is any state.
        now: an aware instant.

    Returns:
        That person's periods, as they are listed.

    Raises:
        Forbidden: an invitee names somebody else.
        NotFound: the owner names somebody who is not invited.
        Stale: the periods are not those of `if_match` any more.
        Invalid: one is outside the calendar's days, or there are too many.
    """
    claim_calendar(calendar_id)
    calendar, invited = access.answerable_calendar(user, calendar_id, now)
    refuse_outside(calendar, *periods)
    person, answered = access.answering_person(user, calendar, invited, for_user)
    rows = Availability.objects.filter(calendar=calendar_id, user=person)
    refuse_stale(rows, if_match)
    refuse_overfull(calendar_id, person, len(periods))
    exchange(rows, [row_of(calendar_id, person, period) for period in periods])
    if answered and periods:
        mark_answered(answered, now)
    return in_order(rows)


@transaction.atomic
def decline_calendar(*, user: User, calendar_id: int, now: datetime) -> None:
    """Say that none of the times suit: what one gave is taken back, and that is an answer.

    Raises:
        Forbidden: it is the owner who says so.
    """
    claim_calendar(calendar_id)
    _, invited = access.answerable_calendar(user, calendar_id, now)
    if invited is None:
        raise Forbidden
    Availability.objects.filter(calendar=calendar_id, user=user).delete()
    mark_answered(invited, now)


def exchange(rows: QuerySet[Availability], wanted: Sequence[Availability]) -> None:
    """Make `rows` what is wanted; those that are equal stay, of twins the first."""
    gone = defaultdict(list)
    for row in rows.order_by("-pk"):
        gone[content(row)].append(row.pk)
    new = []
    for row in wanted:
        if same := gone[content(row)]:
            same.pop()
        else:
            new.append(row)
    rows.filter(pk__in=list(chain.from_iterable(gone.values()))).delete()
    Availability.objects.bulk_create(new)


def content(row: Availability) -> tuple[Any, ...]:
    return row.start_period, row.end_period, row.preference


def row_of(calendar_id: int, user_id: int, period: Period) -> Availability:
    return Availability(
        calendar_id=calendar_id,
        user_id=user_id,
        start_period=period.start_period,
        end_period=period.end_period,
        preference=period.preference,
    )


def in_order(rows: QuerySet[Availability]) -> list[AvailabilityOut]:
    return structs_from(AvailabilityOut, rows.order_by("start_period", "pk"))


def refuse_stale(rows: QuerySet[Availability], if_match: Collection[str] | None) -> None:
    if if_match is None:
        return
    present = in_order(rows)
    tag = tag_of(present)
    if tag not in if_match:
        raise Stale({"periods": present}, tag)


def refuse_overfull(calendar_id: int, person: int, wanted: int) -> None:
    others = Availability.objects.filter(calendar=calendar_id).exclude(user=person).count()
    if others + wanted > MOST_AVAILABILITIES:
        raise Invalid({"non_field_errors": [full()]})


def refuse_full(calendar_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LAST_ALLOWED, [calendar_id, MOST_AVAILABILITIES - 1])
        if cursor.fetchone():
            raise Invalid({"non_field_errors": [full()]})


def full() -> str:
    return gettext("A calendar has at most %s availabilities.") % number_format(
        MOST_AVAILABILITIES, force_grouping=True
    )


def refuse_outside(calendar: Calendar, *periods: Period) -> None:
    if not periods:
        return
    first = min(period.start_period for period in periods)
    last = max(period.end_period for period in periods)
    if not calendar.covers(first, last):
        days = {"first": calendar.start_date, "last": calendar.end_date}
        message = gettext("The calendar's days are %(first)s to %(last)s.") % days
        raise Invalid({"non_field_errors": [message]})
