"""How a guard is replaced, and where everybody waits for the others."""

import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from oneonone.calendars.actions import (
    availabilities,
    calendars,
    invitations,
    invitees,
    joining,
    telling,
)
from oneonone.schedules.actions import absences, finality, guests, meets, plans, swaps

P = ParamSpec("P")
T = TypeVar("T")

TICK_SECONDS = 0.05
INSIDE = (availabilities, calendars, invitations, invitees, joining, telling)
PLANNING = (absences, finality, guests, meets, plans, swaps)


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
        for module in (*INSIDE, *PLANNING):
            for action in list(vars(module).values()):
                its_own = getattr(action, "__module__", None) == module.__name__
                if its_own and hasattr(action, "__wrapped__"):
                    put(action.__wrapped__, for_=action)
        transaction.set_rollback = lambda _: None  # there is nothing to roll back
