"""Fetch through permission: whoever gets a row from here may do with it what the name says.

Each function refuses in the order the service promises: no such calendar (404), not yours (403),
no such child in it (404), not your child (403), closed (410).
"""

from oneonone.calendars.access.availabilities import (
    answerable_calendar,
    answering_person,
    availabilities,
    availability,
    changeable_availability,
    own_availabilities,
    refuse_closed,
    shared_calendar,
)
from oneonone.calendars.access.calendars import (
    own_calendar,
    own_calendars,
    own_final_calendar,
    own_open_calendar,
    refuse_finalized,
)
from oneonone.calendars.access.invitations import (
    answerable_invitation,
    guest_invitation,
    leavable_invitation,
    own_invitation,
    own_invitations,
)
from oneonone.calendars.access.invitees import (
    changeable_invitee,
    invitee,
    invitees,
)
from oneonone.calendars.access.join_links import (
    changeable_join_link,
    join_link,
    join_links,
    joined_invitation,
    offered_join_link,
    refuse_closed_join_link,
)
from oneonone.calendars.access.meets import (
    changeable_meet,
    meet,
    meets,
    own_final_meets,
)

__all__ = (
    "answerable_calendar",
    "answerable_invitation",
    "answering_person",
    "availabilities",
    "availability",
    "changeable_availability",
    "changeable_invitee",
    "changeable_join_link",
    "changeable_meet",
    "guest_invitation",
    "invitee",
    "invitees",
    "join_link",
    "join_links",
    "joined_invitation",
    "leavable_invitation",
    "meet",
    "meets",
    "offered_join_link",
    "own_availabilities",
    "own_calendar",
    "own_calendars",
    "own_final_calendar",
    "own_final_meets",
    "own_invitation",
    "own_invitations",
    "own_open_calendar",
    "refuse_closed",
    "refuse_closed_join_link",
    "refuse_finalized",
    "shared_calendar",
)
