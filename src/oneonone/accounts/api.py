from django.contrib.auth.models import User
from django.http import FileResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.accounts import access, actions, tokens
from oneonone.accounts.serializers import (
    INCOMPLETE,
    CredentialsSerializer,
    LoginSerializer,
    ProfileSerializer,
    RefreshSerializer,
    RegistrationSerializer,
)
from oneonone.accounts.structs import (
    AccessToken,
    ProfileOut,
    Registered,
    TokenPair,
    profile_out,
)
from oneonone.common import clock
from oneonone.common.api import UserRequest, parse
from oneonone.common.errors import Data, Invalid, Unauthorized
from oneonone.common.refusals import messages
from oneonone.common.rendering import struct_from
from oneonone.common.schema import LIMITED, LOGGED_IN, describe
from oneonone.limits.actions import spend
from oneonone.limits.addresses import client_address
from oneonone.limits.policy import REFRESHES_BY_ADDRESS, REGISTRATIONS_BY_ADDRESS


class Register(APIView):
    authentication_classes = ()
    permission_classes = ()

    @describe(
        "accounts.register.create",
        "Make an account",
        takes=RegistrationSerializer,
        gives=Registered,
        status=201,
        refuses=LIMITED,
    )
    def post(self, request: Request) -> Response:
        spend(REGISTRATIONS_BY_ADDRESS, client_address(request), clock.now())
        user = actions.register_user(**parse(RegistrationSerializer, request))
        return Response(struct_from(Registered, user), status=201)


def as_login_refusal(data: Data) -> Data:
    """Say one thing, and that something is missing before that it does not match."""
    said = list(messages(data))
    return {"non_field_errors": [INCOMPLETE if INCOMPLETE in said else said[0]]}


class Login(APIView):
    authentication_classes = ()
    permission_classes = ()
    shape_refusal = staticmethod(as_login_refusal)

    @describe(
        "accounts.login.create", "Log in", takes=LoginSerializer, gives=TokenPair, refuses=LIMITED
    )
    def post(self, request: Request) -> Response:
        credentials = parse(LoginSerializer, request)
        user = actions.check_login(**credentials, address=client_address(request), now=clock.now())
        return Response(token_pair(user))


class Token(APIView):
    authentication_classes = ()
    permission_classes = ()

    @describe(
        "api.token.create",
        "Get a pair of tokens",
        takes=CredentialsSerializer,
        gives=TokenPair,
        refuses=(*LOGGED_IN, *LIMITED),
    )
    def post(self, request: Request) -> Response:
        credentials = parse(CredentialsSerializer, request)
        address = client_address(request)
        try:
            user = actions.check_login(**credentials, address=address, now=clock.now())
        except Invalid as error:
            message = "No active account found with the given credentials."
            raise Unauthorized(message) from error
        return Response(token_pair(user))


class TokenRefresh(APIView):
    authentication_classes = ()
    permission_classes = ()

    @describe(
        "api.token.refresh.create",
        "Get a new access token",
        takes=RefreshSerializer,
        gives=AccessToken,
        refuses=(*LOGGED_IN, *LIMITED),
    )
    def post(self, request: Request) -> Response:
        spend(REFRESHES_BY_ADDRESS, client_address(request), clock.now())
        token = parse(RefreshSerializer, request)["refresh"]
        user = tokens.authenticate(token, "refresh")
        return Response(AccessToken(access=tokens.issue(user, "access")))


def token_pair(user: User) -> TokenPair:
    return TokenPair(refresh=tokens.issue(user, "refresh"), access=tokens.issue(user, "access"))


class OwnProfile(APIView):
    @describe("accounts.profile.list", "One's own profile", gives=ProfileOut)
    def get(self, request: UserRequest) -> Response:
        return Response(profile_out(access.own_profile(request.user)))

    @describe(
        "accounts.profile.update",
        "Change what is sent of one's own profile",
        takes=ProfileSerializer,
        gives=ProfileOut,
        refuses=(*LOGGED_IN, *LIMITED),
    )
    def put(self, request: UserRequest) -> Response:
        values = parse(ProfileSerializer, request)
        return Response(
            profile_out(actions.update_profile(user=request.user, values=values, now=clock.now()))
        )


class Picture(APIView):
    """A profile picture, to whoever knows its name."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request, name: str) -> FileResponse:  # noqa: ARG002  a view's signature
        picture = access.picture(name)
        response = FileResponse(picture, content_type="image/webp")
        response["Cache-Control"] = "public, max-age=31536000, immutable"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
