from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from support.calendars import id_of, make_calendar
from support.guests import invited_guest
from support.pages import Visitor, visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.mail import PostOffice
    from support.people import Person
    from support.service import InsideService, Service


@dataclass(frozen=True)
class Hosted:
    """A guest, who has just been invited to a calendar of somebody new."""

    owner: Person
    calendar: str
    invited: dict[str, Any]
    token: str

    @property
    def key(self) -> int:
        return id_of(self.calendar)


@pytest.fixture
def post(service: Service | InsideService, django_db_blocker: Any) -> Iterator[PostOffice]:
    """Begin with nothing to be done; meanwhile tests may look into the database."""
    # pytest reads this file before the models can be imported.
    from support.mail import PostOffice  # noqa: PLC0415

    from oneonone.jobs.models import Job  # noqa: PLC0415

    with django_db_blocker.unblock():
        Job.objects.all().delete()
        with PostOffice() as office:
            yield office
        Job.objects.all().delete()


@pytest.fixture
def come(service: Service | InsideService) -> Iterator[Callable[..., Visitor]]:
    """Come with a browser, as a person or as nobody."""
    came: list[Visitor] = []

    def visitor(person: Person | None = None) -> Visitor:
        came.append(visit(service.url, person and person.username))
        return came[-1]

    yield visitor
    for one in came:
        one.http.close()


@pytest.fixture
def hosted(post: PostOffice, newcomer: Callable[[], Person]) -> Hosted:
    owner = newcomer()
    calendar = make_calendar(owner)
    return Hosted(owner, calendar, *invited_guest(post, owner, calendar))
