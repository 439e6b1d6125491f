import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from oneonone.accounts import access
from oneonone.accounts.models import Link, Profile
from oneonone.accounts.passwords import WRONG_PASSWORD, read_new_password
from oneonone.accounts.pictures import redraw_picture
from oneonone.common.errors import Invalid, Unauthorized
from oneonone.jobs.actions import enqueue
from oneonone.limits.actions import spend
from oneonone.limits.policy import (
    LOGINS_BY_ADDRESS,
    LOGINS_BY_NAME,
    LOGINS_BY_NAME_AND_ADDRESS,
    PASSWORD_CHECKS,
    PICTURES,
)

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

USER_FIELDS = ("first_name", "last_name", "email")
PROFILE_FIELDS = ("time_zone", "profile_picture", "language", "unwanted_mails")


def register_user(
    *,
    username: str,
    first_name: str,
    last_name: str,
    email: str,
    password: str,
    **details: str,
) -> User:
    """Make an account with its profile; a name is taken by whoever comes first.

    `details` are the profile's: time_zone and language, where they are known. Where addresses are
    verified, the account is inactive until the link that is sent to it has been confirmed.

    Hashing takes 0.1 s, so it is done before the transaction that others wait for.
    """
    user = User(
        username=username,
        first_name=first_name,
        last_name=last_name,
        email=email,
        password=make_password(password),
        is_active=not settings.EMAIL_VERIFICATION,
    )
    try:
        with transaction.atomic():
            user.save()
            Profile.objects.create(user=user, **details)
            if not user.is_active:
                enqueue("accounts.confirm", {"user": user.pk})
    except IntegrityError as error:
        message = "A user with that username already exists."
        raise Invalid({"username": [message]}) from error
    return user


def check_login(*, username: str, password: str, address: str, now: datetime) -> User:
    """Find the active user with this name and password, in the same time for any name.

    Each attempt counts; whoever knows a name can't keep its owner out from one `address`.
    """
    name = username.casefold()
    spend(LOGINS_BY_ADDRESS, address, now)
    spend(LOGINS_BY_NAME_AND_ADDRESS, (name, address), now)
    spend(LOGINS_BY_NAME, name, now)
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
    if changed.get("email", user.email) != user.email:
        details["email_confirmed_at"] = None
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


@transaction.atomic
def stop_mails(*, user_id: int, kind: str) -> None:
    """Send somebody no more mails of a kind; whoever is gone gets none anyway."""
    for profile in Profile.objects.select_for_update().filter(user=user_id):
        profile.unwanted_mails = sorted({*profile.unwanted_mails, kind})
        profile.save(update_fields=["unwanted_mails"])


def check_own_password(*, user: User, password: str, now: datetime) -> None:
    """Make sure of who asks, before something that can't be undone.

    Raises:
        Unauthorized: it is not their password.
    """
    spend(PASSWORD_CHECKS, user.pk, now)
    if not user.check_password(password):
        raise Unauthorized(WRONG_PASSWORD)


@transaction.atomic
def delete_user(*, user: User) -> None:
    """Delete an account, and whatever in the database is its own.

    Raises:
        Unauthorized: it is gone, or has another password than was checked.
    """
    same_user = User.objects.filter(pk=user.pk, password=user.password)
    found = same_user.select_for_update().first()
    if found is None:
        raise Unauthorized(WRONG_PASSWORD)
    for profile in Profile.objects.filter(user=found):
        transaction.on_commit(partial(delete_picture, profile.profile_picture.name), robust=True)
    found.delete()


def save_user(user: User, changed: Mapping[str, Any]) -> None:
    """Write what changed; of two changes that knew the same password only the first holds."""
    same_user = User.objects.filter(pk=user.pk, password=user.password)
    if changed and not same_user.update(**changed):
        raise Unauthorized(WRONG_PASSWORD if "password" in changed else None)
    if "password" in changed or changed.get("email", user.email) != user.email:
        end_links(user)  # those on their way to the old address, too
    for name, value in changed.items():
        setattr(user, name, value)


def end_links(user: User) -> None:
    Link.objects.filter(user=user, ended=False).update(ended=True)


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
