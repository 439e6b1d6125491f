"""What every letter says in the same way: addresses, and times in two zones."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()
BREAK = SafeString("<br>")


@register.simple_tag
def address(name: str, *args: object) -> str:
    """Give the whole address of a page of ours, whoever asked for whatever."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


@register.simple_tag
def in_zones(instant: datetime, *zones: str) -> SafeString:
    """Say when something is in each zone, a line each; a zone named twice is said once."""
    return in_lines(instant, None, zones)


@register.simple_tag
def span_in_zones(start: datetime, end: datetime, *zones: str) -> SafeString:
    return in_lines(start, end, zones)


def in_lines(start: datetime, end: datetime | None, zones: tuple[str, ...]) -> SafeString:
    named = [(said(start, end, zone), zone.replace("_", " ")) for zone in dict.fromkeys(zones)]
    return format_html_join(BREAK, "{} ({})", named)


def said(start: datetime, end: datetime | None, zone: str) -> str:
    here = start.astimezone(ZoneInfo(zone))
    first = date_format(here, "DATETIME_FORMAT")
    if end is None:
        return first
    there = end.astimezone(ZoneInfo(zone))
    same_day = there.date() == here.date()
    last = date_format(there, "TIME_FORMAT" if same_day else "DATETIME_FORMAT")
    return f"{first}\N{EN DASH}{last}"
