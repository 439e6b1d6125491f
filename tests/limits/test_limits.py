"""Limits as they are by default, on services of their own that share one database."""

from collections.abc import Callable
from itertools import count

import httpx
from support.clients import NO_TLS
from support.feeds import make_feed, path_of
from support.pages import visit
from support.people import PASSWORD, register
from support.pictures import drawn
from support.service import InsideService, Service

numbers = count(1)
Serve = Callable[..., Service]
TOO_MANY = {"detail": "Too many requests. Please try again later."}


def new_name() -> str:
    return f"limited{next(numbers)}"


def log_in(url: str, name: str, **headers: str) -> httpx.Response:
    credentials = {"username": name, "password": "wrong-Kite-1"}
    return httpx.post(f"{url}/accounts/login/", json=credentials, headers=headers, verify=NO_TLS)


def register_from(url: str, forwarded: str) -> int:
    headers = {"X-Forwarded-For": forwarded}
    return httpx.post(
        f"{url}/accounts/register/", json={}, headers=headers, verify=NO_TLS
    ).status_code


def test_logins_by_name_are_limited_in_all_processes_together(serve: Serve) -> None:
    services = serve("one"), serve("two")
    name = new_name()
    spellings = (name, name.upper(), name.title())
    answers = [log_in(services[attempt % 2].url, spellings[attempt % 3]) for attempt in range(11)]
    assert [answer.status_code for answer in answers] == [400] * 10 + [429]
    refused = answers[-1]
    assert refused.json() == TOO_MANY
    assert 1 <= int(refused.headers["Retry-After"]) <= 300


def test_the_right_password_is_refused_too_once_the_limit_is_reached(
    serve: Serve, service: Service | InsideService
) -> None:
    person = register(service.url, "limited-person")
    person.http.close()
    url = serve("one").url
    for _ in range(10):
        log_in(url, person.username)
    credentials = {"username": person.username, "password": PASSWORD}
    for path in ("/accounts/login/", "/api/token/"):
        assert httpx.post(f"{url}{path}", json=credentials, verify=NO_TLS).status_code == 429


def test_pages_count_in_the_same_limits(serve: Serve, service: Service | InsideService) -> None:
    person = register(service.url, "limited-person")
    person.http.close()
    url = serve("one").url
    for _ in range(5):
        log_in(url, person.username)
    browser = visit(url)
    refused = [browser.log_in(person.username, "wrong-Kite-1").status_code for _ in range(5)]
    last = browser.log_in(person.username)
    browser.http.close()
    assert (refused, last.status_code) == ([400] * 5, 429)
    assert 1 <= int(last.headers["Retry-After"]) <= 300
    assert "Too many requests. Please try again later." in last.text


def test_sign_ups_from_one_address_are_limited_in_pages_too(serve: Serve) -> None:
    url = serve("behind a proxy", ONEONONE_PROXIES="1").url
    assert [register_from(url, "198.51.100.99") for _ in range(59)] == [400] * 59
    browser = visit(url)
    headers = {"X-Forwarded-For": "198.51.100.99"}
    statuses = [browser.send("/signup/", headers=headers).status_code for _ in range(2)]
    browser.http.close()
    assert statuses == [400, 429]


