"""Mails to join: whoever is known to want none gets none, and whoever gets one may block by it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mail.test_blocking import LINK, blocking_link, path_of, read, subjects, write_to
from support import joining as join
from support.calendars import (
    FUTURE,
    PAST,
    done,
    get,
    id_of,
    invite,
    make_calendar,
    offer,
    open_to_all,
)
from support.contacts import block
from support.guests import confirm
from support.mail import address_of
from support.people import new_address

from oneonone.accounts.models import Guest
from oneonone.calendars.models import Calendar, JoinLink
from oneonone.schedules.actions.guests import forget_guests

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.mail import PostOffice
    from support.pages import Visitor
    from support.people import Person

    Newcomer = Callable[[], Person]
    Come = Callable[..., Visitor]


def invited_link(post: PostOffice, owner: Person, address: str) -> str:
    write_to(owner, address)
    post.deliver()
    (mail,) = post.take()
    return blocking_link(mail)


def block_by(visitor: Visitor, token: str) -> None:
    form = {"token": read(token), "blocked": "true"}
    assert visitor.send("/mails/block/", form).status_code == 200


def test_a_join_link_does_not_get_round_a_guest(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner, address, other = newcomer(), new_address(), new_address()
    block_by(come(), invited_link(post, owner, address))
    link = open_to_all(owner, make_calendar(owner))
    pages = [join.ask(come(), link, each) for each in (address.upper(), other)]
    assert [(page.status_code, join.LOOK in page.text) for page in pages] == [(200, True)] * 2
    assert subjects(post) == {other: ["Your link to join: Talks"]}


def test_a_join_link_does_not_get_round_a_confirmed_address(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner, blocker, unconfirmed = newcomer(), newcomer(), newcomer()
    confirm(blocker)
    link = open_to_all(owner, make_calendar(owner))
    for person in (blocker, unconfirmed):
        block(person, owner.username)
        join.ask(come(), link, address_of(person))
    assert subjects(post) == {address_of(unconfirmed): ["Your link to join: Talks"]}


def test_a_join_link_does_not_get_round_who_wants_no_invitations(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner, person, address = newcomer(), newcomer(), new_address()
    calendar = write_to(owner, address)
    confirm(person)
    come(person).send("/me/mails/", {"wanted_mails": ["meetings"], "language": "en"})
    post.deliver()
    stop = str(post.take()[0].message["List-Unsubscribe"]).strip().strip("<>")
    parts = urlsplit(stop)
    pressed = {"List-Unsubscribe": "One-Click"}
    come().http.post(f"{parts.path}?{parts.query}", data=pressed)
    link = open_to_all(owner, calendar)
    for each in (address, address_of(person)):
        assert join.LOOK in join.ask(come(), link, each).text
    assert subjects(post) == {}


def test_whoever_gets_a_join_mail_may_block_by_it(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner, address = newcomer(), new_address()
    calendar = make_calendar(owner)
    link = open_to_all(owner, calendar)
    join.ask(come(), link, address)
    post.deliver()
    (mail,) = post.take()
    token, visitor = blocking_link(mail), come()
    for method in ("GET", "HEAD", "GET"):
        assert visitor.http.request(method, path_of(token)).status_code == 200
    form = {"token": read(token), "blocked": "false"}
    assert visitor.send("/mails/block/", form).status_code == 200
    assert not Guest.objects.filter(host=owner.id).exists()
    for _ in range(2):
        block_by(visitor, token)
    assert "Person Tester is blocked" in visitor.see(path_of(token)).text
    forget_guests(datetime.now(UTC))
    JoinLink.objects.all().delete()
    join.ask(come(), open_to_all(owner, calendar), address)
    body = {"email": f"Ana Berg <{address}>", "deadline": FUTURE}
    done(owner, "POST", f"{calendar}invitee/", body)
    assert subjects(post) == {}
    assert "Ana Berg" in come(owner).see(f"/c/{id_of(calendar)}/").text
    assert Guest.objects.filter(host=owner.id).count() == 1
    assert visitor.send("/mails/block/", form).status_code == 200
    done(owner, "POST", f"{calendar}remind/")
    assert subjects(post) == {address: ["Please answer soon: Talks"]}


def test_the_owner_is_not_offered_to_block_themselves(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner = newcomer()
    join.ask(come(), open_to_all(owner, make_calendar(owner)), address_of(owner))
    post.deliver()
    (mail,) = post.take()
    assert not LINK.search(mail.text)


def test_a_withheld_invitation_is_shown_to_who_joins_by_their_own_will(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner, blocker = newcomer(), newcomer()
    block(blocker, owner.username)
    calendar = make_calendar(owner)
    row = invite(owner, calendar, blocker)
    offer(owner, calendar, "09:00", "10:00")
    done(owner, "POST", f"{calendar}schedule/")
    link, visitor = open_to_all(owner, calendar), come(blocker)
    assert f"Join as @{blocker.username}" in visitor.see(link).text
    assert get(blocker, "/invitations/") == []
    times = f"/c/{id_of(calendar)}/availability/"
    for _ in range(2):
        assert join.join_oneself(visitor, link).headers["Location"] == times
    assert visitor.see(link).headers["Location"] == times
    assert visitor.see(times).status_code == 200
    assert [shown["id"] for shown in get(blocker, "/invitations/")] == [row["id"]]
    assert get(owner, f"{calendar}invitee/") == [row]
    assert get(owner, f"{calendar}join-link/")["joined"] == 0
    assert not Calendar.objects.get(pk=id_of(calendar)).is_outdated
    offer(blocker, calendar, "09:00", "10:00")
    assert subjects(post) == {address_of(owner): ["All have answered: Talks"]}


def test_a_withheld_invitation_is_shown_to_a_guest_with_an_earlier_mail(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner, address, visitor = newcomer(), new_address(), come()
    calendar = make_calendar(owner)
    join.ask(visitor, open_to_all(owner, calendar), address)
    post.deliver()
    (mail,) = post.take()
    block_by(visitor, blocking_link(mail))
    done(owner, "POST", f"{calendar}invitee/", {"email": address, "deadline": FUTURE})
    times = f"/c/{id_of(calendar)}/availability/"
    assert visitor.see(join.way_in(mail)).status_code == 200
    assert join.join(visitor, join.way_in(mail)).headers["Location"] == times
    assert visitor.see(times).status_code == 200
    assert len(join.people_in(owner, calendar)) == 1


def test_a_withheld_invitation_opens_no_link_that_is_closed(come: Come, newcomer: Newcomer) -> None:
    owner, blocker = newcomer(), newcomer()
    block(blocker, owner.username)
    calendar = make_calendar(owner)
    invite(owner, calendar, blocker)
    link = open_to_all(owner, calendar, deadline=PAST)
    assert join.join_oneself(come(blocker), link).status_code == 410
    assert get(blocker, "/invitations/") == []
