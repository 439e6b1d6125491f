from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.structs import MeetOut
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse, parse_query
from oneonone.common.rendering import structs_from
from oneonone.common.schema import (
    ALLOWED,
    ALLOWED_WHILE_OPEN,
    LIMITED,
    Done,
    Nothing,
    describe,
)
from oneonone.schedules.actions import finality, meets, plans
from oneonone.schedules.loading import ForbiddenTime, Steering
from oneonone.schedules.rules import HandMeet
from oneonone.schedules.serializers import (
    CountSerializer,
    MeetsSerializer,
    PlanSerializer,
    ScheduleSerializer,
)
from oneonone.schedules.structs.plans import (
    AlternativeOut,
    PlannedScheduleOut,
    VerdictOut,
    alternative_out,
    meets_out,
    planned_schedule_out,
    verdict_out,
)
from oneonone.schedules.structs.report import ChoiceOut, ReportOut, choices_out, report_out

USUAL_ALTERNATIVES = 3


class Finalize(APIView):
    @describe(
        "calendars.finalize",
        "Make a calendar final",
        gives=Done,
        ignores=("name", "start_date", "end_date"),
        refuses=ALLOWED,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_calendar(request.user, calendar_id)
        ignore_body(request)
        finality.finalize_calendar(owner=request.user, calendar_id=calendar_id, now=clock.now())
        return Response(Done("Calendar has been successfully finalized."))


class Reopen(APIView):
    @describe("calendars.reopen", "Open a final calendar again", gives=Done, refuses=ALLOWED)
    def post(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_calendar(request.user, calendar_id)
        ignore_body(request)
        finality.reopen_calendar(owner=request.user, calendar_id=calendar_id, now=clock.now())
        return Response(Done("Calendar has been successfully reopened."))


class Schedule(APIView):
    @describe("calendars.schedule.list", "The schedule", gives=list[MeetOut], refuses=ALLOWED)
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response(structs_from(MeetOut, access.meets(request.user, calendar_id)))

    @describe(
        "calendars.schedule.create",
        "Plan the best schedule",
        takes=PlanSerializer,
        gives=PlannedScheduleOut,
        refuses=(*ALLOWED_WHILE_OPEN, 409, *LIMITED),
    )
    def post(self, request: UserRequest, calendar_id: int) -> Response:
        calendar = access.own_open_calendar(request.user, calendar_id)
        values = parse(PlanSerializer, request, zone=calendar.zone)
        planned = plans.plan_schedule(
            owner=request.user,
            calendar_id=calendar_id,
            steering=Steering(
                keep=tuple(values.get("keep", ())),
                forbid=tuple(ForbiddenTime(**time) for time in values.get("forbid", ())),
                least_change=values.get("least_change", False),
            ),
            dry_run=values.get("dry_run", False),
            now=clock.now(),
        )
        return Response(planned_schedule_out(planned.plan, planned.user_ids, planned.meets))

    @describe(
        "calendars.schedule.update",
        "Set the schedule by hand",
        takes=ScheduleSerializer,
        gives=list[MeetOut],
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        calendar = access.own_open_calendar(request.user, calendar_id)
        values = parse(ScheduleSerializer, request, zone=calendar.zone)
        saved = meets.set_schedule(
            owner=request.user,
            calendar_id=calendar_id,
            meets=[HandMeet(**meet) for meet in values["meets"]],
            force=values.get("force", False),
        )
        return Response(meets_out(saved))

    @describe(
        "calendars.schedule.delete", "Clear the schedule", gives=Nothing, refuses=ALLOWED_WHILE_OPEN
    )
    def delete(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_open_calendar(request.user, calendar_id)
        ignore_body(request)
        meets.clear_schedule(owner=request.user, calendar_id=calendar_id)
        return Response(Nothing())


class ScheduleCheck(APIView):
    @describe(
        "calendars.schedule.check.create",
        "Tell whether a schedule is allowed, and what it costs",
        takes=MeetsSerializer,
        gives=VerdictOut,
        refuses=(*ALLOWED, *LIMITED),
    )
    def post(self, request: UserRequest, calendar_id: int) -> Response:
        calendar = access.own_calendar(request.user, calendar_id)
        values = parse(MeetsSerializer, request, zone=calendar.zone)
        verdict = plans.check_schedule(
            owner=request.user,
            calendar_id=calendar_id,
            meets=[HandMeet(**meet) for meet in values["meets"]],
            now=clock.now(),
        )
        return Response(verdict_out(verdict.broken, verdict.levels, verdict.best))


class Alternatives(APIView):
    @describe(
        "calendars.schedule.alternatives.list",
        "Other schedules that place as many",
        asks=CountSerializer,
        gives=list[AlternativeOut],
        refuses=(400, *ALLOWED, *LIMITED),
    )
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_calendar(request.user, calendar_id)
        asked = parse_query(CountSerializer, request)
        others = plans.find_alternatives(
            owner=request.user,
            calendar_id=calendar_id,
            count=asked.get("count", USUAL_ALTERNATIVES),
            now=clock.now(),
        )
        return Response([alternative_out(other, others.user_ids) for other in others.found])


class Report(APIView):
    @describe(
        "calendars.schedule.report.read",
        "Why, at what cost, and what would help",
        gives=ReportOut,
        refuses=(*ALLOWED, *LIMITED),
    )
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        reported = plans.report_schedule(
            owner=request.user, calendar_id=calendar_id, now=clock.now()
        )
        return Response(report_out(reported.report, reported.user_ids))


class Costs(APIView):
    @describe(
        "calendars.invitee.costs.list",
        "What each time of an invitee's would cost",
        gives=list[ChoiceOut],
        refuses=(*ALLOWED, *LIMITED),
    )
    def get(self, request: UserRequest, calendar_id: int, invitee_id: int) -> Response:
        costed = plans.cost_times(
            owner=request.user,
            calendar_id=calendar_id,
            invitee_id=invitee_id,
            now=clock.now(),
        )
        return Response(choices_out(costed.choices))
