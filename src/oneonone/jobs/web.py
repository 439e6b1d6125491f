"""What the staff sees of background work."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.common.web import Page, PageRequest
from oneonone.jobs import access, actions
from oneonone.jobs.backlog import count_jobs

MOST_SHOWN = 100


class BackgroundWork(Page):
    template = "jobs/background_work.html"

    def get(self, request: PageRequest) -> HttpResponse:
        troubled = access.troubled_jobs(request.user)
        return self.show({"backlog": count_jobs(), "jobs": troubled[:MOST_SHOWN]})


class Again(Page):
    def post(self, request: PageRequest, job_id: int) -> HttpResponse:
        actions.try_again(staff=request.user, job_id=job_id)
        self.say(gettext("It is tried again now."))
        return redirect("background_work")
