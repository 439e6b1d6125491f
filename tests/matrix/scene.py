"""Who and what the matrix is about, made row by row in a database with nothing else in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
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
from oneonone.accounts.models import Guest, Link, Profile
from oneonone.accounts.sessions import GUEST_LINK, SessionStore
from oneonone.calendars.guests import digest_of as link_digest
from oneonone.calendars.models import Availability, Calendar, Invitee, JoinLink, Meet
from oneonone.common import clock
from oneonone.common.people import GUEST
from oneonone.contacts.models import Block, Contact
from oneonone.feeds.models import Feed
from oneonone.feeds.secrets import digest_of
from oneonone.jobs.models import Job
from oneonone.limits.models import Spending
from oneonone.mail.written import folder
from oneonone.schedules.models import Absence, Appointment, Swap

NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
PAST, FUTURE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
# When each of them is free, after nine.
OFFERS = {"owner": (0, 6), "late": (0, 1), "invitee": (1, 4), "former": (4, 6)}
INVITED = {"late": PAST, "invitee": FUTURE, "former": FUTURE}
MEETS = {"late": NINE, "invitee": NINE + HALF_HOUR}
FINAL_ONCE = ("open", "scheduled", "finalized")  # two of them were reopened
PLACES = {"open": 3, "scheduled": 4, "finalized": 5, "deleted": 6, "second": 7, "foreign": 8}
MAIL = "6f9f0c3e-0000-4000-8000-000000000001"
FEEDS = {"invitee": "meetings", "owner": "calendars", "another": "calendars"}
ABSENT = "invitee"  # from their meeting in the finalized calendar
ASKER = "late"  # for the meeting of that one
NOBODYS = 2**40  # an id that no row has
PICTURES = {"current": "matrix-current.webp", "replaced": "matrix-replaced.webp"}


@dataclass
class Scene:
    """Ids by what the table calls them; those of an Invitee or availability by state too."""

    people: dict[str, User]
    tokens: dict[str, str]
    sessions: dict[str, str]
    calendars: dict[str, int] = field(default_factory=dict)
    invitees: dict[tuple[str, str], int] = field(default_factory=dict)
    availabilities: dict[tuple[str, str], int] = field(default_factory=dict)
    meets: dict[tuple[str, str], int] = field(default_factory=dict)
    swaps: dict[tuple[str, str], int] = field(default_factory=dict)
    jobs: dict[str, int] = field(default_factory=dict)
    feeds: dict[str, int] = field(default_factory=dict)
    guests: dict[str, User] = field(default_factory=dict)
    untouched: dict[str, Rows] = field(default_factory=dict)

    def prepare(self, role: str) -> dict[str, Rows]:
        """Make of the role what it says, and tell what the database then holds."""
        if role != "inactive":
            return self.untouched
        User.objects.filter(pk=self.people["owner"].pk).update(is_active=False)
        return fingerprint()

    def find(self, kind: str, name: str, state: str) -> int | str:
        """Find what stands for a segment of a path."""
        everywhere: dict[str, int | str] = {
            "name": PICTURES.get(name, ""),
            "mail": MAIL if name == "written" else MAIL.replace("1", "2"),
            "job": self.jobs.get(name, 0),
            "secret": f"secret-of-{name}",
            "feed": self.feeds.get(name, 0),
            "swap": self.swaps.get((state, name), NOBODYS),
            "offered": self.invitees.get(("foreign", name), 0),
            "calendar": self.calendars.get(state if name == "calendar" else name, 0),
        }
        if kind in everywhere:
            return everywhere[kind]
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
    scene = Scene(people, make_tokens(people), make_sessions(people))
    befriend(scene)
    Profile.objects.update(profile_picture=f"pictures/{PICTURES['current']}")
    for state in STATES:
        make_calendar(scene, state, people["owner"])
        invite_everybody(scene, state)
        if state != "open":
            schedule(scene, state)
        remove_former(scene, state)
    Calendar.objects.filter(pk=scene.calendars["finalized"]).update(finalized=True)
    for state in FINAL_ONCE:
        tell(scene, state)
    cannot_come(scene, "finalized")
    ask_for_swap(scene, "finalized")
    Calendar.objects.filter(pk=scene.calendars["deleted"]).delete()
    make_calendar(scene, "second", people["owner"])
    invite_everybody(scene, "second")
    remove_former(scene, "second")
    make_calendar(scene, "foreign", people["another"])
    invite_guests(scene)
    leave_jobs(scene)
    send_links(people["stranger"])
    make_feeds(scene)
    scene.untouched = fingerprint()
    return scene


def invite_guests(scene: Scene) -> None:
    """Invite two addresses to a calendar of another's; one of them the contact has confirmed."""
    Profile.objects.filter(user=scene.people["contact"]).update(email_confirmed_at=PAST)
    addresses = {"guest": "guest@example.org", "address": "contact@example.org"}
    for name, address in addresses.items():
        user = User.objects.create(username=f"{GUEST}{name}", email=address, is_active=False)
        Guest.objects.create(user=user, host=scene.people["another"], address=address)
        row = Invitee.objects.create(
            calendar_id=scene.calendars["foreign"],
            invitee=user,
            deadline=FUTURE,
            link_key=uuid4(),
            link_digest=link_digest(name),
        )
        scene.invitees["foreign", name] = row.pk
        scene.guests[name] = user


