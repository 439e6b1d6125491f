"""Pictures that one person sends at once: one stays, and no file besides."""

from __future__ import annotations

import io
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PIL import Image
from support.accounts import PROFILE
from support.people import PASSWORD, Person, register
from support.races import LONG, RUNNERS, Track, run_rounds, statuses

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

pytestmark = LONG


def make_picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(drawn, "PNG")
    return drawn.getvalue()


PICTURE = make_picture()


def send_picture(
    track: Track, person: Person, passwords: dict[str, str], client: httpx.Client
) -> httpx.Response:
    headers = {"Authorization": person.http.headers["Authorization"]}
    files = {"profile_picture": ("picture.png", PICTURE)}
    return client.put(f"{track.url}{PROFILE}", headers=headers, files=files, data=passwords)


def one_picture_stays(pictures: Path, track: Track, **passwords: str) -> None:
    before = set(pictures.glob("*"))
    person = register(str(track.cast.anonymous.base_url))
    with closing(person.http):
        answers = track.race([partial(send_picture, track, person, passwords)] * RUNNERS)
    assert len(set(pictures.glob("*")) - before) == 1
    winners = 1 if passwords else RUNNERS
    assert statuses(answers)[200] == winners


def test_of_pictures_sent_at_once_one_stays(track: Track, home: Path) -> None:
    run_rounds(partial(one_picture_stays, home / "media" / "pictures"), track)


def test_a_picture_that_came_with_a_lost_password_change_is_not_kept(
    track: Track, home: Path
) -> None:
    new = "amber-Lantern-7"
    passwords = {"current_password": PASSWORD, "new_password": new, "confirm_password": new}
    run_rounds(partial(one_picture_stays, home / "media" / "pictures", **passwords), track)
