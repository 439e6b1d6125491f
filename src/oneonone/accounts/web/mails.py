"""Which mails somebody gets."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from oneonone.accounts import access, actions
from oneonone.accounts.forms import MailsForm
from oneonone.accounts.mails import MAILS, read_stop_token
from oneonone.common import clock
from oneonone.common.forms import ServiceForm
from oneonone.common.look import language_of
from oneonone.common.web import FormPage, Page, PageRequest


class Mails(FormPage):
    template = "accounts/mails.html"
    form_class = MailsForm
    request: PageRequest

    def form(self, **sent: Any) -> ServiceForm:
        profile = access.own_profile(self.request.user)
        wanted = [kind for kind in MAILS if kind not in profile.unwanted_mails]
        language = profile.language or language_of(self.request)
        return MailsForm(initial={"wanted_mails": wanted, "language": language}, **sent)

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        unwanted = [kind for kind in MAILS if kind not in values["wanted_mails"]]
        changed = {"unwanted_mails": unwanted, "language": values["language"]}
        actions.update_profile(user=self.request.user, values=changed, now=clock.now())
        self.say(gettext("Your choice is saved."))
        return redirect("mails")


@method_decorator(csrf_exempt, name="dispatch")  # a mail program sends the form (RFC 8058)
class Stop(Page):
    """Whoever has the mail may end mails of its kind; looking at the page ends nothing."""

    public = True
    template = "accounts/stop_mails.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        token = request.GET.get("token", "")
        _, kind = read_stop_token(token)
        return self.show({"kind": MAILS[kind], "token": token})

    def post(self, request: HttpRequest) -> HttpResponse:
        token = request.GET.get("token") or request.POST.get("token", "")
        user_id, kind = read_stop_token(token)
        actions.stop_mails(user_id=user_id, kind=kind)
        return self.show({"kind": MAILS[kind], "stopped": True})
