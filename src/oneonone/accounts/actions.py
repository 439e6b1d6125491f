import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from oneonone.accounts import access
from oneonone.accounts.models import Profile
from oneonone.accounts.passwords import WRONG_PASSWORD, read_new_password
from oneonone.accounts.pictures import redraw_picture
from oneonone.common.errors import Invalid, Unauthorized
from oneonone.limits.actions import spend
from oneonone.limits.policy import PASSWORD_CHECKS, PICTURES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

USER_FIELDS = ("first_name", "last_name", "email")
PROFILE_FIELDS = ("time_zone", "profile_picture")


def register_user(
    *, username: str, first_name: str, last_name: str, email: str, password: str
) -> User:
    """Make an account with its profile; a name is taken by whoever comes first.

    Hashing takes 0.1 s, so it is done before the transaction that others wait for.
    """
    user = User(
        username=username,
        first_name=first_name,
        last_name=last_name,
        email=email,
        password=make_password(password),
    )
    try:
        with transaction.atomic():
            user.save()
            Profile.objects.create(user=user)
    except IntegrityError as error:
        message = "A user with that username already exists."
        raise Invalid({"username": [message]}) from error
    return user


def check_login(*, username: str, password: str) -> User:
    """Find the active user with this name and password, in the same time for any name."""
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        raise Invalid({"non_field_errors": ["Username and password do not match"]})
    if not user.is_active:
        raise Invalid({"non_field_errors": ["User not activated"]})
    return user


def update_profile(*, user: User, values: Mapping[str, Any], now: datetime) -> Profile:
    """Change what `values` holds of one's own account, all of it or nothing.

    Args:
        user: whose account it is.
        values: any of first_name, last_name, email, time_zone, profile_picture (an uploaded
            file, or None to remove it), and the three passwords of `read_new_password`.
        now: an aware instant.
    """
    changed = {name: values[name] for name in USER_FIELDS if name in values}
    if values.get("current_password"):
        spend(PASSWORD_CHECKS, user.pk, now)
    if password := read_new_password(user, values):
        changed["password"] = make_password(password)
    details = {name: values[name] for name in PROFILE_FIELDS if name in values}
    if details.get("profile_picture"):
        spend(PICTURES, user.pk, now)
    if "profile_picture" in details:
        details["profile_picture"] = store_picture(details["profile_picture"])
    try:
        with transaction.atomic():
            save_user(user, changed)
            return save_profile(user, details)
    except BaseException:
        delete_picture(details.get("profile_picture"))
        raise


def save_user(user: User, changed: Mapping[str, Any]) -> None:
    """Write what changed; of two changes that knew the same password only the first holds."""
    same_user = User.objects.filter(pk=user.pk, password=user.password)
    if changed and not same_user.update(**changed):
        raise Unauthorized(WRONG_PASSWORD if "password" in changed else None)
    for name, value in changed.items():
        setattr(user, name, value)


def save_profile(user: User, details: Mapping[str, Any]) -> Profile:
    """Write what changed; of pictures that are sent at once, the last stays and no other."""
    profile = access.own_profile(user, alone=True)
    if "profile_picture" in details:
        replaced = profile.profile_picture.name
        transaction.on_commit(lambda: delete_picture(replaced), robust=True)
    for name, value in details.items():
        setattr(profile, name, value)
    profile.save(update_fields=list(details))
    return profile


def store_picture(upload: "UploadedFile[bytes] | None") -> str:
    """Keep a picture under a name that can't be guessed; none has an empty name."""
    if upload is None:
        return ""
    content = ContentFile(redraw_picture(upload, upload.size or 0))
    return default_storage.save(f"pictures/{secrets.token_urlsafe(24)}.webp", content)


def delete_picture(name: str | None) -> None:
    if name:
        default_storage.delete(name)
