"""People without an account: made when somebody invites their address, one for each host."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from oneonone.accounts.mailboxes import LONGEST_NAME, Mailbox
from oneonone.accounts.models import Guest, Profile
from oneonone.accounts.passwords import refuse_weak_password
from oneonone.common.errors import Invalid, NotFound
from oneonone.common.people import GUEST

KNOWN = "There is an account with your address. Log in, and open the link in the mail again."
NAMES = ("username", "first_name", "last_name")


def confirmed_user(address: str) -> User | None:
    """Find who is known to read the mail of an address: of several, who has been here longest."""
    known = User.objects.filter(email__iexact=address, profile__email_confirmed_at__isnull=False)
    return known.filter(is_active=True).order_by("pk").first()


def find_guests(host: User, addresses: Iterable[str]) -> dict[str, User]:
    """Find a host's own guests by the keys of their addresses.

    None of them goes, or gets an account, before the transaction ends.
    """
    rows = Guest.objects.select_for_update(of=("self", "user"), no_key=True)
    rows = rows.filter(host=host, address__in=list(addresses)).select_related("user")
    return {row.address: row.user for row in rows.order_by("pk")}


def guest_of(host: User, address: str) -> User | None:
    return User.objects.filter(guest__host=host, guest__address=address.casefold()).first()


def name_guests(named: Mapping[User, Mailbox]) -> None:
    """Let guests who were known by their address alone have the name that is given now."""
    nameless = [user for user in named if user.first_name == user.email[:LONGEST_NAME]]
    for user in nameless:
        user.first_name = named[user].name
    User.objects.bulk_update(nameless, ["first_name"])


def make_guests(
    host: User, boxes: Sequence[Mailbox], time_zone: str, language: str | None = None
) -> Mapping[str, User]:
    """Make accounts that nobody can log in to, in a zone and in a language, else their host's.

    Whoever calls it has locked the host's row, so that two calls don't make the same guest.
    """
    if language is None:
        language = Profile.objects.filter(user=host).values_list("language", flat=True).first()
    users = User.objects.bulk_create([new_user(box) for box in boxes])
    Profile.objects.bulk_create(
        [Profile(user=user, time_zone=time_zone, language=language or "") for user in users]
    )
    Guest.objects.bulk_create(
        [
            Guest(user=user, host=host, address=box.key)
            for user, box in zip(users, boxes, strict=True)
        ]
    )
    return {box.key: user for user, box in zip(users, boxes, strict=True)}


def new_user(box: Mailbox) -> User:
    return User(
        username=f"{GUEST}{uuid4().hex}",
        first_name=box.name,
        email=box.address,
        password=make_password(None),
        is_active=False,
    )


def hash_for_guest(guest: User, values: Mapping[str, str]) -> str:
    """Hash a guest's first password, unless it is weak.

    Hashing takes 0.1 s, so it is done before the transaction that others wait for.
    """
    named = User(email=guest.email, **{name: values[name] for name in NAMES})
    refuse_weak_password(values["password"], named, "password")
    return make_password(values["password"])


def open_account(guest: User, values: Mapping[str, str], now: datetime) -> User:
    """Make a guest a user like all others: of any number that try at once, one does.

    Guests of one address, who are the same person, do so one after the other: the first has the
    address then.

    Args:
        guest: whom the link is for.
        values: username, first_name, last_name, and the password as it is kept.
        now: when the address was confirmed.

    Raises:
        NotFound: it is no guest's any more.
        Invalid: the username is taken, or somebody has confirmed the address.
    """
    list(Guest.objects.select_for_update().filter(address=guest.email.casefold()).order_by("pk"))
    if confirmed_user(guest.email):
        raise Invalid({"non_field_errors": [KNOWN]})
    try:
        with transaction.atomic():
            become_user(guest, values)
    except IntegrityError as error:
        message = "A user with that username already exists."
        raise Invalid({"username": [message]}) from error
    Profile.objects.filter(user=guest).update(email_confirmed_at=now)
    Guest.objects.filter(user=guest).delete()
    return User.objects.get(pk=guest.pk)


def become_user(guest: User, values: Mapping[str, str]) -> None:
    still = User.objects.filter(pk=guest.pk, username=guest.username, is_active=False)
    changed = {name: values[name] for name in (*NAMES, "password")}
    if not still.update(**changed, is_active=True):
        raise NotFound
