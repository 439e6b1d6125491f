"""A calendar program: `client.py URL FILE` makes what a server keeps the same as a file.

It keeps each event under its UID, as CalDAV wants it, and prints what the server then gives back.
"""

import json
import sys
from datetime import UTC
from pathlib import Path

import caldav
import icalendar

NAME = "OneOnOne"


def single(whole: icalendar.Calendar, event: icalendar.Event) -> str:
    """Take one event out of a file: what is kept has no method."""
    kept = icalendar.Calendar()
    for name in ("prodid", "version"):
        kept[name] = whole[name]
    for component in (*whole.walk("VTIMEZONE"), event):
        kept.add_component(component)
    return kept.to_ical().decode()


def sync(calendar: caldav.Calendar, path: Path) -> None:
    whole = icalendar.Calendar.from_ical(path.read_bytes())
    events = whole.walk("VEVENT")
    for event in events:
        calendar.add_event(single(whole, event), increase_seqno=False)
    wanted = {str(event["uid"]) for event in events}
    for held in calendar.get_events():
        if str(held.icalendar_component["uid"]) not in wanted:
            held.delete()


def told(event: icalendar.Event) -> dict[str, object]:
    start, end = (event.decoded(name).astimezone(UTC) for name in ("dtstart", "dtend"))
    return {
        "uid": str(event["uid"]),
        "sequence": int(event["sequence"]),
        "start": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "end": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "summary": str(event["summary"]),
        "location": str(event.get("location", "")),
    }


def main(url: str, path: Path) -> None:
    with caldav.DAVClient(url=url, username="somebody", password="a-password") as client:
        principal = client.principal()
        known = [one for one in principal.get_calendars() if one.get_display_name() == NAME]
        calendar = known[0] if known else principal.make_calendar(name=NAME)
        sync(calendar, path)
        kept = [told(event.icalendar_component) for event in calendar.get_events()]
    json.dump(sorted(kept, key=lambda one: str(one["start"])), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
