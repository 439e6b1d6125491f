import msgspec

from oneonone.accounts.models import Profile
from oneonone.common.rendering import struct_from


class Registered(msgspec.Struct):
    username: str
    first_name: str
    last_name: str
    email: str


class UserOut(msgspec.Struct):
    id: int
    username: str
    first_name: str
    last_name: str
    email: str


class PersonOut(msgspec.Struct):
    """What one person sees of another."""

    id: int
    username: str
    first_name: str
    last_name: str


class ProfileOut(msgspec.Struct):
    user: UserOut
    profile_picture: str | None
    time_zone: str


class TokenPair(msgspec.Struct):
    refresh: str
    access: str


class AccessToken(msgspec.Struct):
    access: str


def profile_out(profile: Profile) -> ProfileOut:
    picture = profile.profile_picture
    return ProfileOut(
        user=struct_from(UserOut, profile.user),
        profile_picture=picture.url if picture else None,
        time_zone=profile.time_zone,
    )
