from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from rest_framework import serializers

from oneonone.accounts.mailboxes import LONGEST_ADDRESS, check_address
from oneonone.accounts.mails import MAILS
from oneonone.accounts.passwords import refuse_weak_password
from oneonone.common.fields import (
    PasswordField,
    TextField,
    UsernameField,
    ZoneField,
    zone_names,
)
from oneonone.common.look import LANGUAGES

NAME_LENGTH = 150
INCOMPLETE = "Both fields are required"
NO_MATCH = "Username and password do not match"
LOGIN_MESSAGES = dict.fromkeys(("required", "null", "blank"), INCOMPLETE) | dict.fromkeys(
    ("invalid", "control", "max_length"), NO_MATCH
)


class EmailAddressField(TextField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_ADDRESS, validators=[check_address], **kwargs)


class RegistrationSerializer(serializers.Serializer[Any]):
    username = UsernameField(max_length=NAME_LENGTH, validators=[UnicodeUsernameValidator()])
    first_name = TextField(max_length=NAME_LENGTH)
    last_name = TextField(max_length=NAME_LENGTH)
    email = EmailAddressField()
    password = PasswordField()
    confirm_password = PasswordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        refuse_unequal(attrs)
        names = {name: attrs[name] for name in ("username", "first_name", "last_name", "email")}
        refuse_weak_password(attrs["password"], User(**names), "password")
        return attrs


class NewAccountSerializer(RegistrationSerializer):
    """An account for somebody whose address is known already."""

    email = None  # type: ignore[assignment]  # how DRF leaves a field out

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        refuse_unequal(attrs)
        return attrs


def refuse_unequal(attrs: dict[str, Any]) -> None:
    if attrs.pop("confirm_password") != attrs["password"]:
        raise serializers.ValidationError({"confirm_password": ["Password must match"]})


class BrowserZoneField(ZoneField):
    """The zone that a browser says it is in; one that we don't know is no reason to refuse."""

    def to_internal_value(self, data: Any) -> str:
        return data if data in zone_names() else "UTC"


class SignupSerializer(RegistrationSerializer):
    time_zone = BrowserZoneField(default="UTC")


class LoginSerializer(serializers.Serializer[Any]):
    username = UsernameField(error_messages=LOGIN_MESSAGES)
    password = PasswordField(error_messages=LOGIN_MESSAGES)


class CredentialsSerializer(serializers.Serializer[Any]):
    username = UsernameField()
    password = PasswordField()


class RefreshSerializer(serializers.Serializer[Any]):
    refresh = TextField()


class ProfileSerializer(serializers.Serializer[Any]):
    first_name = TextField(max_length=NAME_LENGTH, required=False)
    last_name = TextField(max_length=NAME_LENGTH, required=False)
    email = EmailAddressField(required=False)
    current_password = PasswordField(required=False, allow_blank=True)
    new_password = PasswordField(required=False, allow_blank=True)
    confirm_password = PasswordField(required=False, allow_blank=True)
    profile_picture = serializers.FileField(required=False, allow_null=True)
    time_zone = ZoneField(required=False)


class NewPasswordSerializer(serializers.Serializer[Any]):
    """The passwords of a profile where there is nothing else to change."""

    current_password = PasswordField(required=False, allow_blank=True)
    new_password = PasswordField()
    confirm_password = PasswordField(required=False, allow_blank=True)


class ForgottenSerializer(serializers.Serializer[Any]):
    email = EmailAddressField()


class ResetSerializer(serializers.Serializer[Any]):
    new_password = PasswordField()
    confirm_password = PasswordField()


class MailsSerializer(serializers.Serializer[Any]):
    wanted_mails = serializers.ListField(child=serializers.ChoiceField(list(MAILS)))
    language = serializers.ChoiceField(list(LANGUAGES))


class DeletionSerializer(serializers.Serializer[Any]):
    password = PasswordField()
