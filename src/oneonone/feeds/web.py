"""One's own feeds: made, looked at, ended."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.access import own_profile
from oneonone.common import clock
from oneonone.common.web import Page, PageRequest, read
from oneonone.feeds import access, actions
from oneonone.feeds.models import Kind
from oneonone.feeds.serializers import FeedSerializer
from oneonone.feeds.structs import address_of

PROTOCOL = "webcal"  # what calendar programs subscribe to when it is pressed


class OwnFeeds(Page):
    """The address that was just made is on the page that answers, and nowhere ever again."""

    template = "feeds/feeds.html"

    def get(self, request: PageRequest) -> HttpResponse:
        return self.show(context_of(request))

    def post(self, request: PageRequest) -> HttpResponse:
        values = read(FeedSerializer, request)
        _, secret = actions.make_feed(user=request.user, now=clock.now(), **values)
        address = address_of(secret)
        made = {
            "made": values["kind"],
            "address": address,
            "subscribe": f"{PROTOCOL}:{address.partition(':')[2]}",
        }
        return self.show({**context_of(request), **made})


class RevokeFeed(Page):
    def post(self, request: PageRequest, feed_id: int) -> HttpResponse:
        actions.revoke_feed(user=request.user, feed_id=feed_id)
        self.say(gettext("The address is ended. Nobody can read there any more."))
        return redirect("feeds")


def context_of(request: PageRequest) -> dict[str, Any]:
    own = {feed.kind: feed for feed in access.own_feeds(request.user)}
    return {
        "feeds": [(kind, own.get(kind)) for kind in Kind],
        "zone": own_profile(request.user).time_zone,
    }
