"""Of many that come with a guest's link at once, one makes an account of it, and one takes it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from support.accounts import new_username
from support.calendars import FUTURE, done, get, make_calendar
from support.mail import address_of
from support.pages import Visitor, visit
from support.people import PASSWORD, new_address
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, statuses

from oneonone.accounts.models import Profile
from oneonone.calendars.guests import token_of
from oneonone.calendars.models import Invitee

if TYPE_CHECKING:
    import httpx

pytestmark = LONG


def invite_guest(track: Track) -> tuple[str, str]:
    """Invite a new address, and give the calendar and the token of the link."""
    calendar = make_calendar(track.cast.owner)
    body = {"email": new_address(), "deadline": FUTURE}
    invited = done(track.cast.owner, "POST", f"{calendar}invitee/", body)
    key = Invitee.objects.get(pk=invited["id"]).link_key
    assert key
    return calendar, token_of(key)


def prepared(visitor: Visitor) -> dict[str, str]:
    """Give the cookies of a browser, which is then closed."""
    cookies = dict(visitor.http.cookies)
    visitor.http.close()
    return cookies


def send(
    address: str, values: dict[str, str], cookies: dict[str, str], client: httpx.Client
) -> httpx.Response:
    form = {"csrfmiddlewaretoken": cookies["csrftoken"], **values}
    said = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return client.post(address, data=form, headers={"Cookie": said, "Accept": "text/html"})


def one_makes_an_account(track: Track) -> None:
    _, token = invite_guest(track)
    guest = visit(track.url)
    assert guest.send("/guest/", {"token": token}).status_code == 302
    cookies = prepared(guest)
    same = {"first_name": "Ana", "last_name": "Berg", "password": PASSWORD}
    claims = [
        {"username": new_username("ana"), "confirm_password": PASSWORD, **same}
        for _ in range(RUNNERS)
    ]
    address = f"{track.url}/guest/account/"
    answers = track.race([partial(send, address, values, cookies) for values in claims])
    homes = [answer for answer in answers if answer.headers.get("Location") == "/home/"]
    assert len(homes) == 1
    assert all(answer.status_code in {302, 400, 404} for answer in answers)


def one_takes_an_invitation(track: Track) -> None:
    calendar, token = invite_guest(track)
    people = (track.cast.invitee, track.cast.other, track.cast.stranger)
    cookies = [prepared(visit(track.url, person.username)) for person in people]
    address = f"{track.url}/guest/take/"
    runs = [partial(send, address, {"token": token}, cookies[n % 3]) for n in range(RUNNERS)]
    answers = track.race(runs)
    taken = [answer for answer in answers if answer.status_code == 302]
    assert len(taken) == 1
    assert all(answer.status_code in {302, 400, 404} for answer in answers)
    (row,) = get(track.cast.owner, f"{calendar}invitee/")
    assert row["invitee"] in {person.id for person in people}


def one_makes_an_account_by_the_api(track: Track) -> None:
    _, token = invite_guest(track)
    same = {"token": token, "first_name": "Ana", "last_name": "Berg"}
    passwords = {"password": PASSWORD, "confirm_password": PASSWORD}
    names = [new_username("ana") for _ in range(RUNNERS)]
    claims = [{"username": name, **same, **passwords} for name in names]
    calls = [track.call(None, "POST", "/guests/claim/", values) for values in claims]
    answers = statuses(track.send(calls))
    assert (answers[201], answers[400] + answers[404]) == (1, RUNNERS - 1)


def one_takes_what_is_offered(track: Track) -> None:
    person = track.cast.other
    Profile.objects.filter(user=person.id).update(email_confirmed_at=datetime.now(UTC))
    calendar = make_calendar(track.cast.owner)
    body = {"email": address_of(person), "deadline": FUTURE}
    invited = done(track.cast.owner, "POST", f"{calendar}invitee/", body)
    taking = track.call(person, "POST", f"/invitations/offered/{invited['id']}/take/")
    answers = track.send([taking] * RUNNERS)
    assert statuses(answers) == {200: 1, 404: RUNNERS - 1}
    (row,) = get(track.cast.owner, f"{calendar}invitee/")
    assert row["invitee"] == person.id


def test_one_makes_an_account_by_the_api(track: Track) -> None:
    run_rounds(one_makes_an_account_by_the_api, track)


def test_one_takes_what_is_offered(track: Track) -> None:
    run_rounds(one_takes_what_is_offered, track)


def test_several_would_make_an_account_by_the_api(breaks_without: Breaks) -> None:
    breaks_without("guest condition", one_makes_an_account_by_the_api)


def test_several_would_take_what_is_offered(breaks_without: Breaks) -> None:
    breaks_without("claim of guests", one_takes_what_is_offered)


def test_one_makes_an_account(track: Track) -> None:
    run_rounds(one_makes_an_account, track)


def test_one_takes_an_invitation(track: Track) -> None:
    run_rounds(one_takes_an_invitation, track)


def test_several_would_make_an_account(breaks_without: Breaks) -> None:
    breaks_without("guest condition", one_makes_an_account)


def test_several_would_take_an_invitation(breaks_without: Breaks) -> None:
    breaks_without("claim of guests", one_takes_an_invitation)
