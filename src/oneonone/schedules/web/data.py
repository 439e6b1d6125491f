"""What is kept about somebody: said, given to them, and deleted."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.forms import DeletionForm
from oneonone.calendars import access
from oneonone.calendars.actions.people import close_account
from oneonone.common import clock
from oneonone.common.rendering import encoder
from oneonone.common.web import FormPage, Page, PageRequest
from oneonone.schedules.records import record_of


class OwnData(Page):
    template = "schedules/data.html"

    def get(self, request: PageRequest) -> HttpResponse:
        return self.show(counts_of(request))


class Export(Page):
    def get(self, request: PageRequest) -> HttpResponse:
        written = msgspec.json.format(encoder.encode(record_of(request.user)), indent=2)
        return HttpResponse(
            written,
            content_type="application/json",
            headers={"Content-Disposition": 'attachment; filename="oneonone.json"'},
        )


class DeleteAccount(FormPage):
    template = "schedules/delete_account.html"
    form_class = DeletionForm
    request: PageRequest

    def around(self) -> dict[str, Any]:
        return counts_of(self.request)

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        close_account(user=self.request.user, password=values["password"], now=clock.now())
        logout(self.request)
        self.say(gettext("Your account is deleted, and everything with it."))
        return redirect("front")


def counts_of(request: PageRequest) -> dict[str, Any]:
    """Count what goes with an account."""
    user = request.user
    return {
        "calendars": access.own_calendars(user).count(),
        "invitations": access.own_invitations(user).count(),
        "availabilities": access.own_availabilities(user).count(),
    }
