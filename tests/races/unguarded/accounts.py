"""Without the conditions on passwords, links and guests, and the claim of two people."""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from races.unguarded.calendars import find_calendar
from races.unguarded.pausing import (
    after,
    await_the_others,
    followed_by,
    put,
    take_out_transactions_on_sqlite,
)

from oneonone.accounts import access as account_access
from oneonone.accounts import actions as accounts
from oneonone.accounts import guests as account_guests
from oneonone.accounts import links
from oneonone.accounts.mailboxes import Mailbox
from oneonone.accounts.models import Guest, Link
from oneonone.calendars import access, claim
from oneonone.calendars.guests import NO_LINK
from oneonone.calendars.models import Invitee
from oneonone.common.errors import NotFound
from oneonone.contacts import access as contacts
from oneonone.contacts import actions as contact_actions
from oneonone.contacts.claim import claim_pair
from oneonone.contacts.models import Block
from oneonone.schedules import access as schedules
from oneonone.schedules.actions import guests


def take_out_password_condition() -> None:
    """The password that was known may have changed by the time the new one is written."""
    put(save_any_user, for_=accounts.save_user)


def save_any_user(user: User, changed: Mapping[str, Any]) -> None:
    User.objects.filter(pk=user.pk).update(**changed)


def take_out_link_condition() -> None:
    """A link that was good when it was looked at is good when it is used."""
    put(followed_by(await_the_others, account_access.link), for_=account_access.link)
    put(use_up_any_link, for_=links.use_up)
    put(save_any_user, for_=accounts.save_user)


def use_up_any_link(link: Link) -> User:
    await_the_others()
    Link.objects.filter(pk=link.pk).update(ended=True)
    return link.user


def take_out_claim_of_users() -> None:
    """A link is changed before its user, where elsewhere a user is changed before their links."""
    put(use_up_unclaimed, for_=links.use_up)
    put(after(hash_meanwhile, accounts.end_links), for_=accounts.end_links)


def hash_meanwhile() -> None:
    """Sleep until whoever has begun to use a link has hashed their password."""
    time.sleep(0.5)


def use_up_unclaimed(link: Link) -> User:
    if not Link.objects.filter(pk=link.pk, ended=False).update(ended=True):
        raise NotFound
    await_the_others()
    return link.user


def take_out_guest_condition() -> None:
    """A guest who had no account when they began to make one gets it."""
    put(claim_after_a_check, for_=guests.claim_account)


def claim_after_a_check(*, digest: str, values: Mapping[str, str], now: datetime) -> User:
    guest = access.guest_invitation(digest, now).invitee
    await_the_others()
    found = User.objects.filter(pk=guest.pk)
    found.update(username=values["username"], password=guest.password, is_active=True)
    Invitee.objects.filter(invitee=guest).update(**NO_LINK)
    return found.get()


def take_out_lock_of_guests() -> None:
    """A guest who is there when they are invited again is there, and a guest, when it is done."""
    take_out_transactions_on_sqlite()
    put(find_guests_unlocked, for_=account_guests.find_guests)


def find_guests_unlocked(host: User, addresses: Iterable[str]) -> dict[str, User]:
    rows = Guest.objects.filter(host=host, address__in=list(addresses)).select_related("user")
    found = {row.address: row.user for row in rows}
    await_the_others()
    return found


def take_out_claim_of_guests() -> None:
    """Whoever may take an invitation when they ask takes it."""
    take_out_transactions_on_sqlite()
    put(find_calendar, for_=claim.claim_even_final_beside_answers)
    put(followed_by(await_the_others, schedules.takeable), for_=schedules.takeable)


def take_out_claim_of_pairs() -> None:
    """What there is between two may change while one of them blocks the other."""
    put(claim_nobody, for_=claim_pair)
    put(block_meanwhile, for_=contact_actions.block_person)


def take_out_claim_of_hosts() -> None:
    """Whoever is no guest of a host when they block them is made one."""
    put(block_after_a_look, for_=contact_actions.block_as_guest)


def block_after_a_look(reader: User | Mailbox, host: User) -> None:
    if isinstance(reader, Mailbox):
        await_the_others()
        reader = account_guests.make_guests(host, [reader], "UTC")[reader.key]
    contact_actions.block_person(reader, host)


def claim_nobody(one: User, other: User) -> None:
    pass


def block_meanwhile(blocker: User, blocked: User) -> bool:
    contacts.between(blocker, blocked).delete()
    await_the_others()
    return Block.objects.get_or_create(blocker=blocker, blocked=blocked)[1]
