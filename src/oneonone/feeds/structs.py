from datetime import datetime

import msgspec
from django.conf import settings
from django.urls import reverse

from oneonone.common.rendering import struct_from
from oneonone.feeds.models import Feed


class FeedOut(msgspec.Struct):
    id: int
    kind: str
    made_at: datetime


class NewFeedOut(FeedOut):
    address: str


def new_feed_out(feed: Feed, secret: str) -> NewFeedOut:
    return struct_from(NewFeedOut, feed, address=address_of(secret))


def address_of(secret: str) -> str:
    """Give the address in full: programs elsewhere read it."""
    path = reverse("feed_file", args=[secret])
    return settings.BASE_URL + path.rstrip("/")
