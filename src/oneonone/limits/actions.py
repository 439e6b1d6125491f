from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from oneonone.common.errors import TooManyRequests
from oneonone.limits.models import Spending
from oneonone.limits.policy import Limit

FORGOTTEN_AFTER = timedelta(days=1)


def spend(limit: Limit, subject: object, now: datetime) -> None:
    """Count one more of what `subject` does; every process counts in the same row.

    Args:
        limit: what is counted.
        subject: who does it: an address, a name, an id.
        now: an aware instant.

    Raises:
        TooManyRequests: the limit is reached, and when to come again.
    """
    if not settings.RATE_LIMITS:
        return
    key = sha256(f"{limit.name}\n{subject}".encode()).hexdigest()
    if not (count_one_more(limit, key, now) or open_window(limit, key, now)):
        window = Spending.objects.filter(key=key, ends_at__gt=now).first()
        left = window.ends_at - now if window else timedelta(seconds=1)
        raise TooManyRequests(retry_after=left)


def count_one_more(limit: Limit, key: str, now: datetime) -> bool:
    window = Spending.objects.filter(key=key, ends_at__gt=now, count__lt=limit.times)
    return bool(window.update(count=F("count") + 1))


def open_window(limit: Limit, key: str, now: datetime) -> bool:
    """Begin a new window; of any number that begin one at once, one does, the rest count in it."""
    fresh = {"count": 1, "ends_at": now + limit.window}
    if Spending.objects.filter(key=key, ends_at__lte=now).update(**fresh):
        return True
    transaction.on_commit(partial(forget_old_windows, now), robust=True)
    try:
        with transaction.atomic():
            Spending.objects.create(key=key, **fresh)
    except IntegrityError:
        return count_one_more(limit, key, now)
    return True


def forget_old_windows(now: datetime) -> None:
    Spending.objects.filter(ends_at__lt=now - FORGOTTEN_AFTER).delete()
