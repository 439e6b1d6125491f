from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.accounts.structs import PersonOut
from oneonone.common import clock
from oneonone.common.api import UserRequest, parse
from oneonone.common.refusals import as_error
from oneonone.common.rendering import structs_from
from oneonone.common.schema import LIMITED, LOGGED_IN, describe
from oneonone.contacts import access, actions
from oneonone.contacts.serializers import (
    AnswerSerializer,
    FriendRequestSerializer,
    FriendSerializer,
)
from oneonone.contacts.structs import Contacts, FriendRequestOut, Message


class ContactList(APIView):
    @describe("contacts.list", "One's contacts", gives=Contacts)
    def get(self, request: UserRequest) -> Response:
        contacts = structs_from(PersonOut, access.friends(request.user))
        return Response(Contacts(friends=[c.username for c in contacts], contacts=contacts))


class FriendRequests(APIView):
    @describe(
        "contacts.friendRequests.list",
        "Requests that wait for an answer",
        gives=list[FriendRequestOut],
    )
    def get(self, request: UserRequest) -> Response:
        waiting = access.waiting_requests(request.user)
        names = waiting.values_list("requester__username", flat=True)
        return Response([FriendRequestOut(requester_username=name) for name in names])


class FriendRequestAnswer(APIView):
    shape_refusal = staticmethod(as_error)

    @describe(
        "contacts.friendRequests.request.create",
        "Accept or reject a request",
        takes=AnswerSerializer,
        gives=Message,
        refuses=(*LOGGED_IN, *LIMITED),
    )
    def post(self, request: UserRequest) -> Response:
        answer = parse(AnswerSerializer, request)
        username, accept = answer["username"], answer["action"]
        actions.answer_request(
            requested=request.user, username=username, accept=accept, now=clock.now()
        )
        outcome = "accepted" if accept else "rejected"
        return Response(Message(f"User with username: {username} has been {outcome}"))


class BlockList(APIView):
    shape_refusal = staticmethod(as_error)

    @describe("contacts.blocks.list", "Whom one has blocked", gives=list[PersonOut])
    def get(self, request: UserRequest) -> Response:
        return Response(structs_from(PersonOut, access.blocked_by(request.user)))

    @describe(
        "contacts.blocks.create",
        "Block somebody, who does not get to know of it",
        takes=FriendSerializer,
        gives=Message,
        refuses=(*LOGGED_IN, *LIMITED),
        status=201,
    )
    def post(self, request: UserRequest) -> Response:
        username = parse(FriendSerializer, request)["username"]
        actions.block_user(blocker=request.user, username=username, now=clock.now())
        message = Message(f"User with username: {username} has been blocked")
        return Response(message, status=201)

    @describe(
        "contacts.blocks.delete",
        "Let somebody reach one again",
        takes=FriendSerializer,
        refuses=(*LOGGED_IN, *LIMITED),
        status=204,
    )
    def delete(self, request: UserRequest) -> Response:
        username = parse(FriendSerializer, request)["username"]
        actions.unblock_user(blocker=request.user, username=username, now=clock.now())
        return Response(status=204)


class Friend(APIView):
    shape_refusal = staticmethod(as_error)

    @describe(
        "contacts.friendRequests.user.create",
        "Ask somebody to be a contact",
        takes=FriendRequestSerializer,
        gives=Message,
        refuses=(*LOGGED_IN, *LIMITED),
        status=201,
    )
    def post(self, request: UserRequest) -> Response:
        username = parse(FriendRequestSerializer, request)["requested"]
        actions.request_contact(requester=request.user, username=username, now=clock.now())
        return Response(Message(f"Friend request sent to {username}"), status=201)

    @describe(
        "contacts.friendRequests.user.delete",
        "End a contact",
        takes=FriendSerializer,
        refuses=(*LOGGED_IN, *LIMITED),
        status=204,
    )
    def delete(self, request: UserRequest) -> Response:
        username = parse(FriendSerializer, request)["username"]
        actions.remove_contact(user=request.user, username=username, now=clock.now())
        return Response(status=204)
