"""Who and what the matrix is about, made row by row in a database with nothing else in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from matrix.table import PEOPLE, STATES
from support.fingerprint import Rows, fingerprint
from support.people import PASSWORD
from support.tokens import changed

from oneonone.accounts import tokens
from oneonone.accounts.models import Profile
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.common import clock
from oneonone.contacts.models import Contact
from oneonone.limits.models import Spending

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
PAST, FUTURE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
# When each of them is free, after nine.
OFFERS = {"owner": (0, 6), "late": (0, 1), "invitee": (1, 4), "former": (4, 6)}
INVITED = {"late": PAST, "invitee": FUTURE, "former": FUTURE}
MEETS = {"late": NINE, "invitee": NINE + HALF_HOUR}
PICTURES = {"current": "matrix-current.webp", "replaced": "matrix-replaced.webp"}


@dataclass
class Scene:
    """Ids by what the table calls them; those of an Invitee or availability by state too."""

    people: dict[str, User]
    tokens: dict[str, str]
    calendars: dict[str, int]
    invitees: dict[tuple[str, str], int]
    availabilities: dict[tuple[str, str], int]
    meets: dict[tuple[str, str], int]
    untouched: dict[str, Rows]

    def prepare(self, role: str) -> dict[str, Rows]:
        """Make of the role what it says, and tell what the database then holds."""
        if role != "inactive":
            return self.untouched
        User.objects.filter(pk=self.people["owner"].pk).update(is_active=False)
        return fingerprint()

    def find(self, kind: str, name: str, state: str) -> int | str:
        """Find what stands for a segment of a path."""
        if kind == "name":
            return PICTURES[name]
        if kind == "calendar":
            return self.calendars[state if name == "calendar" else name]
        kinds = {
            "invitee": self.invitees,
            "availability": self.availabilities,
            "meet": self.meets,
        }
        return kinds[kind][state, name]


@contextmanager
def undone() -> Iterator[None]:
    """Let what is done inside be undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_scene() -> Scene:
    empty_database()
    people = {name: make_user(name) for name in PEOPLE}
    scene = Scene(people, make_tokens(people), {}, {}, {}, {}, {})
    befriend(scene)
    Profile.objects.filter(user=people["contact"]).update(
        profile_picture=f"pictures/{PICTURES['current']}"
    )
    for state in STATES:
        make_calendar(scene, state, people["owner"])
        invite_everybody(scene, state)
        if state != "open":
            schedule(scene, state)
        remove_former(scene, state)
    Calendar.objects.filter(pk=scene.calendars["finalized"]).update(finalized=True)
    Calendar.objects.filter(pk=scene.calendars["deleted"]).delete()
    make_calendar(scene, "second", people["owner"])
    invite_everybody(scene, "second")
    remove_former(scene, "second")
    make_calendar(scene, "foreign", people["another"])
    scene.untouched = fingerprint()
    return scene


def empty_database() -> None:
    for model in (Meet, Availability, Invitee, Calendar, Contact, Profile, Spending, User):
        model.objects.all().delete()


def make_user(name: str) -> User:
    user = User.objects.create(
        username=name,
        first_name=name,
        email=f"{name}@example.org",
        password=make_password(PASSWORD),
    )
    Profile.objects.create(user=user)
    return user


def make_tokens(people: dict[str, User]) -> dict[str, str]:
    """Issue a token to every role but the anonymous one."""
    made = {name: tokens.issue(user, "access") for name, user in people.items()}
    deleted = make_user("deleted")
    made["deleted"] = tokens.issue(deleted, "access")
    deleted.delete()
    made["inactive"] = made["owner"]
    made["expired"] = changed(made["owner"], exp=clock.now() - timedelta(seconds=1))
    made["refresh"] = tokens.issue(people["owner"], "refresh")
    return made


def befriend(scene: Scene) -> None:
    owner = scene.people["owner"]
    Contact.objects.create(requester=scene.people["contact"], requested=owner, accepted=True)
    Contact.objects.create(requester=scene.people["another"], requested=owner, accepted=False)


def make_calendar(scene: Scene, name: str, owner: User) -> None:
    days = {"start_date": date(2027, 3, 1), "end_date": date(2027, 3, 5)}
    made = Calendar.objects.create(owner=owner, name=name, time_zone="UTC", **days)
    scene.calendars[name] = made.pk


def invite_everybody(scene: Scene, calendar: str) -> None:
    inside = {"calendar_id": scene.calendars[calendar]}
    for name, deadline in INVITED.items():
        row = Invitee.objects.create(invitee=scene.people[name], deadline=deadline, **inside)
        scene.invitees[calendar, name] = row.pk
    for name, (begin, end) in OFFERS.items():
        times = {"start_period": NINE + begin * HALF_HOUR, "end_period": NINE + end * HALF_HOUR}
        user = scene.people[name]
        period = Availability.objects.create(user=user, preference=2, **times, **inside)
        scene.availabilities[calendar, name] = period.pk


def schedule(scene: Scene, calendar: str) -> None:
    for name, begin in MEETS.items():
        row = Meet.objects.create(
            calendar_id=scene.calendars[calendar],
            meeter=scene.people[name],
            start_period=begin,
            end_period=begin + HALF_HOUR,
        )
        scene.meets[calendar, name] = row.pk


def remove_former(scene: Scene, calendar: str) -> None:
    Invitee.objects.filter(pk=scene.invitees[calendar, "former"]).delete()
    Availability.objects.filter(pk=scene.availabilities[calendar, "former"]).delete()


@contextmanager
def kept_pictures() -> Iterator[None]:
    """Keep the file of somebody's picture, and that of one which nobody has any more."""
    names = [
        default_storage.save(f"pictures/{name}", ContentFile(b"RIFF")) for name in PICTURES.values()
    ]
    assert names == [f"pictures/{name}" for name in PICTURES.values()]
    yield
    for name in names:
        default_storage.delete(name)
