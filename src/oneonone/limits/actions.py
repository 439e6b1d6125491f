from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from oneonone.common.errors import TooManyRequests
from oneonone.limits.models import Spending
from oneonone.limits.policy import Limit

FORGOTTEN_AFTER = timedelta(days=1)

# Of any number that begin a window at once, one does, and the rest count in it.
COUNT_ONE_MORE = """
    INSERT INTO limits_spending AS spent (key, count, ends_at) VALUES (%(key)s, 1, %(ends_at)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN spent.ends_at <= %(now)s THEN 1 ELSE spent.count + 1 END,
        ends_at = CASE WHEN spent.ends_at <= %(now)s THEN excluded.ends_at ELSE spent.ends_at END
    WHERE spent.ends_at <= %(now)s OR spent.count < %(most)s
"""


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
    key = key_of(limit, subject)
    if not count_one_more(limit, key, now):
        window = Spending.objects.filter(key=key, ends_at__gt=now).first()
        left = window.ends_at - now if window else timedelta(seconds=1)
        raise TooManyRequests(left, limit.refusal)


@transaction.atomic
def spend_up_to(limit: Limit, subject: object, times: int, now: datetime) -> int:
    """Count so many more of what `subject` does, or as many as are left, and tell how many."""
    if not settings.RATE_LIMITS:
        return times
    window = lock_windows(limit, [subject], now)[subject]
    granted = max(0, min(times, limit.times - window.count))
    Spending.objects.filter(pk=window.pk).update(count=F("count") + granted)
    return granted


@transaction.atomic
def spend_each(limit: Limit, subjects: Iterable[object], now: datetime) -> set[object]:
    """Count one more of each of these, in a few queries, and tell whose limit was not reached."""
    subjects = set(subjects)
    if not settings.RATE_LIMITS:
        return subjects
    windows = lock_windows(limit, subjects, now)
    granted = {subject for subject in subjects if windows[subject].count < limit.times}
    keys = [windows[subject].pk for subject in granted]
    Spending.objects.filter(pk__in=keys).update(count=F("count") + 1)
    return granted


def lock_windows(limit: Limit, subjects: Iterable[object], now: datetime) -> dict[object, Spending]:
    """Hold everybody's open window until the transaction ends, always in the same order.

    Each is written first, if only as it was, so that it is not forgotten meanwhile.
    """
    keys = {key_of(limit, subject): subject for subject in subjects}
    fresh = {"count": 0, "ends_at": now + limit.window}
    new = [Spending(key=key, **fresh) for key in sorted(keys)]
    Spending.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )
    windows = list(Spending.objects.select_for_update().filter(key__in=keys).order_by("key"))
    ended = [window for window in windows if window.ends_at <= now]
    Spending.objects.filter(pk__in=[window.pk for window in ended]).update(**fresh)
    for window in ended:
        window.count = 0
    return {keys[window.key]: window for window in windows}


def key_of(limit: Limit, subject: object) -> str:
    return sha256(f"{limit.name}\n{subject}".encode()).hexdigest()


def count_one_more(limit: Limit, key: str, now: datetime) -> bool:
    """Count in the open window, or begin one, in SQL: every request with a limit pays for it."""
    adapt = connection.ops.adapt_datetimefield_value
    times: dict[str, Any] = {"now": adapt(now), "ends_at": adapt(now + limit.window)}
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE_MORE, {"key": key, "most": limit.times, **times})
        return bool(cursor.rowcount)


def forget_old_windows(now: datetime) -> None:
    Spending.objects.filter(ends_at__lt=now - FORGOTTEN_AFTER).delete()
