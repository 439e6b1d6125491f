from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oneonone.accounts.mails import MAILS
from oneonone.accounts.serializers import (
    DeletionSerializer,
    ForgottenSerializer,
    LoginSerializer,
    MailsSerializer,
    NewAccountSerializer,
    NewPasswordSerializer,
    ProfileSerializer,
    RegistrationSerializer,
    ResetSerializer,
    SignupSerializer,
)
from oneonone.common.fields import zone_names
from oneonone.common.forms import ServiceForm
from oneonone.common.look import LANGUAGES

PASSWORD_HELP = _("At least 8 characters; not only digits, and nothing common.")


def text_input(autocomplete: str, **attrs: Any) -> forms.TextInput:
    return forms.TextInput({"autocomplete": autocomplete, **attrs})


def username_input() -> forms.TextInput:
    return text_input("username", autocapitalize="none", spellcheck="false")


def password_input(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput({"autocomplete": autocomplete})


def email_input() -> forms.EmailInput:
    return forms.EmailInput({"autocomplete": "email"})


class NewAccountForm(ServiceForm):
    serializer_class: ClassVar[type[RegistrationSerializer]] = NewAccountSerializer

    username = forms.Field(
        label=_("Username"),
        help_text=_("How others find you. Letters, digits and @ . + - _"),
        widget=username_input(),
    )
    first_name = forms.Field(label=_("First name"), widget=text_input("given-name"))
    last_name = forms.Field(label=_("Last name"), widget=text_input("family-name"))
    password = forms.Field(
        label=_("Password"), help_text=PASSWORD_HELP, widget=password_input("new-password")
    )
    confirm_password = forms.Field(label=_("Password again"), widget=password_input("new-password"))


class SignupForm(NewAccountForm):
    serializer_class = SignupSerializer
    field_order = ("username", "first_name", "last_name", "email")

    email = forms.Field(label=_("Email"), widget=email_input())
    time_zone = forms.Field(required=False, widget=forms.HiddenInput({"data-zone-of-browser": ""}))


class LoginForm(ServiceForm):
    serializer_class = LoginSerializer

    username = forms.Field(label=_("Username"), widget=username_input())
    password = forms.Field(label=_("Password"), widget=password_input("current-password"))


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(zone_names())]


class ProfileForm(ServiceForm):
    serializer_class = ProfileSerializer

    first_name = forms.Field(label=_("First name"), widget=text_input("given-name"))
    last_name = forms.Field(label=_("Last name"), widget=text_input("family-name"))
    email = forms.Field(label=_("Email"), widget=email_input())
    time_zone = forms.Field(
        label=_("Time zone"),
        help_text=_("Times are shown in it, and new calendars start in it."),
        widget=forms.Select(choices=zone_choices()),
    )
    profile_picture = forms.Field(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, at most 5 MB. It is cut to a square."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )


class PasswordForm(ServiceForm):
    serializer_class = NewPasswordSerializer

    current_password = forms.Field(
        label=_("Current password"), widget=password_input("current-password")
    )
    new_password = forms.Field(
        label=_("New password"), help_text=PASSWORD_HELP, widget=password_input("new-password")
    )
    confirm_password = forms.Field(
        label=_("New password again"), widget=password_input("new-password")
    )


class ForgottenForm(ServiceForm):
    serializer_class = ForgottenSerializer

    email = forms.Field(label=_("Email"), widget=email_input())


class ResetForm(ServiceForm):
    serializer_class = ResetSerializer

    new_password = forms.Field(
        label=_("New password"), help_text=PASSWORD_HELP, widget=password_input("new-password")
    )
    confirm_password = forms.Field(
        label=_("New password again"), widget=password_input("new-password")
    )


class MailsForm(ServiceForm):
    serializer_class = MailsSerializer

    wanted_mails = forms.Field(
        label=_("Send me a mail about"),
        required=False,
        widget=forms.CheckboxSelectMultiple(choices=list(MAILS.items())),
    )
    language = forms.Field(
        label=_("Language of mails"), widget=forms.Select(choices=list(LANGUAGES.items()))
    )


class DeletionForm(ServiceForm):
    serializer_class = DeletionSerializer

    password = forms.Field(label=_("Your password"), widget=password_input("current-password"))
