"""The one guard of what there is between two people: the database decides who is first."""

from django.contrib.auth.models import User

from oneonone.common.errors import Invalid


def claim_pair(one: User, other: User) -> None:
    """Start a change of what there is between two: until it ends, no other of theirs starts.

    Raises:
        Invalid: one of them is gone.
    """
    keys = {one.pk, other.pk}
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    if len(rows) < len(keys):
        raise Invalid("User does not exist")
