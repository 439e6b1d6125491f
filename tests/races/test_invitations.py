"""Several paste the same names at once: each person is invited once, and each line is true."""

import httpx
from support.calendars import FUTURE, get, make_calendar
from support.pages import visit
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds

pytestmark = LONG


def one_paste_wins_each_name(track: Track) -> None:
    calendar = make_calendar(track.cast.owner)
    path = f"/c/{calendar.split('/')[2]}/invite/"
    people = [track.cast.invitee, track.cast.other, track.cast.stranger]
    names = "\n".join(person.username for person in people)
    visitor = visit(track.url, track.cast.owner.username)
    token = visitor.http.cookies["csrftoken"]
    form = {"usernames": names, "deadline": FUTURE, "csrfmiddlewaretoken": token}
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.http.cookies.items())

    def paste(client: httpx.Client) -> httpx.Response:
        headers = {"Cookie": cookies, "Accept": "text/html"}
        return client.post(f"{track.url}{path}", data=form, headers=headers)

    answers = track.race([paste] * RUNNERS)
    visitor.http.close()
    assert sorted(answer.status_code for answer in answers) == [302, *[400] * (RUNNERS - 1)]
    refused = [answer.text.count("This user is already invited.") for answer in answers]
    assert sorted(refused) == [0, *[len(people)] * (RUNNERS - 1)]
    rows = get(track.cast.owner, f"{calendar}invitee/")
    assert [row["invitee"] for row in rows] == [person.id for person in people]


def test_one_paste_wins_each_name(track: Track) -> None:
    run_rounds(one_paste_wins_each_name, track)


def test_several_would_invite_the_same_people(breaks_without: Breaks) -> None:
    breaks_without("claim", one_paste_wins_each_name)
