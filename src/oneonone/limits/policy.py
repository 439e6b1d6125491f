"""Every limit there is. A class of forty behind one address has to get through."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within `window`, counted from the first; `refusal` says what is too much."""

    name: str
    times: int
    window: timedelta
    refusal: str | None = None


LOGINS_BY_NAME_AND_ADDRESS = Limit("logins by name and address", 10, timedelta(minutes=5))
LOGINS_BY_NAME = Limit("logins by name", 100, timedelta(minutes=5))
LOGINS_BY_ADDRESS = Limit("logins by address", 100, timedelta(minutes=5))
REFRESHES_BY_ADDRESS = Limit("refreshes by address", 1_000, timedelta(minutes=5))
REGISTRATIONS_BY_ADDRESS = Limit("registrations by address", 60, timedelta(hours=1))
PASSWORD_CHECKS = Limit("checks of the current password", 10, timedelta(minutes=5))
LINKS_ASKED_FOR = Limit("links asked for, by address", 60, timedelta(hours=1))
LINKS_TO_ADDRESS = Limit("links to one mail address", 5, timedelta(hours=1))
PICTURES = Limit("pictures", 30, timedelta(hours=1))
CONTACT_REQUESTS = Limit("contact requests", 200, timedelta(hours=1))
CONTACT_ANSWERS = Limit("answers to contacts", 1_000, timedelta(hours=1))
INVITATIONS_SENT = Limit("invitations sent", 3_000, timedelta(hours=1))
INVITATIONS_RECEIVED = Limit("invitations received", 100, timedelta(hours=1))
JOINS_BY_ADDRESS = Limit("joins by address", 300, timedelta(hours=1))
JOIN_MAILS_BY_LINK = Limit(
    "mails to those who join by one link",
    500,
    timedelta(hours=1),
    gettext_noop("Too many people join at once. Please try again later."),
)
JOIN_MAILS_TO_ADDRESS = Limit("mails to one address by one join link", 1, timedelta(hours=1))
ABSENCES = Limit("that one can't come", 30, timedelta(days=1))
SWAPS = Limit(
    "swaps asked for",
    20,
    timedelta(days=1),
    gettext_noop("You have asked for many swaps today. Give the others time to answer."),
)
REMINDERS = Limit(
    "reminders that the owner of a calendar sends",
    3,
    timedelta(days=1),
    gettext_noop("You have reminded them three times within a day. Give them time to answer."),
)
PLANNING_SECONDS = Limit(
    "seconds of planning",
    150,
    timedelta(minutes=5),
    gettext_noop("You have had very much planned. Please try again in a few minutes."),
)
FEEDS_MADE = Limit("addresses of feeds made", 60, timedelta(hours=1))
FEED_READS = Limit("readings of a feed", 300, timedelta(hours=1))
UNKNOWN_FEEDS = Limit("unknown feeds by address", 100, timedelta(minutes=5))
