import io
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from PIL import Image
from support.accounts import PROFILE
from support.answers import told
from support.people import Cast, Person, register
from support.pictures import (
    drawn,
    png_that_claims,
    png_with_inflating_text,
    put_picture,
    put_untyped_picture,
    telling_jpeg,
)
from support.service import Service

MAX_BYTES = 5_000_000
UNREADABLE = ["Upload a valid JPEG, PNG or WebP picture of at most 25 megapixels."]
NO_FILE = ["The submitted data was not a file. Check the encoding type on the form."]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def sitter(service: Service) -> Iterator[Person]:
    """Somebody whose picture changes all the time."""
    person = register(service.url, "sitter")
    yield person
    person.http.close()


@pytest.fixture(scope="module")
def settled(service: Service) -> Iterator[Person]:
    """Somebody with a good picture, who is only ever refused another."""
    person = register(service.url, "settled")
    assert put_picture(person, drawn("PNG")).status_code == 200
    yield person
    person.http.close()


def picture_path(person: Person) -> str:
    return str(told(person.call("GET", PROFILE))[1]["profile_picture"])


def fetched(person: Person) -> Image.Image:
    """Fetch the picture as a browser would, without a token, and decode it."""
    answer = person.http.get(picture_path(person), headers={"Authorization": ""})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    picture = Image.open(io.BytesIO(answer.content))
    picture.load()
    return picture


def assert_refused(person: Person, content: bytes, messages: list[str], name: str) -> None:
    before = told(person.call("GET", PROFILE))
    answer = put_untyped_picture(person, content, first_name="Changed", time_zone="Asia/Tokyo")
    assert told(answer) == (400, {"profile_picture": messages})
    assert told(put_picture(person, content, name)) == (400, {"profile_picture": messages})
    assert told(person.call("GET", PROFILE)) == before
    fetched(person)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("put", [put_picture, put_untyped_picture])
def test_three_kinds_are_taken(
    sitter: Person, kind: str, put: Callable[[Person, bytes], httpx.Response]
) -> None:
    status, shown = told(put(sitter, drawn(kind)))
    assert status == 200
    assert (status, shown) == told(sitter.call("GET", PROFILE))
    assert fetched(sitter).size == (512, 512)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "1"),
        ("PNG", "L"),
        ("PNG", "LA"),
        ("PNG", "P"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_colour_mode_is_taken(sitter: Person, kind: str, mode: str) -> None:
    assert told(put_picture(sitter, drawn(kind, mode)))[0] == 200
    assert fetched(sitter).size == (512, 512)


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (5000, 5000)])
def test_every_shape_up_to_25_megapixels_is_taken(sitter: Person, size: tuple[int, int]) -> None:
    assert told(put_picture(sitter, drawn("PNG", "1", size)))[0] == 200
    assert fetched(sitter).size == (512, 512)


