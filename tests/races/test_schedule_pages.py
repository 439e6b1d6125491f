"""However many change a schedule through its pages at once, each knows what it changes."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from support.calendars import day, fill_calendar, offer, schedule
from support.pages import Visitor, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.calendars import Filled
    from support.people import Cast

RUNNERS = 8
TIMES = "2094-03-01T11:00:00Z/2094-03-01T11:30:00Z"


@pytest.fixture
def raced(guarded: str, cast: Cast) -> Filled:
    return fill_calendar(cast)


@pytest.fixture
def visitors(guarded: str, cast: Cast) -> Iterator[list[Visitor]]:
    """The owner in as many tabs as there are runners."""
    came = [visit(guarded, cast.owner.username) for _ in range(RUNNERS)]
    yield came
    for one in came:
        one.http.close()


def together(visitors: list[Visitor], sent: list[tuple[str, dict[str, str]]]) -> list[int]:
    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = [
            pool.submit(visitor.send, path, values)
            for visitor, (path, values) in zip(visitors, sent, strict=True)
        ]
        return [answer.result().status_code for answer in answers]


def tag_of(visitor: Visitor, filled: Filled) -> str:
    page = visitor.see(f"/c/{filled.id}/schedule/").text
    return str(re.findall('data-tag="(.*?)"', page)[0])


def test_of_moves_onto_one_time_one_is_made(
    visitors: list[Visitor], raced: Filled, cast: Cast
) -> None:
    tag = tag_of(visitors[0], raced)
    values = {"tag": tag, "times": TIMES, "force": "true"}
    people = (raced.invited["id"], raced.other_invited["id"])
    sent = [(f"/c/{raced.id}/schedule/{who}/", values) for who in people * (RUNNERS // 2)]
    statuses = together(visitors, sent)
    assert sorted(statuses) == [302] + [412] * (RUNNERS - 1)
    starts = [start for _, start, _ in schedule(cast.owner, raced.calendar)]
    assert starts in ([day("09:00"), day("11:00")], [day("10:00"), day("11:00")])


def test_a_plan_knows_the_answer_that_came_meanwhile(
    visitors: list[Visitor], raced: Filled, cast: Cast
) -> None:
    """Whichever comes first: a plan without the answer says that it is out of date."""
    plan = (f"/c/{raced.id}/schedule/plan/", dict[str, str]())
    with ThreadPoolExecutor(2) as pool:
        planning = pool.submit(together, visitors[:2], [plan, plan])
        pool.submit(offer, cast.invitee, raced.calendar, "11:00", "12:00", 3).result()
        statuses = planning.result()
    assert set(statuses) <= {302, 503}
    assert 302 in statuses
    page = visitors[0].see(f"/c/{raced.id}/schedule/").text
    starts = {who: start for who, start, _ in schedule(cast.owner, raced.calendar)}
    knows = starts[cast.invitee.id] == day("11:00")
    assert knows or "1 change since this plan" in page
