import re
from datetime import datetime
from hashlib import sha256

from django.contrib.auth.models import User
from django.db.models import F
from django.db.models.fields.files import ImageFieldFile

from oneonone.accounts.models import Link, Profile, Purpose
from oneonone.common.errors import NotFound

PICTURE_NAME = re.compile(r"[\w-]+\.webp", re.ASCII)


def own_profile(user: User, *, alone: bool = False) -> Profile:
    """Fetch the profile of the one who asks; a user made without one gets it here.

    Asked for `alone`, nobody else changes it until the transaction ends.
    """
    profiles = Profile.objects.select_for_update() if alone else Profile.objects.all()
    profile, _ = profiles.get_or_create(user=user)
    profile.user = user
    return profile


def picture(name: str) -> ImageFieldFile:
    """Open a picture that somebody has now; its name is the secret."""
    path = f"pictures/{name}"
    profile = PICTURE_NAME.fullmatch(name) and Profile.objects.filter(profile_picture=path).first()
    if not profile:
        raise NotFound
    try:
        return profile.profile_picture.open()
    except FileNotFoundError as error:
        raise NotFound from error


def link(token: str, purpose: Purpose, now: datetime) -> Link:
    """Find what a link is good for; one that is used up, too old or revoked is none.

    One that was mailed to another address than its user has is none either. A closed account is
    not opened by a new password.
    """
    same = {"digest": sha256(token.encode()).hexdigest(), "purpose": purpose}
    found = Link.objects.filter(**same, expires_at__gt=now, ended=False, email=F("user__email"))
    if purpose == Purpose.RESET:
        found = found.filter(user__is_active=True)
    row = found.select_related("user").first()
    if row is None:
        raise NotFound("This link is used up or too old. Please ask for a new one.")
    return row
