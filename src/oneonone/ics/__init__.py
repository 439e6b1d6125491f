"""Meetings as iCalendar (RFC 5545): frozen values in, bytes out."""

from oneonone.ics.values import Meeting, Method, Party
from oneonone.ics.writing import write_calendar

__all__ = ["Meeting", "Method", "Party", "write_calendar"]
