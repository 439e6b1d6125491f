"""How many meetings the owner's time holds."""

from bisect import bisect_right
from operator import attrgetter

from oneonone.planner.problem.values import Problem
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.instance import MINUTE, Instance, make_instance, owned, rounded_up
from oneonone.planner.spans import Span, at_least


def find_room(problem: Problem) -> int:
    """Count how many meetings of the usual length the owner's time holds, the pins among them."""
    return count_room(make_instance(problem))


def count_room(instance: Instance) -> int:
    """Count meetings of the usual length beside the pins, and the pins; the first free one first.

    Among meetings of one length nothing holds more.
    """
    length = instance.problem.meeting_minutes * MINUTE
    stride = rounded_up(length + instance.buffer, instance.step)
    pins = Agenda(instance, instance.pinned)
    room, free = len(instance.pinned), None
    for span in at_least(owned(instance), 1):
        free = span.start if free is None else max(free, span.start)
        while (start := pins.earliest((Span(free, span.end, 1),), length)) is not None:
            after = bisect_right(instance.pinned, start, key=attrgetter("start"))
            blocked = (pin.start - instance.buffer for pin in instance.pinned[after:])
            more = (min(span.end, next(blocked, span.end)) - start - length) // stride
            room += more + 1
            free = start + more * stride + length + instance.buffer
    return room
