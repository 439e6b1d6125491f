"""Everything that is kept about somebody, to be given to them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from django.contrib.auth.models import User

from oneonone.accounts.access import own_profile
from oneonone.accounts.structs import PersonOut, profile_out
from oneonone.calendars import access
from oneonone.calendars.models import Calendar, Invitee
from oneonone.calendars.structs import AvailabilityOut, CalendarOut, MeetOut
from oneonone.common.rendering import struct_from
from oneonone.contacts.access import blocked_by, friends, sent_requests, waiting_requests
from oneonone.schedules.access import own_absences, sent_swaps
from oneonone.schedules.models import Swap
from oneonone.schedules.structs.absences import absence_out
from oneonone.schedules.structs.invitations import invitation_out

Json = dict[str, Any]


def record_of(user: User) -> Json:
    """Gather what is kept, with the names of others only where they are shown anyway."""
    profile = own_profile(user)
    return {
        "account": {
            **msgspec.to_builtins(profile_out(profile)),
            "language": profile.language,
            "unwanted_mails": profile.unwanted_mails,
            "registered_at": user.date_joined,
            "last_login_at": user.last_login,
        },
        "contacts": {
            "friends": people(friends(user)),
            "asked_by": people(
                row.requester for row in waiting_requests(user).select_related("requester")
            ),
            "asked": people(
                row.requested for row in sent_requests(user).select_related("requested")
            ),
            "blocked": people(blocked_by(user)),
        },
        "calendars": own_calendars(user),
        "invitations": own_invitations(user),
        "cannot_come": [absence_out(row) for row in own_absences(user)],
        "swaps": [sent_swap_record(row) for row in sent_swaps(user)],
    }


def people(users: Iterable[User]) -> list[PersonOut]:
    return [struct_from(PersonOut, user) for user in users]


def own_calendars(user: User) -> list[Json]:
    rows = access.own_calendars(user).select_related("join_link")
    rows = rows.prefetch_related("invitees__invitee", "availabilities", "meets")
    return [calendar_record(row) for row in rows]


def calendar_record(calendar: Calendar) -> Json:
    return {
        **msgspec.structs.asdict(struct_from(CalendarOut, calendar)),
        "invitees": [invitee_record(row) for row in calendar.invitees.all()],
        "availabilities": [struct_from(AvailabilityOut, a) for a in calendar.availabilities.all()],
        "join_link": join_link_record(calendar),
        "schedule": [struct_from(MeetOut, meet) for meet in calendar.meets.all()],
    }


def join_link_record(calendar: Calendar) -> Json | None:
    link = getattr(calendar, "join_link", None)
    return link and {"deadline": link.deadline, "most_people": link.most_people}


def invitee_record(invited: Invitee) -> Json:
    return {
        "person": struct_from(PersonOut, invited.invitee),
        "deadline": invited.deadline,
        "meeting_minutes": invited.meeting_minutes,
        "answered_at": invited.answered_at,
    }


def own_invitations(user: User) -> list[Json]:
    """List what somebody is invited to, with what they gave there, and their final meeting."""
    given = defaultdict(list)
    for row in access.own_availabilities(user):
        given[row.calendar_id].append(struct_from(AvailabilityOut, row))
    final = {meet.calendar_id: meet for meet in access.own_final_meets(user)}
    return [
        {
            **msgspec.structs.asdict(invitation_out(row, final.get(row.calendar_id))),
            "answered_at": row.answered_at,
            "availabilities": given[row.calendar_id],
        }
        for row in access.own_invitations(user)
    ]


def sent_swap_record(swap: Swap) -> Json:
    return {
        "invitation": swap.asker_id,
        "own_start": swap.asker_start,
        "asked_for": swap.asked_start,
        "asked_at": swap.asked_at,
        "declined_at": swap.declined_at,
    }
