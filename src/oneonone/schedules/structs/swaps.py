from datetime import datetime

import msgspec

from oneonone.schedules.proposals import Choice, Proposal


class SwappingOut(msgspec.Struct):
    """Whether invitees may swap their meetings."""

    allowed: bool


class SwapTimeOut(msgspec.Struct):
    """A time that one could have instead; `preference` is one's own then."""

    start_period: datetime
    end_period: datetime
    preference: int


class SwapOut(msgspec.Struct):
    """A request, with the time that one would have."""

    id: int
    start_period: datetime
    end_period: datetime
    preference: int
    asked_at: datetime
    declined: bool


class SwapsOut(msgspec.Struct):
    allowed: bool
    possible: list[SwapTimeOut]
    sent: list[SwapOut]
    received: list[SwapOut]


def time_out(choice: Choice) -> SwapTimeOut:
    return SwapTimeOut(choice.start, choice.end, choice.level)


def swap_out(proposal: Proposal) -> SwapOut:
    swap, choice = proposal.swap, proposal.choice
    return SwapOut(
        id=swap.pk,
        start_period=choice.start,
        end_period=choice.end,
        preference=choice.level,
        asked_at=swap.asked_at,
        declined=swap.declined_at is not None,
    )
