"""What every page is: somebody's, in their language, never kept by anybody else."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page
from django.views.generic import View
from django_htmx.middleware import HtmxDetails
from rest_framework.serializers import Serializer

from oneonone.common.errors import Invalid, ServiceError, Unauthorized
from oneonone.common.failures import show_failure, show_refusal, wants_page
from oneonone.common.forms import ServiceForm
from oneonone.common.look import language_of, say_language
from oneonone.common.people import active_user
from oneonone.common.refusals import as_service_error

REFUSALS = (
    ServiceError,
    RequestDataTooBig,
    SuspiciousOperation,
    OperationalError,
    InterfaceError,
)


class PageRequest(HttpRequest):
    """A request of somebody logged in: what every page gets that does not let others in."""

    user: User
    htmx: HtmxDetails


@method_decorator(gzip_page, name="dispatch")
class Page(View):
    """A page. A ServiceError that it raises becomes a page too, of that status.

    Only somebody logged in and active gets in, unless `public`.
    """

    http_method_names = ["get", "head", "post"]
    public = False
    template = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            try:
                response = self.let_in(request, *args, **kwargs)
            except REFUSALS as error:
                response = show_refusal(request, as_service_error(error) or ServiceError())
        response.headers["Referrer-Policy"] = "same-origin"  # without it forms have no origin
        say_language(response, language)
        return response

    def let_in(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.user = self.find_person(request)
        if not self.public and isinstance(request.user, AnonymousUser):
            return self.log_in_first(request)
        return super().dispatch(request, *args, **kwargs)

    def find_person(self, request: HttpRequest) -> User | AnonymousUser:
        return active_user(request)

    def log_in_first(self, request: HttpRequest) -> HttpResponse:
        if not wants_page(request):
            message = gettext("You are logged out. Please log in again.")
            return show_refusal(request, Unauthorized(message))
        back = request.get_full_path() if hasattr(self, "get") else reverse("home")
        return redirect(f"{reverse('login')}?{urlencode({'next': back})}")

    def http_method_not_allowed(
        self,
        request: HttpRequest,
        *args: Any,  # noqa: ARG002  Django's signature
        **kwargs: Any,  # noqa: ARG002
    ) -> HttpResponse:
        message = gettext("This address can't be asked for in that way.")
        allowed = [name.upper() for name in self.http_method_names if hasattr(self, name)]
        return show_failure(request, 405, message, {"Allow": ", ".join(allowed)})

    def show(self, context: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
        return render(self.request, self.template, dict(context or {}), status=status)

    def say(self, message: str) -> None:
        """Tell the person something on the next page that they see."""
        messages.success(self.request, message)


class FormPage(Page):
    """A page around one form: shown, refused with what was typed, or acted on.

    A page says what its form is (`form`), what it shows around it (`around`) and what it does
    with good values (`act`). An act's refusal of what was typed lands beside the fields.
    """

    form_class: type[ServiceForm]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        return self.show({"form": self.form(), **self.around()})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        form = self.form(data=request.POST, files=request.FILES)
        if form.is_valid():
            try:
                return self.act(form.cleaned_data)
            except (Invalid, Unauthorized) as refusal:
                form.add_refusal(refusal.data)
        return self.show({"form": form, **self.around()}, status=Invalid.status)

    def form(self, **sent: Any) -> ServiceForm:
        return self.form_class(**sent)

    def around(self) -> dict[str, Any]:
        return {}

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        raise NotImplementedError


def read(serializer_class: type[Serializer[Any]], request: HttpRequest, **context: Any) -> Any:
    """Read what a button sends, which nobody typed: what is wrong with it is a page of 400.

    Raises:
        Invalid: the serializer refuses it.
    """
    serializer = serializer_class(data=request.POST.dict(), context=context)
    if not serializer.is_valid():
        raise Invalid(serializer.errors)
    return serializer.validated_data


def go_back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """Redirect to `next`, when that is an address of ours."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return HttpResponseRedirect(address if ours else reverse(otherwise))
