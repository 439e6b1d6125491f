from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import EmailValidator
from rest_framework import serializers

from oneonone.accounts.passwords import refuse_weak_password
from oneonone.common.fields import PasswordField, TextField, UsernameField, ZoneField

NAME_LENGTH = 150
EMAIL_LENGTH = 254
INCOMPLETE = "Both fields are required"
NO_MATCH = "Username and password do not match"
LOGIN_MESSAGES = dict.fromkeys(("required", "null", "blank"), INCOMPLETE) | dict.fromkeys(
    ("invalid", "control", "max_length"), NO_MATCH
)


class EmailAddressField(TextField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=EMAIL_LENGTH, validators=[EmailValidator()], **kwargs)


class RegistrationSerializer(serializers.Serializer[Any]):
    username = UsernameField(max_length=NAME_LENGTH, validators=[UnicodeUsernameValidator()])
    first_name = TextField(max_length=NAME_LENGTH)
    last_name = TextField(max_length=NAME_LENGTH)
    email = EmailAddressField()
    password = PasswordField()
    confirm_password = PasswordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.pop("confirm_password") != attrs["password"]:
            raise serializers.ValidationError({"confirm_password": ["Password must match"]})
        names = {name: value for name, value in attrs.items() if name != "password"}
        refuse_weak_password(attrs["password"], User(**names), "password")
        return attrs


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
