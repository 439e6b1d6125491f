"""What templates of every app may use without loading it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from oneonone.common import people

register = template.Library()


@register.simple_tag
def stylesheet(name: str) -> str:
    return static(f"css/{name}.css")


@register.simple_tag
def module(name: str) -> str:
    return static(f"js/{name}.js")


@register.simple_tag
def moment(instant: datetime, zone: str, shape: str = "DATETIME_FORMAT") -> SafeString:
    """Say an instant as it is called in a zone, in one of the languages' formats."""
    local = instant.astimezone(ZoneInfo(zone))
    iso = instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return format_html('<time datetime="{}">{}</time>', iso, date_format(local, shape))


@register.filter
def initials(person: object) -> str:
    """Give the letters that stand for somebody: of both names, or of the username."""
    names = [getattr(person, "first_name", ""), getattr(person, "last_name", "")]
    letters = "".join(name[:1] for name in names) or getattr(person, "username", "")[:1]
    return letters.upper()


@register.filter
def full_name(person: object) -> str:
    names = f"{getattr(person, 'first_name', '')} {getattr(person, 'last_name', '')}".strip()
    return names or getattr(person, "username", "")


@register.filter
def handle(person: object) -> str:
    """Give somebody's username, marked as one; of a guest the address."""
    return people.handle_of(person) if people.is_guest(person) else f"@{people.handle_of(person)}"


@register.filter
def is_guest(person: object) -> bool:
    return people.is_guest(person)
