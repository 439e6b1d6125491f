from collections.abc import Mapping

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from oneonone.common.errors import Invalid, Unauthorized

WRONG_PASSWORD = {"non_field_errors": ["Current password is incorrect"]}


def refuse_weak_password(password: str, user: User, field: str) -> None:
    """Refuse what Django's validators refuse, under the name of the field it came in."""
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise Invalid({field: refusal.messages}) from refusal


def read_new_password(user: User, values: Mapping[str, str]) -> str | None:
    """Return the password that somebody changes theirs to, or None when they change nothing.

    Args:
        user: whose password it is.
        values: may hold current_password, new_password, confirm_password; blank is not sent.

    Raises:
        Unauthorized: in this order: the current one is missing, it is wrong, the two new ones
            differ or one is missing.
        Invalid: the new one is too weak.
    """
    current = values.get("current_password")
    new = values.get("new_password")
    confirmed = values.get("confirm_password")
    if (new or confirmed) and not current:
        raise Unauthorized({"non_field_errors": ["Enter current password first"]})
    if current and not user.check_password(current):
        raise Unauthorized(WRONG_PASSWORD)
    if (new or "") != (confirmed or ""):
        raise Unauthorized({"non_field_errors": ["Password must match"]})
    if new:
        refuse_weak_password(new, user, "new_password")
    return new or None