def test_addresses_that_a_client_invents_are_not_believed(serve: Serve) -> None:
    url = serve("one").url
    name = new_name()
    answers = [log_in(url, name, **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(11)]
    assert answers[-1].status_code == 429


def test_a_stranger_keeps_nobody_out_from_one_address(
    serve: Serve, service: Service | InsideService
) -> None:
    person = register(service.url)
    person.http.close()
    url = serve("proxied", ONEONONE_PROXIES="1").url
    right = {"username": person.username, "password": PASSWORD}

    def attempt(address: int) -> int:
        headers = {"X-Forwarded-For": f"203.0.113.{address}"}
        return log_in(url, person.username, **headers).status_code

    assert [attempt(1) for _ in range(11)] == [400] * 10 + [429]
    elsewhere = {"X-Forwarded-For": "203.0.113.2"}
    path = f"{url}/accounts/login/"
    assert httpx.post(path, json=right, headers=elsewhere).status_code == 200
    rest = [attempt(2 + turn // 10) for turn in range(1, 91)]
    assert rest == [400] * 89 + [429]


def test_pictures_are_counted_by_who_sends_them(
    serve: Serve, service: Service | InsideService
) -> None:
    person = register(service.url)
    path = f"{serve('one').url}/accounts/profile/"
    bearer = {"Authorization": f"Bearer {person.tokens['access']}"}
    statuses = [
        httpx.put(path, files={"profile_picture": drawn("PNG")}, headers=bearer).status_code
        for _ in range(31)
    ]
    assert statuses == [200] * 30 + [429]
    assert person.call("PUT", path, {"first_name": "Still"}).status_code == 200
    person.http.close()


def test_unknown_names_are_counted_too(serve: Serve, service: Service | InsideService) -> None:
    person = register(service.url)
    path = f"{serve('one').url}/contacts/friendRequests/user/"
    statuses = [
        person.call("DELETE", path, {"username": "nobody-of-this-name"}).status_code
        for _ in range(1_001)
    ]
    assert statuses == [400] * 1_000 + [429]
    blocks = f"{serve('one').url}/contacts/blocks/"
    blocking = [person.call(method, blocks).status_code for method in ("POST", "DELETE", "GET")]
    assert blocking == [400, 400, 200]  # nobody is named
    named = {"username": "nobody-of-this-name"}
    assert [person.call(method, blocks, named).status_code for method in ("POST", "DELETE")] == [
        429
    ] * 2
    person.http.close()


def test_registrations_are_counted_by_the_address_our_proxy_saw(serve: Serve) -> None:
    url = serve("proxied", ONEONONE_PROXIES="1").url
    statuses = [register_from(url, f"192.0.2.{n}, 198.51.100.7") for n in range(61)]
    assert statuses == [400] * 60 + [429]
    assert register_from(url, "192.0.2.1, ::ffff:198.51.100.7") == 429
    assert register_from(url, "192.0.2.1, 198.51.100.8") == 400


def test_the_addresses_of_one_ipv6_site_are_counted_as_one(serve: Serve) -> None:
    url = serve("proxied", ONEONONE_PROXIES="1").url
    statuses = [register_from(url, f"2001:db8:7:7:{n:x}::1") for n in range(61)]
    assert statuses == [400] * 60 + [429]
    assert register_from(url, "2001:db8:7:8::1") == 400


def test_contact_requests_are_counted_by_sender(
    serve: Serve, service: Service | InsideService
) -> None:
    sender, other = register(service.url), register(service.url)
    url = serve("one").url
    path = f"{url}/contacts/friendRequests/user/"
    statuses = [
        sender.call("POST", path, {"requested": "nobody-of-this-name"}).status_code
        for _ in range(201)
    ]
    assert statuses == [400] * 200 + [429]
    assert other.call("POST", path, {"requested": sender.username}).status_code == 201
    for person in (sender, other):
        person.http.close()


def test_invitations_are_counted_by_recipient_and_the_refused_one_is_not_made(
    serve: Serve, service: Service | InsideService
) -> None:
    owner, popular = register(service.url), register(service.url)
    url = serve("one").url
    details = {"name": "Talk", "start_date": "2097-03-04", "end_date": "2097-03-04"}
    statuses = []
    for _ in range(101):
        calendar = owner.call("POST", f"{url}/calendars/", details).json()["id"]
        path = f"{url}/calendars/{calendar}/invitee/"
        body = {"invitee": popular.id, "deadline": "2097-03-01T12:00:00Z"}
        statuses.append(owner.call("POST", path, body).status_code)
    assert statuses == [200] * 100 + [429]
    assert owner.call("GET", path).json() == []
    for person in (owner, popular):
        person.http.close()


def test_invitations_of_an_address_are_counted_over_all_who_invite_it(
    serve: Serve, service: Service | InsideService
) -> None:
    owners = [register(service.url), register(service.url)]
    url = serve("one").url
    details = {"name": "Talk", "start_date": "2097-03-04", "end_date": "2097-03-04"}
    statuses = []
    for number in range(102):
        owner = owners[number % 2]
        calendar = owner.call("POST", f"{url}/calendars/", details).json()["id"]
        email = "Popular@example.org" if number % 3 else "Ana <popular@EXAMPLE.org>"
        body = {"email": email, "deadline": "2097-03-01T12:00:00Z"}
        path = f"{url}/calendars/{calendar}/invitee/"
        statuses.append(owner.call("POST", path, body).status_code)
    assert statuses == [200] * 100 + [429] * 2
    for owner in owners:
        owner.http.close()


def test_readings_of_a_feed_are_counted_by_feed(
    serve: Serve, service: Service | InsideService
) -> None:
    reader, other = register(service.url), register(service.url)
    url = serve("one").url
    paths = [path_of(make_feed(person)) for person in (reader, other)]
    with httpx.Client(base_url=url) as anybody:
        statuses = [anybody.get(paths[0]).status_code for _ in range(301)]
        assert statuses == [200] * 300 + [429]
        assert anybody.get(paths[1]).status_code == 200
    for person in (reader, other):
        person.http.close()


def test_who_guesses_addresses_of_feeds_is_refused_and_who_has_one_is_not(
    serve: Serve, service: Service | InsideService
) -> None:
    person = register(service.url)
    path = path_of(make_feed(person))
    person.http.close()
    with httpx.Client(base_url=serve("one").url) as anybody:
        statuses = [anybody.get(f"/feeds/guess{n}.ics").status_code for n in range(101)]
        assert statuses == [404] * 100 + [429]
        assert anybody.get(path).status_code == 200


def test_addresses_of_feeds_are_counted_by_who_makes_them(
    serve: Serve, service: Service | InsideService
) -> None:
    person = register(service.url)
    path = f"{serve('one').url}/feeds/"
    statuses = [person.call("POST", path, {"kind": "meetings"}).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    person.http.close()


def test_off_means_that_nothing_is_limited(service: Service | InsideService) -> None:
    name = new_name()
    assert {log_in(service.url, name).status_code for _ in range(12)} == {400}
