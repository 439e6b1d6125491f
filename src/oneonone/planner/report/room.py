"""How many meetings the owner's time holds."""

from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.instance import MINUTE, Instance, owned
from oneonone.planner.spans import Span, at_least


def count_room(instance: Instance) -> int:
    """Count meetings of the usual length beside the pins, and the pins; the first free one first.

    Among meetings of one length nothing holds more.
    """
    length = instance.problem.meeting_minutes * MINUTE
    pins = Agenda(instance, instance.pinned)
    room = len(instance.pinned)
    free = None
    for span in at_least(owned(instance), 1):
        free = span.start if free is None else max(free, span.start)
        while (start := pins.earliest((Span(free, span.end, 1),), length)) is not None:
            room += 1
            free = start + length + instance.buffer
    return room
