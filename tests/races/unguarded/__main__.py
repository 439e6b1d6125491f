"""The service with one guard taken out, `GUARD`, or one worker without it, `GUARD worker`.

A guard is replaced by what one would write without it: a check, then the write. Between the two
everybody waits a moment, so that what might happen once a day happens at once.

On SQLite each action in a calendar is also taken out of its transaction. There it starts with
BEGIN IMMEDIATE, which lets one write of the whole service run at a time: a check in it can't be
overtaken whatever the guard does, so that a claim taken out alone shows in no race.
"""

import sys
import time
from importlib import import_module

import django
from django.db import connections

django.setup()
import_module("oneonone.urls")  # and with it everything that holds a guard

from races.unguarded.accounts import (  # noqa: E402  models want Django set up, as below
    take_out_claim_of_guests,
    take_out_claim_of_hosts,
    take_out_claim_of_pairs,
    take_out_claim_of_users,
    take_out_guest_condition,
    take_out_link_condition,
    take_out_lock_of_guests,
    take_out_password_condition,
)
from races.unguarded.background import (  # noqa: E402
    shorten_lease,
    take_out_day_before_condition,
    take_out_deadline_condition,
    take_out_failed_condition,
    take_out_lease,
    take_out_limits,
    take_out_reminder_condition,
    take_out_renewal,
)
from races.unguarded.calendars import (  # noqa: E402
    take_out_claim,
    take_out_finalized_condition,
)
from races.unguarded.constraints import take_out_unique_constraints  # noqa: E402
from races.unguarded.plans import (  # noqa: E402
    slow_plans_down,
    take_out_claim_of_plans,
    take_out_revision_condition,
)
from races.unguarded.swaps import take_out_claim_of_swaps  # noqa: E402

from oneonone.jobs.worker import Worker  # noqa: E402
from oneonone.server import serve_forever  # noqa: E402

START_SECONDS = 3.0

GUARDS = {
    "claim": take_out_claim,
    "finalized condition": take_out_finalized_condition,
    "claim of plans": take_out_claim_of_plans,
    "nothing": slow_plans_down,
    "revision condition": take_out_revision_condition,
    "password condition": take_out_password_condition,
    "link condition": take_out_link_condition,
    "limits": take_out_limits,
    "lease": take_out_lease,
    "renewal": take_out_renewal,
    "nothing but time": shorten_lease,
    "reminder condition": take_out_reminder_condition,
    "deadline condition": take_out_deadline_condition,
    "day before condition": take_out_day_before_condition,
    "failed condition": take_out_failed_condition,
    "guest condition": take_out_guest_condition,
    "lock of guests": take_out_lock_of_guests,
    "claim of guests": take_out_claim_of_guests,
    "claim of users": take_out_claim_of_users,
    "claim of swaps": take_out_claim_of_swaps,
    "claim of hosts": take_out_claim_of_hosts,
    "claim of pairs": take_out_claim_of_pairs,
    "unique constraints": take_out_unique_constraints,
}


if __name__ == "__main__":
    GUARDS[sys.argv[1]]()
    connections.close_all()
    if sys.argv[2:] == ["worker"]:
        time.sleep(START_SECONDS - time.time() % START_SECONDS)  # with all others
        Worker().run(once=True)
    else:
        serve_forever(host="127.0.0.1", workers=2)
