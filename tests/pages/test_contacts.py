"""Contacts, as one page shows and changes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
from support.contacts import CONTACTS
from support.pages import Visitor, errors, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

PAGE, ANSWER, REMOVE = "/me/contacts/", "/me/contacts/answer/", "/me/contacts/remove/"


def sections(browser: Visitor) -> dict[str, list[str]]:
    """Read whose names stand under which heading."""
    page = browser.see(PAGE).text
    parts = re.findall(r'<h2 id="(\w+)">(.*?)(?=<h2|</main>)', page, re.DOTALL)
    found = {name: re.findall(r"@([\w.+-]+)</", text) for name, text in parts}
    return {name: names for name, names in found.items() if names}


def do(browser: Visitor, path: str, **values: str) -> list[str]:
    """Send a form that has to succeed, and read what the page then tells."""
    answer = browser.send(path, values)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    return notices(browser.see(PAGE))


def test_a_request_is_accepted_and_a_contact_is_removed(visitor: Come, newcomer: Make) -> None:
    ana, bo = newcomer(), newcomer()
    anas, bos = visitor(ana), visitor(bo)
    told = do(anas, PAGE, requested=bo.username)
    assert told == [f"Your request to {bo.username} is sent."]
    assert sections(anas) == {"sent": [bo.username]}
    assert sections(bos) == {"waiting": [ana.username]}
    told = do(bos, ANSWER, username=ana.username, action="true")
    assert told == [f"{ana.username} is a contact now."]
    assert sections(anas) == {"friends": [bo.username]}
    assert sections(bos) == {"friends": [ana.username]}
    assert ana.call("GET", CONTACTS).json()["friends"] == [bo.username]
    told = do(anas, REMOVE, username=bo.username)
    assert told == [f"{bo.username} is no contact any more."]
    assert sections(anas) == sections(bos) == {}


def test_a_request_that_is_rejected_is_gone_and_may_be_sent_again(
    visitor: Come, newcomer: Make
) -> None:
    ana, bo = newcomer(), newcomer()
    anas, bos = visitor(ana), visitor(bo)
    do(anas, PAGE, requested=bo.username)
    told = do(bos, ANSWER, username=ana.username, action="false")
    assert told == [f"The request of {ana.username} is gone."]
    assert sections(anas) == sections(bos) == {}
    do(anas, PAGE, requested=bo.username)
    assert sections(bos) == {"waiting": [ana.username]}


def test_a_request_is_refused_beside_the_name(visitor: Come, newcomer: Make) -> None:
    ana, bo = newcomer(), newcomer()
    browser = visitor(ana)
    refused = {
        "": "Username: User does not exist",
        "nobody-has-this-name": "User does not exist",
        ana.username: "You cannot add yourself to your contacts",
    }
    for username, said in refused.items():
        page = browser.send(PAGE, {"requested": username})
        assert (page.status_code, errors(page)) == (httpx.codes.BAD_REQUEST, [said])
    do(browser, PAGE, requested=bo.username)
    page = browser.send(PAGE, {"requested": bo.username})
    assert errors(page) == ["You have already sent a request to this user"]
