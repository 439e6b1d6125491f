from django import forms
from django.utils.translation import gettext_lazy as _

from oneonone.common.forms import ServiceForm
from oneonone.schedules.serializers import LONGEST_REASON, AbsenceSerializer


class AbsenceForm(ServiceForm):
    serializer_class = AbsenceSerializer

    reason = forms.Field(
        label=_("Why"),
        required=False,
        widget=forms.Textarea({"rows": 3, "maxlength": LONGEST_REASON}),
    )
