from typing import Any

from rest_framework import serializers

from oneonone.common.fields import StrictBooleanField, UsernameField

UNKNOWN = dict.fromkeys(
    ("required", "null", "blank", "invalid", "control", "max_length"), "User does not exist"
)


class FriendSerializer(serializers.Serializer[Any]):
    username = UsernameField(error_messages=UNKNOWN)


class FriendRequestSerializer(serializers.Serializer[Any]):
    requested = UsernameField(error_messages=UNKNOWN)


class AnswerSerializer(FriendSerializer):
    action = StrictBooleanField()


class BlockSerializer(serializers.Serializer[Any]):
    """Whether whoever has a mail wants no more from the one who caused it."""

    blocked = StrictBooleanField()
