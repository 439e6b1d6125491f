from hashlib import sha256

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.calendar_files import MEDIA_TYPE, ics_response
from oneonone.common.errors import NotFound
from oneonone.common.rendering import structs_from
from oneonone.common.schema import LIMITED, LOGGED_IN, Nothing, describe
from oneonone.feeds import access, actions
from oneonone.feeds.loading import write_feed
from oneonone.feeds.models import Feed
from oneonone.feeds.serializers import FeedSerializer
from oneonone.feeds.structs import FeedOut, NewFeedOut, new_feed_out
from oneonone.limits.actions import spend
from oneonone.limits.addresses import client_address
from oneonone.limits.policy import FEED_READS, UNKNOWN_FEEDS


class FeedList(APIView):
    @describe("feeds.list", "One's own feeds, without their addresses", gives=list[FeedOut])
    def get(self, request: UserRequest) -> Response:
        return Response(structs_from(FeedOut, access.own_feeds(request.user)))

    @describe(
        "feeds.create",
        "Make the address of a feed; one that there was ends",
        takes=FeedSerializer,
        gives=NewFeedOut,
        refuses=(*LOGGED_IN, *LIMITED),
    )
    def post(self, request: UserRequest) -> Response:
        values = parse(FeedSerializer, request)
        feed, secret = actions.make_feed(user=request.user, now=clock.now(), **values)
        return Response(new_feed_out(feed, secret))


class FeedDetail(APIView):
    @describe("feeds.delete", "End the address of a feed", gives=Nothing, refuses=(401, 404))
    def delete(self, request: UserRequest, feed_id: int) -> Response:
        access.own_feed(request.user, feed_id)
        ignore_body(request)
        actions.revoke_feed(user=request.user, feed_id=feed_id)
        return Response(Nothing())


class FeedFile(APIView):
    """A feed, to whoever knows its address; whatever else is asked for here is not found."""

    authentication_classes = ()
    permission_classes = ()

    @describe(
        "feeds.ics.read",
        "Somebody's final meetings as iCalendar",
        gives=str,
        media_type=MEDIA_TYPE,
        refuses=(404, *LIMITED),
        gives_tag=True,
        revalidates=True,
    )
    def get(self, request: Request, secret: str) -> HttpResponseBase:
        now = clock.now()
        feed = find_feed(request, secret)
        spend(FEED_READS, feed.pk, now)
        content = write_feed(feed, now)
        response = ics_response("oneonone.ics", content)
        response.headers["ETag"] = f'"{sha256(content).hexdigest()[:32]}"'
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Robots-Tag"] = "noindex"
        return unless_known(request, response)


def find_feed(request: Request, secret: str) -> Feed:
    """Find a feed by its address; one address of the network does not guess for long."""
    try:
        return access.feed_at(secret)
    except NotFound:
        spend(UNKNOWN_FEEDS, client_address(request), clock.now())
        raise


def unless_known(request: Request, response: HttpResponse) -> HttpResponseBase:
    """Answer 304 to whoever has these very bytes."""
    asked = request._request  # noqa: SLF001  what Django's function takes
    found = get_conditional_response(asked, etag=response.headers["ETag"], response=response)
    return found or response
