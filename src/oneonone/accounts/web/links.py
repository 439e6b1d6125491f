"""What links in mails lead to, and where one asks for one. Looking at a page uses no link up."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts import access, links
from oneonone.accounts.forms import ForgottenForm, ResetForm
from oneonone.accounts.models import Purpose
from oneonone.common import clock
from oneonone.common.web import FormPage, Page
from oneonone.limits.addresses import client_address


class Forgotten(FormPage):
    public = True
    template = "accounts/forgotten.html"
    form_class = ForgottenForm

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        address = client_address(self.request)
        links.ask_for_link(email=values["email"], address=address, now=clock.now())
        self.say(gettext("If somebody has an account with this address, a link is on its way."))
        return redirect("login")


class NewPassword(FormPage):
    public = True
    template = "accounts/new_password.html"
    form_class = ResetForm

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        access.link(token_in(request), Purpose.RESET, clock.now())
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        access.link(token_in(request), Purpose.RESET, clock.now())
        return super().post(request, **kwargs)

    def around(self) -> dict[str, Any]:
        return {"token": token_in(self.request)}

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        links.reset_password(token=token_in(self.request), values=values, now=clock.now())
        self.say(gettext("Your new password is set. Please log in with it."))
        return redirect("login")


class Confirm(Page):
    public = True
    template = "accounts/confirm.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        link = access.link(token_in(request), Purpose.CONFIRM, clock.now())
        return self.show({"username": link.user.username, "token": token_in(request)})

    def post(self, request: HttpRequest) -> HttpResponse:
        links.confirm_account(token=token_in(request), now=clock.now())
        self.say(gettext("Your account is open. Please log in."))
        return redirect("login")


def token_in(request: HttpRequest) -> str:
    return request.POST.get("token") or request.GET.get("token", "")
