"""However many move meetings at once, no two of them overlap."""

from support.calendars import day, done, invite, make_calendar, meet, schedule
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, statuses

pytestmark = LONG


def meetings_never_overlap(track: Track) -> None:
    """Half of sixteen move one meeting to eleven, half another; one of the two gets there."""
    owner, people = track.cast.owner, (track.cast.invitee, track.cast.other)
    calendar = make_calendar(owner)
    for person in people:
        invite(owner, calendar, person)
    meets = [meet(people[0], "09:00", "09:30"), meet(people[1], "10:00", "10:30")]
    body = {"meets": meets, "force": True}
    first, second = done(owner, "PUT", f"{calendar}schedule/", body)
    eleven = {"start_period": day("11:00"), "end_period": day("11:30"), "force": True}
    moves = [
        track.call(owner, "PUT", f"{calendar}schedule/{row['id']}/", eleven)
        for row in (first, second)
    ]
    answers = track.send(moves * (RUNNERS // 2))
    assert set(statuses(answers)) == {200, 400}
    starts = [start for _, start, _ in schedule(owner, calendar)]
    assert sorted(starts) in (
        [day("09:00"), day("11:00")],
        [day("10:00"), day("11:00")],
    )


def test_meetings_never_overlap(track: Track) -> None:
    run_rounds(meetings_never_overlap, track)


def test_meetings_would_overlap(breaks_without: Breaks) -> None:
    breaks_without("claim", meetings_never_overlap)
