"""What a schedule of one's own is worth."""

from fractions import Fraction

import pytest
from planner.monday import periods, pin, problem

from oneonone.planner import Levels, ProblemError, judge

ASKED = problem(
    people={"ana": periods(("09:00-10:00", 3)), "bo": periods("09:00-10:00")},
    buffer_minutes=10,
    pinned=(pin("bo", "11:00-11:30"),),
)


def test_only_its_own_meetings_count() -> None:
    held = [pin("ana", "09:30-10:00")]
    assert judge(ASKED, held) == Levels(1, 3, 0, 2, Fraction(30))
    assert judge(ASKED, []) == Levels(0, 0, 0, 0, Fraction())


def test_it_may_not_clash() -> None:
    with pytest.raises(ProblemError) as caught:
        judge(ASKED, [pin("ana", "09:00-09:30"), pin("bo", "09:30-10:00")])
    assert str(caught.value) == ("pinned[1]: bo comes closer than the buffer to ana in pinned[0]")