def test_nothing_but_the_pixels_is_kept(sitter: Person) -> None:
    sent = telling_jpeg()
    assert b"Canary" in sent
    assert told(put_picture(sitter, sent))[0] == 200
    kept = fetched(sitter)
    assert dict(kept.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & kept.info.keys()
    assert b"Canary" not in sitter.http.get(picture_path(sitter)).content


def test_a_picture_lies_as_its_camera_was_held(sitter: Person) -> None:
    assert told(put_picture(sitter, telling_jpeg()))[0] == 200
    kept = fetched(sitter).convert("RGB")
    top, bottom = kept.getpixel((256, 60)), kept.getpixel((256, 450))
    assert (top[0] > 200, top[2] < 50) == (True, True)
    assert (bottom[0] < 50, bottom[2] > 200) == (True, True)


def test_a_picture_comes_with_its_profile_in_one_request(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    answer = put_untyped_picture(person, drawn("PNG"), first_name="Ada", time_zone="Asia/Tokyo")
    status, shown = told(answer)
    assert (status, shown["user"]["first_name"], shown["time_zone"]) == (200, "Ada", "Asia/Tokyo")
    assert told(person.call("GET", PROFILE)) == (200, shown)
    assert fetched(person).size == (512, 512)


def test_the_path_answers_with_and_without_its_slash(settled: Person) -> None:
    path = picture_path(settled).rstrip("/")
    answers = [settled.http.get(address) for address in (path, f"{path}/")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert settled.http.head(path).status_code == 200


def test_a_picture_is_served_as_inert(settled: Person) -> None:
    headers = settled.http.get(picture_path(settled)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_replaced_picture_is_gone(sitter: Person) -> None:
    put_picture(sitter, drawn("PNG"))
    old = picture_path(sitter)
    assert put_picture(sitter, drawn("PNG")).status_code == 200
    assert picture_path(sitter) != old
    assert told(sitter.http.get(old)) == (404, {"detail": "Not found."})
    fetched(sitter)


def test_null_removes_the_picture(sitter: Person) -> None:
    put_picture(sitter, drawn("PNG"))
    old = picture_path(sitter)
    status, shown = told(sitter.call("PUT", PROFILE, {"profile_picture": None}))
    assert (status, shown["profile_picture"]) == (200, None)
    assert told(sitter.call("GET", PROFILE)) == (200, shown)
    assert told(sitter.http.get(old)) == (404, {"detail": "Not found."})
    assert told(sitter.call("PUT", PROFILE, {"profile_picture": None})) == (200, shown)


def test_a_picture_that_is_not_sent_stays(settled: Person) -> None:
    before = picture_path(settled)
    assert told(settled.call("PUT", PROFILE, {"last_name": "Tester"}))[0] == 200
    assert picture_path(settled) == before


@pytest.mark.parametrize(
    "name", ["../../../evil.png", "..", "/etc/passwd", "a\\..\\b.png", "x" * 300, "\u202egnp.exe"]
)
def test_the_files_name_says_nothing(sitter: Person, name: str) -> None:
    assert told(put_picture(sitter, drawn("PNG"), name))[0] in {200, 400}
    assert told(put_picture(sitter, drawn("PNG"), f"{name}.png"))[0] == 200
    kept = picture_path(sitter).removeprefix("/media/pictures/").rstrip("/")
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}\.webp", kept)
    fetched(sitter)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.svg", SVG),
        ("picture.png", SVG),
        ("picture.gif", drawn("GIF")),
        ("picture.png", drawn("GIF")),
        ("picture.tiff", drawn("TIFF")),
        ("picture.png", drawn("TIFF")),
        ("picture.eps", drawn("EPS")),
        ("picture.bmp", drawn("BMP")),
        ("picture.ico", drawn("ICO")),
        ("picture.pdf", drawn("PDF")),
        ("picture.jp2", drawn("JPEG2000")),
        ("picture.avif", drawn("AVIF")),
        ("picture.png", b"some text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n"),
        ("picture.jpg", b"\xff\xd8\xff"),
        ("picture.webp", b"RIFF\x10\0\0\0WEBPVP8 "),
        ("picture.png", drawn("PNG")[:-40]),
        ("picture.jpg", drawn("JPEG")[:-60]),
        ("picture.webp", drawn("WEBP")[:-20]),
        ("picture.png", drawn("PNG", "1", (5001, 5000))),
        ("picture.png", png_that_claims(60_000, 60_000)),
        ("picture.png", png_that_claims(2**31 - 1, 2**31 - 1)),
        ("picture.png", png_that_claims(0, 0)),
        ("picture.png", png_with_inflating_text()),
    ],
)
def test_everything_else_is_refused(settled: Person, name: str, content: bytes) -> None:
    assert_refused(settled, content, UNREADABLE, name)


def test_an_empty_file_is_refused(settled: Person) -> None:
    assert_refused(settled, b"", ["The submitted file is empty."], "picture.png")


def test_five_megabytes_are_taken_and_not_a_byte_more(sitter: Person, settled: Person) -> None:
    largest = drawn("JPEG").ljust(MAX_BYTES, b"\0")
    assert told(put_picture(sitter, largest))[0] == 200
    refusal = ["A picture has at most 5,000,000 bytes."]
    assert_refused(settled, largest + b"\0", refusal, "picture.jpg")


def test_a_far_larger_body_is_refused(settled: Person) -> None:
    before = told(settled.call("GET", PROFILE))
    answer = put_picture(settled, drawn("JPEG").ljust(10_000_000, b"\0"))
    assert told(answer)[0] == 413
    assert told(settled.call("GET", PROFILE)) == before


@pytest.mark.parametrize("value", ["picture.png", "", 1, True, [], {}, "data:image/png;base64,AA"])
def test_a_picture_in_json_is_refused(settled: Person, value: object) -> None:
    before = told(settled.call("GET", PROFILE))
    body = {"profile_picture": value, "first_name": "Changed"}
    assert told(settled.call("PUT", PROFILE, body)) == (400, {"profile_picture": NO_FILE})
    assert told(settled.call("GET", PROFILE)) == before


@pytest.mark.parametrize(
    "name",
    [
        "nothing.webp",
        "..%2f..%2fsecret_key",
        "..%2f..%2fdb.sqlite3",
        "%2e%2e",
        "%00.webp",
        "%ff",
        "%0a",
        "a" * 3000,
    ],
)
def test_no_other_name_finds_a_file(cast: Cast, name: str) -> None:
    answer = cast.anonymous.get(f"/media/pictures/{name}")
    assert told(answer) == (404, {"detail": "Not found."})
