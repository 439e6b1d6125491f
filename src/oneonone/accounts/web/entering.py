"""The way in and out: front page, sign up, log in, log out."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts import actions
from oneonone.accounts.forms import LoginForm, SignupForm
from oneonone.accounts.sessions import begin_session
from oneonone.accounts.showcase import FIRST_COME, GUESTS, HOURS
from oneonone.common import clock
from oneonone.common.look import language_of
from oneonone.common.web import FormPage, Page, go_back
from oneonone.limits.actions import spend
from oneonone.limits.addresses import client_address
from oneonone.limits.policy import REGISTRATIONS_BY_ADDRESS


class Front(Page):
    public = True
    template = "accounts/front.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("home")
        return self.show({"hours": HOURS, "guests": GUESTS, "first_come": FIRST_COME})


class EnteringPage(FormPage):
    """A form for whoever is not logged in; who is goes on to where they wanted to be."""

    public = True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return go_back(request, "home")
        return super().get(request, **kwargs)

    def around(self) -> dict[str, Any]:
        return {"next": self.request.POST.get("next") or self.request.GET.get("next", "")}


class Signup(EnteringPage):
    template = "accounts/signup.html"
    form_class = SignupForm

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        spend(REGISTRATIONS_BY_ADDRESS, client_address(request), clock.now())
        return super().post(request, **kwargs)

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        user = actions.register_user(**values, language=language_of(self.request))
        if not user.is_active:
            self.say(gettext("Now open the link in the mail that you get, and log in."))
            return redirect("login")
        begin_session(self.request, user, clock.now())
        return go_back(self.request, "home")


class Login(EnteringPage):
    template = "accounts/login.html"
    form_class = LoginForm

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        now, address = clock.now(), client_address(self.request)
        user = actions.check_login(
            username=values["username"], password=values["password"], address=address, now=now
        )
        begin_session(self.request, user, now)
        return go_back(self.request, "home")


class Logout(Page):
    public = True

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        self.say(gettext("You are logged out."))
        return redirect("front")
