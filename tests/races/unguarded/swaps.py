"""Without the claims of swapping meetings."""

from races.unguarded.calendars import find_calendar, find_final_calendar
from races.unguarded.pausing import (
    after,
    await_the_others,
    followed_by,
    linger,
    put,
    take_out_transactions_on_sqlite,
)

from oneonone.calendars import claim
from oneonone.schedules.actions import swaps
from oneonone.schedules.models import Swap


def take_out_claim_of_swaps() -> None:
    """What may be swapped when it is looked at is swapped."""
    take_out_transactions_on_sqlite()
    put(find_calendar, for_=claim.claim_even_final_beside_answers)
    put(find_final_calendar, for_=claim.claim_final_beside_answers)
    put(after(linger, after(linger, swaps.exchange_times)), for_=swaps.exchange_times)
    put(followed_by(await_the_others, swaps.refuse_asked_already), for_=swaps.refuse_asked_already)
    Swap.objects.create = after(linger, Swap.objects.create)
