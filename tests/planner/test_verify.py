"""Every rule of a plan, kept and broken once."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from planner.monday import at, periods, pin, plan, problem

from oneonone.planner import Meet, Plan, Reason, Stretch, Unplaced, verify
from oneonone.planner.verify import UnsoundPlanError, require_sound

ASKED = problem(
    buffer_minutes=5,
    owner=periods(("09:00-12:00", 3), "13:00-14:00"),
    people={
        "ana": periods(("09:00-10:00", 3)),
        "bo": periods("09:00-11:00"),
        "cy": periods(("13:00-14:00", 1)),
        "dee": (),
        "eve": periods("15:00-16:00"),
    },
    lengths={"bo": 45},
    pinned=(pin("cy", "13:10-13:20"),),
)
MADE = plan(ASKED)


def move(person: str, **changed: object) -> Plan:
    meets = [replace(m, **changed) if m.person == person else m for m in MADE.meets]
    return replace(MADE, meets=tuple(meets))


def reasoned(person: str, reason: Reason) -> Plan:
    left = [replace(u, reason=reason) if u.person == person else u for u in MADE.unplaced]
    return replace(MADE, unplaced=tuple(left))


def levels(**changed: object) -> Plan:
    return replace(MADE, levels=MADE.levels._replace(**changed))


def bound(**changed: object) -> Plan:
    return replace(MADE, bound=MADE.bound._replace(**changed))


def dropped(person: str) -> Plan:
    return replace(MADE, meets=tuple(meet for meet in MADE.meets if meet.person != person))


def test_a_sound_plan_has_no_fault() -> None:
    assert [(meet.person, meet.preference) for meet in MADE.meets] == [
        ("ana", 3),
        ("bo", 2),
        ("cy", 1),
    ]
    assert verify(ASKED, MADE) == ()
    require_sound(ASKED, MADE)


def test_a_meeting_may_touch_what_is_forbidden() -> None:
    forbidden = (Stretch(at("08:00"), at("09:00")), Stretch(at("09:30"), at("10:00")))
    assert verify(replace(ASKED, forbidden={"ana": forbidden}), MADE) == ()


ZOE = Meet("zoe", at("15:00"), at("15:30"), 2)
EVE = Meet("eve", at("15:00"), at("15:30"), 2)


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (lambda: dropped("ana"), "ana stands 0 times in the plan"),
        (lambda: replace(MADE, meets=(*MADE.meets, EVE)), "eve stands 2 times in the plan"),
        (lambda: replace(MADE, meets=(*MADE.meets, ZOE)), "zoe is none of the people"),
        (lambda: move("bo", end=at("10:30")), "bo does not meet for 45 minutes"),
        (
            lambda: move("bo", start=at("09:36"), end=at("10:21")),
            "bo does not start on the step",
        ),
        (
            lambda: move("ana", start=at("10:30"), end=at("11:00")),
            "ana did not offer all of the meeting",
        ),
        (
            lambda: move("ana", start=at("08:55"), end=at("09:25")),
            "the owner did not offer all of ana's meeting",
        ),
        (lambda: move("ana", preference=2), "ana's preference is not 2"),
        (lambda: move("cy", end=at("13:25")), "cy does not meet when pinned"),
        (lambda: move("ana", start=at("09:10"), end=at("09:40")), "ana and bo clash"),
        (lambda: move("bo", start=at("09:30"), end=at("10:15")), "ana and bo clash"),
        (lambda: move("bo", start=at("09:00"), end=at("09:45")), "ana and bo clash"),
        (
            lambda: replace(MADE, meets=MADE.meets[::-1]),
            "ana stands after bo, who meets later",
        ),
        (lambda: reasoned("dee", Reason.NO_OVERLAP), "dee's reason is not no_overlap"),
        (lambda: reasoned("eve", Reason.NO_REPLY), "eve's reason is not no_reply"),
        (
            lambda: reasoned("eve", Reason.OUT_OF_TIME),
            "eve is out of time in an optimal plan",
        ),
        (
            lambda: levels(placed=4),
            "the levels are 3, 6, 1, 8, 285, 0 moved, not 4, 6, 1, 8, 285, 0 moved",
        ),
        (
            lambda: levels(at_one=0),
            "the levels are 3, 6, 1, 8, 285, 0 moved, not 3, 6, 0, 8, 285, 0 moved",
        ),
        (
            lambda: levels(starts=Fraction(1, 2)),
            "the levels are 3, 6, 1, 8, 285, 0 moved, not 3, 6, 1, 8, 1/2, 0 moved",
        ),
        (lambda: bound(preference=5), "the bound 3, 5, 1, 8, 285, 0 moved lies below the levels"),
        (
            lambda: bound(owner_preference=9),
            "the plan is optimal when it attains its bound, and only then",
        ),
        (
            lambda: replace(MADE, optimal=False),
            "the plan is optimal when it attains its bound, and only then",
        ),
    ],
)
def test_a_broken_plan_is_told_apart(broken: Callable[[], Plan], fault: str) -> None:
    faults = verify(ASKED, broken())
    assert fault in faults
    with pytest.raises(UnsoundPlanError) as caught:
        require_sound(ASKED, broken())
    assert str(caught.value) == "; ".join(faults)


def test_a_pin_may_not_be_left_out() -> None:
    left = Unplaced("cy", Reason.CROWDED_OUT, "cy is left out.")
    without = replace(dropped("cy"), unplaced=(*MADE.unplaced, left))
    assert "cy is pinned and has no meeting" in verify(ASKED, without)
