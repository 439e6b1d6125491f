"""Forms that show; what may be said in them is decided by the API's own serializers."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from rest_framework import serializers

from oneonone.common.errors import Invalid
from oneonone.common.refusals import messages


class Renderer(TemplatesSetting):
    """Forms and fields as templates of ours: label, help, error, summary."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class ServiceForm(forms.Form):
    """A form whose fields say how they look, and whose serializer says what they may hold.

    Each field has the name of the serializer's. `context` is the serializer's too.
    """

    serializer_class: ClassVar[type[serializers.Serializer[Any]]]

    def __init__(self, *, context: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.context = dict(context or {})

    def full_clean(self) -> None:
        self._errors = ErrorDict(renderer=self.renderer)
        if not self.is_bound:
            return
        serializer = self.serializer_class(data=self.sent(), context=self.context)
        self.cleaned_data = {}
        try:
            if serializer.is_valid():
                self.cleaned_data = serializer.validated_data
            else:
                self.add_refusal(serializer.errors)
        except Invalid as refusal:
            self.add_refusal(refusal.data)

    def sent(self) -> dict[str, Any]:
        """Gather what was filled in; a field left blank that is no text was not sent."""
        shape = self.serializer_class(context=self.context).fields
        values = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if name in shape
        }
        return {
            name: value
            for name, value in values.items()
            if not (value is None or (value == "" and not takes_blank(shape[name])))
        }

    def add_refusal(self, data: Mapping[str, Any]) -> None:
        """Put each message to its field, in the person's language; the rest to the form."""
        for name, said in data.items():
            field = name if name in self.fields else None
            self.add_error(field, [gettext(message) for message in messages(said)])


def takes_blank(field: serializers.Field[Any, Any, Any, Any]) -> bool:
    return isinstance(field, serializers.CharField)
