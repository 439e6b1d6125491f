"""Every letter as a mail program shows it: narrow and wide, light and dark, whatever people write.

With ONEONONE_PICTURES=folder their pictures and texts are kept there, to be looked at.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from support.calendars import (
    cannot_come,
    day,
    done,
    finalize,
    id_of,
    invite,
    make_calendar,
    open_to_all,
    reopen,
)
from support.command import run_oneonone
from support.contacts import FRIEND
from support.mail import address_of
from support.pages import visit
from support.people import PASSWORD, register
from support.swaps import Swappable, allow_swaps

from oneonone.accounts.models import Link, Profile
from oneonone.calendars.models import Availability, Invitee
from oneonone.mail import written
from oneonone.schedules.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from support.people import Person
    from support.service import Service

    from oneonone.mail.written import WrittenMail

PICTURES = os.environ.get("ONEONONE_PICTURES")
WIDTHS = (600, 390)
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
NAME = "Donaudampfschifffahrtsgesellschaftskapitänsprüfungsvorbesprechungen, Sommer"
PLACE = (
    "https://meet.example.org/rooms/" + "a-very-long-room-name-" * 6 + "\nor room 7, third floor"
)
ABOUT = "Bring your thesis.\n\nWe speak about what is done, what is left, and when.\n" * 2
NAMES = (
    ("Prof. Dr. Maximiliane-Friederike", "von und zu Hohenstein-Bartenfels-Langenburg"),
    ("محمد", "عبد الرحمن\u202e"),
    ("Ada <b>", 'Lovelace, "Countess"'),
    ("", ""),
)
HOUR = timedelta(hours=1)
# What each letter's subject begins with, or holds.
SUBJECTS = {
    "contacts/request": "would like to be your contact",
    "accounts/reset": "A new password",
    "accounts/confirm": "Confirm your address",
    "calendars/invitation": "invites you",
    "calendars/reminder": "Please answer soon",
    "calendars/join": "Your link to join",
    "calendars/all_answered": "All have answered",
    "calendars/deadline_passed": "has not answered",
    "calendars/deleted": "No meeting will come of it",
    "calendars/departed": "is not there any more",
    "schedules/meeting": "Your meeting: ",
    "schedules/no_place": "There was no place for you",
    "schedules/final_list": "The schedule is final",
    "schedules/swap_asked": "Would you swap your meeting?",
    "schedules/swapped": "Your meeting is swapped",
    "schedules/final_list (swapped)": "Two meetings were swapped",
    "schedules/absence": "can't come",
    "schedules/absence (taken back)": "can come after all",
    "schedules/reopened": "Your meeting may change",
    "schedules/moved": "Your meeting has changed",
    "schedules/cancelled": "Your meeting is cancelled",
    "schedules/day_before": "Soon: ",
}


@dataclass
class Writing:
    """Mails that were written to the home of this run, each kind once."""

    ours: set[str]
    found: dict[str, WrittenMail] = field(default_factory=dict)

    def deliver(self) -> None:
        done = run_oneonone("worker", "--once")
        assert done.returncode == 0, done.stderr
        for mail in reversed(written.newest_mails(1_000)):
            if parseaddr(str(mail.message["To"]))[1] in self.ours:
                self.found.setdefault(kind_of(str(mail.message["Subject"])), mail)


def kind_of(subject: str) -> str:
    return next((kind for kind, said in SUBJECTS.items() if said in subject), subject)


@pytest.fixture(scope="module")
def people(service: Service) -> Iterator[list[Person]]:
    made = [register(service.url) for _ in NAMES]
    for person, (first, last) in zip(made, NAMES, strict=True):
        User.objects.filter(pk=person.id).update(first_name=first, last_name=last)
        Profile.objects.filter(user=person.id).update(time_zone="America/Argentina/Buenos_Aires")
    yield made
    for person in made:
        person.http.close()


@pytest.fixture(scope="module")
def letters(service: Service, people: list[Person]) -> dict[str, WrittenMail]:
    writing = Writing({address_of(person) for person in people})
    owner, one, other, silent = people
    owner.call("POST", FRIEND, {"requested": one.username})
    about = {"name": NAME, "location": PLACE, "description": ABOUT, "time_zone": "Europe/Berlin"}
    calendar, given_up = (make_calendar(owner, **about) for _ in range(2))
    rows = [invite(owner, calendar, person) for person in (one, other)]
    late = invite(owner, given_up, silent)
    ask_for_links(service.url, one, silent)
    ask_to_join(service.url, open_to_all(owner, given_up), other)
    done(owner, "POST", f"{calendar}remind/")
    writing.deliver()
    User.objects.filter(pk=silent.id).update(is_active=True)
    for person, row in zip((one, other), rows, strict=True):
        done(person, "PUT", f"/invitations/{row['id']}/", {"answered": True})
    Invitee.objects.filter(pk=late["id"]).update(deadline=datetime.now(UTC) - HOUR)
    writing.deliver()
    invite(owner, calendar, silent)
    make_final(owner, calendar, (one, "09:00"), (other, "10:00"))
    done(owner, "DELETE", given_up)
    writing.deliver()
    cannot_come(one, rows[0])
    writing.deliver()
    one.call("DELETE", f"/invitations/{rows[0]['id']}/cannot-come/")
    writing.deliver()
    swap(writing, owner, calendar, one, other)
    reopen(owner, calendar)
    writing.deliver()
    make_final(owner, calendar, (one, "14:00"))
    soon = datetime.now(UTC) + 20 * HOUR
    Appointment.objects.filter(person=one.id).update(start_period=soon, end_period=soon + HOUR)
    writing.deliver()
    leave(service.url, one)
    writing.deliver()
    return writing.found


def swap(writing: Writing, owner: Person, calendar: str, one: Person, other: Person) -> None:
    """Let the two, who are free all morning, swap nine and ten."""
    morning = {"start_period": day("09:00"), "end_period": day("11:00"), "preference": 2}
    key = id_of(calendar)
    for person in (one, other):
        Availability.objects.create(calendar_id=key, user_id=person.id, **morning)
    allow_swaps(owner, calendar)
    rows = Invitee.objects.filter(calendar=key).values_list("invitee", "pk")
    final = Swappable(owner, calendar, {user: {"id": invited} for user, invited in rows})
    final.ask(one, "10:00")
    writing.deliver()
    final.accept(other)
    writing.deliver()


def leave(url: str, person: Person) -> None:
    visitor = visit(url, person.username)
    form = {"password": PASSWORD}
    assert visitor.send("/me/data/delete/", form).status_code == 302
    visitor.http.close()


def ask_for_links(url: str, person: Person, closed: Person) -> None:
    """Ask for a new password, and, with an account that is not open yet, to confirm it."""
    User.objects.filter(pk=closed.id).update(is_active=False)
    expires_at = datetime(2099, 1, 1, tzinfo=UTC)
    Link.objects.create(user_id=closed.id, purpose="confirm", digest="", expires_at=expires_at)
    visitor = visit(url)
    for asking in (person, closed):
        assert visitor.send("/reset/", {"email": address_of(asking)}).status_code == 302
    visitor.http.close()


def ask_to_join(url: str, link: str, person: Person) -> None:
    values = {"token": link.partition("token=")[2], "name": "Ada", "email": address_of(person)}
    visitor = visit(url)
    assert visitor.send("/join/", values).status_code == 200
    visitor.http.close()


def make_final(owner: Person, calendar: str, *meets: tuple[Person, str]) -> None:
    rows = [
        {"meeter": who.id, "start_period": day(at), "end_period": day(f"{at[:2]}:30")}
        for who, at in meets
    ]
    done(owner, "PUT", f"{calendar}schedule/", {"meets": rows, "force": True})
    finalize(owner, calendar)


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_letter_is_written(letters: dict[str, WrittenMail]) -> None:
    assert set(SUBJECTS) - set(letters) == set()
    folder = Path(written.__file__).parents[1]
    kept = {f"{path.parts[-3]}/{path.stem}" for path in folder.glob("*/templates/*/letters/*.html")}
    parts = {"calendars/facts", "calendars/place", "schedules/facts", "schedules/deleted"}
    assert kept - parts == {kind.partition(" ")[0] for kind in SUBJECTS}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_letter(letters: dict[str, WrittenMail], paper: Page, kind: str, scheme: str) -> None:
    mail = letters[kind]
    paper.emulate_media(color_scheme=scheme)
    wrong = []
    for width in WIDTHS:
        paper.set_viewport_size({"width": width, "height": 700})
        paper.set_content(mail.html)
        wrong += problems(paper)
        if paper.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{width}: scrolls sideways")
        if PICTURES:
            name = f"{kind.replace('/', '-')}-{width}-{scheme}"
            paper.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    assert wrong == []
    if PICTURES:
        said = f"{str(mail.message['Subject']).strip()}\n\n{mail.text}"
        (Path(PICTURES) / f"{kind.replace('/', '-')}.txt").write_text(said)


def problems(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['failureSummary']}" for one in found for node in one["nodes"]]
