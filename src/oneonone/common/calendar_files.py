"""iCalendar files as answers."""

from django.http import HttpResponse

MEDIA_TYPE = "text/calendar"


def ics_response(name: str, content: bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=f"{MEDIA_TYPE}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