def send_links(user: User) -> None:
    for purpose in ("reset", "confirm"):
        digest = sha256(purpose.encode()).hexdigest()
        about = {"purpose": purpose, "email": user.email, "digest": digest}
        Link.objects.create(user=user, **about, expires_at=FUTURE)


def leave_jobs(scene: Scene) -> None:
    for name, failed_at in {"failed": PAST, "waiting": None}.items():
        times = {"created_at": PAST, "due_at": PAST, "failed_at": failed_at}
        job = Job.objects.create(name=name, payload={}, error="It did not work.", **times)
        scene.jobs[name] = job.pk


def empty_database() -> None:
    for model in (Job, Meet, Availability, Invitee, Calendar, Contact, Profile, Spending, User):
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


def make_sessions(people: dict[str, User]) -> dict[str, str]:
    """Begin a session for every role that ever had one."""
    made = {name: begin_session(user) for name, user in people.items()}
    made["former"] = begin_session(people["former"], **{GUEST_LINK: link_digest("guest")})
    deleted = make_user("deleted")
    made["deleted"] = begin_session(deleted)
    deleted.delete()
    made["inactive"] = made["owner"]
    made["expired"] = begin_session(people["owner"], days=-1)
    made["refresh"] = tokens.issue(people["owner"], "refresh")
    return made


def begin_session(user: User, *, days: int = 1, **said: str) -> str:
    session = SessionStore()
    session.update(said)
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(timedelta(days=days))
    session.save()
    return str(session.session_key)


def befriend(scene: Scene) -> None:
    owner = scene.people["owner"]
    Contact.objects.create(requester=scene.people["contact"], requested=owner, accepted=True)
    Contact.objects.create(requester=scene.people["another"], requested=owner, accepted=False)
    Block.objects.create(blocker=scene.people["invitee"], blocked=scene.people["stranger"])


def make_calendar(scene: Scene, name: str, owner: User) -> None:
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    made = Calendar.objects.create(owner=owner, name=name, time_zone="UTC", **days)
    scene.calendars[name] = made.pk
    JoinLink.objects.create(
        calendar=made,
        key=uuid4(),
        digest=link_digest(name),
        most_people=PLACES[name],
        deadline=PAST if name == "second" else FUTURE,
    )


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


def tell(scene: Scene, calendar: str) -> None:
    """Tell everybody their meeting; that of `former` is cancelled."""
    for name, start in {**MEETS, "former": NINE + 4 * HALF_HOUR}.items():
        Appointment.objects.create(
            calendar_id=scene.calendars[calendar],
            person=scene.people[name],
            name=calendar,
            told_at=PAST,
            start_period=start,
            end_period=start + HALF_HOUR,
            cancelled=name == "former",
        )


def make_feeds(scene: Scene) -> None:
    for name, kind in FEEDS.items():
        row = Feed.objects.create(
            user=scene.people[name],
            kind=kind,
            digest=digest_of(f"secret-of-{name}"),
            made_at=PAST,
        )
        scene.feeds[name] = row.pk


def cannot_come(scene: Scene, calendar: str) -> None:
    begin = MEETS[ABSENT]
    Absence.objects.create(
        invited_id=scene.invitees[calendar, ABSENT],
        start_period=begin,
        end_period=begin + HALF_HOUR,
        said_at=begin,
    )


def ask_for_swap(scene: Scene, calendar: str) -> None:
    Calendar.objects.filter(pk=scene.calendars[calendar]).update(swaps_allowed=True)
    asker, asked = (scene.invitees[calendar, name] for name in (ASKER, ABSENT))
    row = Swap.objects.create(asker_id=asker, asked_id=asked, asked_at=PAST)
    scene.swaps[calendar, "asked"] = row.pk


def remove_former(scene: Scene, calendar: str) -> None:
    Invitee.objects.filter(pk=scene.invitees[calendar, "former"]).delete()
    Availability.objects.filter(pk=scene.availabilities[calendar, "former"]).delete()


@contextmanager
def kept_files() -> Iterator[None]:
    """Keep a mail, the only one, somebody's picture, and that of one which nobody has any more."""
    for other in folder().glob("*.eml"):
        other.unlink()
    mail = folder() / f"{MAIL}.eml"
    mail.write_bytes(b"Subject: Secret\nContent-Type: text/html\n\n<p>Secret</p>\n")
    names = [
        default_storage.save(f"pictures/{name}", ContentFile(b"RIFF")) for name in PICTURES.values()
    ]
    assert names == [f"pictures/{name}" for name in PICTURES.values()]
    yield
    mail.unlink()
    for name in names:
        default_storage.delete(name)
