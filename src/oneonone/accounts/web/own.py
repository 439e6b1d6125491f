"""One's own account."""

from collections.abc import Mapping
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext

from oneonone.accounts import access, actions
from oneonone.accounts.forms import PasswordForm, ProfileForm
from oneonone.common import clock
from oneonone.common.forms import ServiceForm
from oneonone.common.web import FormPage, Page, PageRequest


@method_decorator(csp_update({"img-src": [SELF, "blob:"]}), name="dispatch")  # the preview
class OwnProfile(FormPage):
    template = "accounts/profile.html"
    form_class = ProfileForm
    request: PageRequest

    def form(self, **sent: Any) -> ServiceForm:
        user = self.request.user
        zone = access.own_profile(user).time_zone
        names = {name: getattr(user, name) for name in actions.USER_FIELDS}
        return ProfileForm(initial={**names, "time_zone": zone}, **sent)

    def around(self) -> dict[str, Any]:
        return {"profile": access.own_profile(self.request.user)}

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        actions.update_profile(user=self.request.user, values=values, now=clock.now())
        self.say(gettext("Your profile is saved."))
        return redirect("profile")


class Picture(Page):
    def post(self, request: PageRequest) -> HttpResponse:
        """Remove one's picture."""
        values = {"profile_picture": None}
        actions.update_profile(user=request.user, values=values, now=clock.now())
        self.say(gettext("Your picture is removed."))
        return redirect("profile")


class Password(FormPage):
    template = "accounts/password.html"
    form_class = PasswordForm
    request: PageRequest

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        actions.update_profile(user=self.request.user, values=values, now=clock.now())
        update_session_auth_hash(self.request, self.request.user)
        self.say(gettext("Your password is changed. Everywhere else you are logged out."))
        return redirect("password")
