"""Without what the database itself keeps unique."""

import copy
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model
from races.unguarded.calendars import take_out_claim
from races.unguarded.pausing import await_the_others, put

from oneonone.accounts import actions as accounts
from oneonone.calendars.models import Invitee, InviteeQuerySet
from oneonone.common.errors import Invalid
from oneonone.contacts import actions as contacts
from oneonone.contacts.models import Block, Contact
from oneonone.feeds.models import Feed


def take_out_unique_constraints() -> None:
    """Names, pairs, invitees and feeds are unique only as far as a check tells.

    A second invitation is also kept out by the claim, so that goes too.
    """
    call_command("migrate", verbosity=0)
    drop_unique_constraints()
    take_out_claim()
    InviteeQuerySet.get_or_create = create_after_a_check
    Feed.objects.update_or_create = make_feed_after_a_check
    put(register_after_a_check(accounts.register_user), for_=accounts.register_user)
    put(ask_after_a_check(contacts.request_contact), for_=contacts.request_contact)
    put(block_after_a_check, for_=contacts.block_person)


def drop_unique_constraints() -> None:
    """Drop them from a database of this service's own; on SQLite the tables are made anew."""
    unique = User._meta.get_field("username")  # noqa: SLF001  how Django names its model API
    free = copy.copy(unique)
    free._unique = False  # noqa: SLF001  there is no other way to say so of a field
    with connection.schema_editor() as editor:
        editor.alter_field(User, unique, free)
        drop_constraint(editor, Contact, "contact_once_per_pair")
        drop_constraint(editor, Invitee, "invitee_once_per_calendar")
        drop_constraint(editor, Feed, "feed_once_per_kind")
        drop_constraint(editor, Block, "block_once_per_pair")


def drop_constraint(editor: BaseDatabaseSchemaEditor, model: type[Model], name: str) -> None:
    options = model._meta  # noqa: SLF001  as above
    (dropped,) = (rule for rule in options.constraints if rule.name == name)
    options.constraints = [rule for rule in options.constraints if rule is not dropped]
    editor.remove_constraint(model, dropped)


def create_after_a_check(
    invitees: InviteeQuerySet, defaults: Mapping[str, Any], **key: Any
) -> tuple[Invitee, bool]:
    found = invitees.filter(**key).first()
    if found:
        return found, False
    await_the_others()
    return invitees.create(**key, **defaults), True


def make_feed_after_a_check(defaults: Mapping[str, Any], **key: Any) -> tuple[Feed, bool]:
    if Feed.objects.filter(**key).update(**defaults):
        return Feed.objects.filter(**key).latest("pk"), False
    await_the_others()
    return Feed.objects.create(**key, **defaults), True


def register_after_a_check(register: Callable[..., User]) -> Callable[..., User]:
    def wrapped(**details: str) -> User:
        if User.objects.filter(username=details["username"]).exists():
            raise Invalid({"username": ["A user with that username already exists."]})
        await_the_others()
        return register(**details)

    return wrapped


def ask_after_a_check(ask: Callable[..., None]) -> Callable[..., None]:
    def wrapped(*, requester: User, username: str, now: datetime) -> None:
        other = contacts.find_user(username)
        if Contact.objects.filter(requester=requester, requested=other).exists():
            raise Invalid("You have already sent a request to this user")
        if Contact.objects.filter(requester=other, requested=requester).exists():
            raise Invalid("This user has already sent you a request")
        await_the_others()
        ask(requester=requester, username=username, now=now)

    return wrapped


def block_after_a_check(blocker: User, blocked: User) -> bool:
    if Block.objects.filter(blocker=blocker, blocked=blocked).exists():
        return False
    await_the_others()
    Block.objects.create(blocker=blocker, blocked=blocked)
    return True
