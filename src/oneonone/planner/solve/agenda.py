"""Meetings in order, and the room between them."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from operator import attrgetter

from oneonone.planner.solve.instance import Instance, Meeting, Timeline, rounded_up


class Agenda:
    """Meetings in order, and the room that they and their buffers leave."""

    def __init__(self, instance: Instance, meetings: Iterable[Meeting]) -> None:
        self._buffer = instance.buffer
        self._step = instance.step
        self.meetings = sorted(meetings)

    def add(self, meeting: Meeting) -> None:
        insort(self.meetings, meeting)

    def earliest(self, free: Timeline, length: int) -> int | None:
        """Give the first start on the step of a meeting in one of the spans, beside the others."""
        for span in free:
            start = self._after_others(span.start, length)
            if start + length <= span.end:
                return start
        return None

    def _after_others(self, start: int, length: int) -> int:
        start = rounded_up(start, self._step)
        position = bisect_right(self.meetings, start - self._buffer, key=attrgetter("end"))
        for meeting in self.meetings[position:]:
            if start + length + self._buffer <= meeting.start:
                break
            start = rounded_up(meeting.end + self._buffer, self._step)
        return start
