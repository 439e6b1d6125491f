"""Each function that decides who may, as one that lets everybody in: nothing ever serves these."""

from matrix.opened import calendars, people, schedules  # noqa: F401  they register
from matrix.opened.registry import OPENED, Guard, opened, replace_everywhere

__all__ = ("OPENED", "Guard", "opened", "replace_everywhere")
