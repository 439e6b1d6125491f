from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from oneonone.feeds import access
from oneonone.feeds.models import Feed
from oneonone.feeds.secrets import digest_of, make_secret
from oneonone.limits.actions import spend
from oneonone.limits.policy import FEEDS_MADE


def make_feed(*, user: User, kind: str, now: datetime) -> tuple[Feed, str]:
    """Make an address for somebody's meetings; one that they had for these ends.

    Returns:
        The feed, and its secret, which nobody can find out again.

    Raises:
        TooManyRequests: they make addresses too often.
    """
    spend(FEEDS_MADE, user.pk, now)
    secret = make_secret()
    fresh = {"digest": digest_of(secret), "made_at": now}
    feed, _ = Feed.objects.update_or_create(user=user, kind=kind, defaults=fresh)
    return feed, secret


@transaction.atomic
def revoke_feed(*, user: User, feed_id: int) -> None:
    access.own_feed(user, feed_id).delete()
