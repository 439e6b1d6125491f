"""What pages say of times, people and costs."""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from oneonone.calendars.models import Calendar, Invitee

TO = "\N{EN DASH}"
LEVELS = {3: _("best"), 2: _("good"), 1: _("if needed"), 0: _("not offered")}


def name_of(user: User) -> str:
    return user.get_full_name() or user.username


def names_of(people: list[Invitee]) -> str:
    return ", ".join(name_of(invited.invitee) for invited in people)


def say_time(start: datetime, end: datetime, calendar: Calendar) -> str:
    begins, stops = (instant.astimezone(calendar.zone) for instant in (start, end))
    shape = "TIME_FORMAT" if begins.date() == stops.date() else "SHORT_DATETIME_FORMAT"
    return f"{date_format(begins, 'SHORT_DATETIME_FORMAT')}{TO}{date_format(stops, shape)}"


def say_difference(points: int) -> str:
    """Say what a change does to the sum of preferences, when nobody loses their place by it."""
    if points == 0:
        return gettext("It costs nothing.")
    if points > 0:
        said = ngettext("%s preference point more.", "%s preference points more.", points)
        return said % points
    said = ngettext(
        "It costs %s preference point; nobody loses their place.",
        "It costs %s preference points; nobody loses their place.",
        -points,
    )
    return said % -points


def say_cost(placed: int, points: int) -> str:
    """Say how far a schedule is from the best; neither is positive."""
    if placed:
        said = ngettext("%s person fewer has a place.", "%s people fewer have a place.", -placed)
        return said % -placed
    if points:
        said = ngettext(
            "%s preference point less, nobody loses their place.",
            "%s preference points less, nobody loses their place.",
            -points,
        )
        return said % -points
    return gettext("costs nothing")
