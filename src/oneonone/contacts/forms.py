from django import forms
from django.utils.translation import gettext_lazy as _

from oneonone.common.forms import ServiceForm
from oneonone.contacts.serializers import FriendRequestSerializer


class RequestForm(ServiceForm):
    serializer_class = FriendRequestSerializer

    requested = forms.Field(
        label=_("Username"),
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
