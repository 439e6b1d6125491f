"""Forms, plain and multipart: read as JSON is, and as strictly."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.accounts import CONTROL, LOGIN, PROFILE, shown_profile
from support.answers import JSON, as_form, as_json, as_multipart, raw_json, told
from support.people import PASSWORD, Cast, Person, register
from support.service import Service

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=frontier"
PART = b'--frontier\r\nContent-Disposition: form-data; name="first_name"'
END = b"\r\n--frontier--\r\n"


@pytest.fixture(scope="module")
def settled(service: Service) -> Iterator[Person]:
    """Somebody who is only ever refused."""
    person = register(service.url, "settled")
    yield person
    person.http.close()


def put(person: Person, media_type: str, body: bytes) -> tuple[int, Any]:
    headers = {"Content-Type": media_type}
    return told(person.call("PUT", PROFILE, content=body, headers=headers))


def assert_refused(person: Person, media_type: str, body: bytes, status: int = 400) -> None:
    before = told(person.call("GET", PROFILE))
    answer = put(person, media_type, body)
    assert (told(person.call("GET", PROFILE)), answer[0]) == (before, status)


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_a_null_byte_is_refused_in_every_encoding(settled: Person, encode: Any) -> None:
    answer = told(settled.call("PUT", PROFILE, **encode({"first_name": "a\0b"})))
    assert answer == (400, {"first_name": CONTROL})


@pytest.mark.parametrize(
    "body", [b"first_name=a%FFb", b"first_name=%ED%A0%80", b"first_name=a\xffb"]
)
def test_bytes_that_are_no_text_are_refused_in_a_form(
    newcomer: Callable[[], Person], body: bytes
) -> None:
    assert_refused(newcomer(), FORM, body)


def test_bytes_that_are_no_text_are_refused_in_multipart(newcomer: Callable[[], Person]) -> None:
    assert_refused(newcomer(), MULTIPART, PART + b"\r\n\r\na\xffb" + END)


def test_the_last_of_equal_keys_counts(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    for number, options in enumerate(
        (
            raw_json('{"first_name": "Ada", "first_name": "Grace 0"}'),
            {"content": "first_name=Ada&first_name=Grace+1", "headers": {"Content-Type": FORM}},
            {"files": [("first_name", (None, "Ada")), ("first_name", (None, "Grace 2"))]},
        )
    ):
        expected = (200, shown_profile(person, first_name=f"Grace {number}"))
        assert told(person.call("PUT", PROFILE, **options)) == expected
        assert told(person.call("GET", PROFILE)) == expected


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_letters_of_every_script_survive(newcomer: Callable[[], Person], encode: Any) -> None:
    person = newcomer()
    names = {
        "first_name": "\u05d0\u0434\u0430 \U0001f600",
        "last_name": "O'Br\u00eb\u0301n & <b>+%",
    }
    expected = (200, shown_profile(person, **names))
    assert told(person.call("PUT", PROFILE, **encode(names))) == expected
    assert told(person.call("GET", PROFILE)) == expected


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("multipart/form-data; boundary=", b"--\r\n"),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n"),
        (MULTIPART, b"no boundary at all"),
        (MULTIPART, b"--other--\r\n"),
        (MULTIPART, PART),
        (MULTIPART, PART + b"\r\n\r\ncut"),
        (MULTIPART, PART + b'; filename="a"\r\n\r\ncut'),
        (MULTIPART, PART + b"\r\n" + b"X: y\r\n" * 20_000 + b"\r\nx" + END),
    ],
)
def test_broken_multipart_is_refused(
    newcomer: Callable[[], Person], media_type: str, body: bytes
) -> None:
    assert_refused(newcomer(), media_type, body)


@pytest.mark.parametrize(
    "body",
    [
        END.lstrip(),
        PART * 5000,
        PART + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!!" + END,
        b"--frontier\r\nContent-Disposition: form-data\r\n\r\nx" + END,
        b"--frontier\r\n\r\nx" + END,
        b"--frontier\r\nContent-Disposition: attachment\r\n\r\nx" + END,
        PART.replace(b"first_name", b"\xff") + b"\r\n\r\nx" + END,
    ],
)
def test_parts_that_say_nothing_change_nothing(settled: Person, body: bytes) -> None:
    before = told(settled.call("GET", PROFILE))
    assert put(settled, MULTIPART, body)[0] in {200, 400}
    assert told(settled.call("GET", PROFILE)) == before


@pytest.mark.parametrize("media_type", [FORM, MULTIPART])
def test_ten_megabytes_are_a_413(settled: Person, media_type: str) -> None:
    assert_refused(settled, media_type, b"a" * 10_000_000, 413)


def test_ten_megabytes_in_one_field_are_a_413(settled: Person) -> None:
    body = PART + b"\r\n\r\n" + b"a" * 10_000_000 + END
    assert_refused(settled, MULTIPART, body, 413)


def test_five_megabytes_that_are_no_picture_are_refused(settled: Person) -> None:
    before = told(settled.call("GET", PROFILE))
    body = PART + b"\r\n\r\n" + b"a" * 5_000_000 + END
    assert put(settled, MULTIPART, body)[0] in {400, 413}
    assert told(settled.call("GET", PROFILE)) == before


def test_ten_thousand_parts_are_refused(settled: Person) -> None:
    parts = as_multipart({f"field{number}": "x" for number in range(10_000)})
    assert told(settled.call("PUT", PROFILE, **parts))[0] in {400, 413}


@pytest.mark.parametrize(
    "charset",
    [
        "hex",
        "base64",
        "idna",
        "punycode",
        "undefined",
        "utf-7",
        "utf-16",
        "rot13",
        "nonsense",
        "'",
    ],
)
@pytest.mark.parametrize("media_type", [JSON, FORM, MULTIPART])
def test_no_charset_is_a_server_error(cast: Cast, media_type: str, charset: str) -> None:
    headers = {"Content-Type": f"{media_type}; charset={charset}"}
    body = PART + b"\r\n\r\n\xffxn--a" + END if media_type == MULTIPART else b"%ff"
    for path in ("/accounts/register/", LOGIN, "/contacts/"):
        answer = cast.anonymous.post(path, content=body, headers=headers)
        assert told(answer)[0] in {400, 401, 415}


def test_a_form_in_another_charset_is_read_or_refused(cast: Cast) -> None:
    headers = {"Content-Type": f"{FORM}; charset=latin-1"}
    body = f"username={cast.owner.username}&password={PASSWORD}"
    assert told(cast.anonymous.post(LOGIN, content=body, headers=headers))[0] in {200, 415}
