from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.web.links import token_in
from oneonone.common import clock
from oneonone.common.tags import full_name
from oneonone.common.web import FormPage, Page, PageRequest, go_back, read
from oneonone.contacts import access, actions
from oneonone.contacts.blocking import read_block_token
from oneonone.contacts.forms import RequestForm
from oneonone.contacts.serializers import AnswerSerializer, BlockSerializer, FriendSerializer


class Contacts(FormPage):
    template = "contacts/contacts.html"
    form_class = RequestForm
    request: PageRequest

    def around(self) -> dict[str, Any]:
        user = self.request.user
        return {
            "friends": access.friends(user),
            "waiting": access.waiting_requests(user).select_related("requester"),
            "sent": access.sent_requests(user).select_related("requested"),
            "blocked": access.blocked_by(user),
        }

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        username = values["requested"]
        actions.request_contact(requester=self.request.user, username=username, now=clock.now())
        self.say(gettext("Your request to %s is sent.") % username)
        return redirect("contacts")


class Answer(Page):
    def post(self, request: PageRequest) -> HttpResponse:
        answer = read(AnswerSerializer, request)
        username, accept = answer["username"], answer["action"]
        actions.answer_request(
            requested=request.user, username=username, accept=accept, now=clock.now()
        )
        told = gettext("%s is a contact now.") if accept else gettext("The request of %s is gone.")
        self.say(told % username)
        return redirect("contacts")


class Remove(Page):
    def post(self, request: PageRequest) -> HttpResponse:
        username = read(FriendSerializer, request)["username"]
        actions.remove_contact(user=request.user, username=username, now=clock.now())
        self.say(gettext("%s is no contact any more.") % username)
        return redirect("contacts")


class Block(Page):
    def post(self, request: PageRequest) -> HttpResponse:
        username = read(FriendSerializer, request)["username"]
        actions.block_user(blocker=request.user, username=username, now=clock.now())
        self.say(gettext("%s is blocked, and is not told of it.") % username)
        return go_back(request, "contacts")


class Unblock(Page):
    def post(self, request: PageRequest) -> HttpResponse:
        username = read(FriendSerializer, request)["username"]
        actions.unblock_user(blocker=request.user, username=username, now=clock.now())
        self.say(gettext("%s is not blocked any more.") % username)
        return redirect("contacts")


class BlockHost(Page):
    """Where a guest, who has no account, blocks their host; looking at it does nothing."""

    public = True
    template = "contacts/block_host.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        reader, host = read_block_token(token_in(request))
        blocked = isinstance(reader, User) and has_blocked(reader, host)
        return self.show_state(host, blocked=blocked)

    def post(self, request: HttpRequest) -> HttpResponse:
        reader, host = read_block_token(token_in(request))
        blocked = read(BlockSerializer, request)["blocked"]
        change = actions.block_as_guest if blocked else actions.unblock_as_guest
        change(reader, host)
        return self.show_state(host, blocked=blocked, done=True)

    def show_state(self, host: User, *, blocked: bool, done: bool = False) -> HttpResponse:
        token, name = token_in(self.request), full_name(host)
        return self.show({"token": token, "name": name, "blocked": blocked, "done": done})


def has_blocked(reader: User, host: User) -> bool:
    return access.blocked_by(reader).filter(pk=host.pk).exists()
