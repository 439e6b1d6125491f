from typing import Any

from rest_framework import serializers

from oneonone.feeds.models import Kind


class FeedSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(Kind.choices)
