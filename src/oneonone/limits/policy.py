"""Every limit there is. A class of forty behind one address has to get through."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within `window`, counted from the first."""

    name: str
    times: int
    window: timedelta


LOGINS_BY_NAME_AND_ADDRESS = Limit("logins by name and address", 10, timedelta(minutes=5))
LOGINS_BY_NAME = Limit("logins by name", 100, timedelta(minutes=5))
LOGINS_BY_ADDRESS = Limit("logins by address", 100, timedelta(minutes=5))
REFRESHES_BY_ADDRESS = Limit("refreshes by address", 1_000, timedelta(minutes=5))
REGISTRATIONS_BY_ADDRESS = Limit("registrations by address", 60, timedelta(hours=1))
PASSWORD_CHECKS = Limit("checks of the current password", 10, timedelta(minutes=5))
PICTURES = Limit("pictures", 30, timedelta(hours=1))
CONTACT_REQUESTS = Limit("contact requests", 200, timedelta(hours=1))
CONTACT_ANSWERS = Limit("answers to contacts", 1_000, timedelta(hours=1))
INVITATIONS_SENT = Limit("invitations sent", 3_000, timedelta(hours=1))
INVITATIONS_RECEIVED = Limit("invitations received", 100, timedelta(hours=1))
