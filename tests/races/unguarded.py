"""The service with one guard taken out: `python unguarded.py GUARD`.

A guard is replaced by what one would write without it: a check, then the write. Between the two
everybody waits a moment, so that what might happen once a day happens at once.

On SQLite each action in a calendar is also taken out of its transaction. There it starts with
BEGIN IMMEDIATE, which lets one write of the whole service run at a time: a check in it can't be
overtaken whatever the guard does, so that a claim taken out alone shows in no race.
"""

import copy
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

import django
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model

django.setup()
import_module("oneonone.urls")  # and with it everything that holds a guard

from django.contrib.auth.models import User  # noqa: E402  models want Django set up, as below

from oneonone.accounts import actions as accounts  # noqa: E402
from oneonone.calendars import access, claim  # noqa: E402
from oneonone.calendars.actions import availabilities, calendars, invitees  # noqa: E402
from oneonone.calendars.models import Availability, Calendar, Invitee, InviteeQuerySet, Meet  # noqa: E402
from oneonone.common.errors import Gone, Invalid, NotFound  # noqa: E402
from oneonone.contacts import actions as contacts  # noqa: E402
from oneonone.contacts.models import Contact  # noqa: E402
from oneonone.schedules.actions import meets, plans  # noqa: E402
from oneonone.server import serve_forever  # noqa: E402

P = ParamSpec("P")
T = TypeVar("T")

TICK_SECONDS = 0.05


def await_the_others() -> None:
    """Sleep until the next tick: those who checked since the last one write together."""
    time.sleep(TICK_SECONDS - time.time() % TICK_SECONDS)


def linger() -> None:
    """Sleep so long that whoever awaits a tick twice does their write meanwhile."""
    time.sleep(3 * TICK_SECONDS)


def after(pause: Callable[[], None], write: Callable[P, T]) -> Callable[P, T]:
    @wraps(write)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        pause()
        return write(*args, **kwargs)

    return wrapped


def followed_by(pause: Callable[[], None], check: Callable[P, T]) -> Callable[P, T]:
    @wraps(check)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        checked = check(*args, **kwargs)
        pause()
        return checked

    return wrapped


def put(substitute: Callable[..., Any], *, for_: Callable[..., Any]) -> None:
    """Replace a function in every module of ours that imported it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("oneonone."):
            held = [key for key, value in vars(module).items() if value is for_]
            for key in held:
                setattr(module, key, substitute)


def take_out_transactions_on_sqlite() -> None:
    if connection.vendor == "sqlite":
        for module in (availabilities, calendars, invitees, meets, plans):
            for action in list(vars(module).values()):
                its_own = getattr(action, "__module__", None) == module.__name__
                if its_own and hasattr(action, "__wrapped__"):
                    put(action.__wrapped__, for_=action)


def take_out_claim() -> None:
    """Every write in a calendar looks whether it may, and then writes."""
    take_out_transactions_on_sqlite()
    put(find_open_calendar, for_=claim.claim_calendar)
    put(find_calendar, for_=claim.claim_calendar_to_delete)
    put(followed_by(await_the_others, access.own_calendar), for_=access.own_calendar)
    Calendar.delete = after(linger, Calendar.delete)
    Availability.objects.create = after(linger, Availability.objects.create)
    Meet.objects.bulk_create = after(await_the_others, Meet.objects.bulk_create)


def find_calendar(calendar_id: int) -> Calendar:
    found = Calendar.objects.filter(pk=calendar_id).first()
    if found is None:
        raise NotFound
    return found


def find_open_calendar(calendar_id: int) -> None:
    if find_calendar(calendar_id).finalized:
        raise Gone


def take_out_finalized_condition() -> None:
    take_out_transactions_on_sqlite()
    put(finalize_after_a_check, for_=claim.claim_calendar_to_finalize)


def finalize_after_a_check(calendar_id: int) -> None:
    if find_calendar(calendar_id).finalized:
        raise Invalid("Calendar is already finalized.")
    await_the_others()
    Calendar.objects.filter(pk=calendar_id).update(finalized=True)


def take_out_claim_of_plans() -> None:
    """Two plans may be saved at once."""
    take_out_transactions_on_sqlite()
    put(is_unchanged, for_=claim.claim_calendar_unchanged)
    Meet.objects.bulk_create = after(await_the_others, Meet.objects.bulk_create)


def is_unchanged(calendar_id: int, revision: int) -> bool:
    return find_calendar(calendar_id).revision == revision


def take_out_revision_condition() -> None:
    """A plan is saved under the claim, whatever has changed since its answers were read."""
    put(claim_though_changed, for_=claim.claim_calendar_unchanged)


def claim_though_changed(calendar_id: int, revision: int) -> bool:
    claim.claim_calendar(calendar_id)
    return True


def take_out_password_condition() -> None:
    """The password that was known may have changed by the time the new one is written."""
    put(save_any_user, for_=accounts.save_user)


def save_any_user(user: User, changed: Mapping[str, Any]) -> None:
    User.objects.filter(pk=user.pk).update(**changed)


def take_out_unique_constraints() -> None:
    """Names, pairs and invitees are unique only as far as a check tells.

    A second invitation is also kept out by the claim, so that goes too.
    """
    call_command("migrate", verbosity=0)
    drop_unique_constraints()
    take_out_claim()
    InviteeQuerySet.get_or_create = create_after_a_check
    put(register_after_a_check(accounts.register_user), for_=accounts.register_user)
    put(ask_after_a_check(contacts.request_contact), for_=contacts.request_contact)


def drop_unique_constraints() -> None:
    """Drop them from a database of this service's own; on SQLite the tables are made anew."""
    unique = User._meta.get_field("username")  # noqa: SLF001  how Django names its model API
    free = copy.copy(unique)
    free._unique = False  # noqa: SLF001  there is no other way to say so of a field
    with connection.schema_editor() as editor:
        editor.alter_field(User, unique, free)
        drop_constraint(editor, Contact, "contact_once_per_pair")
        drop_constraint(editor, Invitee, "invitee_once_per_calendar")


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


GUARDS = {
    "claim": take_out_claim,
    "finalized condition": take_out_finalized_condition,
    "claim of plans": take_out_claim_of_plans,
    "revision condition": take_out_revision_condition,
    "password condition": take_out_password_condition,
    "unique constraints": take_out_unique_constraints,
}


if __name__ == "__main__":
    GUARDS[sys.argv[1]]()
    connections.close_all()
    serve_forever(host="127.0.0.1", workers=2)
