from typing import Any

from rest_framework import serializers

from oneonone.common.fields import StrictBooleanField, TextField

UNKNOWN = dict.fromkeys(
    ("required", "null", "blank", "invalid", "control", "max_length"), "User does not exist"
)


class FriendSerializer(serializers.Serializer[Any]):
    username = TextField(error_messages=UNKNOWN)


class FriendRequestSerializer(serializers.Serializer[Any]):
    requested = TextField(error_messages=UNKNOWN)


class AnswerSerializer(FriendSerializer):
    action = StrictBooleanField()
