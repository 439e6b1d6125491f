"""The schedule on the front page is no promise: the planner makes the same one."""

from datetime import timedelta

from planner.monday import at, plan, problem

from oneonone.accounts.showcase import FIRST_COME, GUESTS, HOURS
from oneonone.planner import Period

HALF_HOUR = timedelta(minutes=30)
STARTS = [at(hour) for hour in HOURS]


def test_the_schedule_on_the_front_page_is_the_best() -> None:
    people = {
        guest.name: tuple(
            Period(start, start + HALF_HOUR, level)
            for start, level in zip(STARTS, guest.levels, strict=True)
            if level
        )
        for guest in GUESTS
    }
    owner = (Period(STARTS[0], STARTS[-1] + HALF_HOUR, 3),)
    made = plan(problem(owner=owner, people=people, step_minutes=15))
    assert made.optimal
    assert {meet.person: meet.start for meet in made.meets} == {
        guest.name: STARTS[guest.meets] for guest in GUESTS
    }


def test_first_come_first_served_places_as_many_as_it_says() -> None:
    taken: set[int] = set()
    for guest in GUESTS:
        free = [hour for hour, level in enumerate(guest.levels) if level and hour not in taken]
        taken |= set(free[:1])
    assert len(taken) == FIRST_COME
