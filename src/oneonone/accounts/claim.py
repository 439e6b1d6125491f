"""The one guard of what hangs on somebody's row: whoever changes it has claimed that first."""

from django.contrib.auth.models import User


def claim_user(user_id: int) -> User | None:
    """Start a change for somebody as they are now: until it ends, no other of theirs starts.

    All begin with the user's row, so that of two that meet one waits, and none for the other.
    """
    return User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
