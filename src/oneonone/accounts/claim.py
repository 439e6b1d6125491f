"""The one guard of what is somebody's own, whatever they are known by."""

from django.contrib.auth.models import User


def claim_user(user_id: int, *, is_active: bool) -> User | None:
    """Start a change for somebody as they are now: until it ends, no other of theirs starts.

    Whatever hangs on a user's row is changed after it: two that meet then wait, and never for
    each other.

    Returns:
        Nobody, if they are gone or are not, or are no more, as active as that.
    """
    rows = User.objects.select_for_update(no_key=True)
    return rows.filter(pk=user_id, is_active=is_active).first()
