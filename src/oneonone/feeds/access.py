"""Fetch feeds through permission: as somebody's own, or by the address."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from oneonone.common.errors import NotFound
from oneonone.feeds.models import Feed
from oneonone.feeds.secrets import digest_of


def own_feeds(user: User) -> QuerySet[Feed]:
    return Feed.objects.filter(user=user).order_by("kind")


def own_feed(user: User, feed_id: int) -> Feed:
    """Fetch one of somebody's own; another's is none."""
    found = own_feeds(user).filter(pk=feed_id).first()
    if found is None:
        raise NotFound
    return found


def feed_at(secret: str) -> Feed:
    """Fetch the feed of an active user whose address this is."""
    rows = Feed.objects.filter(user__is_active=True).select_related("user")
    found = rows.filter(digest=digest_of(secret)).first()
    if found is None:
        raise NotFound
    return found
