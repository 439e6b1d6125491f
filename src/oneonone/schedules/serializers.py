from typing import Any

from rest_framework import serializers

from oneonone.accounts.serializers import NewAccountSerializer
from oneonone.calendars.bounds import MOST_INVITEES
from oneonone.calendars.replies import REPLIES
from oneonone.calendars.serializers import PeriodSerializer
from oneonone.common.fields import (
    IdField,
    InstantField,
    StrictBooleanField,
    StrictIntegerField,
    TextField,
)

MOST_MEETS = 2_000
MOST_FORBIDDEN = 2_000
MOST_ALTERNATIVES = 5
LONGEST_REASON = 500


class MeetSerializer(PeriodSerializer):
    meeter = IdField()


class MeetsSerializer(serializers.Serializer[Any]):
    meets: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=MeetSerializer(), max_length=MOST_MEETS
    )


class ScheduleSerializer(MeetsSerializer):
    force = StrictBooleanField(required=False)


class MoveSerializer(PeriodSerializer):
    force = StrictBooleanField(required=False)


class ForbidSerializer(PeriodSerializer):
    user = IdField()


class PlanSerializer(serializers.Serializer[Any]):
    """How to plan; without any of it, simply the best schedule."""

    keep: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=IdField(), max_length=MOST_MEETS, required=False
    )
    forbid: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=ForbidSerializer(), max_length=MOST_FORBIDDEN, required=False
    )
    least_change = StrictBooleanField(required=False)
    dry_run = StrictBooleanField(required=False)


class CountSerializer(serializers.Serializer[Any]):
    count = StrictIntegerField(minimum=1, maximum=MOST_ALTERNATIVES, required=False)


class AnsweredSerializer(serializers.Serializer[Any]):
    answered = StrictBooleanField()

    def validate_answered(self, answered: bool) -> bool:  # noqa: FBT001  DRF's signature
        if not answered:
            raise serializers.ValidationError("An answer can't be taken back.")
        return answered


class AbsenceSerializer(serializers.Serializer[Any]):
    """Why somebody can't come, if they say so."""

    reason = TextField(max_length=LONGEST_REASON, lines=True, allow_blank=True, required=False)


class SwappingSerializer(serializers.Serializer[Any]):
    """Whether invitees may swap their meetings."""

    allowed = StrictBooleanField()


class SwapSerializer(serializers.Serializer[Any]):
    """Which meeting somebody would like: the one that starts then."""

    start_period = InstantField()


class ClaimSerializer(NewAccountSerializer):
    """A guest's account, and the token of the link that proves whose it is."""

    token = TextField()


class TakeSerializer(serializers.Serializer[Any]):
    """Which invitation somebody takes along; a link says so by itself."""

    invitation = IdField(required=False)


class TrackerSerializer(serializers.Serializer[Any]):
    """Whose replies a page shows: all, or those of a kind; and which part of them."""

    show = serializers.ChoiceField(tuple(REPLIES), required=False)
    page = StrictIntegerField(minimum=1, maximum=MOST_INVITEES, required=False)
