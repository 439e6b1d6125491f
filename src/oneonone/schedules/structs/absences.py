from datetime import datetime

import msgspec

from oneonone.schedules.models import Absence


class AbsenceOut(msgspec.Struct):
    """`id` is that of the invitation, `invitee` that of the person, as in the list of invitees."""

    id: int
    invitee: int
    start_period: datetime
    end_period: datetime
    reason: str
    said_at: datetime


def absence_out(absence: Absence) -> AbsenceOut:
    return AbsenceOut(
        id=absence.invited_id,
        invitee=absence.invited.invitee_id,
        start_period=absence.start_period,
        end_period=absence.end_period,
        reason=absence.reason,
        said_at=absence.said_at,
    )
